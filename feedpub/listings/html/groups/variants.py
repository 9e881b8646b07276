"""One place under several names: `h2.title` and `h2.title.linked`, `dl.topic` and `dl.announcement`.

Entries of several kinds in one list, notes, pictures, links, pinned ones, name their boxes after the kind. Keys of
spans that differ in such names alone are one place, where no record has two of them.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from feedpub.listings.html.groups.spans import Key
from feedpub.listings.html.page.names import P_NAME

_CLASSES: Final = re.compile(r"\.[^/]*")
_HEADING: Final = re.compile(r"/h[1-6](?:/|$)")
_OF_PERSON: Final = re.compile(r"h-card|p-author|p-category")


def variants(records: Mapping[Key, set[int]]) -> list[list[Key]]:
    """Return keys in groups, each of one place; `records` are those that hold a key."""
    places: defaultdict[Key, list[Key]] = defaultdict(list)
    for key in sorted(records, key=lambda key: -len(records[key])):
        places[_place(key)].append(key)
    found: list[list[Key]] = []
    for keys in places.values():
        together: list[Key] = []
        covered: set[int] = set()
        for key in keys:
            if covered.isdisjoint(records[key]):
                together.append(key)
                covered |= records[key]
            else:
                found.append([key])
        found.append(together)
    return found


def _place(key: Key) -> Key:
    """Return a key without the names of boxes, but with what the element itself is called."""
    kind, path, number = key
    own = path.rpartition("/")[2]
    if P_NAME.search(own.replace(".", " ")) and not _OF_PERSON.search(path):
        return kind, "p-name", number
    tags = _CLASSES.sub("", path)
    return kind, tags if _HEADING.search(tags) else f"{tags} {own}", number

"""Topics that pictures stand for: each topic has its own, with its name for those who do not see it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from feedpub.listings.html.groups.spans import Row
from feedpub.listings.html.page.names import AUTHOR_LINK, FURTHER, NEW, TOPIC_LINK
from feedpub.listings.html.page.tree import Page, width

_LONGEST: Final = 40
_FEWEST: Final = 4
_MOST: Final = 0.6
"""The share of records that have such a picture, at least, and of pictures that differ, at most."""
_CALLED: Final = re.compile(r"topic|categor|kateg|rubri|section|tema|thema")
"""What calls a picture one of a topic: its address, or its names."""


class _Picture(Struct, frozen=True):
    """A picture of a record: what it says, which it is, and where it leads."""

    says: str
    source: str
    link: str
    called: bool


def pictured_topics(page: Page, rows: Sequence[Row]) -> list[tuple[str, ...]]:
    """Return the topic that the first picture of its kind in each record stands for; none where that is not plain.

    Few pictures come again and again, each says one thing, and leads to a place of its own, or is called so.
    """
    found = [next(_pictures(page, row), None) for row in rows]
    pictures = [picture for picture in found if picture is not None]
    says = Counter(picture.says for picture in pictures)
    if len(pictures) < max(_FEWEST, _MOST * len(rows)) or not 1 < len(says) <= _MOST * len(pictures):
        return [()] * len(rows)
    sources, links = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for picture in pictures:
        sources[picture.source].add(picture.says)
        links[picture.link].add(picture.says)
    one_each = len(sources) == len(says) and all(len(names) == 1 for names in sources.values())
    apart = "" not in links and len(links) == len(says) and all(len(names) == 1 for names in links.values())
    if not one_each or not (apart or all(picture.called for picture in pictures)):
        return [()] * len(rows)
    return [(picture.says,) if picture else () for picture in found]


def _pictures(page: Page, row: Row) -> Iterator[_Picture]:
    """Yield the pictures of a record that may stand for its topic."""
    title = row.title.link if row.title else -1
    for node in range(row.record.e0, row.record.e1):
        if page.tag[node] != "img":
            continue
        says = " ".join((page.nodes[node].get("alt") or "").split())
        link = page.link[node]
        href = page.href(link)
        if not any(map(str.isalpha, says)) or width(says) > _LONGEST or FURTHER.match(says) or NEW.fullmatch(says):
            continue
        if (link >= 0 and link == title) or AUTHOR_LINK.search(href):
            continue
        source = page.nodes[node].get("src") or ""
        called = bool(TOPIC_LINK.search(href) or _CALLED.search(f"{source} {page.hints[node]}".lower()))
        yield _Picture(says, source, href, called)

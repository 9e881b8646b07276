"""Rows whose colours take turns: a group that is every second of a wider one, and whether others are entries too."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from feedpub.listings.html.choice.weighing import Candidate
from feedpub.listings.html.groups.folders import folder_of
from feedpub.listings.html.page.tree import Page, width

_NEARLY: Final = 0.5
_MOSTLY: Final = 0.8
_AS_WIDE: Final = 0.6
_VALUE: Final = re.compile(r"=[^&#]*")
_ENDING: Final = re.compile(r"\.\w+$")


def is_every_second(page: Page, best: Candidate, wider: Candidate) -> bool:
    """Say whether a group is every second of a wider one: rows whose colours take turns.

    The others lead somewhere as these do: rows without a link below those with one are what is said of them.
    """
    places = {root: place for place, root in enumerate(wider.group.roots)}
    if not places.keys() >= set(best.group.roots):
        return False  # some are shown again elsewhere
    steps = {places[b] - places[a] for a, b in pairwise(best.group.roots)}
    if steps != {2} or len(wider.group.roots) - 2 * len(best.group.roots) not in {-1, 0, 1}:
        return False
    own = best.group.roots
    led, others = (
        sum(page.links[page.end[root]] > page.links[root] or page.link[root] >= 0 for root in roots)
        for roots in (own, _others(best, wider))
    )
    return led < _MOSTLY * len(own) or others >= _NEARLY * led


def are_built_alike(page: Page, best: Candidate, wider: Candidate) -> bool:
    """Say whether most of a wider group hold what the best do, in cells alike, and each leads to what no other does.

    Two rows of one entry, its title and what is said of it, lead to one thing, are filled in other places, say the
    same of each, or have a day in one of them; or lead to another kind of thing: its paper, what readers say of it.
    """
    if any(wider.reasons[reason] < best.reasons[reason] for reason in ("linked", "again", "dated")):
        return False
    if not _lead_alike(page, best.group.roots, _others(best, wider)):
        return False
    shapes = [_filled(page, root) for root in wider.group.roots]
    usual, number = Counter(_filled(page, root) for root in best.group.roots).most_common(1)[0]
    return len(usual) > 1 and number >= _MOSTLY * len(best.group.roots) and shapes.count(usual) >= _MOSTLY * len(shapes)


def _others(best: Candidate, wider: Candidate) -> list[int]:
    own = set(best.group.roots)
    return [root for root in wider.group.roots if root not in own]


def _filled(page: Page, root: int) -> tuple[tuple[int, bool], ...]:
    """Return the places of the text in an element, by tags alone, and whether it leads somewhere."""
    owners = dict.fromkeys(page.owner[page.first[root] : page.last[root]])
    return tuple((page.plain[owner], page.link[owner] >= 0) for owner in owners)


def _lead_alike(page: Page, some: Sequence[int], others: Sequence[int]) -> bool:
    """Say whether the first links of others have addresses of the kind that those of some have, and words as wide."""
    links, more = _first_links(page, some), _first_links(page, others)
    if not links or not more:
        return False
    usual = Counter(_kind_of(page.href(link)) for link in links).most_common(1)[0][0]
    alike = sum(_kind_of(page.href(link)) == usual for link in more)
    own, other = (sorted(width(page.text_of(link)) for link in one)[len(one) // 2] for one in (links, more))
    return alike >= _MOSTLY * len(others) and other >= _AS_WIDE * own


def _first_links(page: Page, roots: Sequence[int]) -> list[int]:
    found = (next((k for k in range(root, page.end[root]) if page.link[k] >= 0), -1) for root in roots)
    return [page.link[k] for k in found if k >= 0]


def _kind_of(href: str) -> tuple[str, str]:
    """Return an address without what it has for itself: the values in it, else all of its last part but the ending."""
    path, mark, _ = href.partition("#")
    if "?" in path:
        return _VALUE.sub("=", path), mark
    ending = _ENDING.search(path)
    return folder_of(path), (ending[0] if ending else "") + mark

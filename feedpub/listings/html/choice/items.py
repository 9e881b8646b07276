"""Items of short lists that are entries each: below the headings of years or months stand one or two."""

import re
from collections.abc import Sequence
from typing import Final

from feedpub.listings.html.choice.weighing import Candidate, Weighing
from feedpub.listings.html.groups.repeats import Group
from feedpub.listings.html.titles.ballots import Ballot

_ITEM: Final = re.compile(r"(?:^/|/[uo]l\.[^/]*/)li\.")
"""The path of what stands in an item of a list, which may be all of a record."""
_NEARLY: Final = 0.9
_BEHIND: Final = 1.5
"""So much less than lists their items may score: days above them are those of fewer."""
_FEW: Final = 3
"""So many items have lists at most that look like one entry each."""
_FILLED: Final = 0.7
"""The share of what records say that their items hold: above them stands a heading."""


def items_of(weighing: Weighing, best: Candidate, groups: Sequence[Group]) -> Candidate:
    """Return the items of the best records where each is a link like the title of these, else the records.

    A list of papers stands below the title of what they are of; here the title is the first item itself.
    """
    title = best.titles[0]
    if title.link < _NEARLY or not _ITEM.search(title.key[1]):
        return best
    page = weighing.page
    spans = [(record.e0, record.e1) for record in best.records]
    for group in groups:
        roots = group.roots
        few = len(spans) < len(roots) <= _FEW * len(spans)
        if not few or any(page.tag[k] != "li" for k in roots) or not _lie_in(roots, spans):
            continue
        said = sum(page.size(page.first[k], page.last[k]) for k in roots)
        if said < _FILLED * sum(page.size(one.p0, one.p1) for one in best.records):
            continue
        items = weighing.weigh(group)
        if best.score - items.score <= _BEHIND and _has_own_titles(items.titles[0]):
            return items
    return best


def _has_own_titles(title: Ballot) -> bool:
    """Say whether nearly all have a title that is a link of their own, and no two the same."""
    return min(title.link, title.share) >= _NEARLY and title.says


def _lie_in(roots: Sequence[int], spans: Sequence[tuple[int, int]]) -> bool:
    """Say whether all elements stand in one of some intervals, and each of these holds some."""
    held, place = set[int](), 0
    for root in roots:
        while place < len(spans) and spans[place][1] <= root:
            place += 1
        if place == len(spans) or root < spans[place][0]:
            return False
        held.add(place)
    return len(held) == len(spans)

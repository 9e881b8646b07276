"""Lists that only show the first of what another list of the page tells in full: carousels, “the latest”."""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Final

from feedpub.listings.html.choice.weighing import Candidate, Weighing
from feedpub.listings.html.groups.repeats import Group
from feedpub.listings.html.page.tree import Page
from feedpub.text import fold

_FEW: Final = 12
"""Entries that an excerpt has at most."""
_LOOKED_AT: Final = 5
_BEHIND: Final = 2.5
"""So much less than its excerpt a list may score: that has pictures and headings."""
_AS_MUCH: Final = 0.9


def in_full(
    weighing: Weighing, best: Candidate, those: Callable[[Callable[[Group], bool]], Iterator[Candidate]]
) -> Candidate:
    """Return the list that holds all titles of the best one and more, and says no less of each, else the best."""
    if len(best.records) > _FEW:
        return best
    shown = _titles(weighing, best)
    start, stop = best.records[0].e0, best.records[-1].e1

    def may_hold(group: Group) -> bool:
        apart = weighing.page.end[group.roots[-1]] <= start or group.roots[0] >= stop
        return apart and len(group.roots) > len(best.records)

    for other in islice(those(may_hold), _LOOKED_AT):
        if best.score - other.score > _BEHIND:
            break
        as_much = other.dated >= best.dated and other.reasons["text"] >= _AS_MUCH * best.reasons["text"]
        if as_much and shown and _tell_of(weighing.page, other, shown):
            return other
    return best


def _titles(weighing: Weighing, candidate: Candidate) -> set[str]:
    """Return what stands where the titles of a candidate do."""
    key = candidate.titles[0].key
    return {fold(span.text) for record in candidate.records for span in weighing.spans_of(record) if span.key == key}


def _tell_of(page: Page, candidate: Candidate, titles: set[str]) -> bool:
    """Say whether each of some titles stands in a record of a candidate."""
    told = fold("\n".join(page.text(record.p0, record.p1) for record in candidate.records))
    return all(title in told for title in titles)

"""Lists that only show the first of what another list of the page tells in full: carousels, “the latest”."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Final

from feedpub.listings.html.choice.weighing import Candidate, Weighing
from feedpub.listings.html.groups.repeats import Group
from feedpub.listings.html.page.tree import Page

_FEW: Final = 12
"""Entries that an excerpt has at most."""
_LOOKED_AT: Final = 5
_BEHIND: Final = 2.5
"""So much less than its excerpt a list may score: that has pictures and headings."""
_AS_MUCH: Final = 0.9


def in_full(
    weighing: Weighing, best: Candidate, those: Callable[[Callable[[Group], bool]], Iterator[Candidate]]
) -> Candidate:
    """Return the list that holds all of the best one in its order, and more, and says no less of each, or the best."""
    if len(best.records) > _FEW:
        return best
    page, start, stop = weighing.page, best.records[0].e0, best.records[-1].e1
    key = best.titles[0].key
    spans = [span for record in best.records for span in weighing.spans_of(record) if span.key == key]
    shown = list(dict.fromkeys(span.text for span in spans))
    links = {page.href(span.link) for span in spans if span.link >= 0}

    def may_hold(group: Group) -> bool:
        first, last = group.roots[0], page.end[group.roots[-1]]
        apart = last <= start or first >= stop
        return (
            apart
            and len(group.roots) > len(best.records)
            and _tells(page, page.first[first], page.last[group.roots[-1]], shown)
            and links <= {page.href(node) for node in range(first, last)}
        )

    for other in islice(those(may_hold), _LOOKED_AT):
        if best.score - other.score > _BEHIND:
            break
        as_much = other.dated >= best.dated and other.reasons["text"] >= _AS_MUCH * best.reasons["text"]
        if as_much:
            return other
    return best


def _tells(page: Page, first: int, last: int, titles: Sequence[str]) -> bool:
    """Say whether a stretch of the page says each of some titles once, in their order: comments and charts do not."""
    told = page.text(first, last)
    places = [told.find(title) for title in titles]
    return bool(titles) and -1 not in places and places == sorted(places) and all(told.count(t) == 1 for t in titles)

"""How the records of a page stand on it: their lines, and whether the last one ends where its element does."""

from collections.abc import Iterator, Sequence

from feedpub.listings.html.groups.records import Record
from feedpub.listings.html.page.tree import Page
from feedpub.standing import MOST, stand, stand_last


def stand_on(page: Page, records: Sequence[Record]) -> list[str]:
    """Return how each record stands. Nothing shows where the last one of running text ends."""
    stood = [stand(_lines(page, record.p0, record.p1)) for record in records]
    last = max(range(len(records)), key=lambda k: records[k].p1, default=-1)
    if stood and (records[last].p0, records[last].p1) != _bounds(page, records[last].root):
        behind = list(_lines(page, records[last].p1, len(page.pieces), MOST))
        stood[last] = stand_last(stood[last], behind)
    return stood


def _bounds(page: Page, node: int) -> tuple[int, int]:
    return page.first[node], page.last[node]


def _lines(page: Page, first: int, last: int, most: int = 0) -> Iterator[str]:
    """Yield the lines of an interval of pieces, or the first of them."""
    start, found = first, 0
    for at in range(first + 1, last + 1):
        if at == last or page.fresh[at]:
            yield page.text(start, at)
            start, found = at, found + 1
            if found == most:
                return

"""The day, month or year that stands above entries, outside of any of them."""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from feedpub.dates import Heading, Terms, parse_heading
from feedpub.listings.html.records import Record
from feedpub.listings.html.tree import Page

_BEFORE: Final = 12
"""Pieces of text before the first record among which its heading may stand."""
_LONGEST: Final = 60
_MORE: Final = 40
"""Letters of text that a heading may have beside it in its box, and still be that of what follows the box."""
_OF_TABLES: Final = frozenset(("th", "dt", "caption"))


class _Above(Struct, kw_only=True):
    """What stands above a record, while the page is walked down."""

    current: tuple[str, Heading] | None = None
    year: int | None = None
    days: set[str] = field(default_factory=set)
    sure: bool = False


def headings_above(page: Page, records: Sequence[Record], terms: Terms) -> list[tuple[str, Heading] | None]:
    """Return for each record the last date heading that stands above it, outside of any record.

    A day that stands alone above all records is one only in a heading or table head: pages print today's, too.
    """
    results: list[tuple[str, Heading] | None] = []
    seen = _Above()
    at = max(0, records[0].p0 - _BEFORE) if records else 0
    for record in records:
        grains: list[bool] = []
        for start, stop in _lines(page, at, record.p0):
            line = page.text(start, stop)
            heading = parse_heading(line, replace(terms, year=seen.year)) if len(line) < _LONGEST else None
            if heading is None or _is_of_something_else(page, start, stop, record):
                continue
            whole = heading.month is None or str(heading.year) in line
            # Two years or months in a row are a menu of them, and head nothing.
            menu = heading.day is None and grains[-1:] == [heading.month is None]
            seen.current = None if menu else (line if whole else f"{line} {heading.year}", heading)
            seen.year = None if menu else heading.year
            grains.append(heading.month is None)
            seen.days.add(line)
            seen.sure |= page.head[page.owner[start]] or page.tag[page.owner[start]] in _OF_TABLES
        at = max(at, record.p1)
        results.append(seen.current)
    lone = len(seen.days) < 2 and not seen.sure
    return [None if lone and one and one[1].day is not None else one for one in results]


def _lines(page: Page, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield the lines of an interval of pieces."""
    start = first
    while start < last:
        stop = start + 1
        while stop < last and not page.fresh[stop]:
            stop += 1
        yield start, stop
        start = stop


def _is_of_something_else(page: Page, start: int, stop: int, record: Record) -> bool:
    """Say whether a line heads what follows it in a box that ends before the record."""
    box, above = -1, page.owner[start]
    while above >= 0 and page.end[above] <= record.e0:
        box, above = above, page.parent[above]
    return box >= 0 and page.last[box] > stop and page.size(stop, page.last[box]) > _MORE

"""Entries that print a time alone, and the day that stands above them all: in a heading, or in the head of the page."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Final

from feedpub.dates import Dateline, Terms, parse_dateline
from feedpub.listings.html.groups.records import Record
from feedpub.listings.html.groups.spans import Key, Row, Span
from feedpub.listings.html.page.dating import dates_in
from feedpub.listings.html.page.names import CHANGED
from feedpub.listings.html.page.tree import HEADINGS, Page

_HOUR: Final = re.compile(r"\D{0,5}\d{1,2}\s?(?:[:h時点ч]|[.]\d\d\s?\D|[ap]\.?m\b).{0,14}", re.IGNORECASE)
"""A time; “17.30” by itself may be a price."""
_ANY_DAY: Final = "2000-01-01"
_MOSTLY: Final = 0.8
_FEWEST: Final = 3
"""So many different times that run one way are no lengths of films."""
_HEAD: Final = 160
"""Letters of a heading that names the day of a page."""
_BEFORE: Final = 24
"""Pieces before the first record among which the headings of its list stand."""


def hours_of(rows: Sequence[Row], days: Sequence[str], terms: Terms) -> list[str]:
    """Return the time that each row prints beside its title, in one place of nearly all; none where few do.

    Below each of the days that stand above the rows they run one way, as lengths and scores do not.
    """
    places: defaultdict[Key, dict[int, str]] = defaultdict(dict)
    for k, row in enumerate(rows):
        for span in hours_in(row, terms):
            places[span.key].setdefault(k, span.text)
    for hours in places.values():
        if len(hours) >= _MOSTLY * len(rows) and _run(hours, days, terms):
            return [hours.get(k, "") for k in range(len(rows))]
    return [""] * len(rows)


def hours_in(row: Row, terms: Terms) -> Iterator[Span]:
    """Yield the spans of a row that are a time alone, beside its title."""
    for span in row.spans:
        if _HOUR.fullmatch(span.text) and row.beside_title(span) and _instant(_ANY_DAY, span.text, terms):
            yield span


def _instant(day: str, hour: str, terms: Terms) -> datetime | None:
    read = parse_dateline(f"{day}, {hour}", terms)
    return read.instant if isinstance(read, Dateline) else None


def _run(hours: dict[int, str], days: Sequence[str], terms: Terms) -> bool:
    """Say whether times rise or fall below each day; without one they must fall, as those of a programme do not."""
    read = {k: at for k, hour in hours.items() if (at := _instant(_ANY_DAY, hour, terms)) is not None}
    pairs = [(read[a], read[b]) for a, b in pairwise(sorted(read)) if days[a] == days[b]]
    run = all(a >= b for a, b in pairs) or (any(days) and all(a <= b for a, b in pairs))
    return run and len({*read.values()}) >= _FEWEST


def timed(day: str, hour: str, terms: Terms) -> str:
    """Return a day and a time as one date line, the day alone where they cannot be read so."""
    return f"{day}, {hour}" if day and hour and _instant(day, hour, terms) is not None else day


def day_in_head(page: Page, records: Sequence[Record], terms: Terms) -> str:
    """Return the one day that a page states of all its entries: in its title, in headings or a caption above them.

    "" where none of these names a day, or they name several; the day of a last change is none.
    """
    days: dict[object, str] = {}
    for text in _heads(page, records):
        for one in dates_in(text[:_HEAD], terms):
            whole = isinstance(one.read, Dateline) and one.read.end is None and not one.read.relative
            if not whole or CHANGED.search(text):
                return ""
            days.setdefault(one.read.day if isinstance(one.read, Dateline) else None, text[one.start : one.end])
    return next(iter(days.values())) if len(days) == 1 else ""


def _heads(page: Page, records: Sequence[Record]) -> Iterator[str]:
    """Yield what the page, its headings above the records, and the captions of their tables are called."""
    yield page.title()
    first = min(record.p0 for record in records)
    near = {page.owner[piece] for piece in range(max(0, first - _BEFORE), first)}
    for node in dict.fromkeys(page.owner[:first]):
        if page.tag[node] in {"h1", "caption"} or (node in near and page.tag[node] in HEADINGS):
            yield page.text_of(node)

"""Which number of a date is the day, where the dates of a page do not prove it: what stands around them does.

“04.12.2015” is of December where the text of its entry tells of 3 December, or its link leads to “2015/12”.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from msgspec.structs import replace

from feedpub.dates import Dateline, Order, Terms, parse_dateline, prove_order, prove_points
from feedpub.listings.html.days.partial import days_in
from feedpub.listings.html.days.printed import Read
from feedpub.listings.html.groups.spans import Row
from feedpub.listings.html.page.dating import dates_in
from feedpub.listings.html.page.language import language_of
from feedpub.listings.html.page.tree import Page

_ORDERS: Final[tuple[Order, ...]] = ("dmy", "mdy")
_SOME: Final = 60
"""So many records show the order of all."""
_TWICE: Final = 2
_NEAR: Final = 7
"""Days between what a text tells of and the day on which it was written."""
_PIECES: Final = 12
_TOLD: Final = 600
"""Pieces of a record, and letters of them, that are looked through."""


def prove_on_page(
    page: Page, words: Sequence[str], rows: Sequence[Row], dates: Sequence[Read | None], terms: Terms
) -> Order | None:
    """Find the order of days in numbers: by all that records print, what stands in these, or the language of a page."""
    if (order := prove_order(words, terms) or _prove_beside(page, rows, dates, terms)) is not None or not rows:
        return order
    first, last = rows[0].record.p0, rows[-1].record.p1
    said = language_of(page).partition("-")[0].lower()
    return prove_points(words, [*page.pieces[first:last], *page.pieces[:first]], said)


def _prove_beside(page: Page, rows: Sequence[Row], dates: Sequence[Read | None], terms: Terms) -> Order | None:
    """Find the one order of day and month in which dates agree with what their entries say; None without two proofs.

    Each record that says a day near the one, and none near the other, is a proof. All must be of one order.
    """
    found: list[Order] = []
    for row, read in zip(rows[:_SOME], dates, strict=False):
        days = {} if read is None or read.usable else _days(read.words, terms)
        if len(set(days.values())) == len(_ORDERS):
            said = list(_said(page, row, days["dmy"].year, terms))
            found += [order for order, day in days.items() if _is_near(day, said)]
    return found[0] if len(found) >= _TWICE and len(set(found)) == 1 else None


def _days(words: str, terms: Terms) -> dict[Order, date]:
    """Return the day that a date is in each order."""
    reads = {order: parse_dateline(words, replace(terms, order=order)) for order in _ORDERS}
    return {order: read.day for order, read in reads.items() if isinstance(read, Dateline)}


def _said(page: Page, row: Row, year: int, terms: Terms) -> Iterator[tuple[int, int, int | None]]:
    """Yield the years, months and days that a record names in words, and those of its link."""
    yield from ((linked, month, None) for linked, month, _ in days_in((row.link,)) if month is not None)
    text = page.text(row.record.p0, min(row.record.p1, row.record.p0 + _PIECES))[:_TOLD]
    for one in dates_in(text, replace(terms, year=year)):
        named = any(map(str.isalpha, text[one.start : one.end]))
        if named and isinstance(one.read, Dateline) and not one.read.relative:
            yield one.read.day.year, one.read.day.month, one.read.day.day


def _is_near(day: date, said: Sequence[tuple[int, int, int | None]]) -> bool:
    """Say whether a day is near one that is said, or in a month that is said alone."""
    return any(
        (year, month) == (day.year, day.month)
        if number is None
        else abs((date(year, month, number) - day).days) <= _NEAR
        for year, month, number in said
    )

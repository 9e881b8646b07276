"""Matches in tables with a column for each side: the title is both."""

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from feedpub.listings.html.groups.spans import Row, Span
from feedpub.listings.html.page.tree import Page

_NEARLY: Final = 0.9


def with_both_sides(page: Page, rows: Sequence[Row]) -> None:
    """Let the titles of nearly all rows be those who play, where columns are called home and away."""
    if not {"home", "guest"} <= {*page.column.values()}:
        return
    sides = [(row, _cell(page, row, "home"), _cell(page, row, "guest")) for row in rows]
    both = [(row, home, guest) for row, home, guest in sides if home is not None and guest is not None]
    for row, home, guest in both if len(both) >= _NEARLY * len(rows) else ():
        first, last = sorted((home, guest), key=lambda one: one.p0)
        row.title = replace(home, text=f"{home.text} – {guest.text}", p0=first.p0, p1=last.p1)


def _cell(page: Page, row: Row, side: str) -> Span | None:
    """Return the words in the column of a side, None if it has none there."""
    found = (span for span in row.spans if span.key[0] == "e" and page.column.get(span.node) == side)
    return next((span for span in found if any(map(str.isalpha, span.text))), None)

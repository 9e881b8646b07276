"""Names of persons in two columns of a table, one for each part of them: the title is both."""

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from feedpub.listings.html.groups.spans import Row, Span
from feedpub.listings.html.page.tree import Page

_NEARLY: Final = 0.9


def with_full_names(page: Page, rows: Sequence[Row]) -> None:
    """Let titles that are one part of a name be all of it, as it stands: “Loft, Ann” or “Ann Loft”."""
    named = [(row, title, other) for row in rows if (title := row.title) and (other := _other_part(page, row, title))]
    if len(named) < _NEARLY * len(rows):
        return
    for row, title, other in named:
        first, second = sorted((title, other), key=lambda one: one.p0)
        sign = ", " if page.column[first.node] == "family" else " "
        row.title = replace(title, text=f"{first.text}{sign}{second.text}", p0=first.p0, p1=second.p1)


def _other_part(page: Page, row: Row, title: Span) -> Span | None:
    """Return the other part of a name beside the one that is a title, None if that is no part of one."""
    wanted = {"family": "given", "given": "family"}.get(page.column.get(title.node) or "")
    if wanted is None:
        return None
    beside = (one for one in row.spans if page.column.get(one.node) == wanted and one.key[0] == "e")
    return next((one for one in beside if one.p1 == title.p0 or one.p0 == title.p1), None)

"""Cells that are entries each: tables set out cards in rows of two or three."""

from collections.abc import Sequence
from typing import Final

from feedpub.listings.html.choice.weighing import Candidate, Weighing
from feedpub.listings.html.groups.repeats import Group
from feedpub.listings.html.page.dating import holds_a_date

_NEARLY: Final = 0.9
_BEHIND: Final = 1.0
"""So much less than rows their cells may score: a row says more than each of them."""


def cells_of(weighing: Weighing, best: Candidate, groups: Sequence[Group]) -> Candidate:
    """Return the cells of the best rows where nearly each has a day and a title that leads somewhere, else the rows.

    Of the fields of an entry one is its title, and one its day.
    """
    page, rows = weighing.page, {*best.group.roots}
    if any(page.tag[root] != "tr" for root in rows):
        return best
    for group in groups:
        roots = group.roots
        if len(roots) <= len(rows) or any(page.tag[k] != "td" or page.parent[k] not in rows for k in roots):
            continue
        cells = weighing.weigh(group)
        days = sum(holds_a_date(page.text(one.p0, one.p1)) for one in cells.sample)  # and not in the cell beside it
        near = best.score - cells.score <= _BEHIND and days >= _NEARLY * len(cells.sample)
        if near and min(cells.titles[0].link, cells.titles[0].share) >= _NEARLY:
            return cells
    return best

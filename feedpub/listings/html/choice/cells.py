"""Cells that are entries each: tables set out cards in rows of two or three."""

from collections.abc import Collection, Sequence
from typing import Final

from feedpub.listings.html.choice.weighing import Candidate, Weighing
from feedpub.listings.html.groups.repeats import Group
from feedpub.listings.html.page.dating import holds_a_date
from feedpub.listings.html.page.tree import Page

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
        if len(roots) <= len(rows) or any(page.tag[k] != "td" for k in roots):
            continue
        others = {page.parent[k] for k in roots} - rows
        if others and not (rows < {page.parent[k] for k in roots} and _are_of_one_table(page, {*rows, *others})):
            continue
        cells = weighing.weigh(group)
        days = sum(holds_a_date(page.text(one.p0, one.p1)) for one in cells.sample)  # and not in the cell beside it
        near = best.score - cells.score <= _BEHIND and days >= _NEARLY * len(cells.sample)
        titled = min(cells.titles[0].link, cells.titles[0].share) >= _NEARLY
        if near and titled and _are_as_long(page, roots) and _hold_titles(weighing, best, roots):
            return cells
    return best


def _are_of_one_table(page: Page, rows: Collection[int]) -> bool:
    """Say whether rows stand in one table: those with a link in the same columns may be but some of them."""
    return len({page.parent[row] for row in rows}) == 1


def _hold_titles(weighing: Weighing, best: Candidate, roots: Sequence[int]) -> bool:
    """Say whether the titles of rows stand in cells: beside one that leads nowhere stand the files of each language."""
    inside = {node for root in roots for node in range(root, weighing.page.end[root])}
    titles = [span for one in best.sample for span in weighing.spans_of(one) if span.key == best.titles[0].key]
    return all(span.node in inside for span in titles)


def _are_as_long(page: Page, roots: Sequence[int]) -> bool:
    """Say whether the links of all columns are about as long: beside a thread stands who wrote last, and when."""
    columns: dict[int, list[int]] = {}
    row, column = -1, 0
    for root in roots:
        row, column = page.parent[root], column + 1 if page.parent[root] == row else 0
        links = (page.text_of(k) for k in range(root, page.end[root]) if page.link[k] == k)
        columns.setdefault(column, []).append(len(next(filter(None, links), "")))
    middle = [sorted(lengths)[len(lengths) // 2] for lengths in columns.values()]
    return 2 * min(middle) >= max(middle)

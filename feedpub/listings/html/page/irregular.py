"""Rows of tables and items of lists: those written by hand may share nothing else, each is marked up in its own way."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final

from feedpub.listings.html.page.tree import Page

_FEW: Final = 2
_LINE: Final = 200
"""Letters of a row that is one cell."""


def rows_of(page: Page) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield each table with its rows, and each list with its items, if they are several.

    Rows of one cell are short and hold a link: others lay out the page. Tables whose first rows name the same columns
    are one list, too: those of each team, or of each year.
    """
    cells = Counter(page.parent[node] for node, tag in enumerate(page.tag) if tag == "td")
    cells.update({row: len(above) for row, above in page.reaching.items()})  # a day may stand beside several rows
    families: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for node, tag in enumerate(page.tag):
        row = tag == "tr" and (cells[node] > 1 or (cells[node] == 1 and _is_a_link(page, node)))
        if page.first[node] < page.last[node] and (tag == "li" or row):
            families[page.parent[node], min(cells[node], 2)].append(node)
    tables: list[list[int]] = []
    for (holder, number), rows in families.items():
        named = number > 1 and not _holds_figures(page, rows[0]) and _holds_figures(page, rows[-1])
        if len(rows) - named > _FEW:
            yield holder, tuple(rows[named:])
            if named:
                tables.append(rows)
    for several in _alike(page, tables):
        yield _holder_of(page, several), tuple(chain.from_iterable(rows[1:] for rows in several))


def _alike(page: Page, tables: Sequence[list[int]]) -> Iterator[list[list[int]]]:
    """Yield tables of one make whose first rows name mostly the same columns, the first of them like all others."""
    families: defaultdict[tuple[int, int, str], list[list[int]]] = defaultdict(list)
    for rows in tables:
        names = _cells(page, rows[0])
        families[page.loose[rows[0]], len(names), names[0]].append(rows)
    for first, *others in families.values():
        names = _cells(page, first[0])
        alike = [rows for rows in others if 2 * _shared(names, _cells(page, rows[0])) > len(names)]
        if alike:
            yield [first, *alike]


def _cells(page: Page, row: int) -> list[str]:
    """Return what the cells of a row say."""
    return [page.text_of(cell) for cell in page.children(row)]


def _shared(names: Sequence[str], others: Sequence[str]) -> int:
    """Return how many of two rows of names stand in both."""
    return sum(a == b for a, b in zip(names, others, strict=True))


def _holder_of(page: Page, tables: Sequence[Sequence[int]]) -> int:
    """Return the element that holds the rows of several tables."""
    holder, last = page.parent[tables[0][0]], tables[-1][-1]
    while page.end[holder] <= last:
        holder = page.parent[holder]
    return holder


def _is_a_link(page: Page, node: int) -> bool:
    """Say whether an element holds a link, and little else."""
    return page.links[page.end[node]] > page.links[node] and page.size(page.first[node], page.last[node]) < _LINE


def _holds_figures(page: Page, node: int) -> bool:
    """Say whether an element holds a number: the first row of a table that holds none names its columns."""
    return page.figures[page.last[node]] > page.figures[page.first[node]]

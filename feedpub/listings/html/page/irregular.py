"""Rows of tables and items of lists: those written by hand may share nothing else, each is marked up in its own way."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Final

from feedpub.listings.html.page.tree import Page

_FEW: Final = 2
_LINE: Final = 200
"""Letters of a row that is one cell."""


def rows_of(page: Page) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield each table with its rows, and each list with its items, if they are several.

    Rows of one cell are short and hold a link: others lay out the page.
    """
    cells = Counter(page.parent[node] for node, tag in enumerate(page.tag) if tag == "td")
    cells.update({row: len(above) for row, above in page.reaching.items()})  # a day may stand beside several rows
    families: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for node, tag in enumerate(page.tag):
        row = tag == "tr" and (cells[node] > 1 or (cells[node] == 1 and _is_a_link(page, node)))
        if page.first[node] < page.last[node] and (tag == "li" or row):
            families[page.parent[node], min(cells[node], 2)].append(node)
    for (holder, number), rows in families.items():
        named = number > 1 and not _holds_figures(page, rows[0]) and _holds_figures(page, rows[-1])
        if len(rows) - named > _FEW:
            yield holder, tuple(rows[named:])


def _is_a_link(page: Page, node: int) -> bool:
    """Say whether an element holds a link, and little else."""
    return page.links[page.end[node]] > page.links[node] and page.size(page.first[node], page.last[node]) < _LINE


def _holds_figures(page: Page, node: int) -> bool:
    """Say whether an element holds a number: the first row of a table that holds none names its columns."""
    return page.figures[page.last[node]] > page.figures[page.first[node]]

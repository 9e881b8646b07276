"""Where menus and other lists than that of a page stand: in its margins, or below headings that say so."""

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from feedpub.listings.html.groups.records import Record
from feedpub.listings.html.page.names import ASIDE, MAIN
from feedpub.listings.html.page.tree import Page, width
from feedpub.listings.html.titles.called import is_headed_apart

_MENU: Final = 0.6
"""How much the place of a list looks like the border of a page at least that holds its menus."""
_DEEP: Final = 6
"""Boxes that hold each other in a menu, at most."""
_BOXES: Final = frozenset(("ul", "ol", "div", "section"))
_HEADLINE: Final = 25
"""The width of a link from which on it may be a headline."""


def aside(page: Page, node: int) -> float:
    """Return how much the place of a list looks like the border of a page."""
    weight, steps = 0.0, 0
    while node >= 0 and page.tag[node] not in {"body", "html"}:
        tag, hints = page.tag[node], page.hints[node]
        near = 1.0 if steps < 3 else 0.6
        if tag in {"nav", "footer", "aside"} or tag == "menu":
            weight = max(weight, 1.0)
        elif tag == "main":
            return weight * 0.5
        elif ASIDE.search(hints) and not MAIN.search(hints):
            weight = max(weight, 0.7 * near)
        node = page.parent[node]
        steps += 1
    return weight


def in_submenus(page: Page, records: Sequence[Record]) -> float:
    """Return the share of records that are bare links in lists below the link of an item of another: menus unfold so.

    The ways of a menu lead to pages below that one, and most are shorter than headlines. Links with a number may be
    days, and those below a number lie in the list of a year.
    """
    ways = [record for record in records if _is_in_submenu(page, record)]
    short = sum(width(page.text(way.p0, way.p1)) < _HEADLINE for way in ways)
    return len(ways) / len(records) if 2 * short > len(ways) else 0.0


def _is_in_submenu(page: Page, record: Record) -> bool:
    link = page.link[page.owner[record.p0]]
    if link < 0 or page.first[link] > record.p0 or record.p1 > page.last[link]:
        return False
    holder, item = _holder_and_item(page, record.root)
    above = page.link[page.owner[page.first[item]]] if item >= 0 else -1
    if above < 0 or page.last[above] > page.first[holder] or not _leads_below(page.href(link), page.href(above)):
        return False
    return not (page.holds_a_number(record.p0, record.p1) or page.holds_a_number(page.first[above], page.last[above]))


def _holder_and_item(page: Page, root: int) -> tuple[int, int]:
    """Return the item that a list unfolds from, and what of it holds the list: it may have columns; else -1."""
    holder = page.parent[root]
    for _ in range(_DEEP):
        if holder < 0 or page.tag[holder] not in _BOXES:
            break
        item = page.parent[holder]
        if item >= 0 and page.tag[item] == "li":
            return holder, item
        holder = item
    return -1, -1


def _leads_below(link: str, above: str) -> bool:
    """Say whether a link leads to a page below that of another."""
    folder = above.rstrip("/")
    return bool(folder) and link.startswith(f"{folder}/")


def in_margins(page: Page, records: Sequence[Record], *, called_apart: bool) -> float:
    """Return the share of records in lists that stand where menus do, where other lists are joined to those.

    On a page that is `called_apart` itself, no heading calls a list so.
    """
    runs = [list(run) for _, run in groupby(records, key=lambda record: page.parent[record.root])]
    if len(runs) == 1:
        return 0.0
    ends = (run[-1].p1 for run in runs)
    apart = [
        not called_apart and is_headed_apart(page, end, run[0].p0) for end, run in zip([0, *ends], runs, strict=False)
    ]
    menus = [aside(page, page.parent[run[0].root]) >= _MENU for run in runs]
    without = [len(run) for run, a, b in zip(runs, apart, menus, strict=True) if a or b]
    return sum(without) / len(records) if len(without) < len(runs) else 0.0

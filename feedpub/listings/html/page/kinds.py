"""What elements are called: cells after their column, others after their tag or size, with classes that tell them."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from lxml import etree

from feedpub.listings.html.page.tree import Page

_CELLS: Final = frozenset(("td", "th"))
_OF_TABLES: Final = frozenset(("table", "tbody", "thead", "tfoot"))
_OF_ROWS: Final = _OF_TABLES | {"tr"}
_NUMBERED: Final = re.compile(r"\d")
_LARGE: Final = "large"
_LARGER: Final = re.compile(r"[4-7]|\+[1-7]")
"""Sizes of letters larger than those of texts."""
_CLASSES: Final = 60
"""An element may have hundreds; so many say what it is."""
_PASSING: Final = frozenset(
    ("active", "sticky", "alt", "alternate", "hentry", "clearfix", "cf", "current", "hover", "visible", "show")
)
_VARYING: Final = re.compile(
    r"^(?:category|tag|format|status|author|type|wp-|is-|has-|post-|node-)|(?:^|[-_])(?:odd|even|first|last)(?:$|[-_])"
)


def is_large(own: Mapping[str, str]) -> bool:
    """Say by its attributes whether text is in large letters, as headings are: “<font size=5>”."""
    return _LARGER.fullmatch(own.get("size", "")) is not None


def names_of_elements(page: Page, own: Sequence[Mapping[str, str]]) -> list[str]:
    """Return what the elements are called: cells of tables after their column, all others after their tag.

    Cells of rows above may reach down, and some are several columns wide.
    """
    names = list(page.tag)
    if "font" in names:
        names = [_LARGE if tag == "font" and is_large(mine) else tag for tag, mine in zip(names, own, strict=True)]
    if _CELLS.isdisjoint(names):
        return names
    columns = [0] * len(names)  # filled so far in each element
    homes = [0] * len(names)  # the row, or part of a table, that each lies in
    rows: list[dict[int, tuple[int, int]]] = []
    """For each element the columns that cells above fill: the cell, and in how many rows."""
    for number, (tag, above) in enumerate(zip(page.tag, page.parent, strict=True)):
        homes[number] = number if tag in _OF_ROWS or above < 0 else homes[above]
        if tag == "tr" and above >= 0 and rows[above]:
            reaching = {at: (cell, left - 1) for at, (cell, left) in rows[above].items() if left > 1}
            rows[above] = reaching
            page.reaching[number] = tuple(dict.fromkeys(cell for cell, _ in reaching.values()))
        elif tag in _CELLS and above >= 0:
            taken, column = rows[above], columns[homes[above]] + 1
            while column in taken:
                column += 1
            wide, high = _spans(own[number])
            columns[homes[above]] = column + wide - 1
            if high > 1:
                taken.update(dict.fromkeys(range(column, column + wide), (number, high)))
            names[number] = f"{tag}{column}"
        rows.append({} if tag in _OF_TABLES or above < 0 else rows[above])
    return names


def _spans(own: Mapping[str, str]) -> tuple[int, int]:
    """Return how many columns and rows a cell fills."""
    if not own:
        return 1, 1
    wide, high = (min(int(own[key]), 50) if own.get(key, "").isdecimal() else 1 for key in ("colspan", "rowspan"))
    return max(wide, 1), high


def common_classes(root: etree._Element) -> frozenset[tuple[str, str]]:
    """Return the classes that stand on at least two elements of one kind."""
    counts: Counter[tuple[str, str]] = Counter()
    for node in root.iter():
        names = node.get("class") if isinstance(node.tag, str) else None
        if names:
            counts.update((node.tag, name) for name in _classes(names))
    return frozenset(pair for pair, number in counts.items() if number > 1)


def _classes(names: str) -> Iterable[str]:
    """Return the classes of an element, each once: page builders add the same one anew with every entry."""
    return dict.fromkeys(names.split()[:_CLASSES])


def style_of(names: str, tag: str, common: frozenset[tuple[str, str]]) -> str:
    """Return the classes of an element that say what it is, not which of its kind it is."""
    kept = (
        name
        for name in _classes(names)
        if (tag, name) in common and name not in _PASSING and not _NUMBERED.search(name) and not _VARYING.search(name)
    )
    return ".".join(sorted(kept))

"""Calendars of a month: the numbers in their cells are days of the month that stands above."""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Final

from lxml import etree
from msgspec import Struct

from feedpub.dates import Heading, parse_year_or_month

_NUMBER: Final = re.compile(r"\s*([12]?\d|3[01])(?!\d)")
_FEWEST: Final = 28
"""Cells of a month at least."""
_TOLD: Final = 8
"""Letters that a cell says beside its number at least where something takes place."""
_ABOVE: Final = 12
"""Runs of text above a calendar among which its month stands."""
_LONGEST: Final = 40
_DIGITS: Final = 3
_WEEKS_BEGIN: Final = (0, 5, 6)
"""The weekdays in first columns, from Monday."""


class _Cell(Struct, frozen=True):
    """A cell that begins with a number, and the element whose text that is, or that it follows."""

    cell: etree._Element
    number: int
    node: etree._Element
    behind: bool
    told: bool


def date_calendars(root: etree._Element) -> None:
    """Write the month behind the number of each cell of a calendar in which something takes place."""
    tables: dict[etree._Element, list[etree._Element]] = {}
    for node in root.iter("td"):
        if (table := next(node.iterancestors("table"), None)) is not None:
            tables.setdefault(table, []).append(node)
    for table, nodes in tables.items():
        cells = [cell for node in nodes if (cell := _cell(node)) is not None] if len(nodes) >= _FEWEST else []
        if not _days_of_month(cells, _FEWEST) or (month := _month_of(table)) is None:
            continue
        words, heading = month
        run = _days_of_month(cells, monthrange(heading.year, heading.month or 1)[1])
        if not run or not _begins_on_its_weekday(run[0].cell, date(heading.year, heading.month or 1, 1)):
            continue
        for cell in (cell for cell in run if cell.told):
            said = (cell.node.tail if cell.behind else cell.node.text) or ""
            day = f"{words}{cell.number}日" if words.endswith("月") else f"{cell.number} {words}"
            dated = _NUMBER.sub(day, said, count=1)
            if cell.behind:
                cell.node.tail = dated
            else:
                cell.node.text = dated


def _cell(cell: etree._Element) -> _Cell | None:
    """Return a cell that begins with a number, None if it begins with anything else."""
    for node in cell.iter(etree.Element):
        for behind, text in ((False, node.text), (True, node.tail if node is not cell else "")):
            if not (text and text.strip()):
                continue
            found = _NUMBER.match(text)
            words = "".join(map(str, cell.itertext()))
            return found and _Cell(cell, int(found[1]), node, behind, len(words.strip()) >= len(found[1]) + _TOLD)
    return None


def _days_of_month(cells: Sequence[_Cell], days: int) -> Sequence[_Cell]:
    """Return the cells that count all days of a month; days of those before and behind it may stand around them."""
    numbers = [cell.number for cell in cells]
    whole = list(range(1, days + 1))
    at = next((at for at in range(len(numbers)) if numbers[at : at + days] == whole), -1)
    return cells[at : at + days] if at >= 0 else ()


def _begins_on_its_weekday(cell: etree._Element, first: date) -> bool:
    """Say whether the cell of the first of a month stands in the column of its weekday: weeks begin on few days."""
    before = sum(_width(node) for node in cell.itersiblings("td", "th", preceding=True))
    return (first.weekday() - before) % 7 in _WEEKS_BEGIN


def _month_of(table: etree._Element) -> tuple[str, Heading] | None:
    """Return the month of a calendar in words: in its head, else above it; None if there is none, or several.

    Links lead to other months.
    """
    inside = (text for node in islice(table.iter("caption", "th", "td"), _ABOVE) for text in _texts(node))
    for texts in (inside, islice(_texts_above(table), _ABOVE)):
        lines = (" ".join(text.split()) for text in texts)
        read = [_last_month(line) for line in lines if 0 < len(line) < _LONGEST]
        found = {one: words for words, one in read if one is not None and one.month is not None and one.day is None}
        if found:
            return next(((words, heading) for heading, words in found.items()), None) if len(found) == 1 else None
    return None


def _last_month(words: str) -> tuple[str, Heading | None]:
    """Return the month that a line is, or ends with: “Calendar – May 2024”; and what it says of it."""
    heading = parse_year_or_month(words)
    last = " ".join(words.split()[-2:])
    return (words, heading) if heading is not None or last == words else (last, parse_year_or_month(last))


def _texts_above(table: etree._Element) -> Iterator[str]:
    """Yield what stands above a table and is no link, the nearest first."""
    for above in (table, *table.iterancestors()):
        for node in above.itersiblings(preceding=True):
            yield from (node.tail or "", *reversed(list(_texts(node))))
        parent = above.getparent()
        yield "" if parent is None else parent.text or ""


def _texts(root: etree._Element) -> Iterator[str]:
    """Yield the runs of text in an element that are no links."""
    for node in root.iter(etree.Element):
        if node.tag != "a" and next(node.iterancestors("a"), None) is None:
            yield node.text or ""
        if node is not root:
            yield node.tail or ""


def _width(cell: etree._Element) -> int:
    """Return how many columns a cell fills."""
    said = cell.get("colspan") or ""
    return int(said) if said.isdecimal() and len(said) < _DIGITS else 1

"""Rows of comma-separated values (RFC 4180), as programs export them → lines whose cells a mark parts."""

import csv
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, get_args

from feedpub.dates import Dateline, Order, Terms, parse_dateline
from feedpub.listings.naming import role_of_column

PART: Final = "\ufdd0"
"""Parts cells; no text holds it, for it is no character."""
_DELIMITERS: Final = (",", ";")
_COLUMNS, _ROWS = 3, 3
_MOST: Final = 0.6
_LOOKED_AT: Final = 200
"""So many rows show whether a column holds dates."""
_EITHER: Final = tuple(Terms(order=order, two_digit_years=True) for order in get_args(Order))


def with_cells(lines: list[str]) -> list[str]:
    """Part the cells of a page that is one table of values; each row stands where it begins, all else stays as it is.

    It is one where all rows have as many cells, one column holds dates, and either the first row names title and date
    or cells stand in quotation marks, as those must that hold a comma.
    """
    first = next((line for line in lines if line.strip()), "")
    for delimiter in _DELIMITERS:
        if first.count(delimiter) >= _COLUMNS - 1 and (rows := _rows(lines, delimiter)) is not None:
            parted = [""] * len(lines)
            for at, cells in rows:
                parted[at] = PART.join(" ".join(cell.split()) for cell in cells)
            return parted
    return lines


def _rows(lines: Sequence[str], delimiter: str) -> list[tuple[int, list[str]]] | None:
    """Return the rows of a table of values, with the lines where they begin; None where this is no such table."""
    try:
        rows = [(at, cells) for at, cells in _read(lines, delimiter) if any(map(str.strip, cells))]
    except csv.Error:
        return None
    sizes = {len(cells) for _, cells in rows}
    if len(rows) < _ROWS or len(sizes) > 1 or sizes.pop() < _COLUMNS:
        return None
    named = {role_of_column(cell.strip()) for cell in rows[0][1]}
    quoted = any(mark in line for line in lines for mark in (f'{delimiter}"', f'"{delimiter}'))
    return rows if (quoted or {"title", "date"} <= named) and _are_dated([cells for _, cells in rows[1:]]) else None


def _read(lines: Sequence[str], delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader((line + "\n" for line in lines), delimiter=delimiter, strict=True)
    ends = [0]
    rows = []
    for cells in reader:
        rows.append(cells)
        ends.append(reader.line_num)
    yield from zip((start for start, _ in pairwise(ends)), rows, strict=True)


def _are_dated(rows: Sequence[Sequence[str]]) -> bool:
    """Say whether most cells of a column are dates, whatever the order of their numbers."""
    some = rows[:_LOOKED_AT]
    columns = zip(*some, strict=True)
    return any(
        sum(isinstance(parse_dateline(cell.strip(), terms), Dateline) for cell in cells) >= _MOST * len(some)
        for cells in columns
        for terms in _EITHER
    )

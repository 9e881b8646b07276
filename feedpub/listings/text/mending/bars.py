"""Tables of Markdown and of terminals: rows of two cells between bars → cells that a tab parts.

| Date | Title |
|------|-------|
| 3 May 2019 | The lock opens |
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from feedpub.listings.text.mending.markdown import SKIPPED
from feedpub.patterns import later

_ROW: Final = later(r"\s*\|(?P<cells>.*)\|\s*")
_RULE: Final = later(r"\s*[|+][\s|+:=-]*[|+]\s*")
_BAR: Final = re.compile(r"(?<!\\)\|")
_ANY: Final = later(r"\|[ \t]*\r?\n[ \t]*\|")
"""A row that ends in a bar, above one that begins with one: nearly no page has it."""
_SOME: Final = 3
_COLUMNS: Final = 2


def with_bars_parted(lines: list[str], text: str) -> list[str]:
    """Part the cells of each table whose rows have as many; rules between its rows are left out."""
    if "|" not in text or _ANY.search(text.replace("+\n", "|\n").replace("\n+", "\n|")) is None:
        return lines
    kept = list(lines)
    for start, stop in _tables(lines):
        rows = {at: _cells(lines[at]) for at in range(start, stop) if _RULE.fullmatch(lines[at]) is None}
        sizes = set(map(len, rows.values()))
        if len(rows) < _SOME or len(sizes) > 1 or sizes.pop() < _COLUMNS:
            continue
        body = [rows[at] for at in sorted(rows)]
        used = [column for column in range(len(body[0])) if any(row[column] for row in body)]
        for at in range(start, stop):
            if len(used) > _COLUMNS:
                kept[at] = lines[at] if at in rows else ""  # those are read as they are, where no rules part them
            else:
                kept[at] = "\t".join(rows[at][column] for column in used) if at in rows else SKIPPED
    return kept


def _tables(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield from where to where lines in a row begin and end with a bar."""
    start = 0
    for at, line in enumerate([*lines, ""]):
        if _ROW.fullmatch(line) is None and _RULE.fullmatch(line) is None:
            if at > start:
                yield start, at
            start = at + 1


def _cells(line: str) -> list[str]:
    match = _ROW.fullmatch(line)
    return [] if match is None else [cell.strip().replace("\\|", "|") for cell in _BAR.split(match["cells"])]

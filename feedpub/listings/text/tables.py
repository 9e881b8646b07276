"""Tables of plain text: rows of cells parted by tabs, rules or wide spaces → paragraphs that know their role."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

from feedpub.dates import Dateline, Terms, parse_dateline
from feedpub.genres import is_genre
from feedpub.listings.text.lines import Paragraph
from feedpub.listings.text.links import take_links
from feedpub.listings.text.words import LABELS, Role
from feedpub.text import clean

_PARTS: Final = (re.compile(r"\t+"), re.compile(r"\s*\|\s*"), re.compile(r"\s{2,}"))
_FEW: Final = 3
ROW: Final = "row"
"""The marker of a row."""


class Table(Struct, frozen=True):
    """How a table is printed: what parts its cells, how many there are, what each column holds; its head."""

    parts: re.Pattern[str]
    columns: tuple[Role, ...]
    head: int = 0


def find_table(lines: Sequence[str], terms: Terms) -> Table | None:
    """Find the table that a page is, if most of its lines are rows of three cells or more, with a date in each."""
    filled = [line for line in lines if line.strip()]
    for parts in _PARTS:
        rows = [cells for line in filled if len(cells := _cells(parts, line)) >= _FEW]
        if len(rows) < _FEW or len(rows) * 5 < len(filled) * 3:
            continue
        size, count = Counter(map(len, rows)).most_common(1)[0]
        if count * 5 < len(rows) * 4:
            continue
        even = [row for row in rows if len(row) == size]
        columns = _columns(even, terms)
        if columns is None:
            continue
        named = [LABELS.get(cell.casefold()) for cell in even[0]]
        if sum(role is not None for role in named) * 2 >= size and "date" in named and "title" in named:
            roles = tuple(role or "furniture" for role in named)
            return Table(parts, roles, _line_of(lines, parts, even[0]))
        # The first row names the columns where it has no number at all, thus no date.
        named_above = not any(c.isdigit() for cell in even[0] for c in cell)
        return Table(parts, columns, _line_of(lines, parts, even[0]) if named_above else 0)
    return None


def _line_of(lines: Sequence[str], parts: re.Pattern[str], row: Sequence[str]) -> int:
    return next(n for n, line in enumerate(lines, 1) if _cells(parts, line) == row)


def _cells(parts: re.Pattern[str], line: str) -> list[str]:
    return [cell.strip() for cell in parts.split(line.strip().strip("|").strip())]


def _columns(rows: Sequence[Sequence[str]], terms: Terms) -> tuple[Role, ...] | None:
    """Say what each column holds: dates; the longest texts are titles, or summaries beside titles."""
    columns = list(zip(*rows, strict=True))
    dated = [sum(isinstance(parse_dateline(cell, terms), Dateline) for cell in cells) for cells in columns]
    date = max(range(len(columns)), key=lambda n: dated[n])
    if dated[date] * 5 < len(rows) * 3:
        return None
    lengths = [sum(map(len, cells)) / len(cells) for cells in columns]
    texts = sorted((n for n in range(len(columns)) if n != date), key=lambda n: -lengths[n])
    texts = [n for n in texts if not _is_links(columns[n])]
    if not texts:
        return None
    roles: dict[int, Role] = {date: "date", texts[0]: "title"}
    if len(texts) > 1 and sum(cell.endswith((".", "…")) for cell in columns[texts[0]]) * 2 > len(rows):
        roles |= {texts[0]: "summary", texts[1]: "title"}
    for n, cells in enumerate(columns):
        if n not in roles:
            roles[n] = "link" if _is_links(cells) else "kicker" if _is_kicker(cells) else "furniture"
    return tuple(roles[n] for n in range(len(columns)))


def _is_links(cells: Sequence[str]) -> bool:
    return sum(cell.startswith(("http://", "https://")) for cell in cells) * 2 > len(cells)


def _is_kicker(cells: Sequence[str]) -> bool:
    """Say whether a column holds kickers: words that recur, or kinds of texts."""
    words = [cell for cell in cells if any(c.isalpha() for c in cell)]
    return len(words) * 2 > len(cells) and (
        len(set(words)) * 10 <= len(words) * 7 or sum(map(is_genre, words)) * 2 > len(words)
    )


def rows_of(lines: Sequence[str], table: Table, links: Mapping[str, str]) -> Iterator[Paragraph]:
    """Yield the cells of each row, its title first; a line that is no row is a paragraph."""
    size, gap = len(table.columns), 0
    for number, line in enumerate(lines, 1):
        cells = _cells(table.parts, line)
        if number == table.head or set("".join(cells)) <= set("-=:+| "):
            gap += 1
            continue
        if len(cells) != size:
            words = take_links(clean(line), links)
            yield Paragraph(number, 0, gap, words.text, words.text, links=words.links, last=number)
            gap = 0
            continue
        named = sorted(zip(table.columns, cells, strict=True), key=lambda one: one[0] != "title")
        for place, (role, cell) in enumerate(named):
            found = take_links(clean(cell), links)
            style = "" if place else ROW
            yield Paragraph(
                number,
                0 if not place else 1,
                gap,
                found.text,
                found.text,
                style,
                None,
                role,
                links=found.links,
                last=number,
            )
            gap = 0

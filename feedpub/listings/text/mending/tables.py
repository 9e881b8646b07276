"""Tables of plain text: rows of cells parted by tabs, rules or wide spaces → paragraphs that know their role."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct

from feedpub.dates import Dateline, Terms, is_known_place, parse_dateline
from feedpub.genres import is_genre
from feedpub.listings.naming import Role, role_of_column
from feedpub.listings.text.labels.kickers import are_labels
from feedpub.listings.text.mending.exports import PART
from feedpub.listings.text.wording.furniture import is_furniture
from feedpub.listings.text.wording.lines import Paragraph, is_one_cell
from feedpub.listings.text.wording.links import take_links
from feedpub.text import clean
from feedpub.tongues import may_be_tongues

_PARTS: Final = (
    (PART, re.compile(PART)),
    ("\t", re.compile(r"\t+")),
    ("|", re.compile(r"\s*\|\s*")),
    ("", re.compile(r"\s{2,}")),
)
"""What parts cells, and the sign without which it does not; “” for wide space."""
_FEW: Final = 3
_FILE: Final = re.compile(r"\b(?:pdf|html?|docx?|xlsx?|zip|mp3)\b.*\d\s?[kmg]b\b", re.IGNORECASE)
"""The kind and size of a file: “Full text (PDF, 60 KB)”."""
_BULLET: Final = re.compile(r"^[•·●■◆▪‣◦*-]\s+(?=\S)")
ROW: Final = "row"
"""The marker of a row."""


class Table(Struct, frozen=True):
    """How a table is printed: what parts its cells, how many there are, what each column holds; its head."""

    parts: re.Pattern[str]
    columns: tuple[Role, ...]
    head: tuple[str, ...] = ()


def find_table(lines: Sequence[str], terms: Terms) -> Table | None:
    """Find the table that a page is: rows of three cells or more, with a date in each, and little between them."""
    filled = [line for line in lines if line.strip()]
    for sign, parts in _PARTS:
        cut = [
            (at, cells)
            for at, line in enumerate(filled)
            if (sign in line if sign else not is_one_cell(line.strip())) and len(cells := _cells(parts, line)) >= _FEW
        ]
        if len(cut) < _FEW:
            continue
        size = Counter(len(cells) for _, cells in cut).most_common(1)[0][0]
        rows = [(at, cells) for at, cells in cut if len(cells) == size]
        broken = sum(_mended(parts, *two, size) is not None for two in pairwise(filled[rows[0][0] : rows[-1][0] + 1]))
        span = rows[-1][0] - rows[0][0] + 1 - broken
        if len(rows) < _FEW or (len(rows) + broken) * 3 < span * 2 or len(rows) * 4 < len(filled):
            continue
        even = [[_without_addresses(cell) for cell in cells] for _, cells in rows]
        columns = _columns(even, terms)
        if columns is None:
            continue
        named = [role_of_column(cell) for cell in even[0]]
        if "date" in named and "title" in named:
            told = zip(named, columns, strict=True)
            roles = tuple(
                name or ("furniture" if role in {"title", "date", "summary"} else role) for name, role in told
            )
            return Table(parts, roles, tuple(even[0]))
        # The first row names the columns where it has no number at all, thus no date.
        named_above = not any(c.isdigit() for cell in even[0] for c in cell)
        return Table(parts, columns, tuple(even[0]) if named_above else ())
    return None


def _cells(parts: re.Pattern[str], line: str) -> list[str]:
    row = line.strip().strip("|").strip()
    return [cell.strip() for cell in parts.split(_BULLET.sub("", row, count=1))]


def _mended(parts: re.Pattern[str], line: str, below: str, size: int) -> list[str] | None:
    """Return the cells of a row that is broken within one; None where two lines are no such row."""
    cells, more = _cells(parts, line), _cells(parts, below)
    if not 1 < len(cells) < size or len(cells) + len(more) - 1 != size or not more[0] or not _has_digit(line):
        return None
    return [*cells[:-1], f"{cells[-1]}\n{more[0]}", *more[1:]]


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
            roles[n] = _role_of(cells, columns[texts[0]])
    labels = [n for n, role in roles.items() if role == "kicker"]
    if len(labels) > 1:
        roles |= dict.fromkeys(labels, "furniture")  # none is more a kicker than the others
    return tuple(roles[n] for n in range(len(columns)))


def _without_addresses(cell: str) -> str:
    """Leave out the addresses in Markdown, which say nothing of how long a text is."""
    return take_links(cell, {}).text if "](" in cell else cell


def _is_links(cells: Sequence[str]) -> bool:
    return sum(cell.startswith(("http://", "https://")) for cell in cells) * 2 > len(cells)


def _role_of(cells: Sequence[str], titles: Sequence[str]) -> Role:
    """Say what a column beside dates and titles holds: words that recur, kinds of texts, or few words are kickers."""
    if _is_links(cells):
        return "link"
    words = [cell for cell in cells if any(c.isalpha() for c in cell)]
    idle = sum(may_be_tongues(word) or is_furniture(word) or _FILE.search(word) is not None for word in words)
    if len(words) * 2 <= len(cells) or idle * 2 > len(words):
        return "furniture"
    if sum(map(is_known_place, words)) * 2 > len(words):
        return "place"
    if len(set(words)) * 10 <= len(words) * 7 or sum(map(is_genre, words)) * 2 > len(words):
        return "kicker"
    labels = are_labels(list(zip(cells, titles, strict=True)), len(cells)) and not any(map(_has_digit, cells))
    names = sum(len(cell.split()) > 1 and all(word[0].isupper() for word in cell.split()) for cell in cells)
    return "kicker" if labels and names * 2 < len(cells) else "furniture"


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def rows_of(lines: Sequence[str], table: Table, links: Mapping[str, str]) -> Iterator[Paragraph]:
    """Yield the cells of each row, its title first; a line that is no row is a paragraph."""
    size, gap, done = len(table.columns), 0, 0
    for number, line in enumerate(lines, 1):
        if number <= done:
            continue
        cells = _cells(table.parts, line)
        if 1 < len(cells) < size and number < len(lines):
            mended = _mended(table.parts, line, lines[number], size)
            cells, done = (mended, number + 1) if mended else (cells, done)
        if (table.head and tuple(cells) == table.head) or set("".join(cells)) <= set("-=:+| "):
            gap += 1
            continue
        if len(cells) != size:
            words = take_links(clean(line), links)
            indent = len(line) - len(line.lstrip())
            yield Paragraph(number, indent, gap, words.text, words.text, links=words.links, last=number)
            gap = 0
            continue
        for place, (role, cell) in enumerate(_in_order(table.columns, cells)):
            found = take_links(clean(cell), links)
            if role == "furniture" and not found.links:
                continue  # its dates are not those of the entry
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
                last=max(number, done),
            )
            gap = 0


def _in_order(columns: Sequence[Role], cells: Sequence[str]) -> Iterator[tuple[Role, str]]:
    """Yield what the cells of a row say, the title first; below a title in its cell stands a text."""
    below = ""
    for role, cell in sorted(zip(columns, cells, strict=True), key=lambda one: one[0] != "title"):
        if role == "title" and "\n" in cell:
            first, below = cell.split("\n")
            yield role, first
        else:
            yield role, cell
    if below:
        yield "summary", below

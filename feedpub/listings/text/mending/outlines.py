"""Entries that an outline counts: “1. News” above “1.1 Title” and “1.2 Title”, “1) News” above “a) Title”."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct

from feedpub.listings.text.wording.habits import BEGINNING

_NESTED: Final = re.compile(r"\s*(?P<first>\d{1,2})\.(?P<second>\d{1,2})(?P<mark>[.)]?)\s+(?=\S)")
_LETTER: Final = re.compile(r"\s*\(?(?P<letter>[a-z])[).]\s+(?=\S)")
_HEAD: Final = re.compile(r"\s*\(?(?P<number>\d{1,2})[.)]?\s+(?=[^\W\d_])")
_YEAR: Final = re.compile(r"(?:19|20)\d\d(?!\d)")
_SOME: Final = 3
_NEAR: Final = 5
"""A date stands so few lines below the number of its entry."""


class _Item(Struct, frozen=True):
    """A line that an outline counts: where it stands, its section, its number there, where its text begins."""

    at: int
    section: int
    number: int
    start: int


def without_outline(lines: list[str]) -> list[str]:
    """Count the entries of an outline by plain numbers, and leave its sections theirs: these are headings.

    Each section begins with its first entry, entries count up, and most have a date: what is none of that counts
    days, “12.3.”, or paragraphs.
    """
    for counted in (_nested, _lettered):
        if not counted(lines[:BEGINNING]):
            continue
        items = counted(lines)
        runs = list(_runs(items))
        dated = sum(_has_date(lines, a.at, b.at) for a, b in pairwise([*items, _Item(len(lines), 0, 0, 0)]))
        heads = {head for run in runs if (head := _head_above(lines, run[0])) is not None}
        if len(items) < _SOME or not runs or len(heads) < len(runs) or dated * 2 <= len(items):
            continue
        plain = list(lines)
        for item in items:
            line = lines[item.at]
            plain[item.at] = f"{line[: len(line) - len(line.lstrip())]}{item.number}. {line[item.start :]}"
        for head in heads:
            match = _HEAD.match(lines[head])
            plain[head] = f"## {lines[head][match.end() if match is not None else 0 :]}"
        return plain
    return lines


def _nested(lines: Sequence[str]) -> list[_Item]:
    """Return the lines that numbers of two levels begin."""
    found = ((at, match) for at, line in enumerate(lines) if "." in line[:_NEAR] and (match := _NESTED.match(line)))
    return [_Item(at, int(one["first"]), int(one["second"]), one.end()) for at, one in found]


def _lettered(lines: Sequence[str]) -> list[_Item]:
    """Return the lines that letters begin; the section is how often these begin anew."""
    items: list[_Item] = []
    for at, line in enumerate(lines):
        if (match := _LETTER.match(line)) is None:
            continue
        number = ord(match["letter"]) - ord("a") + 1
        section = (items[-1].section if items else 0) + (number == 1)
        items.append(_Item(at, section, number, match.end()))
    return items


def _runs(items: Sequence[_Item]) -> Iterator[list[_Item]]:
    """Yield the entries of each section; nothing where one of them is out of its turn."""
    runs: list[list[_Item]] = []
    for item in items:
        if runs and runs[-1][0].section == item.section:
            runs[-1].append(item)
        else:
            runs.append([item])
    sections = [run[0].section for run in runs]
    counted = all([one.number for one in run] == list(range(1, len(run) + 1)) for run in runs)
    if counted and sections == list(range(1, len(runs) + 1)):
        yield from runs


def _head_above(lines: Sequence[str], first: _Item) -> int | None:
    """Return the line directly above the first entry of a section that has the number of that."""
    at = next((at for at in range(first.at - 1, -1, -1) if lines[at].strip()), None)
    match = _HEAD.match(lines[at]) if at is not None else None
    return at if match is not None and int(match["number"]) == first.section else None


def _has_date(lines: Sequence[str], start: int, stop: int) -> bool:
    """Say whether a year stands in the first lines of an entry."""
    return any(_YEAR.search(line) is not None for line in lines[start : min(stop, start + _NEAR)])

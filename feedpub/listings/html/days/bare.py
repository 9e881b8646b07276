"""Bare numbers below the heading of a month, which are its days: in a place of their own, or before titles."""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from msgspec.structs import replace

from feedpub.dates import Dateline, Terms, parse_dateline
from feedpub.listings.html.days.partial import SORTED, Above
from feedpub.listings.html.groups.spans import Key, Row

_DAY: Final = re.compile(
    r"[\s(\[]*((\d{1,2})(?:\.|st|nd|rd|th)?(?:\s*(?:[-–—&+/]|to|and|bis|und|au|et|al?|y|e|t/m|tot|en)\s*\d{1,2}"
    r"(?:\.|st|nd|rd|th)?)?)[\s)\],:|–-]*"
)
"""A day of a month, or the first and last of several."""
_LEADING: Final = re.compile(r"(\d{1,2})(?:(?:st|nd|rd|th|er)\b|[.ºª])?(?:\s*[-–—:.,)]\s*|\s+)(?=[^\W\d_]|\W*[^\W\d_])")
_DIGITS: Final = re.compile(r"\d+")
_SEVERAL: Final = 3


def days_below(rows: Sequence[Row], above: Sequence[Above | None], terms: Terms) -> list[str]:
    """Return the dates of rows that print a bare number below the heading of a month, "" where none is read; or none.

    The numbers, or the first ones of two, must stand in one place of the rows, and rise or fall. Where the second of
    two is not the larger one, they are scores.
    """
    places: defaultdict[Key, dict[int, re.Match[str]]] = defaultdict(dict)
    below = [k for k, one in enumerate(above) if one is not None and one[1].month and one[1].day is None]
    for k in below:
        for span in rows[k].spans:
            if (match := _DAY.fullmatch(span.text)) and span.key[0] in "et" and rows[k].beside_title(span):
                places[span.key].setdefault(k, match)
    for found in places.values():
        days = {k: int(match[2]) for k, match in found.items()}
        if len(found) >= 0.8 * len(below) and all(map(_rises, found.values())) and _is_run(days, above):
            return [_joined(found[k][1] if k in found else "", above[k], terms) for k in range(len(rows))]
    return []


def _rises(days: re.Match[str]) -> bool:
    """Say whether a match is one number, or two of which the second is larger."""
    first, *more = map(int, _DIGITS.findall(days[1]))
    return all(first < last for last in more)


def days_leading(rows: Sequence[Row], above: Sequence[Above | None], terms: Terms) -> list[str]:
    """Return the dates of rows whose titles begin with a bare number below the heading of a month; none where few do.

    The numbers are cut off these titles. They must rise or fall.
    """
    found: dict[int, re.Match[str]] = {}
    below = [k for k, one in enumerate(above) if one is not None and one[1].month and one[1].day is None]
    for k in below:
        if (title := rows[k].title) is not None and (match := _LEADING.match(title.text)):
            found[k] = match
    days = {k: int(match[1]) for k, match in found.items()}
    if len(set(days.values())) < SORTED or len(days) < 0.8 * len(below) or not _is_run(days, above):
        return []
    for k, match in found.items():
        if (title := rows[k].title) is not None:
            rows[k].title = replace(title, text=title.text[match.end() :])
    return [_joined(found[k][1] if k in found else "", above[k], terms) for k in range(len(rows))]


def _is_run(days: dict[int, int], above: Sequence[Above | None]) -> bool:
    """Say whether numbers are days of their months that rise or fall, and do not just count the lines."""
    if not all(1 <= day <= 31 for day in days.values()) or _count(days, above):
        return False
    pairs = [(days[a], days[b]) for a, b in pairwise(sorted(days)) if above[a] == above[b]]
    return all(a <= b for a, b in pairs) or all(a >= b for a, b in pairs)


def _count(days: dict[int, int], above: Sequence[Above | None]) -> bool:
    """Say whether numbers count the lines below each heading from one on, or all lines of the list."""
    numbers = [days[k] for k in sorted(days)]
    steps = {b - a for a, b in pairwise(numbers)}
    if len(numbers) >= _SEVERAL and steps in ({1}, {-1}):
        return True
    runs: defaultdict[str, list[int]] = defaultdict(list)
    for k in sorted(days):
        one = above[k]
        runs[one[0] if one else ""].append(days[k])
    return len(numbers) > len(runs) and all(run == list(range(1, len(run) + 1)) for run in runs.values())


def _joined(day: str, above: Above | None, terms: Terms) -> str:
    """Return a day, or several, with their month as one date, "" if that cannot be read."""
    if not day or above is None:
        return ""
    words = f"{day} {above[0]}"
    read = parse_dateline(words, terms)
    first = int(_DIGITS.findall(day)[0])
    return words if isinstance(read, Dateline) and (read.day.day, read.day.month) == (first, above[1].month) else ""

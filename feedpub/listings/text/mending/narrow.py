"""Dates in a narrow column, which a dump breaks between day and year, beside titles.

January 24,   The lock opens
2020
April 3,      Who mends the old nets
2020          of the town?
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from feedpub.dates import Dateline, parse_dateline
from feedpub.listings.text.mending.markdown import SKIPPED

_ROW: Final = re.compile(r"(?P<date>[ ]*[^\s][^\s]*(?:[ ][^\s]+){0,3})(?P<gap>[ ]{2,})(?P<title>\S.*)")
_REST: Final = re.compile(r"(?P<date>[ ]*(?:[^\s]+[ ]){0,2}(?:19|20)\d\d)(?:(?P<gap>[ ]{2,})(?P<title>\S.*))?\s*")
_BROKEN: Final = re.compile(
    r"\n[ ]*[^\s\n]+(?:[ ][^\s\n]+){0,3}[ ]{2,}\S[^\n]*\n[ ]*(?:[^\s\n]+[ ]){0,2}(?:19|20)\d\d[ ]*(?:\n|[ ]{2,})"
)
_ENDING_YEARS: Final = [re.compile(rf"{digits}\d\d[ ]*(?:\n|[ ]{{2}})") for digits in ("19", "20")]
"""What such dates end with, looked for first: a search that begins with a text is ten times faster."""
_SOME: Final = 2


def with_dates_joined(lines: list[str], text: str) -> list[str]:
    """Join the dates that are broken so, and the titles beside them, where several are."""
    ended = any(year.search(text) is not None for year in _ENDING_YEARS)
    found = list(_broken(lines)) if ended and _BROKEN.search(text) is not None else []
    if len(found) < _SOME or _are_headings(lines, found):
        return lines
    joined = list(lines)
    for at, line in found:
        joined[at], joined[at + 1] = line, SKIPPED
    return joined


def _are_headings(lines: Sequence[str], found: Sequence[tuple[int, str]]) -> bool:
    """Say whether years that stand alone head rows: one stands above the first row, or a row lacks its year."""
    alone = next((lines[at + 1].strip() for at, _ in found if _is_alone(lines[at + 1])), None)
    if alone is None:
        return False
    broken = {at for at, _ in found}
    above = next((line for line in reversed(lines[: found[0][0]]) if line.strip()), "")
    return _is_alone(above) or any(_lacks(line, alone) for at, line in enumerate(lines) if at not in broken)


def _is_alone(line: str) -> bool:
    """Say whether a line is a year, or a month and a year."""
    rest = _REST.fullmatch(line)
    return rest is not None and rest["title"] is None


def _lacks(line: str, year: str) -> bool:
    """Say whether the date of a row is one only with a year behind it."""
    row = _ROW.fullmatch(line.rstrip())
    date = row["date"].strip() if row is not None else ""
    lacking = bool(date) and not isinstance(parse_dateline(date), Dateline)
    return lacking and isinstance(parse_dateline(f"{date} {year}"), Dateline)


def _broken(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield where a date is broken, and its line with date and title whole."""
    for at, (line, below) in enumerate(pairwise(lines)):
        rest = _REST.fullmatch(below) if below[:1] else None
        row = _ROW.fullmatch(line.rstrip()) if rest is not None else None
        if rest is None or row is None:
            continue
        if rest["title"] is not None and rest.start("title") != row.start("title"):
            continue
        date = f"{row['date'].rstrip()} {rest['date'].strip()}"
        whole = isinstance(parse_dateline(date.strip()), Dateline)
        if whole and not any(
            isinstance(parse_dateline(half.strip()), Dateline) for half in (row["date"], rest["date"])
        ):
            title = " ".join(filter(None, (row["title"].strip(), (rest["title"] or "").strip())))
            yield at, f"{date}   {title}"

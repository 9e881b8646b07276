"""Dates between titles and texts on one line, which a copy has glued to either: “A lock opens3 May 2019Boats pass”."""

import re
from collections.abc import Sequence
from typing import Final

from feedpub.listings.text.wording.habits import BEGINNING, is_open
from feedpub.listings.text.wording.timeheads import names_month
from feedpub.listings.text.wording.words import is_sentence
from feedpub.patterns import later

_YEAR: Final = r"(?:19|20)\d\d"
_TEXT: Final = r"[“„«\"'‘(¿¡]?(?=[^\W\d_])"
_GLUED_YEARS: Final = [later(rf"{digits}\d\d(?:-\d\d-\d\d)?[ ]?{_TEXT}") for digits in ("19", "20")]
_BETWEEN: Final = later(
    r"(?P<marker>\s*(?:[•·●■◆*-]\s+)?)"
    r"(?P<title>[^\n]{8,200}?(?:(?P<apart>\s)|(?<=[^\W\d_])|(?<=[!?…»”\")\]])))"
    rf"(?P<date>\d{{1,2}}(?P<sign>[./-])\d{{1,2}}(?P=sign){_YEAR}|{_YEAR}-\d\d-\d\d"
    rf"|\d{{1,2}}(?:\.|st|nd|rd|th|er|º)?\s(?:de\s)?(?P<month>[^\W\d_]{{3,12}})\.?,?\s(?:de\s)?{_YEAR}"
    rf"|(?P<turned>[A-Z][^\W\d_]{{2,8}})\.?\s\d{{1,2}}(?:st|nd|rd|th)?,\s{_YEAR})"
    rf"(?(apart)|[ ]?)(?P<text>{_TEXT}(?=[^a-z])[^\n]{{20,}})"
)
"""A title, a date and a text; the date touches the text, or the title where a space stands before the text."""
_LONG: Final = 60
"""So long at least are title, date and text."""
_SOME: Final = 2


def with_dates_between(lines: list[str], text: str) -> list[str]:
    """Part such dates from titles and texts, where most of the long lines have one."""
    if not any(year.search(text) is not None for year in _GLUED_YEARS) or not _between(lines[:BEGINNING]):
        return lines
    found = _between(lines)
    return [
        f"{match['marker']}{match['title'].strip()} | {match['date']} | {match['text']}"
        if (match := found.get(at)) is not None
        else line
        for at, line in enumerate(lines)
    ]


def _between(lines: Sequence[str]) -> dict[int, re.Match[str]]:
    """Return the lines with such a date; none where few of the long ones have it."""
    long = [at for at, line in enumerate(lines) if len(line) >= _LONG]
    found = {at: match for at in long if (match := _BETWEEN.match(lines[at])) is not None and _is_date(match)}
    return found if len(found) >= _SOME and len(found) * 2 > len(long) else {}


def _is_date(match: re.Match[str]) -> bool:
    """Say whether the word of a date names a month, and no sentence ends before it, nor leads to it: “born on”."""
    month, title = match["month"] or match["turned"], match["title"].rstrip(' ”»"')
    return (month is None or names_month(month)) and not (is_sentence(title) or is_open(title))

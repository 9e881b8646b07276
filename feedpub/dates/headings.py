"""A month, year or day heading → what it says of the lines below it."""

import re
from typing import Final

from feedpub.dates.lines import MONTH, month_number, parse_dateline
from feedpub.dates.types import UNDECLARED, Dateline, Heading, Terms

_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_MONTH_YEAR: Final = re.compile(
    rf"(?:(?P<before>(?:19|20)\d\d)\s+)?(?P<month>{MONTH}),?(?:\s+(?P<year>(?:19|20)\d\d))?", re.IGNORECASE
)


def parse_heading(line: str, terms: Terms = UNDECLARED) -> Heading | None:
    """Read a whole line that is a year, a month or a day; None if it is anything else.

    A month without a year is one of `terms.year`.
    """
    words = line.strip(" \t:–—-")
    if _YEAR.fullmatch(words):
        return Heading(year=int(words))
    if month := _MONTH_YEAR.fullmatch(words):
        printed = month["year"] or month["before"]
        year = int(printed) if printed else terms.year
        return Heading(year=year, month=month_number(month["month"])) if year else None
    read = parse_dateline(words, terms)
    if isinstance(read, Dateline) and read.end is None and read.instant is None and not read.place:
        return Heading(year=read.day.year, month=read.day.month, day=read.day.day)
    return None

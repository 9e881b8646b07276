"""Lines that name a day without a year on a page whose dates say theirs: titles such as “1 May”, “8 March”."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from typing import Final

from msgspec.structs import replace

from feedpub.dates import Dateline, Terms, parse_dateline
from feedpub.listings.text.wording.dating import Dated, day_lines
from feedpub.listings.text.wording.lines import Paragraph
from feedpub.listings.text.wording.timeheads import names_month, time_heading

_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_FIRST_WORD: Final = re.compile(r"[^\W\d_]+")
_OWN_DAY: Final = re.compile(r"\.?\s\d{1,2}(?:st|nd|rd|th)?(?![\w:]|[.]\d|\s?(?:Uhr|h)\b)")
"""What stands behind a month whose day is not the number before it, which counts: “3. April 10”."""
_SOME: Final = 3
_MANY: Final = 4
"""So many lines with a year for each without one."""


def without_days(lines: Sequence[Dated | None]) -> list[Dated | None]:
    """Leave out the date lines that have their year from a heading, where nearly all others name it themselves."""
    full = [*day_lines(lines)]
    short = {at for at in full if (line := lines[at]) is not None and _has_no_year(line.line)}
    if not 0 < len(short) * (_MANY + 1) <= len(full):
        return list(lines)
    return [None if at in short else line for at, line in enumerate(lines)]


def is_day_of_month(paragraph: Paragraph) -> bool:
    """Say whether the number before a text is the day of the month that opens it: “3. März”, “3. März – Text”.

    “3. March 10” has its own day.
    """
    if paragraph.style != "number":
        return False
    first = _FIRST_WORD.match(paragraph.text)
    return first is not None and names_month(first[0]) and _OWN_DAY.match(paragraph.text, first.end()) is None


def with_days_of_months(paragraphs: Sequence[Paragraph], terms: Terms) -> Sequence[Paragraph]:
    """Let numbers before months be days where the year is known: “3. März” is a date then, and counts no entry."""
    if not any(map(is_day_of_month, paragraphs)) or not (terms.year or any(map(time_heading, paragraphs))):
        return paragraphs
    return [replace(p, style="", number=None, text=p.words) if is_day_of_month(p) else p for p in paragraphs]


def with_days_above(
    paragraphs: Sequence[Paragraph], lines: Sequence[Dated | None], terms: Terms
) -> tuple[Sequence[Paragraph], list[Dated | None]] | None:
    """Make date lines of all days without a year that say the day above them again, which is then a heading.

    Dates above the first of these headings are of the page: “from 14 March 2016 to 25 April 2017”. None where
    there are no such days.
    """
    numbered = {at for at, p in enumerate(paragraphs) if is_day_of_month(p) and names_month(p.text)}
    partial = {at for at, line in enumerate(lines) if line is not None and line.kind == "partial"}
    short = sorted(numbered | partial)
    heads = [at - 1 for at in short if at and (above := lines[at - 1]) is not None and above.kind == "full"]
    if len(heads) < _SOME - 1 or len(short) < _SOME:
        return None
    headed, dated = list(paragraphs), list(lines)
    for at in short:
        place = bisect_left(heads, at)
        day = lines[heads[place - 1]] if place else None
        if (
            day is None
            or day.day is None
            or day.day != _day_of(paragraphs[at].words, replace(terms, year=day.day.year))
        ):
            return None
        headed[at], dated[at] = replace(paragraphs[at], style="", number=None, text=paragraphs[at].words), day
    for at in heads:
        headed[at], dated[at] = replace(paragraphs[at], heading=1), None
    return headed, [None if at < heads[0] else line for at, line in enumerate(dated)]


def _day_of(text: str, terms: Terms) -> date | None:
    read = parse_dateline(text, terms)
    return read.day if isinstance(read, Dateline) else None


def _has_no_year(words: str) -> bool:
    """Say whether words name a month and no year; days in numbers have theirs however it is written."""
    return _YEAR.search(words) is None and sum(map(str.isalpha, words)) > 2 and len(re.findall(r"\d+", words)) == 1

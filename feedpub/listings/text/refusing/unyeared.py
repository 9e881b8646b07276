"""Pages whose dates name no year, as news of this year do: their entries are read, and have no date.

“14 November” above each title shows where entries stand as well as a whole date does. No year is ever added, but that
of the one day which heads the page where all say that day again.
"""

from itertools import pairwise
from typing import Final

from msgspec.structs import replace

from feedpub.dates import Dateline, Refusal, Terms, parse_dateline
from feedpub.listings.text.layout.scoring import Explained
from feedpub.listings.text.pages.page import Page
from feedpub.listings.text.pages.yearless import is_day_of_month
from feedpub.listings.text.wording.words import is_sentence

_SOME: Final = 3
_LEAP: Final = 2000
"""A year that has all days; it is forgotten again."""
_NEARLY_ALL: Final = 0.9


def has_unyeared(page: Page) -> bool:
    """Say whether several days of a page lack their year."""
    kinds = [line.kind if line is not None else "" for line in page.lines]
    kinds += [one.kind for ways in page.parts for one in ways]
    return kinds.count("partial") + sum(map(is_day_of_month, page.paragraphs)) >= _SOME


def year_of_day(page: Page) -> int | None:
    """Return the year of the one whole day of a page, above all others, where all datelines below are of this day."""
    days = [line for line in page.lines if line is not None and line.kind == "full"]
    short = [one for ways in page.parts for one in ways if one.form == "dateline" and one.kind == "partial"]
    if len(days) != 1 or days[0].day is None or len(short) < _SOME:
        return None
    terms = replace(page.terms, year=days[0].day.year)
    said = [parse_dateline(one.line, terms) for one in short]
    same = all(isinstance(read, Dateline) and read.day == days[0].day for read in said)
    return terms.year if same else None


def as_of_one_year(terms: Terms) -> Terms:
    """Return terms under which days without a year show where entries stand."""
    return replace(terms, year=_LEAP)


def are_news(page: Page, found: Explained, terms: Terms) -> bool:
    """Say whether entries are those of news: nearly all have such a day, most a title and a text below it.

    Under days that mostly rise stand the parts of a programme or a journey.
    """
    layout = found.layout
    dates = [page.dated(one.at, layout.form) for one in found.cut.segments if one.at is not None]
    days = [date.day for date in dates if date is not None and date.day is not None and _lacks_year(date.line, terms)]
    told = sum({"title", "summary"} <= {part.role for part in parts} for parts in found.parts)
    texts = sum(any(part.role == "summary" and is_sentence(part.text) for part in parts) for parts in found.parts)
    rising = sum(a < b for a, b in pairwise(days))
    count = len(found.parts)
    return len(days) >= max(_SOME, _NEARLY_ALL * count) and min(told, texts) * 2 > count and rising * 2 < len(days)


def _lacks_year(line: str, terms: Terms) -> bool:
    read = parse_dateline(line, terms)
    return isinstance(read, Refusal) and read.partial

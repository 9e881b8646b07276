"""Pages whose dates name no year, as news of this year do: their entries are read, and have no date.

“14 November” above each title shows where entries stand as well as a whole date does. No year is ever added.
"""

from itertools import pairwise
from typing import Final

from msgspec.structs import replace

from feedpub.dates import Refusal, Terms, parse_dateline
from feedpub.listings.text.page import Page
from feedpub.listings.text.scoring import Explained
from feedpub.listings.text.words import is_sentence
from feedpub.listings.text.yearless import is_day_of_month

_SOME: Final = 3
_LEAP: Final = 2000
"""A year that has all days; it is forgotten again."""
_NEARLY_ALL: Final = 0.9


def has_unyeared(page: Page) -> bool:
    """Say whether several days of a page lack their year."""
    kinds = [line.kind if line is not None else "" for line in page.lines]
    kinds += [one.kind for ways in page.parts for one in ways]
    return kinds.count("partial") + sum(map(is_day_of_month, page.paragraphs)) >= _SOME


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

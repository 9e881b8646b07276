"""Headings that say year or month; a month without a year is one of the year above it."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from msgspec.structs import replace

from feedpub.dates import Dateline, Heading, Terms, parse_dateline, parse_heading, parse_year_or_month
from feedpub.listings.text.wording.furniture import is_copyright
from feedpub.listings.text.wording.lines import Paragraph
from feedpub.listings.text.wording.words import is_short

_LONGEST: Final = 60
_SOME: Final = 3
_NEARLY_ALL: Final = 0.9
_HEAD: Final = 40
_DAY: Final = re.compile(r"\d{1,2}\.?\s(?:de\s)?[^\W\d_]{3,12}|[^\W\d_]{3,12}\s\d{1,2}")
"""A day and a month, “14 November”, and nothing else."""
_LED: Final = re.compile(
    rf"(?P<day>{_DAY.pattern})(?:\.|(?:st|nd|rd|th)\b)?(?=(?:\s?[:–—|-])?\s+(?:[^\W\d_]|[“„\"'«]))"
)
"""Or before a text: “14 November: Talk”."""
_NUMBERED: Final = re.compile(r"(?:1[0-2]|0?[1-9])月")
_LONGEST_NAME: Final = 12
_OF_ANY_YEAR: Final = Terms(year=2000)
_YEAR: Final = re.compile(r"(?:19|20)\d\d|[年]")
_ANY_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_TITLE: Final = re.compile(r"^\D*[^\W\d_]\W*\s(?:19|20)\d\d$")


def time_heading(paragraph: Paragraph) -> Heading | None:
    """Return the year or month that a paragraph gives the entries below it."""
    text = paragraph.text
    if paragraph.style or len(text) > _LONGEST or _YEAR.search(text) is None:
        return None
    return _heading(text)


_heading: Final = lru_cache(maxsize=4096)(parse_year_or_month)


def with_years(paragraphs: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """Complete the headings of a page that name a month by the year of the heading above them."""
    first = next((at for at, p in enumerate(paragraphs) if _is_month(p)), None)
    if first is None:
        return _with_year_of_page(paragraphs)
    return list(_completed(paragraphs, _year_of_page(paragraphs[:first])))


def _year_of_page(head: Sequence[Paragraph]) -> int:
    """Return the year that ends the title of a page (“News 2006”), if its head names no other; else 0."""
    named = {int(year) for p in head for year in _ANY_YEAR.findall(p.text)}
    titles = [p for p in head if is_short(p.text) and _TITLE.search(p.text) is not None and not is_copyright(p.text)]
    return named.pop() if len(named) == 1 and titles else 0


def _with_year_of_page(paragraphs: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """Complete days by the year that ends the title of the page, where they run one way.

    They stand on lines of their own, or before the texts of nearly all lines below the first.
    """
    days = {at: match for at, p in enumerate(paragraphs) if not p.style and (match := _DAY.fullmatch(p.text))}
    if len(days) < _SOME:
        days = _days_before_texts(paragraphs)
    head = paragraphs[: min(days)] if len(days) >= _SOME else ()
    dated = any(names_month(word) for p in head for word in p.text.split())  # “Last updated March 2008”
    year = 0 if dated else _year_of_page(head)
    read = [parse_dateline(f"{match[0]} {year}") for match in days.values()] if year else []
    run = [one.day for one in read if isinstance(one, Dateline)]
    if not year or len(run) < len(days) or run not in (sorted(run), sorted(run, reverse=True)):
        return paragraphs
    return [_of_year(p, days[at].end(), year) if at in days else p for at, p in enumerate(paragraphs)]


def _days_before_texts(paragraphs: Sequence[Paragraph]) -> dict[int, re.Match[str]]:
    """Return the days that open lines, if nearly all lines from the first such on have one."""
    if not any(is_short(p.text) and _TITLE.search(p.text) for p in paragraphs[:_HEAD]):
        return {}  # nearly all pages
    led = {at: match for at, p in enumerate(paragraphs) if not p.style and (match := _LED.match(p.text))}
    led = {at: match for at, match in led.items() if any(map(names_month, match["day"].split()))}
    return led if led and len(led) >= _NEARLY_ALL * (len(paragraphs) - min(led)) else {}


def _of_year(paragraph: Paragraph, end: int, year: int) -> Paragraph:
    """Add the year of the page to the day that opens a line."""
    text = f"{paragraph.text[:end]} {year}{paragraph.text[end:]}"
    return replace(paragraph, text=text, words=text if paragraph.words == paragraph.text else paragraph.words, cells="")


def _completed(paragraphs: Sequence[Paragraph], year: int) -> Iterator[Paragraph]:
    for p in paragraphs:
        if (heading := time_heading(p)) is not None:
            year = heading.year
        yield replace(p, text=_of_month(p.text, year)) if year and _is_month(p) else p


def _of_month(text: str, year: int) -> str:
    """Add the year to the name of a month, before it where that is a number: “12月”."""
    return f"{year}年{text}" if _NUMBERED.fullmatch(text) is not None else f"{text.rstrip(' :')} {year}"


def _is_month(p: Paragraph) -> bool:
    if p.style:
        return False
    return _NUMBERED.fullmatch(p.text) is not None if p.text.endswith("月") else names_month(p.text)


def names_month(text: str) -> bool:
    """Say whether text is the name of a month and nothing else."""
    return 2 < len(text) <= _LONGEST_NAME and (name := text.rstrip(" :")).isalpha() and _is_name(name)


@lru_cache(maxsize=4096)
def _is_name(name: str) -> bool:
    return len(name) > 2 and parse_heading(name, _OF_ANY_YEAR) is not None

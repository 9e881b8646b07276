"""Headings that say year or month; a month without a year is one of the year above it."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from msgspec.structs import replace

from feedpub.dates import Heading, Terms, parse_heading, parse_year_or_month
from feedpub.listings.text.lines import Paragraph

_LONGEST: Final = 60
_LONGEST_NAME: Final = 12
_YEAR: Final = re.compile(r"(?:19|20)\d\d|[年]")


def time_heading(paragraph: Paragraph) -> Heading | None:
    """Return the year or month that a paragraph gives the entries below it."""
    text = paragraph.text
    if paragraph.style or len(text) > _LONGEST or _YEAR.search(text) is None:
        return None
    return _heading(text)


_heading: Final = lru_cache(maxsize=4096)(parse_year_or_month)


def with_years(paragraphs: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """Complete the headings of a page that name a month by the year of the heading above them."""
    if not any(_is_month(p) for p in paragraphs):
        return paragraphs
    return list(_completed(paragraphs))


def _completed(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    year = 0
    for p in paragraphs:
        if (heading := time_heading(p)) is not None:
            year = heading.year
        yield replace(p, text=f"{p.text.rstrip(' :')} {year}") if year and _is_month(p) else p


def _is_month(p: Paragraph) -> bool:
    return not p.style and names_month(p.text)


def names_month(text: str) -> bool:
    """Say whether text is the name of a month and nothing else."""
    return 2 < len(text) <= _LONGEST_NAME and text[0].isalpha() and _is_name(text)


@lru_cache(maxsize=4096)
def _is_name(text: str) -> bool:
    name = text.rstrip(" :")
    return name.isalpha() and len(name) > 2 and parse_heading(name, Terms(year=2000)) is not None

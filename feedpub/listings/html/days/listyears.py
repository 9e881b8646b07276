"""The year of days and months that the heading of their list names amid other words: “What is on in May 2026”."""

import re
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from feedpub.dates import Dateline, Heading, Terms, parse_dateline, parse_heading
from feedpub.listings.html.days.printed import Read
from feedpub.listings.html.groups.records import gaps
from feedpub.listings.html.groups.spans import Row
from feedpub.listings.html.page.tree import YEAR, Page

_NEAR: Final = 240
"""Letters between the heading of a list and the list."""
_LONGEST: Final = 80
_OTHER: Final = re.compile(r"(?:19|20)\d\d\s?[-–/]|[-–/]\s?(?:19|20)\d\d")
"""A year that is one of two."""
_MONTH: Final = re.compile(r"([^\W\d_]+\.?)(?: d[ei])? ((?:19|20)\d\d)(?!\d)")
_PROOFS: Final = 3
"""So many different days with their weekdays prove the year that stands above them."""
_WEEKDAY: Final = re.compile(r"\W*[^\W\d_]+\W+\d")


def with_year_of_list(
    page: Page, rows: Sequence[Row], printed: Sequence[Read | None], headings: Sequence[str], terms: Terms
) -> list[str]:
    """Return headings, and for days and months without one the year that the heading above all of them names.

    It is theirs if it names their month, too, or if they have weekdays: those of another year are others.
    """
    if not any(printed):
        return [*headings]
    lacking = [k for k, one in enumerate(printed) if one is not None and one.partial and one.bare]
    bare = lacking and not any(headings) and not any(YEAR.search(one.words) for one in printed if one is not None)
    records = [row.record for row in rows]
    if not bare or any(page.years[at] < page.years[record.p0] for at, record in [*gaps(records, 0)][1:]):
        return [*headings]
    above = _heading_of(page, rows[0].record.p0, terms)
    if above is None:
        return [*headings]
    words = [one.words for k in lacking if (one := printed[k]) is not None]
    read = [parse_dateline(text, replace(terms, year=above.year)) for text in words]
    days = {one.day for one in read if isinstance(one, Dateline)}
    told = all(isinstance(one, Dateline) for one in read)
    weekdays = len(days) >= _PROOFS and all(map(_WEEKDAY.match, words))
    if not told or not ({day.month for day in days} == {above.month} or weekdays):
        return [*headings]
    return [str(above.year) if k in lacking else heading for k, heading in enumerate(headings)]


def _heading_of(page: Page, first: int, terms: Terms) -> Heading | None:
    """Return the year, and the month if it has one, of the first heading above a piece that names one year."""
    piece = first - 1
    while piece >= 0 and page.size(piece, first) <= _NEAR + _LONGEST:
        if page.head[page.owner[piece]] and YEAR.search(page.pieces[piece]):
            return _read(page.pieces[piece], terms)
        piece -= 1
    return None


def _read(text: str, terms: Terms) -> Heading | None:
    years = {*YEAR.findall(text)}
    if len(text) > _LONGEST or len(years) != 1 or _OTHER.search(text):
        return None
    month = _MONTH.search(text)
    named = parse_heading(f"{month[1]} {month[2]}", terms) if month is not None else None
    return named or Heading(year=int(years.pop()))

"""The year of days and months that the heading of their list names amid other words: “What is on in May 2026”."""

import re
from collections.abc import Sequence
from datetime import date
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
_AROUND: Final = " .:!)–-"
_OTHER: Final = re.compile(r"(?:19|20)\d\d\s?[-–/]|[-–/]\s?(?:19|20)\d\d")
"""A year that is one of two."""
_MONTH: Final = re.compile(r"([^\W\d_]+\.?)(?: d[ei])? ((?:19|20)\d\d)(?!\d)")
_PROOFS: Final = 3
"""So many different days with their weekdays prove the year that stands above them."""
_LISTS: Final = re.compile(
    r"\b(?:what.{1,3}s on|programm\w*|calend\w+|kalend\w+|agenda|diary|schedule|fixtures|events?|dates|termine"
    r"|veranstaltung\w*|spielplan|[eé]v[eèé]nements|rendez-vous|eventos|actividades|eventi|appuntamenti|activiteiten"
    r"|aktiviteter|arrangement\w*|wydarzenia|akce)\b",
    re.IGNORECASE,
)
"""What calls a heading that of a list of days to come."""
_HISTORY: Final = re.compile(
    r"\b(?:since|found\w+|est(?:ablished|d)?|report\w*|review|winners?|photos?|pictures|images|until|as of|copyright"
    r"|seit|gegründet|jahresbericht|bericht|rückblick|sieger|fotos?|bilder|stand|bis|depuis|fond[ée]\w*|rapport|bilan"
    r"|lauréats?|desde|fundad\w+|informe|memoria|ganador\w*|dal|fondat\w+|rapporto|vincitor\w+|sinds|opgericht"
    r"|verslag|sedan|siden|grundad|bilde|od roku|zpráva)\b|©",
    re.IGNORECASE,
)
"""What says since when something is, or what was: the year or month behind it is that of no list."""


def with_year_of_list(
    page: Page, rows: Sequence[Row], printed: Sequence[Read | None], headings: Sequence[str], terms: Terms
) -> list[str]:
    """Return headings, and for days and months without one the year that the heading above all of them names.

    It is theirs if their weekdays prove it, or if it is the month of a list, and theirs.
    """
    if not any(printed):
        return [*headings]
    lacking = [k for k, one in enumerate(printed) if one is not None and one.partial and one.bare]
    bare = lacking and not any(headings) and not any(YEAR.search(one.words) for one in printed if one is not None)
    records = [row.record for row in rows]
    if not bare or any(page.years[at] < page.years[record.p0] for at, record in [*gaps(records, 0)][1:]):
        return [*headings]
    heading = _heading_of(page, rows[0].record.p0)
    above = _read(heading, terms)
    if above is None:
        return [*headings]
    words = [one.words for k in lacking if (one := printed[k]) is not None]
    days = _days_in(words, above.year, terms)
    if len(days) < len(words):
        return [*headings]
    weekdays = len({*days}) >= _PROOFS and not _days_in(words, above.year + 1, terms)
    listed = _LISTS.search(heading) and {day.month for day in days} == {above.month}
    if not (listed or weekdays):
        return [*headings]
    return [str(above.year) if k in lacking else heading for k, heading in enumerate(headings)]


def _days_in(words: Sequence[str], year: int, terms: Terms) -> list[date]:
    """Return the days of a year that dates without one are; those with a weekday that it has not are none."""
    read = [parse_dateline(text, replace(terms, year=year)) for text in words]
    return [one.day for one in read if isinstance(one, Dateline)]


def _heading_of(page: Page, first: int) -> str:
    """Return the nearest heading above a piece, "" if it is far away."""
    piece = first - 1
    while piece >= 0 and page.size(piece, first) <= _NEAR + _LONGEST:
        if page.head[node := page.owner[piece]]:
            while page.parent[node] >= 0 and page.head[page.parent[node]]:
                node = page.parent[node]
            return page.text(page.first[node], page.last[node])
        piece -= 1
    return ""


def _read(text: str, terms: Terms) -> Heading | None:
    """Return the one year that a heading names, and the month before it at its beginning or end."""
    years = {*YEAR.findall(text)}
    if len(text) > _LONGEST or len(years) != 1 or _OTHER.search(text) or _HISTORY.search(text):
        return None
    month = _MONTH.search(text.rstrip(_AROUND))
    edge = month is not None and (not month.start() or month.end() == len(month.string))
    named = parse_heading(f"{month[1]} {month[2]}", terms) if month is not None and edge else None
    return named or Heading(year=int(years.pop()))

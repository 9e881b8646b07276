"""The year of days and months in boxes that stands elsewhere: in their records, or in the heading of their list."""

import re
from collections.abc import Sequence
from typing import Final

from feedpub.dates import Terms
from feedpub.listings.html.days.listyears import with_year_of_list
from feedpub.listings.html.days.printed import Read
from feedpub.listings.html.groups.spans import Row
from feedpub.listings.html.page.tree import Page

_YEAR: Final = re.compile(
    r"\W*((?:19|20)\d\d)\W*(?:(?:at |um |à |kl\.? )\d{1,2}|[012]\d|\d{1,2}(?=.\d\d ?[ap]\.?m\b))[:.h]\d\d\b.{0,16}",
    re.IGNORECASE,
)
"""A year and a time: one by itself may be that of a film, and “1942, 1h42” is how long it takes."""
_MOSTLY: Final = 0.8
_YEARS: Final = 3
"""So many years at most are those of one list."""


def with_years_elsewhere(
    page: Page, rows: Sequence[Row], printed: Sequence[Read | None], headings: Sequence[str], terms: Terms
) -> list[str]:
    """Return headings, and for days and months without one the year that stands elsewhere.

    That is what nearly all such records say before a time, else the one above all of them.
    """
    lacking = [k for k, one in enumerate(printed) if one is not None and one.partial and one.bare and not headings[k]]
    years = {k: year for k in lacking if (read := printed[k]) and (year := _year_in(page, rows[k], read))}
    if not lacking or len(years) < _MOSTLY * len(lacking) or len({*years.values()}) > _YEARS:
        return with_year_of_list(page, rows, printed, headings, terms)
    return [years.get(k, heading) for k, heading in enumerate(headings)]


def _year_in(page: Page, row: Row, printed: Read) -> str:
    """Return the one year that a record says before a time beside its title and date, "" if there is not one."""
    title, found = row.title, set[str]()
    for piece in range(row.record.p0, row.record.p1):
        if printed.span.p0 <= piece < printed.span.p1 or (title is not None and title.p0 <= piece < title.p1):
            continue
        text = page.pieces[piece]
        if page.fresh[piece] and (match := _YEAR.fullmatch(text.strip())):
            found.add(match[1])
    return found.pop() if len(found) == 1 else ""

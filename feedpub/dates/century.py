"""Years of two digits: which dates of a page have one, and whether the page says of which century they are."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from feedpub.dates.calendar import full_year
from feedpub.dates.lines import LONGEST, find_dates
from feedpub.dates.proof import prove_order
from feedpub.dates.types import Order, Terms

_SHORT: Final = re.compile(
    r"(?<![\w./-])(?:\d{1,2}(?:(?P<mark>[./-])\d{1,2}(?P=mark)|[ .-]{1,2}[^\W\d_]{3,10}[ .,-]{1,2}['’]?)"
    r"|[^\W\d_]{3,10}\.? \d{1,2}, ?['’]?)(?P<year>\d\d)(?![\w/-]|:\S|(?<=\d[.-]\d\d):|[.,]\d)"
)
_DIGIT: Final = re.compile(r"\d")
_WHOLE: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class ShortDate(Struct, frozen=True):
    """A line with a date whose year has two digits, and the year that they would be.

    `numeric`: the order of day, month and year is not plain. `first` is the year where they open the date.
    """

    line: str
    year: int
    first: int
    numeric: bool

    def year_in(self, order: Order | None) -> int:
        """Return the year of the date when its numbers stand in an order."""
        return self.first if self.numeric and order == "ymd" else self.year


def short_dates(lines: Iterable[str], terms: Terms) -> Iterator[ShortDate]:
    """Yield the lines of a page that have a date with a year of two digits."""
    meant = replace(terms, two_digit_years=True)
    for words in lines:
        line = words.strip()[:LONGEST]
        match = _SHORT.search(line) if _DIGIT.search(line) is not None else None
        if match is not None and any(one.start <= match.start() < one.end for one in find_dates(line, meant)):
            digits = re.findall(r"\d\d?", match[0])
            yield ShortDate(line, full_year(int(match["year"])), full_year(int(digits[0])), match["mark"] is not None)


def prove_century(dates: Sequence[ShortDate], page: Sequence[str], terms: Terms) -> bool:
    """Say whether a page writes a year of its dates with four digits elsewhere, and their order is plain."""
    order = prove_order(page, replace(terms, two_digit_years=True))
    if order is None and any(one.numeric for one in dates):
        return False
    years = {str(one.year_in(order)) for one in dates}
    return any(not years.isdisjoint(_WHOLE.findall(line)) for line in page)

"""Which number of a date is the day, where texts tell of days in words: “04/12/2015”, “Yesterday, 3 December”."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice, pairwise
from typing import Final

from msgspec.structs import replace

from feedpub.dates.fold import fold
from feedpub.dates.lexicon import lexicon
from feedpub.dates.lines import find_dates, parse_dateline
from feedpub.dates.types import Dateline, Order, Terms
from feedpub.patterns import later

_ORDERS: Final[tuple[Order, ...]] = ("dmy", "mdy")
_TWICE: Final = 2
_NEAR: Final = 7
"""Days between what a text tells of and the day on which it was written."""
_BELOW: Final = 4
_LONGEST: Final = 600
_ENOUGH: Final = 64
_NUMBERED: Final = later(r"(?P<name>[^\W\d_]{3,12})(?:-feira)?\s\((?P<day>\d{1,2})\)")
"""“Na segunda-feira (3)”, as papers of Brazil write."""


def prove_told(lines: Sequence[str], dates: Sequence[int], terms: Terms) -> Order | None:
    """Find the one order in which date lines agree with the texts below them; None without two proofs.

    Each date with a day told near it in one order, and none in the other, is a proof, and two if the text names the
    weekday of a number. All must be of one order.
    """
    found: list[Order] = []
    for at, stop in islice(pairwise([*dates, len(lines)]), _ENOUGH):
        days = _days(lines[at], terms)
        if len(set(days.values())) == len(_ORDERS):
            texts = [text[:_LONGEST] for text in lines[at + 1 : min(stop, at + 1 + _BELOW)]]
            told = [*_told(texts, days["dmy"].year, terms)]
            found += [order for order, day in days.items() if any(abs((one - day).days) <= _NEAR for one in told)]
            numbered = [*_numbered(texts)]
            found += [order for order, day in days.items() for one in numbered if _fits(day, *one)] * _TWICE
    return found[0] if len(found) >= _TWICE and len(set(found)) == 1 else None


def _days(line: str, terms: Terms) -> dict[Order, date]:
    """Return the day that a date line says in each order."""
    reads = {order: parse_dateline(line, replace(terms, order=order)) for order in _ORDERS}
    return {order: read.day for order, read in reads.items() if isinstance(read, Dateline)}


def _told(texts: Sequence[str], year: int, terms: Terms) -> Iterator[date]:
    """Yield the days that texts name in words."""
    meant = replace(terms, year=year)
    for text in texts:
        for one in find_dates(text, meant):
            named = any(map(str.isalpha, text[one.start : one.end]))
            if named and isinstance(one.read, Dateline) and not one.read.relative:
                yield one.read.day


def _numbered(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the weekdays, from Monday as 0, and the days of a month behind them."""
    for text in texts:
        for match in _NUMBERED.finditer(fold(text)):
            if (weekday := lexicon().weekdays.get(match["name"])) is not None:
                yield weekday, int(match["day"])


def _fits(day: date, weekday: int, number: int) -> bool:
    """Say whether a day with this number is near, and has this weekday."""
    near = (day + timedelta(away) for away in range(-_NEAR, _NEAR + 1))
    return any((one.day, one.weekday()) == (number, weekday) for one in near)

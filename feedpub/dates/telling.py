"""Days of the week with their number in Portuguese texts, which fit the dates above them: “Na segunda-feira (3)”."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice, pairwise
from typing import Final

from msgspec.structs import replace

from feedpub.dates.fold import fold
from feedpub.dates.lines import parse_dateline
from feedpub.dates.types import Dateline, Order, Terms
from feedpub.patterns import later

_ORDERS: Final[tuple[Order, ...]] = ("dmy", "mdy")
_TWICE: Final = 2
_NEAR: Final = 7
"""Days between what a text tells of and the day on which it was written."""
_BELOW: Final = 4
_LONGEST: Final = 600
_ENOUGH: Final = 64
_WEEKDAYS: Final = ("segunda", "terca", "quarta", "quinta", "sexta")
_NUMBERED: Final = later(rf"(?<!\w)(?P<name>{'|'.join(_WEEKDAYS)})-feira\s\((?P<day>\d{{1,2}})\)")


def days_lead(lines: Sequence[str], dates: Sequence[int], terms: Terms) -> bool:
    """Say whether such days prove of two date lines that their first number is the day, and of none another order."""
    found: list[Order] = []
    for at, stop in islice(pairwise([*dates, len(lines)]), _ENOUGH):
        numbered = [*_numbered(lines[at + 1 : min(stop, at + 1 + _BELOW)])]
        days = _days(lines[at], terms) if numbered else {}
        if len(set(days.values())) == len(_ORDERS):
            found += [order for order, day in days.items() if any(_fits(day, *one) for one in numbered)]
    return len(found) >= _TWICE and set(found) == {"dmy"}


def _days(line: str, terms: Terms) -> dict[Order, date]:
    """Return the day that a date line says in each order."""
    reads = {order: parse_dateline(line, replace(terms, order=order)) for order in _ORDERS}
    return {order: read.day for order, read in reads.items() if isinstance(read, Dateline)}


def _numbered(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the weekdays, from Monday as 0, and the days of a month behind them."""
    for text in texts:
        for match in _NUMBERED.finditer(fold(text[:_LONGEST])):
            yield _WEEKDAYS.index(match["name"]), int(match["day"])


def _fits(day: date, weekday: int, number: int) -> bool:
    """Say whether a day with this number is near, and has this weekday."""
    near = (day + timedelta(away) for away in range(-_NEAR, _NEAR + 1))
    return any((one.day, one.weekday()) == (number, weekday) for one in near)

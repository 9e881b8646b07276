"""The parts of a date → days of the calendar, checked; or why they are none."""

from collections.abc import Mapping
from datetime import date
from typing import Final, NamedTuple

from feedpub.dates.lexicon import lexicon
from feedpub.dates.tokens import Tokens, number
from feedpub.dates.types import Dateline, Order, Refusal, Terms

_DAY_NAMES: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NO_DAY: Final = "is no day of the calendar"
_FIRST_YEAR: Final = 1583
_LAST_YEAR: Final = 2199
"""Before, our calendar did not count the days; behind, the years of Buddhist calendars begin."""
_BUDDHIST: Final = 543
"""Years by which the calendar of Thailand is ahead; where its months are named, it is the one that is meant."""
_PIVOT: Final = 69
"""POSIX: a year of two digits is one from 1969 to 2068."""


class NoDayError(Exception):
    """What stands there is meant as a date and is none; the text says why."""


class Parts(NamedTuple):
    """The words that a form found, by part (`D1`, `M1`, …), and where."""

    form: str
    words: Mapping[str, str]
    tokens: Tokens
    start: int
    end: int

    @property
    def shown(self) -> str:
        """The date as a message quotes it."""
        return self.tokens.printed(self.start, self.end)

    def first(self, *names: str) -> str | None:
        """Return the first of these parts that stands there."""
        for name in names:
            if name in self.words:
                return self.words[name]
        return None


def read_days(parts: Parts, terms: Terms) -> Dateline | Refusal | None:
    """Return the day or the range of days that parts name; None where they are no date at all."""
    words = parts.words
    try:
        if len(words) == 3 and "M1" in words and "D1" in words and "Y1" in words:  # most dates are that plain
            printed = read_year(words) or 0
            return Dateline(day=_day(printed, lexicon().month_of(words["M1"], terms.languages), number(words["D1"])))
        if "A1" in parts.words or "A2" in parts.words:
            if parts.form == "numbersalone" and terms.year is None:
                return None
            start, end = _by_order(parts, terms)
        elif parts.form in {"weekdayalone", "ordinalalone"} and terms.month is None:
            return None
        else:
            year = _year(parts, terms)
            if year is None:
                return _lacks_year(parts)
            start, end = _by_name(parts, year, terms)
    except NoDayError as fault:
        return Refusal(reason=f"“{parts.shown}” {fault}")
    return Dateline(day=start, end=end)


def full_year(short: int) -> int:
    """Return the year that two digits stand for."""
    return short + (2000 if short < _PIVOT else 1900)


def _year(parts: Parts, terms: Terms) -> int | None:
    """Return the year as printed, else the one of the heading."""
    printed = read_year(parts.words)
    if parts.first("T1"):
        if not terms.two_digit_years:
            raise NoDayError("has a year of two digits: declare `two_digit_years = true` for the source")
        short = number(parts.words["T1"])
        return 2500 - _BUDDHIST + short if _is_thai(parts.words) else full_year(short)
    return printed or terms.year


def read_year(words: Mapping[str, str]) -> int | None:
    """Return the year of four digits or of a Japanese era; raises NoDayError if both stand there and differ."""
    years = {number(word) for name, word in words.items() if name in {"Y1", "Y2"}}
    era, count = words.get("E1") or words.get("E2"), words.get("F1") or words.get("F2")
    if era and count:
        years.add(lexicon().eras[era] + (1 if count == "元" else number(count)))
    if len(years) > 1:
        raise NoDayError("names two years that differ")
    year = years.pop() if years else None
    if year is not None and year > _LAST_YEAR and _is_thai(words):
        year -= _BUDDHIST
    if year is not None and not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise NoDayError(f"names the year {year}: a misprint, or a year of another calendar")
    return year


def _is_thai(words: Mapping[str, str]) -> bool:
    """Say whether a month is named in Thai."""
    return any("th" in lexicon().spoken.get(words.get(part, ""), ()) for part in ("M1", "M2"))


def _lacks_year(parts: Parts) -> Refusal | None:
    """Refuse a day without a year; but two of them, or a lone number, are no date line."""
    if parts.first("D2", "d2") or parts.form in {"weekdayalone", "ordinalalone"}:
        return None
    return Refusal(reason=f"“{parts.shown}” is only part of a date: day, month and year are needed", partial=True)


def _by_name(parts: Parts, year: int, terms: Terms) -> tuple[date, date | None]:
    """Read a date whose order is plain, because its month is named or its year stands first."""
    start_month, end_month = (
        _month(parts, "1", terms) or _month(parts, "2", terms),
        _month(parts, "2", terms) or _month(parts, "1", terms),
    )
    if not parts.words.keys() & {"Y1", "Y2", "T1", "E1", "E2"} and terms.month is not None:
        start_month = start_month or terms.month
        if start_month != terms.month:
            raise NoDayError(f"does not lie in the month of its heading, {terms.year}-{terms.month:02}")
        end_month = end_month or start_month
    first_day, last_day = parts.first("D1", "d1"), parts.first("D2", "d2")
    if start_month is None or end_month is None or first_day is None:
        raise NoDayError("is only part of a date: day, month and year are needed")
    start = _day(year, start_month, number(first_day))
    _check_weekday(parts, "1", start)
    if last_day is None:
        return start, None
    end = _day(year, end_month, number(last_day))
    _check_weekday(parts, "2", end)
    if end < start:
        raise NoDayError("ends before it begins")
    return start, end


def _month(parts: Parts, end: str, terms: Terms) -> int | None:
    named, again = parts.first(f"M{end}"), parts.first(f"M{end}x")
    if named:
        month = lexicon().month_of(named, terms.languages)
        if again and lexicon().month_of(again, terms.languages) != month:
            raise NoDayError("names two months")
        return month
    counted = parts.first(f"m{end}")
    return number(counted) if counted else None


def _by_order(parts: Parts, terms: Terms) -> tuple[date, date | None]:
    """Read an all-number date: by the declared or proved order, else only if a single order fits it."""
    short, declared = "T1" in parts.words, terms.order
    if short and not terms.two_digit_years:
        raise NoDayError("has a year of two digits: declare `two_digit_years = true` for the source")
    if declared == "ymd" and not short:
        declared = "mdy" if parts.form == "numbersalone" else None  # where the year goes without saying, or stands last
    ways: dict[Order, tuple[date, date | None]] = {}
    faults: dict[Order, NoDayError] = {}
    orders: tuple[Order, ...] = ("dmy", "mdy", "ymd") if short else ("dmy", "mdy")
    for order in (declared,) if declared else orders:
        try:
            ways[order] = _one_way(parts, order, terms)
        except NoDayError as fault:
            faults[order] = fault
    readings = set(ways.values())
    if len(readings) == 1:
        return readings.pop()
    if not readings:
        raise next((fault for fault in faults.values() if "calendar" not in str(fault)), NoDayError(_NO_DAY))
    raise NoDayError('can be read two ways: declare `order = "dmy"` or `"mdy"` for the source')


def _one_way(parts: Parts, order: Order, terms: Terms) -> tuple[date, date | None]:
    """Read the numbers of a date in one order."""
    words = parts.words
    year = full_year(number(words["T1"])) if "T1" in words else read_year(words) or terms.year or 0

    def day_of(end: str) -> date:
        a, b = number(words[f"A{end}"]), number(words[f"B{end}"])
        if order == "ymd":
            day = _day(full_year(a), b, number(words["T1"]))
        else:
            day = _day(year, b, a) if order == "dmy" else _day(year, a, b)
        _check_weekday(parts, end, day)
        return day

    if "A2" not in words:
        return day_of("1"), None
    end = day_of("2")
    if "A1" not in words and order == "mdy":
        return end, None  # “3 - 05/06/2021”: the first number is then no part of the date
    start = day_of("1") if "A1" in words else _day(end.year, end.month, number(words["D1"]))
    if end < start:
        raise NoDayError("ends before it begins")
    return start, end


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise NoDayError(_NO_DAY) from None


def _check_weekday(parts: Parts, end: str, day: date) -> None:
    """Refuse a date beside which another weekday is printed than it has."""
    for name in (f"W{end}", f"V{end}", f"v{end}"):
        if name in parts.words and day.weekday() != lexicon().weekdays[parts.words[name]]:
            raise NoDayError(f"has the wrong weekday: {day} is a {_DAY_NAMES[day.weekday()]}")

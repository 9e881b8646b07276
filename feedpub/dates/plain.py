"""The plainest dates, in numbers or with a named month: read without tokens and grammar, as by these."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import cache, lru_cache
from typing import Final

from feedpub.dates.fold import fold
from feedpub.dates.lexicon import lexicon
from feedpub.dates.types import Dateline, Terms

_TIME: Final = r"(?:[ T](?P<hour>[01][0-9]|2[0-3]):(?P<minute>[0-5][0-9])(?::(?P<second>[0-5][0-9]))?)?"
_YEAR: Final = "(?P<year>19[0-9]{2}|20[0-9]{2})"
_ISO: Final = re.compile(rf"{_YEAR}-(?P<month>[0-9]{{2}})-(?P<day>[0-9]{{2}}){_TIME}")
_BY_DAY: Final = re.compile(rf"(?P<day>[0-9]{{1,2}})([./])(?P<month>[0-9]{{1,2}})\2{_YEAR}{_TIME}")
_BY_MONTH: Final = re.compile(rf"(?P<month>[0-9]{{1,2}})([./])(?P<day>[0-9]{{1,2}})\2{_YEAR}{_TIME}")
_HOUR: Final = r"(?:,? (?P<hour>[01]?[0-9]|2[0-3]):(?P<minute>[0-5][0-9])(?::(?P<second>[0-5][0-9]))?)?"
_NAMED: Final = re.compile(
    r"(?:(?P<weekday>[^\W\d_]{3,13})\.?,? )?(?:(?P<day>[0-9]{1,2})\.? (?P<month>[^\W\d_]{3,13})\.?"
    rf"|(?P<month2>[^\W\d_]{{3,13}})\.? (?P<day2>[0-9]{{1,2}}),?) {_YEAR}(?:,|{_HOUR})"
)
_CJK: Final = re.compile(rf"{_YEAR}年(?P<month>[0-9]{{1,2}})月(?P<day>[0-9]{{1,2}})[日号號]")
LONGEST_PLAIN: Final = 48
"""No date that is read here is longer, in characters."""


def read_plain(line: str, terms: Terms) -> Dateline | None:
    """Read 29 November 2019, 2019-11-29, 2019年11月29日, or 29/11/2019 in a known order; None for all else.

    A weekday may stand before names of months, a time behind dates that are not Chinese.
    """
    named = _NAMED.fullmatch(line)
    if named is not None:
        return _named(named, terms)
    found = _ISO.fullmatch(line)
    if found is None and terms.order in {"dmy", "mdy"}:
        found = (_BY_DAY if terms.order == "dmy" else _BY_MONTH).fullmatch(line)
    if found is None:
        cjk = _CJK.fullmatch(line)
        return None if cjk is None else _on(int(cjk["year"]), int(cjk["month"]), int(cjk["day"]))
    on = _on(int(found["year"]), int(found["month"]), int(found["day"]))
    return on if on is None or found["hour"] is None else _timed(on, found, terms)


remembered: Final = lru_cache(maxsize=4096)(read_plain)
"""Reads a plain date that is met several times on a page."""


def _on(year: int, month: int, day: int) -> Dateline | None:
    """Return a day; None where there is none, and the grammar must say why."""
    try:
        return Dateline(day=date(year, month, day))
    except ValueError:
        return None


def _timed(on: Dateline, found: re.Match[str], terms: Terms) -> Dateline:
    at = time(int(found["hour"]), int(found["minute"]), int(found["second"] or 0), tzinfo=terms.zone)
    return Dateline(day=on.day, instant=datetime.combine(on.day, at).astimezone(UTC))


def _named(found: re.Match[str], terms: Terms) -> Dateline | None:
    """Read a date whose month is named; None where the grammar must say what is wrong with it."""
    weekday, day, month, named, counted, year, hour = found.groups()[:7]
    name = fold(month or named)
    months, weekdays = _names()
    if name not in months:
        return None
    on = _on(int(year), lexicon().month_of(name, terms.languages), int(day or counted))
    if on is None or (weekday is not None and weekdays.get(fold(weekday)) != on.day.weekday()):
        return None
    return on if hour is None else _timed(on, found, terms)


@cache
def _names() -> tuple[frozenset[str], Mapping[str, int]]:
    """Return the names of months, and of weekdays, that can be nothing else."""
    words = lexicon()
    months, weekdays = words.one_of("month"), words.one_of("weekday")
    other = words.one_of("article", "since", "era", "one", "before", "about", "of", "at", "relative", "cjk")
    plain = {word for word, code in words.codes.items() if word.isalpha() and code not in other}
    return (
        frozenset(word for word in plain if words.codes[word] in months and words.codes[word] not in weekdays),
        {
            word: words.weekdays[word]
            for word in plain
            if words.codes[word] in weekdays and words.codes[word] not in months
        },
    )

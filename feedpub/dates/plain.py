"""The plainest dates, in numbers or with a month in English letters: read without tokens and grammar, as by these."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from typing import Final

from feedpub.dates.lexicon import lexicon
from feedpub.dates.types import Dateline, Terms

_TIME: Final = r"(?:[ T](?P<hour>[01][0-9]|2[0-3]):(?P<minute>[0-5][0-9])(?::(?P<second>[0-5][0-9]))?)?"
_YEAR: Final = "(?P<year>19[0-9]{2}|20[0-9]{2})"
_ISO: Final = re.compile(rf"{_YEAR}-(?P<month>[0-9]{{2}})-(?P<day>[0-9]{{2}}){_TIME}")
_BY_DAY: Final = re.compile(rf"(?P<day>[0-9]{{1,2}})([./])(?P<month>[0-9]{{1,2}})\2{_YEAR}{_TIME}")
_BY_MONTH: Final = re.compile(rf"(?P<month>[0-9]{{1,2}})([./])(?P<day>[0-9]{{1,2}})\2{_YEAR}{_TIME}")
_NAMED: Final = re.compile(
    r"(?:(?P<weekday>[A-Za-z]{3,10})\.?,? )?(?:(?P<day>[0-9]{1,2})\.? (?P<month>[A-Za-z]{3,10})\.?"
    rf"|(?P<month2>[A-Za-z]{{3,10}})\.? (?P<day2>[0-9]{{1,2}}),?) {_YEAR},?"
)
LONGEST_PLAIN: Final = 36
"""No date that is read here is longer, in characters."""


def read_plain(line: str, terms: Terms) -> Dateline | None:
    """Read 29 November 2019, 2019-11-29, or 29/11/2019 in a declared or proved order; None for all else.

    Names are English words, or written as such; a time may stand behind numbers.
    """
    found = _NAMED.fullmatch(line)
    if found is not None:
        return _named(found, terms)
    found = _ISO.fullmatch(line)
    if found is None and terms.order in {"dmy", "mdy"}:
        found = (_BY_DAY if terms.order == "dmy" else _BY_MONTH).fullmatch(line)
    if found is None:
        return None
    year, month, day = map(int, found.group("year", "month", "day"))
    try:
        on = date(year, month, day)
    except ValueError:
        return None  # the grammar says why
    if found["hour"] is None:
        return Dateline(day=on)
    at = datetime(
        year, month, day, int(found["hour"]), int(found["minute"]), int(found["second"] or 0), tzinfo=terms.zone
    )
    return Dateline(day=on, instant=at.astimezone(UTC))


def _named(found: re.Match[str], terms: Terms) -> Dateline | None:
    """Read a date whose month is named; None where the grammar must say what is wrong with it."""
    weekday, day, month, named, counted, year = found.groups()
    name = (month or named).lower()
    months, weekdays = _names()
    if name not in months:
        return None
    try:
        on = date(int(year), lexicon().month_of(name, terms.languages), int(day or counted))
    except ValueError:
        return None
    if weekday is not None and weekdays.get(weekday.lower()) != on.weekday():
        return None
    return Dateline(day=on)


@cache
def _names() -> tuple[frozenset[str], Mapping[str, int]]:
    """Return the names of months, and of weekdays, that can be nothing else."""
    words = lexicon()
    months, weekdays = words.one_of("month"), words.one_of("weekday")
    other = words.one_of("article", "since", "era", "one", "before", "about", "of", "at", "relative")
    plain = {word for word, code in words.codes.items() if word.isascii() and word.isalpha() and code not in other}
    return (
        frozenset(word for word in plain if words.codes[word] in months and words.codes[word] not in weekdays),
        {
            word: words.weekdays[word]
            for word in plain
            if words.codes[word] in weekdays and words.codes[word] not in months
        },
    )

"""Lines that differ in nothing but their day, “News | 3 May 2019”: one of them says how all of them are read."""

import re
from datetime import date
from functools import cache
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from feedpub.dates.fold import fold
from feedpub.dates.lexicon import lexicon
from feedpub.dates.plain import remembered
from feedpub.dates.types import Dateline, Refusal, Terms

_DAY: Final = re.compile(
    r"(?<![^\W_])(?:(?P<day>[0-9]{1,2})\.? [^\W\d_]{3,13}\.? |[^\W\d_]{3,13}\.? (?P<day2>[0-9]{1,2}),? )"
    r"(?P<year>(?:19|20)[0-9]{2})(?![^\W_])"
)
_DIGIT: Final = re.compile("[0-9]")
_WORD: Final = re.compile(r"[^\W\d_]+")
_YEAR: Final = 2019
_FIRST: Final = (0, 3, 13)
"""The first day of a mould, by how many digits it has."""


class Mould(Struct, frozen=True):
    """A line with another `day` in the place of the one that it means; it is as long."""

    line: str
    day: date
    meant: date

    def as_meant(self, read: Dateline) -> Dateline | None:
        """Return what was read of the mould with the day of the line; None where that is more than its day."""
        plain = read.day == self.day and read.end is None and read.instant is None and not read.relative
        return replace(read, day=self.meant) if plain else None


def mould_of(line: str, terms: Terms) -> Mould | None:
    """Return the mould of a line with one day in plain words and no other number; None for all else."""
    found = _DAY.search(line)
    if found is None:
        return None
    rest = f"{line[: found.start()]} {line[found.end() :]}"
    if _has_number(rest) or (read := remembered(found[0], terms)) is None:
        return None
    name = "day" if found["day"] else "day2"
    first = date(_YEAR, read.day.month, _FIRST[len(found[name])])
    if _may_say_weekday(rest):
        first = first.replace(day=first.day + (read.day.weekday() - first.weekday()) % 7)
    start, year = found.span(name), found.start("year")
    mould = f"{line[: start[0]]}{first.day}{line[start[1] : year]}{_YEAR}{line[year + 4 :]}"
    return Mould(mould, first, read.day)


def as_moulded(mould: Mould, read: Dateline | Refusal | None) -> tuple[bool, Dateline | None]:
    """Return whether what was read of a mould says what its line says, and that."""
    if read is None:
        return True, None
    meant = mould.as_meant(read) if isinstance(read, Dateline) else None
    return meant is not None, meant


def _has_number(text: str) -> bool:
    return _DIGIT.search(text) is not None if text.isascii() else any(map(str.isnumeric, text))


def names_weekday(text: str) -> bool:
    """Say whether a text has a word that the name of a weekday begins with."""
    return not _weekdays().isdisjoint(_WORD.findall(fold(text)))


def _may_say_weekday(text: str) -> bool:
    return not text.isascii() or names_weekday(text)


@cache
def _weekdays() -> frozenset[str]:
    """Return how the names of weekdays begin."""
    return frozenset(word for name in lexicon().weekdays for word in _WORD.findall(name)[:1])

"""The tables `select` and `expect` of a source: where a web page holds its entries, and what one may count on."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from feedpub.css import css_faults
from feedpub.dates import Order

_ATTRIBUTE = re.compile(r"@[\w:-]+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class DateSelect:
    """Where the date of an entry stands, and how it is meant.

    `format` is one of strptime, for dates that no grammar knows. `inherit`: an entry without a date has that of
    the last match above it, as under a heading.
    """

    select: str
    order: Order | None = None
    format: str = ""
    language: str = ""
    zone: str = ""
    inherit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Select:
    """CSS selectors; `css@attribute` takes an attribute. What is left out is found by itself.

    `each` matches the element around each entry, `start` the first element of each in a flat run; `skip` matches
    what does not count. The others are looked for within the entry.
    """

    each: str = ""
    start: str = ""
    title: str = ""
    link: str = ""
    date: str | DateSelect = ""
    summary: str = ""
    topic: str = ""
    image: str = ""
    author: str = ""
    skip: str = ""

    @property
    def dating(self) -> DateSelect | None:
        """The date's table, whichever way it is written."""
        if isinstance(self.date, DateSelect):
            return self.date
        return DateSelect(select=self.date) if self.date else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Expect:
    """What a page must hold to be believed: at least so many entries, at least this share of them dated."""

    entries: int = 0
    dated: float = 0.0


def _selectors(select: Select) -> Iterable[tuple[str, str]]:
    """Yield each key and its selector, without the attribute that may stand behind it."""
    for key in SELECT_KEYS:
        value = select.dating.select if key == "date" and select.dating else getattr(select, key)
        css = value.strip() if key in {"each", "start", "skip"} else _ATTRIBUTE.sub("", value.strip()).strip()
        if css:
            yield key, css


def selection_faults(where: str, select: Select | None, expect: Expect | None) -> Iterable[tuple[str, str]]:
    """Yield key and fault of what cannot work in the two tables of a source."""
    if select is not None:
        if select.each and select.start:
            yield f"{where}.select", "has both `each` and `start`; `each` is around an entry, `start` only begins it"
        for key, css in _selectors(select):
            yield from css_faults(f"{where}.select.{key}", css)
        if select.dating and select.dating.language:
            from feedpub.dates.languages import language_faults  # here: the words of all languages cost milliseconds

            yield from language_faults(f"{where}.select.date.language", [select.dating.language])
        zone = select.dating.zone if select.dating else ""
        if zone:
            try:
                ZoneInfo(zone)
            except (ZoneInfoNotFoundError, ValueError, OSError):
                yield f"{where}.select.date.zone", f"“{zone}” is no time zone; write e.g. UTC or Europe/Berlin"
    if expect is not None:
        if expect.entries < 0:
            yield f"{where}.expect.entries", "must be 0 or more"
        if not 0 <= expect.dated <= 1:
            yield f"{where}.expect.dated", f"{expect.dated:g} is no share; write a number from 0 to 1, e.g. 0.9"


SELECT_KEYS = tuple(field.name for field in fields(Select))
DATE_KEYS = tuple(field.name for field in fields(DateSelect))
EXPECT_KEYS = tuple(field.name for field in fields(Expect))

"""The date formats of feeds: RFC 822 for RSS, RFC 3339 and W3CDTF for the others, each read in any feed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from typing import Final

from feedpub.feeds.entry import Notes
from feedpub.text import clean, shorten

Written = tuple[str, int | None]
"""A date as a feed has it, and its line."""

# RFC 3339 asks for seconds and an offset; W3CDTF allows less, and feeds leave out more.
_ISO: Final = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s?(Z|UTC|GMT|[+-]\d\d:?[0-5]\d)?)?",
    re.IGNORECASE | re.ASCII,
)
# RFC 822, also with the four-digit year of RFC 1123.
_RFC_822: Final = re.compile(
    r"(?:[a-z]{3,9}\.?,? ?)?(\d{1,2} [a-z]{3,9}) ([1-9]\d{3}|\d\d) (\d{1,2}:\d\d(?::\d\d)?)"
    r"(?: ?([a-z]{1,4}|[+-]\d\d:?[0-5]\d))?(?: \(.*\))?",
    re.IGNORECASE | re.ASCII,
)
_ZERO: Final = frozenset(datetime(year, 1, 1, tzinfo=UTC) for year in (1, 1970))
"""The first instants that clocks of programs know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A date of a feed: the day as written, and the instant in UTC when a time stands with it."""

    day: date
    instant: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """The dates of an entry; `day` is that of the publication, without one that of the update."""

    published: datetime | None
    updated: datetime | None
    day: date | None


def read_dates(published: Iterable[Written], updated: Iterable[Written], notes: Notes) -> Dates:
    """Read of each kind of date the first that can be read; name those before it as problems."""
    first, last = _first(published, notes), _first(updated, notes)
    said = first or last
    return Dates(
        published=first.instant if first else None,
        updated=last.instant if last else None,
        day=said.day if said else None,
    )


def _first(dates: Iterable[Written], notes: Notes) -> Moment | None:
    for text, line in dates:
        words = clean(text)
        if not words:
            continue
        moment = read_moment(words, notes.zone)
        if moment and moment.instant not in _ZERO:
            return moment
        said = "is what programs write that know no date" if moment else "is no full date of RFC 3339 or RFC 822"
        notes.add(f"“{shorten(words)}” {said}; it is passed over", line)
    return None


def read_moment(text: str, zone: tzinfo) -> Moment | None:
    """Read one date, dropping fractions of a second; None for what is impossible, partial or ambiguous."""
    try:
        if iso := _ISO.fullmatch(text):
            return _iso_moment(iso, zone)
        if rfc := _RFC_822.fullmatch(text):
            return _rfc_822_moment(f"{rfc[1]} {_year(rfc[2])} {rfc[3]}", (rfc[4] or "").replace(":", ""), zone)
    except (ValueError, OverflowError):
        pass
    return None


def _iso_moment(iso: re.Match[str], zone: tzinfo) -> Moment | None:
    year, month, day, hour, minute, second = (int(part or 0) for part in iso.groups()[:6])
    if iso[4] is None:
        return Moment(day=date(year, month, day))
    local = datetime(year, month, day, hour, minute, tzinfo=_offset(iso[7], zone))
    instant = local.astimezone(UTC)
    # RFC 3339 allows a second 60 where a leap second may stand; Python has no such second but the next.
    if second > (60 if (instant.hour, instant.minute) == (23, 59) else 59):
        return None
    return Moment(day=local.date(), instant=instant + timedelta(seconds=second))


def _offset(text: str | None, zone: tzinfo) -> tzinfo:
    """Return the offset that stands there in digits or as a name of UTC; where nothing stands, the zone."""
    if not text:
        return zone
    if text[0] not in "+-":
        return UTC
    away = timedelta(hours=int(text[1:3]), minutes=int(text[-2:]))
    return timezone(-away if text[0] == "-" else away)


def _year(digits: str) -> int:
    """Return the year that two digits mean as RFC 5322 section 4.3 has it: 1950 to 2049."""
    year = int(digits)
    return year if year >= 100 else year + (2000 if year < 50 else 1900)


def _rfc_822_moment(time: str, offset: str, zone: tzinfo) -> Moment | None:
    local = parsedate_to_datetime(f"{time} {offset}")
    if local.tzinfo is None:
        # Nothing stands there, or RFC 5322's UTC of unknown place, or a name of a zone that means several.
        if offset not in {"", "-0000"}:
            return None
        local = local.replace(tzinfo=UTC if offset else zone)
    return Moment(day=local.date(), instant=local.astimezone(UTC))

"""Dates in numbers alone, the plainest of all: read without tokens and grammar, and as these would read them."""

import re
from datetime import UTC, date, datetime
from typing import Final

from feedpub.dates.types import Dateline, Terms

_TIME: Final = r"(?:[ T](?P<hour>[01][0-9]|2[0-3]):(?P<minute>[0-5][0-9])(?::(?P<second>[0-5][0-9]))?)?"
_YEAR: Final = "(?P<year>19[0-9]{2}|20[0-9]{2})"
_ISO: Final = re.compile(rf"{_YEAR}-(?P<month>[0-9]{{2}})-(?P<day>[0-9]{{2}}){_TIME}")
_BY_DAY: Final = re.compile(rf"(?P<day>[0-9]{{1,2}})([./])(?P<month>[0-9]{{1,2}})\2{_YEAR}{_TIME}")
_BY_MONTH: Final = re.compile(rf"(?P<month>[0-9]{{1,2}})([./])(?P<day>[0-9]{{1,2}})\2{_YEAR}{_TIME}")


def read_plain(line: str, terms: Terms) -> Dateline | None:
    """Read 2019-11-29, or 29/11/2019 in a declared or proved order, with or without a time; None for all else."""
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

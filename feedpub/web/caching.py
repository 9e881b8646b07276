"""How long a page is fresh, and how long a server wants to be left alone (RFC 9111, RFC 9110). Pure."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

FRESH_AT_MOST: Final = timedelta(days=1)
"""A listing that claims to be fresh for a year is looked at all the same."""

WAIT_AT_MOST: Final = timedelta(days=7)

_SECONDS: Final = re.compile(r"\d{1,10}")
_DIRECTIVE: Final = re.compile(r"([a-z-]+)\s*(?:=\s*\"?([^\",;]*)\"?)?")


def freshness(headers: Mapping[str, str]) -> timedelta:
    """Return how long an answer stays fresh: `max-age` less `Age`, without one `Expires` less `Date`, else nothing.

    `headers` have names in lower case.
    """
    directives = {m[1]: m[2] or "" for m in _DIRECTIVE.finditer(headers.get("cache-control", "").lower())}
    if directives.keys() & {"no-cache", "no-store"}:
        return timedelta()
    if "max-age" in directives:
        # What is no number counts as stale (RFC 9111 section 4.2.1).
        life = _seconds(directives["max-age"]) or timedelta()
    else:
        expires, date = (_date(headers.get(name, "")) for name in ("expires", "date"))
        life = expires - date if expires and date else timedelta()
    life -= _seconds(headers.get("age", "")) or timedelta()
    return max(timedelta(), min(life, FRESH_AT_MOST))


def wanted_pause(headers: Mapping[str, str]) -> timedelta:
    """Return how long `Retry-After` asks us to wait; a date in it is taken from the server's own `Date`."""
    text = headers.get("retry-after", "").strip()
    wait = _seconds(text)
    if wait is None:
        until, date = _date(text), _date(headers.get("date", ""))
        wait = until - date if until and date else timedelta()
    return max(timedelta(), min(wait, WAIT_AT_MOST))


def _seconds(text: str) -> timedelta | None:
    return timedelta(seconds=int(text)) if _SECONDS.fullmatch(text.strip()) else None


def _date(text: str) -> datetime | None:
    """Read an HTTP date, which is in GMT whether it says so or not."""
    try:
        date = parsedate_to_datetime(text)
        return date if date.tzinfo else date.replace(tzinfo=UTC)
    except (ValueError, TypeError, OverflowError):
        return None

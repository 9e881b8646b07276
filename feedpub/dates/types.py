"""What a page means by its dates, and what reading them gives."""

from datetime import UTC, date, datetime, tzinfo
from typing import Final, Literal

from msgspec import Struct

Order = Literal["dmy", "mdy", "ymd"]
"""How an all-number date such as 04/05/2013 is meant: day, month or year first."""


class Terms(Struct, frozen=True, kw_only=True, cache_hash=True):
    """How a page means its dates: declared for its source, or proved once for the page.

    `zone` is where a time without a zone is meant. `languages` are the tags (`en`, `pt`) of those
    that its dates are in. `two_digit_years` says that 04/05/13 is meant, not refused. `year` and `month` stand in the
    heading above the line. `fetched` is when the page was fetched, which “3 hours ago” needs.
    """

    zone: tzinfo = UTC
    order: Order | None = None
    languages: tuple[str, ...] = ()
    two_digit_years: bool = False
    year: int | None = None
    month: int | None = None
    fetched: datetime | None = None


UNDECLARED: Final = Terms()
"""Nothing is known of the page: only what stands in a line is read."""


class Dateline(Struct, frozen=True, kw_only=True):
    """A date line, read. `end` only for ranges, `instant` only for a printed time: in its zone, else in UTC.

    `relative` says that it was counted back from when the page was fetched.
    """

    day: date
    end: date | None = None
    instant: datetime | None = None
    place: str = ""
    relative: bool = False


class Refusal(Struct, frozen=True, kw_only=True):
    """A line that is meant as a date line and cannot be read as one day, and why.

    `partial`: it lacks a day or a year, as month headings do. `relative`: the line changes from day to day.
    """

    reason: str
    partial: bool = False
    relative: bool = False


class Found(Struct, frozen=True, kw_only=True):
    """A date inside a text: `text[start:end]` are its words, `read` is what they say."""

    start: int
    end: int
    read: Dateline | Refusal


class Heading(Struct, frozen=True, kw_only=True):
    """A heading that dates the lines below it: a year, a month of a year, or a day."""

    year: int
    month: int | None = None
    day: int | None = None

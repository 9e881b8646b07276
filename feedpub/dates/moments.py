"""Dates written for machines, as in `<time datetime>`: ISO 8601 and RFC 5322."""

import re
from datetime import UTC, datetime
from typing import Final

from feedpub.dates.lines import LONGEST, parse_dateline
from feedpub.dates.types import UNDECLARED, Dateline, Refusal, Terms

# A calendar, week or ordinal date of ISO 8601, extended or basic, with or without a time.
_DAY: Final = re.compile(r"[12]\d{3}(?:-\d\d-\d\d|\d{4}|-?W\d\d-?\d|-?\d{3})(?:[Tt ].+)?", re.ASCII)
_PART: Final = re.compile(r"[12]\d{3}(?:-?\d\d|-?W\d\d)?", re.ASCII)
_MAIL: Final = re.compile(
    r"(?:[a-z]{3},\s*)?\d{1,2}\s+[a-z]{3}\s+\d{4}\s+\d\d?:\d\d(?::\d\d)?\s+(?P<zone>[a-z]{1,5}|[+-]\d{4})(?:\s*\(.*\))?",
    re.IGNORECASE | re.ASCII,
)


def parse_moment(text: str, terms: Terms = UNDECLARED) -> Dateline | Refusal | None:
    """Read the whole of an attribute that holds a date; None if it is none.

    A time without a zone is one of `terms.zone`.
    """
    # RFC 9557 adds the name of the zone in brackets: the offset before it says enough.
    words = re.sub(r"(?<=[Z\d])\[[^\]]*\]$", "", " ".join(text.split()))
    if len(words) > LONGEST:
        return None
    if _PART.fullmatch(words):
        return Refusal(reason=f"“{words}” is only part of a date: day, month and year are needed", partial=True)
    if _DAY.fullmatch(words):
        return _iso(words, terms)
    mail = _MAIL.fullmatch(words)
    if mail and mail["zone"].lower() in _MAIL_ZONES:
        words = words[: mail.start("zone")] + _MAIL_ZONES[mail["zone"].lower()]
    return parse_dateline(words, terms)


_MAIL_ZONES: Final = {"cst": "-0600", "mst": "-0700", "ut": "+0000"}
"""What RFC 5322 has these abbreviations mean, which elsewhere stand for several zones."""


def _iso(words: str, terms: Terms) -> Dateline | Refusal:
    """Let dateutil read ISO 8601, in all its forms."""
    from dateutil.parser import isoparse  # here: it costs 60 ms, and an unchanged run reads no date

    try:
        # It knows neither spaces around the offset nor a space for the T together with basic dates.
        plain = re.sub(r"^(\S+) ", r"\1T", words.upper()).replace(" ", "")
        day, _, time = plain.partition("T")
        if not time:
            return Dateline(day=isoparse(day).date())
        moment = isoparse(plain)
        aware = moment if moment.tzinfo else moment.replace(tzinfo=terms.zone)
        instant = aware.astimezone(UTC).replace(microsecond=0)
        # 24:00 is a moment of the next day, printed under this one.
        return Dateline(day=isoparse(day).date(), instant=datetime.combine(instant.date(), instant.time(), UTC))
    except (ValueError, OverflowError):
        read = parse_dateline(words, terms)
        return read or Refusal(reason=f"“{words}” is no moment of ISO 8601")

"""“3 hours ago”, “hier”: days counted back from when the page was fetched, and marked as such."""

from datetime import timedelta
from typing import Final

from feedpub.dates.calendar import Parts
from feedpub.dates.lexicon import lexicon
from feedpub.dates.tokens import number
from feedpub.dates.types import Dateline, Refusal, Terms

# What is printed changes from day to day; a message that quoted it would be news every time.
_UNKNOWN: Final = "the date counts back from when the page was fetched, which is not known"
_VAGUE: Final = "the date counts months or years back and does not say to which day"
_SECONDS: Final = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800}


def count_back(parts: Parts, terms: Terms) -> Dateline | Refusal:
    """Return the day that parts name, in the zone of the source; refused without a known fetch time."""
    if terms.fetched is None:
        return Refusal(reason=_UNKNOWN, relative=True)
    here = terms.fetched.astimezone(terms.zone)
    if word := parts.first("R1"):
        return Dateline(day=(here - timedelta(days=lexicon().days[word])).date(), relative=True)
    seconds = 0
    for end in ("1", "2"):
        unit = parts.first(f"U{end}")
        if unit is None:
            continue
        length = _SECONDS.get(lexicon().units[unit])
        if length is None:
            return Refusal(reason=_VAGUE, relative=True)
        seconds += length * (number(parts.words[f"N{end}"]) if f"N{end}" in parts.words else 1)
    return Dateline(day=(here - timedelta(seconds=seconds)).date(), relative=True)

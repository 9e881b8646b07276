"""Lines that begin with a day, or with a time below one."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from feedpub.dates import UNDECLARED, Dateline, Found, Refusal
from feedpub.listings.html.page.dating import dates_in, dates_of
from feedpub.listings.html.page.names import BY
from feedpub.listings.html.page.tree import Page

EDGE: Final = 60
"""Letters of a line among which the day stands that it begins with."""
MARKS: Final = " \t*-–—|·•:,;/()[]{}<>."
_CLOCK: Final = r"\d{1,2}[:.h]\d\d(?::\d\d)?(?:\s?[ap]\.?m\b\.?)?"
_TIME: Final = re.compile(rf"\W*({_CLOCK})\W*", re.IGNORECASE)
_TIME_BEHIND: Final = re.compile(rf"\W{{1,4}}{_CLOCK}(?!\w)", re.IGNORECASE)
_SHORT: Final = re.compile(
    rf"\W*(?:{_CLOCK}\W+)?(?:[^\W\d_]+[.,]?\s+)?(?:\d{{1,2}}[./ -]+(?:\d{{1,2}}|[^\W\d_]{{3,10}}\.?)[./ ,-]+"
    r"|[^\W\d_]{3,10}\.? \d{1,2},? )['’]?\d\d(?!\d)",
    re.IGNORECASE,
)
"""What may be a day in a year of two digits at the beginning of a line."""
_TWO_DIGITS: Final = replace(UNDECLARED, two_digit_years=True)
_TIME_BEFORE: Final = re.compile(rf"\W{{0,2}}({_CLOCK})(?=\W*\s)", re.IGNORECASE)


class Opening(Struct, frozen=True):
    """A line that begins with a day, and what else it says."""

    start: int
    stop: int
    day: str
    rest: str
    end: int = 0  # where its post ends at the latest, 0 for where the next one begins


def openings_of(page: Page) -> Iterator[Opening]:
    """Yield the lines that begin with a day."""
    starts = [k for k, fresh in enumerate(page.fresh) if fresh]
    for start, stop in pairwise([*starts, len(page.pieces)]):
        if page.figures[start] == page.figures[stop]:
            continue
        text = page.text(start, stop)
        found = _day_before(text[:EDGE])
        if found is None:
            continue
        clock = _TIME_BEHIND.match(text, found.end)
        end = clock.end() if clock else found.end
        before = _TIME.fullmatch(text[: found.start])
        rest = text[end:].lstrip(MARKS)
        if _day_before(rest[:EDGE]) is not None:
            continue  # the first and last day of something
        first = before.start(1) if before else found.start
        yield Opening(start, stop, text[first:end], "" if BY.match(f"{rest} ") or not rest.strip(MARKS) else rest)


def _day_before(text: str) -> Found | None:
    """Return the whole day that a text begins with, whichever order its numbers have; a time may stand before it."""
    for dates in (dates_of(text)[:1], dates_in(text, _TWO_DIGITS)[:1] if _SHORT.match(text) else ()):
        for one in dates:
            before = text[: one.start]
            begins = not before.strip(MARKS) or _TIME.fullmatch(before)
            part = isinstance(one.read, Refusal) and one.read.partial
            other = isinstance(one.read, Dateline) and (one.read.end or one.read.relative)
            if begins and not part and not other:
                return one
    return None


def at_times(page: Page, days: Sequence[Opening]) -> list[Opening]:
    """Return the lines that begin with a time below days, with both, if such a line stands below each; else none."""
    found: list[Opening] = []
    for day, end in zip(days, [*(one.start for one in days[1:]), 0], strict=True):
        last = end or len(page.pieces)
        starts = [k for k in range(day.stop, last) if page.fresh[k]] if not day.rest else []
        for start, stop in pairwise([*starts, last]):
            text = page.text(start, stop)
            clock = _TIME_BEFORE.match(text)
            if clock is not None:
                found.append(Opening(start, stop, f"{day.day}, {clock[1]}", text[clock.end() :].lstrip(MARKS), end))
            elif start == day.stop:
                return []
        if not starts:
            return []
    return found

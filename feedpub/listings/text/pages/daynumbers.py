"""Days that only a number before a title names: “23 Title” below “January 2020”."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from feedpub.dates import Dateline, Terms, parse_dateline
from feedpub.listings.text.wording.dating import Dated
from feedpub.listings.text.wording.lines import Paragraph
from feedpub.patterns import later

_DAY: Final = later(
    r"(?P<day>(?:[^\W\d_]{2,10}\.?,?\s)?(?:0?[1-9]|[12]\d|3[01]))(?:st|nd|rd|th|\.)?(?:\s*[–—:|-])?\s+(?=[^\W\d_]|[“\"'«])"
)
_DAY_OF_MONTH: Final = later(
    r"(?P<day>\d{1,2}([./])\d{1,2}\2?|\d\d-\d\d)"
    r"(?:(?:\s*[–—:|-])?\s+(?=[^\W\d_]|[“\"'«「『《【])|\s*[–—:：|-]\s+(?=\d{1,6}(?![\d:]|\.\d|\s?[–—-]))|\s*：)"
)
_SOME: Final = 3
_NEARLY_ALL: Final = 0.9
_EVERY: Final = 4
"""A day stands on every so many lines at least, where days stand."""


def numbered_day(paragraph: Paragraph, month: str, terms: Terms) -> tuple[Dated, ...]:
    """Read the number before a title as a day; that of a list may be it, or count the entries."""
    if paragraph.style == "number" and (counted := _dated_by_number(paragraph.words, month, terms)):
        return counted
    return _dated_by_number(paragraph.text, month, terms)


def _dated_by_number(words: str, month: str, terms: Terms) -> tuple[Dated, ...]:
    """Read the number before a title as a day of the month that the heading above it names.

    Below a year, day and month are numbers: “28.02. Title”, “28.02. – 12 titles”; no time stands behind these.
    """
    match = _DAY.match(words) if month else None
    whole = _DAY_OF_MONTH.match(words) if match is None else None
    if match is not None:
        line, title = f"{match['day']} {month}", words[match.end() :]
    elif whole is not None:
        line, title = whole["day"], words[whole.end() :]
    else:
        return ()
    read = parse_dateline(line, terms)
    if not isinstance(read, Dateline) or read.end or read.place:
        return ()
    return (Dated("lead", line, "full", read.day, behind=title),)


def are_days(found: Sequence[tuple[Dated, ...]], headings: Sequence[bool]) -> bool:
    """Say whether the numbers before titles are days, not a part of them (“12 angry letters”).

    Days stand directly below nearly every heading of a time, run one way, and recur every few lines.
    """
    days = [day for parts in found for one in parts if (day := one.day) is not None]
    led = [at for at, parts in enumerate(found) if parts]
    if len(days) < _SOME or len(days) * _EVERY < min(len(found), led[-1] + _EVERY) - led[0]:
        return False
    # A year stands above the months, not above days.
    below = [bool(b) for a, after, b in zip(headings, headings[1:], found[1:], strict=False) if a and not after]
    steps = [(a > b) - (a < b) for a, b in pairwise(days)]
    one_way = max(sum(step >= 0 for step in steps), sum(step <= 0 for step in steps))
    return sum(below) >= _NEARLY_ALL * len(below) and one_way >= _NEARLY_ALL * len(steps)

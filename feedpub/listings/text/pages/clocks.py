"""Times of the entries of a day: “17:40 Title”, or “Title” and “4:30pm – 6:00pm”, below “Monday, 12 March 2012”."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from feedpub.dates import Terms
from feedpub.listings.text.pages.timesbelow import with_times_below
from feedpub.listings.text.wording.dating import Dated, dated_line
from feedpub.listings.text.wording.lines import Paragraph

STYLE: Final = "time"
"""The style of a paragraph that a time begins: it marks entries as a bullet does."""

_CLOCK: Final = re.compile(
    r"(?P<clock>(?:[01]?\d|2[0-4])(?:\s?[:.h]\s?[0-5]\d(?![.\d])(?:\s?(?:[ap]\.?m\.?|uhr|hrs|h|ч)(?!\w))?|\s?[ap](?:m(?!\w)|\.m\.)))"
    r"(?:\s*[-–—|:,]+\s*|\s+|$)",
    re.IGNORECASE,
)
_SOME, _DAYS = 3, 2
_NEARLY_ALL: Final = 0.8


def timed(
    paragraphs: Sequence[Paragraph], lines: list[Dated | None], terms: Terms
) -> tuple[Sequence[Paragraph], list[Dated | None]]:
    """Let the times of a page whose days stand above several entries tell these apart.

    A time before a title, or above it, is taken off its paragraph and marks its entry. One below a title is the date
    line of its entry, and its day is a heading. One directly below each day belongs to it.
    """
    paragraphs, lines = with_times_below(paragraphs, lines, terms)
    days = [at for at, line in enumerate(lines) if line is not None and line.kind == "full" and not line.timed]
    if len(days) < _DAYS:
        return paragraphs, lines
    found = {at: match for at, p in enumerate(paragraphs) if lines[at] is None and (match := _clock_of(p)) is not None}
    if len(found) < _SOME:
        return paragraphs, lines
    if sum(at + 1 in found for at in days) >= _NEARLY_ALL * len(days):
        return _marked(paragraphs, found, days[0]), lines
    alone = [at for at in found if at > days[0] and _reads(paragraphs[at].text)]
    own = len({day for at in alone if at > (day := days[bisect_left(days, at) - 1]) + 1})
    if len(alone) < max(_SOME, len(days)) or own < _NEARLY_ALL * len(days):
        return paragraphs, lines
    return _dated_by(paragraphs, lines, days, alone, terms)


def _marked(paragraphs: Sequence[Paragraph], found: Mapping[int, re.Match[str]], first: int) -> Sequence[Paragraph]:
    """Take the times off the paragraphs that they begin."""
    marked = list(paragraphs)
    for at, match in found.items():
        if at > first:
            p = paragraphs[at]
            marked[at] = replace(p, style=STYLE, number=None, text=p.text[match.end() :], clock=match["clock"])
    return marked


def _dated_by(
    paragraphs: Sequence[Paragraph], lines: list[Dated | None], days: Sequence[int], alone: Sequence[int], terms: Terms
) -> tuple[Sequence[Paragraph], list[Dated | None]]:
    """Make date lines of the times, and headings of the days above them."""
    headed, dated = list(paragraphs), list(lines)
    for at in alone:
        day = lines[days[bisect_left(days, at) - 1]]
        line = f"{day.line}, {paragraphs[at].text}" if day is not None else ""
        dated[at] = dated_line(line, terms) if line else None
    for at in days:
        headed[at], dated[at] = replace(paragraphs[at], heading=1), None
    return headed, dated


def told_at(text: str) -> tuple[str, str]:
    """Return the time that begins a text, and what stands behind it and its dash; no time where none does."""
    match = _CLOCK.match(text)
    return ("", text) if match is None else (match["clock"], text[match.end() :])


def _reads(text: str) -> bool:
    """Say whether a paragraph is a time, or from when to when, and nothing else."""
    match = _CLOCK.match(text)
    rest = text[match.end() :] if match is not None else text
    return match is not None and (not rest or ((last := _CLOCK.match(rest)) is not None and last.end() == len(rest)))


def _clock_of(p: Paragraph) -> re.Match[str] | None:
    return _CLOCK.match(p.text) if p.text[:1].isdigit() and not p.label else None

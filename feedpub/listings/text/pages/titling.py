"""Headings of a page that are the titles of its entries: each has one date below it."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from msgspec.structs import replace

from feedpub.listings.text.wording.dating import Dated, day_lines
from feedpub.listings.text.wording.furniture import without_more
from feedpub.listings.text.wording.lines import Paragraph
from feedpub.listings.text.wording.words import is_sentence

_SOME: Final = 2
_MOST: Final = 0.6
_FEW: Final = 3
_APART: Final = 2
_NEAR: Final = 4
"""The date of an entry is not farther from its title, in paragraphs."""


def titled(
    paragraphs: Sequence[Paragraph], lines: Sequence[Dated | None], parts: Sequence[tuple[Dated, ...]]
) -> Sequence[Paragraph]:
    """Make markers of the headings of a level whose headings have one date each; others part the page."""
    marked = list(paragraphs)
    for level in sorted({p.heading for p in paragraphs if p.heading}):
        found = [at for at, p in enumerate(paragraphs) if p.heading == level]
        stops = [*(at for at, p in enumerate(paragraphs) if 0 < p.heading <= level), len(paragraphs)]
        sections = [range(at, stops[bisect_right(stops, at)]) for at in found]
        dated = [
            _has_one_date(lines, parts, one)
            and not (_is_day(paragraphs, lines, one) or _heads_list(paragraphs, parts, one))
            for one in sections
        ]
        own = _between(found, dated)
        if sum(dated) < _SOME or sum(dated) < _MOST * len(own):
            continue
        for at in own:
            marked[at] = replace(paragraphs[at], heading=0, style="#" * level)
    return marked


def below_dates(paragraphs: Sequence[Paragraph], lines: Sequence[Dated | None]) -> Sequence[Paragraph]:
    """Make plain lines of the headings that stand below the dates of their entries, one below each, and part these.

    Below each is a text, and above the first date none: so no text and date end an entry there.
    """
    dates = [*day_lines(lines)]
    heads = [_head_below(paragraphs, date) for date in dates]
    if len(dates) < _FEW or not all(_belongs(paragraphs, a, b) for a, b in zip(dates, heads, strict=True)):
        return paragraphs
    ends = [*dates[1:], len(lines)]
    told = [any(_tells(p) for p in paragraphs[head + 1 : end]) for head, end in zip(heads, ends, strict=True)]
    above = max((at for at, p in enumerate(paragraphs[: dates[0]]) if p.heading), default=-1)
    if sum(told) * 5 < len(told) * 4 or any(_tells(p) for p in paragraphs[above + 1 : dates[0]]):
        return paragraphs
    plain = {head: replace(paragraphs[head], heading=0) for head in heads}
    parted = {date: replace(paragraphs[date], gap=max(_APART, paragraphs[date].gap)) for date in dates}
    return [plain.get(at) or parted.get(at) or p for at, p in enumerate(paragraphs)]


def _head_below(paragraphs: Sequence[Paragraph], date: int) -> int:
    """Return the heading near below a date, 0 without one."""
    near = range(date + 1, min(date + _NEAR, len(paragraphs)))
    return next((at for at in near if paragraphs[at].heading), 0)


def _belongs(paragraphs: Sequence[Paragraph], date: int, head: int) -> bool:
    """Say whether a date and the few words that touch it stand directly above a heading."""
    return head > date and not any(p.gap or is_sentence(p.text) for p in paragraphs[date + 1 : head])


def _tells(p: Paragraph) -> bool:
    return is_sentence(without_more(p.text))


def _between(found: Sequence[int], dated: Sequence[bool]) -> Sequence[int]:
    """Leave out the headings before the first that has a date, and those behind the last if they are several.

    The title of the page is no entry's, nor are the headings of what stands beside a list: “Recent comments”.
    """
    if True not in dated:
        return ()
    behind = dated[::-1].index(True)
    return found[dated.index(True) : len(found) - behind if behind >= _SOME else None]


def _is_day(paragraphs: Sequence[Paragraph], lines: Sequence[Dated | None], section: range) -> bool:
    """Say whether a heading is the day that the date below it says again."""
    line = next((lines[at] for at in section if lines[at] is not None), None)
    return line is not None and line.line.startswith(paragraphs[section.start].text)


def _heads_list(paragraphs: Sequence[Paragraph], parts: Sequence[tuple[Dated, ...]], section: range) -> bool:
    """Say whether several lines with markers, each with a date of its own, stand below a heading: these are entries."""
    return sum(bool(parts[at]) and paragraphs[at].style != "" for at in section) > 1


def _has_one_date(lines: Sequence[Dated | None], parts: Sequence[tuple[Dated, ...]], section: range) -> bool:
    """Say whether a section has one date, near its heading, and the heading is more than that."""
    own = [at for at in section if (line := lines[at]) is not None and line.kind == "full"]
    if own:
        alone = all(b - a == 1 for a, b in pairwise(own))
        return alone and section.start < own[0] <= section.start + _NEAR
    return any(parts[at] for at in section[:_SOME])

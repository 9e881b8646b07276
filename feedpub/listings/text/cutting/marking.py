"""Where entries with markers start."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from feedpub.listings.text.pages.layouts import Layout
from feedpub.listings.text.pages.page import Page
from feedpub.listings.text.wording.lines import Paragraph
from feedpub.listings.text.wording.words import is_credit, is_sentence, is_short

_MENU: Final = 3
_NEARLY_ALL: Final = 0.8


def marked_starts(page: Page, layout: Layout) -> list[int]:
    """Return where entries start: markers of one style and indent that continue the series or bring a date.

    Right-aligned numbers shift the indent by a column; a "1." inside a summary does neither. The first line of a page
    may have lost its indent.
    """
    paragraphs = page.paragraphs
    style, indent = layout.marker, layout.indent
    counted = style in {"number", "[]"}
    found = [
        index
        for index, p in enumerate(paragraphs)
        if p.style == style and (p.indent == indent or index == 0 or (counted and 0 < indent - p.indent <= 3))
    ]
    starts: list[int] = []
    previous: int | None = None
    dates = [at for at in range(len(paragraphs)) if _may_date(page, at, layout)]
    step = _direction(paragraphs, found)
    for series in _series(paragraphs, found, step):
        stops = [*series[1:], _next(found, series[-1], len(paragraphs))]
        dated = [bisect_right(dates, b - 1) > bisect_right(dates, a - 1) for a, b in zip(series, stops, strict=True)]
        if layout.stands in {"heading", "none"}:
            dated = [True] * len(series)
        elif not any(dated) and not _is_list_of_texts(paragraphs, series, stops, starts):
            continue  # a menu, or a list inside a summary
        whole = not any(dated)
        for index, stop, brings_date in zip(series, stops, dated, strict=True):
            number = paragraphs[index].number
            follows = number is None or previous is None or number == previous + step or whole
            doubled = stop < len(paragraphs) and number is not None and paragraphs[stop].number == number
            if brings_date or (follows and not doubled):
                starts.append(index)
                previous = number
    return (
        _without_menu(paragraphs, starts, dates) if not counted and layout.stands not in {"heading", "none"} else starts
    )


def _without_menu(paragraphs: Sequence[Paragraph], starts: list[int], dates: Sequence[int]) -> list[int]:
    """Leave out the first markers if they are those of a menu: several without a date; nearly all others have one.

    Of two, the first has no line below it.
    """
    stops = [*starts[1:], len(paragraphs)][: len(starts)]
    dated = [bisect_right(dates, b - 1) > bisect_right(dates, a - 1) for a, b in zip(starts, stops, strict=True)]
    first = dated.index(True) if True in dated else 0
    rest = dated[first:]
    lone = first >= _MENU - 1 and all(b - a == 1 for a, b in zip(starts[: first - 1], stops, strict=False))
    return starts[first:] if (first >= _MENU or lone) and sum(rest) >= _NEARLY_ALL * len(rest) else starts


def _may_date(page: Page, at: int, layout: Layout) -> bool:
    date = page.dated(at, layout.form)
    return date is not None and date.kind in {"full", "refused", "relative"}


def _is_list_of_texts(paragraphs: Sequence[Paragraph], series: list[int], stops: list[int], starts: list[int]) -> bool:
    """Say whether an undated series is one of entries all the same: each is a title with a text below it."""
    if not starts or len(series) < 2 or paragraphs[series[0]].number not in {None, 1}:
        return False
    return all(
        1 < b - a <= 6 and any(is_sentence(p.text) and len(p.text) > 40 for p in paragraphs[a + 1 : b])
        for a, b in zip(series[:-1], stops[:-1], strict=True)
    )


def _direction(paragraphs: Sequence[Paragraph], found: Sequence[int]) -> int:
    """Say whether the numbers of a page count up (1), as nearly all do, or down (-1)."""
    numbers = [number for at in found if (number := paragraphs[at].number) is not None]
    steps = [b - a for a, b in pairwise(numbers)]
    return -1 if steps.count(-1) > steps.count(1) else 1


def _series(paragraphs: Sequence[Paragraph], found: Sequence[int], step: int) -> list[list[int]]:
    """Group markers into runs of numbers that count on; bullets are one run."""
    runs: list[list[int]] = []
    for index in found:
        number = paragraphs[index].number
        last = paragraphs[runs[-1][-1]].number if runs else None
        if runs and (number is None or (last is not None and number == last + step)):
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs


def _next(found: Sequence[int], index: int, end: int) -> int:
    """Return the marker behind one, or the end of the page."""
    place = bisect_right(found, index)
    return found[place] if place < len(found) else end


def split_lost_markers(page: Page, start: int, stop: int) -> list[tuple[int, int]]:
    """Cut a segment that holds two date lines: the second entry has lost its marker.

    The new entry takes as many lines above its date as stand above the first one (a credit apart).
    """
    paragraphs = page.paragraphs
    dates = [at for at in range(start, stop) if page.kind(at) == "full"]
    if len(dates) < 2:
        return [(start, stop)]
    above = sum(not is_credit(p.text) and bool(p.text) for p in paragraphs[start : dates[0]]) or 1
    parts: list[tuple[int, int]] = []
    begin = start
    for previous, date in pairwise(dates):
        first = max(date - above, previous + 1)
        if first > previous + 1 and is_credit(paragraphs[first - 1].text):
            first -= 1
        elif date - first > 1 and not is_short(paragraphs[first].text) and not is_credit(paragraphs[first].text):
            first += 1  # the last paragraph of a summary
        if first < date:
            parts.append((begin, first))
            begin = first
    return [*parts, (begin, stop)]


def end_entries(page: Page, marked: Sequence[int]) -> bool:
    """Say whether bullets end entries: a date stands above the first, one between two of them, none below the last.

    All touch the lines above, which are no dates that begin blocks, and nothing touches the last one from below:
    “– Jane Doe, director”. Or they are the dates themselves: set in below texts, a text above the first of these, and
    nothing below the last.
    """
    lines, dates = page.paragraphs, page.full("line")
    below = lines[marked[-1] + 1 : marked[-1] + 2]
    if len(dates) < _MENU or any(lines[at].number is not None for at in marked):
        return False
    if {*dates} <= {*marked}:
        text = lines[dates[0] - 1]
        told = dates[0] > 0 and is_sentence(text.text) and all(lines[at].indent > text.indent for at in dates)
        return dates[-1] == marked[-1] and not below and told
    between = {bisect_left(dates, b) - bisect_left(dates, a) for a, b in pairwise([0, *marked])}
    begin = {at for at in dates if at == 0 or lines[at].gap}
    touching = not any(lines[at].gap or at - 1 in begin for at in marked)
    return touching and between == {1} and dates[-1] < marked[-1] and all(p.gap for p in below)

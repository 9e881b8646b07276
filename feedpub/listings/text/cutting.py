"""A page and a layout → the segments of its entries, the headings above them, and what stands around them."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from feedpub.dates import parse_heading
from feedpub.listings.text.layouts import Layout
from feedpub.listings.text.lines import Paragraph
from feedpub.listings.text.page import Page, time_heading
from feedpub.listings.text.words import is_copyright, is_credit, is_furniture, is_lone_word, is_sentence, is_short

_SEVERAL = 3


@dataclass(frozen=True, slots=True)
class Segment:
    """The paragraphs `start` to `stop` of one entry: `at` is the one with its date.

    `section` is the heading above it, `heading` the last one that says year or month, `day` a date line above it.
    """

    start: int
    stop: int
    at: int | None = None
    section: str = ""
    heading: str = ""
    day: str = ""
    headings: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Cut:
    """The segments of a page; the paragraphs before and behind them belong to the page; `headings` part them."""

    segments: tuple[Segment, ...] = ()
    headings: tuple[int, ...] = ()
    stop: int = 0


def cut(page: Page, layout: Layout) -> Cut:
    """Cut a page into entries as a layout would have it."""
    starts = _marked(page, layout) if layout.marker else _anchored(page, layout)
    if not starts or (layout.stands == "heading" and not _days(page, layout, starts)):
        return Cut()
    return _with_headings(page, layout, starts)


def is_heading_line(paragraph: Paragraph) -> bool:
    """Say whether a paragraph is a heading by itself: marked as one, or a year, a month."""
    return paragraph.heading or time_heading(paragraph) is not None


# ── entries with markers ──────────────────────────────────────────────────────────────────────────────


def _marked(page: Page, layout: Layout) -> list[int]:
    """Return where entries start: markers of one style and indent that continue the series or bring a date.

    Right-aligned numbers shift the indent by a column; a "1." inside a summary does neither.
    """
    paragraphs = page.paragraphs
    style, indent = layout.marker, layout.indent
    counted = style in {"number", "[]"}
    found = [
        index
        for index, p in enumerate(paragraphs)
        if p.style == style and (p.indent == indent or (counted and 0 < indent - p.indent <= 3))
    ]
    starts: list[int] = []
    previous: int | None = None
    dates = [at for at in range(len(paragraphs)) if _may_date(page, at, layout)]
    step = _direction(paragraphs, found)
    for series in _series(paragraphs, found, step):
        stops = [*series[1:], _next(found, series[-1], len(paragraphs))]
        dated = [bisect_right(dates, b - 1) > bisect_right(dates, a - 1) for a, b in zip(series, stops, strict=True)]
        if layout.stands == "heading":
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
    return starts


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


# ── entries without markers ───────────────────────────────────────────────────────────────────────────


def _anchored(page: Page, layout: Layout) -> list[int]:
    """Return where entries start, counted from their dates."""
    paragraphs = page.paragraphs
    anchors = [at for at in range(len(paragraphs)) if page.is_full(at, layout.form)]
    if layout.form == "line":
        anchors = _without_doubles(anchors)
    if len(anchors) < 2:
        return []
    if layout.stands == "first":
        return anchors
    starts: list[int] = []
    previous = -1
    for at in anchors:
        if layout.stands == "last":
            start = previous + 1 if starts else _first_of_last(page, anchors)
            while start < at and (is_heading_line(paragraphs[start]) or is_furniture(paragraphs[start].text)):
                start += 1
        elif layout.above:
            start = _count_up(paragraphs, at, previous, layout.above)
        else:
            start = _block_of(paragraphs, at, previous)
        if start > previous + 1 and is_credit(paragraphs[start - 1].text):
            start -= 1
        starts.append(start)
        previous = at
    return starts


def _without_doubles(anchors: list[int]) -> list[int]:
    """Leave out a date line directly below another: published, updated."""
    return [b for a, b in pairwise([-2, *anchors]) if b - a > 1]


def _first_of_last(page: Page, anchors: list[int]) -> int:
    """Return where the first entry starts on a page whose entries end with their date: as long as the others."""
    longest = max(b - a for a, b in pairwise(anchors))
    start = max(0, anchors[0] - longest + 1)
    paragraphs = page.paragraphs
    if any(p.gap for p in paragraphs[1 : anchors[-1]]) and start == 0 and anchors[0] > 1:
        return 1 if paragraphs[1].gap and is_short(paragraphs[0].text) and longest <= anchors[0] else 0
    return start


def _count_up(paragraphs: Sequence[Paragraph], at: int, previous: int, above: int) -> int:
    start = at
    while start - 1 > previous and above and (_heads(paragraphs, start, at) or not _parts(paragraphs[start - 1])):
        start -= 1
        above -= not is_credit(paragraphs[start].text)
    return start


def _heads(paragraphs: Sequence[Paragraph], start: int, at: int) -> bool:
    """Say whether “Older” directly above a date, on lines of their own block, is a title."""
    above = paragraphs[start - 1]
    return start == at and not paragraphs[at].gap and above.gap > 0 and is_lone_word(above.text)


def _parts(paragraph: Paragraph) -> bool:
    """Say whether a paragraph stands between entries: a heading, “Read more”."""
    return is_heading_line(paragraph) or (is_furniture(paragraph.text) and bool(paragraph.text))


def _block_of(paragraphs: Sequence[Paragraph], at: int, previous: int) -> int:
    """Return the start of the block that holds the title of a date: its own, or the one above if it begins one."""
    start = at
    if paragraphs[at].gap and at - 1 > previous:
        start -= 1
    while start - 1 > previous and not paragraphs[start].gap:
        start -= 1
    while start < at and _parts(paragraphs[start]) and not _heads(paragraphs, start + 1, at):
        start += 1
    return start


# ── headings and the foot ─────────────────────────────────────────────────────────────────────────────


def _with_headings(page: Page, layout: Layout, starts: list[int]) -> Cut:
    """Make a segment of each start; lines between that head the entries below are headings."""
    paragraphs = page.paragraphs
    edge = min(paragraphs[start].indent for start in starts)
    body = _body_indent(paragraphs, starts)
    odd = _odd_ones(page, layout, starts)
    days = _days(page, layout, starts)
    section, heading, day = _above_first(page, starts, edge, days=days)
    headings: list[int] = [starts[0] - 1] if section or day else []
    segments: list[Segment] = []
    stop_of_page = len(paragraphs)
    for start, stop in zip(starts, [*starts[1:], len(paragraphs)], strict=True):
        end = stop
        if stop == len(paragraphs):
            end = stop_of_page = _without_foot(page, layout, start, stop, edge)
            end = stop_of_page = _above_gap(page, layout, starts, end)
        found: list[int] = []
        while end - 1 > start and (
            (layout.marker and body > edge and paragraphs[end - 1].indent <= edge and _may_head(page, end - 1))
            or (days and page.kind(end - 1) == "full")
            or is_heading_line(paragraphs[end - 1])
            or end - 1 in odd
        ):
            end -= 1
            found.insert(0, end)
        following = paragraphs[stop].number if stop < len(paragraphs) else None
        number = paragraphs[start].number
        unbroken = (
            not layout.marker or layout.form != "line" or days or (number is not None and following == number + 1)
        )
        parts = [(start, end)] if unbroken else _split_lost_markers(page, start, end)
        for a, b in parts:
            segments.append(Segment(a, b, None if days else _date_at(page, layout, a, b), section, heading, day))
        if stop == len(paragraphs):
            break
        for at in found:
            p = paragraphs[at]
            if days and page.kind(at) == "full":
                day = p.text
                continue
            section = p.text
            heading = p.text if time_heading(p) is not None else heading
        headings.extend(found)
        restarts = layout.marker and not found and paragraphs[stop].number == 1 and (number or 0) > 1
        if restarts and paragraphs[stop].gap > 1 and not is_time(section):
            section = ""
    return Cut(tuple(segments), tuple(headings), stop_of_page)


def is_time(section: str) -> bool:
    """Say whether a section is a year or month."""
    return parse_heading(section) is not None


def _days(page: Page, layout: Layout, starts: list[int]) -> bool:
    return layout.stands == "heading" and page.kind(starts[0] - 1) == "full" if starts[0] else False


def _date_at(page: Page, layout: Layout, start: int, stop: int) -> int | None:
    """Return where the date stands: a full date before a refused one, a refused one before a part."""
    for kind in ("full", "refused", "relative", "partial"):
        for at in range(start, stop):
            date = page.dated(at, layout.form)
            if date is not None and date.kind == kind:
                return at
    return None


def _may_head(page: Page, at: int) -> bool:
    """Say whether a paragraph can be a heading; a month may, a day that lost its indent may not."""
    paragraph = page.paragraphs[at]
    return not paragraph.style and page.kind(at) in {"", "partial"} and len(paragraph.text) <= 80


def _above_first(page: Page, starts: Sequence[int], edge: int, *, days: bool) -> tuple[str, str, str]:
    """Return what the lines above the first entry say of it: section, year or month, day.

    The first heading of a page is its title; a second one before the first entry is a section.
    """
    if starts[0] == 0:
        return "", "", ""
    paragraphs = page.paragraphs
    line = paragraphs[starts[0] - 1]
    if days:
        return "", "", line.text
    if time_heading(line) is not None:
        return line.text, line.text, ""
    year = next((p.text for p in paragraphs[: starts[0]] if time_heading(p) is not None), "")
    later = [at for at in range(starts[0], len(paragraphs)) if paragraphs[at].indent == line.indent]
    deeper = any(p.indent > line.indent for p in paragraphs) and any(_may_head(page, at) for at in later)
    heads = starts[0] > 1 and len(line.text) <= 80 and not is_furniture(line.text) and not line.style
    capitals = line.text.isupper() and any(paragraphs[at].text.isupper() and _may_head(page, at) for at in later)
    marked = (line.heading or capitals) and starts[0] > 1
    return (line.text if heads and (marked or (deeper and edge > line.indent)) else ""), year, ""


def _body_indent(paragraphs: Sequence[Paragraph], starts: Sequence[int]) -> int:
    """Return the usual indent of what stands below a marker."""
    marked = set(starts)
    below = Counter(p.indent for i, p in enumerate(paragraphs) if i > starts[0] and i not in marked)
    return below.most_common(1)[0][0] if below else 0


def _odd_ones(page: Page, layout: Layout, starts: list[int]) -> set[int]:
    """Return the last lines of segments that head what follows: short, unlike where most segments end."""
    last = [b - 1 for a, b in pairwise(starts) if b - 1 > a]
    paragraphs = page.paragraphs
    short = [
        at
        for at in last
        if is_short(paragraphs[at].text)
        and not paragraphs[at].style
        and not paragraphs[at].label
        and not is_furniture(paragraphs[at].text)
        and not is_credit(paragraphs[at].text)
        and page.kind(at) == ""
        and not any(one.form == layout.form for one in page.parts[at])
        and (paragraphs[at].gap or paragraphs[at].text.isupper())
    ]
    if layout.marker or len(starts) < 3 or len(short) * 2 > len(starts):
        return set()
    first = {paragraphs[start].gap > 0 for start in starts[1:]}
    spaced = first == {True}
    lengths = Counter(b - a for a, b in pairwise(starts) if b - 1 not in short)
    usual = max(lengths, default=0)
    return {
        at
        for at in short
        if (not spaced or paragraphs[at].gap)
        and (at + 1) - max(start for start in starts if start <= at) > max(usual, 1)
    }


def _without_foot(page: Page, layout: Layout, start: int, stop: int, edge: int) -> int:
    """Return where the page stops: at its copyright line, at another list left of it, at its furniture."""
    paragraphs = page.paragraphs
    date = _date_at(page, layout, start, stop)
    first = paragraphs[start]
    for at in range(start + 1 if date is None else date + 1, stop):
        p = paragraphs[at]
        if is_copyright(p.text) or (is_credit(p.text) and p.text.startswith("©")):
            return at
        if p.style and not p.label and p.style != first.style and p.indent <= edge and layout.marker:
            return at
    while stop - 1 > start and is_furniture(paragraphs[stop - 1].text) and paragraphs[stop - 1].gap:
        stop -= 1
    return stop


def _above_gap(page: Page, layout: Layout, starts: Sequence[int], stop: int) -> int:
    """Return where the last entry ends: at a gap that otherwise only parts entries."""
    paragraphs = page.paragraphs
    if len(starts) < _SEVERAL:
        return stop
    parting = min(paragraphs[at].gap for at in starts[1:])
    first = set(starts)
    gap = max((paragraphs[at].gap for at in range(starts[0], starts[-1]) if at not in first), default=0) + 1
    if gap > parting:
        return stop
    date = _date_at(page, layout, starts[-1], stop)
    begin = starts[-1] if date is None else date
    return next((at for at in range(begin + 1, stop) if paragraphs[at].gap >= gap), stop)


def _split_lost_markers(page: Page, start: int, stop: int) -> list[tuple[int, int]]:
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

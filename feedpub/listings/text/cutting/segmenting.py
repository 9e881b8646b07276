"""A page and a layout → the segments of its entries, the headings above them, and what stands around them."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from feedpub.listings.text.cutting.anchoring import anchored_starts
from feedpub.listings.text.cutting.apart import heads_above_kickers, heads_apart, heads_below_texts
from feedpub.listings.text.cutting.blocks import heads_of_undated, undated_starts
from feedpub.listings.text.cutting.closing import heads_of_longer
from feedpub.listings.text.cutting.feet import (
    above_gap,
    above_links,
    above_section,
    as_others_end,
    without_foot,
    without_headed,
)
from feedpub.listings.text.cutting.marking import marked_starts, split_lost_markers
from feedpub.listings.text.cutting.restarts import heads_of_restarts
from feedpub.listings.text.pages.layouts import Layout
from feedpub.listings.text.pages.mastheads import names_page
from feedpub.listings.text.pages.page import Page
from feedpub.listings.text.pages.segments import Cut, Segment, date_at, is_heading_line, is_time
from feedpub.listings.text.wording.furniture import counts_readers, is_furniture, without_more
from feedpub.listings.text.wording.lines import Paragraph
from feedpub.listings.text.wording.phrases import heads_archive
from feedpub.listings.text.wording.timeheads import time_heading
from feedpub.listings.text.wording.words import author_of, is_credit, is_sentence, is_short

_PAIR: Final = 2
_TRAIL: Final = re.compile(r"\s[>»›]\s")
"""Parts the pages that lead to this one: “Home > News”."""


def cut(page: Page, layout: Layout) -> Cut:
    """Cut a page into entries as a layout would have it."""
    begins = marked_starts if layout.marker else undated_starts if layout.stands == "none" else anchored_starts
    starts = begins(page, layout)
    if not starts or (layout.stands == "heading" and not _days(page, layout, starts)):
        return Cut()
    return _with_headings(page, layout, starts)


def _with_headings(page: Page, layout: Layout, starts: list[int]) -> Cut:
    """Make a segment of each start; lines between that head the entries below are headings."""
    paragraphs = page.paragraphs
    edge = min(paragraphs[start].indent for start in starts)
    body = _body_indent(paragraphs, starts)
    heads = heads_of_restarts(page, layout, starts) | heads_of_longer(page, layout, starts)
    heads |= heads_apart(page, layout, starts) | heads_above_kickers(page, layout, starts)
    starts = [start + (start in heads) for start in starts]
    odd = _odd_ones(page, layout, starts) | heads | heads_of_undated(page, layout, starts)
    odd |= heads_below_texts(page, layout, starts)
    days = _days(page, layout, starts)
    section, heading, day = _above_first(page, starts, edge, days=days)
    section = paragraphs[starts[0] - 1].text if starts[0] - 1 in heads else section
    headings: list[int] = [*range(_day_above(page, starts[0]) if day else starts[0] - 1, starts[0])]
    headings = headings if section or day else []
    segments: list[Segment] = []
    stop_of_page = len(paragraphs)
    for start, stop in zip(starts, [*starts[1:], len(paragraphs)], strict=True):
        end = stop
        if stop == len(paragraphs):
            end = stop_of_page = without_foot(page, layout, start, without_headed(page, layout, start, stop), edge)
            end = stop_of_page = above_links(page, layout, starts, above_gap(page, layout, starts, end))
            own = date_at(page, layout, start, end) if layout.stands == "last" else None
            end = stop_of_page = as_others_end(page, segments, start, end, own)
        end = above_section(page, starts[0], date_at(page, layout, start, end), end)
        found: list[int] = []
        while end - 1 > start and (
            (layout.marker and body > edge and paragraphs[end - 1].indent <= edge and _may_head(page, end - 1))
            or (days and page.kind(end - 1) == "full")
            or is_heading_line(paragraphs[end - 1])
            or end - 1 in odd
        ):
            end -= 1
            found.insert(0, end)
        if found and layout.marker and body > edge:
            outside = _outside(page, start, end, edge)
            found = [*outside, *found] if len(outside) + len(found) > _PAIR else found
            end = found[0]
        following = paragraphs[stop].number if stop < len(paragraphs) else None
        number = paragraphs[start].number
        unbroken = (
            not layout.marker or layout.form != "line" or days or (number is not None and following == number + 1)
        )
        parts = [(start, end)] if unbroken else split_lost_markers(page, start, end)
        for a, b in parts:
            segments.append(
                Segment(
                    a,
                    b,
                    None if days or layout.stands == "none" else date_at(page, layout, a, b),
                    section,
                    heading,
                    day,
                )
            )
        if stop == len(paragraphs):
            break
        for at in found:
            p = paragraphs[at]
            if days and page.kind(at) == "full":
                day = _day_said(page, at)
                continue
            timed = time_heading(p) is not None
            section = section if p.pictured and not (p.heading or timed) else p.text  # what a picture shows
            heading = p.text if timed else heading
        headings.extend(found)
        restarts = layout.marker and not found and paragraphs[stop].number == 1 and (number or 0) > 1
        if restarts and paragraphs[stop].gap > 1 and not is_time(section):
            section = ""
    return Cut(tuple(segments), tuple(headings), stop_of_page)


def _outside(page: Page, start: int, end: int, edge: int) -> range:
    """Return the lines above a heading that stand left of the markers: several are a text of the page."""
    first = end
    while first - 1 > start and page.paragraphs[first - 1].indent < edge and not page.kind(first - 1):
        first -= 1
    return range(first, end)


def _days(page: Page, layout: Layout, starts: list[int]) -> bool:
    return layout.stands == "heading" and bool(starts[0]) and page.kind(_day_above(page, starts[0])) == "full"


def _day_above(page: Page, start: int) -> int:
    """Return the line above an entry where its day may stand: a topic of that day, or “News”, may stand between."""
    above = page.paragraphs[start - 1]
    between = start > 1 and (above.heading or names_page(above.text)) and not (above.daily or heads_archive(above.text))
    return start - 2 if between else start - 1


def _day_said(page: Page, at: int) -> str:
    """Return the day that a line above entries says, without what leads in to it."""
    line = page.lines[at]
    return page.paragraphs[at].text if line is None else line.line


def _may_head(page: Page, at: int) -> bool:
    """Say whether a paragraph can be a heading; a month may, a day that lost its indent may not."""
    paragraph = page.paragraphs[at]
    return not paragraph.style and page.kind(at) in {"", "partial"} and len(paragraph.text) <= 80


def _above_first(page: Page, starts: Sequence[int], edge: int, *, days: bool) -> tuple[str, str, str]:
    """Return what the lines above the first entry say of it: section, year or month, day.

    The first heading of a page is its title; a second one before the first entry is a section, and so is the
    first where it is the only line above and stands in capitals like headings further down.
    """
    if starts[0] == 0:
        return "", "", ""
    paragraphs = page.paragraphs
    line = paragraphs[starts[0] - 1]
    if days:
        month = next((p.text for p in paragraphs[starts[0] - 1 :: -1] if time_heading(p) is not None), "")
        day = _day_above(page, starts[0])
        return (month if day == starts[0] - 1 else line.text), month, _day_said(page, day)
    if time_heading(line) is not None:
        return line.text, line.text, ""
    year = next((p.text for p in paragraphs[: starts[0]] if time_heading(p) is not None), "")
    later = [at for at in range(starts[0], len(paragraphs)) if paragraphs[at].indent == line.indent]
    deeper = any(p.indent > line.indent for p in paragraphs) and any(_may_head(page, at) for at in later)
    heads = len(line.text) <= 80 and not is_furniture(line.text) and not line.style and not _TRAIL.search(line.text)
    heads = heads and (not line.text.endswith(".") or line.heading > 0)
    capitals = line.text.isupper() and any(paragraphs[at].text.isupper() and _may_head(page, at) for at in later)
    second = starts[0] > 1 and (line.heading or (deeper and edge > line.indent))
    return (line.text if heads and (capitals or second) else ""), year, ""


def _body_indent(paragraphs: Sequence[Paragraph], starts: Sequence[int]) -> int:
    """Return the usual indent of what stands below a marker."""
    marked = set(starts)
    below = Counter(p.indent for i, p in enumerate(paragraphs) if i > starts[0] and i not in marked)
    return below.most_common(1)[0][0] if below else 0


def _apart(paragraphs: Sequence[Paragraph], starts: Sequence[int], short: Sequence[int]) -> set[int]:
    """Return lines with a gap on either side where there are no other gaps between entries, nor in them."""
    heads = {at for at in short if paragraphs[at].gap and paragraphs[at + 1].gap}
    gaps = {at for at in range(starts[0] + 1, starts[-1] + 1) if paragraphs[at].gap}
    return heads if gaps == heads | {at + 1 for at in heads} else set()


def _odd_ones(page: Page, layout: Layout, starts: list[int]) -> set[int]:
    """Return the last lines of segments that head what follows: short, unlike where most segments end."""
    if layout.marker or len(starts) < 3:
        return set()
    last = [b - 1 for a, b in pairwise(starts) if b - 1 > a]
    paragraphs = page.paragraphs
    lone = sum(b - a == 1 for a, b in pairwise(starts)) * 2 > len(starts)  # of entries of one line none has another
    short = [
        at
        for at in last
        if (paragraphs[at].gap or paragraphs[at].text.isupper() or (lone and not paragraphs[at].text[:1].islower()))
        and is_short(paragraphs[at].text)
        and not paragraphs[at].style
        and not paragraphs[at].label
        and not is_furniture(paragraphs[at].text)
        and not is_credit(paragraphs[at].text)
        and not author_of(paragraphs[at].text)
        and not counts_readers(paragraphs[at].text)
        and without_more(paragraphs[at].text) == paragraphs[at].text
        and page.kind(at) == ""
        and not any(one.form == layout.form for one in page.parts[at])
    ]
    if len(short) * 2 > len(starts):
        return set()
    first = {paragraphs[start].gap > 0 for start in starts[1:]}
    spaced = first == {True}
    lengths = Counter(b - a for a, b in pairwise(starts) if b - 1 not in short)
    usual = max(lengths, default=0)
    odd = _apart(paragraphs, starts, short)
    for at in short:
        text = range(starts[bisect_right(starts, at) - 1] + max(usual, 1), at)
        # Below further lines that are no sentences it is one more of them.
        if (
            at >= text.start
            and (not spaced or paragraphs[at].gap)
            and all(is_sentence(paragraphs[i].text) or is_furniture(paragraphs[i].text) for i in text)
        ):
            odd.add(at)
    # What ends another entry as one of its lines heads nothing here: “No booking needed”.
    within = {paragraphs[at].text for at in last if at not in odd}
    return {at for at in odd if paragraphs[at].text not in within}

"""Posts without headlines: a day begins a line, and then follows text, of which bold words and links are no titles.

Days of such posts stand in lines of their own or before their text. Each post ends where the next one begins.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct

from feedpub.listings.html.groups.between import RULE, token_of
from feedpub.listings.html.groups.openings import EDGE, MARKS, Opening, at_times, openings_of
from feedpub.listings.html.page.sentences import WIDE, is_text, tells
from feedpub.listings.html.page.tree import FLAT, Page, width

_FEWEST: Final = 4
_TOLD: Final = re.compile(r"[.!?…][\"'”’)]*(?:\s|$)|[。！？]|[,，、:：;]$")
"""A sentence that ends in a line, or a line in which one does not; an abbreviation may do so, too."""
_MOSTLY: Final = 0.6
_TELLING: Final = 0.5
_SET_OUT: Final = 0.3
"""The shares of posts whose first line tells something, at least, and of those where it begins as headlines do."""
_TEXTS: Final = 0.3
"""The share of posts which are several sentences, or have a wide line, at least."""
_EMPTY: Final = 0.1
_CELLS: Final = 2
"""Cells of a row of day and text: what has more is a table of something else."""


class Post(Struct, frozen=True, kw_only=True):
    """A post: its first element and piece, where both end, its day, and its text in lines."""

    root: int
    e0: int
    e1: int
    p0: int
    p1: int
    day: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """All that a post says beside its day, as one line."""
        return " ".join(self.lines)


class _Body(Struct, frozen=True):
    """The lines of a post below the one that it begins with, and whether a heading ends them."""

    lines: list[tuple[int, int]]
    headed: bool


def find_posts(page: Page) -> list[Post]:
    """Return the posts without headlines that are most of a page of such; none if it has none."""
    families: defaultdict[tuple[int, bool], list[Opening]] = defaultdict(list)
    openings, blocks = list(openings_of(page)), list[int]()
    if len(openings) < _FEWEST:
        return []
    for node, (tag, above) in enumerate(zip(page.tag, page.parent, strict=True)):
        blocks.append(blocks[above] if tag in FLAT and above >= 0 else node)
    for one in openings:
        families[page.loose[blocks[page.owner[one.start]]], not one.rest].append(one)
    found = [some for some in families.values() if len(some) >= _FEWEST]
    largest = max(found, key=lambda some: page.size(some[0].start, some[-1].start), default=[])
    return _posts_of(page, blocks, at_times(page, largest) or largest) if largest else []


def _posts_of(page: Page, blocks: Sequence[int], openings: Sequence[Opening]) -> list[Post]:
    """Return the posts that some lines begin; none if other things stand above these lines, or headlines below."""
    holder = blocks[page.owner[openings[0].start]]
    while not page.first[holder] <= openings[0].start <= openings[-1].start < page.last[holder]:
        holder = page.parent[holder]
    children = page.children(holder)
    places = [bisect_right(children, page.owner[one.start]) - 1 for one in openings]
    roots = [
        children[k] if k >= 0 and page.owner[one.start] != holder else -1
        for k, one in zip(places, openings, strict=True)
    ]
    if any(root >= 0 and page.first[root] < one.start for root, one in zip(roots, openings, strict=True)):
        return []  # a title, or who writes
    ends = [min(one.end or after.start, after.start) for one, after in pairwise(openings)]
    ends.append(_end_of_last(page, holder, roots, ends))
    bodies = [_body_of(page, one, end) for one, end in zip(openings, ends, strict=True)]
    if roots[-1] < 0 or ends[-1] != page.last[roots[-1]]:  # the foot of the page may follow it
        bodies[-1] = _Body(bodies[-1].lines[: max(len(body.lines) for body in bodies[:-1])], headed=False)
    if _have_headlines(page, openings, bodies) or _have_cells(page, openings):
        return []
    firsts = [
        root if root >= 0 else max(page.after[one.start], holder) + 1 for root, one in zip(roots, openings, strict=True)
    ]
    last = next((k for k in range(firsts[-1], page.end[holder]) if page.first[k] >= ends[-1]), page.end[holder])
    return [
        Post(
            root=root if root >= 0 else max(e0 - 1, 0),
            e0=e0,
            e1=e1,
            p0=one.start,
            p1=body.lines[-1][1] if body.lines else one.stop,
            day=one.day,
            lines=tuple(filter(None, (one.rest, *(page.text(*line) for line in body.lines)))),
        )
        for root, one, body, (e0, e1) in zip(
            roots, openings, bodies, pairwise([*firsts, max(last, firsts[-1])]), strict=True
        )
        if one.rest or body.lines
    ]


def _end_of_last(page: Page, holder: int, roots: Sequence[int], ends: Sequence[int]) -> int:
    """Return where the last post ends: with its element, if all others do so, else before what stands in none."""
    last = roots[-1]
    if last >= 0 and all(root >= 0 and page.last[root] >= end for root, end in zip(roots[:-1], ends, strict=True)):
        return page.last[last]
    children = [child for child in page.children(holder) if page.first[child] >= page.first[max(roots[0], holder)]]
    inside = {page.tag[child] for child in children if page.first[child] < ends[-1]} - {"hr"}
    start = page.last[last] if last >= 0 else ends[-1] + 1
    strange = (page.first[k] for k in children if page.first[k] >= start and page.tag[k] not in inside)
    return next(strange, page.last[holder])


def _body_of(page: Page, opening: Opening, end: int) -> _Body:
    """Return the lines of a post below the one that it begins with, up to a heading or month above the next."""
    starts = [k for k in range(opening.stop, end) if page.fresh[k]]
    lines: list[tuple[int, int]] = []
    for start, stop in pairwise([*starts, end]):
        size = page.size(start, stop)
        if token_of(page.text(start, stop) if size < EDGE else "", size) == RULE:
            return _Body(lines, headed=False)
        if page.head[page.owner[start]] and (lines or opening.rest):
            return _Body(lines, headed=True)
        lines.append((start, stop))
    return _Body(lines, headed=False)


def _have_headlines(page: Page, openings: Sequence[Opening], bodies: Sequence[_Body]) -> bool:
    """Say whether posts have headlines, set out or plain, below their days or above; or hardly any text."""
    telling = told = set_out = empty = 0
    for one, body in zip(openings, bodies, strict=True):
        first, stop = _first_of(page, one) if one.rest else body.lines[0] if body.lines else (0, 0)
        line = one.rest or page.text(first, stop)
        empty += not line
        telling += tells(line)
        told += is_text([one.rest, *(page.text(*line) for line in body.lines)])
        set_out += _is_set_out(page, first, stop)
    number = len(openings)
    untold = empty > _EMPTY * number or telling < _TELLING * number or told < _TEXTS * number
    return untold or set_out > _SET_OUT * number or _have_headlines_above(page, bodies)


def _have_headlines_above(page: Page, bodies: Sequence[_Body]) -> bool:
    """Say whether a heading, or a short line that tells nothing, stands above each day: that ends the text before."""
    if sum(body.headed for body in bodies) >= _TELLING * len(bodies):
        return True
    lasts = [page.text(*body.lines[-1]) for body in bodies if len(body.lines) > 1]
    short = [last for last in lasts if _TOLD.search(last) is None and width(last) < WIDE]
    return len({*short}) >= _MOSTLY * len(bodies)


def _first_of(page: Page, opening: Opening) -> tuple[int, int]:
    """Return the pieces of a line behind the day that it begins with."""
    first = opening.start
    while first + 1 < opening.stop and page.size(first + 1, opening.stop) >= width(opening.rest):
        first += 1
    return first, opening.stop


def _is_set_out(page: Page, first: int, stop: int) -> bool:
    """Say whether a line begins with a heading, a link or bold text that its sentence does not go on from."""
    behind = first
    while behind < stop and _stands_out(page, page.owner[behind]):
        behind += 1
    return behind > first and not page.text(behind, stop).strip(MARKS)[:1].islower()


def _stands_out(page: Page, node: int) -> bool:
    return page.head[node] or page.bold[node] or page.link[node] >= 0


def _have_cells(page: Page, openings: Sequence[Opening]) -> bool:
    """Say whether most posts are rows of more cells than a day and a text need."""
    rows: list[int] = []
    for node, (tag, above) in enumerate(zip(page.tag, page.parent, strict=True)):
        rows.append(node if tag == "tr" else rows[above] if above >= 0 else -1)
    own = {rows[page.owner[one.start]] for one in openings} - {-1}
    filled = [sum(page.first[cell] < page.last[cell] for cell in page.children(row)) for row in own]
    return len(own) == len(openings) and 2 * sum(number > _CELLS for number in filled) > len(own)

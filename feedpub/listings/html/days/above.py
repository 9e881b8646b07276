"""The day, month or year that stands above entries, outside of any of them."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from feedpub.dates import Dateline, Heading, Terms, assume_order, parse_heading
from feedpub.listings.html.days.partial import Above
from feedpub.listings.html.groups.records import Record, gaps
from feedpub.listings.html.page.dating import COUNTED, dates_in, looks_like_a_date
from feedpub.listings.html.page.names import AS_OF, BOUND, CHANGED, DUE, EDIT_LINK
from feedpub.listings.html.page.tree import YEAR, Page

BEFORE: Final = 12
"""Pieces of text before the first record among which its heading may stand."""
_LONGEST: Final = 80
_MORE: Final = 40
"""Letters of text that a heading may have beside it in its box, and still be that of what follows the box."""
_AROUND: Final = 50
"""Letters beside a day in its heading: “Published in the Law Journal of”."""
_NUMBER: Final = re.compile(r"\d+")
_LARGE: Final = re.compile(r"\+?[4-7]")
_OF_TABLES: Final = frozenset(("th", "dt", "caption"))


class _Line(Struct, frozen=True):
    """A heading: its words and what they say, what stands around the date, whether it is marked as one, and where."""

    words: str
    heading: Heading
    around: str
    sure: bool
    node: int = -1
    bounds: bool = False  # the words make it the first or last day of something, or that of a look at it

    @property
    def marks(self) -> bool:
        """Whether it is marked as a heading with words beside its day, and these bound nothing."""
        return self.sure and bool(self.around) and not self.bounds


def headings_above(page: Page, records: Sequence[Record], terms: Terms) -> list[Above | None]:
    """Return for each record the last date heading that stands above it, outside of any record.

    A day that stands alone above all records is one only in a heading or table head, and not as that of a last change:
    pages print today's, too. Words beside a day must recur with another day, or stand in one of several headings.
    """
    lines = list(headings_between(page, records, terms))
    if not any(lines):
        lines = _of_the_year_of_today(page, records, terms) or lines
    days: defaultdict[str, set[str]] = defaultdict(set)
    for found in lines:
        for line in found:
            days[line.around].add(line.words)
    marks = {(line.node, line.words) for found in lines for line in found if line.marks}
    makes = Counter(page.fine[node] for node, _ in marks)
    plain = [
        [
            line
            for line in found
            if not line.around or len(days[line.around]) > 1 or (line.marks and makes[page.fine[line.node]] > 1)
        ]
        for found in lines
    ]
    lone = len({line.words for found in plain for line in found}) < 2
    lone = lone and not any(line.sure for found in plain for line in found)
    results: list[Above | None] = []
    current: Above | None = None
    make = -1  # how the day is marked up
    box_end = 0  # where the box of the day ends that holds it and the record below it
    end = _end_of_headed(page, records, [line.node for found in plain for line in found])
    for record, found in zip(records, plain, strict=True):
        for before, line in zip([None, *found], found, strict=False):
            # Two years or months in a row are a menu of them, and head nothing.
            menu = before is not None and line.heading.day is None and _grain(before) == _grain(line)
            menu = menu and not (line.sure and before is not None and not before.sure)  # a heading behind such a menu
            current = None if menu else (line.words, line.heading)
            box_end, make = _end_of_box(page, line.node, record.e0), page.fine[line.node]
        behind = current is not None and current[1].day is not None and record.e0 >= box_end
        outside = behind or record.e0 >= end or (lone and current is not None and current[1].day is not None)
        results.append(None if outside else current)
        if current is not None and _holds_another(page, record, make):
            current = None
    return results


def _without_ways(page: Page, records: Sequence[Record], lines: list[_Line]) -> list[_Line]:
    """Return the headings above all records without links to one of these: titles that other lists show, too.

    A heading that several lead back to is that of the issue they stand in.
    """
    ways = [line.around != "" and page.link[line.node] >= 0 for line in lines]
    if not any(ways):
        return lines
    led = Counter(
        href for record in records for href in {page.href(k) for k in range(record.e0, record.e1) if page.link[k] == k}
    )
    return [line for line, way in zip(lines, ways, strict=True) if not way or led[page.href(page.link[line.node])] != 1]


def _holds_another(page: Page, record: Record, make: int) -> bool:
    """Say whether a date stands in a record that is marked up as the one above it: that of the next entry."""
    alike = (page.text_of(node) for node in range(record.e0, record.e1) if page.fine[node] == make)
    return any(map(looks_like_a_date, alike))


def _end_of_box(page: Page, node: int, record: int) -> int:
    """Return where the smallest element ends that holds a heading and the record below it."""
    while page.parent[node] >= 0 and page.end[node] <= record:
        node = page.parent[node]
    return page.end[node] if page.end[node] > record else len(page.nodes)


def _is_marked(page: Page, node: int) -> bool:
    """Say whether an element is a heading, by its kind or its letters: “<font size=5>”."""
    return (
        page.head[node]
        or page.tag[node] in _OF_TABLES
        or (page.tag[node] == "font" and _LARGE.fullmatch(page.nodes[node].get("size") or "") is not None)
    )


def _end_of_headed(page: Page, records: Sequence[Record], nodes: Sequence[int]) -> int:
    """Return where the element ends that holds several headings and records: what stands behind it they do not head."""
    if len(nodes) < 2:
        return len(page.nodes)
    box = nodes[0]
    while box >= 0 and page.end[box] <= nodes[-1]:
        box = page.parent[box]
    if box < 0 or not any(box < record.e0 < page.end[box] for record in records):
        return len(page.nodes)
    return page.end[box]


def assumed(page: Page, terms: Terms) -> Terms:
    """Return terms in which days in numbers are seen where they stand, whichever they are."""
    return replace(terms, order=assume_order(page.pieces, terms))


def _grain(line: _Line) -> tuple[bool, bool]:
    return line.heading.month is None, line.heading.day is None


def _of_the_year_of_today(page: Page, records: Sequence[Record], terms: Terms) -> list[list[_Line]]:
    """Return headings that leave out the year, where the head of the page prints one of their days with it.

    They count where they fall down the page, as the newest stand first; none else.
    """
    if not any(page.figures[at] < page.figures[record.p0] for at, record in gaps(records, BEFORE)):
        return []  # in most lists nothing stands between the entries
    said = (page.text(start, stop)[:_LONGEST] for start, stop in _lines_with_years(page, records[0].p0))
    whole_days = [one.read for text in said if YEAR.search(text) for one in dates_in(text, terms)]
    of_years: dict[int, list[list[_Line]]] = {}
    for today in dict.fromkeys(one.day for one in whole_days if isinstance(one, Dateline)):
        if today.year not in of_years:
            of_years[today.year] = list(headings_between(page, records, terms, today.year))
        lines = of_years[today.year]
        read = (line.heading for found in lines for line in found)
        days = [(one.year, one.month or 0, one.day or 0) for one in read]
        if (today.year, today.month, today.day) in days and days == sorted(days, reverse=True):
            return lines
    return []


def headings_between(
    page: Page, records: Sequence[Record], terms: Terms, year: int | None = None
) -> Iterator[list[_Line]]:
    """Yield the date headings that stand between each record and the one before; `year` is that of the first ones."""
    meant = replace(terms, year=year)
    for at, record in gaps(records, BEFORE):
        found: list[_Line] = []
        without = meant.year is None and page.figures[at] == page.figures[record.p0]
        for start, stop in () if without else _lines(page, at, record.p0):
            if meant.year is None and page.figures[start] == page.figures[stop]:
                continue  # most lines: without a number, only a month is a heading, of a year that is known
            text = page.text(start, stop)
            if text.endswith("]"):
                text = EDIT_LINK.sub("", text)
            if len(text) >= _LONGEST or not any(map(str.isalnum, text)):
                continue
            line = _read(text, meant)
            if line is None or _is_of_something_else(page, start, stop, record):
                continue
            sure = _is_marked(page, page.owner[start]) and not CHANGED.search(text)
            found.append(replace(line, sure=sure, node=page.owner[start]))
            if line.heading.year != meant.year:
                meant = replace(meant, year=line.heading.year)
        yield _without_ways(page, records, found) if record is records[0] else found


@lru_cache(maxsize=8192)
def _read(text: str, terms: Terms) -> _Line | None:
    """Read a line that is a heading of dates, with or without words beside the day.

    Remembered, for many groups of a page have the same lines between their records.
    """
    text = COUNTED.sub("", text) or text
    heading = parse_heading(text, terms)
    if heading is not None:
        whole = heading.month is None or str(heading.year) in text
        return _Line(text if whole else f"{text} {heading.year}", heading, "", sure=False)
    dates = dates_in(text, terms)
    if len(dates) != 1 or not isinstance(dates[0].read, Dateline) or dates[0].read.end is not None:
        return None
    before, behind, day = text[: dates[0].start], text[dates[0].end :], dates[0].read.day
    around = " ".join(re.findall(r"[^\W_]+", _NUMBER.sub("0", f"{before} {behind}")))
    if len(around) > _AROUND or dates[0].read.relative or DUE.search(text):
        return None
    heading, words = Heading(year=day.year, month=day.month, day=day.day), text[dates[0].start : dates[0].end]
    return _Line(words, heading, around, sure=False, bounds=bool(BOUND.search(before) or AS_OF.search(text)))


def _lines(page: Page, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield the lines of an interval of pieces."""
    start = first
    while start < last:
        stop = start + 1
        while stop < last and not page.fresh[stop]:
            stop += 1
        yield start, stop
        start = stop


def _lines_with_years(page: Page, last: int) -> Iterator[tuple[int, int]]:
    """Yield the lines that hold a year, from the beginning of a page to a piece of it."""
    stop = 0
    while (numbered := bisect_right(page.years, page.years[stop]) - 1) < last:
        start, stop = numbered, numbered + 1
        while start > 0 and not page.fresh[start]:
            start -= 1
        while stop < last and not page.fresh[stop]:
            stop += 1
        yield start, stop


def _is_of_something_else(page: Page, start: int, stop: int, record: Record) -> bool:
    """Say whether a line heads what follows it in a box that ends before the record, or at the next heading."""
    told = not page.head[page.owner[start]] and stop < record.p0 and not page.head[page.owner[stop]]
    if told and page.heads[record.e0] > page.heads[page.owner[stop]]:  # a day, what came to pass on it, and a heading
        return True
    box, above = -1, page.owner[start]
    while above >= 0 and page.end[above] <= record.e0:
        box, above = above, page.parent[above]
    return box >= 0 and page.last[box] > stop and page.size(stop, page.last[box]) > _MORE

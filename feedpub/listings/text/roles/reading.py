"""Named lines → entries."""

import re
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from feedpub.dates import Dateline, Terms, parse_dateline, parse_heading
from feedpub.listings.text.cutting.sorting import Part
from feedpub.listings.text.pages.page import Page
from feedpub.listings.text.pages.segments import Segment
from feedpub.model import ListingEntry
from feedpub.standing import stand, stand_above, stand_last

_FURTHER: Final = re.compile(r"\.\s+[^\W\d_][^:.]{1,30}:\s")
"""A label behind the place on its line: “Old Hall. Admission: free”."""


def entry_of(page: Page, segment: Segment, parts: Sequence[Part]) -> ListingEntry:
    """Return the entry that the lines of a segment say."""
    texts: dict[str, list[str]] = {}
    for part in parts:
        texts.setdefault(part.role, []).append(part.text)
    dateline = next(iter(texts.get("date", [_moment(page, segment)])))
    place = _FURTHER.split(next(iter(texts.get("place", [])), ""))[0].rstrip(" .")
    if place and dateline and any(c.isalpha() for c in place):
        dateline = _placed(_terms(page, segment), dateline, place)
    return ListingEntry(
        line=page.paragraphs[segment.start].line,
        title=" ".join(texts.get("title", [])),
        kicker=next(iter(texts.get("kicker", [])), ""),
        credit=next(iter(texts.get("credit", [])), ""),
        dateline=dateline,
        summary="\n\n".join(texts.get("summary", [])),
        section=segment.section,
        heading="" if not segment.heading or _is_whole(page, dateline) else segment.heading,
        author=next(iter(texts.get("author", [])), ""),
        link=_link(page, segment, parts),
        stood=stand(p.text for p in page.paragraphs[segment.start : segment.stop]),
    )


def above_next(page: Page, segment: Segment, following: Segment, entry: ListingEntry) -> ListingEntry:
    """Return an entry that says what stands between it and the following one."""
    between = page.paragraphs[segment.stop : following.start]
    return replace(entry, stood=stand_above(entry.stood, [p.text for p in between])) if between else entry


def as_last(page: Page, segment: Segment, parts: Sequence[Part], entry: ListingEntry) -> ListingEntry:
    """Return the last entry of a page, which says what stands behind the last line that says something."""
    stop = 1 + max((part.at for part in parts if part.role != "furniture"), default=segment.stop - 1)
    own, behind = page.paragraphs[segment.start : stop], page.paragraphs[stop:]
    return replace(entry, stood=stand_last(stand(p.text for p in own), [p.text for p in behind]))


def _moment(page: Page, segment: Segment) -> str:
    """Return the day above an entry, with the time that begins it."""
    clock = page.paragraphs[segment.start].clock
    if not clock or not segment.day:
        return segment.day
    read = parse_dateline(f"{segment.day}, {clock}", page.terms)
    return f"{segment.day}, {clock}" if isinstance(read, Dateline) and read.instant is not None else segment.day


def _terms(page: Page, segment: Segment) -> Terms:
    """Return what a page means by its dates below the heading of a segment, which may say year and month."""
    heading = parse_heading(segment.heading, page.terms) if segment.heading else None
    return page.terms if heading is None else replace(page.terms, year=heading.year, month=heading.month)


def _placed(terms: Terms, dateline: str, place: str) -> str:
    """Return a date line with the place that stands elsewhere: no name of one, however odd, takes the date away."""
    day = dateline.rstrip(" ,")
    ways = f"{day}, {place}", f"{day} @ {place}"
    if not isinstance(parse_dateline(day, terms), Dateline):
        return ways[0]
    return next((way for way in ways if isinstance(parse_dateline(way, terms), Dateline)), dateline)


def _is_whole(page: Page, dateline: str) -> bool:
    """Say whether a date needs no heading."""
    return isinstance(parse_dateline(dateline, page.terms), Dateline)


def _link(page: Page, segment: Segment, parts: Sequence[Part]) -> str:
    """Return the address of the story: that of its title, else the last one that its lines print."""
    at = linked(page, segment, parts)
    return "" if at is None else page.paragraphs[at].links[0]


def linked(page: Page, segment: Segment, parts: Sequence[Part]) -> int | None:
    """Return the paragraph that has the address of the story."""
    for role in ("title", "link", "furniture", "summary", "date", "kicker"):
        for part in parts:
            if part.role == role and page.paragraphs[part.at].links:
                return part.at
    return next((at for at in range(segment.start, segment.stop) if page.paragraphs[at].links), None)

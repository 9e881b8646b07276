"""Other lists beside a listing, “Popular articles”: a copy of a page has them below the way to its other pages."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from feedpub.listings.text.wording.dating import Dated
from feedpub.listings.text.wording.lines import Paragraph
from feedpub.listings.text.wording.paging import counts_pages

_SOME: Final = 3


def without_sidebar(
    paragraphs: Sequence[Paragraph], lines: list[Dated | None], parts: list[tuple[Dated, ...]]
) -> tuple[list[Dated | None], list[tuple[Dated, ...]]]:
    """Leave out the dates below the way to other pages, where at least twice as many stand above it.

    Several such ways with dates between are those of sections.
    """
    dated = [at for at, (line, ways) in enumerate(zip(lines, parts, strict=True)) if line is not None or ways]
    if len(dated) <= _SOME:
        return lines, parts
    begin, twice = dated[_SOME - 1] + 1, dated[(2 * len(dated) + 2) // 3 - 1]
    pagers = list(_pagers(paragraphs, lines, range(max(begin, twice), dated[-1])))
    if not pagers or bisect_right(dated, pagers[0]) != bisect_right(dated, pagers[-1]):
        return lines, parts
    if any(_pagers(paragraphs, lines, range(begin, twice))):
        return lines, parts
    stop = pagers[0]
    rest = len(lines) - stop
    return [*lines[:stop], *([None] * rest)], [*parts[:stop], *([()] * rest)]


def _pagers(paragraphs: Sequence[Paragraph], lines: Sequence[Dated | None], places: range) -> Iterator[int]:
    return (at for at in places if lines[at] is None and counts_pages(paragraphs[at].words))

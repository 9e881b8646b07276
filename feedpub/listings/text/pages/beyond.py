"""Date lines that date no entry, or say more than one date: deadlines below their names, changes behind dates."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from msgspec.structs import replace

from feedpub.dates import Dateline, Terms, find_dates, parse_dateline
from feedpub.listings.text.wording.dating import Dated, dated_line, day_lines
from feedpub.listings.text.wording.lines import Paragraph
from feedpub.listings.text.wording.words import is_short, stamped_by
from feedpub.tongues import may_be_tongues

_LONGEST: Final = 60
_SOME: Final = 3
_NEARLY_ALL: Final = 0.8
_NEAR: Final = 4
_CODE: Final = 2
_NAMED: Final = 2
"""A date below the name of a deadline is one of so many or more on the page."""


def with_pairs(texts: Sequence[str], lines: Sequence[Dated | None], terms: Terms) -> list[Dated | None]:
    """Add the lines that are two dates and nothing else, where there are several: published, changed."""
    found: dict[int, Dated] = {}
    for at, text in enumerate(texts):
        if lines[at] is None and text[:1].isdigit() and len(text) <= _LONGEST and (one := _first(text, terms)):
            found[at] = one
    return [found.get(at, line) for at, line in enumerate(lines)] if len(found) >= _SOME else list(lines)


def _first(text: str, terms: Terms) -> Dated | None:
    """Return the first of two dates with nothing between them but a space or a mark."""
    if text[-1:].isalpha():
        return None
    dates = find_dates(text, terms)
    if len(dates) != 2 or dates[0].start or not all(isinstance(one.read, Dateline) for one in dates):
        return None
    between, behind = text[dates[0].end : dates[1].start], text[dates[1].end :]
    if between.strip(" |/·,;()") or behind.strip(" )"):
        return None
    return dated_line(text[: dates[0].end], terms)


def without_deadlines(paragraphs: Sequence[Paragraph], lines: Sequence[Dated | None]) -> list[Dated | None]:
    """Leave out the dates below lines that end in a colon, where most dates have none above: “Apply until:”."""
    dated = [*day_lines(lines)]
    named = {at for at in dated if at and lines[at - 1] is None and _leads_in(paragraphs[at - 1])}
    if not 0 < len(named) * _NAMED < len(dated):
        return list(lines)
    return [None if at in named else line for at, line in enumerate(lines)]


def _leads_in(p: Paragraph) -> bool:
    """Say whether a few words name what a day below is; longer texts lost a picture below their colon.

    Who posted a text names nothing, “Posted by Jane Doe at 9:05 AM 3 comments:”, nor do words before an address.
    """
    return p.text.endswith((":", "：")) and is_short(p.text) and not (p.links or stamped_by(p.text))


def said_short(
    texts: Sequence[str], lines: Sequence[Dated | None], parts: Sequence[Sequence[Dated]], terms: Terms
) -> frozenset[int]:
    """Return the lines that say day and month of the date below them, as leaves of calendars do; or none."""
    partial = [at for at, line in enumerate(lines) if line is not None and line.kind == "partial"]
    again = [at for at in partial if _is_of_next(texts[at], _days(lines, parts, at + 1), terms)]
    return frozenset(again) if len(again) >= _SOME and len(again) >= _NEARLY_ALL * len(partial) else frozenset()


def kickers_again(paragraphs: Sequence[Paragraph], lines: Sequence[Dated | None]) -> frozenset[int]:
    """Return the lines below nearly all dates that say again what stands above titles: “News”, title, date, “News”.

    One that is the kicker of the next entry is none: on some pages all have the same.
    """
    dates = [at for at in day_lines(lines) if 1 < at < len(lines) - 1]
    kickers = {at - 2 for at in dates}
    again = {at + 1 for at in dates if at + 1 not in kickers and _is_again(paragraphs, at - 2, at + 1)}
    return frozenset(again) if len(again) >= _SOME and len(again) >= _NEARLY_ALL * len(dates) else frozenset()


def tongues_listed(paragraphs: Sequence[Paragraph]) -> frozenset[int]:
    """Return the bullets that say in which languages a story can be read, two codes or more below each other."""
    coded = {at for at, p in enumerate(paragraphs) if p.style and len(p.text) == _CODE and may_be_tongues(p.text)}
    return frozenset(at for at in coded if not coded.isdisjoint((at - 1, at + 1)))


def _is_again(paragraphs: Sequence[Paragraph], kicker: int, at: int) -> bool:
    text = paragraphs[kicker].text
    return text == paragraphs[at].text != paragraphs[at - 2].text and is_short(text)


def _days(lines: Sequence[Dated | None], parts: Sequence[Sequence[Dated]], at: int) -> list[date]:
    """Return the days of the lines from one on: of a date line, or of the dateline that opens a text."""
    near = ([line, *ways] for line, ways in zip(lines[at : at + _NEAR - 1], parts[at : at + _NEAR - 1], strict=True))
    return [one.day for ways in near for one in ways if one is not None and one.day is not None]


def _is_of_next(text: str, below: Sequence[date], terms: Terms) -> bool:
    read = parse_dateline(text, replace(terms, year=below[0].year)) if below else None
    return isinstance(read, Dateline) and read.day == below[0]

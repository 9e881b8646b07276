"""Dates that lead texts though they stand otherwise than those of most entries: above the text, or behind a place.

“3 May 2019: The bridge is open” shows what “2 May 2019:” above a text is, and “Geneva, 1 May 2019: The office moves”.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from feedpub.listings.text.dating import Dated, Form
from feedpub.listings.text.lines import Paragraph

_SOME: Final = 2
_COLONS: Final = (":", "：")


def with_leads(
    paragraphs: Sequence[Paragraph], lines: Sequence[Dated | None], parts: Sequence[tuple[Dated, ...]]
) -> tuple[list[Dated | None], list[tuple[Dated, ...]]]:
    """Make such dates what those before texts are: where several lead texts by one mark, a colon or a dash."""
    inside: list[tuple[Dated, ...]] = [ways if line is None else () for line, ways in zip(lines, parts, strict=True)]
    leads = {at: lead for at, ways in enumerate(inside) if (lead := _in_form(ways, "lead")) is not None}
    marks = Counter(_mark(paragraphs[at], lead) for at, lead in leads.items())
    mark, count = marks.most_common(1)[0] if marks else ("", 0)
    lines, parts = list(lines), list(parts)
    if count < _SOME or not mark:
        return lines, parts
    for at in _above_texts(paragraphs, lines) if mark in _COLONS else ():
        lines[at], parts[at] = None, tuple([replace(one, form="lead") for one in (lines[at],) if one is not None])
    placed = {at: one for at, one in _apart_from(leads, inside) if one.place and _mark(paragraphs[at], one) == mark}
    if len(placed) * 2 <= count:
        for at, one in placed.items():
            parts[at] = (replace(one, form="lead"),)
    return lines, parts


def _in_form(ways: Sequence[Dated], form: Form) -> Dated | None:
    return next((one for one in ways if one.form == form and one.kind == "full"), None)


def _mark(paragraph: Paragraph, date: Dated) -> str:
    """Return what parts a date from the text behind it on its line."""
    return paragraph.text.removesuffix(date.behind).rpartition(date.line)[2].strip()


def _above_texts(paragraphs: Sequence[Paragraph], lines: Sequence[Dated | None]) -> Sequence[int]:
    """Return the dates that a colon ends and a text touches; none where others stand on lines of their own."""
    dates = [at for at, line in enumerate(lines) if line is not None and line.kind == "full"]
    led = [
        at
        for at in dates
        if paragraphs[at].text.endswith(_COLONS) and at + 1 < len(paragraphs) and not paragraphs[at + 1].gap
    ]
    return led if len(led) == len(dates) else []


def _apart_from(leads: Mapping[int, Dated], inside: Sequence[Sequence[Dated]]) -> Iterator[tuple[int, Dated]]:
    """Yield the dates behind places, but those that open the text of the entry above: they say its day again."""
    day = None
    for at, ways in enumerate(inside):
        if at in leads:
            day = leads[at].day
        elif (one := _in_form(ways, "dateline")) is not None and one.day != day:
            yield at, one

"""Titles that say the days of their entries again, in brackets: “3 May 2020” above “A lock opens (3 May 2020)”."""

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from feedpub.listings.text.wording.dating import Dated, day_lines
from feedpub.listings.text.wording.lines import Paragraph
from feedpub.listings.text.wording.words import is_sentence

_SOME: Final = 3
_NEARLY_ALL: Final = 0.8
_NEAR: Final = 3
_APART: Final = 2

Parts = list[tuple[Dated, ...]]


def without_days_in_titles(
    paragraphs: Sequence[Paragraph], lines: Sequence[Dated | None], parts: Parts
) -> tuple[Sequence[Paragraph], Parts]:
    """Leave the day out of titles below their dates; a line between is a kicker, and a date stands apart from above."""
    dates = day_lines(lines)
    titles = {at: title for at, date in dates.items() if (title := _title_of(lines, parts, at, date)) is not None}
    if len(titles) < _SOME or len(titles) < _NEARLY_ALL * len(dates):
        return paragraphs, parts
    plain = list(paragraphs)
    others = list(parts)
    for date, (at, tail) in titles.items():
        plain[at] = replace(paragraphs[at], text=tail.before, words=tail.before, cells="")
        plain[date] = replace(paragraphs[date], gap=max(_APART, paragraphs[date].gap))
        others[at] = ()
        if at == date + 2 and not is_sentence(paragraphs[date + 1].text):
            plain[date + 1] = replace(paragraphs[date + 1], label="category")
    return plain, others


def _title_of(lines: Sequence[Dated | None], parts: Parts, at: int, date: Dated) -> tuple[int, Dated] | None:
    """Return where the title below a date says it again, and how."""
    for below in range(at + 1, min(at + 1 + _NEAR, len(lines))):
        if lines[below] is not None:
            return None
        tail = next((one for one in parts[below] if one.form == "tail"), None)
        if tail is not None:
            return (below, tail) if (tail.day, tail.end) == (date.day, date.end) else None
    return None

"""Times on a line of their own below each date: “12 March 2019” and, below it, “18:30” or “6–8 pm”."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from msgspec.structs import replace

from feedpub.dates import Terms
from feedpub.listings.text.wording.dating import Dated, dated_line
from feedpub.listings.text.wording.lines import Paragraph
from feedpub.listings.text.wording.mostly import said_by_most

_SOME: Final = 2
_LONGEST: Final = 40
_NEARLY_ALL: Final = 0.8


def with_times_below(
    paragraphs: Sequence[Paragraph], lines: list[Dated | None], terms: Terms
) -> tuple[Sequence[Paragraph], list[Dated | None]]:
    """Let the times directly below dates belong to these, where nearly every day has one and none has several."""
    days = [at for at, line in enumerate(lines) if line is not None and line.kind == "full" and not line.timed]
    if len(days) < _SOME:
        return paragraphs, lines
    least = max(_SOME, _NEARLY_ALL * len(days))
    timed = said_by_most(days, lambda at: _with_time(paragraphs, lines, at, at + 1, terms), len(days) - least)
    if timed is None:
        return paragraphs, lines
    for day, following in pairwise([*days, len(paragraphs)]):
        if any(_with_time(paragraphs, lines, day, at, terms) is not None for at in range(day + 2, following)):
            return paragraphs, lines  # the times of a day tell its entries apart
    dated = [timed.get(at, line) for at, line in enumerate(lines)]
    return [replace(p, label="date", style="") if at - 1 in timed else p for at, p in enumerate(paragraphs)], dated


def _with_time(
    paragraphs: Sequence[Paragraph], lines: Sequence[Dated | None], day: int, at: int, terms: Terms
) -> Dated | None:
    """Return the date line of a day with the time that a paragraph is, None if that is anything else."""
    date = lines[day]
    words = paragraphs[at].words if at < len(paragraphs) and lines[at] is None else ""
    if date is None or not words or len(words) > _LONGEST or not any(map(str.isdigit, words)):
        return None
    line = dated_line(f"{date.line}, {words}", terms)
    if line is None or line.day != date.day or line.place != date.place:
        return None
    return line if line.timed or line.end == line.day else None

"""Days to come beside a listing, “Upcoming events”: a copy of a page has them below its news."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise, takewhile
from typing import Final

from feedpub.listings.text.labels.venues import heads_events
from feedpub.listings.text.wording.dating import Dated
from feedpub.listings.text.wording.lines import Paragraph

_SOME: Final = 4
_PAIR: Final = 2
"""So many days run on; the heading stands so many lines above the first of them at most."""


def below_news(
    paragraphs: Sequence[Paragraph], lines: Sequence[Dated | None], parts: Sequence[tuple[Dated, ...]]
) -> range:
    """Return the lines of the days to come at the foot of a page, from their heading on.

    They are later than all days above, and run on where those run back. A part that writes its days as the news does
    is one of the listing.
    """
    days = [(at, day) for at, (line, own) in enumerate(zip(lines, parts, strict=True)) if (day := _day_of(line, own))]
    coming = [*takewhile(lambda one: one[1] > days[0][1], reversed(days))][::-1]
    above = days[: len(days) - len(coming)]
    if len(coming) < _PAIR or len(above) < _SOME or not (_run_back(above) and _run_back(coming[::-1])):
        return range(0)
    if {lines[at] is None for at, _ in above} & {lines[at] is None for at, _ in coming}:
        return range(0)
    last, begin = above[-1][0], coming[0][0]
    heading = next((at for at in range(max(last + 1, begin - _PAIR), begin) if _heads(paragraphs[at])), None)
    return range(0) if heading is None else range(heading, len(paragraphs))


def _day_of(line: Dated | None, parts: Sequence[Dated]) -> date | None:
    one = line or next(iter(parts), None)
    return one.day if one is not None and one.kind == "full" else None


def _run_back(days: Sequence[tuple[int, date]]) -> bool:
    """Say whether days never run on, and not all are one."""
    return days[0][1] > days[-1][1] and all(a >= b for (_, a), (_, b) in pairwise(days))


def _heads(paragraph: Paragraph) -> bool:
    return not (paragraph.style or paragraph.label) and bool(paragraph.gap) and heads_events(paragraph.text)

"""Times that begin the entries of a day: “17:40 Title” below “Monday, 12 March 2012”."""

import re
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from feedpub.listings.text.dating import Dated
from feedpub.listings.text.lines import Paragraph

STYLE: Final = "time"
"""The style of a paragraph that a time begins: it marks entries as a bullet does."""

_CLOCK: Final = re.compile(
    r"(?P<clock>(?:[01]?\d|2[0-4])(?:\s?[:.h]\s?[0-5]\d(?![.\d])(?:\s?(?:[ap]\.?m\.?|uhr|hrs|h|ч)(?!\w))?|\s?[ap]m(?!\w)))"
    r"(?:\s*[-–—|:,]+\s*|\s+|$)",
    re.IGNORECASE,
)
_SOME, _DAYS = 3, 2
_NEARLY_ALL: Final = 0.8


def timed(paragraphs: Sequence[Paragraph], lines: Sequence[Dated | None]) -> Sequence[Paragraph]:
    """Take the times off the paragraphs of a page whose days each begin with one; they mark its entries."""
    days = [at for at, line in enumerate(lines) if line is not None and line.kind == "full" and not line.timed]
    if len(days) < _DAYS:
        return paragraphs
    found = {at: match for at, p in enumerate(paragraphs) if lines[at] is None and (match := _clock_of(p)) is not None}
    below = sum(at + 1 in found for at in days)
    if len(found) < _SOME or below < _NEARLY_ALL * len(days):
        return paragraphs
    marked = list(paragraphs)
    for at, match in found.items():
        if at > days[0]:
            p = paragraphs[at]
            marked[at] = replace(p, style=STYLE, number=None, text=p.text[match.end() :], clock=match["clock"])
    return marked


def _clock_of(p: Paragraph) -> re.Match[str] | None:
    return _CLOCK.match(p.text) if p.text[:1].isdigit() and not p.label else None

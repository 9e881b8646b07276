"""Dumps of text browsers: what was a heading of the page stands at the margin, all else behind three blanks."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from feedpub.listings.text.mending.markdown import SKIPPED

_MARGIN: Final = "   "
_FEWEST: Final = 3
_LINES: Final = 3
"""A heading fills no more lines."""
_LONGEST: Final = 200
_BODY: Final = 0.7
"""Of the lines of a dump so many at least are indented."""
_PLAIN: Final = re.compile(r"[^\W\d_]|\[\d+\]|[“«\"'‘¿¡（【「『]|\d+(?![.)]|\d)\D")
"""What a heading begins with: no marker of an item."""
_DATE: Final = re.compile(r"\b(?:19|20)\d\d\b")


def with_headings(lines: list[str]) -> list[str]:
    """Mark the headings of a dump as such (“## ”); the further lines of each part nothing."""
    if sum([not line[0].isspace() for line in filter(None, lines)]) < _FEWEST:
        return lines
    filled = list(filter(str.strip, lines))
    if sum([line.startswith(_MARGIN) for line in filled]) < _BODY * len(filled):
        return lines
    runs = list(_runs(lines))
    texts = [" ".join(" ".join(lines[start:stop]).split()) for start, stop in runs]
    dated = sum(_DATE.search(text) is not None for text in texts)
    if len(runs) < _FEWEST or dated * 2 > len(runs):
        return lines  # days at the margin, with what they date below them
    marked = list(lines)
    for (start, stop), text in zip(runs, texts, strict=True):
        marked[start:stop] = [f"## {text}", *([SKIPPED] * (stop - start - 1))]
    return marked


def _runs(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield from where to where lines stand at the margin, below an empty one and above one, with a text below it."""
    start = 0
    for at, line in enumerate([*lines, ""]):
        if line and not line[0].isspace():
            continue
        if start < at and _is_heading(lines, start, at):
            yield start, at
        start = at + 1


def _is_heading(lines: Sequence[str], start: int, stop: int) -> bool:
    if stop - start > _LINES or sum(map(len, lines[start:stop])) > _LONGEST:
        return False
    apart = (start == 0 or not lines[start - 1].strip()) and stop + 1 < len(lines) and not lines[stop].strip()
    return apart and lines[stop + 1].startswith(_MARGIN) and _PLAIN.match(lines[start]) is not None

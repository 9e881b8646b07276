"""Stamps of midnight that programs print below texts: “2007-06-22 00:00:00.000” says the day above again."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from feedpub.listings.text.wording.dating import Dated, day_lines
from feedpub.listings.text.wording.lines import Paragraph

_SOME: Final = 2
_MIDNIGHT: Final = re.compile(r"\d{4}-\d\d-\d\d[ T]00:00:00(?:\.0+)?Z?")


def midnights(paragraphs: Sequence[Paragraph], lines: Sequence[Dated | None]) -> frozenset[int]:
    """Return the stamps of midnight where each says the day of a date line above it, and that line no such time."""
    stamps = {at for at, p in enumerate(paragraphs) if p.text[-1:] in "0Z" and _MIDNIGHT.fullmatch(p.text)}
    if len(stamps) < _SOME:
        return frozenset()
    again = {
        b for (a, one), (b, other) in pairwise(day_lines(lines).items()) if one.day == other.day and a not in stamps
    }
    return frozenset(stamps) if stamps <= again else frozenset()

"""Numbers that open titles and count no entries: “40. Jahrestagung”, “3. Hafentag”."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from msgspec.structs import replace

from feedpub.listings.text.wording.lines import Paragraph
from feedpub.listings.text.wording.timeheads import time_heading

_ORDINAL: Final = re.compile(r"\d{1,3}\.\s+[^\W\d_]")
_SERIES: Final = 3
_LAST_DAY: Final = 31


def with_ordinals(paragraphs: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """Leave numbers to the lines that they open, where those of the page are no series.

    None follows another, and none is the first; three that only rise or fall are a series with gaps. Below months
    they may be days.
    """
    numbered = [p for p in paragraphs if p.number is not None]
    numbers = [p.number for p in numbered if p.number is not None]
    if not numbers or min(numbers) <= 1 or not all(_ORDINAL.match(p.words) for p in numbered):
        return paragraphs
    steps = [b - a for a, b in pairwise(numbers)]
    rises = {step > 0 for step in steps}
    if any(abs(step) <= 1 for step in steps) or (len(rises) == 1 and len(numbers) >= _SERIES):
        return paragraphs
    months = (heading for p in paragraphs if (heading := time_heading(p)) is not None and heading.month)
    if min(numbers) <= _LAST_DAY and next(months, None) is not None:
        return paragraphs
    return [p if p.number is None else replace(p, text=p.words, style="", number=None) for p in paragraphs]

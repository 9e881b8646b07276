"""Dashes that open the text below a date; they begin no entries, for the titles stand above the dates."""

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from feedpub.listings.text.wording.dating import Dated
from feedpub.listings.text.wording.furniture import is_furniture
from feedpub.listings.text.wording.lines import Paragraph
from feedpub.listings.text.wording.timeheads import time_heading
from feedpub.listings.text.wording.words import is_sentence


def without_dashes(paragraphs: Sequence[Paragraph], lines: Sequence[Dated | None]) -> list[Paragraph]:
    """Label as texts the lines with markers directly below dates, where a title without one stands above each date.

    Below the text of the last entry stands no further title, as it does below the others.
    """
    found = [at for at, p in enumerate(paragraphs) if p.style and p.number is None and not p.label]
    if len(found) < 2 or not all(_opens_text(paragraphs, lines, at) for at in found):
        return list(paragraphs)
    if any(b - a <= 2 for a, b in pairwise(found)) or _goes_on(paragraphs, found):
        return list(paragraphs)
    opened = set(found)
    return [
        replace(p, style="text:", label="text", words=p.text) if at in opened else p for at, p in enumerate(paragraphs)
    ]


def _opens_text(paragraphs: Sequence[Paragraph], lines: Sequence[Dated | None], at: int) -> bool:
    """Say whether a line stands below a title and its date."""
    date = lines[at - 1] if at > 1 else None
    if date is None or date.kind != "full" or lines[at - 2] is not None:
        return False
    title = paragraphs[at - 2]
    return bool(title.text) and not (
        is_sentence(title.text) or is_furniture(title.text) or title.heading or time_heading(title)
    )


def _goes_on(paragraphs: Sequence[Paragraph], found: Sequence[int]) -> bool:
    """Say whether below the last of some lines another one stands as near as it does below others."""
    below = found[-1] + 1
    return below < len(paragraphs) and paragraphs[below].gap <= max(paragraphs[at + 1].gap for at in found[:-1])

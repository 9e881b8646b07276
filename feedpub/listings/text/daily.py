"""Titles without markers below the days of a page: several stand below one day, a line or a block each."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from feedpub.listings.text.page import Page
from feedpub.listings.text.segments import is_heading_line
from feedpub.listings.text.words import is_furniture, is_sentence

_DAYS: Final = 2
_NEARLY_ALL: Final = 0.9
_LONGEST: Final = 160


def daily_starts(page: Page) -> list[int]:
    """Return where entries start below the days of a page; none where the lines below a day are those of one entry.

    Of one entry are lines that are as many below each day, or that end like sentences.
    """
    days = [at for at in range(len(page.paragraphs)) if page.is_full(at, "line")]
    if len(days) < _DAYS:
        return []
    groups = [_blocks(page, a + 1, b) for a, b in pairwise([*days, len(page.paragraphs)])]
    counts = set(map(len, groups[:-1])) if len(groups) > _DAYS else set(map(len, groups))
    starts = [at for group in groups for at in group]
    if len(counts) < _DAYS or 0 in counts or max(counts) < _DAYS or not _are_titles(page, starts):
        return []
    return starts


def _blocks(page: Page, start: int, stop: int) -> list[int]:
    """Return where blocks begin between two days: at gaps, or at each line where there are none."""
    paragraphs = page.paragraphs
    lines = [at for at in range(start, stop) if not is_heading_line(paragraphs[at])]
    gaps = {paragraphs[at].gap > 0 for at in lines[1:]}
    return [at for at in lines if at == start or len(gaps) == 1 or paragraphs[at].gap]


def _are_titles(page: Page, starts: Sequence[int]) -> bool:
    texts = [page.paragraphs[at].text for at in starts]
    titles = [text for text in texts if len(text) <= _LONGEST and not is_sentence(text) and not is_furniture(text)]
    return len(titles) >= _NEARLY_ALL * len(texts) and len(set(titles)) >= _NEARLY_ALL * len(titles)

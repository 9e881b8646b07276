"""Blocks of a title and a text without a date, below an entry whose lines nothing parts: entries of their own."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from feedpub.listings.text.pages.layouts import Layout
from feedpub.listings.text.pages.page import Page
from feedpub.listings.text.pages.segments import is_heading_line
from feedpub.listings.text.wording.furniture import is_furniture
from feedpub.listings.text.wording.words import is_sentence

_SOME: Final = 3
_TITLE: Final = 160


def longest_block(page: Page, layout: Layout, starts: Sequence[int]) -> int:
    """Return how many lines an entry has at most on a page whose entries are one block each; 0 where they are not.

    A few may hold others. The last one does not count, which the foot of the page may follow.
    """
    lines = page.paragraphs
    if layout.marker or layout.stands in {"heading", "none"} or not all(lines[at].gap for at in starts[1:]):
        return 0
    spans = [*pairwise(starts)]
    sizes = [b - a for a, b in spans if not any(lines[at].gap for at in range(a + 1, b))]
    return max(sizes) if len(sizes) >= _SOME and len(sizes) * 4 >= len(spans) * 3 else 0


def blocks_of(page: Page, longest: int, start: int, stop: int) -> list[tuple[int, int]]:
    """Part the lines of an entry into blocks, if all but one, which has the date, are entries of so many lines."""
    begin = [start, *(at for at in range(start + 1, stop) if page.paragraphs[at].gap)]
    blocks = [*pairwise([*begin, stop])]
    undated = [block for block in blocks if not _is_dated(page, *block)]
    own = len(undated) == len(blocks) - 1 and all(b - a <= longest and _is_entry(page, a, b) for a, b in undated)
    return blocks if own else [(start, stop)]


def _is_dated(page: Page, start: int, stop: int) -> bool:
    return any(page.kind(at) or page.parts[at] for at in range(start, stop))


def _is_entry(page: Page, start: int, stop: int) -> bool:
    """Say whether a block is a title and what stands below it, a text at least."""
    title, *below = page.paragraphs[start:stop]
    plain = not (title.style or title.label or is_heading_line(title) or is_furniture(title.text))
    headed = plain and len(title.text) <= _TITLE and (not is_sentence(title.text) or title.text[-1] in "?!")
    return headed and any(is_sentence(line.text) for line in below)

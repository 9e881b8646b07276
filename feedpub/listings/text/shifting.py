"""Cuts that are one line off: each entry ends in what heads the next one, and the last has nothing to end in."""

from collections.abc import Sequence
from typing import Final

from feedpub.listings.text.page import Page
from feedpub.listings.text.segments import Segment, is_heading_line
from feedpub.listings.text.words import is_credit, is_furniture, is_short

_SOME: Final = 3
_NEARLY_ALL: Final = 0.8


def ends_in_heads(page: Page, segments: Sequence[Segment]) -> bool:
    """Say whether nearly all entries but the last end in a few words, which stand above the first one as well.

    Such words are the kicker of the entry below, however near they stand to the text above.
    """
    if len(segments) <= _SOME or segments[0].start == 0:
        return False
    ends = [segment.stop - 1 for segment in segments]
    if any(end == segment.start for end, segment in zip(ends, segments, strict=True)):
        return False
    *others, last = (_may_head(page, end) for end in ends)
    return sum(others) >= _NEARLY_ALL * len(others) and not last and _may_head(page, segments[0].start - 1)


def _may_head(page: Page, at: int) -> bool:
    """Say whether a line is a few words that head something: no date, no sentence, nothing of the page's."""
    p = page.paragraphs[at]
    plain = not (p.style or p.label or page.kind(at) or is_heading_line(p))
    return plain and is_short(p.text) and not is_furniture(p.text) and not is_credit(p.text)

"""Kickers above the titles of some entries only: told from sections, and from the ends of the texts above them."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from feedpub.genres import is_genre
from feedpub.listings.text.pages.layouts import Layout
from feedpub.listings.text.pages.page import Page
from feedpub.listings.text.pages.segments import is_heading_line, names_credit
from feedpub.listings.text.wording.dating import kicker_of
from feedpub.listings.text.wording.furniture import is_furniture
from feedpub.listings.text.wording.subjects import is_subject
from feedpub.listings.text.wording.words import is_credit, is_short

_SOME: Final = 2
_ALL: Final = 2
"""So many lines above the date are kicker and title in every entry."""


def atop_some(layout: Layout) -> bool:
    """Say whether kickers may stand above some titles only where a page is laid out so."""
    return not layout.marker and layout.form == "line" and layout.stands == "after" and layout.above < _ALL


def with_kickers(page: Page, anchors: Sequence[int], starts: Sequence[int]) -> list[int]:
    """Let entries begin with the kicker above their title, where such lines are kickers, for all that have one.

    A section heads several entries and comes once. Words that come again are kickers; so are kinds of texts,
    subjects and capitals, if the days run on across them, as they do not from one section to the next.
    """
    titled = zip([-1, *anchors], starts, strict=False)
    above = [start - 1 for previous, start in titled if start - 1 > previous and _may_be_kicker(page, start - 1)]
    later = [at for at in above if at >= starts[0]]
    texts = [page.paragraphs[at].text for at in later]
    if len(later) < _SOME or len(later) >= len(starts) - 1 or _are_kicked(page, anchors):
        return list(starts)
    known = sum(map(_is_known, texts)) * 2 > len(texts) or (len(above) > _SOME and all(map(str.isupper, texts)))
    if len(set(texts)) == len(texts) and not (known and run_one_way(page, anchors)):
        return list(starts)
    own = {at + 1 for at in later}
    if above[0] < starts[0] and ((first := page.paragraphs[above[0]].text) in texts or _is_known(first)):
        own.add(starts[0])
    return [_above_credit(page, start - 1) if start in own else start for start in starts]


def _are_kicked(page: Page, anchors: Sequence[int]) -> bool:
    """Say whether most entries have their kicker beside the date: above titles stand headings then."""
    dates = [line.line for at in anchors if (line := page.lines[at]) is not None]
    return sum(bool(kicker_of(date)) for date in dates) * 2 > len(anchors)


def _above_credit(page: Page, at: int) -> int:
    return at - 1 if at and names_credit(page.paragraphs[at - 1]) else at


def _may_be_kicker(page: Page, at: int) -> bool:
    p = page.paragraphs[at]
    plain = not (p.style or p.label or page.kind(at) or page.parts[at] or is_heading_line(p))
    return plain and is_short(p.text) and not is_furniture(p.text) and not is_credit(p.text)


def _is_known(text: str) -> bool:
    return is_genre(text) or is_subject(text)


def run_one_way(page: Page, anchors: Sequence[int]) -> bool:
    """Say whether the days of date lines rise, or fall, without a turn."""
    days = [date.day for at in anchors if (date := page.lines[at]) is not None and date.day is not None]
    return all(a >= b for a, b in pairwise(days)) or all(a <= b for a, b in pairwise(days))

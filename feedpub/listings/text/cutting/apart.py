"""Headings of sections above some entries: apart, where entries are not; or above the kickers that begin all."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from feedpub.dates import is_known_place
from feedpub.listings.text.pages.layouts import Layout
from feedpub.listings.text.pages.mastheads import names_page
from feedpub.listings.text.pages.page import Page
from feedpub.listings.text.wording.furniture import is_furniture, without_more
from feedpub.listings.text.wording.lines import Paragraph
from feedpub.listings.text.wording.signing import is_name
from feedpub.listings.text.wording.words import author_of, is_credit, is_sentence, is_short

_SOME: Final = 3
_PAIR: Final = 2
_LINES: Final = 2
"""So many lines has an entry with a text at least, with its date."""


def heads_apart(page: Page, layout: Layout, starts: Sequence[int]) -> frozenset[int]:
    """Return the first lines of entries that are such headings: few words, each said once, above fewer than half."""
    lines = page.paragraphs
    if layout.marker or layout.stands == "heading" or len(starts) < _SOME:
        return frozenset()
    heads = [at for at in starts if _stands_apart(page, at)]
    if layout.stands in {"after", "last"}:  # what stands above a date there is its title
        heads = [at for at in heads if not page.kind(at + 1)]
    texts = {lines[at].text for at in heads}
    if len(heads) * 2 >= len(starts) or len(texts) < len(heads):
        return frozenset()
    own = {at + 1 for at in heads}
    begin = {*starts, *own}
    inner = sum(lines[at].gap > 0 for at in range(starts[0], starts[-1]) if at not in begin)
    return frozenset() if inner else frozenset(heads)


def heads_above_kickers(page: Page, layout: Layout, starts: Sequence[int]) -> frozenset[int]:
    """Return the first lines of entries, said once each, that stand above what begins most others, and recurs there.

    Above their kickers and titles they stand as far apart as entries do: what touches a kicker is a title.
    """
    lines = page.paragraphs
    if layout.marker or len(starts) < _SOME:
        return frozenset()
    first, apart = Counter(lines[at].text for at in starts), min(lines[at].gap for at in starts[1:])
    begin = {*starts}
    once = [at for at in starts[:-1] if first[lines[at].text] == 1 and at + 1 not in begin]
    above = [at for at in once if lines[at + 1].text in first and not any(map(page.kind, range(at, at + 3)))]
    heads = frozenset(at for at in above if _is_plain(lines[at]) and lines[at + 1].gap >= apart)
    kickers = Counter(lines[at + (at in heads)].text for at in starts)
    recur = all(kickers[lines[at + 1].text] >= _SOME for at in heads)
    return heads if recur and len(heads) * 2 < len(starts) else frozenset()


def heads_below_texts(page: Page, layout: Layout, starts: Sequence[int]) -> frozenset[int]:
    """Return the last lines of few entries that are such headings: apart, said once each, below a whole text.

    All other entries end in texts, dates or what leads on. A place or a name would stand below a text as well; and one
    heading alone has another above the first entry.
    """
    lines = page.paragraphs
    if layout.stands in {"heading", "none"} or len(starts) < _SOME:
        return frozenset()
    lone = sum(b - a == 1 for a, b in pairwise(starts)) * 2 > len(starts)  # entries are a line each
    last = [b - 1 for a, b in pairwise(starts) if b - a > (1 if lone else _LINES)]
    heads = [at for at in last if _stands_apart(page, at) and (lone or _is_told(lines[at - 1].text))]
    texts = {lines[at].text for at in heads}
    others = [at for at in last if at not in heads]
    ended = all(page.kind(at) or lines[at].label or _is_told(lines[at].text) for at in others)
    if not ended or len(heads) * 3 > len(starts) or len(texts) < len(heads):
        return frozenset()
    headed = starts[0] > 0 and _is_plain(above := lines[starts[0] - 1]) and not names_page(above.text)
    named = any(is_name(text) or author_of(text) for text in texts)
    places = sum(map(is_known_place, texts)) * _PAIR > len(texts)
    return frozenset() if named or places or len(heads) + headed < _PAIR else frozenset(heads)


def _is_told(text: str) -> bool:
    """Say whether a text is a sentence, or leads on."""
    return is_sentence(without_more(text)) or is_furniture(text) or not text


def _stands_apart(page: Page, at: int) -> bool:
    """Say whether a line has an empty line above and below it, if any, and may be a heading."""
    p, below = page.paragraphs[at], page.paragraphs[at + 1 : at + 2]
    apart = (p.gap > 0 or at == 0) and bool(below) and below[0].gap > 0
    return apart and _is_plain(p) and not page.kind(at) and not page.parts[at]


def _is_plain(p: Paragraph) -> bool:
    return not (p.style or p.label) and is_short(p.text) and not (is_furniture(p.text) or is_credit(p.text))

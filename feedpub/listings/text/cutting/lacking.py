"""Entries that say but a month, their age, or no date, among those that say a day: built alike, they are no texts."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from feedpub.listings.text.pages.layouts import Layout
from feedpub.listings.text.pages.page import Page
from feedpub.listings.text.pages.segments import is_heading_line
from feedpub.listings.text.wording.dating import Form
from feedpub.listings.text.wording.furniture import is_furniture
from feedpub.listings.text.wording.timeheads import time_heading
from feedpub.listings.text.wording.words import count_words, is_sentence

_FORMS: Final[frozenset[Form]] = frozenset({"line", "lead", "tail"})
_SOME: Final = 2
_WORDS: Final = 3
_TITLE: Final = 160
_TEXT: Final = 40


def with_ages(page: Page, layout: Layout, anchors: Sequence[int]) -> list[int]:
    """Add the lines above the first day of a page that say how long ago an entry is: “3 hours ago”, “Yesterday”.

    The next such line, or day, is as far as a day is from the next, and as many empty lines stand above. A single one
    may be that of the page, or of the weather, unless its entry is built like the first with a day.
    """
    lines = page.lines if layout.form == "line" else ()
    ages = [at for at, line in enumerate(lines[: anchors[0]]) if line is not None and line.kind == "relative"]
    far = {b - a for a, b in pairwise(anchors)}
    gaps = {page.paragraphs[at].gap for at in anchors}
    found: list[int] = []
    for at, following in zip(ages[::-1], [anchors[0], *ages[::-1]], strict=False):
        if following - at not in far or page.paragraphs[at].gap not in gaps:
            break
        found.insert(0, at)
    alone = len(found) == 1 and not _is_aged(page, layout, found[0], anchors[0])
    return list(anchors) if alone else [*found, *anchors]


def _is_aged(page: Page, layout: Layout, age: int, day: int) -> bool:
    """Say whether a title of some words stands beside an age, and a text where one stands beside a day."""
    lines, (title, text) = page.paragraphs, (1, 2) if layout.stands == "first" else (-1, 1)
    head = lines[age + title] if age + title >= 0 else None
    told = {is_sentence(p.text) for at in (age, day) for p in lines[at + text : at + text + 1]}
    wordy = head is not None and count_words(head.text) >= _WORDS and _is_title(page, age + title)
    return wordy and len(told) == 1


def with_lacking(page: Page, layout: Layout, anchors: Sequence[int]) -> list[int]:
    """Add the months that touch a title above them as all days of a page do: “October 2017 – Text.”.

    Where all blocks of a page are a title and what stands below it, add those texts, too, that no date opens or ends.
    """
    stands = layout.stands in {"after", "last"} and layout.form in _FORMS
    if not stands or not _touch(page, anchors):
        return list(anchors)
    parted = 0 not in [page.paragraphs[at - 1].gap for at in anchors[1:]]
    alone = parted and all(_ends_block(page, at) for at in anchors)
    if layout.stands == "last" and not alone:
        return list(anchors)
    days = {*range(anchors[0]), *anchors}
    others = [at for at, date in enumerate(page.lines if layout.form == "line" else page.parts) if date]
    months = [at for at in others if at not in days and _is_month(page, layout, at, parted=parted, alone=alone)]
    return sorted([*anchors, *months, *_undated(page, {*anchors, *months})])


def _touch(page: Page, anchors: Sequence[int]) -> bool:
    """Say whether a title stands directly above each date."""
    gaps = [page.paragraphs[at].gap for at in anchors]
    return len(anchors) >= _SOME and anchors[0] > 0 and not any(gaps)


def _is_month(page: Page, layout: Layout, at: int, *, parted: bool, alone: bool) -> bool:
    """Say whether a line has a month for its date, below a title; one alone on its line has a text below it.

    Or the place beside it, where title and date are all that entries have.
    """
    date = page.dated(at, layout.form)
    if date is None or date.kind != "partial" or not any(map(str.isalpha, date.line)) or page.paragraphs[at].gap:
        return False
    placed = alone and _ends_block(page, at) and time_heading(page.paragraphs[at]) is None
    if layout.form == "line" and not (parted and page.paragraphs[at - 1].gap and (placed or _is_text(page, at + 1))):
        return False
    return _is_title(page, at - 1)


def _ends_block(page: Page, at: int) -> bool:
    """Say whether an empty line stands below a line, or nothing."""
    return at + 1 == len(page.paragraphs) or page.paragraphs[at + 1].gap > 0


def _undated(page: Page, dates: set[int]) -> list[int]:
    """Return the texts of entries without a date, between others: few, and all blocks there are entries."""
    lines = page.paragraphs
    titles = [at for at in range(min(dates), max(dates)) if lines[at].gap]
    texts = [at + 1 for at in titles if at + 1 not in dates]
    ends = [at for at in texts if not lines[at + 1].gap]
    plain = all(_is_title(page, at - 1) and _is_text(page, at) and not page.parts[at] for at in texts)
    return texts if plain and not ends and len(texts) * 2 <= len(dates) else []


def _is_title(page: Page, at: int) -> bool:
    p = page.paragraphs[at]
    plain = not (p.label or page.kind(at) or page.parts[at] or is_heading_line(p) or is_furniture(p.text))
    return plain and 0 < len(p.text) <= _TITLE and (not is_sentence(p.text) or p.text[-1] in "?!")


def _is_text(page: Page, at: int) -> bool:
    """Say whether a line that touches the one above is a text."""
    p = page.paragraphs[at] if at < len(page.paragraphs) else None
    return p is not None and not p.gap and not p.style and len(p.text) >= _TEXT / 2 and is_sentence(p.text)

"""Lines that touch what ends the entry above: kickers below a labelled date, dates below a text, titles below a way."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from msgspec.structs import replace

from feedpub.listings.text.wording.dating import Dated, day_lines
from feedpub.listings.text.wording.furniture import is_furniture
from feedpub.listings.text.wording.lines import Paragraph
from feedpub.listings.text.wording.words import is_credit, is_sentence, is_short

_SOME: Final = 3
_WORDS: Final = 4
_APART: Final = 2
_ENTRY: Final = 3
"""A date, a title and a text."""


def with_entries_apart(paragraphs: Sequence[Paragraph], lines: Sequence[Dated | None]) -> Sequence[Paragraph]:
    """Part entries from what they touch and what ends the one above."""
    for apart in (_with_kickers_apart, _with_dates_apart, _with_ways_apart, _with_titles_apart):
        paragraphs = apart(paragraphs, lines)
    return paragraphs


def _with_kickers_apart(paragraphs: Sequence[Paragraph], lines: Sequence[Dated | None]) -> Sequence[Paragraph]:
    """Part these kickers from the dates, where below all dates but the last one stand such words and a title."""
    dates = [at for at, line in enumerate(lines) if line is not None and line.kind in {"full", "refused"}]
    if len(dates) < _SOME or not all(_is_labelled(paragraphs[at]) for at in dates):
        return paragraphs
    *others, last = dates
    ended = last + 1 == len(paragraphs) or paragraphs[last + 1].gap > 0
    kickers = {at + 1 for at in others}
    beside = kickers.union(at + 1 for at in kickers)
    if not ended or not beside.isdisjoint(dates):
        return paragraphs
    if not all(_is_kicker(paragraphs[at : at + 2]) for at in kickers):
        return paragraphs
    return [replace(p, gap=1) if at in kickers else p for at, p in enumerate(paragraphs)]


def _with_dates_apart(paragraphs: Sequence[Paragraph], lines: Sequence[Dated | None]) -> Sequence[Paragraph]:
    """Part dates from the texts above them, where title and text stand below each date, and none above the first.

    Or all dates but the first touch what is above them, and none what is below.
    """
    dates = [*day_lines(lines)]
    if len(dates) < _SOME or any(paragraphs[at].gap for at in dates[1:]):
        return paragraphs
    *others, last = dates
    below = all(paragraphs[at + 1].gap for at in others) and last + 1 < len(paragraphs) and paragraphs[last + 1].gap
    if not (below and dates[0] and paragraphs[dates[0]].gap):
        if dates[0] and is_sentence(paragraphs[dates[0] - 1].text):
            return paragraphs
        even = all(b - a == _ENTRY for a, b in pairwise(dates))
        if not even or not all(_is_told(paragraphs[at + 1 : at + _ENTRY]) for at in [last, *others]):
            return paragraphs
    touching = set(dates[1:])
    return [replace(p, gap=1) if at in touching else p for at, p in enumerate(paragraphs)]


def _with_ways_apart(paragraphs: Sequence[Paragraph], lines: Sequence[Dated | None]) -> Sequence[Paragraph]:
    """Part entries from the way to the whole text of the one above, “Continue”, that they touch down to their dates.

    There is one such way for nearly each date, and nearly all have such lines below.
    """
    dates = [*day_lines(lines)]
    if len(dates) < _SOME or not any(p.gap for p in paragraphs):
        return paragraphs
    often = (text for text, count in Counter(p.text for p in paragraphs).most_common() if _is_often(count, len(dates)))
    if (words := next(filter(is_furniture, often), None)) is None:
        return paragraphs
    ways = [at for at, p in enumerate(paragraphs[: dates[-1]]) if p.text == words]
    touching = {at + 1 for at in ways if lines[at + 1] is None and _touch_down(paragraphs, lines, at + 1)}
    if len(touching) * 5 < len(ways) * 4:
        return paragraphs
    return [replace(p, gap=_APART) if at in touching else p for at, p in enumerate(paragraphs)]


def _with_titles_apart(paragraphs: Sequence[Paragraph], lines: Sequence[Dated | None]) -> Sequence[Paragraph]:
    """Part titles from the texts they touch, where each date and the text below it stand behind an empty line.

    So do all titles but the first, and nothing of the kind touches the last text.
    """
    dates = [*day_lines(lines)]
    if len(dates) < _SOME or not dates[0]:
        return paragraphs
    spaced = all(paragraphs[at].gap and _has_text(paragraphs, at + 1) for at in dates)
    if not spaced or not all(_touches(paragraphs, at - 1) for at in dates[1:]):
        return paragraphs
    end = next((at for at in range(dates[-1] + 2, len(lines)) if paragraphs[at].gap), len(lines)) - 1
    if end > dates[-1] + 1 and _touches(paragraphs, end):
        return paragraphs
    titles = {at - 1 for at in dates}
    return [replace(p, gap=max(p.gap, _APART)) if at in titles else p for at, p in enumerate(paragraphs)]


def _has_text(paragraphs: Sequence[Paragraph], at: int) -> bool:
    return at < len(paragraphs) and paragraphs[at].gap > 0


def _touches(paragraphs: Sequence[Paragraph], at: int) -> bool:
    """Say whether a plain line that is no sentence touches one that is."""
    p = paragraphs[at]
    plain = not (p.style or p.label or p.heading or p.gap or is_furniture(p.text) or is_credit(p.text))
    titled = not is_sentence(p.text) or p.text.endswith(("?", "!"))
    return plain and titled and is_sentence(paragraphs[at - 1].text)


def _is_often(count: int, dates: int) -> bool:
    """Say whether a line stands as often as nearly each date."""
    return count >= _SOME and count * 5 >= dates * 4


def _touch_down(paragraphs: Sequence[Paragraph], lines: Sequence[Dated | None], at: int) -> bool:
    """Say whether lines touch what is above them, down to a date."""
    stop = next(
        (one for one in range(at, min(at + _ENTRY + 1, len(lines))) if paragraphs[one].gap or lines[one] is not None),
        at,
    )
    return not paragraphs[stop].gap and lines[stop] is not None


def _is_told(below: Sequence[Paragraph]) -> bool:
    """Say whether a title and a text, each behind an empty line, are all there is."""
    sentences = [is_sentence(p.text) for p in below]
    return sentences == [False, True] and all(p.gap > 0 and not p.style for p in below)


def _is_labelled(p: Paragraph) -> bool:
    """Say whether words and a colon stand before a date."""
    words, colon, _ = p.text.partition(":")
    return p.label != "" or (colon != "" and not any(map(str.isdigit, words)))


def _is_kicker(below: Sequence[Paragraph]) -> bool:
    """Say whether a few words touch what is above them, and behind an empty line stands a title."""
    kicker, title = below
    plain = not (kicker.style or kicker.label or is_furniture(kicker.text) or is_credit(kicker.text))
    few = is_short(kicker.text) and len(kicker.text.split()) <= _WORDS
    return plain and few and not kicker.gap and title.gap > 0 and not is_sentence(title.text)

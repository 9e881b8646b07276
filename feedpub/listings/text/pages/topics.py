"""Topics between the titles of a day: “Thursday 14 May 2015”, “Harbour”, two titles, “Fishing”, one title."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import chain, pairwise
from typing import Final

from msgspec.structs import replace

from feedpub.listings.text.wording.dating import Dated, day_lines
from feedpub.listings.text.wording.furniture import is_furniture
from feedpub.listings.text.wording.lines import Paragraph
from feedpub.listings.text.wording.subjects import is_subject
from feedpub.listings.text.wording.words import is_dense, is_sentence

_SOME: Final = 2
_TOPIC: Final = 3
"""A topic has no more words, a title has more."""
_DEEPEST: Final = 6


def with_topics(paragraphs: Sequence[Paragraph], lines: Sequence[Dated | None]) -> Sequence[Paragraph]:
    """Make headings of the topics below days: one heads each day, several share one, and some head several titles."""
    days = [*day_lines(lines)]
    if len(days) < _SOME or any(paragraphs[day].label for day in days):
        return paragraphs
    groups = [range(a + 1, b) for a, b in pairwise([*days, len(paragraphs)])]
    # The beginning of a long page may end within a day.
    if not all(group and _may_be_topic(paragraphs[group[0]]) for group in (groups[:-1] if groups[_SOME:] else groups)):
        return paragraphs
    topics: list[int] = []
    for at in chain.from_iterable(groups):
        if _may_be_topic(paragraphs[at]):
            if topics[-1:] == [at - 1]:
                return paragraphs  # no title stands below it
            topics.append(at)
    if not _part_titles(paragraphs, topics, days) or len(topics) == len(days):
        return paragraphs
    texts = [paragraphs[at].text for at in topics]
    counts = Counter(texts)
    if sum(is_subject(text) or counts[text] > 1 for text in texts) * 2 < len(texts):
        return paragraphs
    heads = {*topics}
    return [replace(p, heading=_DEEPEST) if at in heads else p for at, p in enumerate(paragraphs)]


def _may_be_topic(paragraph: Paragraph) -> bool:
    text = paragraph.text
    plain = text and not (paragraph.style or paragraph.label or paragraph.heading or is_dense(text))
    return bool(plain) and len(text.split()) <= _TOPIC and not is_sentence(text) and not is_furniture(text)


def _part_titles(paragraphs: Sequence[Paragraph], topics: Sequence[int], days: Sequence[int]) -> bool:
    """Say whether titles, no sentences, stand below each topic, and several below some."""
    stops = sorted({*topics, *days, len(paragraphs)})
    below = [range(at + 1, stops[bisect_right(stops, at)]) for at in topics]
    titles = [at for group in below for at in group]
    told = sum(is_sentence(paragraphs[at].text) for at in titles)
    return all(below[:-1]) and max(map(len, below), default=0) >= _SOME and told * 10 <= len(titles)

"""Labels such as “Subject”, which say a title or a topic: on a page with a few words behind all of them, a topic."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from feedpub.listings.naming import LABELS
from feedpub.listings.text.wording.lines import Paragraph
from feedpub.listings.text.wording.words import is_sentence

_SOME: Final = 3
_WORDS: Final = 4
_NEARLY_ALL: Final = 0.8
_TOPIC: Final = "topic"
_NAMING: Final = frozenset(
    {"title", "titel", "titre", "titulo", "título", "titolo", "titulek", "headline", "tytul", "tytuł"}
)
"""What names nothing but a title, however often it comes again."""


def with_topic_labels(paragraphs: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """Let such labels be those of topics: some few words recur behind them, below a line without a label."""
    found: dict[str, list[int]] = defaultdict(list)
    for at, p in enumerate(paragraphs):
        if p.label and LABELS[p.label] == "title" and p.label not in _NAMING:
            found[p.label].append(at)
    topics = {at for own in found.values() if _say_topics(paragraphs, own) for at in own}
    if not topics:
        return paragraphs
    return [
        replace(p, label=_TOPIC, style=f"{_TOPIC}:" if p.style == f"{p.label}:" else p.style) if at in topics else p
        for at, p in enumerate(paragraphs)
    ]


def _say_topics(paragraphs: Sequence[Paragraph], own: Sequence[int]) -> bool:
    values = {paragraphs[at].text for at in own}
    short = all(len(value.split()) <= _WORDS and not is_sentence(value) for value in values)
    below = sum(at > 0 and not paragraphs[at - 1].label for at in own)
    return len(own) >= _SOME and len(values) < len(own) and short and below >= _NEARLY_ALL * len(own)

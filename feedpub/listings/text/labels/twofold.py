"""What two entries alone show of a page: lines that the rules for several entries would not count."""

from collections.abc import Sequence
from typing import Final

from feedpub.listings.text.wording.words import count_words, is_sentence, is_short

_PAIR: Final = 2
_FEWER_WORDS: Final = 3
_TITLE_WORDS: Final = 4


def are_split(heads: Sequence[Sequence[str]], tails: Sequence[Sequence[str]]) -> bool:
    """Say whether two kickers stand alone above dates: behind these stands a title, twice as long, and its text."""
    if len(heads) != _PAIR or any(len(head) != 1 or len(tail) < _PAIR for head, tail in zip(heads, tails, strict=True)):
        return False
    few = all(count_words(head[0]) <= _FEWER_WORDS and not is_sentence(head[0]) for head in heads)
    titles = all(count_words(tail[0]) >= _TITLE_WORDS and not tail[0].endswith("…") for tail in tails)
    longer = all(len(head[0]) * 2 <= len(tail[0]) < len(tail[1]) for head, tail in zip(heads, tails, strict=True))
    return few and titles and longer and all(is_sentence(tail[1]) for tail in tails)


def said_by_both(texts: Sequence[Sequence[str]]) -> frozenset[str]:
    """Return what two entries say directly below their dates, above longer lines: a part of the site, “In focus”."""
    if len(texts) != _PAIR or any(len(lines) < _PAIR for lines in texts):
        return frozenset()
    said = {lines[0] for lines in texts}
    short = all(is_short(text) and count_words(text) <= _FEWER_WORDS for text in said)
    longer = all(count_words(lines[1]) >= _TITLE_WORDS for lines in texts)
    return frozenset(said) if len(said) == 1 and short and longer else frozenset()

"""Words that call on readers above dates, “Read”, “Discover”, where titles stand there: below them stands the title."""

from collections.abc import Sequence
from typing import Final

from feedpub.listings.text.wording.words import count_words, is_sentence

_TITLE_WORDS: Final = 2


def is_call(above: Sequence[str], behind: Sequence[str]) -> bool:
    """Say whether one word stands alone above a date, and something else that may be a title directly below it."""
    if len(above) != 1 or not behind or count_words(above[0]) > 1:
        return False
    return count_words(behind[0]) >= _TITLE_WORDS and not is_sentence(behind[0])


def without_calls(
    heads: Sequence[Sequence[str]], tails: Sequence[Sequence[str]]
) -> tuple[Sequence[Sequence[str]], Sequence[Sequence[str]]]:
    """Leave out the entries that begin with such a word, where all others have more above their dates."""
    calls = [is_call(head, tail) for head, tail in zip(heads, tails, strict=True)]
    others = [head for head, call in zip(heads, calls, strict=True) if not call]
    if not any(calls) or sum(calls) > len(others) or any(len(head) < _TITLE_WORDS for head in others):
        return heads, tails
    return others, [tail for tail, call in zip(tails, calls, strict=True) if not call]

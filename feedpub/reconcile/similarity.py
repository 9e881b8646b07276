"""How alike two printings of a story are: numbers between 0 and 1."""

import math
import re
from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher
from itertools import takewhile
from typing import Final

from feedpub.text import fold

_WORD: Final = re.compile(r"\w+")
_STEM: Final = 6
"""So many letters of a word count: the rest is inflection."""

_RAREST: Final = 4
"""So many words of a title are looked up among the titles of the page."""

_CLOSE: Final = 0.8
"""Titles that share so much letter by letter are alike, whatever their words."""

_LONG: Final = 400
"""So many characters of a summary are compared."""


class Likeness:
    """Compares titles by the words that tell the stories of one page apart.

    A word weighs the more, the fewer of the page's titles have it: what every title says proves nothing.
    """

    def __init__(self, titles: Iterable[str]) -> None:
        folded = [fold(title) for title in titles]
        self._words = {title: Counter(_stems(title)) for title in folded}
        self._seen: Counter[str] = Counter()
        for words in self._words.values():
            self._seen.update(words.keys())
        self._all = len(folded)

    def titles(self, one: str, other: str) -> float:
        """Return how alike two titles are: letter by letter, word by word, or one within the other."""
        words, others = self._stems_of(fold(one)), self._stems_of(fold(other))
        lesser = min(self._weight(words), self._weight(others))
        telling = lesser and min(words.total(), others.total()) >= 3
        within = 0.9 * self._weight(words & others) / lesser if telling else 0.0
        return max(within, self.whole_titles(one, other))

    def whole_titles(self, one: str, other: str) -> float:
        """Return how alike two titles are, letter by letter or word by word."""
        a, b = fold(one), fold(other)
        if a == b:
            return 1.0
        if not a or not b:
            return 0.0
        words, others = self._stems_of(a), self._stems_of(b)
        both = self._weight(words) + self._weight(others)
        by_word = 2 * self._weight(words & others) / both if both else 0.0
        # Any two titles of one language share half of their letters in order: only much of it means something.
        matcher = SequenceMatcher(None, a, b, autojunk=False)
        close = matcher.real_quick_ratio() >= _CLOSE and matcher.quick_ratio() >= _CLOSE
        by_letter = matcher.ratio() if close else 0.0  # the first two are never less than the ratio, and cheap
        return max(by_word, by_letter if by_letter >= _CLOSE else 0.0)

    def rarest(self, title: str) -> list[str]:
        """Return the words of a title that the fewest other titles have."""
        words = self._stems_of(fold(title))
        return sorted(words, key=lambda word: (self._seen[word], -len(word), word))[:_RAREST]

    def _stems_of(self, title: str) -> Counter[str]:
        return self._words.get(title) or Counter(_stems(title))

    def _weight(self, words: Counter[str]) -> float:
        return sum(number * math.log(1 + (1 + self._all) / (1 + self._seen[w])) for w, number in words.items())


def summaries(one: str, other: str) -> float:
    """Return how alike two summaries are, letter by letter, by their beginnings."""
    a, b = fold(one)[:_LONG], fold(other)[:_LONG]
    if a == b:
        return 1.0
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() > 0.3 and matcher.quick_ratio() > 0.3 else 0.0


def numbers_of(title: str) -> Counter[str]:
    """Return the numbers in a title: they tell the issues of a series apart."""
    return Counter(word for word in _WORD.findall(fold(title)) if any(c.isdigit() for c in word))


def is_series(one: str, other: str) -> bool:
    """Say whether two titles begin alike and then name different things, as the issues of a series do."""
    a, b = _WORD.findall(fold(one)), _WORD.findall(fold(other))
    same = sum(takewhile(bool, (x == y for x, y in zip(a, b, strict=False))))
    tails = a[same:], b[same:]
    ends = sum(takewhile(bool, (x == y for x, y in zip(*(reversed(tail) for tail in tails), strict=False))))
    left, right = (" ".join(tail[: len(tail) - ends]) for tail in tails)
    return same >= 3 and bool(left and right) and SequenceMatcher(None, left, right, autojunk=False).ratio() < 0.75


def _stems(folded: str) -> list[str]:
    return [word[:_STEM] for word in _WORD.findall(folded)]

"""How alike two printings of a story are: numbers between 0 and 1."""

import math
import re
from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher
from itertools import takewhile
from typing import Final

from msgspec import Struct

from feedpub.text import fold

_WORD: Final = re.compile(r"\w+")
_STEM: Final = 6
"""So many letters of a word count: the rest is inflection."""

_LITTLE: Final = 3
"""Words of so few letters mostly hold a title together: they weigh half."""

_RAREST: Final = 4
"""So many words of a title are looked up among the titles of the page."""

_CLOSE: Final = 0.8
"""Titles that share so much letter by letter are alike, whatever their words."""

_LONG: Final = 400
"""So many characters of a text are compared: the work for one pair is bounded."""


class _Text(Struct, frozen=True):
    """A text as it is compared: folded, its words, its letters, and the weight of all its words."""

    folded: str
    words: Counter[str]
    letters: Counter[str]
    weight: float


class Likeness:
    """Compares texts by the words that tell those of one page apart.

    A word weighs the more, the fewer of the page's texts have it: what every title says proves nothing.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        folded = [_begin(text) for text in texts]
        self._seen: Counter[str] = Counter()
        for text in set(folded):
            self._seen.update(set(_stems(text)))
        self._all = len(folded)
        self._weights: dict[str, float] = {}
        self._texts: dict[str, _Text] = {}

    def titles(self, one: str, other: str) -> float:
        """Return how alike two titles are: letter by letter, word by word, or one within the other."""
        a, b = self._text_of(one), self._text_of(other)
        lesser = min(a.weight, b.weight)
        telling = lesser and min(a.words.total(), b.words.total()) >= 3
        within = 0.9 * self._weigh(a.words & b.words) / lesser if telling else 0.0
        return max(within, self.whole_titles(one, other))

    def whole_titles(self, one: str, other: str) -> float:
        """Return how alike two titles are, letter by letter or word by word."""
        a, b = self._text_of(one), self._text_of(other)
        if a.folded == b.folded:
            return 1.0
        # Any two titles of one language share half of their letters in order: only much of it means something.
        by_letter = _by_letter(a, b, _CLOSE)
        return max(self._by_word(a, b), by_letter if by_letter >= _CLOSE else 0.0)

    def summaries(self, one: str, other: str) -> float:
        """Return how alike two summaries are: word by word, and where most words are the same letter by letter."""
        a, b = self._text_of(one), self._text_of(other)
        if a.folded == b.folded:
            return 1.0
        by_word = self._by_word(a, b)
        return max(by_word, _by_letter(a, b, _CLOSE)) if by_word >= 0.5 else by_word

    def rarest(self, title: str) -> list[str]:
        """Return the words of a title that the fewest other titles have."""
        return sorted(self._text_of(title).words, key=lambda word: (self._seen[word], -len(word), word))[:_RAREST]

    def _text_of(self, text: str) -> _Text:
        found = self._texts.get(text)
        if found is None:
            folded = _begin(text)
            words = Counter(_stems(folded))
            found = _Text(folded, words, Counter(folded), self._weigh(words))
            self._texts[text] = found
        return found

    def _by_word(self, a: _Text, b: _Text) -> float:
        both = a.weight + b.weight
        return 2 * self._weigh(a.words & b.words) / both if both else 0.0

    def _weigh(self, words: Counter[str]) -> float:
        return sum(number * self._weight(word) for word, number in words.items())

    def _weight(self, word: str) -> float:
        found = self._weights.get(word)
        if found is None:
            found = math.log(1 + (1 + self._all) / (1 + self._seen[word]))
            if len(word) <= _LITTLE and word.isalpha() and word.isascii():
                found /= 2
            self._weights[word] = found
        return found


def _by_letter(a: _Text, b: _Text, least: float) -> float:
    """Return how alike two texts are letter by letter; 0 where it is plain that this is less than `least`."""
    both = len(a.folded) + len(b.folded)
    if not both or 2 * min(len(a.folded), len(b.folded)) < least * both:
        return 0.0
    if 2 * (a.letters & b.letters).total() < least * both:
        return 0.0
    return SequenceMatcher(None, a.folded, b.folded, autojunk=False).ratio()


def numbers_of(text: str) -> Counter[str]:
    """Return the numbers in a title: they tell the issues of a series apart."""
    return Counter(word for word in _WORD.findall(fold(text)) if any(c.isdigit() for c in word))


def is_series(one: str, other: str) -> bool:
    """Say whether two titles begin alike and then name different things, as the issues of a series do."""
    a, b = _WORD.findall(fold(one)), _WORD.findall(fold(other))
    same = sum(takewhile(bool, (x == y for x, y in zip(a, b, strict=False))))
    tails = a[same:], b[same:]
    ends = sum(takewhile(bool, (x == y for x, y in zip(*(reversed(tail) for tail in tails), strict=False))))
    left, right = (" ".join(tail[: len(tail) - ends]) for tail in tails)
    return same >= 3 and bool(left and right) and SequenceMatcher(None, left, right, autojunk=False).ratio() < 0.75


def _begin(text: str) -> str:
    return fold(text)[:_LONG]


def _stems(folded: str) -> list[str]:
    return [word[:_STEM] for word in _WORD.findall(folded)]

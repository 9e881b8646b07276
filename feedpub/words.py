"""Words that a config asks for, as patterns over folded text."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from feedpub.text import fold


@dataclass(frozen=True, slots=True)
class Wordlist:
    """Words to look for: a pattern, and of each word a piece without which it cannot be there."""

    pieces: tuple[str, ...]
    pattern: re.Pattern[str]

    def stand_in(self, text: str) -> bool:
        """Say whether any of the words stands in folded text."""
        # A look for each piece costs a hundredth of what the pattern does, and mostly none is there.
        return any(piece in text for piece in self.pieces) and self.pattern.search(text) is not None


def words_of(words: Iterable[str]) -> Wordlist:
    """Match any of the words in folded text: whole words, quotes aside; `*` at the end matches any ending."""
    words = tuple(words)
    stems = (fold(word).rstrip("*").split() for word in words)
    pieces = tuple(dict.fromkeys(max(stem, key=len, default="") for stem in stems))
    return Wordlist(pieces, re.compile("|".join(_word_pattern(word) for word in words)))


def _word_pattern(word: str) -> str:
    folded = fold(word)
    stem = folded.rstrip("*")
    body = r"\s+".join(re.escape(part) for part in stem.split())
    before = r"(?<!\w)" if _has_edges(stem[0]) else ""
    after = r"(?!\w)" if folded == stem and _has_edges(stem[-1]) else ""
    return before + body + after


def _has_edges(character: str) -> bool:
    """Say whether the script of a character puts spaces between words."""
    return character.isalnum() and not unicodedata.name(character, "").startswith(
        ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR")
    )

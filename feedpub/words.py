"""Words that a config asks for, as patterns over folded text."""

import re
import unicodedata
from collections.abc import Iterable

from feedpub.text import fold


def pattern_of(words: Iterable[str]) -> re.Pattern[str]:
    """Match any of the words in folded text: whole words, quotes aside; `*` at the end matches any ending."""
    return re.compile("|".join(_word_pattern(word) for word in words))


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

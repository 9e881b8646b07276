"""Whether lines of running text tell something, as no headline does: by where sentences end in them."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from feedpub.listings.html.page.tree import width

_FULL: Final = re.compile(r"[。！？]")
_OPEN: Final = re.compile(r"[,，、:：;]$")
_QUOTES: Final = "\"'”’)»"
_ABBREVIATION: Final = 3
_SHORT: Final = frozenset(("no", "nr", "co", "vs", "vol", "st", "ca", "al", "pp"))
"""Letters of a word with a capital that its stop shortens, at most; and words in small letters which one shortens."""
_SENTENCES: Final = 2
"""Sentences of a post, if none of its lines is wide."""
WIDE: Final = 110
"""Letters of a line that no headline has."""


def tells(line: str) -> bool:
    """Say whether a line tells something: a sentence ends in it, or does not end with it, or it is wide."""
    return width(line) >= WIDE or _OPEN.search(line) is not None or _sentences_in(line) > 0


def is_text(lines: Sequence[str]) -> bool:
    """Say whether lines are several sentences, or one of them is wide."""
    return any(width(line) >= WIDE for line in lines) or sum(map(_sentences_in, lines)) >= _SENTENCES


def _sentences_in(line: str) -> int:
    """Return how many sentences end in a line: before a capital letter, or with it."""
    return len(_FULL.findall(line)) + sum(_ends(word, after) for word, after in pairwise([*line.split(), ""]))


def _ends(word: str, after: str) -> bool:
    """Say whether a sentence ends with a word. Titles end with marks of question and quotation, too."""
    ended = word.rstrip(_QUOTES)
    last, bare = ended[-1:], ended.rstrip(".!?…").lstrip("\"'“‘(«[")
    if not bare or last not in ".!?…" or (after.strip("\"'“‘(«[") or after)[:1].islower():
        return False
    if last in "!?" or (word != ended and not after):
        return bool(after)
    if bare.isdigit() or not bare[-1].isalpha():
        return len(bare) > _ABBREVIATION
    if len(bare) == 1 or "." in bare:
        return False
    return len(bare) > _ABBREVIATION or (bare.islower() and bare not in _SHORT)

"""Shaped like a date, with a month that no known language has: refused, not overlooked."""

from collections.abc import Sequence
from functools import cache, lru_cache

from feedpub.dates.calendar import Parts
from feedpub.dates.fold import fold
from feedpub.dates.lexicon import lexicon
from feedpub.dates.types import Refusal


def read_unknown(parts: Parts) -> Refusal | None:
    """Refuse what is shaped like a date and names an unknown month, in a known or an unknown script."""
    word = parts.words["Q1"]
    if parts.first("O1", "P1") or not _is_read(word) or _like_a_month(word):
        return Refusal(reason=f"“{parts.shown}” names a month that is not known, {word}")
    return None


def _is_read(word: str) -> bool:
    """Say whether the months of the word's script are known, so that it is just a word."""
    return "a" <= word[0] <= "z" or "а" <= word[0] <= "я" or "α" <= word[0] <= "ω"


@cache
def _month_names() -> Sequence[str]:
    return sorted({fold(name) for name in lexicon().months if len(name) > 3})


@lru_cache(maxsize=1024)
def _like_a_month(word: str) -> bool:
    """Tell “29 Novembr 2019” from “20 women 2020”."""
    from difflib import get_close_matches  # here: start-up counts, and few lines ask for it

    return 3 < len(word) <= 12 and bool(get_close_matches(word, _month_names(), n=1, cutoff=0.75))

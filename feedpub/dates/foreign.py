"""Words that stand in no date: what most of a page is made of, told without looking for dates in it."""

import re
from functools import cache
from typing import Final

from feedpub.dates.lexicon import lexicon

_TOKEN: Final = re.compile("[a-z]+|[0-9]+")
_LONG: Final = re.compile("[a-z]{4,}")


def foreign_letters(text: str) -> int:
    """Count the letters of the longer words that no date has; none are seen in other than ASCII text."""
    if not text.isascii():
        return 0
    known = _words_of_dates()
    return sum([len(word) for word in _LONG.findall(text.lower()) if word not in known])


def has_foreign_edges(text: str) -> bool:
    """Say whether neither the first words of a text nor the last ones can be those of a date."""
    if not text.isascii():
        return False
    tokens, known = _TOKEN.findall(text.lower()), _words_of_dates()
    if len(tokens) < 2:
        return False
    return not any(
        (edge.isdecimal() or edge in known) and (inner.isdecimal() or inner in known or not edge.isdecimal())
        for edge, inner in ((tokens[0], tokens[1]), (tokens[-1], tokens[-2]))
    )


@cache
def _words_of_dates() -> frozenset[str]:
    """Return all words of the lexicon in English letters, and the parts of those that have several."""
    return frozenset(part for word in lexicon().codes for part in re.findall("[a-z]+", word))

"""Dates behind words that the page repeats: “Posted up on: 12.06.2017”, whatever the words before the colon."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from feedpub.dates import Terms
from feedpub.listings.text.dating import Dated, dated_line

_KEYED: Final = re.compile(r"(?P<key>[^\W\d_][^\d:：.!?]{1,38}?)\s?(?::\s+|：\s*)(?=\S)")
_LATER_WORDS: Final = """
    deadline closing expires until due event events apply frist anmeldeschluss limite plazo prazo
"""
_LATER: Final = frozenset(_LATER_WORDS.split())
"""Words of days that come after the one on which something was published."""
_SOME: Final = 3
_WORDS: Final = 4


def with_keys(texts: Sequence[str], lines: Sequence[Dated | None], terms: Terms) -> list[Dated | None]:
    """Add the date lines that words and a colon lead in to, where the same words do so several times.

    A deadline dates entries that no other date does.
    """
    found: dict[int, tuple[str, Dated]] = {}
    for at, text in enumerate(texts):
        match = _KEYED.match(text) if lines[at] is None else None
        words = match["key"].casefold().split() if match is not None else []
        if match is None or len(words) > _WORDS or not any(map(str.isdigit, text)):
            continue
        date = dated_line(text[match.end() :], terms)
        if date is not None and date.kind == "full":
            found[at] = " ".join(words), date
    often = Counter(key for key, _ in found.values())
    keyed = {at: date for at, (key, date) in found.items() if often[key] >= _SOME and not _is_later(key)}
    if not keyed and not any(line is not None and line.kind == "full" for line in lines):
        keyed = {at: date for at, (key, date) in found.items() if often[key] >= _SOME}
    return [keyed.get(at, line) for at, line in enumerate(lines)] if keyed else list(lines)


def _is_later(key: str) -> bool:
    return not _LATER.isdisjoint(key.split())

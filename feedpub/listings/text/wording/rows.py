"""Rows of labels below the titles of events, or above titles: “Talk, Walk, History”, “Sea | Nets”."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from feedpub.listings.text.wording.words import is_short

_PARTED: Final = re.compile(r"[|,]")
_SOME: Final = 3
_WORDS: Final = 5


def are_rows(turned: Sequence[tuple[str, str]], entries: int) -> bool:
    """Say whether labels stand beside titles, in rows at least some, and most rows have one that others have, too."""
    rows = [[label.strip() for label in _PARTED.split(row)] for row, _ in turned]
    times = Counter(label for row in rows for label in set(row))
    if len(turned) < max(_SOME, entries - 1) or not any(len(row) > 1 for row in rows):
        return False
    titles = {title for _, title in turned}
    few = all(len(label.split()) <= _WORDS and is_short(label) for label in times)
    again = sum(any(times[label] > 1 for label in row) for row in rows)
    return few and again * 2 > len(rows) and len(titles) == len(turned) and titles.isdisjoint(times)

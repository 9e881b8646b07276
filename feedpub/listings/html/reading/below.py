"""Boxes below a list that are marked up as its entries are: they have no day, and lead elsewhere or nowhere."""

from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from feedpub.listings.html.groups.folders import folder_of, is_folder

_FEWEST: Final = 6
"""So many entries with a day and a link show what all have."""
_SHARE: Final = 4
"""One in so many at most stands below."""


def boxes_below(links: Sequence[str], dated: Sequence[bool]) -> set[int]:
    """Return the last records, without a day, of which none leads where one of the others does: these have both."""
    if not dated or dated[-1]:
        return set()
    entries = [k for k, day in enumerate(dated) if day]
    folders = {folder_of(links[k]) for k in entries}

    def is_apart(k: int) -> bool:
        return not (dated[k] or (links[k] and folder_of(links[k]) in folders))

    last = {*takewhile(is_apart, reversed(range(len(links))))}
    few = len(entries) >= _FEWEST and len(last) * _SHARE <= len(links)
    whole = len(links) - len(entries) - len(last) <= 1 and all(links[k] for k in entries)
    return last if few and whole and all(map(is_folder, folders)) else set()

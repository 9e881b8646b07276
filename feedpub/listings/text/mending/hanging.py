"""Items of lists that go on below their markers, in dumps: where each ends in a date, its lines are one.

* The lock opens in May   March 3, 2006
* Who mends the old nets of those that still go
  out at night   March 2, 2006
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from feedpub.listings.text.mending.markdown import SKIPPED

_ITEM: Final = re.compile(r"(?P<indent>[ ]*)[*+•-][ ]+(?=\S)")
_HUNG: Final = re.compile(r"\n[ ]*[*+•-][ ]+\S[^\n]*\n[ ]+[^\s*+•-][^\n]*(?:19|20)\d\d\)?[ ]*\n")
"""An item that goes on in the next line, down to a year."""
_ENDED: Final = re.compile(r"(?:19|20)\d\d\)?$")
_SOME: Final = 4
_NEARLY_ALL: Final = 0.9
_MOST: Final = 3
"""An item has no more lines."""
_SLACK: Final = 2
"""Blanks that do not break let a line become longer by so much."""


def with_items_joined(lines: list[str], text: str) -> list[str]:
    """Join the lines of items where nearly all end in a date, some within their first line.

    Each further line begins with a word that had no room above: the longest line of the items shows how much there is.
    """
    if _HUNG.search(text) is None:
        return lines
    joined = list(lines)
    for items in _lists(lines):
        if not _are_wrapped([lines[start:stop] for start, stop in items]):
            continue
        for start, stop in items:
            joined[start] = _joined(lines[start:stop])
            joined[start + 1 : stop] = [SKIPPED] * (stop - start - 1)
    return joined


def _lists(lines: Sequence[str]) -> Iterator[list[tuple[int, int]]]:
    """Yield from where to where the items of each list reach; an empty line between two parts no list."""
    items: list[tuple[int, int]] = []
    column = -1
    for at, line in enumerate([*lines, "."]):
        item = _ITEM.match(line)
        if item is not None and (not items or item.end() == column):
            column = item.end()
            items.append((at, at + 1))
        elif items and line[:column].isspace() and len(line) > column and not line[column].isspace():
            start, stop = items[-1]
            if stop == at:
                items[-1] = (start, at + 1)
            else:
                items = []  # a text below an item: no list of titles
        elif line.strip():
            if items:
                yield items
            items = [] if item is None else [(at, at + 1)]
            column = -1 if item is None else item.end()


def _are_wrapped(items: Sequence[Sequence[str]]) -> bool:
    """Say whether the lines of items are such as were wrapped, and most items end in a date."""
    alone = sum(len(one) == 1 and _ENDED.search(one[0].rstrip()) is not None for one in items)
    if len(items) < _SOME or alone < 2 or len(items) == sum(len(one) == 1 for one in items):
        return False
    if any(len(one) > _MOST for one in items):
        return False
    width = max(len(line.rstrip()) for one in items for line in one) - _SLACK
    full = all(len(a) + 1 + len(b.split()[0]) > width for one in items for a, b in pairwise(one))
    ended = sum(_ENDED.search(one[-1].rstrip()) is not None for one in items)
    return full and ended >= _NEARLY_ALL * len(items)


def _joined(lines: Sequence[str]) -> str:
    """Join lines; the wide space that ended one stands before the date that is the next."""
    return "".join(f"{line.rstrip()}{'   ' if line.endswith('  ') else ' '}" for line in _dedented(lines)).rstrip()


def _dedented(lines: Sequence[str]) -> Iterator[str]:
    first, *others = lines
    yield first
    yield from (line.lstrip() for line in others)

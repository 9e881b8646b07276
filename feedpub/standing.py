"""How an entry stands on its page: a digest of each of its lines, to tell that it was edited from how it is read.

`3fa0 91c4` are two lines. Nothing like the last entry of a page shows where that one ends: `3fa0 91c4|07bb` says that
one more line stood behind it, which may be its own or the page's.
"""

from collections.abc import Iterable, Sequence
from typing import Final
from zlib import crc32

_BEHIND: Final = "|"
MOST: Final = 12
"""So many lines behind the last entry are looked at."""


def stand(lines: Iterable[str]) -> str:
    """Return how an entry of these lines stands."""
    return " ".join([f"{crc32(line.encode()) & 0xFFFF:04x}" for line in lines])


def stand_last(lines: Iterable[str], behind: Sequence[str]) -> str:
    """Return how the last entry of a page stands, with these lines behind it."""
    return f"{stand(lines)}{_BEHIND}{stand(behind[:MOST])}"


def is_last(stood: str) -> bool:
    """Say whether an entry stood last."""
    return _BEHIND in stood


def is_same(before: str, now: str) -> bool:
    """Say whether an entry has the lines that it had, wherever it ends in the two readings."""
    one, other = before.split(_BEHIND), now.split(_BEHIND)
    if not one[0] or not other[0]:
        return False  # a page that does not say how its entries stand
    short, long = sorted((one, other), key=lambda parts: len(parts[0]))
    if short[0] == long[0]:
        return True
    left = long[0].removeprefix(f"{short[0]} ")
    if left == long[0]:
        return False
    # Either what is left stood behind it, or the longer reading took in what stands below it on the page.
    return f"{short[1]} ".startswith(f"{left} ") if len(short) > 1 else len(long) > 1

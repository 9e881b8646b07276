"""How an entry stands on its page: a digest of each of its lines, to tell that it was edited from how it is read.

`3fa0 91c4` are two lines. Nothing of its kind shows where the last entry of a page ends: `3fa0 91c4|07bb` says that one
more line stood behind it, which may be its own or the page's. `3fa0 91c4/07bb` says that below an entry stands what was
taken for a heading of the next one.
"""

from collections.abc import Iterable, Sequence
from struct import pack
from typing import Final
from zlib import crc32

_BEHIND: Final = "|"
_HEADING: Final = "/"
_WIDTH: Final = 5
"""So many characters has the digest of a line, with the space behind it."""
MOST: Final = 12
"""So many lines behind the last entry are looked at."""


def stand(lines: Iterable[str]) -> str:
    """Return how an entry of these lines stands."""
    digests = [digest & 0xFFFF for digest in map(crc32, map(str.encode, lines))]
    return pack(f">{len(digests)}H", *digests).hex(" ", 2)


def stand_of(stood: str, start: int, stop: int) -> str:
    """Return how an entry stands that has the lines `start` to `stop` of those that stand as `stood` says."""
    return stood[start * _WIDTH : stop * _WIDTH - 1]


def stand_last(stood: str, behind: Sequence[str]) -> str:
    """Return how an entry stands that is the last of its page, with these lines behind it."""
    return f"{stood}{_BEHIND}{stand(behind[:MOST])}"


def stand_above(stood: str, headings: Iterable[str]) -> str:
    """Return how an entry stands above lines that were taken for headings."""
    return f"{stood}{_HEADING}{stand(headings)}"


def is_last(stood: str) -> bool:
    """Say whether an entry stood last."""
    return _BEHIND in stood


def is_cut(before: str, now: str) -> bool:
    """Say whether an entry whose lines are the same may lack some: it stands last, or some pass for a heading."""
    return is_last(now) or (_HEADING in now and not is_last(before) and len(_own(now)) < len(_own(before)))


def is_same(before: str, now: str) -> bool:
    """Say whether an entry has the lines that it had, wherever it ends in the two readings."""
    short, long = sorted((before, now), key=lambda stood: len(_own(stood)))
    if not _own(short):
        return False  # a page that does not say how its entries stand
    if _own(short) == _own(long):
        return True
    left = _own(long).removeprefix(f"{_own(short)} ")
    if left == _own(long):
        return False
    # Either what is left stood behind it, or the longer reading took in what stands below it on the page.
    behind = _behind(short)
    if f"{behind} ".startswith(f"{left} "):
        return True
    if not is_last(long) or not is_last(short):
        return is_last(long)
    # Where the same foot follows, lines of the entry came or went; where another one does, they are of that.
    return bool(behind) and not f" {left} {_behind(long)}".rstrip().endswith(f" {behind}")


def with_certain_end(before: str, now: str) -> str:
    """Return how the last entry of a page stands, which ends where it ended before: its lines are the same."""
    own, lines = _own(before), f"{_own(now)} {_behind(now)}".rstrip()
    return f"{own}{_BEHIND}{lines[len(own) + 1 :]}" if f"{lines} ".startswith(f"{own} ") else now


def with_lines(stood: str, lines: Iterable[str]) -> str:
    """Return how an entry stands to which lines behind it belong; "" where those do not stand there."""
    own, behind, left = _own(stood), _behind(stood), stand(lines)
    if not f"{behind} ".startswith(f"{left} "):
        return ""
    return f"{own} {left}{stood[len(own)]}{behind[len(left) + 1 :]}"


def lines_taken_in(before: str, now: str) -> int:
    """Return how many lines behind the end that an edited entry had were taken for its own."""
    old, new = _own(before).split(), _own(now).split()
    ends = [at + 1 for at, line in enumerate(new) if line == old[-1]] if old else []
    if len(ends) != 1:
        return 0
    as_before = " ".join([*old, *new[ends[0] :]]) + now[len(_own(now)) :]
    return len(new) - ends[0] if is_same(before, as_before) else 0


def without_lines(stood: str, lines: Iterable[str]) -> str:
    """Return how an entry stands whose last lines are not its own; "" where it does not end in these."""
    own, left = _own(stood), stand(lines)
    if not left or not own.endswith(f" {left}"):
        return ""
    sign, behind = (stood[len(own)], _behind(stood)) if stood != own else (_HEADING, "")
    return f"{own[: -len(left) - 1]}{sign}{' '.join(filter(None, (left, behind)))}"


def _own(stood: str) -> str:
    return stood.partition(_BEHIND)[0].partition(_HEADING)[0]


def _behind(stood: str) -> str:
    return stood[len(_own(stood)) + 1 :]

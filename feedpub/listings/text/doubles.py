"""Dates that a page prints twice for each entry: “8 March 2013” above a title, “Published on 8 March 2013” below."""

from collections.abc import Sequence
from typing import Final

from feedpub.listings.text.dating import Dated

_SOME: Final = 3
_NEARLY_ALL: Final = 0.8
_NEAR: Final = 5


def said_again(lines: Sequence[Dated | None]) -> frozenset[int]:
    """Return the date lines that only say again what the one above them says, in words of their own; or none."""
    dated = [at for at, line in enumerate(lines) if line is not None and line.kind == "full"]
    pairs = list(zip(dated[::2], dated[1::2], strict=False))
    if len(pairs) < _SOME:
        return frozenset()
    again = [b for a, b in pairs if 1 < b - a < _NEAR and _says_again(lines[a], lines[b])]
    return frozenset(again) if len(again) >= _NEARLY_ALL * len(pairs) else frozenset()


def _says_again(one: Dated | None, other: Dated | None) -> bool:
    if one is None or other is None:
        return False
    return one.day == other.day and one.line != other.line and len(one.line) != len(other.line)

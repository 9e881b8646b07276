"""Programmes of meetings: what goes on from hour to hour is one event, no list of entries."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

_TIME: Final = r"(?P<{}>(?:[01]?\d|2[0-4])\s?[:.h]\s?[0-5]\d)(?:\s?(?:[ap]\.?m\.?|uhr|hrs|h))?"
_SPAN: Final = re.compile(
    _TIME.format("begin") + r"\s*(?:[-–—]|to|bis|à|a|до)\s*" + _TIME.format("end") + r"(?=[\s:,.]|$)", re.IGNORECASE
)
_SOME: Final = 5
_MOST: Final = 0.5


def is_programme(lines: Sequence[str]) -> bool:
    """Say whether many lines begin with the hours of something, and most begin when the one above ends."""
    filled = [line.strip() for line in lines if line.strip()]
    spans = [match for line in filled if line[:1].isdigit() and (match := _SPAN.match(line)) is not None]
    if len(spans) < _SOME or len(spans) * 4 < len(filled):
        return False
    follow = [_digits(a["end"]) == _digits(b["begin"]) for a, b in pairwise(spans)]
    return sum(follow) >= _MOST * len(follow)


def _digits(time: str) -> str:
    return "".join(filter(str.isdigit, time)).zfill(4)

"""Kickers that open the titles of a page: “[IR] Results of the quarter”, “【製品】新しい自転車”, “Sport | Title”."""

import re
from collections.abc import Sequence
from typing import Final

from feedpub.genres import is_genre
from feedpub.listings.text.subjects import is_subject

_BRACKETS: Final = re.compile(
    r"(?:\[(?P<a>[^\[\]]{2,40})\]|【(?P<b>[^【】]{1,20})】|［(?P<c>[^［］]{1,20})］)\s*(?=[\w“\"'«「])"
)
_RULE: Final = re.compile(r"(?P<a>[^|\d–—-]{2,30}?)\s(?:\||[–—]|-{1,2})\s(?=\w)")
_SOME: Final = 3
_NEARLY_ALL: Final = 0.8


def way_of_kicking(titles: Sequence[str]) -> re.Pattern[str] | None:
    """Return how kickers open the titles of a page: nearly all in one way, few kickers for many titles."""
    if len(titles) < _SOME:
        return None
    for way in (_BRACKETS, _RULE):
        found = [match for title in titles if (match := way.match(title)) is not None]
        if len(found) < _NEARLY_ALL * len(titles):
            continue
        kickers = [_words(match) for match in found]
        few = len(set(kickers)) * 10 <= len(kickers) * 7
        named = sum(is_genre(kicker) or is_subject(kicker) for kicker in kickers) * 2 > len(kickers)
        if few or named or (way is _BRACKETS and max(map(len, kickers)) <= _SOME * 4):
            return way
    return None


def without_kicker(title: str, way: re.Pattern[str]) -> tuple[str, str]:
    """Return the kicker that opens a title, "" if there is none, and the title without it."""
    match = way.match(title)
    return ("", title) if match is None else (_words(match), title[match.end() :])


def _words(match: re.Match[str]) -> str:
    return next(words for words in match.groups() if words).strip()

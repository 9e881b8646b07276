"""Kickers and places that open the titles of a page: “[IR] Results”, “【製品】新しい自転車”, “Sport | Title”."""

import re
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from feedpub.dates import is_known_place
from feedpub.genres import is_genre
from feedpub.listings.naming import Role
from feedpub.listings.text.wording.subjects import is_subject

_BRACKETS: Final = re.compile(
    r"(?:\[(?P<a>[^\[\]]{2,40})\]|【(?P<b>[^【】]{1,20})】|［(?P<c>[^［］]{1,20})］)\s*(?=[\w“\"'«「])"
)
_RULE: Final = re.compile(r"(?P<a>(?:[^|\d–—-]|\b-\b){2,30}?)\s(?:\||[–—]|-{1,2})\s(?=[\w“\"'‘«‹「『„¿¡])")
_SPACE: Final = re.compile(r"(?P<a>[\u3041-\u9fff]{2,10})[ \u3000](?=[\u3041-\u9fff“「『【《])")
"""In writing that does not part words, a space parts a kicker from the title."""
_SOME: Final = 3
_NEARLY_ALL: Final = 0.8


class Opening(Struct, frozen=True):
    """How the titles of a page are opened, and by what: kickers, or places."""

    way: re.Pattern[str]
    role: Role

    def taken_off(self, title: str) -> tuple[str, str]:
        """Return what opens a title, "" if nothing does, and the title without it."""
        match = self.way.match(title)
        return ("", title) if match is None else (_words(match), title[match.end() :])


def opening_of(titles: Sequence[str], *, behind_date: bool) -> Opening | None:
    """Return how the titles of a page are opened: nearly all in one way, by few kickers for many titles.

    Places open them in brackets, or behind the date on their line; else “Kosovo – Title” is the title.
    """
    if len(titles) < _SOME:
        return None
    for way in (_BRACKETS, _RULE, _SPACE):
        found = [match for title in titles if (match := way.match(title)) is not None]
        if len(found) < _NEARLY_ALL * len(titles):
            continue
        words = [_words(match) for match in found]
        if sum(map(is_known_place, words)) * 2 > len(words):
            pairs = sum(is_known_place(match.string[match.end() :].partition(":")[0]) for match in found)
            if pairs * 2 > len(found):
                return None  # “Peru - Thailand: Text of the agreement”
            return Opening(way, "place") if behind_date or way is _BRACKETS else None
        few = len(set(words)) * 10 <= len(words) * 7
        named = sum(is_genre(one) or is_subject(one) for one in words) * 2 > len(words)
        if few or named or (way is _BRACKETS and max(map(len, words)) <= _SOME * 4):
            return Opening(way, "kicker")
    return None


def _words(match: re.Match[str]) -> str:
    return next(words for words in match.groups() if words).strip()

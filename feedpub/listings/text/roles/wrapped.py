"""Long titles on pages with short lines: one or two go on in the next line, and look like a kicker or a text."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from feedpub.listings.text.cutting.sorting import Part
from feedpub.listings.text.pages.page import Page
from feedpub.listings.text.wording.words import is_sentence

_FEW: Final = 4
"""One of so many entries at most has such a title."""
_SOME: Final = 4
_WORDS: Final = 5
_REST: Final = 4
_LONG: Final = 40
_PAIRS: Final = {("kicker", "title", False), ("title", "summary", True)}
"""What such lines are taken for, and whether the rest is a few small words."""


def width_of(page: Page, entries: Sequence[Sequence[Part]]) -> int:
    """Return how long titles are at most before they go on in the next line; 0 where none does."""
    broken = [pair for parts in entries if (pair := _pair(page, parts)) is not None]
    if not 0 < len(broken) * _FEW <= len(entries) or len(entries) < _SOME:
        return 0
    width = min(_whole(*pair) for pair in broken) - 1
    lines = [part.text for parts in entries for part in parts if part.role in {"title", "kicker"}]
    return width if all(len(line) <= width for line in lines) else 0


def joined_titles(page: Page, parts: list[Part], width: int) -> list[Part]:
    """Join a title that goes on in the next line."""
    pair = _pair(page, parts) if width else None
    if pair is None or _whole(*pair) <= width:
        return parts
    first, rest = pair
    whole = Part("title", f"{first.text} {rest.text}", first.at)
    return [whole if part is rest else part for part in parts if part is not first]


def _pair(page: Page, parts: Sequence[Part]) -> tuple[Part, Part] | None:
    """Return the many words above the few that touch them, each a line of its own."""
    for first, rest in pairwise(parts):
        small = rest.role == "summary" and rest.text[:1].islower() and not is_sentence(rest.text)
        if rest.at != first.at + 1 or (first.role, rest.role, small) not in _PAIRS:
            continue
        line, below = page.paragraphs[first.at], page.paragraphs[rest.at]
        plain = line.text.endswith(first.text) and below.words == rest.text
        plain = plain and not (below.gap or below.style or line.label)
        told = len(first.text) >= _LONG and len(first.text.split()) >= _WORDS and len(rest.text.split()) <= _REST
        if plain and told:
            return first, rest
    return None


def _whole(first: Part, rest: Part) -> int:
    """Return how long the first line would be with the next word."""
    return len(first.text) + 1 + len(rest.text.split(maxsplit=1)[0])

"""Kinds of texts and their places before dates: “Press release Geneva, 3 May 2012” is a date line."""

from collections.abc import Iterator, Sequence
from typing import Final

from feedpub.dates import Terms
from feedpub.genres import GENRE_SIZE, is_genre
from feedpub.listings.text.wording.dating import Dated, dated_line

_LONGEST: Final = 100
_WORDS: Final = 4
_SOME: Final = 2


def with_kinds_and_places(texts: Sequence[str], lines: Sequence[Dated | None], terms: Terms) -> list[Dated | None]:
    """Put a rule behind the kind, where most dates of a page have one, with a space or a comma before the place."""
    found = dict(_found(texts, terms))
    dates = sum(line is not None and line.kind == "full" for at, line in enumerate(lines) if at not in found)
    if len(found) < _SOME or dates > len(found) or len(found) * 2 > sum(map(bool, texts)):
        return list(lines)  # without lines enough to be the titles, these are them
    return [found.get(at, line) for at, line in enumerate(lines)]


def _found(texts: Sequence[str], terms: Terms) -> Iterator[tuple[int, Dated]]:
    """Yield the lines that begin with a kind of text and go on as a date line with a place before the date."""
    for at, text in enumerate(texts):
        if len(text) > _LONGEST or "," not in text or not text[:1].isupper() or not text[-1:].isdigit():
            continue
        kind = _kind_of(text)
        line = text[len(kind) :].lstrip(" ,")
        read = dated_line(line, terms) if kind and line[:1].isalpha() else None
        if read is not None and read.kind == "full" and read.place:
            ruled = dated_line(f"{kind} | {read.line}", terms)
            if ruled is not None and ruled.place == read.place:
                yield at, ruled


def _kind_of(text: str) -> str:
    """Return the longest kind of text with which a line begins, "" for none."""
    words = text[: GENRE_SIZE + 1].replace(",", " ,").split(" ")[: _WORDS + 1]
    kinds = (" ".join(words[:count]) for count in range(len(words) - 1, 0, -1))
    return next((kind for kind in kinds if kind[-1:].isalnum() and is_genre(kind)), "")

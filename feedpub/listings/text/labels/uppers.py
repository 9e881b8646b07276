"""Columns of lines above the dates that are neither kicker nor title: a second label, a place, or who wrote the text.

“Fishing”, “News”, then the title; or the title, “Jane Doe and John Poe” or “Geneva”, then the date.
"""

from collections.abc import Sequence
from typing import Final, TypeVar

from feedpub.dates import names_place
from feedpub.listings.naming import Role
from feedpub.listings.text.labels.kickers import are_labels, kinds, recur
from feedpub.listings.text.wording.signing import are_authors
from feedpub.listings.text.wording.subjects import is_subject

Line = TypeVar("Line")

_SOME: Final = 3
_ROWS: Final = 2
_NEARLY_ALL: Final = 0.9


def upper_column(heads: Sequence[Sequence[str]]) -> tuple[int, Role] | None:
    """Return where such a column stands, first (0), second (1) or last (-1), and what it is; None if there is none.

    Of places nearly all are known, for titles and kickers may name countries.
    """
    if _are_twofold(heads):
        return (1, "furniture")
    if (town := _town_beside_kind(heads)) is not None:
        return (town, "place")
    rows = [head for head in heads if len(head) > 1]
    titles, lasts = [head[-2] for head in rows], [head[-1] for head in rows]
    if len(rows) < max(_SOME, _NEARLY_ALL * len(heads)) or are_authors(titles) or kinds(titles) * 2 > len(rows):
        return None  # below “News” and “Interview” stand titles, though they be names
    places = sum(map(names_place, lasts)) >= _NEARLY_ALL * len(rows) and not any(map(names_place, titles))
    return (-1, "place") if places else (-1, "author") if are_authors(lasts) else None


def taken_out(lines: Sequence[Line], at: int) -> tuple[list[Line], list[Line]]:
    """Part the line of such a column, if an entry has one, from the others."""
    if len(lines) <= abs(at) + (at > 0):
        return [], [*lines]
    own = at % len(lines)
    return [lines[own]], [*lines[:own], *lines[own + 1 :]]


def _town_beside_kind(heads: Sequence[Sequence[str]]) -> int | None:
    """Return where a known place stands beside a kind of text, both above a title: first (0) or second (1)."""
    rows = [head for head in heads if len(head) == _ROWS + 1]
    if len(rows) < max(_SOME, _NEARLY_ALL * len(heads)):
        return None
    for town in range(_ROWS):
        places = sum(names_place(head[town]) for head in rows) >= _NEARLY_ALL * len(rows)
        if places and kinds([head[1 - town] for head in rows]) * 2 > len(rows):
            return town
    return None


def _are_twofold(heads: Sequence[Sequence[str]]) -> bool:
    """Say whether titles that are longer stand below two labels: one is a kind of text, the other recurs."""
    rows = [head for head in heads if len(head) > _ROWS]
    if len(rows) < max(_SOME, _NEARLY_ALL * len(heads)):
        return False
    first, second = ([head[at] for head in rows] for at in range(_ROWS))
    titles = [head[_ROWS] for head in rows]
    for kind, subject in ((first, second), (second, first)):
        known = recur(subject, len(heads)) or sum(map(is_subject, subject)) * 2 >= len(rows)
        if known and kinds(kind) * 2 > len(rows):
            return all(are_labels(list(zip(labels, titles, strict=True)), len(heads)) for labels in (first, second))
    return False

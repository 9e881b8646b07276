"""Two rows of labels above the titles of a page, a subject and a kind of text: “Fishing”, “News”, then the title."""

from collections.abc import Sequence
from typing import Final

from feedpub.listings.text.kickers import are_labels, kinds, recur
from feedpub.listings.text.subjects import is_subject

_SOME: Final = 3
_ROWS: Final = 2
_NEARLY_ALL: Final = 0.9


def are_twofold(heads: Sequence[Sequence[str]]) -> bool:
    """Say whether titles that are longer stand below two labels: one is a kind of text, the other recurs."""
    rows = [head for head in heads if len(head) > _ROWS]
    if len(rows) < max(_SOME, _NEARLY_ALL * len(heads)):
        return False
    first, second = ([head[at] for head in rows] for at in range(_ROWS))
    titles = [head[_ROWS] for head in rows]
    for kind, subject in ((first, second), (second, first)):
        known = recur(subject, len(heads)) or sum(map(is_subject, subject)) * 2 > len(rows)
        if known and kinds(kind) * 2 > len(rows):
            return all(are_labels(list(zip(labels, titles, strict=True)), len(heads)) for labels in (first, second))
    return False

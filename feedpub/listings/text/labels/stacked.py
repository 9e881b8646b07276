"""Few words on lines of their own between the date and the title, in columns: a place, a kicker, who sent it."""

from collections.abc import Sequence
from typing import Final

from feedpub.dates import is_known_place
from feedpub.listings.naming import Role
from feedpub.listings.text.labels.kickers import are_labels, recur
from feedpub.listings.text.labels.venues import may_be_place
from feedpub.listings.text.wording.subjects import is_subject
from feedpub.listings.text.wording.words import is_sentence

_SOME: Final = 3
_PAIR: Final = 2
_NEARLY_ALL: Final = 0.9

Columns = tuple[Role, ...]


def stack_of(tails: Sequence[Sequence[str]]) -> Columns:
    """Return what the lines behind the date are before kicker and title, or the title, come; () if they are these."""
    rows = [tail for tail in tails if len(tail) > 1]
    if len(rows) < max(_SOME, _NEARLY_ALL * len(tails)):
        return ()
    if _are_places([tail[0] for tail in rows]) and not _are_texts([tail[1] for tail in rows]):
        return ("place",)
    long = [tail for tail in rows if len(tail) > _PAIR]
    titles = [tail[_PAIR] for tail in long]
    labels, others = ([tail[at] for tail in long] for at in range(_PAIR))
    if _are_texts(titles) or not are_labels(list(zip(others, titles, strict=True)), len(tails)):
        return ()
    if _are_places(others) and are_labels(list(zip(labels, titles, strict=True)), len(tails)):
        return ("kicker", "place")
    named = recur(labels, len(tails)) or sum(map(is_subject, labels)) * 2 > len(labels)
    return ("kicker", "furniture") if named and recur(others, len(tails)) else ()


def _are_places(texts: Sequence[str]) -> bool:
    """Say whether nearly all of a column may be places and most are known."""
    may = sum(map(may_be_place, texts)) >= _NEARLY_ALL * len(texts)
    return len(texts) >= _SOME and may and sum(map(is_known_place, texts)) * 2 > len(texts)


def _are_texts(texts: Sequence[str]) -> bool:
    return sum(map(is_sentence, texts)) * 10 > len(texts)

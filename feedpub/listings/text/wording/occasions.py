"""Lines below the titles of speeches that say who spoke and where: “Speech by the harbour master at the opening”."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from feedpub.genres import is_genre

_SPEECH_NAMES: Final = """
    speech keynote remarks address lecture statement toast rede festrede eröffnungsrede ansprache vortrag grußwort
    discours allocution intervention conférence discurso intervención palabras conferencia intervenção palestra discorso
    intervento toespraak lezing tal anförande
"""
_SPEECHES: Final = frozenset(_SPEECH_NAMES.split())
_JOINS: Final = """
    by of at to before for on von vom des der zum zur zu vor bei beim auf an im in am anlässlich de du à au aux devant
    lors par por del ante en em no na do da di al alla van voor op bij av vid på
"""
_JOINING: Final = frozenset(_JOINS.split())
_SOME, _WORDS, _OPENING = 3, 4, 3


def are_occasions(pairs: Sequence[tuple[str, str]]) -> bool:
    """Say whether the second of two lines says who spoke, most with the word for it, and the first is a title."""
    titles = [title for title, _ in pairs]
    if len(pairs) < _SOME or len(set(titles)) < len(titles) or any(map(is_genre, titles)):
        return False
    named = sum(_is_occasion(text) for _, text in pairs)
    wordy = sum(len(title.split()) >= _WORDS and not _is_occasion(title) for title in titles)
    return named * 5 >= len(pairs) * 4 and wordy * 10 >= len(pairs) * 9


def _is_occasion(text: str) -> bool:
    """Say whether a line begins with “Speech by”, “Opening remarks at”."""
    words = text.lower().split()[:_OPENING]
    return any(a in _SPEECHES and b in _JOINING for a, b in pairwise(words))

"""Lines that say where an event takes place: “Port Louis, Mauritius”, “Online”."""

from collections.abc import Sequence
from typing import Final

from feedpub.dates import is_place_before
from feedpub.genres import is_genre

_LONGEST: Final = 50
_NEARLY_ALL: Final = 0.9
_NOWHERE: Final = frozenset({"online", "virtual", "hybrid", "webinar", "en ligne", "en línea", "em linha", "онлайн"})


def are_places(texts: Sequence[str]) -> bool:
    """Say whether nearly all of the lines are places; most of them name town and country, or that there is none."""
    if len(texts) < 2:
        return False
    places = [text for text in texts if may_be_place(text)]
    plain = sum("," in text or text.casefold() in _NOWHERE for text in places)
    return len(places) >= _NEARLY_ALL * len(texts) and plain * 2 > len(places)


def may_be_place(text: str) -> bool:
    """Say whether a line is short and all capitalised words, as names of places are."""
    return text.casefold() in _NOWHERE or (len(text) <= _LONGEST and not is_genre(text) and is_place_before(text))

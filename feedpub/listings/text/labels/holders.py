"""Who holds or sends a kind of text, above dates with titles below: “Harbour Press Conference”."""

from collections.abc import Sequence
from typing import Final

from feedpub.genres import is_genre
from feedpub.listings.text.labels.venues import are_places
from feedpub.listings.text.wording.words import is_sentence

_SOME: Final = 3


def are_held(pairs: Sequence[tuple[str, str]], entries: int) -> bool:
    """Say whether the first of two lines says of whom which kind of text is, and the second is its title, no place."""
    titles = [title for _, title in pairs]
    held = sum(_is_held(label) and not is_sentence(title) for label, title in pairs)
    return len(pairs) >= _SOME and held * 10 >= entries * 9 and not are_places(titles)


def _is_held(label: str) -> bool:
    """Say whether a name stands before a kind of text of two words: of one it may be a title, “Annual Report”."""
    *name, first, last = ["", *label.split()]
    return any(name) and is_genre(f"{first} {last}")

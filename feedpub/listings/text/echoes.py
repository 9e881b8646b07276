"""Lines that lead to a story by its title: “Read more about <title>”, “<title> – continue”, in any language."""

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from feedpub.listings.text.sorting import Part
from feedpub.listings.text.words import is_sentence

_LONGER: Final = 60
_SHORTEST: Final = 6
_SOME: Final = 3


def are_echoed(named: Sequence[Sequence[Part]]) -> bool:
    """Say whether most entries of a page have such a line."""
    echoed = sum(any(is_echo(part, title) for part in parts) for parts in named if (title := title_of(parts)))
    return echoed >= _SOME and echoed * 2 > len(named)


def without_echoes(parts: list[Part]) -> list[Part]:
    """Leave what leads to a story by its title to the page."""
    title = title_of(parts)
    return [replace(part, role="furniture") if title and is_echo(part, title) else part for part in parts]


def title_of(parts: Sequence[Part]) -> str:
    """Return the title of an entry, "" where it has none long enough to be told by."""
    title = next((part.text for part in parts if part.role == "title"), "")
    return title if len(title) >= _SHORTEST else ""


def is_echo(part: Part, title: str) -> bool:
    """Say whether a line is few words around the title, and no sentence."""
    text = part.text
    around = part.role == "summary" and len(title) < len(text) <= len(title) + _LONGER and title in text
    return around and (not is_sentence(text) or is_sentence(title))

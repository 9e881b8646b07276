"""Lines that are a text and nothing else, told from all others by one look."""

import re
import unicodedata
from functools import cache
from typing import Final

from feedpub.genres import GENRE_SIZE, GENRES
from feedpub.listings.text.wording import furniture, words
from feedpub.listings.text.wording.photographers import names_photographer
from feedpub.text import fold
from feedpub.tongues import LEAD_IN, NAMES, TAGS

_FILES: Final = ("pdf", "htm", "html", "doc", "docx", "kb", "mb")
"""May stand beside the name of a language."""
_PICTURES: Final = ("foto", "photo")
"""Before names in capitals these are credits, which small letters do not tell."""
_SHORT: Final = max(furniture.FURNITURE_SIZE, GENRE_SIZE)
"""Only a credit, an author, a category or words for more are longer, in characters."""
_PLAIN: Final = re.compile("[A-Za-z]{2}[A-Za-z ,.:!?'\"&-]{11,}")
_FIRST: Final = re.compile(r"[^\s|/·•,;+–()\[\]:-]+")


@cache
def _opened() -> re.Pattern[str]:
    """Compile how credits, authors, categories and words for more begin: small letters tell it."""
    return re.compile(rf"{furniture.MORE_ABOUT.pattern}|{words.CREDIT.pattern}|{words.BY}|(?x:{words.FILED.pattern})")


@cache
def _firsts() -> frozenset[str]:
    """Return the first words of genres, of names of languages and of rows of pages."""
    genres = [fold(name.strip()) for names in GENRES.values() for name in names.split("|")]
    found = (_FIRST.match(name) for name in (*genres, *NAMES, *furniture.PAGES, *_FILES))
    return frozenset(match[0] for match in found if match is not None)


def is_bare(text: str) -> bool:
    """Say of most texts that begin with a letter that they are no furniture, credit, author, category or genre.

    False says nothing.
    """
    if not text[0].isalpha() or "|" in text or ("/" in text and names_photographer(text)):
        return False
    return (text.isascii() or unicodedata.is_normalized("NFC", text)) and _begins_barely(text, text.lower())


def _begins_barely(text: str, small: str) -> bool:
    """Say of a text, and the same in small letters, that nothing but a text begins so."""
    if small.startswith(_PICTURES) or _opened().match(small) is not None:
        return False
    if len(small) > _SHORT:
        return True
    if furniture.FURNITURE.fullmatch(small) is not None or LEAD_IN.match(small) is not None:
        return False
    first = _FIRST.match(small)
    return first is not None and first[0] not in _firsts() and not (first[0] in TAGS and text[: first.end()].isupper())


def is_plain(text: str) -> bool:
    """Say of most titles and texts in English letters that they are bare, end plainly and have no other signs.

    No number, bracket or address stands in them; a label may open them. False says nothing.
    """
    if _PLAIN.fullmatch(text) is None:
        return False
    small = text.lower()
    return furniture.ends_plainly(small) and _begins_barely(text, small)

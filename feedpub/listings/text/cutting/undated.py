"""Entries without a date that stand among those of others: “Publication”, title, text.

Web pages print no date beside publications and films. Without a start of their own they would be texts of the entry
above, or of the head of the page.
"""

from collections.abc import Sequence
from typing import Final

from feedpub.genres import is_genre
from feedpub.listings.text.pages.page import Page
from feedpub.listings.text.pages.segments import is_heading_line
from feedpub.listings.text.wording.furniture import is_furniture
from feedpub.listings.text.wording.lines import Paragraph
from feedpub.listings.text.wording.words import is_sentence

_KIND_WORDS: Final = """
    book books brochure brochures guide guides manual manuals handbook film films factsheet toolkit photos multimedia
    resource resources livre livres manuel libro libros folleto folletos guía película livro
    folheto guia filme buch broschüre leitfaden handbuch opuscolo guida manuale книга брошюра фильм фото
"""
_KINDS: Final = frozenset(_KIND_WORDS.split())
"""What stands above things that have no date, beside the kinds of texts that have one."""
_PAIR: Final = 2
_TEXTS: Final = 3
_MOST: Final = 160


def is_kind(text: str) -> bool:
    """Say whether a line is a kind of text, or of what else has no date on a page: “Publication”, “Film”."""
    return is_genre(text) or text.casefold() in _KINDS


def with_undated(page: Page, starts: list[int]) -> list[int]:
    """Add the entries without a date that begin with a kind of text, where most dated entries begin so, too."""
    paragraphs = page.paragraphs
    kicked = sum(any(is_genre(p.text) for p in paragraphs[at : at + _PAIR]) for at in starts)
    if len(starts) < _PAIR or kicked * 2 < len(starts) or any(at and page.kind(at - 1) == "full" for at in starts):
        return starts
    begun = {*starts}
    kinds = [at for at, p in enumerate(paragraphs) if at not in begun and is_kind(p.text)]
    ends = {*starts, *kinds, len(paragraphs)}
    found = [at for at in kinds if (not at or page.kind(at - 1) != "full") and _is_entry(page, at, ends)]
    return sorted([*starts, *found])


def _is_entry(page: Page, start: int, ends: set[int]) -> bool:
    """Say whether below a kind of text stand a title and its text, and nothing else before the next entry."""
    lines = page.paragraphs
    stop = next((at for at in range(start + 1, start + _PAIR + _TEXTS + 1) if at in ends), 0)
    if stop <= start + _PAIR or any(page.kind(at) == "full" for at in range(start, stop)):
        return False
    return _is_told(lines[start + 1 : stop])


def _is_told(lines: Sequence[Paragraph]) -> bool:
    """Say whether lines are a title and its text."""
    plain = all(p.text and not p.style and not is_heading_line(p) and not is_furniture(p.text) for p in lines)
    title = lines[0].text
    return plain and not is_sentence(title) and len(title) <= _MOST and all(is_sentence(p.text) for p in lines[1:])

"""Headings of the page that a layout takes for the title of its first entry."""

from collections.abc import Sequence
from typing import Final

from feedpub.genres import is_genre
from feedpub.listings.text.cutting.sorting import Part
from feedpub.listings.text.pages.mastheads import names_page
from feedpub.listings.text.pages.page import Page

_WORDS: Final = 4
_SOME: Final = 3


def takes_heading(page: Page, parts: Sequence[Sequence[Part]]) -> bool:
    """Say whether the first title is what the page is called: a kind of texts, or few words that its menu has, too.

    The other titles are none of these.
    """
    titles = [next((part for part in entry if part.role == "title"), None) for entry in parts]
    first = titles[0]
    if first is None or len(titles) < _SOME:
        return False
    if names_page(first.text):
        return not any(title is not None and names_page(title.text) for title in titles[1:])
    if len(first.text.split()) > _WORDS or len(titles) < _WORDS:
        return False
    kinds = sum(title is not None and is_genre(title.text) for title in titles)
    if kinds:
        return kinds == 1 and is_genre(first.text)
    words = f" {first.text.casefold()} "
    above = [f" {p.text.casefold()} " for p in page.paragraphs[: first.at]]
    return any(words in line and words != line for line in above)

"""Why a page has no listing, as far as that can be seen."""

from typing import Final

from feedpub.listings.html.page.tree import Page

_FEW_WORDS: Final = 60
_NONE: Final = "no listing found in this page"


def why_none(page: Page) -> str:
    """Say that a page holds no listing, and what can be done."""
    root = page.nodes[0].getroottree() if page.nodes else None
    if root is not None and len(page.text_of(0).split()) < _FEW_WORDS and next(root.iter("script"), None) is not None:
        return f"{_NONE}; scripts fill it in where it is shown: look for a feed, or the JSON they read"
    return f"{_NONE}; declare where its entries are with `select`"

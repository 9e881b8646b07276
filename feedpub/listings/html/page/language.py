"""The language that a page says it is in."""

import re
from collections.abc import Sequence

from feedpub.listings.html.page.tree import Page


def language_of(page: Page) -> str:
    """Return the language that a page says it is in, "" if it does not."""
    found = (
        (page.nodes[0].get("lang") or page.nodes[0].get("{http://www.w3.org/XML/1998/namespace}lang"))
        if page.nodes
        else ""
    )
    return found.strip() if found and re.fullmatch(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*", found.strip()) else ""


def meant_of(languages: Sequence[str], page: Page) -> tuple[str, ...]:
    """Return of the languages that the dates of a page may be in the one that the page says, if it is among them."""
    said = language_of(page).partition("-")[0].lower()
    return (said,) if said in languages else tuple(languages)


def is_eastern(page: Page) -> bool:
    """Say whether a page is Chinese, Japanese or Korean."""
    said = page.nodes[0].get("lang") or ""
    return said[:2] in {"zh", "ja", "ko"} or any("\u3040" <= c <= "\ud7a3" for c in "".join(page.pieces[:40]))


def is_chinese(page: Page) -> bool:
    """Say whether a page says, or shows in its first words, that it is Chinese."""
    said = page.nodes[0].get("lang") or ""
    return said.startswith("zh") or (not said and any("\u4e00" <= c <= "\u9fff" for c in "".join(page.pieces[:40])))

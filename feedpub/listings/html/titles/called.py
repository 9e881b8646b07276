"""What the heading above a list calls it, or the page its listing."""

import re
from collections.abc import Iterator
from typing import Final

from feedpub.listings.html.page.names import BESIDE, LISTED, NEWS
from feedpub.listings.html.page.tree import Page

_PARTING: Final = re.compile(r"\s+[|·•»:–—-]+\s+")
_ORNAMENT: Final = re.compile(r"^\W+|\W+$")
_ABOVE: Final = 3
"""Pieces of text above a list among which its heading stands."""


def is_called_apart(page: Page) -> bool:
    """Say whether a page calls itself what others call a list beside theirs: “Events”."""
    return any(map(BESIDE.fullmatch, _names(page)))


def is_called_listed(page: Page) -> bool:
    """Say whether a page calls itself by what is listed, “News” or “Minutes of meetings”."""
    return any(map(_is_listed, _names(page)))


def is_headed_listed(page: Page, first: int, *, called: bool) -> bool:
    """Say whether the heading above a list calls it news, or the like; without one, whether the page is `called` so."""
    above = range(first - 1, max(first - _ABOVE, 0) - 1, -1)
    heading = next((page.pieces[k].strip() for k in above if page.fresh[k] and page.head[page.owner[k]]), None)
    return called if heading is None else _is_listed(heading)


def is_named_listed(page: Page, node: int) -> bool:
    """Say whether an element, or the one that holds it, is named after what is listed: `section.news-grid`."""
    return any(k >= 0 and NEWS.search(page.hints[k]) for k in (node, page.parent[node]))


def _is_listed(name: str) -> bool:
    """Say whether a name says what is listed, whatever ornaments stand around it."""
    return LISTED.fullmatch(_ORNAMENT.sub("", name)) is not None


def _names(page: Page) -> Iterator[str]:
    """Yield what a page calls itself, in the parts that marks divide."""
    heads = (page.text_of(node) for node, tag in enumerate(page.tag) if tag == "h1")
    return (name for text in (page.title(), *heads) for name in _PARTING.split(text))


def is_headed_apart(page: Page, end: int, first: int) -> bool:
    """Say whether a heading between the end of a list and the beginning of another calls that so: “Most read”.

    The title of a page does not, nor does the head of a column, or a link in a menu.
    """
    return any(
        page.fresh[piece] and _may_head(page, page.owner[piece]) and BESIDE.fullmatch(page.pieces[piece].strip())
        for piece in range(max(first - _ABOVE, end), first)
    )


def _may_head(page: Page, node: int) -> bool:
    return page.tag[node] not in {"h1", "th", "td"} and (page.head[node] or page.link[node] < 0)

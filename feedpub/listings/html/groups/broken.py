"""Headings in which no title is found: breaks part some into lines, some are empty."""

from collections.abc import Mapping
from typing import Final

from msgspec.structs import replace

from feedpub.listings.html.groups.records import Record
from feedpub.listings.html.groups.spans import Key, Span
from feedpub.listings.html.page.dating import holds_a_date
from feedpub.listings.html.page.tree import HEADINGS, Page

_LINES: Final = 3
_LONGEST: Final = 200
"""Lines, and letters, of such a title at most."""


def in_lines(page: Page, by_key: Mapping[Key, Span], key: Key) -> Span | None:
    """Return the link or heading that stands where titles do, and is broken into lines; None if it is none of these."""
    line = by_key.get(("t", *key[1:])) if key[0] == "e" else None
    node = -1 if line is None else line.node
    first, last = (page.first[node], page.last[node]) if line is not None else (0, 0)
    if line is None or line.p0 != first or last - first > _LINES or page.size(first, last) > _LONGEST:
        return None
    words = [page.pieces[piece].strip() for piece in range(first, last)]
    if (page.link[node] < 0 and not page.head[node]) or any(map(holds_a_date, words)):
        return None
    return replace(line, key=key, text=" ".join(words), p1=last)


def has_empty_heading(page: Page, record: Record) -> bool:
    """Say whether a record holds headings that say nothing, and no other: whoever published it gave it no title."""
    inside = [node for node in range(record.e0, record.e1) if page.tag[node] in HEADINGS]
    return bool(inside) and all(page.first[node] == page.last[node] for node in inside)

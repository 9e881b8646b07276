"""Days beside entries on which none of them was published: the last one of something, or that of the last answer."""

import re
from typing import Final

from feedpub.listings.html.groups.spans import Span
from feedpub.listings.html.page.names import CHANGED, DUE, DUE_NAME, EDITED, EFFECTIVE, LATEST, PUBLISHED, UNTIL
from feedpub.listings.html.page.tree import Page

_BOX: Final = 60
"""Letters of the words at most that stand before a date in its box, and say which it is."""
_PIECES: Final = 6
"""So many pieces before a date may say which it is."""


def is_due(page: Page, node: int, first: int, lead: str = "") -> bool:
    """Say whether the head of its column, names, or the words before a date make it the last day of something.

    `first` is the piece that the date stands in, `lead` what stands there before it.
    """
    if page.column.get(node) == "due" or DUE_NAME.search(names_around(page, node)):
        return True
    words = _words_before(page, first, lead)
    return bool(DUE.search(words) or UNTIL.search(words))


def is_later(page: Page, node: int, first: int, lead: str) -> bool:
    """Say whether a date is called that of a change, or of when something begins to hold: it was published before."""
    if page.column.get(node) == "later" or EDITED.search(names_around(page, node)):
        return True
    words = _words_before(page, first, lead)
    return bool(CHANGED.search(words) or EFFECTIVE.search(words)) and not PUBLISHED.search(words)


def _words_before(page: Page, first: int, lead: str) -> str:
    """Return the words before a date, back to the last number: in its line, or in the line above."""
    return re.split(r"\d", f"{_label_of(page, first)} {lead}")[-1]


def is_late(page: Page, span: Span, lead: str) -> bool:
    """Say whether the words before a date, or names, make it the last day of something or that of the last answer."""
    before = _before_in_box(page, span.node, span.p0)
    return bool(DUE.search(lead) or LATEST.search(f"{names_around(page, span.node)} {before} {lead}"))


def _before_in_box(page: Page, node: int, first: int) -> str:
    """Return the words before a piece in its box, if they are few."""
    box = node if page.first[node] < first else max(page.parent[node], 0)
    return page.text(page.first[box], first) if page.size(page.first[box], first) < _BOX else ""


def _label_of(page: Page, first: int) -> str:
    """Return the words before a piece in its line, else the line above, if they are few and no title.

    Words before a link are about that: “by” before an author is no word before the date behind the author.
    """
    start = first
    while start > max(first - _PIECES, 0) and (start == first or not page.fresh[start]):
        start -= 1
        if page.link[page.owner[start]] >= 0 or page.head[page.owner[start]]:
            start += 1
            break
    words = " ".join(page.pieces[k].strip() for k in range(start, first))
    return words if len(words) < _BOX else ""


def names_around(page: Page, node: int) -> str:
    """Return what an element and the one around it are called."""
    return " ".join(page.hints[one] for one in (node, page.parent[node]) if one >= 0)

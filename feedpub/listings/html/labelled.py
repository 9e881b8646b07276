"""Labels that begin titles in an element of their own: the word above a headline stands inside of its link."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from feedpub.listings.html.dating import looks_like_a_date
from feedpub.listings.html.spans import Row, Span
from feedpub.listings.html.tree import Page, width

_FEWEST: Final = 4
_USUAL: Final = 0.6
"""The share of titles that begin with a label; and of labels, at most, that differ."""
_DIFFER: Final = 0.8
"""The share of titles that differ without their labels."""
_LABEL: Final = 40
"""Letters that a label has at most."""
_WORDS: Final = frozenset(("em", "i", "cite", "q", "abbr", "sub", "sup", "mark", "code"))
"""Elements of words that are part of a line."""


def without_labels(page: Page, rows: Sequence[Row]) -> None:
    """Let titles begin behind the labels in them, where few labels come again and again before titles that differ."""
    found = [(row, *parts) for row in rows if (parts := _parts(page, row)) is not None]
    if len(found) < max(_FEWEST, _USUAL * len(rows)):
        return
    labels, rests = Counter(label for _, label, _ in found), {rest.text for _, _, rest in found}
    if 1 < len(labels) <= _USUAL * len(found) and len(rests) >= _DIFFER * len(found):
        for row, _, rest in found:
            row.title = rest


def _parts(page: Page, row: Row) -> tuple[str, Span] | None:
    """Return the label that a title begins with, and the rest of it; None if it is no element, or the title is one."""
    title = row.title
    if title is None or title.p1 - title.p0 < 2 or title.key[0] not in {"e", "n"}:
        return None
    node = page.owner[title.p0]
    while page.parent[node] > title.node and page.last[page.parent[node]] < title.p1:
        node = page.parent[node]
    end, text = page.last[node], page.text_of(node)
    if node <= title.node or not title.p0 == page.first[node] < end < title.p1 or page.tag[node] in _WORDS:
        return None
    if width(text) > _LABEL or not any(map(str.isalpha, text)) or looks_like_a_date(text):
        return None
    behind = (span for span in row.spans if (span.p0, span.p1) == (end, title.p1) and span.key[0] in "et")
    return next(((text, span) for span in behind if any(map(str.isalpha, span.text))), None)

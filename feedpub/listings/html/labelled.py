"""Labels that begin or end titles in an element of their own: words above a headline that stand inside of its link."""

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
    """Cut off titles the labels at one edge of them, where few labels come again and again beside words that differ."""
    for front in (True, False):
        found = [(row, *parts) for row in rows if (parts := _parts(page, row, front=front)) is not None]
        labels, rests = Counter(label for _, label, _ in found), {rest.text for _, _, rest in found}
        usual = len(found) >= max(_FEWEST, _USUAL * len(rows))
        if usual and 1 < len(labels) <= _USUAL * len(found) and len(rests) >= _DIFFER * len(found):
            for row, _, rest in found:
                row.title = rest
            return


def _parts(page: Page, row: Row, *, front: bool) -> tuple[str, Span] | None:
    """Return the label at an edge of a title, and the rest of it; None if it is no element, or the title is one."""
    title = row.title
    if title is None or title.p1 - title.p0 < 2 or title.key[0] not in {"e", "n"}:
        return None
    first, last = title.p0, title.p1
    node = page.owner[first if front else last - 1]
    while page.parent[node] > title.node and _at_edge(page, page.parent[node], title, front=front):
        node = page.parent[node]
    if node <= title.node or not _at_edge(page, node, title, front=front) or page.tag[node] in _WORDS:
        return None
    text = page.text_of(node)
    if width(text) > _LABEL or not any(map(str.isalpha, text)) or looks_like_a_date(text):
        return None
    rest = (page.last[node], last) if front else (first, page.first[node])
    beside = (span for span in row.spans if (span.p0, span.p1) == rest and span.key[0] in "et")
    return next(((text, span) for span in beside if any(map(str.isalpha, span.text))), None)


def _at_edge(page: Page, node: int, title: Span, *, front: bool) -> bool:
    """Say whether an element begins, or ends, a title, and is not all of it."""
    begins, ends = page.first[node] == title.p0, page.last[node] == title.p1
    return begins != ends and begins == front

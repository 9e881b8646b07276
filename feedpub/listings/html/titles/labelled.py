"""Labels that begin or end titles in an element of their own: words above a headline that stand inside of its link.

So do counts of answers, and words that lead on, which are nearly the same in all of them.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from feedpub.listings.html.groups.spans import Row, Span
from feedpub.listings.html.page.dating import looks_like_a_date
from feedpub.listings.html.page.names import FURTHER, META
from feedpub.listings.html.page.tree import HEADINGS, Page, width

_FEWEST: Final = 4
_USUAL: Final = 0.6
"""The share of titles that begin with a label; and of labels, at most, that differ."""
_DIFFER: Final = 0.8
"""The share of titles that differ without their labels."""
_LABEL: Final = 40
"""Letters that a label has at most."""
_WORDS: Final = frozenset(("em", "i", "cite", "q", "abbr", "sub", "sup", "mark", "code"))
"""Elements of words that are part of a line."""
_TITLES: Final = HEADINGS | {"a"}
_SET: Final = _WORDS - {"sup", "sub"} | {"b", "strong", "u", "font"}
"""Elements that set words of a line in another way."""
_NUMBER: Final = re.compile(r"\d+")
_BRACKETED: Final = re.compile(r"[(\[]\s*\d+\s*[)\]]")
_NEARLY: Final = 0.8
_SOME: Final = 0.3
"""The share of titles that end as nearly all do; and of those that end with a number in brackets, if it says how many
answered: no answer is often left out."""
_EDGES: Final = (False, False, True)
"""Two counts may stand at the end, one at the beginning."""


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


def without_repeated(page: Page, rows: Sequence[Row]) -> None:
    """Cut off titles what an element at one edge of them says in nearly all, but for numbers: “3 comments”."""
    for front in _EDGES:
        found = [(row, *edge) for row in rows if (edge := _edge(page, row, front=front)) is not None]
        forms = Counter(form for _, form, _ in found)
        form, number = forms.most_common(1)[0] if forms else ("", 0)
        least = _SOME if _BRACKETED.fullmatch(form) and not front else _NEARLY
        cut = [(row, rest) for row, one, rest in found if one == form]
        if number >= max(_FEWEST, least * len(rows)) and len({rest.text for _, rest in cut}) >= _DIFFER * number:
            for row, rest in cut:
                row.title = rest


def without_badges(page: Page, rows: Sequence[Row]) -> None:
    """Cut off few titles the element at an edge of them, where in most the same link or heading is all of the title.

    “<em>Amended</em> <a>Call for tenders</a>” beside titles that are “<a>Call for tenders</a>” alone.
    """
    inside = [[span for span in row.spans if _is_link_within(page, row, span)] for row in rows]
    fill = [
        {span.key[:2] for span in spans if row.title and (span.p0, span.p1) == (row.title.p0, row.title.p1)}
        for row, spans in zip(rows, inside, strict=True)
    ]
    keys = Counter(key for one in fill for key in one)
    usual, number = keys.most_common(1)[0] if keys else (("", ""), 0)
    if number < max(_FEWEST, _NEARLY * len(rows)):
        return
    for row, spans, own in zip(rows, inside, fill, strict=True):
        parts = [span for span in spans if span.key[:2] == usual] if not own else []
        if len(parts) == 1 and any(_is_beside(page, row, parts[0], front=front) for front in (True, False)):
            row.title = parts[0]


def _is_link_within(page: Page, row: Row, span: Span) -> bool:
    """Say whether a span is a link or a heading within the element that is the title."""
    title = row.title
    within = title is not None and title.node < span.node < page.end[title.node] and span.key[0] == "e"
    return within and page.tag[span.node] in _TITLES


def _is_beside(page: Page, row: Row, part: Span, *, front: bool) -> bool:
    """Say whether a part of a title is all of it but a short element at its edge."""
    node = _node_at_edge(page, row, front=front)
    if node < 0 or (page.last[node] != part.p0 if front else page.first[node] != part.p1):
        return False
    return page.tag[node] not in _WORDS and width(page.text_of(node)) <= _LABEL


def _is_of_title(page: Page, node: int, text: str) -> bool:
    """Say whether words in an element are part of a title: bold ones, or a number that counts nothing."""
    label = text.endswith((":", "："))  # “Name of work:” is none of them
    if page.tag[node] in _SET and not label and not any(map(str.isdigit, text)) and not FURTHER.match(text):
        return True
    number = any(map(str.isdigit, text)) and not any(map(str.isalpha, text))
    return number and not _BRACKETED.fullmatch(text) and not META.search(page.hints[node])


def _edge(page: Page, row: Row, *, front: bool) -> tuple[str, Span] | None:
    """Return what an element at an edge of a title says, with zeros for its numbers, and the rest of the title.

    What goes on in small letters behind it is no rest.
    """
    title, node = row.title, _node_at_edge(page, row, front=front)
    if title is None or node < 0:
        return None
    text = page.text_of(node)
    rest = (title.text.removeprefix if front else title.text.removesuffix)(text).strip()
    if rest == title.text or width(text) > _LABEL or not any(map(str.isalpha, rest)) or (front and rest[0].islower()):
        return None
    if _is_of_title(page, node, text) or looks_like_a_date(text) or looks_like_a_date(rest):
        return None
    p0, p1 = (page.last[node], title.p1) if front else (title.p0, page.first[node])
    return _NUMBER.sub("0", text), replace(title, text=rest, p0=p0, p1=p1)


def _parts(page: Page, row: Row, *, front: bool) -> tuple[str, Span] | None:
    """Return the label at an edge of a title, and the rest of it; None if it is no element, or the title is one."""
    title, node = row.title, _node_at_edge(page, row, front=front)
    if title is None or node < 0 or page.tag[node] in _WORDS:
        return None
    text = page.text_of(node)
    if width(text) > _LABEL or not any(map(str.isalpha, text)) or looks_like_a_date(text):
        return None
    rest = (page.last[node], title.p1) if front else (title.p0, page.first[node])
    beside = (span for span in row.spans if (span.p0, span.p1) == rest and span.key[0] in "et")
    says = (span for span in beside if any(map(str.isalpha, span.text)) and not looks_like_a_date(span.text))
    return next(((text, span) for span in says), None)


def _node_at_edge(page: Page, row: Row, *, front: bool) -> int:
    """Return the largest element at an edge of a title that is not all of it, -1 if there is none."""
    title = row.title
    if title is None or title.p1 - title.p0 < 2 or title.key[0] not in {"e", "n"}:
        return -1
    node = page.owner[title.p0 if front else title.p1 - 1]
    while page.parent[node] > title.node and _at_edge(page, page.parent[node], title, front=front):
        node = page.parent[node]
    return node if node > title.node and _at_edge(page, node, title, front=front) else -1


def _at_edge(page: Page, node: int, title: Span, *, front: bool) -> bool:
    """Say whether an element begins, or ends, a title, and is not all of it."""
    begins, ends = page.first[node] == title.p0, page.last[node] == title.p1
    return begins != ends and begins == front

"""Whether neighbours are entries alike though only some of them have a link: what each says in one place is its day."""

from collections.abc import Iterator
from typing import Final

from feedpub.listings.html.groups.records import sample_of, whole
from feedpub.listings.html.groups.repeats import Group
from feedpub.listings.html.groups.spans import spans_of
from feedpub.listings.html.page.dating import beside_date, dates_of, looks_like_a_date, without_edge_date
from feedpub.listings.html.page.tree import Page, width

_FEW: Final = 4
"""Fewer may be the lines of one entry."""
_EDGE: Final = 60
"""Letters at either end of an element in which its day stands."""
_TOLD: Final = 12
"""Letters that each says beside its day."""
_MOSTLY: Final = 0.8
_SAMPLE: Final = 48
"""So many stand for all of them."""


def are_dated_alike(page: Page, group: Group) -> bool:
    """Say whether the roots of a group are built alike in lists of one make, have a day in one place, and tell of more.

    Where only some have a link, those by themselves look tidier: the others would be taken for their texts. So do the
    many of one day beside days with one each.
    """
    roots = group.roots
    if len(roots) < _FEW or len({page.fine[k] for k in roots}) > 1:
        return False
    roots = tuple(roots[place] for place in sample_of(len(roots), _SAMPLE))
    texts = [page.text(page.first[k], page.last[k]) for k in roots]
    told = {rest for text in texts if width(rest := _without_day(text)) >= _TOLD}
    if len(told) < len(texts) * _MOSTLY:
        return False
    shared = set.intersection(*(set(_places(page, root, text)) for root, text in zip(roots, texts, strict=True)))
    return bool(shared)


def _without_day(text: str) -> str:
    """Return the beginning of a text without its day."""
    return without_edge_date(text) or beside_date(text[: 3 * _EDGE]) or ("" if looks_like_a_date(text) else text)


def _places(page: Page, root: int, text: str) -> Iterator[object]:
    """Yield where in an element a day stands: at its beginning, at its end, or in which element of it."""
    if (begun := dates_of(text[:_EDGE])) and not any(map(str.isalnum, text[: begun[0].start])):
        yield "begins"
    end = text[-_EDGE:]
    if (ended := dates_of(end)) and not any(map(str.isalnum, end[ended[-1].end :])):
        yield "ends"
    yield from (span.key for span in spans_of(page, whole(page, root)) if looks_like_a_date(span.text))

"""What like elements are called in CSS, plainest first."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from feedpub.listings.html.page.names import STORY
from feedpub.listings.html.page.tree import FLAT, HEADINGS, Page

_PASSING: Final = re.compile(
    r"\d|^(?:category|tag|format|status|author|type|post|wp|is|has|col|row|span|grid|clearfix|cf|fixed|inner)(?:$|[-_])"
)
"""Classes that say which of its kind an element is, or how it looks."""
_NAME: Final = re.compile(r"-?[A-Za-z_][\w-]*")
_WORD: Final = re.compile(r"[\w#%+-]{1,20}")
_LOOKS: Final = ("size", "color", "bgcolor", "align", "width")
"""Attributes that pages set by hand tell entries by."""
_TELLING: Final = (FLAT | HEADINGS | {"img", "p", "ul", "table"}) - {"br"}
"""What entries may hold and what stands between them does not."""


def selectors_of(page: Page, nodes: Sequence[int]) -> Iterator[str]:
    """Yield selectors for like elements, plainest first: their own names, then below what holds them."""
    owns = list(names_of(page, nodes))
    owns += _looking_alike(page, nodes)
    owns += _holding_alike(page, nodes) if owns else ()
    if "tr" in owns:
        owns += ["tr:has(td)", "tr + tr"]  # above them stand the names of columns
    yield from (own for own in owns if "." in own)
    holders = _holders(page, nodes)
    for holder in holders:
        for own in owns:
            yield f"{holder} > {own}"
            yield f"{holder} {own}"
    parents = sorted({page.parent[node] for node in nodes})
    if len(parents) > 1:
        for middle in names_of(page, parents):
            for own in owns:
                yield f"{middle} > {own}"
                yield from (f"{holder} {middle} > {own}" for holder in holders)


def _looking_alike(page: Page, nodes: Sequence[int]) -> Iterator[str]:
    """Yield what like elements are called by the letters or the room that they are set in."""
    tag = page.tag[nodes[0]]
    for name in _LOOKS if all(page.tag[node] == tag for node in nodes) else ():
        values = {page.nodes[node].get(name) or "" for node in nodes}
        value = values.pop()
        if not values and _WORD.fullmatch(value):
            yield f'{tag}[{name}="{value}"]'


def _holding_alike(page: Page, nodes: Sequence[int]) -> Iterator[str]:
    """Yield what like elements are called by what all of them hold: what stands between them may be of their kind."""
    held = ({page.tag[k] for k in range(node + 1, page.end[node])} for node in nodes)
    shared = set.intersection(*held) & _TELLING
    for tag in sorted(shared, key=lambda tag: (tag != "a", tag)):
        yield f"{page.tag[nodes[0]]}:has({tag})"


def names_of(page: Page, nodes: Sequence[int]) -> Iterator[str]:
    """Yield what like elements are called: a class that all have, or several, or the tag alone."""
    tags = {page.tag[node] for node in nodes}
    if len(tags) != 1:
        return
    tag = tags.pop()
    if not _NAME.fullmatch(tag):
        return  # `<d<div>` is an element, too
    shared = set.intersection(*({*(page.nodes[node].get("class") or "").split()} for node in nodes))
    named = (one for one in shared if _NAME.fullmatch(one))
    classes = sorted(named, key=lambda one: (bool(_PASSING.search(one)), not STORY.search(one), one))
    yield from (f"{tag}.{one}" for one in classes)
    if len(classes) > 1:
        yield tag + "".join(f".{one}" for one in classes)
    yield tag


def _holders(page: Page, nodes: Sequence[int]) -> list[str]:
    """Return what the elements around all of some others are called, nearest first."""
    above = page.parent[nodes[0]]
    found: list[str] = []
    while above >= 0 and len(found) < 12:
        if page.end[above] > max(nodes):
            name = page.nodes[above].get("id") or ""
            if _NAME.fullmatch(name) and not re.search(r"\d{3}", name):
                found.append(f"#{name}")
            found += [css for css in names_of(page, [above]) if css not in {"html", "div"}][:3]
        above = page.parent[above]
    return found

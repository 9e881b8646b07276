"""Where a page repeats itself: groups of elements that stand in like places, each one the root of a record.

An *anchor* is an element with text of its own. Anchors with the same path from the root of the page form a group;
climbing from them to the highest elements that hold one anchor each gives the roots of records. Where several anchors
meet in one element, climbing goes on in two ways: with what met as records of one list each, or as parts of one larger
record.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Final

from msgspec import Struct

from feedpub.listings.html.page.dating import dates_of, looks_like_a_date
from feedpub.listings.html.page.irregular import rows_of
from feedpub.listings.html.page.names import ENTRY
from feedpub.listings.html.page.tree import FLAT, Page

_FEW: Final = 2
_SAYING_MORE: Final = 3
"""One block in so many at most says but a day in its line, where days begin what others say."""
_EDGE: Final = 60
"""Letters of a block among which the day stands that it begins with."""
_DEEPEST: Final = 60
"""Levels climbed from an anchor: real pages need about twenty."""


class Group(Struct, frozen=True, kw_only=True):
    """Roots of records in document order, and the element that holds them all; `again` are those that show the same.

    `tabs` are panels each of which shows some entries of others.
    """

    roots: tuple[int, ...]
    container: int
    again: tuple[int, ...] = ()
    tabs: bool = False


def find_groups(page: Page) -> list[Group]:
    """Return every way to see records in the page, each once."""
    found: dict[tuple[int, ...], Group] = {}
    for paths in (page.fine, page.plain, page.loose):
        anchors: dict[int, list[int]] = {}
        for number in dict.fromkeys(page.owner):
            anchors.setdefault(paths[number], []).append(number)
        for members in anchors.values():
            if len(members) > 1:
                for group in _climb(page, sorted(members)):
                    found.setdefault(group.roots, group)
    for group in _begun_by_days(page):
        found.setdefault(group.roots, group)
    for group in _stories(page):
        found.setdefault(group.roots, group)
    for holder, rows in rows_of(page):
        found.setdefault(rows, Group(roots=rows, container=holder))
    return list(found.values())


def _begun_by_days(page: Page) -> Iterator[Group]:
    """Yield the blocks of one element that begin with a day each, whichever words of them are bold, red or a link."""
    families: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    blocks: list[int] = []
    for node, (tag, above) in enumerate(zip(page.tag, page.parent, strict=True)):
        blocks.append(blocks[above] if tag in FLAT and above >= 0 else node)
    for node in sorted({blocks[owner] for owner in page.owner}):
        if _begins_with_a_day(page, node):
            families[page.parent[node], page.tag[node]].append(node)
    for (holder, _), begun in families.items():
        if len(begun) > _FEW and _SAYING_MORE * sum(_is_day_alone(page, node) for node in begun) < len(begun):
            yield Group(roots=tuple(begun), container=holder)


def _begins_with_a_day(page: Page, node: int) -> bool:
    """Say whether the text of an element begins with a day."""
    first = page.first[node]
    if not page.pieces[first].lstrip()[:1].isalnum():
        return False
    return any(not page.pieces[first][: one.start].strip() for one in dates_of(page.pieces[first][:_EDGE])[:1])


def _is_day_alone(page: Page, node: int) -> bool:
    """Say whether the first line of an element is a day and hardly anything else."""
    last = page.first[node] + 1
    while last < page.last[node] and not page.fresh[last]:
        last += 1
    return looks_like_a_date(page.text(page.first[node], last))


def _stories(page: Page) -> Iterator[Group]:
    """Yield the children of one element that call themselves stories: those of several kinds may share nothing else."""
    families: dict[int, list[int]] = {}
    for node, tag in enumerate(page.tag):
        named = tag == "article" or page.marked[node] or ENTRY.search(page.hints[node])
        if named and page.first[node] < page.last[node]:
            families.setdefault(page.parent[node], []).append(node)
    for holder, children in families.items():
        if len(children) > 2:
            yield Group(roots=tuple(children), container=holder)


def lone_story(page: Page) -> Group | None:
    """Return the one element that the page itself calls a story, None if it calls none or several so."""
    found: list[int] = []
    for number, tag in enumerate(page.tag):
        if found and number < page.end[found[-1]]:
            continue
        if tag == "article" or page.marked[number]:
            found.append(number)
    return Group(roots=(found[0],), container=page.parent[found[0]]) if len(found) == 1 else None


def _climb(page: Page, level: Sequence[int]) -> Iterator[Group]:
    """Yield the groups that a run of like elements forms on its way to the root of the page."""
    parent = page.parent
    for _ in range(_DEEPEST):
        above = [parent[number] for number in level]
        if above[0] < 0:
            return
        if all(a != b for a, b in pairwise(above)):
            level = above
            continue
        meets = [
            (holder, [number for _, number in run])
            for holder, run in groupby(zip(above, level, strict=True), key=lambda pair: pair[0])
        ]
        for holder, run in meets:
            if len(run) > 1:
                yield Group(roots=tuple(run), container=holder)
        if len(meets) == 1:
            return
        yield from _unite(page, meets)
        level = [holder for holder, _ in meets]


def _unite(page: Page, meets: list[tuple[int, list[int]]]) -> Iterator[Group]:
    """Yield the records of neighbouring lists as one list, for every element that holds several of them."""
    level = meets
    for _ in range(_DEEPEST):
        if len(level) < 2:
            return
        above = [(page.parent[holder], run) for holder, run in level]
        if above[0][0] < 0:
            return
        level = []
        for holder, runs in groupby(above, key=lambda pair: pair[0]):
            several = [run for _, run in runs]
            joined = [number for run in several for number in run]
            if len(several) > 1:
                yield Group(roots=tuple(joined), container=holder)
            level.append((holder, joined))

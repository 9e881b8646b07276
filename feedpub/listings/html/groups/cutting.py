"""A group → its records: which stretch of the page belongs to which root."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise, takewhile
from typing import Final

from msgspec.structs import replace

from feedpub.listings.html.groups.lines import cut_lines
from feedpub.listings.html.groups.records import Record
from feedpub.listings.html.groups.repeats import Group
from feedpub.listings.html.groups.siblings import cut_siblings
from feedpub.listings.html.page.dating import looks_like_a_date
from feedpub.listings.html.page.names import FURTHER, PAGER
from feedpub.listings.html.page.tree import FLAT, Page, width

_TURNS: Final = 0.8
"""The share of neighbours that differ from which on they take turns."""

Families = dict[tuple[int, ...], list[Record]]
"""The records of roots that are children of one element."""


def cut_records(page: Page, group: Group, known: Families) -> list[Record]:
    """Return the record of every root: the root itself, or the run of siblings that it begins.

    Families that were cut are kept in `known`: groups of many lists hold those of one.
    """
    families: dict[int, list[int]] = {}
    for root in group.roots:
        families.setdefault(page.parent[root], []).append(root)
    records: list[Record] = []
    for holder, every in families.items():
        key = tuple(every)
        if key not in known:
            known[key] = _cut_family(page, holder, every)
        records += known[key]
    alone = {every[0] for every in families.values() if len(every) == 1 and page.tag[every[0]] == "tr"}
    return _with_followers(page, records, alone) if 0 < len(alone) < len(families) else records


def _with_followers(page: Page, records: Sequence[Record], alone: set[int]) -> list[Record]:
    """Return records of which rows `alone` in their table have the rows that follow them there, as in longer tables.

    What is said in several tables is none of theirs.
    """
    followers = [
        child
        for record in records
        if record.root not in alone
        for child in _siblings(page, page.end[record.root], record.e1)
    ]
    kinds = {page.fine[child] for child in followers}
    lone = [list(_rest(page, record.root, kinds)) if record.root in alone else [] for record in records]
    said = Counter(page.text_of(child) for child in chain(followers, *lone))
    return [
        _followed(page, record, takewhile(lambda child: said[page.text_of(child)] == 1, rest))
        for record, rest in zip(records, lone, strict=True)
    ]


def _rest(page: Page, root: int, kinds: set[int]) -> Iterator[int]:
    """Yield the siblings of some kinds that follow a root."""
    rest = _siblings(page, page.end[root], page.end[page.parent[root]])
    return takewhile(lambda child: page.fine[child] in kinds, rest)


def _followed(page: Page, record: Record, rest: Iterator[int]) -> Record:
    """Return a record with some siblings that follow its root."""
    last = max(rest, default=record.root)
    return replace(record, e1=max(page.end[last], record.e1), p1=max(page.last[last], record.p1))


def _siblings(page: Page, at: int, stop: int) -> Iterator[int]:
    """Yield the siblings from one to another."""
    while at < stop:
        yield at
        at = page.end[at]


def _cut_family(page: Page, holder: int, every: list[int]) -> list[Record]:
    """Return the records of the children of one element."""
    roots = _without_pagers(page, every)
    end = _end_of_text(page, holder, roots) if page.tag[roots[0]] in FLAT else None
    return cut_siblings(page, holder, roots) if end is None else cut_lines(page, holder, _beginning(page, roots), end)


def _beginning(page: Page, roots: list[int]) -> list[int]:
    """Return the roots that begin an entry, where a day in bold and a title in bold take turns: the days, or titles."""
    days = [looks_like_a_date(page.text_of(root)) for root in roots]
    turns = sum(a != b for a, b in pairwise(days))
    if len(roots) < 4 or turns < _TURNS * (len(days) - 1):
        return roots
    return [root for root, day in zip(roots, days, strict=True) if day == days[0]]


def _without_pagers(page: Page, roots: list[int]) -> list[int]:
    """Leave out what leads to further pages of the listing, before the first entry or after the last."""
    first, last = 0, len(roots)
    while last - first > 2 and is_pager(page, roots[last - 1]):
        last -= 1
    while last - first > 2 and is_pager(page, roots[first]):
        first += 1
    return roots[first:last]


def is_pager(page: Page, node: int) -> bool:
    """Say whether an element is hardly more than a link to a further page of the listing."""
    text = page.text_of(node)
    return width(text) < 40 and (PAGER.match(text) is not None or FURTHER.match(text) is not None)


def leads_through(page: Page, node: int) -> bool:
    """Say whether an element is hardly more than a link to a page of the listing, or its number."""
    return is_pager(page, node) or page.text_of(node).isdecimal()


def _end_of_text(page: Page, holder: int, roots: Sequence[int]) -> int | None:
    """Return the piece at which the lines of text end that children of an element stand in; None if in boxes.

    Boxes may stand above the lines or below: a heading, a menu.
    """
    boxes = [k for k in page.children(holder) if page.tag[k] not in FLAT and page.first[k] < page.last[k]]
    if any(roots[0] <= box <= roots[-1] for box in boxes):
        return None
    stop = next((box for box in boxes if box > roots[-1]), page.end[holder])
    last = page.first[stop] if stop < page.end[holder] else page.last[holder]
    inside = any(page.owner[number] == holder for number in range(page.first[roots[0]], last))
    breaks = any(page.tag[k] == "br" for k in page.children(holder) if roots[0] < k < stop)
    return last if inside or breaks else None

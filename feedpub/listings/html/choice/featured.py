"""Entries that a page sets apart from its list, but builds alike: the newest, large and above the others."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from msgspec.structs import replace

from feedpub.dates import UNDECLARED, Dateline, assume_order
from feedpub.listings.html.groups.folders import folder_of, is_folder
from feedpub.listings.html.groups.records import Record, is_story, whole
from feedpub.listings.html.groups.spans import Row
from feedpub.listings.html.page.dating import beside_date, dates_in, looks_like_a_date
from feedpub.listings.html.page.tree import HEADINGS, Page
from feedpub.listings.html.titles.links import href_of

_ABOVE: Final = 2
"""Levels above the list in which such entries stand."""
_FAR_ABOVE: Final = 6
_FEWEST: Final = 2
"""Dated records of a list at least above which a story may lead it."""
_FIRST: Final = 8
"""So many records show whether a list has dates."""
_PARTS_OF_TABLES: Final = frozenset(("td", "th", "tr", "tbody"))
_NEARLY: Final = 0.8
_TOLD: Final = 24
"""Letters of text that a lead story has below its title."""
_APART: Final = frozenset(("aside", "nav", "footer", "header", "form"))


def featured(page: Page, rows: Sequence[Row]) -> list[Record]:
    """Return records outside of a list whose titles lie in elements like those of the list, if they are few."""
    records = sorted((row.record for row in rows), key=lambda record: record.e0)
    counts = Counter(_make(page, row.title.node) for row in rows if row.title is not None)
    make, number = counts.most_common(1)[0] if counts else ((), 0)
    if len(rows) < 2 or number < 0.6 * len(rows):
        return []
    above = _stories_above(page, records, make)
    if above or not _is_telling(make):
        return above if len(above) <= max(1, len(rows) // 4) else []
    outer = _around(page, records)
    covered = [record.e0 for record in records]
    titles = [
        node
        for node in range(outer, page.end[outer])
        if _make(page, node) == make and not _inside(records, covered, node)
    ]
    # What a heading is called, so is a link in it: the heading comes first.
    titles = [b for a, b in pairwise([-1, *titles]) if a < 0 or b >= page.end[a]]
    roots = (_whole(page, covered, records, node, outer, titles) for node in titles)
    found = [whole(page, root) for root in roots if root >= 0]
    few = len(rows) // 2 if found and _in_order(page, [*found, records[0]]) else len(rows) // 4
    return found if len(found) <= max(1, few) else []


def _stories_above(page: Page, records: Sequence[Record], make: tuple[str, ...]) -> list[Record]:
    """Return the stories far above a list of stories, in a box of the same name and with titles of the same make."""
    if not all(is_story(page, record.root) for record in records):
        return []
    first = records[0]
    box = page.kind[page.parent[first.root]]
    return [
        whole(page, node)
        for node in range(_around(page, records, _FAR_ABOVE), first.e0)
        if page.tag[node] == page.tag[first.root]
        and is_story(page, node)
        and page.kind[page.parent[node]] == box
        and any(_make(page, k) == make for k in range(node, page.end[node]))
    ]


def _in_order(page: Page, records: Sequence[Record]) -> bool:
    """Say whether records stand in the order of their days, and each has one."""
    days, terms = [], replace(UNDECLARED, order=assume_order(page.pieces))
    for record in records:
        texts = (page.text_of(k) for k in range(record.e0, record.e1) if page.one_line(k))
        dates = (one.read for text in texts if looks_like_a_date(text) for one in dates_in(text, terms))
        day = next((read.day for read in dates if isinstance(read, Dateline)), None)
        if day is None:
            return False
        days.append(day)
    above = all(a.e0 < b.e0 for a, b in pairwise(records))
    return above and (days == sorted(days) or days == sorted(days, reverse=True))


def leading(page: Page, rows: Sequence[Row], address: str) -> list[Record]:
    """Return records above a list that lead to the same place as its entries, and are dated as they are, if few.

    The newest entry is often of a make of its own. Where none has a date, all must have headings, or it one, a picture
    and a place in their list.
    """
    records = sorted((row.record for row in rows), key=lambda record: record.e0)
    dated = any(is_dated(page, record.root) for record in records[:_FIRST])
    folders = _shared_folders(rows, several=dated)
    flat = dated and not folders
    folders = folders or (_top_of_site(rows) if flat else set())
    if len(rows) < (_FEWEST if dated else _FEWEST + 1) or not folders:
        return []
    beside = dated or all(_holds_a_heading(page, record.root) for record in records)
    outer, known = _around(page, records), {row.link for row in rows}
    covered, holder = [record.e0 for record in records], page.parent[records[0].root]
    if outer == holder and page.tag[page.parent[outer]] == "body":
        outer = page.parent[outer]  # a page without a frame
    by_link: dict[str, Record] = {}
    stop = 0
    for node in range(outer, records[0].e0):
        if page.link[node] != node or node < stop:
            continue
        link = href_of(page, node, address)
        if link in known or folder_of(link) not in folders:
            continue
        root = _whole(page, covered, records, node, outer)
        if root >= 0 and not dated and _is_card(page, node):
            root = _alone(page, node)
        elif root < 0 or not (dated or page.head[node]):
            continue
        if not beside and not (page.parent[root] == holder and _shows(page, root)):
            continue  # a heading of the page
        pictured = _is_pictured(page, node) or (dated and _shows(page, root))
        if _holds_a_heading(page, root) or pictured or page.bold[node]:
            by_link.pop(link, None)
            by_link[link] = whole(page, root)  # of those that lead to one place, the last is the nearest to the list
            stop = page.end[root]
    cards = list(by_link.values())
    found = [card for card in cards if not dated or is_dated(page, card.root)]
    if not found and len(cards) == 1 and _is_lead(page, cards[0], records[0]):
        return cards
    ordered = bool(found) and (flat or len(found) > 1) and _in_order(page, [*found, records[0]])
    if flat:
        return found if ordered and len(found) == 1 and not _are_parted(page, found[0], records[0]) else []
    few = len(rows) // 2 if ordered else len(rows) // 4
    return found if len(found) <= max(1, few) else []


def _is_lead(page: Page, card: Record, first: Record) -> bool:
    """Say whether the one card above a list is its first story, though it has no day: no heading parts them."""
    text = page.size(card.p0, card.p1)
    heads = [node for node in range(card.e0, card.e1) if page.head[node] and page.tag[node] in HEADINGS]
    told = len(heads) == 1 and text >= page.size(page.first[heads[0]], page.last[heads[0]]) + _TOLD
    return told and not _are_parted(page, card, first)


def _are_parted(page: Page, card: Record, first: Record) -> bool:
    """Say whether a heading stands between a card and a list."""
    return any(page.tag[node] in HEADINGS for node in range(card.e1, first.e0))


def _shared_folders(rows: Sequence[Row], *, several: bool) -> set[str]:
    """Return the folder that nearly all entries lead to, or `several` that do so together, each with more than one."""
    counts = Counter(folder_of(row.link) for row in rows if row.link)
    folders = [one for one, number in counts.most_common() if is_folder(one) and number > 1]
    found = {*(folders if several else folders[:1])}
    return found if sum(counts[one] for one in found) >= _NEARLY * len(rows) else set()


def _top_of_site(rows: Sequence[Row]) -> set[str]:
    """Return the top of the site where all entries lie right below it, together with its other pages."""
    folders = {folder_of(row.link) for row in rows if row.link}
    return folders if len(folders) == 1 and not any(map(is_folder, folders)) else set()


def _holds_a_heading(page: Page, root: int) -> bool:
    return page.heads[page.end[root]] > page.heads[root]


def _is_pictured(page: Page, link: int) -> bool:
    """Say whether a link holds a picture and words: all of a card."""
    return page.first[link] < page.last[link] and _shows(page, link)


def _is_card(page: Page, link: int) -> bool:
    """Say whether a link holds a picture, one title and a text: all of an entry."""
    heads = [node for node in range(link, page.end[link]) if page.tag[node] in HEADINGS]
    told = max((page.size(page.last[node], page.last[link]) for node in heads), default=0)
    return bool(heads) and told >= _TOLD and _is_pictured(page, link)


def _alone(page: Page, node: int) -> int:
    """Return the largest element that says nothing but what an element in it does."""
    while page.parent[node] >= 0 and page.size(*_span(page, page.parent[node])) == page.size(*_span(page, node)):
        node = page.parent[node]
    return node


def _span(page: Page, node: int) -> tuple[int, int]:
    return page.first[node], page.last[node]


def _shows(page: Page, root: int) -> bool:
    """Say whether an element holds a picture."""
    return "img" in page.tag[root : page.end[root]]


def is_dated(page: Page, root: int) -> bool:
    """Say whether an element has a line that is a date, or text in none of its elements that is one alone."""
    pieces = page.pieces[page.first[root] : page.last[root]]
    if any(looks_like_a_date(text) and not beside_date(text) for text in pieces):
        return True
    return any(
        looks_like_a_date(page.text_of(node)) or page.tag[node] == "time"
        for node in range(root, page.end[root])
        if page.one_line(node) and page.last[node] - page.first[node] < 4
    )


def _make(page: Page, node: int) -> tuple[str, ...]:
    """Return what a heading or a link in it is called, and the element around it; else what a link is called."""
    kinds: list[str] = []
    for _ in range(2):
        if node < 0:
            return ()
        kinds.append(page.kind[node])
        above = page.parent[node]
        if page.tag[node] in HEADINGS:
            if page.kind[node].partition(".")[2]:
                return tuple(kinds)
            return (*kinds, page.kind[above]) if above >= 0 else ()
        node = above
    return tuple(kinds) if kinds[0].startswith("a.") and all(kind.partition(".")[2] for kind in kinds) else ()


def _is_telling(make: Sequence[str]) -> bool:
    """Say whether elements of this make are titles of entries, not just any headings."""
    return any(kind.partition(".")[2] for kind in make)


def _around(page: Page, records: Sequence[Record], most: int = _ABOVE) -> int:
    """Return the element that holds a list and what stands beside it."""
    outer = page.parent[records[0].root]
    while page.end[outer] < records[-1].e1 and page.parent[outer] >= 0:
        outer = page.parent[outer]
    levels = 0
    while levels < most:
        above = page.parent[outer]
        if above < 0 or page.tag[above] in {"body", "html"}:
            break
        levels += page.tag[outer] not in _PARTS_OF_TABLES
        outer = above
    return outer


def _inside(records: Sequence[Record], covered: Sequence[int], node: int) -> bool:
    place = bisect_right(covered, node) - 1
    return place >= 0 and node < records[place].e1


def _whole(  # noqa: PLR0913, PLR0917 - what bounds it
    page: Page,
    covered: Sequence[int],
    records: Sequence[Record],
    node: int,
    outer: int,
    titles: Sequence[int] = (),
) -> int:
    """Return the largest element around a title that holds no record and no other such title, -1 if it stands apart."""
    root = node
    while root != outer:
        if page.tag[root] in _APART:
            return -1
        above = page.parent[root]
        place = bisect_right(covered, above)
        holds = place < len(covered) and covered[place] < page.end[above]
        holds |= bisect_left(titles, page.end[above]) - bisect_left(titles, above) > 1
        if holds or above == outer or _inside(records, covered, above):
            return root
        root = above
    return -1

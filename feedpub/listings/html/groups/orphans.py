"""Records that a group missed, because they lack its anchor."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import Final

from feedpub.dates import parse_heading
from feedpub.listings.html.groups.cutting import is_pager
from feedpub.listings.html.groups.records import Record, whole
from feedpub.listings.html.page.dating import looks_like_a_date
from feedpub.listings.html.page.tree import FLAT, Page

_PROSE: Final = frozenset(("p", "div", "td", "tr", "dd"))

_NEARLY: Final = 0.8


def with_orphans(page: Page, found: Sequence[Record]) -> list[Record]:
    """Return the records of a candidate with those siblings of their roots that lack only the anchor.

    A list often holds an entry whose title stands elsewhere than those of the others.
    """
    if page.tag[found[0].root] in FLAT:
        return list(found)
    records = sorted(found, key=lambda record: record.e0)
    plain = {page.plain[record.root] for record in records}
    kinds = Counter(page.kind[record.root] for record in records)
    alike = len(records) > len(kinds)
    least = min(page.size(r.p0, r.p1) for r in records)
    linked = sum(_has_link(page, record.root) for record in records) > 0.5 * len(records)
    starts = [record.e0 for record in records]
    orphans = []
    for holder in dict.fromkeys(page.parent[record.root] for record in found):
        for child in page.children(holder):
            place = bisect_right(starts, child) - 1
            if page.plain[child] not in plain or (place >= 0 and child < records[place].e1):
                continue
            if page.kind[child] not in kinds and alike and page.kind[child].partition(".")[2]:
                continue
            if 4 * page.size(page.first[child], page.last[child]) < least or _is_furniture(page, child):
                continue
            # A paragraph by itself is text of the page, or of the entry above.
            by_itself = page.tag[child] in _PROSE and not page.kind[child].partition(".")[2]
            if (
                by_itself
                and not _opens_as(page, child, records)
                and not (0 <= place < len(records) - 1 and (_has_link(page, child) or not linked))
            ):
                continue
            orphans.append(whole(page, child))
    return sorted([*found, *orphans], key=lambda record: record.p0)


def dated_opening(page: Page, records: Sequence[Record]) -> int:
    """Return in which path the element lies that begins nearly all records, and is a day; -1 if there is none."""
    owners = [page.owner[record.p0] for record in records if record.p0 < record.p1]
    path, number = Counter(page.plain[owner] for owner in owners).most_common(1)[0] if owners else (-1, 0)
    days = sum(looks_like_a_date(page.text_of(owner)) for owner in owners if page.plain[owner] == path)
    return path if min(number, days) >= _NEARLY * len(records) else -1


def _opens_as(page: Page, node: int, records: Sequence[Record]) -> bool:
    """Say whether an element begins with a day in one of its own, as all records do, and goes on behind it."""
    first, last = page.first[node], page.last[node]
    owner = page.owner[first] if last - first > 1 else node
    says_when = owner != node and looks_like_a_date(page.text_of(owner))
    return says_when and page.plain[owner] == dated_opening(page, records)


def _has_link(page: Page, node: int) -> bool:
    return page.links[page.end[node]] > page.links[node] or page.link[node] >= 0


def _is_furniture(page: Page, node: int) -> bool:
    """Say whether an element leads on or dates what follows, but says nothing."""
    return is_pager(page, node) or _leads_through_pages(page, node) or _is_heading_of_dates(page, node)


def _leads_through_pages(page: Page, node: int) -> bool:
    """Say whether an element leads through the pages of a listing: most of its links are numbers."""
    texts = [page.text_of(number) for number in range(node, page.end[node]) if page.link[number] == number]
    return len(texts) > 1 and sum(not any(map(str.isalpha, text)) for text in texts) > 0.5 * len(texts)


def _is_heading_of_dates(page: Page, node: int) -> bool:
    """Say whether an element is nothing but a date, a month or a year."""
    text = page.text_of(node) if page.last[node] - page.first[node] < 6 else ""
    return bool(text) and len(text) < 60 and (looks_like_a_date(text) or parse_heading(text) is not None)

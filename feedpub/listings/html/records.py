"""A group → its records: which stretch of the page belongs to which root."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct

from feedpub.dates import parse_heading
from feedpub.listings.html.dating import looks_like_a_date
from feedpub.listings.html.groups import Group
from feedpub.listings.html.tree import HEADINGS, Page

_FLAT: Final = frozenset(
    ("a", "b", "strong", "em", "i", "span", "font", "time", "u", "small", "big", "br", "label", "cite", "code")
)


class Record(Struct, frozen=True):
    """A stretch of the page: its elements and its pieces, half-open. `root` is where its group saw it."""

    root: int
    e0: int
    e1: int
    p0: int
    p1: int


def cut_records(page: Page, group: Group) -> list[Record]:
    """Return the record of every root: the root itself, or the run of siblings that it begins."""
    records: list[Record] = []
    families: dict[int, list[int]] = {}
    for root in group.roots:
        families.setdefault(page.parent[root], []).append(root)
    runs: list[list[Record]] = []
    for holder, roots in families.items():
        if page.tag[roots[0]] in _FLAT and _is_running_text(page, holder):
            runs.append(_cut_lines(page, holder, roots))
        else:
            runs.append(_cut_siblings(page, holder, roots))
    for run in runs:
        records += run
    return records


def _whole(page: Page, root: int) -> Record:
    return Record(root, root, page.end[root], page.first[root], page.last[root])


def _is_running_text(page: Page, holder: int) -> bool:
    """Say whether the children of an element stand in lines of text rather than in boxes of their own."""
    children = page.children(holder)
    inside = any(page.owner[number] == holder for number in range(page.first[holder], page.last[holder]))
    return all(page.tag[child] in _FLAT or page.first[child] == page.last[child] for child in children) and (
        inside or any(page.tag[child] == "br" for child in children)
    )


def _cut_lines(page: Page, holder: int, roots: list[int]) -> list[Record]:
    """Cut running text at the beginnings of the lines that hold a root."""
    starts: list[int] = []
    for root in roots:
        piece = page.first[root]
        least = starts[-1] + 1 if starts else page.first[holder]
        start = piece
        while start > least and not page.fresh[start]:
            start -= 1
        starts.append(start if page.fresh[start] or start == page.first[holder] else piece)
    starts = _with_date_lines_above(page, holder, starts)
    sizes = sorted(b - a for a, b in pairwise(starts))
    longest = max(sizes, default=0)
    ends = [*starts[1:], min(page.last[holder], starts[-1] + max(longest, 1))]
    if not sizes:
        ends[-1] = page.last[holder]
    records = []
    for root, p0, p1 in zip(roots, starts, ends, strict=True):
        stop = _without_heading_lines(page, p0, p1)
        e0 = max(holder + 1, bisect_left(page.first, p0, holder + 1, page.end[holder]))
        while e0 < root and page.first[e0] == page.last[e0]:
            e0 += 1
        e1 = bisect_left(page.first, stop, e0, page.end[holder])
        records.append(Record(root, min(e0, root), max(e1, page.end[root]), p0, stop))
    return records


def _with_date_lines_above(page: Page, holder: int, starts: list[int]) -> list[int]:
    """Let each record begin a line earlier, where a date line stands above the first and none below the last."""
    earlier = []
    for number, start in enumerate(starts):
        least = starts[number - 1] + 1 if number else page.first[holder]
        line = start - 1
        while line > least and not page.fresh[line]:
            line -= 1
        if line < least or not looks_like_a_date(page.text(line, start)):
            return starts
        earlier.append(line)
    stop = starts[-1] + 1
    while stop < page.last[holder] and not page.fresh[stop]:
        stop += 1
    end = stop + 1
    while end < page.last[holder] and not page.fresh[end]:
        end += 1
    below = page.text(stop, end) if stop < page.last[holder] else ""
    return starts if looks_like_a_date(below) else earlier


def _without_heading_lines(page: Page, p0: int, p1: int) -> int:
    """Return the end of a record without the line of bold text alone that is the heading of what follows."""
    stop = p1
    for number in range(p1 - 1, p0, -1):
        if not page.fresh[number]:
            continue
        if all(page.bold[page.owner[k]] for k in range(number, stop)):
            stop = number
            continue
        break
    return stop


def _cut_siblings(page: Page, holder: int, roots: list[int]) -> list[Record]:
    """Give each root the siblings that regularly follow (or precede) it, if there are any."""
    wholes = [_whole(page, root) for root in roots]
    if len(roots) < 2:
        return wholes
    children = page.children(holder)
    place = {child: number for number, child in enumerate(children)}
    # A date line and a paragraph may be the same kind of element: what tells them apart is what they say.
    kinds = [(page.fine[child], _is_date_line(page, child)) for child in children]
    texts = [page.last[child] > page.first[child] or "img" in page.tag[child : page.end[child]] for child in children]
    at = [place[root] for root in roots]
    own = {kinds[number] for number in at}
    plain = {page.plain[root] for root in roots}
    gaps = [[k for k in range(a + 1, b) if texts[k]] for a, b in pairwise(at)]
    filled = [gap for gap in gaps if any(kinds[k] not in own for k in gap)]
    if len(filled) < 0.6 * len(gaps):
        return wholes
    counts = Counter(kind for gap in gaps for kind in {kinds[k] for k in gap})
    common = {kind for kind, number in counts.items() if number >= 0.3 * len(gaps)}
    lead = _lead(at, kinds, common)
    longest = max(len(gap) for gap in gaps) + 1
    records = []
    starts = [number - lead for number in at]
    for number, (root, start) in enumerate(zip(roots, starts, strict=True)):
        stop = starts[number + 1] if number + 1 < len(starts) else len(children)
        if number + 1 == len(starts):
            stop = min(stop, at[number] + 1 + longest)
            for k in range(at[number] + 1, stop):
                if texts[k] and kinds[k] not in common:
                    stop = k
                    break
        while stop - 1 > at[number] and (
            not texts[stop - 1] or (kinds[stop - 1] not in common and _parts(page, children[stop - 1]))
        ):
            stop -= 1
        end = stop
        for k in range(at[number] + 1, stop):
            # A sibling like the roots, but without their anchor, is a record of its own or an advertisement.
            if (
                page.plain[children[k]] in plain
                and kinds[k] in own
                and len(own) == 1
                and counts[kinds[k]] < 0.5 * len(gaps)
            ):
                end = k
                break
        first, last = children[max(start, 0)], children[end - 1]
        records.append(Record(root, first, page.end[last], page.first[first], page.last[last]))
    return records


def _parts(page: Page, child: int) -> bool:
    """Say whether a child that stands between records parts them rather than belonging to the one before."""
    return (
        page.tag[child] in HEADINGS
        or page.tag[child] in {"hr", "table", "ul", "ol", "nav", "form", "tr", "dt"}
        or page.heads[page.end[child]] > page.heads[child]
    )


def _is_date_line(page: Page, node: int) -> bool:
    return page.last[node] - page.first[node] < 6 and looks_like_a_date(page.text_of(node))


def _is_heading_of_dates(page: Page, node: int) -> bool:
    """Say whether an element is nothing but a date, a month or a year."""
    text = page.text_of(node) if page.last[node] - page.first[node] < 6 else ""
    return bool(text) and len(text) < 60 and (looks_like_a_date(text) or parse_heading(text) is not None)


def _lead(at: list[int], kinds: list[tuple[int, bool]], common: set[tuple[int, bool]]) -> int:
    """Return how many siblings before a root belong to its record: a date line often stands above the title."""
    lead = 0
    while all(number - lead - 1 >= 0 for number in at):
        before = {kinds[number - lead - 1] for number in at}
        if len(before) != 1 or not before <= common:
            break
        if any(a >= b - lead - 1 for a, b in pairwise(at)):
            break
        lead += 1
    if not lead:
        return 0
    # What stands before the first root and also after the last one may just as well end each record.
    after = kinds[at[-1] + 1 : at[-1] + 1 + lead]
    leading = kinds[at[0] - lead : at[0]]
    return 0 if after == leading else lead


def with_orphans(page: Page, found: Sequence[Record]) -> list[Record]:
    """Return the records of a candidate with those siblings of their roots that lack only the anchor.

    A list often holds an entry whose title stands elsewhere than those of the others.
    """
    records = list(found)
    if page.tag[records[0].root] in _FLAT:
        return records
    own = {record.root for record in records}
    plain = {page.plain[record.root] for record in records}
    kinds = Counter(page.kind[record.root] for record in records)
    sizes = sorted(page.size(r.p0, r.p1) for r in records)
    covered = [(r.e0, r.e1) for r in records]
    for holder in dict.fromkeys(page.parent[record.root] for record in found):
        for child in page.children(holder):
            if child in own or page.plain[child] not in plain or any(a <= child < b for a, b in covered):
                continue
            if page.kind[child] not in kinds and kinds.most_common(1)[0][1] > 1 and "." in page.kind[child].rstrip("."):
                continue
            if 4 * page.size(page.first[child], page.last[child]) < sizes[0] or _is_pager(page, child):
                continue
            if _is_heading_of_dates(page, child):
                continue
            records.append(_whole(page, child))
    return sorted(records, key=lambda record: record.p0)


def _is_pager(page: Page, node: int) -> bool:
    """Say whether an element leads through the pages of a listing: most of its links are numbers."""
    texts = [page.text_of(number) for number in range(node, page.end[node]) if page.link[number] == number]
    return len(texts) > 1 and sum(not any(map(str.isalpha, text)) for text in texts) > 0.5 * len(texts)

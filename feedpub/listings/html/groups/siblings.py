"""Records of siblings: each root with what regularly stands before and after it."""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from feedpub.listings.html.groups.between import RULE, TEXT, Side, is_date, side_of_dates, token_of, usual_dates
from feedpub.listings.html.groups.records import Record, whole
from feedpub.listings.html.page.dating import beside_date
from feedpub.listings.html.page.tree import HEADINGS, Page

_SHORT: Final = 6
"""Pieces of text that a date line has at most."""


@dataclass(slots=True, kw_only=True)
class _Family:
    """The children of an element, and which of them are roots (`at`)."""

    page: Page
    children: list[int]
    at: list[int]
    tokens: list[str]
    kinds: list[Hashable]
    texts: list[bool]
    tails: list[int]  # where what follows a child in no element of its own ends

    def gaps(self) -> list[list[int]]:
        """Return what says something between each two roots."""
        return [[k for k in range(a + 1, b) if self.texts[k]] for a, b in pairwise(self.at)]

    def filled(self, gaps: Sequence[Sequence[int]]) -> float:
        """Return the share of gaps that hold something unlike the roots."""
        own = {self.kinds[k] for k in self.at}
        bare = [
            any(self.tails[k] > self.page.last[self.children[k]] for k in range(a, b)) for a, b in pairwise(self.at)
        ]
        return sum(
            text or any(self.kinds[k] not in own for k in gap) for gap, text in zip(gaps, bare, strict=True)
        ) / len(gaps)


def cut_siblings(page: Page, holder: int, roots: list[int]) -> list[Record]:
    """Give each root the siblings that regularly follow (or precede) it, if there are any."""
    if len(roots) < 2:
        return [whole(page, root) for root in roots]
    children = page.children(holder)
    if _stand_side_by_side(page, holder, children, roots):
        return [whole(page, root) for root in roots]
    family = _family(page, children, roots)
    gaps = family.gaps()
    side = "unknown" if _are_dates_below(family) else _side(family)
    if family.filled(gaps) < 0.6 and side in {"none", "below"}:
        # Rows and paragraphs may be the same kind of element: what tells them apart is what they hold.
        shared = _common(page, roots)
        shapes = (_shape(page, child, shared) for child in family.children)
        family.kinds = list(zip(family.kinds, shapes, strict=True))
        if family.filled(gaps) < 0.9:
            return [whole(page, root) for root in roots]
    counts = Counter(kind for gap in gaps for kind in {family.kinds[k] for k in gap})
    common = {kind for kind, number in counts.items() if number >= 0.3 * len(gaps)}
    lead = _lead(family, common, dates=side == "below")
    return _cut(family, gaps, common, counts, lead, side)


def _stand_side_by_side(page: Page, holder: int, children: Sequence[int], roots: Sequence[int]) -> bool:
    """Say whether nothing stands between roots, nor before them what could be one more: most lists are so."""
    own = frozenset(roots)
    said = [child for child in children if page.first[child] < page.last[child] or child in own]
    if len(said) < len(roots) or holder in page.owner[page.last[roots[0]] : page.first[roots[-1]]]:
        return False
    start = said.index(roots[0])
    pictures = (child for child in children if page.first[child] == page.last[child] and roots[0] < child < roots[-1])
    if tuple(said[start : start + len(roots)]) != tuple(roots) or any(_shows(page, child) for child in pictures):
        return False
    return start == 0 or {page.fine[k] for k in said[:start]}.isdisjoint([page.fine[k] for k in said[start:]])


def _shows(page: Page, child: int) -> bool:
    """Say whether an element holds a picture."""
    return "img" in page.tag[child : page.end[child]]


def _family(page: Page, children: list[int], roots: list[int]) -> _Family:
    place = {child: number for number, child in enumerate(children)}
    tokens = [_token(page, child) for child in children]
    return _Family(
        page=page,
        children=children,
        at=[place[root] for root in roots],
        tokens=tokens,
        kinds=[(page.fine[child], is_date(token)) for child, token in zip(children, tokens, strict=True)],
        texts=[page.last[child] > page.first[child] or _shows(page, child) for child in children],
        tails=[*(page.first[child] for child in children[1:]), page.last[page.parent[children[-1]]]],
    )


def _token(page: Page, child: int) -> str:
    """Return what a child is when it stands between two entries, "" if it is nothing."""
    if page.tag[child] == "hr":
        return RULE
    first, last = page.first[child], page.last[child]
    if first == last:
        return ""
    text = page.text(first, last) if last - first < _SHORT else ""
    # A heading that leads somewhere is a title, also where it says when: “28 April 2012 Air Fair”.
    title = page.tag[child] in HEADINGS and page.link[page.owner[first]] > child and beside_date(text)
    return token_of("" if title else text, page.size(first, last))


def _common(page: Page, roots: Sequence[int]) -> frozenset[int]:
    """Return the paths of the elements with text that all roots hold."""
    return frozenset.intersection(*(_paths(page, root) for root in roots))


def _paths(page: Page, node: int) -> frozenset[int]:
    return frozenset(page.fine[k] for k in range(node, page.end[node]) if page.first[k] < page.last[k])


def _shape(page: Page, child: int, common: frozenset[int]) -> Hashable:
    """Return what a child holds: links, what all roots hold, and of a row which cells are filled."""
    linked = page.links[page.end[child]] > page.links[child], common <= _paths(page, child)
    if page.tag[child] != "tr":
        return linked
    cells = tuple((page.kind[k], page.last[k] > page.first[k]) for k in page.children(child))
    return linked, cells


def _side(family: _Family) -> Side:
    """Say to which roots the date lines between them belong."""
    at, tokens = family.at, family.tokens
    longest = max(b - a for a, b in pairwise(at))
    before = filter(None, tokens[max(0, at[0] - longest) : at[0]])
    after = filter(None, tokens[at[-1] + 1 : at[-1] + longest + 1])
    inner = [list(filter(None, tokens[a + 1 : b])) for a, b in pairwise(at)]
    return side_of_dates(list(before), inner, list(after))


def _are_dates_below(family: _Family) -> bool:
    """Say whether the roots are date lines that stand below what they date: such a thing stands before the first."""
    page, children, at = family.page, family.children, family.at
    if sum(is_date(family.tokens[k]) for k in at) < 0.8 * len(at):
        return False
    said = [k for k, token in enumerate(family.tokens) if token not in {"", RULE}]
    place = {k: number for number, k in enumerate(said)}

    def kind(number: int) -> Hashable:
        return family.kinds[said[number]], _shape(page, children[said[number]], frozenset())

    behind = (place[k] + 1 for k in at if k in place and place[k] + 1 < len(said))
    kinds = Counter(map(kind, behind))
    if at[0] and family.tails[at[0] - 1] > page.last[children[at[0] - 1]]:
        return False  # text in no element of its own
    before = place.get(at[0], 0) - 1
    return before >= 0 and bool(kinds) and kind(before) == kinds.most_common(1)[0][0]


def _lead(family: _Family, common: set[Hashable], *, dates: bool) -> int:
    """Return how many siblings before a root belong to its record: a date line often stands above the title.

    `dates` says that date lines belong to the roots below them.
    """
    at, kinds = family.at, family.kinds
    lead = 0
    while all(number - lead - 1 >= 0 for number in at):
        before = {kinds[number - lead - 1] for number in at}
        if len(before) != 1 or not before <= common:
            break
        if not dates and is_date(family.tokens[at[0] - lead - 1]):
            break
        if any(a >= b - lead - 1 for a, b in pairwise(at)):
            break
        lead += 1
    if not lead or dates:
        return lead
    if family.page.tag[family.children[at[0] - lead]] in HEADINGS:
        return lead
    # What stands before the first root and also after the last one may just as well end each record.
    after = kinds[at[-1] + 1 : at[-1] + 1 + lead]
    leading = kinds[at[0] - lead : at[0]]
    return 0 if after == leading else lead


def _cut(  # noqa: PLR0913, PLR0917 - what was found out about the family
    family: _Family,
    gaps: Sequence[Sequence[int]],
    common: set[Hashable],
    counts: Counter[Hashable],
    lead: int,
    side: Side,
) -> list[Record]:
    page, children, at = family.page, family.children, family.at
    starts = [number - lead for number in at]
    leading = any(is_date(family.tokens[k]) for k in range(starts[0], at[0]))
    strangers = _strangers(family, counts, len(gaps))
    records = []
    for number, root in enumerate(at):
        stop = starts[number + 1] if number + 1 < len(starts) else _end_of_last(family, gaps, common, side)
        while (end := _without_end(family, common, root, stop)) < stop:
            stop = end
        stop = next((k for k in range(root + 1, stop) if k in strangers), stop)
        dates = [k for k in range(root + 1, stop) if is_date(family.tokens[k])]
        doubt = (0, 0)
        if dates and side == "below" and not leading:  # it heads one record or several
            stop = dates[0]
        elif is_date(family.tokens[root]) and side == "unknown":
            doubt = page.first[children[root]], page.last[children[root]]
        elif dates and side == "unknown":
            doubt = page.first[children[dates[0]]], page.last[children[dates[-1]]]
        first, last = children[max(starts[number], 0)], children[stop - 1]
        records.append(Record(children[root], first, page.end[last], page.first[first], family.tails[stop - 1], doubt))
    return records


def _end_of_last(family: _Family, gaps: Sequence[Sequence[int]], common: set[Hashable], side: Side) -> int:
    """Return where the last record ends: with the first sibling of a kind that stands in no gap."""
    last = family.at[-1]
    stop = min(len(family.children), last + 2 + max(len(gap) for gap in gaps))
    if sum(RULE in family.tokens[a:b] for a, b in pairwise(family.at)) >= 0.6 * (len(family.at) - 1):
        stop = next((k for k in range(last + 1, stop) if family.tokens[k] == RULE), stop)
    is_usual = usual_dates(family.tokens[family.at[0] : last])

    def is_strange(k: int) -> bool:
        kind, token = family.kinds[k], family.tokens[k]
        return (family.texts[k] and kind not in common) or (is_date(token) and not is_usual(token))

    dated = next((k for k in range(last + 1, stop) if is_usual(family.tokens[k])), last) if side == "above" else last
    strange = (k for k in range(max(dated, _usual_end(family, gaps, stop)) + 1, stop) if is_strange(k))
    return next(strange, stop)


def _usual_end(family: _Family, gaps: Sequence[Sequence[int]], stop: int) -> int:
    """Return the sibling behind the last root that is of a kind by its name which each gap has once; else that root."""
    last, page = family.at[-1], family.page
    counts = [Counter(page.fine[family.children[k]] for k in gap) for gap in gaps]
    once = {kind for kind, number in counts[0].items() if number == 1 and len(gaps) > 1}
    once = {kind for kind in once if all(count[kind] == 1 for count in counts)}
    nodes = [(k, family.children[k]) for k in range(last + 1, stop)]
    ends = (k for k, node in nodes if page.fine[node] in once and page.kind[node].partition(".")[2])
    parted = next((k for k, node in nodes if _parts(page, node)), stop)
    return next((k for k in ends if k < parted), last)


def _without_end(family: _Family, common: set[Hashable], root: int, stop: int) -> int:
    """Return where a record ends without its last sibling that is empty or parts records, and ornaments behind that."""
    last = stop - 1
    if last > root and not family.texts[last]:
        return last
    while last > root and not family.tokens[last]:
        last -= 1
    parts = last > root and family.kinds[last] not in common and _parts(family.page, family.children[last])
    return last if parts else stop


def _strangers(family: _Family, counts: Counter[Hashable], number: int) -> set[int]:
    """Return the siblings like the roots, but without their anchor: records of their own, or advertisements."""
    page, own = family.page, {family.kinds[k] for k in family.at}
    if len(own) > 1 or counts[next(iter(own))] >= 0.5 * number:
        return set()
    plain = {page.plain[family.children[k]] for k in family.at}
    return {
        k
        for k, child in enumerate(family.children)
        if family.kinds[k] in own
        and page.plain[child] in plain
        and (family.tokens[k] != TEXT or page.kind[child].partition(".")[2])
    }.difference(family.at)


def _parts(page: Page, child: int) -> bool:
    """Say whether a child that stands between records parts them rather than belonging to the one before."""
    return (
        page.tag[child] in HEADINGS
        or page.tag[child] in {"hr", "table", "ul", "ol", "nav", "form", "tr", "dt"}
        or page.heads[page.end[child]] > page.heads[child]
    )

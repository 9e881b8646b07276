"""Days in lines of their own: each heads one entry, or several."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from feedpub.listings.html.choice.weighing import Candidate, Weighing
from feedpub.listings.html.groups.cutting import leads_through
from feedpub.listings.html.groups.records import Record
from feedpub.listings.html.groups.repeats import Group
from feedpub.listings.html.page.dating import looks_like_a_date
from feedpub.listings.html.page.tree import Page

LEAST: Final = 12
"""Letters that an entry has at least where none leads anywhere, and none is a heading: less are cells of a table."""
FAR: Final = 3.0
"""Lead that does not count where a day of its own shows each entry."""
_BY_FAR: Final = 2.0
"""Lead of days over what stands below them that does not count where some head several entries."""
_DAY: Final = 80
"""No date is longer, in letters."""
_NEARLY: Final = 0.95


def headed_by_days(weighing: Weighing, best: Candidate, groups: Sequence[Group]) -> Candidate:
    """Return days in lines of their own that head one record of the best group each, and more, else the best.

    What stands below the others has no link, or is built in another way.
    """
    page = weighing.page
    for group in groups:
        if len(group.roots) <= len(best.group.roots) or not all(is_a_day(page, root) for root in group.roots):
            continue
        days = weighing.weigh(group)
        if best.score - days.score <= FAR and _head_one_each(page, days.records, best.group.roots):
            return days
    return best


def _head_one_each(page: Page, days: Sequence[Record], roots: Sequence[int]) -> bool:
    """Say whether each of some records that begin with a day tells of more, and none holds two of some elements."""
    places = _days_above(days, roots)
    one_each = bool(places) and len(set(places)) == len(places)
    return one_each and all(_begins_with_its_day(page, record) for record in days)


def _days_above(days: Sequence[Record], roots: Sequence[int]) -> list[int]:
    """Return for each of some elements below the day of which record it stands; nothing if one stands in none."""
    starts = [record.e0 for record in days]
    places = [bisect_right(starts, root) - 1 for root in roots]
    held = all(at >= 0 and days[at].root < root < days[at].e1 for root, at in zip(roots, places, strict=True))
    return places if held else []


def _begins_with_its_day(page: Page, record: Record) -> bool:
    day = record.root
    told = page.size(page.last[day], record.p1)
    return record.doubt == (0, 0) and record.p0 == page.first[day] and told >= LEAST


def below_days(weighing: Weighing, best: Candidate, groups: Sequence[Group]) -> Candidate:
    """Return the entries that stand below the days of the best group where some of these head several, else the best.

    Each of the entries begins a line, and has a title that leads somewhere: lines of text below titles are none.
    """
    page = weighing.page
    if not _are_below_days(page, best):
        return best
    found = [weighing.weigh(group) for group in groups if _stand_below(page, best.records, group.roots)]
    found = [one for one in found if best.score - one.score <= _BY_FAR and _all_lead_on(best, one)]
    return max(found, key=lambda one: one.score, default=best)


def _stand_below(page: Page, days: Sequence[Record], roots: Sequence[int]) -> bool:
    """Say whether some lines stand in records that begin with a day: each holds one, and some hold more."""
    in_each = len(roots) > len(days) and len({*_days_above(days, roots)}) == len(days)
    return in_each and all(page.fresh[page.first[root]] for root in roots)


def titles_below_days(weighing: Weighing, best: Candidate) -> Candidate | None:
    """Return the titles in records that begin with a day as entries, if each record has one and some have more.

    Each begins a line: links amid a text lead to what it tells of.
    """
    page, key = weighing.page, best.titles[0].key[:2]
    if not _are_below_days(page, best):
        return None
    alike = ([span for span in weighing.spans_of(record) if span.key[:2] == key] for record in best.records)
    held = [[s.node for s in spans if page.fresh[s.p0] and not leads_through(page, s.node)] for spans in alike]
    if not all(held) or all(len(nodes) == 1 for nodes in held):
        return None
    roots = [node for nodes in held for node in nodes]
    for _ in range(min(_levels_apart(page, nodes) for nodes in held if len(nodes) > 1)):
        roots = [page.parent[node] for node in roots]
    found = weighing.weigh(Group(roots=tuple(roots), container=best.group.container))
    return found if best.score - found.score <= _BY_FAR and _all_lead_on(best, found) else None


def _are_below_days(page: Page, best: Candidate) -> bool:
    """Say whether all records begin with a day: their root, or a line above it."""
    return all(is_a_day(page, record.e0) for record in best.records)


def _levels_apart(page: Page, nodes: Sequence[int]) -> int:
    """Return how many levels above some elements of one make those lie that hold one of them each."""
    levels = 0
    while all(a != b for a, b in pairwise(page.parent[node] for node in nodes)):
        nodes = [page.parent[node] for node in nodes]
        levels += 1
    return levels


def _all_lead_on(best: Candidate, below: Candidate) -> bool:
    """Say whether entries below days have the dates that these have, and a link of their own that is their title."""
    title = below.titles[0]
    linked = below.reasons["linked"] >= _NEARLY * best.reasons["linked"] and title.link >= _NEARLY
    return linked and title.share >= _NEARLY and below.reasons["dated"] >= best.reasons["dated"]


def is_a_day(page: Page, root: int) -> bool:
    """Say whether an element is a date, and says nothing else."""
    return page.size(page.first[root], page.last[root]) < _DAY and looks_like_a_date(page.text_of(root))

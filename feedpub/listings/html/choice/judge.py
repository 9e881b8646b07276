"""Which group of records is the page's listing: every group is weighed as a whole, the best come first."""

import re
from collections.abc import Callable, Iterator, Sequence
from heapq import heapify, heappop, heapreplace
from itertools import islice, pairwise
from math import inf, sqrt
from typing import Final

from feedpub.listings.html.choice.cells import cells_of
from feedpub.listings.html.choice.dayheads import FAR, LEAST, below_days, headed_by_days, is_a_day, titles_below_days
from feedpub.listings.html.choice.excerpts import in_full
from feedpub.listings.html.choice.issues import below_issues
from feedpub.listings.html.choice.items import items_of
from feedpub.listings.html.choice.margins import aside
from feedpub.listings.html.choice.panels import without_panels
from feedpub.listings.html.choice.turns import are_built_alike, is_every_second
from feedpub.listings.html.choice.weighing import Candidate, Weighing
from feedpub.listings.html.groups.matching import are_dated_alike
from feedpub.listings.html.groups.records import is_story, sample_of
from feedpub.listings.html.groups.repeats import Group, find_groups, lone_story
from feedpub.listings.html.page.tree import Page

__all__ = ["Candidate", "judge"]

_SHORTLIST: Final = 40
_SAMPLE: Final = 50
_WIDENED: Final = 2
"""So many of the best are looked at as parts of more: others come into question for few pages."""
_YEAR: Final = re.compile(r"\W*(?:19|20)\d\d\W*")
_NEARLY: Final = 0.5
_ALL: Final = 0.99
_BY_FAR: Final = 2.0
"""Lead that does not count where every record calls itself a story: one list holds notes, pictures and links."""


class Judged:
    """The groups of one page that may be its listing: all of them best first, or those of one kind."""

    def __init__(self, page: Page) -> None:
        """Take the likeliest groups."""
        rated = [(rough, group) for group in find_groups(page) if (rough := _rough(page, group)) > 0]
        rated.sort(key=lambda pair: -pair[0])
        likely = sorted(
            (without_panels(page, group) for _, group in rated[:_SHORTLIST]), key=lambda one: len(one.again)
        )
        self._groups: Final = list({group.roots: group for group in likely}.values())
        self._weighing: Final = Weighing(page)

    def __iter__(self) -> Iterator[Candidate]:
        """Yield all groups, best first."""
        yield from self.above(-inf)

    def above(self, least: float) -> Iterator[Candidate]:
        """Yield the groups that score as much at least, best first: no others are looked at more than it takes.

        Before each of the first stands what holds all of it, and more, if that is nearly as good.
        """
        candidates = _best_first(self._weighing, self._groups, least)
        seen: set[tuple[int, ...]] = set()
        for number, best in enumerate(islice(candidates, _WIDENED)):
            full = best if number else in_full(self._weighing, best, self.those)
            for one in (_widest(self._weighing, full, self._groups), best):
                if one.group.roots not in seen:
                    seen.add(one.group.roots)
                    yield one
        yield from (one for one in candidates if one.group.roots not in seen)

    def those(self, wanted: Callable[[Group], bool]) -> Iterator[Candidate]:
        """Yield some of the groups, best first: no others are looked at."""
        return _best_first(self._weighing, [group for group in self._groups if wanted(group)])

    def lone_story(self) -> Candidate | None:
        """Return the one story of a page as a listing of one entry, None if the page calls nothing or several so."""
        group = lone_story(self._weighing.page)
        return None if group is None else self._weighing.weigh(group)


def judge(page: Page) -> Judged:
    """Return the groups of a page that may be its listing, in the balance."""
    return Judged(page)


def _best_first(weighing: Weighing, groups: Sequence[Group], least: float = -inf) -> Iterator[Candidate]:
    """Yield groups as candidates, best first, each looked at no closer than it takes to know its place.

    Groups in which nothing may be a title are left out.
    """
    queue = [(-one.score, False, place, one) for place, one in enumerate(map(weighing.glance, groups))]
    heapify(queue)
    while queue:
        score, _, place, candidate = queue[0]
        if -score < least:
            return
        if candidate.unseen:
            closer = weighing.look_closer(candidate)
            heapreplace(queue, (-closer.score, not closer.unseen, place, closer))
        else:
            heappop(queue)
            if candidate.titles:
                yield candidate


def _widest(weighing: Weighing, best: Candidate, groups: Sequence[Group]) -> Candidate:
    """Return what holds all of the best group and more, if that is nearly as good, else the best: parts look tidier."""
    if (articles := below_issues(weighing, best, groups)) is not best:
        return articles
    best = below_days(weighing, items_of(weighing, cells_of(weighing, best, groups), groups), groups)
    if (titled := titles_below_days(weighing, best)) is not None:
        return titled
    best = pick = headed_by_days(weighing, _dated_alike(weighing, best, groups), groups)
    roots = set(best.group.roots)
    for wider in _best_first(weighing, [group for group in groups if roots < {*group.roots, *group.again}]):
        behind = best.score - wider.score
        if behind > _BY_FAR:
            break
        turns = is_every_second(weighing.page, best, wider)
        alike = wider.group.again or _are_stories(weighing.page, wider) or turns or _are_titled_alike(best, wider)
        if (behind > _NEARLY and not alike) or wider.joined > best.joined:
            continue
        holds = set(pick.group.roots) < {*wider.group.roots, *wider.group.again}
        built_alike = turns and are_built_alike(weighing.page, best, wider)
        if holds and (built_alike or _is_more_of_the_same(weighing.page, pick, wider)):
            pick = wider
    return pick


def _dated_alike(weighing: Weighing, best: Candidate, groups: Sequence[Group]) -> Candidate:
    """Return the neighbours of the best group with it, if all have a day in one place, else the best."""
    roots = set(best.group.roots)
    for group in groups:
        if roots < set(group.roots) and are_dated_alike(weighing.page, group):
            wider = weighing.weigh(group)
            if (
                not wider.joined
                and best.score - wider.score <= FAR
                and _is_more_of_the_same(weighing.page, best, wider)
            ):
                return wider
    return best


def _are_stories(page: Page, candidate: Candidate) -> bool:
    """Say whether each of the records of one list calls itself a story, or holds one that does."""
    roots = candidate.group.roots
    return len({page.parent[k] for k in roots}) == 1 and all(is_story(page, k) for k in roots)


def _are_titled_alike(best: Candidate, wider: Candidate) -> bool:
    """Say whether all of a wider group have a heading where the best have one, and as many days: some lead nowhere."""
    title = wider.titles[0]
    if title.key != best.titles[0].key or min(title.heading, title.share) < _ALL:
        return False
    return all(wider.reasons[reason] >= best.reasons[reason] for reason in ("dated", "again"))


def _is_more_of_the_same(page: Page, best: Candidate, wider: Candidate) -> bool:
    """Say whether what a wider group holds besides is told of and dated like the best: not if menus join a list."""
    if wider.reasons["told"] < 0.8 * best.reasons["told"] - 0.1:
        return False
    if wider.group.tabs or _are_called_alike(page, wider.group):
        return True
    more = len(wider.records) - len(best.records)
    dated = wider.reasons["dated"] * len(wider.records) - best.reasons["dated"] * len(best.records)
    return more <= max(1, len(wider.records) // 8) or dated >= 0.4 * max(best.reasons["dated"], 0.1) * more


def _are_called_alike(page: Page, group: Group) -> bool:
    """Say whether roots are children of one element, and share a class beside those that tell kinds of them apart."""
    roots = group.roots
    if len({page.parent[k] for k in roots}) > 1 or len({page.tag[k] for k in roots}) > 1:
        return False
    return bool(frozenset.intersection(*(frozenset(page.hints[k].split()) for k in roots)))


def _rough(page: Page, group: Group) -> float:
    """Rate a group by what can be counted at once."""
    roots = group.roots
    number = len(roots)
    text = sum(min(page.size(page.first[r], page.last[r]), 400) for r in roots)
    if text < 4 * number:
        return 0.0
    some = [roots[place] for place in sample_of(number, _SAMPLE)]
    linked = sum(page.links[page.end[r]] > page.links[r] or page.link[r] >= 0 for r in some) / len(some)
    heads = sum(page.heads[page.end[r]] > page.heads[r] or page.head[r] for r in some) / len(some)
    if not linked and all(_YEAR.fullmatch(page.text_of(r)) for r in some):
        return 0.0  # what stands below them are the entries
    if not (linked or heads):
        if text < LEAST * number or all(is_a_day(page, r) for r in some):  # what follows each may be its text
            text = sum(
                min(page.size(page.last[a], page.first[b]), 400)
                for a, b in pairwise(roots)
                if page.parent[a] == page.parent[b]
            )
        if text < LEAST * number:
            return 0.0
    return (
        sqrt(text)
        * (0.4 + linked + 1.5 * heads)
        * (0.45 if aside(page, group.container) > 0 else 1)
        * (0.5 if number < 3 else 1)
    )

"""Lists that only show again what other lists of the page show: panels by year or topic behind one with all entries."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from feedpub.listings.html.details.structured import path_of
from feedpub.listings.html.groups.repeats import Group
from feedpub.listings.html.page.dating import holds_a_date
from feedpub.listings.html.page.tree import Page

Told = tuple[str, ...]
"""What an entry is known by in another list: all that it says, and where it leads."""

_CURRENT: Final = re.compile(r"(?:^|[ _-])(?:current|active|selected|shown)(?:$| )")
_LEVELS: Final = 4
_FEW_LISTS: Final = 2
_MOST: Final = 0.6
"""So many lists at least, and such a share of them, show what the first one shows."""
_FEWEST: Final = 3
"""So many entries are not shown twice by chance."""
_SHARED: Final = 0.25
"""The share of entries of a panel that others show, too."""


def without_panels(page: Page, group: Group) -> Group:
    """Return a group without the lists all of whose roots other lists of it show, too: the shortest go first.

    Panels that show some roots of others keep those that are first on the page. Where the first is shown alone, and
    shows what is new in all others, they are tabs by subject, and that one stays.
    """
    lists: defaultdict[int, list[int]] = defaultdict(list)
    for root in group.roots:
        lists[page.parent[root]].append(root)
    texts = {tuple(page.pieces[page.first[root] : page.last[root]]) for root in group.roots}
    if len(lists) == 1 or len(texts) + _FEWEST > len(group.roots):
        return group
    told = {holder: _told(page, run) for holder, run in lists.items()}
    shown = Counter(one for some in told.values() for one in {*some})

    def says(holder: int) -> tuple[int, int, int]:
        run = lists[holder]
        return len(run), page.size(page.first[run[0]], page.last[run[-1]]), -holder

    again: set[int] = set()
    for holder in sorted(lists, key=says):
        if all(one and shown[one] > 1 for one in told[holder]):
            again.add(holder)
            shown.subtract({*told[holder]})
    if _is_shown_alone(page, group, list(lists)) and _shows_some_of_all(list(told.values())):
        again = {*list(lists)[1:]}
    if sum(len(lists[holder]) for holder in again) < _FEWEST:
        return _without_repeated(page, group, lists, told)
    kept = tuple(root for root in group.roots if page.parent[root] not in again)
    return replace(group, roots=kept, again=tuple(root for holder in again for root in lists[holder]))


def _without_repeated(
    page: Page, group: Group, lists: Mapping[int, Sequence[int]], told: Mapping[int, Sequence[Told]]
) -> Group:
    """Return a group of lists of one make, of which each shares entries with others, without those shown before."""
    shown = Counter(one for some in told.values() for one in {*some})
    shared = (sum(bool(one) and shown[one] > 1 for one in some) >= _SHARED * len(some) for some in told.values())
    if len({page.fine[holder] for holder in lists}) > 1 or not all(shared):
        return group
    if page.tag[group.roots[0]] == "td" or max(map(len, lists.values())) < _FEWEST:
        return group  # what an entry shares with others are its topics
    seen: set[Told] = set()
    again: list[int] = []
    for holder, run in lists.items():
        again += (root for root, one in zip(run, told[holder], strict=True) if one in seen)
        seen |= {*told[holder]} - {()}
    kept = {*group.roots} - {*again}
    return replace(group, roots=tuple(sorted(kept)), again=tuple(again), tabs=True) if len(again) >= _FEWEST else group


def _is_shown_alone(page: Page, group: Group, lists: Sequence[int]) -> bool:
    """Say whether the first of some lists, or a box around it alone, is called the current one."""

    def called(holder: int) -> bool:
        for _ in range(_LEVELS):
            if holder in {group.container, -1}:
                return False
            if _CURRENT.search(page.hints[holder]):
                return True
            holder = page.parent[holder]
        return False

    return called(lists[0]) and not any(map(called, lists[1:]))


def _shows_some_of_all(lists: Sequence[Sequence[Told]]) -> bool:
    """Say whether the first list shows what is new in most others, which go on by subject; none of them is longer."""
    first, *others = lists
    shown = {*first} - {()}
    alike = sum(not shown.isdisjoint(one) for one in others)
    return len(first) >= max(map(len, others)) and alike >= max(_FEW_LISTS, _MOST * len(others))


def _told(page: Page, run: Sequence[int]) -> list[Told]:
    """Return what each root of a list is known by; nothing if it leads nowhere and has no day: that may stand above it.

    Where the paths of a list differ, what stands behind them may say in which panel they stand.
    """
    links = [_links(page, root) for root in run]
    paths = Counter(path for some in links for path in {link.partition("?")[0] for link in some})
    apart = max(paths.values(), default=0) == 1
    found: list[Told] = []
    for root, some in zip(run, links, strict=True):
        pieces = page.pieces[page.first[root] : page.last[root]]
        known = some or any(map(holds_a_date, pieces))
        found.append((*pieces, *(link.partition("?")[0] if apart else link for link in some)) if known else ())
    return found


def _links(page: Page, root: int) -> list[str]:
    """Return where the links of a root lead, or the one that it lies in."""
    nodes = [node for node in range(root, page.end[root]) if page.link[node] == node] or [page.link[root]]
    return [path for node in nodes if (path := path_of(page.href(node)))]

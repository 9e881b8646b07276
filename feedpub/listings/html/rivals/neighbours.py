"""Lists beside each other that are one listing: large cards of the newest entries above small ones of the others.

What is joined tells of things of one kind: its links lead where those of the best list do, and its days go on from
there. Lists in margins, and those below “Most read”, are others.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from msgspec.structs import replace

from feedpub.listings.html.choice.judge import Candidate, Judged
from feedpub.listings.html.groups.folders import folder_of, is_folder
from feedpub.listings.html.groups.repeats import Group
from feedpub.listings.html.page.names import PAGER
from feedpub.listings.html.page.tree import Page
from feedpub.listings.html.reading.fields import Extraction, extract
from feedpub.listings.html.rivals.confidence import days_of
from feedpub.listings.html.titles.called import is_headed_apart
from feedpub.listings.html.titles.links import href_of

_BEHIND: Final = 3.5
"""So much less than the best a list may score that goes on with it: it has no texts, and no pictures."""
_LEAST: Final = 6.0
_MOSTLY: Final = 0.8
_MARGIN: Final = 0.1
_FIRST: Final = 3
_AS_FAST: Final = 4
_A_WEEK: Final = 7
"""Days between entries: few lists that are chosen by hand pass as fast as those of all that is new."""
_NUMBER: Final = re.compile(r"\d+")
_WORD: Final = re.compile(r"[^\W\d_]+")


def with_neighbours(page: Page, judged: Judged, best: Candidate, found: Extraction, address: str) -> Extraction:
    """Return the entries of the best candidate, and those of the lists beside it that go on with them."""
    if found.linked < 1 or found.dated not in {0, 1}:
        return found
    folders, joined = {folder_of(entry.link) for entry in found.entries}, found
    classes = _classes(page, found)

    def may_go_on(group: Group) -> bool:
        return (
            _stands_apart(page, found, group)
            and leads_to(page, group, folders, address)
            and (has_numbers(page, group) if found.dated else bool(classes & _called(page, group.roots)))
        )

    for other in judged.those(may_go_on):
        if best.score - other.score > _BEHIND or other.score < _LEAST:
            break
        if other.reasons["aside"] >= best.reasons["aside"] - _MARGIN:
            more = extract(page, other, address, joined.terms)
            if more.terms == joined.terms and _goes_on(page, joined, more):
                joined = _joined(joined, more)
    return joined


def _stands_apart(page: Page, found: Extraction, group: Group) -> bool:
    """Say whether a list stands above or below what was found, and no heading calls it another one."""
    start, stop = found.rows[0].record.p0, found.rows[-1].record.p1
    first, last = page.first[group.roots[0]], page.last[group.roots[-1]]
    return (last <= start or first >= stop) and not is_headed_apart(page, 0 if first < stop else stop, first)


def leads_to(page: Page, group: Group, folders: set[str], address: str) -> bool:
    """Say whether a link of each of the first elements of a list leads to one of some folders."""
    return all(
        any(page.link[k] == k and folder_of(href_of(page, k, address)) in folders for k in range(root, page.end[root]))
        or (page.link[root] >= 0 and folder_of(href_of(page, page.link[root], address)) in folders)
        for root in group.roots[:_FIRST]
    )


def has_numbers(page: Page, group: Group) -> bool:
    """Say whether numbers stand in each of the first elements of a list, or before the next one: they may be days."""
    firsts = [page.first[root] for root in group.roots[: _FIRST + 1]]
    return all(page.figures[b] > page.figures[a] for a, b in pairwise(firsts))


def _goes_on(page: Page, found: Extraction, more: Extraction) -> bool:
    """Say whether the entries of a list are of the kind of those that were found, and go on where these end."""
    links = {entry.link for entry in found.entries}
    if more.linked < 1 or len(more.entries) < 2 or any(one.link in links for one in more.entries):
        return False
    folders = {folder_of(entry.link) for entry in found.entries}
    above, below = (found, more) if found.rows[0].record.p0 < more.rows[0].record.p0 else (more, found)
    between = range(above.rows[-1].record.p1, below.rows[0].record.p0)
    if sum(folder_of(one.link) in folders for one in more.entries) < _MOSTLY * len(more.entries):
        return False
    if found.dated == more.dated == 1:
        return _form(found) == _form(more) and _run_on(above, below) and not any(_leads_on(page, k) for k in between)
    alike = _classes(page, found) & _classes(page, more) and all(map(is_folder, folders))
    return found.dated == more.dated == 0 and bool(alike) and not between


def _leads_on(page: Page, piece: int) -> bool:
    """Say whether a piece of text is a link to a further page of the listing: that ends above it."""
    words = page.pieces[piece].strip()
    return page.link[page.owner[piece]] >= 0 and (words.isdecimal() or PAGER.match(words) is not None)


def _form(found: Extraction) -> str:
    """Return how most dates of a list are printed."""
    forms = Counter(_WORD.sub("a", _NUMBER.sub("0", one.dateline or one.moment)) for one in found.entries)
    return forms.most_common(1)[0][0]


def _run_on(above: Extraction, below: Extraction) -> bool:
    """Say whether the days of two lists run one way, down the first and on through the second, about as fast."""
    runs = [days_of(above), days_of(below)]
    if not all(runs):
        return False
    days = [day for run in runs for day in run]
    slow, fast = sorted((abs((run[-1] - run[0]).days) / (len(run) - 1) for run in runs), reverse=True)
    return days in (sorted(days), sorted(days, reverse=True)) and slow <= _AS_FAST * fast + _A_WEEK


def _classes(page: Page, found: Extraction) -> set[str]:
    """Return what the elements of all entries of a list are called."""
    return _called(page, [row.record.root for row in found.rows])


def _called(page: Page, nodes: Sequence[int]) -> set[str]:
    return set.intersection(*({*page.kind[node].split(".")[1:]} for node in nodes)) - {""}


def _joined(found: Extraction, more: Extraction) -> Extraction:
    """Return the entries of two lists in page order."""
    pairs = [*zip(found.rows, found.entries, strict=True), *zip(more.rows, more.entries, strict=True)]
    pairs.sort(key=lambda pair: pair[0].record.p0)
    return replace(found, rows=tuple(row for row, _ in pairs), entries=tuple(entry for _, entry in pairs))

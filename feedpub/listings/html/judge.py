"""Which group of records is the page's listing: every group is weighed as a whole, the best come first."""

import re
from collections.abc import Sequence
from math import log2, sqrt
from typing import Final

from msgspec import Struct

from feedpub.dates import UNDECLARED, Terms
from feedpub.listings.html.above import assumed, headings_above
from feedpub.listings.html.cutting import cut_records
from feedpub.listings.html.dating import holds_a_date
from feedpub.listings.html.groups import Group, find_groups, lone_story
from feedpub.listings.html.names import ASIDE, MAIN, STORY
from feedpub.listings.html.records import Record, is_story
from feedpub.listings.html.spans import Span, spans_of
from feedpub.listings.html.structured import path_of, tell_page
from feedpub.listings.html.tree import Page
from feedpub.listings.html.votes import Ballot, vote_title
from feedpub.text import fold

_ITEMS: Final = re.compile(r"^/tr\.|/table\.[^/]*/(?:tbody\.[^/]*/)?tr\.|/[uo]l\.[^/]*/li\.")
"""The path of what is an item of a list within the record."""
_DAY: Final = re.compile(r"(?<!\d)(?:[12]?\d|3[01])(?!\d)")
_PUBLISHED: Final = re.compile("datepublished|datecreated|startdate|dt-published")
_HOST: Final = re.compile(r"(?:https?:)?//(?:www\.)?([^/]+)")
_SAMPLE: Final = 24
_SHORTLIST: Final = 40
_NEARLY: Final = 0.5
_BY_FAR: Final = 2.0
"""Lead that does not count where every record calls itself a story: one list holds notes, pictures and links."""


class Candidate(Struct, kw_only=True):
    """A group with its records, how good a listing it makes, and why."""

    group: Group
    records: list[Record]
    titles: list[Ballot]
    score: float
    reasons: dict[str, float]


def judge(page: Page) -> list[Candidate]:
    """Return the groups of a page that may be its listing, best first."""
    rated = []
    for group in find_groups(page):
        rough = _rough(page, group)
        if rough > 0:
            rated.append((rough, group))
    rated.sort(key=lambda pair: -pair[0])
    terms = assumed(page, UNDECLARED)
    candidates = [_weigh(page, group, terms) for _, group in rated[:_SHORTLIST]]
    candidates.sort(key=lambda candidate: -candidate.score)
    return _wider_first(page, candidates)


def weigh_lone_story(page: Page) -> Candidate | None:
    """Return the one story of a page as a listing of one entry, None if the page calls nothing or several so."""
    group = lone_story(page)
    return None if group is None else _weigh(page, group, assumed(page, UNDECLARED))


def _wider_first(page: Page, candidates: list[Candidate]) -> list[Candidate]:
    """Prefer to the best group one that holds all of it and more, if that is nearly as good: parts look tidier."""
    pick = 0
    for place, wider in enumerate(candidates[1:], 1):
        behind = candidates[0].score - wider.score
        if behind > _BY_FAR:
            break
        if behind > _NEARLY and not _are_stories(page, wider):
            continue
        best = candidates[pick]
        if set(best.group.roots) < set(wider.group.roots) and _is_more_of_the_same(best, wider):
            pick = place
    return [*candidates[pick : pick + 1], *candidates[:pick], *candidates[pick + 1 :]]


def _are_stories(page: Page, candidate: Candidate) -> bool:
    """Say whether each of the records of one list calls itself a story, or holds one that does."""
    roots = candidate.group.roots
    return len({page.parent[k] for k in roots}) == 1 and all(is_story(page, k) for k in roots)


def _is_more_of_the_same(best: Candidate, wider: Candidate) -> bool:
    """Say whether what a wider group holds besides is told of and dated like the best: not if menus join a list."""
    if wider.reasons["told"] < 0.8 * best.reasons["told"] - 0.1:
        return False
    more = len(wider.records) - len(best.records)
    dated = wider.reasons["dated"] * len(wider.records) - best.reasons["dated"] * len(best.records)
    return more <= max(1, len(wider.records) // 8) or dated >= 0.4 * max(best.reasons["dated"], 0.1) * more


def _rough(page: Page, group: Group) -> float:
    """Rate a group by what can be counted at once."""
    roots = group.roots
    number = len(roots)
    text = sum(min(page.size(page.first[r], page.last[r]), 400) for r in roots)
    if text < 4 * number:
        return 0.0
    step = max(1, number // 50)
    some = roots[::step]
    linked = sum(page.links[page.end[r]] > page.links[r] or page.link[r] >= 0 for r in some) / len(some)
    heads = sum(page.heads[page.end[r]] > page.heads[r] or page.head[r] for r in some) / len(some)
    return (
        sqrt(text)
        * (0.4 + linked + 1.5 * heads)
        * (0.45 if _aside(page, group.container) > 0 else 1)
        * (0.5 if number < 3 else 1)
    )


def _linked(page: Page, records: Sequence[Record]) -> float:
    """Return the share of records that hold a link which no other one holds."""
    owners: dict[str, set[int]] = {}
    for number, record in enumerate(records):
        for node in range(record.e0, record.e1):
            if page.link[node] >= 0:
                owners.setdefault(page.nodes[page.link[node]].get("href") or "", set()).add(number)
    own = {next(iter(numbers)) for href, numbers in owners.items() if len(numbers) == 1 and href.strip()}
    return len(own) / len(records)


def _told(page: Page, records: Sequence[Record], spans: Sequence[Sequence[Span]]) -> float:
    """Return the share of records that the page tells machines of, by their links or by what they say."""
    told = tell_page(page.nodes[0])
    links, titles = {path_of(one.link) for one in told} - {""}, {fold(one.title) for one in told}
    if len(titles) < 2:
        return 0.0
    known = 0
    for record, one in zip(records, spans, strict=True):
        nodes = {page.link[node] for node in range(record.e0, record.e1) if page.link[node] >= 0}
        known += any(path_of(page.nodes[node].get("href") or "") in links for node in nodes) or any(
            fold(span.text) in titles for span in one
        )
    return known / len(records)


def _aside(page: Page, node: int) -> float:
    """Return how much the place of a list looks like the border of a page."""
    weight, steps = 0.0, 0
    while node >= 0 and page.tag[node] not in {"body", "html"}:
        tag, hints = page.tag[node], page.hints[node]
        near = 1.0 if steps < 3 else 0.6
        if tag in {"nav", "footer", "aside"} or tag == "menu":
            weight = max(weight, 1.0)
        elif tag == "main":
            return weight * 0.5
        elif ASIDE.search(hints) and not MAIN.search(hints):
            weight = max(weight, 0.7 * near)
        node = page.parent[node]
        steps += 1
    return weight


def _weigh(page: Page, group: Group, terms: Terms) -> Candidate:
    """Weigh one group by its titles, dates, links, text and place."""
    records = cut_records(page, group)
    step = max(1, len(records) // _SAMPLE)
    some = records[::step][: _SAMPLE * 2]
    spans = [spans_of(page, record) for record in some]
    titles = vote_title(page, spans)
    if not titles:
        return Candidate(group=group, records=records, titles=[], score=-9.0, reasons={"told": 0.0, "dated": 0.0})
    best = titles[0]
    number = len(records)
    body = max(page.letters[-1], 1)
    text = sum(min(page.size(r.p0, r.p1), 600) for r in records)
    dates = [any(holds_a_date(span.text) for span in one if len(span.text) < 200) for one in spans]
    dated = sum(dates) / len(dates)
    stamps = [any(page.tag[k] == "time" or _PUBLISHED.search(page.hints[k]) for k in range(r.e0, r.e1)) for r in some]
    timed = sum(stamps) / len(some)
    timed = max(timed, _dated_above(page, records[:_SAMPLE], terms) if max(dated, timed) < 0.8 else 0.0)
    median = sorted(page.size(r.p0, r.p1) for r in some)[len(some) // 2]
    again = _repeats(page, spans, best)
    story = bool(STORY.search(page.hints[group.roots[0]])) or page.tag[group.roots[0]] == "article"
    marks = [page.marks[r.e1] - page.marks[r.e0] for r in some]
    reasons = {
        "title": 2.0 * best.score,
        "dated": 1.3 * max(dated, timed),
        "text": 0.8 * min(1.0, median / 150),
        "share": 1.6 * sqrt(min(1.0, text / body)),
        "number": 0.3 * min(log2(number), 5.0) - (1.0 if number < 3 else 0.0),
        "story": 0.3 * story,
        "marked": 0.8 * (sum(k == 1 for k in marks) - sum(k > 1 for k in marks)) / len(some),
        "aside": -1.3 * _aside(page, group.container),
        "again": -1.6 * again,
        "linked": 0.7 * _linked(page, some),
        "told": 1.5 * _told(page, some, spans),
        "uneven": -3.0
        * max(_uneven(page, some, [a or b for a, b in zip(dates, stamps, strict=True)]), _outward(page, records)),
    }
    return Candidate(group=group, records=records, titles=titles, score=sum(reasons.values()), reasons=reasons)


def _uneven(page: Page, records: Sequence[Record], dates: Sequence[bool]) -> float:
    """Return the share of records in lists without any date, where those of other lists have one: they are joined."""
    runs: dict[int, list[bool]] = {}
    for record, dated in zip(records, dates, strict=True):
        runs.setdefault(page.parent[record.root], []).append(dated)
    without = sum(len(run) for run in runs.values() if not any(run))
    return without / len(records) if any(sum(run) >= 0.6 * len(run) for run in runs.values() if len(run) > 1) else 0.0


def _outward(page: Page, records: Sequence[Record]) -> float:
    """Return the share of records in lists of links to many other sites, where other lists are joined to those."""
    runs: dict[int, list[str]] = {}
    for record in records:
        node = next((page.link[k] for k in range(record.e0, record.e1) if page.link[k] >= 0), -1)
        runs.setdefault(page.parent[record.root], []).append((page.nodes[node].get("href") or "") if node >= 0 else "")
    out = [len(run) for run in runs.values() if _leads_out(run)]
    return sum(out) / len(records) if len(out) < len(runs) else 0.0


def _leads_out(links: Sequence[str]) -> bool:
    hosts = {match[1] for link in links if (match := _HOST.match(link))}
    return len(links) > 2 and len(hosts) >= 0.75 * len(links)


def _dated_above(page: Page, records: Sequence[Record], terms: Terms) -> float:
    """Return the share of records that stand below the heading of a day, or of a month when they print a number."""
    above = headings_above(page, records, terms)
    dated = 0
    for record, one in zip(records, above, strict=True):
        if one is not None:
            numbers = one[1].day is None and _DAY.search(page.text(record.p0, min(record.p1, record.p0 + 8)))
            dated += one[1].day is not None or bool(numbers)
    return dated / len(records)


def _repeats(page: Page, spans: Sequence[Sequence[Span]], best: Ballot) -> float:
    """Return the share of records that hold several spans like the title: they are lists themselves."""
    kind, path, _ = best.key
    if best.link < 0.5 and best.heading < 0.5 and not _ITEMS.search(path):
        # Paragraphs of one text, or the lines of a list that begin with a link each.
        lines = [len(_behind_links(page, one, best)) for one in spans]
        return sum(number for number in lines if number > 1) / max(sum(lines), len(spans))
    several = 0
    for one in spans:
        alike = [span for span in one if span.key[:2] == (kind, path)]
        several += len({span.link if span.link >= 0 else span.p0 for span in alike}) > 1
    return several / len(spans)


def _behind_links(page: Page, spans: Sequence[Span], best: Ballot) -> set[str]:
    """Return where the links lead that stand before the texts like the title, each at the beginning of a line."""
    before = (page.after[span.p0] for span in spans if span.key[:2] == best.key[:2] and span.key[0] == "t")
    links = [node for node in before if node >= 0 and page.link[node] == node and page.first[node] < page.last[node]]
    return {page.nodes[node].get("href") or "" for node in links if page.fresh[page.first[node]]}

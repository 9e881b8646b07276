"""A page → what its listing may be: the best candidates, selectors that are proved, feeds that it offers already."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from feedpub.dates import Terms
from feedpub.errors import SourceError
from feedpub.listings.html.choice.judge import Candidate, Judged, judge
from feedpub.listings.html.page.tree import Page
from feedpub.listings.html.reading.fields import Extraction, extract
from feedpub.listings.html.rivals.accepting import may_be_a_listing
from feedpub.listings.html.rivals.cards import behind_cards
from feedpub.listings.html.rivals.confidence import Confidence, confidence_in, is_larger
from feedpub.listings.html.rivals.instead import instead_of_links
from feedpub.listings.html.rivals.neighbours import with_neighbours
from feedpub.listings.html.rivals.unheaded import Found, are_parts, instead_of_parts, posts_alone
from feedpub.listings.html.selecting import matches, select_entries
from feedpub.listings.html.selectors import names_of, selectors_of
from feedpub.listings.html.titles.links import absolute
from feedpub.model import ListingEntry
from feedpub.selection import Select

_FEED_TYPES: Final = frozenset(("application/rss+xml", "application/atom+xml", "application/feed+json"))
_FEED_LINK: Final = re.compile(r"(?:/feed/?|/rss/?|/atom/?|\.rss|\.atom|(?:feed|rss|atom|index)\.xml|feed\.json)$")
_PARTS: Final = 3
"""Kinds of elements at most, or lists, that selectors are joined for."""
_ALIKE: Final = 0.5
"""The share of titles from which on two candidates are one listing, seen twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One listing that a page may hold. `select` is None where no selectors say the same as what was found."""

    found: Extraction
    select: Select | None
    confidence: Confidence
    evidence: tuple[str, ...]


def offered_feeds(page: Page, address: str) -> list[str]:
    """Return the addresses of the feeds that a page offers: in its head, else by links that are called so."""
    if not page.nodes:
        return []
    root = page.nodes[0]
    heads = [
        absolute(str(node.get("href") or ""), address)
        for node in root.iter("link")
        if "alternate" in (node.get("rel") or "").lower().split() and node.get("type") in _FEED_TYPES
    ]
    links = [absolute(str(node.get("href") or ""), address) for node in root.iter("a") if node.get("href")]
    return list(dict.fromkeys(filter(None, heads or [link for link in links if _FEED_LINK.search(link)])))


def propose(page: Page, address: str, terms: Terms, example: str = "") -> list[Proposal]:
    """Return the listings that a page may hold, best first; with a title as example, those that hold it."""
    kept = distinct_listings(page, address, terms, example)
    proposals = []
    for number, (candidate, found) in enumerate(kept):
        proposals.append(
            Proposal(
                found=found,
                select=_find_selectors(page, found, address, terms),
                confidence=_confidence(page, kept, address) if number == 0 else "unsure",
                evidence=tuple(evidence(candidate, found)),
            )
        )
    return proposals


def _confidence(page: Page, kept: Sequence[Found], address: str) -> Confidence:
    """Say how far to trust the first of some listings."""
    (candidate, found), *others = kept
    lead = candidate.score - (others[0][0].score if others else 0.0)
    confidence = confidence_in(page, candidate, found, lead, address)
    return "likely" if confidence == "sure" and any(is_larger(found, *other) for other in others) else confidence


def distinct_listings(page: Page, address: str, terms: Terms, example: str = "") -> list[Found]:
    """Return the best candidates that are not the same listing seen in another way, best first."""
    kept: list[Found] = []
    judged = judge(page)
    for candidate in judged:
        if len(kept) > 5:
            break
        if len(candidate.records) < 2 or not candidate.titles:
            continue
        found = extract(page, candidate, address, terms)
        if len(found.entries) < 2 or (example and not any(_has(entry, example) for entry in found.entries)):
            continue
        if not any(_same(found, other) for _, other in kept):
            kept.append((candidate, found))
    kept = _with_neighbours(page, judged, kept, address, terms)
    lone = judged.lone_story()
    if lone is not None and lone.titles and not _holds_a_list(lone, kept):
        found = extract(page, lone, address, terms)
        if found.entries and (not example or _has(found.entries[0], example)):
            kept = sorted([*kept, (lone, found)], key=lambda pair: -pair[0].score)
    return kept


def _with_neighbours(page: Page, judged: Judged, kept: list[Found], address: str, terms: Terms) -> list[Found]:
    """Return listings of which the first that may be one is whole: with those beside it that go on, or all posts."""
    for number, (candidate, found) in enumerate(kept):
        if may_be_a_listing(candidate, found):
            cards = behind_cards(page, judged, candidate, found, address)
            best, full = instead_of_links(page, judged, *cards, address)
            joined = with_neighbours(page, judged, best, full, address)
            whole = instead_of_parts(page, best, joined, address, terms)
            others = kept[number + (whole[0] is candidate) :]
            return [*kept[:number], whole, *_besides(whole, others)]
    alone = posts_alone(page, address, terms) if page.nodes else None
    return kept if alone is None else [alone, *_besides(alone, kept)]


def _besides(first: Found, others: Sequence[Found]) -> Iterator[Found]:
    """Yield listings that are other ones than the first of them."""
    return (one for one in others if not _same(first[1], one[1]) and not are_parts(first, one[1]))


def _holds_a_list(lone: Candidate, kept: Sequence[Found]) -> bool:
    """Say whether what the page calls one story is only the frame of one of its lists."""
    frame = lone.records[0]
    return any(sum(frame.e0 <= row.record.root < frame.e1 for row in found.rows) > 1 for _, found in kept[:2])


def _has(entry: ListingEntry, example: str) -> bool:
    return " ".join(example.split()).casefold() in entry.title.casefold()


def _same(found: Extraction, other: Extraction) -> bool:
    """Say whether two extractions show one listing: they share titles, as its variants and its teasers do."""
    ours, theirs = ({entry.title for entry in one.entries} for one in (found, other))
    return len(ours & theirs) >= _ALIKE * min(len(ours), len(theirs))


def evidence(candidate: Candidate, found: Extraction) -> Iterator[str]:
    """Yield in words why a candidate is thought to be a listing."""
    reasons, best = candidate.reasons, candidate.titles[0]
    if len(found.entries) == 1:
        yield "it is the only element that the page calls a story: an article by itself looks alike"
    if best.heading > 0.8:
        yield "titles are headings"
    if best.link > 0.8:
        yield "each title leads to a page of its own"
    if found.dated >= 0.9:
        yield "nearly every entry prints a date"
    elif found.dated == 0:
        yield "no entry prints a date"
    if reasons["share"] > 1.0:
        yield "it holds much of the page’s text"
    if reasons["aside"] < -0.4:
        yield "it stands where menus and margins do"


# ── selectors ─────────────────────────────────────────────────────────────────────────────────────────


def _find_selectors(page: Page, found: Extraction, address: str, terms: Terms) -> Select | None:
    """Return selectors that give the same entries, as few and as plain as they come; None if there are none."""
    roots = [row.record.root for row in found.rows]
    whole = all(row.record.e0 == row.record.root and row.record.e1 == page.end[row.record.root] for row in found.rows)
    css = _selector(page, roots) or _selectors_of_parts(page, roots)
    if not css:
        return None
    base = Select(each=css) if whole else Select(start=css)
    titles = [row.title.node if row.title and row.title.key[0] in {"e", "n"} else -1 for row in found.rows]
    title = _inner(page, found, titles)
    links = [row.title.link if row.title else -1 for row in found.rows]
    link = _inner(page, found, links)
    fuller = replace(base, title=title, link=f"{link}@href" if link else "")
    for select in dict.fromkeys((_with_date(page, found, fuller), fuller, replace(fuller, link=""), base)):
        if _proved(page, found, select, address, terms):
            return select
    return None


def _selector(page: Page, roots: list[int]) -> str:
    """Return a selector that matches some elements and no others, "" if there is none."""
    return next((css for css in selectors_of(page, roots) if matches(page, css, "each", "") == roots), "")


def _selectors_of_parts(page: Page, roots: Sequence[int]) -> str:
    """Return selectors for elements of few kinds, or in few lists, joined by commas: a lead story and the others."""
    for place in (page.kind, page.parent):
        parts: dict[int | str, list[int]] = {}
        for root in roots:
            parts.setdefault(place[root], []).append(root)
        if 1 < len(parts) <= _PARTS and all(found := [_selector(page, part) for part in parts.values()]):
            return ", ".join(found)
    return ""


def _proved(page: Page, found: Extraction, select: Select, address: str, terms: Terms) -> bool:
    """Say whether selectors give the entries that were found."""
    try:
        again = select_entries(page, select, address, terms, "")
    except SourceError:
        return False
    return [_told(entry) for entry in found.entries] == [_told(entry) for entry in again.entries]


def _told(entry: ListingEntry) -> tuple[str, str, str]:
    return entry.title, entry.link, entry.moment or entry.dateline.strip(" :,;–-")


def _inner(page: Page, found: Extraction, nodes: Sequence[int]) -> str:
    """Return a selector whose first match in each record is the element wanted, "" if there is none."""
    if any(node < 0 for node in nodes):
        return ""
    names = list(names_of(page, nodes))
    parents = [page.parent[node] for node in nodes]
    below = [
        f"{above} > {name}" for above in names_of(page, parents) for name in names if above not in {"body", "html"}
    ]
    for css in (*(name for name in names if "." in name or name[0] == "h"), *below, *names):
        hits = matches(page, css, "title", "")
        if [row.record.first_of(hits) for row in found.rows] == list(nodes):
            return css
    return ""


def _with_date(page: Page, found: Extraction, select: Select) -> Select:
    """Add the selector of the date, where one element holds it and says just that."""
    if not found.dated:
        return select
    for css in _date_names(page, found):
        hits = matches(page, css, "date", "")
        for entry, row in zip(found.entries, found.rows, strict=True):
            node = row.record.first_of(hits)
            if node < 0:
                break
            if page.text_of(node) != entry.dateline and (page.nodes[node].get("datetime") or "") != entry.moment:
                break
        else:
            return replace(select, date=css)
    return select


def _date_names(page: Page, found: Extraction) -> Iterable[str]:
    """Return what the elements that say the date of the first entry are called."""
    entry, record = found.entries[0], found.rows[0].record
    names: list[str] = []
    for node in range(record.e0, record.e1):
        says = entry.dateline and page.one_line(node) and page.text_of(node) == entry.dateline
        if says or (entry.moment and page.nodes[node].get("datetime") == entry.moment):
            names += names_of(page, [node])
    return dict.fromkeys(names)

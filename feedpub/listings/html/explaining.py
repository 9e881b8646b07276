"""A page → how its listing is found, for people: where the records stand, the runner-up, and where each field is."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from feedpub.dates import Terms
from feedpub.errors import SourceError
from feedpub.listings.html.choice.judge import Candidate
from feedpub.listings.html.days.machine import mend
from feedpub.listings.html.details.structured import stories_of
from feedpub.listings.html.groups.spans import Row
from feedpub.listings.html.page.missing import why_none
from feedpub.listings.html.page.tree import Page
from feedpub.listings.html.proposing import distinct_listings, evidence
from feedpub.listings.html.reading.fields import Extraction
from feedpub.listings.html.rivals.accepting import may_be_a_listing
from feedpub.listings.html.selecting import matches, select_entries
from feedpub.listings.html.selectors import names_of, selectors_of
from feedpub.listings.html.titles.links import absolute
from feedpub.model import ListingEntry
from feedpub.selection import Select
from feedpub.text import shorten

_FIELDS: Final[dict[str, Callable[[ListingEntry], str]]] = {
    "title": lambda entry: entry.title,
    "link": lambda entry: entry.link,
    "date": lambda entry: entry.moment or entry.dateline,
    "summary": lambda entry: entry.summary.partition("\n")[0],
    "topic": lambda entry: entry.kicker,
    "image": lambda entry: entry.image,
    "author": lambda entry: entry.author,
}
_ATTRIBUTES: Final = {
    "link": ("href",),
    "date": ("datetime", "content", "title"),
    "image": ("data-src", "data-lazy-src", "data-original", "src"),
}


def explain_page(page: Page, address: str, terms: Terms, name: str, select: Select | None) -> Iterator[str]:
    """Yield how the listing of a page is found: by the selectors that are stated, the rest as detected.

    Raises SourceError when there is no listing, or a selector matches nothing.
    """
    if select is not None and (select.each or select.start):
        found = select_entries(page, select, address, terms, name)
        key = "each" if select.each else "start"
        yield f"listing: {_entries(found)}, stated: {key} = {select.each or select.start}"
    else:
        listings = list(distinct_listings(page, address, terms))
        best = next((one for one in listings if may_be_a_listing(*one)), None)
        if best is None:
            raise SourceError(f"{name}: {why_none(page)}")
        found = best[1]
        yield f"listing: {_place(page, *best)}"
        yield from (f"  why: {reason}" for reason in evidence(*best))
        second = next((one for one in listings if one is not best), None)
        yield f"runner-up: {_place(page, *second) if second else 'none'}"
    languages = ", ".join(found.terms.languages) or "not needed"
    yield f"dates: order {found.terms.order or 'not needed'}, languages {languages}"
    for field in _FIELDS:
        yield f"{field:>7}: {_how(page, found, field, address, select)}"
    for number, (entry, row) in enumerate(zip(found.entries, found.rows, strict=True), 1):
        under = f"(under {entry.heading})" if entry.heading else ""
        date = " ".join(filter(None, (entry.moment or entry.dateline, under)))
        yield "  ".join(
            filter(
                None, (f"{entry.line:>5} {number:>3}. <{_name(page, row.record.root)}>", date, shorten(entry.title, 70))
            )
        )


def _entries(found: Extraction) -> str:
    return f"{len(found.entries)} {'entry' if len(found.entries) == 1 else 'entries'}"


def _place(page: Page, candidate: Candidate, found: Extraction) -> str:
    """Say where a list stands, how long it is, and how it is rated."""
    roots = [row.record.root for row in found.rows]
    css = next((css for css in selectors_of(page, roots) if matches(page, css, "each", "") == roots), "")
    where = css or f"{_name(page, roots[0])} in {_name(page, page.parent[roots[0]])}"
    return f"{_entries(found)}, {where} (score {candidate.score:.2f})"


def _name(page: Page, node: int) -> str:
    """Return the plainest selector of an element that says most."""
    return next(iter(names_of(page, [node])), page.tag[node]) if node >= 0 else "the page"


def _how(page: Page, found: Extraction, field: str, address: str, select: Select | None) -> str:
    """Say how a field was found: stated, or detected and where, and how many entries have it."""
    value_of = _FIELDS[field]
    having = sum(bool(value_of(entry)) for entry in found.entries)
    share = f"{having} of {_entries(found)}"
    stated = getattr(select, field, "") if select is not None else ""
    if stated:
        return f"stated: {getattr(stated, 'select', stated)}; {share}"
    if not having:
        return "none found"
    told = stories_of(page.nodes[0], address)
    places = Counter(
        _where(page, row, value_of(entry), field, address)
        or ("JSON-LD" if told.find(entry.link, entry.title) else "outside of its record")
        for entry, row in zip(found.entries, found.rows, strict=True)
        if value_of(entry)
    )
    shown = ", ".join(f"{place} ({number})" if len(places) > 1 else place for place, number in places.most_common(3))
    return f"detected: {shown}; {share}"


def _where(page: Page, row: Row, value: str, field: str, address: str) -> str:
    """Return a selector of what holds a value in a record: an attribute, else the narrowest text; "" if nothing."""
    if field == "title" and row.title is not None:
        part = {"r": " without its date", "t": " (text)"}.get(row.title.key[0], "")
        return f"{_path(page, row, row.title.node)}{part}"
    nodes = range(row.record.e0, row.record.e1)
    for attribute in _ATTRIBUTES.get(field, ()):
        for node in nodes:
            written = (page.nodes[node].get(attribute) or "").strip()
            if written and value in {written, mend(written) if field == "date" else absolute(written, address)}:
                return f"{_path(page, row, node)}@{attribute}"
    holders: Sequence[int] = [node for node in nodes if value in page.text_of(node)]
    if not holders:
        return ""
    return _path(page, row, min(holders, key=lambda node: (page.last[node] - page.first[node], -node)))


def _path(page: Page, row: Row, node: int) -> str:
    """Return what an element is called, below what it lies in where its own name says little."""
    name = _name(page, node)
    if "." in name or node == row.record.root:
        return name
    return f"{_name(page, page.parent[node])} > {name}"

"""Page bytes → what is found there: the listings that a config can be written for, and feeds that the page offers."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final

from feedpub.dates import UNDECLARED, Terms
from feedpub.drafting import Draft
from feedpub.errors import SourceError
from feedpub.jsontable import JsonTable
from feedpub.layouttable import UNSTATED, LayoutTable
from feedpub.listings import parse_listing
from feedpub.listings.guessing import propose_tables
from feedpub.listings.kinds import kind_of
from feedpub.listings.mails import body_of
from feedpub.listings.text.wording.words import is_sentence
from feedpub.model import Listing, ListingEntry
from feedpub.normaliser import Origin, print_entry, print_no_date
from feedpub.text import count, fold

_FEWEST: Final = 3
"""So many entries without dates make a text worth a question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a page holds: a draft for each listing, the best first, and the addresses of feeds that it offers.

    `fault` says why there is no draft.
    """

    drafts: tuple[Draft, ...]
    feeds: tuple[str, ...] = ()
    fault: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a page is: how its config and messages call it, and its own address on the web.

    `encoding` is stated, `charset` what its server says.
    """

    name: str
    address: str = ""
    encoding: str = ""
    charset: str = ""


def look(data: bytes, place: Place, example: str = "") -> Look:
    """Say what a page holds; of several listings those with an entry whose title has `example` as a part.

    Raises SourceError when the page cannot be read.
    """
    data = body_of(data)
    kind = kind_of(data)
    if kind == "html":
        return _look_at_html(data, place, example)
    if kind == "json" and (tables := propose_tables(data)):
        drafts = tuple(_draft_json(data, place, tables, example))
        return Look(drafts=drafts, fault=f"no list with an entry “{example}” was found in this JSON")
    listing, layout = _read_otherwise(data, place, is_text=kind == "text")
    if layout.date and not _holds(listing, example):
        return Look(drafts=(), fault=f"no entry “{example}” was found in this text")
    is_feed = kind == "feed"
    draft = _draft(
        place,
        listing.entries,
        listing.terms,
        "sure" if is_feed else "unsure" if layout.date else "likely",
        "it is a feed" if is_feed else f"the text has {'no dates' if layout.date else 'date lines'}",
    )
    return Look(drafts=(replace(draft, layout=layout, is_html=False),))


def _look_at_html(data: bytes, place: Place, example: str) -> Look:
    from feedpub.listings.html import base_of, language_of, read_page, why_none
    from feedpub.listings.html.proposing import offered_feeds, propose

    page = read_page(data, place.encoding or place.charset)
    base = base_of(page, place.address)
    drafts = [
        replace(
            _draft(place, one.found.entries, one.found.terms, one.confidence, *one.evidence),
            title=page.title(),
            language=language_of(page),
            select=one.select,
        )
        for one in propose(page, base, UNDECLARED, example)
    ]
    fault = f"no listing with an entry “{example}” was found in this page" if example else why_none(page)
    return Look(drafts=tuple(drafts), feeds=tuple(offered_feeds(page, base)), fault=fault)


def _draft_json(data: bytes, place: Place, tables: Sequence[JsonTable], example: str) -> Iterator[Draft]:
    """Yield a draft for each list in JSON that has the example, of what is read under the paths of its table."""
    for table in tables:
        listing = parse_listing(data, place.name, paths=table)
        if _holds(listing, example):
            has = {"link": table.link, "date": table.date}
            said = [f"its {name} is {path}" for name, path in has.items() if path]
            confidence = "likely" if all(has.values()) else "unsure"
            draft = _draft(place, listing.entries, listing.terms, confidence, f"a list of JSON, {table.each}", *said)
            yield replace(draft, json=table, is_html=False)


def _read_otherwise(data: bytes, place: Place, *, is_text: bool) -> tuple[Listing, LayoutTable]:
    """Read what is neither HTML nor JSON; a text without dates as its config will have to state that it is."""

    def read(layout: LayoutTable) -> Listing:
        return parse_listing(
            data,
            place.name,
            encoding=place.encoding,
            charset=place.charset,
            address=place.address,
            layout=layout,
        )

    undated = LayoutTable(date="none")
    try:
        listing = read(UNSTATED)
        return listing, undated if is_text and print_no_date(listing.entries) else UNSTATED
    except SourceError:
        if not is_text:
            raise
        with suppress(SourceError):
            listing = read(undated)
            titled = sum(bool(entry.title) and not is_sentence(entry.title) for entry in listing.entries)
            if len(listing.entries) >= _FEWEST and titled * 2 > len(listing.entries):
                return listing, undated  # texts alone may be those of one story
        raise


def _draft(place: Place, entries: Sequence[ListingEntry], terms: Terms, confidence: str, *evidence: str) -> Draft:
    """Return a draft that counts its entries; what is wrong with a date is evidence, too."""
    read = [(entry, *print_entry(entry, Origin(source=""), terms)) for entry in entries]
    faults = [fault for entry, printed, fault in read if printed.day is None and (entry.dateline or entry.moment)]
    said = (f"{count(len(faults), 'date')} cannot be read: {faults[0]}",) if faults else ()
    first, last = (entry.title or entry.summary for entry in (entries[0], entries[-1]))
    return Draft(
        place=place.name,
        page=place.address,
        encoding=place.encoding,
        entries=len(entries),
        linked=sum(bool(entry.link) for entry in entries) / len(entries),
        dated=sum(printed.day is not None for _, printed, _ in read) / len(entries),
        first=first,
        last=last,
        confidence=confidence,
        evidence=(*evidence, *said),
    )


def _holds(listing: Listing, example: str) -> bool:
    """Say whether an entry of a listing has this title, or a part of it."""
    return any(fold(example) in fold(entry.title) for entry in listing.entries)

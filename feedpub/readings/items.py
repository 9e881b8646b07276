"""A page into items, and these beside what the ledger knows."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from feedpub.config import Config, Source
from feedpub.dates import Terms
from feedpub.errors import SourceError
from feedpub.fetching import Fetched
from feedpub.ledger import Ledger, listed_once
from feedpub.listings import join_listings, parse_listing
from feedpub.model import FeedItem, Listing, Problem
from feedpub.normaliser import Origin, normalise
from feedpub.reconcile import Decision, Known, reconcile
from feedpub.selection import Expect
from feedpub.sources import read_source
from feedpub.text import count


def read_items(
    config: Config, source: Source, now: datetime, place: str | Fetched, *, seen: datetime | None = None
) -> tuple[list[FeedItem], list[Problem]]:
    """Read a listing into items, oldest first, and the faults of its entries: a file, or pages that were fetched.

    `seen` is when the page was as it is, if that is known.
    """
    terms = Terms(
        zone=config.zone_of(source),
        order=source.order,
        two_digit_years=source.two_digit_years,
        fetched=seen,
    )
    parse = partial(
        parse_listing,
        encoding=source.encoding,
        terms=terms,
        select=source.select,
        kind=source.kind,
        paths=source.json,
        layout=source.layout,
    )
    notes: list[Problem] = []
    if isinstance(place, str):
        listing = parse(read_source(place, config.path.resolve().parent), place, address=source.page)
    elif place.fault:
        raise SourceError(place.fault)
    else:
        notes = [Problem(source=source.name, message=note) for note in place.notes]
        listing = join_listings(
            [parse(page.data, page.url, charset=page.charset, address=page.url) for page in place.pages]
        )
    file = place if isinstance(place, str) else source.place
    check_expectation(listing, source.expect, file)
    origin = Origin(source=source.name, file=file, page=source.page)
    items, problems = normalise(listing, origin, site=config.site.id, now=now)
    return items, [*notes, *problems]


def check_expectation(listing: Listing, expect: Expect | None, file: str) -> None:
    """Refuse a page that holds less than the config says that it must. Raises SourceError."""
    entries = listing.entries
    if expect is None or not entries:
        return
    if len(entries) < expect.entries:
        found = count(len(entries), "entry", "entries")
        raise SourceError(f"{file}: the page has {found}, `expect` asks for {expect.entries} or more")
    dated = sum(bool(entry.dateline or entry.moment) for entry in entries) / len(entries)
    if dated < expect.dated:
        raise SourceError(f"{file}: {dated:.0%} of the entries have a date, `expect` asks for {expect.dated:.0%}")


def decide(
    config: Config, source: Source, ledger: Ledger, items: Sequence[FeedItem], now: datetime
) -> tuple[Known, Decision]:
    """Compare a reading with what the ledger knows."""
    known = ledger.known(config.site.id, source.name, ranks_of(config), items)
    decision = reconcile(known, items, now=now)
    entries = listed_once(ledger, items, decision)
    if len(entries) < len(items):
        known = ledger.known(config.site.id, source.name, ranks_of(config), entries)
        decision = reconcile(known, entries, now=now)
    return known, decision


def ranks_of(config: Config) -> dict[str, int]:
    """Return the place of each source in the config: the first one that lists an item says what it prints."""
    return {source.name: rank for rank, source in enumerate(config.source)}

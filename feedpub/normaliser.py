"""ListingEntry → FeedItem: cleaned text, parsed date, keys, guid and instants."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from typing import Final
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from feedpub.copies import join_copies
from feedpub.dates import Dateline, Refusal, Terms, parse_dateline, parse_heading, parse_moment
from feedpub.errors import EXTRA_STEP
from feedpub.identity import canonical_link, digest_of, keys_of, mint_guid
from feedpub.links import web_address
from feedpub.model import Enclosure, FeedItem, Listing, ListingEntry, Printed, Problem
from feedpub.sanitising import can_sanitise, sanitise
from feedpub.text import clean, clean_paragraphs, shorten

PUBLISHING_HOUR = time(10, tzinfo=UTC)
"""A day without a time is published at 10:00 UTC: 5 of 477 time zones then show another day."""

_LEAP: Final = 2000
"""A year that has every day."""
_MEDIA_TYPE = re.compile(r"[a-z0-9][\w.+-]*/[\w.+-]+", re.ASCII)

ANYWHERE = timedelta(hours=14)
"""Somewhere on earth it is already the day that UTC reaches this much later."""


UNDATED: Final = "no entry prints a date; each is dated by its first sight"
"""What is said once of a page without dates."""
PARTIAL: Final = (
    "all its dates lack the day or the year, which is never guessed; each entry is dated by its first sight"
)
"""What is said once of a page all of whose dates are only parts of one, at the first of them."""


class Origin(Struct, frozen=True, kw_only=True):
    """What a source tells about its entries; `file` is how messages call it."""

    source: str
    file: str = ""
    page: str = ""


def normalise(listing: Listing, origin: Origin, *, site: UUID, now: datetime) -> tuple[list[FeedItem], list[Problem]]:
    """Turn the entries of one reading into items, oldest first, each with the guid of its own key.

    `published` is the instant that the entry alone would have; seconds within a day, twins and edits
    are `reconcile`'s. `now` is the instant of an entry that prints no single past day.
    """
    problems = list(listing.problems)
    stories: list[tuple[Printed, int]] = []
    undated = print_no_date(listing.entries)
    if undated:
        problems.append(Problem(source=origin.file or origin.source, message=UNDATED))
    if any(entry.content for entry in listing.entries) and not can_sanitise():
        message = f"its HTML is passed on as text only; for all of it: {EXTRA_STEP}"
        problems.append(Problem(source=origin.file or origin.source, message=message))
    partial = None if undated else first_of_partial(listing)
    if partial is not None:
        problems.append(Problem(source=origin.file or origin.source, line=partial.line, message=PARTIAL))
    for entry in listing.entries:
        printed, fault = print_entry(entry, origin, listing.terms)
        stories.append((printed, entry.line))
        if fault and (undated or partial is not None):
            continue
        if fault:
            message = f"{fault}; “{shorten(printed.title or printed.summary, 60)}” is dated by its first sight"
            problems.append(Problem(source=origin.file or origin.source, line=entry.line, message=message))
        elif printed.day is not None and printed.end is None and printed.day > (now + ANYWHERE).date():
            message = f"“{shorten(printed.title or printed.summary, 60)}” is dated in the future ({printed.day})"
            problems.append(Problem(source=origin.file or origin.source, line=entry.line, message=message))
    problems += dated_otherwise(stories, origin.file or origin.source)
    page = canonical_link(origin.page)
    stories = join_copies(stories, page)
    links = Counter(canonical_link(printed.link) for printed, _ in stories)
    items = []
    for printed, line in stories:
        link = canonical_link(printed.link)
        aliases = keys_of(printed, link_is_own=bool(link) and link != page and links[link] == 1)
        published = nominal_instant(printed, now)
        items.append(
            FeedItem(
                guid=mint_guid(site, aliases[0]),
                aliases=aliases,
                source=origin.source,
                printed=printed,
                digest=digest_of(printed),
                published=published,
                updated=published,
                basis=printed.basis,
                line=line,
            )
        )
    return (items[::-1] if _newest_first(items) else items), problems


def print_no_date(entries: Sequence[ListingEntry]) -> bool:
    """Say whether a page has entries and prints a date of none."""
    return bool(entries) and not any(entry.dateline or entry.moment for entry in entries)


def first_of_partial(listing: Listing) -> ListingEntry | None:
    """Return the first entry with a date where all dates of a page lack a part; None where one is whole, or alone."""
    dated = [entry for entry in listing.entries if entry.dateline or entry.moment]
    reads = (_read_date(entry, listing.terms)[0] for entry in dated)
    return dated[0] if len(dated) > 1 and all(isinstance(one, Refusal) and one.partial for one in reads) else None


def dated_otherwise(stories: Sequence[tuple[Printed, int]], name: str) -> Iterator[Problem]:
    """Say once of a page that the dates it prints are not those of publication; `stories` have their lines."""
    ranges = next((line for printed, line in stories if printed.end is not None), None)
    if ranges is not None:
        message = "what lasts several days is an event; such an entry is dated by its first sight, not by its days"
        yield Problem(source=name, line=ranges, message=message)
    old = (line for printed, line in stories if printed.day and printed.end is None and printed.basis == "seen")
    if (first := next(old, None)) is not None:
        message = "a date before 1970 breaks readers; such an entry is dated by its first sight"
        yield Problem(source=name, line=first, message=message)


def print_entry(entry: ListingEntry, origin: Origin, terms: Terms) -> tuple[Printed, str]:
    """Clean one entry and read its date line; the second value says why the date is refused."""
    read, dateline = _read_date(entry, terms)
    fault = ""
    if read is None:
        fault = "no date line" if not dateline else f"“{dateline}” is no date"
    elif isinstance(read, Refusal):
        fault = read.reason
    if read is not None and read.relative:
        read, dateline = None, ""  # “3 hours ago” is another line an hour later: it dates nothing, and is no content
    date = read if isinstance(read, Dateline) else None
    printed = Printed(
        title=clean(entry.title),
        summary=clean_paragraphs(entry.summary),
        link=web_address(origin.page, clean(entry.link)),
        dateline=dateline,
        place=date.place if date else "",
        credit=clean(entry.credit),
        kickers=_labels(entry.kicker, *entry.kickers),
        sections=_labels(entry.section),
        day=date.day if date else None,
        end=date.end if date else None,
        instant=date.instant if date else None,
        image=web_address(origin.page, clean(entry.image)),
        author=clean(entry.author),
        content=sanitise(entry.content, entry.base or origin.page) if entry.content else "",
        excerpt=clean_paragraphs(entry.excerpt),
        enclosures=tuple(_enclosures(entry, origin)) if entry.enclosures else (),
        stood=entry.stood,
    )
    return printed, fault


def _labels(first: str, *more: str) -> tuple[str, ...]:
    """Clean labels, of which there is mostly one or none, and leave out those that are said again."""
    label = clean(first)
    if more:
        return tuple(dict.fromkeys(filter(None, (label, *map(clean, more)))))
    return (label,) if label else ()


def _read_date(entry: ListingEntry, terms: Terms) -> tuple[Dateline | Refusal | None, str]:
    """Read the date of an entry, completed by its heading; the second value is the line that prints it."""
    dateline = clean(entry.dateline or entry.moment)
    if entry.heading and (heading := parse_heading(entry.heading, terms)):
        terms = replace(terms, year=heading.year, month=heading.month)
    read = (parse_moment(entry.moment, terms) if entry.moment else None) or parse_dateline(dateline, terms)
    return read or _refuse_part(dateline, terms), dateline


def _refuse_part(dateline: str, terms: Terms) -> Refusal | None:
    """Refuse numbers that are a day as soon as their year is known: “24/11”."""
    if terms.year is not None or not isinstance(parse_dateline(dateline, replace(terms, year=_LEAP)), Dateline):
        return None
    return Refusal(reason=f"“{dateline}” is only part of a date: day, month and year are needed", partial=True)


def _enclosures(entry: ListingEntry, origin: Origin) -> Iterator[Enclosure]:
    """Yield the files of an entry as their publisher describes them; what is no media type or length is not said."""
    seen = set()
    for one in entry.enclosures:
        url = web_address(entry.base or origin.page, clean(one.url))
        if url and url not in seen:
            seen.add(url)
            kind = one.type.strip().lower()
            yield Enclosure(url=url, type=kind if _MEDIA_TYPE.fullmatch(kind) else "", length=max(one.length, 0))


def nominal_instant(printed: Printed, now: datetime) -> datetime:
    """Return the instant that a story's date stands for by itself."""
    if printed.basis == "instant" and printed.instant is not None:
        return printed.instant
    if printed.basis == "day" and printed.day is not None:
        return datetime.combine(printed.day, PUBLISHING_HOUR)
    return now


def _newest_first(items: Sequence[FeedItem]) -> bool:
    """Say whether the page lists the newest entry first, as nearly all do; its dates vote."""
    days = [item.published for item in items if item.basis != "seen"]
    falling = sum(a > b for a, b in pairwise(days))
    rising = sum(a < b for a, b in pairwise(days))
    return falling >= rising

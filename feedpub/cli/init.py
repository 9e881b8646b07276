"""The command that looks at a page and proposes a config: init."""

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from feedpub.cli.common import config_option, read_encoding
from feedpub.errors import FeedpubError, SourceError, option_of
from feedpub.text import clean, count, shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feedpub.dates import Terms
    from feedpub.drafting import Draft
    from feedpub.jsontable import JsonTable
    from feedpub.layouttable import LayoutTable
    from feedpub.model import Listing, ListingEntry
    from feedpub.web import Settings

_INIT_CODES: Final = """\b
Exit codes:
  0   the config was written, or the table to add was printed
  1   the page cannot be read, or holds no listing
  2   wrong usage, or no clear choice: see --pick and --example"""

_SHOWN: Final = 3
_FEWEST: Final = 3
"""So many entries without dates make a text worth a question."""


def _read_contact(_ctx: click.Context, _param: click.Parameter, value: str) -> str:
    """Read an address that a header can carry."""
    from feedpub.webtable import WebTable, web_faults

    for _, fault in web_faults(WebTable(contact=value)):
        raise click.BadParameter(fault)
    return value


def _read_address(_ctx: click.Context, _param: click.Parameter, value: str) -> str:
    """Read the address of a page."""
    from feedpub.config.faults import is_address

    if value and not is_address(value):
        raise click.BadParameter(f"“{value}” is no web address; write e.g. https://www.example.org/news")
    return value


@click.command(epilog=_INIT_CODES)
@click.argument("place", metavar="URL|FILE")
@config_option
@click.option(
    "--url", "address", default="", metavar="ADDRESS", callback=_read_address,
    help="Read FILE as if it came from this address.",
)  # fmt: skip
@click.option("--pick", type=click.IntRange(1), metavar="N", help="Take the N-th listing.")
@click.option("--example", default="", metavar="TITLE", help="Take the listing that holds an entry with this title.")
@click.option("-y", "--yes", is_flag=True, help="Take the best, ask nothing.")
@click.option("--encoding", default="", callback=read_encoding, help="The encoding of the page, if it does not say.")
@click.option("--contact", default="", metavar="ADDRESS", callback=_read_contact, help="Tell the site who asks.")
@click.option("--allow-private", is_flag=True, help="Also read a page of your own network.")
def init(  # noqa: PLR0913, PLR0917 - one for each option
    place: str,
    config_path: Path,
    address: str,
    pick: int | None,
    example: str,
    encoding: str,
    contact: str,
    *,
    allow_private: bool,
    yes: bool,
) -> None:
    """Look at a page, find its listing, and write a config for it that a person can read.

    \b
    Shows the best three listings of the page, and feeds that it offers already.
    An existing config is not touched: the table to add to it is printed.
    """  # noqa: D301 - click wants the backspace itself
    from dataclasses import replace

    from feedpub.sources import read_named

    if place.startswith(("http://", "https://")):
        from feedpub.web import fetch_page

        page = fetch_page(place, _manners(config_path, contact, allow_private=allow_private))
        drafts = _look(page.data, page.moved or place, page.url, example, encoding or page.charset)
        drafts = [replace(draft, allow_private=allow_private, contact=contact) for draft in drafts]
    else:
        drafts = _look(read_named(place, fetches=True), place, address, example, encoding)
    chosen = _choose(drafts, pick, asks=not (yes or example))
    _write(drafts[chosen], config_path)


def _manners(config_path: Path, contact: str, *, allow_private: bool) -> "Settings":
    """Return how to behave on the web: as a config that stands there already says, of who asks too."""
    from feedpub.config import load_config
    from feedpub.web import Settings
    from feedpub.webtable import contact_of

    if not config_path.exists():
        return Settings(contact=contact, allow_private=allow_private)
    config = load_config(config_path)
    return Settings(
        contact=contact or contact_of(config.web, config.site.base_url),
        deadline=config.web.deadline,
        allow_private=allow_private,
    )


def _look(data: bytes, place: str, address: str, example: str, encoding: str) -> "list[Draft]":
    """Say what a page holds, and return a draft for each listing."""
    from feedpub.drafting import Draft
    from feedpub.listings.guessing import propose_tables
    from feedpub.listings.kinds import kind_of
    from feedpub.listings.mails import body_of

    data = body_of(data)
    kind = kind_of(data)
    if kind == "html":
        return _look_at_html(data, place, address, example, encoding)
    if kind == "json" and (tables := propose_tables(data)):
        proposed = (_draft_json(data, place, address, table) for table in tables)
        drafts = [draft for draft, listing in proposed if not example or _holds(listing, example)]
        if not drafts:
            raise SourceError(f"{place}: no list with an entry “{example}” was found in this JSON")
        _show(drafts)
        return drafts
    listing, layout = _read_otherwise(data, place, address, encoding, is_text=kind == "text")
    if example and layout.date and not _holds(listing, example):
        raise SourceError(f"{place}: no entry “{example}” was found in this text")
    titles = [entry.title or entry.summary for entry in listing.entries]
    dated, faults = _dates(listing.entries, listing.terms)
    linked = sum(bool(entry.link) for entry in listing.entries) / len(titles)
    is_feed = kind == "feed"
    draft = Draft(
        place=place, page=address, encoding=encoding, entries=len(titles), linked=linked, dated=dated,
        first=titles[0], last=titles[-1], confidence="sure" if is_feed else "unsure" if layout.date else "likely",
        evidence=(
            "it is a feed" if is_feed else f"the text has {'no dates' if layout.date else 'date lines'}",
            *faults,
        ),
        layout=layout, is_html=False,
    )  # fmt: skip
    _show([draft])
    return [draft]


def _read_otherwise(
    data: bytes, place: str, address: str, encoding: str, *, is_text: bool
) -> "tuple[Listing, LayoutTable]":
    """Read what is neither HTML nor JSON; a text without dates as its config will have to state that it is."""
    from feedpub.layouttable import UNSTATED, LayoutTable
    from feedpub.listings import parse_listing
    from feedpub.listings.text.words import is_sentence
    from feedpub.normaliser import print_no_date

    try:
        listing = parse_listing(data, place, encoding=encoding, address=address)
        undated = is_text and print_no_date(listing.entries)
        return listing, LayoutTable(date="none") if undated else UNSTATED
    except SourceError:
        if not is_text:
            raise
        layout = LayoutTable(date="none")
        with suppress(SourceError):
            listing = parse_listing(data, place, encoding=encoding, address=address, layout=layout)
            titled = sum(bool(entry.title) and not is_sentence(entry.title) for entry in listing.entries)
            if len(listing.entries) >= _FEWEST and titled * 2 > len(listing.entries):
                return listing, layout  # texts alone may be those of one story
        raise


def _draft_json(data: bytes, place: str, address: str, table: "JsonTable") -> "tuple[Draft, Listing]":
    """Return what is known of a list in JSON, and what is read under the paths of a table."""
    from feedpub.drafting import Draft
    from feedpub.listings import parse_listing

    listing = parse_listing(data, place, paths=table)
    titles = [entry.title or entry.summary for entry in listing.entries]
    has = {"link": table.link, "date": table.date}
    dated, faults = _dates(listing.entries, listing.terms)
    draft = Draft(
        place=place, page=address, entries=len(titles), first=titles[0], last=titles[-1],
        linked=sum(bool(entry.link) for entry in listing.entries) / len(titles),
        dated=dated, confidence="likely" if all(has.values()) else "unsure",
        evidence=(
            f"a list of JSON, {table.each}", *(f"its {name} is {path}" for name, path in has.items() if path), *faults
        ),
        json=table, is_html=False,
    )  # fmt: skip
    return draft, listing


def _dates(entries: "Sequence[ListingEntry]", terms: "Terms") -> tuple[float, tuple[str, ...]]:
    """Return the share of entries whose date can be read, and what is wrong with the first that cannot."""
    from feedpub.normaliser import Origin, print_entry

    read = [(entry, *print_entry(entry, Origin(source=""), terms)) for entry in entries]
    faults = [fault for entry, printed, fault in read if printed.day is None and (entry.dateline or entry.moment)]
    said = (f"{count(len(faults), 'date')} cannot be read: {faults[0]}",) if faults else ()
    return sum(printed.day is not None for _, printed, _ in read) / len(entries), said


def _holds(listing: "Listing", example: str) -> bool:
    """Say whether an entry of a listing has this title, or a part of it."""
    from feedpub.text import fold

    return any(fold(example) in fold(entry.title) for entry in listing.entries)


def _look_at_html(data: bytes, place: str, address: str, example: str, encoding: str) -> "list[Draft]":
    from feedpub.dates import UNDECLARED
    from feedpub.drafting import Draft
    from feedpub.listings.html import base_of, language_of, read_page, why_none
    from feedpub.listings.html.proposing import offered_feeds, propose

    page = read_page(data, encoding)
    base = base_of(page, address)
    feeds = offered_feeds(page, base)
    if feeds:
        click.echo(f"This page offers {count(len(feeds), 'feed')} already: {clean(', '.join(feeds[:3]))}")
        click.echo("Subscribe to that, unless you want ids that stay, topics, or several pages in one.\n")
    proposals = propose(page, base, UNDECLARED, example)
    if not proposals:
        told = f"no listing with an entry “{example}” was found in this page" if example else why_none(page)
        raise SourceError(f"{place}: {told}")
    dates = [_dates(one.found.entries, one.found.terms) for one in proposals]
    drafts = [
        Draft(
            place=place,
            page=address,
            title=page.title(),
            language=language_of(page),
            encoding="" if place == address else encoding,
            entries=len(one.found.entries),
            linked=one.found.linked,
            dated=dated,
            first=one.found.entries[0].title,
            last=one.found.entries[-1].title,
            confidence=one.confidence,
            evidence=(*one.evidence, *faults),
            select=one.select,
        )
        for one, (dated, faults) in zip(proposals, dates, strict=True)
    ]
    _show(drafts)
    return drafts


def _show(drafts: "Sequence[Draft]") -> None:
    """Print the best listings: counts, first and last title, and why."""
    for number, draft in enumerate(drafts[:_SHOWN], 1):
        shares = f"{draft.linked:.0%} linked, {draft.dated:.0%} dated"
        entries = count(draft.entries, "entry", "entries")
        click.echo(f"{number}. {entries}, {shares} ({draft.confidence if number == 1 else 'another'})")
        click.echo(f"     first  {clean(shorten(draft.first, 70))}")
        click.echo(f"     last   {clean(shorten(draft.last, 70))}")
        if draft.evidence:
            click.echo(f"     why    {clean('; '.join(draft.evidence))}")


def _choose(drafts: "Sequence[Draft]", pick: int | None, *, asks: bool) -> int:
    """Return the number, from 0, of the listing to take: asked for, or the best."""
    if pick is not None:
        if pick > len(drafts):
            raise click.BadParameter(f"there are {len(drafts)} listings, not {pick}", param_hint="--pick")
        return pick - 1
    if not asks:
        return 0
    clear = drafts[0].confidence != "unsure"
    if clear and len(drafts) == 1:
        return 0
    if sys.stdin.isatty() and sys.stdout.isatty():
        return _ask(min(len(drafts), _SHOWN)) - 1
    if not clear:
        raise click.UsageError("it is not clear which is the listing: say so with --pick N, or --example TITLE")
    return 0


def _ask(shown: int) -> int:
    """Ask a person which listing is meant."""
    choice = f"1 to {shown}" if shown > 1 else "1"
    question = f"Which is the listing? ({choice}, or 0 for none of them)"
    answer: int = click.prompt(question, type=click.IntRange(0, shown), default=1)
    if not answer:
        raise click.UsageError("none of them: name one of its titles, --example TITLE, or save the page and see `show`")
    return answer


def _write(draft: "Draft", path: Path) -> None:
    """Write a new config; print the table instead where there is one already."""
    from uuid import uuid4

    from feedpub.drafting import draft_config, draft_source

    text = draft_config(draft, uuid4(), path.stem)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        click.echo(f"\n{path} exists and stays as it is. To read this listing too, add to it:\n", err=True)
        click.echo("\n".join(draft_source(draft)))
    except OSError as error:
        raise FeedpubError(f"{path}: cannot be written ({error.strerror})") from None
    else:
        click.echo(f"\nwrote {path}; put right what is marked with ←, then: feedpub plan{option_of(path)}")

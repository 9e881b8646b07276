"""Page bytes → the entries of the listing."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

from msgspec.structs import replace

from feedpub.dates import UNDECLARED, Terms
from feedpub.errors import DriftError, SourceError
from feedpub.jsontable import UNLED, JsonTable
from feedpub.layouttable import UNSTATED, LayoutTable
from feedpub.listings.decoding import decode, decode_or_guess
from feedpub.listings.joining import join_listings
from feedpub.listings.kinds import Kind, kind_of
from feedpub.listings.mails import body_of
from feedpub.listings.paging import next_page
from feedpub.listings.resting import collector_at_rest
from feedpub.listings.text import explain_text, parse_text
from feedpub.model import Listing, ListingEntry, Problem
from feedpub.selection import Select

__all__ = ["decode", "join_listings", "next_page", "parse_listing"]


_CALLED: Final = {"text": "text", "html": "a web page", "feed": "a feed", "json": "JSON"}
_NAMED_FEED: Final = re.compile(r"\b(?:atom|feeds?|rss|rdf|xml)\b[^/]*/?$", re.IGNORECASE)


@collector_at_rest()
def parse_listing(  # noqa: PLR0913 - all that may be known of a page
    data: bytes,
    name: str,
    *,
    encoding: str = "",
    charset: str = "",
    terms: Terms = UNDECLARED,
    address: str = "",
    select: Select | None = None,
    kind: Kind | None = None,
    paths: JsonTable = UNLED,
    layout: LayoutTable = UNSTATED,
) -> Listing:
    """Read the entries of a listing page in page order: of a web page, plain text, a feed or JSON, also within a mail.

    `name` is how messages call the page; `encoding` is declared, else a byte order mark, UTF-8, or the `charset`
    that its server names; `terms` are what is declared of its dates; `address` is the page's own, which links are
    relative to; `select` says where a web page has its entries, `paths` where JSON has them, `layout` what is stated
    of a text; `kind` is declared, else seen from how the page begins.
    Raises SourceError when the bytes are no such page or hold no listing.
    """
    data = body_of(data)
    found = kind or kind_of(data)
    _refuse_statements_of_others(found, name, select, layout, paths)
    # Here: lxml takes 50 ms, and text needs none.
    match found:
        case "html":
            from feedpub.listings.html import parse_html

            try:
                listing = parse_html(
                    data, name, address=address, encoding=encoding or charset, terms=terms, select=select
                )
            except SourceError:
                if kind or select or not _NAMED_FEED.search(name):
                    raise
                raise SourceError(
                    f"{name}: this is a web page without a listing, and its address is that of a feed; see what it "
                    "shows, and give another address if the feed has moved"
                ) from None
        case "feed":
            from feedpub.listings.feed import parse_entries

            listing = parse_entries(data, name, terms, encoding)
        case "json":
            from feedpub.listings.data import parse_data

            text = decode(data, name, encoding=encoding, charset=charset)
            listing = parse_data(text.encode(), name, paths, terms)
        case _:
            text, guessed = decode_or_guess(data, name, encoding=encoding, charset=charset)
            listing = parse_text(text, name, terms, layout)
            listing = replace(listing, problems=(*guessed, *listing.problems)) if guessed else listing
    return _without_empty(listing, name)


def _refuse_statements_of_others(
    kind: Kind, name: str, select: Select | None, layout: LayoutTable, paths: JsonTable
) -> None:
    """Refuse what is stated of a page of another kind: it would count for nothing, and nobody would know."""
    fault = f'and this is {_CALLED[kind]}; if it is not, declare kind = "{{}}"'
    if select is not None and kind != "html":
        raise DriftError(f"{name}: `select` says where a web page has its entries, {fault.format('html')}")
    if layout != UNSTATED and kind != "text":
        raise SourceError(f"{name}: `layout` says what the lines of a text are, {fault.format('text')}")
    if paths != UNLED and kind != "json":
        raise SourceError(f"{name}: `json` says where JSON has its entries, {fault.format('json')}")


def _without_empty(listing: Listing, name: str) -> Listing:
    """Leave out, with a warning, what has neither title nor summary that can be seen: there is nothing to tell."""
    told = [entry for entry in listing.entries if entry.title[:1].isalnum() or _tells(entry)]  # nearly all by a letter
    if len(told) == len(listing.entries):
        return listing
    if not told:
        raise SourceError(f"{name}: no entry has a title or a summary; check that it is the right page")
    said = "this entry has neither title nor summary; it is left out"
    empty = (Problem(source=name, line=entry.line, message=said) for entry in listing.entries if not _tells(entry))
    return replace(listing, entries=tuple(told), problems=(*listing.problems, *empty))


def _tells(entry: ListingEntry) -> bool:
    return any(sign.isprintable() and not sign.isspace() for sign in chain(entry.title, entry.summary))


def explain_listing(  # noqa: PLR0913 - all that may be known of a page
    data: bytes,
    name: str,
    *,
    encoding: str = "",
    terms: Terms = UNDECLARED,
    address: str = "",
    select: Select | None = None,
    layout: LayoutTable = UNSTATED,
) -> Iterator[str]:
    """Yield how a listing is read: a text's layout and what each line is taken for, where a web page has what.

    Raises SourceError when it is of another kind, or holds no listing.
    """
    data = body_of(data)
    kind = kind_of(data)
    _refuse_statements_of_others(kind, name, select, layout, UNLED)
    match kind:
        case "text":
            text = decode_or_guess(data, name, encoding=encoding, charset="")[0]
            return explain_text(text, name, terms, layout)
        case "html":
            from feedpub.listings.html import explain_html

            return explain_html(data, name, address=address, encoding=encoding, terms=terms, select=select)
        case _:
            raise SourceError(f"{name}: its kind is {kind}; --explain tells how text and web pages are read")

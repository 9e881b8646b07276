"""Find a listing again whose selectors a redesign broke: by the titles that the ledger knows."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Final

from feedpub.config import Config, Source
from feedpub.dates import Terms
from feedpub.drafting import draft_select
from feedpub.errors import SourceError
from feedpub.ledger import Ledger
from feedpub.ledger.memories import kept_page
from feedpub.listings.kinds import is_html
from feedpub.model import Listing
from feedpub.patching import difference, with_select
from feedpub.selection import Select
from feedpub.sources import is_folder, read_source
from feedpub.text import fold
from feedpub.web import Page

_OTHERS: Final = ("summary", "topic", "image", "author")
"""What selectors may say that are never proposed."""

_KNOWN: Final = 0.3
"""The share of its titles that must be known for a list to be the one that was lost."""


def propose_change(config: Config, source: Source, ledger: Ledger) -> str:
    """Return the change of a config that reads a redesigned page, as a diff; "" if its listing is not to be found.

    Where the config says its selectors in an unusual way, it is only the new table.
    """
    table = find_again(config, source, ledger)
    if not table:
        return ""
    text = config.path.read_text(encoding="utf-8-sig")
    patched = with_select(text, source.name, table)
    return "\n".join(difference(text, patched, str(config.path)) if patched else table)


def find_again(config: Config, source: Source, ledger: Ledger) -> list[str]:
    """Return the table `select` of a source as the page needs it now, [] if its listing is not to be found.

    Of the web it is the page that a build could not read: nobody is asked again.
    """
    if source.select is None:
        return []
    page = _page_of(config, source, ledger)
    if page is None or not is_html(page.data):
        return []
    from feedpub.listings.html import base_of, parse_html, read_page
    from feedpub.listings.html.proposing import propose

    known = ledger.known(config.site.id, source.name, {one.name: rank for rank, one in enumerate(config.source)}, ())
    titles = {fold(item.item.printed.title) for item in known.items.values()}
    tree = read_page(page.data, source.encoding or page.charset)
    terms = Terms(zone=config.zone_of(source), order=source.order, two_digit_years=source.two_digit_years)
    for proposal in propose(tree, base_of(tree, page.url), terms):
        entries = proposal.found.entries
        met = sum(fold(entry.title) in titles for entry in entries)
        if met >= _KNOWN * len(entries) and proposal.select is not None:
            encoding = source.encoding or page.charset
            read = partial(parse_html, page.data, source.name, address=page.url, encoding=encoding, terms=terms)
            return [*_stated(source.select, _kept(source.select, proposal.select), read)]
    return []


def _stated(before: Select, found: Select, read: Callable[..., Listing]) -> Iterator[str]:
    """Yield the new table: with what a person has stated of other fields, as long as the page still has it there."""
    lost = []
    for key in _OTHERS:
        if css := getattr(before, key):
            fuller = replace(found, **{key: css})
            try:
                read(select=fuller)
            except SourceError:
                stated = " ".join(css.split())
                lost.append(f"# {key} = {stated}   # matches nothing any more; what is not named is found by itself")
            else:
                found = fuller
    yield from draft_select(found)
    yield from lost


def _kept(before: Select, after: Select) -> Select:
    """Return new selectors with what the old ones say of how dates are meant and of what does not count."""
    date, dating = after.date, before.dating
    if isinstance(date, str) and date and dating and (dating.order or dating.language or dating.zone):
        date = replace(dating, select=date, format="", inherit=False)
    return replace(after, date=date, skip=before.skip)


def _page_of(config: Config, source: Source, ledger: Ledger) -> Page | None:
    """Return the page that a source begins with; None where there is none."""
    home = config.path.resolve().parent
    if source.urls:
        return kept_page(ledger, source.name)
    try:
        return None if is_folder(source.path, home) else Page(url=source.page, data=read_source(source.path, home))
    except SourceError:
        return None

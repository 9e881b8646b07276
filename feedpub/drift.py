"""Find a listing again whose selectors a redesign broke: by the titles that the ledger knows."""

from dataclasses import replace
from typing import Final

from feedpub.config import Config, Source
from feedpub.dates import Terms
from feedpub.drafting import draft_select
from feedpub.errors import SourceError
from feedpub.ledger import Ledger
from feedpub.listings.kinds import is_html
from feedpub.sources import is_folder, read_source
from feedpub.text import fold

_KNOWN: Final = 0.3
"""The share of its titles that must be known for a list to be the one that was lost."""


def find_again(config: Config, source: Source, ledger: Ledger) -> list[str]:
    """Return the table `select` of a source as the page needs it now, [] if its listing is not to be found."""
    home = config.path.resolve().parent
    if source.select is None or source.urls or is_folder(source.path, home):
        return []
    try:
        data = read_source(source.path, home)
    except SourceError:
        return []
    if not is_html(data):
        return []
    from feedpub.listings.html import base_of, read_page
    from feedpub.listings.html.proposing import propose

    known = ledger.known(config.site.id, source.name, {one.name: rank for rank, one in enumerate(config.source)}, ())
    titles = {fold(item.item.printed.title) for item in known.items.values()}
    page = read_page(data, source.encoding)
    terms = Terms(zone=config.zone_of(source), order=source.order, two_digit_years=source.two_digit_years)
    for proposal in propose(page, base_of(page, source.page), terms):
        entries = proposal.found.entries
        met = sum(fold(entry.title) in titles for entry in entries)
        if met >= _KNOWN * len(entries) and proposal.select is not None:
            return list(draft_select(replace(proposal.select, skip=source.select.skip)))
    return []

"""The bytes of a web page → the entries of its listing. lxml.html's only room.

    bytes ─decode→ text ─flatten→ Page ─find_groups→ groups ─judge→ candidates ─extract→ entries

A listing is what a page repeats. Groups of like records are judged as wholes: how good their titles are, whether they
have dates, links and text of their own, how much of the page they hold, where they stand. Nothing is a condition, no
part of a page is thrown away before, and every field is found by all records of a group together.
"""

from collections.abc import Iterator
from itertools import islice

from feedpub.dates import UNDECLARED, Terms
from feedpub.errors import SourceError
from feedpub.listings.html.choice.judge import Candidate, judge
from feedpub.listings.html.page.language import language_of
from feedpub.listings.html.page.laying import lay_page, read_page
from feedpub.listings.html.page.missing import why_none
from feedpub.listings.html.page.tree import Page
from feedpub.listings.html.reading.fields import Extraction, extract, outline, read
from feedpub.listings.html.reading.rows import choose_rows
from feedpub.listings.html.rivals.accepting import LEAST, could_be_a_listing, is_out_of_question, may_be_a_listing
from feedpub.listings.html.rivals.cards import behind_cards
from feedpub.listings.html.rivals.instead import instead_of_links
from feedpub.listings.html.rivals.neighbours import with_neighbours
from feedpub.listings.html.rivals.unheaded import instead_of_parts, posts_alone
from feedpub.listings.html.titles.links import absolute
from feedpub.model import Listing
from feedpub.selection import Select

__all__ = [
    "Candidate",
    "Extraction",
    "Page",
    "base_of",
    "explain_html",
    "extract",
    "judge",
    "language_of",
    "parse_html",
    "read_page",
    "why_none",
]


def parse_html(  # noqa: PLR0913 - all that is declared of a page
    data: bytes,
    name: str,
    *,
    address: str = "",
    encoding: str = "",
    terms: Terms = UNDECLARED,
    select: Select | None = None,
) -> Listing:
    """Read the entries of the listing in a web page, in page order.

    `address` is the page's own, which its links are relative to; `encoding` is what the server declared; `select`
    says where the entries are. Raises SourceError when the page repeats nothing that could be a listing, or when
    a selector matches nothing.
    """
    if select is not None:
        from feedpub.listings.html.selecting import leave_out, select_entries

        page = read_page(data, encoding, leave_out(select, name))
        if select.each or select.start:
            found = select_entries(page, select, base_of(page, address), terms, name)
            return Listing(entries=found.entries, terms=found.terms)
    else:
        page = lay_page(data, encoding)
    base, judged = base_of(page, address), judge(page)
    for candidate in islice(judged.above(LEAST), 5):
        if is_out_of_question(candidate):
            continue
        chosen = choose_rows(page, candidate, base, terms)
        told = outline(page, chosen)
        if told is not None and not could_be_a_listing(candidate, told):
            continue  # what else they say would be read for nothing
        found = read(page, chosen, base)
        if may_be_a_listing(candidate, found):
            best, found = instead_of_links(page, judged, *behind_cards(page, judged, candidate, found, base), base)
            found = with_neighbours(page, judged, best, found, base)
            _, found = instead_of_parts(page, best, found, base, terms)
            return Listing(entries=found.entries, terms=found.terms)
    if page.nodes and (alone := posts_alone(page, base, terms)) is not None:
        return Listing(entries=alone[1].entries, terms=alone[1].terms)
    raise SourceError(f"{name}: {why_none(page)}")


def explain_html(  # noqa: PLR0913 - all that is declared of a page
    data: bytes,
    name: str,
    *,
    address: str = "",
    encoding: str = "",
    terms: Terms = UNDECLARED,
    select: Select | None = None,
) -> Iterator[str]:
    """Yield how the listing of a web page is found; the arguments are those of `parse_html`."""
    from feedpub.listings.html.explaining import explain_page
    from feedpub.listings.html.selecting import leave_out

    page = read_page(data, encoding, leave_out(select, name) if select else None)
    yield from explain_page(page, base_of(page, address), terms, name, select)


def base_of(page: Page, address: str) -> str:
    """Return the address that the links of a page are relative to (HTML, the element `base`)."""
    if not page.nodes:
        return address
    base = page.nodes[0].getroottree().find(".//base[@href]")
    if base is None:
        return address
    return absolute(str(base.get("href") or "").strip(), address)

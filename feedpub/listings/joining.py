"""Several pages of one listing → one."""

from collections.abc import Sequence

from msgspec.structs import replace

from feedpub.model import Listing


def join_listings(pages: Sequence[Listing]) -> Listing:
    """Put the entries of the pages of one listing in a row; what one of them proves of its dates holds for all."""
    if len(pages) == 1:
        return pages[0]
    orders = {page.terms.order for page in pages} - {None}
    languages = dict.fromkeys(language for page in pages for language in page.terms.languages)
    return Listing(
        entries=tuple(entry for page in pages for entry in page.entries),
        problems=tuple(problem for page in pages for problem in page.problems),
        terms=replace(pages[0].terms, order=orders.pop() if len(orders) == 1 else None, languages=tuple(languages)),
    )

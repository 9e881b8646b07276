"""The pages of one listing: by a list of addresses, or from each page to the next."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from feedpub.web.fetcher import Web
from feedpub.web.types import Page, Validators

NextOf = Callable[[Page], str]
"""Returns the address of the page that follows, "" if none does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """What a listing consists of now: its pages in order, or none if nothing changed.

    `known` tells the next reading what each page was; `fresh` how long it need not ask.
    """

    pages: tuple[Page, ...] = ()
    known: tuple[tuple[str, Validators], ...] = ()
    fresh: timedelta = timedelta()


def read_pages(
    web: Web, urls: Sequence[str], known: Sequence[tuple[str, Validators]], *, budget: int, next_of: NextOf
) -> Pages:
    """Read at most `budget` pages of a listing, which begins at `urls`; one that fails fails them all.

    `known` are the pages of the last good reading. If none of them has changed, nothing has; else all are read,
    for only together do they say what is still listed.
    """
    asked: dict[str, Page] = {}
    for url, validators in known:
        if not validators:
            break
        asked[url] = web.page(url, validators)
        if not asked[url].unchanged:
            break
    if known and len(asked) == len(known) and all(page.unchanged for page in asked.values()):
        still = tuple((url, asked[url].validators or validators) for url, validators in known)
        return Pages(known=still, fresh=min(page.fresh for page in asked.values()))
    pages: list[Page] = []
    found: list[tuple[str, Validators]] = []
    ahead = list(dict.fromkeys(urls))
    seen = set(ahead)
    while ahead and len(pages) < budget:
        url = ahead.pop(0)
        page = asked.get(url)
        pages.append(page if page and not page.unchanged else web.page(url))
        found.append((url, pages[-1].validators))
        if not ahead and len(pages) < budget:
            after = next_of(pages[-1]).partition("#")[0]
            if after and after not in seen | {page.url for page in pages}:
                ahead.append(after)
                seen.add(after)
    return Pages(pages=tuple(pages), known=tuple(found), fresh=min(page.fresh for page in pages))

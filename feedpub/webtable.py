"""What the config says about addresses: the table `[web]`, and the keys of a source that is read from the web."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from feedpub.css import css_faults

_EXAMPLE: Final = re.compile(r"(?:^|\.)(?:example(?:\.(?:com|net|org))?|test|invalid|localhost)$")
"""The host of an address that nobody has (RFC 2606)."""

Fault = tuple[str, str]
"""A key, and what is wrong with its value."""

MOST_PAGES: Final = 100
FOLLOWED: Final = 10
"""So many pages are read along `next` when `pages` says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WebTable:
    """The table `[web]`: who asks (an address where a site finds out, else `base_url`), and how gently.

    `pause` are the seconds between two requests to one host, `deadline` those that one page may take.
    """

    contact: str = ""
    pause: float = 1.0
    deadline: float = 30.0


def web_faults(table: WebTable) -> Iterator[Fault]:
    """Yield what cannot work in the table `[web]`."""
    if table.contact and not table.contact.startswith(("https://", "http://", "mailto:")):
        yield "web.contact", f"“{table.contact}” is no address; write e.g. https://www.example.org/about-our-feeds"
    if not table.contact.isascii() or not table.contact.isprintable() or set(table.contact) & set("() "):
        yield "web.contact", "has a character that no header can carry"
    if not 0 <= table.pause <= 60:
        yield "web.pause", f"{table.pause:g} is no pause; write seconds from 0 to 60"
    if not 0 < table.deadline <= 600:
        yield "web.deadline", f"{table.deadline:g} is no deadline; write seconds, at most 600"


def contact_of(table: WebTable, base_url: str) -> str:
    """Return the address that sites are told: `contact`, else `base_url`, "" while that is still an example."""
    return table.contact or ("" if _EXAMPLE.search(urlsplit(base_url).hostname or "") else base_url)


def address_faults(where: str, urls: tuple[str, ...], path: str, pages: int, after: str) -> Iterator[Fault]:
    """Yield what cannot work in the place of a source: one `path`, or `url` and what belongs to it."""
    if path and urls:
        yield where, "has both `path` and `url`; a source is read from one place"
    elif not path and not urls:
        yield where, "needs `path`, the listing's file (- is standard input), or `url`, its address"
    for url in urls:
        yield from _url_faults(f"{where}.url", url)
    if not 0 <= pages <= MOST_PAGES:
        yield f"{where}.pages", f"{pages} is no number of pages; write 1 to {MOST_PAGES}"
    if not urls and (pages or after):
        yield f"{where}.{'pages' if pages else 'next'}", "belongs to a source that is read from a `url`"
    if after:
        yield from css_faults(f"{where}.next", after)
    if 0 < pages < len(urls):
        yield f"{where}.pages", f"is less than the {len(urls)} addresses of `url`"


def budget_of(urls: tuple[str, ...], pages: int, after: str) -> int:
    """Return how many pages of a listing are read at most."""
    return pages or max(len(urls), FOLLOWED if after else 1)


def _url_faults(key: str, url: str) -> Iterator[Fault]:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        yield key, f"“{url}” is no web address"
        return
    if parts.username is not None or parts.password is not None:
        yield key, "has a name or password in it; feedpub reads only public pages"
    elif parts.scheme not in {"http", "https"} or not parts.hostname or set(url) & set(' \t\n<>"{}|\\^`'):
        yield key, f"“{url}” is no web address; write e.g. https://www.example.org/news"

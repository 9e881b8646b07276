"""What a page calls its site: no part of a title that ends with it."""

import re
from typing import Final

from feedpub.listings.html.page.tree import Page
from feedpub.text import fold

_PARTING: Final = re.compile(r"\s+[|·•»:–—-]+\s+")


def sites_of(page: Page) -> frozenset[str]:
    """Return the names of the site: the last part of the page's own title, and what it tells machines."""
    if not page.nodes:
        return frozenset()
    parts = _PARTING.split(page.title())
    told = (node.get("content") or "" for node in page.nodes[0].iter("meta") if node.get("property") == "og:site_name")
    return frozenset(filter(None, (fold(name).strip() for name in (*parts[1:], *told))))


def without_site(title: str, sites: frozenset[str]) -> str:
    """Return a title without the name of the site at its end."""
    parting = list(_PARTING.finditer(title)) if sites else []
    if parting and fold(title[parting[-1].end() :]).strip() in sites:
        return title[: parting[-1].start()]
    return title

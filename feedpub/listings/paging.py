"""From one page of a listing to the next."""

import json
import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import urljoin

from feedpub.errors import SourceError

_JSON_NEXT: Final = re.compile(rb'"next_url"\s*:\s*("(?:[^"\\]|\\.)*")')


def next_page(data: bytes, url: str, selector: str = "", *, charset: str = "") -> str:
    """Return the address of the page that follows the one at `url`, "" if none does.

    It is what the selector finds: a link, or what holds one or stands in one; without a selector what calls
    itself `rel="next"`, in HTML or in Atom (RFC 5005), or the `next_url` of a JSON Feed.
    Raises SourceError for what is no selector.
    """
    if not selector:
        start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
        if start in {b"{", b"["}:
            found = _JSON_NEXT.search(data)
            return _absolute(url, json.loads(found[1])) if found else ""
        if b"next" not in data:
            return ""
    import lxml.html
    from lxml import etree

    try:
        parser = lxml.html.HTMLParser(encoding=charset or None, no_network=True, huge_tree=False)
    except LookupError:
        parser = lxml.html.HTMLParser(no_network=True, huge_tree=False)
    try:
        page = lxml.html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ""
    named = page.find(".//base[@href]")
    base = url if named is None else _absolute(url, named.get("href", ""))
    nodes: Iterable[etree._Element]
    if not selector:
        nodes = (node for node in page.iter(etree.Element) if "next" in node.get("rel", "").lower().split())
    else:
        try:
            nodes = page.cssselect(selector)
        except Exception as error:  # noqa: BLE001 - what cssselect raises has no common root
            raise SourceError(f"`next`: “{selector}” is no CSS selector ({error})") from None
    links = (near.get("href", "") for node in nodes for near in (node, *node.iterancestors(), *node.iterdescendants()))
    return next((_absolute(base, link) for link in links if link.strip()), "")


def _absolute(base: str, link: str) -> str:
    try:
        return urljoin(base, link.strip())
    except ValueError:
        return ""

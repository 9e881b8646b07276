"""What the formats share: their names, addresses, ids, and text that no validator takes for HTML."""

import hashlib
import html
import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Final
from urllib.parse import quote

import msgspec

from feedpub.config import Site
from feedpub.model import LONGEST_GUID, Feed

ATOM, RSS, JSON, HTML = "application/atom+xml", "application/rss+xml", "application/feed+json", "text/html"
SUFFIXES: Final = {ATOM: ".atom.xml", RSS: ".rss.xml", JSON: ".json", HTML: ".html"}
SCHEME: Final = "urn:feedpub:"
"""Category schemes are this and the facet: absolute, and the same wherever the feeds are served."""

_END_TAG: Final = re.compile(r"</(?=\w)")
_SAFE: Final = "%/:?#@!$&'()*+,;=-._~"
_URI: Final = re.compile(f"[A-Za-z0-9{re.escape(_SAFE)}]*")
_ABSOLUTE: Final = re.compile(
    rf"(?=(?:https?://[^/]|urn:[A-Za-z0-9][A-Za-z0-9-]+:|tag:[^,]+,\d{{4}}).){_URI.pattern}", re.DOTALL
)
_DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def address(feed: Feed, site: Site, kind: str) -> str:
    """Return the absolute address of a feed in one format; the page of the combined feed is the site."""
    return address_of(feed.path, site, kind)


def address_of(path: str, site: Site, kind: str) -> str:
    """Return the absolute address of what lies at a path without suffix."""
    return site.base_url + ("" if path == "all" and kind == HTML else path + SUFFIXES[kind])


def plain(text: str) -> str:
    """Return text that no validator takes for HTML: `</b>` is written `</b >`."""
    return _END_TAG.sub("</ ", text) if "</" in text else text


def as_html(paragraphs: Sequence[str]) -> str:
    """Return the paragraphs as HTML: the text escaped, an element each when there are several."""
    parts = [html.escape(part, quote=False) for part in paragraphs]
    return parts[0] if len(parts) == 1 else "".join(f"<p>{part}</p>" for part in parts)


@lru_cache(maxsize=64)  # an entry leads to one address in all formats
def uri(address_: str) -> str:
    """Return an address with nothing but URI characters (RFC 3986): readers and validators refuse others."""
    return address_ if _URI.fullmatch(address_) else quote(address_, safe=_SAFE)


def atom_id(guid: str) -> str:
    """Return a guid as the IRI that RFC 4287 wants: an id taken over from an RSS feed may be any text."""
    if _ABSOLUTE.fullmatch(guid):
        return guid
    wrapped = f"{SCHEME}guid:{quote(guid, safe='')}"
    if len(wrapped) > LONGEST_GUID:
        wrapped = f"{SCHEME}guid:sha256:{hashlib.sha256(guid.encode()).hexdigest()}"
    return wrapped


def rfc3339(instant: datetime) -> str:
    """Return an instant in UTC as JSON Feed wants it."""
    return _write(instant).decode()[1:-1]  # in a tenth of the time of `isoformat`


@lru_cache(maxsize=64)  # an item was mostly published and updated at once
def instants(instant: datetime) -> tuple[str, str]:
    """Return an instant in UTC as feedgen writes it in Atom, and as RSS wants it, whatever the locale."""
    text = rfc3339(instant)
    return f"{text[:-1]}+00:00", f"{_rfc822_day(text[:10])} {text[11:19]} +0000"


@lru_cache(maxsize=4096)
def _rfc822_day(text: str) -> str:
    day = date.fromisoformat(text)
    return f"{_DAYS[day.weekday()]}, {day.day:02} {_MONTHS[day.month - 1]} {day.year}"


_write: Final = msgspec.json.Encoder().encode

"""Feed → Atom 1.0 and RSS 2.0 through feedgen, and JSON Feed 1.1. feedgen's only room.

Each comment names the trap of feedgen that the line goes round.
"""

import hashlib
import html
import json
import re
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Final
from urllib.parse import quote

from feedgen.entry import FeedEntry as GenEntry
from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from feedpub.config import Site
from feedpub.model import LONGEST_GUID, Category, Feed, FeedEntry, FeedFile, Printed

ATOM, RSS, JSON, HTML = "application/atom+xml", "application/rss+xml", "application/feed+json", "text/html"
SUFFIXES: Final = {ATOM: ".atom.xml", RSS: ".rss.xml", JSON: ".json", HTML: ".html"}
SCHEME: Final = "urn:feedpub:"
"""Category schemes are this and the facet: absolute, and the same wherever the feeds are served."""

_DC: Final = "http://purl.org/dc/elements/1.1/"
_DCTERMS: Final = "http://purl.org/dc/terms/"
_SY: Final = "http://purl.org/rss/1.0/modules/syndication/"
_XATOM: Final = "http://www.w3.org/2005/Atom"
_PERIODS: Final = (("hourly", 60), ("daily", 1440), ("weekly", 10080), ("monthly", 43200), ("yearly", 525600))
_ABSOLUTE: Final = re.compile(r"(?:https?://[^/]|urn:[A-Za-z0-9][A-Za-z0-9-]+:|tag:[^,]+,\d{4}).")
_END_TAG: Final = re.compile(r"</(?=\w)")


def generate(feed: Feed, site: Site) -> Iterator[FeedFile]:
    """Yield the three files of a feed. Equal arguments, equal bytes."""
    yield FeedFile(path=feed.path + SUFFIXES[ATOM], data=atom_bytes(feed, site))
    yield FeedFile(path=feed.path + SUFFIXES[RSS], data=rss_bytes(feed, site))
    yield FeedFile(path=feed.path + SUFFIXES[JSON], data=json_bytes(feed, site))


# ── what the formats share ────────────────────────────────────────────────────────────────────────────


def address(feed: Feed, site: Site, kind: str) -> str:
    """Return the absolute address of a feed in one format; the page of the combined feed is the site."""
    if kind == HTML:
        return site.base_url + ("" if feed.path == "all" else feed.path + SUFFIXES[HTML])
    return site.base_url + feed.path + SUFFIXES[kind]


def plain(text: str) -> str:
    """Return text that no validator takes for HTML: `</b>` is written `</b >`."""
    return _END_TAG.sub("</ ", text) if "</" in text else text


def as_html(entry: FeedEntry) -> str:
    """Return the content as HTML: the text escaped, a paragraph each when there are several."""
    parts = [html.escape(part, quote=False) for part in entry.paragraphs]
    return parts[0] if len(parts) == 1 else "".join(f"<p>{part}</p>" for part in parts)


def uri(address_: str) -> str:
    """Return an address with nothing but URI characters (RFC 3986): readers and validators refuse others."""
    return quote(address_, safe="%/:?#@!$&'()*+,;=-._~")


def atom_id(guid: str) -> str:
    """Return a guid as the IRI that RFC 4287 wants: an id taken over from an RSS feed may be any text."""
    if _ABSOLUTE.match(guid) and uri(guid) == guid:
        return guid
    wrapped = f"{SCHEME}guid:{quote(guid, safe='')}"
    if len(wrapped) > LONGEST_GUID:
        wrapped = f"{SCHEME}guid:sha256:{hashlib.sha256(guid.encode()).hexdigest()}"
    return wrapped


def _period(minutes: int) -> tuple[str, int] | None:
    """Return the update period and frequency that say exactly what `ttl` says."""
    return next(((name, length // minutes) for name, length in _PERIODS if length % minutes == 0), None)


def _links(feed: Feed, site: Site, own: str) -> Iterator[dict[str, str]]:
    """Yield the links of a document: itself, the other formats, and last the page for people."""
    yield {"href": address(feed, site, own), "rel": "self", "type": own}
    for kind in (ATOM, RSS, JSON):
        if kind != own:
            yield {"href": address(feed, site, kind), "rel": "alternate", "type": kind}
    # feedgen takes the RSS <link> from the link set last, so the page goes last.
    yield {"href": address(feed, site, HTML), "rel": "alternate", "type": HTML}


# ── Atom and RSS ──────────────────────────────────────────────────────────────────────────────────────


def atom_bytes(feed: Feed, site: Site) -> bytes:
    """Return the Atom 1.0 document (RFC 4287)."""
    return _document(_generator(feed, site, ATOM).atom_str(pretty=True))


def rss_bytes(feed: Feed, site: Site) -> bytes:
    """Return the RSS 2.0 document."""
    return _document(_generator(feed, site, RSS).rss_str(pretty=True))


def _document(data: bytes) -> bytes:
    """Write `&` and `<` in text as hexadecimal references: the RSS profile's way to say “plain text”."""
    return data.replace(b"&amp;", b"&#x26;").replace(b"&lt;", b"&#x3C;") + (b"" if data.endswith(b"\n") else b"\n")


def _generator(feed: Feed, site: Site, kind: str) -> FeedGenerator:
    """Fill one FeedGenerator for one format: self link and escaping differ between them."""
    generator = FeedGenerator()
    generator.id(feed.id)
    generator.title(plain(feed.title))
    generator.description(plain(feed.description))
    generator.author({"name": plain(site.author)})
    generator.language(site.language)
    generator.generator("feedpub")  # no version: an upgrade must not change bytes
    generator.updated(feed.updated)  # feedgen's default is now
    generator.lastBuildDate(feed.updated)
    if site.rights:
        generator.rights(plain(site.rights))
    generator.ttl(int(site.interval.total_seconds() // 60))
    for link in _links(feed, site, kind):
        generator.link(**link)
    depth = "../" * feed.path.count("/")
    generator.register_extension("document", partial(_Document, feed, site, depth), None)
    for entry in feed.entries:
        _fill(generator.add_entry(order="append"), entry, site, kind)  # the default prepends
    return generator


def _fill(out: GenEntry, entry: FeedEntry, site: Site, kind: str) -> None:
    """Fill one feedgen entry."""
    item = entry.item
    out.id(item.guid if kind == RSS else atom_id(item.guid))
    out.title(plain(entry.title))
    out.published(item.published)
    out.updated(item.updated)
    out.link(href=uri(entry.link))
    for category in entry.categories:
        out.category(_category(category))
    if kind == RSS:
        out.description(as_html(entry))
    elif len(entry.paragraphs) == 1:
        out.content(plain(entry.paragraphs[0]))
    else:
        out.content(as_html(entry), type="html")
    if item.printed.credit:
        out.rights(plain(item.printed.credit))
    out.register_extension("entry", partial(_Entry, entry, site))


def _category(category: Category) -> dict[str, str]:
    term = plain(category.term)
    return {"term": term, "label": term, "scheme": SCHEME + category.facet}


class _Document(BaseExtension):  # type: ignore[misc]
    """What feedgen leaves out of a document: stylesheet, RSS links, update period."""

    def __init__(self, feed: Feed, site: Site, depth: str) -> None:
        self._feed = feed
        self._site = site
        self._depth = depth

    def extend_ns(self) -> dict[str, str]:
        """Name the namespaces in use."""
        return {"dc": _DC, "dcterms": _DCTERMS, "sy": _SY}

    def extend_atom(self, root: etree._Element) -> etree._Element:
        """Add the stylesheet: feedgen has no API for it."""
        self._style(root)
        return root

    def extend_rss(self, root: etree._Element) -> etree._Element:
        """Add the stylesheet, the links besides `self`, and how often the feed is built."""
        self._style(root)
        channel = root[0]
        for link in list(_links(self._feed, self._site, RSS))[1:]:
            etree.SubElement(channel, f"{{{_XATOM}}}link", link)
        period = _period(int(self._site.interval.total_seconds() // 60))
        if period:
            etree.SubElement(channel, f"{{{_SY}}}updatePeriod").text = period[0]
            etree.SubElement(channel, f"{{{_SY}}}updateFrequency").text = str(period[1])
        return root

    def _style(self, root: etree._Element) -> None:
        href = f'type="text/css" href="{self._depth}feed.css"'
        root.addprevious(etree.ProcessingInstruction("xml-stylesheet", href))


class _Entry(BaseEntryExtension):  # type: ignore[misc]
    """What feedgen leaves out of an entry: the relation of its link, place, author, credit."""

    def __init__(self, entry: FeedEntry, site: Site) -> None:
        self._entry = entry
        self._site = site

    def extend_atom(self, entry: etree._Element) -> etree._Element:
        """Say what the link is: feedgen drops `rel` and `type`."""
        link = entry.find("link")
        if link is not None:
            link.set("rel", "alternate")
            link.set("type", HTML)
        self._place(entry)
        return entry

    def extend_rss(self, entry: etree._Element) -> etree._Element:
        """Name the author without a mail address, the place and the credit."""
        etree.SubElement(entry, f"{{{_DC}}}creator").text = plain(self._site.author)
        self._place(entry)
        if self._entry.item.printed.credit:
            etree.SubElement(entry, f"{{{_DC}}}rights").text = plain(self._entry.item.printed.credit)
        return entry

    def _place(self, entry: etree._Element) -> None:
        if self._entry.item.printed.place:
            etree.SubElement(entry, f"{{{_DCTERMS}}}spatial").text = plain(self._entry.item.printed.place)


# ── JSON Feed ─────────────────────────────────────────────────────────────────────────────────────────


def json_bytes(feed: Feed, site: Site) -> bytes:
    """Return the JSON Feed 1.1 document; `_feedpub` holds what no standard field does."""
    document: dict[str, object] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": plain(feed.title),
        "description": plain(feed.description),
        "home_page_url": address(feed, site, HTML),
        "feed_url": address(feed, site, JSON),
        "language": site.language,
        "authors": [{"name": plain(site.author)}],
        "_feedpub": {
            "site": str(site.id),
            "id": feed.id,
            "updated": _rfc3339(feed.updated),
            **({"facet": feed.facet, "label": feed.label} if feed.facet else {}),
            **({"withdrawn": list(feed.withdrawn)} if feed.withdrawn else {}),
        },
        "items": [_json_item(entry, site) for entry in feed.entries],
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _json_item(entry: FeedEntry, site: Site) -> dict[str, object]:
    """Return one JSON item; its id is Atom's."""
    item = entry.item
    single = len(entry.paragraphs) == 1
    content = {"content_text": plain(entry.paragraphs[0])} if single else {"content_html": as_html(entry)}
    return {
        "id": item.guid,
        "url": uri(entry.link),
        "title": plain(entry.title),
        **content,
        "date_published": _rfc3339(item.published),
        "date_modified": _rfc3339(item.updated),
        "authors": [{"name": plain(site.author)}],
        "tags": list(dict.fromkeys(plain(category.term) for category in entry.categories)),
        "_feedpub": _own_fields(entry),
    }


def _own_fields(entry: FeedEntry) -> dict[str, object]:
    """Return what no standard field holds, so that `restore` can rebuild a lost ledger.

    `untitled` and `bare` say that the title or the content is not the listing's but made by feedpub;
    `title` and `summary` stand here only where the standard field differs from what was printed.
    """
    item = entry.item
    printed = item.printed
    shown = plain(printed.summary) if len(entry.paragraphs) == 1 else ""
    fields: dict[str, object] = {
        "source": item.source,
        "basis": item.basis,
        "aliases": list(item.aliases),
        "untitled": not printed.title,
        "bare": not printed.summary,
        "adopted": not item.digest,
        **printed_fields(printed),
        "title": printed.title if plain(printed.title) != printed.title else "",
        "summary": printed.summary if shown != printed.summary else "",
        "categories": [{"facet": c.facet, "term": c.term} for c in entry.categories],
    }
    if item.sightings:
        fields["sightings"] = {source: printed_fields(printed) for source, printed in item.sightings}
    fields["joined"] = list(item.joined)
    return {name: value for name, value in fields.items() if value}


def printed_fields(printed: Printed) -> dict[str, object]:
    """Return what a source printed of an item, without the empty fields."""
    fields: dict[str, object] = {
        "title": printed.title,
        "summary": printed.summary,
        "link": printed.link,
        "dateline": printed.dateline,
        "day": printed.day.isoformat() if printed.day else "",
        "end": printed.end.isoformat() if printed.end else "",
        "instant": _rfc3339(printed.instant) if printed.instant else "",
        "place": printed.place,
        "credit": printed.credit,
        "kickers": list(printed.kickers),
        "sections": list(printed.sections),
    }
    return {name: value for name, value in fields.items() if value}


def _rfc3339(instant: datetime) -> str:
    return instant.isoformat().replace("+00:00", "Z")

"""Head and items → an Atom or RSS document through feedgen. feedgen's only room.

Each comment names the trap of feedgen that the line goes round.
"""

from collections.abc import Sequence
from functools import partial
from typing import Final

from feedgen.entry import FeedEntry as GenEntry
from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from feedpub.generator.values import Head, Item, category_of, period_of
from feedpub.generator.wording import ATOM, HTML, RSS

_DC: Final = "http://purl.org/dc/elements/1.1/"
_DCTERMS: Final = "http://purl.org/dc/terms/"
_SY: Final = "http://purl.org/rss/1.0/modules/syndication/"
_MEDIA: Final = "http://search.yahoo.com/mrss/"
_FH: Final = "http://purl.org/syndication/history/1.0"
_XATOM: Final = "http://www.w3.org/2005/Atom"

_Enclosures = tuple[tuple[str, str, str], ...]


def write_document(head: Head, items: Sequence[Item], kind: str) -> bytes:
    """Return the Atom 1.0 (RFC 4287) or RSS 2.0 document, with the history of RFC 5005 where the head has one."""
    generator = _generator(head)
    for item in items:
        _fill(generator.add_entry(order="append"), item, kind)  # the default prepends
    data: bytes = generator.rss_str(pretty=True) if kind == RSS else generator.atom_str(pretty=True)
    # `&` and `<` in text as hexadecimal references: the RSS profile's way to say “plain text”.
    return data.replace(b"&amp;", b"&#x26;").replace(b"&lt;", b"&#x3C;") + (b"" if data.endswith(b"\n") else b"\n")


def _generator(head: Head) -> FeedGenerator:
    """Fill a FeedGenerator; each format needs one, since self link and escaping differ between them."""
    generator = FeedGenerator()
    generator.id(head.id)
    generator.title(head.title)
    generator.description(head.description)
    generator.author({"name": head.author})
    generator.language(head.language)
    generator.generator("feedpub")  # no version: an upgrade must not change bytes
    generator.updated(head.updated)  # feedgen's default is now
    generator.lastBuildDate(head.updated)
    if head.rights:
        generator.rights(head.rights)
    if head.minutes:
        generator.ttl(head.minutes)
    for link in head.links:
        generator.link(**link._asdict())
    generator.register_extension("document", partial(_Document, head), None)
    return generator


def _fill(out: GenEntry, item: Item, kind: str) -> None:
    """Fill one feedgen entry."""
    out.id(item.id)
    out.title(item.title)
    out.published(item.published)
    out.updated(item.updated)
    out.link(href=item.link)
    for category in item.categories:
        term, scheme = category_of(category)
        out.category({"term": term, "label": term, "scheme": scheme})
    if kind == RSS:
        out.description(item.content)
        if item.whole:
            out.content(item.whole)
    else:
        out.content(item.content, type="html" if item.html else None)
        if item.summary:
            out.summary(item.summary)
    if item.rights:
        out.rights(item.rights)
    if item.author and kind == ATOM:
        out.author({"name": item.author})
    place = next((place for place, (_, type_, _) in enumerate(item.enclosures) if type_), None)
    others = item.enclosures
    if kind == RSS and place is not None:
        # RSS has one enclosure, of a known type; 0 stands for an unknown length (RSS Best Practices Profile).
        url, type_, length = others[place]
        out.enclosure(url=url, type=type_, length=length or "0")
        others = (*others[:place], *others[place + 1 :])
    out.register_extension("entry", partial(_Entry, item, others))


class _Document(BaseExtension):  # type: ignore[misc]
    """What feedgen leaves out of a document: stylesheet, RSS links, update period, history."""

    def __init__(self, head: Head) -> None:
        self._head = head

    def extend_ns(self) -> dict[str, str]:
        """Name the namespaces in use."""
        return {"dc": _DC, "dcterms": _DCTERMS, **({"fh": _FH} if self._head.archive else {"sy": _SY})}

    def extend_atom(self, root: etree._Element) -> etree._Element:
        """Add the stylesheet, for which feedgen has no API, and say whether this is an archive."""
        self._style(root)
        self._history(root)
        return root

    def extend_rss(self, root: etree._Element) -> etree._Element:
        """Add the stylesheet, the links besides `self`, how often the feed is built, and its history."""
        self._style(root)
        channel = root[0]
        for link in self._head.links[1:]:
            etree.SubElement(channel, f"{{{_XATOM}}}link", link._asdict())
        period = period_of(self._head.minutes) if self._head.minutes else None
        if period:
            etree.SubElement(channel, f"{{{_SY}}}updatePeriod").text = period[0]
            etree.SubElement(channel, f"{{{_SY}}}updateFrequency").text = str(period[1])
        self._history(channel)
        return root

    def _style(self, root: etree._Element) -> None:
        href = f'type="text/css" href="{self._head.style}"'
        root.addprevious(etree.ProcessingInstruction("xml-stylesheet", href))

    def _history(self, parent: etree._Element) -> None:
        if self._head.archive:
            etree.SubElement(parent, f"{{{_FH}}}archive")


class _Entry(BaseEntryExtension):  # type: ignore[misc]
    """What feedgen leaves out of an entry: the relation of its link, place, author, credit, pictures."""

    def __init__(self, item: Item, files: _Enclosures) -> None:
        self._item = item
        self._files = files

    def extend_atom(self, entry: etree._Element) -> etree._Element:
        """Say what the link is: feedgen drops `rel` and `type`."""
        link = entry.find("link")
        if link is not None:
            link.set("rel", "alternate")
            link.set("type", HTML)
        for url, type_, length in self._files:
            given = {"href": url, "rel": "enclosure", "type": type_, "length": length}
            etree.SubElement(entry, "link", {name: value for name, value in given.items() if value})
        self._place(entry)
        self._media(entry, ())
        return entry

    def extend_rss(self, entry: etree._Element) -> etree._Element:
        """Name the author without a mail address, the place and the credit."""
        etree.SubElement(entry, f"{{{_DC}}}creator").text = self._item.author
        self._place(entry)
        if self._item.rights:
            etree.SubElement(entry, f"{{{_DC}}}rights").text = self._item.rights
        self._media(entry, self._files)
        return entry

    def _place(self, entry: etree._Element) -> None:
        if self._item.place:
            etree.SubElement(entry, f"{{{_DCTERMS}}}spatial").text = self._item.place

    def _media(self, entry: etree._Element, others: _Enclosures) -> None:
        """Tell of the picture, of which nothing is known but its address, and of further files (Media RSS).

        Not by feedgen's extension: that declares the namespace in every document, with a picture or without.
        """
        picture = [{"url": self._item.image, "medium": "image"}] if self._item.image else []
        files = [{"url": url, "type": type_, "fileSize": length} for url, type_, length in others]
        for media in (*picture, *files):
            given = {name: value for name, value in media.items() if value}
            etree.SubElement(entry, f"{{{_MEDIA}}}content", given, nsmap={"media": _MEDIA})

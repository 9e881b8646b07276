"""Atom and RSS in all their versions → entries. One reading: names are told apart by namespace, not by root."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree

from feedpub.errors import SourceError
from feedpub.feeds.entry import (
    ForeignEntry,
    ForeignFeed,
    Notes,
    absolute,
    excerpt_of,
    length_of,
    names_of,
    picture_of,
    sort_out,
)
from feedpub.feeds.markup import html_of, is_html, raw_text, text_of_html, text_of_tree
from feedpub.feeds.mending import mend, parse_strictly, reason_of
from feedpub.feeds.moments import Written, read_dates
from feedpub.model import Enclosure
from feedpub.text import clean, clean_paragraphs

_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_ATOM: Final = frozenset({"http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#"})
_RSS: Final = frozenset(
    {
        "",
        "http://purl.org/rss/1.0/",
        "http://my.netscape.com/rdf/simple/0.9/",
        "http://channel.netscape.com/rdf/simple/0.9/",
        "http://backend.userland.com/rss2",
        "http://blogs.law.harvard.edu/tech/rss",
        "http://cyber.law.harvard.edu/rss/rss.html",
    }
)
_MODULES: Final = {
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/terms/": "dcterms:",
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://search.yahoo.com/mrss/": "media:",
    "http://search.yahoo.com/mrss": "media:",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes:",
    **dict.fromkeys(_ATOM, "atom:"),
}
_PUBLISHED: Final = ("pubDate", "published", "issued", "created", "dc:date", "dcterms:issued", "atom:published")
_UPDATED: Final = ("updated", "modified", "atom:updated", "dcterms:modified")
_WHOLE: Final = ("content:encoded", "content", "atom:content")
_SHORT: Final = ("description", "summary", "atom:summary")
_AUTHORS: Final = ("dc:creator", "author", "itunes:author")
_ALTERNATE: Final = frozenset({"", "alternate", "http://www.iana.org/assignments/relation/alternate"})
_PAGE_TYPES: Final = frozenset({"", "text/html", "application/xhtml+xml"})

_Fields = Mapping[str, Sequence[etree._Element]]  # noqa: SLF001


def parse_xml(data: bytes, notes: Notes, *, encoding: str = "", lenient: bool = False) -> ForeignFeed:
    """Read Atom (RFC 4287, 0.3) or RSS (0.9x, 1.0, 2.0).

    `encoding` outweighs the XML declaration. Raises SourceError when the XML is broken, of a `lenient` reading when it
    cannot be mended with certainty, or no feed.
    """
    root = _root(data, notes, encoding, lenient=lenient)
    tag = etree.QName(root)
    space = tag.namespace or ""
    if tag.localname == "feed" and (not space or "atom" in space.lower()):
        reader = _Reader(notes=notes, atom=True, core=_ATOM | {space})
        return reader.feed(root, reader.fields(root)["entry"])
    if tag.localname == "rss" or (tag.localname == "RDF" and space == _RDF):
        reader = _Reader(notes=notes, atom=False, core=_RSS | {space})
        top = reader.fields(root)
        if channels := top["channel"]:
            return reader.feed(channels[0], [*reader.fields(channels[0])["item"], *top["item"]])
    raise SourceError(
        f"{notes.name}: the root element <{tag.localname}> makes no feed; expected Atom's <feed>, or RSS's <rss> or "
        "<rdf:RDF> with a <channel>"
    )


def _root(data: bytes, notes: Notes, encoding: str, *, lenient: bool) -> etree._Element:
    """Return the root element of a feed; a lenient reading mends what breaks and notes it."""
    try:
        return parse_strictly(data, encoding)
    except etree.XMLSyntaxError as error:
        fault = error
    try:
        if lenient:
            return mend(data, notes, encoding, fault)
    except etree.XMLSyntaxError as error:
        fault = error
    line = (fault.lineno or 1) + notes.skipped
    raise SourceError(
        f"{notes.name}:{line}: the XML breaks here ({reason_of(fault)}); fetch the feed again, or repair it and try "
        "once more"
    ) from None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """One document: its kind, and the namespaces that are its own."""

    notes: Notes
    atom: bool
    core: frozenset[str]

    def feed(self, channel: etree._Element, nodes: Sequence[etree._Element]) -> ForeignFeed:
        """Read the document: its head, then its entries."""
        head = self.fields(channel)
        selves = [absolute(href, base) for rel, _, href, base in self._links(head) if rel == "self"]
        own = next(filter(None, selves), absolute(channel.get(f"{{{_RDF}}}about", "")))
        home = self._page(head, own)
        # feedpub's own RSS titles are plain text, as the RSS profile has it; others write HTML there.
        plain = any(raw_text(node).strip() == "feedpub" for node in head["generator"])
        # RFC 4287 section 4.2.1: the author of entries that name none. Programs call themselves that, too.
        authors = self._authors(head) if self.atom else ""
        authors = "" if authors in map(clean, map(raw_text, head["generator"])) else authors
        entries = [self._entry(node, (own, home), plain=plain) for node in nodes]
        entries = [replace(entry, author=entry.author or authors) for entry in entries]
        return ForeignFeed(
            title=self._title(head, plain=plain),
            link=home,
            entries=sort_out(entries, self.notes),
            problems=self.notes.sorted(),
        )

    def fields(self, node: etree._Element) -> _Fields:
        """Return the child elements by name; `dc:` and the like stand for namespaces, whatever the prefix."""
        found: defaultdict[str, list[etree._Element]] = defaultdict(list)
        for child in node.iterchildren(tag=etree.Element):
            tag = etree.QName(child)
            space = tag.namespace or ""
            prefix = "" if space in self.core else _MODULES.get(space)
            if prefix is not None:
                found[prefix + tag.localname].append(child)
        return found

    def _entry(self, node: etree._Element, bases: tuple[str, str], *, plain: bool) -> ForeignEntry:
        fields = self.fields(node)
        link = self._page(fields, *bases)
        guids = [raw_text(guid).strip() for guid in fields["guid"]]
        ids = [*guids, node.get(f"{{{_RDF}}}about", "").strip()]
        ids += [raw_text(other).strip() for other in (*fields["id"], *fields["atom:id"])]
        if not link and guids and fields["guid"][0].get("isPermaLink", "true").strip().lower() != "false":
            link = absolute(guids[0])
        dates = read_dates(self._dates(fields, _PUBLISHED), self._dates(fields, _UPDATED), self.notes)
        told, summary = self._told(fields, _WHOLE)
        brief, excerpt = self._told(fields, _SHORT)
        if told is None:
            told, summary, excerpt = brief, excerpt, ""
        html = html_of(told) if told is not None and self._is_html(told) else ""
        content = html if is_html(html) else ""
        enclosures = tuple(self._enclosures(fields, bases))
        pictures = (absolute(href, base, *bases) for href, base in self._pictures(fields))
        terms = [c.get("label") or c.get("term") or self._text(c, plain=plain) for c in fields["category"]]
        terms += [self._text(subject, plain=plain) for subject in fields["dc:subject"]]
        return ForeignEntry(
            id=next(filter(None, ids), link),
            title=self._title(fields, plain=plain),
            link=link,
            summary=summary,
            content=content,
            excerpt=excerpt_of(excerpt, summary),
            base=absolute((told.base if told is not None else "") or link, *bases) if content else "",
            image=picture_of(pictures, enclosures),
            author=self._authors(fields),
            enclosures=enclosures,
            published=dates.published,
            updated=dates.updated,
            day=dates.day,
            categories=tuple(dict.fromkeys(filter(None, map(clean, terms)))),
            line=self._line(node),
        )

    def _told(self, fields: _Fields, names: Sequence[str]) -> tuple[etree._Element | None, str]:
        """Return the first of these elements that tells the story, and its text."""
        for name in names:
            for node in fields[name]:
                if text := clean_paragraphs(self._text(node)):
                    return node, text
        return None, ""

    def _authors(self, fields: _Fields) -> str:
        """Return the names of the authors."""
        people = [self.fields(node) for node in (*fields["author"], *fields["atom:author"])]
        names = [raw_text(name) for person in people for name in (*person["name"], *person["atom:name"])]
        return names_of(names) or next(filter(None, (names_of(map(raw_text, fields[name])) for name in _AUTHORS)), "")

    def _enclosures(self, fields: _Fields, bases: Sequence[str]) -> Iterator[Enclosure]:
        """Yield the files that go with an entry: enclosures, and sounds and films of Media RSS."""
        for node in fields["enclosure"]:
            yield self._enclosure(node, "url", "length", bases)
        for node in (*fields["link"], *fields["atom:link"]):
            if node.get("rel", "").strip().lower() == "enclosure":
                yield self._enclosure(node, "href", "length", bases)
        for node in self._media(fields, "media:content"):
            if not _is_picture(node) and node.get("url"):
                yield self._enclosure(node, "url", "fileSize", bases)

    def _enclosure(self, node: etree._Element, url: str, length: str, bases: Sequence[str]) -> Enclosure:
        address = absolute(node.get(url, ""), node.base, *bases)
        return Enclosure(url=address, type=node.get("type", ""), length=length_of(node.get(length, "")))

    def _pictures(self, fields: _Fields) -> Iterator[tuple[str, str | None]]:
        """Yield address and xml:base of the pictures of an entry, the largest kind first."""
        for node in self._media(fields, "media:content"):
            if _is_picture(node):
                yield node.get("url", ""), node.base
        for node in self._media(fields, "media:thumbnail"):
            yield node.get("url", ""), node.base
        for node in fields["itunes:image"]:
            yield node.get("href", ""), node.base
        for node in fields["image"]:
            yield next((raw_text(url) for url in self.fields(node)["url"]), raw_text(node)), node.base

    def _media(self, fields: _Fields, name: str) -> Iterator[etree._Element]:
        """Yield elements of Media RSS: of an entry, then those in its groups and contents."""
        yield from fields[name]
        for outer in (*fields["media:group"], *fields["media:content"]):
            yield from self._media(self.fields(outer), name)

    def _title(self, fields: _Fields, *, plain: bool) -> str:
        titles = (clean(self._text(node, plain=plain)) for node in (*fields["title"], *fields["dc:title"]))
        return next(filter(None, titles), "")

    def _text(self, node: etree._Element, *, plain: bool = False) -> str:
        """Return the text of a text construct (RFC 4287 section 3.1) or of an RSS element, which is HTML."""
        if next(node.iterchildren(tag=etree.Element), None) is not None:
            return text_of_tree(node)
        kind = self._kind(node)
        if node.get("mode") == "base64" or (self._in_atom(node) and "html" not in kind and not kind.startswith("text")):
            return ""  # a picture, a sound: no text
        text = raw_text(node)
        return text_of_html(text) if "html" in kind and not plain else text

    def _is_html(self, node: etree._Element) -> bool:
        return "html" in self._kind(node) or next(node.iterchildren(tag=etree.Element), None) is not None

    def _kind(self, node: etree._Element) -> str:
        return node.get("type", "text" if self._in_atom(node) else "html").partition(";")[0].strip().lower()

    def _in_atom(self, node: etree._Element) -> bool:
        return self.atom or etree.QName(node).namespace in _ATOM

    def _dates(self, fields: _Fields, names: Sequence[str]) -> Iterator[Written]:
        return ((raw_text(node), self._line(node)) for name in names for node in fields[name])

    def _page(self, fields: _Fields, *bases: str) -> str:
        """Return the address of the page: the first alternate link, HTML before other formats."""
        links = [link for link in self._links(fields) if link[0] in _ALTERNATE]
        links.sort(key=lambda link: link[1] not in _PAGE_TYPES)
        return next(filter(None, (absolute(href, base, *bases) for _, _, href, base in links)), "")

    def _links(self, fields: _Fields) -> Iterator[tuple[str, str, str, str | None]]:
        """Yield relation, type, address and xml:base of the links."""
        for node in (*fields["link"], *fields["atom:link"]):
            rel = node.get("rel", "").strip().lower()
            kind = node.get("type", "").partition(";")[0].strip().lower()
            yield rel, kind, node.get("href") or raw_text(node), node.base

    def _line(self, node: etree._Element) -> int | None:
        # libxml2 counts to 65535 and guesses from there on.
        line = node.sourceline
        return line + self.notes.skipped if isinstance(line, int) and line < 65535 else None


def _is_picture(node: etree._Element) -> bool:
    return node.get("medium") == "image" or node.get("type", "").strip().lower().startswith("image/")

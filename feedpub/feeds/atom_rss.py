"""Atom and RSS in all their versions → entries. One reading: names are told apart by namespace, not by root."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import Final

from lxml import etree

from feedpub.errors import SourceError
from feedpub.feeds.entry import ForeignEntry, ForeignFeed, Notes, absolute, sort_out
from feedpub.feeds.markup import raw_text, text_of_html, text_of_tree
from feedpub.feeds.moments import Written, read_dates
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
    **dict.fromkeys(_ATOM, "atom:"),
}
_PUBLISHED: Final = ("pubDate", "published", "issued", "created", "dc:date", "dcterms:issued", "atom:published")
_UPDATED: Final = ("updated", "modified", "atom:updated", "dcterms:modified")
_TEXTS: Final = ("content:encoded", "content", "atom:content", "description", "summary", "atom:summary")
_ALTERNATE: Final = frozenset({"", "alternate", "http://www.iana.org/assignments/relation/alternate"})
_PAGE_TYPES: Final = frozenset({"", "text/html", "application/xhtml+xml"})

_Fields = Mapping[str, Sequence[etree._Element]]  # noqa: SLF001


def parse_xml(data: bytes, name: str, *, zone: tzinfo, skipped: int = 0, encoding: str = "") -> ForeignFeed:
    """Read Atom (RFC 4287, 0.3) or RSS (0.9x, 1.0, 2.0).

    `skipped` lines stood before `data`; `encoding` outweighs the XML declaration.
    Raises SourceError when the XML is broken or no feed.
    """
    root = _root(data, name, skipped, encoding)
    tag = etree.QName(root)
    space = tag.namespace or ""
    notes = Notes(name=name, zone=zone, skipped=skipped)
    if tag.localname == "feed" and (not space or "atom" in space.lower()):
        reader = _Reader(notes=notes, atom=True, core=_ATOM | {space})
        return reader.feed(root, reader.fields(root)["entry"])
    if tag.localname == "rss" or (tag.localname == "RDF" and space == _RDF):
        reader = _Reader(notes=notes, atom=False, core=_RSS | {space})
        top = reader.fields(root)
        if channels := top["channel"]:
            return reader.feed(channels[0], [*reader.fields(channels[0])["item"], *top["item"]])
    raise SourceError(
        f"{name}: the root element <{tag.localname}> makes no feed; expected Atom's <feed>, or RSS's <rss> or "
        "<rdf:RDF> with a <channel>"
    )


def _root(data: bytes, name: str, skipped: int, encoding: str) -> etree._Element:
    """Parse XML with nothing expanded, fetched or unbounded."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, encoding=encoding or None
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line = (error.lineno or 1) + skipped
        reason = (error.msg or "no XML").partition(", line ")[0]
        raise SourceError(
            f"{name}:{line}: the XML breaks here ({reason}); fetch the feed again, or repair it and try once more"
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
        entries = [self._entry(node, (own, home), plain=plain) for node in nodes]
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
        texts = (clean_paragraphs(self._text(text)) for name in _TEXTS for text in fields[name])
        terms = [c.get("label") or c.get("term") or self._text(c, plain=plain) for c in fields["category"]]
        terms += [self._text(subject, plain=plain) for subject in fields["dc:subject"]]
        return ForeignEntry(
            id=next(filter(None, ids), link),
            title=self._title(fields, plain=plain),
            link=link,
            summary=next(filter(None, texts), ""),
            published=dates.published,
            updated=dates.updated,
            day=dates.day,
            categories=tuple(dict.fromkeys(filter(None, map(clean, terms)))),
            line=self._line(node),
        )

    def _title(self, fields: _Fields, *, plain: bool) -> str:
        titles = (clean(self._text(node, plain=plain)) for node in (*fields["title"], *fields["dc:title"]))
        return next(filter(None, titles), "")

    def _text(self, node: etree._Element, *, plain: bool = False) -> str:
        """Return the text of a text construct (RFC 4287 section 3.1) or of an RSS element, which is HTML."""
        if next(node.iterchildren(tag=etree.Element), None) is not None:
            return text_of_tree(node)
        text = raw_text(node)
        in_atom = self.atom or etree.QName(node).namespace in _ATOM
        kind = node.get("type", "text" if in_atom else "html").partition(";")[0].strip().lower()
        if node.get("mode") == "base64" or (in_atom and "html" not in kind and not kind.startswith("text")):
            return ""  # a picture, a sound: no text
        return text_of_html(text) if "html" in kind and not plain else text

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

"""Feed → Atom 1.0, RSS 2.0 and JSON Feed 1.1. Equal arguments, equal bytes.

    entry ─render_item→ the bytes of one item in one format, the same in every feed
    feed, items ─document→ the bytes of a whole file

Atom and RSS are feedgen's, byte for byte: it writes each shape of item and of head once.
"""

from collections.abc import Iterable, Iterator

from feedpub.config import Site
from feedpub.generator import jsonfeed, templates
from feedpub.generator.values import head_of, items_of
from feedpub.generator.wording import ATOM, HTML, JSON, RSS, SCHEME, SUFFIXES, address, address_of, atom_id, plain, uri
from feedpub.model import Feed, FeedEntry, FeedFile

__all__ = [
    "ATOM",
    "HTML",
    "JSON",
    "RSS",
    "SCHEME",
    "SUFFIXES",
    "address",
    "address_of",
    "atom_id",
    "document",
    "generate",
    "plain",
    "render_both",
    "render_item",
    "uri",
]


def generate(feed: Feed, site: Site) -> Iterator[FeedFile]:
    """Yield the three files of a feed."""
    for kind in (ATOM, RSS, JSON):
        items = (render_item(entry, site, kind) for entry in feed.entries)
        yield FeedFile(path=feed.path + SUFFIXES[kind], data=document(feed, site, kind, items))


def render_item(entry: FeedEntry, site: Site, kind: str) -> bytes:
    """Return one item as it stands in any document of the site of that format."""
    if kind == JSON:
        return jsonfeed.render_item(entry, site)
    atom, rss = items_of(entry, site)
    return templates.render_item(atom if kind == ATOM else rss, kind)


def render_both(entry: FeedEntry, site: Site) -> tuple[bytes, bytes]:
    """Return one item in Atom and in RSS, as `render_item` does, in less time than one after the other."""
    return templates.render_both(*items_of(entry, site))


def document(feed: Feed, site: Site, kind: str, items: Iterable[bytes]) -> bytes:
    """Return the file of a feed around items that `render_item` made; the entries of `feed` do not count."""
    if kind == JSON:
        return jsonfeed.document(feed, site, items)
    return b"".join((templates.render_head(head_of(feed, site, kind), kind), *items, templates.ENDS[kind].encode()))

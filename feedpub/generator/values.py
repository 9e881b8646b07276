"""What a document says of itself and of an item, in the words of one XML format, not yet escaped."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final, NamedTuple

from msgspec import Struct

from feedpub.config import Site
from feedpub.generator.wording import (
    ATOM,
    HTML,
    JSON,
    RSS,
    SCHEME,
    address_of,
    as_html,
    atom_id,
    plain,
    uri,
)
from feedpub.model import Category, Enclosure, Feed, FeedEntry
from feedpub.text import shorten

_PERIODS: Final = (("hourly", 60), ("daily", 1440), ("weekly", 10080), ("monthly", 43200), ("yearly", 525600))

_EXCERPT: Final = 300


class Link(NamedTuple):
    """A link of a document."""

    href: str
    rel: str
    type: str


class Head(NamedTuple):
    """What stands before the items. `style` leads to the stylesheet; `minutes` is 0 in an archive."""

    id: str
    title: str
    description: str
    author: str
    language: str
    rights: str
    style: str
    updated: datetime
    minutes: int
    archive: bool
    links: tuple[Link, ...]


class Item(Struct, frozen=True, kw_only=True, gc=False):
    """One item. `html` says that `content` is HTML; an absent text is empty.

    Where there is more than one text, RSS has the shorter one as `content` and `whole`, Atom the whole and a `summary`.

    `enclosures` hold address, media type and length in bytes.
    """

    id: str
    title: str
    link: str
    content: str
    author: str
    rights: str
    place: str
    published: datetime
    updated: datetime
    html: bool
    categories: tuple[Category, ...]
    image: str = ""
    whole: str = ""
    summary: str = ""
    enclosures: tuple[tuple[str, str, str], ...] = ()


def head_of(feed: Feed, site: Site, kind: str) -> Head:
    """Return what the document of a feed in one format says before its items."""
    return Head(
        id=feed.id,
        title=plain(feed.title),
        description=plain(feed.description),
        author=plain(site.author),
        language=site.language,
        rights=plain(site.rights),
        style="../" * feed.path.count("/") + "feed.css",
        updated=feed.updated,
        minutes=0 if feed.archive else int(site.interval.total_seconds() // 60),
        # The oldest page leads to no other: a validator takes an archive without such a link for a part of one.
        archive=bool(feed.prev_archive) and feed.archive,
        links=tuple(_links(feed, site, kind)),
    )


def _links(feed: Feed, site: Site, own: str) -> Iterator[Link]:
    """Yield the links of a document: itself, the other formats, its neighbours, last the page for people."""
    yield Link(address_of(feed.path, site, own), "self", own)
    for kind in (ATOM, RSS, JSON):
        if kind != own and not (feed.archive and kind == JSON):  # archives are Atom and RSS
            yield Link(address_of(feed.path, site, kind), "alternate", kind)
    if feed.current:
        yield Link(address_of(feed.current, site, own), "current", own)
    if feed.prev_archive:
        yield Link(address_of(feed.prev_archive, site, own), "prev-archive", own)
    # feedgen takes the RSS <link> from the link set last, so the page goes last.
    yield Link(address_of(feed.current or feed.path, site, HTML), "alternate", HTML)


def items_of(entry: FeedEntry, site: Site) -> tuple[Item, Item]:
    """Return what an item says in Atom and in RSS; nothing of it depends on the feed it stands in."""
    item = entry.item
    printed = item.printed
    paragraphs = entry.paragraphs
    marked = as_html(paragraphs)
    rich, excerpt = printed.content, printed.excerpt
    html = len(paragraphs) > 1 or bool(rich)
    # Where RSS has a whole text, its description is what people see in a list.
    brief = (excerpt or shorten(" ".join(paragraphs), _EXCERPT)).split("\n\n") if rich or excerpt else ()
    shown = printed.image and all(printed.image != one.url for one in printed.enclosures)
    atom = Item(
        id=atom_id(item.guid),
        title=plain(entry.title),
        link=uri(entry.link),
        content=rich or (marked if html else plain(paragraphs[0])),
        author=plain(printed.author),  # entries have the author of their feed, if they name none
        rights=plain(printed.credit),
        place=plain(printed.place),
        published=item.published,
        updated=item.updated,
        html=html,
        categories=entry.categories,
        image=uri(printed.image) if shown else "",
        summary=plain(excerpt.replace("\n\n", " ")),
        enclosures=tuple([_enclosure(one) for one in printed.enclosures]) if printed.enclosures else (),
    )
    return atom, Item(
        id=item.guid,
        title=atom.title,
        link=atom.link,
        content=as_html(brief) if brief else marked,
        author=atom.author or plain(site.author),
        rights=atom.rights,
        place=atom.place,
        published=item.published,
        updated=item.updated,
        html=False,
        categories=entry.categories,
        image=atom.image,
        whole=(rich or marked) if brief else "",
        enclosures=atom.enclosures,
    )


def _enclosure(one: Enclosure) -> tuple[str, str, str]:
    return uri(one.url), one.type, str(one.length) if one.length else ""


def category_of(category: Category) -> tuple[str, str]:
    """Return term and scheme of a category, as they stand in a document."""
    return plain(category.term), SCHEME + category.facet


def period_of(minutes: int) -> tuple[str, int] | None:
    """Return the update period and frequency that say exactly what `ttl` says."""
    return next(((name, length // minutes) for name, length in _PERIODS if length % minutes == 0), None)

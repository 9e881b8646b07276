"""Feed → JSON Feed 1.1; `_feedpub` holds what no standard field does."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

import msgspec
from msgspec import UNSET, Struct, UnsetType, field
from msgspec.structs import asdict

from feedpub.config import Site
from feedpub.generator.wording import HTML, JSON, address, as_html, plain, rfc3339, uri
from feedpub.model import Category, Enclosure, Feed, FeedEntry, Printed


def document(feed: Feed, site: Site, items: Iterable[bytes]) -> bytes:
    """Return the document around items that `render_item` made."""
    head: dict[str, object] = {
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
            "updated": rfc3339(feed.updated),
            **({"facet": feed.facet, "label": feed.label} if feed.facet else {}),
            **({"withdrawn": list(feed.withdrawn)} if feed.withdrawn else {}),
        },
        "items": [],
    }
    lines = b",\n".join(items)
    return _lines(head).removesuffix(b"[]\n}") + (b"[\n" + lines + b"\n ]\n}\n" if lines else b"[]\n}\n")


def _lines(value: object) -> bytes:
    """Return JSON over several lines, each level indented by one space."""
    return msgspec.json.format(_ENCODER.encode(value), indent=1)


# ── items ─────────────────────────────────────────────────────────────────────────────────────────────


class _Item(Struct, kw_only=True, omit_defaults=True):
    """One item. What has a default here is left out where there is nothing to say."""

    id: str
    url: str
    title: str
    summary: str = ""
    content_html: str | UnsetType = UNSET
    content_text: str | UnsetType = UNSET
    image: str = ""
    date_published: datetime
    date_modified: datetime
    authors: tuple[dict[str, str], ...]
    tags: tuple[str, ...]
    attachments: list[dict[str, object]] | UnsetType = UNSET
    own: "_Own" = field(name="_feedpub")


class _Own(Struct, kw_only=True, omit_defaults=True):
    """What no standard field holds, so that `restore` can rebuild a lost ledger; empty fields are left out.

    `untitled` and `bare` say that the title or the content is not the listing's but made by feedpub;
    `title` and `summary` stand here only where the standard field differs from what was printed;
    `html` says that what stands in the standard field was printed as HTML.
    """

    source: str = ""
    basis: str = ""
    aliases: tuple[str, ...] = ()
    untitled: bool = False
    bare: bool = False
    adopted: bool = False
    title: str = ""
    summary: str = ""
    link: str = ""
    dateline: str = ""
    day: date | None = None
    end: date | None = None
    instant: datetime | None = None
    place: str = ""
    credit: str = ""
    image: str = ""
    author: str = ""
    content: str = ""
    excerpt: str = ""
    enclosures: list[dict[str, object]] = field(default_factory=list)
    kickers: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    html: bool = False
    categories: tuple[Category, ...] = ()
    sightings: dict[str, "_Own"] = field(default_factory=dict)
    joined: tuple[str, ...] = ()


def render_item(entry: FeedEntry, site: Site) -> bytes:
    """Return one item, indented as it stands in the document; its id is Atom's."""
    item = entry.item
    paragraphs = entry.paragraphs
    printed = item.printed
    html = printed.content or (as_html(paragraphs) if len(paragraphs) > 1 else "")
    attachments = [_attachment(enclosure) for enclosure in printed.enclosures if enclosure.type]
    shown = plain(printed.summary) if len(paragraphs) == 1 and not printed.content else ""
    own = _printed(printed)
    own.source, own.basis, own.aliases = item.source, item.basis, item.aliases
    own.untitled, own.bare, own.adopted = not printed.title, not printed.summary, not item.digest
    own.title = printed.title if plain(printed.title) != printed.title else ""
    own.summary = printed.summary if shown != printed.summary else ""
    own.content, own.html = "", bool(printed.content)
    own.categories, own.joined = entry.categories, item.joined
    if item.sightings:
        own.sightings = {source: _printed(printed) for source, printed in item.sightings}
    value = _Item(
        id=item.guid,
        url=uri(entry.link),
        title=plain(entry.title),
        summary=plain(printed.excerpt.replace("\n\n", " ")),
        content_html=html or UNSET,
        content_text=UNSET if html else plain(paragraphs[0]),
        image=uri(printed.image),
        date_published=item.published,
        date_modified=item.updated,
        authors=({"name": plain(printed.author or site.author)},),
        tags=tuple(dict.fromkeys([plain(category.term) for category in entry.categories])),
        attachments=attachments or UNSET,
        own=own,
    )
    return b"  " + _lines(value).replace(b"\n", b"\n  ")


def _attachment(enclosure: Enclosure) -> dict[str, object]:
    size = {"size_in_bytes": enclosure.length} if enclosure.length else {}
    return {"url": uri(enclosure.url), "mime_type": enclosure.type, **size}


def _printed(printed: Printed) -> _Own:
    """Return what a source printed of an item."""
    return _Own(
        title=printed.title,
        summary=printed.summary,
        link=printed.link,
        dateline=printed.dateline,
        day=printed.day,
        end=printed.end,
        instant=printed.instant,
        place=printed.place,
        credit=printed.credit,
        image=printed.image,
        author=printed.author,
        content=printed.content,
        excerpt=printed.excerpt,
        enclosures=[{n: v for n, v in asdict(one).items() if v} for one in printed.enclosures],
        kickers=printed.kickers,
        sections=printed.sections,
    )


_ENCODER: Final = msgspec.json.Encoder()

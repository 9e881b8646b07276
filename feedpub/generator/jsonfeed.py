"""Feed → JSON Feed 1.1; `_feedpub` holds what no standard field does."""

from collections.abc import Iterable

import msgspec
from msgspec.structs import asdict

from feedpub.config import Site
from feedpub.generator.wording import HTML, JSON, address, as_html, plain, rfc3339, uri
from feedpub.model import Enclosure, Feed, FeedEntry, Printed


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


def _lines(value: dict[str, object]) -> bytes:
    """Return JSON over several lines, each level indented by one space."""
    return msgspec.json.format(msgspec.json.encode(value), indent=1)


def render_item(entry: FeedEntry, site: Site) -> bytes:
    """Return one item, indented as it stands in the document; its id is Atom's."""
    item = entry.item
    paragraphs = entry.paragraphs
    printed = item.printed
    html = printed.content or (as_html(paragraphs) if len(paragraphs) > 1 else "")
    content = {"content_html": html} if html else {"content_text": plain(paragraphs[0])}
    attachments = [_attachment(enclosure) for enclosure in printed.enclosures if enclosure.type]
    value: dict[str, object] = {
        "id": item.guid,
        "url": uri(entry.link),
        "title": plain(entry.title),
        **({"summary": plain(printed.excerpt.replace("\n\n", " "))} if printed.excerpt else {}),
        **content,
        **({"image": uri(printed.image)} if printed.image else {}),
        "date_published": rfc3339(item.published),
        "date_modified": rfc3339(item.updated),
        "authors": [{"name": plain(printed.author or site.author)}],
        "tags": list(dict.fromkeys(plain(category.term) for category in entry.categories)),
        **({"attachments": attachments} if attachments else {}),
        "_feedpub": _own_fields(entry),
    }
    return b"  " + _lines(value).replace(b"\n", b"\n  ")


def _attachment(enclosure: Enclosure) -> dict[str, object]:
    size = {"size_in_bytes": enclosure.length} if enclosure.length else {}
    return {"url": uri(enclosure.url), "mime_type": enclosure.type, **size}


def _own_fields(entry: FeedEntry) -> dict[str, object]:
    """Return what no standard field holds, so that `restore` can rebuild a lost ledger.

    `untitled` and `bare` say that the title or the content is not the listing's but made by feedpub;
    `title` and `summary` stand here only where the standard field differs from what was printed;
    `html` says that what stands in the standard field was printed as HTML.
    """
    item = entry.item
    printed = item.printed
    shown = plain(printed.summary) if len(entry.paragraphs) == 1 and not printed.content else ""
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
        "content": "",
        "html": bool(printed.content),
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
        "instant": rfc3339(printed.instant) if printed.instant else "",
        "place": printed.place,
        "credit": printed.credit,
        "image": printed.image,
        "author": printed.author,
        "content": printed.content,
        "excerpt": printed.excerpt,
        "enclosures": [{n: v for n, v in asdict(one).items() if v} for one in printed.enclosures],
        "kickers": list(printed.kickers),
        "sections": list(printed.sections),
    }
    return {name: value for name, value in fields.items() if value}

"""Feed → JSON Feed 1.1; `_feedpub` holds what no standard field does."""

from collections.abc import Iterable

import msgspec

from feedpub.config import Site
from feedpub.generator.wording import HTML, JSON, address, as_html, plain, rfc3339, uri
from feedpub.model import Feed, FeedEntry, Printed


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
    single = len(paragraphs) == 1
    content = {"content_text": plain(paragraphs[0])} if single else {"content_html": as_html(paragraphs)}
    value: dict[str, object] = {
        "id": item.guid,
        "url": uri(entry.link),
        "title": plain(entry.title),
        **content,
        "date_published": rfc3339(item.published),
        "date_modified": rfc3339(item.updated),
        "authors": [{"name": plain(site.author)}],
        "tags": list(dict.fromkeys(plain(category.term) for category in entry.categories)),
        "_feedpub": _own_fields(entry),
    }
    return b"  " + _lines(value).replace(b"\n", b"\n  ")


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
        "instant": rfc3339(printed.instant) if printed.instant else "",
        "place": printed.place,
        "credit": printed.credit,
        "image": printed.image,
        "author": printed.author,
        "kickers": list(printed.kickers),
        "sections": list(printed.sections),
    }
    return {name: value for name, value in fields.items() if value}

"""Rebuild a lost ledger from the JSON feeds that feedpub itself published."""

from collections import defaultdict
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec

from feedpub.errors import LedgerError
from feedpub.identity import digest_of
from feedpub.ledger import Ledger, PublishedTopic
from feedpub.model import Basis, Facet, FeedItem, Printed
from feedpub.topics import TEXT_DIRECTIVE, slug_of


class _Own(msgspec.Struct, kw_only=True):
    """The `_feedpub` object of a JSON item."""

    source: str
    basis: Basis
    aliases: tuple[str, ...]
    untitled: bool = False
    bare: bool = False
    title: str = ""
    summary: str = ""
    link: str = ""
    dateline: str = ""
    day: date | None = None
    end: date | None = None
    instant: datetime | None = None
    place: str = ""
    credit: str = ""
    kickers: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    arrival: int = 0
    sightings: dict[str, Printed] = {}


class _Item(msgspec.Struct, kw_only=True):
    id: str
    date_published: datetime
    date_modified: datetime
    own: _Own = msgspec.field(name="_feedpub")
    url: str = ""
    title: str = ""
    content_text: str = ""


class _FeedOwn(msgspec.Struct, kw_only=True):
    site: str
    id: str
    updated: datetime
    facet: Facet | None = None
    label: str = ""
    withdrawn: tuple[str, ...] = ()


class _Feed(msgspec.Struct, kw_only=True):
    own: _FeedOwn = msgspec.field(name="_feedpub")
    items: tuple[_Item, ...]


def published_feeds(output: Path) -> list[Path]:
    """Return the JSON feeds that stand in an output folder, the combined one first."""
    topics = sorted((output / "topics").glob("*.json"))
    combined = output / "all.json"
    return [combined, *topics] if topics or combined.exists() else []


def restore(ledger: Ledger, output: Path, site: str) -> int:
    """Fill an empty ledger with the items of the published feeds; return how many there are.

    Raises LedgerError when a feed there is not readable or of another site: then nothing is guessed.
    """
    items: dict[str, FeedItem] = {}
    topics: list[PublishedTopic] = []
    pages: dict[str, str] = {}
    withdrawn: dict[str, None] = {}
    for path in published_feeds(output):
        feed = _read(path, site)
        if feed.own.facet:
            topics.append(_topic(feed.own, path.stem))
        withdrawn |= dict.fromkeys(feed.own.withdrawn)
        for raw in feed.items:
            item = items.setdefault(raw.id, _item(raw))
            page, made, _ = raw.url.partition(TEXT_DIRECTIVE)
            if made and not item.printed.link:
                pages.setdefault(item.source, page)
    with ledger.transaction():
        readings: dict[str, list[str]] = defaultdict(list)
        for item in sorted(items.values(), key=lambda item: (item.published, item.guid)):
            ledger.add(item, first_seen=item.published, arrival=item.arrival)
            for source, printed in item.sightings or ((item.source, item.printed),):
                ledger.add_sighting(item.guid, source, printed)
                readings[source].append(item.guid)
        # Edited titles can be told from new ones only beside a reading; the items of the feeds stand for it.
        for source, guids in readings.items():
            ledger.keep_list(source, guids)
        for source, page in pages.items():
            ledger.keep_page(source, page)
        for guid in withdrawn:
            ledger.withdraw(guid)
        ledger.keep_topics(topics)
    return len(items)


def _read(path: Path, site: str) -> _Feed:
    """Read one published feed."""
    try:
        feed = msgspec.json.decode(path.read_bytes(), type=_Feed)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise LedgerError(
            f"{path}: there is no ledger, and it cannot be rebuilt from this feed ({error}); put the ledger or the "
            "file back from a backup, or move the output folder away to begin anew with new ids where titles changed"
        ) from None
    if feed.own.site != site:
        raise LedgerError(
            f"{path}: this feed belongs to the site {feed.own.site}, the config says {site}; "
            "put the old `site.id` back, or name another `output`"
        )
    return feed


def _item(raw: _Item) -> FeedItem:
    """Turn a JSON item back into the item it was written from."""
    own = raw.own
    printed = Printed(
        title="" if own.untitled else own.title or raw.title,
        summary="" if own.bare else own.summary or raw.content_text,
        link=own.link,
        dateline=own.dateline,
        place=own.place,
        credit=own.credit,
        kickers=own.kickers,
        sections=own.sections,
        day=own.day,
        end=own.end,
        instant=own.instant,
    )
    return FeedItem(
        guid=raw.id,
        aliases=own.aliases,
        source=own.source,
        printed=printed,
        digest=digest_of(printed),
        published=raw.date_published.astimezone(UTC),
        updated=raw.date_modified.astimezone(UTC),
        basis=own.basis,
        arrival=own.arrival,
        sightings=tuple(own.sightings.items()),
    )


def _topic(own: _FeedOwn, slug: str) -> PublishedTopic:
    return PublishedTopic(
        slug=slug,
        key=slug_of(own.label),
        facet=own.facet or "topic",
        label=own.label,
        id=own.id,
        updated=own.updated.astimezone(UTC),
    )

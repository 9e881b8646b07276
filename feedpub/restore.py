"""Read back the JSON feeds that feedpub itself published, and rebuild a lost ledger from them."""

from collections import defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec

from feedpub.closed import records, take_back_pages
from feedpub.config import Config
from feedpub.errors import LedgerError
from feedpub.identity import digest_of
from feedpub.ledger import Ledger, PublishedTopic
from feedpub.model import Basis, Category, Enclosure, Facet, Feed, FeedEntry, FeedItem, Printed
from feedpub.status import STATUS, read_status
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
    image: str = ""
    author: str = ""
    html: bool = False
    excerpt: str = ""
    enclosures: tuple[Enclosure, ...] = ()
    kickers: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    categories: tuple[Category, ...] = ()
    sightings: dict[str, Printed] = {}
    joined: tuple[str, ...] = ()
    adopted: bool = False


class _Item(msgspec.Struct, kw_only=True):
    id: str
    date_published: datetime
    date_modified: datetime
    own: _Own = msgspec.field(name="_feedpub")
    url: str = ""
    title: str = ""
    content_text: str = ""
    content_html: str = ""


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
    title: str = ""
    description: str = ""


def published_feeds(output: Path) -> list[Path]:
    """Return the JSON feeds that stand in an output folder, the combined one first."""
    topics = sorted((output / "topics").glob("*.json"))
    combined = output / "all.json"
    return [combined, *topics] if topics or combined.exists() else []


def read_feeds(output: Path, site: str) -> tuple[Feed, ...]:
    """Read the published feeds as they stand, the combined one first; a damaged or foreign one is left out."""
    feeds: list[Feed] = []
    with suppress(OSError):
        for path in published_feeds(output):
            with suppress(LedgerError, ValueError):
                feeds.append(_as_published(_read(path, site), path.relative_to(output).with_suffix("").as_posix()))
    return tuple(feeds)


def restore(ledger: Ledger, output: Path, config: Config) -> int:
    """Fill an empty ledger with the items of the feeds in an output folder; return how many there are.

    Raises LedgerError when a feed there is not readable or of another site: then nothing is guessed.
    """
    with ledger.transaction():
        number = take_back(ledger, published_feeds(output), str(config.site.id), records(output))
        take_back_pages(ledger, config, output)
        _restore_states(ledger, output)
    return number


def is_own(data: bytes, site: str) -> bool:
    """Say whether a document is a JSON feed that this site published."""
    try:
        return msgspec.json.decode(data, type=_Feed).own.site == site
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return False


def take_back(ledger: Ledger, paths: Sequence[Path], site: str, records: Sequence[Path] = ()) -> int:
    """Add the items of published JSON feeds that the ledger does not hold; return how many these are.

    `records` hold the items of closed pages, the first page first, and in each the latest arrival first.
    """
    items: dict[str, FeedItem] = {}
    topics: list[PublishedTopic] = []
    pages: dict[str, str] = {}
    withdrawn: dict[str, None] = {}
    feeds = [_read(path, site) for path in paths]
    for path, feed in zip(paths, feeds, strict=True):
        if feed.own.facet:
            topics.append(_topic(feed.own, path.stem))
        withdrawn |= dict.fromkeys(feed.own.withdrawn)
        for raw in feed.items:
            items.setdefault(raw.id, _item(raw))
            _find_page(pages, raw)
    with ledger.transaction():
        fresh = [item for item in items.values() if not ledger.is_minted(item.guid)]
        number = 0
        for record in records:
            for raw in reversed(_read(record, site).items):
                _find_page(pages, raw)
                number += _add(ledger, _item(raw))
        new = [item for item in fresh if not ledger.is_minted(item.guid)]
        levels = _levels(feeds, {item.guid for item in new})
        new.sort(key=lambda item: item.guid, reverse=True)
        new.sort(key=lambda item: (levels[item.guid], item.published))
        number += sum(_add(ledger, item) for item in new)
        # Edited titles can be told from new ones only beside a reading; the items of the feeds stand for it.
        readings: dict[str, list[str]] = defaultdict(list)
        for item in fresh:
            for source in dict(item.sightings) or (item.source,):
                readings[source].append(item.guid)
        for source, guids in readings.items():
            if not ledger.lists(source):
                ledger.keep_list(source, sorted(guids, key=lambda guid: (items[guid].published, guid)))
        for source, page in pages.items():
            ledger.keep_page(source, page)
        for guid in withdrawn:
            ledger.withdraw(guid)
        standing = {topic.slug for topic in ledger.topics()}
        begun = [topic for topic in topics if topic.slug not in standing]
        ledger.keep_topics(begun)
        if number or begun:
            ledger.file_anew()
    return number


def _find_page(pages: dict[str, str], raw: _Item) -> None:
    """Find out the address of a source's page from the link that feedpub made to it."""
    page, made, _ = raw.url.partition(TEXT_DIRECTIVE)
    if made and not raw.own.link:
        pages.setdefault(raw.own.source, page)


def _add(ledger: Ledger, item: FeedItem) -> bool:
    """Add an item as the latest arrival, unless it is known."""
    if ledger.is_minted(item.guid):
        return False
    ledger.add(item, first_seen=item.published, arrival=ledger.last_arrival() + 1)
    for guid in item.joined:
        ledger.keep_joined(guid, item.guid)
    for source, printed in item.sightings or ((item.source, item.printed),):
        ledger.add_sighting(item.guid, source, printed)
    return True


def _levels(feeds: Sequence[_Feed], new: AbstractSet[str]) -> dict[str, int]:
    """Tell earlier from later arrivals among the new ones: guid → level, a higher one for later.

    A feed shows its newest arrivals: what belongs to it and is not in it came before all that is.
    """
    categories = {
        raw.id: {(c.facet, c.term) for c in raw.own.categories} for feed in feeds for raw in feed.items if raw.id in new
    }
    levels = dict.fromkeys(categories, 0)
    pairs: list[tuple[list[str], list[str]]] = []
    for feed in feeds:
        shown = [raw.id for raw in feed.items if raw.id in new]
        label = (feed.own.facet, feed.own.label)
        others = categories.keys() - set(shown)
        earlier = [guid for guid in others if feed.own.facet is None or label in categories[guid]]
        if shown and earlier:
            pairs.append((earlier, shown))
    for _ in pairs:  # each round settles one feed at least
        for earlier, shown in pairs:
            least = 1 + max(levels[guid] for guid in earlier)
            levels |= {guid: least for guid in shown if levels[guid] < least}
    return levels


def _restore_states(ledger: Ledger, output: Path) -> None:
    """Keep a source held or failed since when it was: a lost ledger must not publish what was held."""
    with suppress(OSError):
        for source, state in read_status((output / STATUS).read_bytes()):
            ledger.keep_state(source, state)
            if state.state == "held":
                ledger.vouch(source, state.since)


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


def _as_published(feed: _Feed, path: str) -> Feed:
    """Turn a JSON feed back into the feed it was written from."""
    return Feed(
        id=feed.own.id,
        path=path,
        title=feed.title,
        description=feed.description,
        updated=feed.own.updated.astimezone(UTC),
        entries=tuple(FeedEntry(item=_item(r), categories=r.own.categories, link=r.url) for r in feed.items),
        facet=feed.own.facet,
        label=feed.own.label,
        total=len(feed.items),
        withdrawn=feed.own.withdrawn,
    )


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
        image=own.image,
        author=own.author,
        content=raw.content_html if own.html else "",
        excerpt=own.excerpt,
        enclosures=own.enclosures,
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
        digest="" if own.adopted else digest_of(printed),
        published=raw.date_published.astimezone(UTC),
        updated=raw.date_modified.astimezone(UTC),
        basis=own.basis,
        sightings=tuple(own.sightings.items()),
        joined=own.joined,
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

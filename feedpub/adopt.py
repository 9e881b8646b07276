"""Take over ids, dates and titles from another program's feed, so that nothing is announced again."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace

from feedpub.config import Config, Source
from feedpub.errors import ConfigError, SourceError
from feedpub.feeds import ForeignEntry, ForeignFeed, parse_feed
from feedpub.generator import SCHEME
from feedpub.identity import canonical_link, mint_guid, text_key
from feedpub.ledger import Ledger, open_ledger
from feedpub.ledger.clock import refuse_earlier_clock
from feedpub.links import web_address
from feedpub.model import LONGEST_GUID, FeedItem, Printed, Problem
from feedpub.publisher import lock
from feedpub.reconcile.instants import Instants
from feedpub.restore import is_own, published_feeds, restore, take_back
from feedpub.sources import read_named
from feedpub.text import count, shorten
from feedpub.topics import TEXT_DIRECTIVE

_SECOND: Final = timedelta(seconds=1)
_RUN: Final = timedelta(minutes=1)
"""Entries that were all updated within this time were not edited: their generator ran."""

_FAULT: Final = re.compile(r"Bridge returned error \d+!")
"""The title under which RSS-Bridge publishes its own faults as entries."""


class Adoption(Struct, frozen=True, kw_only=True):
    """What became of the entries of one feed; `name` is how messages call it. `otherwise`: built by another id."""

    name: str
    taken: int
    known: int
    otherwise: int = 0
    problems: tuple[Problem, ...] = ()


class Adopter(Struct, frozen=True, kw_only=True):
    """Who takes over: the site, the source that the items become part of, and the clock."""

    config: Config
    source: Source | None
    now: datetime

    def adopt(self, feeds: Sequence[tuple[str, bytes | None]]) -> list[Adoption]:
        """Take over the items of feeds, each a name and its bytes; None stands for the file or folder of that name.

        All or nothing; the next build publishes them. Raises SourceError naming the feed that cannot be read,
        ConfigError when it is not said which source's page a feed is about.
        """
        site = self.config.site
        with lock(site.lock), open_ledger(site.ledger, site.id) as ledger, ledger.transaction():
            refuse_earlier_clock(ledger, self.now, self.config.path)
            adoptions = []
            if ledger.is_empty() and published_feeds(site.output):
                # A ledger that is not empty any more is not rebuilt by the next build.
                restored = restore(ledger, site.output, self.config)
                adoptions.append(Adoption(name=str(site.output), taken=restored, known=0))
            for name, data in feeds:
                adoptions.append(self._take_back(ledger, name, data) or self._adopt(ledger, name, data))
            ledger.number_arrivals()
        return adoptions

    def _take_back(self, ledger: Ledger, name: str, data: bytes | None) -> Adoption | None:
        """Take back what this site itself published: an output folder, or one of its JSON feeds."""
        site, path = str(self.config.site.id), Path(name)
        if data is not None:
            return None
        if path.is_dir():
            paths = published_feeds(path)
            if not paths:
                raise SourceError(f"{name}: no feed of feedpub stands in this folder; name the feed file")
        elif path.suffix == ".json" and is_own(read_named(name), site):
            paths = [path]
        else:
            return None
        guids = {entry.id for path in paths for entry in parse_feed(path.read_bytes(), str(path)).entries}
        known = sum(map(ledger.is_minted, guids))
        whole = path.is_dir() and ledger.is_empty()
        taken = restore(ledger, path, self.config) if whole else take_back(ledger, paths, site)
        return Adoption(name=name, taken=taken, known=known)

    def _adopt(self, ledger: Ledger, name: str, data: bytes | None) -> Adoption:
        """Add the entries of a feed to the ledger, each under the id it was announced with.

        An entry that is known already, by its id or by a key, is left as it is. What no listing has shown yet
        has no digest: the first listing that prints it fills in the content and moves no instant.
        """
        source = self.source
        if source is None:
            names = ", ".join(source.name for source in self.config.source)
            raise ConfigError(f"{name}: say with --source which source's page this feed is about; there is: {names}")
        document = read_named(name) if data is None else data
        feed = parse_feed(document, name, zone=self.config.zone_of(source))
        items, problems = self._items(feed, name, source)
        known = ledger.known(self.config.site.id, source.name, {source.name: 0}, items)
        holders = {alias for one in known.items.values() for alias in one.item.aliases}
        # Entries of one feed that have a title and a day in common are several stories all the same: their ids say so.
        new = {i.guid: i for i in items if not (ledger.is_minted(i.guid) or holders & set(i.aliases))}
        taken = list(new)
        others = [item for item in items if item.guid not in new and not ledger.is_minted(item.guid)]
        otherwise = len(others) if known.last is not None else 0
        for item in _settle(list(new.values()), Instants(known.taken), self.now):
            ledger.add(item, first_seen=self.now)
            ledger.add_sighting(item.guid, source.name, item.printed)
        if known.last is None and taken:
            # Beside a reading edited titles are told from new ones; until the page is read, the feed stands for it.
            ledger.keep_list(source.name, [*known.previous, *taken])
        if taken:
            ledger.keep_run(self.now)
        return Adoption(
            name=name, taken=len(taken), known=len(items) - len(taken), otherwise=otherwise, problems=tuple(problems)
        )

    def _items(self, feed: ForeignFeed, name: str, source: Source) -> tuple[list[FeedItem], list[Problem]]:
        """Turn the entries of a feed into items, oldest first, and say what could not be kept."""
        entries = [e for e in feed.entries if (e.title or e.summary) and not _FAULT.match(e.title)]
        problems = list(feed.problems)
        if len(entries) < len(feed.entries):
            number = len(feed.entries) - len(entries)
            said = "without a text of its own is" if number == 1 else "without a text of their own are"
            problems.append(Problem(source=name, message=f"{count(number, 'entry', 'entries')} {said} left out"))
        links = Counter(canonical_link(entry.link) for entry in entries)
        homes = {canonical_link(source.page), canonical_link(feed.link), ""}
        dated = [_instants_of(entry, _ran_at(entries), self.now) for entry in entries]
        # Undated ones are the newest; in a feed the newest entry comes first.
        order = sorted(range(len(entries)), key=lambda place: (dated[place][0] or self.now, -place))
        crawled = _is_crawl_time(entries)
        items: list[FeedItem] = []
        for place in order:
            entry, (published, updated) = entries[place], dated[place]
            published = published or self.now
            key = canonical_link(entry.link)
            own = key not in homes and links[key] == 1 and TEXT_DIRECTIVE not in entry.link
            days = [None] if crawled else _days_of(entry, self.config.zone_of(source))
            keys = [text_key(day, entry.title, entry.summary) for day in days]
            aliases = tuple(dict.fromkeys([f"link:{key}", *keys] if own else keys))
            guid = _guid_of(entry.id)
            if not 0 < len(guid) <= LONGEST_GUID:
                what = f"{shorten(entry.title or entry.summary, 60)}” has " + (
                    f"an id of {len(guid)} characters, and readers keep {LONGEST_GUID}" if guid else "no id"
                )
                problems.append(Problem(source=name, line=entry.line, message=f"“{what}: it is announced once more"))
                guid = mint_guid(self.config.site.id, aliases[0])
            items.append(
                FeedItem(
                    guid=guid,
                    aliases=aliases,
                    source=source.name,
                    printed=Printed(
                        title=entry.title,
                        summary=entry.summary,
                        link=web_address("", entry.link) if own else "",
                        kickers=entry.categories,
                        day=days[0],
                    ),
                    digest="",
                    published=published,
                    updated=max(published, updated or published),
                    basis="instant" if entry.published or entry.updated else "seen",
                )
            )
        return items, problems


def _instants_of(entry: ForeignEntry, ran: datetime | None, now: datetime) -> tuple[datetime | None, datetime | None]:
    """Return when an entry was published and updated, never in the future; None when the feed does not say."""
    edited = entry.updated if entry.updated and not (ran and abs(entry.updated - ran) <= _RUN) else None
    # A year before 1970 is a generator's zero; one reader loses a whole feed over it.
    published = next((at for at in (entry.published, entry.updated) if at and at.year >= 1970), None)
    if published is None and entry.day is not None and entry.day.year >= 1970:
        published = datetime(entry.day.year, entry.day.month, entry.day.day, 10, tzinfo=UTC)
    return published and min(published, now), edited and min(edited, now)


def _ran_at(entries: Sequence[ForeignEntry]) -> datetime | None:
    """Return when the generator ran, if that is what it wrote as `updated` of all entries."""
    moments = [entry.updated for entry in entries if entry.updated and entry.published]
    if len(moments) > 2 and max(moments) - min(moments) <= _RUN:
        return max(moments)
    return None


def _is_crawl_time(entries: Sequence[ForeignEntry]) -> bool:
    """Say whether all entries are dated when their generator ran: then the dates say no day."""
    moments = [entry.published or entry.updated for entry in entries]
    known = [moment for moment in moments if moment]
    return len(known) > 2 and max(known) - min(known) <= _RUN and any(at.minute or at.second for at in known)


def _days_of(entry: ForeignEntry, zone: tzinfo) -> list[date | None]:
    """Return the days that a listing may print for an entry: as written, in UTC, and where the listing is."""
    if entry.day is None:
        return [None]
    moment = entry.published or entry.updated
    return [entry.day] if moment is None else [entry.day, moment.date(), moment.astimezone(zone).date()]


def _guid_of(entry_id: str) -> str:
    """Return the id that readers of RSS know: our own Atom feeds wrap one that is no address."""
    own = f"{SCHEME}guid:"
    return unquote(entry_id.removeprefix(own)) if entry_id.startswith(own) else entry_id


def _settle(items: Sequence[FeedItem], instants: Instants, now: datetime) -> list[FeedItem]:
    """Give each item, oldest first, an `updated` that no other item has; what is of just now ends at `now`."""
    just_now = now - len(items) * _SECOND
    late = [item.guid for item in items if item.updated > just_now]
    seconds = {g: instants.take(s) for g, s in zip(late, instants.ending_at(now, len(late)), strict=True)}
    settled: list[FeedItem] = []
    for item in items:
        updated = seconds.get(item.guid) or instants.take(instants.from_(item.updated, 1)[0])
        settled.append(replace(item, published=min(item.published, updated), updated=updated))
    return settled

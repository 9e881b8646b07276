"""Reading and writing of the ledger."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID

import msgspec

from feedpub.errors import ClockError
from feedpub.identity import canonical_link
from feedpub.ledger.records import drop_keys
from feedpub.ledger.schema import NUMBER_ARRIVALS, NUMBER_BACKWARDS
from feedpub.ledger.values import PublishedTopic, SourceState, State, decode, encode, instant_of, second_of
from feedpub.model import Basis, Facet, FeedItem, Printed
from feedpub.reconcile import Change, Decision, Known, KnownItem, Sighting, page_of, path_of

_NEAR: Final = 32 * 86400
_NEAREST: Final = 32
_STRANGE: Final = 64
"""Beside so many entries without a known key, so many items each are looked at that left the page earlier."""


class Ledger:
    """The embedded ledger. Open it with `open_ledger`; each reading is committed in one transaction."""

    def __init__(self, connection: sqlite3.Connection, path: Path, *, rehearsal: bool) -> None:
        """Wrap an open connection; a rehearsal is rolled back at the end instead of committed."""
        self._db = connection
        self._path = path
        self._rehearsal = rehearsal
        self._horizon: datetime | None = None

    @property
    def db(self) -> sqlite3.Connection:
        """The open connection, for the other rooms of this package."""
        return self._db

    # ── transactions ──────────────────────────────────────────────────────────────────────────────

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit all or nothing of what happens inside; in a rehearsal, nothing. An inner one is part of the outer."""
        if self._rehearsal and not self._db.in_transaction:
            self._db.execute("BEGIN")
        if self._db.in_transaction:
            yield
            return
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def close(self) -> None:
        """Roll back what is open and close the file."""
        if self._db.in_transaction:
            self._db.execute("ROLLBACK")
        self._db.close()

    # ── reading ───────────────────────────────────────────────────────────────────────────────────

    def known(self, site: UUID, source: str, ranks: Mapping[str, int], entries: Sequence[FeedItem]) -> Known:
        """Return what can matter to one reading: items with a key of an entry, and the previous reading."""
        previous = tuple(
            row[0] for row in self._db.execute("SELECT guid FROM reading WHERE source = ? ORDER BY place", (source,))
        )
        guids = dict.fromkeys(previous)
        strange: list[FeedItem] = []
        for entry in entries:
            holders = [
                row[0]
                for alias in entry.aliases
                for row in self._db.execute("SELECT guid FROM alias WHERE key = ?", (alias,))
            ]
            guids |= dict.fromkeys(holders)
            if not holders:
                strange.append(entry)
        absent = self._absent(source, strange[:_STRANGE]) - guids.keys() if previous else set()
        guids |= dict.fromkeys(sorted(absent))
        linked = {page_of(alias) for entry in entries for alias in entry.aliases if alias.startswith("link:")}
        shared = (self._db.execute("SELECT page FROM shared WHERE page = ?", (page,)).fetchone() for page in linked)
        last = self._db.execute("SELECT last FROM source WHERE name = ? AND last > 0", (source,)).fetchone()
        return Known(
            site=site,
            source=source,
            rank=ranks[source],
            items={guid: self.known_item(guid, ranks) for guid in guids},
            previous=previous,
            absent=tuple(sorted(absent)),
            shared=frozenset(row[0] for row in shared if row),
            last=instant_of(last[0]) if last else None,
            minted=self.is_minted,
            taken=self.taken,
        )

    def known_item(self, guid: str, ranks: Mapping[str, int]) -> KnownItem:
        """Return an item with what its sources print of it; `ranks` are the places of these in the config."""
        row = self._db.execute(f"{_SELECT} WHERE guid = ?", (guid,)).fetchone()
        sightings = self._db.execute(
            # After a rebuild no source has a reading yet: each counts as listing what it was last seen to print.
            "SELECT s.source, s.printed, EXISTS (SELECT 1 FROM reading r WHERE r.guid = s.guid AND r.source = s.source)"
            " OR NOT EXISTS (SELECT 1 FROM reading r WHERE r.source = s.source) FROM sighting s WHERE s.guid = ?",
            (guid,),
        )
        return KnownItem(
            item=self._item(row),
            first_seen=instant_of(row[7]),
            sightings=tuple(
                Sighting(
                    source=source,
                    rank=ranks.get(source, len(ranks)),
                    listed=bool(listed) and source in ranks,
                    printed=decode(printed),
                )
                for source, printed, listed in sightings
            ),
        )

    def _absent(self, source: str, entries: Sequence[FeedItem]) -> set[str]:
        """Return items of a source that an entry without a key may be the edited return of: the nearest in time."""
        found: set[str] = set()
        for entry in entries:
            if entry.printed.day is not None:
                near = [
                    row
                    for query in (_LATER, _EARLIER)
                    for row in self._db.execute(query, (source, second_of(entry.published), _NEAR, _NEAREST))
                ]
                found.update(guid for _, guid in sorted(near)[:_NEAREST])
        return found

    def is_minted(self, guid: str) -> bool:
        """Say whether a guid is in use, be it as part of another story."""
        query = "SELECT EXISTS (SELECT 1 FROM item WHERE guid = ?1) OR EXISTS (SELECT 1 FROM joined WHERE guid = ?1)"
        return bool(self._db.execute(query, (guid,)).fetchone()[0])

    def taken(self, second: int) -> bool:
        """Say whether an item was published or updated in a second."""
        query = (
            "SELECT EXISTS (SELECT 1 FROM item WHERE published = ?1) OR EXISTS (SELECT 1 FROM item WHERE updated = ?1)"
        )
        return bool(self._db.execute(query, (second,)).fetchone()[0])

    def _item(self, row: tuple[str, int, int, str, str, str, str, int, int]) -> FeedItem:
        guid, published, updated, basis, digest, source, printed, _, arrival = row
        keys = self._db.execute("SELECT key FROM alias WHERE guid = ? ORDER BY place", (guid,))
        return FeedItem(
            guid=guid,
            aliases=tuple(key for (key,) in keys),
            source=source,
            printed=decode(printed),
            digest=digest,
            published=instant_of(published),
            updated=instant_of(updated),
            basis=msgspec.convert(basis, Basis),
            arrival=arrival,
        )

    def whole(self, arrival: int) -> FeedItem | None:
        """Return an item that feeds may show by its number, with all that they say of it."""
        row = self._db.execute(f"{_SELECT} WHERE arrival = ? AND {_SHOWN}", (arrival,)).fetchone()
        if row is None:
            return None
        item = self._item(row)
        query = "SELECT (SELECT count(*) FROM sighting WHERE guid = ?1), EXISTS (SELECT 1 FROM joined WHERE story = ?1)"
        seen, joined = self._db.execute(query, (item.guid,)).fetchone()
        if seen < 2 and not joined:
            return item
        sightings = self.printings(item.guid) if seen > 1 else ()
        return replace(item, sightings=sightings, joined=self.parts(item.guid))

    def printings(self, guid: str) -> tuple[tuple[str, Printed], ...]:
        """Return what each source printed of an item when it last listed it, by source."""
        rows = self._db.execute("SELECT source, printed FROM sighting WHERE guid = ? ORDER BY source", (guid,))
        return tuple((source, decode(data)) for source, data in rows)

    def parts(self, guid: str) -> tuple[str, ...]:
        """Return the guids of the items that became part of one by hand."""
        return tuple(row[0] for row in self._db.execute(_PARTS, (guid,)))

    def find(self, guid: str) -> FeedItem | None:
        """Return an item that feeds may show by its guid."""
        row = self._db.execute(f"{_SELECT} WHERE guid = ? AND {_SHOWN}", (guid,)).fetchone()
        return self._item(row) if row else None

    def is_empty(self) -> bool:
        """Say whether no item is kept."""
        return self._db.execute("SELECT 1 FROM item LIMIT 1").fetchone() is None

    def count(self) -> int:
        """Return how many items are kept."""
        return int(self._db.execute("SELECT count(*) FROM item").fetchone()[0])

    def topics(self) -> list[PublishedTopic]:
        """Return every topic feed that was ever published, by slug."""
        rows = self._db.execute("SELECT slug, key, facet, label, id, updated FROM topic ORDER BY slug")
        return [
            PublishedTopic(slug=s, key=k, facet=msgspec.convert(f, Facet), label=n, id=i, updated=instant_of(u))
            for s, k, f, n, i, u in rows
        ]

    def state(self, source: str) -> SourceState | None:
        """Return how a source stood after its last run; None if it has never been read."""
        row = self._db.execute(
            "SELECT state, since, spoken, reason, warnings FROM source WHERE name = ? AND (since > 0 OR last > 0)",
            (source,),
        ).fetchone()
        if row is None:
            return None
        state, since, spoken, reason, warnings = row
        return SourceState(
            state=msgspec.convert(state, State),
            since=instant_of(since),
            spoken=instant_of(spoken),
            reason=reason,
            warnings=msgspec.json.decode(warnings, type=tuple[str, ...]),
        )

    # ── writing: only what differs ────────────────────────────────────────────────────────────────

    def keep_reading(self, source: str, decision: Decision, now: datetime) -> None:
        """Keep a good reading: its items, what the source printed, and the list itself.

        A late reading adds items; it replaces neither what is listed nor what was printed.
        """
        changed = [self._keep(change, source, late=decision.late) for change in decision.changes]
        reading = [change.item.guid for change in decision.changes]
        if not decision.late:
            changed.append(self.keep_list(source, reading) or not self._has_been_read(source))
            if any(changed):
                self._meet(source)
                self._db.execute("UPDATE source SET last = ?2 WHERE name = ?1", (source, second_of(now)))
        changed.append(self._keep_shared_links(decision.changes))
        if any(changed):
            self._db.execute("UPDATE site SET last_run = max(last_run, ?)", (second_of(now),))

    def _keep_shared_links(self, changes: Sequence[Change]) -> bool:
        """Take from all items a link that stands on several of them now; say whether one is new."""
        holders: dict[str, dict[str, str]] = {}
        for change in changes:
            if change.seen.link:
                link = canonical_link(change.seen.link)
                found = holders.setdefault(path_of(link), {})
                found[change.item.guid] = link
                if change.kind == "new":  # though another story has the link: it was given to the next one
                    rows = self._db.execute("SELECT guid FROM alias WHERE key = ?", (f"link:{link}",))
                    found |= dict.fromkeys((guid for (guid,) in rows), link)
        links = [link for guids in holders.values() if len(guids) > 1 for link in guids.values()]
        pages = dict.fromkeys(page_of(link) for link in links)
        new = [p for p in pages if not self._db.execute("SELECT 1 FROM shared WHERE page = ?", (p,)).fetchone()]
        self._db.executemany("INSERT INTO shared VALUES (?)", [(page,) for page in new])
        for key in {f"link:{link}" for link in links}:
            for (guid,) in self._db.execute("SELECT guid FROM alias WHERE key = ?", (key,)).fetchall():
                drop_keys(self._db, guid, {key})
        return bool(new)

    def keep_list(self, source: str, guids: Sequence[str]) -> bool:
        """Keep which items a source lists, oldest first; say whether that differs from before."""
        before = [r[0] for r in self._db.execute("SELECT guid FROM reading WHERE source = ? ORDER BY place", (source,))]
        if list(guids) == before:
            return False
        self._db.execute("DELETE FROM reading WHERE source = ?", (source,))
        self._db.executemany(
            "INSERT INTO reading VALUES (?, ?, ?)", [(source, place, guid) for place, guid in enumerate(guids)]
        )
        return True

    def lists(self, source: str) -> bool:
        """Say whether a reading of a source is known, or feeds that stand for it."""
        return self._db.execute("SELECT 1 FROM reading WHERE source = ?", (source,)).fetchone() is not None

    def vouch(self, source: str, instant: datetime) -> None:
        """Count what a source lists as a good reading of this instant, for the guard to compare others with."""
        self._meet(source)
        self._db.execute("UPDATE source SET last = ?2 WHERE name = ?1", (source, second_of(instant)))

    def _meet(self, source: str) -> None:
        """Have a row for a source."""
        row = (source, "ok", 0, 0, "", "[]", "", 0)
        self._db.execute("INSERT OR IGNORE INTO source VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)

    def _has_been_read(self, source: str) -> bool:
        return bool(self._db.execute("SELECT 1 FROM source WHERE name = ? AND last > 0", (source,)).fetchone())

    def _keep(self, change: Change, source: str, *, late: bool) -> bool:
        """Keep one change; say whether anything of its item differs from before."""
        item, earlier = change.item, change.earlier
        changed = change.before is None or item != change.before
        moved = self._db.execute(
            "SELECT 1 FROM item WHERE guid = ? AND first_seen = ?", (item.guid, second_of(change.first_seen))
        )
        if changed or moved.fetchone() is None:
            self.add(item, change.first_seen)
            changed = True
        if earlier is not None and change.before is not None:
            row = (item.guid, len(change.before.aliases), encode(earlier))
            self._db.execute("INSERT OR REPLACE INTO earlier VALUES (?, ?, ?)", row)
        if change.before is not None and not change.before.digest and item.digest:
            self._db.execute("DELETE FROM sighting WHERE guid = ?", (item.guid,))
        self.add_sighting(item.guid, source, change.seen)
        if not late:
            self._db.execute(
                "UPDATE sighting SET printed = ?3 WHERE guid = ?1 AND source = ?2 AND printed <> ?3",
                (item.guid, source, encode(change.seen)),
            )
        return changed

    def keep_run(self, now: datetime) -> None:
        """Keep when the ledger was last changed: no later run may have an earlier clock."""
        self._db.execute("UPDATE site SET last_run = max(last_run, ?)", (second_of(now),))

    def look_back(self, shown: int) -> None:
        """Take what this run adds for older than the newest `shown` items, where it was published before them.

        Published feeds show no more than these; what a page still lists beyond them was there before. It is so
        only as long as no page was read: then the ledger knows what there is.
        """
        if self._db.execute("SELECT 1 FROM source WHERE last > 0").fetchone():
            return
        newest = self._db.execute("SELECT published FROM item ORDER BY arrival DESC LIMIT ?", (shown,)).fetchall()
        if len(newest) == shown:
            self._horizon = instant_of(min(newest)[0])

    def number_arrivals(self) -> None:
        """Give the items that a run added their numbers: by first sight, then by `published`."""
        if self._db.execute("SELECT 1 FROM item WHERE arrival = 0").fetchone():
            if self._horizon is not None:
                self._db.execute(NUMBER_BACKWARDS, (second_of(self._horizon),))
            self._db.execute(NUMBER_ARRIVALS)

    def last_arrival(self) -> int:
        """Return the how many-th item the latest one was."""
        return int(self._db.execute("SELECT coalesce(max(arrival), 0) FROM item").fetchone()[0])

    def add(self, item: FeedItem, first_seen: datetime, arrival: int = 0) -> None:
        """Write an item as it now is; one that has arrived before keeps its number."""
        row = (
            *(item.guid, second_of(first_seen), second_of(item.published), second_of(item.updated), item.basis),
            *(item.digest, item.source, encode(item.printed), arrival),
        )
        self._db.execute(
            "INSERT INTO item (guid, first_seen, published, updated, basis, digest, source, printed, arrival)"
            " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO UPDATE SET"
            " first_seen = ?2, published = ?3, updated = ?4, basis = ?5, digest = ?6, source = ?7, printed = ?8",
            row,
        )
        self._db.executemany(
            "INSERT OR IGNORE INTO alias VALUES (?, ?, ?)",
            [(key, item.guid, place) for place, key in enumerate(item.aliases)],
        )

    def add_sighting(self, guid: str, source: str, printed: Printed) -> None:
        """Write what a source once printed of an item, without listing it now."""
        self._db.execute("INSERT OR IGNORE INTO sighting VALUES (?, ?, ?)", (guid, source, encode(printed)))

    def keep_state(self, source: str, state: SourceState) -> None:
        """Keep how a source stands."""
        if state != self.state(source):
            self._meet(source)
            row = (
                *(source, state.state, second_of(state.since), second_of(state.spoken), state.reason),
                msgspec.json.encode(state.warnings).decode(),
            )
            self._db.execute(
                "UPDATE source SET state = ?2, since = ?3, spoken = ?4, reason = ?5, warnings = ?6 WHERE name = ?1", row
            )

    def keep_page(self, source: str, page: str) -> None:
        """Keep the address of a source's page: its items lead there when it has left the config."""
        if page != self.pages().get(source, ""):
            self._meet(source)
            self._db.execute("UPDATE source SET page = ?2 WHERE name = ?1", (source, page))

    def pages(self) -> dict[str, str]:
        """Return the address of every page that was ever read, by source."""
        return dict(self._db.execute("SELECT name, page FROM source WHERE page <> '' ORDER BY name"))

    def addresses(self) -> dict[str, str]:
        """Return the address of the page of every source that was ever met, "" if it has none."""
        return dict(self._db.execute("SELECT name, page FROM source ORDER BY name"))

    def snapshots(self, source: str) -> dict[str, str]:
        """Return the state of each file that was looked at in a source's folder: read, held or failed."""
        return dict(self._db.execute("SELECT name, state FROM snapshot WHERE source = ? ORDER BY name", (source,)))

    def keep_snapshot(self, source: str, name: str, state: str) -> None:
        """Keep what became of a file in a source's folder."""
        self._db.execute("INSERT OR REPLACE INTO snapshot VALUES (?, ?, ?)", (source, name, state))

    def keep_topics(self, topics: Iterable[PublishedTopic]) -> None:
        """Keep which topic feeds are published; none is ever taken away."""
        before = {topic.slug: topic for topic in self.topics()}
        rows = [t for t in topics if before.get(t.slug) != t]
        self._db.executemany(
            "INSERT OR REPLACE INTO topic VALUES (?, ?, ?, ?, ?, ?)",
            [(t.slug, t.key, t.facet, t.label, t.id, second_of(t.updated)) for t in rows],
        )

    def has_topic(self, slug: str) -> bool:
        """Say whether a topic feed was ever published under a slug."""
        return self._db.execute("SELECT 1 FROM topic WHERE slug = ?", (slug,)).fetchone() is not None

    def keep_topic_label(self, slug: str, label: str) -> None:
        """Keep how the topic of a feed is spelt."""
        self._db.execute("UPDATE topic SET label = ?2 WHERE slug = ?1 AND label <> ?2", (slug, label))

    def keep_topic_updated(self, slug: str, updated: int) -> None:
        """Keep when there last was news in a topic feed that has become empty."""
        self._db.execute("UPDATE topic SET updated = ?2 WHERE slug = ?1", (slug, updated))

    def file_anew(self) -> None:
        """Let all items be filed anew, beside the closed pages: what was taken over may belong anywhere."""
        self._db.execute("UPDATE site SET filed = '?' || ltrim(filed, '?')")

    def withdraw(self, guid: str) -> None:
        """Keep a guid out of every file from now on, whether or not the item is known."""
        self._db.execute("INSERT OR IGNORE INTO withdrawn VALUES (?)", (guid,))

    def readmit(self, guid: str) -> None:
        """Take a withdrawal back."""
        self._db.execute("DELETE FROM withdrawn WHERE guid = ?", (guid,))

    def is_withdrawn(self, guid: str) -> bool:
        """Say whether no file may show a guid."""
        return self._db.execute("SELECT 1 FROM withdrawn WHERE guid = ?", (guid,)).fetchone() is not None

    def has_withdrawn(self) -> bool:
        """Say whether any guid was withdrawn."""
        return self._db.execute("SELECT 1 FROM withdrawn").fetchone() is not None

    def keep_joined(self, guid: str, story: str) -> None:
        """Keep that an item became part of another one, of which no more is known."""
        self._db.execute("INSERT OR IGNORE INTO joined VALUES (?, ?, 1, '', '')", (guid, story))

    def latest(self) -> datetime | None:
        """Return when any item was last updated, else when the ledger last changed; None before the first item."""
        query = "SELECT coalesce((SELECT max(updated) FROM item), (SELECT nullif(last_run, 0) FROM site))"
        (second,) = self._db.execute(query).fetchone()
        return None if second is None else instant_of(second)

    # ── faults ────────────────────────────────────────────────────────────────────────────────────

    def check(self) -> list[str]:
        """Return what is wrong with the file itself."""
        faults = [str(row[0]) for row in self._db.execute("PRAGMA integrity_check(20)") if row[0] != "ok"]
        faults += [f"{row[0]} row without its item" for row in self._db.execute("PRAGMA foreign_key_check")]
        return faults

    def refuse_earlier_clock(self, now: datetime) -> None:
        """Raise ClockError when `now` lies before the last run: it would be published for ever."""
        (last,) = self._db.execute("SELECT last_run FROM site").fetchone()
        if second_of(now) < last:
            raise ClockError(
                f"the clock says {now:%Y-%m-%dT%H:%M:%SZ}, but the ledger {self._path} was last changed at "
                f"{instant_of(last):%Y-%m-%dT%H:%M:%SZ}; set the clock, or give a later --now"
            )


_SELECT: Final = "SELECT guid, published, updated, basis, digest, source, printed, first_seen, arrival FROM item"
_SHOWN: Final = "guid NOT IN withdrawn AND guid NOT IN hidden"  # a look into each; `unshown` would be made anew
_PARTS: Final = (
    "WITH RECURSIVE part AS (SELECT guid FROM joined WHERE story = ? UNION SELECT j.guid FROM joined j JOIN part p"
    " ON j.story = p.guid) SELECT guid FROM part ORDER BY guid"
)
# Each walks an index away from one instant, and stops when it has found enough.
_LATER: Final = (
    "SELECT i.published - ?2, i.guid FROM item i CROSS JOIN sighting s ON s.guid = i.guid AND s.source = ?1"
    " WHERE i.published BETWEEN ?2 AND ?2 + ?3 ORDER BY i.published, i.guid LIMIT ?4"
)
_EARLIER: Final = (
    "SELECT ?2 - i.published, i.guid FROM item i CROSS JOIN sighting s ON s.guid = i.guid AND s.source = ?1"
    " WHERE i.published < ?2 AND i.published >= ?2 - ?3 ORDER BY i.published DESC, i.guid LIMIT ?4"
)

"""Reading and writing of the ledger."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

import msgspec

from feedpub.ledger.keeping import add_items, keep_list, keep_reading, meet, number_arrivals
from feedpub.ledger.knowing import (
    ITEM,
    SHOWN,
    ids_of,
    is_minted,
    read_items,
    read_known,
    read_known_items,
    read_parts,
    read_printings,
    read_whole,
)
from feedpub.ledger.selecting import ID
from feedpub.ledger.values import PublishedTopic, SourceState, State, encode, instant_of, second_of
from feedpub.model import Facet, FeedItem, Printed
from feedpub.reconcile import Decision, Known, KnownItem


class Ledger:
    """The embedded ledger. Open it with `open_ledger`; each reading is committed in one transaction."""

    def __init__(self, connection: sqlite3.Connection, *, rehearsal: bool) -> None:
        """Wrap an open connection; a rehearsal is rolled back at the end instead of committed."""
        self._db = connection
        self._rehearsal = rehearsal
        self._horizon: datetime | None = None
        self.flipped: set[str] = set()
        """The items that had arrived before and that the filters hid or let back since it was opened."""

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
        return read_known(self._db, site, source, ranks, entries)

    def known_item(self, guid: str, ranks: Mapping[str, int]) -> KnownItem:
        """Return an item with what its sources print of it; `ranks` are the places of these in the config."""
        return read_known_items(self._db, [guid], ranks)[guid]

    def is_minted(self, guid: str) -> bool:
        """Say whether a guid is in use, be it as part of another story."""
        return is_minted(self._db, guid)

    def taken(self, second: int) -> bool:
        """Say whether an item was published or updated in a second."""
        query = (
            "SELECT EXISTS (SELECT 1 FROM item WHERE published = ?1) OR EXISTS (SELECT 1 FROM item WHERE updated = ?1)"
        )
        return bool(self._db.execute(query, (second,)).fetchone()[0])

    def whole(self, arrivals: Iterable[int]) -> Iterator[FeedItem]:
        """Yield the items that feeds may show of these numbers, in their order, with all that they say of them."""
        return read_whole(self._db, arrivals)

    def printings(self, guid: str) -> tuple[tuple[str, Printed], ...]:
        """Return what each source printed of an item when it last listed it, by source."""
        return read_printings(self._db, guid)

    def parts(self, guid: str) -> tuple[str, ...]:
        """Return the guids of the items that became part of one by hand."""
        return read_parts(self._db, guid)

    def find(self, guid: str) -> FeedItem | None:
        """Return an item that feeds may show by its guid."""
        rows = self._db.execute(f"{ITEM} WHERE guid = ? AND {SHOWN}", (guid,)).fetchall()
        return next(iter(read_items(self._db, rows)), None)

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
        keep_reading(self._db, source, decision, now)

    def keep_list(self, source: str, guids: Sequence[str]) -> bool:
        """Keep which items a source lists, oldest first; say whether that differs from before."""
        numbers = ids_of(self._db, guids)
        return keep_list(self._db, source, [numbers[guid] for guid in guids])

    def lists(self, source: str) -> bool:
        """Say whether a reading of a source is known, or feeds that stand for it."""
        return self._db.execute("SELECT 1 FROM reading WHERE source = ?", (source,)).fetchone() is not None

    def vouch(self, source: str, instant: datetime) -> None:
        """Count what a source lists as a good reading of this instant, for the guard to compare others with."""
        meet(self._db, source)
        self._db.execute("UPDATE source SET last = ?2 WHERE name = ?1", (source, second_of(instant)))

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
        number_arrivals(self._db, self._horizon)

    def last_arrival(self) -> int:
        """Return the how many-th item the latest one was."""
        return int(self._db.execute("SELECT coalesce(max(arrival), 0) FROM item").fetchone()[0])

    def add(self, item: FeedItem, first_seen: datetime, arrival: int = 0) -> None:
        """Write an item as it now is; one that has arrived before keeps its number."""
        add_items(self._db, [(item, first_seen, arrival)])

    def add_sighting(self, guid: str, source: str, printed: Printed) -> None:
        """Write what a source once printed of an item, without listing it now."""
        query = f"INSERT INTO sighting VALUES ({ID}, ?, ?) ON CONFLICT DO NOTHING"
        self._db.execute(query, (guid, source, encode(printed)))

    def keep_state(self, source: str, state: SourceState) -> None:
        """Keep how a source stands."""
        if state != self.state(source):
            meet(self._db, source)
            row = (
                *(source, state.state, second_of(state.since), second_of(state.spoken), state.reason),
                msgspec.json.encode(state.warnings).decode(),
            )
            self._db.execute(
                "UPDATE source SET state = ?2, since = ?3, spoken = ?4, reason = ?5, warnings = ?6 WHERE name = ?1", row
            )

    def keep_page(self, source: str, page: str) -> None:
        """Keep the address of a source's page: its items lead there when it has left the config."""
        known = self._db.execute("SELECT page FROM source WHERE name = ?", (source,)).fetchone()
        if page != (known[0] if known else ""):
            meet(self._db, source)
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

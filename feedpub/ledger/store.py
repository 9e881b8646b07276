"""Reading and writing of the ledger."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, Literal
from uuid import UUID

import msgspec

from feedpub.errors import ClockError
from feedpub.identity import text_key
from feedpub.ledger.schema import NUMBER_ARRIVALS
from feedpub.model import Basis, Facet, FeedItem, Printed
from feedpub.reconcile import Change, Decision, Known, KnownItem, Sighting

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)

State = Literal["ok", "held", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState:
    """How a source stands: since when, when that was last said, why, and its standing warnings."""

    state: State = "ok"
    since: datetime = _EPOCH
    spoken: datetime = _EPOCH
    reason: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedTopic:
    """A topic feed that was published once: slug and id are for ever."""

    slug: str
    key: str
    facet: Facet
    label: str
    id: str
    updated: datetime


class Ledger:
    """The embedded ledger. Open it with `open_ledger`; each reading is committed in one transaction."""

    def __init__(self, connection: sqlite3.Connection, path: Path, *, rehearsal: bool) -> None:
        """Wrap an open connection; a rehearsal is rolled back at the end instead of committed."""
        self._db = connection
        self._path = path
        self._rehearsal = rehearsal

    # ── transactions ──────────────────────────────────────────────────────────────────────────────

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit all or nothing of what happens inside; in a rehearsal, nothing."""
        if self._rehearsal:
            if not self._db.in_transaction:
                self._db.execute("BEGIN")
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
        for entry in entries:
            for alias in entry.aliases:
                guids |= dict.fromkeys(r[0] for r in self._db.execute("SELECT guid FROM alias WHERE key = ?", (alias,)))
        last = self._db.execute("SELECT last FROM source WHERE name = ? AND last > 0", (source,)).fetchone()
        return Known(
            site=site,
            source=source,
            rank=ranks[source],
            items={guid: self._known_item(guid, ranks) for guid in guids},
            previous=previous,
            last=_instant(last[0]) if last else None,
            minted=self._is_minted,
            taken=self._taken,
        )

    def _known_item(self, guid: str, ranks: Mapping[str, int]) -> KnownItem:
        row = self._db.execute(f"{_SELECT} WHERE guid = ?", (guid,)).fetchone()
        sightings = self._db.execute(
            # After a rebuild no source has a reading yet: each counts as listing what it was last seen to print.
            "SELECT s.source, s.printed, EXISTS (SELECT 1 FROM reading r WHERE r.guid = s.guid AND r.source = s.source)"
            " OR NOT EXISTS (SELECT 1 FROM reading r WHERE r.source = s.source) FROM sighting s WHERE s.guid = ?",
            (guid,),
        )
        return KnownItem(
            item=self._item(row),
            first_seen=_instant(row[7]),
            sightings=tuple(
                Sighting(
                    source=source,
                    rank=ranks.get(source, len(ranks)),
                    listed=bool(listed) and source in ranks,
                    printed=_decode(printed),
                )
                for source, printed, listed in sightings
            ),
        )

    def _is_minted(self, guid: str) -> bool:
        return self._db.execute("SELECT 1 FROM item WHERE guid = ?", (guid,)).fetchone() is not None

    def _taken(self, second: int) -> bool:
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
            printed=_decode(printed),
            digest=digest,
            published=_instant(published),
            updated=_instant(updated),
            basis=msgspec.convert(basis, Basis),
            arrival=arrival,
        )

    def items(self) -> Iterator[FeedItem]:
        """Yield every item that is not withdrawn, the newest arrival first; those of one run by `published`."""
        for row in self._db.execute(f"{_SELECT} WHERE guid NOT IN withdrawn ORDER BY arrival DESC"):
            item = self._item(row)
            printed = self._db.execute(
                "SELECT source, printed FROM sighting WHERE guid = ? ORDER BY source", (item.guid,)
            )
            sightings = tuple((source, _decode(data)) for source, data in printed)
            yield replace(item, sightings=sightings) if len(sightings) > 1 else item

    def count(self) -> int:
        """Return how many items are kept."""
        return int(self._db.execute("SELECT count(*) FROM item").fetchone()[0])

    def topics(self) -> list[PublishedTopic]:
        """Return every topic feed that was ever published, by slug."""
        rows = self._db.execute("SELECT slug, key, facet, label, id, updated FROM topic ORDER BY slug")
        return [
            PublishedTopic(slug=s, key=k, facet=msgspec.convert(f, Facet), label=n, id=i, updated=_instant(u))
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
            since=_instant(since),
            spoken=_instant(spoken),
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
                self._db.execute("UPDATE source SET last = ?2 WHERE name = ?1", (source, _second(now)))
        if any(changed):
            self._db.execute("UPDATE site SET last_run = max(last_run, ?)", (_second(now),))

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
            "SELECT 1 FROM item WHERE guid = ? AND first_seen = ?", (item.guid, _second(change.first_seen))
        )
        if changed or moved.fetchone() is None:
            self.add(item, change.first_seen)
            changed = True
        if earlier is not None:
            key = text_key(earlier.day, earlier.title, earlier.summary)
            self._db.execute("INSERT OR REPLACE INTO earlier VALUES (?, ?, ?)", (item.guid, key, _encode(earlier)))
        self.add_sighting(item.guid, source, change.seen)
        if not late:
            self._db.execute(
                "UPDATE sighting SET printed = ?3 WHERE guid = ?1 AND source = ?2 AND printed <> ?3",
                (item.guid, source, _encode(change.seen)),
            )
        return changed

    def number_arrivals(self) -> None:
        """Give the items that a run added their numbers: by first sight, then by `published`."""
        if self._db.execute("SELECT 1 FROM item WHERE arrival = 0").fetchone():
            self._db.execute(NUMBER_ARRIVALS)

    def add(self, item: FeedItem, first_seen: datetime, arrival: int = 0) -> None:
        """Write an item as it now is; one that has arrived before keeps its number."""
        row = (
            *(item.guid, _second(first_seen), _second(item.published), _second(item.updated), item.basis),
            *(item.digest, item.source, _encode(item.printed), arrival),
        )
        self._db.execute(
            "INSERT INTO item VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO UPDATE SET"
            " first_seen = ?2, published = ?3, updated = ?4, basis = ?5, digest = ?6, source = ?7, printed = ?8",
            row,
        )
        self._db.executemany(
            "INSERT OR IGNORE INTO alias VALUES (?, ?, ?)",
            [(key, item.guid, place) for place, key in enumerate(item.aliases)],
        )

    def add_sighting(self, guid: str, source: str, printed: Printed) -> None:
        """Write what a source once printed of an item, without listing it now."""
        self._db.execute("INSERT OR IGNORE INTO sighting VALUES (?, ?, ?)", (guid, source, _encode(printed)))

    def keep_state(self, source: str, state: SourceState) -> None:
        """Keep how a source stands."""
        if state != self.state(source):
            self._meet(source)
            row = (
                *(source, state.state, _second(state.since), _second(state.spoken), state.reason),
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
            [(t.slug, t.key, t.facet, t.label, t.id, _second(t.updated)) for t in rows],
        )

    def withdraw(self, guid: str) -> None:
        """Keep a guid out of every file from now on, whether or not the item is known."""
        self._db.execute("INSERT OR IGNORE INTO withdrawn VALUES (?)", (guid,))

    def readmit(self, guid: str) -> None:
        """Take a withdrawal back."""
        self._db.execute("DELETE FROM withdrawn WHERE guid = ?", (guid,))

    def withdrawn(self) -> tuple[str, ...]:
        """Return the guids that no file may show."""
        return tuple(row[0] for row in self._db.execute("SELECT guid FROM withdrawn ORDER BY guid"))

    # ── faults ────────────────────────────────────────────────────────────────────────────────────

    def check(self) -> list[str]:
        """Return what is wrong with the file itself."""
        faults = [str(row[0]) for row in self._db.execute("PRAGMA integrity_check(20)") if row[0] != "ok"]
        faults += [f"{row[0]} row without its item" for row in self._db.execute("PRAGMA foreign_key_check")]
        return faults

    def refuse_earlier_clock(self, now: datetime) -> None:
        """Raise ClockError when `now` lies before the last run: it would be published for ever."""
        (last,) = self._db.execute("SELECT last_run FROM site").fetchone()
        if _second(now) < last:
            raise ClockError(
                f"the clock says {now:%Y-%m-%dT%H:%M:%SZ}, but the ledger {self._path} was last changed at "
                f"{_instant(last):%Y-%m-%dT%H:%M:%SZ}; set the clock, or give a later --now"
            )


_SELECT: Final = "SELECT guid, published, updated, basis, digest, source, printed, first_seen, arrival FROM item"


def _encode(printed: Printed) -> str:
    """Write what was printed as JSON, without the empty fields."""
    filled = {name: value for name, value in msgspec.to_builtins(printed).items() if value}
    return msgspec.json.encode(filled).decode()


def _decode(data: str) -> Printed:
    return msgspec.json.decode(data, type=Printed)


def _second(instant: datetime) -> int:
    return int(instant.timestamp())


def _instant(second: int) -> datetime:
    # Not fromtimestamp: it refuses what lies before 1970 on some systems.
    return _EPOCH + timedelta(seconds=second)

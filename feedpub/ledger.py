"""What feedpub remembers between runs: one SQLite file, beside the config and never in the output.

item      guid, first_seen, published, updated (epoch seconds), basis, digest, source, printed (JSON)
alias     key → guid            sighting  what each source printed of an item
reading   the last good reading of each source, oldest entry first
source    state of each source  topic     every topic feed that was ever published
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, Literal
from uuid import UUID

import msgspec

from feedpub.errors import ClockError, LedgerError
from feedpub.model import Basis, Facet, FeedItem, Printed
from feedpub.reconcile import Change, Known, KnownItem, Sighting

SCHEMA: Final = 1
APPLICATION: Final = 0x66656564  # "feed"
_TABLES: Final = """
CREATE TABLE site (id TEXT NOT NULL, last_run INTEGER NOT NULL) STRICT;
CREATE TABLE item (
    guid TEXT PRIMARY KEY, first_seen INTEGER NOT NULL, published INTEGER NOT NULL, updated INTEGER NOT NULL,
    basis TEXT NOT NULL, digest TEXT NOT NULL, source TEXT NOT NULL, printed TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX item_arrival ON item (first_seen DESC, published DESC, guid);
CREATE INDEX item_published ON item (published);
CREATE INDEX item_updated ON item (updated);
CREATE TABLE alias (
    key TEXT NOT NULL, guid TEXT NOT NULL REFERENCES item (guid), place INTEGER NOT NULL, PRIMARY KEY (key, guid)
) STRICT, WITHOUT ROWID;
CREATE INDEX alias_guid ON alias (guid, place);
CREATE TABLE sighting (
    guid TEXT NOT NULL REFERENCES item (guid), source TEXT NOT NULL, printed TEXT NOT NULL, PRIMARY KEY (guid, source)
) STRICT, WITHOUT ROWID;
CREATE TABLE reading (
    source TEXT NOT NULL, place INTEGER NOT NULL, guid TEXT NOT NULL REFERENCES item (guid),
    PRIMARY KEY (source, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX reading_guid ON reading (guid);
CREATE TABLE source (
    name TEXT PRIMARY KEY, state TEXT NOT NULL, since INTEGER NOT NULL, spoken INTEGER NOT NULL,
    reason TEXT NOT NULL, warnings TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE topic (
    slug TEXT PRIMARY KEY, key TEXT NOT NULL, facet TEXT NOT NULL, label TEXT NOT NULL, id TEXT NOT NULL,
    updated INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
"""

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
        items = {guid: self._known_item(guid, ranks) for guid in guids}
        rank = ranks[source]
        return Known(site=site, source=source, rank=rank, items=items, previous=previous, taken=self._taken)

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

    def _taken(self, second: int) -> bool:
        query = (
            "SELECT EXISTS (SELECT 1 FROM item WHERE published = ?1) OR EXISTS (SELECT 1 FROM item WHERE updated = ?1)"
        )
        return bool(self._db.execute(query, (second,)).fetchone()[0])

    def _item(self, row: tuple[str, int, int, str, str, str, str, int]) -> FeedItem:
        guid, published, updated, basis, digest, source, printed, _ = row
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
        )

    def items(self) -> Iterator[FeedItem]:
        """Yield every item, the newest arrival first; arrivals of one run by `published`."""
        for row in self._db.execute(f"{_SELECT} ORDER BY first_seen DESC, published DESC, guid"):
            yield self._item(row)

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
            "SELECT state, since, spoken, reason, warnings FROM source WHERE name = ?", (source,)
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

    def keep_reading(self, source: str, changes: Sequence[Change], now: datetime) -> None:
        """Keep a good reading: its items, what the source printed, and the list itself."""
        for change in changes:
            self._keep(change, source)
        reading = [change.item.guid for change in changes]
        before = [r[0] for r in self._db.execute("SELECT guid FROM reading WHERE source = ? ORDER BY place", (source,))]
        if reading != before:
            self._db.execute("DELETE FROM reading WHERE source = ?", (source,))
            self._db.executemany(
                "INSERT INTO reading VALUES (?, ?, ?)", [(source, place, guid) for place, guid in enumerate(reading)]
            )
        if reading != before or any(change.kind != "unchanged" for change in changes):
            self._db.execute("UPDATE site SET last_run = max(last_run, ?)", (_second(now),))

    def _keep(self, change: Change, source: str) -> None:
        item = change.item
        if change.kind != "unchanged":
            self.add(item, change.first_seen)
        seen = _encode(change.seen)
        self._db.execute(
            "INSERT INTO sighting VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET printed = ?3 WHERE printed <> ?3",
            (item.guid, source, seen),
        )

    def add(self, item: FeedItem, first_seen: datetime) -> None:
        """Write an item as it now is."""
        row = (
            *(item.guid, _second(first_seen), _second(item.published), _second(item.updated), item.basis),
            *(item.digest, item.source, _encode(item.printed)),
        )
        self._db.execute(
            "INSERT INTO item VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO UPDATE SET"
            " published = ?3, updated = ?4, basis = ?5, digest = ?6, source = ?7, printed = ?8",
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
            row = (
                *(source, state.state, _second(state.since), _second(state.spoken), state.reason),
                msgspec.json.encode(state.warnings).decode(),
            )
            self._db.execute("INSERT OR REPLACE INTO source VALUES (?, ?, ?, ?, ?, ?)", row)

    def keep_topics(self, topics: Iterable[PublishedTopic]) -> None:
        """Keep which topic feeds are published; none is ever taken away."""
        before = {topic.slug: topic for topic in self.topics()}
        rows = [t for t in topics if before.get(t.slug) != t]
        self._db.executemany(
            "INSERT OR REPLACE INTO topic VALUES (?, ?, ?, ?, ?, ?)",
            [(t.slug, t.key, t.facet, t.label, t.id, _second(t.updated)) for t in rows],
        )

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


_SELECT: Final = "SELECT guid, published, updated, basis, digest, source, printed, first_seen FROM item"


@contextmanager
def open_ledger(path: Path, site: UUID, *, rehearsal: bool = False) -> Iterator[Ledger]:
    """Open the ledger of a site, new when there is none; a rehearsal changes no byte of it.

    Raises LedgerError when the file is corrupt, newer than this program, of another site or not writable.
    """
    new = not path.exists() or path.stat().st_size == 0
    try:
        if not (new and rehearsal):
            path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(":memory:" if new and rehearsal else path, isolation_level=None, timeout=10)
    except (OSError, sqlite3.Error) as error:
        raise LedgerError(
            f"{path}: the ledger cannot be opened ({error}); its folder must exist and be writable"
        ) from None
    ledger = Ledger(connection, path, rehearsal=rehearsal)
    try:
        _prepare(connection, path, site, new=new, rehearsal=rehearsal)
        yield ledger
    except sqlite3.DatabaseError as error:
        raise LedgerError(f"{path}: {_advice(error)}") from error
    finally:
        ledger.close()


def _advice(error: sqlite3.DatabaseError) -> str:
    """Say what SQLite's error means for the user and what to do next."""
    code = getattr(error, "sqlite_errorname", "")
    if code in {"SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM"} or code.startswith("SQLITE_READONLY"):
        return f"the ledger is not writable ({error}); give this user write access to the file and its folder"
    if code == "SQLITE_BUSY":
        return "another program holds the ledger open for writing; try again when it has finished"
    if code in {"SQLITE_FULL", "SQLITE_IOERR"} or code.startswith("SQLITE_IOERR"):
        return f"the ledger could not be written ({error}); nothing was lost, make room and run again"
    return (
        f"the ledger is damaged ({error}); put a backup in its place, or move it away: the next build rebuilds "
        "it from the feeds in the output folder"
    )


def _prepare(db: sqlite3.Connection, path: Path, site: UUID, *, new: bool, rehearsal: bool) -> None:
    """Check whose file it is, and make the tables of a new one."""
    # user_version is read and write access tried before WAL is switched on: WAL already writes.
    version = int(db.execute("PRAGMA user_version").fetchone()[0])
    if version > SCHEMA:
        raise LedgerError(
            f"{path}: the ledger was written by a newer feedpub (format {version}, this one reads {SCHEMA}); upgrade"
        )
    application = int(db.execute("PRAGMA application_id").fetchone()[0])
    if not new and (application != APPLICATION or version < 1):
        raise LedgerError(f"{path}: this is a database of another program; name another file with `ledger`")
    db.execute("PRAGMA foreign_keys = ON")
    if not rehearsal:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")  # NORMAL loses commits when the power goes
    if new:
        db.execute("BEGIN IMMEDIATE")
        for statement in _TABLES.split(";\n"):
            db.execute(statement)
        db.execute("INSERT INTO site VALUES (?, 0)", (str(site),))
        db.execute(f"PRAGMA application_id = {APPLICATION}")
        db.execute(f"PRAGMA user_version = {SCHEMA}")
        db.execute("COMMIT")
    (owner,) = db.execute("SELECT id FROM site").fetchone()
    if owner != str(site):
        raise LedgerError(
            f"{path}: the ledger belongs to the site {owner}, the config says {site}; `site.id` is written once "
            "and never changed: put the old one back, or name another `ledger`"
        )


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

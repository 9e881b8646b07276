"""An exported ledger, taken back: all of it or nothing."""

import sqlite3
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID

import msgspec

from feedpub.errors import LedgerError
from feedpub.ledger.export import Content, Header, Joined, Reading, Shared, Snapshot, Source, Topic, Withdrawn
from feedpub.ledger.lines import FeedLine, PageLine, write_feed, write_page
from feedpub.ledger.opening import copy_ledger, open_ledger
from feedpub.ledger.records import Record, write_record
from feedpub.ledger.schema import SCHEMA
from feedpub.ledger.selecting import ID
from feedpub.ledger.store import Ledger
from feedpub.ledger.values import second_of

_TABLES: Final = (
    "joined",
    "shared",
    "withdrawn",
    "snapshot",
    "topic",
    "reading",
    "earlier",
    "sighting",
    "alias",
    "item",
    "source",
    *("file", "touched", "pending", "shown", "page", "past", "terms", "feed", "member", "label"),
)
_PRECIOUS: Final = ("item", "withdrawn", "joined", "topic")


def import_ledger(path: Path, site: UUID, lines: Iterable[bytes], name: str, *, aside: Path | None) -> int:
    """Fill the ledger of a site with an export, or leave everything as it was; return how many items there are.

    A ledger that holds something is replaced only where `aside` says to which file it is copied before.
    Raises LedgerError.
    """
    new = not path.exists() or path.stat().st_size == 0
    if not new:
        with open_ledger(path, site, rehearsal=True) as standing:
            full = any(standing.db.execute(f"SELECT 1 FROM {table}").fetchone() for table in _PRECIOUS)
        if full and aside is None:
            raise LedgerError(f"{path}: this ledger holds items already; --replace sets it aside and takes the export")
        if full and aside is not None:
            copy_ledger(path, site, aside)
    try:
        with open_ledger(path, site) as ledger, ledger.transaction():
            return load(ledger, lines, name, site)
    except LedgerError:
        if new:
            path.unlink(missing_ok=True)
        raise


def load(ledger: Ledger, lines: Iterable[bytes], name: str, site: UUID) -> int:
    """Fill a ledger with an export, in place of all that it holds; return how many items there are.

    Raises LedgerError with `name` and line; the transaction of the caller must then be rolled back.
    """
    db = ledger.db
    for table in _TABLES:
        db.execute(f"DELETE FROM {table}")
    header: Header | None = None
    number = read = 0
    for number, data in enumerate(lines, 1):
        if not data.strip():
            continue
        try:
            if header is None:
                header = msgspec.json.decode(data, type=Header)
                _refuse_foreign(header, f"{name}:{number}", site)
            else:
                read += 1
                _write(db, msgspec.json.decode(data, type=Content))
        except (msgspec.MsgspecError, UnicodeDecodeError, ValueError, OverflowError) as error:
            raise LedgerError(f"{name}:{number}: this is no line of an exported ledger: {error}") from None
        except sqlite3.IntegrityError as error:
            raise LedgerError(f"{name}:{number}: this does not fit to the lines above: {_advice(error)}") from None
    if header is None:
        raise LedgerError(f"{name}: this is empty; an export begins with a line that says so")
    if read != header.lines:
        raise LedgerError(
            f"{name}:{number}: {read} lines follow the first, which announces {header.lines}: the export is not "
            "whole; make it anew, or correct `lines` if you edited it"
        )
    db.execute(
        "UPDATE site SET last_run = ?, filed = '?' || ?, addresses = ?",
        (_second(header.last_run), header.filed, msgspec.json.encode(header.addresses).decode()),
    )
    return ledger.count()


def _refuse_foreign(header: Header, where: str, site: UUID) -> None:
    """Refuse the export of a newer program or of another site."""
    if header.format > SCHEMA:
        raise LedgerError(
            f"{where}: the export was written by a newer feedpub (format {header.format}, this one reads {SCHEMA}); "
            "upgrade"
        )
    if header.site != str(site):
        raise LedgerError(
            f"{where}: the export is of the site {header.site}, the config says {site}; name the right export, or "
            "put the old `site.id` back"
        )


def _write(db: sqlite3.Connection, line: Content) -> None:
    """Write one line."""
    match line:
        case Record():
            write_record(db, line)
        case Source():
            row = (
                *(line.name, line.state, _second(line.since), _second(line.spoken), line.reason),
                *(msgspec.json.encode(line.warnings).decode(), line.page, _second(line.last)),
            )
            db.execute(
                "INSERT INTO source (name, state, since, spoken, reason, warnings, page, last)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                row,
            )
        case Reading():
            places = [(line.source, place, guid) for place, guid in enumerate(line.guids)]
            db.executemany(f"INSERT INTO reading VALUES (?, ?, {ID})", places)
        case Topic():
            topic = (line.slug, line.key, line.facet, line.label, line.id, second_of(line.updated))
            db.execute("INSERT INTO topic VALUES (?, ?, ?, ?, ?, ?)", topic)
        case Snapshot():
            db.execute("INSERT INTO snapshot VALUES (?, ?, ?)", (line.source, line.name, line.state))
        case Shared():
            db.execute("INSERT INTO shared VALUES (?)", (line.page,))
        case Withdrawn():
            db.execute("INSERT INTO withdrawn VALUES (?)", (line.guid,))
        case FeedLine():
            write_feed(db, line)
        case PageLine():
            write_page(db, line)
        case Joined():
            records = (msgspec.json.encode(r).decode() if r else "" for r in (line.was, line.before))
            db.execute("INSERT INTO joined VALUES (?, ?, ?, ?, ?)", (line.guid, line.story, line.place, *records))


def _second(instant: datetime | None) -> int:
    return second_of(instant) if instant else 0


def _advice(error: sqlite3.IntegrityError) -> str:
    """Say what SQLite's constraint means for the file."""
    if "reading.item" in str(error):
        return "it names an item that none of them holds"
    return "it is there twice" if "UNIQUE" in str(error) else str(error)

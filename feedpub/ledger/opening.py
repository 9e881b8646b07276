"""Open a ledger: whose file it is, whether it can be written, and which format it has."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from feedpub.errors import LedgerError
from feedpub.ledger.schema import APPLICATION, SCHEMA, migrate
from feedpub.ledger.store import Ledger


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
    if code == "SQLITE_NOTADB":
        return (
            f"this is no ledger ({error}); if it is a file of your own, name another one with `ledger`; if it was a "
            "ledger, put a backup in its place, or move it away: the next build rebuilds it from the published feeds"
        )
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
    if not new:
        _check_owner(db, path, site)
    if version < SCHEMA:
        db.execute("BEGIN IMMEDIATE")
        migrate(db, version)
        if new:
            db.execute("INSERT INTO site VALUES (?, 0)", (str(site),))
            db.execute(f"PRAGMA application_id = {APPLICATION}")
        if not rehearsal or new:
            db.execute("COMMIT")


def _check_owner(db: sqlite3.Connection, path: Path, site: UUID) -> None:
    """Refuse the ledger of another site: its ids would be published as ours."""
    (owner,) = db.execute("SELECT id FROM site").fetchone()
    if owner != str(site):
        raise LedgerError(
            f"{path}: the ledger belongs to the site {owner}, the config says {site}; `site.id` is written once "
            "and never changed: put the old one back, or name another `ledger`"
        )

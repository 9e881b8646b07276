"""Open a ledger: whose file it is, whether it can be written, and which format it has."""

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final
from uuid import UUID

from feedpub.errors import LedgerError
from feedpub.ledger.schema import APPLICATION, SCHEMA, migrate
from feedpub.ledger.store import Ledger

_NONE: Final = "there is no ledger; the first `feedpub build` makes it"
_CACHE: Final = 5 * 1024
"""So many kB of the file are kept in memory: more saves a full build a few per cent of its time."""


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
    ledger = Ledger(connection, rehearsal=rehearsal)
    try:
        _prepare(connection, path, site, new=new, rehearsal=rehearsal)
        yield ledger
    except sqlite3.DatabaseError as error:
        raise LedgerError(f"{path}: {_advice(error)}") from error
    finally:
        ledger.close()


def copy_ledger(path: Path, site: UUID, target: Path) -> None:
    """Copy the ledger of a site into a new file, whole, whatever else is done with it meanwhile.

    The copy has the format of the original. Raises LedgerError, also when there is something at `target`.
    """
    if os.path.lexists(target):
        raise LedgerError(f"{target}: exists already, and nothing is written over it; name a new file")
    if not path.exists():
        raise LedgerError(f"{path}: {_NONE}")
    if not target.parent.is_dir() or not os.access(target.parent, os.W_OK):
        raise LedgerError(f"{target}: {target.parent} is no folder that can be written; make it, or name another file")
    half = target.with_name(f".{target.name}.{secrets.token_hex(4)}.tmp")
    try:
        with closing(sqlite3.connect(path, isolation_level=None, timeout=10)) as connection:
            if _is_begun(connection):
                raise LedgerError(f"{path}: {_NONE}")
            _inspect(connection, path, site)
            connection.execute("VACUUM INTO ?", (str(half),))
        with half.open("rb") as file:
            os.fsync(file.fileno())  # VACUUM leaves that to others
        half.rename(target)
    except sqlite3.DatabaseError as error:
        raise LedgerError(f"{path}: {_advice(error)}") from error
    except OSError as error:
        raise LedgerError(f"{target}: the copy cannot be written ({error.strerror})") from error
    finally:
        half.unlink(missing_ok=True)


def _advice(error: sqlite3.DatabaseError) -> str:
    """Say what SQLite's error means for the user and what to do next."""
    code = getattr(error, "sqlite_errorname", "")
    if code in {"SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM"} or code.startswith("SQLITE_READONLY"):
        return (
            f"the ledger is not writable ({error}); give this user write access to the file and its folder, also to "
            "read it: SQLite keeps -shm and -wal files beside it"
        )
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
    """Check whose file it is, make the tables of a new one, and bring those of an older one up to date."""
    # All that is read comes before WAL is switched on: that already writes.
    version = 0 if new or _is_begun(db) else _inspect(db, path, site)
    if not rehearsal:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")  # NORMAL loses commits when the power goes
        # Each statement with triggers keeps what would undo it alone: in files, that is two thirds of all that is
        # written. Nothing of it outlives the statement.
        db.execute("PRAGMA temp_store = MEMORY")
        db.execute(f"PRAGMA cache_size = -{_CACHE}")
    if version < SCHEMA:
        db.execute("BEGIN IMMEDIATE")
        migrate(db, version)
        if version == 0:
            db.execute("INSERT INTO site (id, last_run) VALUES (?, 0)", (str(site),))
            db.execute(f"PRAGMA application_id = {APPLICATION}")
        if not rehearsal or new:
            db.execute("COMMIT")
    db.execute("PRAGMA foreign_keys = ON")  # not before: a table that is made anew is gone for a moment


def _is_begun(db: sqlite3.Connection) -> bool:
    """Say whether this is a ledger whose making broke off, as on a full disk: an empty database of nobody."""
    marks = [db.execute(f"PRAGMA {mark}").fetchone()[0] for mark in ("user_version", "application_id")]
    return not any(marks) and db.execute("SELECT 1 FROM sqlite_schema").fetchone() is None


def _inspect(db: sqlite3.Connection, path: Path, site: UUID) -> int:
    """Return the format of a ledger; refuse that of another site, whose ids would be published as ours."""
    version = int(db.execute("PRAGMA user_version").fetchone()[0])
    if version > SCHEMA:
        raise LedgerError(
            f"{path}: the ledger was written by a newer feedpub (format {version}, this one reads {SCHEMA}); upgrade"
        )
    application = int(db.execute("PRAGMA application_id").fetchone()[0])
    if application != APPLICATION or version < 1:
        raise LedgerError(f"{path}: this is a database of another program; name another file with `ledger`")
    (owner,) = db.execute("SELECT id FROM site").fetchone()
    if owner != str(site):
        raise LedgerError(
            f"{path}: the ledger belongs to the site {owner}, the config says {site}; `site.id` is written once "
            "and never changed: put the old one back, or name another `ledger`"
        )
    return version

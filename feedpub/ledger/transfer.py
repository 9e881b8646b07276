"""A ledger as JSON Lines, for people and other programs, and back.

The first line is a header; then come the sources, the items in the order of their arrival, the last good
readings, topics, snapshots, shared links, withdrawals, joins and closed pages, one object a line. Equal ledgers give
equal bytes.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Annotated, Final
from uuid import UUID

import msgspec

from feedpub.errors import LedgerError
from feedpub.ledger.lines import FeedLine, PageLine, count_lines, feed_lines, write_feed, write_page
from feedpub.ledger.opening import copy_ledger, open_ledger
from feedpub.ledger.records import Instant, Record, read_record, write_record
from feedpub.ledger.schema import SCHEMA
from feedpub.ledger.store import Ledger
from feedpub.ledger.values import State, instant_of, second_of
from feedpub.model import Facet

_Text = Annotated[str, msgspec.Meta(min_length=1)]


class _Line(msgspec.Struct, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, tag_field="kind"):
    """One line of an export."""


class _Header(_Line, tag="ledger"):
    """Says what the lines are, of which site, and how many follow."""

    format: int
    site: str
    lines: int
    last_run: Instant | None = None
    filed: str = ""
    addresses: dict[str, str] = {}


class _Source(_Line, tag="source"):
    name: _Text
    state: State
    since: Instant | None = None
    spoken: Instant | None = None
    reason: str = ""
    warnings: tuple[str, ...] = ()
    page: str = ""
    last: Instant | None = None


class _Reading(_Line, tag="reading"):
    source: _Text
    guids: tuple[str, ...]


class _Topic(_Line, tag="topic"):
    slug: _Text
    key: str
    facet: Facet
    label: str
    id: str
    updated: Instant


class _Snapshot(_Line, tag="snapshot"):
    source: _Text
    name: str
    state: str


class _Shared(_Line, tag="shared"):
    page: _Text


class _Withdrawn(_Line, tag="withdrawn"):
    guid: _Text


class _Joined(_Line, tag="joined"):
    """An item that is part of `story`: what both were before; nothing where the ledger was rebuilt since."""

    guid: _Text
    story: str
    place: Annotated[int, msgspec.Meta(ge=1)]
    was: Record | None = None
    before: Record | None = None


_Content = _Source | Record | _Reading | _Topic | _Snapshot | _Shared | _Withdrawn | _Joined | FeedLine | PageLine
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


# ── out ───────────────────────────────────────────────────────────────────────────────────────────────


def dump(ledger: Ledger) -> Iterator[bytes]:
    """Yield the lines of an export."""
    site, last_run, filed, addresses, lines = ledger.db.execute(
        "SELECT id, last_run, filed, addresses, (SELECT count(*) FROM source) + (SELECT count(*) FROM item)"
        " + (SELECT count(DISTINCT source) FROM reading) + (SELECT count(*) FROM topic)"
        " + (SELECT count(*) FROM snapshot) + (SELECT count(*) FROM shared)"
        " + (SELECT count(*) FROM withdrawn) + (SELECT count(*) FROM joined)"
        " FROM site"
    ).fetchone()
    header = _Header(
        format=SCHEMA,
        site=site,
        lines=lines + count_lines(ledger.db),
        last_run=_known(last_run),
        filed=filed.lstrip("?"),
        addresses=msgspec.json.decode(addresses, type=dict[str, str]),
    )
    for line in chain([header], _contents(ledger.db)):
        yield msgspec.json.encode(line) + b"\n"


def _contents(db: sqlite3.Connection) -> Iterator[_Content]:
    """Yield what a ledger holds, in an order that its content alone decides."""
    for name, state, since, spoken, reason, warnings, page, last in db.execute(
        "SELECT name, state, since, spoken, reason, warnings, page, last FROM source ORDER BY name"
    ):
        yield _Source(
            name=name,
            state=msgspec.convert(state, State),
            since=_known(since),
            spoken=_known(spoken),
            reason=reason,
            warnings=msgspec.json.decode(warnings, type=tuple[str, ...]),
            page=page,
            last=_known(last),
        )
    for (guid,) in db.execute("SELECT guid FROM item ORDER BY arrival, guid"):
        yield read_record(db, guid)
    for (source,) in db.execute("SELECT DISTINCT source FROM reading ORDER BY source"):
        guids = db.execute("SELECT guid FROM reading WHERE source = ? ORDER BY place", (source,))
        yield _Reading(source=source, guids=tuple(guid for (guid,) in guids))
    for slug, key, facet, label, id_, updated in db.execute(
        "SELECT slug, key, facet, label, id, updated FROM topic ORDER BY slug"
    ):
        facet_ = msgspec.convert(facet, Facet)
        yield _Topic(slug=slug, key=key, facet=facet_, label=label, id=id_, updated=instant_of(updated))
    for source, name, state in db.execute("SELECT source, name, state FROM snapshot ORDER BY source, name"):
        yield _Snapshot(source=source, name=name, state=state)
    for (page,) in db.execute("SELECT page FROM shared ORDER BY page"):
        yield _Shared(page=page)
    for (guid,) in db.execute("SELECT guid FROM withdrawn ORDER BY guid"):
        yield _Withdrawn(guid=guid)
    for guid, story, place, was, before in db.execute(
        "SELECT guid, story, place, was, before FROM joined ORDER BY guid"
    ):
        yield _Joined(
            guid=guid,
            story=story,
            place=place,
            was=msgspec.json.decode(was, type=Record) if was else None,
            before=msgspec.json.decode(before, type=Record) if before else None,
        )
    yield from feed_lines(db)


def _known(second: int) -> datetime | None:
    """Return the instant of a second; 0 stands for never."""
    return instant_of(second) if second else None


# ── in ────────────────────────────────────────────────────────────────────────────────────────────────


def import_ledger(path: Path, site: UUID, lines: Iterable[bytes], name: str, *, aside: Path | None) -> int:
    """Fill the ledger of a site with an export, or leave everything as it was; return how many items there are.

    A ledger that holds something is replaced only where `aside` says to which file it is copied before.
    Raises LedgerError.
    """
    new = not path.exists() or path.stat().st_size == 0
    if not new:
        with open_ledger(path, site, rehearsal=True) as standing:
            full = any(standing.db.execute(f"SELECT 1 FROM {table}").fetchone() for table in _PRECIOUS)  # noqa: S608
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
        db.execute(f"DELETE FROM {table}")  # noqa: S608 - one of the names above
    header: _Header | None = None
    number = read = 0
    for number, data in enumerate(lines, 1):
        if not data.strip():
            continue
        try:
            if header is None:
                header = msgspec.json.decode(data, type=_Header)
                _refuse_foreign(header, f"{name}:{number}", site)
            else:
                read += 1
                _write(db, msgspec.json.decode(data, type=_Content))
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


def _refuse_foreign(header: _Header, where: str, site: UUID) -> None:
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


def _write(db: sqlite3.Connection, line: _Content) -> None:
    """Write one line."""
    match line:
        case Record():
            write_record(db, line)
        case _Source():
            row = (
                *(line.name, line.state, _second(line.since), _second(line.spoken), line.reason),
                *(msgspec.json.encode(line.warnings).decode(), line.page, _second(line.last)),
            )
            db.execute(
                "INSERT INTO source (name, state, since, spoken, reason, warnings, page, last)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                row,
            )
        case _Reading():
            places = [(line.source, place, guid) for place, guid in enumerate(line.guids)]
            db.executemany("INSERT INTO reading VALUES (?, ?, ?)", places)
        case _Topic():
            topic = (line.slug, line.key, line.facet, line.label, line.id, second_of(line.updated))
            db.execute("INSERT INTO topic VALUES (?, ?, ?, ?, ?, ?)", topic)
        case _Snapshot():
            db.execute("INSERT INTO snapshot VALUES (?, ?, ?)", (line.source, line.name, line.state))
        case _Shared():
            db.execute("INSERT INTO shared VALUES (?)", (line.page,))
        case _Withdrawn():
            db.execute("INSERT INTO withdrawn VALUES (?)", (line.guid,))
        case FeedLine():
            write_feed(db, line)
        case PageLine():
            write_page(db, line)
        case _Joined():
            records = (msgspec.json.encode(r).decode() if r else "" for r in (line.was, line.before))
            db.execute("INSERT INTO joined VALUES (?, ?, ?, ?, ?)", (line.guid, line.story, line.place, *records))


def _second(instant: datetime | None) -> int:
    return second_of(instant) if instant else 0


def _advice(error: sqlite3.IntegrityError) -> str:
    """Say what SQLite's constraint means for the file."""
    if "FOREIGN KEY" in str(error):
        return "it names an item that none of them holds"
    return "it is there twice" if "UNIQUE" in str(error) else str(error)

"""An item and everything that belongs to it as one record: to be shown, exported, or set aside."""

import sqlite3
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Annotated

import msgspec

from feedpub.ledger.selecting import ID
from feedpub.ledger.values import BASES, decode, encode, instant_of, second_of
from feedpub.model import Basis, Printed

Instant = Annotated[datetime, msgspec.Meta(tz=True)]


class Earlier(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an item printed before the entry that brought the key at `place` was taken for it."""

    place: int
    printed: msgspec.Raw


class Record(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    forbid_unknown_fields=True,
    tag_field="kind",
    tag="item",
):
    """An item with all its keys in order, what each source printed of it, and what it printed before.

    Where it became part of a story, `beside` are the sources that listed both.
    """

    guid: Annotated[str, msgspec.Meta(min_length=1, max_length=245)]
    first_seen: Instant
    published: Instant
    updated: Instant
    basis: Basis
    digest: str
    source: str
    arrival: int
    keys: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
    printed: msgspec.Raw
    sightings: dict[str, msgspec.Raw] = {}
    earlier: tuple[Earlier, ...] = ()
    beside: tuple[str, ...] = ()


def raw(printed: str) -> msgspec.Raw:
    """Pass on what was printed as it stands in its row."""
    return msgspec.Raw(printed.encode())


def printed_of(data: msgspec.Raw) -> Printed:
    """Read what was printed; raises msgspec.ValidationError."""
    return decode(bytes(data).decode())


def read_record(db: sqlite3.Connection, guid: str) -> Record:
    """Read the record of an item that is kept."""
    row = db.execute(
        "SELECT first_seen, published, updated, basis, digest, source, arrival, printed, id FROM item WHERE guid = ?",
        (guid,),
    ).fetchone()
    first_seen, published, updated, basis, digest, source, arrival, printed, number = row
    keys = db.execute("SELECT key FROM alias WHERE item = ? ORDER BY place, key", (number,))
    sightings = db.execute("SELECT source, printed FROM sighting WHERE item = ? ORDER BY source", (number,))
    earlier = db.execute("SELECT place, printed FROM earlier WHERE guid = ? ORDER BY place", (guid,))
    return Record(
        guid=guid,
        first_seen=instant_of(first_seen),
        published=instant_of(published),
        updated=instant_of(updated),
        basis=BASES[basis],
        digest=digest,
        source=source,
        arrival=arrival,
        keys=tuple(key for (key,) in keys),
        printed=raw(printed),
        sightings={name: raw(data) for name, data in sightings},
        earlier=tuple(Earlier(place=place, printed=raw(data)) for place, data in earlier),
    )


def write_record(db: sqlite3.Connection, record: Record) -> None:
    """Write an item that is not kept yet. Raises ValueError for what no feed may hold."""
    if record.updated < record.published:
        raise ValueError("`updated` lies before `published`")
    row = (
        *(record.guid, second_of(record.first_seen), second_of(record.published), second_of(record.updated)),
        *(record.basis, record.digest, record.source, encode(printed_of(record.printed)), record.arrival),
    )
    db.execute(
        "INSERT INTO item (guid, first_seen, published, updated, basis, digest, source, printed, arrival)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        row,
    )
    write_keys(db, record.guid, record.keys)
    for source, data in record.sightings.items():
        db.execute(f"INSERT INTO sighting VALUES ({ID}, ?, ?)", (record.guid, source, encode(printed_of(data))))
    for join in record.earlier:
        db.execute("INSERT INTO earlier VALUES (?, ?, ?)", (record.guid, join.place, encode(printed_of(join.printed))))


def write_keys(db: sqlite3.Connection, guid: str, keys: Sequence[str]) -> None:
    """Write the keys of an item anew, in order."""
    db.execute(f"DELETE FROM alias WHERE item = {ID}", (guid,))
    db.executemany(f"INSERT INTO alias VALUES (?, {ID}, ?)", [(key, guid, place) for place, key in enumerate(keys)])


def drop_keys(db: sqlite3.Connection, guid: str, keys: Collection[str]) -> None:
    """Take keys from an item; what is known of its joins moves up with the keys that stay."""
    have = [row[0] for row in db.execute(f"SELECT key FROM alias WHERE item = {ID} ORDER BY place", (guid,))]
    write_keys(db, guid, [key for key in have if key not in keys])
    for place in reversed([place for place, key in enumerate(have) if key in keys]):
        db.execute("UPDATE earlier SET place = place - 1 WHERE guid = ? AND place > ?", (guid, place))
        db.execute("UPDATE joined SET place = place - 1 WHERE story = ? AND place > ?", (guid, place))


def remove_record(db: sqlite3.Connection, guid: str) -> None:
    """Remove an item with everything that belongs to it."""
    for table in ("alias", "sighting", "reading"):
        db.execute(f"DELETE FROM {table} WHERE item = {ID}", (guid,))
    for table in ("earlier", "item"):
        db.execute(f"DELETE FROM {table} WHERE guid = ?", (guid,))

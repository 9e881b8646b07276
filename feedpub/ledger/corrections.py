"""Corrections by hand: two items are one story, one item is two, an item is to be forgotten.

Each is called inside a transaction of the caller; what readers see of it is published after that.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import count
from uuid import UUID

import msgspec
from msgspec import Struct, field
from msgspec.structs import replace

from feedpub.errors import ItemError
from feedpub.identity import canonical_link, digest_of, mint_guid, text_key
from feedpub.ledger.memories import forget_visit
from feedpub.ledger.records import Record, drop_keys, printed_of, read_record, remove_record, write_keys, write_record
from feedpub.ledger.selecting import ID
from feedpub.ledger.store import Ledger
from feedpub.ledger.values import decode, encode, second_of
from feedpub.model import FeedItem, Printed
from feedpub.normaliser import nominal_instant
from feedpub.reconcile import KnownItem, Sighting, merge_sightings
from feedpub.reconcile.instants import Instants, settle_edits, settle_new


class View(Struct, frozen=True, kw_only=True):
    """What config and clock say: whose guids are minted, which source comes first, and when it is."""

    site: UUID
    ranks: Mapping[str, int]
    now: datetime


class _Join(Struct, frozen=True, kw_only=True):
    """Where an item took in another story: the first key that is the other's, and what it `printed` till then.

    Of an item that was joined by hand `part` is the guid, `was` the record; `before` is that of the story then.
    """

    place: int
    printed: str = ""
    part: str = ""
    was: Record | None = None
    before: Record | None = None


class _Part(Struct, frozen=True, kw_only=True):
    """What leaves an item: its keys, what sources print under them; and what these print of the item without."""

    guid: str
    keys: Sequence[str]
    seen: Sequence[Sighting] = ()
    left: Mapping[str, Printed] = field(default_factory=dict)


# ── two are one ───────────────────────────────────────────────────────────────────────────────────────


def join(ledger: Ledger, guid: str, other: str, view: View) -> None:
    """Make an item part of another one: keys, sightings and its place in readings go there, its guid rests."""
    db = ledger.db
    was = read_record(db, other)
    before = read_record(db, guid)
    listing, theirs = _readings(ledger, guid), _readings(ledger, other)
    was = msgspec.structs.replace(was, beside=tuple(sorted(listing & theirs)))
    records = (msgspec.json.encode(record).decode() for record in (was, before))
    db.execute("INSERT INTO joined VALUES (?, ?, ?, ?, ?)", (other, guid, len(before.keys), *records))
    for source, data in was.sightings.items():
        ledger.add_sighting(guid, source, printed_of(data))
        if source in theirs and source not in listing:
            _print(ledger, guid, source, printed_of(data))
    for source in theirs - listing:
        db.execute(f"UPDATE reading SET item = {ID} WHERE item = {ID} AND source = ?", (guid, other, source))
    remove_record(db, other)
    write_keys(db, guid, tuple(dict.fromkeys((*before.keys, *was.keys))))
    _settle(ledger, ledger.known_item(guid, view.ranks), Instants(ledger.taken), view.now)


# ── one is two ────────────────────────────────────────────────────────────────────────────────────────


def split(ledger: Ledger, guid: str, key: str, view: View) -> str:
    """Make two stories of one, at the join that brought `key`, or at the latest; return the later one's guid.

    The item keeps what it printed before. Raises ItemError when nothing is known of such a join.
    """
    old = ledger.known_item(guid, view.ranks)
    found = _find_join(ledger, guid, old.item.aliases, key)
    if found.part:
        return _revive(ledger, old, found, view)
    moved = old.item.aliases[found.place :]
    seen = [sighting for sighting in old.sightings if _has_key(sighting.printed, moved)]
    if not seen:
        raise ItemError(
            f"{guid} prints again what it printed before that edit: there is no second story; to take the "
            "item out of the feeds: feedpub withdraw"
        )
    names = (mint_guid(view.site, moved[0], ordinal) for ordinal in count(1))
    later = next(name for name in names if not ledger.is_minted(name))
    instants = Instants(ledger.taken)
    printed, source = merge_sightings(seen)
    nominal = nominal_instant(printed, view.now)
    entry = FeedItem(
        guid=later,
        aliases=moved,
        source=source,
        printed=printed,
        digest=digest_of(printed),
        published=nominal,
        updated=nominal,
        basis=printed.basis,
    )
    published, updated, basis = settle_new({0: entry}, instants, view.now)[0]
    ledger.add(replace(entry, published=published, updated=updated, basis=basis), view.now)
    ledger.db.execute("DELETE FROM earlier WHERE guid = ? AND place = ?", (guid, found.place))
    for table, column in (("earlier", "guid"), ("joined", "story")):
        ledger.db.execute(
            f"UPDATE {table} SET {column} = ?1, place = max(1, place - ?3) WHERE {column} = ?2 AND place >= ?3",
            (later, guid, found.place),
        )
    sources = [sighting.source for sighting in seen]
    left = {old.item.source if old.item.source in sources else sources[0]: decode(found.printed)}
    _part(ledger, guid, _Part(guid=later, keys=moved, seen=seen, left=left))
    _settle(ledger, ledger.known_item(guid, view.ranks), instants, view.now)
    return later


def _find_join(ledger: Ledger, guid: str, keys: Sequence[str], key: str) -> _Join:
    """Find the join that brought a key, or that took in the item `key`; the latest one if that is empty."""
    rows = ledger.db.execute("SELECT place, printed FROM earlier WHERE guid = ? ORDER BY place", (guid,))
    edits = [_Join(place=place, printed=printed) for place, printed in rows if place < len(keys)]
    rows = ledger.db.execute(
        "SELECT guid, place, was, before FROM joined WHERE story = ? ORDER BY place, guid", (guid,)
    )
    parts = [
        _Join(
            place=place,
            part=part,
            was=msgspec.json.decode(was, type=Record) if was else None,
            before=msgspec.json.decode(before, type=Record) if before else None,
        )
        for part, place, was, before in rows
    ]
    if key:
        edits = [join for join in edits if key in keys[join.place :]][-1:]
        by_hand = [join for join in parts if key == join.part or key in _brought(join, keys)]
        joins = by_hand or edits
    else:
        joins = sorted((*parts, *edits), key=lambda join: join.place)
    if not joins:
        what = f"“{key}” is no key that it was given later" if key else "no entry was taken for an edit of it"
        raise ItemError(f"{guid} cannot be set apart: {what}; `feedpub ledger show` says what is known")
    return joins[-1]


def _brought(join: _Join, keys: Sequence[str]) -> tuple[str, ...]:
    """Return the keys of a story that an item joined by hand brought along."""
    return tuple(key for key in keys[join.place :] if join.was is not None and key in join.was.keys)


def _revive(ledger: Ledger, old: KnownItem, join: _Join, view: View) -> str:
    """Undo a join by hand: the other item is back under its own guid."""
    db, guid, keys = ledger.db, old.item.guid, old.item.aliases
    db.execute("DELETE FROM joined WHERE guid = ?", (join.part,))
    if join.was is None or join.before is None:
        # The ledger was rebuilt from the feeds since: of the other item they say the guid alone.
        moved = tuple(key for key in keys[join.place :] if mint_guid(view.site, key) == join.part)
        if not moved:
            raise ItemError(f"{join.part} cannot be set apart: the ledger was rebuilt, and its key is not known")
        _part(ledger, guid, _Part(guid=join.part, keys=moved))
        return join.part
    moved = _brought(join, keys)
    seen = [sighting for sighting in old.sightings if _is_of(sighting, join.was, moved)]
    instants = Instants(ledger.taken)
    write_record(db, _given_room(ledger, join.was, instants))
    for sighting in seen:
        _print(ledger, join.part, sighting.source, sighting.printed)
    sources = {sighting.source for sighting in seen}
    for source in (_readings(ledger, guid) - sources).intersection(join.was.beside):
        # Whether it still stands there beside the other one, the next reading says.
        db.execute(
            f"INSERT INTO reading SELECT source, max(place) + 1, {ID} FROM reading WHERE source = ?",
            (join.part, source),
        )
    left = {source: printed_of(data) for source, data in join.before.sightings.items() if source in sources}
    if len(seen) == len(old.sightings) and not left:
        left = {join.before.source: printed_of(join.before.printed)}
    _part(ledger, guid, _Part(guid=join.part, keys=moved, seen=seen, left=left))
    for one, record in ((guid, join.before), (join.part, join.was)):
        _settle(ledger, ledger.known_item(one, view.ranks), instants, view.now, record)
    return join.part


def _is_of(sighting: Sighting, was: Record, keys: Sequence[str]) -> bool:
    """Say whether a printing is one of an item that was joined; a twin has no key to tell it by, but the words."""
    if _has_key(sighting.printed, keys):
        return True
    data = was.sightings.get(sighting.source)
    twin = data is not None and digest_of(printed_of(data)) == digest_of(sighting.printed)
    return twin and sighting.source not in was.beside


def _given_room(ledger: Ledger, was: Record, instants: Instants) -> Record:
    """Return a record that no other item has taken the second or the number of since."""
    if ledger.db.execute("SELECT 1 FROM item WHERE arrival = ?", (was.arrival,)).fetchone():
        was = msgspec.structs.replace(was, arrival=0)
    if not instants.free(second_of(was.updated)):
        was = msgspec.structs.replace(was, updated=instants.take(instants.from_(was.updated, 1)[0]))
    return was


def _part(ledger: Ledger, guid: str, part: _Part) -> None:
    """Leave an item without some of its keys; what sources print under these is the later story's."""
    db = ledger.db
    for sighting in part.seen:
        ledger.add_sighting(part.guid, sighting.source, sighting.printed)
        db.execute(f"DELETE FROM sighting WHERE item = {ID} AND source = ?", (guid, sighting.source))
        db.execute(
            f"UPDATE reading SET item = {ID} WHERE item = {ID} AND source = ?", (part.guid, guid, sighting.source)
        )
    for source, printed in part.left.items():
        ledger.add_sighting(guid, source, printed)
    drop_keys(db, guid, part.keys)


def _has_key(printed: Printed, keys: Iterable[str]) -> bool:
    """Say whether a printing bears one of the keys."""
    own = {text_key(printed.day, printed.title, printed.summary), f"link:{canonical_link(printed.link)}"}
    return not own.isdisjoint(keys)


# ── what is not to be there ──────────────────────────────────────────────────────────────────────────────


def barred(ledger: Ledger, site: UUID) -> tuple[str, ...]:
    """Return the guids that no file may show, and those under which an edited entry would return.

    Where the ledger is lost, so are the keys of a withdrawn item: the feeds do not say them.
    """
    guids = {row[0] for row in ledger.db.execute("SELECT guid FROM withdrawn")}
    keys = ledger.db.execute("SELECT key FROM alias WHERE item IN (SELECT id FROM item WHERE guid IN withdrawn)")
    others = {mint_guid(site, key) for (key,) in keys}
    others |= {part for guid in guids for part in ledger.parts(guid)}
    return tuple(sorted(guids | {guid for guid in others if ledger.find(guid) is None}))


def forget(ledger: Ledger, guid: str) -> None:
    """Remove an item, the items that became part of it, and that it was withdrawn.

    The sources that list it are read anew by the next run, for what they say of it is gone.
    """
    for source in _readings(ledger, guid):
        forget_visit(ledger, source)
        ledger.db.execute("UPDATE snapshot SET state = 'held' WHERE source = ? AND state = 'read'", (source,))
    for part in ledger.parts(guid):
        ledger.db.execute("DELETE FROM joined WHERE guid = ?", (part,))
    remove_record(ledger.db, guid)
    ledger.readmit(guid)


# ── shared ────────────────────────────────────────────────────────────────────────────────────────────


def _readings(ledger: Ledger, guid: str) -> set[str]:
    """Return the sources whose last good reading holds an item."""
    return {row[0] for row in ledger.db.execute(f"SELECT source FROM reading WHERE item = {ID}", (guid,))}


def _print(ledger: Ledger, guid: str, source: str, printed: Printed) -> None:
    """Write what a source prints of an item, in place of what it printed."""
    ledger.db.execute(f"INSERT OR REPLACE INTO sighting VALUES ({ID}, ?, ?)", (guid, source, encode(printed)))


def _settle(ledger: Ledger, old: KnownItem, instants: Instants, now: datetime, was: Record | None = None) -> None:
    """Give an item what all its sources print; `updated` moves when readers see a difference.

    `was` is what it may be again: then it is published when it was.
    """
    before = old.item
    printed, source = merge_sightings(old.sightings)
    published, updated = before.published, before.updated
    if before.digest and digest_of(printed) != before.digest:
        published, updated = settle_edits({0: (before, printed)}, instants, now)[0]
    if was and digest_of(printed) == was.digest and instants.free(second_of(was.published)):
        published = was.published.astimezone(UTC)
    basis = printed.basis if published != before.published else before.basis
    item = replace(
        before,
        source=source,
        printed=printed,
        digest=digest_of(printed),
        published=published,
        updated=updated,
        basis=basis,
    )
    ledger.add(item, old.first_seen)
    ledger.db.execute("UPDATE site SET last_run = max(last_run, ?)", (second_of(now),))

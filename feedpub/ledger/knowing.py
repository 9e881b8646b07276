"""Read items of the ledger: many at once, for a reading has hundreds and each look into the file costs."""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Final
from uuid import UUID

from msgspec.structs import replace

from feedpub.ledger.selecting import AT_ONCE, ID, select
from feedpub.ledger.values import BASES, decode, instant_of, second_of
from feedpub.model import FeedItem, Printed
from feedpub.reconcile import Known, KnownItem, Sighting, page_of

ITEM: Final = "SELECT guid, published, updated, basis, digest, source, printed, first_seen, arrival, id FROM item"
SHOWN: Final = "guid NOT IN withdrawn AND guid NOT IN hidden"  # a look into each; `unshown` would be made anew

ItemRow = tuple[str, int, int, str, str, str, str, int, int, int]

_NEAR: Final = 32 * 86400
_NEAREST: Final = 32
_STRANGE: Final = 64
"""Beside so many entries without a known key, so many items each are looked at that left the page earlier."""


def read_known(
    db: sqlite3.Connection, site: UUID, source: str, ranks: Mapping[str, int], entries: Sequence[FeedItem]
) -> Known:
    """Return what can matter to one reading: items with a key of an entry, and the previous reading."""
    previous = tuple(read_list(db, source))
    keys = dict.fromkeys(alias for entry in entries for alias in entry.aliases)
    holders = holders_of(db, keys)
    guids = dict.fromkeys(previous)
    strange: list[FeedItem] = []
    for entry in entries:
        found = [guid for alias in entry.aliases for guid in holders.get(alias, ())]
        guids |= dict.fromkeys(found)
        if not found:
            strange.append(entry)
    absent = sorted(_absent(db, source, strange[:_STRANGE]) - guids.keys()) if previous else []
    guids |= dict.fromkeys(absent)
    linked = {page_of(key) for key in keys if key.startswith("link:")}
    last = db.execute("SELECT last FROM source WHERE name = ? AND last > 0", (source,)).fetchone()
    return Known(
        site=site,
        source=source,
        rank=ranks[source],
        items=read_known_items(db, guids, ranks),
        previous=previous,
        absent=tuple(absent),
        shared=frozenset(
            row[0] for row in chain.from_iterable(select(db, "SELECT page FROM shared WHERE page IN (?)", linked))
        ),
        last=instant_of(last[0]) if last else None,
        minted=_ids_minted(db, [entry.guid for entry in strange]),
        taken=seconds_taken(db),
    )


def read_list(db: sqlite3.Connection, source: str) -> list[str]:
    """Return which items a source lists, oldest first."""
    query = "SELECT i.guid FROM reading r JOIN item i ON i.id = r.item WHERE r.source = ? ORDER BY r.place"
    return [guid for (guid,) in db.execute(query, (source,))]


def ids_of(db: sqlite3.Connection, guids: Iterable[str]) -> dict[str, int]:
    """Return the numbers of items in their rows."""
    return dict(chain.from_iterable(select(db, "SELECT guid, id FROM item WHERE guid IN (?)", guids)))


def holders_of(db: sqlite3.Connection, keys: Iterable[str]) -> dict[str, list[str]]:
    """Return which items have each of these keys, as far as any has."""
    holders: dict[str, list[str]] = defaultdict(list)
    for key, guid in chain.from_iterable(select(db, _HOLDERS, keys)):
        holders[key].append(guid)
    return holders


def read_known_items(db: sqlite3.Connection, guids: Iterable[str], ranks: Mapping[str, int]) -> dict[str, KnownItem]:
    """Return items with what their sources print of them; `ranks` are the places of these in the config."""
    wanted = list(guids)
    rows = {row[0]: row for row in chain.from_iterable(select(db, f"{ITEM} WHERE guid IN (?)", wanted))}
    items = {item.guid: item for item in read_items(db, rows.values())}
    sightings: dict[str, list[Sighting]] = defaultdict(list)
    for guid, source, printed, listed in chain.from_iterable(select(db, _SIGHTINGS, wanted)):
        sightings[guid].append(
            Sighting(
                source=source,
                rank=ranks.get(source, len(ranks)),
                listed=bool(listed) and source in ranks,
                printed=decode(printed),
            )
        )
    return {
        guid: KnownItem(
            item=items[guid], first_seen=instant_of(rows[guid][7]), sightings=tuple(sightings.get(guid, ()))
        )
        for guid in wanted
    }


def read_items(db: sqlite3.Connection, rows: Iterable[ItemRow]) -> list[FeedItem]:
    """Return the items of rows, in their order, with their keys."""
    kept = list(rows)
    keys: dict[int, list[str]] = defaultdict(list)
    query = "SELECT item, key FROM alias WHERE item IN (?) ORDER BY item, place"
    for number, key in chain.from_iterable(select(db, query, [row[9] for row in kept])):
        keys[number].append(key)
    return [
        FeedItem(
            guid=guid,
            aliases=tuple(keys[number]),
            source=source,
            printed=decode(printed),
            digest=digest,
            published=instant_of(published),
            updated=instant_of(updated),
            basis=BASES[basis],
            arrival=arrival,
        )
        for guid, published, updated, basis, digest, source, printed, _, arrival, number in kept
    ]


def read_whole(db: sqlite3.Connection, arrivals: Iterable[int]) -> Iterator[FeedItem]:
    """Yield the items that feeds may show of these numbers, in their order, with all that they say of them."""
    wanted = list(arrivals)
    for start in range(0, len(wanted), AT_ONCE):
        some = wanted[start : start + AT_ONCE]
        rows = {row[8]: row for row in chain.from_iterable(select(db, _WHOLE, some))}
        items = read_items(db, [rows[arrival] for arrival in some if arrival in rows])
        several, stories = _with_more(db, rows.values())
        for item in items:
            if item.guid in several or item.guid in stories:
                sightings = read_printings(db, item.guid) if item.guid in several else ()
                yield replace(item, sightings=sightings, joined=read_parts(db, item.guid))
            else:
                yield item


def _with_more(db: sqlite3.Connection, rows: Collection[ItemRow]) -> tuple[set[str], set[str]]:
    """Return the guids of items that several sources printed, and of those that others became part of."""
    numbers = {number for (number,) in chain.from_iterable(select(db, _SEVERAL, [row[9] for row in rows]))}
    several = {row[0] for row in rows if row[9] in numbers}
    if db.execute("SELECT 1 FROM joined").fetchone() is None:  # of most ledgers, and asked for each page
        return several, set()
    return several, {guid for (guid,) in chain.from_iterable(select(db, _STORIES, [row[0] for row in rows]))}


def read_printings(db: sqlite3.Connection, guid: str) -> tuple[tuple[str, Printed], ...]:
    """Return what each source printed of an item when it last listed it, by source."""
    rows = db.execute(f"SELECT source, printed FROM sighting WHERE item = {ID} ORDER BY source", (guid,))
    return tuple((source, decode(data)) for source, data in rows)


def read_parts(db: sqlite3.Connection, guid: str) -> tuple[str, ...]:
    """Return the guids of the items that became part of one by hand."""
    return tuple(row[0] for row in db.execute(_PARTS, (guid,)))


def is_minted(db: sqlite3.Connection, guid: str) -> bool:
    """Say whether a guid is in use, be it as part of another story."""
    query = "SELECT EXISTS (SELECT 1 FROM item WHERE guid = ?1) OR EXISTS (SELECT 1 FROM joined WHERE guid = ?1)"
    return bool(db.execute(query, (guid,)).fetchone()[0])


def _ids_minted(db: sqlite3.Connection, expected: Sequence[str]) -> Callable[[str], bool]:
    """Return what says whether a guid is in use; those expected are looked up at once."""
    rows = chain(select(db, _IN_ITEMS, expected), select(db, _IN_JOINED, expected))
    minted, known = {guid for (guid,) in chain.from_iterable(rows)}, set(expected)
    return lambda guid: guid in minted if guid in known else is_minted(db, guid)


def seconds_taken(db: sqlite3.Connection) -> Callable[[int], bool]:
    """Return what says whether an item was published or updated in a second; good until the next item is kept."""
    known: dict[int, set[int]] = {}

    def taken(second: int) -> bool:
        span = second // _SPAN
        if span not in known:
            ends = (span * _SPAN, span * _SPAN + _SPAN - 1)
            known[span] = {row[0] for row in db.execute(_TAKEN, ends)}
        return second in known[span]

    return taken


def _absent(db: sqlite3.Connection, source: str, entries: Sequence[FeedItem]) -> set[str]:
    """Return items of a source that an entry without a key may be the edited return of: the nearest in time."""
    found: set[str] = set()
    for entry in entries:
        if entry.printed.day is not None:
            near = [
                row
                for query in (_LATER, _EARLIER)
                for row in db.execute(query, (source, second_of(entry.published), _NEAR, _NEAREST))
            ]
            found.update(guid for _, guid in sorted(near)[:_NEAREST])
    return found


_IN_ITEMS: Final = "SELECT guid FROM item WHERE guid IN (?)"
_IN_JOINED: Final = "SELECT guid FROM joined WHERE guid IN (?)"
_WHOLE: Final = f"{ITEM} WHERE arrival IN (?) AND {SHOWN}"
_HOLDERS: Final = (
    "SELECT a.key, i.guid FROM alias a JOIN item i ON i.id = a.item WHERE a.key IN (?) ORDER BY a.key, i.guid"
)
_SEVERAL: Final = "SELECT item FROM sighting WHERE item IN (?) GROUP BY item HAVING count(*) > 1"
_STORIES: Final = "SELECT story FROM joined WHERE story IN (?)"
_SIGHTINGS: Final = (
    # After a rebuild no source has a reading yet: each counts as listing what it was last seen to print.
    "SELECT i.guid, s.source, s.printed, EXISTS (SELECT 1 FROM reading r WHERE r.item = s.item AND r.source = s.source)"
    " OR NOT EXISTS (SELECT 1 FROM reading r WHERE r.source = s.source) FROM item i CROSS JOIN sighting s"
    " ON s.item = i.id WHERE i.guid IN (?) ORDER BY i.guid, s.source"
)
_SPAN: Final = 1024
_TAKEN: Final = (
    "SELECT published FROM item WHERE published BETWEEN ?1 AND ?2"
    " UNION SELECT updated FROM item WHERE updated BETWEEN ?1 AND ?2"
)
_PARTS: Final = (
    "WITH RECURSIVE part AS (SELECT guid FROM joined WHERE story = ? UNION SELECT j.guid FROM joined j JOIN part p"
    " ON j.story = p.guid) SELECT guid FROM part ORDER BY guid"
)
# Each walks an index away from one instant, and stops when it has found enough.
_LATER: Final = (
    "SELECT i.published - ?2, i.guid FROM item i CROSS JOIN sighting s ON s.item = i.id AND s.source = ?1"
    " WHERE i.published BETWEEN ?2 AND ?2 + ?3 ORDER BY i.published, i.guid LIMIT ?4"
)
_EARLIER: Final = (
    "SELECT ?2 - i.published, i.guid FROM item i CROSS JOIN sighting s ON s.item = i.id AND s.source = ?1"
    " WHERE i.published < ?2 AND i.published >= ?2 - ?3 ORDER BY i.published DESC, i.guid LIMIT ?4"
)

"""Keep a reading in the ledger: many rows with few statements, and only what differs."""

import sqlite3
from array import array
from collections.abc import Sequence
from datetime import datetime
from itertools import chain, count, islice
from typing import Final

from feedpub.identity import canonical_link
from feedpub.ledger.knowing import holders_of
from feedpub.ledger.records import drop_keys
from feedpub.ledger.selecting import ID, select, write
from feedpub.ledger.values import encode, second_of
from feedpub.model import FeedItem
from feedpub.reconcile import Change, Decision, page_of, path_of


def keep_reading(db: sqlite3.Connection, source: str, decision: Decision, now: datetime) -> None:
    """Keep a good reading: its items, what the source printed, and the list itself.

    A late reading adds items; it replaces neither what is listed nor what was printed.
    """
    changed, ids = _keep_items(db, source, decision)
    if not decision.late:
        differs = keep_list(db, source, [ids[change.item.guid] for change in decision.changes])
        changed = changed or differs or not _has_been_read(db, source)
        if changed:
            meet(db, source)
            db.execute("UPDATE source SET last = ?2 WHERE name = ?1", (source, second_of(now)))
    if _keep_shared_links(db, decision.changes) or changed:
        db.execute("UPDATE site SET last_run = max(last_run, ?)", (second_of(now),))


def _keep_items(db: sqlite3.Connection, source: str, decision: Decision) -> tuple[bool, dict[str, int]]:
    """Keep what became of every entry; say whether any item differs from before, and the numbers of all rows."""
    changes = decision.changes
    same = [change.item.guid for change in changes if change.before is not None and change.item == change.before]
    query = "SELECT guid, first_seen, id FROM item WHERE guid IN (?)"
    stands = {(guid, seen): number for guid, seen, number in chain.from_iterable(select(db, query, same))}
    other = [c for c in changes if (c.item.guid, second_of(c.first_seen)) not in stands]
    ids = {guid: number for (guid, _), number in stands.items()}
    ids |= add_items(db, [(change.item, change.first_seen, 0) for change in other])
    edits = [(c.item.guid, c.before, c.earlier) for c in changes if c.before is not None and c.earlier is not None]
    db.executemany(
        "INSERT OR REPLACE INTO earlier VALUES (?, ?, ?)",
        [(guid, len(before.aliases), encode(earlier)) for guid, before, earlier in edits],
    )
    # What was taken over from a feed has served its time, now that a listing shows it.
    shown = [(c.item.guid,) for c in changes if c.before is not None and not c.before.digest and c.item.digest]
    db.executemany(f"DELETE FROM sighting WHERE item = {ID}", shown)
    printed = [(ids[change.item.guid], source, encode(change.seen)) for change in changes]
    write(db, _ADD_SIGHTING if decision.late else _KEEP_SIGHTING, printed)
    return bool(other), ids


def add_items(db: sqlite3.Connection, items: Sequence[tuple[FeedItem, datetime, int]]) -> dict[str, int]:
    """Write items as they now are: (item, first seen, arrival); one that has arrived before keeps its number.

    Return the numbers of their rows.
    """
    rows = [
        (
            *(item.guid, second_of(first_seen), second_of(item.published), second_of(item.updated), item.basis),
            *(item.digest, item.source, encode(item.printed), arrival),
        )
        for item, first_seen, arrival in items
    ]
    ids = {str(guid): int(number) for guid, number in write(db, _KEEP_ITEM, rows)}
    keys = [(key, ids[item.guid], place) for item, _, _ in items for place, key in enumerate(item.aliases)]
    # In the order of the table, in which neighbours share a page of the file.
    write(db, "INSERT INTO alias VALUES (?) ON CONFLICT DO NOTHING", sorted(keys))
    return ids


def number_arrivals(db: sqlite3.Connection, horizon: datetime | None) -> None:
    """Give the items that a run added their numbers: by first sight, then by `published`, equal ones by guid backwards.

    What was published before `horizon` comes before all that has a number.
    """
    if horizon is not None:
        (first,) = db.execute("SELECT min(0, coalesce(min(arrival), 0)) FROM item").fetchone()
        earlier = "arrival = 0 AND published < ? ORDER BY published DESC, guid"
        _number(db, earlier, (second_of(horizon),), count(first - 1, -1))
    (last,) = db.execute("SELECT coalesce(max(arrival), 0) FROM item").fetchone()
    _number(db, "arrival = 0 ORDER BY first_seen, published, guid DESC", (), count(last + 1))


def _number(db: sqlite3.Connection, which: str, values: tuple[int, ...], numbers: "count[int]") -> None:
    """Give items their numbers, so many at a time that neither sorting them nor undoing it takes much memory."""
    query = f"SELECT id FROM item WHERE {which} LIMIT {_NUMBERED}"
    while ids := array("q", (row for (row,) in db.execute(query, values))):
        given = array("q", islice(numbers, len(ids)))
        # In the order of the table: neighbours share a page of the file. Sorted as one number each, which takes half
        # the memory of two.
        order = array("q", sorted(row * _NUMBERED + place for place, row in enumerate(ids)))
        for start in range(0, len(order), _WRITTEN):
            pairs = [
                (row, given[place])
                for row, place in (divmod(one, _NUMBERED) for one in order[start : start + _WRITTEN])
            ]
            write(db, "UPDATE item SET arrival = column2 FROM (VALUES (?)) WHERE id = column1", pairs)


def keep_list(db: sqlite3.Connection, source: str, items: Sequence[int]) -> bool:
    """Keep which items a source lists, by the numbers of their rows, oldest first; say whether that differs."""
    before = db.execute("SELECT item FROM reading WHERE source = ? ORDER BY place", (source,))
    if list(items) == [number for (number,) in before]:
        return False
    db.execute("DELETE FROM reading WHERE source = ?", (source,))
    rows = [(source, place, number) for place, number in enumerate(items)]
    db.executemany("INSERT INTO reading VALUES (?, ?, ?)", rows)
    return True


def meet(db: sqlite3.Connection, source: str) -> None:
    """Have a row for a source."""
    row = (source, "ok", 0, 0, "", "[]", "", 0)
    db.execute("INSERT OR IGNORE INTO source VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)


def _has_been_read(db: sqlite3.Connection, source: str) -> bool:
    return bool(db.execute("SELECT 1 FROM source WHERE name = ? AND last > 0", (source,)).fetchone())


def _keep_shared_links(db: sqlite3.Connection, changes: Sequence[Change]) -> bool:
    """Take from all items a link that stands on several of them now; say whether one is new."""
    holders: dict[str, dict[str, str]] = {}
    linked = [(change, canonical_link(change.seen.link)) for change in changes if change.seen.link]
    # Though another story has the link: it was given to the next one.
    others = holders_of(db, [f"link:{link}" for change, link in linked if change.kind == "new"])
    for change, link in linked:
        found = holders.setdefault(path_of(link), {})
        found[change.item.guid] = link
        if change.kind == "new":
            found |= dict.fromkeys(others.get(f"link:{link}", ()), link)
    links = [link for guids in holders.values() if len(guids) > 1 for link in guids.values()]
    pages = dict.fromkeys(page_of(link) for link in links)
    known = {page for (page,) in chain.from_iterable(select(db, "SELECT page FROM shared WHERE page IN (?)", pages))}
    new = [page for page in pages if page not in known]
    db.executemany("INSERT INTO shared VALUES (?)", [(page,) for page in new])
    keys = sorted({f"link:{link}" for link in links})
    for key, guids in holders_of(db, keys).items():
        for guid in guids:
            drop_keys(db, guid, {key})
    return bool(new)


_NUMBERED: Final = 50_000
_WRITTEN: Final = 1000
_KEEP_ITEM: Final = (
    "INSERT INTO item (guid, first_seen, published, updated, basis, digest, source, printed, arrival)"
    " VALUES (?) ON CONFLICT DO UPDATE SET first_seen = excluded.first_seen, published = excluded.published,"
    " updated = excluded.updated, basis = excluded.basis, digest = excluded.digest, source = excluded.source,"
    " printed = excluded.printed RETURNING guid, id"
)
_ADD_SIGHTING: Final = "INSERT INTO sighting VALUES (?) ON CONFLICT DO NOTHING"
_KEEP_SIGHTING: Final = (
    "INSERT INTO sighting VALUES (?) ON CONFLICT DO UPDATE SET printed = excluded.printed"
    " WHERE printed <> excluded.printed"
)

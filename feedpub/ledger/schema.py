"""The tables of a ledger, and the steps from each older format to the present one.

item      guid, first_seen, published, updated (epoch seconds), basis, digest, source, printed (JSON), and
          arrival: the how many-th item it was, 0 until the run that added it has ended
alias     key → guid            sighting  what each source printed of an item
reading   the last good reading of each source, oldest entry first
source    state of each source, its page, and when its last good reading differed from the one before
topic     every topic feed that was ever published
snapshot  which files of a folder of snapshots were read, held or failed
earlier   what an item printed before an edit that only its likeness told from a new entry; place: of its first
          key that is later
shared    linked pages that several entries led to at once: such links are no keys
withdrawn guids that no file may show again
joined    items that became part of another story by hand: its guid, where their keys begin among its own,
          what they were and what it was before (JSON)
web       what addresses were at the last visit, and the robots.txt of their hosts (JSON); a cache that may be emptied
"""

import sqlite3
from typing import Final

SCHEMA: Final = 3
APPLICATION: Final = 0x66656564  # "feed"

_FIRST: Final = """
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
) STRICT, WITHOUT ROWID
"""

# Items of one run arrived in the order of `published`; equal instants stood in feeds by guid, the lower one first.
NUMBER_ARRIVALS: Final = """
UPDATE item SET arrival = numbered.arrival FROM (
    SELECT guid, (SELECT max(arrival) FROM item) + row_number() OVER (ORDER BY first_seen, published, guid DESC)
    AS arrival FROM item WHERE arrival = 0
) AS numbered WHERE item.guid = numbered.guid
"""

NUMBER_BACKWARDS: Final = """
UPDATE item SET arrival = numbered.arrival FROM (
    SELECT guid, min(0, (SELECT min(arrival) FROM item)) - row_number() OVER (ORDER BY published DESC, guid)
    AS arrival FROM item WHERE arrival = 0 AND published < ?
) AS numbered WHERE item.guid = numbered.guid
"""

_SECOND: Final = """
ALTER TABLE item ADD COLUMN arrival INTEGER NOT NULL DEFAULT 0;
DROP INDEX item_arrival;
CREATE INDEX item_arrival ON item (arrival);
ALTER TABLE source ADD COLUMN page TEXT NOT NULL DEFAULT '';
ALTER TABLE source ADD COLUMN last INTEGER NOT NULL DEFAULT 0;
UPDATE source SET last = (SELECT last_run FROM site) WHERE name IN (SELECT source FROM reading);
CREATE TABLE snapshot (
    source TEXT NOT NULL, name TEXT NOT NULL, state TEXT NOT NULL, PRIMARY KEY (source, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE earlier (
    guid TEXT NOT NULL REFERENCES item (guid), place INTEGER NOT NULL, printed TEXT NOT NULL, PRIMARY KEY (guid, place)
) STRICT, WITHOUT ROWID;
CREATE TABLE shared (page TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE withdrawn (guid TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE joined (
    guid TEXT PRIMARY KEY, story TEXT NOT NULL, place INTEGER NOT NULL, was TEXT NOT NULL, before TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX joined_story ON joined (story)
"""

_THIRD: Final = "CREATE TABLE web (key TEXT PRIMARY KEY, memory TEXT NOT NULL) STRICT, WITHOUT ROWID"

_STEPS: Final = ((_FIRST,), (_SECOND, NUMBER_ARRIVALS), (_THIRD,))
"""What leads from each format to the next; an empty file has format 0."""


def migrate(db: sqlite3.Connection, version: int) -> None:
    """Bring the tables from format `version` to the present one, inside a transaction of the caller."""
    for number, step in enumerate(_STEPS[version:], version + 1):
        for part in step:
            for statement in part.split(";\n"):
                db.execute(statement)
        db.execute(f"PRAGMA user_version = {number}")

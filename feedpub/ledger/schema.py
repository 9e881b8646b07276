"""The tables of a ledger, and the steps from each older format to the present one.

item      id, by which the next three name it, guid, first_seen, published, updated (epoch seconds), basis, digest,
          source, printed (JSON), and arrival: the how many-th item it was, 0 until the run that added it has ended
alias     key → item            sighting  what each source printed of an item
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
web       what addresses were at the last visit, pages that could not be read, and the robots.txt of hosts (JSON),
          and by which filters items were hidden; a cache that may be emptied
hidden    guids that the filters of their sources keep back; unshown: these, and the withdrawn ones

How the items are filed, and what follows from that:

label     a category as the site spells it: how many items have it, as a kicker of their `own`, and which item was
          published `first`; 0 is everything
member    which items have a label, by the number of their arrival; item.labels says the same of one item, in order
feed      what has a feed: what arrived after `closed` stands `open` in its subscription document, which is `due` to
          be generated; `pages` are closed, the next one will belong to `generation`
page      a closed page: when it closed among all pages, what its label was called then, the last arrival of its own,
          and a digest of each of its files, none while it is due
shown     the entries of closed pages with the categories they had then; past: what the item said then, if it has
          changed since
terms     lists of categories, as JSON               past      what items said when a page closed over them
pending   what will stand on the page of a feed that closes next: corrections, and what came to a feed late
touched   arrivals whose items changed since they were filed, with the labels and `updated` from before
file      size and time of every published file that is no closed page
"""

import sqlite3
from typing import Final

SCHEMA: Final = 7
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
_NUMBER_ARRIVALS: Final = """
UPDATE item SET arrival = numbered.arrival FROM (
    SELECT guid, (SELECT max(arrival) FROM item) + row_number() OVER (ORDER BY first_seen, published, guid DESC)
    AS arrival FROM item WHERE arrival = 0
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

_FOURTH: Final = """
ALTER TABLE site ADD COLUMN filed TEXT NOT NULL DEFAULT '';
ALTER TABLE site ADD COLUMN addresses TEXT NOT NULL DEFAULT '{}';
ALTER TABLE site ADD COLUMN program TEXT NOT NULL DEFAULT '';
ALTER TABLE item ADD COLUMN labels TEXT NOT NULL DEFAULT '';
CREATE TABLE label (
    id INTEGER PRIMARY KEY, facet TEXT NOT NULL, slug TEXT NOT NULL, text TEXT NOT NULL, count INTEGER NOT NULL,
    own INTEGER NOT NULL, first INTEGER, first_arrival INTEGER, UNIQUE (facet, slug)
) STRICT;
CREATE TABLE member (
    label INTEGER NOT NULL, arrival INTEGER NOT NULL, published INTEGER NOT NULL, own INTEGER NOT NULL,
    PRIMARY KEY (label, arrival)
) STRICT, WITHOUT ROWID;
CREATE TABLE feed (
    label INTEGER PRIMARY KEY, closed INTEGER NOT NULL, pages INTEGER NOT NULL, generation INTEGER NOT NULL,
    due INTEGER NOT NULL
) STRICT;
CREATE TABLE page (
    feed INTEGER NOT NULL, number INTEGER NOT NULL, generation INTEGER NOT NULL, closing INTEGER NOT NULL,
    label TEXT NOT NULL, last INTEGER NOT NULL, atom BLOB, rss BLOB, json BLOB, PRIMARY KEY (feed, number)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX page_closing ON page (closing);
CREATE INDEX page_last ON page (feed, last, number);
CREATE INDEX page_due ON page (closing) WHERE atom IS NULL;
CREATE INDEX page_due_json ON page (closing) WHERE json IS NULL;
CREATE TABLE shown (
    feed INTEGER NOT NULL, page INTEGER NOT NULL, arrival INTEGER NOT NULL, terms INTEGER NOT NULL, past INTEGER,
    PRIMARY KEY (feed, page, arrival)
) STRICT, WITHOUT ROWID;
CREATE INDEX shown_arrival ON shown (arrival);
CREATE TABLE terms (id INTEGER PRIMARY KEY, categories TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE past (
    id INTEGER PRIMARY KEY, published INTEGER NOT NULL, updated INTEGER NOT NULL, source TEXT NOT NULL,
    printed TEXT NOT NULL
) STRICT;
CREATE TABLE pending (
    feed INTEGER NOT NULL, arrival INTEGER NOT NULL, PRIMARY KEY (feed, arrival)
) STRICT, WITHOUT ROWID;
CREATE TABLE touched (arrival INTEGER PRIMARY KEY, labels TEXT, updated INTEGER) STRICT;
CREATE TABLE file (path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime INTEGER NOT NULL) STRICT, WITHOUT ROWID;
"""

_FIFTH: Final = (
    "CREATE TABLE hidden (guid TEXT PRIMARY KEY) STRICT, WITHOUT ROWID",
    "CREATE VIEW unshown AS SELECT guid FROM withdrawn UNION SELECT guid FROM hidden",
)

# An item is told by a guid, which is chance and long: each index of guids is written all over for some hundred
# entries. So there is one alone, and all else goes by the number of the row. Rows lie in the order in which they came.
_SEVENTH: Final = """
CREATE TABLE new_item (
    id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE, arrival INTEGER NOT NULL DEFAULT 0,
    first_seen INTEGER NOT NULL, published INTEGER NOT NULL, updated INTEGER NOT NULL, basis TEXT NOT NULL,
    digest TEXT NOT NULL, source TEXT NOT NULL, labels TEXT NOT NULL DEFAULT '', printed TEXT NOT NULL
) STRICT;
INSERT INTO new_item SELECT NULL, guid, arrival, first_seen, published, updated, basis, digest, source, labels, printed
FROM item INDEXED BY item_arrival ORDER BY arrival;
CREATE TABLE new_alias (
    key TEXT NOT NULL, item INTEGER NOT NULL REFERENCES item (id), place INTEGER NOT NULL, PRIMARY KEY (key, item)
) STRICT, WITHOUT ROWID;
INSERT INTO new_alias SELECT a.key, i.id, a.place FROM alias a CROSS JOIN new_item i ON i.guid = a.guid;
CREATE TABLE new_sighting (
    item INTEGER NOT NULL REFERENCES item (id), source TEXT NOT NULL, printed TEXT NOT NULL, PRIMARY KEY (item, source)
) STRICT;
INSERT INTO new_sighting SELECT i.id, s.source, s.printed
FROM new_item i CROSS JOIN sighting s ON s.guid = i.guid ORDER BY i.id;
CREATE TABLE new_reading (
    source TEXT NOT NULL, place INTEGER NOT NULL, item INTEGER NOT NULL REFERENCES item (id),
    PRIMARY KEY (source, place)
) STRICT, WITHOUT ROWID;
INSERT INTO new_reading SELECT r.source, r.place, i.id FROM reading r CROSS JOIN new_item i ON i.guid = r.guid;
DROP TABLE alias;
DROP TABLE sighting;
DROP TABLE reading;
DROP TABLE item;
ALTER TABLE new_alias RENAME TO alias;
ALTER TABLE new_sighting RENAME TO sighting;
ALTER TABLE new_reading RENAME TO reading;
ALTER TABLE new_item RENAME TO item;
CREATE INDEX alias_item ON alias (item, place);
CREATE INDEX reading_item ON reading (item);
CREATE INDEX item_arrival ON item (arrival);
CREATE INDEX item_published ON item (published);
CREATE INDEX item_updated ON item (updated)
"""

# Nothing that feeds show can change unnoticed, whichever way it is changed. And what a closed page says of an
# item is kept before the item says something else. Not INSERT OR IGNORE: how conflicts are settled is up to the
# statement that fires a trigger.
_TRIGGERS: Final = """
CREATE TRIGGER item_keeps BEFORE UPDATE OF published, updated, source, printed ON item WHEN OLD.arrival <> 0
AND (OLD.published, OLD.updated, OLD.source, OLD.printed) IS NOT (NEW.published, NEW.updated, NEW.source, NEW.printed)
AND EXISTS (SELECT 1 FROM shown WHERE arrival = OLD.arrival AND past IS NULL) BEGIN
INSERT INTO past (published, updated, source, printed) VALUES (OLD.published, OLD.updated, OLD.source, OLD.printed);
UPDATE shown SET past = (SELECT max(id) FROM past) WHERE arrival = OLD.arrival AND past IS NULL; END

CREATE TRIGGER item_changes AFTER UPDATE OF published, updated, basis, digest, source, printed ON item
WHEN OLD.arrival <> 0 BEGIN
INSERT INTO touched SELECT OLD.arrival, OLD.labels, OLD.updated
WHERE NOT EXISTS (SELECT 1 FROM touched WHERE arrival = OLD.arrival); END

CREATE TRIGGER item_goes AFTER DELETE ON item
WHEN OLD.arrival <> 0 BEGIN
INSERT INTO touched SELECT OLD.arrival, OLD.labels, OLD.updated
WHERE NOT EXISTS (SELECT 1 FROM touched WHERE arrival = OLD.arrival); END

CREATE TRIGGER item_comes AFTER INSERT ON item
WHEN NEW.arrival <> 0 BEGIN
INSERT INTO touched SELECT NEW.arrival, NULL, NULL
WHERE NOT EXISTS (SELECT 1 FROM touched WHERE arrival = NEW.arrival); END

CREATE TRIGGER item_arrives AFTER UPDATE OF arrival ON item
WHEN OLD.arrival = 0 AND NEW.arrival <> 0 BEGIN
INSERT INTO touched SELECT NEW.arrival, NULL, NULL
WHERE NOT EXISTS (SELECT 1 FROM touched WHERE arrival = NEW.arrival); END

CREATE TRIGGER withdrawn_shows AFTER INSERT ON withdrawn BEGIN UPDATE feed SET due = 1 WHERE label = 0; END

CREATE TRIGGER withdrawn_hides AFTER DELETE ON withdrawn BEGIN UPDATE feed SET due = 1 WHERE label = 0; END
""".strip().split("\n\n")

_OF_ITEM: Final = (
    "INSERT INTO touched SELECT arrival, labels, updated FROM item"
    " WHERE NOT EXISTS (SELECT 1 FROM touched t WHERE t.arrival = item.arrival) AND"
)
_TRIGGERS_OF_ITEM: Final = [
    f"CREATE TRIGGER {table}_{event} AFTER {event} ON {table} WHEN (SELECT arrival FROM item"
    f" WHERE {key} = {row}.{column}) <> 0 BEGIN {_OF_ITEM} {key} = {row}.{column}; END"
    for table, column, key in (
        ("alias", "item", "id"),
        ("sighting", "item", "id"),
        ("joined", "story", "guid"),
        ("withdrawn", "guid", "guid"),
        ("hidden", "guid", "guid"),
    )
    for event, row in (("insert", "NEW"), ("update", "NEW"), ("delete", "OLD"))
]


def _seventh() -> tuple[str, ...]:
    """Return the statements that number the items; no trigger may name a table that is not there meanwhile."""
    triggers = (*_TRIGGERS, *_TRIGGERS_OF_ITEM)
    return (
        *(f"DROP TRIGGER IF EXISTS {trigger.split()[2]}" for trigger in triggers),
        *_SEVENTH.strip().split(";\n"),
        *triggers,
    )


_STEPS: Final[tuple[tuple[str, ...], ...]] = (
    tuple(_FIRST.split(";\n")),
    (*_SECOND.split(";\n"), _NUMBER_ARRIVALS),
    (_THIRD,),
    tuple(_FOURTH.strip().removesuffix(";").split(";\n")),
    _FIFTH,
    (),  # it laid out anew what the next one does
    _seventh(),
)
"""The statements that lead from each format to the next; an empty file has format 0."""


def migrate(db: sqlite3.Connection, version: int) -> None:
    """Bring the tables from format `version` to the present one, inside a transaction of the caller."""
    for number, statements in enumerate(_STEPS[version:], version + 1):
        for statement in statements:
            db.execute(statement)
        db.execute(f"PRAGMA user_version = {number}")

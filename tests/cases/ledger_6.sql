BEGIN TRANSACTION;
CREATE TABLE alias (
    key TEXT NOT NULL, guid TEXT NOT NULL REFERENCES item (guid), place INTEGER NOT NULL, PRIMARY KEY (key, guid)
) STRICT, WITHOUT ROWID;
INSERT INTO "alias" VALUES('day:2025-10-27 water meters are read in december','urn:uuid:0457ba04-6de9-5834-b888-bdc7213b8f66',0);
INSERT INTO "alias" VALUES('day:2025-11-03 farmers'' market moves to the old station','urn:uuid:76c8a535-af29-593f-bb36-af42d271aeeb',0);
INSERT INTO "alias" VALUES('day:2025-11-04 farmers'' market moves to the old station','urn:uuid:76c8a535-af29-593f-bb36-af42d271aeeb',1);
INSERT INTO "alias" VALUES('day:2025-11-12 new opening hours at the library','urn:uuid:8fe99fb1-6d8f-5047-931f-eed234eae6f7',0);
INSERT INTO "alias" VALUES('day:2025-11-12 a reading room for children','urn:uuid:8fe99fb1-6d8f-5047-931f-eed234eae6f7',1);
CREATE TABLE earlier (
    guid TEXT NOT NULL REFERENCES item (guid), place INTEGER NOT NULL, printed TEXT NOT NULL, PRIMARY KEY (guid, place)
) STRICT, WITHOUT ROWID;
INSERT INTO "earlier" VALUES('urn:uuid:76c8a535-af29-593f-bb36-af42d271aeeb',1,'{"title":"Farmers'' market moves to the old station","dateline":"3 November 2025","kickers":["Events"],"day":"2025-11-03"}');
CREATE TABLE feed (
    label INTEGER PRIMARY KEY, closed INTEGER NOT NULL, pages INTEGER NOT NULL, generation INTEGER NOT NULL,
    due INTEGER NOT NULL
) STRICT;
INSERT INTO "feed" VALUES(0,-4611686018427387904,0,1,0);
INSERT INTO "feed" VALUES(1,-4611686018427387904,0,1,0);
INSERT INTO "feed" VALUES(3,-4611686018427387904,0,1,0);
CREATE TABLE file (path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE hidden (guid TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE "item" (
    guid TEXT NOT NULL PRIMARY KEY, first_seen INTEGER NOT NULL, published INTEGER NOT NULL,
    updated INTEGER NOT NULL, basis TEXT NOT NULL, digest TEXT NOT NULL, source TEXT NOT NULL, printed TEXT NOT NULL,
    arrival INTEGER NOT NULL DEFAULT 0, labels TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO "item" VALUES('urn:uuid:0457ba04-6de9-5834-b888-bdc7213b8f66',1795327200,1761559200,1761559200,'day','1:2c29c4a14bc73b5c2a57729d1091acf5','Town hall','{"title":"Water meters are read in December","dateline":"27 October 2025","kickers":["Notice"],"day":"2025-10-27"}',1,'1');
INSERT INTO "item" VALUES('urn:uuid:76c8a535-af29-593f-bb36-af42d271aeeb',1795327200,1762250400,1795413599,'day','1:0d66732223d07ec33f1445269f546d4d','Town hall','{"title":"Farmers'' market moves to the old station","dateline":"4 November 2025","kickers":["Events"],"day":"2025-11-04"}',2,'2');
INSERT INTO "item" VALUES('urn:uuid:8fe99fb1-6d8f-5047-931f-eed234eae6f7',1795327200,1762941600,1795413600,'day','1:3fbfde864368eb3356704f70289b7f32','Town hall','{"title":"New opening hours at the library","summary":"The library opens at eight.","dateline":"12 November 2025, Riverside","place":"Riverside","kickers":["Notice","Library"],"day":"2025-11-12"}',3,'1 3');
CREATE TABLE joined (
    guid TEXT PRIMARY KEY, story TEXT NOT NULL, place INTEGER NOT NULL, was TEXT NOT NULL, before TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "joined" VALUES('urn:uuid:f1b4951f-975a-59d1-a8ca-9e7e3a9cfedf','urn:uuid:8fe99fb1-6d8f-5047-931f-eed234eae6f7',1,'{"kind":"item","guid":"urn:uuid:f1b4951f-975a-59d1-a8ca-9e7e3a9cfedf","first_seen":"2026-11-22T06:00:00Z","published":"2025-11-12T10:00:01Z","updated":"2025-11-12T10:00:01Z","basis":"day","digest":"1:b093698d66294eae6dab4efa4b609e2d","source":"Library","arrival":4,"keys":["day:2025-11-12 a reading room for children"],"printed":{"title":"A reading room for children","dateline":"12 November 2025","kickers":["Library"],"day":"2025-11-12"},"sightings":{"Library":{"title":"A reading room for children","dateline":"12 November 2025","kickers":["Library"],"day":"2025-11-12","stood":"a120 c040 aa08|"}},"beside":["Library"]}','{"kind":"item","guid":"urn:uuid:8fe99fb1-6d8f-5047-931f-eed234eae6f7","first_seen":"2026-11-22T06:00:00Z","published":"2025-11-12T10:00:00Z","updated":"2026-11-23T06:00:00Z","basis":"day","digest":"1:3fbfde864368eb3356704f70289b7f32","source":"Town hall","arrival":3,"keys":["day:2025-11-12 new opening hours at the library"],"printed":{"title":"New opening hours at the library","summary":"The library opens at eight.","dateline":"12 November 2025, Riverside","place":"Riverside","kickers":["Notice","Library"],"day":"2025-11-12"},"sightings":{"Library":{"title":"New opening hours at the library","summary":"We open an hour earlier.","dateline":"12 November 2025","kickers":["Library"],"day":"2025-11-12","stood":"a120 8d04 aa08 653d"},"Town hall":{"title":"New opening hours at the library","summary":"The library opens at eight.","dateline":"12 November 2025, Riverside","place":"Riverside","kickers":["Notice"],"day":"2025-11-12","stood":"40f4 8d04 251c 2eee"}}}');
CREATE TABLE label (
    id INTEGER PRIMARY KEY, facet TEXT NOT NULL, slug TEXT NOT NULL, text TEXT NOT NULL, count INTEGER NOT NULL,
    own INTEGER NOT NULL, first INTEGER, first_arrival INTEGER, UNIQUE (facet, slug)
) STRICT;
INSERT INTO "label" VALUES(0,'section','','',2,0,NULL,NULL);
INSERT INTO "label" VALUES(1,'topic','notice','Notice',1,1,1762941600,3);
INSERT INTO "label" VALUES(2,'type','events','Events',1,1,1762250400,2);
INSERT INTO "label" VALUES(3,'topic','library','Library',1,1,1762941600,3);
CREATE TABLE member (
    label INTEGER NOT NULL, arrival INTEGER NOT NULL, published INTEGER NOT NULL, own INTEGER NOT NULL,
    PRIMARY KEY (label, arrival)
) STRICT, WITHOUT ROWID;
INSERT INTO "member" VALUES(0,2,1762250400,0);
INSERT INTO "member" VALUES(0,3,1762941600,0);
INSERT INTO "member" VALUES(1,3,1762941600,1);
INSERT INTO "member" VALUES(2,2,1762250400,1);
INSERT INTO "member" VALUES(3,3,1762941600,1);
CREATE TABLE page (
    feed INTEGER NOT NULL, number INTEGER NOT NULL, generation INTEGER NOT NULL, closing INTEGER NOT NULL,
    label TEXT NOT NULL, last INTEGER NOT NULL, atom BLOB, rss BLOB, json BLOB, PRIMARY KEY (feed, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE past (
    id INTEGER PRIMARY KEY, published INTEGER NOT NULL, updated INTEGER NOT NULL, source TEXT NOT NULL,
    printed TEXT NOT NULL
) STRICT;
CREATE TABLE pending (
    feed INTEGER NOT NULL, arrival INTEGER NOT NULL, PRIMARY KEY (feed, arrival)
) STRICT, WITHOUT ROWID;
CREATE TABLE reading (
    source TEXT NOT NULL, place INTEGER NOT NULL, guid TEXT NOT NULL REFERENCES item (guid),
    PRIMARY KEY (source, place)
) STRICT, WITHOUT ROWID;
INSERT INTO "reading" VALUES('Town hall',0,'urn:uuid:0457ba04-6de9-5834-b888-bdc7213b8f66');
INSERT INTO "reading" VALUES('Town hall',1,'urn:uuid:76c8a535-af29-593f-bb36-af42d271aeeb');
INSERT INTO "reading" VALUES('Library',1,'urn:uuid:8fe99fb1-6d8f-5047-931f-eed234eae6f7');
INSERT INTO "reading" VALUES('Town hall',2,'urn:uuid:8fe99fb1-6d8f-5047-931f-eed234eae6f7');
CREATE TABLE shared (page TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE shown (
    feed INTEGER NOT NULL, page INTEGER NOT NULL, arrival INTEGER NOT NULL, terms INTEGER NOT NULL, past INTEGER,
    PRIMARY KEY (feed, page, arrival)
) STRICT, WITHOUT ROWID;
CREATE TABLE "sighting" (
    guid TEXT NOT NULL REFERENCES item (guid), source TEXT NOT NULL, printed TEXT NOT NULL, PRIMARY KEY (guid, source)
) STRICT;
INSERT INTO "sighting" VALUES('urn:uuid:0457ba04-6de9-5834-b888-bdc7213b8f66','Town hall','{"title":"Water meters are read in December","dateline":"27 October 2025","kickers":["Notice"],"day":"2025-10-27","stood":"40f4 2321 07ab|"}');
INSERT INTO "sighting" VALUES('urn:uuid:76c8a535-af29-593f-bb36-af42d271aeeb','Town hall','{"title":"Farmers'' market moves to the old station","dateline":"4 November 2025","kickers":["Events"],"day":"2025-11-04","stood":"527c 6d8a e23a"}');
INSERT INTO "sighting" VALUES('urn:uuid:8fe99fb1-6d8f-5047-931f-eed234eae6f7','Town hall','{"title":"New opening hours at the library","summary":"The library opens at eight.","dateline":"12 November 2025, Riverside","place":"Riverside","kickers":["Notice"],"day":"2025-11-12","stood":"40f4 8d04 251c 2eee"}');
INSERT INTO "sighting" VALUES('urn:uuid:8fe99fb1-6d8f-5047-931f-eed234eae6f7','Library','{"title":"New opening hours at the library","summary":"We open an hour earlier.","dateline":"12 November 2025","kickers":["Library"],"day":"2025-11-12","stood":"a120 8d04 aa08 653d"}');
CREATE TABLE site (id TEXT NOT NULL, last_run INTEGER NOT NULL, filed TEXT NOT NULL DEFAULT '', addresses TEXT NOT NULL DEFAULT '{}', program TEXT NOT NULL DEFAULT '') STRICT;
INSERT INTO "site" VALUES('5b0c9a52-6f0e-4c43-9a53-2a1c1e1d7f10',1795413600,'6886247b282d516b61cab6849d2086c4c9da5ce6b9b9972121da180a463db940','{"Library":"https://www.example.org/library","Town hall":"https://www.example.org/hall"}','12b8fd6207d1cb864e5715593815e708');
CREATE TABLE snapshot (
    source TEXT NOT NULL, name TEXT NOT NULL, state TEXT NOT NULL, PRIMARY KEY (source, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE source (
    name TEXT PRIMARY KEY, state TEXT NOT NULL, since INTEGER NOT NULL, spoken INTEGER NOT NULL,
    reason TEXT NOT NULL, warnings TEXT NOT NULL
, page TEXT NOT NULL DEFAULT '', last INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
INSERT INTO "source" VALUES('Library','ok',0,0,'','[]','https://www.example.org/library',1795327200);
INSERT INTO "source" VALUES('Town hall','ok',0,0,'','[]','https://www.example.org/hall',1795413600);
CREATE TABLE terms (id INTEGER PRIMARY KEY, categories TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE topic (
    slug TEXT PRIMARY KEY, key TEXT NOT NULL, facet TEXT NOT NULL, label TEXT NOT NULL, id TEXT NOT NULL,
    updated INTEGER NOT NULL
) STRICT, WITHOUT ROWID
;
INSERT INTO "topic" VALUES('library','library','topic','Library','urn:uuid:8e758811-3933-5ac4-b2d5-986c98bf2a31',1762941601);
INSERT INTO "topic" VALUES('notice','notice','topic','Notice','urn:uuid:aba56ed6-4af9-5e0b-814d-3496ee620eb7',1762941600);
CREATE TABLE touched (arrival INTEGER PRIMARY KEY, labels TEXT, updated INTEGER) STRICT;
CREATE TABLE web (key TEXT PRIMARY KEY, memory TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE withdrawn (guid TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO "withdrawn" VALUES('urn:uuid:0457ba04-6de9-5834-b888-bdc7213b8f66');
CREATE INDEX alias_guid ON alias (guid, place);
CREATE INDEX reading_guid ON reading (guid);
CREATE INDEX joined_story ON joined (story)
;
CREATE UNIQUE INDEX page_closing ON page (closing);
CREATE INDEX page_last ON page (feed, last, number);
CREATE INDEX page_due ON page (closing) WHERE atom IS NULL;
CREATE INDEX page_due_json ON page (closing) WHERE json IS NULL;
CREATE INDEX shown_arrival ON shown (arrival);
CREATE TRIGGER withdrawn_shows AFTER INSERT ON withdrawn BEGIN UPDATE feed SET due = 1 WHERE label = 0; END;
CREATE TRIGGER withdrawn_hides AFTER DELETE ON withdrawn BEGIN UPDATE feed SET due = 1 WHERE label = 0; END;
CREATE VIEW unshown AS SELECT guid FROM withdrawn UNION SELECT guid FROM hidden;
CREATE INDEX item_arrival ON item (arrival);
CREATE INDEX item_published ON item (published);
CREATE INDEX item_updated ON item (updated)
;
CREATE TRIGGER item_keeps BEFORE UPDATE OF published, updated, source, printed ON item WHEN OLD.arrival <> 0
AND (OLD.published, OLD.updated, OLD.source, OLD.printed) IS NOT (NEW.published, NEW.updated, NEW.source, NEW.printed)
AND EXISTS (SELECT 1 FROM shown WHERE arrival = OLD.arrival AND past IS NULL) BEGIN
INSERT INTO past (published, updated, source, printed) VALUES (OLD.published, OLD.updated, OLD.source, OLD.printed);
UPDATE shown SET past = (SELECT max(id) FROM past) WHERE arrival = OLD.arrival AND past IS NULL; END;
CREATE TRIGGER item_changes AFTER UPDATE OF published, updated, basis, digest, source, printed ON item
WHEN OLD.arrival <> 0 BEGIN
INSERT INTO touched SELECT OLD.arrival, OLD.labels, OLD.updated
WHERE NOT EXISTS (SELECT 1 FROM touched WHERE arrival = OLD.arrival); END;
CREATE TRIGGER item_goes AFTER DELETE ON item
WHEN OLD.arrival <> 0 BEGIN
INSERT INTO touched SELECT OLD.arrival, OLD.labels, OLD.updated
WHERE NOT EXISTS (SELECT 1 FROM touched WHERE arrival = OLD.arrival); END;
CREATE TRIGGER item_comes AFTER INSERT ON item
WHEN NEW.arrival <> 0 BEGIN
INSERT INTO touched SELECT NEW.arrival, NULL, NULL
WHERE NOT EXISTS (SELECT 1 FROM touched WHERE arrival = NEW.arrival); END;
CREATE TRIGGER item_arrives AFTER UPDATE OF arrival ON item
WHEN OLD.arrival = 0 AND NEW.arrival <> 0 BEGIN
INSERT INTO touched SELECT NEW.arrival, NULL, NULL
WHERE NOT EXISTS (SELECT 1 FROM touched WHERE arrival = NEW.arrival); END;
CREATE TRIGGER alias_insert AFTER insert ON alias BEGIN INSERT INTO touched SELECT arrival, labels, updated FROM item WHERE arrival <> 0 AND NOT EXISTS (SELECT 1 FROM touched t WHERE t.arrival = item.arrival) AND guid = NEW.guid; END;
CREATE TRIGGER alias_update AFTER update ON alias BEGIN INSERT INTO touched SELECT arrival, labels, updated FROM item WHERE arrival <> 0 AND NOT EXISTS (SELECT 1 FROM touched t WHERE t.arrival = item.arrival) AND guid = NEW.guid; END;
CREATE TRIGGER alias_delete AFTER delete ON alias BEGIN INSERT INTO touched SELECT arrival, labels, updated FROM item WHERE arrival <> 0 AND NOT EXISTS (SELECT 1 FROM touched t WHERE t.arrival = item.arrival) AND guid = OLD.guid; END;
CREATE TRIGGER sighting_insert AFTER insert ON sighting BEGIN INSERT INTO touched SELECT arrival, labels, updated FROM item WHERE arrival <> 0 AND NOT EXISTS (SELECT 1 FROM touched t WHERE t.arrival = item.arrival) AND guid = NEW.guid; END;
CREATE TRIGGER sighting_update AFTER update ON sighting BEGIN INSERT INTO touched SELECT arrival, labels, updated FROM item WHERE arrival <> 0 AND NOT EXISTS (SELECT 1 FROM touched t WHERE t.arrival = item.arrival) AND guid = NEW.guid; END;
CREATE TRIGGER sighting_delete AFTER delete ON sighting BEGIN INSERT INTO touched SELECT arrival, labels, updated FROM item WHERE arrival <> 0 AND NOT EXISTS (SELECT 1 FROM touched t WHERE t.arrival = item.arrival) AND guid = OLD.guid; END;
CREATE TRIGGER joined_insert AFTER insert ON joined BEGIN INSERT INTO touched SELECT arrival, labels, updated FROM item WHERE arrival <> 0 AND NOT EXISTS (SELECT 1 FROM touched t WHERE t.arrival = item.arrival) AND guid = NEW.story; END;
CREATE TRIGGER joined_update AFTER update ON joined BEGIN INSERT INTO touched SELECT arrival, labels, updated FROM item WHERE arrival <> 0 AND NOT EXISTS (SELECT 1 FROM touched t WHERE t.arrival = item.arrival) AND guid = NEW.story; END;
CREATE TRIGGER joined_delete AFTER delete ON joined BEGIN INSERT INTO touched SELECT arrival, labels, updated FROM item WHERE arrival <> 0 AND NOT EXISTS (SELECT 1 FROM touched t WHERE t.arrival = item.arrival) AND guid = OLD.story; END;
CREATE TRIGGER withdrawn_insert AFTER insert ON withdrawn BEGIN INSERT INTO touched SELECT arrival, labels, updated FROM item WHERE arrival <> 0 AND NOT EXISTS (SELECT 1 FROM touched t WHERE t.arrival = item.arrival) AND guid = NEW.guid; END;
CREATE TRIGGER withdrawn_update AFTER update ON withdrawn BEGIN INSERT INTO touched SELECT arrival, labels, updated FROM item WHERE arrival <> 0 AND NOT EXISTS (SELECT 1 FROM touched t WHERE t.arrival = item.arrival) AND guid = NEW.guid; END;
CREATE TRIGGER withdrawn_delete AFTER delete ON withdrawn BEGIN INSERT INTO touched SELECT arrival, labels, updated FROM item WHERE arrival <> 0 AND NOT EXISTS (SELECT 1 FROM touched t WHERE t.arrival = item.arrival) AND guid = OLD.guid; END;
CREATE TRIGGER hidden_insert AFTER INSERT ON hidden BEGIN INSERT INTO touched SELECT arrival, labels, updated FROM item WHERE arrival <> 0 AND NOT EXISTS (SELECT 1 FROM touched t WHERE t.arrival = item.arrival) AND guid = NEW.guid; END;
CREATE TRIGGER hidden_delete AFTER DELETE ON hidden BEGIN INSERT INTO touched SELECT arrival, labels, updated FROM item WHERE arrival <> 0 AND NOT EXISTS (SELECT 1 FROM touched t WHERE t.arrival = item.arrival) AND guid = OLD.guid; END;
COMMIT;

BEGIN TRANSACTION;
CREATE TABLE alias (
    key TEXT NOT NULL, guid TEXT NOT NULL REFERENCES item (guid), place INTEGER NOT NULL, PRIMARY KEY (key, guid)
) STRICT, WITHOUT ROWID;
INSERT INTO "alias" VALUES('day:2025-10-27 water meters are read in december','urn:uuid:0457ba04-6de9-5834-b888-bdc7213b8f66',0);
INSERT INTO "alias" VALUES('day:2025-10-27 the water meters are read in december','urn:uuid:0457ba04-6de9-5834-b888-bdc7213b8f66',1);
INSERT INTO "alias" VALUES('day:2025-10-20 a concert in the park','urn:uuid:0b31bcdd-799a-50e3-91ea-14187f294c1f',0);
INSERT INTO "alias" VALUES('day:2025-11-03 farmers'' market moves to the old station','urn:uuid:76c8a535-af29-593f-bb36-af42d271aeeb',0);
INSERT INTO "alias" VALUES('day:2025-11-03 farmers'' market moves to the bus station','urn:uuid:76c8a535-af29-593f-bb36-af42d271aeeb',1);
INSERT INTO "alias" VALUES('day:2025-11-12 new opening hours at the library','urn:uuid:8fe99fb1-6d8f-5047-931f-eed234eae6f7',0);
CREATE TABLE earlier (
    guid TEXT NOT NULL REFERENCES item (guid), place INTEGER NOT NULL, printed TEXT NOT NULL, PRIMARY KEY (guid, place)
) STRICT, WITHOUT ROWID;
INSERT INTO "earlier" VALUES('urn:uuid:0457ba04-6de9-5834-b888-bdc7213b8f66',1,'{"title":"Water meters are read in December","dateline":"27 October 2025","kickers":["Notice"],"day":"2025-10-27"}');
INSERT INTO "earlier" VALUES('urn:uuid:76c8a535-af29-593f-bb36-af42d271aeeb',1,'{"title":"Farmers'' market moves to the old station","dateline":"3 November 2025","kickers":["Events"],"day":"2025-11-03"}');
CREATE TABLE item (
    guid TEXT PRIMARY KEY, first_seen INTEGER NOT NULL, published INTEGER NOT NULL, updated INTEGER NOT NULL,
    basis TEXT NOT NULL, digest TEXT NOT NULL, source TEXT NOT NULL, printed TEXT NOT NULL
, arrival INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
INSERT INTO "item" VALUES('urn:uuid:0457ba04-6de9-5834-b888-bdc7213b8f66',1795327200,1761559200,1795413599,'day','1:5a79a1a409171149d0a31685c427c755','Town hall','{"title":"The water meters are read in December","dateline":"27 October 2025","kickers":["Notice"],"day":"2025-10-27"}',2);
INSERT INTO "item" VALUES('urn:uuid:0b31bcdd-799a-50e3-91ea-14187f294c1f',1795327200,1760954400,1760954400,'day','1:195f370c75149d35eca5216cea26eabd','Town hall','{"title":"A concert in the park","dateline":"20 October 2025","kickers":["Events"],"day":"2025-10-20"}',1);
INSERT INTO "item" VALUES('urn:uuid:76c8a535-af29-593f-bb36-af42d271aeeb',1795327200,1762164000,1795413600,'day','1:f2d8787d1ebc47fe35c576aba6f5caa7','Town hall','{"title":"Farmers'' market moves to the bus station","dateline":"3 November 2025","kickers":["Events"],"day":"2025-11-03"}',3);
INSERT INTO "item" VALUES('urn:uuid:8fe99fb1-6d8f-5047-931f-eed234eae6f7',1795327200,1762941600,1762941600,'day','1:a8a8cbbb415499727c730d9650ff31c9','Town hall','{"title":"New opening hours at the library","dateline":"12 November 2025, Riverside","place":"Riverside","kickers":["Notice"],"day":"2025-11-12"}',4);
CREATE TABLE joined (
    guid TEXT PRIMARY KEY, story TEXT NOT NULL, place INTEGER NOT NULL, was TEXT NOT NULL, before TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE reading (
    source TEXT NOT NULL, place INTEGER NOT NULL, guid TEXT NOT NULL REFERENCES item (guid),
    PRIMARY KEY (source, place)
) STRICT, WITHOUT ROWID;
INSERT INTO "reading" VALUES('Town hall',1,'urn:uuid:0457ba04-6de9-5834-b888-bdc7213b8f66');
INSERT INTO "reading" VALUES('Town hall',0,'urn:uuid:0b31bcdd-799a-50e3-91ea-14187f294c1f');
INSERT INTO "reading" VALUES('Town hall',2,'urn:uuid:76c8a535-af29-593f-bb36-af42d271aeeb');
INSERT INTO "reading" VALUES('Town hall',3,'urn:uuid:8fe99fb1-6d8f-5047-931f-eed234eae6f7');
CREATE TABLE shared (page TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE sighting (
    guid TEXT NOT NULL REFERENCES item (guid), source TEXT NOT NULL, printed TEXT NOT NULL, PRIMARY KEY (guid, source)
) STRICT, WITHOUT ROWID;
INSERT INTO "sighting" VALUES('urn:uuid:0457ba04-6de9-5834-b888-bdc7213b8f66','Town hall','{"title":"The water meters are read in December","dateline":"27 October 2025","kickers":["Notice"],"day":"2025-10-27"}');
INSERT INTO "sighting" VALUES('urn:uuid:0b31bcdd-799a-50e3-91ea-14187f294c1f','Town hall','{"title":"A concert in the park","dateline":"20 October 2025","kickers":["Events"],"day":"2025-10-20"}');
INSERT INTO "sighting" VALUES('urn:uuid:76c8a535-af29-593f-bb36-af42d271aeeb','Town hall','{"title":"Farmers'' market moves to the bus station","dateline":"3 November 2025","kickers":["Events"],"day":"2025-11-03"}');
INSERT INTO "sighting" VALUES('urn:uuid:8fe99fb1-6d8f-5047-931f-eed234eae6f7','Town hall','{"title":"New opening hours at the library","dateline":"12 November 2025, Riverside","place":"Riverside","kickers":["Notice"],"day":"2025-11-12"}');
CREATE TABLE site (id TEXT NOT NULL, last_run INTEGER NOT NULL) STRICT;
INSERT INTO "site" VALUES('5b0c9a52-6f0e-4c43-9a53-2a1c1e1d7f10',1795413600);
CREATE TABLE snapshot (
    source TEXT NOT NULL, name TEXT NOT NULL, state TEXT NOT NULL, PRIMARY KEY (source, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE source (
    name TEXT PRIMARY KEY, state TEXT NOT NULL, since INTEGER NOT NULL, spoken INTEGER NOT NULL,
    reason TEXT NOT NULL, warnings TEXT NOT NULL
, page TEXT NOT NULL DEFAULT '', last INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
INSERT INTO "source" VALUES('Town hall','ok',0,0,'','[]','https://www.example.org/news',1795413600);
CREATE TABLE topic (
    slug TEXT PRIMARY KEY, key TEXT NOT NULL, facet TEXT NOT NULL, label TEXT NOT NULL, id TEXT NOT NULL,
    updated INTEGER NOT NULL
) STRICT, WITHOUT ROWID
;
INSERT INTO "topic" VALUES('events','events','topic','Events','urn:uuid:0c041750-4030-5108-a141-a9e409c5e645',1795413600);
INSERT INTO "topic" VALUES('library','library','topic','Library','urn:uuid:8e758811-3933-5ac4-b2d5-986c98bf2a31',1762941600);
INSERT INTO "topic" VALUES('notice','notice','topic','Notice','urn:uuid:aba56ed6-4af9-5e0b-814d-3496ee620eb7',1795413599);
CREATE TABLE withdrawn (guid TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO "withdrawn" VALUES('urn:uuid:0b31bcdd-799a-50e3-91ea-14187f294c1f');
CREATE INDEX item_published ON item (published);
CREATE INDEX item_updated ON item (updated);
CREATE INDEX alias_guid ON alias (guid, place);
CREATE INDEX reading_guid ON reading (guid);
CREATE INDEX item_arrival ON item (arrival);
CREATE INDEX joined_story ON joined (story)
;
COMMIT;

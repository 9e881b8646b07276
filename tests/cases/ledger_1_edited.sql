BEGIN TRANSACTION;
CREATE TABLE alias (
    key TEXT NOT NULL, guid TEXT NOT NULL REFERENCES item (guid), place INTEGER NOT NULL, PRIMARY KEY (key, guid)
) STRICT, WITHOUT ROWID;
INSERT INTO "alias" VALUES('day:2025-10-27 water meters are read in december','urn:uuid:0457ba04-6de9-5834-b888-bdc7213b8f66',0);
INSERT INTO "alias" VALUES('day:2025-11-03 farmers'' market moves to the old station','urn:uuid:76c8a535-af29-593f-bb36-af42d271aeeb',0);
INSERT INTO "alias" VALUES('day:2025-11-04 farmers'' market moves to the old station','urn:uuid:76c8a535-af29-593f-bb36-af42d271aeeb',1);
INSERT INTO "alias" VALUES('day:2025-11-12 new opening hours at the library','urn:uuid:8fe99fb1-6d8f-5047-931f-eed234eae6f7',0);
INSERT INTO "alias" VALUES('day:2025-11-12 a reading room for children','urn:uuid:f1b4951f-975a-59d1-a8ca-9e7e3a9cfedf',0);
CREATE TABLE item (
    guid TEXT PRIMARY KEY, first_seen INTEGER NOT NULL, published INTEGER NOT NULL, updated INTEGER NOT NULL,
    basis TEXT NOT NULL, digest TEXT NOT NULL, source TEXT NOT NULL, printed TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "item" VALUES('urn:uuid:0457ba04-6de9-5834-b888-bdc7213b8f66',1795327200,1761559200,1761559200,'day','1:2c29c4a14bc73b5c2a57729d1091acf5','Town hall','{"title":"Water meters are read in December","dateline":"27 October 2025","kickers":["Notice"],"day":"2025-10-27"}');
INSERT INTO "item" VALUES('urn:uuid:76c8a535-af29-593f-bb36-af42d271aeeb',1795327200,1762250400,1795413599,'day','1:0d66732223d07ec33f1445269f546d4d','Town hall','{"title":"Farmers'' market moves to the old station","dateline":"4 November 2025","kickers":["Events"],"day":"2025-11-04"}');
INSERT INTO "item" VALUES('urn:uuid:8fe99fb1-6d8f-5047-931f-eed234eae6f7',1795327200,1762941600,1795413600,'day','1:3fbfde864368eb3356704f70289b7f32','Town hall','{"title":"New opening hours at the library","summary":"The library opens at eight.","dateline":"12 November 2025, Riverside","place":"Riverside","kickers":["Notice","Library"],"day":"2025-11-12"}');
INSERT INTO "item" VALUES('urn:uuid:f1b4951f-975a-59d1-a8ca-9e7e3a9cfedf',1795327200,1762941601,1762941601,'day','1:b093698d66294eae6dab4efa4b609e2d','Library','{"title":"A reading room for children","dateline":"12 November 2025","kickers":["Library"],"day":"2025-11-12"}');
CREATE TABLE reading (
    source TEXT NOT NULL, place INTEGER NOT NULL, guid TEXT NOT NULL REFERENCES item (guid),
    PRIMARY KEY (source, place)
) STRICT, WITHOUT ROWID;
INSERT INTO "reading" VALUES('Town hall',0,'urn:uuid:0457ba04-6de9-5834-b888-bdc7213b8f66');
INSERT INTO "reading" VALUES('Town hall',1,'urn:uuid:76c8a535-af29-593f-bb36-af42d271aeeb');
INSERT INTO "reading" VALUES('Library',1,'urn:uuid:8fe99fb1-6d8f-5047-931f-eed234eae6f7');
INSERT INTO "reading" VALUES('Town hall',2,'urn:uuid:8fe99fb1-6d8f-5047-931f-eed234eae6f7');
INSERT INTO "reading" VALUES('Library',0,'urn:uuid:f1b4951f-975a-59d1-a8ca-9e7e3a9cfedf');
CREATE TABLE sighting (
    guid TEXT NOT NULL REFERENCES item (guid), source TEXT NOT NULL, printed TEXT NOT NULL, PRIMARY KEY (guid, source)
) STRICT, WITHOUT ROWID;
INSERT INTO "sighting" VALUES('urn:uuid:0457ba04-6de9-5834-b888-bdc7213b8f66','Town hall','{"title":"Water meters are read in December","dateline":"27 October 2025","kickers":["Notice"],"day":"2025-10-27"}');
INSERT INTO "sighting" VALUES('urn:uuid:76c8a535-af29-593f-bb36-af42d271aeeb','Town hall','{"title":"Farmers'' market moves to the old station","dateline":"4 November 2025","kickers":["Events"],"day":"2025-11-04"}');
INSERT INTO "sighting" VALUES('urn:uuid:8fe99fb1-6d8f-5047-931f-eed234eae6f7','Library','{"title":"New opening hours at the library","summary":"We open an hour earlier.","dateline":"12 November 2025","kickers":["Library"],"day":"2025-11-12"}');
INSERT INTO "sighting" VALUES('urn:uuid:8fe99fb1-6d8f-5047-931f-eed234eae6f7','Town hall','{"title":"New opening hours at the library","summary":"The library opens at eight.","dateline":"12 November 2025, Riverside","place":"Riverside","kickers":["Notice"],"day":"2025-11-12"}');
INSERT INTO "sighting" VALUES('urn:uuid:f1b4951f-975a-59d1-a8ca-9e7e3a9cfedf','Library','{"title":"A reading room for children","dateline":"12 November 2025","kickers":["Library"],"day":"2025-11-12"}');
CREATE TABLE site (id TEXT NOT NULL, last_run INTEGER NOT NULL) STRICT;
INSERT INTO "site" VALUES('5b0c9a52-6f0e-4c43-9a53-2a1c1e1d7f10',1795413600);
CREATE TABLE source (
    name TEXT PRIMARY KEY, state TEXT NOT NULL, since INTEGER NOT NULL, spoken INTEGER NOT NULL,
    reason TEXT NOT NULL, warnings TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "source" VALUES('Library','ok',0,0,'','[]');
INSERT INTO "source" VALUES('Town hall','ok',0,0,'','[]');
CREATE TABLE topic (
    slug TEXT PRIMARY KEY, key TEXT NOT NULL, facet TEXT NOT NULL, label TEXT NOT NULL, id TEXT NOT NULL,
    updated INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "topic" VALUES('library','library','topic','Library','urn:uuid:8e758811-3933-5ac4-b2d5-986c98bf2a31',1795413600);
INSERT INTO "topic" VALUES('notice','notice','topic','Notice','urn:uuid:aba56ed6-4af9-5e0b-814d-3496ee620eb7',1795413600);
CREATE INDEX item_arrival ON item (first_seen DESC, published DESC, guid);
CREATE INDEX item_published ON item (published);
CREATE INDEX item_updated ON item (updated);
CREATE INDEX alias_guid ON alias (guid, place);
CREATE INDEX reading_guid ON reading (guid);
COMMIT;

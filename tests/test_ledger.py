"""The ledger as a file: carried elsewhere and back, copied, brought up to date; and sources that leave the config."""

import json
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from uuid import UUID

import pytest
from conftest import NOW, ROOT, Site

from feedpub.ledger import open_ledger, schema

SITE = UUID("5f2c1f1e-7a0c-4b0e-9c59-6a3f0d0c7b21")
NEXT_DAY, THIRD_DAY, FOURTH_DAY = "2026-11-23T06:00:00Z", "2026-11-24T06:00:00Z", "2026-11-25T06:00:00Z"
CASES = Path(__file__).parent / "cases"
MONEY, PHONE, CARDS, VIDEO = "More than 500 billion", "Migrating in ASEAN", "Let them fly", "JONA OAK"

Rows = dict[str, list[tuple[object, ...]]]


def bytes_of(site: Site) -> dict[str, bytes]:
    return {path: data for path, (data, _, _) in site.snapshot().items()}


def items_of(site: Site) -> dict[str, dict[str, str]]:
    """Return the published items by guid."""
    return {item["id"]: item for item in json.loads((site.output / "all.json").read_bytes())["items"]}


def export(site: Site) -> bytes:
    done = site.run("ledger", "export")
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.encode()


FOLLOWING = {"label", "member", "feed", "page", "shown", "terms", "past", "pending", "touched", "file", "web", "hidden"}
"""Tables that say how the items of the others are filed published and hidden, and the cache of the web."""


def rows_of(path: Path) -> Rows:
    """Return every row of a ledger, but for what follows from other rows."""
    with closing(sqlite3.connect(path)) as db:
        tables = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        return {
            table: sorted(db.execute(f"SELECT {columns_of(db, table)} FROM {table}"))  # noqa: S608
            for table in tables
            if table not in FOLLOWING
        }


def columns_of(db: sqlite3.Connection, table: str) -> str:
    """Return what a table says; the numbers of rows are nothing to anybody, but an item by its guid is."""
    names = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
    unsaid = {"labels", "filed", "addresses", "program"} | ({"id"} if table == "item" else set())
    guid = "(SELECT guid FROM item i WHERE i.id = item)"
    said = sorted(set(names) - unsaid, key=lambda name: (name not in {"guid", "item"}, name))
    return ", ".join(guid if name == "item" else name for name in said)


def format_of(path: Path) -> int:
    with closing(sqlite3.connect(path)) as db:
        return int(db.execute("PRAGMA user_version").fetchone()[0])


@pytest.fixture
def eventful(built: Site) -> Site:
    """Return a site whose ledger holds something of every kind."""
    built.edit("000", "More than 500 billion dollars a year", "Over 500 billion dollars a year")
    built.edit("002", "\n  1. ", "\n  0. Borders\n\n    A kicker without a day\n\n    May 2018\n\n  1. ")
    built.build(now=NEXT_DAY)
    assert built.run("ledger", "same", PHONE, VIDEO, now=NEXT_DAY).returncode == 0
    assert built.run("withdraw", CARDS).returncode == 0
    built.path("004").write_bytes(b"")
    assert built.build(now=THIRD_DAY).returncode == 3
    with closing(sqlite3.connect(built.ledger)) as db, db:
        db.execute("INSERT INTO snapshot VALUES ('Videos', '2026-11-22.txt', 'read')")
        db.execute("INSERT INTO shared VALUES ('link:example.org/all')")
    assert [table for table, rows in rows_of(built.ledger).items() if not rows] == []
    return built


# ── export and import ─────────────────────────────────────────────────────────────────────────────────


def test_an_export_begins_with_a_header_and_has_one_object_a_line(built: Site) -> None:
    header, *rows = [json.loads(line) for line in export(built).splitlines()]

    kinds = [row["kind"] for row in rows]
    said = {"kind": "ledger", "format": schema.SCHEMA, "site": str(SITE), "lines": len(rows), "last_run": NOW}
    assert said == {name: value for name, value in header.items() if name not in {"filed", "addresses"}}
    assert list(dict.fromkeys(kinds)) == ["source", "item", "reading", "topic"]
    assert [kinds.count(kind) for kind in ("source", "item", "reading")] == [3, 40, 3]
    assert [row["arrival"] for row in rows if row["kind"] == "item"] == list(range(1, 41))


def test_an_export_is_readable_for_people(built: Site) -> None:
    data = export(built)

    rows = [json.loads(line) for line in data.splitlines()]
    item = next(row for row in rows if row.get("printed", {}).get("title", "").startswith("Critical gaps"))
    assert (item["first_seen"], item["published"]) == (NOW, "2020-10-15T10:00:00Z")
    assert "region’s resilience".encode() in data


def test_an_export_holds_what_was_withdrawn_joined_read_and_printed_before(eventful: Site) -> None:
    rows = [json.loads(line) for line in export(eventful).splitlines()]

    by_kind = {row["kind"]: row for row in rows}
    states = {row["name"]: row["state"] for row in rows if row["kind"] == "source"}
    earlier = [row["earlier"][0]["printed"]["title"] for row in rows if "earlier" in row]
    assert by_kind["withdrawn"].keys() == {"kind", "guid"}
    assert by_kind["joined"]["was"]["printed"]["title"].startswith(VIDEO)
    assert by_kind["snapshot"] == {"kind": "snapshot", "source": "Videos", "name": "2026-11-22.txt", "state": "read"}
    assert [title.startswith(MONEY) for title in earlier] == [True]
    assert states["Videos"] == "failed"


@pytest.mark.parametrize("standing", ["missing", "empty"])
def test_an_import_makes_the_same_ledger_and_the_same_feeds(eventful: Site, standing: str) -> None:
    before, lines, rows = eventful.snapshot(), export(eventful), rows_of(eventful.ledger)
    eventful.ledger.unlink()
    if standing == "empty":
        eventful.ledger.touch()

    done = eventful.run("ledger", "import", "-", stdin=lines)
    again, after = export(eventful), rows_of(eventful.ledger)
    built = eventful.build(now=THIRD_DAY)

    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "imported 40 items; the next `feedpub build` publishes them\n"
    assert again == lines
    assert after == rows
    assert (built.returncode, built.stderr) == (3, "")
    assert eventful.snapshot() == before


def test_an_import_into_a_fresh_folder_publishes_the_same_files(eventful: Site) -> None:
    before = bytes_of(eventful)
    (eventful.root / "ledger.jsonl").write_bytes(export(eventful))
    eventful.ledger.unlink()
    shutil.rmtree(eventful.output)

    done = eventful.run("ledger", "import", "ledger.jsonl")
    eventful.build(now=THIRD_DAY)

    assert done.returncode == 0
    assert bytes_of(eventful) == before


def test_a_ledger_that_was_rebuilt_from_the_feeds_is_exported_and_imported_too(eventful: Site) -> None:
    eventful.ledger.unlink()
    eventful.build(now=THIRD_DAY)
    before, lines = bytes_of(eventful), export(eventful)
    eventful.ledger.unlink()

    done = eventful.run("ledger", "import", "-", stdin=lines)

    assert done.returncode == 0
    assert export(eventful) == lines
    assert eventful.build(now=THIRD_DAY).returncode == 3
    assert bytes_of(eventful) == before


def test_a_ledger_that_holds_items_is_not_written_over(built: Site) -> None:
    lines, ledger = export(built), built.ledger.read_bytes()

    done = built.run("ledger", "import", "-", stdin=lines)

    assert (done.returncode, done.stdout) == (1, "")
    assert "this ledger holds items already; --replace sets it aside and takes the export" in done.stderr
    assert built.ledger.read_bytes() == ledger


def test_a_ledger_of_which_only_withdrawals_are_left_is_not_written_over(built: Site) -> None:
    lines = export(built)
    titles = [item["title"] for item in items_of(built).values()]
    built.run("withdraw", *titles)
    built.ledger.unlink()
    built.build(now=NEXT_DAY)
    built.run("ledger", "forget", "--yes", *titles[1:])

    done = built.run("ledger", "import", "-", stdin=lines)

    assert done.returncode == 1
    assert "--replace" in done.stderr


def test_a_ledger_that_is_replaced_is_set_aside(eventful: Site) -> None:
    lines, rows = export(eventful), rows_of(eventful.ledger)
    eventful.run("ledger", "forget", "--yes", PHONE)
    other = rows_of(eventful.ledger)

    done = eventful.run("ledger", "import", "--replace", "-", stdin=lines, now=FOURTH_DAY)

    aside = eventful.root / "feedpub.db.20261125T060000Z.bak"
    assert (done.returncode, done.stdout) == (0, "")
    assert f"the ledger that was there is now {aside}\n" in done.stderr
    assert rows_of(aside) == other
    assert rows_of(eventful.ledger) == rows


def test_a_second_ledger_is_set_aside_beside_the_first(built: Site) -> None:
    lines = export(built)

    for _ in range(2):
        built.run("ledger", "import", "--replace", "-", stdin=lines, now=FOURTH_DAY)

    names = {path.name for path in built.root.glob("*.bak")}
    assert names == {"feedpub.db.20261125T060000Z.bak", "feedpub.db.20261125T060000Z-2.bak"}


def cut(lines: list[bytes]) -> list[bytes]:
    return lines[:-1]


def swap_a_brace(lines: list[bytes]) -> list[bytes]:
    return [*lines[:4], lines[4][:-2] + b"]", *lines[5:]]


def repeat_an_item(lines: list[bytes]) -> list[bytes]:
    return [*lines[:5], lines[4], *lines[5:]]


def drop_an_item(lines: list[bytes]) -> list[bytes]:
    return lines[:4] + lines[5:]


def misspell_a_field(lines: list[bytes]) -> list[bytes]:
    return [*lines[:4], lines[4].replace(b'"published"', b'"publised"', 1), *lines[5:]]


def lose_a_title(lines: list[bytes]) -> list[bytes]:
    return [*lines[:4], re.sub(rb'"printed":\{.*?\}', b'"printed":{"place":"Geneva"}', lines[4], count=1), *lines[5:]]


def publish_after_updating(lines: list[bytes]) -> list[bytes]:
    return [*lines[:4], re.sub(rb'"updated":"\d{4}', b'"updated":"1999', lines[4], count=1), *lines[5:]]


def forget_the_zone(lines: list[bytes]) -> list[bytes]:
    return [*lines[:4], re.sub(rb'("updated":"[^"]*)Z"', rb'\1"', lines[4], count=1), *lines[5:]]


def no_utf_8(lines: list[bytes]) -> list[bytes]:
    return [*lines[:4], lines[4].replace(b'"title":"', b'"title":"\xff', 1), *lines[5:]]


def another_site(lines: list[bytes]) -> list[bytes]:
    return [lines[0].replace(b"5f2c1f1e", b"00000000"), *lines[1:]]


def newer(lines: list[bytes]) -> list[bytes]:
    return [re.sub(rb'"format":\d+', b'"format":99', lines[0]), *lines[1:]]


def no_header(lines: list[bytes]) -> list[bytes]:
    return lines[1:]


def nothing(_: list[bytes]) -> list[bytes]:
    return []


SPOILT = {
    "cut": (cut, "", "lines follow the first, which announces"),
    "no JSON": (swap_a_brace, ":5", "this is no line of an exported ledger"),
    "an item twice": (repeat_an_item, ":6", "this does not fit to the lines above: it is there twice"),
    "an item missing": (drop_an_item, ":44", "it names an item that none of them holds"),
    "an unknown field": (misspell_a_field, ":5", "`publised`"),
    "no title": (lose_a_title, ":5", "a story needs a title or a summary"),
    "published after it was updated": (publish_after_updating, ":5", "`updated` lies before `published`"),
    "an instant without a zone": (forget_the_zone, ":5", "timezone"),
    "no UTF-8": (no_utf_8, ":5", "this is no line of an exported ledger"),
    "another site": (another_site, ":1", "the export is of the site 00000000-7a0c-"),
    "a newer format": (newer, ":1", f"written by a newer feedpub (format 99, this one reads {schema.SCHEMA}); upgrade"),
    "no header": (no_header, ":1", "this is no line of an exported ledger"),
    "empty": (nothing, "", "this is empty; an export begins with a line that says so"),
}


@pytest.mark.parametrize(("spoil", "line", "said"), SPOILT.values(), ids=SPOILT)
def test_a_spoilt_export_is_named_by_file_and_line_and_nothing_is_imported(
    built: Site, spoil: Callable[[list[bytes]], list[bytes]], line: str, said: str
) -> None:
    lines = export(built).splitlines(keepends=True)
    (built.root / "ledger.jsonl").write_bytes(b"".join(spoil(lines)))
    standing = built.ledger.read_bytes()

    kept = built.run("ledger", "import", "--replace", "ledger.jsonl", now=NEXT_DAY)
    after = built.ledger.read_bytes()
    built.ledger.unlink()
    fresh = built.run("ledger", "import", "ledger.jsonl")

    for done in (kept, fresh):
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith(f"feedpub: ledger.jsonl{line}:")
        assert said in done.stderr
        assert len(done.stderr.splitlines()) == 1
    assert after == standing
    assert [path.name for path in built.root.glob("feedpub.db*") if path.suffix != ".bak"] == ["feedpub.db.lock"]


def test_a_missing_export_is_named(site: Site) -> None:
    done = site.run("ledger", "import", "ledger.jsonl")

    assert done.returncode == 1
    assert done.stderr == "feedpub: ledger.jsonl: the export cannot be read (No such file or directory)\n"
    assert not site.ledger.exists()


def test_an_export_that_was_edited_by_hand_is_imported(built: Site) -> None:
    lines = export(built)
    built.ledger.unlink()

    edited = lines.replace(b'{"kind":"item",', b'{ "kind": "item",  ').replace(b"\n", b"\r\n\r\n")
    done = built.run("ledger", "import", "-", stdin=edited)

    assert done.returncode == 0
    assert export(built) == lines


# ── backup ────────────────────────────────────────────────────────────────────────────────────────────


def test_a_backup_is_the_whole_ledger(eventful: Site) -> None:
    rows, before = rows_of(eventful.ledger), bytes_of(eventful)

    done = eventful.run("ledger", "backup", "copy.db")
    (eventful.root / "copy.db").replace(eventful.ledger)

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert rows_of(eventful.ledger) == rows
    assert eventful.build(now=THIRD_DAY).returncode == 3
    assert bytes_of(eventful) == before


def test_a_backup_can_be_made_while_the_ledger_is_written(built: Site) -> None:
    rows = rows_of(built.ledger)

    with closing(sqlite3.connect(built.ledger, isolation_level=None)) as db:
        db.execute("UPDATE site SET last_run = last_run + 1")  # stands in the write-ahead log only
        committed = db.execute("SELECT last_run FROM site").fetchall()
        db.execute("BEGIN IMMEDIATE")
        db.execute("DELETE FROM topic")
        assert (built.root / "feedpub.db-wal").stat().st_size > 0
        done = built.run("ledger", "backup", "copy.db")
        db.execute("ROLLBACK")

    assert (done.returncode, done.stderr) == (0, "")
    assert rows_of(built.root / "copy.db") == rows | {"site": [(str(SITE), committed[0][0])]}


@pytest.mark.parametrize("kind", ["file", "folder", "dangling link"])
def test_a_backup_writes_over_nothing(built: Site, kind: str) -> None:
    target = built.root / "copy.db"
    if kind == "file":
        target.write_bytes(b"mine")
    elif kind == "folder":
        target.mkdir()
    else:
        target.symlink_to("nowhere")
    before = built.snapshot(".")

    done = built.run("ledger", "backup", "copy.db")

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "feedpub: copy.db: exists already, and nothing is written over it; name a new file\n"
    assert built.snapshot(".") == before


def test_a_backup_into_a_folder_that_is_not_there_says_so(built: Site) -> None:
    done = built.run("ledger", "backup", "away/copy.db")

    assert done.returncode == 1
    assert "away/copy.db: away is no folder that can be written" in done.stderr


def test_a_backup_of_no_ledger_makes_none(site: Site) -> None:
    done = site.run("ledger", "backup", "copy.db")

    assert done.returncode == 1
    assert "there is no ledger" in done.stderr
    assert [path.name for path in site.root.glob("*.db*")] == []


def test_a_backup_of_an_older_ledger_is_as_old(site: Site) -> None:
    make_ledger(site, "ledger_1")

    done = site.run("ledger", "backup", "copy.db")

    assert done.returncode == 0
    assert (format_of(site.ledger), format_of(site.root / "copy.db")) == (1, 1)
    assert rows_of(site.root / "copy.db") == rows_of(site.ledger)


# ── a ledger of the first release ─────────────────────────────────────────────────────────────────────


def make_ledger(site: Site, case: str) -> None:
    """Make the ledger that a release left, from a dump of it: the first one, or that of a later format."""
    with closing(sqlite3.connect(site.ledger)) as db:
        db.executescript((CASES / f"{case}.sql").read_text(encoding="utf-8"))
        db.execute("PRAGMA application_id = 0x66656564")
        db.execute(f"PRAGMA user_version = {int(case.split('_')[1])}")


@pytest.fixture
def released(site: Site) -> Site:
    """Return a site as the first release left it: its ledger, and no output yet."""
    make_ledger(site, "ledger_1")
    assert format_of(site.ledger) == 1
    return site


def committed_output() -> dict[str, bytes]:
    folder = ROOT / "output"
    return {f"output/{p.relative_to(folder)}": p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_ledger_of_the_first_release_is_brought_up_to_date_and_announces_nothing_anew(released: Site) -> None:
    done = released.build(now=NEXT_DAY)

    assert done.returncode == 0
    assert re.fullmatch(r"published \d+ files\n", done.stderr)
    assert format_of(released.ledger) == schema.SCHEMA


def test_the_feeds_of_a_ledger_of_the_first_release_are_those_of_today_arrivals_too(released: Site) -> None:
    released.build(now=NEXT_DAY)

    rows = [json.loads(line) for line in export(released).splitlines()]
    assert bytes_of(released) == committed_output()
    assert [row["arrival"] for row in rows if row["kind"] == "item"] == list(range(1, 41))


def test_a_second_build_after_the_upgrade_changes_nothing(released: Site) -> None:
    released.build(now=NEXT_DAY)
    before, ledger = released.snapshot(), released.ledger.read_bytes()

    done = released.build(now=THIRD_DAY)

    assert (done.returncode, done.stderr) == (0, "")
    assert released.snapshot() == before
    assert released.ledger.read_bytes() == ledger


@pytest.mark.parametrize(
    "command", [["plan"], ["check"], ["ledger", "list"], ["ledger", "export"], ["ledger", "show", MONEY]], ids=" ".join
)
def test_looking_at_a_ledger_of_the_first_release_changes_no_byte_of_it(released: Site, command: list[str]) -> None:
    before = released.snapshot(".")

    done = released.run(*command)

    assert done.stderr == "" or command == ["plan"]
    assert "Traceback" not in done.stderr
    assert {path: file for path, file in released.snapshot(".").items() if not path.endswith("-shm")} == before


def test_a_plan_on_a_ledger_of_the_first_release_announces_nothing_anew(released: Site) -> None:
    shutil.copytree(ROOT / "output", released.output)

    done = released.run("plan", now=NEXT_DAY)

    assert done.returncode == 0
    assert "40 items unchanged" in done.stdout


def test_an_item_in_a_ledger_of_the_first_release_can_be_withdrawn_at_once(released: Site) -> None:
    done = released.run("withdraw", MONEY)

    assert done.returncode == 0
    assert len(items_of(released)) == 39


def test_a_title_edited_during_the_upgrade_is_no_new_item(released: Site) -> None:
    released.edit("000", "More than 500 billion dollars a year", "Over 500 billion dollars a year")

    done = released.build(now=NEXT_DAY)

    assert done.stderr.startswith("published 1 renamed item, ")


def test_an_interrupted_upgrade_leaves_the_old_format_intact(released: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    rows, dump = rows_of(released.ledger), dump_of(released.ledger)
    *before, last = vars(schema)["_STEPS"]
    monkeypatch.setattr(schema, "_STEPS", (*before, (*last, "SELECT * FROM a_table_that_is_not_there")))

    with pytest.raises(Exception, match="a_table_that_is_not_there"), open_ledger(released.ledger, SITE):
        pass

    assert format_of(released.ledger) == 1
    assert rows_of(released.ledger) == rows
    assert dump_of(released.ledger) == dump
    monkeypatch.undo()
    assert released.build(now=NEXT_DAY).returncode == 0
    assert bytes_of(released) == committed_output()


def put_back(path: Path, version: int) -> None:
    """Turn a ledger into one of an earlier format that holds the same rows."""
    old = path.with_name("earlier.db")
    with closing(sqlite3.connect(old)) as db, db:
        for statements in vars(schema)["_STEPS"][:version]:
            for statement in statements:
                db.execute(statement)
        db.execute("ATTACH ? AS present", (str(path),))
        for (table,) in db.execute("SELECT name FROM main.sqlite_schema WHERE type = 'table'").fetchall():
            names = [row[1] for row in db.execute(f"PRAGMA main.table_info({table})")]
            if table in {"alias", "sighting", "reading"}:
                names[names.index("guid")] = "(SELECT guid FROM present.item i WHERE i.id = item)"
            columns = ", ".join(names)
            db.execute(f"INSERT INTO main.{table} SELECT {columns} FROM present.{table}")  # noqa: S608
        db.execute(f"PRAGMA user_version = {version}")
        db.execute(f"PRAGMA application_id = {schema.APPLICATION}")
    old.replace(path)


def test_a_ledger_whose_rows_lay_by_guid_holds_the_same_when_they_lie_as_they_came(eventful: Site) -> None:
    tables, rows, items = tables_of(eventful.ledger), rows_of(eventful.ledger), export(eventful)
    put_back(eventful.ledger, 5)
    assert "WITHOUT ROWID" in tables_of(eventful.ledger)["item"]

    with open_ledger(eventful.ledger, SITE) as ledger:
        assert ledger.check() == []

    assert format_of(eventful.ledger) == schema.SCHEMA
    assert tables_of(eventful.ledger) == tables
    assert rows_of(eventful.ledger) == rows
    assert export(eventful) == items
    feeds = bytes_of(eventful)
    eventful.build(now=FOURTH_DAY)
    assert bytes_of(eventful) == feeds


def tables_of(path: Path) -> dict[str, str]:
    """Return how the tables, indices and triggers of a ledger are declared."""
    with closing(sqlite3.connect(path)) as db:
        return dict(db.execute("SELECT name, sql FROM sqlite_schema"))


def dump_of(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as db:
        return list(db.iterdump())


TOWN = """\
[site]
id       = "5b0c9a52-6f0e-4c43-9a53-2a1c1e1d7f10"
title    = "Town news"
base_url = "https://feeds.example.org/"
author   = "Town council"
[[source]]
name = "Town hall"
path = "hall.txt"
page = "https://www.example.org/hall"
[[source]]
name = "Library"
path = "library.txt"
page = "https://www.example.org/library"
"""
HALL = """\
1. Notice

   New opening hours at the library

   12 November 2025, Riverside

   The library opens at nine.

2. Events

   Farmers' market moves to the old station

   3 November 2025

3. Notice

   Water meters are read in December

   27 October 2025
"""
LIBRARY = """\
1. Library

   New opening hours at the library

   12 November 2025

   We open an hour earlier.

2. Library

   A reading room for children

   12 November 2025
"""


@pytest.fixture
def town(tmp_path: Path) -> Site:
    """Return a site where two sources list one item, before its first build."""
    for name, text in (("feedpub.toml", TOWN), ("hall.txt", HALL), ("library.txt", LIBRARY)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return Site(root=tmp_path)


def edit_the_hall(town: Site) -> None:
    town.edit("hall.txt", "opens at nine", "opens at eight")
    town.edit("hall.txt", "3 November 2025", "4 November 2025")


def test_edits_and_two_sources_of_one_item_survive_the_upgrade_byte_for_byte(town: Site) -> None:
    town.build(now=NOW)
    edit_the_hall(town)
    town.build(now=NEXT_DAY)
    lived_through = bytes_of(town)
    shutil.rmtree(town.output)
    town.ledger.unlink()
    make_ledger(town, "ledger_1_edited")

    done = town.build(now=THIRD_DAY)

    assert done.returncode == 0
    assert re.fullmatch(r"published \d+ files\n", done.stderr)
    assert bytes_of(town) == lived_through


def test_an_edit_after_the_upgrade_is_that_of_a_known_item(town: Site) -> None:
    edit_the_hall(town)
    make_ledger(town, "ledger_1_edited")
    guids = {row[0] for row in rows_of(town.ledger)["item"]}
    town.edit("hall.txt", "opens at eight", "opens at seven")

    done = town.build(now=THIRD_DAY)

    assert done.stderr.startswith("published 1 edited item, ")
    assert items_of(town).keys() == guids
    assert [i["title"] for i in items_of(town).values() if i["date_modified"] == THIRD_DAY] == [
        "New opening hours at the library"
    ]


def test_what_happened_before_the_items_had_numbers_is_known_after_the_upgrade(town: Site) -> None:
    live_through_a_lot(town)
    tables, lines = tables_of(town.ledger), export(town)
    town.ledger.unlink()
    make_ledger(town, "ledger_6")
    rows = rows_of(town.ledger)

    done = town.build(now=THIRD_DAY)

    assert (done.returncode, done.stderr) == (0, "")
    assert tables_of(town.ledger) == tables
    assert rows_of(town.ledger) == rows
    assert export(town) == lines


def live_through_a_lot(town: Site) -> None:
    """Build, edit, build again, correct by hand: as was done before the ledger was dumped."""
    town.build(now=NOW)
    edit_the_hall(town)
    town.build(now=NEXT_DAY)
    assert town.run("ledger", "same", "New opening hours", "A reading room", now=NEXT_DAY).returncode == 0
    assert town.run("withdraw", "Water meters").returncode == 0


# ── a source that leaves the config ───────────────────────────────────────────────────────────────────


def drop_videos(site: Site) -> str:
    """Take the third source out of the config; return the config as it was."""
    config = site.config.read_text(encoding="utf-8")
    without = re.sub(r'\[\[source\]\]\nname = "Videos"\n(?:.+\n)*', "", config)
    assert "Videos" not in without
    site.config.write_text(without, encoding="utf-8")
    return config


def test_a_source_that_leaves_the_config_keeps_its_items_byte_for_byte_links_too(built: Site) -> None:
    before = built.feeds()
    drop_videos(built)

    done = built.build(now=NEXT_DAY)

    assert (done.returncode, done.stdout) == (0, "")
    assert built.feeds() == before
    assert b"https://www.example.org/global/videos#:~:text=JONA" in before["output/all.json"][0]


def test_a_source_that_leaves_the_config_is_no_longer_read(built: Site) -> None:
    drop_videos(built)
    before = built.feeds()
    built.edit("004", "JONA OAK", "JON OAK")
    first = built.build(now=NEXT_DAY)
    built.path("004").unlink()

    second = built.build(now=THIRD_DAY)

    assert (first.returncode, second.returncode) == (0, 0)
    assert (second.stdout, second.stderr) == ("", "")
    assert built.feeds() == before


def test_a_source_that_is_back_in_the_config_announces_nothing_anew(built: Site) -> None:
    before = built.snapshot()
    config = drop_videos(built)
    built.build(now=NEXT_DAY)
    built.config.write_text(config, encoding="utf-8")

    done = built.build(now=THIRD_DAY)

    assert done.returncode == 0
    assert "item" not in done.stderr
    assert bytes_of(built) == {path: data for path, (data, _, _) in before.items()}


def test_a_source_that_is_back_under_an_edited_title_is_recognised(built: Site) -> None:
    guids = items_of(built).keys()
    config = drop_videos(built)
    built.build(now=NEXT_DAY)
    built.config.write_text(config, encoding="utf-8")
    built.edit("004", "1. JONA OAK and fellow artists", "1. JONA OAK and other artists")

    done = built.build(now=THIRD_DAY)

    assert done.stderr.startswith("published 1 renamed item, ")
    assert items_of(built).keys() == guids


def test_items_of_a_source_that_left_the_config_are_still_there_when_the_ledger_is_lost(built: Site) -> None:
    drop_videos(built)
    built.build(now=NEXT_DAY)
    before = built.snapshot()
    built.ledger.unlink()

    built.build(now=THIRD_DAY)

    assert built.snapshot() == before


def test_items_of_a_source_that_left_the_config_are_listed_nowhere_now(built: Site) -> None:
    drop_videos(built)

    done = built.run("ledger", "list", "--source", "Videos")

    assert len(done.stdout.splitlines()) == 20
    assert {line[59:68].strip() for line in done.stdout.splitlines()} == {""}


def test_items_of_a_source_that_left_the_config_are_forgotten_without_a_question(built: Site) -> None:
    drop_videos(built)

    done = built.run("ledger", "forget", VIDEO)
    again = built.build(now=NEXT_DAY)

    assert done.returncode == 0
    assert (len(items_of(built)), "item" in again.stderr) == (39, False)

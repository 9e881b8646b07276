"""What goes wrong outside of feedpub: it is said with a place and a next step, and no good file is lost."""

import fcntl
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import NOW, Site

FIRST, SECOND, THIRD = "News and articles 2019", "News and articles 2020", "Videos"
SOON, NEXT_DAY, THIRD_DAY = "2026-11-22T07:00:00Z", "2026-11-23T06:00:00Z", "2026-11-24T07:00:00Z"


def drop_other_sources(site: Site) -> None:
    """Leave the site its first source only."""
    config = site.config.read_text(encoding="utf-8")
    head, first, *_ = config.split("[[source]]")
    site.config.write_text(head + "[[source]]" + first, encoding="utf-8")


def listed(site: Site) -> dict[str, dict[str, object]]:
    """Return the published items by id."""
    return {item["id"]: item for item in json.loads((site.output / "all.json").read_bytes())["items"]}


def cut_to(site: Site, entries: int) -> None:
    """Leave the first listing its first entries only."""
    path = site.path("000")
    path.write_bytes(path.read_bytes().split(f"\n  {entries + 1}. ".encode())[0])


# ── sources that cannot be read ───────────────────────────────────────────────────────────────────────

PROSE = b"We met in Geneva.\n\nThe talks on 29 November 2019 went well, and all of us came home on time.\n"
HTML = b"<!DOCTYPE html><html><head><title>503</title></head><body><h1>Service unavailable</h1></body></html>\n"
BINARY = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00"
UNKNOWN = b"1. Migration\x81s cost\n\n29 November 2019\n"

BROKEN = {
    "empty": (b"", "the listing is empty"),
    "only blanks": (b" \n\n\t\n", "the listing is empty"),
    "prose": (PROSE, "no listing found"),
    "a page of HTML": (HTML, "no listing found"),
    "binary": (BINARY, ": this is binary data"),
    "zero bytes": (b"\0" * 100, ":1: this is binary data"),
    "another encoding": (b"\n\n" + UNKNOWN, ":3: byte 0x81 is not UTF-8 text"),
    "half of UTF-16": ("1. Title\n\n29 November 2019\n".encode("utf-16-le")[:-1], "declare `encoding`"),
}
NEXT_STEP = ("check", "declare")


@pytest.mark.parametrize(("data", "message"), BROKEN.values(), ids=BROKEN)
def test_a_listing_that_is_none_fails_its_source_and_leaves_every_feed(built: Site, data: bytes, message: str) -> None:
    path = built.path("000")
    path.write_bytes(data)
    before = built.feeds()

    done = built.build()

    first = done.stderr.splitlines()[0]
    assert (done.returncode, done.stdout) == (3, "")
    assert first.startswith(f"failed: {FIRST}: {path.name}:")
    assert message in first
    assert any(step in first for step in NEXT_STEP)
    assert built.feeds() == before


def test_a_missing_listing_fails_its_source_and_leaves_every_feed(built: Site) -> None:
    path = built.path("000")
    path.unlink()
    before = built.feeds()

    done = built.build()

    assert (done.returncode, done.stdout) == (3, "")
    assert f"failed: {FIRST}: {path.name}: there is no such file; check `path`" in done.stderr
    assert built.feeds() == before


def test_a_missing_listing_fails_the_run_when_it_is_the_only_one(site: Site) -> None:
    drop_other_sources(site)
    site.build()
    before = site.feeds()
    site.path("000").unlink()

    done = site.build()

    assert (done.returncode, done.stdout) == (1, "")
    assert "there is no such file" in done.stderr
    assert site.feeds() == before


def test_a_first_run_without_any_listing_publishes_nothing(site: Site) -> None:
    for path in site.root.glob("*.txt"):
        path.unlink()

    done = site.build()

    assert done.returncode == 1
    assert site.snapshot() == {}


def test_a_failing_source_does_not_stop_the_others(site: Site) -> None:
    site.path("000").unlink()

    done = site.build()

    assert done.returncode == 3
    assert "published 30 new items, " in done.stderr
    assert len(listed(site)) == 30


def test_a_folder_in_place_of_a_listing_fails_its_source(built: Site) -> None:
    path = built.path("000")
    path.unlink()
    path.mkdir()
    before = built.feeds()

    done = built.build()

    assert done.returncode == 3
    assert "no snapshot lies in this folder" in done.stderr
    assert built.feeds() == before


@pytest.mark.parametrize("target", ["nowhere.txt", "{own}"], ids=["dangling", "loop"])
def test_a_broken_link_in_place_of_a_listing_fails_its_source(built: Site, target: str) -> None:
    path = built.path("000")
    path.unlink()
    path.symlink_to(target.format(own=path.name))
    before = built.feeds()

    done = built.build()

    assert done.returncode == 3
    assert f"failed: {FIRST}: {path.name}: " in done.stderr
    assert built.feeds() == before


def test_a_listing_that_may_not_be_read_fails_its_source(built: Site) -> None:
    built.path("000").chmod(0)
    before = built.feeds()

    done = run_without_privilege(built, "build", "--now", NOW)

    assert done.returncode == 3
    assert "the file cannot be read (Permission denied)" in done.stderr
    assert built.feeds() == before


def run_without_privilege(site: Site, *args: str) -> subprocess.CompletedProcess[str]:
    """Run the command so that file modes count, for root too."""
    drop = []
    if os.geteuid() == 0:
        if shutil.which("setpriv") is None:
            pytest.skip("root without setpriv cannot lay down its privilege")
        drop = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
    return subprocess.run(
        [*drop, sys.executable, "-m", "feedpub", *args],
        cwd=site.root, env=site.environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


# ── encodings ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_with_a_mark_is_read_like_utf_8(built: Site, codec: str) -> None:
    path = built.path("000")
    path.write_bytes(("\ufeff" + path.read_text(encoding="utf-8")).encode(codec))
    before = built.snapshot()

    done = built.build(now=SOON)

    assert (done.returncode, done.stderr) == (0, "")
    assert built.snapshot() == before


def test_a_declared_encoding_is_read_like_utf_8(built: Site) -> None:
    path = built.path("000")
    path.write_bytes(path.read_text(encoding="utf-8").encode("cp1252"))
    built.edit("feedpub.toml", f'path = "{path.name}"', f'path = "{path.name}"\nencoding = "cp1252"')
    before = built.snapshot()

    done = built.build(now=SOON)

    assert (done.returncode, done.stderr) == (0, "")
    assert built.snapshot() == before


# ── half a listing ────────────────────────────────────────────────────────────────────────────────────


def test_a_listing_cut_below_half_is_held_and_leaves_every_feed(built: Site) -> None:
    cut_to(built, 4)
    before = built.feeds()

    done = built.build(now=SOON)

    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr.splitlines() == [
        f"held: {FIRST}: the listing has 4 entries, its last good reading had 10",
        (
            "  since 2026-11-22 07:00 UTC; the last good feeds stay; if the listing is right: "
            f"feedpub build --accept '{FIRST}'"
        ),
    ]
    assert built.feeds() == before


def test_a_listing_cut_inside_an_entry_neither_publishes_nor_edits_the_half(built: Site) -> None:
    path = built.path("000")
    path.write_bytes(path.read_bytes().split(b"27 November 2019,\n\n    To strengthen")[0])
    before = built.feeds()

    done = built.build(now=SOON)

    assert done.returncode == 4
    assert f"{path.name}:26: the listing breaks off in " in done.stderr
    assert built.feeds() == before


def test_a_listing_cut_inside_a_summary_below_half_leaves_every_feed(built: Site) -> None:
    path = built.path("000")
    path.write_bytes(path.read_bytes().split(b" HIV strategic programme for")[0])
    before = built.feeds()

    done = built.build(now=SOON)

    assert done.returncode == 4
    assert built.feeds() == before


@pytest.mark.parametrize("accept", [["--accept"], ["--accept", FIRST]], ids=["all", "one"])
def test_what_is_held_is_published_when_it_is_accepted(built: Site, accept: list[str]) -> None:
    cut_to(built, 4)
    built.edit("000", "The increasingly widespread access", "The widespread access")
    built.build(now=SOON)

    done = built.build(*accept, now=SOON)

    assert done.returncode == 0
    assert f"ok: {FIRST}: no longer held" in done.stderr
    assert "published 1 edited item, " in done.stderr
    assert len(listed(built)) == 40


def test_accepting_another_source_does_not_publish_what_is_held(built: Site) -> None:
    cut_to(built, 4)
    before = built.feeds()

    done = built.build("--accept", THIRD, now=SOON)

    assert done.returncode == 4
    assert built.feeds() == before


def test_accepting_cannot_publish_what_failed(built: Site) -> None:
    built.path("000").write_bytes(PROSE)
    before = built.feeds()

    done = built.build("--accept", now=SOON)

    assert done.returncode == 3
    assert built.feeds() == before


def test_once_accepted_a_short_listing_is_good(built: Site) -> None:
    cut_to(built, 4)
    built.build("--accept", now=SOON)
    before = built.snapshot()

    done = built.build(now=NEXT_DAY)

    assert (done.returncode, done.stderr) == (0, "")
    assert built.snapshot() == before


def test_a_held_source_does_not_stop_the_others(built: Site) -> None:
    cut_to(built, 4)
    built.edit("004", "Musician JONA OAK", "The musician JONA OAK")

    done = built.build(now=SOON)

    assert done.returncode == 4
    assert "published 1 edited item, " in done.stderr


def test_a_failed_source_counts_before_a_held_one(built: Site) -> None:
    cut_to(built, 4)
    built.path("002").unlink()
    before = built.feeds()

    done = built.build(now=SOON)

    assert done.returncode == 3
    assert f"held: {FIRST}" in done.stderr
    assert f"failed: {SECOND}" in done.stderr
    assert built.feeds() == before


# ── one bad entry ─────────────────────────────────────────────────────────────────────────────────────


def test_a_bad_date_costs_a_warning_with_its_line_and_is_said_once(site: Site) -> None:
    site.edit("000", "29 November 2019", "31 November 2019")

    first, second = site.build(), site.build(now=SOON)

    assert first.returncode == 0
    assert [s for s in first.stderr.splitlines() if s.startswith(f"warning: {site.path('000').name}:4: ")]
    assert "“31 November 2019” is no day of the calendar" in first.stderr
    assert len(listed(site)) == 40
    assert (second.returncode, second.stderr) == (0, "")


def test_a_warning_said_before_is_said_again_when_asked(site: Site) -> None:
    site.edit("000", "29 November 2019", "31 November 2019")
    site.build()

    done = site.build("-v", now=SOON)

    assert "“31 November 2019” is no day of the calendar" in done.stderr


def test_a_warning_that_only_moved_to_another_line_is_not_said_again(site: Site) -> None:
    site.edit("000", "28 November 2019", "31 November 2019")
    site.build()
    site.edit("000", "News and articles\n", "News and articles\n\n\n")

    done = site.build(now=SOON)

    assert (done.returncode, done.stderr) == (0, "")


# ── when a failing source speaks ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("fault", ["failed", "held"])
def test_a_source_speaks_when_a_fault_begins_once_a_day_and_when_it_ends(built: Site, fault: str) -> None:
    path = built.path("000")
    good, code = path.read_bytes(), {"failed": 3, "held": 4}[fault]
    if fault == "held":
        cut_to(built, 4)
    else:
        path.write_bytes(PROSE)

    begins, again, later, a_day, soon_after = (
        built.build(now=now) for now in (NOW, NOW, SOON, NEXT_DAY, "2026-11-23T07:00:00Z")
    )
    path.write_bytes(good)
    ends, after = built.build(now=THIRD_DAY), built.build(now=THIRD_DAY)

    runs = (begins, again, later, a_day, soon_after)
    assert [done.returncode for done in runs] == [code] * 5
    assert [done.stderr.startswith(f"{fault}: {FIRST}: ") for done in runs] == [True, False, False, True, False]
    assert (again.stderr, later.stderr, soon_after.stderr) == ("", "", "")
    assert "since 2026-11-22 06:00 UTC" in a_day.stderr
    assert (ends.returncode, ends.stderr) == (0, f"ok: {FIRST}: no longer {fault}\n")
    assert (after.returncode, after.stderr) == (0, "")


def test_a_source_whose_fault_changes_speaks_again(built: Site) -> None:
    built.path("000").write_bytes(PROSE)
    built.build()
    built.path("000").write_bytes(b"")

    done = built.build()

    assert done.stderr.startswith(f"failed: {FIRST}: ")


# ── the config ────────────────────────────────────────────────────────────────────────────────────────

ID = '"5f2c1f1e-7a0c-4b0e-9c59-6a3f0d0c7b21"'
CONFIGS = {
    "not TOML": ('author      = "', "author      = ", "at line 11,"),
    "an unknown key": ("every  ", "evry  ", "[site]: unknown key `evry`; did you mean `every`?"),
    "an unknown table": ("[[topic]]", "[[topics]]", "unknown key `topics`; did you mean `topic`?"),
    "an unknown key of a source": ("page =", "paige =", "[[source]] 1: unknown key `paige`; did you mean `page`?"),
    "a wrong type": ('"Decent Work News"', "7", "`site.author`: expected "),
    "no id": (f"id          = {ID}", "", "[site] needs an `id`"),
    "a bad id": (
        ID,
        '"my-site"',
        "`site.id`: this is no UUID; a site that was published keeps its own, a new one: id = ",
    ),
    "no title": ('title       = "Decent work in Asia and the Pacific"', "", "site: `title` is missing"),
    "curly quotes": (
        'title       = "Decent work in Asia and the Pacific"',
        "title = “News”",
        "; write straight quotes, as in",
    ),
    "a path of Windows": (
        '"feedpub.db"',
        '"C:\\Users\\me\\feedpub.db"',
        "; a backslash in double quotes begins a special sign",
    ),
    "True": ("page =", "two_digit_years = True\npage =", "; write true or false, in small letters"),
    "a missing quote": ('"feedpub.db"', '"feedpub.db', "; the quote that ends the text is missing"),
    "no quotes": ('"feedpub.db"', "~/feedpub.db", "; text stands in quotes, as in"),
    "no equals sign": ("[site]", "[site]\nnews", "; a line is a key, an equals sign and a value"),
    "the ledger at home": (
        '"feedpub.db"',
        '"~/feedpub.db"',
        "site.ledger: “~/feedpub.db” means no home folder here; write",
    ),
    "a listing at home": (
        '"000_13a221a9c33e9288.txt"',
        '"~/a.txt"',
        "[[source]] 1.path: “~/a.txt” means no home folder",
    ),
    "no selector": (
        "page =",
        'select = {each = "li["}\npage =',
        "[[source]] 1.select.each: “li[” is no CSS selector (",
    ),
    "no selector of a date": (
        "page =",
        'select = {each = "li", date = {select = "b > @x"}}\npage =',
        "[[source]] 1.select.date: “b >” is no CSS selector (",
    ),
    "an empty title": ('"Decent work in Asia and the Pacific"', '" "', "site.title: is empty"),
    "no path": ('path = "000_13a221a9c33e9288.txt"', "", "[[source]] 1: needs `path`, the listing's file"),
    "a bad zone": ('timezone    = "UTC"', 'timezone = "Mars"', "site.timezone: “Mars” is no time zone; write e.g."),
    "a bad base_url": ('"https://feeds.example.org/"', '"feeds"', "site.base_url: “feeds” is no web address"),
    "a bad port in base_url": ("feeds.example.org/", "example.org:99999/", "site.base_url: "),
    "a query in base_url": ("feeds.example.org/", "example.org/?a=b", "site.base_url: "),
    "a fragment in base_url": ("feeds.example.org/", "example.org/#feeds", "site.base_url: "),
    "a password in base_url": ("feeds.example.org/", "me:secret@example.org/", "site.base_url: "),
    "the ledger in output": ('"feedpub.db"', '"output/feedpub.db"', "site.ledger: lies in the output folder"),
    "the ledger is output": ('"feedpub.db"', '"output"', "site.ledger: lies in the output folder"),
    "the ledger in output by another way": ('= "output"', '= "../site"', "site.ledger: lies in the output folder"),
    "an unknown order": ("page =", 'order = "dd/mm"\npage =', "“dd/mm” is unknown; there is: dmy, mdy, ymd\n"),
    "an unknown kind": ("page =", 'kind = "xml"\npage =', "“xml” is unknown; there is: text, html, feed, json\n"),
    "an unknown place of the date": (
        "page =",
        'layout = {date = "frist"}\npage =',
        "`source 1.layout.date`: “frist” is unknown; there is: first, after title, last, above, ",
    ),
    "text for a list": (
        "page =",
        'keep = "water"\npage =',
        "list of words, got text; write it in brackets, e.g. keep = [",
    ),
    "text for an inner list": ("page =", 'drop = {title = "water"}\npage =', 'brackets, e.g. title = ["water"]'),
    "an unknown encoding": (
        "page =",
        'encoding = "utf9"\npage =',
        "[[source]] 1.encoding: “utf9” is no encoding; write",
    ),
    "no encoding of text": ("page =", 'encoding = "hex"\npage =', "[[source]] 1.encoding: “hex” is no encoding; write"),
    "two sources of one name": (f'"{THIRD}"', f'"{FIRST}"', f"[[source]] 3.name: “{FIRST}” is used twice"),
    "a reserved slug": ('"women"', '"index"', "[[topic]] 3.slug: "),
    "two topics of one name": (
        'label = "Music"',
        'label = "home  Work"',
        "[[topic]] 14.label: “home Work” belongs to the topic “Home work” already, and leads to one\n",
    ),
    "an alias that is another topic": (
        '["Labour migration"]',
        '["Labour migration", "SUPPLY chains"]',
        "[[topic]] 9.aliases: “SUPPLY chains” belongs to the topic “Supply chains” already",
    ),
    "an unknown language of a layout": (
        "page =",
        'layout = {languages = ["fr", "french"]}\npage =',
        "[[source]] 1.layout.languages: “french” is no language of dates; there is: af, ar, az, be, bg, ",
    ),
    "an unknown language of a date": (
        "page =",
        'select = {each = "li", date = {select = "i", language = "xx"}}\npage =',
        "[[source]] 1.select.date.language: “xx” is no language of dates; there is: af, ar, az, be, bg, ",
    ),
}


@pytest.mark.parametrize(("old", "new", "message"), CONFIGS.values(), ids=CONFIGS)
def test_a_bad_config_is_named_by_line_or_key_and_nothing_is_written(
    built: Site, old: str, new: str, message: str
) -> None:
    built.edit("feedpub.toml", old, new)
    before = built.snapshot(".")

    done = built.build()

    assert done.returncode == 2
    assert done.stderr.startswith("feedpub: feedpub.toml: ")
    assert message in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert built.snapshot(".") == before


def test_a_config_without_a_source_is_refused(built: Site) -> None:
    config = built.config.read_text(encoding="utf-8")
    built.config.write_text(config.partition("[[source]]")[0], encoding="utf-8")
    before = built.snapshot()

    done = built.build()

    assert done.returncode == 2
    assert "there is no [[source]] table" in done.stderr
    assert built.snapshot() == before


def test_a_wrong_type_is_said_in_words_that_no_programmer_is_needed_for(site: Site) -> None:
    site.edit("feedpub.toml", '"Decent Work News"', "7")

    done = site.build()

    assert "expected text" in done.stderr


# ── the output folder ─────────────────────────────────────────────────────────────────────────────────


def test_an_output_that_is_a_file_is_named_and_left_alone(site: Site) -> None:
    site.output.write_bytes(b"mine")

    done = site.build()

    assert done.returncode == 1
    assert done.stderr == f"feedpub: {site.output}: is not a folder; move it away or set `output` to another folder\n"
    assert site.output.read_bytes() == b"mine"
    assert not site.ledger.exists()


def test_an_output_that_may_not_be_written_is_named_and_nothing_is_lost(built: Site) -> None:
    built.edit("000", "critical financing gaps", "large financing gaps")
    before = built.snapshot()
    built.output.chmod(0o555)

    done = run_without_privilege(built, "build", "--now", SOON)
    built.output.chmod(0o755)

    assert done.returncode == 1
    assert f"{built.output}: cannot be written; let the user who runs feedpub write it" in done.stderr
    assert built.snapshot() == before


def test_a_build_after_the_output_was_not_writable_publishes_what_it_missed(built: Site) -> None:
    built.edit("000", "critical financing gaps", "large financing gaps")
    topics = built.output / "topics"
    topics.chmod(0o555)

    stopped = run_without_privilege(built, "build", "--now", SOON)
    topics.chmod(0o755)
    done = built.build(now=SOON)

    assert stopped.returncode == 1
    assert "topics" in stopped.stderr
    assert done.returncode == 0
    assert built.run("check").returncode == 0


def test_a_topics_folder_that_is_a_symlink_is_refused_and_not_followed(built: Site) -> None:
    built.edit("000", "critical financing gaps", "large financing gaps")
    away = built.root / "away"
    (built.output / "topics").rename(away)
    (built.output / "topics").symlink_to(away)
    before = built.snapshot("away")

    done = built.build(now=SOON)

    assert done.returncode == 1
    assert f"{built.output}/topics: is a symlink where a folder belongs" in done.stderr
    assert built.snapshot("away") == before


def test_a_topics_folder_that_is_a_symlink_stops_the_run_before_any_file_is_written(built: Site) -> None:
    built.edit("000", "critical financing gaps", "large financing gaps")
    (built.output / "topics").rename(built.root / "away")
    (built.output / "topics").symlink_to(built.root / "away")
    before = built.snapshot()

    done = built.build(now=SOON)

    assert "nothing was written" in done.stderr
    assert built.snapshot() == before


def test_an_output_that_is_itself_a_symlink_is_used(site: Site) -> None:
    (site.root / "www").mkdir()
    site.output.symlink_to("www")

    done = site.build()

    assert done.returncode == 0
    assert len(site.snapshot("www")) == 71


# ── the ledger ────────────────────────────────────────────────────────────────────────────────────────


def overwrite(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 64)


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2 + 100])


def damage_a_page(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:8192] + b"\xa5" * (len(data) - 8192))


def make_newer(path: Path) -> None:
    execute(path, "PRAGMA user_version = 99")


def make_another_programs(path: Path) -> None:
    path.unlink()
    execute(path, "CREATE TABLE bookmark (url TEXT)")


def make_another_sites(path: Path) -> None:
    execute(path, "UPDATE site SET id = '00000000-0000-4000-8000-000000000000'")


def execute(path: Path, statement: str) -> None:
    db = sqlite3.connect(path)
    with db:
        db.execute(statement)
    db.close()


LEDGERS = {
    "random bytes": (overwrite, "this is no ledger", "put a backup in its place"),
    "truncated": (truncate, "the ledger is damaged", "put a backup in its place"),
    "overwritten pages": (damage_a_page, "the ledger is damaged", "put a backup in its place"),
    "a newer format": (make_newer, "written by a newer feedpub (format 99, this one reads 7)", "upgrade"),
    "another program": (make_another_programs, "a database of another program", "name another file"),
    "another site": (make_another_sites, "belongs to the site 00000000-", "put the old one back"),
}


@pytest.mark.parametrize("command", ["build", "plan"])
@pytest.mark.parametrize(("spoil", "message", "step"), LEDGERS.values(), ids=LEDGERS)
def test_a_ledger_that_cannot_be_trusted_stops_the_run_and_is_not_touched(
    built: Site, spoil: Callable[[Path], None], message: str, step: str, command: str
) -> None:
    spoil(built.ledger)
    before, ledger = built.snapshot(), built.ledger.read_bytes()

    done = built.run(command, now=SOON)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"feedpub: {built.ledger}: ")
    assert message in done.stderr
    assert step in done.stderr
    assert built.snapshot() == before
    assert built.ledger.read_bytes() == ledger


@pytest.mark.parametrize("spoil", [spoil for spoil, _, _ in LEDGERS.values()], ids=LEDGERS)
def test_check_says_what_is_wrong_with_a_ledger(built: Site, spoil: Callable[[Path], None]) -> None:
    spoil(built.ledger)

    done = built.run("check")

    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert str(built.ledger) in done.stdout + done.stderr


def test_another_id_in_the_config_is_refused(built: Site) -> None:
    built.edit("feedpub.toml", "5f2c1f1e", "6f2c1f1e")
    before = built.snapshot()

    done = built.build(now=SOON)

    assert done.returncode == 1
    assert "`site.id` is written once and never changed: put the old one back" in done.stderr
    assert built.snapshot() == before


@pytest.mark.parametrize("empty", [False, True], ids=["missing", "empty"])
def test_a_lost_ledger_is_rebuilt_from_the_published_feeds_byte_for_byte(built: Site, *, empty: bool) -> None:
    before = built.snapshot()
    built.ledger.unlink()
    if empty:
        built.ledger.touch()

    done = built.build(now=NEXT_DAY)
    ledger, again = built.ledger.read_bytes(), built.build(now=NEXT_DAY)

    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == f"{built.ledger}: there was no ledger; rebuilt from the published feeds: 40 items\n"
    assert built.snapshot() == before
    assert (again.returncode, again.stderr) == (0, "")
    assert built.ledger.read_bytes() == ledger


def test_a_lost_ledger_is_rebuilt_after_edits_and_an_undated_entry(site: Site) -> None:
    site.edit("000", "27 November 2019,", "")
    site.build()
    site.edit("000", "critical financing gaps", "large financing gaps")
    site.edit("004", "10 March 2021", "9 March 2021")
    site.build(now=SOON)
    before = site.snapshot()
    site.ledger.unlink()

    done = site.build(now=NEXT_DAY)

    assert done.returncode == 0
    assert "rebuilt from the published feeds: 40 items\n" in done.stderr
    assert site.snapshot() == before


def test_a_lost_ledger_with_no_source_left_to_read_still_keeps_every_feed(built: Site) -> None:
    before = built.feeds()
    built.ledger.unlink()
    for path in built.root.glob("*.txt"):
        path.unlink()

    done = built.build(now=NEXT_DAY)

    assert done.returncode == 1
    assert built.feeds() == before


def test_a_plan_rebuilds_no_ledger(built: Site) -> None:
    built.ledger.unlink()
    before = built.snapshot(".")

    done = built.run("plan", now=NEXT_DAY)

    assert done.returncode == 0
    assert "0 files would be written" in done.stdout
    assert built.snapshot(".") == before


@pytest.mark.parametrize("damage", [b"", b'{"items": [', b"{}"], ids=["empty", "cut", "foreign"])
def test_a_lost_ledger_is_not_rebuilt_from_a_damaged_feed(built: Site, damage: bytes) -> None:
    (built.output / "all.json").write_bytes(damage)
    before = built.snapshot()
    built.ledger.unlink()

    first, second = built.build(now=NEXT_DAY), built.build(now=NEXT_DAY)

    for done in (first, second):
        assert (done.returncode, done.stdout) == (1, "")
        assert f"{built.output}/all.json: there is no ledger, and it cannot be rebuilt from this feed" in done.stderr
        assert "from a backup" in done.stderr
    assert built.snapshot() == before


def test_a_lost_ledger_is_not_started_afresh_when_only_the_combined_feed_is_gone(built: Site) -> None:
    (built.output / "all.json").unlink()
    before = built.snapshot()
    built.ledger.unlink()
    built.edit("000", "critical financing gaps", "large financing gaps")

    done = built.build(now=NEXT_DAY)

    assert done.returncode == 1 or "rebuilt from the published feeds" in done.stderr
    assert done.returncode == 0 or built.snapshot() == before


def test_the_empty_ledger_of_a_killed_first_run_is_a_new_one(site: Site) -> None:
    site.ledger.touch()

    done = site.build()

    assert done.returncode == 0
    assert done.stderr == "published 40 new items, 71 files\n"


@pytest.fixture
def begun(site: Site) -> Site:
    """Return a site whose first build found no room for the tables of its ledger: only their database is there."""
    execute(site.ledger, "PRAGMA journal_mode = WAL")
    assert site.ledger.stat().st_size > 0
    return site


def test_a_ledger_whose_making_broke_off_is_begun_anew(begun: Site) -> None:
    done, checked = begun.build(), begun.run("check")

    assert (done.returncode, done.stderr) == (0, "published 40 new items, 71 files\n")
    assert checked.returncode == 0


@pytest.mark.parametrize("command", ["plan", "check"])
def test_a_rehearsal_does_not_begin_a_ledger_whose_making_broke_off(begun: Site, command: str) -> None:
    before = begun.ledger.read_bytes()

    done = begun.run(command, now=NOW if command == "plan" else None)

    assert "another program" not in done.stdout + done.stderr
    assert begun.ledger.read_bytes() == before


def test_a_ledger_whose_making_broke_off_is_not_backed_up(begun: Site) -> None:
    done = begun.run("ledger", "backup", "copy.db")

    assert done.returncode == 1
    assert "there is no ledger; the first `feedpub build` makes it" in done.stderr
    assert not (begun.root / "copy.db").exists()


def test_an_empty_database_that_another_program_marked_as_its_own_is_refused(begun: Site) -> None:
    execute(begun.ledger, "PRAGMA application_id = 7")

    done = begun.build()

    assert done.returncode == 1
    assert "a database of another program" in done.stderr


def test_a_folder_in_place_of_the_ledger_stops_the_run(site: Site) -> None:
    site.ledger.mkdir()

    done = site.build()

    assert done.returncode == 1
    assert done.stderr.startswith(f"feedpub: {site.ledger}: ")
    assert "Traceback" not in done.stderr


def test_a_ledger_that_may_not_be_written_stops_the_run_with_the_next_step(built: Site) -> None:
    built.edit("000", "critical financing gaps", "large financing gaps")
    built.ledger.chmod(0o444)
    before = built.snapshot()

    done = run_without_privilege(built, "build", "--now", SOON)

    assert done.returncode == 1
    assert f"{built.ledger}: the ledger is not writable" in done.stderr
    assert "give this user write access to the file and its folder, also to read it: SQLite keeps -shm" in done.stderr
    assert built.snapshot() == before


# ── the clock and other runs ──────────────────────────────────────────────────────────────────────────


def test_a_clock_earlier_than_the_last_run_is_refused(built: Site) -> None:
    built.edit("000", "critical financing gaps", "large financing gaps")
    before = built.snapshot()

    done = built.build(now="2026-11-22T05:59:59Z")

    assert done.returncode == 1
    assert "the clock says 2026-11-22T05:59:59Z, but the ledger" in done.stderr
    assert "set the clock, or give a later --now" in done.stderr
    assert built.snapshot() == before


def test_a_build_with_the_clock_ahead_is_reported_and_can_be_lived_with(built: Site) -> None:
    built.edit("000", "critical financing gaps", "large financing gaps")
    assert built.build(now="2027-11-22T06:00:00Z").returncode == 0

    checked, freed = built.run("check", now=SOON), built.run("ledger", "clock", now=SOON)

    assert checked.returncode == 1
    assert (
        "was last changed at 2027-11-22T06:00:00Z; if the clock is right now: feedpub ledger clock;" in checked.stdout
    )
    assert freed.returncode == 0
    assert "builds go on from 2026-11-22T07:00:00Z, not from 2027-11-22T06:00:00Z; 1 item dated ahead" in freed.stderr
    built.edit("000", "large financing gaps", "huge financing gaps")
    assert "1 edited item" in built.build(now=SOON).stderr
    done = built.run("check", now=SOON)
    assert (done.stdout, done.returncode) == ("config, ledger and published files are in order\n", 0)
    assert "not ahead of the clock" in built.run("ledger", "clock", now=SOON).stderr


def test_the_way_out_of_a_clock_ahead_names_the_config_that_is_not_found_without(built: Site) -> None:
    built.edit("000", "critical financing gaps", "large financing gaps")
    built.build(now="2027-11-22T06:00:00Z")
    named = built.config.rename(built.root / "my site.toml")

    checked = built.run("check", "--config", named.name, now=SOON)

    assert "feedpub ledger clock --config 'my site.toml'; else set the clock" in checked.stdout


def test_what_a_clock_ahead_left_is_as_old_as_the_present_one_says(built: Site) -> None:
    built.path("000").write_text("nothing\n", encoding="utf-8")
    assert built.build(now="2027-11-22T06:00:00Z").returncode in {3, 4}

    built.run("ledger", "clock", now=SOON)

    assert '"since": "2026-11-22T07:00:00Z"' in (built.output / "status.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["build", "plan"])
@pytest.mark.parametrize("instant", ["9999-12-31T23:59:59Z", "1989-12-31T23:59:59Z", "0001-01-01T00:00:00+05:00"])
def test_an_instant_that_can_only_be_a_mistake_is_refused(built: Site, command: str, instant: str) -> None:
    built.edit("000", "critical financing gaps", "large financing gaps")
    before = built.snapshot(".")

    done = built.run(command, now=instant)

    assert done.returncode == 2
    assert "--now" in done.stderr
    assert built.snapshot(".") == before


def test_a_run_while_another_holds_the_lock_ends_at_once(built: Site) -> None:
    built.edit("000", "critical financing gaps", "large financing gaps")
    before = built.snapshot()

    with (built.root / "feedpub.db.lock").open("r+b") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        done = built.build(now=SOON)

    assert (done.returncode, done.stdout) == (75, "")
    assert f"{built.ledger}.lock: another run is under way" in done.stderr
    assert built.snapshot() == before


def test_two_runs_started_together_publish_everything_once(site: Site) -> None:
    command = [sys.executable, "-m", "feedpub", "build", "--now", NOW]
    runs = [
        subprocess.Popen(command, cwd=site.root, env=site.environment, stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]

    ends = [(run.communicate(timeout=60)[1], run.returncode) for run in runs]

    assert {code for _, code in ends} <= {0, 75}
    assert [said for said, code in ends if code == 0 and said] == ["published 40 new items, 71 files\n"]
    assert site.run("check").returncode == 0


def test_the_lock_of_a_killed_run_does_not_stop_the_next(built: Site) -> None:
    (built.root / "feedpub.db.lock").write_bytes(b"4711")

    done = built.build(now=SOON)

    assert (done.returncode, done.stderr) == (0, "")


def test_the_temp_files_of_a_killed_run_are_swept(built: Site) -> None:
    before = built.snapshot()
    (built.output / "topics" / ".feedpub-0123456789abcdef.tmp").write_bytes(b"half")

    built.build(now=SOON)

    assert built.snapshot() == before


def test_a_bad_date_in_an_outdented_first_entry_costs_no_other_entry(site: Site) -> None:
    site.build()
    site.edit("004", "11 March 2021", "11 Marxch 2021")
    guids = set(listed(site))

    done = site.build(now=SOON)

    assert done.returncode == 0
    assert set(listed(site)) == guids

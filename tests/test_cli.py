"""What the commands do, say and return, run as a user runs them."""

import json
import re
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest
from conftest import NOW, SEEDS, Site

COMMANDS = ("build", "plan", "show", "check", "serve", "ledger", "withdraw")
EDIT = ("000", "critical financing gaps", "large financing gaps")
EDITED_TITLE = "More than 500 billion dollars a year needed to ensure basic levels of social protection worldwide"
NEXT_DAY = "2026-11-23T06:00:00Z"


# ── build ─────────────────────────────────────────────────────────────────────────────────────────────


def test_the_first_build_publishes_every_feed_and_page(site: Site) -> None:
    done = site.build()

    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "published 40 new items, 71 files\n"
    assert len(site.snapshot()) == 71
    names = {path.name for path in site.output.iterdir()}
    feeds = {"all.atom.xml", "all.rss.xml", "all.json", "topics"}
    assert names == feeds | {"index.html", "feeds.opml", "feed.css", "status.json"}


def test_a_second_build_is_silent_and_touches_nothing(built: Site) -> None:
    before, ledger = built.snapshot(), built.ledger.read_bytes()

    done = built.build(now=NEXT_DAY)

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert built.snapshot() == before
    assert built.ledger.read_bytes() == ledger


def test_a_second_build_leaves_the_time_of_the_ledger_alone(built: Site) -> None:
    before = built.ledger.stat().st_mtime_ns

    built.build(now=NEXT_DAY)

    assert built.ledger.stat().st_mtime_ns == before


def test_no_file_is_left_beside_the_ledger_but_its_lock(built: Site) -> None:
    seeds = {path.name for path in SEEDS.glob("*.txt")}

    assert {p.name for p in built.root.iterdir()} - seeds == {"feedpub.toml", "feedpub.db", "feedpub.db.lock", "output"}


def test_the_clock_can_be_pinned_in_any_zone(site: Site) -> None:
    site.edit("000", "29 November 2019,", "")
    site.build(now="2026-11-22T08:00:00+02:00")

    items = json.loads((site.output / "all.json").read_bytes())["items"]

    assert max(item["date_published"] for item in items) == NOW


def test_the_bytes_do_not_depend_on_the_clock_zone_locale_or_hash_seed(site: Site) -> None:
    site.build()
    first = {path: data for path, (data, _, _) in site.snapshot().items()}
    for path in first:
        (site.root / path).unlink()
    site.ledger.unlink()

    odd = {"TZ": "Asia/Kathmandu", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    done = site.run("build", now="2031-01-01T00:00:00Z", env=odd)

    assert done.returncode == 0
    assert {path: data for path, (data, _, _) in site.snapshot().items()} == first


def test_the_config_is_found_from_another_folder_and_paths_are_seen_from_it(site: Site, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "feedpub", "build", "-c", "site/feedpub.toml", "--now", NOW],
        cwd=tmp_path,
        env=site.environment,
        check=False,
    )

    assert done.returncode == 0
    assert len(site.snapshot()) == 71
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_an_edit_is_published_under_the_same_id(built: Site) -> None:
    before = {item["id"] for item in json.loads((built.output / "all.json").read_bytes())["items"]}
    built.edit(*EDIT)

    done = built.build(now=NEXT_DAY)

    items = json.loads((built.output / "all.json").read_bytes())["items"]
    assert done.returncode == 0
    assert done.stderr.startswith("published 1 edited item, ")
    assert {item["id"] for item in items} == before
    assert [item["title"] for item in items if item["date_modified"] == NEXT_DAY] == [EDITED_TITLE]


def test_a_file_that_was_changed_by_hand_is_written_anew(built: Site) -> None:
    good = (built.output / "all.json").read_bytes()
    (built.output / "all.json").write_bytes(b"junk")

    done = built.build()

    assert (built.output / "all.json").read_bytes() == good
    assert done.stderr == "published 1 file\n"


# ── plan ──────────────────────────────────────────────────────────────────────────────────────────────


def test_a_plan_lists_the_new_items(site: Site) -> None:
    done = site.run("plan", now=NOW)

    lines = done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (0, "")
    assert sum(line.startswith("add\t") for line in lines) == 40
    assert f"add\t2019-11-25\t{EDITED_TITLE}\tnew\tNews and articles 2019" in lines
    assert lines[-1] == "40 new items; 71 files would be written"


def test_a_plan_on_a_fresh_site_writes_nothing(site: Site) -> None:
    before = site.snapshot(".")

    site.run("plan", now=NOW)

    assert site.snapshot(".") == before
    assert not site.output.exists()


def test_a_plan_names_only_the_edited_item_with_the_reason_and_counts_the_rest(built: Site) -> None:
    built.edit(*EDIT)

    done = built.run("plan", now=NEXT_DAY)

    item, last = done.stdout.splitlines()
    assert item.startswith(f"edit\t2019-11-25\t{EDITED_TITLE}\tsame day and title\tNews and articles 2019\tsummary: ")
    assert re.fullmatch(r"1 edited item, 39 items unchanged; \d+ files would be written", last)


def test_a_plan_of_an_edit_writes_nothing(built: Site) -> None:
    built.edit(*EDIT)
    before = built.snapshot(".")

    built.run("plan", now=NEXT_DAY)

    assert built.snapshot(".") == before


def test_a_build_writes_as_many_files_as_the_plan_said(built: Site) -> None:
    built.edit(*EDIT)
    planned = built.run("plan", now=NEXT_DAY).stdout.splitlines()[-1]

    done = built.build(now=NEXT_DAY)

    assert done.stderr.split(", ")[-1].strip() == planned.split("; ")[-1].removesuffix(" would be written")


@pytest.mark.parametrize("edited", [False, True])
def test_a_dry_run_is_the_plan(site: Site, *, edited: bool) -> None:
    if edited:
        site.build()
        site.edit(*EDIT)
    before = site.snapshot(".")

    dry = site.build("--dry-run", now=NEXT_DAY)

    planned = site.run("plan", now=NEXT_DAY)
    assert (dry.returncode, dry.stdout, dry.stderr) == (planned.returncode, planned.stdout, planned.stderr)
    assert site.snapshot(".") == before


# ── show ──────────────────────────────────────────────────────────────────────────────────────────────

KEYS = "title kicker date date_end place summary credit link image author section line".split()  # noqa: SIM905


@pytest.mark.parametrize(("seed", "entries"), [("000", 10), ("002", 10), ("004", 20)])
def test_show_prints_each_entry_of_a_seed_as_one_line_of_json(site: Site, seed: str, entries: int) -> None:
    done = site.run("show", site.path(seed).name)

    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert (done.returncode, done.stderr) == (0, "")
    assert len(rows) == entries
    assert all(list(row) == KEYS for row in rows)


def test_show_reads_a_web_page_as_if_it_came_from_an_address(site: Site) -> None:
    page = "<!doctype html><ul>" + "".join(
        f'<li><a href="story{n}">Story number {n} of the town</a> <time datetime="2025-11-{n}T23:30:00-05:00">then</time>'
        for n in range(10, 16)
    )

    done = site.run("show", "--url", "https://www.example.org/news/", "-", stdin=page.encode())

    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert ["https://www.example.org/news/story10", "2025-11-10T23:30:00-05:00"] == [rows[0]["link"], rows[0]["date"]]
    assert 6 == len(rows)


def test_show_reads_standard_input(site: Site) -> None:
    path = site.path("000")

    piped = site.run("show", "-", stdin=path.read_bytes())

    assert piped.returncode == 0
    assert piped.stdout == site.run("show", path.name).stdout


def test_show_prints_what_an_entry_prints_and_null_for_the_rest(site: Site) -> None:
    done = site.run("show", site.path("000").name)

    last = json.loads(done.stdout.splitlines()[-1])
    assert last == {
        "title": "China expands its support to South-South Triangular Cooperation in ASEAN countries",
        "kicker": "Press release",
        "date": "2019-11-22",
        "date_end": None,
        "place": "Beijing, China",
        "summary": None,
        "credit": None,
        "link": None,
        "image": None,
        "author": None,
        "section": None,
        "line": 76,
    }


def test_show_prints_an_instant_in_the_zone_that_the_page_writes(site: Site) -> None:
    page = "Ferry gets a deck\n\n27/03/2012 - 00:05 +0200\n\nCrane sold\n\n26/03/2012 - 21:14 +0200\n"

    done = site.run("show", "-", stdin=page.encode())

    dates = [json.loads(line)["date"] for line in done.stdout.splitlines()]
    assert dates == ["2012-03-27T00:05:00+02:00", "2012-03-26T21:14:00+02:00"]


def test_show_prints_letters_of_every_script_in_every_locale(site: Site) -> None:
    page = "1. Новости — “труд”\n\n29 November 2019\n\n2. 労働\n\n28 November 2019\n".encode()

    done = site.run("show", "-", stdin=page, env={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"})

    assert [json.loads(line)["title"] for line in done.stdout.splitlines()] == ["Новости — “труд”", "労働"]


def test_show_ends_quietly_when_its_reader_goes(site: Site) -> None:
    command = f"'{sys.executable}' -m feedpub show {site.path('004').name} | head -n 1"

    done = subprocess.run(
        ["bash", "-c", command], cwd=site.root, env=site.environment, capture_output=True, check=False
    )

    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == b""


# ── check ─────────────────────────────────────────────────────────────────────────────────────────────


def test_check_says_that_all_is_in_order_and_writes_nothing(built: Site) -> None:
    before = built.snapshot(".")

    done = built.run("check")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "config, ledger and published files are in order\n"
    assert built.snapshot(".") == before


def test_check_on_a_fresh_site_says_what_to_do_and_writes_nothing(site: Site) -> None:
    before = site.snapshot(".")

    done = site.run("check")

    assert done.returncode == 1
    assert "there is no ledger; nothing was built yet" in done.stdout
    assert site.snapshot(".") == before


def test_check_finds_a_tampered_and_a_missing_file(built: Site) -> None:
    with (built.output / "all.rss.xml").open("ab") as file:
        file.write(b" ")
    (built.output / "topics" / "covid-19.json").unlink()

    done = built.run("check")

    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        f"{built.output}/all.rss.xml: is not as feedpub wrote it; `feedpub build` writes it anew",
        f"{built.output}/topics/covid-19.json: is missing; `feedpub build` writes it anew",
    ]


def test_check_finds_a_held_source(built: Site) -> None:
    path = built.path("000")
    path.write_text(path.read_text().partition("  5. ")[0])
    built.build()

    done = built.run("check")

    assert done.returncode == 4
    assert "News and articles 2019: held since 2026-11-22 06:00 UTC: the listing has 4 entries" in done.stdout
    assert "feedpub build --accept 'News and articles 2019'" in done.stdout


def test_check_finds_a_failed_source(built: Site) -> None:
    built.path("000").unlink()
    built.build()

    done = built.run("check")

    assert done.returncode == 3
    assert "News and articles 2019: failed since 2026-11-22 06:00 UTC: " in done.stdout


# ── serve ─────────────────────────────────────────────────────────────────────────────────────────────


def test_serve_takes_a_free_port_names_it_and_answers(built: Site) -> None:
    command = [sys.executable, "-m", "feedpub", "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=built.root, env=built.environment, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stderr is not None
            address = re.search(r"http://127\.0\.0\.1:\d+/", server.stderr.readline())
            assert address is not None
            with urlopen(address[0] + "all.json", timeout=10) as answer:  # noqa: S310
                body = answer.read()
        finally:
            server.terminate()

    assert body == (built.output / "all.json").read_bytes()


def test_serve_says_when_there_is_nothing_to_serve(site: Site) -> None:
    done = site.run("serve", "--port", "0")

    assert done.returncode == 1
    assert done.stderr.endswith("; run `feedpub build` first\n")


# ── help and usage ────────────────────────────────────────────────────────────────────────────────────

OPTIONS = {
    "build": ("-c, --config PATH", "--now INSTANT", "--accept [SOURCE]", "--dry-run", "--json", "-v, --verbose"),
    "plan": ("-c, --config PATH", "--now INSTANT", "--accept [SOURCE]", "--json"),
    "show": ("--encoding TEXT", "--order [dmy|mdy|ymd]"),
    "check": ("-c, --config PATH",),
    "serve": ("-c, --config PATH", "-p, --port INTEGER RANGE"),
    "ledger": (),
    "withdraw": ("-c, --config PATH", "--undo"),
}


@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_the_help_names_every_command_and_every_exit_code(site: Site, flag: str) -> None:
    done = site.run(flag)

    assert (done.returncode, done.stderr) == (0, "")
    assert [name for name in COMMANDS if f"\n  {name} " not in done.stdout] == []
    assert re.findall(r"^ +(\d+) {2,}\S", done.stdout, re.MULTILINE) == ["0", "1", "2", "3", "4", "75"]


@pytest.mark.parametrize("flag", ["-h", "--help"])
@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_names_its_options(site: Site, command: str, flag: str) -> None:
    done = site.run(command, flag)

    assert (done.returncode, done.stderr) == (0, "")
    assert [option for option in (*OPTIONS[command], "-h, --help") if option not in done.stdout] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_names_its_exit_codes(site: Site, command: str) -> None:
    done = site.run(command, "--help")

    assert "exit code" in done.stdout.lower()


def test_an_unknown_command_is_a_usage_error_that_names_the_nearest(site: Site) -> None:
    done = site.run("biuld")

    assert (done.returncode, done.stdout) == (2, "")
    assert "build" in done.stderr


@pytest.mark.parametrize("command", ["show", "init"])
def test_an_unknown_encoding_is_a_usage_error_with_an_example(site: Site, command: str) -> None:
    done = site.run(command, "--encoding", "utf9", site.path("000").name)

    assert done.returncode == 2
    assert "'--encoding': “utf9” is no encoding; write e.g. cp1252" in done.stderr


def test_an_unknown_option_is_a_usage_error_that_names_the_nearest(site: Site) -> None:
    done = site.run("build", "--dryrun")

    assert (done.returncode, done.stdout) == (2, "")
    assert "--dry-run" in done.stderr


@pytest.mark.parametrize("instant", ["2026-11-22", "2026-11-22T06:00:00", "today", ""])
def test_an_instant_without_a_zone_is_a_usage_error(site: Site, instant: str) -> None:
    before = site.snapshot(".")

    done = site.run("build", "--now", instant)

    assert done.returncode == 2
    assert "2026-11-22T06:00:00Z" in done.stderr
    assert site.snapshot(".") == before


@pytest.mark.parametrize("command", ["build", "plan"])
def test_accepting_an_unknown_source_is_a_usage_error_with_a_suggestion(site: Site, command: str) -> None:
    before = site.snapshot(".")

    done = site.run(command, "--accept", "News and article 2019", now=NOW)

    assert done.returncode == 2
    assert "did you mean “News and articles 2019”?" in done.stderr
    assert site.snapshot(".") == before


def test_a_config_that_is_not_there_is_a_config_error_with_the_next_step(site: Site) -> None:
    done = site.run("build", "-c", "other.toml")

    assert done.returncode == 2
    assert done.stderr == "feedpub: other.toml: there is no such file; name the config with --config FILE\n"


def test_a_clock_that_lost_its_time_is_told_how_to_go_on(site: Site) -> None:
    site.build(now="2027-06-01T00:00:00Z")
    site.edit(*EDIT)

    done = site.build(now=NOW)

    assert done.returncode == 1
    assert "set the clock, or give a later --now" in done.stderr


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("init www.example.org", "for a page of the web write its whole address: https://www.example.org"),
        ("init example.org/news", "for a page of the web write its whole address: https://example.org/news"),
        ("init localhost:8000/a.html", "for a page of the web write its whole address: https://localhost:8000/a.html"),
        ("init lising.txt", "check its name, and the folder that you are in"),
        ("init news/notes.md", "check its name, and the folder that you are in"),
        ("show https://example.org/a", "this command reads files: save the page first, e.g. `curl -o page.html https:"),
        ("adopt old-feed.xml", "check its name, and the folder that you are in"),
    ],
)
def test_a_file_that_is_not_there_is_called_as_it_was_typed_and_the_next_step_fits(
    site: Site, command: str, said: str
) -> None:
    name, typed = command.split()
    source = ("--source", "Videos") if name == "adopt" else ()

    done = site.run(name, typed, *source)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"feedpub: {typed}: there is no such file; {said}")


def test_show_does_not_send_whoever_runs_it_to_show(site: Site) -> None:
    (site.root / "talks.txt").write_text("We met.\n\nThe talks on 29 November 2019 went well.\n", encoding="utf-8")

    done = site.run("show", "talks.txt")

    assert done.returncode == 1
    assert done.stderr.startswith("feedpub: talks.txt: no listing found in 2 paragraphs")
    assert done.stderr.endswith(
        '; check that this is the right page, or declare its `layout` (date = "none" where it prints no dates)\n'
    )


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (
            "19-21 January 2027, Geneva",
            "what lasts several days is an event; such an entry is dated by its first sight",
        ),
        ("19 January 1965", "a date before 1970 breaks readers; such an entry is dated by its first sight"),
    ],
)
def test_dates_that_are_not_those_of_publication_are_said_once_of_a_page(site: Site, day: str, said: str) -> None:
    rows = [f"1. Ships in the harbour\n   {day}\n", "2. Market at the station\n   3 November 2025\n"]
    (site.root / "listing.txt").write_text("".join([*rows, f"3. Boats\n   {day}\n"]), encoding="utf-8")
    head = site.config.read_text(encoding="utf-8").split("[[source]]")[0]
    site.config.write_text(f'{head}[[source]]\nname = "Town"\npath = "listing.txt"\n', encoding="utf-8")

    shown, first, again = site.run("show", "listing.txt"), site.build(), site.build(now="2026-11-22T07:00:00Z")

    assert shown.stderr.count("first sight") == first.stderr.count("first sight") == 1
    assert f"warning: listing.txt:1: {said}" in shown.stderr
    assert f"warning: listing.txt:1: {said}" in first.stderr
    assert again.stderr == ""

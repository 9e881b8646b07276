"""Corrections by hand: what the commands on the ledger do, say and publish, run as a user runs them."""

import fcntl
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest
from conftest import NOW, Site

from feedpub.identity import mint_guid

SITE = UUID("5f2c1f1e-7a0c-4b0e-9c59-6a3f0d0c7b21")
NEXT_DAY, THIRD_DAY, FOURTH_DAY = "2026-11-23T06:00:00Z", "2026-11-24T06:00:00Z", "2026-11-25T06:00:00Z"
CARDS, MONEY, PHONE = "Let them fly", "More than 500 billion", "Migrating in ASEAN"
MONEY_KEY = (
    "day:2019-11-25 more than 500 billion dollars a year needed to ensure basic levels of social protection worldwide"
)
MONEY_GUID = "urn:uuid:278ebd0e-e21d-5fd6-bc41-e3abb4357e76"
PHONE_GUID = "urn:uuid:5f9a4ad7-c7e4-57d7-a748-437bc669c74f"
MUSIC = "JONA OAK and fellow artists on women and the world of work"

Item = dict[str, object]


def published(site: Site) -> dict[str, Item]:
    """Return the published items by title."""
    return {item["title"]: item for item in json.loads((site.output / "all.json").read_bytes())["items"]}


def guid_of(site: Site, title: str) -> str:
    """Return the guid of the published item whose title begins so."""
    (guid,) = {str(item["id"]) for whole, item in published(site).items() if whole.startswith(title)}
    return guid


def bytes_of(site: Site) -> dict[str, bytes]:
    return {path: data for path, (data, _, _) in site.snapshot().items()}


def mentioning(site: Site, text: str) -> list[str]:
    """Return the published files that hold a text, in whatever case and escaping."""
    return [path for path, data in bytes_of(site).items() if text.casefold() in data.decode().casefold()]


def one_entry(site: Site, file: str, number: int) -> str:
    """Return the text of an entry of a listing."""
    text = site.path(file).read_text(encoding="utf-8")
    found = re.search(rf"\n  {number}\. .*?(?=\n  {number + 1}\. |\Z)", text, re.DOTALL)
    assert found
    return found[0]


def remove_entry(site: Site, file: str, number: int) -> str:
    """Take an entry off a listing, and return it."""
    entry = one_entry(site, file, number)
    site.edit(file, entry, "")
    return entry


# ── naming an item ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "name",
    [
        MONEY_GUID,
        "278ebd0e-e21d-5fd6-bc41-e3abb4357e76",
        "278EBD0E",
        "urn:uuid:278e",
        "More than 500 billion dollars a year needed to ensure basic levels of social protection worldwide",
        "500 BILLION  dollars",
    ],
    ids=["guid", "uuid", "beginning", "beginning of the guid", "title", "piece of the title"],
)
def test_an_item_is_named_by_guid_beginning_or_title(built: Site, name: str) -> None:
    done = built.run("ledger", "show", "--json", name)

    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["guid"] == MONEY_GUID


def test_an_item_is_named_by_the_link_that_its_feeds_give_it(built: Site) -> None:
    link = str(published(built)[MUSIC]["url"])

    done = built.run("ledger", "show", "--json", link)

    assert json.loads(done.stdout)["guid"] == guid_of(built, MUSIC)


def test_a_whole_title_is_no_piece_of_a_longer_one(site: Site) -> None:
    site.edit("000", "Future of work is the choice of Viet Nam", "Migrating in ASEAN")
    site.build()

    done = site.run("ledger", "show", "--json", "migrating in asean")

    assert json.loads(done.stdout)["printed"]["title"] == "Migrating in ASEAN"


def test_a_name_that_fits_several_items_is_refused_with_a_list_of_them(built: Site) -> None:
    done = built.run("ledger", "show", "women")

    assert (done.returncode, done.stdout) == (2, "")
    first, *lines = done.stderr.splitlines()
    assert first == "feedpub: “women” fits 6 items; say more of the title, or the guid:"
    women = {str(item["id"]) for title, item in published(built).items() if "women" in title.lower()}
    assert {line[2:47] for line in lines} == women


def test_a_list_of_fitting_items_ends_after_ten(built: Site) -> None:
    done = built.run("ledger", "show", "e")

    assert len(done.stderr.splitlines()) == 12
    assert re.fullmatch(r"  and \d\d more", done.stderr.splitlines()[-1])


def test_an_unknown_name_is_refused_with_the_nearest_titles(built: Site) -> None:
    done = built.run("ledger", "show", "Migrating in Asean with fone")

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("feedpub: no item is or contains “Migrating in Asean with fone”; the nearest titles:")
    assert PHONE_GUID in done.stderr.splitlines()[1]


def test_an_unknown_name_that_is_like_nothing_is_refused_with_the_next_step(built: Site) -> None:
    done = built.run("ledger", "show", "zzzz")

    assert done.returncode == 2
    assert done.stderr == "feedpub: no item is or contains “zzzz”; `feedpub ledger list` shows all\n"


COMMANDS = {
    "show": ["show", "{}"],
    "same": ["same", "{}", MONEY_GUID],
    "apart": ["apart", "{}"],
    "forget": ["forget", "--yes", "{}"],
    "withdraw": ["withdraw", "{}"],
    "undo": ["withdraw", "--undo", "{}"],
}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
@pytest.mark.parametrize("name", ["zzzz", "women", " "], ids=["unknown", "several", "empty"])
def test_no_command_changes_anything_under_a_name_that_is_no_one_items(
    built: Site, command: list[str], name: str
) -> None:
    before, ledger = built.snapshot(), built.run("ledger", "export").stdout

    done = built.run("ledger", *(part.format(name) for part in command))

    assert (done.returncode, done.stdout) == (2, "")
    assert built.snapshot() == before
    assert built.run("ledger", "export").stdout == ledger


@pytest.mark.parametrize("command", [*COMMANDS.values(), ["list"], ["export"]], ids=[*COMMANDS, "list", "export"])
def test_every_command_on_a_site_without_a_ledger_says_what_to_do_and_makes_none(
    site: Site, command: list[str]
) -> None:
    done = site.run("ledger", *(part.format("x") for part in command))

    assert (done.returncode, done.stdout) == (1, "")
    assert "there is no ledger" in done.stderr
    assert "`feedpub build`" in done.stderr
    assert not site.ledger.exists()


CHANGING = {
    "same": ["same", PHONE_GUID, MONEY_GUID],
    "apart": ["apart", PHONE_GUID],
    "forget": ["forget", "--yes", PHONE_GUID],
    "withdraw": ["withdraw", PHONE_GUID],
    "import": ["import", "-"],
}


@pytest.mark.parametrize("command", CHANGING.values(), ids=CHANGING)
def test_what_changes_the_ledger_waits_for_no_other_run(built: Site, command: list[str]) -> None:
    before = built.run("ledger", "export").stdout

    with (built.root / "feedpub.db.lock").open("r+b") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        done = built.run("ledger", *command)

    assert (done.returncode, done.stdout) == (75, "")
    assert built.run("ledger", "export").stdout == before


def test_the_help_of_every_command_is_short_and_names_its_exit_codes(site: Site) -> None:
    names = re.findall(r"^  (\w+)  ", site.run("ledger", "--help").stdout.partition("Commands:")[2], re.MULTILINE)

    helps = {name: site.run("ledger", name, "--help") for name in names}

    assert names == ["apart", "backup", "clock", "export", "forget", "import", "list", "same", "show", "withdraw"]
    assert [name for name, done in helps.items() if done.returncode or "Exit codes:" not in done.stdout] == []
    assert max(len(done.stdout.splitlines()) for done in helps.values()) < 30


# ── list ──────────────────────────────────────────────────────────────────────────────────────────────


def test_the_list_has_one_line_an_item_the_newest_arrival_first(built: Site) -> None:
    built.edit("000", "  1. Migration\n", "  0. Migration\n\n    Borders\n\n    1 May 2018,\n\n  1. Migration\n")
    built.build(now=NEXT_DAY)

    done = built.run("ledger", "list")

    lines = done.stdout.splitlines()
    assert (done.returncode, done.stderr, len(lines)) == (0, "", 41)
    assert lines[0] == f"2018-05-01  {guid_of(built, 'Borders')}  listed     Borders"
    assert lines[1] == f"2021-03-11  {guid_of(built, MUSIC)}  listed     {MUSIC}"


def test_the_list_marks_what_is_no_longer_listed_and_what_is_withdrawn(built: Site) -> None:
    remove_entry(built, "000", 10)
    built.build(now=NEXT_DAY)
    built.run("withdraw", MONEY)

    lines = built.run("ledger", "list").stdout.splitlines()

    marks = {line[12:57]: line[59:68].strip() for line in lines}
    gone = guid_of(built, "China expands")
    assert {guid: mark for guid, mark in marks.items() if mark != "listed"} == {gone: "", MONEY_GUID: "withdrawn"}


def test_the_list_of_a_source_has_its_items_only(built: Site) -> None:
    done = built.run("ledger", "list", "--source", "Videos")

    assert done.stdout.splitlines() == built.run("ledger", "list").stdout.splitlines()[:20]


def test_the_list_of_an_unknown_source_is_refused_with_a_suggestion(built: Site) -> None:
    done = built.run("ledger", "list", "--source", "Video")

    assert done.returncode == 2
    assert "did you mean “Videos”?" in done.stderr


def test_the_list_of_the_withdrawn_has_nothing_else(built: Site) -> None:
    nothing = built.run("ledger", "list", "--withdrawn")
    built.run("withdraw", MONEY)

    done = built.run("ledger", "list", "--withdrawn")

    assert (nothing.returncode, nothing.stdout) == (0, "")
    assert [line[12:57] for line in done.stdout.splitlines()] == [MONEY_GUID]


def test_the_list_as_json_has_one_object_a_line(built: Site) -> None:
    done = built.run("ledger", "list", "--json")

    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(rows) == 40
    assert rows[0] == {
        "guid": guid_of(built, MUSIC),
        "title": MUSIC,
        "published": "2021-03-11T10:00:00Z",
        "updated": "2021-03-11T10:00:00Z",
        "source": "Videos",
        "listed_by": ["Videos"],
        "withdrawn": False,
    }


@pytest.mark.parametrize("command", ["list", "list --json", "export"])
def test_a_pipe_that_closes_ends_the_command_quietly(built: Site, command: str) -> None:
    piped = f"'{sys.executable}' -m feedpub ledger {command} | head -n 1"

    done = subprocess.run(
        ["bash", "-c", piped], cwd=built.root, env=built.environment, capture_output=True, check=False
    )

    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == b""


@pytest.mark.parametrize("command", [["list"], ["show", MONEY], ["export"]], ids=["list", "show", "export"])
def test_looking_changes_no_byte(built: Site, command: list[str]) -> None:
    before = built.snapshot(".")

    built.run("ledger", *command)

    assert built.snapshot(".") == before


# ── show ──────────────────────────────────────────────────────────────────────────────────────────────


def test_show_prints_everything_that_is_known_of_an_item(built: Site) -> None:
    done = built.run("ledger", "show", "Critical gaps in social protection")

    assert (done.returncode, done.stderr) == (0, "")
    title = "Critical gaps in social protection hampering Asia-Pacific region’s resilience to COVID-19"
    summary = (
        "Despite their rapid socioeconomic ascent, most countries in the Asia-Pacific region have weak social "
        "protection systems riddled with gaps, says a new report."
    )
    assert done.stdout.splitlines() == [
        title,
        f"  guid         {guid_of(built, 'Critical gaps')}",
        "  published    2020-10-15T10:00:00Z, the printed day",
        "  updated      2020-10-15T10:00:00Z",
        "  first seen   2026-11-22T06:00:00Z",
        "  source       News and articles 2020",
        "  listed by    News and articles 2020",
        "  key          day:2020-10-15 critical gaps in social protection hampering asia-pacific region's resilience to covid-19",
        "  printed by News and articles 2020",
        f"    title      {title}",
        f"    summary    {summary}",
        "    kicker     Press release",
        "    date line  15 October 2020,",
        "    day        2020-10-15",
        "    credit     © ILO 2020",
    ]


def test_show_prints_what_was_printed_before_an_edit(built: Site) -> None:
    built.edit("000", "Future of work is the choice of Viet Nam", "Future of work is a choice of Viet Nam")
    built.build(now=NEXT_DAY)

    shown = built.run("ledger", "show", "a choice of Viet Nam").stdout
    row = json.loads(built.run("ledger", "show", "--json", "a choice of Viet Nam").stdout)

    assert (
        "  printed earlier, before “day:2019-11-27 future of work is a choice of viet nam”\n    title      Future of work is the choice"
        in shown
    )
    assert [earlier["printed"]["title"] for earlier in row["earlier"]] == ["Future of work is the choice of Viet Nam"]


def test_show_prints_what_each_source_prints(built: Site) -> None:
    built.edit("002", "\n  1. ", one_entry(built, "000", 8).replace(" 8. ", " 0. ") + "\n  1. ")
    built.build(now=NEXT_DAY)

    row = json.loads(built.run("ledger", "show", "--json", MONEY).stdout)

    assert row["listed_by"] == ["News and articles 2019", "News and articles 2020"]
    assert list(row["sightings"]) == ["News and articles 2019", "News and articles 2020"]


def test_show_prints_several_items(built: Site) -> None:
    done = built.run("ledger", "show", MONEY, PHONE, "--json")

    assert [json.loads(line)["guid"] for line in done.stdout.splitlines()] == [MONEY_GUID, PHONE_GUID]


# ── withdraw ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("command", [["withdraw"], ["ledger", "withdraw"]], ids=["alone", "of the ledger"])
def test_a_withdrawn_item_is_in_no_file_at_once_and_no_source_is_read(built: Site, command: list[str]) -> None:
    for path in built.root.glob("*.txt"):
        path.unlink()
    assert len(mentioning(built, MONEY)) == 7

    done = built.run(*command, MONEY)

    assert (done.returncode, done.stdout) == (0, "")
    assert re.fullmatch(r"withdrawn: More than 500 billion dollars a year .*\npublished \d+ files\n", done.stderr)
    assert mentioning(built, MONEY) == []
    assert mentioning(built, MONEY_GUID) == ["output/all.json"]
    assert len(published(built)) == 39


def test_withdrawing_says_which_replaced_pages_still_have_the_item_and_what_removes_them(built: Site) -> None:
    page = built.root / "output" / "archive" / "1" / "all" / "1.atom.xml"
    page.parent.mkdir(parents=True)
    page.write_text(f"<feed><entry><id>{MONEY_GUID}</id></entry></feed>")

    assert "1 replaced archive file still in the output: feedpub build --prune\n" in built.run("withdraw", MONEY).stderr
    assert "replaced" not in built.run("withdraw", PHONE).stderr


def test_several_items_are_withdrawn_in_one_go(built: Site) -> None:
    built.run("withdraw", MONEY, PHONE)

    assert (mentioning(built, MONEY), mentioning(built, PHONE)) == ([], [])


def test_a_withdrawn_item_does_not_return_with_the_next_build(built: Site) -> None:
    built.run("withdraw", MONEY)
    before = built.snapshot()

    done = built.build(now=NEXT_DAY)

    assert (done.returncode, done.stderr) == (0, "")
    assert built.snapshot() == before


def test_a_withdrawn_item_does_not_return_when_it_is_listed_again(built: Site) -> None:
    built.run("withdraw", MONEY)
    before = built.snapshot()
    listing = built.path("000").read_bytes()
    remove_entry(built, "000", 8)
    built.build(now=NEXT_DAY)
    built.path("000").write_bytes(listing)

    done = built.build(now=THIRD_DAY)

    assert done.returncode == 0
    assert built.snapshot() == before


def test_a_withdrawn_item_does_not_return_under_another_title(built: Site) -> None:
    built.run("withdraw", MONEY)
    before = built.snapshot()
    built.edit("000", "More than 500 billion dollars a year", "Over 500 billion dollars a year")

    done = built.build(now=NEXT_DAY)

    # The guid that the new title would have is named there, for the case that the ledger is lost.
    assert done.returncode == 0
    assert "published 1 file\n" == done.stderr
    assert [path for path, file in built.snapshot().items() if before[path] != file] == ["output/all.json"]
    assert mentioning(built, "500 billion") == []


def test_a_withdrawn_item_does_not_return_when_the_ledger_is_lost(built: Site) -> None:
    built.run("withdraw", MONEY)
    before = built.snapshot()
    built.ledger.unlink()

    done = built.build(now=NEXT_DAY)

    assert done.returncode == 0
    assert "rebuilt from the published feeds: 39 items" in done.stderr
    assert built.snapshot() == before


@pytest.mark.parametrize("retitled_first", [False, True])
def test_a_withdrawn_and_retitled_item_does_not_return_when_the_ledger_is_lost(
    built: Site, *, retitled_first: bool
) -> None:
    if not retitled_first:
        built.run("withdraw", MONEY)
    built.edit("000", "More than 500 billion dollars a year", "Over 500 billion dollars a year")
    built.build(now=NEXT_DAY)
    if retitled_first:
        built.run("withdraw", "Over 500 billion")
    before = built.snapshot()
    built.ledger.unlink()

    done = built.build(now=THIRD_DAY)

    assert done.returncode == 0
    assert mentioning(built, "500 billion") == []
    assert {path: data for path, (data, _, _) in before.items()} == bytes_of(built)


def test_the_twin_of_a_withdrawn_item_stays_when_the_ledger_is_lost(site: Site) -> None:
    entry = one_entry(site, "000", 8)
    site.edit("000", entry, entry + re.sub("A new ILO report highlights", "Another report names", entry))
    site.build()
    twins = [item for title, item in all_items(site) if title.startswith(MONEY)]
    site.run("withdraw", str(twins[0]["id"]))
    before = bytes_of(site)
    site.ledger.unlink()

    done = site.build(now=NEXT_DAY)

    assert done.returncode == 0
    assert [item["id"] for title, item in all_items(site) if title.startswith(MONEY)] == [twins[1]["id"]]
    assert bytes_of(site) == before


def all_items(site: Site) -> list[tuple[str, Item]]:
    """Return the published items with their titles, twins too."""
    return [(item["title"], item) for item in json.loads((site.output / "all.json").read_bytes())["items"]]


def test_withdrawing_when_the_ledger_is_lost_rebuilds_it_first(built: Site) -> None:
    built.ledger.unlink()

    done = built.run("withdraw", MONEY)

    assert done.returncode == 0
    assert done.stderr.startswith(f"{built.ledger}: there was no ledger; rebuilt from the published feeds: 40 items\n")
    assert mentioning(built, MONEY) == []
    assert len(published(built)) == 39


def test_a_withdrawal_that_is_taken_back_leaves_no_trace(built: Site) -> None:
    before, ledger = bytes_of(built), built.run("ledger", "export").stdout
    built.run("withdraw", MONEY)

    done = built.run("withdraw", "--undo", MONEY)

    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith("back: More than 500 billion dollars")
    assert bytes_of(built) == before
    assert built.run("ledger", "export").stdout == ledger


def test_a_withdrawn_guid_of_a_rebuilt_ledger_can_be_taken_back(built: Site) -> None:
    before = bytes_of(built)
    built.run("withdraw", MONEY)
    built.ledger.unlink()
    known = built.run("withdraw", PHONE)

    unknown = built.run("withdraw", "--undo", MONEY_GUID, PHONE)
    built.build(now=NEXT_DAY)

    assert (known.returncode, unknown.returncode) == (0, 0)
    assert f"back: {MONEY_GUID}\n" in unknown.stderr
    assert mentioning(built, MONEY) != []
    assert before.keys() == bytes_of(built).keys()


@pytest.mark.parametrize(
    ("args", "said"), [(["--undo"], "is not withdrawn"), ([], "is withdrawn already")], ids=["undo", "again"]
)
def test_a_withdrawal_that_changes_nothing_says_so(built: Site, args: list[str], said: str) -> None:
    if not args:
        built.run("withdraw", MONEY)
    before = built.snapshot()

    done = built.run("withdraw", *args, MONEY)

    assert done.returncode == 0
    assert said in done.stderr
    assert done.stderr.endswith("nothing changed\n")
    assert built.snapshot() == before


def test_withdrawing_every_item_empties_every_feed_and_the_pages(built: Site) -> None:
    titles = list(published(built))

    done = built.run("withdraw", *titles)

    assert done.returncode == 0
    assert published(built) == {}
    assert [title for title in titles if mentioning(built, json.dumps(title, ensure_ascii=False)[1:-1])] == []
    assert built.run("check").returncode == 0
    assert (built.build(now=NEXT_DAY).stderr, built.run("check", now=NEXT_DAY).returncode) == ("", 0)


def test_a_topic_whose_only_item_is_withdrawn_keeps_its_empty_feed(built: Site) -> None:
    built.run("withdraw", "Young dreams")
    before = set(bytes_of(built))

    only = [title for title, item in published(built).items() if "Home work" in item["tags"]]  # type: ignore[operator]
    done = built.run("withdraw", *only)

    assert done.returncode == 0
    assert json.loads((built.output / "topics" / "home-work.json").read_bytes())["items"] == []
    assert set(bytes_of(built)) == before


def test_a_plan_says_nothing_of_a_withdrawn_item(built: Site) -> None:
    built.run("withdraw", MONEY)
    built.edit("000", "critical financing gaps", "large financing gaps")

    done = built.run("plan", now=NEXT_DAY)

    assert done.returncode == 0
    assert "500 billion" not in done.stdout


# ── forget ────────────────────────────────────────────────────────────────────────────────────────────


def test_an_item_that_is_still_listed_is_not_forgotten_without_a_terminal(built: Site) -> None:
    before, ledger = built.snapshot(), built.run("ledger", "export").stdout

    done = built.run("ledger", "forget", MONEY)

    assert (done.returncode, done.stdout) == (2, "")
    assert "is still listed by News and articles 2019: the next build will announce it anew" in done.stderr
    assert "--yes" in done.stderr
    assert "feedpub withdraw" in done.stderr
    assert built.snapshot() == before
    assert built.run("ledger", "export").stdout == ledger


def test_a_forgotten_item_leaves_all_files_and_is_announced_anew_while_it_is_listed(built: Site) -> None:
    done = built.run("ledger", "forget", "--yes", MONEY)
    files, again = mentioning(built, MONEY), built.build(now=NEXT_DAY)

    assert done.returncode == 0
    assert done.stderr.startswith("forgotten: More than 500 billion dollars")
    assert files == []
    assert again.stderr.startswith("published 1 new item, ")
    assert published(built).keys() == {title for title, _ in all_items(built)}
    assert guid_of(built, MONEY) == MONEY_GUID


def test_an_item_that_is_no_longer_listed_is_forgotten_without_a_question(built: Site) -> None:
    remove_entry(built, "000", 10)
    built.build(now=NEXT_DAY)

    done = built.run("ledger", "forget", "China expands")
    again = built.build(now=THIRD_DAY)

    assert (done.returncode, done.stdout) == (0, "")
    assert mentioning(built, "China expands") == []
    assert (again.returncode, again.stderr) == (0, "")
    assert "china expands" not in built.run("ledger", "export").stdout.lower()


@pytest.mark.parametrize(("answer", "code", "left"), [("y", 0, 39), ("n", 1, 40)], ids=["yes", "no"])
def test_a_terminal_is_asked_before_a_listed_item_is_forgotten(built: Site, answer: str, code: int, left: int) -> None:
    ours, theirs = os.openpty()
    os.write(ours, f"{answer}\n".encode())

    done = subprocess.run(
        [sys.executable, "-m", "feedpub", "ledger", "forget", MONEY],
        cwd=built.root, env=built.environment, stdin=theirs, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    os.close(ours)
    os.close(theirs)

    assert (done.returncode, done.stdout) == (code, "")
    assert "the next build will announce it anew" in done.stderr
    assert len(published(built)) == left


def test_forgetting_a_withdrawn_item_forgets_that_it_was_withdrawn(built: Site) -> None:
    before = bytes_of(built)
    built.run("withdraw", MONEY)

    built.run("ledger", "forget", "--yes", MONEY)
    built.build(now=NEXT_DAY)

    assert mentioning(built, MONEY) == [path for path, data in before.items() if MONEY.encode() in data]


def test_forgetting_everything_empties_the_feeds_and_nothing_is_rebuilt_from_them(built: Site) -> None:
    titles = list(published(built))

    done = built.run("ledger", "forget", "--yes", *titles)
    empty, again = published(built), built.build(now=NEXT_DAY)

    assert (done.returncode, empty) == (0, {})
    assert "rebuilt" not in again.stderr
    assert again.stderr.startswith("published 40 new items, ")


# ── same ──────────────────────────────────────────────────────────────────────────────────────────────


def test_two_items_become_one_under_the_first_ones_guid_at_once(built: Site) -> None:
    before = published(built)

    done = built.run("ledger", "same", MONEY, PHONE, now=NEXT_DAY)

    assert (done.returncode, done.stdout) == (0, "")
    assert re.search(
        r"^one story: “Migrating in ASEAN .*” is “More than 500 .*” from now on$", done.stderr, re.MULTILINE
    )
    assert published(built).keys() == {title for title in before if not title.startswith(PHONE)}
    assert mentioning(built, PHONE_GUID) == [
        path for path in bytes_of(built) if MONEY in bytes_of(built)[path].decode() and path.endswith(".json")
    ]


def test_two_entries_that_are_one_story_stay_one_while_both_are_listed(built: Site) -> None:
    built.run("ledger", "same", MONEY, PHONE, now=NEXT_DAY)
    before = built.snapshot()

    done = built.build(now=THIRD_DAY)

    assert (done.returncode, done.stderr) == (0, "")
    assert built.snapshot() == before


def test_the_kept_item_takes_the_place_of_the_other_one_when_only_that_is_listed(built: Site) -> None:
    built.run("ledger", "same", MONEY, PHONE, now=NEXT_DAY)
    built.build(now=NEXT_DAY)
    remove_entry(built, "000", 8)

    done = built.build(now=THIRD_DAY)

    assert done.stderr.startswith("published 1 re-dated item, ")
    assert guid_of(built, PHONE) == MONEY_GUID
    assert [title for title in published(built) if title.startswith(MONEY)] == []


def test_a_guid_that_became_part_of_another_is_given_to_no_other_entry(built: Site) -> None:
    built.run("ledger", "same", MONEY, PHONE, now=NEXT_DAY)
    entry = one_entry(built, "000", 1)
    built.edit("000", entry, entry.replace(" 1. ", " 0. ").replace("The increasingly", "Another story: the") + entry)

    done = built.build(now=THIRD_DAY)

    key = str(json.loads(built.run("ledger", "show", "--json", PHONE).stdout)["keys"][0])
    assert done.stderr.startswith("published 1 new item, ")
    assert guid_of(built, PHONE) == mint_guid(SITE, key, 2)
    assert mint_guid(SITE, key) == PHONE_GUID


def test_updated_stays_when_readers_see_no_difference(built: Site) -> None:
    before = published(built)

    built.run("ledger", "same", MONEY, PHONE, now=NEXT_DAY)

    after = published(built)
    assert [title for title in after if after[title]["date_modified"] != before[title]["date_modified"]] == []


def test_updated_moves_when_the_joined_story_reads_otherwise(built: Site) -> None:
    video = guid_of(built, MUSIC)

    built.run("ledger", "same", MUSIC, MONEY, now=NEXT_DAY)

    # The other one's source stands first in the config: it says what the story prints.
    item = next(item for title, item in published(built).items() if title.startswith(MONEY))
    assert (item["id"], item["date_modified"]) == (video, NEXT_DAY)
    assert (built.build(now=THIRD_DAY).stderr, built.run("check", now=THIRD_DAY).returncode) == ("", 0)


def test_joined_stories_stay_one_when_the_ledger_is_lost(built: Site) -> None:
    built.run("ledger", "same", MONEY, PHONE, now=NEXT_DAY)
    built.run("ledger", "same", MUSIC, MONEY, now=NEXT_DAY)
    built.build(now=NEXT_DAY)
    before = bytes_of(built)
    built.ledger.unlink()

    done = built.build(now=THIRD_DAY)

    assert "rebuilt from the published feeds: 38 items" in done.stderr
    assert bytes_of(built) == before


def test_an_item_is_not_the_same_as_itself(built: Site) -> None:
    before = built.run("ledger", "export").stdout

    done = built.run("ledger", "same", MONEY, MONEY_GUID, now=NEXT_DAY)

    assert done.returncode == 2
    assert "name two items" in done.stderr
    assert built.run("ledger", "export").stdout == before


def test_a_guid_that_became_part_of_another_is_told_so_when_it_is_named(built: Site) -> None:
    built.run("ledger", "same", MONEY, PHONE, now=NEXT_DAY)

    done = built.run("withdraw", PHONE_GUID)

    assert done.returncode == 2
    assert f"{PHONE_GUID} is part of {MONEY_GUID}" in done.stderr


def test_a_withdrawn_item_cannot_return_as_part_of_another(built: Site) -> None:
    built.run("withdraw", PHONE)

    done = built.run("ledger", "same", MONEY, PHONE, now=NEXT_DAY)

    assert done.returncode == 2
    assert f"feedpub withdraw --undo {PHONE_GUID}" in done.stderr
    assert mentioning(built, PHONE) == []


def test_what_is_the_same_as_a_withdrawn_item_is_out_as_well_for_good(built: Site) -> None:
    built.run("withdraw", PHONE)

    built.run("ledger", "same", PHONE, MONEY, now=NEXT_DAY)
    built.build(now=NEXT_DAY)
    before = bytes_of(built)
    built.ledger.unlink()
    built.build(now=THIRD_DAY)

    assert (mentioning(built, MONEY), mentioning(built, PHONE)) == ([], [])
    assert bytes_of(built) == before


def test_forgetting_a_joined_story_forgets_both(built: Site) -> None:
    built.run("ledger", "same", MONEY, PHONE, now=NEXT_DAY)

    built.run("ledger", "forget", "--yes", MONEY)
    done = built.build(now=THIRD_DAY)

    assert done.stderr.startswith("published 2 new items, ")
    assert (guid_of(built, MONEY), guid_of(built, PHONE)) == (MONEY_GUID, PHONE_GUID)


def test_an_earlier_clock_corrects_nothing(built: Site) -> None:
    before = built.run("ledger", "export").stdout

    done = built.run("ledger", "same", MONEY, PHONE, now="2026-11-22T05:59:59Z")

    assert done.returncode == 1
    assert "set the clock, or give a later --now" in done.stderr
    assert built.run("ledger", "export").stdout == before


# ── apart ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("key", [[], [PHONE_GUID], ["migrating in asean"]], ids=["latest", "guid", "key"])
def test_setting_apart_undoes_a_join_by_hand(built: Site, key: list[str]) -> None:
    before = bytes_of(built)
    built.run("ledger", "same", MONEY, PHONE, now=NEXT_DAY)

    done = built.run("ledger", "apart", MONEY, *key, now=THIRD_DAY)

    assert (done.returncode, done.stdout) == (0, "")
    assert bytes_of(built) == before
    assert built.build(now=FOURTH_DAY).stderr == ""
    assert bytes_of(built) == before


def test_setting_apart_after_builds_gives_each_story_what_its_source_prints_now(built: Site) -> None:
    built.run("ledger", "same", MUSIC, MONEY, now=NEXT_DAY)
    built.build(now=NEXT_DAY)
    built.edit("000", "critical financing gaps", "large financing gaps")
    built.build(now=THIRD_DAY)

    built.run("ledger", "apart", MONEY, now=FOURTH_DAY)

    money = next(item for title, item in published(built).items() if title.startswith(MONEY))
    assert (money["id"], "large financing gaps" in str(money["content_text"])) == (MONEY_GUID, True)
    assert published(built)[MUSIC]["date_modified"] == FOURTH_DAY
    assert built.build(now=FOURTH_DAY).stderr == ""


def test_setting_apart_brings_the_middle_one_of_three_back_and_leaves_the_last(built: Site) -> None:
    other = guid_of(built, CARDS)
    built.run("ledger", "same", MONEY, PHONE, now=NEXT_DAY)
    built.run("ledger", "same", MONEY, CARDS, now=NEXT_DAY)

    built.run("ledger", "apart", MONEY, PHONE_GUID, now=NEXT_DAY)

    assert guid_of(built, PHONE) == PHONE_GUID
    assert [title for title in published(built) if title.startswith(CARDS)] == []
    built.run("ledger", "apart", MONEY, now=NEXT_DAY)
    assert guid_of(built, CARDS) == other
    assert built.build(now=THIRD_DAY).stderr == ""


def test_twins_become_one_story_and_two_again(built: Site) -> None:
    entry = one_entry(built, "000", 8)
    built.edit("000", entry, entry + entry.replace("A new ILO report highlights", "Another report names"))
    built.build(now=NEXT_DAY)
    before = bytes_of(built)
    first, second = (str(item["id"]) for title, item in all_items(built) if title.startswith(MONEY))

    built.run("ledger", "same", first, second, now=NEXT_DAY)
    one, quiet = len(all_items(built)), built.build(now=THIRD_DAY).stderr
    built.run("ledger", "apart", first, now=THIRD_DAY)

    assert (one, quiet) == (40, "")
    assert bytes_of(built) == before
    assert built.build(now=FOURTH_DAY).stderr == ""


def test_a_story_that_a_second_source_lists_as_well_is_itself_again_when_set_apart(built: Site) -> None:
    entry = one_entry(built, "000", 1).replace("The increasingly widespread", "The widespread")
    built.edit("002", "\n  1. ", entry.replace(" 1. ", " 0. ") + "\n  1. ")
    built.build(now=NEXT_DAY)
    before = bytes_of(built)

    built.run("ledger", "same", MONEY, PHONE, now=NEXT_DAY)
    quiet = built.build(now=THIRD_DAY).stderr
    built.run("ledger", "apart", MONEY, now=THIRD_DAY)

    assert quiet == ""
    assert bytes_of(built) == before
    assert built.build(now=FOURTH_DAY).stderr == ""


RETITLED = "Over 500 billion dollars a year needed to ensure basic levels of social protection worldwide"
AGAIN = "Over 600 billion dollars a year needed to ensure basic levels of social protection worldwide"


def retitle(site: Site, old: str, new: str, now: str) -> None:
    site.edit("000", old, new)
    assert site.build(now=now).stderr.startswith("published 1 renamed item, ")


def test_an_edit_that_was_none_is_set_apart_into_two_stories(built: Site) -> None:
    title = next(title for title in published(built) if title.startswith(MONEY))
    retitle(built, title, RETITLED, NEXT_DAY)

    done = built.run("ledger", "apart", RETITLED, now=THIRD_DAY)

    later = mint_guid(SITE, f"day:2019-11-25 {RETITLED.lower()}")
    assert (done.returncode, done.stdout) == (0, "")
    assert (guid_of(built, MONEY), guid_of(built, RETITLED)) == (MONEY_GUID, later)
    assert published(built)[title]["date_modified"] == THIRD_DAY
    assert published(built)[title]["date_published"] == "2019-11-25T10:00:00Z"
    assert published(built)[RETITLED]["date_published"] == "2019-11-25T10:00:03Z"


def test_two_stories_that_were_set_apart_stay_two(built: Site) -> None:
    title = next(title for title in published(built) if title.startswith(MONEY))
    retitle(built, title, RETITLED, NEXT_DAY)
    built.run("ledger", "apart", RETITLED, now=THIRD_DAY)
    before = built.snapshot()

    done = built.build(now=FOURTH_DAY)

    assert (done.returncode, done.stderr) == (0, "")
    assert built.snapshot() == before
    assert next(row for row in built.run("ledger", "list").stdout.splitlines() if MONEY in row)[59:68].strip() == ""


def test_a_story_that_was_set_apart_is_the_newest_arrival(built: Site) -> None:
    title = next(title for title in published(built) if title.startswith(MONEY))
    retitle(built, title, RETITLED, NEXT_DAY)

    built.run("ledger", "apart", RETITLED, now=THIRD_DAY)

    assert built.run("ledger", "list").stdout.splitlines()[0].endswith(RETITLED)


def test_the_first_of_two_edits_is_undone_by_its_key_and_takes_the_second_along(built: Site) -> None:
    title = next(title for title in published(built) if title.startswith(MONEY))
    retitle(built, title, RETITLED, NEXT_DAY)
    built.edit("000", RETITLED, AGAIN)
    built.build(now=THIRD_DAY)
    latest = guid_of(built, AGAIN)

    built.run("ledger", "apart", AGAIN, "over 500 billion", now=FOURTH_DAY)

    assert latest == MONEY_GUID
    assert guid_of(built, MONEY) == MONEY_GUID
    assert guid_of(built, AGAIN) == mint_guid(SITE, f"day:2019-11-25 {RETITLED.lower()}")
    built.run("ledger", "apart", AGAIN, now=FOURTH_DAY)
    assert {title for title in published(built) if "00 billion" in title} == {title, RETITLED, AGAIN}
    assert built.build(now=FOURTH_DAY).stderr == ""


def test_the_latest_of_two_edits_is_undone_without_a_key(built: Site) -> None:
    title = next(title for title in published(built) if title.startswith(MONEY))
    retitle(built, title, RETITLED, NEXT_DAY)
    built.edit("000", RETITLED, AGAIN)
    built.build(now=THIRD_DAY)

    built.run("ledger", "apart", AGAIN, now=FOURTH_DAY)

    assert guid_of(built, RETITLED) == MONEY_GUID
    assert guid_of(built, AGAIN) == mint_guid(SITE, f"day:2019-11-25 {AGAIN.lower()}")


def test_a_day_that_was_corrected_by_mistake_is_back_when_the_stories_are_set_apart(built: Site) -> None:
    before = next(item for title, item in published(built).items() if title.startswith(MONEY))
    built.edit("000", "25 November 2019,\n\n    A new ILO report", "26 November 2019,\n\n    A new ILO report")
    moved = built.build(now=NEXT_DAY)

    built.run("ledger", "apart", MONEY_GUID, now=THIRD_DAY)

    after = {item["id"]: item for title, item in all_items(built) if title.startswith(MONEY)}
    assert moved.stderr.startswith("published 1 re-dated item, ")
    assert str(after[MONEY_GUID]["date_published"])[:10] == str(before["date_published"])[:10]
    assert len(after) == 2
    assert built.build(now=FOURTH_DAY).stderr == ""


def test_an_item_that_was_never_joined_cannot_be_set_apart(built: Site) -> None:
    before = built.run("ledger", "export").stdout

    done = built.run("ledger", "apart", MONEY, now=NEXT_DAY)

    assert done.returncode == 2
    assert "no entry was taken for an edit of it" in done.stderr
    assert built.run("ledger", "export").stdout == before


def test_the_key_that_an_item_began_with_cannot_be_set_apart(built: Site) -> None:
    title = next(title for title in published(built) if title.startswith(MONEY))
    retitle(built, title, RETITLED, NEXT_DAY)

    done = built.run("ledger", "apart", RETITLED, MONEY_KEY, now=THIRD_DAY)

    assert done.returncode == 2
    assert "is no key that it was given later" in done.stderr


def test_a_key_that_an_item_does_not_have_is_refused_with_those_it_has(built: Site) -> None:
    done = built.run("ledger", "apart", MONEY, "zzzz", now=NEXT_DAY)

    assert done.returncode == 2
    assert MONEY_KEY in done.stderr


def test_an_edit_that_was_taken_back_leaves_no_second_story(built: Site) -> None:
    title = next(title for title in published(built) if title.startswith(MONEY))
    retitle(built, title, RETITLED, NEXT_DAY)
    retitle(built, RETITLED, title, THIRD_DAY)
    before = built.run("ledger", "export").stdout

    done = built.run("ledger", "apart", MONEY, now=FOURTH_DAY)

    assert done.returncode == 2
    assert "there is no second story" in done.stderr
    assert built.run("ledger", "export").stdout == before


def test_a_join_of_a_rebuilt_ledger_is_undone_by_the_next_build(built: Site) -> None:
    built.run("ledger", "same", MONEY, PHONE, now=NEXT_DAY)
    built.build(now=NEXT_DAY)
    built.ledger.unlink()
    built.build(now=THIRD_DAY)

    done = built.run("ledger", "apart", MONEY, now=THIRD_DAY)
    built.build(now=FOURTH_DAY)

    assert done.returncode == 0
    assert (guid_of(built, MONEY), guid_of(built, PHONE)) == (MONEY_GUID, PHONE_GUID)


# ── what a correction leaves ──────────────────────────────────────────────────────────────────────────


def test_a_correction_that_cannot_be_published_is_published_by_the_next_build(built: Site, tmp_path: Path) -> None:
    (built.output / "topics").rename(tmp_path / "topics")
    (built.output / "topics").write_bytes(b"")

    stopped = built.run("withdraw", MONEY)
    (built.output / "topics").unlink()
    (tmp_path / "topics").rename(built.output / "topics")
    done = built.build(now=NEXT_DAY)

    assert stopped.returncode == 1
    assert done.returncode == 0
    assert mentioning(built, MONEY) == []


def test_every_correction_leaves_site_and_ledger_in_order(built: Site) -> None:
    title = next(title for title in published(built) if title.startswith(MONEY))
    retitle(built, title, RETITLED, NEXT_DAY)

    codes = [
        built.run(*command, now=now).returncode
        for command, now in [
            (("ledger", "same", PHONE, CARDS), THIRD_DAY),
            (("check",), THIRD_DAY),
            (("ledger", "apart", RETITLED), THIRD_DAY),
            (("check",), THIRD_DAY),
            (("ledger", "forget", "--yes", MUSIC), None),
            (("check",), THIRD_DAY),
            (("withdraw", RETITLED), None),
            (("check",), THIRD_DAY),
            (("ledger", "apart", PHONE), THIRD_DAY),
            (("check",), THIRD_DAY),
        ]
    ]

    assert codes == [0] * 10
    assert NOW < THIRD_DAY

"""A folder of dated snapshots is read as if the site had lived through them, in whatever order they come."""

import json
import shutil
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from conftest import Site

from feedpub.errors import SourceError
from feedpub.sources import instant_of, list_snapshots

NOW = "2026-11-22T06:00:00Z"
CONFIG = """\
[site]
id = "5b0c9a52-6f0e-4c43-9a53-2a1c1e1d7f10"
title = "Town news"
base_url = "https://feeds.example.org/"
author = "Town council"
[[source]]
name = "Town hall"
path = "pages"
page = "https://www.example.org/news"
"""


def page(*entries: tuple[str, str] | tuple[str, str, str]) -> str:
    """Return a listing of (title, day, summary), newest first."""
    parts = []
    for number, (title, day, *summary) in enumerate(entries, 1):
        parts.append("\n\n".join([f"{number}. Notice\n\n   {title}", f"   {day}", *(f"   {s}" for s in summary)]))
    return "\n\n".join(parts) + "\n"


OPENING = ("New opening hours at the library", "12 October 2026", "The library opens at nine from Monday on.")
MARKET = ("Farmers' market moves to the old station", "14 October 2026")
METERS = ("Water meters are read in December", "16 October 2026")
TYPO = ("Farmers' market moves to the old statoin", "14 October 2026")
LONGER = (OPENING[0], OPENING[1], "The library opens at eight from Monday on.")
BRIDGE = ("The bridge over the brook is closed", "20 October 2026", "Until spring.")
HISTORY = {
    "2026-10-12T0600Z.txt": page(OPENING),
    "2026-10-14T0600Z.txt": page(TYPO, OPENING),
    "2026-10-16T0600Z.txt": page(METERS, MARKET, OPENING),
    "2026-10-18T0600Z.txt": page(METERS, MARKET, LONGER),
    "2026-10-20T1200Z.txt": page(BRIDGE, METERS, MARKET, LONGER),
}

HISTORY_SEEN = {
    OPENING[0]: "2026-10-12T06:00:00Z",
    MARKET[0]: "2026-10-14T06:00:00Z",
    METERS[0]: "2026-10-16T06:00:00Z",
    BRIDGE[0]: "2026-10-20T12:00:00Z",
}


@pytest.fixture
def town(tmp_path: Path) -> Site:
    """Return a site whose only source is an empty folder of snapshots."""
    root = tmp_path / "town"
    (root / "pages").mkdir(parents=True)
    (root / "feedpub.toml").write_text(CONFIG, encoding="utf-8")
    return Site(root=root)


def put(site: Site, *names: str) -> None:
    for name in names:
        (site.root / "pages" / name).parent.mkdir(parents=True, exist_ok=True)
        (site.root / "pages" / name).write_text(HISTORY[name], encoding="utf-8")


def rows(site: Site) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of the ledger but how the sources stand: that is said at the time of the run."""
    with sqlite3.connect(site.ledger) as db:
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        found = {t: sorted(db.execute(f"SELECT * FROM {t}").fetchall()) for t in tables}  # noqa: S608 - its own names
        del found["file"]  # when it was written
        found["source"] = list(db.execute("SELECT name, page, last FROM source ORDER BY name"))
    return found


def published(site: Site) -> dict[str, bytes]:
    return {path: data for path, (data, _, _) in site.snapshot().items()}


def live_through(site: Site) -> None:
    """Build after each snapshot, on its day."""
    for name in HISTORY:
        put(site, name)
        at = instant_of(name, UTC)
        assert at is not None
        assert site.build(now=at.isoformat()).returncode == 0


def items(site: Site) -> dict[str, dict[str, Any]]:
    """Return the published items by title, without their keys."""
    found = json.loads((site.output / "all.json").read_bytes())["items"]
    for item in found:
        item["_feedpub"].pop("aliases")  # a late snapshot may add to them
    return {item["title"]: item for item in found}


def test_a_folder_read_at_once_gives_the_ledger_and_files_of_a_site_that_lived_through_it(
    town: Site, tmp_path: Path
) -> None:
    lived = Site(root=tmp_path / "lived")
    shutil.copytree(town.root, lived.root)
    live_through(lived)

    put(town, *HISTORY)
    done = town.build(now=NOW)

    assert (done.returncode, done.stdout) == (0, "")
    assert rows(lived) == rows(town)
    assert published(lived) == published(town)
    assert {"first_seen": "2026-10-14T06:00:00Z", "updated": "2026-10-16T05:59:59Z"} == seen(town, MARKET[0])


def seen(site: Site, title: str) -> dict[str, str]:
    """Return when an item was first seen and last updated."""
    with sqlite3.connect(site.ledger) as db:
        guid = items(site)[title]["id"]
        first, updated = db.execute("SELECT first_seen, updated FROM item WHERE guid = ?", (guid,)).fetchone()
    texts = [datetime.fromtimestamp(second, UTC).isoformat().replace("+00:00", "Z") for second in (first, updated)]
    return dict(zip(("first_seen", "updated"), texts, strict=True))


def test_reading_the_folder_twice_changes_nothing(town: Site) -> None:
    put(town, *HISTORY)
    town.build(now=NOW)
    before, ledger = town.snapshot(), town.ledger.read_bytes()

    done = town.build(now="2026-11-23T06:00:00Z")

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert town.snapshot() == before
    assert town.ledger.read_bytes() == ledger


@pytest.mark.parametrize("order", [(4, 3, 2, 1, 0), (2, 0, 4, 1, 3), (1, 4, 0, 3, 2)])
def test_snapshots_that_come_one_by_one_in_any_order_announce_no_story_twice(
    town: Site, order: tuple[int, ...]
) -> None:
    names = list(HISTORY)
    kept: dict[str, tuple[str, str]] = {}

    for place in order:
        put(town, names[place])
        assert town.build(now=NOW).returncode == 0
        now = {item["id"]: (item["date_published"], item["title"]) for item in items(town).values()}
        assert kept.items() <= now.items() or place == max(order[: order.index(place) + 1])
        assert {guid: published for guid, (published, _) in kept.items()}.items() <= {
            guid: published for guid, (published, _) in now.items()
        }.items()
        kept = now

    assert {OPENING[0], MARKET[0], METERS[0], BRIDGE[0]} == items(town).keys()
    assert [HISTORY_SEEN[title] for title in sorted(HISTORY_SEEN)] == [
        seen(town, title)["first_seen"] for title in sorted(HISTORY_SEEN)
    ]


def test_a_late_snapshot_adds_what_is_missing_and_changes_nothing_newer(town: Site) -> None:
    put(town, "2026-10-20T1200Z.txt")
    town.build(now=NOW)
    before = items(town)
    (town.root / "pages" / "2026-10-10.txt").write_text(
        page((*LONGER[:2], "An old text."), ("The fair is over", "9 October 2026")), encoding="utf-8"
    )

    done = town.build(now="2026-11-23T06:00:00Z")

    after = items(town)
    assert "published 1 new item, " in done.stderr
    assert {"The fair is over"} == after.keys() - before.keys()
    assert before == {title: after[title] for title in before}
    assert "2026-10-10T23:59:59Z" == seen(town, OPENING[0])["first_seen"]


def test_a_title_that_only_a_late_snapshot_printed_is_no_new_story(town: Site) -> None:
    put(town, "2026-10-12T0600Z.txt", "2026-10-16T0600Z.txt")
    town.build(now=NOW)
    before = items(town)
    put(town, "2026-10-14T0600Z.txt")

    town.build(now=NOW)

    assert before == items(town)


def test_two_folders_are_read_side_by_side_in_the_order_of_time(town: Site, tmp_path: Path) -> None:
    second = CONFIG[CONFIG.index("[[source]]") :].replace("Town hall", "Library").replace("pages", "shelf")
    town.config.write_text(CONFIG + second, encoding="utf-8")
    shelf = {name: page(("Books " + name, "12 October 2026"), OPENING) for name in HISTORY}
    lived = Site(root=tmp_path / "lived")
    shutil.copytree(town.root, lived.root)
    for site in (town, lived):
        (site.root / "shelf").mkdir()
    for name in HISTORY:
        put(lived, name)
        (lived.root / "shelf" / name).write_text(shelf[name], encoding="utf-8")
        at = instant_of(name, UTC)
        assert at is not None
        lived.build("--accept", now=at.isoformat())

    put(town, *HISTORY)
    for name, text in shelf.items():
        (town.root / "shelf" / name).write_text(text, encoding="utf-8")
    town.build("--accept", now=NOW)

    assert rows(lived) == rows(town)
    assert published(lived) == published(town)


def test_only_the_newest_snapshot_is_guarded_and_a_held_one_is_not_read_later(town: Site) -> None:
    put(town, *HISTORY)
    town.build(now=NOW)
    broken = town.root / "pages" / "2026-11-01.txt"
    broken.write_text(page(("A page of something else", "1 March 2020")), encoding="utf-8")

    held = town.build(now=NOW)
    again = town.build(now="2026-11-22T07:00:00Z")
    (town.root / "pages" / "2026-11-02.txt").write_text(HISTORY["2026-10-20T1200Z.txt"], encoding="utf-8")
    over = town.build(now="2026-11-22T08:00:00Z")

    assert (4, 4, 0) == (held.returncode, again.returncode, over.returncode)
    assert "held: Town hall: the listing has 1 entry, its last good reading had 4" in held.stderr
    assert "ok: Town hall: no longer held" in over.stderr
    assert "A page of something else" not in items(town)


def test_a_held_snapshot_can_be_accepted(town: Site) -> None:
    put(town, *HISTORY)
    town.build(now=NOW)
    (town.root / "pages" / "2026-11-01.txt").write_text(page(("Something else", "1 March 2020")), encoding="utf-8")
    town.build(now=NOW)

    done = town.build("--accept", "Town hall", now=NOW)

    assert 0 == done.returncode
    assert "Something else" in items(town)


def test_a_snapshot_that_cannot_be_read_costs_a_warning_and_not_the_others(town: Site) -> None:
    put(town, *HISTORY)
    (town.root / "pages" / "2026-10-13.txt").write_text("Service unavailable\n", encoding="utf-8")
    (town.root / "pages" / "notes.txt").write_text("no snapshot", encoding="utf-8")

    done = town.build(now=NOW)
    again = town.build(now=NOW)

    assert 0 == done.returncode
    assert "pages/2026-10-13.txt: no listing found" in done.stderr
    assert "pages/notes.txt: no date in the name; call a snapshot e.g. 2026-11-22T0600Z.txt" in done.stderr
    assert 4 == len(items(town))
    assert "" == again.stderr


def test_a_newest_snapshot_that_cannot_be_read_fails_the_source(town: Site) -> None:
    put(town, *HISTORY)
    (town.root / "pages" / "2026-10-30.txt").write_text("Service unavailable\n", encoding="utf-8")

    done = town.build(now=NOW)

    assert 1 == done.returncode
    assert "failed: Town hall: pages/2026-10-30.txt: no listing found" in done.stderr
    assert 4 == len(items(town))


def test_an_empty_folder_fails_its_source_and_says_how_a_snapshot_is_called(town: Site) -> None:
    done = town.build(now=NOW)

    assert 1 == done.returncode
    assert "pages: no snapshot lies in this folder; call one e.g. 2026-11-22T0600Z.txt" in done.stderr


@pytest.mark.parametrize(
    ("name", "instant"),
    [
        ("2026-10-12T0600Z.txt", "2026-10-12T06:00:00+00:00"),
        ("2026-10-12T06-00-30.txt", "2026-10-12T04:00:30+00:00"),
        ("listing-2026-10-12_0600.txt", "2026-10-12T04:00:00+00:00"),
        ("20261012060000.html", "2026-10-12T04:00:00+00:00"),
        ("2026/10/12.txt", "2026-10-12T21:59:59+00:00"),
        ("old/2025-01-01/2026-10-12.txt", "2026-10-12T21:59:59+00:00"),
    ],
)
def test_the_name_says_the_instant(name: str, instant: str) -> None:
    assert instant == str(instant_of(name, ZoneInfo("Europe/Berlin"))).replace(" ", "T")


@pytest.mark.parametrize("name", ["listing.txt", "2026-13-01.txt", "2026-02-30.txt", "page-12345.txt", "1.txt"])
def test_a_name_without_a_day_is_not_guessed(name: str) -> None:
    assert instant_of(name, UTC) is None


def test_hidden_files_and_files_of_days_to_come_are_not_read(tmp_path: Path) -> None:
    now = datetime(2026, 11, 22, 6, tzinfo=UTC)
    for name in (".2026-11-20.txt", "2026-11-22.txt", "2026-11-25.txt"):
        (tmp_path / name).write_text("x", encoding="utf-8")

    snapshots, problems = list_snapshots(".", tmp_path, UTC, now)

    assert [("./2026-11-22.txt", now)] == [(snapshot.name, snapshot.at) for snapshot in snapshots]
    assert ["./2026-11-25.txt: lies in the future and is not read yet"] == [problem.message for problem in problems]
    assert now - timedelta(days=1) < snapshots[0].at


def test_a_folder_of_nothing_but_other_files_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "readme").write_text("x", encoding="utf-8")

    with pytest.raises(SourceError, match="no snapshot lies in this folder"):
        list_snapshots(".", tmp_path, UTC, datetime(2026, 11, 22, tzinfo=UTC))


def test_a_forgotten_item_is_announced_anew_while_the_newest_snapshot_lists_it(town: Site) -> None:
    put(town, *HISTORY)
    town.build()

    town.run("ledger", "forget", "--yes", BRIDGE[0])
    gone = BRIDGE[0] in items(town)
    again = town.build(now="2026-11-22T07:00:00Z")

    assert not gone
    assert again.stderr.startswith("published 1 new item, ")
    assert set(items(town)) == set(HISTORY_SEEN)

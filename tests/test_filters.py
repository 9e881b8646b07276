"""`keep` and `drop`: what of a source is shown, without a word about who an item is."""

import json
from pathlib import Path

import pytest
from conftest import Site

from feedpub.filters import Filter, Wanted, Words
from feedpub.model import Printed

NOW = "2026-11-22T06:00:00Z"
LATER = "2026-11-22T07:00:00Z"
LAST = "2026-11-22T08:00:00Z"

LISTING = """\
1. Notice
   Opening hours at the library
   12 November 2025, Riverside
2. Events
   Market moves to the station
   3 November 2025
3. Notice
   Water meters are read
   27 October 2025
"""
STORY = Printed(
    title="Opening hours", summary="The “reading room” is open", kickers=("Notice", "Culture"), place="Riverside",
    sections=("November",), link="https://www.example.org/library/1", author="A. Clerk",
)  # fmt: skip


def make(town: Path, filters: str = "", listing: str = LISTING) -> Site:
    (town / "listing.txt").write_text(listing, encoding="utf-8")
    (town / "feedpub.toml").write_text(
        '[site]\nid = "5b0c9a52-6f0e-4c43-9a53-2a1c1e1d7f10"\ntitle = "Town news"\nauthor = "Town"\n'
        'base_url = "https://feeds.example.org/"\n'
        f'[[source]]\nname = "Town hall"\npath = "listing.txt"\n{filters}\n',
        encoding="utf-8",
    )
    return Site(root=town)


def shown(site: Site) -> dict[str, tuple[str, str]]:
    """Return guid and instant of what the combined feed shows, by title."""
    items = json.loads((site.output / "all.json").read_text())["items"]
    return {item["title"]: (item["id"], item["date_published"]) for item in items}


@pytest.mark.parametrize(
    ("keep", "drop", "through"),
    [
        ((), (), True),
        (("opening",), (), True),
        (("OPENING  hours",), (), True),
        (("open*",), (), True),
        (("opens",), (), False),
        (("pen",), (), False),
        (("'reading room'",), (), False),
        (('"reading room"',), (), True),
        (("culture",), (), True),
        (("riverside",), (), False),
        (Words(place=("riverside",)), (), True),
        (Words(title=("reading room",)), (), False),
        (Words(title=("nothing",), topic=("culture",)), (), True),
        (Words(section=("november",), author=("clerk",)), (), True),
        (Words(link=("library",)), (), True),
        ((), ("library",), True),
        ((), Words(link=("library",)), False),
        ((), ("notice",), False),
        (("opening",), ("notice",), False),
    ],
)
def test_a_story_is_kept_by_its_words_and_dropped_by_them(keep: Wanted, drop: Wanted, *, through: bool) -> None:
    assert through == Filter.of(keep, drop).lets_through(STORY)


def test_a_filter_and_back_gives_the_same_guids_and_instants(tmp_path: Path) -> None:
    make(tmp_path).build(now=NOW)
    before = shown(Site(root=tmp_path))

    filtered = make(tmp_path, 'drop = ["market"]').build(now=LATER)
    narrow = shown(Site(root=tmp_path))
    back = make(tmp_path).build(now=LAST)

    assert ["Opening hours at the library", "Water meters are read"] == list(narrow)
    assert narrow.items() <= before.items()
    assert before == shown(Site(root=tmp_path))
    assert (0, 0) == (filtered.returncode, back.returncode)
    assert "new item" not in filtered.stderr + back.stderr


def test_what_was_never_shown_has_the_guid_and_instant_it_would_have_had(tmp_path: Path) -> None:
    hidden, plain = tmp_path / "hidden", tmp_path / "plain"
    for folder in (hidden, plain):
        folder.mkdir()
    make(plain).build(now=NOW)

    first = make(hidden, 'keep = { topic = ["events"] }').build(now=NOW)
    only = shown(Site(root=hidden))
    make(hidden).build(now=LATER)

    assert first.stderr.startswith("published 1 new item, ")
    assert ["Market moves to the station"] == list(only)
    assert shown(Site(root=plain)) == shown(Site(root=hidden))


def test_the_plan_shows_what_a_filter_hides_and_shows(tmp_path: Path) -> None:
    make(tmp_path).build(now=NOW)
    filtered = make(tmp_path, 'keep = { title = ["library"] }')

    hiding = json.loads(filtered.run("plan", "--json", now=LATER).stdout)
    filtered.build(now=LATER)
    quiet = json.loads(filtered.run("plan", "--json", now=LAST).stdout)
    showing = json.loads(make(tmp_path).run("plan", "--json", now=LAST).stdout)

    def planned(plan: dict[str, list[dict[str, object]]]) -> list[tuple[object, object]]:
        return [(item["title"], item["actions"]) for item in plan["items"]]

    assert [("Water meters are read", ["hide"]), ("Market moves to the station", ["hide"])] == planned(hiding)
    assert [] == planned(quiet)
    assert [("Water meters are read", ["add"]), ("Market moves to the station", ["add"])] == planned(showing)


def test_a_build_says_how_many_items_a_filter_hides_and_lets_back(tmp_path: Path) -> None:
    make(tmp_path).build(now=NOW)

    hiding = make(tmp_path, 'keep = { title = ["library"] }').build(now=LATER)
    showing = make(tmp_path).build(now=LAST)

    assert hiding.stderr.startswith("published ")
    assert hiding.stderr.endswith(" files, 2 items hidden by `keep` or `drop`\n")
    assert showing.stderr.endswith(" files, 2 items no longer hidden\n")


def test_a_filter_that_lets_nothing_through_says_so_once_and_check_always(tmp_path: Path) -> None:
    site = make(tmp_path, 'keep = ["libary"]')
    said = "Town hall: `keep` let nothing of it be shown so far; put the words right"

    planned = site.run("plan", now=NOW)
    first, again = site.build(now=NOW), site.build("-v", now=NOW)
    site.config.write_text(site.config.read_text().replace("libary", "LIBARY"))
    quiet, checked = site.build(now=LATER), site.run("check")
    mended = make(tmp_path, 'keep = ["library"]').build("-v", now=LAST)

    assert all(f"warning: {said}" in done.stderr for done in (planned, first, again))
    assert (first.returncode, quiet.stderr, checked.returncode) == (0, "", 0)
    assert "Town hall: warning: `keep` let nothing" in checked.stdout
    assert "warning" not in mended.stderr


def test_an_edit_may_bring_an_item_in_or_out(tmp_path: Path) -> None:
    make(tmp_path, 'drop = { title = ["station"] }').build(now=NOW)

    make(tmp_path, 'drop = { title = ["station"] }', LISTING.replace("station", "old bridge")).build(now=LATER)
    brought_in = list(shown(Site(root=tmp_path)))
    make(tmp_path, 'drop = { title = ["station"] }').build(now=LAST)

    assert "Market moves to the old bridge" in brought_in
    assert ["Opening hours at the library", "Water meters are read"] == list(shown(Site(root=tmp_path)))


def test_a_story_that_another_source_shows_is_shown(tmp_path: Path) -> None:
    site = make(tmp_path, 'drop = ["market"]\n[[source]]\nname = "Station"\npath = "listing.txt"')

    site.build(now=NOW)

    assert "Market moves to the station" in shown(site)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('keep = [""]', "[[source]] 1.keep: holds an empty word"),
        ('drop = { title = ["*"] }', "[[source]] 1.drop.title: holds an empty word"),
        ('drop = { titel = ["x"] }', "[[source]] 1.drop: unknown key `titel`; did you mean `title`?"),
        ('keep = "labour"', "`source 1.keep`: "),
    ],
)
def test_a_filter_that_cannot_work_is_named(tmp_path: Path, line: str, said: str) -> None:
    done = make(tmp_path, line).build(now=NOW)

    assert done.returncode == 2
    assert said in done.stderr

"""`feedpub plan` shows every item that a build would touch, with the reason, and then that is what a build does."""

import json
import random
import re
import shutil
import sys
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import msgspec
import pytest
from conftest import NOW, Site
from terminal import run_in_terminal

from feedpub.cli.screen import differences, fit, isolate, width_of
from feedpub.config import load_config
from feedpub.ledger import open_ledger

NEXT_DAY = "2026-11-23T06:00:00Z"
FIRST, SECOND, THIRD = "News and articles 2019", "News and articles 2020", "Videos"
TITLE = "More than 500 billion dollars a year needed to ensure basic levels of social protection worldwide"
TYPO = ("000", "critical financing gaps", "large financing gaps")
WINGS = "Let them fly, don’t clip their wings !"
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


class Source(msgspec.Struct, forbid_unknown_fields=True):
    """A source as the JSON document has it."""

    name: str
    state: str
    reason: str | None
    since: str | None
    unchanged: int


class Item(msgspec.Struct, forbid_unknown_fields=True):
    """An item as the JSON document has it."""

    guid: str
    source: str
    actions: list[str]
    held: bool
    title: str
    title_before: str | None
    published: str
    published_before: str | None
    updated: str
    updated_before: str | None
    changed: list[str]
    reason: str
    topics_added: list[str]
    topics_removed: list[str]


class Plan(msgspec.Struct, forbid_unknown_fields=True):
    """The JSON document."""

    sources: list[Source]
    items: list[Item]
    topics_begun: list[dict[str, str | int]]
    topics_renamed: list[dict[str, str]]
    files: list[str]
    removed: list[str]
    exit_code: int


@pytest.fixture(scope="module")
def first_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder for what the first build makes."""
    return tmp_path_factory.mktemp("first")


@pytest.fixture
def built(site: Site, first_build: Path) -> Site:
    """Return a site as one build at NOW left it; to save time it is built once and copied."""
    if not (first_build / "output").exists():
        assert site.build().returncode == 0
        shutil.copy2(site.ledger, first_build)
        shutil.copytree(site.output, first_build / "output")
        return site
    shutil.copy2(first_build / site.ledger.name, site.ledger)
    shutil.copytree(first_build / "output", site.output)
    return site


def plan_of(site: Site, *args: str, now: str = NEXT_DAY) -> Plan:
    """Return the plan as machines read it; it must be one document of exactly these keys."""
    done = site.run("plan", "--json", *args, now=now)
    plan = msgspec.json.decode(done.stdout, type=Plan, strict=True)
    assert done.returncode == plan.exit_code, done.stderr
    return plan


def only(site: Site, *args: str) -> Item:
    """Return the one item of a plan."""
    (item,) = plan_of(site, *args).items
    return item


def lines_of(site: Site, *args: str, now: str = NEXT_DAY) -> list[str]:
    """Return the plan as a pipe has it."""
    return site.run("plan", *args, now=now).stdout.splitlines()


def look(site: Site, columns: int = 80, term: str = "xterm", no_color: str = "") -> list[str]:
    """Return the plan as a terminal shows it."""
    command = [sys.executable, "-m", "feedpub", "plan", "--now", NEXT_DAY]
    environment = {**site.environment, "TERM": term, "NO_COLOR": no_color}
    return run_in_terminal(command, site.root, environment, columns=columns)[1].splitlines()


def cut_to(site: Site, entries: int) -> None:
    """Leave the first listing its first entries only: it is held."""
    path = site.path("000")
    path.write_bytes(path.read_bytes().split(f"\n  {entries + 1}. ".encode())[0])


def put_on_top(site: Site, *titles: str) -> None:
    """Put new entries on top of the first listing."""
    first = "  1. Migration"
    entries = "".join(f"  1. Migration\n\n    {title}\n\n    20 November 2026,\n\n" for title in titles)
    site.edit("000", first, entries + first)


def add_rule(site: Site, label: str, *words: str) -> None:
    """Add a topic rule to the config."""
    with site.config.open("a", encoding="utf-8") as file:
        file.write(f"\n[[topic]]\nlabel = {json.dumps(label)}\nwords = {json.dumps(words)}\n")


# ── what happens to an item ───────────────────────────────────────────────────────────────────────────


def test_the_first_plan_adds_every_item_and_names_the_topics_that_begin(site: Site) -> None:
    plan = plan_of(site, now=NOW)

    site.build()
    assert {f"output/{file}" for file in plan.files} == site.snapshot().keys()
    assert [item.actions for item in plan.items] == [["add"]] * 40
    assert {item.reason for item in plan.items} == {"new"}
    assert len(plan.topics_begun) == 16
    assert {"label": "Child labour", "path": "topics/child-labour", "items": 8} in plan.topics_begun


def test_two_hundred_new_items_are_all_shown(site: Site) -> None:
    put_on_top(site, *(f"Story number {number} of the archive" for number in range(200)))

    lines = lines_of(site)

    assert sum(line.startswith("add\t") for line in lines) == 240
    assert sum("Story number " in line for line in look(site)) == 200
    assert lines[-1].startswith("240 new items; ")


def test_a_plan_is_silent_about_what_does_not_change_but_for_the_count(built: Site) -> None:
    assert lines_of(built) == ["40 items unchanged; 0 files would be written"]
    assert look(built) == ["40 items unchanged; 0 files would be written"]
    assert plan_of(built) == Plan(
        sources=[
            Source(name, "ok", None, None, unchanged) for name, unchanged in ((FIRST, 10), (SECOND, 10), (THIRD, 20))
        ],
        items=[],
        topics_begun=[],
        topics_renamed=[],
        files=[],
        removed=[],
        exit_code=0,
    )


def test_an_edited_summary_shows_the_words_that_differ(built: Site) -> None:
    built.edit(*TYPO)

    *body, last = lines_of(built)

    excerpt = "summary: … new ILO report highlights [-critical-]{+large+} financing gaps in social …"
    assert body == [f"edit\t2019-11-25\t{TITLE}\tsame day and title\t{FIRST}\t{excerpt}"]
    assert re.fullmatch(r"1 edited item, 39 items unchanged; \d+ files would be written", last)


def test_an_edited_summary_moves_updated_and_nothing_else(built: Site) -> None:
    built.edit(*TYPO)

    item = only(built)

    assert (item.actions, item.changed, item.held) == (["edit"], ["summary"], False)
    assert (item.updated, item.updated_before) == (NEXT_DAY, item.published)
    assert (item.title_before, item.published_before) == (None, None)
    assert (item.topics_added, item.topics_removed) == ([], [])


def test_a_renamed_item_shows_its_old_title_and_how_it_was_found(built: Site) -> None:
    built.edit("000", WINGS, "Let them fly, do not clip their wings!")

    item = only(built)

    assert (item.actions, item.changed) == (["rename"], ["title"])
    assert (item.title, item.title_before) == ("Let them fly, do not clip their wings!", WINGS)
    assert item.reason.startswith("retitled: ")
    assert f"was: {WINGS}" in lines_of(built)[0].split("\t")


def test_a_re_dated_item_shows_its_old_day(built: Site) -> None:
    built.edit("000", "26 November 2019,", "27 November 2019,")

    item = only(built)

    assert (item.actions, item.title) == (["re-date"], WINGS)
    assert (item.published_before or "")[:10] == "2019-11-26"
    assert item.published[:10] == "2019-11-27"
    assert item.changed == ["day", "date line"]
    assert lines_of(built)[0].split("\t")[5:] == ["dated: 2019-11-26 → 2019-11-27"]


def test_a_corrected_place_relabels_an_item_without_telling_readers(built: Site) -> None:
    built.edit("000", "Beijing, China", "Shanghai, China")

    item = only(built)

    assert (item.actions, item.changed) == (["relabel"], ["date line", "place"])
    assert item.updated_before is None
    assert lines_of(built)[0].split("\t")[5:] == ["place: Beijing, China → Shanghai, China"]


def test_a_new_kicker_relabels_an_item_and_moves_it_between_topics(built: Site) -> None:
    built.edit("000", "5. Press release", "5. News")

    item = only(built)

    assert (item.actions, item.changed) == (["relabel", "move"], ["kicker"])
    assert (item.topics_added, item.topics_removed) == (["News"], ["Press release"])
    assert lines_of(built)[0].split("\t")[5:] == ["kicker: Press release → News", "topics: + News − Press release"]


def test_an_item_that_is_renamed_edited_and_moved_is_one_entry(built: Site) -> None:
    built.edit("000", "Let them fly, don’t clip their wings !", "Let them fly, don’t clip the wings of skills !")
    built.edit("000", "latest musician from", "newest musician from")

    item = only(built)

    assert item.actions == ["rename", "edit", "move"]
    assert item.changed == ["title", "summary"]
    assert item.topics_added == ["Skills"]


def test_an_item_that_two_sources_list_is_shown_once(built: Site) -> None:
    entry = "  1. Skills\n\n    A story of both pages\n\n    20 November 2026,\n\n"
    built.edit("000", "  1. Migration", entry + "  1. Migration")
    path = built.path("002")
    path.write_text(re.sub(r"(?m)^  1\. ", entry + "  1. ", path.read_text(), count=1))

    item = only(built)

    assert (item.actions, item.source) == (["add"], FIRST)
    assert built.build(now=NEXT_DAY).stderr.startswith("published 1 new item, ")
    assert lines_of(built) == ["41 items unchanged; 0 files would be written"]


def test_an_item_that_came_and_changed_in_older_snapshots_is_added_once(built: Site) -> None:
    page = built.path("000").read_text(encoding="utf-8")
    built.path("000").unlink()
    folder = built.root / "pages"
    folder.mkdir()
    built.edit("feedpub.toml", "000_13a221a9c33e9288.txt", "pages")
    entry = "  1. Bread\n\n    A {} opens\n\n    20 November 2026,\n\n"
    for day, titles in (("20", ["bakery"]), ("21", ["bakery in town"]), ("22", ["bakery in town", "mill"])):
        entries = "".join(entry.format(title) for title in titles)
        (folder / f"2026-11-{day}.txt").write_text(page.replace("  1. ", entries + "  1. ", 1), encoding="utf-8")

    plan = plan_of(built)

    assert [(item.title, item.actions, item.reason) for item in plan.items] == [
        ("A bakery in town opens", ["add"], "new"),
        ("A mill opens", ["add"], "new"),
    ]
    assert plan.topics_begun == [{"label": "Bread", "path": "topics/bread", "items": 2}]


# ── topics ────────────────────────────────────────────────────────────────────────────────────────────


def test_a_new_rule_moves_items_though_no_listing_changed(built: Site) -> None:
    add_rule(built, "Wings", "wings", "logging")

    plan = plan_of(built)

    assert {item.title for item in plan.items} == {WINGS, "ILO and FAO join forces to keep logging safe"}
    assert all(item.actions == ["move"] and item.topics_added == ["Wings"] for item in plan.items)
    assert {item.reason for item in plan.items} == {"its topic begins"}
    assert plan.topics_begun == [{"label": "Wings", "path": "topics/wings", "items": 2}]


def test_a_rule_that_loses_a_word_moves_items_out_of_its_topic(built: Site) -> None:
    built.edit("feedpub.toml", '"vocational", "training*"]', '"vocational"]')

    item = only(built)

    assert (item.actions, item.topics_removed) == (["move"], ["Skills"])
    assert item.reason == "the topic rules changed"


def test_a_topic_that_begins_takes_an_older_item_along(site: Site) -> None:
    site.edit("000", "5. Press release", "5. Green jobs")
    site.build()
    site.edit("000", "6. News", "6. Green jobs")

    plan = plan_of(site)

    moves = {item.title: (item.actions, item.topics_added, item.topics_removed) for item in plan.items}
    assert moves[WINGS] == (["move"], ["Green jobs"], [])
    assert sorted(actions for actions, _, _ in moves.values()) == [["move"], ["relabel", "move"]]
    assert plan.topics_begun == [{"label": "Green jobs", "path": "topics/green-jobs", "items": 2}]


def test_a_renamed_topic_is_said_once_and_moves_no_item(built: Site) -> None:
    built.edit("feedpub.toml", 'label   = "Skills"\naliases = [', 'label   = "Skills and jobs"\naliases = ["Skills", ')

    plan = plan_of(built)

    assert plan.items == []
    assert plan.topics_renamed == [{"label": "Skills and jobs", "label_before": "Skills", "path": "topics/skills"}]
    assert "topic\t\tSkills and jobs\twas called “Skills”\t\ttopics/skills" in lines_of(built)


def test_an_item_that_scrolls_out_of_the_feeds_is_not_moved(site: Site) -> None:
    put_on_top(site, *(f"Story number {number}" for number in range(120)))
    site.build()
    put_on_top(site, "One story more")

    item = only(site)

    assert (item.title, item.actions, item.topics_added) == ("One story more", ["add"], ["Migration"])


def test_topics_of_items_that_no_feed_shows_are_told(site: Site) -> None:
    put_on_top(site, *(f"Story number {number}" for number in range(120)))
    assert {tuple(item.topics_added) for item in plan_of(site).items if "Story" in item.title} == {("Migration",)}
    site.build()
    hidden = re.search(r"(\d+)\. Migration\n\n    Story number 119\n", site.path("000").read_text(encoding="utf-8"))
    assert hidden is not None
    site.edit("000", hidden[0], hidden[0].replace("Migration", "Press release"))

    item = only(site)

    assert (item.title, item.actions) == ("Story number 119", ["relabel", "move"])
    assert (item.topics_added, item.topics_removed) == (["Press release"], ["Migration"])


def test_items_beyond_the_newest_ones_move_into_a_new_topic(site: Site) -> None:
    put_on_top(site, *(f"Story number {number}" for number in range(120)))
    site.build()
    add_rule(site, "Wings", "wings")

    item = only(site)

    assert (item.title, item.actions, item.topics_added) == (WINGS, ["move"], ["Wings"])


# ── held, failed, accepted ────────────────────────────────────────────────────────────────────────────


def hold(site: Site) -> None:
    """Make the first source one that is held, with a change in it."""
    cut_to(site, 4)
    site.edit("000", "is the choice of Viet Nam", "is the choice of Vietnam")


def test_what_a_held_source_would_change_is_shown_as_held(built: Site) -> None:
    hold(built)

    plan = plan_of(built)

    (item,) = plan.items
    assert (item.held, item.actions) == (True, ["hold", "rename"])
    assert (item.title_before, item.title) == (
        "Future of work is the choice of Viet Nam",
        "Future of work is the choice of Vietnam",
    )
    reason = plan.sources[0].reason or ""
    assert plan.sources[0] == Source(FIRST, "held", reason, NEXT_DAY, 3)
    assert reason.startswith("the listing has 4 entries")
    assert (plan.files, plan.exit_code) == (["status.json"], 4)


def test_a_held_source_says_why_and_how_to_accept_it(built: Site) -> None:
    hold(built)

    first, second, last = lines_of(built)

    assert first.startswith(f"held\t2026-11-23\t\tthe listing has 4 entries, its last good reading had 10\t{FIRST}\t")
    assert first.endswith(f"\tif the listing is right: feedpub build --accept '{FIRST}'")
    assert second.startswith("hold,rename\t2019-11-27\tFuture of work is the choice of Vietnam\t")
    assert last == "1 held item, 33 items unchanged; 1 file would be written"


def test_a_terminal_shows_a_command_to_copy_unbroken(built: Site) -> None:
    hold(built)

    shown = [ESCAPE.sub("", line) for line in look(built, columns=60)]

    assert any(line.endswith(f"feedpub build --accept '{FIRST}'") for line in shown)


def test_an_accepted_source_is_not_held(built: Site) -> None:
    hold(built)

    item = only(built, "--accept", FIRST)

    assert (item.held, item.actions) == (False, ["rename"])


def test_a_source_that_failed_is_named_with_the_reason(built: Site) -> None:
    built.path("004").unlink()

    plan = plan_of(built)

    assert (plan.items, plan.exit_code) == ([], 3)
    assert plan.sources[2].state == "failed"
    assert "there is no such file" in (plan.sources[2].reason or "")
    assert lines_of(built)[0].split("\t")[0] == "failed"


def test_what_rules_change_in_a_held_source_is_not_held(built: Site) -> None:
    hold(built)
    add_rule(built, "Wings", "wings")

    titles = {item.title: item.actions for item in plan_of(built).items}

    assert titles == {WINGS: ["move"], "Future of work is the choice of Vietnam": ["hold", "rename"]}


# ── what is published ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("damage", ["cut", "junk", "foreign", "gone", "all gone", "a folder"])
def test_a_damaged_output_does_not_break_the_plan(built: Site, damage: str) -> None:
    combined, topic = built.output / "all.json", built.output / "topics" / "skills.json"
    for path in (combined, topic):
        data = path.read_bytes()
        path.unlink()
        if damage == "a folder":
            path.mkdir()
        elif damage not in {"gone", "all gone"}:
            path.write_bytes({"cut": data[:300], "junk": b"\xff\0", "foreign": b'{"items": [{"id": 1}]}'}[damage])
    if damage == "all gone":
        shutil.rmtree(built.output)
    built.edit(*TYPO)

    done = built.run("plan", "--json", now=NEXT_DAY)

    if damage == "a folder":
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith(f"feedpub: {combined}: ")
    else:
        plan = msgspec.json.decode(done.stdout, type=Plan)
        assert [(item.title, item.actions) for item in plan.items] == [(TITLE, ["edit"])]
        assert {"all.json", "topics/skills.json"} <= set(plan.files)
        assert plan.topics_begun == []


def test_what_a_broken_off_build_left_unpublished_is_shown(built: Site) -> None:
    shutil.copytree(built.output, built.root / "old")
    built.edit(*TYPO)
    put_on_top(built, "One story more")
    built.build(now=NEXT_DAY)
    shutil.rmtree(built.output)
    (built.root / "old").rename(built.output)

    plan = plan_of(built, now="2026-11-24T06:00:00Z")

    assert [(item.title, item.actions, item.updated) for item in plan.items] == [
        (TITLE, ["edit"], NEXT_DAY),
        ("One story more", ["add"], "2026-11-20T10:00:00Z"),
    ]
    assert {item.reason for item in plan.items} == {
        "the ledger differs from what is published",
        "in the ledger, but not published",
    }


def test_a_withdrawn_item_is_not_shown(built: Site) -> None:
    config = load_config(built.config)
    guid = next(item["id"] for item in items_of(built).values() if item["title"] == TITLE)
    with open_ledger(config.site.ledger, config.site.id) as ledger, ledger.transaction():
        ledger.withdraw(cast("str", guid))
    built.edit(*TYPO)

    plan = plan_of(built)

    assert plan.items == []
    assert sum(source.unchanged for source in plan.sources) == 39
    assert plan.files


def test_a_file_that_nothing_explains_is_named(built: Site) -> None:
    (built.output / "all.json").write_bytes((built.output / "all.json").read_bytes() + b"\n")

    assert lines_of(built) == ["40 items unchanged; 1 file would be written: all.json"]


# ── a plan is what a build does ───────────────────────────────────────────────────────────────────────


def items_of(site: Site) -> dict[str, dict[str, object]]:
    """Return every published item by guid."""
    return {item["id"]: item for item in json.loads((site.output / "all.json").read_bytes())["items"]}


def topics_of(site: Site) -> dict[str, set[str]]:
    """Return the labels of the topic feeds that hold each item: guid → labels."""
    found: dict[str, set[str]] = {}
    for path in sorted((site.output / "topics").glob("*.json")):
        feed = json.loads(path.read_bytes())
        for item in feed["items"]:
            found.setdefault(item["id"], set()).add(feed["_feedpub"]["label"])
    return found


@dataclass(frozen=True, slots=True)
class Editor:
    """Somebody who edits listings and config at random."""

    site: Site
    chance: random.Random

    def edit(self) -> None:
        """Make some edits of different kinds."""
        kinds: list[Callable[[], None]] = [self._words, self._place, self._day, self._kicker, self._top, self._end]
        kinds += [self._words, self._half, self._rule, self._unrule]
        for kind in self.chance.sample(kinds, k=self.chance.randint(1, 5)):
            kind()

    def _change(self, change: Callable[[str], str]) -> None:
        path = self.site.path(self.chance.choice(["000", "002", "004"]))
        path.write_bytes(change(path.read_bytes().decode()).encode())

    def _replace(self, pattern: str, replacement: Callable[[re.Match[str]], str]) -> None:
        """Replace one of the places in some listing that match."""

        def change(text: str) -> str:
            places = list(re.finditer(pattern, text, re.MULTILINE))
            if not places:
                return text
            place = self.chance.choice(places)
            return text[: place.start()] + replacement(place) + text[place.end() :]

        self._change(change)

    def _words(self) -> None:
        word = self.chance.choice(["indeed", "skills", "women", "COVID-19", "労働", "عمل"])
        self._replace(r"(?<=[a-z]) (?=[a-z]{4,})", lambda _: f" {word} ")

    def _place(self) -> None:
        self._replace(r"(?<=\d{4},).*$", lambda _: self.chance.choice(["", " Geneva", " Manila, Philippines"]))

    def _day(self) -> None:
        self._replace(r"^( +)(\d\d?)(?= \w+ \d{4})", lambda found: f"{found[1]}{self.chance.randint(1, 28)}")

    def _kicker(self) -> None:
        self._replace(
            r"(?<=^  \d\. ).*$", lambda _: self.chance.choice(["News", "Migration", "Press release", "Bread"])
        )

    def _top(self) -> None:
        number, kicker = self.chance.randint(1, 10**6), self.chance.choice(["News", "Bread", "Skills"])
        entry = f"  1. {kicker}\n\n    A fresh story {number}\n\n    20 November 2026, Geneva\n\n  1. "
        self._change(lambda text: re.sub(r"(?m)^  1\. ", lambda _: entry, text, count=1))

    def _end(self) -> None:
        self._change(lambda text: text[: text.rindex("\n\n    ", 0, text.rindex("\n\n    "))] if text else text)

    def _half(self) -> None:
        self._change(lambda text: text[: len(text) // 3])

    def _rule(self) -> None:
        add_rule(self.site, f"Rule {self.chance.randint(1, 10**6)}", self.chance.choice(["work*", "music", "ILO"]))

    def _unrule(self) -> None:
        text = self.site.config.read_text(encoding="utf-8")
        words = self.chance.choice(re.findall(r"^words *= (\[.*\])$", text, re.MULTILINE))
        self.site.config.write_text(text.replace(words, '["nothing of the kind"]', 1), encoding="utf-8")


@pytest.mark.parametrize("seed", range(8))
def test_a_build_does_what_the_plan_says_and_nothing_else(built: Site, seed: int) -> None:
    Editor(built, random.Random(seed)).edit()  # noqa: S311
    items, topics, files = items_of(built), topics_of(built), built.snapshot()
    everything = built.snapshot(".")

    plan = plan_of(built)

    assert built.snapshot(".") == everything
    done = built.build(now=NEXT_DAY)
    after, topics_after, files_after = items_of(built), topics_of(built), built.snapshot()
    applied = {item.guid: item for item in plan.items if not item.held}
    assert len(applied) == sum(not item.held for item in plan.items)
    assert done.returncode == plan.exit_code
    assert {f"output/{path}" for path in plan.files} == {p for p in files_after if files_after[p] != files.get(p)}
    assert {guid for guid, item in applied.items() if "add" in item.actions} == after.keys() - items.keys()
    known = items.keys() & after.keys()
    touched = {g for g in known if after[g] != items[g] or topics_after.get(g) != topics.get(g)}
    assert {guid for guid, item in applied.items() if "add" not in item.actions} == touched
    assert told(plan, "title") == differing("title", items, after)
    assert told(plan, "published") == differing("date_published", items, after)
    assert told(plan, "updated") == differing("date_modified", items, after)
    for guid, item in applied.items():
        assert (item.title, item.updated) == (after[guid]["title"], after[guid]["date_modified"])
        gained = topics_after.get(guid, set()) - topics.get(guid, set())
        lost = topics.get(guid, set()) - topics_after.get(guid, set())
        assert (set(item.topics_added), set(item.topics_removed)) == (gained, lost)


def told(plan: Plan, key: str) -> dict[str, tuple[object, object]]:
    """Return what a plan says of a field before and after, by guid."""
    rows = {item.guid: (getattr(item, f"{key}_before"), getattr(item, key)) for item in plan.items if not item.held}
    return {guid: values for guid, values in rows.items() if values[0] is not None}


def differing(
    key: str, before: Mapping[str, Mapping[str, object]], after: Mapping[str, Mapping[str, object]]
) -> dict[str, tuple[object, object]]:
    """Return what was published of a field before and after, by guid."""
    both = {guid: (before[guid][key], after[guid][key]) for guid in before.keys() & after.keys()}
    return {guid: values for guid, values in both.items() if values[0] != values[1]}


@pytest.mark.parametrize("args", [(), ("--json",)])
def test_a_plan_changes_no_byte_anywhere(built: Site, args: tuple[str, ...]) -> None:
    hold(built)
    built.edit("002", "Surviving", "Outliving")
    built.edit("004", "11 March 2021", "12 March 2021")
    add_rule(built, "Wings", "wings")
    before = built.snapshot(".")

    built.run("plan", *args, now=NEXT_DAY)

    assert built.snapshot(".") == before


@pytest.mark.parametrize("args", [(), ("--json",)])
def test_a_dry_run_is_the_plan(built: Site, args: tuple[str, ...]) -> None:
    built.edit(*TYPO)

    dry = built.build("--dry-run", *args, now=NEXT_DAY)

    planned = built.run("plan", *args, now=NEXT_DAY)
    assert (dry.returncode, dry.stdout, dry.stderr) == (planned.returncode, planned.stdout, planned.stderr)


def test_a_build_prints_no_json(built: Site) -> None:
    before = built.snapshot(".")

    done = built.build("--json")

    assert (done.returncode, done.stdout) == (2, "")
    assert "--dry-run" in done.stderr
    assert built.snapshot(".") == before


# ── how it looks ──────────────────────────────────────────────────────────────────────────────────────


def edit_all(site: Site) -> None:
    """Make changes of every kind, with titles of every width."""
    put_on_top(site, "東京で開催された労働者の権利に関する国際会議で新しい報告書が発表され多くの参加者が議論しました")
    put_on_top(site, "منظمة العمل الدولية تطلق تقريرا جديدا عن العمل اللائق في المنطقة العربية وتدعو إلى المزيد")
    site.edit(*TYPO)
    site.edit("000", "5. Press release", "5. News")
    site.edit("000", "27 November 2019,", "26 November 2019, Hanoi")
    site.edit("004", "remove the barriers women face", "take away all of the barriers that women face")
    path = site.path("002")
    path.write_bytes(path.read_bytes().split(b"\n  3. ")[0].replace(b"Surviving", b"Outliving"))
    add_rule(site, "Forests", "logging")


def in_order(shown: str) -> str:
    """Take away what a terminal does not print."""
    return "".join(c for c in ESCAPE.sub("", shown) if unicodedata.category(c) != "Cf")


@pytest.mark.parametrize("columns", [60, 80, 132])
def test_a_terminal_shows_aligned_columns_that_fit(built: Site, columns: int) -> None:
    edit_all(built)

    lines = [in_order(line) for line in look(built, columns=columns)]

    items = [line for line in lines if re.match(r"  \S.* \d{4}-\d\d-\d\d  ", line)]
    assert len(items) >= 7
    assert len({width_of(re.match(r"  \S.* (?=\d{4}-\d\d-\d\d  )", line)[0]) for line in items}) == 1  # type: ignore[index]
    (start,) = {match.end() for line in items if (match := re.search(r"\d{4}-\d\d-\d\d  ", line))}
    details = [line for line in lines if re.match(r"  .{8,} +(was|title|summary|topics|because|place|kicker)  ", line)]
    assert details
    assert {line[start - 2 : start] for line in details} == {"  "}
    assert all(line[start] != " " for line in details)
    commands = [line for line in lines if "feedpub build --accept" in line]
    assert max(width_of(line) for line in lines[:-1] if line not in commands) <= columns


def test_a_terminal_shows_colours_and_a_pipe_no_escape_codes(built: Site) -> None:
    edit_all(built)

    shown, piped = "\n".join(look(built)), "\n".join(lines_of(built))

    assert "\x1b[32madd\x1b[0m" in shown
    assert "\x1b" not in piped
    assert "\u2068" not in piped


@pytest.mark.parametrize(("term", "no_color"), [("xterm", "1"), ("dumb", "")])
def test_colours_can_be_switched_off(built: Site, term: str, no_color: str) -> None:
    edit_all(built)

    plain = look(built, term=term, no_color=no_color)

    assert "\x1b" not in "".join(plain)
    assert plain == [ESCAPE.sub("", line) for line in look(built)]


def test_a_right_to_left_title_is_kept_apart_from_its_line(built: Site) -> None:
    edit_all(built)

    (line,) = [ESCAPE.sub("", line) for line in look(built) if "العمل" in line]

    assert re.fullmatch(r"  add +2026-11-20  \u2068[^\u2066-\u2069]+\u2069", line)


def test_a_pipe_has_a_line_an_item_with_whole_titles_in_columns(built: Site) -> None:
    edit_all(built)

    *lines, last = lines_of(built)

    rows = [line.split("\t") for line in lines]
    plan = plan_of(built)
    assert [row[2] for row in rows if row[0] not in {"held", "topic"}] == [item.title for item in plan.items]
    assert {row[0] for row in rows} >= {"add", "edit", "re-date", "rename", "relabel,move", "held", "move", "topic"}
    assert all(len(row) >= 5 for row in rows)
    assert last.endswith("files would be written")


def test_a_source_is_named_above_its_items_and_only_if_it_has_any(built: Site) -> None:
    built.edit(*TYPO)

    lines = [ESCAPE.sub("", line) for line in look(built)]

    assert lines[0] == FIRST
    assert lines[1].startswith("  edit  2019-11-25  More than 500 billion dollars")
    assert not {SECOND, THIRD} & set(lines)
    assert lines[-2] == ""
    assert lines[-1].startswith("1 edited item, 39 items unchanged; ")


def test_warnings_go_to_standard_error(site: Site) -> None:
    site.edit("000", "29 November 2019,", "")

    done = site.run("plan", "--json", now=NOW)

    assert "warning: " in done.stderr
    assert len(msgspec.json.decode(done.stdout, type=Plan).items) == 40


# ── what fits a terminal ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "width"),
    [("", 0), ("plain", 5), ("労働", 4), ("e\u0301te\u0301", 3), ("עבודה", 5), ("ｆｕｌｌ", 8), ("\u2068a\u2069", 1)],
)
def test_text_is_as_wide_as_a_terminal_shows_it(text: str, width: int) -> None:
    assert width_of(text) == width


@pytest.mark.parametrize(
    ("text", "room", "shown"),
    [
        ("short", 5, "short"),
        ("cut between the words", 15, "cut between…"),
        ("uncuttable", 5, "uncu…"),
        ("労働者の権利", 12, "労働者の権利"),
        ("労働者の権利", 9, "労働者の…"),
        ("A 労働者の権利に関する会議", 12, "A 労働者の…"),
    ],
)
def test_what_is_too_wide_is_cut_to_fit(text: str, room: int, shown: str) -> None:
    assert fit(text, room) == shown
    assert width_of(fit(text, room)) <= room


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("the old house", "the new house", "the [-old-]{+new+} house"),
        ("one two", "one and two", "one {+and+} two"),
        ("one and two", "one two", "one [-and-] two"),
        ("", "all of it", "{+all of it+}"),
        ("all of it", "", "[-all of it-]"),
        ("the end", "the end.", "the end{+.+}"),
        ("新しい報告書", "古い報告書", "[-新し-]{+古+}い報告書"),
        ("a b c d e f g X h i j k l m", "a b c d e f g Y h i j k l m", "… d e f g [-X-]{+Y+} h i j k …"),
    ],
)
def test_the_words_that_differ_are_marked(before: str, after: str, shown: str) -> None:
    assert "".join(text for text, _ in differences(before, after, 80)) == shown


def test_a_text_that_was_written_anew_is_shown_by_its_beginning_at_once() -> None:
    before, after = "all of it is old " * 20_000, "and now everything reads otherwise " * 20_000

    shown = "".join(text for text, _ in differences(before, after, 60))

    assert width_of(shown) <= 61
    assert shown.startswith("[-all of")


def test_marks_in_a_title_that_turn_text_round_are_left_out() -> None:
    assert isolate("evil \u202etxt.exe") == "evil txt.exe"

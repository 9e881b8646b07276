"""The archive is complete, its closed pages never change, and what is published follows from the ledger alone."""

import errno
import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import IO, cast

import pytest
from feedrules import atom_faults, rss_faults
from gathering import gather
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from feedpub import pipeline
from feedpub.config import Config, load_config
from feedpub.edition import Edition
from feedpub.generator import generate
from feedpub.identity import digest_of
from feedpub.ledger import Ledger, open_ledger
from feedpub.ledger.export import dump
from feedpub.ledger.transfer import import_ledger
from feedpub.model import Enclosure, FeedItem, Printed
from feedpub.restore import read_feeds
from feedpub.topics import Filer, closing

BASE = "https://feeds.example.org/"
START = datetime(2026, 11, 22, 6, tzinfo=UTC)
ATOM = {"a": "http://www.w3.org/2005/Atom", "fh": "http://purl.org/syndication/history/1.0"}
CONFIG = """
[site]
id       = "5b0c9a52-6f0e-4c43-9a53-2a1c1e1d7f10"
title    = "Town news"
base_url = "https://feeds.example.org/"
author   = "Town council"
[[source]]
name = "Town hall"
path = "listing.txt"
page = "https://www.example.org/news"
guard = { entries = 0, new = 1, field = 0, future = 1 }
"""
KICKERS = ("Skills", "Women", "News", "Health: Youth", "Health")


@dataclass
class Story:
    number: int
    kicker: str = "Skills"
    title: str = ""
    summary: str = ""
    day: date = date(2020, 1, 1)

    def __str__(self) -> str:
        title = self.title or f"Story number {self.number} of the town"
        summary = self.summary or f"What happened in story {self.number}, at length."
        return f"1. {self.kicker}\n   {title}\n   {self.day:%d %B %Y}\n   {summary}\n"


def story(number: int) -> Story:
    return Story(number, kicker=KICKERS[number % len(KICKERS)], day=date(2000, 1, 1) + timedelta(days=number))


@dataclass
class Town:
    """A site whose listing is written anew for every build, an hour after the one before."""

    root: Path
    now: datetime = START
    rules: str = ""
    stories: list[Story] = field(default_factory=list)

    @property
    def config(self) -> Config:
        (self.root / "feedpub.toml").write_text(CONFIG + self.rules, encoding="utf-8")
        return load_config(self.root / "feedpub.toml")

    @property
    def output(self) -> Path:
        return self.root / "output"

    def build(self, *stories: Story) -> list[str]:
        """Build a listing of these stories, the oldest first, or of all."""
        listed = stories or self.stories
        (self.root / "listing.txt").write_text("".join(map(str, reversed(listed))) or "Nothing", encoding="utf-8")
        self.now += timedelta(hours=1)
        return list(pipeline.build(self.config, now=self.now).written)

    def correct(self, action: str, title: str) -> None:
        def change(ledger: Ledger) -> None:
            rows = ledger.db.execute("SELECT guid FROM item WHERE instr(printed, ?) ORDER BY guid", (title,))
            for (guid,) in rows.fetchall():
                getattr(ledger, action)(guid)

        pipeline.correct(self.config, change)

    def files(self, under: str = "") -> dict[str, bytes]:
        found = (path for path in sorted(self.output.rglob("*")) if path.is_file())
        return {
            name: path.read_bytes()
            for path in found
            if (name := path.relative_to(self.output).as_posix()).startswith(under)
        }


@pytest.fixture
def town(tmp_path: Path) -> Town:
    return Town(tmp_path)


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(closing, "FULL", 6)
    monkeypatch.setattr(closing, "PAGE", 3)


# ── a reader that follows the archives ────────────────────────────────────────────────────────────────


def pages_of(output: Path, feed: str = "all", suffix: str = ".atom.xml") -> Iterator[tuple[str, etree._Element]]:
    """Yield the subscription document and the pages it leads to, the newest first."""
    path: str | None = feed + suffix
    while path is not None:
        root = etree.fromstring((output / path).read_bytes())
        yield path, root
        links = {link.get("rel"): link.get("href", "") for link in root.iter("{http://www.w3.org/2005/Atom}link")}
        assert links["self"] == BASE + path
        path = links["prev-archive"].removeprefix(BASE) if "prev-archive" in links else None


def collected(output: Path, feed: str = "all") -> dict[str, tuple[str, str]]:
    """Return what a reader knows that follows the archives: guid → the latest `updated`, and the title then."""
    found: dict[str, tuple[str, str]] = {}
    for _, root in pages_of(output, feed):
        for entry in root.iterfind("a:entry", ATOM):
            said = (entry.findtext("a:updated", "", ATOM), entry.findtext("a:title", "", ATOM))
            guid = entry.findtext("a:id", "", ATOM)
            found[guid] = max(found.get(guid, said), said)
    return found


def titles_of(root: etree._Element) -> list[str]:
    return [entry.findtext("a:title", "", ATOM) for entry in root.iterfind("a:entry", ATOM)]


def test_a_reader_that_follows_the_archives_collects_every_item_ever_seen(town: Town) -> None:
    for start in range(0, 520, 40):
        town.build(*map(story, range(start, start + 60)))

    titles = {title for _, title in collected(town.output).values()}

    assert {f"Story number {number} of the town" for number in range(540)} == titles
    health = {f"Story number {n} of the town" for n in range(540) if n % 5 in {3, 4}}
    assert health == {title for _, title in collected(town.output, "topics/health").values()}


@pytest.mark.parametrize(("items", "shown", "pages"), [(99, 99, 0), (100, 50, 1), (149, 99, 1), (150, 50, 2)])
def test_a_subscription_document_holds_50_to_99_arrivals(town: Town, items: int, shown: int, pages: int) -> None:
    town.build(*map(story, range(items)))

    subscription, *closed = [root for _, root in pages_of(town.output)]

    assert (shown, [50] * pages) == (len(titles_of(subscription)), [len(titles_of(root)) for root in closed])


def test_closed_pages_are_marked_linked_and_valid(town: Town) -> None:
    town.build(*map(story, range(260)))

    for suffix in (".atom.xml", ".rss.xml"):
        (_, _), *closed, (oldest, last) = pages_of(town.output, suffix=suffix)
        assert [f"archive/1/all/{n}{suffix}" for n in (4, 3, 2)] == [path for path, _ in closed]
        assert oldest == f"archive/1/all/1{suffix}"
        for root in (*(root for _, root in closed), last):
            links = {link.get("rel"): link.get("href") for link in root.iter("{http://www.w3.org/2005/Atom}link")}
            assert links["current"] == f"{BASE}all{suffix}"
            assert "next-archive" not in links
            # A page that leads to no other is taken for an incomplete archive by the W3C validator.
            assert (root.find(".//fh:archive", ATOM) is None) == (root is last)
    archives = town.files("archive")
    assert [] == [
        fault
        for path, data in archives.items()
        if path.endswith(".atom.xml")
        for fault in atom_faults(data, BASE + path)
    ]
    assert [] == [
        fault for path, data in archives.items() if path.endswith(".rss.xml") for fault in rss_faults(data, BASE + path)
    ]


# ── what does not change a page ───────────────────────────────────────────────────────────────────────


def test_one_run_with_many_entries_and_many_runs_with_one_give_the_same_files(tmp_path: Path) -> None:
    once, often = Town(tmp_path / "once"), Town(tmp_path / "often")
    for town in (once, often):
        town.root.mkdir()
    stories = [story(number) for number in range(110)]

    for end in range(1, len(stories) + 1):
        often.build(*stories[max(0, end - 10) : end])
    once.build(*stories)

    assert once.files() == often.files()


def test_what_listings_bring_changes_no_closed_page(town: Town) -> None:
    stories = [story(number) for number in range(160)]
    town.build(*stories)
    before = town.files("archive")
    pages = {path: data for path, data in before.items() if path.endswith(".xml")}

    stories[3] = replace(stories[3], summary="It was quite different.")
    stories[4] = replace(stories[4], kicker="Women")
    town.build(*stories, replace(story(500), day=date(1999, 1, 1)))

    after = town.files("archive")
    assert pages == {path: after[path] for path in pages}
    assert {path for path in after if path.endswith(".xml")} == set(pages)


def test_an_old_dated_entry_found_late_is_shown_in_the_subscription_document(town: Town) -> None:
    town.build(*map(story, range(160)))

    town.build(*map(story, range(120, 160)), replace(story(500), day=date(1999, 1, 1)))

    (_, subscription), *_ = pages_of(town.output)
    assert titles_of(subscription)[-1] == "Story number 500 of the town"


def test_a_correction_of_a_closed_entry_stands_on_the_page_that_closes_next_and_nowhere_before(town: Town) -> None:
    stories = [story(number) for number in range(140)]
    town.build(*stories)
    town.build(replace(stories[3], title="Story number 3 of the town, corrected"), *stories[4:])
    between = [titles_of(root) for _, root in pages_of(town.output)]

    town.build(*stories[100:], *map(story, range(140, 155)))

    after = [titles_of(root) for _, root in pages_of(town.output)]
    assert not any("corrected" in title for page in between for title in page)
    assert [["Story number 3 of the town, corrected"]] == [[t for t in page if "corrected" in t] for page in after[1:2]]
    assert between[-1] == after[-1]
    assert any("corrected" in title for _, title in collected(town.output).values())


def test_many_corrections_close_a_page_of_their_own(town: Town) -> None:
    stories = [story(number) for number in range(150)]
    town.build(*stories)

    town.build(*[replace(s, summary=f"Rewritten {s.number}, and longer.") for s in stories])

    _, newest, *_ = [root for _, root in pages_of(town.output)]
    assert len(titles_of(newest)) == 50
    assert all("Rewritten" in (e.findtext("a:content", "", ATOM)) for e in newest.iterfind("a:entry", ATOM))
    assert len(collected(town.output)) == 150


# ── new generations ───────────────────────────────────────────────────────────────────────────────────


def test_withdrawing_gives_the_pages_from_there_on_new_addresses_and_leaves_the_old_ones(town: Town) -> None:
    town.build(*map(story, range(210)))
    before = town.files("archive")

    town.correct("withdraw", "Story number 70 ")

    paths = [path for path, _ in pages_of(town.output)]
    assert ["all.atom.xml", *(f"archive/{g}/all/{n}.atom.xml" for g, n in ((2, 3), (2, 2), (1, 1)))] == paths
    assert "Story number 70 of the town" not in {title for _, title in collected(town.output).values()}
    assert len(collected(town.output)) == 209
    assert before == {path: data for path, data in town.files("archive").items() if path in before}


def test_an_item_that_is_published_again_stands_on_the_next_page(town: Town) -> None:
    town.build(*map(story, range(160)))
    town.correct("withdraw", "Story number 7 ")

    town.correct("readmit", "Story number 7 ")
    town.build(*map(story, range(150, 205)))

    assert len(collected(town.output)) == 205


@pytest.mark.parametrize(
    "change",
    [("Town news", "City news"), ("/news", "/latest"), ('author   = "Town', 'language = "de"\nauthor = "City')],
)
def test_another_config_gives_all_pages_new_addresses(
    town: Town, monkeypatch: pytest.MonkeyPatch, change: tuple[str, str]
) -> None:
    town.build(*map(story, range(160)))
    before = town.files("archive")

    monkeypatch.setitem(globals(), "CONFIG", CONFIG.replace(*change))
    town.build(*map(story, range(160)))

    paths = [path for path, _ in pages_of(town.output)]
    assert ["all.atom.xml", "archive/2/all/2.atom.xml", "archive/2/all/1.atom.xml"] == paths
    assert before == {path: data for path, data in town.files("archive").items() if path in before}
    assert len(collected(town.output)) == 160


def test_another_source_leaves_all_pages_where_they_are(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    town.build(*map(story, range(160)))
    before = town.files("archive")
    (town.root / "other.txt").write_text("".join(map(str, (Story(900), Story(901)))), encoding="utf-8")

    monkeypatch.setitem(globals(), "CONFIG", CONFIG + '[[source]]\nname = "Other"\npath = "other.txt"\n')
    town.build(*map(story, range(160)))

    assert before == town.files("archive")
    assert len(collected(town.output)) == 162


# ── the ledger is enough, and so is the output ────────────────────────────────────────────────────────


def edited_town(town: Town) -> Town:
    """Bring a site through a life: arrivals, edits, another kicker, withdrawals, an undated story."""
    stories = [story(number) for number in range(230)]
    town.build(*stories[:160])
    stories[3] = replace(stories[3], summary="Two\n\n   paragraphs <b>now</b> & more.")
    stories[70] = replace(stories[70], title="Story number 70 of the town, retold")
    stories[20] = replace(stories[20], kicker="Women")
    town.build(*stories[:190])
    town.correct("withdraw", "Story number 60 ")
    town.build(*stories)
    stories[5] = replace(stories[5], summary="Changed again, after the pages closed.")
    town.build(*stories)
    return town


def test_a_lost_ledger_is_rebuilt_with_every_closed_page(town: Town) -> None:
    edited_town(town)
    before = town.files()

    (town.root / "feedpub.db").unlink()
    town.build(*[])

    assert before == {**town.files(), "status.json": before["status.json"]}


def test_after_a_rebuild_pages_go_on_closing_as_if_nothing_had_been_lost(tmp_path: Path) -> None:
    whole = Town(tmp_path / "whole")
    whole.root.mkdir()
    edited_town(whole)
    shutil.copytree(whole.root, tmp_path / "lost")
    lost = Town(tmp_path / "lost", now=whole.now)
    (lost.root / "feedpub.db").unlink()

    for town in (whole, lost):
        town.build(*map(story, range(200, 300)))

    assert whole.files("archive") == lost.files("archive")


def test_a_damaged_page_does_not_come_back_and_gets_another_address(town: Town) -> None:
    town.build(*map(story, range(160)))
    page = town.output / "archive/1/all/1.atom.xml"
    page.write_bytes(page.read_bytes().replace(b"Story number 7 ", b"Story number 8 "))

    (town.root / "feedpub.db").unlink()
    town.build(*map(story, range(160)))

    paths = [path for path, _ in pages_of(town.output)]
    assert ["all.atom.xml", "archive/2/all/2.atom.xml", "archive/2/all/1.atom.xml"] == paths
    assert len(collected(town.output)) == 160


def test_a_new_output_folder_is_filled_with_every_closed_page(town: Town) -> None:
    edited_town(town)
    before = town.files()

    shutil.rmtree(town.output)
    written = town.build()

    assert town.stories == []
    linked = {path for feed in ("all", "topics/skills") for path, _ in pages_of(town.output, feed)}
    assert linked <= set(written)
    assert town.files() == {path: before[path] for path in town.files()} | {"status.json": town.files()["status.json"]}


def test_an_export_carries_the_closed_pages(town: Town) -> None:
    edited_town(town)
    config = town.config
    with open_ledger(config.site.ledger, config.site.id, rehearsal=True) as ledger:
        lines = list(dump(ledger))
    before = town.files()

    config.site.ledger.unlink()
    import_ledger(config.site.ledger, config.site.id, lines, "export", aside=None)
    pipeline.correct(town.config, lambda _: None)

    with open_ledger(config.site.ledger, config.site.id, rehearsal=True) as ledger:
        assert lines == list(dump(ledger))
    assert before == town.files()


def test_a_feed_says_everything_that_was_printed_of_an_item(town: Town) -> None:
    printed = Printed(
        title="A <b>story</b>",
        summary="One.\n\nTwo.",
        link="https://www.example.org/one",
        dateline="1 January 2020, Lima,",
        place="Lima",
        credit="© A. Person",
        image="https://www.example.org/one.jpg",
        author="B. Person",
        content="<p>One.</p><p><b>Two.</b></p>",
        excerpt="In short.",
        enclosures=(Enclosure(url="https://www.example.org/one.mp3", type="audio/mpeg", length=7),),
        kickers=("Skills", "Women"),
        sections=("News",),
        day=date(2020, 1, 1),
        end=date(2020, 1, 2),
        instant=datetime(2020, 1, 1, 12, tzinfo=UTC),
    )
    said = set(Printed.__struct_fields__) - {"stood"}  # that is no part of an item
    assert all(getattr(printed, name) for name in said)
    item = FeedItem(
        guid="urn:example:1",
        aliases=("day:2020-01-01 a story",),
        source="Town hall",
        printed=printed,
        digest=digest_of(printed),
        published=START,
        updated=START,
        basis="seen",
    )
    config = town.config
    (feed,) = gather([item], replace(config, site=replace(config.site, min_items=9)))
    town.output.mkdir()
    for file in generate(feed, config.site):
        (town.output / file.path).write_bytes(file.data)

    (again,) = read_feeds(town.output, str(config.site.id))

    assert printed == again.entries[0].item.printed


# ── incremental is the same as whole ──────────────────────────────────────────────────────────────────


def expected_files(town: Town, *, afresh: bool) -> dict[str, bytes]:
    """Return every file as the ledger has it, nothing taken as done; `afresh` files all items once more before."""
    config = town.config
    with open_ledger(config.site.ledger, config.site.id, rehearsal=True) as ledger, ledger.transaction():
        waiting = ledger.db.execute("SELECT feed, arrival FROM pending ORDER BY feed, arrival").fetchall()
        if afresh:
            ledger.file_anew()
            Filer(ledger, config).file()
            assert waiting == ledger.db.execute("SELECT feed, arrival FROM pending ORDER BY feed, arrival").fetchall()
        return {file.path: file.data for file in Edition(config, ledger).everything()}


RULE = '[[topic]]\nlabel = "Town stories"\nwords = ["town"]\n[[topic]]\nlabel = "Jobs"\naliases = ["Skills"]\n'
NUMBER = st.integers(0, 40)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.integers(1, 5)),
        st.tuples(st.just("kicker"), NUMBER),
        st.tuples(st.just("spell"), NUMBER),
        st.tuples(st.just("summary"), NUMBER),
        st.tuples(st.just("redate"), NUMBER),
        st.tuples(st.just("drop"), NUMBER),
        st.tuples(st.just("withdraw"), NUMBER),
        st.tuples(st.just("readmit"), NUMBER),
        st.tuples(st.just("forget"), NUMBER),
        st.tuples(st.just("rules"), st.booleans()),
    ),
    min_size=4,
    max_size=14,
)


def play(town: Town, step: tuple[str, int], turn: int) -> None:
    """Change listing, rules or ledger."""
    kind, number = step
    listed = town.stories
    place = number % len(listed) if listed else 0
    if kind == "add" or not listed:
        start = 100 * (turn + 1)
        listed += [story(start + n) for n in range(max(1, number))]
    elif kind == "kicker":
        listed[place] = replace(listed[place], kicker=KICKERS[number % len(KICKERS)])
    elif kind == "spell":
        listed[place] = replace(listed[place], kicker=listed[place].kicker.upper())
    elif kind == "summary":
        listed[place] = replace(listed[place], summary=f"Edited in turn {turn}, word for word.")
    elif kind == "redate":
        listed[place] = replace(listed[place], day=listed[place].day - timedelta(days=3000))
    elif kind == "drop":
        del listed[place]
    elif kind == "rules":
        town.rules = RULE if number else ""
    elif kind == "forget":
        forget(town, f"Story number {listed.pop(place).number} ")
    else:
        town.correct(kind, f"Story number {listed[place].number} ")


def forget(town: Town, title: str) -> None:
    from feedpub.ledger.corrections import forget as forget_item

    def change(ledger: Ledger) -> None:
        rows = ledger.db.execute("SELECT guid FROM item WHERE instr(printed, ?)", (title,))
        for (guid,) in rows.fetchall():
            forget_item(ledger, guid)

    pipeline.correct(town.config, change)


@settings(max_examples=25, deadline=None)
@given(steps=STEPS)
@example(steps=[("kicker", 9), ("add", 1), ("spell", 17), ("readmit", 29), ("redate", 10), ("add", 5)])
def test_whatever_is_edited_the_files_are_those_of_a_build_from_scratch(
    tmp_path_factory: pytest.TempPathFactory, steps: Sequence[tuple[str, int]]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(closing, "FULL", 6)
        patch.setattr(closing, "PAGE", 3)
        town = Town(tmp_path_factory.mktemp("town"))
        town.stories = [story(number) for number in range(8)]
        town.build()
        closed: dict[str, bytes] = {}
        for turn, step in enumerate(steps):
            play(town, step, turn)
            if town.stories:
                town.build()
            files = town.files()
            now = expected_files(town, afresh=False)
            assert now == {path: files.get(path) for path in now}
            assert now == expected_files(town, afresh=True)
            pages = {path: data for path, data in files.items() if re.search(r"^archive/.*\.xml$", path)}
            assert closed == {path: pages.get(path) for path in closed}
            closed = pages


# ── keeping house ─────────────────────────────────────────────────────────────────────────────────────


def test_what_new_addresses_have_replaced_is_removed_on_demand_and_nothing_else(town: Town) -> None:
    edited_town(town)
    (town.output / "archive" / "notes.txt").write_text("mine", encoding="utf-8")
    before = town.files()

    planned, _ = pipeline.plan(town.config, now=town.now, pruned=True)
    assert town.files() == before
    report = pipeline.build(town.config, now=town.now, pruned=True)

    after = town.files()
    assert planned.pruned == report.pruned
    assert set(report.pruned) == before.keys() - after.keys()
    assert report.pruned != []
    linked = {
        path.removesuffix(suffix)
        for feed in (p.removesuffix(".atom.xml") for p in after if p.count("/") < 2 and p.endswith(".atom.xml"))
        for suffix in (".atom.xml", ".rss.xml")
        for path, _ in pages_of(town.output, feed, suffix)
    }
    kept = {re.sub(r"\.(atom\.xml|rss\.xml|json)$", "", path) for path in after if path.startswith("archive/")}
    assert kept == {path for path in linked if path.startswith("archive/")} | {"archive/notes.txt"}


PINNED = {2: "a46f2f00fff28e79b2c33b8fb15b710688919e5e889566f8a8ebeba908b63b1a"}
"""A digest of closed pages by their format. It never changes: another page is another format, and has its own line."""


@pytest.mark.usefixtures("small_pages")
def test_closed_pages_are_written_as_their_format_says(tmp_path: Path) -> None:
    config = Town(tmp_path, rules='[[topic]]\nlabel = "Water & air"\nwords = ["river*"]\n').config
    printed = [
        Printed(title="A plain story", summary="What it says.", kickers=("Skills",), day=date(2020, 1, 1)),
        Printed(title="Only a title", dateline="2 January 2020, Jakarta,", place="Jakarta", day=date(2020, 1, 2)),
        Printed(summary="A story without a title, of which the beginning of the text stands for it. " * 3),
        Printed(title='The <b>river</b> & "others"', summary="One.\n\nTwo & three.", credit="© A. Photographer"),
        Printed(title="Health: an Übung – 新闻", kickers=("Health: Youth", "News"), sections=("Archive",)),
        Printed(
            title="Its own link", link="https://www.example.org/a?b=c&d=é#e", instant=datetime(2020, 1, 6, tzinfo=UTC)
        ),
        Printed(title="A portrait", author="A. Writer", image="https://www.example.org/a.jpg", day=date(2020, 1, 7)),
        Printed(
            title="A recording",
            summary="What it says.",
            content="<p>What it <em>says</em>.</p>",
            enclosures=(Enclosure(url="https://www.example.org/a.mp3", type="audio/mpeg", length=5),),
        ),
    ]
    with open_ledger(tmp_path / "feedpub.db", config.site.id) as ledger, ledger.transaction():
        for number, one in enumerate(printed * 6, 1):
            guid, at = f"urn:example:{number}", START - timedelta(days=100 - number)
            item = FeedItem(
                guid=guid,
                aliases=(guid,),
                source="Town hall",
                printed=one,
                digest=digest_of(one),
                published=at,
                updated=at,
                basis="day",
            )
            ledger.add(item, START, number)
        Filer(ledger, config).file()
        files = {file.path: file.data for file in Edition(config, ledger).files()}

    pages = {path: data for path, data in files.items() if path.startswith("archive/") and path.endswith(".xml")}
    found = hashlib.sha256(b"".join(name.encode() + data for name, data in sorted(pages.items()))).hexdigest()

    assert {"archive/1/all/6.rss.xml", "archive/1/topics/skills/1.atom.xml"} < pages.keys()
    assert PINNED[closing.FORMAT] == found, (
        "closed pages have other bytes: raise FORMAT, and pin these under its number"
    )


def check(town: Town) -> list[str]:
    from feedpub.checks import check_site

    return [finding.text for finding in check_site(town.config, town.now)]


def test_a_damaged_or_missing_page_is_found_and_repaired(town: Town) -> None:
    edited_town(town)
    before = town.files()
    page, lost = town.output / "archive/1/all/1.atom.xml", town.output / "archive/1/all/1.json"
    page.write_bytes(page.read_bytes() + b"<!-- -->")
    lost.unlink()

    found = check(town)
    written = pipeline.repair(town.config).written

    step = "`feedpub check --repair` writes it anew"
    assert [f"{page}: is not as feedpub wrote it; {step}", f"{lost}: is missing; {step}"] == found
    assert ["archive/1/all/1.atom.xml", "archive/1/all/1.json"] == written
    assert before == town.files()
    assert [] == check(town)


def test_a_ledger_of_format_2_is_filed_when_it_is_opened(town: Town) -> None:
    import sqlite3
    from contextlib import closing

    case = Path(__file__).parent / "cases" / "ledger_2.sql"
    with closing(sqlite3.connect(town.root / "feedpub.db")) as db:
        db.executescript(case.read_text(encoding="utf-8"))
        db.execute("PRAGMA application_id = 0x66656564")
        db.execute("PRAGMA user_version = 2")
    town.rules = '[[topic]]\nlabel = "Library"\nwords = ["library", "reading room"]\n'

    pipeline.correct(town.config, lambda _: None)

    titles = [title for _, title in collected(town.output).values()]
    assert ["New opening hours at the library", "Farmers' market moves to the bus station"] == titles[:2]
    assert len(titles) == 3  # the fourth was withdrawn
    assert {"all", "topics/events", "topics/library", "topics/notice"} == {
        path.removesuffix(".atom.xml") for path in town.files() if path.endswith(".atom.xml")
    }


# ── nothing to do ─────────────────────────────────────────────────────────────────────────────────────


def loaded_by(town: Town, *args: str) -> tuple[set[str], str]:
    """Run the command line in a process of its own; return the modules it loads, and what it says."""
    code = (
        "import sys; sys.argv = ['feedpub', *sys.argv[1:]]\nfrom feedpub.cli import main\n"
        "try:\n    main()\nexcept SystemExit as end:\n    print('exit', end.code)\n"
        "print(*sorted(sys.modules), file=sys.stdout)"
    )
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    done = subprocess.run(
        [sys.executable, "-c", code, *args], cwd=town.root, capture_output=True, text=True, env=env, check=True
    )
    *said, modules = done.stdout.splitlines()
    return set(modules.split()), "\n".join([*said, done.stderr]).strip()


NOTHING_CHANGED = ("build", "--now", "2026-11-22T08:00:00Z")


def test_a_run_that_finds_everything_unchanged_loads_almost_nothing_and_writes_nothing(town: Town) -> None:
    town.build(*map(story, range(120)))
    before = {p: (p.stat().st_mtime_ns, p.stat().st_ino) for p in town.root.rglob("*") if p.is_file()}

    loaded, said = loaded_by(town, *NOTHING_CHANGED)

    assert said == ""
    assert before == {p: (p.stat().st_mtime_ns, p.stat().st_ino) for p in town.root.rglob("*") if p.is_file()}
    assert {"feedpub", "feedpub.cli", "feedpub.stamp"} == {name for name in loaded if name.startswith("feedpub")}
    heavy = {"click", "feedgen", "lxml", "dateutil", "msgspec", "jinja2", "sqlite3", "tomllib", "pathlib", "typing"}
    assert not heavy & {name.partition(".")[0] for name in loaded}


@pytest.mark.parametrize("written", ['"feedpub.db"  # remembers', "'kept.db'", '"of town/kept.db" # “ours”'])
def test_such_a_run_finds_the_ledger_that_the_config_names(
    town: Town, monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    monkeypatch.setitem(globals(), "CONFIG", CONFIG.replace("author ", f"ledger = {written}\nauthor "))
    town.build(*map(story, range(10)))

    loaded, _ = loaded_by(town, *NOTHING_CHANGED)

    assert "feedpub.pipeline" not in loaded


def test_such_a_run_ends_at_once_where_no_topic_has_a_feed_yet(town: Town) -> None:
    town.build(*map(story, range(3)))

    loaded, _ = loaded_by(town, *NOTHING_CHANGED)

    assert not (town.output / "topics").exists()
    assert "feedpub.pipeline" not in loaded


def test_a_disk_that_is_full_once_all_is_published_costs_only_the_short_cut(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: str, mode: str) -> IO[bytes]:
        """Open a file; one that is written has room for its first line alone."""
        if mode == "wb":
            Path(path).write_bytes(b"feedpub 1\n")
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return cast("IO[bytes]", Path(path).open(mode))

    monkeypatch.setattr("feedpub.stamp.open", full, raising=False)

    written = town.build(*map(story, range(5)))
    left = (town.root / "feedpub.db.lock").read_bytes()
    loaded, said = loaded_by(town, *NOTHING_CHANGED)

    assert ("all.json" in written, left) == (True, b"")
    assert ("feedpub.pipeline" in loaded, said) == (True, "exit 0")


@pytest.mark.parametrize(
    "change",
    ["listing", "config", "file", "missing", "temp", "ledger", "clock", "lock"],
)
def test_a_run_that_finds_anything_changed_looks_into_it(town: Town, change: str) -> None:
    town.build(*map(story, range(5)))
    now = "2026-11-22T08:00:00Z"
    target = {
        "listing": town.root / "listing.txt",
        "config": town.root / "feedpub.toml",
        "file": town.output / "all.json",
        "temp": town.output / "topics" / ".feedpub-1.tmp",
        "ledger": town.root / "feedpub.db",
        "lock": town.root / "feedpub.db.lock",
    }
    if change == "missing":
        (town.output / "all.rss.xml").unlink()
    elif change == "clock":
        now = "2026-11-22T06:00:00Z"
    elif change in {"ledger", "file"}:
        os.utime(target[change], (1, 1))
    elif change == "lock":
        target[change].write_bytes(b"")
    else:
        with target[change].open("ab") as file:
            file.write(b"\n")

    loaded, _ = loaded_by(town, "build", "--now", now)

    assert "feedpub.pipeline" in loaded


def test_another_feedgen_generates_all_files_anew(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    from feedpub import stamp

    town.build(*map(story, range(5)))
    before = stamp.program()
    installed = town.root / "packages"
    (installed / "feedgen-9.0.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(str(installed))
    (town.output / "all.rss.xml").write_bytes(b"as another feedgen wrote it")
    with open_ledger(town.root / "feedpub.db", town.config.site.id) as ledger:
        size, time = (status := (town.output / "all.rss.xml").stat()).st_size, status.st_mtime_ns
        ledger.db.execute("UPDATE file SET size = ?, mtime = ? WHERE path = 'all.rss.xml'", (size, time))

    town.build(*map(story, range(5)))

    assert before != stamp.program()
    assert town.files()["all.rss.xml"].startswith(b"<?xml")


def test_a_held_source_an_accepted_one_and_standard_input_are_always_looked_into(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(globals(), "CONFIG", CONFIG.replace("guard =", "# guard ="))
    town.build(*map(story, range(10)))
    town.build(story(3))

    held, said = loaded_by(town, "build", "--now", "2026-11-24T08:00:00Z")

    assert "feedpub.pipeline" in held
    assert said.startswith("exit 4\nheld: Town hall")


def test_a_day_that_lies_ahead_is_looked_at_again_when_it_has_come(town: Town) -> None:
    town.build(*map(story, range(5)), replace(story(7), day=date(2026, 12, 24)))

    before, _ = loaded_by(town, "build", "--now", "2026-12-20T08:00:00Z")
    after, _ = loaded_by(town, "build", "--now", "2026-12-24T08:00:00Z")

    assert ("feedpub.pipeline" in before, "feedpub.pipeline" in after) == (False, True)

"""What a build costs grows as it must: few statements for many entries, and nothing asked or made twice."""

import dataclasses
import gc
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import UUID, uuid5

import pytest
from benchmarks.listings import listing, stories
from hypothesis import given, settings
from hypothesis import strategies as st

from feedpub import edition, pipeline
from feedpub.config import Config, TopicRule, load_config
from feedpub.errors import SourceError
from feedpub.generator import ATOM, RSS, render_both, render_item
from feedpub.identity import mint_guid
from feedpub.ledger import Ledger, keeping, open_ledger
from feedpub.ledger.knowing import seconds_taken
from feedpub.ledger.memories import count_flipped, hide, shows_nothing_of
from feedpub.ledger.selecting import AT_ONCE
from feedpub.ledger.shelves import Shelves
from feedpub.listings import parse_listing
from feedpub.listings.text import find_layout
from feedpub.listings.text.layout import ranking, scoring
from feedpub.listings.text.pages.page import Page
from feedpub.listings.text.roles import flanks
from feedpub.listings.text.roles.flanks import Flanks
from feedpub.listings.text.wording import sighting
from feedpub.listings.text.wording.paging import counts_pages
from feedpub.model import FeedItem, Listing, ListingEntry, Printed
from feedpub.normaliser import Origin, normalise
from feedpub.reconcile import reconcile
from feedpub.text import fold
from feedpub.topics.catalogue import Catalogue
from feedpub.words import Finder, words_of

SITE = UUID("00000000-0000-4000-8000-000000000001")
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
CONFIG = """
[site]
id       = "00000000-0000-4000-8000-000000000001"
title    = "News"
base_url = "https://feeds.example.org/"
author   = "Desk"
[[source]]
name = "Desk"
path = "listing.txt"
"""


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "feedpub.db", SITE) as opened:
        yield opened


def items_of(number: int, **fields: str) -> list[FeedItem]:
    entries = (
        ListingEntry(line=1, title=f"Story {n}", dateline="20 October 2020", **fields)  # type: ignore[arg-type]
        for n in range(number)
    )
    return normalise(Listing(entries=tuple(entries)), Origin(source="Desk"), site=SITE, now=NOW)[0]


def read(ledger: Ledger, items: list[FeedItem]) -> None:
    decision = reconcile(ledger.known(SITE, "Desk", {"Desk": 0}, items), items, now=NOW)
    with ledger.transaction():
        ledger.keep_reading("Desk", decision, NOW)


def site_of(folder: Path, entries: int) -> Config:
    texts = [f"{n + 1}. Skills\n   Story {n}\n   20 October 2020\n   What story {n} says.\n" for n in range(entries)]
    (folder / "listing.txt").write_text("\n".join(texts), encoding="utf-8")
    (folder / "feedpub.toml").write_text(CONFIG, encoding="utf-8")
    return load_config(folder / "feedpub.toml")


# ── the ledger ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("again", [False, True], ids=["new", "known"])
def test_a_reading_asks_as_few_questions_for_many_entries_as_for_few(tmp_path: Path, *, again: bool) -> None:
    asked: dict[int, int] = {}
    for number in (20, 200):
        with open_ledger(tmp_path / f"{number}.db", SITE) as ledger:
            for _ in range(again):
                read(ledger, items_of(number))
            said: list[str] = []
            ledger.db.set_trace_callback(said.append)

            read(ledger, items_of(number))

            ledger.db.set_trace_callback(None)
        asked[number] = sum(statement.startswith("SELECT") for statement in said)

    assert asked[20] == asked[200]


def test_a_reading_does_not_look_for_the_rows_that_it_wrote(ledger: Ledger) -> None:
    said: list[str] = []
    ledger.db.set_trace_callback(said.append)

    read(ledger, items_of(20))

    written = next(at for at, statement in enumerate(said) if statement.startswith("INSERT INTO item"))
    assert not [statement for statement in said[written:] if "FROM item WHERE guid IN" in statement]


def test_a_look_at_what_was_hidden_takes_as_long_among_many_items_and_hidden_ones_as_among_few(tmp_path: Path) -> None:
    steps: dict[int, list[int]] = {}
    for number in (20, 400):
        with open_ledger(tmp_path / f"{number}.db", SITE) as ledger:
            with ledger.transaction():
                read(ledger, items_of(number))
                for item in items_of(number)[number // 2 : -1]:
                    hide(ledger, item.guid, hidden=True)  # new ones: nobody has seen them
                ledger.number_arrivals()
                hide(ledger, items_of(number)[-1].guid, hidden=True)
            counted = steps[number] = []
            ledger.db.set_progress_handler(partial(counted.append, 1), 5)

            assert count_flipped(ledger, number) == (1, 0)

    assert len(steps[20]) == len(steps[400])


def test_a_source_that_shows_something_is_known_by_the_first_item_that_it_shows(tmp_path: Path) -> None:
    steps: dict[int, list[int]] = {}
    for number in (20, 400):
        with open_ledger(tmp_path / f"{number}.db", SITE) as ledger:
            with ledger.transaction():
                read(ledger, items_of(number))
                ledger.number_arrivals()
            counted = steps[number] = []
            ledger.db.set_progress_handler(partial(counted.append, 1), 5)

            assert not shows_nothing_of(ledger, "Desk")

    assert len(steps[20]) == len(steps[400])


def test_a_reading_of_more_entries_than_one_statement_takes_is_known_whole(ledger: Ledger) -> None:
    items = items_of(AT_ONCE * 2 + 1, link="https://www.example.org/all")
    read(ledger, items)

    known = ledger.known(SITE, "Desk", {"Desk": 0}, items)

    assert {item.guid: item.aliases for item in items} == {g: k.item.aliases for g, k in known.items.items()}
    assert {item.guid: item.printed for item in items} == {g: k.sightings[0].printed for g, k in known.items.items()}


@settings(max_examples=50, derandomize=True, deadline=None, database=None)
@given(seconds=st.sets(st.integers(-3000, 3000), max_size=20))
def test_a_second_is_taken_when_an_item_has_it(seconds: set[int]) -> None:
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE item (published INTEGER, updated INTEGER)")
    db.executemany("INSERT INTO item VALUES (?, ?)", [(second, second + 1500) for second in sorted(seconds)])
    expected = seconds | {second + 1500 for second in seconds}

    taken = seconds_taken(db)

    assert expected == {second for second in range(-3000, 4501) if taken(second)}


@settings(max_examples=200, derandomize=True, deadline=None, database=None)
@given(site=st.uuids(), key=st.text(st.characters(exclude_categories=["Cs"])))
def test_a_guid_is_the_version_5_uuid_of_its_key(site: UUID, key: str) -> None:
    assert f"urn:uuid:{uuid5(site, key)}" == mint_guid(site, key)


def test_a_ledger_keeps_what_undoes_a_statement_out_of_files(ledger: Ledger) -> None:
    before = written()

    read(ledger, items_of(400))

    assert written() - before < 4_000_000  # 14 MB with a file for each statement


def test_the_items_of_a_reading_are_written_many_at_once(ledger: Ledger) -> None:
    said: set[str] = set()  # a statement is said again for each trigger that it fires
    ledger.db.set_trace_callback(said.add)

    read(ledger, items_of(200))

    ledger.db.set_trace_callback(None)
    assert sum(s.startswith(("INSERT INTO item", "INSERT INTO alias", "INSERT INTO sighting")) for s in said) < 20


def test_a_reading_writes_few_pages_of_a_ledger_that_knows_many_items(ledger: Ledger) -> None:
    items = items_of(4100)
    for start in range(0, 4000, 500):
        read(ledger, items[start : start + 500])
    before = written()

    read(ledger, items[4000:])

    assert written() - before < 700_000  # 1.1 MB with guids in every index


def written() -> int:
    """Return how many bytes this process has written to files."""
    said = dict(line.split(": ") for line in Path("/proc/self/io").read_text(encoding="ascii").splitlines())
    return int(said["wchar"])


@pytest.mark.parametrize("at_once", [1, 3, 100])
def test_items_are_numbered_in_one_order_however_many_at_a_time(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(keeping, "_NUMBERED", at_once)
    days = [(1, "b"), (2, "a"), (1, "a"), (3, "c"), (2, "d"), (5, "f"), (4, "e")]
    for day, name in days:
        guid, at = f"urn:example:{name}{day}", NOW - timedelta(days=day)
        printed = Printed(title=guid)
        item = FeedItem(
            guid=guid,
            aliases=(guid,),
            source="Desk",
            printed=printed,
            digest="1",
            published=at,
            updated=at,
            basis="day",
        )
        ledger.add(item, NOW)
    horizon = NOW - timedelta(days=2, hours=12)

    keeping.number_arrivals(ledger.db, horizon)

    numbered = ledger.db.execute("SELECT arrival, substr(guid, 13) FROM item ORDER BY arrival").fetchall()
    assert [(-3, "f5"), (-2, "e4"), (-1, "c3"), (1, "d2"), (2, "a2"), (3, "b1"), (4, "a1")] == numbered


# ── filing and showing ────────────────────────────────────────────────────────────────────────────────

WORDS = st.text(st.sampled_from("ab é中*-'+._ "), min_size=1, max_size=8).filter(lambda word: fold(word).strip("* "))


@settings(max_examples=500, derandomize=True, deadline=None, database=None)
@given(lists=st.lists(st.lists(WORDS, min_size=1, max_size=3), max_size=4), text=st.text("abÉ中-'+._ \n"))
def test_a_look_for_whole_tokens_hides_no_word_list(lists: list[list[str]], text: str) -> None:
    wanted = [words_of(words) for words in lists]
    folded = fold(text)

    found = Finder(wanted).find(folded)

    assert [number for number, words in enumerate(wanted) if words.pattern.search(folded)] == found


def test_each_item_is_rendered_once_in_a_format(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rendered: Counter[tuple[str, str]] = Counter()

    def count(entry, site, kind):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202 - as the real one
        rendered[entry.item.guid, kind] += 1
        return render_item(entry, site, kind)

    def count_both(entry, site):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202 - as the real one
        rendered.update([(entry.item.guid, ATOM), (entry.item.guid, RSS)])
        return render_both(entry, site)

    monkeypatch.setattr(edition, "render_item", count)
    monkeypatch.setattr(edition, "render_both", count_both)

    pipeline.build(site_of(tmp_path, 230), now=NOW + timedelta(days=1))

    assert 230 * 3 == len(rendered)
    assert {1} == set(rendered.values())


def said_by_a_build(folder: Path, entries: int, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the statements that a first build says to its ledger."""
    said: list[str] = []

    @contextmanager
    def listen(path: Path, site: UUID) -> Iterator[Ledger]:
        with open_ledger(path, site) as ledger:
            ledger.db.set_trace_callback(said.append)
            yield ledger

    monkeypatch.setattr(pipeline, "open_ledger", listen)
    pipeline.build(site_of(folder, entries), now=NOW + timedelta(days=1))
    return said


def test_a_page_asks_for_no_item_that_was_rendered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = said_by_a_build(tmp_path, 230, monkeypatch)

    shown = [statement for statement in said if "FROM shown" in statement and "s.page = " in statement]
    assert shown
    assert not [statement for statement in shown if "item" in statement]


def test_a_closed_page_is_written_with_few_statements(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages, statements = [], []
    for entries in (230, 1530):  # more pages than are taken up at once
        folder = tmp_path / str(entries)
        folder.mkdir()
        said = said_by_a_build(folder, entries, monkeypatch)
        publishing = said[len(said) - said[::-1].index("BEGIN IMMEDIATE") :]
        statements.append(len(publishing))
        pages.append(len(list((folder / "output/archive").rglob("*.rss.xml"))))

    assert [2 * 3, 2 * 29] == pages  # of everything, and of one topic
    assert statements[1] - statements[0] < 7 * (pages[1] - pages[0])


def test_nothing_is_read_between_the_notes_of_closed_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = said_by_a_build(tmp_path, 1530, monkeypatch)

    noted = [at for at, statement in enumerate(said) if statement.startswith("UPDATE page SET atom = ")]

    assert 2 * 29 == len(noted)
    assert list(range(noted[0], noted[0] + len(noted))) == noted


def test_filing_forgets_the_labels_of_the_oldest_items_only(ledger: Ledger) -> None:
    known = Catalogue(ledger)
    known.labels |= dict.fromkeys(range(50_001), (1,))

    known.flush()

    assert list(known.labels) == list(range(25_000, 50_001))


def test_items_with_the_same_labels_share_one_list_of_them(ledger: Ledger) -> None:
    known = Catalogue(ledger)

    for arrival in (1, 2):
        known.remember(arrival, tuple(range(7, 9)))

    assert (7, 8) == known.labels[1] is known.labels[2]
    assert [("7 8", 1), ("7 8", 2)] == known.filed


def test_filing_keeps_no_list_of_all_the_labels_that_items_had_together(ledger: Ledger) -> None:
    known = Catalogue(ledger)
    for arrival in range(50_001):
        known.remember(arrival, (1, arrival))

    known.flush()

    assert not known.lists


def test_a_first_build_looks_for_no_item_that_shows_a_new_label(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = site_of(tmp_path, 3)
    rule = TopicRule(label="Stories", words=("Story",))
    looked: list[int] = []

    def look(_: Shelves, arrival: int) -> tuple[()]:
        looked.append(arrival)
        return ()

    monkeypatch.setattr(Shelves, "labels_of", look)

    pipeline.build(dataclasses.replace(config, topic=(rule,)), now=NOW)

    assert [] == looked


class Unread(str):
    """A text of which no sign may be looked at."""

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        raise AssertionError(self)


def test_a_text_is_not_looked_through_for_the_number_of_a_page() -> None:
    assert not counts_pages(Unread("Page 1 of the harbour’s history. " * 3))


def test_a_build_loads_nothing_that_only_a_plan_needs() -> None:
    code = "import sys, feedpub.cli.site, feedpub.pipeline; print(*sys.modules)"

    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split()

    assert not {"feedpub.preview", "feedpub.cli.screen", "jinja2", "feedgen"} & set(loaded)


def test_a_title_of_plain_letters_leads_to_the_same_place_as_by_quote() -> None:
    from urllib.parse import quote

    from feedpub.topics import TEXT_DIRECTIVE, text_link

    signs = "".join(map(chr, range(32, 127)))
    for title in ("A plain title", "A_b.c~d 9", "Any-thing, else", signs, "Ünïcode", "x" * 150, "word " * 40, "So…"):
        words = title if len(title) <= 100 else title[:100].rpartition(" ")[0] or title[:100]
        expected = quote(words.rstrip("…"), safe="").replace("-", "%2D")

        assert f"https://a.example/{TEXT_DIRECTIVE}{expected}" == text_link("https://a.example/", title)


def test_what_was_printed_is_kept_without_its_empty_fields() -> None:
    from feedpub.ledger.values import decode, encode

    printed = Printed(title="Story", kickers=("Skills",), instant=NOW)

    assert '{"title":"Story","kickers":["Skills"],"instant":"2026-11-22T12:00:00Z"}' == encode(printed)
    assert printed == decode(encode(printed))


# ── reading ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("form", ["20 October 2020\nStory {}\n\n", "<p><a href=/{0}>What story {0} says</a>"])
def test_the_garbage_collector_rests_while_a_page_is_read(form: str) -> None:
    data = "".join(map(form.format, range(2000))).encode()
    before = sum(generation["collections"] for generation in gc.get_stats())

    parse_listing(data, "page")

    assert sum(generation["collections"] for generation in gc.get_stats()) - before <= 2  # afterwards
    assert gc.isenabled()


def test_the_garbage_collector_has_little_to_do_in_a_build(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    pipeline.build(site_of(first, 2000), now=NOW)  # which loads all that such a build needs
    config = site_of(second, 2000)
    before = sum(generation["collections"] for generation in gc.get_stats())

    pipeline.build(config, now=NOW)

    assert sum(generation["collections"] for generation in gc.get_stats()) - before <= 5
    assert gc.isenabled()


def test_a_garbage_collector_that_does_not_run_stays_so() -> None:
    gc.disable()
    try:
        with pytest.raises(SourceError):
            parse_listing(b"nothing", "page")

        assert not gc.isenabled()
    finally:
        gc.enable()


def calls_of_reading(text: str) -> int:
    """Return how many functions are called to read a text."""
    data = text.encode()
    called: Counter[str] = Counter()
    sys.setprofile(lambda _, event, __: called.update([event]))
    try:
        parse_listing(data, "page")
    finally:
        sys.setprofile(None)
    return called["call"] + called["c_call"]


def test_a_further_entry_of_a_long_text_costs_few_calls() -> None:
    once, twice, again = (listing(list(stories(entries))) for entries in (1000, 2000, 4000))
    calls_of_reading(once)  # what is looked up once

    more = calls_of_reading(again) - calls_of_reading(twice)

    assert more < 85 * 2000  # looking at each line for outlines and glued dates takes 99


def test_a_further_line_behind_the_last_entry_of_a_long_text_costs_few_calls() -> None:
    places = ("harbour", "market", "bridge", "school", "garden", "council", "museum", "ferry", "river", "lock", "mill")
    news = "".join(f"{day} May 2020\nThe {place} opens\n\n" for day, place in enumerate(places, 1))
    once, twice, again = (news + "".join(f"Boat {n}\nHull: b\n" for n in range(lines)) for lines in (1000, 1500, 2500))
    calls_of_reading(once)

    more = calls_of_reading(again) - calls_of_reading(twice)

    assert more < 900 * 1000  # asking all rules of each line, in whatever order, takes 998


def test_the_ends_of_a_page_are_compared_with_its_entries_for_all_layouts_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared: list[Page] = []
    compare = flanks.flanks_of

    def note(page: Page) -> Flanks | None:
        compared.append(page)
        return compare(page)

    for room in (flanks, ranking, scoring):
        monkeypatch.setattr(room, "flanks_of", note)

    find_layout(listing(list(stories(200))), "page")

    assert compared
    assert 2 * len({id(page) for page in compared}) >= len(compared)  # layouts, and whether sides are proved


def test_empty_lines_are_not_looked_through_for_the_order_of_dates(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[str] = []
    monkeypatch.setattr(sighting, "prove_order", lambda lines, _: seen.extend(lines))

    find_layout(listing(list(stories(20))), "page")

    assert seen
    assert all(map(str.strip, seen))

"""The benchmarks measure what they say: they run, and the programs they compare do the same."""

import json
import subprocess
from collections import Counter
from itertools import islice
from pathlib import Path

import pytest
from benchmarks import handwritten
from benchmarks.dates import FORMS
from benchmarks.listings import TOPICS, listing, stories, topics, write_site
from benchmarks.pages import TEXTS
from benchmarks.processes import ENVIRONMENT, python
from benchmarks.reading import gather, read
from benchmarks.webpages import KINDS, page
from benchmarks.writers import WRITERS
from lxml import etree

from feedpub.listings import parse_listing

SIZE = 90


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, object]]:
    file = tmp_path_factory.mktemp("benchmarks") / "figures.json"
    size = ["--size", str(SIZE), "--sizes", f"60,{SIZE}", "--runs", "1", "--json", str(file)]
    command = python("-m", "benchmarks", *size, "--only", "build,growth,unchanged,parse,pages,curve,dates")
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=ENVIRONMENT)
    assert 0 == done.returncode, done.stderr
    found: list[dict[str, object]] = json.loads(file.read_text(encoding="utf-8"))
    return found


def test_every_work_has_its_rows(rows: list[dict[str, object]]) -> None:
    expected = {
        "full build": 5,
        "full build: peak memory": 1,
        "one new entry": 2,
        "open the ledger": 2,
        "check": 2,
        "nothing changed": 1,
        "parse a listing": 1,
        "parse: curve": 2,
        "read a text": len(TEXTS),
        "read a text: worst kind": 1,
        "read a date": len(FORMS),
    }

    assert expected == Counter(row["work"] for row in rows)


def test_every_figure_is_measured(rows: list[dict[str, object]]) -> None:
    figures = [value for row in rows for value in dict(row["measured"]).values()]  # type: ignore[call-overload]

    assert all(value > 0 for value in figures)


def test_both_parsers_read_what_the_listing_prints(tmp_path: Path) -> None:
    for first in (0, 1000):  # with and without kickers
        page = list(islice(stories(first + 50), first, None))
        file = tmp_path / "listing.txt"
        file.write_text(listing(page), encoding="utf-8")
        expected = [(story.kicker, story.title, story.summary) for story in reversed(page)]

        entries = parse_listing(file.read_bytes(), "listing.txt").entries

        assert expected == [(entry.kicker, entry.title, entry.summary) for entry in entries]
        assert expected == [(entry.kicker, entry.title, entry.summary) for entry in read(file)]


def test_topics_follow_zipfs_law() -> None:
    sizes = Counter(story.topic for story in stories(20_000))

    assert TOPICS == len(set(topics())) == len(sizes)
    assert [topics()[0], topics()[1]] == [topic for topic, _ in sizes.most_common(2)]
    assert 1.7 < sizes[topics()[0]] / sizes[topics()[1]] < 2.3


def test_the_obvious_program_files_each_story_under_its_topic(tmp_path: Path) -> None:
    page = list(stories(50))
    (tmp_path / "0.txt").write_text(listing(page), encoding="utf-8")

    feeds = gather(tmp_path, topics())

    assert 50 == len(feeds["all"])
    assert {s.title for s in page if s.topic == page[0].topic} <= {e.title for e in feeds[page[0].topic]}


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_of_a_kind_is_as_long_as_wanted(kind: str) -> None:
    assert [len(page(kind, size)) >= size for size in (1000, 50_000)] == [True, True]


@pytest.mark.parametrize("kind", ["atom", "rss"])
def test_the_writer_writes_every_story(kind: str) -> None:
    items = list(stories(20))

    data = WRITERS["feedpub"](items, kind).decode()

    assert all(story.title in data and story.summary in data for story in items)


def test_the_f_strings_lead_through_their_archives_to_every_entry_whichever_way_dates_are_read(tmp_path: Path) -> None:
    write_site(tmp_path, 260)
    read = {}
    for dates in ("", "dateutil"):
        output = tmp_path / f"out {dates}"
        output.mkdir()
        handwritten.main(tmp_path, output, dates)
        guids, path = [], "all.atom.xml"
        while path:
            root = etree.parse(output / path).getroot()
            guids += [entry.findtext("{*}id") for entry in root.iter("{*}entry")]
            before = root.find("{*}link[@rel='prev-archive']")
            path = "" if before is None else str(before.get("href")).removeprefix(handwritten.BASE)
        read[dates] = guids

    assert read[""] == read["dateutil"]
    assert len(set(read[""])) == len(read[""]) == 260

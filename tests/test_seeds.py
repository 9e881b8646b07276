"""The forty founding entries, against values written down by reading the listings."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from feedpub.config import load_config
from feedpub.dates import Dateline, parse_dateline
from feedpub.listings import parse_listing
from feedpub.model import FeedItem
from feedpub.readings import read_items

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"
EXPECTED = json.loads((ROOT / "tests/seeds_expected.json").read_text(encoding="utf-8"))
GUIDS = json.loads((ROOT / "tests/seeds_guids.json").read_text(encoding="utf-8"))
ENTRIES = [(name, place) for name, entries in EXPECTED.items() for place in range(len(entries))]
NOW = datetime(2026, 11, 22, tzinfo=UTC)


def items_of(name: str) -> list[FeedItem]:
    """Return the items of a seed in page order."""
    config = load_config(SEEDS / "feedpub.toml")
    source = next(source for source in config.source if source.path == name)
    items, problems = read_items(config, source, NOW, source.path)
    assert problems == []
    return items[::-1]


@pytest.mark.parametrize(("name", "place"), ENTRIES)
def test_an_entry_reads_as_a_person_reads_it(name: str, place: int) -> None:
    listing = parse_listing((SEEDS / name).read_bytes(), name)

    entry = listing.entries[place]

    read = parse_dateline(entry.dateline)
    assert isinstance(read, Dateline)
    actual = {
        "title": entry.title,
        "kicker": entry.kicker or None,
        "credit": entry.credit or None,
        "date": read.day.isoformat(),
        "place": read.place or None,
        "summary": entry.summary or None,
        "line": entry.line,
    }
    assert EXPECTED[name][place] == actual


def test_the_seeds_hold_ten_ten_and_twenty_entries_and_nothing_else() -> None:
    counts = {name: len(parse_listing((SEEDS / name).read_bytes(), name).entries) for name in EXPECTED}

    assert {name: len(entries) for name, entries in EXPECTED.items()} == counts
    assert sorted(EXPECTED) == sorted(path.name for path in SEEDS.glob("*.txt"))


@pytest.mark.parametrize("name", EXPECTED)
def test_the_guids_are_for_ever(name: str) -> None:
    actual = [item.guid for item in items_of(name)]

    assert GUIDS[name] == actual


def test_the_near_twins_of_21_october_2020_stay_two() -> None:
    twins = [i for i in items_of("002_39fbd7b69853f7ac.txt") if i.printed.title.startswith("Asia-Pacific garment")]

    assert len(twins) == 2
    assert twins[0].guid != twins[1].guid
    assert twins[0].printed.day == twins[1].printed.day


def test_the_output_holds_each_seed_entry_once_with_its_guid_and_day() -> None:
    feed = json.loads((ROOT / "output/all.json").read_text(encoding="utf-8"))

    published = {item["id"]: (item["title"], item["date_published"][:10]) for item in feed["items"]}

    expected = {
        guid: (entry["title"], entry["date"])
        for name, entries in EXPECTED.items()
        for guid, entry in zip(GUIDS[name], entries, strict=True)
    }
    assert expected == published
    assert len(feed["items"]) == 40

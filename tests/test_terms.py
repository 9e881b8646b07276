"""What a page means by its dates reaches each of its entries: heading, declared years, time of the fetch."""

from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest

from feedpub.config import load_config
from feedpub.dates import Terms
from feedpub.model import FeedItem, Listing, ListingEntry, Problem
from feedpub.normaliser import Origin, normalise
from feedpub.readings import read_items

SITE = UUID("5b0c9a52-6f0e-4c43-9a53-2a1c1e1d7f10")
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
CONFIG = """
[site]
id = "5b0c9a52-6f0e-4c43-9a53-2a1c1e1d7f10"
title = "News"
base_url = "https://feeds.example.org/"
author = "Town"
[[source]]
name = "Hall"
path = "listing.txt"
"""


def item_of(entry: ListingEntry, terms: Terms) -> tuple[FeedItem, list[Problem]]:
    items, problems = normalise(Listing(entries=(entry,), terms=terms), Origin(source="x"), site=SITE, now=NOW)
    return items[0], problems


@pytest.mark.parametrize(
    ("heading", "dateline", "day"),
    [("2019", "29 November", date(2019, 11, 29)), ("November 2019", "Friday 29", date(2019, 11, 29))],
)
def test_a_heading_says_what_its_date_lines_leave_out(heading: str, dateline: str, day: date) -> None:
    item, problems = item_of(ListingEntry(line=1, title="A", dateline=dateline, heading=heading), Terms())

    assert (day, []) == (item.printed.day, problems)


def test_a_date_line_of_another_month_than_its_heading_is_refused() -> None:
    entry = ListingEntry(line=1, title="A", dateline="29 October", heading="November 2019")

    item, problems = item_of(entry, Terms())

    assert item.printed.day is None
    assert "the month of its heading" in problems[0].message


@pytest.mark.parametrize("fetched", [None, NOW])
def test_a_relative_date_is_no_content_and_dates_nothing(fetched: datetime | None) -> None:
    entries = [ListingEntry(line=1, title="A", dateline=f"{hours} hours ago") for hours in (3, 4)]

    (first, problems), (second, again) = (item_of(entry, Terms(fetched=fetched)) for entry in entries)

    # An hour later it is the same item, and nothing is said anew.
    assert first == second
    assert (first.basis, first.printed.dateline) == ("seen", "")
    assert ([problem.message for problem in problems], fetched is None) == (
        [problem.message for problem in again],
        bool(problems),
    )


@pytest.mark.parametrize(
    ("keys", "day"),
    [("", None), ("two_digit_years = true", None), ('two_digit_years = true\norder = "dmy"', date(2013, 5, 4))],
)
def test_two_digit_years_are_read_where_they_are_declared(tmp_path: Path, keys: str, day: date | None) -> None:
    (tmp_path / "feedpub.toml").write_text(CONFIG + keys, encoding="utf-8")
    (tmp_path / "listing.txt").write_text(
        "1. News\n   One\n   04/05/13\n2. News\n   Two\n   3 May 2013\n", encoding="utf-8"
    )
    config = load_config(tmp_path / "feedpub.toml")

    items, problems = read_items(config, config.source[0], NOW, "listing.txt")

    assert {"One": day, "Two": date(2013, 5, 3)} == {item.printed.title: item.printed.day for item in items}
    assert bool(problems) == (day is None)

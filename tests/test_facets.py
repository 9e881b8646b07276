"""From a text listing to what a subscriber sees: events among news; types, topics and sections as categories."""

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import Site

FIRST = "2026-01-01T00:00:00Z"
LATER = "2026-02-01T00:00:00Z"
SITE = """
[site]
id = "5b0c9a52-6f0e-4c43-9a53-2a1c1e1d7f10"
title = "Town"
author = "Town"
base_url = "https://feeds.example.org/"
"""
EVENTS = """Events and news

1. News
   {newest}
   20 December 2025
   It opens at eight.

2. Conference
   A forum on wages
   19-21 January 2031, Geneva
   Three days of talks.

3. Conference
   Inspectors met
   2-4 September 2019, Lisbon
   They compared notes.

4. News
   A bridge closes
   2 August 2018
   Boats go on.
"""
TYPES = {
    "Press release": "en",
    "Communiqué de presse": "fr",
    "Comunicado de prensa": "es",
    "Comunicado de imprensa": "pt",
    "Pressemitteilung": "de",
    "Comunicato stampa": "it",
    "Persbericht": "nl",
    "Пресс-релиз": "ru",
    "بيان صحفي": "ar",
    "新闻稿": "zh",
    "プレスリリース": "ja",
}


def page_of(*entries: tuple[str, str]) -> str:
    """Lay entries out, (kicker, title) each, the newest on top."""
    days = range(20, 0, -1)
    return "".join(
        f"   {kicker}\n   {title}\n   {day} March 2020\n   More of it.\n\n"
        for (kicker, title), day in zip(entries, days, strict=False)
    )


def build(root: Path, *pages: str, now: str = FIRST) -> list[dict[str, Any]]:
    """Publish pages, a source each, and return the items of the combined JSON Feed."""
    tables = [f'[[source]]\nname = "{n}"\npath = "{n}.txt"\n' for n, _ in enumerate(pages)]
    (root / "feedpub.toml").write_text(SITE + "".join(tables), encoding="utf-8")
    for n, page in enumerate(pages):
        (root / f"{n}.txt").write_text(page, encoding="utf-8")
    site = Site(root=root)
    assert 0 == site.build(now=now).returncode
    items: list[dict[str, Any]] = json.loads((site.output / "all.json").read_text(encoding="utf-8"))["items"]
    return items


def topics(root: Path) -> set[str]:
    return {path.stem for path in (root / "output" / "topics").glob("*.json")}


def test_an_event_is_published_when_it_is_seen_and_says_its_days(tmp_path: Path) -> None:
    published = {item["title"]: item for item in build(tmp_path, EVENTS.format(newest="A school opens"))}

    forum, past = published["A forum on wages"], published["Inspectors met"]
    assert {"seen"} == {item["_feedpub"]["basis"] for item in (forum, past)}
    assert all("2025-12-31" < item["date_published"] <= FIRST for item in (forum, past))
    assert ("2031-01-19", "2031-01-21") == (forum["_feedpub"]["day"], forum["_feedpub"]["end"])
    assert "2018-08-02T10:00:00Z" == published["A bridge closes"]["date_published"]


def test_an_event_to_come_does_not_stay_above_later_news(tmp_path: Path) -> None:
    page = EVENTS.format(newest="A school opens")
    build(tmp_path, page)
    news = "0. News\n   Snow in town\n   30 January 2026\n   All of a sudden.\n\n"

    titles = [item["title"] for item in build(tmp_path, page.replace("1. News", news + "1. News", 1), now=LATER)]

    assert ["Snow in town", "A forum on wages"] == titles[:2]


@pytest.mark.parametrize("kicker", TYPES)
def test_a_kicker_that_is_a_type_is_one_in_each_language(tmp_path: Path, kicker: str) -> None:
    (first, *_) = build(
        tmp_path,
        page_of(
            (kicker, "A house stands again"),
            ("Dams", "The ferry sails at eight"),
            (kicker, "Snow fell in the hills"),
            ("Dams", "A class sings for the town"),
        ),
    )

    assert [{"facet": "type", "term": kicker}] == first["_feedpub"]["categories"]


@pytest.mark.parametrize("kicker", ["Uncategorized", "Non classé", "Fără categorie", "Без рубрики", "未分類"])
def test_what_programs_write_where_nobody_chose_a_category_makes_no_topic(tmp_path: Path, kicker: str) -> None:
    page = page_of(
        (kicker, "A house stands again"),
        ("Dams", "The ferry sails at eight"),
        (kicker, "Snow fell in the hills"),
        ("Dams", "A class sings for the town"),
    )

    tags = {item["title"]: item.get("tags", []) for item in build(tmp_path, page)}

    assert [] == tags["A house stands again"]
    assert {"dams"} == topics(tmp_path)


def test_a_kicker_of_two_parts_belongs_to_its_first_once_that_recurs(tmp_path: Path) -> None:
    page = page_of(
        ("Floods: Rebuilding", "A house stands again"),
        ("Roads: Tar", "The ferry sails at eight"),
        ("floods", "Snow fell in the hills"),
        ("Floods", "A class sings for the town"),
    )

    tags = {item["title"]: item["tags"] for item in build(tmp_path, page)}

    assert ["Floods: Rebuilding", "Floods"] == tags["A house stands again"]
    assert ["Roads: Tar"] == tags["The ferry sails at eight"]
    assert {"floods"} == topics(tmp_path)


def test_the_years_and_ordinals_of_a_kicker_make_no_topics_but_other_numbers_do(tmp_path: Path) -> None:
    build(
        tmp_path,
        page_of(
            ("3rd Labour Day 2019", "A house stands again"),
            ("Convention 190", "The ferry sails at eight"),
            ("2nd Labour Day 2018", "Snow fell in the hills"),
        )
        + page_of(("Convention 189", "A class sings for the town")).replace("20 March 2020", "9 March 2020"),
    )

    assert {"labour-day"} == topics(tmp_path)


@pytest.mark.parametrize("title", ["", "News of the town\n\n"])
def test_the_headings_of_a_page_are_sections_and_its_title_is_none(tmp_path: Path, title: str) -> None:
    page = (
        "ROADS\n\n- 12 March 2019 - A bridge closes\n  Boats go on.\n- 2 March 2019 - A lane opens\n  In the north.\n\n"
        "SCHOOLS\n\n- 20 February 2019 - A roof is mended\n  At last.\n- 2 February 2019 - A class sings\n  Loudly.\n"
    )

    sections = [
        [one["term"] for one in item["_feedpub"]["categories"] if one["facet"] == "section"]
        for item in build(tmp_path, title + page)
    ]

    assert [["ROADS"], ["ROADS"], ["SCHOOLS"], ["SCHOOLS"]] == sections

"""Long pages: entries that are alike are read by their shape, and nothing else is read than line by line."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

import pytest
from benchmarks import listings
from benchmarks.pages import ENTRIES, TEXTS
from layouts import STORIES, Shape, Story, print_page, shapes

from feedpub.dates import UNDECLARED
from feedpub.errors import SourceError
from feedpub.layouttable import UNSTATED
from feedpub.listings import text as reader
from feedpub.listings.text import finding
from feedpub.listings.text.alike import abridge, pieces, way_of
from feedpub.listings.text.finding import begin
from feedpub.listings.text.layout import ranking, scoring
from feedpub.listings.text.layout.ranking import ALL, CLOSE, ranked
from feedpub.listings.text.layout.scoring import Explained, explain
from feedpub.listings.text.mending.copies import mended
from feedpub.listings.text.mending.dumps import with_headings
from feedpub.listings.text.mending.markdown import unwrapped
from feedpub.listings.text.mending.splitting import split_lines, without_mail_head, without_quotes
from feedpub.listings.text.pages.layouts import Layout, hypotheses
from feedpub.listings.text.pages.page import Page
from feedpub.listings.text.pages.segments import Segment
from feedpub.listings.text.roles import learning
from feedpub.listings.text.wording.habits import habits_of
from feedpub.listings.text.wording.lines import (
    paragraphs,
    resumed,
)
from feedpub.model import Listing
from feedpub.text import clean

SHAPES: Final = list(shapes())[::29]
ODD: Final = (
    *("Read more", "Press release", "© Jane Doe", "Photo: A. Person", "By Jane Doe", "Older", "Home", "1 2 3 next"),
    *(
        "Category: Sport",
        "Date: 3 May 2019",
        "Updated 4 May 2019",
        "3 May 2019",
        "May 2019",
        "2019",
        "4 June",
        "yesterday",
    ),
    *("1. A list in a summary", "- a point", "see https://town.example/x", "[here](https://town.example/y)", "———"),
    *("News | 3 May 2019", "PARIS, 3 May 2019 – The fair opens.", "# Culture", "=====", "20 May", "…", "Read more »"),
    *(
        "3 May 2019 – The fair",
        "The fair (3 May 2019)",
        "The fair – 3 May 2019",
        "May 3, 2019: a fair",
        "3 May 2019 | Fair",
    ),
    *(
        "12–14 May 2019 – Fair",
        "At 5 pm – 3 May 2019",
        "3 May 2019 – 5 May 2019 – Fair",
        "Posted in Travel",
        "fair\tPDF",
    ),
    *("The text goes on here. Read more", "A text without an end", "¿Qué?", "\u200b", "a\tb", "Geneva, Switzerland"),
    *("Geneva", "Child labour – 3 May 2019"),
    *("WATER AND POWER", "Copyright 2019 Town", "Online", "12.", "[3]", "12 angry men", "100 days of 2019", "o", "№ 4"),
)


def stories(number: int) -> Iterator[Story]:
    """Yield as many stories, newest first, no two with one title."""
    for place in range(number):
        story = STORIES[place % len(STORIES)]
        day = STORIES[0].day - timedelta(days=place * 3)
        yield replace(story, title=f"{story.title} {'again ' * (place % 5)}in {day:%B}", day=day)


def page_of(shape: Shape, seed: int) -> str:
    """Print a long page, and lay odd lines in it, leave lines out or print them twice."""
    chance = random.Random(seed)  # noqa: S311 - the same pages each time
    lines = print_page(shape, tuple(stories(150))).split("\n")
    for _ in range(chance.choice((0, 3, 12))):
        at = chance.randrange(100, len(lines) - 1)
        indent = lines[at][: len(lines[at]) - len(lines[at].lstrip())]
        odd = indent + chance.choice(ODD)
        lines[at : at + 1] = chance.choice([[odd], [lines[at], odd], [lines[at], "", odd], [], [""], [lines[at]] * 2])
    return "\n".join(lines)


def read_line_by_line(page: str) -> Listing | str:
    """Return what the reader of whole pages makes of a page."""
    try:
        return reader.read_all(reader.find_layout(page, "page"), "page")
    except SourceError as error:
        return str(error)


@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_the_beginning_of_a_long_page_rules_out_only_layouts_that_all_of_it_would(
    shape: Shape, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranking, "_LONG", 120)
    monkeypatch.setattr(finding, "PLAIN", 0)
    found = begin(page_of(shape, 1), "page", UNDECLARED, UNSTATED).found.page
    scores = [one.score for layout in hypotheses(found) if (one := explain(found, layout)) is not None]

    best = ranked(found)[0]

    assert len(found.paragraphs) > 120
    assert max(scores) == best.score


def test_layouts_that_cannot_come_near_the_best_are_left_out_before_their_lines_are_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    named: list[Layout] = []

    def learn_and_count(page: Page, layout: Layout, segments: Sequence[Segment]) -> object:
        named.append(layout)
        return learning.learn(page, layout, segments)

    def ranked_near(page: Page, within: float) -> list[Explained]:
        found = ranked(page, within)
        return [one for one in found if found[0].score - one.score <= CLOSE]

    monkeypatch.setattr(scoring, "learn", learn_and_count)
    texts = [listings.listing(list(listings.stories(20))), *(page_of(shape, 1) for shape in SHAPES)]
    pages = [begin(text, "page", UNDECLARED, UNSTATED).found.page for text in texts]
    named.clear()
    ranked(pages[0], CLOSE)
    few = len(named)
    ranked(pages[0], ALL)
    all_ = len(named) - few
    expected = [ranked_near(page, ALL) for page in pages]

    actual = [ranked_near(page, CLOSE) for page in pages]

    assert expected == actual
    assert few * 3 <= all_


@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_paragraphs_go_on_behind_a_known_beginning_as_if_it_were_not_known(shape: Shape) -> None:
    lines = split_lines(page_of(shape, 1))
    habits = habits_of(lines, {})
    whole = list(paragraphs(lines, habits, lambda _: False))

    for stop in range(20, len(lines), 7):
        beginning = list(paragraphs(lines[:stop], habits, lambda _: False))

        assert list(resumed(beginning, lines, habits, lambda _: False)) == whole


@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_entries_that_are_alike_are_read_as_line_by_line(shape: Shape, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "SAMPLE", 90)

    for seed in range(2):
        page = page_of(shape, seed)
        expected = read_line_by_line(page)

        try:
            actual: Listing | str = reader.parse_text(page, "page")
        except SourceError as error:
            actual = str(error)

        assert expected == actual


@pytest.mark.parametrize("kind", ENTRIES)
def test_tiny_entries_are_read_as_line_by_line(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "SAMPLE", 90)
    page = TEXTS[kind](12_000)
    odd = page.split("\n")
    odd[100:100] = ["Odd title", "3 May 2019 – Read more", "", "Odd title", "3 May 2019 (IP 12/345)", ""]
    odd[200:200] = ["An odd line", "", "3 May 2019 – 5 May 2019 – A range", "A title in 2019 – 3 May 2019"]

    for text in (page, "\n".join(odd)):
        assert read_line_by_line(text) == reader.parse_text(text, "page")


@pytest.mark.parametrize(
    "kind",
    [
        *("day – title", "day: title", "iso day title", "title – day", "title (day)", "Russian", "two tabs"),
        *("dateline", "kicker | day", "links", "links, one line", "headings"),
    ],
)
def test_of_tiny_entries_few_lines_are_left_to_the_reader_of_whole_pages(kind: str) -> None:
    begun = begin(TEXTS[kind](200_000), "page", UNDECLARED, UNSTATED)
    assert begun.habits is not None
    way = way_of(begun.found.page, begun.found.winner, begun.habits)
    assert way is not None

    short = abridge(begun.kept, finding.SAMPLE, way)

    assert short is not None
    left = len(short.lines) - finding.SAMPLE
    assert left * 5 < len(begun.kept) - finding.SAMPLE


PLAIN: Final = [f"{n}. Story {n} of the harbour\n   3 May 2019\n   What it says.\n" for n in range(1, 2001)]


@pytest.mark.parametrize(
    "odd",
    [
        "1. Story of the harbour\n   What it says.\n",
        "1. Harbour\n   A story that has a kicker\n   3 May 2019\n   What it says.\n",
        "Story of the harbour\n3 May 2019\n",
    ],
)
def test_the_layout_of_a_long_page_is_found_on_some_hundred_entries_where_one_is_odd(odd: str) -> None:
    page = "\n".join([*PLAIN[:9], odd, *PLAIN[10:]])

    begun = begin(page, "page", UNDECLARED, UNSTATED)

    assert 100 < len(begun.found.winner.cut.segments) < 200


def test_the_layout_of_a_long_page_is_found_on_few_entries_where_all_are_built_alike() -> None:
    begun = begin("\n".join(PLAIN), "page", UNDECLARED, UNSTATED)

    assert 20 < len(begun.found.winner.cut.segments) <= 50


@pytest.mark.parametrize("shape", [shape for shape in shapes() if shape.marker != "none"][::29], ids=str)
def test_few_plain_entries_show_what_many_do(shape: Shape, monkeypatch: pytest.MonkeyPatch) -> None:
    page = print_page(shape, tuple(stories(250)))
    read = reader.parse_text(page, "page")

    monkeypatch.setattr(finding, "PLAIN", 0)

    assert reader.parse_text(page, "page") == read


def test_most_layouts_are_read_by_their_shape(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "SAMPLE", 90)
    stands = {"after", "first", "last", "posted", "lead", "colon", "tail", "brackets", "rule"}
    lined = [shape for shape in SHAPES if shape.stands in stands and not shape.months]

    pages = [print_page(shape, tuple(stories(150))) for shape in lined]

    begun = [begin(page, "page", UNDECLARED, UNSTATED) for page in pages]
    alike = [reader.read_alike(one, "page") is not None for one in begun]
    assert sum(alike) >= 0.8 * len(alike)


def test_a_page_that_no_program_has_broken_is_passed_on_and_not_copied() -> None:
    text = listings.listing(list(listings.stories(40)))
    lines = split_lines(text)

    assert without_quotes(lines, text) is lines
    assert without_mail_head(lines) is lines
    assert unwrapped(lines, text) is lines
    assert mended(lines, text) is lines
    assert with_headings(lines) is lines


def test_one_odd_sign_has_few_other_lines_of_a_page_cleaned(monkeypatch: pytest.MonkeyPatch) -> None:
    days = [STORIES[0].day - timedelta(days=place) for place in range(3000)]
    entries = [f"Le café du port {place}\n{day.day} {day:%B} {day.year}\n\n" for place, day in enumerate(days)]
    entries[1500] = entries[1500].replace("port", "po\art")
    cleaned: list[str] = []

    def noted(line: str) -> str:
        cleaned.append(line)
        return clean(line)

    monkeypatch.setattr(pieces, "clean", noted)

    read = reader.parse_text("".join(entries), "page")

    assert "Le café du port 1500" == read.entries[1500].title
    assert len(entries) == len(read.entries)
    assert 0 < len(cleaned) * 5 < len(entries)


def test_a_page_of_many_entries_may_end_with_the_date_of_one_that_is_unlike_all_others() -> None:
    days = [STORIES[0].day - timedelta(days=place) for place in range(500)]
    entries = [
        f"The quay opens again {place}\nThe town opens it in the spring of this year.\n{day.day} {day:%B} {day.year}\n\n"
        for place, day in enumerate(days)
    ]
    entries[-2] = entries[-2].replace(".\n", ".\nWho comes may bring a boat along.\n")

    read = reader.parse_text("".join(entries).rstrip(), "page")

    assert len(entries) == len(read.entries)
    assert "boat" in read.entries[-2].summary


def test_dates_behind_numbers_and_senders_go_on_behind_the_beginning_of_a_long_page() -> None:
    senders = ("4117 Oakworks", "6274 Newriver", "6300 Northhill")
    days = [STORIES[0].day - timedelta(days=number) for number in range(400)]
    page = "".join(f"{senders[number % 3]} {day} 15:00\nA lamp for quay {number}\n" for number, day in enumerate(days))

    entries = reader.parse_text(page, "page").entries

    assert [("Oakworks", "A lamp for quay 0"), ("Oakworks", "A lamp for quay 399")] == [
        (entry.kicker, entry.title) for entry in (entries[0], entries[-1])
    ]
    assert len(entries) == 400

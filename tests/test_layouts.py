"""The round trip: known entries printed in many layouts are read back as they were printed."""

from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from layouts import DATES, MARKERS, STORIES, Shape, Story, print_page, shapes

from feedpub.config import load_config
from feedpub.dates import Dateline, parse_dateline
from feedpub.errors import ConfigError, SourceError
from feedpub.layouttable import LayoutTable
from feedpub.listings import explain_listing, parse_listing

EVERY: Final = 4
"""One shape in so many is read; the forms of dates take turns."""
SHAPES: Final = [
    replace(shape, dates=list(DATES)[number % len(DATES)]) for number, shape in enumerate(list(shapes())[::EVERY])
]
LINKED: Final = [Shape(marker="*", stands="tail", link="markdown"), Shape(marker="none", blank="entries", link="line")]


def printed(shape: Shape, story: Story) -> tuple[object, ...]:
    """Return what a shape prints of a story."""
    place = story.place.upper() if shape.stands == "dateline" else story.place if shape.place else ""
    kicker = story.kicker if shape.kicker else ""
    return story.title, kicker, story.day, place, "\n\n".join(story.summary) if shape.summary else ""


def read(page: str, layout: LayoutTable = LayoutTable()) -> list[tuple[object, ...]]:  # noqa: B008 - frozen
    """Return what is read of a page."""
    listing = parse_listing(page.encode(), "page", layout=layout)
    rows: list[tuple[object, ...]] = []
    for entry in listing.entries:
        date = parse_dateline(entry.dateline, listing.terms)
        day, place = (date.day, date.place) if isinstance(date, Dateline) else (None, "")
        rows.append((entry.title, entry.kicker, day, place, entry.summary))
    return rows


@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_what_is_printed_is_read(shape: Shape) -> None:
    actual = read(print_page(shape))

    assert [printed(shape, story) for story in STORIES] == actual


@pytest.mark.parametrize("shape", LINKED, ids=str)
def test_addresses_in_the_text_are_links(shape: Shape) -> None:
    listing = parse_listing(print_page(shape).encode(), "page")

    assert [(story.title, story.link) for story in STORIES] == [(entry.title, entry.link) for entry in listing.entries]


def test_the_columns_of_a_table_have_roles() -> None:
    rows = [f"{story.day:%d/%m/%Y}\t{story.kicker}\t{story.title}" for story in STORIES]

    actual = read("\n".join(["Date\tCategory\tTitle", *rows]))

    assert [(story.title, story.kicker, story.day, "", "") for story in STORIES] == actual


def test_a_day_above_several_entries_dates_each() -> None:
    days = ["18 March 2021", "17 March 2021"]
    page = "\n".join(line for day in days for line in (day, "", "- One thing happened here", "- Another one there", ""))

    actual = [(entry.title, entry.dateline) for entry in parse_listing(page.encode(), "page").entries]

    assert [(title, day) for day in days for title in ("One thing happened here", "Another one there")] == actual


def test_a_year_above_the_entries_completes_their_dates() -> None:
    page = (
        "2021\n\n18 March: The bridge reopens\n9 March: Night trains agreed\n\n2020\n\n4 May: Mill becomes a museum\n"
    )

    actual = [(entry.title, entry.dateline, entry.heading) for entry in parse_listing(page.encode(), "page").entries]

    assert [
        ("The bridge reopens", "18 March", "2021"),
        ("Night trains agreed", "9 March", "2021"),
        ("Mill becomes a museum", "4 May", "2020"),
    ] == actual


@pytest.mark.parametrize("stands", ["after", "lead"])
def test_a_listing_may_begin_late_on_a_page(stands: str) -> None:
    shape = Shape(stands=stands, blank="all")
    terms = "".join(f"We may change rule {number} of this page at any time.\n\n" for number in range(700))

    assert [printed(shape, story) for story in STORIES] == read(terms + print_page(shape))


SHORT: Final = "\n".join(f"{story.day:%d.%m.%y}\n{story.title}\n{story.summary[0]}\n" for story in STORIES)


def test_a_date_that_is_refused_costs_the_day_and_not_the_entry() -> None:
    assert [(story.title, "", None, "", story.summary[0]) for story in STORIES] == read(SHORT)


def test_dates_that_can_be_read_two_ways_still_show_where_entries_are() -> None:
    page = "".join(f"{number}. The story of day {number}\n\n0{number}/03/2021\n\n" for number in (5, 4, 2))

    assert [(f"The story of day {number}", "", None, "", "") for number in (5, 4, 2)] == read(page)


def test_years_of_two_digits_are_read_where_the_page_names_the_year() -> None:
    page = f"News of the year 2021\n\n{SHORT}"

    assert [(story.title, story.day) for story in STORIES] == [(row[0], row[2]) for row in read(page)]


def test_texts_are_not_younger_than_their_days() -> None:
    page = """You are here

24 November 2021

Statement by the OLPA Harbour Master on the day against litter in the waters 2021

Now that we have 8 hundred keepers, there is much to be glad about. Lamps and bells have... Read more

15 November 2021
Press Release
A tall grey crane is shown with a large green picture on the side. In it stands the figure 8.

With 8 hundred keepers on watch, the East of the coast needs another harbour policy - OLPA

LISBON, 15 November 2021 – The day of 8 hundred must not hide the troubles that... Read more

14 November 2021
Press Release
A man with a rope speaks into a microphone before a blue curtain

Mayors and young keepers plan quays for the young, at OLPA meeting in Porto

PORTO, 14 November 2021 – Mayors of 39 towns met to talk about ways... Read more

8 November 2021
Tomas Beira, a keeper of three. Photo credit: OLPA Norway_2020_Nina Olsen

Eight ways for a harbour to live with change in its traffic

This month the number of boats will be larger by one hundred than 11 years ago. That number... Read more

8 November 2021
Press Release
A deputy director, at the 6th symposium on low bridges held by OLPA

Symposium on low bridges opens and asks for stronger piers

Where few boats are built, the port must strengthen... Read more
"""

    entries = parse_listing(page.encode(), "page").entries
    sent = [(entry.dateline, entry.summary) for entry in entries if "must not hide" in entry.summary]

    assert [day for day, _ in sent] == ["LISBON, 15 November 2021"]


def test_an_explanation_names_the_layout_the_runner_up_and_the_role_of_each_line() -> None:
    lines = list(explain_listing(print_page(Shape(marker="1.", stands="after", blank="none")).encode(), "page"))

    assert lines[0].startswith("layout: entries begin with the marker “number”")
    assert lines[1].startswith("runner-up: ")
    assert "    1 head      News of the town" in lines
    assert "    4 1.date       18 March 2021" in lines


def test_an_explanation_names_the_foot_of_a_page() -> None:
    page = f"{print_page(Shape())}\n\nContact\nPrivacy policy\n"

    lines = [line.split() for line in explain_listing(page.encode(), "page")]

    assert lines[-3:-1] == [["41", "foot", "Contact"], ["42", "foot", "Privacy", "policy"]]


def test_an_explanation_says_that_the_order_of_numbers_is_not_proved() -> None:
    page = "".join(f"{number}. The story of day {number}\n\n0{number}/03/2021\n\n" for number in (5, 4, 2))

    lines = list(explain_listing(page.encode(), "page"))

    assert (
        "dates: order not proved (“05/03/2021” can be read in two ways; declare `order`), languages not needed" in lines
    )


@pytest.mark.parametrize(
    "page",
    [
        "Privacy policy\n\nLast updated: 18 March 2021\n\nFirst written on 3 May 2018.\n\n1. What we keep\nYour name.\n",
        "The bridge reopens\n\n18 March 2021\n\nEngineers replaced 400 bolts.\n\nIt was closed on 3 May 2020.\n",
        (
            "Museum of the sea\n\nHours and prices\n\nIt is open from Tuesday to Sunday. It is closed on Mondays, but not at Easter "
            "(6 April 2015) and at Whitsun (25 May 2015).\n\nClosed\n\n    • 25 December 2014\n    • 1 January 2015\n\n"
            "On 24 December we close at four.\n\nPrices valid as of (1 January 2015)\n\nGuests\t\t8.50\nChildren\t\tfree\n"
            "Groups\t\t7.00\n\nTours\n\nA tour takes an hour. Call at least two weeks before.\n"
        ),
        (
            "The bridge reopens\n\nPublished Thursday, 18 March 2021 11:32\n\nHarbour press office\n\n"
            "Engineers replaced 400 bolts in a year.\n\nThe ferry goes on until the end of the month.\n\n"
            "Bicycles may cross from Monday on.\n\nHarbour/press office\n\nHavenwijk, 18 March 2021\n"
        ),
        (
            "Born in Havenwijk on 3 May 1952Jane Doe studied law by the sea and in the mountains\n"
            "Married since 12 June 1978Lives in the old town with two dogs and a cat now\n"
        ),
    ],
    ids=["a policy", "one article", "opening hours", "one release, with place and day at its end", "a life"],
)
def test_a_page_that_is_no_listing_gives_no_entry(page: str) -> None:
    with pytest.raises(SourceError, match="page: no listing found"):
        parse_listing(page.encode(), "page")


def test_a_page_where_no_layout_wins_clearly_says_so() -> None:
    titles = ["Lamp oil runs low", "Rope makers visit the yard", "Tar arrives in barrels", "Pitch is boiled"]
    days = ["3 May 2020", "2 May 2020", "1 May 2020", ""]
    page = "\n\n".join(f"{title}\n\n{day}" for title, day in zip(titles, days, strict=True)).encode()

    unclear = [str(problem) for problem in parse_listing(page, "page").problems]
    stated = [str(problem) for problem in parse_listing(page, "page", layout=LayoutTable(date="last")).problems]

    assert ["page: no layout wins clearly"] == [problem.partition(": read as")[0] for problem in unclear]
    assert [] == stated


def test_a_stated_layout_beats_the_one_found() -> None:
    page = print_page(Shape(stands="after", blank="none", summary=False)).encode()

    found = parse_listing(page, "page").entries
    stated = parse_listing(page, "page", layout=LayoutTable(date="first")).entries

    assert (STORIES[0].title, STORIES[1].title) == (found[0].title, stated[0].title)


@pytest.mark.parametrize(("key", "value"), [("marker", "•"), ("date", "dateline")])
def test_a_statement_that_does_not_fit_is_an_error_naming_the_key(key: str, value: str) -> None:
    page = print_page(Shape(marker="1.")).encode()
    layout = LayoutTable(marker="•") if key == "marker" else LayoutTable(date="dateline")

    with pytest.raises(
        SourceError, match=rf"`layout\.{key}` says “{value}”.*found instead: entries begin with the marker"
    ):
        parse_listing(page, "page", layout=layout)


STATED: Final = {
    "kicker first": (Shape(marker="1.", kicker=True, place=True), ("kicker", "title", "date place", "summary")),
    "optional lines": (Shape(marker="-", place=True), ("credit?", "kicker?", "title", "date place", "summary?")),
    "no marker": (Shape(kicker=True, blank="none"), ("kicker", "title", "date", "summary")),
    "the date first": (Shape(stands="first", kicker=True), ("date", "kicker", "title", "summary")),
    "the date last": (Shape(stands="last", blank="entries"), ("title", "summary", "date")),
    "before the title": (Shape(stands="lead", marker="*"), ("date title", "summary")),
    "behind the title": (Shape(stands="tail"), ("title date", "summary")),
    "in the summary": (Shape(stands="dateline", marker="1)"), ("title", "place date summary")),
    "furniture": (Shape(marker="1.", more=True), ("title", "date", "summary")),
}


@pytest.mark.parametrize(("shape", "lines"), STATED.values(), ids=STATED)
def test_stated_lines_are_read_as_stated(shape: Shape, lines: tuple[str, ...]) -> None:
    page = print_page(shape)

    actual = read(page, LayoutTable(lines=lines))

    assert [printed(shape, story) for story in STORIES] == actual


def test_stated_lines_beat_what_was_found() -> None:
    page = print_page(Shape(marker="1.", kicker=True, blank="none"))

    entries = parse_listing(
        page.encode(), "page", layout=LayoutTable(lines=("title", "kicker", "date", "skip"))
    ).entries

    assert [(one.kicker, one.title, "") for one in STORIES] == [(one.title, one.kicker, one.summary) for one in entries]


def test_stated_lines_that_do_not_fit_are_an_error_naming_the_first_such_line() -> None:
    page = print_page(Shape(marker="1.", kicker=True, blank="none"))

    with pytest.raises(SourceError) as raised:
        parse_listing(page.encode(), "page", layout=LayoutTable(lines=("title", "date", "summary")))

    assert str(raised.value) == (
        "page:4: `layout.lines` says “date”, but there is “Harbour bridge reopens two months early”; 0 of 6 entries are "
        "as stated; correct the config (“?” behind a line that may be missing), or leave the key out and check with "
        "`feedpub show --explain`"
    )


def test_a_date_that_stands_elsewhere_than_stated_is_an_error() -> None:
    page = print_page(Shape(marker="1.")).encode()

    with pytest.raises(
        SourceError, match=r"`layout\.lines` says “title date”, but no date of the page stands so; found"
    ):
        parse_listing(page, "page", layout=LayoutTable(lines=("title date", "summary")))


def test_one_entry_that_is_not_as_stated_is_read_as_found_with_a_warning() -> None:
    stories = tuple(replace(one, summary=()) if one is STORIES[2] else one for one in STORIES)
    page = print_page(Shape(marker="1.", blank="none"), stories)

    listing = parse_listing(page.encode(), "page", layout=LayoutTable(lines=("title", "date", "summary")))

    assert [one.title for one in STORIES] == [one.title for one in listing.entries]
    warning = (
        "page:10: `layout.lines` says “summary” below this line, but there is the end of the entry; the entry is read as "
        "found; write “?” behind a line that may be missing"
    )
    assert [warning] == [str(problem) for problem in listing.problems]


def test_an_explanation_says_what_was_stated() -> None:
    page = print_page(Shape(marker="1.", kicker=True, blank="none")).encode()
    layout = LayoutTable(marker="1.", lines=("title", "kicker", "date", "summary"))

    lines = list(explain_listing(page, "page", layout=layout))

    assert ["stated: marker 1.", "stated: lines title | kicker | date | summary"] == lines[:2]
    assert "    4 1.kicker     Harbour bridge reopens two months early" in lines


UNDATED: Final = [
    Shape(marker=marker, stands="none", blank=blank, indent=2 * (marker != "none"), more=more)
    for marker in MARKERS
    for blank in ("all", "entries", "none")
    for more in (False, True)
]


@pytest.mark.parametrize("shape", UNDATED, ids=str)
def test_a_page_without_dates_is_read_where_that_is_stated(shape: Shape) -> None:
    page = print_page(shape)

    with pytest.raises(SourceError, match=r"no listing found.*date = \"none\""):
        read(page)
    actual = read(page, LayoutTable(date="none"))

    assert [(one.title, "", None, "", "\n\n".join(one.summary)) for one in STORIES] == actual


def test_kickers_of_a_page_without_dates_can_be_stated() -> None:
    page = print_page(Shape(marker="-", stands="none", kicker=True, blank="entries"))

    actual = read(page, LayoutTable(date="none", lines=("kicker", "title", "summary")))

    assert [(one.title, one.kicker, None, "", "\n\n".join(one.summary)) for one in STORIES] == actual


@pytest.mark.parametrize(
    ("page", "layout", "fault"),
    [
        (
            print_page(Shape(marker="-")),
            LayoutTable(date="none"),
            "page:5: `layout.date` says “none”, but this is the line of a date: “18 March 2021”",
        ),
        (
            print_page(Shape(marker="-", stands="none")),
            LayoutTable(date="none", marker="1."),
            "page: `layout.marker` says “1.”, but the page cannot be read so; found instead: entries begin with the marker",
        ),
        ("One line.\n\nOne more line.\n", LayoutTable(date="none"), "page: no entry found in 2 paragraphs"),
        (
            print_page(Shape(marker="-", stands="none", summary=False)),
            LayoutTable(date="none", lines=("title", "summary")),
            "page:3: `layout.lines` says “summary” below this line",
        ),
    ],
)
def test_what_is_stated_of_a_page_without_dates_must_fit(page: str, layout: LayoutTable, fault: str) -> None:
    with pytest.raises(SourceError) as raised:
        read(page, layout)

    assert str(raised.value).startswith(fault)


@pytest.mark.parametrize(
    ("layout", "fault"),
    [
        (
            'lines = ["titel", "date"]',
            "[[source]] 1.layout.lines: “titel” is no part of an entry; did you mean “title”?",
        ),
        ('lines = ["title", "title", "date"]', "[[source]] 1.layout.lines: “title” stands twice"),
        ('lines = ["kicker title", "date"]', "[[source]] 1.layout.lines: “kicker title” cannot stand on one line"),
        ('lines = ["kicker", "date"]', "[[source]] 1.layout.lines: names neither title nor summary"),
        ('lines = ["title"]', "[[source]] 1.layout.lines: names no date"),
        ('lines = ["title", "date"], date = "last"', "says where the date stands already; leave out `layout.date`"),
        ('lines = [""]', "[[source]] 1.layout.lines: holds an empty line"),
        ('order = "dmy"', "[[source]] 1.layout: `order` stands beside `layout`, in the [[source]] table itself"),
    ],
)
def test_a_statement_that_cannot_be_meant_is_refused(tmp_path: Path, layout: str, fault: str) -> None:
    path = tmp_path / "feedpub.toml"
    site = 'id = "5b0c9a52-6f0e-4c43-9a53-2a1c1e1d7f10"\ntitle = "T"\nbase_url = "https://a.example/"\nauthor = "A"'
    path.write_text(f'[site]\n{site}\n[[source]]\nname = "S"\npath = "s.txt"\nlayout = {{ {layout} }}\n')

    with pytest.raises(ConfigError) as raised:
        load_config(path)

    assert fault in str(raised.value)


def test_a_deadline_directly_below_one_without_a_day_begins_no_entry() -> None:
    page = """Vacantes

Ingeniero de puentes
Número de vacante: 12/2014
Grado: P.3
Lugar de destino: Ginebra
Fecha de cierre: 30 de abril de 2014

Bibliotecaria de mapas
Número de vacante: 13/2014
Grado: P.2
Lugar de destino2014
Grado: G.5
Lugar de destinuevo aviso

Jardinero mayor
Número de vacante: 14/: Lima
Fecha de cierre: hasta no: Ginebra
Fecha de cierre: 15 de mayo de 2014
"""  # found by fuzz_text.py

    titles = [entry.title for entry in parse_listing(page.encode(), "page").entries]

    assert len(titles) == 2


def test_a_text_at_the_foot_does_not_make_the_name_of_a_page_a_title() -> None:
    page = """Friends of the Old Lamp on the Quay

9 May 2014

The lamp gets a new roof

2 May 2014

Old pilot counts the boats of the bay

18 April 2014

Nets dry faster in the new shed

7 April 2014

Ferry takes the long way round

The friends of the lamp meet each Thursday on the quay, where all are welcome and get a cup of soup from the keeper.
"""

    dated = [(entry.dateline, entry.title) for entry in parse_listing(page.encode(), "page").entries]

    assert dated == [
        ("9 May 2014", "The lamp gets a new roof"),
        ("2 May 2014", "Old pilot counts the boats of the bay"),
        ("18 April 2014", "Nets dry faster in the new shed"),
        ("7 April 2014", "Ferry takes the long way round"),
    ]

"""Listings: one small case a behaviour, `cases/<what it shows>.txt` beside `.json`."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import asdict, replace

from feedpub.errors import SourceError
from feedpub.listings import parse_listing

CASES = Path(__file__).parent / "cases"
PROGRAMME = """Workshop on nets

Monday 12 March 2012

08:30 - 09:00\tFirst knots
09:00 - 09:45\tOpening
Words of the harbour master
09:45 - 11:00\tTwine and tar
11:00 - 11:15\tCoffee

Tuesday 13 March 2012

09:00 - 10:30\tMending at sea
10:30 - 12:30\tWork in groups
"""
OFFICES = """Harbour office

MONDAY

8.00-17.00

TUESDAY

8.00-15.45

VISITORS

Open all day

(room 102)

{phone}(47354) 6-13-92

CLERKS

Open all day

(rooms 104, 106)

{phone}(47354) 6-05-41

ARCHIVES

Open all day

(room 107)

{phone}(47354) 6-13-92
"""
DUES = """Harbour dues

Due\tOwner\tSkipper\tIn force since
Mooring\t12.80 %\t0.75 %\t01/01/2006
Water\t1.75 %\t0.25 %\t13/01/2014
Waste\t5.25 %\t-\t13/01/2014
Pilot\t0.10 %\t-\t14/01/2011
"""
STATES = """Convention on the lamps of boats

State\tDate\tStatus\tNote
Albania\t24 July 2004\tIn force\tLamps of 14 candles
Austria\t30 April 2004\tIn force\tLamps of 15 candles
Belize\t9 November 2005\tIn force\tLamps of 16 candles
Bulgaria\t6 December 2001\tIn force\tLamps of 17 candles
Cuba\t1 June 2004\tNot in force\tFrom next year on
"""
CELLS = """Opportunity\tType\tPosted On
ROTOR, GENERATOR
SPE4A516
16 -- Boat components & accessories
Harbour Logistics Agency
Harbour Acquisition Locations
Harbour Aviation - BSM\tSources Sought\tMar 10, 2016
65--Mather-Blood Products
VA26116
65 -- Medical supplies
Office of Old Pilots
Northern Piers Health Care System
Office of Old Pilots No. 4 Health Care\tSolicitation\tMar 10, 2016
Expert Consultant Services - Tides
DJJF16-RFP
A -- Research & Development
Office of Justice
Offices/Boards/Divisions
Procurement Services Staff (PSS)\tPresolicitation / Total Small Business\tMar 10, 2016
84--OVERALLS
SPMYM216
84 -- Clothing, individual equipment & insignia
Office of the Navy
Naval Supply Systems Command
Maritime PSNS\tPresolicitation / Total Small Business\tMar 10, 2016
REPEATER COLOR
SPRMM1-16
61 -- Electric wire & power & distribution equipment
Harbour Logistics Agency
Wire Acquisition Locations
Land and Maritime\tSources Sought\tMar 10, 2016
"""
"""Rows whose cells hold several lines each."""
SEED = (Path(__file__).parents[1] / "seeds/000_13a221a9c33e9288.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", sorted(CASES.glob("*.txt")), ids=lambda case: case.stem)
def test_a_listing_reads_as_its_case_says(case: Path) -> None:
    listing = parse_listing(case.read_bytes(), "listing.txt")

    read = [replace(entry, stood="") for entry in listing.entries]
    entries = [{key: value for key, value in asdict(entry).items() if value} for entry in read]
    expected = json.loads(case.with_suffix(".json").read_text(encoding="utf-8"))
    assert expected == {"entries": entries, "problems": [str(problem) for problem in listing.problems]}


TALKS = """{head}

{days[0]}
The tides and the trade of small ports
{days[1]}
Welcome to the Fourth Meeting of Pilots
{days[2]}
What a lighthouse costs, and whom it serves
"""

MEETING = """{head}

Opening words of the old harbour master

All pilots were there but two.

The costs of a lamp for the pier

It costs less than was thought.

A new boat for the northern bay

It comes in autumn, said the master.

{foot}
"""
"""One text in parts: its day heads it, or its last part has nothing below it."""


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n \n\t\n",
        "News and articles\n",
        "Dear all,\n\n29 November 2019\n\nplease come on time.\n",
        "1. Milk\n2. Eggs\n3. Bread\n",
        "<html><body><h1>News</h1><p>29 November 2019</p></body></html>",
        "It was 29 November 2019, and they talked. " * 30,
        PROGRAMME,
        DUES,
        STATES,
        CELLS,
        MEETING.format(head="Pilots of Olen\n\n# Friday, 3 May 2019", foot="Write to us"),
        MEETING.format(head="Pilots of Olen\n\nArchive: 3 May 2019", foot="Rope week opens again on the quay"),
        OFFICES.format(phone="Tel."),
        OFFICES.format(phone="Тел. "),
        TALKS.format(head="Last updated March 2008", days=("14 November", "29 August", "5 July")),
        TALKS.format(head="Talks 2008", days=("14 November", "29 August", "5 October")),
        "Talks 2008\n\n14 November: Tides\n29 August: Pilots\n5 October: What a lighthouse costs\n",
        "Updated March 2008\n\n14 November: Tides\n29 August: Pilots\n5 July: What a lighthouse costs\n",
        "Ferries 2008\n\n1 May to 30 June: each hour\n\nThe ferry takes cars, too.\n\nDogs must be held.\n\n24 December: none\n",
    ],
)
def test_a_page_that_is_no_listing_is_an_error_that_names_it(text: str) -> None:
    with pytest.raises(SourceError, match=r"listing\.txt: "):
        parse_listing(text.encode(), "listing.txt")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_byte_order_mark_says_the_encoding(encoding: str) -> None:
    expected = parse_listing(SEED.encode(), "listing.txt")

    assert expected == parse_listing(SEED.encode(encoding), "listing.txt")


def test_a_declared_encoding_is_used() -> None:
    text = SEED.replace("©", "").replace("“", '"').replace("”", '"')

    assert (
        parse_listing(text.encode(), "x").entries
        == parse_listing(text.encode("cp1252"), "x", encoding="cp1252").entries
    )


def test_a_charset_that_nobody_knows_does_not_count() -> None:
    text = SEED.replace("e", "é", 3).encode("cp1252")

    assert parse_listing(text, "x", charset="utf9").entries == parse_listing(text, "x").entries


def test_a_byte_of_no_known_encoding_is_named_with_its_line() -> None:
    with pytest.raises(SourceError, match=r"listing\.txt:6: byte 0x81 is not UTF-8 text.*encoding = "):
        parse_listing(SEED.replace("migrants’", "migrants\x81").encode("latin-1", "ignore"), "listing.txt")


def test_undeclared_cp1252_is_read_with_a_warning_that_names_its_line() -> None:
    expected = parse_listing(SEED.encode(), "listing.txt")

    actual = parse_listing(SEED.encode("cp1252"), "listing.txt")

    assert expected.entries == actual.entries
    assert ["listing.txt:6: this is not UTF-8 text and was read as cp1252"] == [
        str(problem).partition(";")[0] for problem in actual.problems
    ]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_byte_order_mark_is_proved_by_its_zeros(encoding: str) -> None:
    expected = parse_listing(SEED.encode(), "listing.txt")

    assert expected == parse_listing(SEED.encode(encoding), "listing.txt")


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n\n", "\n"),
        lambda text: text.replace("\n\n", "\n\n\n\n"),
        lambda text: "\n".join(line.strip() for line in text.split("\n")),
        lambda text: text.replace("    ", "\t"),
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: text.replace(",\n", "\n"),
        lambda text: text + "\n\n\n",
    ],
    ids=["crlf", "no blank lines", "more blank lines", "no indent", "tabs", "hard spaces", "no commas", "blank end"],
)
def test_white_space_and_commas_say_nothing(change: object) -> None:
    assert callable(change)
    expected = parse_listing(SEED.encode(), "x")

    actual = parse_listing(change(SEED).encode(), "x")

    fields = ("title", "kicker", "credit", "summary")
    assert [[getattr(e, f) for f in fields] for e in expected.entries] == [
        [getattr(e, f) for f in fields] for e in actual.entries
    ]


VIDEOS = (Path(__file__).parents[1] / "seeds/004_13e796492932063b.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("11 March 2021", "11 Marhc 2021"),
        ("    11 March 2021\n\n", ""),
        ("    11 March 2021", "    A subtitle\n\n    11 March 2021"),
        ("to discuss the", "to:\n\n1. discuss\n\n2. sing\n\n3. write\n\n    the"),
    ],
    ids=["typo in the date", "no date", "subtitle", "numbers in the summary"],
)
def test_one_damaged_entry_costs_no_other(old: str, new: str) -> None:
    expected = parse_listing(VIDEOS.encode(), "x").entries

    actual = parse_listing(VIDEOS.replace(old, new, 1).encode(), "x").entries

    assert [entry.title for entry in expected[1:]] == [entry.title for entry in actual[1:]]
    assert [entry.summary for entry in expected[1:]] == [entry.summary for entry in actual[1:]]


@pytest.mark.parametrize(
    "menu", ["- Home\n- News\n- About\n\n", "Showing 1-10 of 300\n\n", "1. Home\n2. News\n3. About\n\n"]
)
def test_a_menu_above_the_listing_is_no_entry_and_no_section(menu: str) -> None:
    expected = parse_listing(SEED.encode(), "x").entries

    actual = parse_listing((menu + SEED).encode(), "x").entries

    assert [entry.title for entry in expected] == [entry.title for entry in actual]
    assert {""} == {entry.section for entry in actual}


@pytest.mark.parametrize("foot", ["\n    © 1996-2020 X | Privacy\n", "\n- Home\n- News\n"])
def test_the_foot_of_a_page_is_no_summary(foot: str) -> None:
    expected, actual = (parse_listing(text.encode(), "x").entries for text in (SEED, f"{SEED}\n{foot}"))

    assert [replace(entry, stood="") for entry in expected] == [replace(entry, stood="") for entry in actual]


POSTS = """News

## A new deck for the ferry

21 June 2021 | Harbour

The planks are of oak.

## The crane is sold

7 June 2021 | Docks

Nobody knows who bought it.

## Lamps for the mole

28 May 2021 | Harbour

They burn until six.

"""


@pytest.mark.parametrize(
    "foot",
    [
        "Pagina 1 di 9   « Inizio  Prec  1  2  3  4  Succ  Fine »",
        "[41] [42] [43] Volgende berichten bekijken",
        "* 1\n* 2\n* Suivant >",
        "Eldre saker »",
        "« Previous Entries",
        "Weitere Beiträge laden",
    ],
)
def test_what_leads_to_other_pages_is_no_summary_in_any_language(foot: str) -> None:
    expected, actual = (parse_listing(text.encode(), "x").entries for text in (POSTS, POSTS + foot))

    assert [entry.summary for entry in expected] == [entry.summary for entry in actual]


@pytest.mark.parametrize("text", ["« Marées »", "Quais 1 2 3", "Les marées » et les vents", "1909, 1910, 1911 | 1912"])
def test_quotes_and_numbers_of_a_text_lead_to_no_other_page(text: str) -> None:
    listing = parse_listing(f"{POSTS}{text}".encode(), "x")

    assert listing.entries[-1].summary.endswith(text)


def test_a_date_line_that_lost_its_indent_is_no_heading() -> None:
    actual = parse_listing(SEED.replace("\n    28 November", "\n28 November").encode(), "x")

    assert parse_listing(SEED.encode(), "x") == actual


@pytest.mark.parametrize("size", range(100, len(SEED.encode()), 97))
def test_a_file_cut_at_any_byte_gives_no_wrong_title(size: int) -> None:
    whole = {entry.title: entry for entry in parse_listing(SEED.encode(), "x").entries}
    text = SEED.encode()[:size].decode(errors="ignore")

    try:
        entries = parse_listing(text.encode(), "x").entries
    except SourceError:
        return

    assert {entry.title for entry in entries} <= set(whole)
    assert all(entry.dateline.rstrip(", ") in whole[entry.title].dateline for entry in entries)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.binary(max_size=400) | st.text(alphabet="1.2\n \t-*29 May 2020,©A", max_size=400).map(str.encode))
def test_any_bytes_give_entries_or_a_clear_error(data: bytes) -> None:
    fault = ""
    try:
        found = len(parse_listing(data, "listing.txt").entries)
    except SourceError as error:
        found, fault = 0, str(error)

    assert found or fault.startswith("listing.txt")


def test_one_date_above_the_twelfth_proves_the_order_of_the_whole_page() -> None:
    page = "1. News\n   Title one\n   04/05/2013\n\n2. News\n   Title two\n   24/04/2013\n"

    listing = parse_listing(page.encode(), "x")

    assert listing.terms.order == "dmy"


def test_a_kicker_that_says_article_stays_below_a_credit() -> None:
    page = """1. © Pavel Silva 2021

   Article

   Five questions about small loans

   17 June 2021

2. Event

   Court rules on wages

   16 June 2021

3. Event

   Nurses meet in Lima

   15 June 2021
"""

    listing = parse_listing(page.encode(), "listing")

    assert ["Article", "Event", "Event"] == [entry.kicker for entry in listing.entries]

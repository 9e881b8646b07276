"""Listings: one small case a behaviour, `cases/<what it shows>.txt` beside `.json`."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedpub.errors import SourceError
from feedpub.listings import parse_listing

CASES = Path(__file__).parent / "cases"
SEED = (Path(__file__).parents[1] / "seeds/000_13a221a9c33e9288.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", sorted(CASES.glob("*.txt")), ids=lambda case: case.stem)
def test_a_listing_reads_as_its_case_says(case: Path) -> None:
    listing = parse_listing(case.read_bytes(), "listing.txt")

    entries = [{key: value for key, value in asdict(entry).items() if value} for entry in listing.entries]
    expected = json.loads(case.with_suffix(".json").read_text(encoding="utf-8"))
    assert expected == {"entries": entries, "problems": [str(problem) for problem in listing.problems]}


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

    assert parse_listing(text.encode(), "x").entries == parse_listing(text.encode("cp1252"), "x", encoding="cp1252").entries


def test_a_byte_of_another_encoding_is_named_with_its_line() -> None:
    with pytest.raises(SourceError, match=r"listing\.txt:6: byte 0x92 is not UTF-8 text.*encoding = "):
        parse_listing(SEED.replace("migrants’", "migrants\x92").encode("latin-1", "ignore"), "listing.txt")


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


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.binary(max_size=400) | st.text(alphabet="1.2\n \t-*29 May 2020,©A", max_size=400).map(str.encode))
def test_any_bytes_give_entries_or_a_clear_error(data: bytes) -> None:
    try:
        listing = parse_listing(data, "listing.txt")
    except SourceError as error:
        assert str(error).startswith("listing.txt")
    else:
        assert listing.entries or listing.problems

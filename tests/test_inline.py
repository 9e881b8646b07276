"""Plain lines that a date begins or ends are read without a search for dates, and as by one."""

from datetime import date
from itertools import islice

import pytest
from benchmarks.pages import ENTRIES, TEXTS
from hypothesis import given, settings
from hypothesis import strategies as st
from layouts import DATES

from feedpub.dates import Order, Terms
from feedpub.dates.lexicon import lexicon
from feedpub.listings.text.wording.dating import dated_line
from feedpub.listings.text.wording.inline import plain_dateline, plain_inside
from feedpub.listings.text.wording.parting import dated_inside

PLAIN = [
    "Oak",
    "mill",
    "Harbour",
    "bridge",
    "12",
    "2,000",
    "Paris,",
    "Town",
    "hall",
    "reopens",
    "été",
    "Музей",
    "新闻",
    "of-the",
    "d'or",
    "“Home”",
    "p.m.",
    "5",
    "No.",
    "Press",
    "release",
]
PRINTED = [
    *DATES.values(),
    lambda day: f"{day.year}年{day.month}月{day.day}日",
    lambda day: f"{day.day}. мая {day.year}",
]
WORDS = st.lists(
    st.one_of(st.sampled_from(PLAIN), st.sampled_from(PLAIN), st.sampled_from(sorted(lexicon().codes))),
    min_size=1,
    max_size=6,
)


@settings(max_examples=2000, derandomize=True, deadline=None, database=None)
@given(
    WORDS,
    st.dates(date(1950, 1, 1), date(2049, 12, 31)),
    st.sampled_from(PRINTED),
    st.sampled_from(
        [
            *("{0} – {1}", "{0} | {1}", "{0}: {1}", "{0} {1}", "{1} – {0}", "{1} ({0})", "{1}, {0}", "{1} - {0}"),
            *("{0}\t{1}", "{1}\t{0}"),
        ]
    ),
    st.sampled_from(["dmy", "mdy", None]),
)
def test_a_plain_line_is_read_as_a_search_for_its_dates_would(words, day, printed, line, order) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
    terms = Terms(order=order)
    title = " ".join(words)
    whole = line.format(printed(day), title[:1].upper() + title[1:])

    plain = plain_inside(whole, terms)

    if plain is not None:
        assert (plain.date,) == dated_inside(whole, terms)
        assert not plain.alone or dated_line(whole.replace("\t", " "), terms) is None


@settings(max_examples=1000, derandomize=True, deadline=None, database=None)
@given(
    st.sampled_from(["PARIS", "Geneva", "Lagos, Nigeria", "Washington D.C.", "News", "In", "Bonn, 3 people", "Until"]),
    st.dates(date(1950, 1, 1), date(2049, 12, 31)),
    st.sampled_from(PRINTED),
    st.sampled_from(["{0}, {1} – {2}", "{0} {1} -- {2}", "{0}, {1} - {2}", "{0} – {1} – {2}"]),
    WORDS,
)
def test_a_plain_dateline_is_read_as_a_search_for_its_dates_would(place, day, printed, line, words) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
    whole = line.format(place, printed(day), " ".join(words).capitalize())

    plain = plain_dateline(whole, Terms())

    if plain is not None:
        assert [plain] == [one for one in dated_inside(whole, Terms()) if one.form == "dateline"]


@pytest.mark.parametrize("line", ["3 May 2019 – Read more", "3 May 2019 | Home", "PARIS, 3 May 2019 – Read more"])
def test_what_leads_on_behind_a_date_is_no_text_of_it(line: str) -> None:
    assert plain_inside(line, Terms()) is None
    assert plain_dateline(line, Terms()) is None
    assert dated_inside(line, Terms()) == ()


def test_a_paper_behind_a_date_and_a_space_may_be_no_title() -> None:
    line = "1 January 2000 Oak 新闻"

    assert plain_inside(line, Terms()) is None
    assert dated_line(line, Terms()) is not None


def test_most_datelines_are_plain() -> None:
    lines = TEXTS["dateline"](4000).split("\n")[3::3]

    plain = [plain_dateline(line, Terms()) is not None for line in lines]

    assert sum(plain) > 0.8 * len(plain)


@pytest.mark.parametrize("kind", ["day – title", "day: title", "iso day title", "title – day", "title (day)"])
def test_most_lines_of_a_title_and_its_date_are_plain(kind: str) -> None:
    order: Order = "dmy"
    lines = list(islice(TEXTS[kind](4000).split("\n"), 2, 100))

    plain = [plain_inside(line, Terms(order=order)) is not None for line in lines]

    assert kind in ENTRIES
    assert sum(plain) > 0.8 * len(plain)

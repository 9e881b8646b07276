"""Dates within a text, headings, machine forms, and what a page proves. Lines are in cases/dates/lines.txt."""

import re
import time
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from dateutil.parser import parse
from hypothesis import given, settings
from hypothesis import strategies as st
from test_date_cases import CASES

from feedpub.dates import (
    Dateline,
    Heading,
    Order,
    Refusal,
    Terms,
    find_dates,
    foreign_letters,
    has_foreign_edges,
    parse_dateline,
    parse_heading,
    parse_moment,
    parse_year_or_month,
    prove_languages,
    prove_order,
    tokens,
)
from feedpub.dates.fold import fold, is_english
from feedpub.dates.languages import LANGUAGES, Language
from feedpub.dates.lexicon import lexicon
from feedpub.dates.plain import read_plain

# ── dates within a text ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("CONAKRY, 29 December 2015 – Two years after the first child fell ill", ["29 December 2015"]),
        ("NEW YORK, NY (September 17, 2020) – With only 27% of parents", ["September 17, 2020"]),
        ("SKOPJE, 14 December 2007- Young climbers got licences", ["14 December 2007"]),
        ("24 July 2019 — Yesterday, 32 children were freed", ["24 July 2019"]),
        ("In Doha, Qatar on 23 April 2012, he said", ["23 April 2012"]),
        ("from April 14, 2021 through October 15, 2021.", ["from April 14, 2021 through October 15, 2021"]),
        ("Two years after 3 May 2013 (COVID-19) and 5 mai 2014", ["3 May 2013", "5 mai 2014"]),
        ("Open: 5 May 2019, 10:30 GMT+7 in Hall 3", ["5 May 2019, 10:30 GMT+7"]),
        ("愛媛2020.11.23 15:52 更新", ["2020.11.23 15:52"]),
        ("04/05/13", ["04/05/13"]),
        ("Posted: yesterday", ["yesterday"]),
        ("Filed 3 hours ago under News", ["3 hours ago"]),
        ("met by phone, from 13:00 to 17:15", []),
        ("version 1.2.2020 of ISO 9001-2015, No. 12/2019", []),
        ("© 2018-2020 Jane Doe, COVID-19, call 022-799-2019", []),
        ("https://www.example.org/2019/05/03/title", []),
        ("It was yesterday that we met", []),
        ("Who may 2020 be kind to, find out 20 ways", []),
        ("mars 2021 (archives)", ["mars 2021"]),
        ("Session of March 2021", ["March 2021"]),
        ("Works on the quay -11 April 2020", ["11 April 2020"]),
        ("from 28 March -11 April 2020", ["from 28 March -11 April 2020"]),
    ],
)
def test_dates_are_found_where_they_stand_in_a_text(text: str, dates: list[str]) -> None:
    found = find_dates(text)

    assert dates == [text[one.start : one.end] for one in found]


def test_a_found_date_is_read_like_a_date_line() -> None:
    found = find_dates("Geneva, 3 May 2012 to 5 May 2012; again on Friday 6 May 2012")

    assert Dateline(day=date(2012, 5, 3), end=date(2012, 5, 5)) == found[0].read
    assert isinstance(found[1].read, Refusal)


# ── headings ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("2021", Heading(year=2021)),
        ("2021年", Heading(year=2021)),
        ("٢٠٢١", Heading(year=2021)),
        ("News archive 2016", Heading(year=2016)),
        ("March 2021", Heading(year=2021, month=3)),
        ("2021 March", Heading(year=2021, month=3)),
        ("January 2022:", Heading(year=2022, month=1)),
        ("Junio de 2008", Heading(year=2008, month=6)),
        ("Archives – mars 2021", Heading(year=2021, month=3)),
        ("Ноябрь 2020", Heading(year=2020, month=11)),
        ("تشرين الثاني 2020", Heading(year=2020, month=11)),
        ("令和2年11月", Heading(year=2020, month=11)),
        ("March", Heading(year=2019, month=3)),
        ("Wednesday 3 March 2021", Heading(year=2021, month=3, day=3)),
        ("3 March", Heading(year=2019, month=3, day=3)),
        ("Marching orders", None),
        ("3 March 2021, Geneva", None),
        ("19–21 March 2021", None),
        ("Spring 2021", None),
        ("1850", None),
        ("12", None),
        ("令和2年13月", None),
        ("COVID-19 in March 2021", None),
        ("World Day 2021", None),
        ("", None),
    ],
)
def test_a_heading_gives_the_year_month_or_day_of_what_stands_below_it(line: str, heading: Heading | None) -> None:
    assert heading == parse_heading(line, Terms(year=2019))


# ── machine forms ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "day", "instant"),
    [
        ("2019-05-05", date(2019, 5, 5), None),
        ("20190505", date(2019, 5, 5), None),
        ("2019-W18-7", date(2019, 5, 5), None),
        ("2019-125", date(2019, 5, 5), None),
        ("2019-05-05T10:00:00Z", date(2019, 5, 5), datetime(2019, 5, 5, 10, tzinfo=UTC)),
        ("20190505T100000Z", date(2019, 5, 5), datetime(2019, 5, 5, 10, tzinfo=UTC)),
        ("2019-05-05T10:00", date(2019, 5, 5), datetime(2019, 5, 5, 8, tzinfo=UTC)),
        ("2019-05-05 10:00:00", date(2019, 5, 5), datetime(2019, 5, 5, 8, tzinfo=UTC)),
        ("2019-05-05 10:00:00 +0300", date(2019, 5, 5), datetime(2019, 5, 5, 7, tzinfo=UTC)),
        ("2019-05-05T10:00:00.75+02:00", date(2019, 5, 5), datetime(2019, 5, 5, 8, tzinfo=UTC)),
        ("2019-05-05T10:00:00+02:00[Europe/Paris]", date(2019, 5, 5), datetime(2019, 5, 5, 8, tzinfo=UTC)),
        ("2019-05-05T24:00:00Z", date(2019, 5, 5), datetime(2019, 5, 6, tzinfo=UTC)),
        ("Sun, 05 May 2019 10:00:00 GMT", date(2019, 5, 5), datetime(2019, 5, 5, 10, tzinfo=UTC)),
        ("Sun, 05 May 2019 10:00:00 CST", date(2019, 5, 5), datetime(2019, 5, 5, 16, tzinfo=UTC)),
        ("Sun May  5 10:00:00 EDT 2019", date(2019, 5, 5), datetime(2019, 5, 5, 14, tzinfo=UTC)),
        ("Sun May  5 10:00:00 2019 -0400", date(2019, 5, 5), datetime(2019, 5, 5, 14, tzinfo=UTC)),
        ("10:00 CET, May 9, 2019", date(2019, 5, 9), datetime(2019, 5, 9, 9, tzinfo=UTC)),
        ("11:15 PM CET, 5 May 2019", date(2019, 5, 5), datetime(2019, 5, 5, 22, 15, tzinfo=UTC)),
        ("Sun May  5 10:00:00 2019 GMT", date(2019, 5, 5), datetime(2019, 5, 5, 10, tzinfo=UTC)),
        ("Sun May 05 10:00:00 +0000 2019", date(2019, 5, 5), datetime(2019, 5, 5, 10, tzinfo=UTC)),
    ],
)
def test_a_machine_form_gives_its_day_and_instant(text: str, day: date, instant: datetime | None) -> None:
    assert Dateline(day=day, instant=instant) == parse_moment(text, Terms(zone=ZoneInfo("Europe/Berlin")))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2019-05", "part of a date"),
        ("2019", "part of a date"),
        ("2019-13-45", "no day of the calendar"),
        ("2019-02-29T10:00Z", "no day of the calendar"),
        ("2019-05-05T25:00", "no time of day"),
        ("2019-05-05T10:00:60Z", "no time of day"),
        ("2019-05-05Tea", "no moment"),
        ("2019-W54-1", "no moment"),
        ("Mon, 05 May 2019 10:00:00 GMT", "is a Sunday"),
    ],
)
def test_a_machine_form_that_is_no_moment_is_refused_with_the_reason(text: str, words: str) -> None:
    actual = parse_moment(text)

    assert isinstance(actual, Refusal)
    assert words in actual.reason


@pytest.mark.parametrize("text", ["", "soon", "1557050400", "0000-00-00", "P3D", "10:00", "2019" * 50])
def test_what_is_no_date_for_machines_is_none(text: str) -> None:
    assert parse_moment(text) is None


# ── what a page proves ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("lines", "order"),
    [
        (["04/05/2013", "24/05/2013"], "dmy"),
        (["04/05/2013", "05/24/2013"], "mdy"),
        (["04/05/2013"], None),
        (["24/05/2013", "05/24/2013"], None),
        (["45/45/2013", "24/05/2013"], "dmy"),
        (["4.5.2013-9.5.2013", "24.5.2013-6.6.2013"], "dmy"),
        (["٠٤/٠٥/٢٠١٣", "٢٤/٠٥/٢٠١٣"], "dmy"),
        # A date line counts before a date in prose.
        (["04/05/2013", "05/24/2013", "They met on 25/12/2012 in Geneva and left"], "mdy"),
        (["04/05/2013", "They met on 25/12/2012 in Geneva and left"], "dmy"),
        # 4 May 2021 is a Tuesday, 5 April 2021 a Monday.
        (["Tue 04/05/2021", "06/05/2021"], "dmy"),
        (["Mon 04/05/2021", "06/05/2021"], "mdy"),
        (["Tue 04/05/2021", "Mon 04/05/2021"], None),
        (["05/01/2021", "04/11/2021", "04/05/2021", "03/12/2021", "03/02/2021"], "mdy"),
        (["01/05/2021", "11/04/2021", "05/04/2021", "12/03/2021", "02/03/2021"], "dmy"),
        (["05/01/2021", "04/11/2021", "04/05/2021"], None),
        (["01/02/2021", "02/02/2021", "03/02/2021", "04/02/2021", "05/02/2021"], None),
        (["version 1.13.2020"], None),
        ([], None),
    ],
)
def test_the_order_of_numbers_is_proved_by_the_page_or_not_at_all(lines: list[str], order: str | None) -> None:
    assert order == prove_order(lines)


RAIN = ["The river rose by two metres in five hours, and the ferry is out of order.", "It was free for all of us."]


@pytest.mark.parametrize(
    ("lines", "order"),
    [
        (["12.1.2018", "Las solicitudes de las becas en el mes de marzo", "9.1.2018", "El reparto de la cuota"], "dmy"),
        (["12/1/2018", "Las solicitudes de las becas en el mes de marzo", "9/1/2018", "El reparto de la cuota"], None),
        (["03.02.2020", "Der Hafen wird ausgebaut, und die Arbeiten dauern bis in den Herbst."], "dmy"),
        (["03/02/2020", "Der Hafen wird ausgebaut, und die Arbeiten dauern bis in den Herbst."], None),
        (["04.06.2024", "O rio subiu, e não há aulas na cidade.", "Os postos abrem com uma fila da noite."], "dmy"),
        (["04/06/2024", "O rio subiu, e não há aulas na cidade.", "Os postos abrem com uma fila da noite."], None),
        (["03.10.2025", "Мост у деревни закроют на ночь"], "dmy"),
        (["03/10/2025", "Мост у деревни закроют на ночь"], None),
        (["03/06/2024", "تبدأ حركة السيارات يوم الاثنين"], None),
        (["03.02.2020", *RAIN], None),
        (["03.02.2020", "Los Olmos y La Mesa", "Las Palmas wins El Prado prize in Los Olmos", "La Mesa opens"], None),
        (["03.02.2020", *["IST opens lab on Mill Street", "IST choir sings"] * 3], None),
        (["03.02.2020", "03/02/2020", "Der Hafen wird ausgebaut, und die Arbeiten dauern bis in den Herbst."], None),
        (["03.02.2020", "灯塔参观"], None),
    ],
)
def test_languages_in_which_days_stand_before_points_prove_the_order(lines: list[str], order: str | None) -> None:
    assert order == prove_order(lines)


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["A ponte abriu na segunda-feira (4).", "Na terça-feira (5) não há aulas."], "dmy"),
        (["A ponte abriu na segunda-feira (4).", "Não há aulas."], None),
        (["A ponte abriu na segunda-feira (4).", "Foi na quarta-feira (3)."], None),
        (["A ponte abriu na terça-feira (2).", "Foi na quarta-feira (3)."], None),
        (["The bridge opens on Monday (4).", "The map is shown on Tuesday (5)."], None),
        (["The bridge opens on 4 March.", "The map is shown on 5 March and on 7 March."], None),
    ],
)
def test_days_that_portuguese_texts_below_dates_number_prove_the_order(texts: list[str], order: str | None) -> None:
    assert order == prove_order(["News", "04/03/2019", texts[0], "04/03/2019", texts[1]])


@pytest.mark.parametrize(
    ("lines", "order"),
    [
        (["20.11.23", "20.11.09"], None),
        (["98.11.23"], "ymd"),
        (["23.11.98"], "dmy"),
        (["23.11.20", "31.12.99"], "dmy"),
        (["20-12-06", "20-11-04", "20-10-28", "20-08-21", "20-06-12"], "ymd"),
    ],
)
def test_two_digit_years_count_where_they_are_declared(lines: list[str], order: str | None) -> None:
    assert prove_order(lines) is None
    assert order == prove_order(lines, Terms(two_digit_years=True))


@pytest.mark.parametrize(
    ("lines", "order"),
    [
        (["港のお知らせ", "灯台の見学会(19-01-06)", "新しい船の名前(19-01-05)"], "ymd"),
        (["港のお知らせ", "灯台の見学会(06-01-2019)", "新しい船の名前(05-01-2019)"], None),
        (["港口新闻", "灯塔参观(19-01-06)", "新船的名字(19-01-05)"], None),
        (["News", "The lighthouse is open (19-01-06)", "灯台の見学会(19-01-05)"], None),
    ],
)
def test_years_of_two_digits_come_first_on_pages_in_japanese(lines: list[str], order: str | None) -> None:
    assert order == prove_order(lines, Terms(two_digit_years=True))


@pytest.mark.parametrize("order", ["dmy", "mdy", "ymd"])
def test_a_declared_order_needs_no_proof(order: Order) -> None:
    assert order == prove_order(["24/05/2013", "05/24/2013"], Terms(order=order))


@pytest.mark.parametrize(
    ("lines", "languages"),
    [
        (["Nachrichten", "5. März 2021", "3. Mai 2021"], ("de",)),
        (["5 abril 2021", "3 mayo 2021"], ("es",)),
        (["5 abril 2021"], ("es", "pt", "ca")),
        (["20 May 2016", "18 May 2016"], ("en",)),
        (["5 nov 2021", "5 août 2021"], ("fr",)),
        (["5 января 2021"], ("ru",)),
        (["2021年3月5日（金）", "令和3年3月5日"], ("ja",)),
        (["2021年3月5日 星期五"], ("zh",)),
        (["05/24/2013"], ()),
        (["A title in May"], ()),
    ],
)
def test_the_names_of_months_prove_the_languages_of_a_page(lines: list[str], languages: tuple[str, ...]) -> None:
    assert languages == prove_languages(lines)


# ── properties ────────────────────────────────────────────────────────────────────────────────────────

DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
PIECES = st.sampled_from(
    [
        *("5", "05", "31", "12", "2019", "20", "1999", "May", "mars", "ноября", "年", "月", "日", "号", "令和", "元"),
        *("/", "-", ".", " ", ", ", "–", ":", "'", "(", ")", "|", "th", "º", "er", "de", "of", "to", "al", "bis", "au"),
        *("Mon", "Tuesday", "lundi", "星期四", "10:30", "pm", "Uhr", "h", "GMT", "+7", "CST", "T", "Z", "ago", "vor"),
        *("3 hours", "yesterday", "Posted", "Updated", "Geneva", "NEW YORK", "©", "Q3", "Spring", "٢٠٢٠", "\u200f"),
    ]
)
TERMS = st.builds(
    Terms,
    order=st.sampled_from(["dmy", "mdy", "ymd", None]),
    two_digit_years=st.booleans(),
    year=st.sampled_from([None, 2019]),
    month=st.sampled_from([None, 5]),
    fetched=st.sampled_from([None, datetime(2020, 5, 5, tzinfo=UTC)]),
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=14).map("".join)), TERMS)
def test_any_text_is_read_or_refused_and_never_breaks(text: str, terms: Terms) -> None:
    found = find_dates(text, terms)
    parse_heading(text, terms)
    parse_moment(text, terms)
    prove_order([text], terms)

    ends = [0, *(one.end for one in found)]
    assert all(end <= one.start < one.end <= len(text) for end, one in zip(ends, found, strict=False))


@given(st.one_of(st.text(), st.lists(PIECES, max_size=14).map("".join)), st.sampled_from(["dmy", "mdy", None]))
def test_no_day_is_read_that_is_not_printed(text: str, order: Order | None) -> None:
    read = parse_dateline(text, Terms(order=order))

    if isinstance(read, Dateline):
        numbers = {int(digits) for digits in re.findall(r"[0-9]+", fold(text))}
        era = "令和" in text
        assert all(day.day in numbers and (day.year in numbers or era) for day in (read.day, read.end or read.day))
        assert read.place in " ".join(text.split()) or read.place in text


FORMS = [
    *("{d} {m} {y}", "{d}. {m} {y}", "{d} {m}, {y}", "{m} {d}, {y}", "{d} de {m} de {y}", "{d:02}-{m}-{y}"),
    *("{y} {m} {d}", "Geneva, {d} {m} {y}", "{d} {m} {y}, Geneva", "Posted on {d} {m} {y}", "({d} {m} {y})"),
    *("{d} {m} {y} 10:30", "{M} {d}, {y}", "{d} {M} {y}"),
]
NAMES = [
    (language, number, name.replace("_", " "))
    for language in LANGUAGES
    for number, names in enumerate(language.months.split("|"), 1)
    for name in names.split()
    if (language.tag, fold(name)) not in lexicon().friends  # “listopada” is another month where no language is known
]


@given(DAYS, st.sampled_from(NAMES), st.sampled_from(FORMS))
def test_a_day_written_in_any_language_and_form_reads_as_that_day(
    day: date, name: tuple[Language, int, str], form: str
) -> None:
    _, month, word = name
    day = day.replace(month=month, day=min(day.day, 28))

    read = parse_dateline(form.format(d=day.day, m=word, M=word.upper(), y=day.year))

    assert isinstance(read, Dateline)
    assert (day, None) == (read.day, read.end)


@given(DAYS, st.sampled_from([language for language in LANGUAGES if language.months and language.weekdays]))
def test_the_weekday_of_each_language_is_checked(day: date, language: Language) -> None:
    month = language.months.split("|")[day.month - 1].split()[0].replace("_", " ")
    weekdays = [names.split()[0].replace("_", " ") for names in language.weekdays.split("|")]

    read = [parse_dateline(f"{weekday} {day.day} {month} {day.year}") for weekday in weekdays]

    expected = [place == day.weekday() for place in range(7)]
    assert expected == [isinstance(one, Dateline) for one in read]
    assert all(isinstance(one, Refusal) and "weekday" in one.reason for one in read if not isinstance(one, Dateline))


def test_a_word_means_one_month_or_weekday_in_all_languages_but_for_october_in_croatian() -> None:
    meanings: dict[str, set[str]] = {}
    for language in LANGUAGES:
        for kind in ("months", "weekdays", "units", "halves", "days"):
            for place, names in enumerate(getattr(language, kind).split("|")):
                for name in names.split():
                    meanings.setdefault(f"{kind} {fold(name)}", set()).add(str(place))

    assert ["months listopada", "months listopad"] == [name for name, places in meanings.items() if len(places) > 1]
    assert {"hr"} == {tag for tag, _ in lexicon().friends}


ENGLISH = {*re.split(r"[ |]", f"{LANGUAGES[0].months} {LANGUAGES[0].weekdays}"), "st", "nd", "rd", "th", "of", "the"}


@pytest.mark.parametrize(
    "printed",
    [
        printed
        for terms, printed, answer in CASES
        if re.fullmatch(r"\d{4}-\d\d-\d\d", answer)
        and terms == CASES[0][0]
        and set(re.findall(r"[^\W\d_]+", printed.lower())) <= ENGLISH
        and re.fullmatch(r"[\w ,.-]+", printed)
    ],
)
def test_dateutil_reads_the_same_day_in_english(printed: str) -> None:
    defaults = [datetime(2003, 1, 1), datetime(2004, 2, 2)]  # noqa: DTZ001 - naive on purpose

    read = parse_dateline(printed)

    assert isinstance(read, Dateline)
    assert [read.day, read.day] == [parse(printed.replace("the ", ""), default=d).date() for d in defaults]


@pytest.mark.parametrize(
    "text",
    [
        *("1 " * 500_000, "1, " * 330_000, "2020 " * 200_000, "1/" * 500_000, "12. " * 250_000, "1-" * 500_000),
        *("may " * 250_000, "1 may " * 160_000, "from the " * 110_000, "mon, " * 200_000, "5:05 " * 200_000),
        *("3 May 2019 " * 90_000, "3/5/2019-4.5.2020 12:30 " * 40_000),
        *("年" * 300_000, "(" * 1_000_000, "x" * 1_000_000, "1" * 1_000_000, " " * 1_000_000),
    ],
    ids=lambda text: repr(text[:9]),
)
def test_a_hostile_megabyte_takes_linear_time(text: str) -> None:
    find_dates("5 May 2019")  # the grammar is compiled once
    small, large = (_seconds(text[: len(text) // share]) for share in (8, 1))

    assert large < max(20 * small, 0.5)


def _seconds(text: str) -> float:
    begin = time.process_time()
    find_dates(text)
    return time.process_time() - begin


def test_reading_dates_reads_no_library_but_for_machine_forms() -> None:
    import subprocess
    import sys

    code = "import sys; from feedpub.dates import *; parse_dateline('5 May 2019'); print('dateutil' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "False\n"


@given(
    st.dates(date(1880, 1, 1), date(2120, 1, 1)),
    st.times().map(lambda at: f"{at:%H:%M:%S}"),
    st.sampled_from(["%Y-%m-%d", "%d.%m.%Y", "%m/%d/%Y", "%d/%m/%Y", "%d-%m-%Y"]),
    st.sampled_from(["", " {}", "T{}", " {:.5}"]),
    st.sampled_from(["dmy", "mdy", "ymd", None]),
)
def test_a_date_in_plain_numbers_reads_as_by_the_grammar(
    day: date, at: str, form: str, time: str, order: Order | None
) -> None:
    terms = Terms(order=order, zone=ZoneInfo("America/New_York"))
    line = f"{day:{form}}{time.format(at)}"

    plain = read_plain(line, terms)

    assert plain in {None, parse_dateline(f"{line},", terms)}
    assert plain is None or find_dates(line, terms) == find_dates(f"{line} |", terms)
    assert plain is not None or form != "%Y-%m-%d" or not 1900 <= day.year < 2100


@settings(max_examples=500)
@given(
    st.sampled_from(sorted(word for word in lexicon().months if word.isascii() and word.isalpha())),
    st.sampled_from(["", *sorted(word for word in lexicon().weekdays if word.isascii() and word.isalpha())]),
    st.dates(date(1880, 1, 1), date(2120, 1, 1)),
    st.sampled_from(
        ["{1} {0} {2}", "{1}. {0} {2},", "{0} {1}, {2}", "{0}. {1:02} {2}", "3{1} {0} {2}", "{1} {0} 5{2}"]
    ),
    st.sampled_from([(), ("en",), ("hr",), ("cs", "pl")]),
)
def test_a_date_with_a_named_month_reads_as_by_the_grammar(
    month: str, weekday: str, day: date, form: str, languages: tuple[str, ...]
) -> None:
    terms = Terms(languages=languages)
    line = f"{weekday.title()} {form.format(month.title(), day.day, day.year)}".strip()

    plain = read_plain(line, terms)

    assert plain in {None, parse_dateline(f"{line} |", terms)}
    assert plain is None or find_dates(line, terms) == find_dates(f"{line} |", terms)
    assert (
        plain is not None
        or month not in {"may", "mai", "marzo"}
        or weekday
        or form != "{1} {0} {2}"
        or not 1900 <= day.year < 2100
    )


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "3",
                "2019",
                "May",
                "Mai",
                "–",
                "—",
                "·",
                "•",
                "“",
                "’",
                "«",
                "…",
                "noon",
                "a.m.",
                "o'clock",
                "1st",
                "12:30",
                "§",
                "of",
                "news",
                "年",
                "5月",
            ]
        ),
        max_size=7,
    )
)
def test_a_text_in_english_letters_is_cut_as_any_other(words: list[str]) -> None:
    for text in ("".join(words), " ".join(words)):
        folded = fold(text)

        assert not is_english(folded) or tokens.in_any_script().findall(folded) == tokens.tokenize(text).words


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["3", "2019", "2020年", "May", "juin", "archive", "News", "–", "|", ":", "of", "5月", "12", "Titel"]
        ),
        max_size=5,
    )
)
def test_a_heading_without_a_day_is_a_year_or_a_month(words: list[str]) -> None:
    line = " ".join(words)

    heading = parse_heading(line)

    assert (heading if heading and heading.day is None else None) == parse_year_or_month(line)


@given(
    st.lists(
        st.sampled_from(
            [*sorted(lexicon().codes), "library", "3", "2019", "31", "17.", "Smith", "(", "-", "of", "10:30"]
        ),
        max_size=9,
    ).map(" ".join)
)
def test_words_that_no_date_has_stand_in_none(text: str) -> None:
    inside = "".join(text[found.start : found.end] for found in find_dates(text))

    assert foreign_letters(inside) == 0
    if has_foreign_edges(text):
        assert not any(found.start == 0 or found.end == len(text) for found in find_dates(text))

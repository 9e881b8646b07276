"""Date lines: what they say, what is refused, and what is no date line at all."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from feedpub.dates import (
    Dateline,
    Found,
    Heading,
    Refusal,
    Terms,
    find_dates,
    parse_dateline,
    parse_heading,
    prove_order,
)

READ = [
    ("29 November 2019,", date(2019, 11, 29), ""),
    ("08 March 2021", date(2021, 3, 8), ""),
    ("1st of May 2020", date(2020, 5, 1), ""),
    ("2nd May 2020", date(2020, 5, 2), ""),
    ("November 29, 2019", date(2019, 11, 29), ""),
    ("Nov. 29 2019", date(2019, 11, 29), ""),
    ("Sept. 3, 2020", date(2020, 9, 3), ""),
    ("3 sep 2020", date(2020, 9, 3), ""),
    ("2019-11-29", date(2019, 11, 29), ""),
    ("Friday, 29 November 2019", date(2019, 11, 29), ""),
    ("Fri 29 November 2019", date(2019, 11, 29), ""),
    ("Tues 26 November 2019", date(2019, 11, 26), ""),
    ("29 February 2020", date(2020, 2, 29), ""),
    ("24/05/2013", date(2013, 5, 24), ""),
    ("05/24/2013", date(2013, 5, 24), ""),
    ("05.05.2013", date(2013, 5, 5), ""),
    ("22 November 2019, Beijing, China", date(2019, 11, 22), "Beijing, China"),
    ("25 November 2019, Southern Punjab, Pakistan,", date(2019, 11, 25), "Southern Punjab, Pakistan"),
    ("3 May 2020 (Geneva)", date(2020, 5, 3), "Geneva"),
    ("3 May 2020, Geneva (Switzerland)", date(2020, 5, 3), "Geneva (Switzerland)"),
    ("3 May 2020 - Geneva", date(2020, 5, 3), "Geneva"),
    ("2 May 2020, St. John's, Antigua", date(2020, 5, 2), "St. John's, Antigua"),
    ("1 May 2020, WASHINGTON, D.C.", date(2020, 5, 1), "WASHINGTON, D.C."),
    ("3 May 2020, Côte d'Ivoire", date(2020, 5, 3), "Côte d'Ivoire"),
    ("3 May 2020, 北京", date(2020, 5, 3), "北京"),
]
REFUSED = [
    ("31 November 2019,", "out of range"),
    ("29 February 2019", "out of range"),
    ("Tuesday, 25 November 2019", "is a Mon"),
    ("29 Novembre 2019,", "month that is not known"),
    ("12 de junio de 2008", "month that is not known"),
    ("November 2019", "only part of a date"),
    ("29 November", "only part of a date"),
    ("04/05/2013", "two ways"),
    ("45/45/2013", "no day of the calendar"),
    ("21–19 January 2021", "ends before it begins"),
]
NO_DATE_LINES = [
    "",
    "COVID-19",
    "2020: Looking back, moving forward",
    "20 women 2020",
    "May 2020 be better",
    "25 November 2019, a day to remember",
    "25 November 2019, The ministry said that 40 people came.",
    "On 25 November 2019",
    "12 March 0001",
    "29 November 2019, Women march in Geneva",
    "15-19 February 2021 meeting of the sector",
    "© ILO 2020",
    "29 November 2019 " + "x" * 200,
]


@pytest.mark.parametrize(("line", "day", "place"), READ)
def test_a_date_line_gives_its_day_and_place(line: str, day: date, place: str) -> None:
    assert Dateline(day=day, place=place) == parse_dateline(line)


@pytest.mark.parametrize(("line", "reason"), REFUSED)
def test_a_date_that_is_no_single_day_is_refused_with_the_reason(line: str, reason: str) -> None:
    actual = parse_dateline(line)

    assert isinstance(actual, Refusal)
    assert reason in actual.reason


@pytest.mark.parametrize("line", NO_DATE_LINES)
def test_a_line_that_only_contains_a_date_is_no_date_line(line: str) -> None:
    assert parse_dateline(line) is None


@pytest.mark.parametrize(
    ("line", "first", "last"),
    [
        ("19–21 January 2021", date(2021, 1, 19), date(2021, 1, 21)),
        ("30 January - 2 February 2021", date(2021, 1, 30), date(2021, 2, 2)),
        ("30 December 2020 to 2 January 2021", date(2020, 12, 30), date(2021, 1, 2)),
        ("January 19-21, 2021", date(2021, 1, 19), date(2021, 1, 21)),
        ("January 30 – February 2, 2021", date(2021, 1, 30), date(2021, 2, 2)),
    ],
)
def test_a_range_gives_both_days(line: str, first: date, last: date) -> None:
    assert Dateline(day=first, end=last) == parse_dateline(line)


@pytest.mark.parametrize(
    ("line", "instant"),
    [
        ("2020-05-01T10:00:00Z", datetime(2020, 5, 1, 10, tzinfo=UTC)),
        ("2020-05-01T10:00+02:00", datetime(2020, 5, 1, 8, tzinfo=UTC)),
        ("1 May 2020, 10:30", datetime(2020, 5, 1, 8, 30, tzinfo=UTC)),
        ("2019-11-29 10:00 GMT+07:00", datetime(2019, 11, 29, 3, tzinfo=UTC)),
        ("29 November 2019 10.30", datetime(2019, 11, 29, 9, 30, tzinfo=UTC)),
        ("1 May 2020 at 10:30 GMT", datetime(2020, 5, 1, 10, 30, tzinfo=UTC)),
    ],
)
def test_a_time_keeps_its_zone_and_without_one_is_meant_in_the_zone_of_the_source(line: str, instant: datetime) -> None:
    actual = parse_dateline(line, Terms(zone=ZoneInfo("Europe/Berlin")))

    assert isinstance(actual, Dateline)
    assert instant == actual.instant


@pytest.mark.parametrize(("order", "day"), [("dmy", date(2013, 5, 4)), ("mdy", date(2013, 4, 5))])
def test_a_declared_order_decides_an_all_number_date(order: str, day: date) -> None:
    assert Dateline(day=day) == parse_dateline("04/05/2013", Terms(order="dmy" if order == "dmy" else "mdy"))


def test_today_never_completes_a_date() -> None:
    assert isinstance(parse_dateline("29 November"), Refusal)
    assert parse_dateline("Friday") is None


def test_dates_are_found_within_a_text() -> None:
    text = "CONAKRY, 29 December 2015 – Two years after 3 May 2013 (COVID-19)"

    found = find_dates(text)

    assert ["29 December 2015", "3 May 2013"] == [text[date.start : date.end] for date in found]
    assert [Dateline(day=date(2015, 12, 29)), Dateline(day=date(2013, 5, 3))] == [one.read for one in found]
    assert isinstance(found[0], Found)


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("2021", Heading(year=2021)),
        ("March 2021", Heading(year=2021, month=3)),
        ("2021 March", Heading(year=2021, month=3)),
        ("March", Heading(year=2019, month=3)),
        ("Wednesday 3 March 2021", Heading(year=2021, month=3, day=3)),
        ("Marching orders", None),
        ("3 March 2021, Geneva", None),
    ],
)
def test_a_heading_gives_the_year_month_or_day_of_what_stands_below_it(line: str, heading: Heading | None) -> None:
    assert heading == parse_heading(line, Terms(year=2019))


@pytest.mark.parametrize(
    ("lines", "order"),
    [
        (["04/05/2013", "24/05/2013"], "dmy"),
        (["04/05/2013", "05/24/2013"], "mdy"),
        (["04/05/2013"], None),
        (["24/05/2013", "05/24/2013"], None),
    ],
)
def test_a_number_above_twelve_proves_the_order_of_a_page(lines: list[str], order: str | None) -> None:
    assert order == prove_order(lines)

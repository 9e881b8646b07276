"""An instant that is printed, in whatever form, is read as that instant, or not at all."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from feedpub.dates import Dateline, Terms, parse_dateline

DAYS: Final = [
    *("%d %B %Y", "%B %d, %Y", "%a %d %b %Y", "%A, %d %B %Y", "%a, %d %b %Y", "%Y-%m-%d", "%Y/%m/%d", "%d.%m.%Y"),
    *("%b %d %Y", "%d-%b-%Y", "%Y.%m.%d", "%d %b, %Y", "%d. %B %Y", "%Y %b %d", "%b. %d, %Y", "%A %d %B, %Y"),
]
TIMES: Final = [
    *("%H:%M", "%H:%M:%S", "%I:%M %p", "%I:%M%p", "%I.%M %p", "%H.%M", "%Hh%M", "%H:%M Uhr", "%I %p"),
    *("%H:%M:%S.000", "%I:%M:%S %p"),
]
BETWEEN: Final = [" ", ", ", " - ", " at ", "T", " – ", " | ", " @ ", " · ", ", at ", "; "]
ZONES: Final = {
    **dict.fromkeys(("", " UTC", "Z", " GMT", "+00", " +0000"), 0),
    **dict.fromkeys((" +0100", " +01:00", "+01:00", "+0100", " UTC+1", " CET", " (UTC+1)", " (CET)", " MEZ"), 60),
    **dict.fromkeys((" -0500", "-0500", " -05:00", " EST", " GMT-5", " UTC-05:00"), -300),
    " +05:30": 330,
    " JST": 540,
    " CEST": 120,
    " PST": -480,
    " NST": -210,
}
INSTANTS: Final = st.integers(631_152_000, 1_890_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


@given(INSTANTS, st.sampled_from(DAYS), st.sampled_from(TIMES), st.sampled_from(BETWEEN), st.sampled_from(list(ZONES)))
def test_an_instant_is_read_as_it_is_printed_or_not_at_all(
    local: datetime, day: str, time: str, between: str, zone: str
) -> None:
    shown = local.replace(
        minute=local.minute if "%M" in time else 0, second=local.second if "%S" in time else 0, microsecond=0
    )
    instant = shown.replace(tzinfo=timezone(timedelta(minutes=ZONES[zone]))).astimezone(UTC)
    date, clock = (local.strftime(form) for form in (day, time))

    for line in (f"{date}{between}{clock}{zone}", f"{clock}{zone}, {date}", f"{clock}{zone} {date}"):
        read = parse_dateline(line, Terms(order="dmy"))

        if isinstance(read, Dateline):
            assert (local.date(), None) == (read.day, read.end)
            assert read.instant in {None, instant}


@given(INSTANTS, st.sampled_from(DAYS))
def test_a_day_is_read_as_it_is_printed(local: datetime, day: str) -> None:
    assert Dateline(day=local.date()) == parse_dateline(local.strftime(day), Terms(order="dmy"))

"""Lines that differ in nothing but their day are read once: what is read is what each of them says by itself."""

import random
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

import pytest

from feedpub.dates import Dateline, Found, Refusal, Terms, find_dates, parse_dateline
from feedpub.dates import lines as room
from feedpub.dates.moulds import mould_of

BESIDE: Final = (
    *("News", "Geneva", "PARIS", "Posted on", "Posted by Jane on", "By Jane Doe", "(AFP)", "in Reviews", "Updated"),
    *("Friday", "Sat", "(Fri)", "vendredi", "пятница", "(金)", "until", "from", "since", "of", "at", "noon", "AD"),
    *("Oak mill opens", "The fair of the town begins.", "March", "may", "№", "o", "Press release", "12", "12:30"),
)
MARKS: Final = (" ", " | ", ", ", " – ", " - ", ": ", ". ", " · ", " / ", ")", " (", "\t", "[", "] ")
TERMS: Final = (Terms(), Terms(order="dmy", year=2015, month=5, two_digit_years=True), Terms(languages=("fr", "en")))


def printed(chance: random.Random) -> str:
    """Print a day, with something on either side of it."""
    day = date(1950, 1, 1) + timedelta(days=chance.randrange(36_000))
    number, month = chance.choice((f"{day.day}", f"{day.day:02}")), chance.choice((f"{day:%B}", f"{day:%b}"))
    line = chance.choice((f"{number} {month} {day.year}", f"{month} {number}, {day.year}"))
    for _ in range(chance.choice((1, 1, 2, 3))):
        piece, mark = chance.choice(BESIDE), chance.choice(MARKS)
        line = f"{piece}{mark}{line}" if chance.random() < 0.5 else f"{line}{mark}{piece}"
    return line


def read(line: str, terms: Terms) -> tuple[Dateline | Refusal | None, tuple[Found, ...]]:
    """Read a line afresh."""
    room._parse_line.cache_clear()  # noqa: SLF001 - what was remembered is no proof
    room._find_dates.cache_clear()  # noqa: SLF001
    return parse_dateline(line, terms), find_dates(line, terms)


@pytest.mark.parametrize("seed", range(2))
def test_a_line_is_read_by_its_mould_as_by_itself(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same lines each time
    lines = [(printed(chance), chance.choice(TERMS)) for _ in range(300)]

    actual = [read(*line) for line in lines]

    monkeypatch.setattr(room, "mould_of", lambda _line, _terms: None)
    assert [read(*line) for line in lines] == actual


def test_lines_of_a_page_that_differ_in_their_day_have_few_moulds() -> None:
    days = [date(2026, 10, 28) - timedelta(days=number) for number in range(1000)]

    moulds = {mould.line for day in days if (mould := mould_of(f"News | {day.day} {day:%B} {day.year}", Terms()))}

    assert len(moulds) == 24


def test_a_mould_keeps_the_weekday_that_its_line_may_say() -> None:
    lines = [f"News | {day}, {number} May 2019" for day, number in (("Friday", 3), ("Saturday", 4))]

    moulds = [mould_of(line, Terms()) for line in lines]

    assert [mould is not None and mould.day.weekday() for mould in moulds] == [4, 5]
    assert all(isinstance(parse_dateline(line), Dateline) for line in lines)
    assert all(a != b for a, b in pairwise(moulds))


@pytest.mark.parametrize("line", ["News 12 | 3 May 2019", "31 June 2019 | News", "1–3 May 2019", "3 May 2019, 12:30"])
def test_a_line_with_another_number_or_no_such_day_has_no_mould(line: str) -> None:
    assert mould_of(line, Terms()) is None

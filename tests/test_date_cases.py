"""The table of date lines, tests/cases/dates/lines.txt: each is read or refused as a person would."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import cast
from zoneinfo import ZoneInfo

import pytest

from feedpub.dates import Dateline, Order, Refusal, Terms, parse_dateline

TABLE = Path(__file__).parent / "cases" / "dates" / "lines.txt"


def terms_of(words: str) -> Terms:
    """Read the line in brackets above some cases."""
    said = {name: value for name, _, value in (word.partition("=") for word in words.split())}
    return Terms(
        zone=ZoneInfo(said.get("zone", "UTC")),
        order=cast("Order | None", said.get("order")),
        two_digit_years="two_digit_years" in said,
        year=int(said["year"]) if "year" in said else None,
        month=int(said["month"]) if "month" in said else None,
        fetched=datetime.fromisoformat(said["fetched"]) if "fetched" in said else None,
    )


def cases() -> Iterator[tuple[Terms, str, str]]:
    terms = Terms()
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            terms = terms_of(line.strip("[]"))
        elif " => " in line and not line.startswith("#"):
            printed, _, answer = line.rpartition(" => ")
            yield terms, printed, answer


CASES = list(cases())


def written(read: Dateline | Refusal | None) -> str:
    """Write what was read as the table does."""
    if read is None:
        return "nothing"
    if isinstance(read, Refusal):
        return "partial" if read.partial else f"refused: {read.reason}"
    if read.instant is not None:
        text = read.instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M" + (":%S" if read.instant.second else "") + "Z")
    else:
        text = ("~" if read.relative else "") + str(read.day) + (f" .. {read.end}" if read.end else "")
    return text + (f" @ {read.place}" if read.place else "")


@pytest.mark.parametrize(("terms", "printed", "answer"), CASES, ids=[f"{printed}" for _, printed, _ in CASES])
def test_a_line_is_read_as_the_table_says(terms: Terms, printed: str, answer: str) -> None:
    actual = written(parse_dateline(printed, terms))

    if answer.startswith("refused: "):
        assert actual.startswith("refused: ")
        assert answer.removeprefix("refused: ") in actual
    else:
        assert answer == actual


def test_the_table_is_large_and_refuses_much() -> None:
    refused = [answer for _, _, answer in CASES if re.match("refused|partial|nothing", answer)]

    assert len(CASES) >= 400
    assert len(refused) >= 100

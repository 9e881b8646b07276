"""A line of a text is looked at once, however many rules ask of it."""

from collections import Counter

import pytest

from feedpub.dates import Terms
from feedpub.dates import lines as date_lines
from feedpub.dates.types import Found
from feedpub.listings import parse_listing
from feedpub.listings.text import dating, rubrics
from feedpub.listings.text.dating import Dated, dated_line

TITLES = "".join(f"Punt docks – {n % 28 + 1} May {2020 - n // 28}\n" for n in range(300))


def test_whether_a_line_is_a_date_line_is_found_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: Counter[str] = Counter()

    def note(words: str) -> bool:
        asked[words] += 1
        return False

    monkeypatch.setattr(dating, "is_phone", note)  # which is asked first

    parse_listing("".join(f"Punt {n}\n{n % 28 + 1} May {2020 - n // 28}\n\n" for n in range(200)).encode(), "page")

    assert asked
    assert max(asked.values()) <= 2  # what the page means by its dates is proved meanwhile


def test_dates_within_a_line_are_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: Counter[tuple[str, Terms]] = Counter()
    look = date_lines.look_for_dates

    def note(text: str, terms: Terms) -> tuple[Found, ...]:
        looked[text, terms] += 1
        return look(text, terms)

    monkeypatch.setattr(date_lines, "look_for_dates", note)

    parse_listing(TITLES.encode(), "page")

    assert {1} == set(looked.values())


def test_lines_are_read_as_kinds_with_dates_only_where_they_name_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def note(words: str, terms: Terms) -> Dated | None:
        read.append(words)
        return dated_line(words, terms)

    monkeypatch.setattr(rubrics, "dated_line", note)

    parse_listing(TITLES.encode(), "page")

    assert read
    assert 300 > len(read)

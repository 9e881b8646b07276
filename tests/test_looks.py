"""A line of a text is looked at once, however many rules ask of it."""

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, timedelta

import pytest

from feedpub.dates import Terms
from feedpub.dates import lines as date_lines
from feedpub.dates.types import Found
from feedpub.errors import SourceError
from feedpub.listings import parse_listing
from feedpub.listings.text.alike.pieces import Pieces, look
from feedpub.listings.text.labels import rubrics
from feedpub.listings.text.mending.copies import mended
from feedpub.listings.text.mending.gluing import years_go_on
from feedpub.listings.text.pages import captions, listdays, mastheads, sidebars, timesbelow
from feedpub.listings.text.wording import dating
from feedpub.listings.text.wording.dating import Dated, dated_line
from feedpub.listings.text.wording.mostly import said_by_most

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


def test_what_too_few_lines_say_is_asked_of_few() -> None:
    asked: list[int] = []

    def look(key: int) -> int | None:
        asked.append(key)
        return None

    assert said_by_most(range(100), look, 20) is None
    assert 21 == len(asked)


def test_what_most_lines_say_is_said_of_them() -> None:
    assert {1: 1, 3: 9} == said_by_most([1, 2, 3], lambda key: key * key if key % 2 else None, 1)


def test_times_below_days_are_looked_for_below_few_days_of_a_page_without(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def note(words: str, terms: Terms) -> Dated | None:
        read.append(words)
        return dated_line(words, terms)

    monkeypatch.setattr(timesbelow, "dated_line", note)

    parse_listing(
        "".join(f"{n % 28 + 1} May {2020 - n // 28}\n{n % 9 + 10}:30 Punt {n}\n" for n in range(200)).encode(), "p"
    )

    assert 0 < len(read) < 150


def test_the_way_to_other_pages_is_looked_for_where_it_can_be_one(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: Counter[str] = Counter()

    def note(words: str) -> bool:
        asked[words] += 1
        return False

    monkeypatch.setattr(sidebars, "counts_pages", note)

    parse_listing("".join(f"Punt {n} comes\n{n % 28 + 1} May {2020 - n // 28}\n" for n in range(200)).encode(), "p")

    assert 0 < len(asked) < 100


def test_a_long_page_without_plain_entries_is_given_up_by_its_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    months = "".join(
        f"\nMay {2020 - n}\n\n" + "".join(f"{day} Punt {n} on {day}\n" for day in range(28, 0, -1)) for n in range(200)
    )
    looked: list[int] = []

    def note(lines: Sequence[str], *others: object) -> Pieces:
        looked.append(len(lines))
        return look(lines, *others)  # type: ignore[arg-type]

    monkeypatch.setattr("feedpub.listings.text.alike.look", note)

    parse_listing(months.encode(), "p")

    assert looked
    assert 2000 > max(looked)


def test_the_date_of_a_page_is_compared_with_all_others_only_where_it_may_be_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def note(text: str, _: Terms) -> bool:
        asked.append(text)
        return True

    monkeypatch.setattr(mastheads, "is_date_alone", note)

    parse_listing("".join(f"{date(2020, 5, 3) - timedelta(n)}\nPunt {n} comes\n" for n in range(200)).encode(), "p")

    assert not asked


def test_captions_are_not_looked_for_where_nothing_is_parted(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def note(text: str) -> bool:
        asked.append(text)
        return False

    monkeypatch.setattr(captions, "is_genre", note)

    parse_listing("".join(f"{n % 28 + 1} May {2020 - n // 28}\nPunt {n} comes\n" for n in range(200)).encode(), "p")

    assert 900 > len(asked)  # what touches dates from above


@pytest.mark.parametrize("above", ["Title: Punt {} comes", "Boats of the old club"])
def test_lines_that_are_marked_or_recur_above_dates_are_at_one_look_no_captions(
    monkeypatch: pytest.MonkeyPatch, above: str
) -> None:
    asked: list[str] = []

    def note(text: str) -> bool:
        asked.append(text)
        return False

    monkeypatch.setattr(captions, "is_credit", note)
    page = "".join(f"{above.format(n)}\n{n % 28 + 1} May {2020 - n // 28}\nPunt {n}\n" for n in range(200))

    with suppress(SourceError):
        parse_listing(page.encode(), "p")

    assert 100 > len(asked)


@pytest.mark.parametrize(
    "text", ["2019PRESS", "201615:40", "2019 – Punts", "2019:\n", "2020 at\n10:30", "2019年5月3日", "2019 3 May 2019"]
)
def test_years_that_go_on_are_seen_at_one_look(text: str) -> None:
    assert years_go_on(f"Punts\n3 May {text}\n")


def test_years_that_end_their_dates_do_not_go_on() -> None:
    assert not years_go_on("Punts\n3 May 2020\n\n2019.\n1900 of them\n3 May 2020, Berlin\nAt sea\n")


class Unasked:
    """An expression that takes its time, which must not be asked."""

    @staticmethod
    def search(text: str) -> None:
        raise AssertionError(text)

    finditer = search


@pytest.mark.parametrize("slow", ["halves._BY", "narrow._BROKEN", "hanging._HUNG", "copies._SIGNS"])
def test_what_few_pages_have_is_looked_for_by_its_signs_first(monkeypatch: pytest.MonkeyPatch, slow: str) -> None:
    monkeypatch.setattr(f"feedpub.listings.text.mending.{slow}", Unasked)
    text = "  1. Boats\n\n    Punts pass by\n\n    3 May 2020,\n\n    They are seen on all of it.\n"

    assert text.split("\n") == mended(text.split("\n"), text)


def test_days_of_lists_are_not_looked_for_on_a_page_with_other_dates(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def note(text: str, terms: Terms) -> tuple[Found, ...]:
        asked.append(text)
        return date_lines.find_dates(text, terms)

    monkeypatch.setattr(listdays, "find_dates", note)

    parse_listing("".join(f"Punt {n} comes\n{n % 28 + 1} May {2020 - n // 28}\n" for n in range(99)).encode(), "p")

    assert not asked

"""Which item an entry is: exact keys, twins, two sources, a corrected day; and what moves when."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from msgspec.structs import replace

from feedpub.ledger import Ledger, open_ledger
from feedpub.model import FeedItem, Listing, ListingEntry
from feedpub.normaliser import Origin, normalise
from feedpub.reconcile import Change, Decision, Known, reconcile
from feedpub.reconcile.evidence import Evidence, Pair
from feedpub.reconcile.similarity import Likeness

SITE = UUID("00000000-0000-4000-8000-000000000001")
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TODAY = "22 November 2026"
RANKS = {"first": 0, "second": 1}


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "feedpub.db", SITE) as opened:
        yield opened


def entry(title: str, dateline: str = "20 October 2020", **fields: str) -> ListingEntry:
    return ListingEntry(line=1, title=title, dateline=dateline, **fields)  # type: ignore[arg-type]


def items_of(entries: list[ListingEntry], source: str = "first", now: datetime = NOW) -> list[FeedItem]:
    listing = Listing(entries=tuple(entries))
    origin = Origin(source=source, page="https://www.example.org/news")
    return normalise(listing, origin, site=SITE, now=now)[0]


def decide(ledger: Ledger, entries: list[ListingEntry], source: str, now: datetime) -> tuple[Known, Decision]:
    items = items_of(entries, source, now)
    known = ledger.known(SITE, source, RANKS, items)
    return known, reconcile(known, items, now=now)


def read(ledger: Ledger, *entries: ListingEntry, source: str = "first", now: datetime = NOW) -> list[Change]:
    """Read a listing into the ledger; the changes come back in page order."""
    _, decision = decide(ledger, list(entries), source, now)
    with ledger.transaction():
        ledger.keep_reading(source, decision, now)
    return list(decision.changes[::-1])


# ── instants ──


def test_a_day_is_published_at_ten_utc_and_its_entries_in_page_order(ledger: Ledger) -> None:
    top, middle, bottom = read(ledger, entry("C"), entry("B"), entry("A"))

    ten = datetime(2020, 10, 20, 10, tzinfo=UTC)
    assert [ten, ten + timedelta(seconds=1), ten + timedelta(seconds=2)] == [
        change.item.published for change in (bottom, middle, top)
    ]


def test_a_page_with_the_oldest_entry_on_top_keeps_its_order_too() -> None:
    first, second, third = items_of([entry("A", "1 May 2020"), entry("B", "2 May 2020"), entry("C", "3 May 2020")])

    assert ["A", "B", "C"] == [item.printed.title for item in (first, second, third)]


def test_a_new_entry_of_a_day_takes_the_next_second_and_moves_no_other(ledger: Ledger) -> None:
    read(ledger, entry("A"))

    new, old = read(ledger, entry("B"), entry("A"), now=NOW + timedelta(days=1))

    assert datetime(2020, 10, 20, 10, 0, 1, tzinfo=UTC) == new.item.published
    assert "unchanged" == old.kind
    assert datetime(2020, 10, 20, 10, tzinfo=UTC) == old.item.published


def test_entries_of_two_sources_share_the_seconds_of_a_day(ledger: Ledger) -> None:
    (first,) = read(ledger, entry("A"))

    (second,) = read(ledger, entry("B"), source="second")

    assert first.item.published + timedelta(seconds=1) == second.item.published


def test_nothing_is_published_in_the_future(ledger: Ledger) -> None:
    early = datetime(2020, 10, 20, 8, tzinfo=UTC)

    changes = read(ledger, entry("Z", "25 December 2031"), entry("B"), entry("A"), now=early)

    assert [early - timedelta(seconds=2), early - timedelta(seconds=1), early] == sorted(
        change.item.published for change in changes
    )
    assert ["seen", "day", "day"] == [change.item.basis for change in changes]


@pytest.mark.parametrize(
    "dateline", ["", "31 November 2019", "November 2019", "19–21 January 2021", "12 June 1950", "04/05/2013"]
)
def test_what_prints_no_single_readable_day_is_published_at_first_sight_and_marked(
    ledger: Ledger, dateline: str
) -> None:
    (change,) = read(ledger, entry("A", dateline))

    assert NOW == change.item.published
    assert "seen" == change.item.basis


def test_a_range_keeps_both_days() -> None:
    (item,) = items_of([entry("A", "19–21 January 2021, Geneva")])

    assert (date(2021, 1, 19), date(2021, 1, 21), "Geneva") == (
        item.printed.day,
        item.printed.end,
        item.printed.place,
    )


def test_equal_times_keep_published_and_raise_updated(ledger: Ledger) -> None:
    second, first = read(ledger, entry("B", "2020-05-01T10:00:00Z"), entry("A", "2020-05-01T10:00:00Z"))

    at = datetime(2020, 5, 1, 10, tzinfo=UTC)
    assert (at, at, at, at + timedelta(seconds=1)) == (
        first.item.published,
        first.item.updated,
        second.item.published,
        second.item.updated,
    )


# ── edits ──


def test_an_edited_summary_moves_updated_and_nothing_else(ledger: Ledger) -> None:
    (before,) = read(ledger, entry("A", summary="old"))
    later = NOW + timedelta(days=1)

    (after,) = read(ledger, entry("A", summary="new"), now=later)

    assert ("edited", before.item.guid, before.item.published, later) == (
        after.kind,
        after.item.guid,
        after.item.published,
        after.item.updated,
    )


def test_items_edited_in_one_build_take_the_seconds_that_end_at_now(ledger: Ledger) -> None:
    read(ledger, *(entry(name) for name in "CBA"))
    later = NOW + timedelta(days=1)

    changes = read(ledger, *(entry(name, summary="new") for name in "CBA"), now=later)

    assert [later, later - timedelta(seconds=1), later - timedelta(seconds=2)] == [c.item.updated for c in changes]


def test_two_edits_at_one_instant_still_move_updated_forward(ledger: Ledger) -> None:
    read(ledger, entry("A"))
    (first,) = read(ledger, entry("A", summary="one"))

    (second,) = read(ledger, entry("A", summary="two"))

    assert second.item.updated > first.item.updated


@pytest.mark.parametrize("fields", [{"kicker": "Press release"}, {"credit": "© X 2020"}, {"section": "2020"}])
def test_what_is_no_content_leaves_updated_alone(ledger: Ledger, fields: dict[str, str]) -> None:
    (before,) = read(ledger, entry("A"))

    (after,) = read(ledger, entry("A", **fields), now=NOW + timedelta(days=1))

    assert ("relabelled", before.item.updated) == (after.kind, after.item.updated)


@pytest.mark.parametrize("title", ['"Skills" - a plan', '"skills"  -  A PLAN', "“SKILLS” — a plan"])
def test_case_quotes_spaces_and_dashes_are_no_new_story(ledger: Ledger, title: str) -> None:
    (before,) = read(ledger, entry("“Skills” – a plan"))

    (after,) = read(ledger, entry(title), now=NOW + timedelta(days=1))

    assert before.item.guid == after.item.guid


def test_an_entry_that_left_the_page_and_comes_back_is_the_same_item(ledger: Ledger) -> None:
    (first, _) = read(ledger, entry("B", "21 October 2020"), entry("A"))
    read(ledger, entry("C", "22 October 2020"), entry("A"), now=NOW + timedelta(days=1))

    again = read(ledger, entry("B", "21 October 2020"), entry("A"), now=NOW + timedelta(days=2))

    assert ("unchanged", first.item) == (again[0].kind, again[0].item)


# ── a corrected day ──


def test_a_corrected_day_moves_published_and_keeps_the_guid(ledger: Ledger) -> None:
    before = read(ledger, entry("B", "21 October 2020", summary="b"), entry("A"))
    later = NOW + timedelta(days=1)

    after = read(ledger, entry("B", "22 October 2020", summary="b"), entry("A"), now=later)

    assert ("redated", before[0].item.guid, datetime(2020, 10, 22, 10, tzinfo=UTC), later) == (
        after[0].kind,
        after[0].item.guid,
        after[0].item.published,
        after[0].item.updated,
    )


@pytest.mark.parametrize("title", ["Newsletter, issue 7", "Circular 31/2021"])
def test_the_latest_issue_is_known_by_its_number_when_its_day_is_corrected(ledger: Ledger, title: str) -> None:
    before = read(ledger, entry(title, "21 October 2020"), entry("A", "19 October 2020"))

    after = read(ledger, entry(title, "23 October 2020"), entry("A", "19 October 2020"), now=NOW + timedelta(days=1))

    assert ("redated", before[0].item.guid) == (after[0].kind, after[0].item.guid)


@pytest.mark.parametrize("title", ["Daily briefing", "Vacancies 2021", "Markets at 18:30", "Review of 3 May"])
def test_a_title_without_the_number_of_an_issue_comes_again_the_next_day(ledger: Ledger, title: str) -> None:
    before = read(ledger, entry(title, "21 October 2020"), entry("A", "19 October 2020"))

    after = read(ledger, entry(title, "22 October 2020"), entry("A", "19 October 2020"), now=NOW + timedelta(days=1))

    assert "new" == after[0].kind
    assert before[0].item.guid != after[0].item.guid


def test_a_corrected_day_is_remembered_in_both_spellings(ledger: Ledger) -> None:
    before = read(ledger, entry("B", "21 October 2020", summary="b"), entry("A"))
    read(ledger, entry("B", "22 October 2020", summary="b"), entry("A"), now=NOW + timedelta(days=1))

    back = read(ledger, entry("B", "21 October 2020", summary="b"), entry("A"), now=NOW + timedelta(days=2))

    assert (before[0].item.guid, before[0].item.published) == (back[0].item.guid, back[0].item.published)


def test_the_next_issue_of_a_series_is_no_corrected_day(ledger: Ledger) -> None:
    old = entry("Weekly news", "20 March 2021", summary="week 20")
    before = read(ledger, old, entry("A", "10 March 2021"))

    new, _ = read(ledger, entry("Weekly news", "27 March 2021", summary="week 27"), entry("A", "10 March 2021"))

    assert "new" == new.kind
    assert before[0].item.guid != new.item.guid


def test_a_long_title_of_another_day_whose_link_has_another_number_is_the_next_of_a_series(ledger: Ledger) -> None:
    news = [entry(f"Story number {n} of the week", f"{n} August 2022") for n in range(20, 10, -1)]
    title, site = "Photo of the week from the port of Rotterdam", "https://www.example.org/news?id="
    (*_, before) = read(ledger, *news, entry(title, "31 July 2022", link=f"{site}1071"))

    (*_, after) = read(ledger, *news, entry(title, "8 August 2022", link=f"{site}1091"), now=NOW + timedelta(days=1))

    assert "new" == after.kind
    assert before.item.guid != after.item.guid


def test_a_day_that_was_lost_and_is_back_moves_nothing(ledger: Ledger) -> None:
    base = entry("A", "1 March 2021")
    before = read(ledger, entry("B", "10 March 2021", summary="b"), base)
    lost = read(ledger, entry("B", "March 2021", summary="b"), base, now=NOW + timedelta(days=1))

    back = read(ledger, entry("B", "10 March 2021", summary="b"), base, now=NOW + timedelta(days=2))

    assert [before[0].item.guid] * 2 == [lost[0].item.guid, back[0].item.guid]
    assert [before[0].item.published] * 2 == [lost[0].item.published, back[0].item.published]


def test_the_same_title_on_another_day_is_another_story_while_the_first_still_stands(ledger: Ledger) -> None:
    (before,) = read(ledger, entry("Weekly round-up", "14 October 2020"))

    new, old = read(ledger, entry("Weekly round-up", "21 October 2020"), entry("Weekly round-up", "14 October 2020"))

    assert ("new", "unchanged") == (new.kind, old.kind)
    assert before.item.guid == old.item.guid


def test_what_scrolled_off_the_page_is_not_taken_for_a_corrected_day(ledger: Ledger) -> None:
    read(ledger, entry("B", "20 October 2020"), entry("Round-up", "1 October 2020"))

    new, _ = read(ledger, entry("Round-up", "2 November 2020"), entry("B", "20 October 2020"))

    assert "new" == new.kind


# ── twins ──


def test_twins_are_two_items_the_older_one_with_the_plain_key(ledger: Ledger) -> None:
    newer, older = read(ledger, entry("A", summary="two"), entry("A", summary="one"))

    assert items_of([entry("A")])[0].guid == older.item.guid
    assert newer.item.guid != older.item.guid


def test_twins_keep_their_guids_when_they_change_places(ledger: Ledger) -> None:
    newer, older = read(ledger, entry("A", summary="two"), entry("A", summary="one"))

    top, bottom = read(ledger, entry("A", summary="one"), entry("A", summary="two"), now=NOW + timedelta(days=1))

    assert (older.item.guid, newer.item.guid) == (top.item.guid, bottom.item.guid)
    assert ("unchanged", "unchanged") == (top.kind, bottom.kind)


def test_a_leaving_twin_renumbers_nothing(ledger: Ledger) -> None:
    newer, _ = read(ledger, entry("A", summary="two"), entry("A", summary="one"))
    (kept,) = read(ledger, entry("A", summary="two"), now=NOW + timedelta(days=1))

    (edited,) = read(ledger, entry("A", summary="two, edited"), now=NOW + timedelta(days=2))

    assert [newer.item.guid] * 2 == [kept.item.guid, edited.item.guid]


# ── two sources ──


def test_one_story_in_two_sources_is_one_item_with_the_categories_of_both(ledger: Ledger) -> None:
    (first,) = read(ledger, entry("A", kicker="News"))

    (second,) = read(ledger, entry("A", kicker="Skills"), source="second")

    assert first.item.guid == second.item.guid
    assert ("News", "Skills") == second.item.printed.kickers
    assert 1 == ledger.count()


def test_the_content_is_that_of_the_first_source_in_config_order(ledger: Ledger) -> None:
    read(ledger, entry("A", summary="of the second"), source="second")

    (change,) = read(ledger, entry("A", summary="of the first"))

    assert ("of the first", "first") == (change.item.printed.summary, change.item.source)


def test_another_source_never_empties_a_filled_field(ledger: Ledger) -> None:
    read(ledger, entry("A", summary="text", credit="© X"))

    (change,) = read(ledger, entry("A"), source="second", now=NOW + timedelta(days=1))

    assert ("text", "© X") == (change.item.printed.summary, change.item.printed.credit)
    assert "relabelled" != change.kind or change.item.updated == change.item.published


def test_its_own_source_may_empty_a_field(ledger: Ledger) -> None:
    read(ledger, entry("A", summary="text"))

    (change,) = read(ledger, entry("A"), now=NOW + timedelta(days=1))

    assert ("", "edited") == (change.item.printed.summary, change.kind)


def test_a_second_source_that_fills_a_field_in_the_first_build_is_no_edit(ledger: Ledger) -> None:
    read(ledger, entry("A"))

    (change,) = read(ledger, entry("A", summary="text"), source="second")

    assert change.item.published == change.item.updated
    assert "text" == change.item.printed.summary


# ── links ──


def test_a_link_is_the_identity_whatever_becomes_of_title_and_host(ledger: Ledger) -> None:
    (before,) = read(ledger, entry("A", link="https://www.example.org/a?utm_source=x"))

    (after,) = read(ledger, entry("Another title", "1 May 2021", link="http://example.org/a"), now=NOW)

    assert before.item.guid == after.item.guid


def test_entries_whose_links_differ_are_never_joined_by_day_and_title(ledger: Ledger) -> None:
    second, first = read(ledger, entry("A", link="/a"), entry("A", link="/b"))

    assert first.item.guid != second.item.guid
    (again,) = read(ledger, entry("A", link="/c"), now=NOW + timedelta(days=1))
    assert "new" == again.kind


def test_a_link_that_appears_for_the_first_time_is_no_new_story(ledger: Ledger) -> None:
    (before,) = read(ledger, entry("A"))

    (after,) = read(ledger, entry("A", link="/a"), now=NOW + timedelta(days=1))

    assert before.item.guid == after.item.guid
    assert before.item.updated == after.item.updated


@pytest.mark.parametrize("link", ["https://www.example.org/news", "javascript:x", ""])
def test_a_link_that_says_nothing_is_no_key(link: str) -> None:
    (item,) = items_of([entry("A", link=link)])

    assert items_of([entry("A")])[0].guid == item.guid


def test_a_link_shared_by_entries_of_the_page_is_no_key() -> None:
    both = items_of([entry("A", link="/same"), entry("B", link="/same")])

    assert [item.guid for item in items_of([entry("A"), entry("B")])] == [item.guid for item in both]


# ── an edited title ──

HARVEST = "Forty villages bought one harvester together and take turns in the rainy season."
BASE = entry("The oldest story stays", "1 October 2020", summary="It was there before.")
RICE = entry("Rice farmers in Java share machines", "20 October 2020", summary=HARVEST)
TOP = entry("The newest story stays", "25 October 2020")


def reread(ledger: Ledger, before: list[ListingEntry], after: list[ListingEntry]) -> tuple[list[Change], list[Change]]:
    """Read a page, and a day later what has become of it; both in page order."""
    return read(ledger, *before), read(ledger, *after, now=NOW + timedelta(days=1))


@pytest.mark.parametrize(
    "title",
    [
        "Rice farmers in Java share machine",
        "RICE farmers on Java share their machines",
        "Rice farmers in Java share machines: forty villages, one harvester",
        "Machines are shared by rice farmers in Java",
        "How Javanese farmers harvest together",
    ],
)
def test_an_edited_title_between_two_that_stay_is_the_same_story(ledger: Ledger, title: str) -> None:
    edited = entry(title, "20 October 2020", summary=HARVEST)

    before, after = reread(ledger, [TOP, RICE, BASE], [TOP, edited, BASE])

    assert (before[1].item.guid, "renamed", before[1].item.published) == (
        after[1].item.guid,
        after[1].kind,
        after[1].item.published,
    )
    assert after[1].reason.startswith("retitled: ")


def test_an_edited_title_is_known_by_both_spellings_from_then_on(ledger: Ledger) -> None:
    edited = entry("Rice farmers on Java share their machines", "20 October 2020")
    before, _ = reread(ledger, [TOP, RICE, BASE], [TOP, edited, BASE])

    back = read(ledger, TOP, RICE, BASE, now=NOW + timedelta(days=2))

    assert before[1].item.guid == back[1].item.guid


def test_two_stories_that_stand_together_are_never_one_however_alike(ledger: Ledger) -> None:
    twin = entry("Rice farmers in Java share machine", "20 October 2020")

    before, after = reread(ledger, [TOP, RICE, BASE], [TOP, twin, RICE, BASE])

    assert ("new", "unchanged") == (after[1].kind, after[2].kind)
    assert before[1].item.guid == after[2].item.guid


def test_of_two_that_could_be_the_edited_story_neither_is_taken(ledger: Ledger) -> None:
    one = entry("Rice farmers in Java share a machine", "20 October 2020")
    other = entry("Rice farmers in Java share no machines", "20 October 2020")

    _, after = reread(ledger, [TOP, RICE, BASE], [one, TOP, other, BASE])

    kinds = {change.item.printed.title: change.kind for change in after}
    assert "new" in {kinds[one.title], kinds[other.title]}


def test_likeness_joins_no_entries_of_two_sources(ledger: Ledger) -> None:
    read(ledger, TOP, RICE, BASE)
    read(ledger, entry("Another page", "2 October 2020"), source="second")

    edited = entry("Rice farmers in Java share machine", "20 October 2020")
    changes = read(ledger, edited, entry("Another page", "2 October 2020"), source="second")

    assert "new" == changes[0].kind


def test_what_scrolled_off_is_not_taken_for_the_new_story_that_resembles_it(ledger: Ledger) -> None:
    old = entry("Weekly bulletin No. 51", "1 October 2020")
    new = entry("Weekly bulletin No. 52", "27 October 2020")

    _, after = reread(ledger, [TOP, RICE, old], [new, TOP, RICE])

    assert "new" == after[0].kind


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Weekly bulletin No. 51", "Weekly bulletin No. 52"),
        ("Call for applications: Kenya", "Call for applications: Uganda"),
        ("Photo of the week", "Photo of the week"),
    ],
)
def test_the_next_issue_that_replaces_the_last_one_is_a_new_story(ledger: Ledger, old: str, new: str) -> None:
    last, following = entry(old, "20 October 2020"), entry(new, "27 October 2020")

    _, after = reread(ledger, [last, BASE], [following, BASE])

    assert "new" == after[0].kind


def test_a_title_and_a_day_edited_at_once_are_one_story_when_the_summary_stays(ledger: Ledger) -> None:
    edited = entry("Farmers in Java share their machines", "18 October 2020", summary=RICE.summary)

    before, after = reread(ledger, [TOP, RICE, BASE], [TOP, edited, BASE])

    assert (before[1].item.guid, "redated") == (after[1].item.guid, after[1].kind)


def test_a_story_that_returns_with_a_typo_fixed_is_the_same(ledger: Ledger) -> None:
    before, _ = reread(ledger, [TOP, RICE, BASE], [TOP, BASE])
    fixed = entry("Rice farmers in Java share machine", "20 October 2020")

    back = read(ledger, TOP, fixed, BASE, now=NOW + timedelta(days=2))

    assert before[1].item.guid == back[1].item.guid


def test_half_a_title_on_top_of_the_page_is_enough_where_kicker_and_place_stay(ledger: Ledger) -> None:
    others = [
        entry(title, f"{day} October 2020", kicker="News", summary=f"{title}, says the report.")
        for title, day in [("Seafarers wait for vaccines", 20), ("Nurses strike in Lima", 18), ("Tea prices fall", 17)]
    ]
    first = entry("An ambitious emergency fund for labour inspectors", "25 October 2020, Lima", kicker="Video")
    edited = entry("An ambitious budget line of all inspectors", "25 October 2020, Lima", kicker="Video")

    before, after = reread(ledger, [first, *others], [edited, *others])

    assert (before[0].item.guid, "renamed") == (after[0].item.guid, after[0].kind)


def test_titles_that_share_only_their_frame_are_not_half_alike() -> None:
    one = "Unexpected incomes in the cotton sector of Brazil, report finds"
    other = "Cautious inspections in the fishing sector of Cambodia, report finds"
    beside = ["Seafarers wait for vaccines in the port of Manila", "Mayors meet to talk about the heat in cities"]
    beside += ["How nurses of Lima won the right to a contract", "Two schools in the north get safe water"]
    beside += ["Prices of tea fall in the market", "A hotline for domestic workers in Jordan"]

    likeness = Likeness([one, *beside, other, *beside])

    assert likeness.titles(one, other) < 0.5


def test_a_summary_that_others_have_is_another_one_than_its_own(ledger: Ledger) -> None:
    phrase = "Read the full press release here, or ask our office for a printed copy."
    others = [entry(f"Story {n}", f"{9 - n} October 2020", summary=phrase) for n in range(3)]
    gone = entry("Kenya ratifies convention on heat stress", TODAY, summary=phrase)
    come = entry("Peru ratifies convention on child labour", TODAY, summary=HARVEST)

    _, after = reread(ledger, [gone, *others], [come, *others])

    assert "new" == after[0].kind


def test_half_a_title_and_another_day_are_one_story_when_nothing_else_changed_amid_the_page(ledger: Ledger) -> None:
    stay = [
        entry(f"Nurses of {town} strike", f"{18 - n} October 2020") for n, town in enumerate(["Lima", "Cusco", "Ica"])
    ]
    first = entry("Garment workers, cooperatives and the promise of clean water", "20 October 2020")
    edited = entry("Garment exports, rivers and the promise of clean shirts", "12 October 2020")
    news = entry("Mayors meet in Manila", "23 October 2020")

    before, after = reread(ledger, [TOP, first, *stay, BASE], [news, TOP, *stay, edited, BASE])

    assert (before[1].item.guid, "redated") == (after[5].item.guid, after[5].kind)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (entry("Interview with Sophie Khan", "20 October 2020"), entry("Interview with Yuki Khan", "17 October 2020")),
        (
            entry("Broad price index for dialogue rural", "20 October 2020", link="/news?id=1080"),
            entry("Film price index for April 2021", "17 October 2020", link="/news?id=1088"),
        ),
    ],
    ids=["short titles", "another link"],
)
def test_an_issue_that_comes_late_is_new_though_only_another_went_from_amid_the_page(
    ledger: Ledger, old: ListingEntry, new: ListingEntry
) -> None:
    stay = [
        entry(f"Nurses of {town} strike", f"{18 - n} October 2020") for n, town in enumerate(["Lima", "Cusco", "Ica"])
    ]

    _, after = reread(ledger, [TOP, old, *stay, BASE], [TOP, *stay[:2], new, *stay[2:], BASE])

    assert "new" == after[3].kind


def test_half_a_title_and_another_day_are_two_stories_when_more_changed_amid_the_page(ledger: Ledger) -> None:
    stay = [
        entry(f"Nurses of {town} strike", f"{18 - n} October 2020") for n, town in enumerate(["Lima", "Cusco", "Ica"])
    ]
    first = entry("Garment workers, cooperatives and the promise of clean water", "20 October 2020")
    other = entry("Garment exports, rivers and the promise of clean shirts", "12 October 2020")

    _, after = reread(ledger, [TOP, first, *stay, BASE], [TOP, stay[0], stay[2], other, BASE])

    assert "new" == after[3].kind


@pytest.mark.parametrize("more", [" The district pays half of the diesel.", ""], ids=["lengthened", "shortened"])
def test_a_summary_that_holds_all_of_the_other_one_is_enough_whatever_the_title(ledger: Ledger, more: str) -> None:
    rest = " The district pays half of the diesel." if not more else ""
    first = entry("Rice farmers in Java share machines", summary=HARVEST + rest)
    edited = entry("Diesel for the villages", summary=HARVEST + more)

    before, after = reread(ledger, [first, TOP, BASE], [TOP, BASE, edited])

    assert (before[0].item.guid, "renamed") == (after[2].item.guid, after[2].kind)


def test_a_long_title_at_the_end_of_the_page_is_known_with_a_letter_and_the_day_corrected(ledger: Ledger) -> None:
    first = entry("More repairs, fewer deadlines: lessons of the long drought in Kenya", "3 October 2020")
    edited = entry("More repairs, fewer deadlines: lesssons of the long drought in Kenya", "6 October 2020")

    before, after = reread(ledger, [TOP, RICE, first], [TOP, RICE, edited])

    assert (before[2].item.guid, "redated") == (after[2].item.guid, after[2].kind)


def test_a_story_that_returns_with_its_own_summary_is_the_same_under_another_title(ledger: Ledger) -> None:
    before, _ = reread(ledger, [TOP, RICE, BASE], [TOP, BASE])

    back = read(ledger, TOP, replace(RICE, title="Villages help each other"), BASE, now=NOW + timedelta(days=2))

    assert (before[1].item.guid, "renamed") == (back[1].item.guid, back[1].kind)


def test_half_a_title_and_the_day_before_are_one_story_at_the_same_place(ledger: Ledger) -> None:
    first = entry("Garment workers, cooperatives and the promise of clean water", "20 October 2020")
    edited = entry("Garment exports, rivers and the price of clean shirts", "19 October 2020")

    before, after = reread(ledger, [TOP, first, BASE], [TOP, edited, BASE])

    assert (before[1].item.guid, "redated") == (after[1].item.guid, after[1].kind)


def test_a_summary_of_its_own_is_enough_though_title_and_link_are_others(ledger: Ledger) -> None:
    first = entry("Rice farmers in Java share machines", kicker="Video", summary=HARVEST, link="/rice-farmers")
    edited = entry("How villages help each other", kicker="Video", summary=HARVEST, link="/how-villages-help")

    before, after = reread(ledger, [first, TOP, BASE], [edited, TOP, BASE])

    assert (before[0].item.guid, "renamed") == (after[0].item.guid, after[0].kind)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Circular 38/2022", "Circular 39/2022"),
        ("Labour market update, March 2021", "Labour market update, April 2021"),
    ],
)
def test_the_next_issue_on_top_of_an_undated_page_is_a_new_story(ledger: Ledger, old: str, new: str) -> None:
    stays, falls = entry("Seafarers wait for vaccines", ""), entry("Nurses strike in Lima", "")

    _, after = reread(ledger, [stays, entry(old, ""), falls], [entry(new, ""), stays, falls])

    assert "new" == after[0].kind


def test_a_link_whose_words_change_but_not_its_number_is_the_same_story(ledger: Ledger) -> None:
    old = entry("Statement to follow", link="https://www.example.org/news/statement-to-follow-48213.html")
    new = entry(
        "Minister names the wage board", link="https://www.example.org/news/minister-names-wage-board-48213.html"
    )

    before, after = reread(ledger, [old, BASE], [new, BASE])

    assert (before[0].item.guid, "link changed but for its number") == (after[0].item.guid, after[0].reason)


@pytest.mark.parametrize(
    "link",
    [
        "https://www.example.org/news/wage-board-named-48214.html",
        "https://www.example.org/events/wage-board-named-48213.html",
        "https://www.example.org/news/48213-wage-board-named.html",
    ],
    ids=["another number", "another folder", "another end"],
)
def test_a_link_with_another_number_or_elsewhere_is_another_story(ledger: Ledger, link: str) -> None:
    old = entry("Statement to follow", link="https://www.example.org/news/statement-to-follow-48213.html")

    _, after = reread(ledger, [old, BASE], [entry("Minister names the wage board", link=link), BASE])

    assert "new" == after[0].kind


@pytest.mark.parametrize(("first", "second"), [("vacancy-2020", "tender-2020"), ("vacancy-2", "tender-2")])
def test_a_year_or_a_short_number_in_two_links_says_nothing(ledger: Ledger, first: str, second: str) -> None:
    old, new = (
        entry("Bank seeks a clerk", TODAY, link=f"/news/{first}"),
        entry("Roof of the town hall", TODAY, link=f"/news/{second}"),
    )

    _, after = reread(ledger, [old, BASE], [new, BASE])

    assert "new" == after[0].kind


ABOVE = entry("Farmers share machines in Peru", "22 October 2020")
BELOW = entry("Night schools open in Lagos", "18 October 2020")
DRAFT = entry("Statement to follow")
WRITTEN = entry("Minister names the members of the wage board")


def in_lima(story: ListingEntry, summary: str) -> ListingEntry:
    return replace(story, dateline=f"{story.dateline}, Lima", summary=summary)


def undated(story: ListingEntry) -> ListingEntry:
    return replace(story, dateline="")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([ABOVE, DRAFT, BELOW], [ABOVE, WRITTEN, BELOW]),
        ([DRAFT, BELOW], [ABOVE, WRITTEN, BELOW]),
        ([ABOVE, DRAFT], [ABOVE, WRITTEN]),
        ([DRAFT, BELOW], [WRITTEN, BELOW]),
        ([ABOVE, DRAFT, BELOW], [ABOVE, WRITTEN, entry("Late", "19 October 2020"), BELOW]),
        ([ABOVE, RICE, DRAFT, BELOW], [ABOVE, WRITTEN, BELOW, replace(RICE, title="Rice farmers in Java share")]),
        ([ABOVE, DRAFT, BELOW, BASE], [ABOVE, BASE, WRITTEN, BELOW]),
    ],
    ids=[
        "between its neighbours",
        "when newer news came on top",
        "at the end of the page",
        "on top, where it is no news any more",
        "beside one that came late",
        "beside one that moved and is edited, too",
        "beside one that moved",
    ],
)
def test_a_title_written_anew_at_its_day_and_place_is_the_same_story(
    ledger: Ledger, before: list[ListingEntry], after: list[ListingEntry]
) -> None:
    old, new = reread(ledger, before, after)

    was, now = old[before.index(DRAFT)], new[after.index(WRITTEN)]
    assert (was.item.guid, "renamed") == (now.item.guid, now.kind)
    assert "rewritten: same day and place, nothing speaks for two stories" == now.reason


@pytest.mark.parametrize(
    ("draft", "written"),
    [
        (undated(DRAFT), undated(WRITTEN)),
        (replace(DRAFT, summary=HARVEST), WRITTEN),
        (DRAFT, replace(WRITTEN, dateline="20 October 2020, Lima")),
        (in_lima(DRAFT, "Soon."), in_lima(WRITTEN, "The nine members will meet on Monday.")),
        (replace(DRAFT, title="12 days of talks"), replace(WRITTEN, title="Wages rise by 3 per cent")),
    ],
    ids=[
        "undated",
        "without its summary",
        "with a place",
        "another text at a place of its own",
        "numbers in other words",
    ],
)
def test_a_title_written_anew_between_its_neighbours_is_the_same_story(
    ledger: Ledger, draft: ListingEntry, written: ListingEntry
) -> None:
    old, new = reread(ledger, [ABOVE, draft, BELOW], [ABOVE, written, BELOW])

    assert (old[1].item.guid, "renamed") == (new[1].item.guid, new[1].kind)


@pytest.mark.parametrize(
    ("draft", "written"),
    [
        (DRAFT, replace(WRITTEN, dateline="21 October 2020")),
        (replace(DRAFT, summary="Soon."), replace(WRITTEN, summary="Nine.")),
        (in_lima(DRAFT, "Soon."), replace(WRITTEN, dateline="20 October 2020, Quito")),
        (replace(DRAFT, kicker="Video"), replace(WRITTEN, kicker="Statement")),
        (replace(DRAFT, link="/a"), replace(WRITTEN, link="/b")),
        (entry("Bulletin 14 on wages of nurses"), entry("Bulletin 15 on schools in Lagos")),
    ],
    ids=["another day", "another summary", "another place", "another kicker", "another link", "another number"],
)
def test_a_title_written_anew_is_another_story_when_anything_speaks_for_two(
    ledger: Ledger, draft: ListingEntry, written: ListingEntry
) -> None:
    _, new = reread(ledger, [ABOVE, draft, BELOW], [ABOVE, written, BELOW])

    assert "new" == new[1].kind


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([replace(DRAFT, dateline=TODAY), BELOW], [replace(WRITTEN, dateline=TODAY), BELOW]),
        ([ABOVE, BELOW, DRAFT], [ABOVE, WRITTEN, BELOW]),
        ([BELOW, ABOVE, DRAFT], [ABOVE, WRITTEN]),
        ([undated(ABOVE), undated(DRAFT)], [undated(ABOVE), undated(WRITTEN)]),
    ],
    ids=["on top, as news", "elsewhere", "after more left", "at the end of a page without dates"],
)
def test_a_title_written_anew_is_another_story_where_new_ones_come(
    ledger: Ledger, before: list[ListingEntry], after: list[ListingEntry]
) -> None:
    _, new = reread(ledger, before, after)

    assert ["new"] == [change.kind for change in new if change.kind != "unchanged"]


def test_a_page_replaced_but_for_its_lowest_entry_holds_new_stories_though_days_are_the_same(ledger: Ledger) -> None:
    titles = "Court opens", "Harbour grows", "Market moves", "School closes"
    others = "Ten new buses", "Rain in Lima", "Bridge repaired", "Mayor resigns"
    one, other = ([entry(title, f"{9 - n} October 2020") for n, title in enumerate(page)] for page in (titles, others))

    _, after = reread(ledger, [*one, BASE], [*other, BASE])

    assert ["new"] * 4 == [change.kind for change in after[:4]]


def test_an_undated_story_that_returns_from_another_folder_is_the_same(ledger: Ledger) -> None:
    top, base = entry("Seafarers wait for vaccines", ""), entry("Nurses strike in Lima", "")
    there = entry("Rice farmers share machines", "", link="https://www.example.org/news/rice-farmers-share-machines")
    moved = entry("Rice farmers share machines", "", link="https://www.example.org/stories/rice-farmers-share-machines")
    before, _ = reread(ledger, [top, there, base], [top, base])

    back = read(ledger, top, moved, base, now=NOW + timedelta(days=2))

    assert (before[1].item.guid, "came back: link moved to another folder") == (back[1].item.guid, back[1].reason)


def test_a_name_that_returns_in_the_folder_of_another_week_is_another_story(ledger: Ledger) -> None:
    old = entry("Weekly press briefing", "6 October 2020", link="https://www.example.org/2020/40/weekly-press-briefing")
    new = entry(
        "Weekly press briefing", "20 October 2020", link="https://www.example.org/2020/42/weekly-press-briefing"
    )

    _, after = reread(ledger, [old, BASE], [new, BASE])

    assert "new" == after[0].kind


def test_a_page_replaced_as_a_whole_costs_a_bounded_number_of_comparisons(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    weighed: list[int] = []
    weigh = Evidence.weigh

    def count(self: Evidence, guid: str, index: int) -> Pair | None:
        weighed.append(index)
        return weigh(self, guid, index)

    monkeypatch.setattr(Evidence, "weigh", count)
    pages = [
        [entry(f"Story {word} {number} of one day", link=f"/{word}/{number}") for number in range(400)] for word in "ab"
    ]

    reread(ledger, *pages)

    assert 400 <= len(weighed) <= 400 * 16


def test_the_reason_is_said_in_words(ledger: Ledger) -> None:
    linked = entry("Linked", "19 October 2020", link="/a")
    read(ledger, TOP, RICE, linked, BASE)
    read(ledger, TOP, linked, BASE, now=NOW + timedelta(days=1))

    moved = entry("Linked", "19 October 2020", link="https://news.example.com/a")
    after = read(ledger, entry("Fresh", "26 October 2020"), TOP, RICE, moved, BASE, now=NOW + timedelta(days=2))

    assert ["new", "same day and title", "came back: same day and title", "link moved host", "same day and title"] == [
        change.reason for change in after
    ]


# ── links that move ──


@pytest.mark.parametrize(
    "link",
    [
        "https://new.example.com/news/1",
        "http://www.example.org/news/1",
        "https://www.example.org/news/1?lang=en",
        "https://www.example.org/en/articles/rice-farmers",
    ],
)
def test_a_link_that_moves_is_no_new_story(ledger: Ledger, link: str) -> None:
    first = entry("Rice farmers in Java", link="https://www.example.org/news/1")
    before, after = reread(ledger, [first, BASE], [entry("Rice farmers in Java", link=link), BASE])

    assert (before[0].item.guid, before[0].item.updated) == (after[0].item.guid, after[0].item.updated)


def test_a_query_that_names_the_story_tells_two_apart(ledger: Ledger) -> None:
    first = entry("Rice farmers in Java", link="https://www.example.org/news?id=1")
    second = entry("Tea workers in Assam", "21 October 2020", link="https://www.example.org/news?id=2")

    _, after = reread(ledger, [first, BASE], [second, BASE])

    assert "new" == after[0].kind


def test_a_link_that_once_stood_on_two_stories_is_no_key_any_more(ledger: Ledger) -> None:
    one = entry("Vacancies in May", "1 May 2021", link="/jobs")
    two = entry("Vacancies in June", "1 June 2021", link="/jobs")
    before, _ = reread(ledger, [two, one, BASE], [two, BASE])

    after = read(ledger, entry("Vacancies in July", "1 July 2021", link="/jobs"), BASE, now=NOW + timedelta(days=2))

    assert "new" == after[0].kind
    assert after[0].item.guid not in {change.item.guid for change in before}


@pytest.mark.parametrize(
    ("old", "new"),
    [("Weekly bulletin No. 17", "Weekly bulletin No. 18"), ("Vacancies of the week", "Vacancies of the week")],
)
def test_a_link_that_leads_to_the_newest_issue_hides_none(ledger: Ledger, old: str, new: str) -> None:
    last = entry(old, "20 October 2020", link="/weekly")
    following, third = entry(new, "27 October 2020", link="/weekly"), entry(new, "3 November 2020", link="/weekly")

    before, after = reread(ledger, [last, BASE], [following, BASE])
    again = read(ledger, third if old == new else following, BASE, now=NOW + timedelta(days=9))

    assert ("new", "new" if old == new else "unchanged") == (after[0].kind, again[0].kind)
    assert len({before[0].item.guid, after[0].item.guid, again[0].item.guid}) == (3 if old == new else 2)


@pytest.mark.parametrize(
    ("title", "day", "link"),
    [
        ("Harvesters are shared in Java", "27 October 2020", "/harvest"),
        ("Rice farmers share machines", "23 October 2020", "/harvest"),
        ("Rice farmers share machines", "27 October 2020", "/rice-farmers-in-java"),
        ("Rice farmers share machines", "27 October 2020", "/news/17"),
    ],
)
def test_a_link_is_the_identity_where_no_next_issue_is_meant(ledger: Ledger, title: str, day: str, link: str) -> None:
    first = entry("Rice farmers share machines", "20 October 2020", link=link)

    before, after = reread(ledger, [first, BASE], [entry(title, day, link=link), BASE])

    assert before[0].item.guid == after[0].item.guid


# ── an entry listed twice ──


@pytest.mark.parametrize("fields", [{}, {"kicker": "Featured"}, {"summary": "text"}, {"link": "/a"}])
def test_an_entry_that_is_pinned_to_the_top_is_announced_once(ledger: Ledger, fields: dict[str, str]) -> None:
    plain = {name: value for name, value in fields.items() if name != "kicker"}
    before, after = reread(ledger, [TOP, entry("A", **plain)], [entry("A", **fields), TOP, entry("A", **plain)])

    assert [before[0].item.guid, before[1].item.guid] == [change.item.guid for change in after]
    assert 2 == ledger.count()


STATION = "https://www.example.org/news/new-station-opens"
DESK = "https://www.example.org/bulletin"
LONG = "Two platforms and a bridge open on Monday, a year late and within budget, says the railway."


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        (
            entry("A", link=DESK, summary="Two platforms and a bridge open on Monday …"),
            entry("A", link=DESK, summary=LONG),
        ),
        (entry("A", link=DESK), entry("A", link=DESK, summary=LONG)),
        (
            entry("A", link=DESK, summary="A bridge and two platforms: open, a year late."),
            entry("A", link=DESK, summary=LONG),
        ),
        (entry("A", link=STATION, summary="Trains at last."), entry("A", link=STATION, summary=LONG)),
        (entry("A", link=f"{DESK}?id=48213", summary="Trains."), entry("A", link=f"{DESK}?id=48213", summary=LONG)),
    ],
    ids=["shortened", "without a summary", "in other words", "at the address of a story", "at a number"],
)
def test_a_teaser_that_is_shorter_or_leads_to_one_story_is_a_copy(
    ledger: Ledger, upper: ListingEntry, lower: ListingEntry
) -> None:
    changes = read(ledger, upper, TOP, lower)

    assert [TOP.title, "A"] == [change.item.printed.title for change in changes]
    assert LONG == changes[1].item.printed.summary


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        (entry("Minutes", link=DESK, summary="The board raised wages."), entry("Minutes", link=DESK, summary=LONG)),
        (
            entry("Hearing", "20 October 2020, Lima", link=STATION),
            entry("Hearing", "20 October 2020, Quito", link=STATION),
        ),
        (entry("Hearing", "2020-10-20T09:00Z", link=STATION), entry("Hearing", "2020-10-20T14:00Z", link=STATION)),
        (entry("Fair", "20–21 October 2020", link=STATION), entry("Fair", "20–23 October 2020", link=STATION)),
        (entry("Minutes", summary="The board raised wages."), entry("Minutes", summary=LONG)),
    ],
    ids=["another text", "another place", "another hour", "another last day", "without a link"],
)
def test_two_of_one_day_title_and_link_that_say_something_else_are_two(
    ledger: Ledger, upper: ListingEntry, lower: ListingEntry
) -> None:
    read(ledger, upper, TOP, lower)

    again = read(ledger, upper, TOP, lower, now=NOW + timedelta(days=1))

    assert 3 == ledger.count()
    assert ["unchanged"] * 3 == [change.kind for change in again]


# ── late readings ──


def test_a_late_reading_adds_stories_and_edits_none(ledger: Ledger) -> None:
    read(ledger, TOP, RICE, now=NOW)

    older = entry(RICE.title, RICE.dateline, summary="An earlier text.")
    changes = read(ledger, older, BASE, now=NOW - timedelta(days=3))

    assert [("unchanged", RICE.summary), ("new", BASE.summary)] == [(c.kind, c.item.printed.summary) for c in changes]
    assert NOW - timedelta(days=3) == changes[0].first_seen

"""What the guard holds and what it lets through; no page of ordinary life is held."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from conftest import Site
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import asdict, replace

from feedpub.config import Thresholds, load_config
from feedpub.errors import ConfigError
from feedpub.guard import Verdict, judge
from feedpub.ledger import open_ledger
from feedpub.model import Listing, ListingEntry
from feedpub.normaliser import Origin, normalise
from feedpub.reconcile import Decision, Known, reconcile

SITE = UUID("00000000-0000-4000-8000-000000000001")
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
FIRST_DAY = date(2020, 10, 1)

Entries = list[ListingEntry]


class Page:
    """One listing page, read again and again; its entries are given top first, as it lists them."""

    def __init__(self) -> None:
        self._opened = open_ledger(Path("/nonexistent/feedpub.db"), SITE, rehearsal=True)
        self._ledger = self._opened.__enter__()
        self._now = NOW

    def close(self) -> None:
        self._opened.__exit__(None, None, None)

    def look(self, entries: Entries, now: datetime | None = None) -> tuple[Known, Decision]:
        """Compare a reading with what is known, and keep nothing."""
        listing = Listing(entries=tuple(entries))
        origin = Origin(source="page", page="https://www.example.org/news")
        items, _ = normalise(listing, origin, site=SITE, now=now or self._now)
        known = self._ledger.known(SITE, "page", {"page": 0}, items)
        return known, reconcile(known, items, now=now or self._now)

    def read(self, entries: Entries) -> Verdict:
        """Judge a reading and keep it, held or not; the next one is an hour later."""
        known, decision = self.look(entries)
        with self._ledger.transaction():
            self._ledger.keep_reading("page", decision, self._now)
        self._now += timedelta(hours=1)
        return judge(known, decision)


@pytest.fixture
def page() -> Iterator[Page]:
    opened = Page()
    yield opened
    opened.close()


def then(page: Page, *readings: Entries, thresholds: Thresholds | None = None) -> Verdict:
    """Read some pages and judge the last one."""
    *before, last = readings
    for reading in before:
        page.read(reading)
    known, decision = page.look(last)
    return judge(known, decision, thresholds) if thresholds else judge(known, decision)


# ── pages ─────────────────────────────────────────────────────────────────────────────────────────────

SYLLABLES = ("ba", "ke", "li", "mo", "nu", "pra", "ste", "tri", "vo", "wal", "zen", "chu", "dro", "fli", "gra", "hin")


def words(number: int, many: int) -> str:
    """Return words that hardly any other number shares."""
    seed = number * 7919 + 104729
    spelt = []
    for _ in range(many):
        word = ""
        for _ in range(3):
            seed = (seed * 48271 + 11) % 2147483647
            word += SYLLABLES[seed % len(SYLLABLES)]
        spelt.append(word)
    return " ".join(spelt)


def story(number: int, day: date | None = None, **fields: str) -> ListingEntry:
    """Return an entry unlike all others; the days of the first of them follow one another."""
    day = day or FIRST_DAY + timedelta(days=number)
    entry = ListingEntry(line=1, title=words(number, 5).capitalize(), dateline=f"{day.day} {day:%B} {day.year}")
    return with_fields(entry, **fields)


def with_fields(entry: ListingEntry, **fields: str) -> ListingEntry:
    return ListingEntry(**(asdict(entry) | fields))


def rich(number: int, day: date | None = None) -> ListingEntry:
    """Return an entry with everything that an entry can have."""
    summary, link = words(number + 5000, 20), f"/news/{number}"
    return story(number, day, summary=summary, kicker=f"Kicker {number % 3}", link=link)


def stories(*numbers: int, make: Callable[..., ListingEntry] = story, **fields: str) -> Entries:
    """Return entries, the newest on top, each with these fields."""
    return [with_fields(make(number), **fields) for number in sorted(numbers, reverse=True)]


def each(entries: Entries, change: Callable[[ListingEntry], ListingEntry]) -> Entries:
    return [change(entry) for entry in entries]


def on(entries: Entries, day: date) -> Entries:
    return [replace(entry, dateline=f"{day.day} {day:%B} {day.year}") for entry in entries]


def moved_by(entries: Entries, delta: timedelta) -> Entries:
    """Return entries that print days so much later."""
    days = [datetime.strptime(entry.dateline, "%d %B %Y").replace(tzinfo=UTC) + delta for entry in entries]
    return [replace(entry, dateline=f"{day.day} {day:%B} {day.year}") for entry, day in zip(entries, days, strict=True)]


TEN = stories(*range(10))
RICH = stories(*range(10), make=rich)
ONE_DAY = on(TEN, FIRST_DAY)
UNDATED = stories(*range(10), dateline="")
YEAR = timedelta(days=365)
LATER = FIRST_DAY + timedelta(days=60)
PINNED = story(99, dateline="")
COOKIES = "We use cookies to improve this page. By going on you agree to our terms."


def swapped(entry: ListingEntry) -> ListingEntry:
    return replace(entry, title=entry.summary, summary=entry.title)


def unlinked(entries: Entries) -> Entries:
    return each(entries, lambda entry: replace(entry, link=""))


def with_times(entries: Entries, day: str, hour: int) -> Entries:
    return [replace(entry, dateline=f"{day}T{hour:02}:{50 - place:02}:00Z") for place, entry in enumerate(entries)]


# ── what is held ──────────────────────────────────────────────────────────────────────────────────────

BROKEN: dict[str, tuple[Entries, Entries, str]] = {
    "most entries gone": (TEN, TEN[:4], "the listing has 4 entries, its last good reading had 10"),
    "other titles, the same days": (
        TEN,
        [replace(entry, title=words(500 + place, 5)) for place, entry in enumerate(TEN)],
        "10 of 10 entries are new, but none of them is newer than the last good reading (10 entries, up to 2020-10-10); it",
    ),
    "other titles, one day for all": (
        ONE_DAY,
        on(stories(*range(500, 510)), FIRST_DAY),
        "10 of 10 entries are new, but none of them is newer",
    ),
    "other titles, one day for all, one entry known": (
        ONE_DAY,
        on([*stories(*range(500, 504)), TEN[4], *stories(*range(505, 510))], FIRST_DAY),
        "9 of 10 entries are new, but only 4 of them are newer",
    ),
    "other titles, times for the first time": (
        ONE_DAY,
        with_times(stories(*range(500, 510)), "2020-10-01", 9),
        "10 of 10 entries are new, but none of them is newer",
    ),
    "an undated page of other entries": (
        UNDATED,
        stories(*range(500, 510), dateline=""),
        "10 of 10 entries are new, but none of them is newer than the last good reading (10 entries); it may be",
    ),
    "undated strangers among the known": (
        UNDATED,
        [*UNDATED[:4], *stories(*range(500, 506), dateline="")],
        "6 of 10 entries are new, but none",
    ),
    "half of the page adverts": (
        TEN,
        [*TEN[:4], *stories(*range(500, 506), dateline="")],
        "6 of 10 entries are new, but none",
    ),
    "another site's page": (
        TEN,
        [story(500 + day, FIRST_DAY + timedelta(days=day)) for day in range(12, 1, -1)],
        "11 of 11 entries are new, but only 3 of them are newer",
    ),
    "nothing but days to come": (
        TEN,
        [*stories(*range(500, 511), dateline="1 May 2099"), *TEN[:9]],
        "11 of 20 entries are new and dated in the future, up to 2099-05-01; the last good reading had 10 entries, up to 2020-10-10",
    ),
    "days to come on a page of two": (
        TEN[:2],
        [*stories(500, 501, 502, dateline="1 May 2099"), *TEN[:2]],
        "3 of 5 entries are new and dated in the future",
    ),
    "every day a year later": (TEN, moved_by(TEN, YEAR), "10 of 10 entries have another day than"),
    "every day a year later, with summaries": (
        unlinked(RICH),
        moved_by(unlinked(RICH), YEAR),
        "10 of 10 entries have another day than in the last good reading: “",
    ),
    "every day a year later, with links": (RICH, moved_by(RICH, YEAR), "” has 2021-10-10, had 2020-10-10"),
    "every day a year earlier": (RICH, moved_by(RICH, -YEAR), "10 of 10 entries have another day"),
    "today's day for every entry": (TEN, on(TEN, LATER), "10 of 10 entries have another day"),
    "title and summary swapped": (unlinked(RICH), each(unlinked(RICH), swapped), "10 of 10 entries are new"),
    "title and summary swapped, with links": (
        RICH,
        each(RICH, swapped),
        "10 of 10 entries have another title than in the last good reading: “",
    ),
    "the kicker read as title, with links": (
        RICH,
        each(RICH, lambda entry: replace(entry, title=entry.kicker, kicker="")),
        "10 of 10 entries have another title",
    ),
    "one notice in place of every summary": (
        RICH,
        each(RICH, lambda entry: replace(entry, summary=COOKIES)),
        "10 of 10 entries have another text than in the last good reading: “We use cookies to improve this page. By…”",
    ),
    "no summary any more": (
        RICH,
        each(RICH, lambda entry: replace(entry, summary="")),
        "0 of 10 entries have a summary, in the last good reading 10 of 10 had",
    ),
    "no link any more": (RICH, unlinked(RICH), "0 of 10 entries have a link"),
    "no kicker on a page of new entries": (
        RICH,
        stories(*range(20, 30), make=rich, kicker=""),
        "0 of 10 entries have a kicker",
    ),
}


@pytest.mark.parametrize(("before", "after", "reason"), BROKEN.values(), ids=BROKEN)
def test_a_reading_that_looks_broken_is_held_with_what_was_seen_and_what_was_before(
    page: Page, before: Entries, after: Entries, reason: str
) -> None:
    held = then(page, before, after).held

    assert reason in held


# ── what is not ───────────────────────────────────────────────────────────────────────────────────────

ORDINARY: dict[str, tuple[Entries, Entries]] = {
    "the same page": (RICH, RICH),
    "half of the entries": (TEN, TEN[:5]),
    "nine of ten entries new": (TEN, stories(*range(9, 19))),
    "a burst on the newest day": (TEN, [*on(stories(*range(20, 32)), FIRST_DAY + timedelta(days=9)), *TEN]),
    "a burst that pushes off what it met": (
        ONE_DAY,
        [*on(stories(*range(20, 27)), FIRST_DAY), *ONE_DAY[:3]],
    ),
    "a burst of a day that lists its entries in any order": (
        ONE_DAY,
        [entry for pair in zip(ONE_DAY, on(stories(*range(20, 30)), FIRST_DAY), strict=True) for entry in pair]
        + on(stories(31), FIRST_DAY),
    ),
    "undated news on top": (UNDATED, [*stories(*range(20, 28), dateline=""), *UNDATED[:2]]),
    "undated news below an entry that is pinned": (
        [PINNED, *UNDATED],
        [PINNED, *stories(*range(20, 28), dateline=""), *UNDATED[:2]],
    ),
    "undated news on a page with one day": (
        [*UNDATED, story(50)],
        [*stories(*range(20, 28), dateline=""), *UNDATED[:3]],
    ),
    "a suffix on every title": (RICH, each(RICH, lambda e: replace(e, title=f"{e.title} – Ministry of Public Works"))),
    "a prefix on every title": (RICH, each(RICH, lambda e: replace(e, title=f"Press release 7/2020: {e.title}"))),
    "shorter summaries": (RICH, each(RICH, lambda e: replace(e, summary=f"{e.summary[:90]}…"))),
    "summaries where there were none": (each(RICH, lambda e: replace(e, summary="")), RICH),
    "links where there were none": (unlinked(RICH), RICH),
    "days where there were none": (UNDATED, TEN),
    "five of ten days corrected": (RICH, [*moved_by(RICH[:5], timedelta(days=1)), *RICH[5:]]),
    "new entries of another kind": (RICH, [*stories(*range(20, 26), make=rich, kicker=""), *RICH[:4]]),
    "a day misprinted as to come": (TEN, [story(20, date(2099, 5, 1)), *TEN[:9]]),
    "other events": (
        [story(n, dateline=f"{n + 1}–{n + 2} May 2027") for n in range(10)],
        [story(n, dateline=f"{n + 1}–{n + 2} May 2027") for n in (20, 5, 21, 6, 22, 7, 8, 9)],
    ),
}


@pytest.mark.parametrize(("before", "after"), ORDINARY.values(), ids=ORDINARY)
def test_a_page_as_pages_are_is_not_held(page: Page, before: Entries, after: Entries) -> None:
    verdict = then(page, before, after)

    assert Verdict() == verdict


OVERTAKEN: dict[str, tuple[Entries, Entries]] = {
    "later days": (TEN, stories(*range(30, 40))),
    "one later day": (TEN, on(stories(*range(20, 30)), LATER)),
    "later times of the same day": (
        with_times(TEN, "2020-10-01", 9),
        with_times(stories(*range(20, 30)), "2020-10-01", 15),
    ),
    "days that a misprint to come is later than": ([story(10, date(2031, 1, 1)), *TEN], stories(*range(20, 30))),
    "the next issues of five series": (
        [story(n, summary=words(n + 100, 9)) for n in range(5)],
        [story(n, LATER, summary=words(n + 200, 9)) for n in range(5)],
    ),
    "the next issues of one series": (
        [story(n, title="Weekly report") for n in range(5, 0, -1)],
        [story(n, title="Weekly report") for n in range(10, 5, -1)],
    ),
}


@pytest.mark.parametrize(("before", "after"), OVERTAKEN.values(), ids=OVERTAKEN)
def test_a_page_that_moved_on_past_all_that_is_known_is_published_with_a_warning(
    page: Page, before: Entries, after: Entries
) -> None:
    verdict = then(page, before, after)

    assert ("", True) == (verdict.held, "entries in between may have been missed" in verdict.warning)


def test_a_first_reading_is_not_judged(page: Page) -> None:
    assert Verdict() == then(page, on(TEN, date(2099, 1, 1)))


def test_without_a_real_reading_before_nothing_is_held(page: Page) -> None:
    page.read(TEN)
    known, decision = page.look(TEN[:2])

    verdict = judge(replace(known, last=None), decision)

    assert Verdict() == verdict
    assert judge(known, decision).held


def test_an_older_snapshot_is_not_judged(page: Page) -> None:
    page.read(TEN)
    known, decision = page.look(stories(*range(500, 502)), now=NOW - timedelta(days=30))

    verdict = judge(known, decision)

    assert decision.late
    assert Verdict() == verdict


# ── thresholds ────────────────────────────────────────────────────────────────────────────────────────

KICKERLESS = [*RICH[:3], *each(RICH[3:], lambda entry: replace(entry, kicker=""))]
SHARES: dict[str, tuple[Entries, Entries, Thresholds, Thresholds]] = {
    "entries": (TEN, TEN[:3], Thresholds(entries=0.3), Thresholds(entries=0.31)),
    "no entries rule": (TEN, TEN[:1], Thresholds(entries=0), Thresholds()),
    "every entry": (TEN, TEN[:9], Thresholds(entries=0.9), Thresholds(entries=1)),
    "new": (
        TEN,
        [*TEN[:3], *stories(*range(500, 507), dateline="1 May 2010")],
        Thresholds(new=0.7),
        Thresholds(new=0.69),
    ),
    "no new rule": (TEN, stories(*range(500, 510), dateline="1 May 2010"), Thresholds(new=1), Thresholds()),
    "no new rule for days": (RICH, moved_by(RICH, -YEAR), Thresholds(new=1), Thresholds()),
    "no new rule for titles": (RICH, each(RICH, swapped), Thresholds(new=1), Thresholds()),
    "field": (RICH, KICKERLESS, Thresholds(field=0.3), Thresholds(field=0.31)),
    "no field rule": (RICH, each(RICH, lambda e: replace(e, kicker="")), Thresholds(field=0), Thresholds()),
    "future": (
        TEN,
        [*stories(20, 21, 22, dateline="1 May 2099"), *TEN[:7]],
        Thresholds(future=0.3),
        Thresholds(future=0.29),
    ),
    "no future rule": (TEN, on(stories(*range(20, 30)), date(2099, 5, 1)), Thresholds(future=1), Thresholds()),
}


@pytest.mark.parametrize(("before", "after", "lenient", "strict"), SHARES.values(), ids=SHARES)
def test_a_threshold_is_a_share_and_its_end_switches_the_rule_off(
    page: Page, before: Entries, after: Entries, lenient: Thresholds, strict: Thresholds
) -> None:
    assert "" == then(page, before, after, thresholds=lenient).held
    assert then(page, after, thresholds=strict).held


# ── properties ────────────────────────────────────────────────────────────────────────────────────────

steps = st.lists(st.tuples(st.integers(0, 8), st.lists(st.integers(0, 4), max_size=8)), min_size=1, max_size=6)


@settings(max_examples=80, deadline=None)
@given(size=st.integers(1, 12), steps=steps, bare=st.integers(1, 4), dated=st.booleans())
def test_a_page_that_only_moves_on_is_never_held(
    size: int, steps: list[tuple[int, list[int]]], bare: int, *, dated: bool
) -> None:
    page = Page()
    day, number = FIRST_DAY, 0
    entries: Entries = []

    for many, days in [(size, []), *steps]:
        overtaken = many >= len(entries)  # nothing else says of a whole new page that it is newer
        for place in range(many if dated or not overtaken else len(entries) - 1 if entries else many):
            gap = days[place] if place < len(days) else 0
            day += timedelta(days=gap + (overtaken and not place))
            entry = story(number, day) if dated else story(number, dateline="")
            full = with_fields(entry, summary=words(number + 900, 12), kicker="News")
            entries.insert(0, entry if number % bare else full)
            number += 1
        del entries[size:]
        verdict = page.read(list(entries))

        assert "" == verdict.held
    page.close()


@settings(max_examples=80, deadline=None)
@given(
    readings=st.lists(
        st.lists(
            st.builds(
                story,
                st.integers(0, 9),
                st.dates(date(2019, 1, 1), date(2030, 1, 1)),
                summary=st.sampled_from(["", "One text.", "Another text entirely."]),
                kicker=st.sampled_from(["", "News"]),
            ),
            min_size=1,
            max_size=2,
        ),
        min_size=2,
        max_size=5,
    )
)
def test_a_page_of_one_or_two_entries_may_show_whatever_it_likes(readings: list[Entries]) -> None:
    page = Page()

    verdicts = [page.read(entries) for entries in readings]

    page.close()
    assert {Verdict()} == set(verdicts)


# ── the config ────────────────────────────────────────────────────────────────────────────────────────

PATH = 'path = "000_13a221a9c33e9288.txt"'


@pytest.mark.parametrize(
    "written",
    [
        "guard.entries = 0.2\nguard.new = 1",
        "guard = { entries = 0.2, new = 1 }",
        "[source.guard]\nentries = 0.2\nnew = 1",
    ],
    ids=["dotted", "inline", "table"],
)
def test_each_source_has_thresholds_of_its_own(site: Site, written: str) -> None:
    page = 'page = "https://www.example.org/asia/news-2019"   # the listing\'s own address, for links'
    site.edit("feedpub.toml", page, "")
    site.edit("feedpub.toml", PATH, f"{PATH}\n{written}")

    first, second, _ = load_config(site.config).source

    assert Thresholds(entries=0.2, new=1.0, field=0.5, future=0.5) == first.guard
    assert Thresholds() == second.guard


FAULTY = {
    "an unknown rule": ("guard.entris = 0.2", "[[source]] 1.guard: unknown key `entris`; did you mean `entries`?"),
    "a far-off rule": ("guard.size = 0.2", "unknown key `size`; there is: entries, new, field, future"),
    "a percentage": ("guard.entries = 20", "[[source]] 1.guard.entries: 20 is no share; write a number from 0 to 1"),
    "a negative share": ("guard.new = -0.1", "[[source]] 1.guard.new: -0.1 is no share"),
    "no number at all": ("guard.field = nan", "[[source]] 1.guard.field: nan is no share"),
    "text": ('guard.future = "0.5"', "`source 1.guard.future`: expected a number, got text"),
    "no table": ("guard = 0.5", "`source 1.guard`: expected a table, got a number"),
    "several tables": ("guard = [{ new = 1 }]", "`source 1.guard`: expected a table, got a list"),
    "at the wrong place": ("[guard]\nnew = 1", "unknown key `guard`; there is: site, source, topic"),
}


@pytest.mark.parametrize(("written", "message"), FAULTY.values(), ids=FAULTY)
def test_a_threshold_that_cannot_work_is_refused_by_name(site: Site, written: str, message: str) -> None:
    site.edit("feedpub.toml", PATH, f"{PATH}\n{written}")

    with pytest.raises(ConfigError) as caught:
        load_config(site.config)

    assert message in str(caught.value)


def test_a_source_is_held_by_its_own_threshold(built: Site) -> None:
    path = built.path("000")
    path.write_bytes(path.read_bytes().split(b"\n  4. ")[0])
    built.edit("feedpub.toml", PATH, f"{PATH}\nguard.entries = 0.3")

    lenient = built.build()
    built.edit("feedpub.toml", "guard.entries = 0.3", "guard.entries = 1")
    path.write_bytes(path.read_bytes().split(b"\n  3. ")[0])
    strict = built.build()

    assert (0, "") == (lenient.returncode, lenient.stderr)
    assert 4 == strict.returncode
    assert "the listing has 2 entries, its last good reading had 3" in strict.stderr

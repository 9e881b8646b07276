"""Months of editing: what a subscriber sees, and that the simulator itself counts rightly."""

from collections.abc import Mapping
from datetime import date
from itertools import count

import pytest
import simulator
from simulator import Account, Scene, Shown, Sight, Site, Tally, play, similarity, simulate

HISTORIES = 32
KINDS = {
    *("typo fixed", "title reworded", "title half rewritten", "title rewritten", "subtitle added", "subtitle dropped"),
    *("summary changed", "kicker changed", "place added", "place dropped", "day corrected", "entry moved"),
    *("entry removed", "entry restored", "entry replaced", "entry replaced by its twin"),
    *("entry duplicated", "duplicate dropped", "page length changed"),
    *("link: host", "link: scheme", "link: query", "link: path", "link appears"),
    *("numbering changed", "layout changed"),
}
DAY = date(2021, 3, 10)


@pytest.fixture(scope="module")
def tally() -> Tally:
    return simulate(range(HISTORIES))


def scene(now: Mapping[int, Shown], last: Mapping[int, Shown] | None = None) -> Scene:
    """Make a reading of a page; what was last shown stood on the page before."""
    return Scene(step=1, page=tuple(now), now=now, before=tuple(last or ()), last=last or {})


def shown(title: str, *, day: date | None = DAY, summary: str = "", link: str = "") -> Shown:
    return Shown(title=title, summary=summary, day=day, link=link)


def counted(*scenes: tuple[Scene, str]) -> dict[str, int]:
    """Count scenes in which one id is seen on the story named last."""
    account = Account()
    for one, guid in scenes:
        account.see(one, [Sight(story=one.page[-1], id=guid)])
    account.close()
    return {kind: number for kind, number in account.counts.items() if number}


def told(tally: Tally, kind: str) -> str:
    """Tell the faults of one kind, for a person to look into."""
    return "\n\n".join(fault for fault in tally.faults if f", {kind}:" in fault.split("\n", 1)[0])


# ── the promise ──


def test_no_story_is_lost_in_months_of_editing(tally: Tally) -> None:
    assert 0 == tally.counts["feedpub"]["loss"], told(tally, "loss")


def test_no_story_appears_under_the_guid_of_another(tally: Tally) -> None:
    assert 0 == tally.counts["feedpub"]["swap"], told(tally, "swap")


def test_updated_moves_only_for_title_summary_and_day(tally: Tally) -> None:
    assert 0 == tally.counts["feedpub"]["needless"], told(tally, "needless")


def test_an_edit_moves_updated_but_at_most_once_in_500(tally: Tally) -> None:
    # A first text below an entry that becomes the last in that very reading may as well be the foot of the page.
    assert 500 * tally.counts["feedpub"]["missed"] <= tally.edits.total(), told(tally, "missed")


def test_the_ends_of_many_last_entries_are_anyones_guess() -> None:
    sites = [Site(seed) for seed in range(HISTORIES)]
    endless = [site for site in sites if site.endless]

    assert len(endless) * 8 > len(sites)
    for site in endless:
        last = [entry.summary.rpartition("\n\n")[2] for entry in map(site._entry, site.slots, range(99))]  # noqa: SLF001
        assert site.foot
        assert 1 < sum(text[-1:] not in {"", "."} for text in last) < len(last) - 1


def test_an_old_story_is_announced_again_at_most_once_in_500_edits(tally: Tally) -> None:
    assert 500 * tally.counts["feedpub"]["ghost"] <= tally.edits.total(), told(tally, "ghost")


def test_ghosts_are_20_times_fewer_than_those_of_the_best_peer(tally: Tally) -> None:
    best = min(tally.counts[peer]["ghost"] for peer in simulator.PEERS)

    assert 20 * tally.counts["feedpub"]["ghost"] <= best


# ── that the comparison means something ──


def test_every_peer_makes_ghosts(tally: Tally) -> None:
    assert all(50 * tally.counts[peer]["ghost"] > tally.edits.total() for peer in simulator.PEERS)


def test_every_kind_of_edit_is_made(tally: Tally) -> None:
    assert KINDS == set(tally.edits)


def test_what_is_counted_apart_stays_rare(tally: Tally) -> None:
    apart = sum(tally.counts["feedpub"][kind] for kind in simulator.APART)

    assert 50 * apart <= tally.edits.total()


def test_histories_are_as_varied_as_news_are() -> None:
    sites = [Site(seed) for seed in range(200)]
    stories = [story for site in sites for story in site.stories]
    bare = sum(not story.summary or not site.summaries for site in sites for story in site.stories)
    series = sum(story.series >= 0 for story in stories)

    assert 0.30 < bare / len(stories) < 0.42
    assert 0.10 < series / len(stories) < 0.16
    assert 0.05 < sum(not site.dated for site in sites) / len(sites) < 0.15
    assert 0.05 < sum(not site.summaries for site in sites) / len(sites) < 0.15
    assert 0.9 * len(stories) < len({story.title for story in stories})


# ── that the simulator counts rightly ──


def test_equal_seeds_give_equal_histories() -> None:
    assert play(3) == play(3)
    assert play(3) != play(5)


def test_several_jobs_count_the_same_as_one() -> None:
    assert simulate(range(2), jobs=2) == simulate(range(2))


def test_a_policy_that_mints_a_new_id_each_time_is_all_ghosts() -> None:
    numbers = count()

    counts = play(4, {"new each time": lambda _: str(next(numbers))}).counts["new each time"]

    assert counts["ghost"] == counts.total() > 300
    assert 0 == counts["loss"] == counts["swap"]


def test_one_id_for_everything_is_all_losses_and_swaps() -> None:
    tally = play(4, {"constant": lambda _: "id"})
    counts = tally.counts["constant"]

    assert 0 == counts["ghost"]
    assert tally.stories - 1 == counts["loss"] + counts["aftermath"]
    assert tally.stories - 1 == counts["swap"] + counts["twin replaced"] + counts["aftermath"]


def test_a_second_guid_is_a_ghost() -> None:
    first, second = {1: shown("A title")}, {1: shown("A Title")}

    assert {"ghost": 1} == counted((scene(first), "a"), (scene(second, first), "b"))
    assert {} == counted((scene(first), "a"), (scene(second, first), "a"))


def test_a_guid_of_another_story_is_a_swap_and_a_loss() -> None:
    first, second = {1: shown("A title", summary="One.")}, {2: shown("Something else", summary="Another.")}

    assert {"swap": 1, "loss": 1} == counted((scene(first), "a"), (scene(second, first), "a"))


def test_a_near_twin_that_takes_the_place_of_its_twin_is_counted_apart() -> None:
    first, second = {1: shown("Court rules on wages")}, {2: shown("Court rules on wage")}

    assert {"twin replaced": 1, "aftermath": 1} == counted((scene(first), "a"), (scene(second, first), "a"))


@pytest.mark.parametrize("still_there", [True, False])
def test_a_near_twin_is_a_swap_when_its_twin_stays_or_has_another_day(*, still_there: bool) -> None:
    first = {1: shown("Court rules on wages")}
    later = date(2021, 3, 17)
    beside = {**first, 2: shown("Court rules on wage")} if still_there else {2: shown("Court rules on wage", day=later)}

    assert {"swap": 1, "loss": 1} == counted((scene(first), "a"), (scene(beside, first), "a"))


def test_title_and_day_rewritten_at_once_is_beyond_recognition() -> None:
    first, second = {1: shown("Court rules on wages")}, {1: shown("New help for fishers", day=date(2021, 2, 1))}

    assert {"beyond recognition": 1} == counted((scene(first), "a"), (scene(second, first), "b"))


def test_a_rewritten_title_of_the_same_day_is_a_ghost() -> None:
    first, second = {1: shown("Court rules on wages")}, {1: shown("New help for fishers")}

    assert {"ghost": 1} == counted((scene(first), "a"), (scene(second, first), "b"))


def test_a_story_that_prints_a_rewriting_of_the_one_it_replaced_is_counted_apart() -> None:
    above, below = shown("Nurses strike in Lima"), shown("Farmers share machines")
    first = {8: above, 1: shown("Court rules on wages"), 9: below}
    second = {8: above, 2: shown("New help for fishers"), 9: below}
    sights = [Sight(story=1, id="a")], [Sight(story=2, id="a")]
    account = Account()

    account.see(scene(first), sights[0])
    account.see(scene(second, first), sights[1])

    assert {"replaced in its place": 1} == dict(account.counts)


@pytest.mark.parametrize(
    "second",
    [
        {2: shown("New help for fishers", link="https://www.example.org/2"), 9: shown("Farmers share machines")},
        {2: shown("New help for fishers", summary="Boats."), 9: shown("Farmers share machines")},
        {9: shown("Farmers share machines"), 2: shown("New help for fishers")},
    ],
    ids=["link", "summary", "place"],
)
def test_a_story_under_the_guid_of_one_that_it_can_be_told_from_is_a_swap(second: dict[int, Shown]) -> None:
    first = {1: shown("Court rules on wages", summary="The judges agreed."), 9: shown("Farmers share machines")}
    account = Account()

    account.see(scene(first), [Sight(story=1, id="a")])
    account.see(scene(second, first), [Sight(story=2, id="a")])

    assert {"swap": 1} == dict(account.counts)


def test_words_in_another_order_leave_something() -> None:
    first = {1: shown("Can social protection save the fishing sector?")}
    second = {1: shown("The fishing sector: can it save social protection")}

    assert similarity(first[1].title, second[1].title) < 0.5
    assert {"ghost": 1} == counted((scene(first), "a"), (scene(second, first), "b"))

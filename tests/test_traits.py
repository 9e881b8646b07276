"""The traits of a line: what one look tells of most titles and texts is what all the rules say of them."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from layouts import shapes
from test_alike import ODD, page_of
from test_bare import PARTS

from feedpub.dates import UNDECLARED
from feedpub.layouttable import UNSTATED
from feedpub.listings.naming import LABELS
from feedpub.listings.text.finding import begin
from feedpub.listings.text.roles import traits
from feedpub.listings.text.roles.traits import Traits

WORDS = st.one_of(
    st.sampled_from(["oak", "Harbour", "the bridge", "of a mill", "Water", "prices", "and", "one's", "OLD TRAMS"]),
    st.sampled_from(["yesterday", "today", "hier", "ten days ago", "May", "June", "3 May", "in 2019", "Monday", "20"]),
    st.sampled_from(["Geneva", "Paris", "New York, NY", "Chile", "the Netherlands", "Online", "Hong Kong"]),
    st.sampled_from(["Read more", "more", "PDF Print E-mail", "Print", "full story", "reading", "the story", "on"]),
    st.sampled_from(["http://a.example", "[x]", "(pdf)", "x:", "Views: 12", "—", "- 3", "No. 4", "why?", "It is."]),
    st.sampled_from(["…", "St. Mary’s", "so on..", "Q&A", '"Oh!"', "Mr. Doe", "Mary-Ann", "to Spain.", "YES!"]),
    st.sampled_from(sorted(label.title() + ":" for label in LABELS)),
    st.sampled_from(ODD),
    PARTS,
)


def way_to_look() -> Traits:
    """Return how the lines of a page are looked at."""
    begun = begin(page_of(next(shapes()), 0), "page", UNDECLARED, UNSTATED)
    assert begun.habits is not None
    page = begun.found.page
    return Traits(page.terms, begun.habits, begun.found.winner.template, page.longest_date())


LOOK = way_to_look()


@settings(max_examples=700, derandomize=True, deadline=None, database=None)
@example(["yesterday", "Geneva"], ", ", 1)
@given(st.lists(WORDS, min_size=1, max_size=7), st.sampled_from([" ", ", ", ": ", "-"]), st.sampled_from([1, 1, 9]))
def test_one_look_says_what_all_rules_say(words: list[str], mark: str, times: int) -> None:
    line = " ".join((mark.join(words) + " ").split() * times)[:400].strip() or "-"

    with pytest.MonkeyPatch.context() as careful:
        careful.setattr(traits, "is_plain", lambda _: False)
        careful.setattr(traits, "_is_prose", lambda _: False)
        expected = LOOK.look(line)

    assert expected == LOOK.look(line)


@pytest.mark.parametrize(
    "title",
    ["Harbour bridge reopens", "Tram: the old line opens again", "Water prices stay where they are, says council"],
)
def test_most_titles_take_one_look(title: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LOOK, "look_again", lambda _: "looked again")

    assert LOOK.look(title).startswith("text")

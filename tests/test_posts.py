"""Posts without headlines: what is proposed and explained is what is read, and other texts with days are none."""

from pathlib import Path

import pytest

from feedpub.dates import UNDECLARED
from feedpub.listings.html import explain_html, parse_html, read_page
from feedpub.listings.html.groups.posts import find_posts
from feedpub.listings.html.page.laying import lay_page
from feedpub.listings.html.proposing import propose
from feedpub.selection import Select

CASES = sorted((Path(__file__).parent / "cases" / "html").glob("posts_without_headlines_*.html"))
ADDRESS = "https://www.example.org/list/"
DAYS = [("3 May 2011", "The ferry"), ("1 May 2011", "A lamp"), ("28 April 2011", "The quay"), ("2 April 2011", "Rope")]


def page_of(form: str) -> bytes:
    """Return a page of texts with days, each in one form."""
    return ("<html><body>" + "".join(form.format(day=day, name=name) for day, name in DAYS)).encode()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_posts_are_proposed_and_explained_as_they_are_read(case: Path) -> None:
    data = case.read_bytes()

    read = [entry.title for entry in parse_html(data, "page.html", address=ADDRESS).entries]
    first, *others = propose(read_page(data), ADDRESS, UNDECLARED)

    assert read == [entry.title for entry in first.found.entries]
    assert f"listing: {len(read)} entries" in next(explain_html(data, "page.html", address=ADDRESS))
    assert all(other.found.dated < 1 for other in others)


@pytest.mark.parametrize(
    "form",
    [
        "<p>{name} comes back</p><p>{day}</p><p>All of us were there. It was cold.</p>",
        "<p><b>{day}</b> <a href=/x>{name} comes back</a> All of us were there. It was cold.</p>",
        "<h3>{name} comes back</h3><p>{day}</p><p>All of us were there. It was cold.</p>",
        "<div><i>Ada Holm</i><p>{day}</p><p>All of us were there, and {name}. It was cold.</p></div>",
        "<p>{day}</p><p>{name} comes back</p><p>All of us were there. It was cold.</p>",
        "<p>{day} – 9 May 2011 {name} is shut. Come back later, please.</p>",
        "<p>{day}</p>",
        "<table><tr><td>{day}</td><td>No.</td><td>{name} is here. It is cold.</td></tr></table>",
    ],
    ids=[
        "a line above the day",
        "a link before the text",
        "a heading above the day",
        "a name before the day",
        "a line below the day",
        "the first and last day of something",
        "days alone",
        "a table of three columns",
    ],
)
def test_what_has_a_headline_or_is_no_text_is_no_post(form: str) -> None:
    assert find_posts(lay_page(page_of(form))) == []


def test_selectors_of_posts_alone_give_the_posts() -> None:
    page = page_of("<p><b>{day}</b> All of us were there, and <a href=/{name}>{name}</a>.<br>It was cold.</p>")

    [proposal] = propose(read_page(page), ADDRESS, UNDECLARED)

    assert Select(each="body > p") == proposal.select
    assert proposal.confidence != "sure"


def test_the_last_post_ends_before_what_stands_in_none() -> None:
    page = page_of("<p>{day}</p><p>All of us were there, and {name}. It was cold.</p>") + b"<ul><li>Links</li></ul>"

    assert [post.text for post in find_posts(lay_page(page))][-1] == "All of us were there, and Rope. It was cold."

"""Posts without headlines: what is proposed and explained is what is read, and other texts with days are none."""

from pathlib import Path

import pytest

from feedpub.dates import UNDECLARED
from feedpub.errors import SourceError
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
    return (
        "<html><meta charset=utf-8><body>" + "".join(form.format(day=day, name=name) for day, name in DAYS)
    ).encode()


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
    page = page_of("<p>{day} All of us were there, and <a href=/{name}>{name}</a> went home.<br>It was cold.</p>")

    [proposal] = propose(read_page(page), ADDRESS, UNDECLARED)

    assert Select(each="body > p") == proposal.select
    assert proposal.confidence != "sure"


def test_the_last_post_ends_before_what_stands_in_none() -> None:
    page = page_of("<p>{day}</p><p>All of us were there, and {name}. It was cold.</p>") + b"<ul><li>Links</li></ul>"

    assert [post.text for post in find_posts(lay_page(page))][-1] == "All of us were there, and Rope. It was cold."


SAID = "The mayor said that it will take three weeks. Nobody need move."
KEPT = {
    "items of a day with a link each": (
        "<h3>{day}</h3><li>{name} is back. <a href=/{name}/1>more</a></li><li>{name} is shut. <a href=/{name}/2>more</a>",
        "{name} is shut.",
    ),
    "rows of a day with a link each": (
        "<tr><td>{day}<tr><td>{name} is back. <a href=/{name}/1>[PDF]</a><tr><td>{name} is shut. <a href=/{name}/2>[PDF]</a>",
        "{name} is shut.",
    ),
    "abbreviations": (
        "<div><p><em>{day}</em></p><p class=t>Holm Inc. to buy {name} Ltd. of York</p><p><a href=/{name}>PDF</a></p></div>",
        "Holm Inc. to buy {name} Ltd. of York",
    ),
    "parties": (
        "<div class=r><div>{day}</div><div class=n>{name} v. Holm</div><div class=o>Appeal dismissed by three</div></div>",
        "{name} v. Holm",
    ),
    "sentences as titles": (
        "<div class=r><div>{day}</div><div class=n>{name} comes back. Who pays?</div><div class=o>" + SAID + "</div>"
        "<a href=/{name}>Read more</a></div>",
        "{name} comes back. Who pays?",
    ),
    "links behind a label": (
        "<li>{day} 【お知らせ】 <a href=/{name}>{name}の修理についての集まりを開きました。</a></li>",
        "{name}の修理についての集まりを開きました。",
    ),
    "paragraphs that lead on": (
        "<h2>{day}</h2><p>{name} is back, as said. <a href=/{name}/1>[A]</a></p><p>It is shut. <a href=/{name}/2>[B]</a></p>",
        "{name} is back, as said.",
    ),
    "questions as titles": (
        "<div><div>{day}</div><p class=t>{name} is back: what now?</p><p>"
        + SAID
        + "</p><a href=/{name}>More</a></div>",
        "{name} is back: what now?",
    ),
    "a link behind a text": (
        "<tr><td>{day}</td><td>{name} comes back. It will not go away again, they say. <a href=/{name}>Notice</a></td></tr>",
        "{name} comes back. It will not go away again, they say.",
    ),
}


@pytest.mark.parametrize(("form", "title"), KEPT.values(), ids=KEPT)
def test_listings_with_titles_of_their_own_are_no_posts(form: str, title: str) -> None:
    data = page_of(form)

    titles = {entry.title for entry in parse_html(data, "page.html", address=ADDRESS).entries}
    first, *_ = propose(read_page(data), ADDRESS, UNDECLARED)

    assert {title.format(name=name) for _, name in DAYS} <= titles
    assert titles == {entry.title for entry in first.found.entries}


def test_selectors_alone_do_not_glue_titles_and_texts() -> None:
    form, title = KEPT["sentences as titles"]

    listing = parse_html(page_of(form), "page.html", address=ADDRESS, select=Select(each="div.r"))

    assert [entry.title for entry in listing.entries] == [title.format(name=name) for _, name in DAYS]


def test_headings_that_lead_on_are_the_listing_above_texts_with_days() -> None:
    heads = "".join(f"<h4><a href=/{k}>The {k}th boat of the year comes in</a></h4>" for k in range(4, 12))
    data = f"<html><body>{heads}".encode() + page_of("<p>{day}. " + 3 * SAID + " {name}.</p>")

    titles = [entry.title for entry in parse_html(data, "page.html", address=ADDRESS).entries]

    assert titles == [f"The {k}th boat of the year comes in" for k in range(4, 12)]


@pytest.mark.parametrize(
    "frame",
    [
        "<article><h2>The bridge is shut</h2><p>" + 2 * SAID + "</p>{}</article>",
        "<p>1 May 2011</p><p>" + SAID + "</p><p>12 September 2011</p><p>York, at the hall. Come!</p>{}",
    ],
    ids=["remarks on an article", "days in the text of a post"],
)
def test_days_of_other_things_are_no_posts(frame: str) -> None:
    posts = "".join(f"<p>{day}</p><p>I think that {name} is right. {SAID}</p>" for day, name in DAYS)

    with pytest.raises(SourceError):
        parse_html(f"<html><body>{frame.format(posts)}".encode(), "page.html", address=ADDRESS)


def test_the_foot_of_a_page_is_no_text_of_its_last_post() -> None:
    page = page_of("<p>{day}</p><p>All of us were there, and {name}. It was cold.</p>") + b"<p>Write to us.</p>"

    assert [post.text for post in find_posts(lay_page(page))][-1] == "All of us were there, and Rope. It was cold."

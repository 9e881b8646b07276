"""What readers say below an article is no listing, however it is laid out and whichever language it is in."""

import pytest

from feedpub.errors import SourceError
from feedpub.listings import parse_listing

ARTICLE = (
    "<!doctype html><title>Old bridge</title><h1>The old bridge closes for two years</h1><p>2 May 2021</p>"
    "<p>The council voted on Tuesday to close the old bridge for two years while its piers are rebuilt by the county.</p>"
    "<p>Engineers had warned since spring that the timber was rotten, and a survey found two piles that were loose.</p>"
    "<p>Buses take the longer way over the mill road; the ferry runs twice an hour in summer, and then once an hour.</p>"
    "<p>The work is paid for by the county, and the town adds what the new lamps and the wider path will cost.</p>"
)
SAID = (
    ("Anna", "3 May 2021, 9:12", "I walked over it every morning and will miss it, but the planks were loose."),
    ("Rolf K.", "4 May 2021, 10:41", "They built the whole thing in nine months back then, as my uncle told me."),
    ("millrace", "5 May 2021, 11:07", "Nobody knows whether bicycles may use the mill road. The sign says no."),
    ("J. Ober", "6 May 2021, 12:33", "Thanks for the clear article. My question is who pays for the ferry."),
    ("Ines", "7 May 2021, 13:58", "This was due ten years ago. Everyone knew that the piles were bad."),
)


@pytest.mark.parametrize(
    ("head", "form"),
    [
        pytest.param(
            "<div class=comments-area><ol class=comment-list>",
            "<li><div class=comment-body><b>{}</b> <time>{}</time><div class=comment-content><p>{}<p>So it is.</div></div>",
            id="elements around them are called so",
        ),
        pytest.param(
            "<h2>5 commentaires</h2>", "<div><div>{}, {}</div><div>{}</div></div>", id="a heading counts them"
        ),
        pytest.param("<ul>", "<li><cite>{}</cite> sagt:<br><small>{}</small><p>{}", id="a word is before each"),
        pytest.param(
            "", "<div class=b><p><b>{}</b> {}<p>{}<p><a href=#r>Responder</a></div>", id="each can be answered"
        ),
        pytest.param("<table>", "<tr><td>{}<br>{}<td>{}", id="each has a name and an odd minute"),
    ],
)
def test_what_readers_say_of_an_article_is_no_listing(head: str, form: str) -> None:
    page = ARTICLE + head + "".join(form.format(*one) for one in SAID)

    with pytest.raises(SourceError, match="no listing found"):
        parse_listing(page.encode(), "page.html")


def test_stories_below_a_lead_story_and_its_count_of_comments_are_entries() -> None:
    titles = [f"The {what} opens again after the winter" for what in ("northern lock", "reading room", "old ferry")]
    stories = "".join(f"<li><a href=/{k}>{one}</a><br>{k} May 2021<p>{SAID[k][2]}" for k, one in enumerate(titles, 1))

    listing = parse_listing((ARTICLE + "<p>5 comments</p><ul>" + stories).encode(), "page.html")

    assert titles == [entry.title for entry in listing.entries]


def test_events_at_even_minutes_below_a_text_are_entries() -> None:
    rows = "".join(f"<tr><td>Town hall<br>{k} May 2021, 19:30<td>{SAID[k][2]}" for k in range(1, 5))

    listing = parse_listing((ARTICLE + "<table>" + rows).encode(), "page.html")

    assert len(listing.entries) == 4

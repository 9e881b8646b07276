"""Web pages: one small page a structure, `cases/html/<what it shows>.html` beside `.json`."""

import json
import re
from copy import deepcopy
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedpub.dates import UNDECLARED
from feedpub.errors import SourceError
from feedpub.listings import parse_listing
from feedpub.listings.html import read_page
from feedpub.listings.html.groups.folders import folder_of, is_folder
from feedpub.listings.html.page import laying
from feedpub.listings.html.page.charset import decode_page
from feedpub.listings.html.page.laying import lay_page
from feedpub.listings.html.proposing import propose
from feedpub.model import Listing, Printed
from feedpub.normaliser import Origin, normalise, print_entry
from feedpub.selection import Select

CASES = Path(__file__).parent / "cases" / "html"
ADDRESS = "https://www.example.org/list/"


def printed(listing: Listing) -> list[Printed]:
    """Return what the entries of a listing print, dates read."""
    origin = Origin(source="page", page=ADDRESS)
    return [print_entry(entry, origin, listing.terms)[0] for entry in listing.entries]


def told(story: Printed) -> dict[str, str]:
    """Return what a case says of an entry."""
    fields = {
        "title": story.title,
        "link": story.link,
        "date": str(story.instant or story.day or ""),
        "section": next(iter(story.sections), ""),
        "kicker": next(iter(story.kickers), ""),
        "author": story.author,
        "image": story.image,
        "summary": story.summary,
    }
    return {key: value for key, value in fields.items() if value}


@pytest.mark.parametrize("case", sorted(CASES.glob("*.html")), ids=lambda case: case.stem)
def test_a_page_reads_as_its_case_says(case: Path) -> None:
    listing = parse_listing(case.read_bytes(), "page.html", address=ADDRESS)

    expected = json.loads(case.with_suffix(".json").read_text(encoding="utf-8"))
    assert expected == [told(story) for story in printed(listing)]


@pytest.mark.parametrize(
    "page",
    [
        "<!doctype html>",
        "<html></html>",
        "<html><body><p>One thing, said once.</p></body></html>",
        "<!doctype html><h1>News</h1><p>29 November 2019</p>",
        pytest.param(f"<html><table>{'<tr><td>17<td>4,5<td>ab' * 9}", id="a table of numbers"),
        pytest.param(
            f"<html><h1>Where to find us</h1><p>{'The office is open from nine to four, but not in July. ' * 9}"
            "<div id=side><ul><li><a href=/a>History</a><li><a href=/b>The board</a><li><a href=/c>Statutes</a></ul></div>",
            id="the menu of a page about an office",
        ),
        pytest.param(
            f"<html><h1>Searches are off by default</h1><p>{'From the next release on nothing is sent. ' * 30}"
            + "".join(
                f"<h3>{what}</h3><p>It is so since last year, and will stay so." for what in ("Why?", "Who?", "When?")
            ),
            id="the sections of an article",
        ),
        pytest.param(f"<html>{'<p>29 November 2019</p><p>3 May 2020</p>' * 9}", id="days and nothing else"),
        pytest.param(
            f"<html><h1>A walk</h1><p>{'We went up the hill, and down the other side. ' * 9}</p>"
            + "".join(
                f"<aside><h3 class=title>{what}</h3><ul>"
                + "".join(
                    f"<li><a href=/{what}/{word}>{word}</a>" for word in ("hills", "towns", "the sea", "mud", "wind")
                )
                + "</ul><p>You find them here, and more of them above.</p></aside>"
                for what in ("The newest", "Archives", "All groups", "Answers of readers")
            ),
            id="boxes of links beside an article",
        ),
        pytest.param(
            "<html><h1>The parish office</h1>"
            + "".join(
                f"<article class=card><h2>{what}</h2><p>{why * 2}</article>"
                for what, why in (
                    (
                        "Hours of the office",
                        "Somebody is there from Monday to Thursday, and on Friday before the mass. ",
                    ),
                    (
                        "How to reach us by telephone",
                        "Please ring 22 45 67 in the hours of the office, or write to us. ",
                    ),
                    ("Funerals, and visits to the sick", "Come at any hour to the door beside the tower, and ring. "),
                    ("Papers that you need for a wedding", "Bring the certificates of your baptism, and those of it. "),
                )
            ),
            id="what an office says of itself",
        ),
        pytest.param(
            f"<html><h1>Lamps</h1><p>{'The shop is on the quay, and has been for a hundred years. ' * 4}<div class=widget>"
            + "".join(
                f"<div><h2 class=title><a href=/{what.split()[-1]}>{what}</a></h2></div>"
                for what in ("What we know of visitors", "How we use what we are told", "Papers that you sign")
            ),
            id="papers in a margin",
        ),
        pytest.param(
            "<html><h1>The town</h1>"
            + "".join(
                f"<div class=tile><a href=/{what.split()[-1]}><img src=t><h2>{what}</h2></a><p>{why}</div>"
                for what, why in (
                    ("Living", "Schools, houses and all that is needed from day to day."),
                    ("At work", "Firms in the harbour, and the land that they may buy."),
                    ("Visiting", "Hotels, walks and the streets of the old town."),
                    ("Culture", "Museums, music and the festival in the summer."),
                    ("Council", "Who decides, and when all of them meet."),
                )
            ),
            id="the sections of a site",
        ),
        pytest.param(
            "<html><h1>The offices</h1>"
            + "".join(
                f"<div class=card><h3><a href=/offices/{k}>{what}</a></h3><p>{'It is open from nine to four. ' * 2}</div>"
                for k, what in enumerate(
                    (
                        "Registry",
                        "Finance",
                        "Schools",
                        "Parks",
                        "Fire brigade",
                        "Roads",
                        "Waste",
                        "Library",
                        "Harbour",
                        "Museum",
                    )
                )
            ),
            id="the offices of a town",
        ),
        pytest.param(
            f"<html><article><h1>The quay</h1><p>{'It was built in three stages, and will be built again. ' * 30}</article><h2>News</h2>"
            + "".join(
                f"<div class=card><h3><a href=/news/{k}>{what}</a></h3><p>{20 - k} March 2026</div>"
                for k, what in enumerate(
                    (
                        "The quay gets new lamps before the winter",
                        "Ferry fares rise by a tenth in March",
                        "A school for those who build boats",
                    )
                )
            ),
            id="news with days below an article",
        ),
        pytest.param(
            f"<html><h1>The quay</h1><p>{'It was built in three stages, and will be built again. ' * 14}<h3>More news</h3><ul>"
            + "".join(
                f"<li><a href=/news/{k}>{what}</a>"
                for k, what in enumerate(
                    (
                        "The quay gets new lamps before the winter",
                        "Ferry fares rise by a tenth in March",
                        "A school for those who build boats",
                        "Nets may not lie on the quay at night",
                        "Who carried the bell into the harbour",
                        "Old boats are burnt on the beach in June",
                        "The tide came higher than in a hundred years",
                        "Two pilots learn to speak with the ferries",
                    )
                )
            ),
            id="more news below an article",
        ),
        pytest.param(
            "<html><h1>News</h1><ul>"
            + "".join(
                f"<li><a href=/news/{what}>{what}</a>" for what in ("Sport", "Culture", "Harbour", "Schools", "Council")
            ),
            id="the sections of news",
        ),
        pytest.param(
            f"<html><h1>The quay</h1><p>{'It was built in three stages, and will be built again. ' * 30}<h2>More to read</h2>"
            + "".join(
                f"<div class=more><img src=m><h3><a href=/news/{what[:4]}>{what}</a></h3></div>"
                for what in (
                    "The quay gets new lamps before the winter",
                    "Ferry fares rise by a tenth in March",
                    "A school for those who build boats",
                )
            ),
            id="further articles below one",
        ),
        pytest.param(
            f"<html><h1>The quay</h1><p>{'It was built in three stages, and will be built again. ' * 9}<ol class=comment-list>"
            + "".join(
                f"<li class=comment><b>{who} North</b><br><a href=#c{k}>{k} March 2026, 10:20</a><p>I saw it, and it was {how}."
                for k, (who, how) in enumerate(
                    (("Ada", "cold"), ("Bo", "dark"), ("Carla", "late"), ("Dora", "wet"), ("Emil", "fine")), 3
                )
            ),
            id="comments on an article",
        ),
        pytest.param(
            f"<html><h1>The quay</h1><p>{'It was built in three stages, and will be built again. ' * 9}"
            + "".join(
                f"<div class=say><b>{who}</b> <i>{k} March 2026, 10:20</i><p>{f'I saw it, and it was {how}. ' * 8}</div>"
                for k, (who, how) in enumerate(
                    (("ada", "cold"), ("bo", "dark"), ("carla", "late"), ("dora", "wet"), ("emil", "fine")), 3
                )
            ),
            id="readers who sign with a name",
        ),
        pytest.param(
            "<html><ul>"
            + "".join(
                f"<li>{word}<br>{'It is told of in all books on boats, and is as old as they are. ' * 3}"
                for word in ("anchor", "bollard", "capstan", "davit", "ebb", "fender", "gunwale", "jib", "keel", "luff")
            ),
            id="a glossary",
        ),
        "<h1>Harbours</h1>"
        + "".join(f"<p><a href=https://{n}.example.com/>The harbour of {n}</a></p>" for n in ("Ulm", *"XDKBZAMCFHO")),
        "<h1>Harbours</h1><table>"
        + "".join(
            f"<tr><td><p><a href=https://social.example.com/{n}>Sweden - {n}holm</a></p></td></tr>"
            for n in ("Ann", "Bor", "Dal", "Ed", "Fal", "Gar", "Hov", "Kar", "Lax", "Mar", "Nor", "Sten")
        ),
        pytest.param(
            "<h1>The crew</h1><table><tr><th>Title<th>Name<th>On board since"
            + "".join(
                f"<tr><td>{title}<td>{name}<td>{n} June 200{n}"
                for n, (title, name) in enumerate(
                    (("Captain", "Ida Berg"), ("Mate", "Olaf Thorsen"), ("Cook", "Eva Lunde"), ("Boy", "Nils Haugen")),
                    1,
                )
            ),
            id="offices and who holds them",
        ),
        pytest.param(
            "<!doctype html><h1>Soups</h1><ul>"
            + "".join(
                f"<li class=card><img src={part}.png><div class=data>{part}/10</div><div class=what><span>{what}</span></div>"
                for part, what in (
                    (9, "Barley, leeks and the bones of a lamb"),
                    (8, "Cream of the mushrooms that grow behind the mill"),
                    (8, "Onions, and the cheese that nobody else wants"),
                    (7, "Peas that lay in water for a whole night"),
                    (6, "Beets with sour cream, as in the east"),
                    (4, "What is left on Friday"),
                )
            ),
            id="marks out of ten",
        ),
        pytest.param(
            "<!doctype html><h1>The sledge club</h1>"
            + "".join(
                f"<article><h2>{what}</h2><p>{why}</article>"
                for what, why in (
                    (
                        "The hill and the hut",
                        "The hill lies behind the church, and the hut at its foot. It has a stove.",
                    ),
                    ("The board", "The board meets in the hut. Those who want to join ring the bell beside the door."),
                )
            ),
            id="the sections of a club",
        ),
        pytest.param(
            "<!doctype html><h1>News</h1>"
            + "".join(f"<article class=news><h2>{what}</h2></article>" for what in ("Sport", "The arts", "Weather")),
            id="articles that are the sections of news",
        ),
        pytest.param(
            "<!doctype html><h1>Terms of carriage</h1>"
            + "".join(
                f"<h2>{n}. {what}</h2><p>{'Those who hold a ticket are carried in the order in which they came. ' * 3}"
                for n, what in enumerate(
                    (
                        *("What these terms are for", "Who may be carried", "Tickets and their price"),
                        *("Bicycles and carts", "Animals on a lead", "Goods of every kind", "When a boat is late"),
                        *("When no boat leaves", "What was lost", "What is forbidden on board", "Who pays for damage"),
                    ),
                    1,
                )
            ),
            id="the sections of terms, counted",
        ),
        *(
            pytest.param(
                f"<!doctype html><h1>{of}</h1>"
                + "".join(
                    form.format(
                        ask, f"{answer} It is told in <a href=/{k}>the rules of the house</a>, which hang below it."
                    )
                    for k, (ask, answer) in enumerate(
                        (
                            ("How do I join the rowing club?", "You fill in a form, and the steward keeps it."),
                            ("What does a season cost?", "It costs ninety crowns, and half of that for the young."),
                            ("May I bring a boat of my own?", "If there is a free place on the racks, then yes."),
                            ("Is there a course for beginners?", "Each spring there is one, as soon as it is warm."),
                            ("Who may row at night?", "Those who have lamps, and a helmsman who knows the river."),
                            ("Where do I leave my bicycle?", "Behind the shed there are hoops to lock it to."),
                        )
                    )
                ),
                id=of,
            )
            for of, form in (
                ("questions in a fold", "<details class=item><summary>{}</summary><div><p>{}</div></details>"),
                ("questions in a list of terms", "<dl><dt>{}<dd>{}</dl>"),
                ("questions in a table", "<table><tr><td>{}<td>{}</table>"),
                ("questions in paragraphs", "<p>{}<p>{}"),
            )
        ),
    ],
)
def test_a_page_that_repeats_nothing_is_an_error_that_says_what_to_do(page: str) -> None:
    with pytest.raises(SourceError, match=r"page\.html: no listing found.*select"):
        parse_listing(page.encode(), "page.html")


@pytest.mark.parametrize(
    ("data", "declared", "expected"),
    [
        (b"\xef\xbb\xbfcaf\xc3\xa9", "latin-1", "café"),
        ("café".encode("utf-16"), "", "café"),
        ("café".encode(), "iso-8859-1", "café"),
        (b"<meta charset=gb2312>caf\xc3\xa9", "", "<meta charset=gb2312>café"),
        (b"caf\xe9 \x93x\x94", "iso-8859-1", "café “x”"),
        (b'<meta http-equiv=x content="text/html; charset=windows-1251">\xcf', "", None),
        ("Дума".encode("koi8-r"), "koi8-r", "Дума"),
        ("新闻".encode("gbk"), "gb2312", "新闻"),
        (b"caf\xe9 costs", "rot13", "café costs"),
        (b"caf\xe9 costs", "nonsense", "café costs"),
    ],
)
def test_the_charset_of_a_page_is_found_as_browsers_find_it(data: bytes, declared: str, expected: str | None) -> None:
    actual = decode_page(data, declared)

    assert (expected or data[:-1].decode() + "П") == actual


NAMES = "div p ul li a table tr td h2 h3 span b br pre dl dt dd time article nav img font form"
TAGS = st.sampled_from(re.findall("[a-z0-9]+", NAMES))
TEXTS = st.sampled_from(
    ["News", "12 May 2020", "A story about the town", "1.", "<", "&amp;", "&#0;", "…", "新闻", "\x00"]
)
SOUP = st.lists(st.tuples(TAGS, st.sampled_from(["<{}>", "</{}>", "<{} class=x href=/y>", "<{} datetime=2020"]), TEXTS))


@settings(max_examples=150, deadline=None, derandomize=True)
@given(SOUP)
def test_any_soup_of_tags_gives_entries_or_a_clear_error(soup: list[tuple[str, str, str]]) -> None:
    page = "<html><body>" + "".join(form.format(tag) + text for tag, form, text in soup)
    fault = ""

    try:
        found = printed(parse_listing(page.encode(), "page.html", address=ADDRESS))
    except SourceError as error:
        found, fault = [], str(error)

    assert fault.startswith("page.html: ") or all(story.title or story.summary for story in found)


@pytest.mark.parametrize(
    "sign",
    ["\x0b", "\f", "\x12", "\ufffe", "\uffff", "&#12;", "&#018;", "&#x1", "&#x1F;", "&#XB;", "&#65534;", "&#xfffe;"],
)
def test_signs_that_no_text_has_are_left_out(sign: str) -> None:
    titles = [("The old lock is", "open to boats"), ("Bread is baked", "by schools"), ("Nobody may", "cross at night")]
    rows = "".join(
        f"<li><a href=/n/{n}>{begin}{sign}<br>{end}</a> {n} May 2020" for n, (begin, end) in enumerate(titles, 1)
    )

    found = printed(parse_listing(f"<!doctype html><ul>{rows}</ul>".encode(), "page.html", address=ADDRESS))

    assert [story.title for story in found] == [f"{begin} {end}" for begin, end in titles]


@pytest.mark.parametrize("ref", ["&#13;", "&#9;", "&#x20;", "&#120;", "&#x1F4A7;", "&#1234;"])
def test_references_to_signs_of_texts_stay(ref: str) -> None:
    rows = "".join(f"<li><a href=/n/{n}>Lock{ref}{n} opens</a> {n} May 2020" for n in (1, 2, 3))

    found = printed(parse_listing(f"<!doctype html><ul>{rows}</ul>".encode(), "page.html", address=ADDRESS))

    shown = " " if unescape(ref).isspace() else unescape(ref)
    assert [story.title for story in found] == [f"Lock{shown}{n} opens" for n in (1, 2, 3)]


def test_days_alone_within_a_link_are_no_entries_and_break_nothing() -> None:
    page = "<a href=/n/library><p>7 November 2025<p><a hrp>7 November 2025<p><a hrp>7 November 2025"

    proposed = propose(read_page(page.encode()), ADDRESS, UNDECLARED)

    assert proposed == []


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.binary(max_size=300))
def test_any_bytes_after_a_doctype_give_entries_or_a_clear_error(data: bytes) -> None:
    fault = ""

    try:
        found = len(parse_listing(b"<!doctype html>" + data, "page.html").entries)
    except SourceError as error:
        found, fault = 0, str(error)

    assert found or fault.startswith("page.html")


def test_a_page_without_dates_costs_one_warning() -> None:
    listing = parse_listing((CASES / "entries_without_dates.html").read_bytes(), "page.html", address=ADDRESS)

    _, problems = normalise(listing, Origin(source="page"), site=UUID(int=1), now=datetime(2026, 1, 1, tzinfo=UTC))

    assert ["page: no entry prints a date; each is dated by its first sight"] == [str(problem) for problem in problems]


@pytest.mark.parametrize(
    "boxes",
    [
        '<div class="comment"><p>{text}</p>' * 6,
        '<div class="row"><div class="col">' * 6,
        ('<div class="note"><p>{text}</p>' * 5) + '</div><div class="note"><p>{text}</p>',
    ],
    ids=["a thread of answers", "the rows of a layout", "one that holds two"],
)
def test_boxes_that_are_meant_to_lie_in_each_other_stay_there(boxes: str) -> None:
    page = read_page(f"<main>{boxes.format(text='A line of words that says enough')}<b>x</b>".encode())

    above, within = page.tag.index("b"), 0
    while above:
        above, within = page.parent[above], within + (page.tag[above] == "div")
    assert boxes.count("<div") - boxes.count("</div") == within


@pytest.mark.parametrize(
    ("link", "folder", "more"),
    [
        ("https://www.example.org/news/2026/05/ferry", "https://www.example.org/news/0/0", True),
        ("https://www.example.org/news/ferry/", "https://www.example.org/news", True),
        ("https://www.example.org/news/?id=5", "https://www.example.org/news", True),
        ("https://www.example.org/news/#ferry", "https://www.example.org/news", True),
        ("https://2.example.org/show?id=5", "https://2.example.org", False),
        ("/news/ferry", "/news", True),
        ("ferry", "", False),
    ],
)
def test_a_link_lies_in_a_folder_whichever_numbers_and_query_it_has(link: str, folder: str, more: bool) -> None:  # noqa: FBT001
    actual = folder_of(link)

    assert (folder, more) == (actual, is_folder(actual))


def test_a_page_that_is_only_laid_flat_keeps_no_second_tree() -> None:
    data = b"<p>The ferry sails again"

    assert (lay_page(data).shown, lay_page(data).pieces) == (None, read_page(data).pieces)
    assert read_page(data).shown is not None


@pytest.mark.parametrize(("select", "copies"), [(None, 0), (Select(each="li"), 1)])
def test_a_tree_is_copied_only_for_selectors(
    select: Select | None, copies: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = "".join(f"<li><a href=/{n}>A ferry number {n} sails again</a> {n} May 2023</li>" for n in range(3, 9))
    copied = []

    def note(root: object) -> object:
        copied.append(root)
        return deepcopy(root)

    monkeypatch.setattr(laying, "deepcopy", note)
    parse_listing(f"<!doctype html><ul>{rows}</ul>".encode(), "page", address="https://www.example.org/", select=select)

    assert copies == len(copied)

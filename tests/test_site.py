"""The pages for people, the list of feeds and the stylesheet."""

import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise, product
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import TypeAlias
from urllib.parse import urldefrag, urljoin
from uuid import UUID

import pytest
from feedrules import opml_faults
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html
from msgspec import structs

from feedpub.config import Site
from feedpub.model import Category, Facet, Feed, FeedEntry, FeedItem, Printed
from feedpub.site import site_files
from feedpub.text import clean

BASE = "https://feeds.example.org/news/"
SITE = Site(
    id=UUID(int=7),
    title="Example news",
    base_url=BASE,
    author="Example Organization",
    description="All that the Example Organization tells.",
    rights="© Example Organization",
)
SKILLS = Category(facet="topic", term="Skills")
RELEASE = Category(facet="type", term="Press release")
EVENT = Category(facet="type", term="Event")
HOSTILE = (
    "<script>alert(1)</script>",
    "</textarea></title><script src=//evil.example></script>",
    '"\' onmouseover="alert(1)" style=\'x',
    "javascript:alert(1)",
    "{{ 7 * 7 }}{% raw %}]]>&lt;b&gt;&amp;",
    "<!-- <img src=x onerror=alert(1)>",
)

Anatomy: TypeAlias = list[list[tuple[str, tuple[str, ...]]]]
"""The tags of documents, each with the names of its attributes."""


def make_entry(number: int = 0, *categories: Category, link: str = "", **printed: str | date | datetime) -> FeedEntry:
    """Make an entry that is the newer the smaller its number is."""
    published = datetime(2021, 3, 11, 10, tzinfo=UTC) - timedelta(days=number)
    values = {"title": f"Story {number}", "summary": f"What story {number} tells.", "day": published.date()} | printed
    story = Printed(**values)  # type: ignore[arg-type]
    item = FeedItem(
        guid=f"urn:uuid:{UUID(int=number)}",
        aliases=(f"title:{number}",),
        source="listing",
        printed=story,
        digest="",
        published=published,
        updated=published,
        basis=story.basis,
    )
    return FeedEntry(item=item, categories=categories, link=link or f"https://www.example.org/{number}")


def make_feed(
    entries: Sequence[FeedEntry], path: str = "all", *, facet: Facet | None = None, label: str = "", total: int = -1
) -> Feed:
    """Make the combined feed, or with a facet a topic feed."""
    return Feed(
        id=f"urn:uuid:{UUID(int=len(path))}",
        path=path,
        title=f"{label} – {SITE.title}" if label else SITE.title,
        description=f"{label or 'Everything'}, told warmly.",
        updated=entries[0].item.updated if entries else datetime(2021, 1, 1, tzinfo=UTC),
        entries=tuple(entries[:99]),
        facet=facet,
        label=label,
        total=len(entries) if total < 0 else total,
    )


def make_feeds() -> list[Feed]:
    """Make a small site: one topic, one type, one topic that has become empty."""
    entries = [
        make_entry(0, RELEASE, SKILLS, place="Jakarta, Indonesia", dateline="11 March 2021, Jakarta, Indonesia"),
        make_entry(1, EVENT, dateline="19–21 January 2021, Geneva,", day=date(2021, 1, 19), end=date(2021, 1, 21)),
        *(make_entry(number, SKILLS) for number in range(2, 30)),
    ]
    return [
        make_feed(entries),
        make_feed([e for e in entries if SKILLS in e.categories], "topics/skills", facet="topic", label="Skills"),
        make_feed(entries[:1], "topics/press-release", facet="type", label="Press release"),
        make_feed([], "topics/forgotten", facet="topic", label="Forgotten"),
    ]


def write(feeds: Sequence[Feed] | None = None, site: Site = SITE) -> dict[str, bytes]:
    """Write a site into a dict from path to bytes."""
    return {file.path: file.data for file in site_files(site, make_feeds() if feeds is None else feeds)}


def read_page(data: bytes) -> html.HtmlElement:
    """Read a page, as a browser does."""
    return html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))


def pages_of(files: dict[str, bytes]) -> Iterator[tuple[str, html.HtmlElement]]:
    """Read every page of a site."""
    return ((path, read_page(data)) for path, data in files.items() if path.endswith(".html"))


def words_of(element: html.HtmlElement) -> str:
    """Return the text of an element as a reader sees it: white space collapsed."""
    return " ".join(element.text_content().split())


# ── what is there, and where it leads ─────────────────────────────────────────────────────────────────


def test_a_site_has_an_index_a_page_per_topic_a_list_of_feeds_and_a_stylesheet() -> None:
    paths = [file.path for file in site_files(SITE, make_feeds())]

    expected = ["index.html", *(f"topics/{name}.html" for name in ("skills", "press-release", "forgotten"))]
    assert [*expected, "feeds.opml", "feed.css"] == paths


def test_every_address_below_the_site_is_a_file_of_the_site() -> None:
    files = write()
    feeds = {feed.path + suffix for feed in make_feeds() for suffix in (".atom.xml", ".rss.xml", ".json")}

    links = [urljoin(BASE + path, str(href)) for path, page in pages_of(files) for href in page.xpath("//@href")]
    links += [str(value) for o in etree.fromstring(files["feeds.opml"]).iter("outline") for value in o.values()]
    inner = {urldefrag(link)[0].removeprefix(BASE) for link in links if link.startswith(BASE)}

    assert inner - {""} <= files.keys() | feeds
    assert feeds <= inner


def test_links_between_our_own_pages_and_feeds_are_relative_so_that_a_preview_works() -> None:
    pages = list(pages_of(write()))

    for path, page in pages:
        for href in page.xpath("//a/@href | //link[@rel='stylesheet']/@href"):
            if str(href).startswith(("http", "#")):
                assert not str(href).startswith(BASE)
            else:
                target = normpath(PurePosixPath(path).parent / str(href))
                assert not target.startswith(("..", "/"))


def test_every_fragment_and_every_label_has_its_target() -> None:
    for _, page in pages_of(write()):
        ids = page.xpath("//@id")

        assert len(set(ids)) == len(ids)
        assert {href[1:] for href in page.xpath("//a/@href") if href.startswith("#")} <= set(ids)
        assert set(page.xpath("//label/@for | //@aria-labelledby")) <= set(ids)
        assert set(page.xpath("//textarea/@id")) == set(page.xpath("//label/@for"))


def test_a_page_says_what_its_own_address_is() -> None:
    canonical = {path: page.xpath("string(//link[@rel='canonical']/@href)") for path, page in pages_of(write())}

    assert BASE == canonical["index.html"]
    assert f"{BASE}topics/skills.html" == canonical["topics/skills.html"]


def test_the_index_announces_all_formats_of_the_combined_feed_and_atom_of_each_topic() -> None:
    page = read_page(write()["index.html"])

    links = [(link.get("type"), link.get("href")) for link in page.xpath("//link[@rel='alternate']")]

    assert [
        ("application/atom+xml", f"{BASE}all.atom.xml"),
        ("application/rss+xml", f"{BASE}all.rss.xml"),
        ("application/feed+json", f"{BASE}all.json"),
        ("application/atom+xml", f"{BASE}topics/skills.atom.xml"),
        ("application/atom+xml", f"{BASE}topics/press-release.atom.xml"),
    ] == links


def test_a_topic_page_announces_its_own_feed_in_all_formats() -> None:
    page = read_page(write()["topics/skills.html"])

    links = [(link.get("title"), link.get("href")) for link in page.xpath("//link[@rel='alternate']")]

    assert [
        ("Skills – Example news (Atom)", f"{BASE}topics/skills.atom.xml"),
        ("Skills – Example news (RSS)", f"{BASE}topics/skills.rss.xml"),
        ("Skills – Example news (JSON Feed)", f"{BASE}topics/skills.json"),
    ] == links


@pytest.mark.parametrize(("page", "feed"), [("index.html", "all"), ("topics/skills.html", "topics/skills")])
def test_the_three_addresses_of_a_feed_stand_as_text_that_can_be_copied(page: str, feed: str) -> None:
    areas = read_page(write()[page]).xpath("//textarea[@readonly]")

    assert [f"{BASE}{feed}{suffix}" for suffix in (".atom.xml", ".rss.xml", ".json")] == [a.text for a in areas]


# ── what a page tells ─────────────────────────────────────────────────────────────────────────────────


def test_the_index_counts_the_items_of_each_topic_and_kind() -> None:
    page = read_page(write()["index.html"])

    lists = {h.text: [words_of(li) for li in h.getnext()] for h in page.xpath("//section/h3")}

    assert {"Topics": ["Skills 29 items"], "Kinds of news": ["Press release 1 item"]} == lists


def test_the_index_shows_the_newest_twenty_items_and_a_topic_page_all_with_summaries() -> None:
    files = write()
    index, topic = (read_page(files[path]) for path in ("index.html", "topics/skills.html"))

    assert [f"Story {n}" for n in range(20)] == [words_of(h) for h in index.xpath("//ul[@class='items']/li/h3")]
    assert 29 == len(topic.xpath("//ul[@class='items']/li"))
    assert "What story 29 tells." in words_of(topic)
    assert "What story" not in words_of(index)


def test_an_item_shows_its_printed_day_its_place_and_its_categories() -> None:
    item = read_page(write()["index.html"]).xpath("//ul[@class='items']/li")[0]

    assert ["https://www.example.org/0"] == item.xpath("h3/a/@href")
    assert [("2021-03-11", "11 March 2021")] == [(t.get("datetime"), t.text) for t in item.iter("time")]
    assert "Jakarta, Indonesia" in words_of(item)
    assert [("Press release", "topics/press-release.html"), ("Skills", "topics/skills.html")] == [
        (a.text, a.get("href")) for a in item.xpath("ul//a")
    ]


def test_a_category_without_a_feed_is_no_link_and_a_page_does_not_link_to_itself() -> None:
    files = write()
    event = read_page(files["index.html"]).xpath("//ul[@class='items']/li")[1]
    first = read_page(files["topics/skills.html"]).xpath("//ul[@class='items']/li")[0]

    assert ["Event"] == [words_of(tag) for tag in event.xpath("ul/li")]
    assert [] == event.xpath("ul//a")
    assert ["../topics/press-release.html"] == first.xpath("ul//a/@href")


def test_an_item_that_prints_no_day_says_when_it_was_first_seen() -> None:
    event = read_page(write()["index.html"]).xpath("//ul[@class='items']/li")[1]

    meta = words_of(event.xpath("p[@class='meta']")[0])

    assert "19–21 January 2021, Geneva First seen 10 March 2021" == meta


def test_an_undated_item_shows_no_date_but_that_of_its_first_sight() -> None:
    entry = make_entry(0)
    undated = structs.replace(entry, item=structs.replace(entry.item, printed=Printed(title="When?"), basis="seen"))

    page = read_page(write([make_feed([undated])])["index.html"])

    assert ["First seen 11 March 2021"] == [words_of(p) for p in page.xpath("//p[@class='meta']")]


def test_a_printed_instant_is_given_to_machines_in_full() -> None:
    instant = datetime(2021, 3, 11, 22, 30, tzinfo=UTC)
    entry = make_entry(0, day=date(2021, 3, 12), instant=instant)
    late = structs.replace(entry, item=structs.replace(entry.item, published=instant, updated=instant))

    times = read_page(write([make_feed([late])])["index.html"]).xpath("//time")

    assert [("2021-03-11T22:30:00Z", "12 March 2021")] == [(t.get("datetime"), t.text) for t in times]


def test_a_topic_page_says_when_there_is_more_than_it_shows() -> None:
    entries = [make_entry(number, SKILLS) for number in range(120)]
    topic = make_feed(entries, "topics/skills", facet="topic", label="Skills")

    page = read_page(write([make_feed(entries), topic])["topics/skills.html"])

    assert "The newest 99 of 120" == page.xpath("string(//h2[@id='newest'])")


def test_an_emptied_topic_keeps_its_page_but_is_not_listed() -> None:
    files = write()

    assert "nothing here at the moment" in words_of(read_page(files["topics/forgotten.html"]))
    assert b"orgotten" not in files["index.html"]
    assert b"orgotten" not in files["feeds.opml"]


def test_a_site_without_news_still_tells_how_to_follow_it() -> None:
    page = read_page(write([make_feed([])])["index.html"])

    assert f"{BASE}all.atom.xml" in words_of(page)
    assert "Nothing has been published yet" in words_of(page)
    assert "Follow only what you like" not in words_of(page)


def test_on_a_page_in_another_language_our_english_is_marked_and_days_are_figures() -> None:
    page = read_page(write(site=replace(SITE, language="fr"))["index.html"])

    assert "fr" == page.get("lang")
    assert {"en"} == set(page.xpath("//main/section[@aria-labelledby!='newest']/@lang | //h2[@id='newest']/@lang"))
    assert {"fr"} == set(page.xpath("//ul[@class='topics']//a/@lang"))
    assert "2021-03-11" == page.xpath("string(//time)")


# ── form ──────────────────────────────────────────────────────────────────────────────────────────────


def test_pages_are_well_formed_even_for_a_strict_xml_parser() -> None:
    for path, data in write().items():
        if path.endswith(".html"):
            assert data.startswith(b"<!DOCTYPE html>\n<html lang=")
            assert "html" == etree.fromstring(data).tag


def test_headings_descend_without_a_gap_and_landmarks_are_there() -> None:
    for _, page in pages_of(write()):
        levels = [int(h.tag[1]) for h in page.xpath("//h1 | //h2 | //h3 | //h4")]

        assert 1 == levels[0]
        assert 1 == levels.count(1)
        assert all(after <= before + 1 for before, after in pairwise(levels))
        assert [1, 1, 1] == [len(page.xpath(f"//{landmark}")) for landmark in ("header", "main", "footer")]


def test_pages_hold_no_script_no_inline_style_and_fetch_nothing_but_the_stylesheet() -> None:
    for _, page in pages_of(write()):
        assert [] == page.xpath("//script | //style | //@style | //img | //iframe | //@*[starts-with(name(), 'on')]")
        assert 1 == len(page.xpath("//link[@rel='stylesheet']"))


def test_the_stylesheet_fetches_nothing() -> None:
    assert not re.search(rb"url\(|@import|expression", write()["feed.css"])


def test_a_page_has_what_phones_search_engines_and_dark_screens_ask_for() -> None:
    for _, page in pages_of(write()):
        names = {meta.get("name"): meta.get("content") for meta in page.xpath("//meta[@name]")}

        assert {"viewport", "description", "color-scheme", "generator"} == names.keys()
        assert "feedpub" == names["generator"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_have_the_contrast_that_wcag_aa_asks_for(scheme: str) -> None:
    light, dark = re.findall(r":root \{(.*?)\}", write()["feed.css"].decode(), re.DOTALL)
    colours = dict(re.findall(r"--(\w+): (#\w{6});", light if scheme == "light" else dark))

    grounds = ("paper", "card", "tint")
    assert [] == [p for p in product(("ink", "soft", "link"), grounds) if contrast(*(colours[c] for c in p)) < 4.5]
    assert [] == [p for p in product(("edge",), grounds) if contrast(*(colours[c] for c in p)) < 3]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours (WCAG 2.2)."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


# ── OPML ──────────────────────────────────────────────────────────────────────────────────────────────


def test_the_list_of_feeds_has_a_folder_per_group_and_one_format() -> None:
    data = write()["feeds.opml"]

    body = etree.fromstring(data).find("body")

    assert [] == opml_faults(data)
    assert body is not None
    assert {
        "Example news": [f"{BASE}all.atom.xml"],
        "Example news: topics": [f"{BASE}topics/skills.atom.xml"],
        "Example news: kinds of news": [f"{BASE}topics/press-release.atom.xml"],
    } == {folder.get("text"): [feed.get("xmlUrl") for feed in folder] for folder in body}


def test_the_list_of_feeds_knows_no_date_and_leads_to_the_pages() -> None:
    opml = etree.fromstring(write()["feeds.opml"])

    assert ["title"] == [element.tag for element in opml.iterfind("head/*")]
    assert [BASE, f"{BASE}topics/skills.html", f"{BASE}topics/press-release.html"] == opml.xpath("//@htmlUrl")


# ── hostile and repeated ──────────────────────────────────────────────────────────────────────────────


def poisoned(poison: str) -> dict[str, bytes]:
    """Write a site that has a poison in every field."""
    category = Category(facet="topic", term=poison)
    texts = {"title": poison, "summary": poison, "dateline": poison, "place": poison}
    entries = [make_entry(0, category, link=poison, **texts), make_entry(1, EVENT, **texts, end=date(2021, 3, 12))]
    feeds = [make_feed(entries), make_feed(entries[:1], "topics/x", facet="topic", label=poison)]
    feeds = [structs.replace(feed, title=poison, description=poison) for feed in feeds]
    return write(feeds, replace(SITE, title=poison, author=poison, description=poison, rights=poison))


def anatomy(files: dict[str, bytes]) -> Anatomy:
    """Return the tags and the names of the attributes of all documents."""
    roots = (etree.fromstring(data) for path, data in files.items() if not path.endswith(".css"))
    return [[(str(e.tag), tuple(map(str, e.keys()))) for e in root.iter()] for root in roots]


@pytest.fixture(scope="module")
def harmless() -> Anatomy:
    return anatomy(poisoned("harmless"))


@pytest.mark.parametrize("poison", HOSTILE)
def test_hostile_text_in_every_field_stays_text(harmless: Anatomy, poison: str) -> None:
    files = poisoned(poison)

    assert harmless == anatomy(files)
    for _, page in pages_of(files):
        assert " ".join(poison.split()) in words_of(page)
        assert not [href for href in page.xpath("//@href") if "javascript:" in href or "evil" in href]
    assert [] == opml_faults(files["feeds.opml"])


@settings(max_examples=25, deadline=None)
@given(st.text(min_size=1).map(clean).filter(bool))
def test_whatever_a_listing_prints_pages_keep_their_anatomy(harmless: Anatomy, text: str) -> None:
    assert harmless == anatomy(poisoned(text))


def test_equal_feeds_give_equal_bytes_in_any_environment(tmp_path: Path) -> None:
    here = Path(__file__).parent
    program = "import sys, test_site as t; sys.stdout.buffer.write(b'|'.join(t.write().values()))"

    def run(**environment: str) -> bytes:
        environment |= {"PYTHONPATH": f"{here}:{here.parent}"}
        command = [sys.executable, "-c", program]
        return subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True).stdout

    expected = b"|".join(write().values())
    assert expected == run(TZ="Pacific/Apia", PYTHONHASHSEED="1", LC_ALL="C")
    assert expected == run(TZ="America/New_York", PYTHONHASHSEED="2", LC_ALL="C.UTF-8", PYTHONUTF8="0")

"""What is filled into a template is what feedgen itself writes, byte for byte."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from typing import get_args
from uuid import UUID

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree
from msgspec import structs

from feedpub.config import Site
from feedpub.generator import ATOM, JSON, RSS, document, render_both, render_item, through_feedgen
from feedpub.generator.values import head_of, items_of
from feedpub.model import Category, Enclosure, Facet, Feed, FeedEntry, FeedItem, Printed
from feedpub.topics import slug_of

SITE = Site(
    id=UUID("00000000-0000-4000-8000-000000000001"),
    title="Example news",
    base_url="https://feeds.example.org/",
    author="Example desk",
    rights="Texts belong to their publishers.",
)
NOW = datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
NS = {
    "a": "http://www.w3.org/2005/Atom",
    "fh": "http://purl.org/syndication/history/1.0",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
}
XML = pytest.mark.parametrize("kind", [ATOM, RSS])

ORDINARY = (
    *("word", "R&D", "a < b", "b > a", 'say "so"', "it's", "</b>", "&amp;", "&lt;p&gt;", "]]>", "<!--", "100 %", "%s"),
    *(
        "%(id)s",
        "{0}",
        "{9}",
        "{}",
        "\\",
        "é",
        "日本語",
        "👩‍👩‍👧",
        "\u200c",
        "\u00a0",
        "\x7f",
        "\x85",
        "\ufffd",
        "\U0010ffff",
    ),
)
"""Text that a template takes, however awkward."""

ODD = ("\t", "\n", "\r", "\r\n", "\x00", "\x1b", "\ud800", "\ufffe", "\uffff")
"""Text that XML writes as a reference or does not have at all."""


def any_text(*more: str, least: int = 1) -> st.SearchStrategy[str]:
    pieces = st.sampled_from((*ORDINARY, *more)) | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=4)
    joined = st.lists(pieces, min_size=least, max_size=4).map(" ".join)
    return joined.filter(bool) if least else st.just("") | joined


def any_instants() -> st.SearchStrategy[datetime]:
    instants = st.datetimes(datetime(1000, 1, 1), datetime(9998, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
    return instants.map(lambda instant: instant.replace(microsecond=0))


CATEGORIES = st.builds(Category, facet=st.sampled_from(get_args(Facet)), term=any_text(*ODD[:3]))

ADDRESSES = any_text().map("https://www.example.org/{}".format)
ENCLOSURES = st.builds(
    Enclosure, url=ADDRESSES, type=st.sampled_from(["", "audio/mpeg"]), length=st.integers(0, 2) | st.just(8234567)
)


@st.composite
def entries(draw: st.DrawFn, *more: str) -> FeedEntry:
    """Return an entry with any field present or not, and any text in it."""
    printed = Printed(
        title=draw(any_text(*more)),
        summary=draw(st.lists(any_text(*more, least=0), max_size=3).map("\n\n".join)),
        dateline=draw(any_text(*more, least=0)),
        place=draw(any_text(*more, least=0)),
        credit=draw(any_text(*more, least=0)),
        author=draw(any_text(*more, least=0)),
        image=draw(ADDRESSES | st.just("")),
        content=draw(any_text(*more, "\n", "\t", "<p>a <b>b</b></p>", least=0)),
        enclosures=tuple(draw(st.lists(ENCLOSURES, max_size=3))),
    )
    published, updated = sorted([draw(any_instants()), draw(any_instants())])
    item = FeedItem(
        guid=draw(st.uuids().map("urn:uuid:{}".format) | any_text(*more)),
        aliases=("title:x",),
        source="news",
        printed=printed,
        digest="1:0",
        published=published,
        updated=updated,
        basis="seen",
    )
    return FeedEntry(
        item=item,
        categories=tuple(draw(st.lists(CATEGORIES, max_size=4))),
        link=draw(any_text().map("https://www.example.org/{}".format)),
    )


FEEDS = st.builds(
    Feed,
    id=any_text(),
    path=st.sampled_from(["all", "topics/skills", "archive/1/all-00002"]),
    title=any_text(*ODD[:3]),
    description=any_text(),
    updated=any_instants(),
    entries=st.just(()),
    archive=st.booleans(),
    current=st.sampled_from(["", "all", "topics/skills"]),
    prev_archive=st.sampled_from(["", "archive/1/all-00001"]),
)
SITES = st.builds(
    Site,
    id=st.just(SITE.id),
    title=st.just("News"),
    base_url=st.sampled_from(["https://feeds.example.org/", 'http://example.org/?a&b"c']),
    author=any_text(),
    language=st.sampled_from(["en", "pt-BR"]),
    rights=any_text(least=0),
    every=st.sampled_from(["1h", "7h", "13m"]),
)
ci = settings(max_examples=200, derandomize=True, deadline=None, database=None)


def by_feedgen(feed: Feed, entries: list[FeedEntry], site: Site, kind: str) -> bytes:
    head, items = head_of(feed, site, kind), [items_of(entry, site)[kind == RSS] for entry in entries]
    return through_feedgen.write_document(head, items, kind)


def entry(title: str = "Talks", **fields: str) -> FeedEntry:
    item = FeedItem(
        guid="urn:uuid:00000000-0000-5000-8000-000000000001",
        aliases=("title:talks",),
        source="news",
        printed=Printed(title=title, **fields),  # type: ignore[arg-type]
        digest="1:0",
        published=NOW,
        updated=NOW,
        basis="seen",
    )
    return FeedEntry(item=item, categories=(), link="https://www.example.org/")


def feed(path: str = "all", *, archive: bool = False, current: str = "", prev_archive: str = "") -> Feed:
    return Feed(
        id="urn:uuid:00000000-0000-5000-8000-000000000002",
        path=path,
        title="News",
        description="All news",
        updated=NOW,
        entries=(),
        archive=archive,
        current=current,
        prev_archive=prev_archive,
    )


PAGE = feed("archive/1/all-00002", archive=True, current="all", prev_archive="archive/1/all-00001")


# ── equal bytes ───────────────────────────────────────────────────────────────────────────────────────


@XML
@ci
@given(feed=FEEDS, entries=st.lists(entries(), max_size=3), site=SITES)
@example(feed=PAGE, entries=[], site=SITE)
def test_a_document_is_feedgens_byte_for_byte(kind: str, feed: Feed, entries: list[FeedEntry], site: Site) -> None:
    expected = by_feedgen(feed, entries, site, kind)

    assert expected == document(feed, site, kind, [render_item(entry, site, kind) for entry in entries])


@XML
@ci
@given(entries("\t", "\n", "\r", "\x00", "\x1b", "\ud800", "\ufffe"))
def test_what_feedgen_writes_as_a_reference_or_refuses_is_left_to_it(kind: str, entry: FeedEntry) -> None:
    try:
        expected = by_feedgen(feed(), [entry], SITE, kind)
    except ValueError as error:
        with pytest.raises(type(error)):
            render_item(entry, SITE, kind)
    else:
        assert expected == document(feed(), SITE, kind, [render_item(entry, SITE, kind)])


@ci
@given(entry=entries("&", "<", "\t", "\n"), site=SITES)
def test_both_formats_at_once_are_what_they_are_one_by_one(entry: FeedEntry, site: Site) -> None:
    assert (render_item(entry, site, ATOM), render_item(entry, site, RSS)) == render_both(entry, site)


@ci
@given(feed=FEEDS, entries=st.lists(entries(*ODD[:6]), max_size=3), site=SITES)
def test_a_json_feed_is_what_the_standard_library_writes(feed: Feed, entries: list[FeedEntry], site: Site) -> None:
    data = document(feed, site, JSON, [render_item(entry, site, JSON) for entry in entries])

    read = json.loads(data)
    assert [entry.item.guid for entry in entries] == [item["id"] for item in read["items"]]
    assert json.dumps(read, ensure_ascii=False, indent=1) + "\n" == data.decode()


# ── feedgen's share ───────────────────────────────────────────────────────────────────────────────────


@XML
@pytest.mark.parametrize("field", ["title", "summary", "credit", "place"])
@pytest.mark.parametrize("words", ORDINARY)
def test_feedgen_writes_a_shape_once(kind: str, field: str, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first, other = (entry(**({"title": "Talks"} | {field: text})) for text in ("ordinary", words))
    categories = (Category(facet="topic", term=words), Category(facet="section", term="Archive"))
    head = structs.replace(PAGE, title=words, id=words)
    document(PAGE, SITE, kind, [render_item(first, SITE, kind)])
    written: list[str] = []

    def write_document(*_: object) -> bytes:
        written.append(words)
        return b""

    monkeypatch.setattr(through_feedgen, "write_document", write_document)

    document(head, SITE, kind, [render_item(structs.replace(other, categories=categories), SITE, kind)])

    assert [] == written


@pytest.mark.parametrize("library", ["feedgen", "lxml"])
def test_feedgen_is_loaded_when_the_first_item_is_written(library: str) -> None:
    code = f"import sys, feedpub.generator; sys.exit({library!r} in sys.modules)"

    assert 0 == subprocess.run([sys.executable, "-c", code], check=False).returncode


# ── archives (RFC 5005) ───────────────────────────────────────────────────────────────────────────────


def links_of(data: bytes) -> list[tuple[str, str, str]]:
    """Return relation, type and address of the links that a document has for itself."""
    root = etree.fromstring(data)
    links = [*root.findall("a:link", NS), *root.findall("channel/a:link", NS)]
    return [(str(link.get("rel")), str(link.get("type")), str(link.get("href"))) for link in links]


@XML
def test_an_archive_page_leads_to_the_page_before_and_to_the_current_document(kind: str) -> None:
    data = document(PAGE, SITE, kind, [render_item(entry(), SITE, kind)])

    end, other, other_end = (".atom.xml", RSS, ".rss.xml") if kind == ATOM else (".rss.xml", ATOM, ".atom.xml")
    base = SITE.base_url
    expected = {
        ("self", kind, f"{base}archive/1/all-00002{end}"),
        ("alternate", other, f"{base}archive/1/all-00002{other_end}"),
        ("current", kind, f"{base}all{end}"),
        ("prev-archive", kind, f"{base}archive/1/all-00001{end}"),
        ("alternate", "text/html", base),
    }
    assert expected == set(links_of(data))
    assert 1 == len(list(etree.fromstring(data).iter(f"{{{NS['fh']}}}archive")))


@XML
def test_an_archive_page_does_not_change_with_the_rhythm_of_the_site(kind: str) -> None:
    pages = {document(PAGE, replace(SITE, every=every), kind, []) for every in ("1h", "1d")}

    assert 1 == len(pages)


@XML
def test_a_current_document_leads_to_the_newest_archive_page_and_is_none(kind: str) -> None:
    data = document(feed(prev_archive="archive/1/all-00001"), SITE, kind, [])

    end = ".atom.xml" if kind == ATOM else ".rss.xml"
    expected = [("prev-archive", kind, f"{SITE.base_url}archive/1/all-00001{end}")]
    assert expected == [link for link in links_of(data) if link[0] not in {"self", "alternate"}]
    assert b"history" not in data


def test_the_page_of_a_topic_is_that_of_its_archive_too() -> None:
    page = feed("archive/1/skills-00001", archive=True, current=f"topics/{slug_of('Skills')}")

    rss = document(page, SITE, RSS, [])

    assert SITE.base_url + "topics/skills.html" == etree.fromstring(rss).findtext("channel/link")

"""The feeds are perfect, one and all: by our own rules, in three parsers, and with any text in any field."""

import json
import re
from calendar import timegm
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit
from uuid import UUID

import atoma
import fastfeedparser  # type: ignore[import-untyped]
import feedparser
import pytest
from feedrules import atom_faults, json_faults, opml_faults, rss_faults
from gathering import gather
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree
from msgspec import structs

from feedpub.config import Config, Site, Source, TopicRule
from feedpub.generator import generate
from feedpub.model import Feed, FeedItem, Listing, ListingEntry
from feedpub.normaliser import Origin, normalise
from feedpub.reconcile import Known, reconcile
from feedpub.site import site_files
from feedpub.text import clean

OUTPUT = Path(__file__).parents[1] / "output"
BASE = "https://feeds.example.org/"
PAGE = "https://www.example.org/news"
NOW = datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
SITE = Site(
    id=UUID("00000000-0000-4000-8000-000000000001"),
    title="Example news",
    base_url=BASE,
    author="Example desk",
    rights="Texts belong to their publishers.",
    min_items=1,
)
ATOM, RSS, JSON = ".atom.xml", ".rss.xml", ".json"
FAULTS: dict[str, Callable[[bytes, str], list[str]]] = {ATOM: atom_faults, RSS: rss_faults, JSON: json_faults}
NS = {
    "a": "http://www.w3.org/2005/Atom",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
}
WEB = re.compile(r"https?://[\w.-]+(:\d+)?/[^\s<>]*")

COMMITTED = sorted(
    path.relative_to(OUTPUT).as_posix()
    for path in OUTPUT.rglob("*")
    if path.name.endswith((ATOM, RSS, JSON)) and path.name != "status.json"
)
NAMES = sorted({path.removesuffix(JSON) for path in COMMITTED if path.endswith(JSON)})


def suffix(path: str) -> str:
    return next(end for end in FAULTS if path.endswith(end))


# ── how feeds are made here ───────────────────────────────────────────────────────────────────────────


def entry(title: str = "", dateline: str = "20 October 2020", **fields: str) -> ListingEntry:
    return ListingEntry(line=1, title=title, dateline=dateline, **fields)  # type: ignore[arg-type]


def items_of(*entries: ListingEntry, page: str = PAGE) -> list[FeedItem]:
    """Return the items of one reading, the newest arrival first, as the ledger does."""
    origin = Origin(source="news", page=page)
    items, _ = normalise(Listing(entries=entries), origin, site=SITE.id, now=NOW)
    decision = reconcile(Known(site=SITE.id, source="news", rank=0), items, now=NOW)
    return [change.item for change in decision.changes][::-1]


def feeds_of(
    items: Sequence[FeedItem], site: Site = SITE, page: str = PAGE, rules: tuple[TopicRule, ...] = ()
) -> tuple[Feed, ...]:
    config = Config(site=site, source=(Source(name="news", path="news.txt", page=page),), topic=rules)
    return gather(items, config)


def files_of(*entries: ListingEntry, site: Site = SITE, page: str = PAGE) -> dict[str, bytes]:
    """Return the bytes of every feed document by path."""
    feeds = feeds_of(items_of(*entries, page=page), site, page)
    return {file.path: file.data for feed in feeds for file in generate(feed, site)}


def faults_of(files: dict[str, bytes]) -> list[str]:
    return [f"{path}: {fault}" for path, data in files.items() for fault in FAULTS[suffix(path)](data, BASE + path)]


def texts(data: bytes, path: str) -> list[str]:
    """Return the text or value of everything that an XPath finds."""
    found = etree.fromstring(data).xpath(path, namespaces=NS)
    assert isinstance(found, list)
    return [str(node.text) if isinstance(node, etree._Element) else str(node) for node in found]  # noqa: SLF001


def text(data: bytes, path: str) -> str:
    """Return the one text that an XPath finds."""
    (found,) = texts(data, path)
    return found


def json_items(data: bytes) -> list[dict[str, str]]:
    items: list[dict[str, str]] = json.loads(data)["items"]
    return items


NEWS = (
    entry("Third of three", "20 October 2021, Geneva", summary="Three.", kicker="Skills", credit="© A. Person"),
    entry("Second of three", "19 October 2021", summary="Two.", kicker="Skills", section="Archive"),
    entry("First of three", "18 October 2021", kicker="News", link="https://www.example.org/one"),
)


# ── the committed feeds ───────────────────────────────────────────────────────────────────────────────


def test_a_feed_of_every_kind_is_committed() -> None:
    assert NAMES[0] == "all"
    assert len(NAMES) > 10
    assert sorted(name + end for name in NAMES for end in FAULTS) == COMMITTED


@pytest.mark.parametrize("path", COMMITTED)
def test_a_committed_feed_is_perfect(path: str) -> None:
    faults = FAULTS[suffix(path)]((OUTPUT / path).read_bytes(), BASE + path)

    assert [] == faults


def test_the_committed_list_of_feeds_is_perfect() -> None:
    faults = opml_faults((OUTPUT / "feeds.opml").read_bytes())

    assert [] == faults


class Story(NamedTuple):
    """What every parser must read back."""

    id: str
    title: str
    published: datetime
    updated: datetime | None
    categories: list[str]


def by_json(data: bytes) -> list[Story]:
    return [
        Story(
            item["id"],
            item["title"],
            datetime.fromisoformat(item["date_published"]),
            datetime.fromisoformat(item["date_modified"]),
            list(item["tags"]),
        )
        for item in json_items(data)
    ]


def by_feedparser(data: bytes) -> list[Story]:
    parsed = feedparser.parse(data)
    assert not parsed.bozo
    return [
        Story(
            e.id,
            e.title,
            datetime.fromtimestamp(timegm(e.published_parsed), UTC),
            datetime.fromtimestamp(timegm(e.updated_parsed), UTC) if "updated_parsed" in e else None,
            [tag.term for tag in e.get("tags", [])],
        )
        for e in parsed.entries
    ]


def by_fastfeedparser(data: bytes) -> list[Story]:
    return [
        Story(
            e["id"],
            e["title"],
            datetime.fromisoformat(e["published"]),
            datetime.fromisoformat(e["updated"]) if e.get("updated") else None,
            [tag["term"] for tag in e.get("tags") or []],
        )
        for e in fastfeedparser.parse(data).entries
    ]


def by_atoma_atom(data: bytes) -> list[Story]:
    return [
        Story(e.id_, e.title.value, e.published, e.updated, [category.term for category in e.categories])
        for e in atoma.parse_atom_bytes(data).entries
    ]


def by_atoma_rss(data: bytes) -> list[Story]:
    return [Story(e.guid, e.title, e.pub_date, None, e.categories) for e in atoma.parse_rss_bytes(data).items]


def by_atoma_json(data: bytes) -> list[Story]:
    return [
        Story(e.id_, e.title, e.date_published, e.date_modified, e.tags)
        for e in atoma.parse_json_feed_bytes(data).items
    ]


READERS = [
    pytest.param(ATOM, by_feedparser, id="Atom by feedparser"),
    pytest.param(ATOM, by_fastfeedparser, id="Atom by fastfeedparser"),
    pytest.param(ATOM, by_atoma_atom, id="Atom by atoma"),
    pytest.param(RSS, by_feedparser, id="RSS by feedparser"),
    pytest.param(RSS, by_fastfeedparser, id="RSS by fastfeedparser"),
    pytest.param(RSS, by_atoma_rss, id="RSS by atoma"),
    pytest.param(JSON, by_fastfeedparser, id="JSON by fastfeedparser"),
    pytest.param(JSON, by_atoma_json, id="JSON by atoma"),
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("end", "read"), READERS)
def test_parsers_read_back_ids_titles_instants_order_and_categories(
    name: str, end: str, read: Callable[[bytes], list[Story]]
) -> None:
    expected = by_json((OUTPUT / f"{name}.json").read_bytes())
    if end == RSS:  # It has no `updated`.
        expected = [story._replace(updated=None) for story in expected]

    stories = read((OUTPUT / f"{name}{end}").read_bytes())

    assert expected
    assert expected == stories


# ── instants and order ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_entries_stand_newest_first_in_whatever_order_they_arrived(order: tuple[int, ...]) -> None:
    items = items_of(*NEWS)
    arrived = [items[place] for place in order]

    atom, rss, feed = (file.data for file in generate(feeds_of(arrived)[0], SITE))

    expected = ["Third of three", "Second of three", "First of three"]
    assert expected == texts(atom, "a:entry/a:title")
    assert expected == texts(rss, "channel/item/title")
    assert expected == [item["title"] for item in json_items(feed)]


def test_entries_of_one_instant_stand_in_the_order_of_their_ids() -> None:
    items = [structs.replace(item, published=NOW, updated=NOW) for item in items_of(*NEWS)]

    both = [feeds_of(order)[0] for order in (items, items[::-1])]

    assert both[0].entries == both[1].entries
    assert [e.item.guid for e in both[0].entries] == sorted(item.guid for item in items)


def test_a_feed_is_as_new_as_its_newest_entry() -> None:
    files = files_of(*NEWS)

    newest = datetime(2021, 10, 20, 10, tzinfo=UTC)
    assert newest == datetime.fromisoformat(text(files["all.atom.xml"], "a:updated"))
    assert newest == parsedate_to_datetime(text(files["all.rss.xml"], "channel/lastBuildDate"))
    assert newest == datetime.fromisoformat(json.loads(files["all.json"])["_feedpub"]["updated"])
    other = datetime.fromisoformat(text(files["topics/news.atom.xml"], "a:updated"))
    assert datetime(2021, 10, 18, 10, tzinfo=UTC) == other


def test_an_edit_of_an_old_entry_makes_its_feeds_new_and_changes_no_order() -> None:
    edited = NOW - timedelta(days=1)
    *others, oldest = items_of(*NEWS)

    feeds = {feed.path: feed for feed in feeds_of([*others, structs.replace(oldest, updated=edited)])}
    atom, rss, _ = (file.data for file in generate(feeds["all"], SITE))

    assert edited == datetime.fromisoformat(text(atom, "a:updated"))
    assert edited == parsedate_to_datetime(text(rss, "channel/lastBuildDate"))
    assert ["Third of three", "Second of three", "First of three"] == texts(atom, "a:entry/a:title")
    assert edited == feeds["topics/news"].updated
    assert edited > feeds["topics/skills"].updated


@pytest.mark.parametrize("name", NAMES)
def test_no_entry_is_updated_before_it_was_published(name: str) -> None:
    root = etree.fromstring((OUTPUT / f"{name}.atom.xml").read_bytes())

    instants = [
        (e.findtext("a:published", namespaces=NS) or "", e.findtext("a:updated", namespaces=NS) or "")
        for e in root.findall("a:entry", NS)
    ]

    assert instants
    assert all(datetime.fromisoformat(first) <= datetime.fromisoformat(last) for first, last in instants)


def test_rss_dates_are_in_utc_with_a_numeric_zone() -> None:
    rss = files_of(entry("Talks", "20 October 2021 at 23:30 +05:00"))["all.rss.xml"]

    assert "Wed, 20 Oct 2021 18:30:00 +0000" == text(rss, "channel/item/pubDate")
    assert "Wed, 20 Oct 2021 18:30:00 +0000" == text(rss, "channel/lastBuildDate")


# ── addresses ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("path", [path for path in COMMITTED if path.endswith((ATOM, RSS))])
def test_every_address_in_a_feed_is_absolute(path: str) -> None:
    addresses = texts((OUTPUT / path).read_bytes(), "//@href | //link/text() | //@src | //@uri")

    assert addresses
    assert [] == [address for address in addresses if not WEB.fullmatch(address)]


@pytest.mark.parametrize(
    ("link", "page", "expected"),
    [
        ("https://www.example.org/a", PAGE, "https://www.example.org/a"),
        ("story/1", PAGE, "https://www.example.org/story/1"),
        ("//cdn.example.org/a", PAGE, "https://cdn.example.org/a"),
        ("https://www.example.org/é ü?q=ß", PAGE, "https://www.example.org/%C3%A9%20%C3%BC?q=%C3%9F"),
        ("", PAGE, PAGE + "#:~:text=Talks"),
        ("", "", BASE + "#:~:text=Talks"),
        ("story/1", "", BASE + "#:~:text=Talks"),
        ("javascript:alert(1)", PAGE, PAGE + "#:~:text=Talks"),
        ("mailto:desk@example.org", PAGE, PAGE + "#:~:text=Talks"),
        ("http://", PAGE, PAGE + "#:~:text=Talks"),
        ("http://[::1", PAGE, PAGE + "#:~:text=Talks"),
        ("http://[bad]/", PAGE, PAGE + "#:~:text=Talks"),
    ],
)
def test_an_entry_leads_to_its_own_link_else_to_its_title_on_the_page(link: str, page: str, expected: str) -> None:
    files = files_of(entry("Talks", link=link), page=page)

    assert expected == text(files["all.atom.xml"], "a:entry/a:link/@href")
    assert expected == text(files["all.rss.xml"], "channel/item/link")
    assert expected == json_items(files["all.json"])[0]["url"]


def test_an_own_link_wins_over_the_page() -> None:
    atom = files_of(entry("Talks", link="https://www.example.org/one#part"))["all.atom.xml"]

    assert "https://www.example.org/one#part" == text(atom, "a:entry/a:link/@href")


def test_a_source_without_a_page_leads_to_the_site() -> None:
    atom = files_of(entry("Talks"), page="")["all.atom.xml"]

    assert BASE + "#:~:text=Talks" == text(atom, "a:entry/a:link/@href")


def test_the_text_fragment_is_the_encoded_title_with_hyphens_encoded_too() -> None:
    atom = files_of(entry("COVID-19: half-open, “R&D” – 日本"))["all.atom.xml"]

    page, _, fragment = text(atom, "a:entry/a:link/@href").partition("#:~:text=")
    assert page == PAGE
    assert fragment.startswith("COVID%2D19%3A%20half%2Dopen%2C%20")
    assert re.fullmatch(r"(\w|%[0-9A-F]{2})+", fragment, re.ASCII)
    assert unquote(fragment) == "COVID-19: half-open, “R&D” – 日本"


def test_the_text_fragment_of_a_long_title_ends_between_words_and_replaces_one_of_the_page() -> None:
    title = "Working conditions " * 20

    atom = files_of(entry(title), page=PAGE + "#top")["all.atom.xml"]

    page, _, fragment = text(atom, "a:entry/a:link/@href").partition("#:~:text=")
    assert page == PAGE
    assert len(unquote(fragment)) <= 100
    assert unquote(fragment).split() == title.split()[: len(unquote(fragment).split())]


def test_the_link_of_an_atom_entry_says_what_it_is() -> None:
    root = etree.fromstring(files_of(*NEWS)["all.atom.xml"])

    links = [(link.get("rel"), link.get("type")) for link in root.findall("a:entry/a:link", NS)]

    assert [("alternate", "text/html")] * 3 == links


def test_a_document_names_itself_the_other_formats_and_its_page() -> None:
    files = files_of(*NEWS)

    expected = {
        ("self", "application/atom+xml", BASE + "topics/skills.atom.xml"),
        ("alternate", "application/rss+xml", BASE + "topics/skills.rss.xml"),
        ("alternate", "application/feed+json", BASE + "topics/skills.json"),
        ("alternate", "text/html", BASE + "topics/skills.html"),
    }
    links = etree.fromstring(files["topics/skills.atom.xml"]).findall("a:link", NS)
    assert expected == {(link.get("rel"), link.get("type"), link.get("href")) for link in links}


@pytest.mark.parametrize("name", NAMES)
def test_the_link_to_itself_has_the_type_of_the_format(name: str) -> None:
    atom = etree.fromstring((OUTPUT / f"{name}.atom.xml").read_bytes()).find("a:link[@rel='self']", NS)
    rss = etree.fromstring((OUTPUT / f"{name}.rss.xml").read_bytes()).find("channel/a:link[@rel='self']", NS)
    feed = json.loads((OUTPUT / f"{name}.json").read_bytes())

    assert atom is not None
    assert rss is not None
    assert (f"{BASE}{name}.atom.xml", "application/atom+xml") == (atom.get("href"), atom.get("type"))
    assert (f"{BASE}{name}.rss.xml", "application/rss+xml") == (rss.get("href"), rss.get("type"))
    assert f"{BASE}{name}.json" == feed["feed_url"]


def test_the_rss_link_is_the_page_for_people() -> None:
    files = files_of(*NEWS)

    assert BASE == text(files["all.rss.xml"], "channel/link")
    assert BASE + "topics/skills.html" == text(files["topics/skills.rss.xml"], "channel/link")


@pytest.mark.parametrize("end", [ATOM, RSS])
def test_the_stylesheet_is_found_from_the_depth_of_the_document(end: str) -> None:
    files = files_of(*NEWS)

    for path, expected in {"all": "feed.css", "topics/skills": "../feed.css"}.items():
        instruction = etree.fromstring(files[path + end]).getprevious()
        assert instruction is not None
        assert f'<?xml-stylesheet type="text/css" href="{expected}"?>' == etree.tostring(instruction).decode()


# ── ids ───────────────────────────────────────────────────────────────────────────────────────────────


def test_ids_are_unique_and_the_same_in_all_formats() -> None:
    twins = [entry("Talks", summary="Once."), entry("Talks", summary="Twice."), *NEWS]

    files = files_of(*twins)

    ids = [item["id"] for item in json_items(files["all.json"])]
    assert len(set(ids)) == len(twins)
    assert ids == texts(files["all.atom.xml"], "a:entry/a:id")
    assert ids == texts(files["all.rss.xml"], "channel/item/guid")


def test_a_guid_of_rss_is_no_permalink() -> None:
    rss = files_of(*NEWS)["all.rss.xml"]

    assert ["false"] * 3 == texts(rss, "channel/item/guid/@isPermaLink")


def test_feeds_have_ids_of_their_own() -> None:
    feeds = feeds_of(items_of(*NEWS))

    ids = [feed.id for feed in feeds] + [e.item.guid for e in feeds[0].entries]

    assert len(set(ids)) == len(ids) == 6


@pytest.mark.parametrize(
    "site",
    [
        replace(SITE, title="Another name"),
        replace(SITE, base_url="http://moved.example.net/feeds/"),
        replace(SITE, author="Somebody else", description="New.", language="fr", every="1d"),
    ],
)
def test_ids_outlive_title_and_address(site: Site) -> None:
    items = items_of(*NEWS)

    before, after = feeds_of(items), feeds_of(items, site)

    assert [feed.id for feed in before] == [feed.id for feed in after]
    assert [feed.path for feed in before] == [feed.path for feed in after]


# ── text ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("story", "expected"),
    [
        (entry("Talks", "20 October 2020, Geneva, "), "20 October 2020, Geneva"),
        (entry("Talks", ""), "Talks"),
        (entry("Talks & <b>more</b>", ""), "Talks &amp; &lt;b&gt;more&lt;/b&gt;"),
        (entry("Talks", summary="They talked."), "They talked."),
        (entry("", summary="They talked."), "They talked."),
        (entry("Talks", summary="One.\n\nTwo."), "<p>One.</p><p>Two.</p>"),
    ],
)
def test_the_content_is_never_empty(story: ListingEntry, expected: str) -> None:
    files = files_of(story)

    assert expected == text(files["all.rss.xml"], "channel/item/description")
    assert text(files["all.atom.xml"], "a:entry/a:content").strip()
    item = json_items(files["all.json"])[0]
    assert (item.get("content_text") or item.get("content_html", "")).strip()


@pytest.mark.parametrize(
    ("story", "expected"),
    [
        (entry("\t Talks\u00a0 in\r\n Geneva \u3000"), "Talks in Geneva"),
        (entry("", summary=" \n They talked. \n"), "They talked."),
        (entry("", summary="One.\n\nTwo."), "One. Two."),
    ],
)
def test_titles_are_of_one_line_and_not_padded(story: ListingEntry, expected: str) -> None:
    files = files_of(story)

    assert expected == text(files["all.atom.xml"], "a:entry/a:title")
    assert expected == text(files["all.rss.xml"], "channel/item/title")
    assert expected == json_items(files["all.json"])[0]["title"]


@pytest.mark.parametrize("path", [path for path in COMMITTED if path.endswith(ATOM)])
def test_a_summary_that_would_repeat_the_content_is_left_out(path: str) -> None:
    assert [] == texts((OUTPUT / path).read_bytes(), "//a:summary")


@pytest.mark.parametrize("path", [path for path in COMMITTED if path.endswith((ATOM, RSS))])
def test_no_date_of_issue_replaces_the_date_of_publication(path: str) -> None:
    assert [] == texts((OUTPUT / path).read_bytes(), "//dcterms:issued")


def test_the_generator_has_no_version() -> None:
    files = files_of(*NEWS)

    generator = etree.fromstring(files["all.atom.xml"]).find("a:generator", NS)
    assert generator is not None
    assert ("feedpub", []) == (generator.text, generator.keys())
    assert "feedpub" == text(files["all.rss.xml"], "channel/generator")


def test_the_place_is_spatial_and_the_credit_is_rights() -> None:
    files = files_of(entry("Talks", "20 October 2020, Geneva", credit="© A. Person / ILO"), entry("Nothing else"))

    assert ["Geneva"] == texts(files["all.atom.xml"], "a:entry/dcterms:spatial")
    assert ["Geneva"] == texts(files["all.rss.xml"], "channel/item/dcterms:spatial")
    assert ["© A. Person / ILO"] == texts(files["all.atom.xml"], "a:entry/a:rights")
    assert ["© A. Person / ILO"] == texts(files["all.rss.xml"], "channel/item/dc:rights")


def test_the_author_stands_at_the_feed_and_at_each_rss_item() -> None:
    files = files_of(*NEWS)

    assert ["Example desk"] == texts(files["all.atom.xml"], "a:author/a:name")
    assert ["Example desk"] * 3 == texts(files["all.rss.xml"], "channel/item/dc:creator")
    assert json.loads(files["all.json"])["authors"] == [{"name": "Example desk"}]


# ── categories ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("base_url", [BASE, "http://moved.example.net/feeds/"])
def test_a_category_is_the_human_text_with_a_scheme_that_does_not_move(base_url: str) -> None:
    site = replace(SITE, base_url=base_url)

    atom = files_of(entry("Talks", kicker="Safety & health", section="Archive"), site=site)["all.atom.xml"]

    categories = [dict(category.attrib) for category in etree.fromstring(atom).findall("a:entry/a:category", NS)]
    assert categories == [
        {"term": "Safety & health", "label": "Safety & health", "scheme": "urn:feedpub:topic"},
        {"term": "Archive", "label": "Archive", "scheme": "urn:feedpub:section"},
    ]


@pytest.mark.parametrize("path", [path for path in COMMITTED if path.endswith(ATOM)])
def test_term_and_label_are_one_and_the_scheme_is_absolute(path: str) -> None:
    root = etree.fromstring((OUTPUT / path).read_bytes())

    categories = [category.attrib for category in root.iter(f"{{{NS['a']}}}category")]

    assert categories
    assert [] == [dict(c) for c in categories if c["term"] != c["label"] or urlsplit(c["scheme"]).scheme != "urn"]


def test_categories_are_type_topics_and_section_in_all_formats() -> None:
    rules = (TopicRule(label="Women", words=("women",)), TopicRule(label="Skills", words=("skill*",)))
    items = items_of(
        entry("Women and skills", kicker="News", section="Archive"),
        entry("Skilled women", kicker="Skills", section="Archive"),
    )

    atom, rss, feed = (file.data for file in generate(feeds_of(items, rules=rules)[0], SITE))

    expected = [["News", "Women", "Skills", "Archive"], ["Skills", "Women", "Archive"]]
    entries = etree.fromstring(atom).findall("a:entry", NS)
    assert expected == [[str(c.get("term")) for c in e.findall("a:category", NS)] for e in entries]
    assert expected == [[c.text for c in e.findall("category")] for e in etree.fromstring(rss).iter("item")]
    assert expected == [story.categories for story in by_json(feed)]


# ── rhythm ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("every", "ttl", "period", "frequency"),
    [
        ("30m", "30", "hourly", "2"),
        ("1h", "60", "hourly", "1"),
        ("6h", "360", "daily", "4"),
        ("7h", "420", "weekly", "24"),
        ("1d", "1440", "daily", "1"),
        ("7d", "10080", "weekly", "1"),
    ],
)
def test_ttl_and_update_period_name_one_rhythm(every: str, ttl: str, period: str, frequency: str) -> None:
    files = files_of(*NEWS, site=replace(SITE, every=every))

    rss = files["all.rss.xml"]
    assert [ttl] == texts(rss, "channel/ttl")
    assert [period] == texts(rss, "channel/sy:updatePeriod")
    assert [frequency] == texts(rss, "channel/sy:updateFrequency")
    assert [] == faults_of(files)


# ── any text in any field ─────────────────────────────────────────────────────────────────────────────

NASTY = (
    *("\x00", "\x01", "\x1b[0m", "\x7f", "\x85", "\x92", "\x93x\x94", "\x81", "\ud800", "\udfff", "\ufffe", "\ufeff"),
    *("\ufffd", "\ufdd0", "\u2028", "\u2029", "\u200b", "\u202e", "\u2066", "\xad", "\xa0", "\t", "\r\n", "\n\n", " "),
    *("]]>", "<![CDATA[", "<!--", "-->", "<?xml", "?>", "<b>", "</b>", "</p >", "</", "<", ">", "<<", "< 3", "</é>"),
    *("<script>alert(1)</script>", "<img src=x>", "<a href='x'>", "<br/>", "<me@example.org>", "me@example.org"),
    *("&amp;", "&copy", "&copy;", "&lt;b&gt;", "&lt;/b&gt;", "&#0;", "&#x80;", "&", "&;", "&#", "5&6", "R&D", "AT&T;"),
    *("Ã©", "Â©", "Ã\x83Â©", "â€™", "é", "日本語", "العربية", "עברית", "🎉", "👩‍👩‍👧", "\U0010fffd", "\u0301"),
    *('"', "'", "%", "%2D", "#", "/", "\\", "C++", "A: B", ",", "…", "word", "long word " * 60, "x" * 300),
)
"""What has broken feeds before."""

DATELINES = ("", "12 May 2020", "12 May 2020, Geneva", "12 May 2020, Z <b> & Y", "5 May 1950", "12–15 May 2020", "May")


def any_text(most: int = 5) -> st.SearchStrategy[str]:
    piece = st.one_of(st.sampled_from(NASTY), st.text(st.characters(), max_size=5))
    return st.lists(piece, max_size=most).map("".join) | st.lists(piece, max_size=most).map(" ".join)


ENTRIES = st.lists(
    st.builds(
        ListingEntry,
        line=st.just(1),
        title=any_text(),
        summary=any_text(8),
        kicker=any_text(3),
        credit=any_text(3),
        section=any_text(2),
        dateline=st.sampled_from(DATELINES) | any_text(2).map("12 May 2020, {}".format),
        link=st.just("") | any_text(3) | any_text(3).map("https://www.example.org/{}".format),
    ).filter(lambda story: clean(story.title) or clean(story.summary)),
    min_size=1,
    max_size=3,
)
ci = settings(max_examples=100, derandomize=True, deadline=None, database=None)


def titles(files: dict[str, bytes], name: str) -> dict[str, list[str]]:
    """Return the titles of a feed as each of its formats tells them to a parser."""
    atom, rss, feed = (files[name + end] for end in FAULTS)
    read = {
        "JSON": [item["title"] for item in json_items(feed)],
        "Atom by lxml": texts(atom, "a:entry/a:title"),
        "Atom by atoma": [e.title.value for e in atoma.parse_atom_bytes(atom).entries],
        "Atom by feedparser": [e.title for e in feedparser.parse(atom).entries],
        "RSS by lxml": texts(rss, "channel/item/title"),
        "RSS by atoma": [item.title for item in atoma.parse_rss_bytes(rss).items],
    }
    # feedparser takes an RSS title with a character reference for HTML: RSS cannot say that it is none.
    if not any(re.search(r"&#?\w+;", title) for title in read["JSON"]):
        read["RSS by feedparser"] = [e.title for e in feedparser.parse(rss).entries]
    return read


@ci
@given(ENTRIES)
@example([entry("A ]]> B", summary="A ]]> B", kicker="]]>", credit="]]>")])
@example([entry("日本語 Ã©", summary="日本語 & Â©")])
@example([entry("\ud800 Â©", kicker="\x81Ã©")])
@example([entry("Talks", kicker="5&6")])
@example([entry("Talks", link="javascript:alert(1)"), entry("More talks", link="http://[bad]/")])
@example([entry("Talks", link="https://www.example.org/\ud800")])
@example([entry("Talks", link="https://www.example.org/a#b#c")])
def test_any_text_in_any_field_makes_perfect_feeds_of_one_mind(entries: list[ListingEntry]) -> None:
    files = files_of(*entries)

    assert [] == faults_of(files)
    for name in {path.removesuffix(JSON) for path in files if path.endswith(JSON)}:
        read = titles(files, name)
        assert dict.fromkeys(read, read["JSON"]) == read


@pytest.mark.parametrize("field", ["title", "summary", "kicker", "section", "credit"])
@pytest.mark.parametrize("words", ["A ]]> B", "A <![CDATA[ B", "A --> B", "A ?> B", "5 > 4 & 3 < 4", "A </b> B"])
def test_no_mark_of_xml_in_a_text_breaks_a_feed(field: str, words: str) -> None:
    files = files_of(entry(**({"title": "Talks"} | {field: words})))

    assert [] == faults_of(files)


@pytest.mark.parametrize("field", ["title", "summary", "credit", "kicker"])
@pytest.mark.parametrize("words", ["Cafe\u0301 Ã©", "日本語 Ã©", "Tom & Ã©", "\u2028Â©", "\ud800Ã©", "\x93Ã©\x94"])
def test_no_misread_letter_reaches_a_feed(field: str, words: str) -> None:
    files = files_of(entry(**({"title": "Talks"} | {field: words})))

    assert [] == [path for path, data in files.items() if re.search("[ÂÃ][\x80-\xbf]", data.decode())]


@pytest.mark.parametrize("field", ["title", "author", "rights", "description"])
@pytest.mark.parametrize("words", ["A ]]> B", "R&D;", "&copy", "A <b>B</b>", "5 < 6"])
def test_any_text_of_the_config_makes_perfect_feeds(field: str, words: str) -> None:
    site = replace(SITE, **{field: words})  # type: ignore[arg-type]
    feeds = feeds_of(items_of(*NEWS), site)

    files = {file.path: file.data for feed in feeds for file in generate(feed, site)}
    opml = next(file.data for file in site_files(site, feeds) if file.path == "feeds.opml")

    assert [] == faults_of(files)
    assert [] == opml_faults(opml)


def test_equal_arguments_make_equal_bytes() -> None:
    feed = feeds_of(items_of(*NEWS))[0]

    assert list(generate(feed, SITE)) == list(generate(feed, SITE))

"""What feeds carry besides text: pictures, authors, files, and HTML that went through the sanitiser."""

import json
import tomllib
from datetime import UTC, datetime
from html import escape

import feedparser
import feedrules
import pytest
from conftest import NOW, Site, without
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html
from msgspec.structs import replace

from feedpub.feeds import parse_feed
from feedpub.identity import digest_of
from feedpub.jsontable import JsonTable
from feedpub.links import web_address
from feedpub.listings import parse_listing
from feedpub.model import Enclosure, FeedItem, Printed
from feedpub.reconcile import Sighting, merge_sightings
from feedpub.reconcile.files import keep_addresses
from feedpub.sanitising import sanitise
from feedpub.text import clean_paragraphs

BASE = "https://radio.example.org/shows/7"
LATER = "2026-11-23T06:00:00Z"
MEDIA = "{http://search.yahoo.com/mrss/}content"
FEED = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">
<channel><title>Radio</title><link>https://radio.example.org/</link>
<item><guid>7</guid><title>The weir</title><link>https://radio.example.org/shows/7</link>
<pubDate>Sun, 01 Nov 2026 10:00:00 +0000</pubDate><author>desk@example.org (Ada North)</author>
<enclosure url="/7.mp3" length="8234567" type="audio/mpeg"/><itunes:image href="/7.jpg"/>
<content:encoded><![CDATA[<p>See <a href="../notes">the notes</a>.</p><script>canary()</script>]]></content:encoded></item>
<item><guid>6</guid><title>The mill</title><link>https://radio.example.org/shows/6</link>
<pubDate>Sun, 01 Nov 2026 09:00:00 +0000</pubDate><enclosure url="/6.ogg" type="audio/ogg"/>
<enclosure url="/6.bin" length="17"/><description>Only text.</description></item>
</channel></rss>"""


def read_from(site: Site, data: str, name: str = "page.xml", more: str = "") -> None:
    """Let the site have one source, a file."""
    (site.root / name).write_text(data, encoding="utf-8")
    head = site.config.read_text(encoding="utf-8").split("[[source]]")[0]
    source = f'[[source]]\nname = "Radio"\npath = "{name}"\npage = "https://radio.example.org/"\n{more}'
    site.config.write_text(head + source, encoding="utf-8")


def items_of(site: Site) -> list[dict[str, object]]:
    items: list[dict[str, object]] = json.loads((site.output / "all.json").read_bytes())["items"]
    return items


def an_item(printed: Printed) -> FeedItem:
    at = datetime.fromisoformat(NOW).astimezone(UTC)
    return FeedItem(
        guid="urn:x", aliases=("x",), source="Radio", printed=printed, digest="", published=at, updated=at, basis="seen"
    )


# ── pictures and authors ──────────────────────────────────────────────────────────────────────────────


def page(image: str = "one.jpg", author: str = "Ada North") -> str:
    entries = "".join(
        f'<article class="n"><img src="/{number}-{image}" alt=""><h2><a href="/n/{number}">Story {number} of the town'
        f'</a></h2><span class="author">By {author}</span><time datetime="2026-11-0{number}"></time>'
        f"<p>A summary of what happened, and of what did not.</p></article>"
        for number in range(1, 6)
    )
    return f"<!doctype html><title>Town</title><body><main>{entries}</main>"


SELECT = (
    'select = { each = "article", title = "h2", link = "a@href", date = "time", summary = "p", image = "img",'
    ' author = ".author" }\n'
)


@pytest.fixture
def town(site: Site) -> Site:
    """A site that has published a page with pictures and authors."""
    read_from(site, page(), "page.html", SELECT)
    assert "published 5 new items" in site.build(now=NOW).stderr
    return site


@pytest.mark.parametrize("path", ["all.atom.xml", "all.rss.xml"])
def test_picture_and_author_of_an_entry_stand_in_its_feeds(town: Site, path: str) -> None:
    entry = feedparser.parse((town.output / path).read_bytes()).entries[0]

    assert [{"url": "https://radio.example.org/5-one.jpg", "medium": "image"}] == entry.media_content
    assert "By Ada North" == entry.author
    assert [] == entry.enclosures  # of which type and length would be invented


def test_picture_and_author_of_an_entry_stand_in_its_json(town: Site) -> None:
    item = items_of(town)[0]

    assert "https://radio.example.org/5-one.jpg" == item["image"]
    assert [{"name": "By Ada North"}] == item["authors"]


def test_another_picture_or_author_is_shown_and_not_announced(town: Site) -> None:
    before = [(item["id"], item["date_modified"]) for item in items_of(town)]
    read_from(town, page("two.jpg", "Bo South"), "page.html", SELECT)

    planned = json.loads(town.run("plan", "--json", now=LATER).stdout)
    done = town.build(now=LATER)

    assert [["image", "author"]] * 5 == [item["changed"] for item in planned["items"]]
    assert 0 == done.returncode
    assert before == [(item["id"], item["date_modified"]) for item in items_of(town)]
    assert "https://radio.example.org/5-two.jpg" == items_of(town)[0]["image"]
    assert b"Bo South" in (town.output / "all.rss.xml").read_bytes()


def test_an_address_with_another_token_at_each_visit_rewrites_nothing(town: Site) -> None:
    """The picture stays as it was seen first, until another file stands at its place."""
    read_from(town, page("one.jpg?t=1763900000"), "page.html", SELECT)
    town.build(now=LATER)
    before = town.snapshot("output")
    read_from(town, page("one.jpg?t=1763903600&amp;sig=ab"), "page.html", SELECT)

    planned = town.run("plan", now="2026-11-23T07:00:00Z")
    done = town.build(now="2026-11-23T07:00:00Z")

    assert "" == planned.stdout.partition("5 items unchanged")[0]
    assert (0, "") == (done.returncode, done.stderr)
    assert before == town.snapshot("output")


@pytest.mark.parametrize(
    ("before", "after", "kept"),
    [
        ("https://a.example/p.jpg?t=1", "https://a.example/p.jpg?t=2", True),
        ("https://a.example/p.jpg?t=1", "https://a.example/p.jpg", True),
        ("https://a.example/p.jpg", "https://a.example/q.jpg", False),
        ("https://a.example/p.jpg?t=1", "", False),
        ("https://a.example/image?id=1", "https://a.example/image?id=2", False),
        ("https://a.example/i.php?f=p.jpg", "https://a.example/i.php?f=q.jpg", False),
        ("", "https://a.example/p.jpg?t=1", False),
    ],
)
def test_an_address_is_kept_as_its_case_says(before: str, after: str, kept: bool) -> None:  # noqa: FBT001
    def printing(url: str) -> Printed:
        files = (Enclosure(url=url, type="image/jpeg"),) if url else ()
        content = f'<p>x <img src="{url}"></p>' if url else ""
        return Printed(title="T", image=url, content=content, enclosures=files)

    item = an_item(printing(after))

    assert printing(before if kept else after) == keep_addresses(printing(before), item).printed


# ── files ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def radio(site: Site) -> Site:
    """A site that has published a podcast."""
    read_from(site, FEED)
    assert "published 2 new items" in site.build(now=NOW).stderr
    return site


def test_a_recording_is_passed_on_as_its_feed_describes_it(radio: Site) -> None:
    atom, rss = (feedparser.parse((radio.output / f"all.{kind}.xml").read_bytes()).entries for kind in ("atom", "rss"))
    weir, mill = items_of(radio)

    told = {"href": "https://radio.example.org/7.mp3", "length": "8234567", "type": "audio/mpeg"}
    assert [told] == [{key: one[key] for key in told} for one in atom[0].enclosures]
    assert [told] == [{key: one[key] for key in told} for one in rss[0].enclosures]
    assert [{"url": told["href"], "mime_type": told["type"], "size_in_bytes": 8234567}] == weir["attachments"]
    assert [{"url": "https://radio.example.org/6.ogg", "mime_type": "audio/ogg"}] == mill["attachments"]


def test_what_a_feed_does_not_say_of_a_recording_is_not_said(radio: Site) -> None:
    atom = feedparser.parse((radio.output / "all.atom.xml").read_bytes()).entries[1]
    rss = etree.parse(radio.output / "all.rss.xml").findall(".//item")[1]

    assert ["length" in one for one in atom.enclosures] == [False, True]
    assert [{"url": "https://radio.example.org/6.ogg", "length": "0", "type": "audio/ogg"}] == [
        dict(one.attrib) for one in rss.findall("enclosure")
    ]  # the RSS profile has 0 for unknown
    assert [{"url": "https://radio.example.org/6.bin", "fileSize": "17"}] == [
        dict(one.attrib) for one in rss.findall(MEDIA)
    ]


def test_feeds_with_files_and_html_obey_every_rule(radio: Site) -> None:
    now = datetime.fromisoformat(NOW)
    base = json.loads((radio.output / "all.json").read_bytes())["home_page_url"]

    assert [] == feedrules.atom_faults((radio.output / "all.atom.xml").read_bytes(), f"{base}all.atom.xml", now=now)
    assert [] == feedrules.rss_faults((radio.output / "all.rss.xml").read_bytes(), f"{base}all.rss.xml", now=now)
    assert [] == feedrules.json_faults((radio.output / "all.json").read_bytes(), f"{base}all.json", now=now)


def test_own_feeds_are_read_back_whole(radio: Site) -> None:
    own = {
        kind: parse_feed((radio.output / f"all.{kind}").read_bytes(), kind) for kind in ("atom.xml", "rss.xml", "json")
    }

    assert {"Ada North"} == {feed.entries[0].author for feed in own.values()}
    assert {"https://radio.example.org/7.jpg"} == {feed.entries[0].image for feed in own.values()}
    told = Enclosure(url="https://radio.example.org/7.mp3", type="audio/mpeg", length=8234567)
    assert {(told,)} == {feed.entries[0].enclosures for feed in own.values()}
    assert {"See the notes."} == {feed.entries[0].summary for feed in own.values()}


def test_a_lost_ledger_is_rebuilt_with_all_of_it(radio: Site) -> None:
    before = radio.feeds()
    radio.ledger.unlink()

    done = radio.build(now=NOW)

    assert 0 == done.returncode
    assert before == radio.feeds()


# ── summary and content ──

WHOLE = "<p>The weir at the mill has stood since 1820.</p><p>On Sunday it was opened for the <b>last</b> time.</p>"
TEXT = "The weir at the mill has stood since 1820.\n\nOn Sunday it was opened for the last time."
BRIEF = "What became of the weir, and who was there."


def told_in(kind: str, brief: str = BRIEF) -> tuple[str, str, str]:
    """Return a name, a feed of some format that tells one story in short and whole, and what its source needs."""
    at, link = "2026-11-01T10:00:00Z", "https://radio.example.org/7"
    match kind:
        case "Atom":
            entry = (
                f'<id>urn:7</id><title>The weir</title><link href="{link}"/><updated>{at}</updated>'
                f'<summary>{brief}</summary><content type="html">{escape(WHOLE)}</content>'
            )
            return (
                "a.xml",
                f'<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry>{entry}</entry></feed>',
                "",
            )
        case "RSS":
            entry = (
                f"<guid>7</guid><title>The weir</title><link>{link}</link><pubDate>Sun, 01 Nov 2026 10:00:00 GMT</pubDate>"
                f"<description>{brief}</description><content:encoded><![CDATA[{WHOLE}]]></content:encoded>"
            )
            content = "http://purl.org/rss/1.0/modules/content/"
            return (
                "r.xml",
                f'<rss version="2.0" xmlns:content="{content}"><channel><title>T</title><item>{entry}</item></channel></rss>',
                "",
            )
        case "JSON Feed":
            item = {
                "id": "7",
                "title": "The weir",
                "url": link,
                "date_published": at,
                "summary": brief,
                "content_html": WHOLE,
            }
            return (
                "j.json",
                json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [item]}),
                "",
            )
    row = {"t": "The weir", "u": link, "d": at, "s": brief, "c": WHOLE}
    paths = 'json = { each = "[]", title = "t", link = "u", date = "d", summary = "s", content = "c" }\n'
    return "rows.json", json.dumps([row]), paths  # fmt: skip


@pytest.mark.parametrize("kind", ["Atom", "RSS", "JSON Feed", "JSON"])
def test_summary_and_content_of_a_feed_stay_apart(site: Site, kind: str) -> None:
    name, data, more = told_in(kind)
    read_from(site, data, name, more)

    site.build(now=NOW)

    atom = feedparser.parse((site.output / "all.atom.xml").read_bytes(), sanitize_html=False).entries[0]
    rss = etree.parse(site.output / "all.rss.xml").find(".//item")
    (item,) = items_of(site)
    assert rss is not None
    assert [BRIEF] * 3 == [atom.summary, rss.findtext("description"), item["summary"]]
    whole = rss.findtext("{http://purl.org/rss/1.0/modules/content/}encoded")
    assert [WHOLE] * 3 == [atom.content[0].value, whole, item["content_html"]]


@pytest.mark.parametrize("kind", ["Atom", "RSS", "JSON Feed", "JSON"])
@pytest.mark.parametrize("brief", ["The weir at the mill […]", "the weir at the mill has stood since 1820…", TEXT])
def test_a_summary_that_is_but_the_beginning_says_nothing_else(kind: str, brief: str) -> None:
    name, data, more = told_in(kind, brief)
    table = tomllib.loads(more)["json"] if more else {}

    (entry,) = parse_listing(data.encode(), name, paths=JsonTable(**table)).entries

    assert (TEXT, "") == (clean_paragraphs(entry.summary), entry.excerpt)


def test_a_feed_with_summaries_obeys_every_rule_and_is_read_back_whole(site: Site) -> None:
    name, data, _ = told_in("RSS")
    read_from(site, data, name)
    site.build(now=NOW)
    now, base = datetime.fromisoformat(NOW), json.loads((site.output / "all.json").read_bytes())["home_page_url"]
    before = site.feeds()
    own = [parse_feed((site.output / f"all.{kind}").read_bytes(), kind) for kind in ("atom.xml", "rss.xml", "json")]
    site.ledger.unlink()

    rebuilt = site.build(now=NOW)

    assert [] == feedrules.atom_faults((site.output / "all.atom.xml").read_bytes(), f"{base}all.atom.xml", now=now)
    assert [] == feedrules.rss_faults((site.output / "all.rss.xml").read_bytes(), f"{base}all.rss.xml", now=now)
    assert [] == feedrules.json_faults((site.output / "all.json").read_bytes(), f"{base}all.json", now=now)
    assert {(TEXT, BRIEF)} == {(feed.entries[0].summary, feed.entries[0].excerpt) for feed in own}
    assert (0, before) == (rebuilt.returncode, site.feeds())


def test_another_summary_of_the_same_content_is_shown_and_not_announced(site: Site) -> None:
    name, data, _ = told_in("RSS")
    read_from(site, data, name)
    site.build(now=NOW)
    before = items_of(site)[0]
    read_from(site, data.replace("who was there", "who was not"), name)

    site.build(now=LATER)

    assert "What became of the weir, and who was not." == items_of(site)[0]["summary"]
    assert before["date_modified"] == items_of(site)[0]["date_modified"]


# ── HTML ──────────────────────────────────────────────────────────────────────────────────────────────


def test_html_is_passed_on_with_absolute_links_and_nothing_active(radio: Site) -> None:
    expected = '<p>See <a href="https://radio.example.org/notes">the notes</a>.</p>'

    atom = feedparser.parse((radio.output / "all.atom.xml").read_bytes(), sanitize_html=False).entries[0]
    rss = etree.parse(radio.output / "all.rss.xml").find(".//item")

    assert expected == items_of(radio)[0]["content_html"]
    assert [("text/html", expected)] == [(one.type, one.value) for one in atom.content]
    assert rss is not None
    assert expected == rss.findtext("{http://purl.org/rss/1.0/modules/content/}encoded")
    assert "See the notes." == rss.findtext("description")
    assert "Only text." == items_of(radio)[1]["content_text"]


def test_without_nh3_the_text_is_passed_on_and_a_warning_says_how_to_get_more(site: Site) -> None:
    read_from(site, FEED)

    done = site.run("build", now=NOW, env=without(site.root / "blocked", "nh3"))

    assert (
        "page.xml: its HTML is passed on as text only; for all of it: in the checkout of feedpub, pip install '.[web]'"
        in done.stderr
    )
    assert "See the notes." == items_of(site)[0]["content_text"]


def test_html_that_the_sanitiser_writes_otherwise_announces_nothing(site: Site) -> None:
    read_from(site, FEED)
    site.run("build", now=NOW, env=without(site.root / "blocked", "nh3"))
    before = [(item["id"], item["date_published"], item["date_modified"]) for item in items_of(site)]
    # Installing the sanitiser changes what is installed, and with it the stamp; here it was only hidden.
    (site.root / "feedpub.db.lock").write_bytes(b"")

    site.build(now=LATER)

    assert "content_html" in items_of(site)[0]
    assert before == [(item["id"], item["date_published"], item["date_modified"]) for item in items_of(site)]


def test_only_text_makes_an_edit() -> None:
    printed = Printed(title="The weir", summary="See the notes.")

    richer = replace(
        printed, content="<p>See <b>the notes</b>.</p>", image=BASE, author="Ada", enclosures=(Enclosure(url=BASE),)
    )

    assert digest_of(printed) == digest_of(richer)


def test_html_at_a_path_that_is_declared_as_such_is_passed_on(site: Site) -> None:
    rows = [{"t": "One", "u": "/1", "b": "<p>A <em>word</em>.</p>"}, {"t": "Two", "u": "/2", "b": "5 < 6"}]
    read_from(site, json.dumps(rows), "api.json", 'json = { each = "[]", title = "t", link = "u", content = "b" }\n')

    site.build(now=NOW)

    told = {item["title"]: item.get("content_html") or item.get("content_text") for item in items_of(site)}
    assert {"One": "<p>A <em>word</em>.</p>", "Two": "5 < 6"} == told


def test_a_second_source_fills_what_the_first_leaves_empty() -> None:
    first = Sighting(source="a", rank=0, listed=True, printed=Printed(title="T", link=BASE))
    full = Printed(
        title="t", summary="S", content="<b>S</b>", image=BASE, author="Ada", enclosures=(Enclosure(url=BASE),)
    )

    merged, _ = merge_sightings([first, Sighting(source="b", rank=1, listed=True, printed=full)])

    assert replace(full, title="T", link=BASE) == merged


@pytest.mark.parametrize(
    ("given", "passed"),
    [
        ("<p>One</p><p>Two<br>lines</p>", ""),  # the text says as much
        ('<a href="x#f">l</a>', '<a href="https://radio.example.org/shows/x#f">l</a>'),
        ('<a href="mailto:a@example.org">m</a>', '<a href="mailto:a@example.org">m</a>'),
        ('<a href="java\nscript:canary()">j</a>', "<a>j</a>"),
        ('<b onclick="canary()" style="x" class="y" id="z">b</b>', "<b>b</b>"),
        ("<b>b</b><script>canary()</script><style>canary</style><iframe>canary</iframe>", "<b>b</b>"),
        ("<b>b</b><svg><script>canary()</script></svg><math><mtext>canary</mtext></math>", "<b>b</b>"),
        ('<form action="/"><b>b</b><input value="canary"><button>canary</button></form>', "<b>b</b>"),
        ('<b>b</b><img src="/p.gif" width="1" height="1">', "<b>b</b>"),
        ('<b>b</b><img src="/p.gif" style="display: none">', "<b>b</b>"),
        ('<b>b</b><img src="/p.gif" style="height:1px;border:0">', "<b>b</b>"),
        ('<b>b</b><img src="data:image/gif;base64,AA">', "<b>b</b>"),
        ('<img src="p.gif" width="10" height="100%" onerror="canary()">', '<img src="https://radio.example.org/shows/p.gif" width="10">'),
        ('<img src="p.gif" style="max-width:100%;height:auto">', '<img src="https://radio.example.org/shows/p.gif">'),
        ("<pre>a\r\n  b</pre>", "<pre>a\n  b</pre>"),
        ("<b>\x00\x0b&#1;b\x92s</b>", "<b>b’s</b>"),
    ],
)  # fmt: skip
def test_html_is_passed_on_as_its_case_says(given: str, passed: str) -> None:
    assert passed == sanitise(given, BASE)


PIECES = st.sampled_from(
    ["<b>", "</b>", "<p", ">", "<img src=x onerror=canary()", "<a href='javascript:canary()'>", "<svg>", "<math>", "<!--", "-->", "<script>", "</script>", "<style>", "<template>", "<noscript>", "]]>", "<![CDATA[", '"', "'", "&lt;", "&#60;", "&#x1;", "\x00", "\x92", "<table>", "<td>", "canary()", "<x onclick=canary()>", "<pre>\n"]
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=3), max_size=12).map("".join))
def test_nothing_active_passes_whatever_is_given(markup: str) -> None:
    passed = sanitise(markup, BASE)

    tree = html.fragment_fromstring(passed, create_parent="div")
    assert not {"script", "svg", "style", "math", "iframe", "template"} & {str(node.tag) for node in tree.iter()}
    assert not [name for node in tree.iter() for name in map(str, node.attrib) if name.startswith("on")]
    links = [value for node in tree.iter() for name, value in node.attrib.items() if name in {"href", "src"}]
    assert links == [web_address("", str(link)) for link in links]
    etree.fromstring(f"<a>{html.tostring(tree, encoding='unicode', method='xml')}</a>")  # XML can carry it

"""A page that wants to run something in a reader: none of it reaches a published file as markup."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from conftest import NOW, Site
from lxml import etree, html
from terminal import run_in_terminal

from feedpub.config import load_config

TEXT = "&lt;script&gt;canary()&lt;/script&gt;&lt;img src=x onerror=canary()&gt;"
ACTIVE = "<script>canary()</script><img src=x onerror=canary()><svg onload=canary()></svg>"


def entry(number: int) -> str:
    """Return an entry that carries something active in each of its fields, as text and as markup."""
    link = ["javascript:canary()", "data:text/html,<script>canary()</script>", "vbscript:canary()"][number % 3]
    own = f"https://www.example.org/{number}?q=%22onclick=canary()" if number % 2 else link
    return f"""<article class="news" onclick="canary()">
<a rel="category" href="/c">Topic {number % 2} {TEXT}</a>
<h2><a href="{own}" onmouseover="canary()">Title {number} of the town {TEXT}{ACTIVE}</a></h2>
<time datetime="2025-11-{number + 10}">{number + 10} November 2025 {ACTIVE}</time>
<span class="author">Author {TEXT}</span><img src="javascript:canary()">
<p style="background:url(javascript:canary())">A summary that is long enough to be one, with {TEXT} in it. {ACTIVE}</p>
</article>"""


ACTIVE_TAGS = frozenset({"script", "svg", "iframe", "object", "style", "form", "input", "embed", "math", "noscript"})

FEED = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"><channel>
<title>{TEXT}</title><link>javascript:canary()</link>{{}}</channel></rss>"""


def item(number: int) -> str:
    """Return an item of a feed that carries something active in each of its fields."""
    return f"""<item><guid>javascript:canary({number})</guid><title>Title {number} of the town {TEXT} <![CDATA[{ACTIVE}]]></title>
<link>https://www.example.org/{number}?q=%22onclick=canary()</link><category><![CDATA[Topic {number % 2} {ACTIVE}]]></category>
<pubDate>Sun, 0{number + 1} Nov 2026 10:00:00 +0000</pubDate><dc:creator><![CDATA[Author {ACTIVE}]]></dc:creator>
<enclosure url="javascript:canary()" type="text/html&quot; onload=&quot;canary()" length="1"/>
<enclosure url="/a.mp3?&quot;onload=canary()" type="text/html&quot; onload=&quot;canary()" length="1&quot;"/>
<media:thumbnail url="data:text/html,&lt;script&gt;canary()&lt;/script&gt;"/>
<description><![CDATA[{ACTIVE}<b onclick="canary()">A summary</b> {TEXT} <a href="javascript:canary()">x</a>
<form action="javascript:canary()"><input autofocus onfocus=canary()></form><p style="background:url(canary())">]]></description>
<content:encoded><![CDATA[{ACTIVE}<b onclick="canary()">A text</b> {TEXT}<math><mtext><table><mglyph><style><!--</style>
<img title="--&gt;&lt;img src=1 onerror=canary()&gt;"><noscript><p title="</noscript><img src=x onerror=canary()>">
<a href="java&#10;script:canary()">x</a><iframe srcdoc="<script>canary()</script>"></iframe>]]></content:encoded></item>"""


def rows() -> str:
    """Return JSON with something active in each of its fields."""
    text = f"Words {TEXT} {ACTIVE}"
    return json.dumps(
        [
            {
                **dict.fromkeys(("author", "topic", "summary", "section"), text),
                "title": f"Title {number} {text}",
                "link": f"https://www.example.org/{number}",
                "image": "javascript:canary()",
                "date": f"2026-11-0{number + 1}",
                "content": f"<b onclick='canary()'>A text</b> {ACTIVE}<a href='javascript:canary()'>x</a>",
            }
            for number in range(6)
        ]
    )


PATHS = ", ".join(
    f'{key} = "{key}"' for key in ["title", "link", "image", "date", "author", "topic", "summary", "section", "content"]
)
PAGES = {
    "page.html": "",
    "feed.xml": "",
    "rows.json": f'json = {{ each = "[]", {PATHS} }}\n',
}


@pytest.fixture(params=PAGES)
def hostile(site: Site, request: pytest.FixtureRequest) -> Site:
    """A site that has published a hostile page, feed or table of JSON."""
    page = f"<!doctype html><title>{TEXT}</title><body>" + "".join(entry(number) for number in range(6))
    (site.root / "page.html").write_text(page, encoding="utf-8")
    (site.root / "feed.xml").write_text(FEED.format("".join(item(number) for number in range(6))), encoding="utf-8")
    (site.root / "rows.json").write_text(rows(), encoding="utf-8")
    name = request.param
    head = site.config.read_text(encoding="utf-8").split("[[source]]")[0]
    source = f"[[source]]\nname = 'Town'\npath = '{name}'\npage = 'https://www.example.org/'\n{PAGES[name]}"
    site.config.write_text(head + source, encoding="utf-8")
    done = site.run("build", now=NOW)
    assert "published 6 new items" in done.stderr
    return site


def documents(site: Site) -> Iterator[tuple[Path, etree._Element]]:
    """Yield every piece of markup that a reader would render: pages, feeds, and the HTML within them."""
    for path in sorted(site.output.rglob("*")):
        if path.suffix in {".xml", ".opml"}:
            root = etree.parse(path).getroot()
            yield path, root
            for node in root.iter("{*}content", "{*}summary", "description", "{*}encoded"):
                parent = node.getparent()
                if node.text and (node.get("type") == "html" or (parent is not None and parent.tag == "item")):
                    yield path, html.fragment_fromstring(node.text, create_parent="div")
        elif path.suffix == ".html":
            yield path, html.document_fromstring(path.read_bytes())
        elif path.suffix == ".json" and path.name != "status.json":
            for item in json.loads(path.read_bytes()).get("items", []):
                if item.get("content_html"):
                    yield path, html.fragment_fromstring(item["content_html"], create_parent="div")


def attributes(node: etree._Element) -> list[tuple[str, str]]:
    """Return the attributes of an element as text."""
    return [(str(name), str(value)) for name, value in node.attrib.items()]


def test_nothing_active_of_a_hostile_page_is_published(hostile: Site) -> None:
    found = [
        (path.name, etree.tostring(node)[:200])
        for path, root in documents(hostile)
        for node in root.iter(etree.Element)
        if (etree.QName(node).localname in ACTIVE_TAGS and "canary" in (etree.tostring(node).decode()))
        or any("canary" in value and (name.startswith("on") or name == "style") for name, value in attributes(node))
    ]

    assert [] == found


def test_every_published_address_is_one_of_the_web(hostile: Site) -> None:
    addresses = [
        (path.name, value)
        for path, root in documents(hostile)
        for node in root.iter(etree.Element)
        for name, value in attributes(node)
        if name in {"href", "src", "url", "xmlUrl", "htmlUrl"} and "canary" in value
    ]
    links = [
        (path.name, item.get(key, ""))
        for path in sorted(hostile.output.rglob("*.json"))
        if path.name != "status.json"
        for item in json.loads(path.read_bytes())["items"]
        for key in ("url", "external_url", "image")
    ]
    links += [
        (path.name, one["url"])
        for path in sorted(hostile.output.rglob("*.json"))
        if path.name != "status.json"
        for item in json.loads(path.read_bytes())["items"]
        for one in item.get("attachments", [])
    ]

    # The text fragment of an entry without a link of its own quotes its title, percent-encoded.
    assert addresses
    assert {urlsplit(value).scheme for _, value in addresses} <= {"", "https"}  # pages link each other by path
    assert all(value.startswith("https://www.example.org/") for _, value in links if value)


@pytest.mark.parametrize("hostile", ["page.html"], indirect=True)
def test_what_a_page_shows_as_text_stays_text(hostile: Site) -> None:
    items = json.loads((hostile.output / "all.json").read_bytes())["items"]

    titles = {item["title"] for item in items}
    shown = "<script>canary()</ script><img src=x onerror=canary()>"  # the space keeps even careless readers safe
    assert {f"Title {number} of the town {shown}" for number in range(6)} == titles


@pytest.mark.parametrize("command", [["init", "--yes"], ["show", "--explain"], ["show"]])
@pytest.mark.parametrize("kind", ["html", "text"])
def test_a_page_cannot_steer_the_terminal_of_who_looks_at_it(site: Site, command: list[str], kind: str) -> None:
    trick = "\x1b[31m\x1b]0;title\x07\x9b2J"
    if kind == "html":
        rows = "".join(
            f"<li><h3><a href='/{n}'>Story {n}{trick} of the town</a></h3><time>{n} May 2025</time></li>"
            for n in range(1, 7)
        )
        page = f"<!doctype html><link rel=alternate type='application/rss+xml' href='/{trick}'><ul>{rows}</ul>"
    else:
        page = "".join(f"{n}. Notice{trick}\n   Story {n}{trick} of the town\n   {n} May 2025\n" for n in range(1, 7))
    (site.root / "page.txt").write_text(page, encoding="utf-8")
    site.config.unlink()

    environment = {**site.environment, "TERM": "xterm"}
    code, said = run_in_terminal([sys.executable, "-m", "feedpub", *command, "page.txt"], site.root, environment)

    assert 0 == code
    assert not set(said) & {"\x1b", "\x07", "\x9b"}


def test_a_page_cannot_write_into_the_config_that_init_proposes(site: Site) -> None:
    site.config.unlink()
    trick = '"\n[site]\nid = 1 #'
    page = f"<!doctype html><title>{trick}</title>" + "".join(
        f'<article class="a"><h2><a href="/{n}">Entry {n} {trick}</a></h2></article>' for n in range(6)
    )
    (site.root / "page.html").write_text(page, encoding="utf-8")

    done = site.run("init", "--yes", "page.html")

    assert 0 == done.returncode, done.stderr
    assert '" [site] id = 1 #' == load_config(site.config).site.title

"""The pages and the raw feeds in a real browser, under the strictest content security policy they are made for."""

import os
import shutil
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from msgspec.structs import replace
from playwright.sync_api import Browser, Page, sync_playwright
from test_site import BASE, SITE, make_entry, make_feed, make_feeds, write

from feedpub.generator import generate
from feedpub.model import Category, Feed

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
ARGUMENTS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
LONG = "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft"
PAGES = ("index.html", "topics/skills.html", "topics/forgotten.html", "topics/long.html")
FEEDS = ("all.atom.xml", "all.rss.xml", "topics/long.atom.xml", "topics/long.rss.xml")
NOTE = "e => getComputedStyle(e, '::before').content"
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
GROUND = "() => getComputedStyle(document.documentElement).backgroundColor"
FOCUS = """() => {
    const e = document.activeElement, style = getComputedStyle(e);
    const outline = style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth);
    return [e.tagName === 'TEXTAREA' ? e.value : e.getAttribute('href') ?? e.tagName, outline];
}"""


class Host(SimpleHTTPRequestHandler):
    """A static web host."""

    extensions_map = {  # noqa: RUF012 - so it stands in the base class
        ".xml": "application/xml; charset=utf-8",
        ".html": "text/html; charset=utf-8",
        ".css": "text/css; charset=utf-8",
        ".json": "application/feed+json",
        ".opml": "text/x-opml; charset=utf-8",
    }

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", "default-src 'none'; style-src 'self'")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


def make_long_feeds() -> list[Feed]:
    """Make the small site with a word in it, in every place, that is wider than a phone."""
    combined, *topics = make_feeds()
    category = Category(facet="topic", term=LONG)
    entry = make_entry(1, category, title=LONG, summary=LONG, place=LONG)
    long = make_feed([entry], "topics/long", facet="topic", label=LONG)
    newest, *older = combined.entries
    return [replace(combined, entries=(newest, entry, *older)), *topics, long]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = tmp_path_factory.mktemp("site")
    feeds = make_long_feeds()
    files = write(feeds) | {file.path: file.data for feed in feeds for file in generate(feed, SITE)}
    for path, data in files.items():
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_bytes(data)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, directory=str(root))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists() and "CI" not in os.environ:
        pytest.skip("there is no Chromium on this machine; Debian has it in the package `chromium`")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS.split())
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """Open a window of a small phone; whatever the browser complains of is a fault."""
    complaints: list[str] = []
    context = chromium.new_context(viewport={"width": 320, "height": 640}, color_scheme="light")
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("requestfailed", lambda request: complaints.append(request.url))
    page.on("response", lambda response: complaints.append(response.url) if response.status >= 400 else None)
    yield page
    context.close()
    assert [] == complaints


@pytest.mark.parametrize("path", [*PAGES, *FEEDS])
def test_nothing_scrolls_sideways_on_a_small_phone(page: Page, home: str, path: str) -> None:
    page.goto(home + path)

    assert 0 == page.evaluate(OVERFLOW)


@pytest.mark.parametrize("path", [*PAGES, *FEEDS])
def test_a_dark_screen_gets_a_dark_page_and_light_text(page: Page, home: str, path: str) -> None:
    page.goto(home + path)
    light = page.evaluate(GROUND)
    page.emulate_media(color_scheme="dark")

    assert ("rgb(251, 250, 247)", "rgb(21, 24, 27)") == (light, page.evaluate(GROUND))
    assert "rgb(231, 228, 222)" == page.evaluate("() => getComputedStyle(document.documentElement).color")


@pytest.mark.parametrize(
    ("path", "feed", "link"),
    [("index.html", "all", "all"), ("topics/skills.html", "topics/skills", "../topics/skills")],
)
def test_the_tab_key_reaches_every_address_and_link_with_a_visible_outline(
    page: Page, home: str, path: str, feed: str, link: str
) -> None:
    page.goto(home + path)

    outlines = {}
    for _ in range(page.locator("a, textarea").count()):
        page.keyboard.press("Tab")
        target, outline = page.evaluate(FOCUS)
        outlines[target] = outline

    suffixes = (".atom.xml", ".rss.xml", ".json")
    assert {"#news", *(f"{start}{suffix}" for start in (BASE + feed, link) for suffix in suffixes)} <= outlines.keys()
    assert min(outlines.values()) >= 2


def test_an_address_is_copied_by_the_keyboard_alone(page: Page, home: str) -> None:
    page.goto(home + "index.html")

    page.get_by_label("Atom", exact=True).focus()
    page.keyboard.press("Control+a")

    assert f"{BASE}all.atom.xml" == page.evaluate("() => String(getSelection())")


def test_a_long_address_is_shown_whole_on_a_small_phone(page: Page, home: str) -> None:
    page.goto(home + "topics/press-release.html")

    hidden = "e => [e.scrollHeight - e.clientHeight, e.scrollWidth - e.clientWidth]"
    assert [0, 0] == page.get_by_label("JSON Feed", exact=True).evaluate(hidden)


def test_the_skip_link_shows_itself_and_leads_to_the_news(page: Page, home: str) -> None:
    page.goto(home + "index.html")

    page.keyboard.press("Tab")
    page.wait_for_function("() => document.activeElement.getBoundingClientRect().top >= 0")
    page.keyboard.press("Enter")

    assert "news" == page.evaluate("() => document.activeElement.id")


def test_one_walks_from_the_index_to_a_topic_to_its_feed_and_back(page: Page, home: str) -> None:
    page.goto(home)

    # One who walks on before a page is whole breaks its request off, which the browser rightly complains of.
    page.get_by_role("link", name="Skills").first.click()
    page.wait_for_url(f"{home}topics/skills.html", wait_until="load")
    page.get_by_role("link", name="Open as Atom").click()
    page.wait_for_url(f"{home}topics/skills.atom.xml", wait_until="load")
    page.go_back()
    page.get_by_role("link", name="Example news").click()
    page.wait_for_url(f"{home}index.html", wait_until="load")

    assert "Example news" in page.title()


@pytest.mark.parametrize(
    ("path", "shown", "hidden"),
    [
        (
            "all.atom.xml",
            ["feed > title", "subtitle", "entry > title", "content", "published", "category", "spatial"],
            ["feed > id", "feed > updated", "generator", "author", "rights", "link", "entry > id", "entry > updated"],
        ),
        (
            "all.rss.xml",
            ["channel > title", "channel > description", "item > title", "item > description", "pubDate", "category"],
            ["channel > link", "generator", "ttl", "language", "lastBuildDate", "guid", "item > link", "creator"],
        ),
    ],
)
def test_a_raw_feed_reads_as_a_page_and_hides_what_is_for_programs(
    page: Page, home: str, path: str, shown: list[str], hidden: list[str]
) -> None:
    page.goto(home + path)

    assert [] == [name for name in shown if not page.locator(name).first.is_visible()]
    assert [] == [name for name in hidden if page.locator(name).count() == 0 or page.locator(name).first.is_visible()]
    assert "copy the address from the address bar" in page.locator(":root").evaluate(NOTE)
    assert page.locator(shown[0]).evaluate("e => parseFloat(getComputedStyle(e).fontSize)") >= 28


@pytest.mark.parametrize(
    ("path", "date", "text"),
    [("all.atom.xml", "published", "2021-03-11"), ("all.rss.xml", "pubDate", "Thu, 11 Mar 2021")],
)
def test_a_raw_feed_shows_the_day_but_not_the_made_up_time(
    page: Page, home: str, path: str, date: str, text: str
) -> None:
    page.goto(home + path)

    width = """(e, n) => {
        const r = document.createRange();
        r.setStart(e.firstChild, 0);
        r.setEnd(e.firstChild, n);
        return r.getBoundingClientRect().width - e.getBoundingClientRect().width;
    }"""
    assert (page.locator(date).first.text_content() or "").startswith(text)
    assert abs(page.locator(date).first.evaluate(width, len(text))) < 1
    assert "hidden" == page.locator(date).first.evaluate("e => getComputedStyle(e).overflowX")


def test_a_raw_feed_shows_its_categories_as_words(page: Page, home: str) -> None:
    page.goto(home + "all.atom.xml")

    assert '"Press release"' == page.locator("category").first.evaluate(NOTE)

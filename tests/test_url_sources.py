"""Sources that are read from the web, by the real command and from a real server."""

import json
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from threading import Event

import pytest
from conftest import Site, without
from terminal import run_in_terminal
from town import FOUR, HEAD, LATER, NEXT_DAY, NOW, SOON, THREE, answering, page, site_of, titles, write_config
from webserver import Behaviour, Visit, WebServer, web_server

from feedpub import __version__, pipeline, readings
from feedpub.config import load_config
from feedpub.ledger import Ledger, open_ledger
from feedpub.ledger.memories import Visited, keep_visit, kept_page
from feedpub.web import Page


@pytest.fixture
def server() -> Iterator[WebServer]:
    with web_server() as server:
        yield server


@pytest.fixture
def town(tmp_path: Path) -> Site:
    return Site(root=tmp_path)


# ── from the address to the feed ──────────────────────────────────────────────────────────────────────


def test_a_page_of_the_web_becomes_a_feed(town: Site, server: WebServer) -> None:
    site_of(town, server, answering())

    done = town.build(now=NOW)

    assert (0, "published 3 new items, 11 files\n") == (done.returncode, done.stderr)
    assert ["Opening hours at the library", "Market moves to the station", "Water meters are read"] == titles(town)
    items = json.loads((town.output / "all.json").read_text())["items"]
    assert items[0]["url"] == server.url("/news") + "#:~:text=Opening%20hours%20at%20the%20library"
    assert (
        f"feedpub/{__version__} (+https://www.example.org/about-our-feeds)" == server.visits[-1].headers["user-agent"]
    )


def test_without_a_contact_a_site_is_told_the_address_of_the_feeds(town: Site, server: WebServer) -> None:
    site_of(town, server, answering())
    town.edit("feedpub.toml", 'contact  = "https://www.example.org/about-our-feeds"\n', "")
    town.edit("feedpub.toml", "https://feeds.example.org/", "https://feeds.town.uk/")

    done = town.build(now=NOW)

    assert "published 3 new items, 11 files\n" == done.stderr
    assert f"feedpub/{__version__} (+https://feeds.town.uk/)" == server.visits[-1].headers["user-agent"]


def test_an_address_that_is_an_example_tells_a_site_nothing_and_that_is_said_once(
    town: Site, server: WebServer
) -> None:
    server.pages |= {"/1": answering(), "/2": answering()}
    write_config(town, ("One", f'"{server.url("/1")}"'), ("Two", f'"{server.url("/2")}"'))
    town.edit("feedpub.toml", 'contact  = "https://www.example.org/about-our-feeds"\n', "")

    first, second = town.build(now=NOW), town.build(now=LATER)

    assert {f"feedpub/{__version__}"} == {visit.headers["user-agent"] for visit in server.visits}
    (said,) = [line for line in first.stderr.splitlines() if line.startswith("warning")]
    assert said.startswith(
        "warning: One: sites are not told who asks, for `base_url` is still an example; put it right"
    )
    assert "" == second.stderr


def test_a_page_says_its_charset_but_utf_8_is_utf_8(town: Site, server: WebServer) -> None:
    listing = page("Łódź opens a tram line", "Ćma w muzeum", "Źródła")
    old = listing.decode().encode("iso-8859-2")
    site_of(town, server, answering(old, content_type="text/plain; charset=iso-8859-2"))

    first = town.build(now=NOW)
    before = town.feeds()
    server.pages["/news"] = answering(listing, content_type="text/plain; charset=iso-8859-1")
    second = town.build(now=LATER)

    assert "Łódź opens a tram line" == titles(town)[0]
    assert (0, 0, "") == (first.returncode, second.returncode, second.stderr)
    assert before == town.feeds()


def test_the_order_of_the_config_decides_and_not_who_is_faster(town: Site, server: WebServer) -> None:
    with web_server() as other:
        slow = server.url("/news")
        other.pages["/news"] = answering()

        def after_the_other(visit: Visit) -> None:
            while not other.asked and not visit.stopped.wait(0.01):
                pass
            visit.answer(THREE)

        server.pages["/news"] = after_the_other
        write_config(town, ("Slow", f'"{slow}"'), ("Fast", f'"{other.url("/news")}"'))

        town.build(now=NOW)

    items = json.loads((town.output / "all.json").read_text())["items"]
    assert {"Slow"} == {item["_feedpub"]["source"] for item in items}


def test_hosts_are_asked_side_by_side_and_one_host_never_twice_at_once(town: Site, server: WebServer) -> None:
    with web_server() as other:
        running: list[int] = []
        most: list[int] = []

        def counted(visit: Visit) -> None:
            running.append(1)
            most.append(len(running))
            visit.stopped.wait(0.02)
            running.pop()
            visit.answer(THREE)

        def when_both_are_asked(visit: Visit) -> None:
            # Were hosts asked one after the other, this would wait until the deadline.
            while not most and not visit.stopped.wait(0.01):
                pass
            visit.answer(THREE)

        server.pages |= {"/1": counted, "/2": counted, "/3": counted}
        other.pages["/news"] = when_both_are_asked
        addresses = [other.url("/news"), *(server.url(f"/{n}") for n in (1, 2, 3))]
        write_config(town, *((f"S{n}", f'"{url}"') for n, url in enumerate(addresses)))

        done = town.build(now=NOW)

    assert (0, [1, 1, 1]) == (done.returncode, most)


def test_a_bar_shows_on_a_terminal_how_far_fetching_is(town: Site, server: WebServer) -> None:
    site_of(town, server, answering())

    code, said = run_in_terminal(
        [sys.executable, "-m", "feedpub", "build", "--now", NOW], town.root, {**town.environment, "TERM": "xterm"}
    )

    assert code == 0
    bars = re.findall(r"fetching +\[([#-]+)\] +(\d)/1", said)
    assert [("-", "0"), ("#", "1")] == [(bar[0], number) for bar, number in bars]


def test_there_is_no_bar_in_a_pipe(town: Site, server: WebServer) -> None:
    done = site_of(town, server, answering()).build(now=NOW)
    planned = town.run("plan", now=LATER)

    assert "published 3 new items, 11 files\n" == done.stderr
    assert "" == planned.stderr


# ── asking no more than needed ────────────────────────────────────────────────────────────────────────


def conditional(data: bytes = THREE, **headers: str) -> Behaviour:
    def answer(visit: Visit) -> None:
        if visit.headers.get("if-none-match") == '"1"':
            answering(b"", 304, **headers)(visit)
        else:
            answering(data, 200, etag='"1"', **headers)(visit)

    return answer


def test_an_unchanged_page_is_not_sent_twice_and_changes_nothing(town: Site, server: WebServer) -> None:
    site_of(town, server, conditional())
    town.build(now=NOW)
    before = town.snapshot("output")

    done = town.build(now=LATER)

    assert (0, "") == (done.returncode, done.stderr)
    assert [None, '"1"'] == [visit.headers.get("if-none-match") for visit in server.visits if visit.path == "/news"]
    assert before == town.snapshot("output")


def test_a_forgotten_item_is_announced_anew_though_its_page_is_unchanged_and_fresh(
    town: Site, server: WebServer
) -> None:
    site_of(town, server, conditional(cache_control="max-age=86400"))
    town.build(now=NOW)
    before = titles(town)

    town.run("ledger", "forget", "--yes", "Market moves")
    done = town.build(now=SOON)

    assert done.stderr.startswith("published 1 new item, ")
    assert sorted(before) == sorted(titles(town))
    assert [None, None] == [visit.headers.get("if-none-match") for visit in server.visits if visit.path == "/news"]


def test_a_page_read_in_another_way_is_asked_for_as_if_new(town: Site, server: WebServer) -> None:
    site_of(town, server, conditional(THREE.replace(b"12 November", b"12/11"), cache_control="max-age=86400"))
    town.build(now=NOW)

    site_of(town, server, server.pages["/news"], extra='order = "dmy"')
    town.build(now=SOON)

    assert [None, None] == [visit.headers.get("if-none-match") for visit in server.visits if visit.path == "/news"]


def test_a_page_that_is_fresh_is_not_asked_for(town: Site, server: WebServer) -> None:
    site_of(town, server, answering(cache_control="max-age=3600"))

    town.build(now=NOW)
    early = town.build(now=SOON)
    asked_early = len(server.asked)
    town.build(now=LATER)

    assert (0, "", 1) == (early.returncode, early.stderr, asked_early)
    assert 2 == len(server.asked)


@pytest.mark.parametrize("status", [429, 503])
def test_a_site_that_asks_for_time_is_left_alone_and_the_feeds_stay(town: Site, server: WebServer, status: int) -> None:
    site_of(town, server, answering())
    town.build(now=NOW)
    before = town.feeds()
    server.pages["/news"] = answering(b"", status, retry_after="7200")

    refused = town.build(now=LATER)
    waiting = town.build("--accept", now="2026-11-22T08:59:00Z")
    asked = len(server.asked)
    server.pages["/news"] = answering()
    again = town.build(now="2026-11-22T09:00:00Z")

    assert refused.returncode == 1
    assert "; it asks to be left alone for 2 hours\n" in refused.stderr
    assert (1, "", 2) == (waiting.returncode, waiting.stderr, asked)
    assert (0, "ok: Town hall: no longer failed\n") == (again.returncode, again.stderr)
    assert before == town.feeds()


def test_a_site_that_asks_for_time_is_left_alone_by_all_its_sources(town: Site, server: WebServer) -> None:
    server.pages |= {"/1": answering(b"", 429, retry_after="60"), "/2": answering()}
    write_config(town, ("One", f'"{server.url("/1")}"'), ("Two", f'"{server.url("/2")}"'))

    done = town.build(now=NOW)

    assert ["/1"] == server.asked
    assert "the site has just asked to be left alone; a later build asks again" in done.stderr


def test_robots_txt_is_kept_for_a_day_and_plan_keeps_nothing(town: Site, server: WebServer) -> None:
    server.pages["/robots.txt"] = answering(b"User-agent: *\nDisallow: /private\n")
    site_of(town, server, answering())

    def asked_robots() -> int:
        return [visit.path for visit in server.visits].count("/robots.txt")

    counts = []
    for command, now in (("plan", NOW), ("build", NOW), ("build", LATER), ("build", NEXT_DAY)):
        town.run(command, now=now)
        counts.append(asked_robots())

    assert [1, 2, 2, 3] == counts


def test_a_source_that_robots_txt_forbids_fails_with_a_word(town: Site, server: WebServer) -> None:
    server.pages["/robots.txt"] = answering(b"User-agent: *\nDisallow: /\n")
    site_of(town, server, answering())

    done = town.build(now=NOW)

    assert done.returncode == 1
    assert f"{server.url('/robots.txt')} does not allow feedpub to read {server.url('/news')}" in done.stderr


# ── nothing is lost on the way ────────────────────────────────────────────────────────────────────────


def test_a_held_page_is_asked_for_again_in_full_and_can_be_accepted(town: Site, server: WebServer) -> None:
    site_of(town, server, conditional())
    town.build(now=NOW)
    server.pages["/news"] = lambda visit: visit.answer(page("Only one"), etag='"2"', cache_control="max-age=86400")

    held = town.build(now=LATER)
    accepted = town.build("--accept", "Town hall", now=SOON.replace("06:30", "08:00"))

    assert (4, 0) == (held.returncode, accepted.returncode)
    assert "Only one" in titles(town)
    assert server.visits[-1].headers.get("if-none-match") is None


def test_a_page_that_came_back_unchanged_ends_a_failure(town: Site, server: WebServer) -> None:
    site_of(town, server, conditional())
    town.build(now=NOW)
    server.pages["/news"] = answering(b"", 500)
    failed = town.build(now=LATER)
    server.pages["/news"] = conditional()

    done = town.build(now=NEXT_DAY)

    assert (1, 0) == (failed.returncode, done.returncode)
    assert "ok: Town hall: no longer failed\n" == done.stderr


def test_a_page_that_a_crash_kept_from_being_read_is_not_taken_for_known(
    town: Site, server: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    site_of(town, server, conditional(FOUR))
    config = load_config(town.config)

    def keep_and_crash(ledger: Ledger, source: str, visit: Visited) -> None:
        keep_visit(ledger, source, visit)
        raise KeyboardInterrupt

    monkeypatch.setattr(readings, "keep_visit", keep_and_crash)
    with pytest.raises(KeyboardInterrupt):
        pipeline.build(config, now=datetime.fromisoformat(NOW))
    monkeypatch.undo()
    pipeline.build(config, now=datetime.fromisoformat(LATER))

    assert "Snow is cleared at night" == titles(town)[0]


def test_ctrl_c_waits_for_no_site_and_nothing_is_written(town: Site, server: WebServer) -> None:
    asked = Event()

    def hold(visit: Visit) -> None:
        asked.set()
        visit.stopped.wait()

    server.pages |= {"/held": hold, "/news": answering()}
    places = [f'"{server.url("/held")}"', f'"{server.url("/news")}"', f'"{server.url("/held", host="localhost")}"']
    write_config(town, *zip(("Held", "Behind it", "Beside it"), places, strict=True), head=HEAD.replace("= 5", "= 60"))
    # Where the tests run in the background, Ctrl-C is ignored until someone says otherwise.
    listens = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    command = [sys.executable, "-c", listens + "from feedpub.cli import main; main()", "build", "--now", NOW]
    with subprocess.Popen(command, cwd=town.root, env=town.environment, stderr=subprocess.PIPE) as running:
        assert asked.wait(30)
        running.send_signal(signal.SIGINT)
        try:
            _, said = running.communicate(timeout=30)
        finally:
            running.kill()

    assert (1, "Aborted!") == (running.returncode, said.decode().strip())
    assert "/news" not in server.asked
    assert not town.output.exists()
    server.pages["/held"] = answering(FOUR)
    assert 0 == town.build(now=SOON).returncode


def test_a_page_that_moved_for_good_is_read_and_its_address_told_once(town: Site, server: WebServer) -> None:
    server.pages["/new"] = answering()
    site_of(town, server, lambda visit: visit.redirect("/new", 301))

    first = town.build(now=NOW)
    second = town.build(now=LATER)

    said = f"{server.url('/news')} has moved for good; write in its place: {server.url('/new')}"
    assert f"warning: Town hall: {said}" in first.stderr
    assert (0, "") == (second.returncode, second.stderr)
    assert said in town.run("check").stdout


def test_that_a_site_is_not_told_who_asks_is_said_until_it_is_though_the_page_stays_the_same(
    town: Site, server: WebServer
) -> None:
    site_of(town, server, conditional())
    town.edit("feedpub.toml", 'contact  = "https://www.example.org/about-our-feeds"\n', "")
    town.build(now=NOW)
    warned = town.run("check").stdout
    town.edit("feedpub.toml", "https://feeds.example.org/", "https://feeds.town.uk/")

    town.build(now=LATER)

    assert "Town hall: warning: sites are not told who asks" in warned
    assert "who asks" not in town.run("check").stdout


def test_of_feeds_that_were_never_published_none_is_said_to_stay(town: Site, server: WebServer) -> None:
    site_of(town, server, answering(b"", 500))

    done = town.build(now=NOW)

    assert "nothing is published yet" in done.stderr
    assert "stay" not in done.stderr


def test_a_private_address_is_refused_unless_it_is_allowed(town: Site, server: WebServer) -> None:
    site_of(town, server, answering())
    town.edit("feedpub.toml", "allow_private = true", "")

    done = town.build(now=NOW)

    assert done.returncode == 1
    assert "127.0.0.1 has the address 127.0.0.1, which is not public" in done.stderr
    assert [] == server.visits


def test_one_site_that_fails_does_not_stop_the_others(town: Site, server: WebServer) -> None:
    server.pages |= {"/1": lambda visit: visit.reset(), "/2": answering()}
    write_config(town, ("One", f'"{server.url("/1")}"'), ("Two", f'"{server.url("/2")}"'))

    done = town.build(now=NOW)

    assert done.returncode == 3
    assert 3 == len(titles(town))


# ── several pages ─────────────────────────────────────────────────────────────────────────────────────

FIRST, SECOND = page("Newest", "Bridge closed"), page("x", "y", "Spring fair", "Oldest").partition(b"3. ")[2]
SECOND = b"3. " + SECOND


def test_the_pages_of_a_list_of_addresses_are_one_reading(town: Site, server: WebServer) -> None:
    server.pages |= {"/1": answering(FIRST), "/2": answering(SECOND)}
    write_config(town, ("Town hall", f'["{server.url("/1")}", "{server.url("/2")}"]'))

    done = town.build(now=NOW)

    assert done.returncode == 0
    assert ["Newest", "Bridge closed", "Spring fair", "Oldest"] == titles(town)


def test_a_page_leads_to_the_next_until_the_budget_is_spent(town: Site, server: WebServer) -> None:
    server.pages |= {
        "/news": answering(FIRST, link='</2>; rel="next"'),
        "/2": answering(SECOND, link='</3>; rel="next"'),
        "/3": answering(page("Too old")),
    }
    write_config(town, ("Town hall", f'"{server.url("/news")}"'), extra="pages = 2")

    town.build(now=NOW)

    assert ["/news", "/2"] == server.asked
    assert 4 == len(titles(town))


def test_pages_that_lead_in_a_circle_are_read_once(town: Site, server: WebServer) -> None:
    server.pages |= {
        "/news": answering(FIRST, link='</2>; rel="next"'),
        "/2": answering(SECOND, link='</news>; rel="next"'),
    }
    write_config(town, ("Town hall", f'"{server.url("/news")}"'), extra="pages = 9")

    town.build(now=NOW)

    assert ["/news", "/2"] == server.asked


def test_a_page_that_fails_fails_the_whole_reading(town: Site, server: WebServer) -> None:
    server.pages |= {"/1": answering(FIRST), "/2": answering(SECOND)}
    write_config(town, ("Town hall", f'["{server.url("/1")}", "{server.url("/2")}"]'))
    town.build(now=NOW)
    before = town.feeds()
    server.pages["/2"] = answering(b"", 500)

    done = town.build(now=LATER)

    assert done.returncode == 1
    assert before == town.feeds()


def test_pages_are_unchanged_together_or_read_together(town: Site, server: WebServer) -> None:
    changed = False

    def first(visit: Visit) -> None:
        conditional(FIRST)(visit)

    def second(visit: Visit) -> None:
        if changed:
            visit.answer(SECOND.replace(b"Oldest", b"Eldest"), etag='"2"')
        else:
            conditional(SECOND)(visit)

    server.pages |= {"/1": first, "/2": second}
    write_config(town, ("Town hall", f'["{server.url("/1")}", "{server.url("/2")}"]'))
    town.build(now=NOW)
    unchanged = town.build(now=SOON)
    changed = True

    done = town.build(now=LATER)

    assert (0, "") == (unchanged.returncode, unchanged.stderr)
    assert (0, ["Newest", "Bridge closed", "Spring fair", "Eldest"]) == (done.returncode, titles(town))
    assert ["/1", "/2", "/1", "/2", "/1", "/2", "/1"] == server.asked


ENTRIES = "".join(
    f"<div class='item'><h3><a href='/n/{n}'>Story {n} of the council and the town</a></h3><p>What was decided.</p></div>"
    for n in range(8)
)
SELECTED = "[source.select]\neach = 'div.item'\ntitle = 'h3'"


def html_page(body: str, head: str = "") -> bytes:
    return (
        f"<!doctype html><html><head><title>Town</title>{head}</head><body><main>{body}</main></body></html>".encode()
    )


def test_check_finds_new_selectors_in_the_redesigned_page_that_the_build_met_and_asks_nobody(
    town: Site, server: WebServer
) -> None:
    html = "text/html; charset=utf-8"
    site_of(town, server, answering(html_page(ENTRIES), content_type=html), SELECTED).build(now=NOW)
    before = town.feeds()
    redesigned = ENTRIES.replace("div", "section").replace("item", "teaser").replace("h3", "h4")
    server.pages["/news"] = answering(html_page(redesigned), content_type=html, cache_control="max-age=86400")
    assert 4 == town.build(now=LATER).returncode
    server.visits.clear()

    done = town.run("check")

    assert 4 == done.returncode, done.stderr
    assert [] == server.visits
    table = re.findall(r"^\+(\[.*|.* = .*)$", done.stdout, re.MULTILINE)
    site_of(town, server, server.pages["/news"], "\n".join(["[source.select]", *table]))
    assert (0, before) == (town.build(now=NEXT_DAY).returncode, town.feeds())


def test_a_page_that_could_not_be_read_is_forgotten_when_one_can_be(town: Site, server: WebServer) -> None:
    good = answering(html_page(ENTRIES), content_type="text/html")
    site_of(town, server, answering(html_page("<p>Back soon"), content_type="text/html"), SELECTED).build(now=NOW)
    server.pages["/news"] = answering(b"", 503)
    failed = town.build(now=LATER)

    def kept() -> Page | None:
        with open_ledger(town.ledger, load_config(town.config).site.id, rehearsal=True) as ledger:
            return kept_page(ledger, "Town hall")

    while_failing = kept()
    server.pages["/news"] = good
    done = town.build(now=NEXT_DAY)

    assert (1, 0) == (failed.returncode, done.returncode)
    assert html_page("<p>Back soon") == (while_failing and while_failing.data)
    assert kept() is None


# ── from page to page ─────────────────────────────────────────────────────────────────────────────────


def two_pages(link: str, head: str = "") -> tuple[bytes, bytes]:
    """Return two pages of a listing; the first one leads to the second."""
    first = html_page(ENTRIES + link, head)
    return first, html_page(ENTRIES.replace("Story", "Older story").replace("/n/", "/o/"))


@pytest.mark.parametrize(
    ("link", "head", "extra"),
    [
        ('<a rel="next" href="/2">Older</a>', "", ""),
        ('<a rel="prev" href="/0">Newer</a><a rel="nofollow next" href="2">Older</a>', "", ""),
        ("", '<link rel="next" href="/2">', ""),
        ("", '<base href="/sub/"><link rel="next" href="../2">', ""),
        ('<nav><a class="older" href="/2">Older</a></nav>', "", 'next = "a.older"\n'),
        ('<ul class="pager"><li class="on"><a href="/2">Older</a></li></ul>', "", 'next = "ul.pager li.on"\n'),
        ('<a href="/2"><span class="arrow">Older</span></a>', "", 'next = "span.arrow"\n'),
        ('<a rel="next" href="/wrong">No</a><a class="older" href="/2">Older</a>', "", 'next = "a.older"\n'),
    ],
)
def test_a_web_page_leads_to_the_next_by_its_own_link(
    town: Site, server: WebServer, link: str, head: str, extra: str
) -> None:
    first, second = two_pages(link, head)
    server.pages["/2"] = answering(second, content_type="text/html")

    done = site_of(town, server, answering(first, content_type="text/html"), f"pages = 5\n{extra}").build(now=NOW)

    assert (0, ["/news", "/2"]) == (done.returncode, server.asked)
    assert 16 == len(titles(town))


def test_pages_are_not_followed_unless_the_config_says_so(town: Site, server: WebServer) -> None:
    first, _ = two_pages('<a rel="next" href="/2">Older</a>')

    site_of(town, server, answering(first, content_type="text/html")).build(now=NOW)

    assert ["/news"] == server.asked


def test_a_selector_that_finds_no_next_page_is_told(town: Site, server: WebServer) -> None:
    first, _ = two_pages('<a rel="next" href="/2">Older</a>')

    done = site_of(town, server, answering(first, content_type="text/html"), 'pages = 2\nnext = "a.older"\n').build(
        now=NOW
    )

    assert "`next` finds no link there; only this page is read" in done.stderr


def test_what_is_no_selector_is_told(town: Site, server: WebServer) -> None:
    first, _ = two_pages("")

    done = site_of(town, server, answering(first, content_type="text/html"), 'pages = 2\nnext = "a["\n').build(now=NOW)

    assert (2, True) == (done.returncode, "[[source]] 1.next: “a[” is no CSS selector" in done.stderr)


def feed_of(number: int) -> dict[str, object]:
    """Return a JSON Feed that leads to the next page."""
    items = [{"id": f"{number}-{n}", "title": f"Item {n} of page {number}"} for n in range(3)]
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "T",
        "items": items,
        "next_url": f"/json/{number + 1}?a=\u00e9",
    }


def test_a_json_feed_leads_to_the_next_by_its_next_url_within_the_budget(town: Site, server: WebServer) -> None:
    for number in (2, 3, 4):
        server.pages[f"/json/{number}?a=%C3%A9"] = answering(json.dumps(feed_of(number)).encode())

    site_of(town, server, answering(json.dumps(feed_of(1)).encode()), "pages = 3\n").build(now=NOW)

    assert ["/news", "/json/2?a=%C3%A9", "/json/3?a=%C3%A9"] == server.asked
    assert 9 == len(titles(town))


def test_an_atom_feed_leads_to_the_next_as_rfc_5005_has_it(town: Site, server: WebServer) -> None:
    def atom(number: int) -> bytes:
        entries = "".join(
            f"<entry><id>urn:x:{number}-{n}</id><title>Entry {n} of page {number}</title>"
            "<updated>2026-01-01T00:00:00Z</updated></entry>"
            for n in range(3)
        )
        link = '<link rel="next" href="/2"/>' if number == 1 else ""
        return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title>{link}{entries}</feed>'.encode()

    server.pages["/2"] = answering(atom(2), content_type="application/atom+xml")

    site_of(town, server, answering(atom(1), content_type="application/atom+xml"), "pages = 3\n").build(now=NOW)

    assert ["/news", "/2"] == server.asked
    assert 6 == len(titles(town))


def test_a_list_of_addresses_and_next_share_one_budget(town: Site, server: WebServer) -> None:
    server.pages |= {
        "/1": answering(FIRST, link='</wrong>; rel="next"'),
        "/2": answering(SECOND, link='</3>; rel="next"'),
        "/3": answering(page("v", "w", "x", "y", "Eldest").partition(b"5. ")[2], link='</4>; rel="next"'),
    }
    write_config(town, ("Town hall", f'["{server.url("/1")}", "{server.url("/2")}"]'), extra="pages = 3")

    town.build(now=NOW)

    assert ["/1", "/2", "/3"] == server.asked


# ── the house ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_run_without_addresses_loads_nothing_of_the_web(built: Site) -> None:
    built.edit("004", "The world needs more women leaders", "The world needs many more women leaders")
    program = (
        f"import sys; sys.argv = ['feedpub', 'build', '--now', {NEXT_DAY!r}]\n"
        "from feedpub.cli import main\n"
        "try: main()\n"
        "except SystemExit as done: assert not done.code\n"
        "assert 'feedpub.reconcile' in sys.modules\n"
        "print(*sorted({'httpx2', 'httpcore2', 'stamina', 'protego', 'lxml.html'} & sys.modules.keys()))"
    )

    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=built.root,
        env=built.environment,
        capture_output=True,
        text=True,
        check=True,
    )

    assert "\n" == done.stdout


EXTRA_STEP = "in the checkout of feedpub, pip install '.[web]'"
EXTRA = ("httpx2", "httpcore2", "nh3", "protego", "stamina")


def test_text_and_saved_pages_need_nothing_of_the_extra(site: Site, built_once: Site) -> None:
    blocked = without(site.root / "blocked", *EXTRA)

    done = site.run("build", now=NOW, env=blocked)
    standing = {path: data for path, (data, *_) in site.snapshot().items()}
    (site.root / "page.html").write_bytes(html_page(ENTRIES))
    drafted = site.run("init", "--config", "page.toml", "page.html", env=blocked)
    page = site.run("build", "--config", "page.toml", now=NOW, env=blocked)

    assert (0, {path: data for path, (data, *_) in built_once.snapshot().items()}) == (done.returncode, standing)
    assert (0, 0, "") == (drafted.returncode, page.returncode, drafted.stderr)


@pytest.mark.parametrize("module", EXTRA)
def test_without_the_extra_it_is_said_what_to_install_and_other_sources_go_on(
    town: Site, server: WebServer, module: str
) -> None:
    site_of(town, server, answering())
    (town.root / "listing.txt").write_bytes(FOUR)
    with town.config.open("a", encoding="utf-8") as config:
        config.write('[[source]]\nname = "File"\npath = "listing.txt"\n')

    done = town.run("build", now=NOW, env=without(town.root / "blocked", module))

    if module == "nh3":  # which only HTML needs that is passed on
        assert (0, 4) == (done.returncode, len(titles(town)))
    else:
        library = "httpx2" if module == "httpcore2" else module
        assert f"addresses are read with {library}, which is not installed: {EXTRA_STEP}\n" in done.stderr
        assert (3, 4) == (done.returncode, len(titles(town)))


def test_init_without_the_extra_says_what_to_install(town: Site) -> None:
    done = town.run("init", "https://www.example.org/", env=without(town.root / "blocked", *EXTRA))

    assert (1, True) == (done.returncode, f"is not installed: {EXTRA_STEP}\n" in done.stderr)
    assert not town.config.exists()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('url = "example.org/news"', "[[source]] 1.url: “example.org/news” is no web address"),
        ('url = "ftp://example.org/news"', "[[source]] 1.url: “ftp://example.org/news” is no web address"),
        ('url = "https://me:secret@example.org/"', "[[source]] 1.url: has a name or password in it"),
        ('url = ""', "[[source]] 1: needs `path`, the listing's file (- is standard input), or `url`"),
        ('url = "https://example.org/"\npath = "-"', "[[source]] 1: has both `path` and `url`"),
        ('url = "https://example.org/"\npages = 101', "[[source]] 1.pages: 101 is no number of pages"),
        ('url = ["https://a.example/", "https://b.example/"]\npages = 1', "[[source]] 1.pages: is less than the 2"),
        ('path = "-"\npages = 2', "[[source]] 1.pages: belongs to a source that is read from a `url`"),
        ('path = "-"\n[web]\npause = -1', "web.pause: -1 is no pause"),
        ('path = "-"\n[web]\ndeadline = 0', "web.deadline: 0 is no deadline"),
        ('path = "-"\n[web]\ncontact = "me"', "web.contact: “me” is no address"),
    ],
)
def test_a_wrong_address_is_named_with_its_key(town: Site, line: str, said: str) -> None:
    head = HEAD.partition("[web]")[0]
    town.config.write_text(f'{head}[[source]]\nname = "Town hall"\n{line}\n', encoding="utf-8")

    done = town.build(now=NOW)

    assert done.returncode == 2
    assert said in done.stderr

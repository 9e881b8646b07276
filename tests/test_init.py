"""`feedpub init`: a page in, a config out that a person can read, and that works."""

import json
import sys
import tomllib
from pathlib import Path

import pytest
from conftest import SEEDS, Site
from hypothesis import given, settings
from hypothesis import strategies as st
from terminal import run_in_terminal
from webserver import web_server

from feedpub import __version__
from feedpub.config import load_config
from feedpub.jsontable import JsonTable
from feedpub.listings.data import parse_data
from feedpub.listings.guessing import propose_tables

CASES = Path(__file__).parent / "cases" / "html"
SEEDED = {path.name for path in SEEDS.iterdir()}
ADDRESS = "https://www.example.org/list/"


@pytest.fixture
def page(site: Site) -> Path:
    """A page with a listing, in a folder without a config."""
    site.config.unlink()
    path = site.root / "page.html"
    path.write_bytes((CASES / "topic_author_and_comments_of_a_blog.html").read_bytes())
    return path


def test_a_page_becomes_a_config_that_publishes_its_entries(site: Site, page: Path) -> None:
    done = site.run("init", "--url", ADDRESS, page.name)

    assert (0, "") == (done.returncode, done.stderr)
    assert "1. 6 entries, 100% linked, 100% dated (sure)" in done.stdout
    assert "first  The library opens on Sundays again" in done.stdout
    assert "published 6 new items" in site.run("build", now="2025-12-01T00:00:00Z").stderr
    source = load_config(site.config).source[0]
    assert ("div.post", 3, 0.5) == (
        source.select and source.select.each,
        source.expect and source.expect.entries,
        source.expect and source.expect.dated,
    )


@pytest.mark.parametrize("address", ["foo", "www.example.org/news", "ftp://www.example.org/", "https://"])
def test_an_address_that_no_config_may_hold_is_refused_at_once(site: Site, page: Path, address: str) -> None:
    done = site.run("init", "--url", address, page.name)

    assert done.returncode == 2
    assert f"“{address}” is no web address; write e.g. https://www.example.org/news" in done.stderr
    assert not site.config.exists()


def test_the_config_says_what_it_rests_on(site: Site, page: Path) -> None:
    site.run("init", "--url", ADDRESS, page.name)

    text = site.config.read_text(encoding="utf-8")

    assert "# 6 entries were found: 100% with a link, 100% with a date." in text
    assert "#   last:  Roadworks on the quay end early" in text
    assert "# Sure, for titles are headings" in text


def test_a_config_that_exists_is_never_overwritten(site: Site, page: Path) -> None:
    site.run("init", "--url", ADDRESS, page.name)
    before = site.config.read_bytes()

    done = site.run("init", "--url", ADDRESS, page.name)

    assert 0 == done.returncode
    assert "exists and stays as it is" in done.stderr
    assert before == site.config.read_bytes()
    table = done.stdout[done.stdout.index("[[source]]") :]
    assert tomllib.loads(table)["source"] == tomllib.loads(before.decode())["source"]


def test_each_config_has_an_id_of_its_own(site: Site, page: Path) -> None:
    site.run("init", page.name)
    site.run("init", "--config", "other.toml", page.name)

    ids = {load_config(site.root / name).site.id for name in ("feedpub.toml", "other.toml")}

    assert 2 == len(ids)


def test_the_next_step_can_be_pasted_whatever_the_name_of_the_config(site: Site, page: Path) -> None:
    done = site.run("init", "--config", "my site.toml", page.name)

    assert done.stdout.endswith("then: feedpub plan --config 'my site.toml'\n")


def test_two_sites_in_one_folder_stand_beside_each_other(site: Site, page: Path) -> None:
    for name in ("feedpub.toml", "other.toml"):
        site.run("init", "--config", name, page.name)

    codes = [site.run("build", "--config", name).returncode for name in ("feedpub.toml", "other.toml")]

    assert [0, 0] == codes
    assert (site.root / "other-output" / "all.atom.xml").exists()


def test_pick_takes_another_listing_and_example_the_one_that_holds_it(site: Site, page: Path) -> None:
    page.write_bytes((CASES / "menus_sidebars_and_footers_are_no_listing.html").read_bytes())

    site.run("init", "--pick", "2", "--config", "a.toml", page.name)
    site.run("init", "--example", "sitemap", "--config", "b.toml", page.name)
    wrong = site.run("init", "--pick", "9", "--config", "c.toml", page.name)

    assert "bridge" not in (site.root / "a.toml").read_text(encoding="utf-8")
    assert "last:  Sitemap" in (site.root / "b.toml").read_text(encoding="utf-8")
    assert 2 == wrong.returncode
    assert not (site.root / "c.toml").exists()


def test_an_element_with_an_impossible_name_is_in_no_selector(site: Site, page: Path) -> None:
    days = ("2021-04-01", "2020-12-01", "2020-04-22", "2020-03-02")
    stories = [
        f'<p><a href="/n/{n}.html">The canteen is open, part {n}</a> <span>{d}</span></p>' for n, d in enumerate(days)
    ]
    page.write_text(
        f"<html><body><div>News of the works</div><d<div>{''.join(stories)}</div><p>Write.</p></body></html>"
    )

    done = site.run("init", "--url", ADDRESS, page.name)

    assert (0, "") == (done.returncode, done.stderr)
    assert "published 4 new items" in site.run("build").stderr


def test_an_example_that_no_listing_holds_is_an_error(site: Site, page: Path) -> None:
    done = site.run("init", "--example", "No such title", page.name)

    assert 1 == done.returncode
    assert "no listing with an entry “No such title” was found" in done.stderr
    assert not site.config.exists()


def test_a_listing_of_text_becomes_a_config_too(site: Site) -> None:
    site.config.unlink()

    done = site.run("init", site.path("000").name)

    assert 0 == done.returncode
    assert "published 10 new items" in site.run("build").stderr


def test_a_feed_that_the_page_offers_is_said_first(site: Site, page: Path) -> None:
    offer = b'<link rel="alternate" type="application/rss+xml" href="/feed.xml"></head>'
    page.write_bytes(page.read_bytes().replace(b"</head>", offer))

    done = site.run("init", "--url", ADDRESS, page.name)

    assert done.stdout.startswith("This page offers 1 feed already: https://www.example.org/feed.xml\n")


@pytest.mark.parametrize("name", ["feed.xml", "feed.json"])
def test_a_feed_becomes_a_config_too(site: Site, name: str) -> None:
    site.config.unlink()
    rows = [
        (number, f"Story {number} of the mill and the weir", f"https://www.example.org/{number}") for number in range(3)
    ]
    items = "".join(
        f"<item><title>{title}</title><link>{link}</link><description>What &lt;p&gt;happened.</description>"
        f"<pubDate>Mon, 0{number + 1} Dec 2025 10:00:00 GMT</pubDate></item>"
        for number, title, link in rows
    )
    feeds = {
        "feed.xml": f'<?xml version="1.0"?><rss version="2.0"><channel><title>T</title>{items}</channel></rss>',
        "feed.json": json.dumps(
            {
                "version": "https://jsonfeed.org/version/1.1",
                "title": "T",
                "items": [
                    {"id": link, "url": link, "title": title, "date_published": f"2025-12-0{number + 1}T10:00:00Z"}
                    for number, title, link in rows
                ],
            }
        ),
    }
    (site.root / name).write_text(feeds[name], encoding="utf-8")

    done = site.run("init", name)

    assert (0, "") == (done.returncode, done.stderr)
    assert done.stdout.startswith("1. 3 entries, 100% linked, 100% dated (sure)\n     first  Story 0 of the mill")
    assert "published 3 new items" in site.run("build", now="2025-12-31T00:00:00Z").stderr


def test_dates_that_cannot_be_read_are_not_counted_and_the_first_fault_is_said(site: Site) -> None:
    site.config.unlink()
    rows = "".join(
        f'<li><a href="/{n}">What the town decided on question {n}</a> <time>0{n}/05/13</time> <p>By {n} votes.</p>'
        for n in range(1, 7)
    )
    (site.root / "page.html").write_text(f"<!doctype html><title>Town</title><ul>{rows}</ul>", encoding="utf-8")

    done = site.run("init", "page.html", "--url", "https://www.example.org/", "--pick", "1")

    assert "1. 6 entries, 100% linked, 0% dated (" in done.stdout
    assert "; nearly every entry prints a date; " in done.stdout
    assert "; 6 dates cannot be read: “01/05/13”" in done.stdout
    assert 'date  = "time"   # ← most dates there cannot be read\n' in site.config.read_text(encoding="utf-8")
    assert "dated" not in tomllib.loads(site.config.read_text(encoding="utf-8"))["source"][0]["expect"]


NOTICES = {
    "count": 9,
    "facets": [{"name": "Year", "values": [1, 2]}],
    "data": {
        "items": [
            {
                "id": 70 + n,
                "headline": {"text": f"Registry notice number {n} of the year"},
                "web": {"url": f"https://www.example.org/notices/{n}", "thumb": f"https://www.example.org/{n}.jpg"},
                "updated_at": f"2025-12-0{n}T09:00:00Z",
                "published_at": f"2025-11-0{n}T09:00:00Z",
                "tags": [{"name": "Service"}, {"name": "Desk"}],
                "teaser": "What became of it.",
                "body": "<p>What became <b>of it</b>, and why.</p>",
                "open": True,
            }
            for n in range(1, 8)
        ]
    },
}


def test_json_becomes_a_config_with_paths_that_were_found(site: Site) -> None:
    site.config.unlink()
    (site.root / "api.json").write_text(json.dumps(NOTICES), encoding="utf-8")

    done = site.run("init", "api.json", "--pick", "1")

    assert (0, "") == (done.returncode, done.stderr)
    assert done.stdout.startswith(
        "1. 7 entries, 100% linked, 100% dated (likely)\n     first  Registry notice number 1"
    )
    table = load_config(site.config).source[0].json
    expected = JsonTable(
        each="data.items[]",
        title="headline.text",
        link="web.url",
        date="published_at",
        summary="teaser",
        content="body",
        topic="tags[].name",
        image="web.thumb",
    )
    assert expected == table
    assert "published 7 new items" in site.run("build", now="2025-12-31T00:00:00Z").stderr


def test_an_example_chooses_among_the_lists_of_json(site: Site) -> None:
    site.config.unlink()
    (site.root / "api.json").write_text(json.dumps(NOTICES), encoding="utf-8")

    found = site.run("init", "api.json", "--example", "notice number 3")
    missed = site.run("init", "api.json", "--example", "no such notice")

    assert (0, 1) == (found.returncode, missed.returncode)
    assert "no list with an entry “no such notice” was found in this JSON" in missed.stderr
    assert "data.items[]" == load_config(site.config).source[0].json.each


@pytest.mark.parametrize("text", ['{"a": 1}', "[]", '[{"id": 1}, {"id": 2}]', '{"a": ['])
def test_json_without_a_list_of_stories_is_an_error(site: Site, text: str) -> None:
    site.config.unlink()
    (site.root / "api.json").write_text(text, encoding="utf-8")

    done = site.run("init", "api.json")

    assert (1, False) == (done.returncode, site.config.exists())
    assert done.stderr.startswith("feedpub: api.json: ")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=20,
)


@settings(deadline=None)
@given(JSON)
def test_whatever_json_is_proposed_can_be_read(document: object) -> None:
    data = json.dumps(document).encode()

    for table in propose_tables(data):
        assert parse_data(data, "x", table).entries


@pytest.mark.parametrize("command", [["init"], ["show"], ["show", "--explain"]])
def test_a_page_that_scripts_fill_in_is_told_from_one_without_a_listing(
    site: Site, page: Path, command: list[str]
) -> None:
    page.write_text("<!doctype html><title>App</title><div id=root></div><script src=/a.js></script>", encoding="utf-8")
    scripted = site.run(*command, page.name)
    page.write_text("<!doctype html><title>Log in</title><form><input name=u></form>", encoding="utf-8")
    plain = site.run(*command, page.name)

    assert (1, 1) == (scripted.returncode, plain.returncode)
    assert "scripts fill it in where it is shown: look for a feed, or the JSON they read" in scripted.stderr
    assert "no listing found in this page" in plain.stderr
    assert "scripts" not in plain.stderr


def test_a_doubtful_page_is_not_guessed_at_in_a_pipe(site: Site, page: Path) -> None:
    page.write_text("<!doctype html>" + "".join(f"<p><a href=/{n}>Page {n}</a>" for n in "abcd"), encoding="utf-8")

    doubtful = site.run("init", page.name)
    told = site.run("init", "--yes", page.name)

    assert (2, 0) == (doubtful.returncode, told.returncode)
    assert "say so with --pick N, or --example TITLE" in doubtful.stderr


def test_a_text_without_dates_is_offered_with_doubt_and_its_config_says_so(site: Site) -> None:
    text = "".join(
        f"- The {n} of the town is open\n  All who live here may come and see it.\n\n" for n in ("bath", "mill", "inn")
    )
    site.path("list.txt").write_text(text, encoding="utf-8")

    doubtful = site.run("init", "list.txt")
    other = site.run("init", "list.txt", "--example", "The quay")
    picked = site.run("init", "list.txt", "--example", "The mill", "--config", "own.toml")
    shown = site.run("show", "list.txt", "--source", "list.txt", "--config", "own.toml")

    assert (2, 1, 0, 0) == (doubtful.returncode, other.returncode, picked.returncode, shown.returncode)
    assert "1. 3 entries, 0% linked, 0% dated (unsure)" in doubtful.stdout
    assert "list.txt: no entry “The quay” was found in this text" in other.stderr
    assert 'layout = { date = "none" }' in site.path("own.toml").read_text(encoding="utf-8")
    assert ["The bath of the town is open", "The mill of the town is open", "The inn of the town is open"] == [
        json.loads(line)["title"] for line in shown.stdout.splitlines()
    ]
    assert ["warning: list.txt: no entry prints a date; each is dated by its first sight"] == shown.stderr.splitlines()


def test_texts_cut_short_are_offered_with_doubt_and_their_config_says_that_they_have_no_dates(site: Site) -> None:
    text = "".join(
        f"The {n} of the town is open\nAll who live here may come and see it on any day but […]\n\n"
        for n in ("bath", "mill", "inn")
    )
    site.path("list.txt").write_text(text, encoding="utf-8")

    told = site.run("init", "list.txt", "--pick", "1", "--config", "own.toml")

    assert 0 == told.returncode
    assert "3 entries, 0% linked, 0% dated (unsure)" in told.stdout
    assert 'layout = { date = "none" }' in site.path("own.toml").read_text(encoding="utf-8")


def test_texts_without_titles_and_dates_are_not_offered(site: Site) -> None:
    text = (
        "The keeper lit the lamp that evening, as he always did.\n\nNobody came, and he went home in the rain.\n\n" * 3
    )
    site.path("story.txt").write_text(text, encoding="utf-8")

    told = site.run("init", "story.txt")

    assert 1 == told.returncode
    assert "story.txt: no listing found in 6 paragraphs" in told.stderr


def test_a_page_of_one_story_is_offered_with_doubt(site: Site, page: Path) -> None:
    menu = "<nav><a href=/>The front page</a> <a href=/club>About the club</a></nav>"
    story = "<h2><a href=/n/1>The season begins with a swim</a></h2><time>1 May 2025</time><p>Bring a towel.</p>"
    page.write_text(f"<!doctype html>{menu}<article class=post>{story}</article>", encoding="utf-8")

    doubtful = site.run("init", "--url", ADDRESS, page.name)
    picked = site.run("init", "--url", ADDRESS, page.name, "--pick", "1")

    assert (2, 0) == (doubtful.returncode, picked.returncode)
    assert "1. 1 entry, 100% linked, 100% dated (unsure)" in doubtful.stdout
    assert "the only element that the page calls a story" in doubtful.stdout
    assert "# 1 entry was found" in site.config.read_text(encoding="utf-8")
    assert "published 1 new item" in site.run("build", now="2025-12-01T00:00:00Z").stderr


def test_an_article_around_a_listing_is_no_story(site: Site, page: Path) -> None:
    listing = page.read_text(encoding="utf-8").replace("<body>", "<body><article>")
    page.write_text(listing, encoding="utf-8")

    done = site.run("init", "--url", ADDRESS, page.name)

    assert "1. 6 entries" in done.stdout
    assert "1 entry," not in done.stdout


# ── on a terminal ──

CHOICE = "menus_sidebars_and_footers_are_no_listing.html"


def at_a_terminal(site: Site, *args: str, typed: str, waits_for: str = "Which is the listing?") -> tuple[int, str]:
    """Run init as a person does who answers its question."""
    command = [sys.executable, "-m", "feedpub", "init", *args]
    environment = {**site.environment, "TERM": "xterm"}
    return run_in_terminal(command, site.root, environment, typing=(waits_for, typed))


def test_a_person_is_asked_and_their_choice_is_written(site: Site, page: Path) -> None:
    page.write_bytes((CASES / CHOICE).read_bytes())

    code, said = at_a_terminal(site, page.name, typed="2\n")
    picked = site.run("init", "--pick", "2", "--config", "picked.toml", page.name)

    assert (0, 0) == (code, picked.returncode)
    assert "Which is the listing? (1 to 3, or 0 for none of them) [1]: 2\n" in said
    second, other = (load_config(site.root / name).source[0] for name in ("feedpub.toml", "picked.toml"))
    assert other == second


def test_return_takes_the_first(site: Site, page: Path) -> None:
    page.write_bytes((CASES / CHOICE).read_bytes())

    code, _ = at_a_terminal(site, page.name, typed="\n")
    site.run("init", "--pick", "1", "--config", "picked.toml", page.name)

    assert 0 == code
    assert load_config(site.root / "picked.toml").source == load_config(site.config).source


def test_none_of_them_says_what_to_do_and_writes_nothing(site: Site, page: Path) -> None:
    page.write_bytes((CASES / CHOICE).read_bytes())

    code, said = at_a_terminal(site, page.name, typed="0\n")

    assert 2 == code
    assert "--example" in said.partition("Which is")[2]
    assert not site.config.exists()


def test_ctrl_c_at_the_question_leaves_no_config(site: Site, page: Path) -> None:
    page.write_bytes((CASES / CHOICE).read_bytes())

    code, said = at_a_terminal(site, page.name, typed="\x03")

    assert (1, True) == (code, "Aborted!" in said)
    assert {"page.html"} == {path.name for path in site.root.iterdir()} - SEEDED


@pytest.mark.parametrize("option", ["--yes", "--pick=1", "--example=old mill road"])
def test_nobody_is_asked_who_has_said_it(site: Site, page: Path, option: str) -> None:
    page.write_bytes((CASES / CHOICE).read_bytes())

    code, said = at_a_terminal(site, option, page.name, typed="2\n", waits_for="wrote")

    assert 0 == code
    assert "Which is the listing?" not in said


def test_where_there_is_one_listing_nobody_is_asked(site: Site) -> None:
    site.config.unlink()

    code, said = at_a_terminal(site, site.path("000").name, typed="\n", waits_for="wrote")

    assert 0 == code
    assert "Which is the listing?" not in said


# ── from an address ──


def test_an_address_becomes_a_config_that_publishes_what_the_page_lists(site: Site, page: Path) -> None:
    with web_server() as server:
        server.pages["/news"] = lambda visit: visit.answer(page.read_bytes(), content_type="text/html")
        url = server.url("/news")

        done = site.run("init", "--allow-private", url)

        assert (0, "") == (done.returncode, done.stderr)
        assert "published 6 new items" in site.run("build", now="2025-12-01T00:00:00Z").stderr
        source = load_config(site.config).source[0]
        assert (url, True) == (source.url, source.allow_private)


def test_a_private_address_is_read_only_when_it_is_meant(site: Site, page: Path) -> None:
    with web_server() as server:
        server.pages["/news"] = lambda visit: visit.answer(page.read_bytes(), content_type="text/html")

        done = site.run("init", server.url("/news"))

        assert 1 == done.returncode
        assert "is not public" in done.stderr
        assert [] == server.asked
        assert not site.config.exists()


def test_a_site_is_told_who_asks_and_the_config_keeps_it(site: Site, page: Path) -> None:
    with web_server() as server:
        server.pages["/news"] = lambda visit: visit.answer(page.read_bytes(), content_type="text/html")
        contact = "https://www.town.uk/feeds"

        site.run("init", "--allow-private", server.url("/news"), "--config", "unnamed.toml")
        site.run("init", "--allow-private", "--contact", contact, server.url("/news"))
        site.run("init", "--allow-private", server.url("/news"))
        wrong = site.run("init", "--allow-private", "--contact", "me", server.url("/news"))

        asked = [visit.headers["user-agent"] for visit in server.visits if visit.path == "/news"]
    own, told = f"feedpub/{__version__}", f"feedpub/{__version__} (+{contact})"
    assert [own, told, told] == asked
    assert contact == load_config(site.config).web.contact
    assert (2, True) == (wrong.returncode, "“me” is no address" in wrong.stderr)


def test_a_page_that_moved_for_good_is_written_with_its_new_address(site: Site, page: Path) -> None:
    with web_server() as server:
        server.pages["/old"] = lambda visit: visit.redirect("/news", 301)
        server.pages["/news"] = lambda visit: visit.answer(page.read_bytes(), content_type="text/html")

        site.run("init", "--allow-private", server.url("/old"))

        assert server.url("/news") == load_config(site.config).source[0].url


def test_an_encoding_is_written_that_was_stated_not_one_that_the_server_says(site: Site, page: Path) -> None:
    served = page.read_text(encoding="utf-8").replace("The library", "Die Bücherei").encode("cp1252", "replace")
    with web_server() as server:
        server.pages["/bare"] = lambda visit: visit.answer(served, content_type="text/html")
        server.pages["/told"] = lambda visit: visit.answer(served, content_type="text/html; charset=cp1252")
        server.pages["/moved"] = lambda visit: visit.redirect("/told", 302)

        site.run("init", "--allow-private", "--encoding", "cp1252", server.url("/bare"))
        site.run("init", "--allow-private", server.url("/moved"), "--config", "told.toml")

    assert ["cp1252", ""] == [load_config(path).source[0].encoding for path in (site.config, site.path("told.toml"))]

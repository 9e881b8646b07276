"""`show --explain` on web pages: where the records are, the runner-up, and how every field was found."""

from pathlib import Path

from conftest import Site

from feedpub.listings import explain_listing
from feedpub.selection import Select

CASES = Path(__file__).parent / "cases" / "html"
ADDRESS = "https://www.example.org/list/"
SELECT = """
[source.select]
each  = "div.item"
title = "b"
"""
PAGE = """<!doctype html><title>Town</title>
<div class="item"><b>The bridge is open</b> <a href="/a">Read on</a> <i class="date">4 November 2025</i></div>
<div class="item"><b>The meters are read</b> <a href="/b">Read on</a> <i class="date">3 November 2025</i></div>
<div class="item"><b>The choir sings</b> <a href="/c">Read on</a></div>
"""


def explained(case: str) -> str:
    return "\n".join(explain_listing((CASES / case).read_bytes(), case, address=ADDRESS))


def test_records_have_a_selector_and_fields_the_place_that_most_records_have_them_in() -> None:
    told = explained("topic_author_and_comments_of_a_blog.html")

    assert "listing: 6 entries, div.post (score " in told
    assert "  title: detected: h2.entry-title > a; 6 of 6 entries" in told
    assert "   link: detected: h2.entry-title > a@href; 6 of 6 entries" in told
    assert "   date: detected: p.postmeta; 6 of 6 entries" in told


def test_the_runner_up_is_named_with_its_place() -> None:
    told = explained("menus_sidebars_and_footers_are_no_listing.html")

    assert "runner-up: " in told
    assert "runner-up: none" not in told


def test_what_structured_data_tells_is_said_to_come_from_there() -> None:
    told = explained("structured_data_dates_entries_that_print_none.html")

    assert "   date: detected: JSON-LD; 3 of 4 entries" in told
    assert "runner-up: none" in told


def test_every_entry_is_shown_with_the_element_that_it_is() -> None:
    told = explained("a_month_above_the_days.html")

    assert "5   1. <li>  18 November (under November 2025)  The library opens on Sundays again" in told


def test_what_selectors_state_is_called_stated_and_the_rest_detected() -> None:
    told = list(explain_listing(PAGE.encode(), "page", address=ADDRESS, select=Select(each="div.item", title="b")))

    assert "listing: 3 entries, stated: each = div.item" in told
    assert "  title: stated: b; 3 of 3 entries" in told
    assert "   date: detected: i.date; 2 of 3 entries" in told


def test_show_reads_a_file_as_the_config_says_of_a_source(site: Site) -> None:
    (site.root / "page.html").write_text(PAGE, encoding="utf-8")
    table = f'[[source]]\nname = "Hall"\npath = "page.html"\n{SELECT}'
    site.config.write_text(site.config.read_text(encoding="utf-8") + table, encoding="utf-8")

    done = site.run("show", "--explain", "--source", "Hall", "page.html")

    assert (0, "") == (done.returncode, done.stderr)
    assert "listing: 3 entries, stated: each = div.item" in done.stdout


def test_a_source_that_the_config_does_not_have_is_named_with_those_that_it_has(site: Site) -> None:
    done = site.run("show", "--source", "Haal", "listing.txt")

    assert 2 == done.returncode
    assert "has no source “Haal”; it has “" in done.stderr

"""Selectors in the config: what they say is read, what they leave out is found, what they miss is an error."""

import json
import tomllib
from pathlib import Path

import pytest
from conftest import NOW, Site
from cssselect import HTMLTranslator, SelectorError
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from feedpub.config import load_config
from feedpub.css import css_faults
from feedpub.dates import UNDECLARED
from feedpub.errors import ConfigError, SourceError
from feedpub.listings import parse_listing
from feedpub.listings.html import base_of, read_page
from feedpub.listings.html.proposing import offered_feeds, propose
from feedpub.model import ListingEntry
from feedpub.patching import with_select
from feedpub.selection import DateSelect, Expect, Select

CASES = Path(__file__).parent / "cases" / "html"
PAGE = """<!doctype html><title>Town</title>
<link rel="alternate" type="application/atom+xml" href="/feed.atom">
<h2 class="day">18 November 2025</h2>
<div class="news-item"><b>Roads</b> <a class="t" href="/a">The bridge is open</a> <i>4.11.25</i> <p>All may cross it.</p></div>
<div class="news-item"><b>Water</b> <a class="t" href="/b">The meters are read</a> <i>3.11.25</i> <p>By two readers.</p></div>
<div class="news-item promo"><b>Shop</b> <a class="t" href="/c">Buy new shoes</a> <i>2.11.25</i> <p>For all weathers.</p></div>
<h2 class="day">12 November 2025</h2>
<div class="news-item"><b>Music</b> <a class="t" href="/d">The choir sings</a> <p>Forty voices.</p></div>
"""


def read(select: Select, page: str = PAGE) -> tuple[ListingEntry, ...]:
    listing = parse_listing(page.encode(), "page.html", address="https://www.example.org/", select=select)
    return listing.entries


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.text(alphabet='ab-1_.#[]="*>+~, :(\\', min_size=1, max_size=12))
@example('div.post > h2 + a[href^="/news"], #main li')
@example("li:nth-child(2)")
@example("a::before")
@example("li,")
@example("a" + 40 * " " + "!")
def test_what_is_taken_for_a_selector_is_one(css: str) -> None:
    try:
        HTMLTranslator().css_to_xpath(css)
        is_one = True
    except SelectorError:
        is_one = False

    assert is_one == (not list(css_faults("each", css)))


def test_selectors_say_where_the_fields_are_and_attributes_with_an_at() -> None:
    select = Select(each=".news-item", title="a.t", link="a@href", summary="p", topic="b", skip=".promo")

    entries = read(select)

    assert ["The bridge is open", "The meters are read", "The choir sings"] == [entry.title for entry in entries]
    assert [f"https://www.example.org/{path}" for path in "abd"] == [entry.link for entry in entries]
    assert ["All may cross it.", "By two readers.", "Forty voices."] == [entry.summary for entry in entries]
    assert ["Roads", "Water", "Music"] == [entry.kicker for entry in entries]


def test_all_that_the_selector_of_topics_matches_in_an_entry_are_its_topics() -> None:
    page = PAGE.replace("<b>Roads</b>", "<b>Roads</b> <b>Town</b>")

    assert page != PAGE
    entries = read(Select(each=".news-item", topic="b", skip=".promo"), page)

    assert [("Roads", "Town"), ("Water",), ("Music",)] == [(e.kicker, *e.kickers) for e in entries]


def test_what_selectors_leave_out_is_found() -> None:
    entries = read(Select(each=".news-item"))

    assert ["The bridge is open", "https://www.example.org/a"] == [entries[0].title, entries[0].link]


def test_a_selector_may_match_a_single_entry() -> None:
    entries = read(Select(each=".promo"))

    assert [("Buy new shoes", "https://www.example.org/c")] == [(e.title, e.link) for e in entries]


def test_selectors_count_what_browsers_show_also_what_is_skipped() -> None:
    entries = read(Select(each="div:nth-of-type(4)", skip=".promo"))

    assert ["The choir sings"] == [entry.title for entry in entries]


def test_selectors_count_no_paragraph_that_browsers_do_not_show() -> None:
    page = (CASES / "a_first_entry_stands_before_the_first_of_the_paragraphs.html").read_text(encoding="utf-8")

    entries = read(Select(each="td > p:first-of-type"), page)

    assert ["Landing stage closed"] == [entry.title for entry in entries]


def test_a_date_may_have_a_form_of_its_own() -> None:
    entries = read(Select(each=".news-item", date=DateSelect(select="i", format="%d.%m.%y")))

    assert ["2025-11-04", "2025-11-03", "2025-11-02", ""] == [entry.moment for entry in entries]


def test_a_date_may_stand_above_several_entries() -> None:
    entries = read(Select(each=".news-item", date=DateSelect(select="h2.day", inherit=True)))

    assert ["18 November 2025"] * 3 + ["12 November 2025"] == [entry.dateline for entry in entries]


def test_entries_of_a_flat_run_begin_at_start() -> None:
    page = (CASES / "a_flat_run_of_heading_date_and_text.html").read_text(encoding="utf-8")

    entries = read(Select(start="#content h3", date="p.when"), page)

    assert 6 == len(entries)
    assert ["18 November 2025", "9 October 2025"] == [entries[0].dateline, entries[-1].dateline]


@pytest.mark.parametrize(
    ("select", "fault"),
    [
        (
            Select(each=".news-items"),
            r"page\.html: select\.each: “\.news-items” matches nothing.*the page has \.news-item$",
        ),
        (Select(each=".news-item", title="h7.x"), r"select\.title: “h7\.x” matches nothing"),
        (Select(each=".news-item", date="time"), r"select\.date: “time” matches nothing"),
        (Select(each="..x"), r"select\.each: “\.\.x” is no CSS selector"),
        (Select(each=".news-item", skip=":x("), r"select\.skip: “:x\(” is no CSS selector"),
    ],
)
def test_a_selector_that_matches_nothing_is_an_error_that_names_near_ones(select: Select, fault: str) -> None:
    with pytest.raises(SourceError, match=fault):
        read(select)


@pytest.mark.parametrize(
    ("table", "fault"),
    [
        ("[source.select]\neech = 'li'", "unknown key `eech`; did you mean `each`"),
        ("[source.select]\neach = 'li'\nstart = 'h3'", "has both `each` and `start`"),
        ("[source.select]\ndate = { select = 'i', zone = 'Mars' }", "“Mars” is no time zone"),
        ("[source.select]\ndate = { selct = 'i' }", "unknown key `selct`; did you mean `select`"),
        ("[source.expect]\ndated = 2.0", "2 is no share"),
        ("[source.expect]\nentries = -1", "must be 0 or more"),
    ],
)
def test_tables_that_cannot_work_are_refused(site: Site, table: str, fault: str) -> None:
    head = site.config.read_text(encoding="utf-8").split("[[source]]")[0]
    site.config.write_text(f"{head}[[source]]\nname = 'x'\npath = 'x.html'\n{table}\n", encoding="utf-8")

    with pytest.raises(ConfigError, match=fault):
        load_config(site.config)


@pytest.mark.parametrize("case", sorted(CASES.glob("*.html")), ids=lambda case: case.stem)
def test_proposed_selectors_give_what_was_found(case: Path) -> None:
    address = "https://www.example.org/list/"
    page = read_page(case.read_bytes())
    best = propose(page, base_of(page, address), UNDECLARED)[0]

    select = best.select or Select()

    again = parse_listing(case.read_bytes(), "page.html", address=address, select=select).entries
    assert [(e.title, e.link) for e in best.found.entries] == [(e.title, e.link) for e in again]


def test_most_structures_have_selectors() -> None:
    pages = [read_page(case.read_bytes()) for case in sorted(CASES.glob("*.html"))]

    selects = [propose(page, "", UNDECLARED)[0].select for page in pages]

    assert 0.85 <= sum(select is not None for select in selects) / len(selects)


LEAD = '<div class="lead"><img src=/l.jpg><h2><a href=/news/1>The boat is dry again</a></h2>12 May 2021</div>'
LETTERS = "<font size={size}>{title}</font><br><font size=1>{day} May 2021</font><p>It was so all winter, and all may see it.</p>"


@pytest.mark.parametrize(
    ("page", "css"),
    [
        pytest.param(f"<main>{LEAD}<ul>{{items}}</ul>", "div.lead, ul > li", id="a lead story and a list"),
        pytest.param("<p>All of it.{paragraphs}<p><a href=/old>Older</a>", "p:has(b)", id="paragraphs among others"),
        pytest.param("<div>{letters}</div>", 'font[size="4"]', id="letters of one size"),
    ],
)
def test_what_tells_entries_from_what_stands_beside_them_is_proposed(page: str, css: str) -> None:
    days = range(3, 3 + len(TITLES))
    pairs = [*zip(TITLES, days, strict=True)]
    items = "".join(f"<li><i>{day} May 2021</i> <a href=/news/{day}>{title}</a>" for title, day in pairs)
    paragraphs = "".join(f"<p><b>{day} May 2021</b> <a href=/{day}>{title}</a></p>" for title, day in pairs)
    letters = "".join(LETTERS.format(size=4, title=title, day=day) for title, day in pairs)
    data = f"<!doctype html><h1>News</h1>{page.format(items=items, paragraphs=paragraphs, letters=letters)}".encode()

    proposed = propose(read_page(data), "https://www.example.org/", UNDECLARED)[0]

    assert [*TITLES] == [entry.title for entry in proposed.found.entries][-len(TITLES) :]
    assert proposed.select is not None
    assert (proposed.select.each or proposed.select.start).endswith(css)


def test_titles_that_no_selector_says_are_whole_as_on_any_other_page() -> None:
    page = "".join(
        f"<div class=e><a href=/{number}>Resolution on</a> the opening of the {what} <span>{number} comments</span></div>"
        for number, what in enumerate(("library", "market", "school", "bridge"), 2)
    )

    entries = read(Select(each=".e"), page)

    assert ["Resolution on the opening of the library", "Resolution on the opening of the market"] == [
        entry.title for entry in entries[:2]
    ]


@pytest.mark.parametrize("cell", ["th", "td"])
def test_rows_without_links_have_selectors_below_the_names_of_their_columns(cell: str) -> None:
    rows = "".join(f"<tr><td>{number} May 2021<td>{title}" for number, title in enumerate(TITLES, 3))
    table = f"<!doctype html><h1>Votes</h1><table><tr><{cell}>Date<{cell}>Title{rows}</table>"

    proposed = propose(read_page(table.encode()), "", UNDECLARED)[0]

    assert [entry.title for entry in proposed.found.entries] == TITLES
    assert proposed.select is not None


def test_feeds_that_the_page_offers_are_named() -> None:
    assert ["https://www.example.org/feed.atom"] == offered_feeds(read_page(PAGE.encode()), "https://www.example.org/")


# ── drift ─────────────────────────────────────────────────────────────────────────────────────────────


def listing_of(titles: list[str], item: str, title: str) -> str:
    rows = "".join(
        f'<div class="{item}"><{title}><a href="/{n}">{text}</a></{title}><time datetime="2025-11-{20 - n}">x</time></div>'
        for n, text in enumerate(titles)
    )
    return f"<!doctype html><main>{rows}</main>"


TITLES = [f"What the town has decided on question {n}" for n in range(8)]


def publish(site: Site, page: str, select: str) -> tuple[int, str]:
    head = site.config.read_text(encoding="utf-8").split("[[source]]")[0]
    (site.root / "page.html").write_text(page, encoding="utf-8")
    source = f"[[source]]\nname = 'Town'\npath = 'page.html'\npage = 'https://www.example.org/'\n{select}\n"
    site.config.write_text(head + source, encoding="utf-8")
    done = site.run("build", now=NOW)
    return done.returncode, done.stderr


def apply(said: str, config: Path) -> None:
    """Change a config as a diff in what was said proposes, as `patch` does."""
    hunk = said[said.index("@@\n", said.index("+++")) + 3 :].splitlines()
    hunk = hunk[: next((at for at, line in enumerate(hunk) if not line.startswith((" ", "-", "+"))), len(hunk))]
    old, new = ("\n".join(line[1:] for line in hunk if line[0] in kinds) for kinds in (" -", " +"))
    text = config.read_text(encoding="utf-8")
    assert 1 == text.count(old)
    config.write_text(text.replace(old, new), encoding="utf-8")


def test_selectors_broken_by_a_redesign_leave_the_last_good_feeds(site: Site) -> None:
    select = "[source.select]\neach = 'div.item'\ntitle = 'h3'"
    publish(site, listing_of(TITLES, "item", "h3"), select)
    before = (site.output / "all.atom.xml").read_bytes()

    code, said = publish(site, listing_of(TITLES, "teaser", "h4"), select)

    assert 4 == code
    assert "held: Town: page.html: select.each: “div.item” matches nothing in this page" in said
    assert "the selectors no longer fit\n" in said
    assert "the last good feeds stay; for new ones: feedpub check\n" in said
    assert before == (site.output / "all.atom.xml").read_bytes()


def test_check_finds_the_listing_again_and_proposes_selectors_that_work(site: Site) -> None:
    select = "[source.select]\neach = 'div.item'\ntitle = 'h3'"
    publish(site, listing_of(TITLES, "item", "h3"), select)
    before = (site.output / "all.atom.xml").read_bytes()
    publish(site, listing_of(TITLES, "teaser", "h4"), select)

    done = site.run("check")

    assert 4 == done.returncode
    assert "its listing was found again by its titles" in done.stdout
    apply(done.stdout, site.config)
    assert 'each  = "div.teaser"' in site.config.read_text(encoding="utf-8")
    assert (0, before) == (site.build().returncode, (site.output / "all.atom.xml").read_bytes())


def test_the_proposed_change_keeps_what_was_stated_of_other_fields_as_far_as_the_page_has_it(site: Site) -> None:
    def page(item: str, title: str) -> str:
        return listing_of(TITLES, item, title).replace("<time", "<em class=by>A. Clerk</em><p>Long text</p><time")

    select = "[source.select]\neach = 'div.item'\ntitle = 'h3'\nsummary = 'p'\ntopic = 'em.by'\nskip = '.ad'"
    publish(site, page("item", "h3"), select)
    before = (site.output / "all.atom.xml").read_bytes()
    publish(site, page("teaser", "h4").replace("class=by", "class=who"), select)

    apply(site.run("check").stdout, site.config)

    config = site.config.read_text(encoding="utf-8")
    assert 'summary = "p"\n' in config
    assert 'skip  = ".ad"\n' in config
    assert "\n# topic = em.by   # matches nothing any more; what is not named is found by itself\n" in config
    assert (0, before.count(b"Long text")) == (
        site.build("--accept").returncode,
        (site.output / "all.atom.xml").read_bytes().count(b"Long text"),
    )


def test_what_no_selector_fits_cannot_be_accepted_and_monitors_see_it_held(site: Site) -> None:
    select = "[source.select]\neach = 'div.item'\ntitle = 'h3'"
    publish(site, listing_of(TITLES, "item", "h3"), select)
    publish(site, listing_of(TITLES, "teaser", "h4"), select)

    accepted = site.run("build", "--accept", "Town", now=NOW)
    planned = site.run("plan", now=NOW)

    status = json.loads((site.output / "status.json").read_text(encoding="utf-8"))
    assert (4, 4) == (accepted.returncode, planned.returncode)
    assert planned.stdout.splitlines()[0].endswith("\tfor new ones: feedpub check")
    assert ("held", None) == (status["state"], status["sources"][0].get("accept"))


def test_selectors_that_never_fitted_are_a_failure(site: Site) -> None:
    code, said = publish(site, listing_of(TITLES, "item", "h3"), "[source.select]\neach = 'div.teaser'")

    assert (1, True) == (code, said.startswith("failed: Town: page.html: select.each: “div.teaser” matches nothing"))


TABLE = ["[source.select]", 'each = "li"']
OTHERS = """[site] # not [[source]]
title = "T"
[[source]]
name = "A"
[source.select] # A's
each = "p"
[[source]]
name = "B" # [source.select]
"""


@pytest.mark.parametrize(
    ("table", "patched"),
    [
        ('[source.select]\neach = "div"\ntitle = "b"\n', '[source.select]\neach = "li"\n'),
        (
            '[source.select]\neach = "div"\n\n# The least.\n[source.expect]\nentries = 3\n',
            '[source.select]\neach = "li"\n\n# The least.\n[source.expect]\nentries = 3\n',
        ),
        ('select = { each = "div" }\nkeep = ["x"]\n\n', 'keep = ["x"]\n[source.select]\neach = "li"\n\n'),
        (
            'select = { each = "div" }\n[source.expect]\nentries = 3\n',
            '[source.select]\neach = "li"\n[source.expect]\nentries = 3\n',
        ),
        ('select.each = "div"\n', None),
    ],
)
@pytest.mark.parametrize(
    "rest", ["", '[[topic]]\nlabel = "L"\n', '[[source]]\nname = "C"\n[source.select]\neach = "i"\n']
)
def test_selectors_are_replaced_in_a_config_and_nothing_else(table: str, patched: str | None, rest: str) -> None:
    assert ("" if patched is None else OTHERS + patched + rest) == with_select(OTHERS + table + rest, "B", TABLE)


def test_what_a_date_means_and_what_does_not_count_is_kept_in_new_selectors(site: Site) -> None:
    date = '{ select = "i", order = "dmy", zone = "Europe/Paris" }'
    select = f"[source.select]\neach = 'div.item'\ntitle = 'h3'\nskip = '.promo'\ndate = {date}"
    rows = "".join(
        f"<div class=item><h3><a href=/{n}>{t}</a></h3><i>{n + 1}.11.2025</i></div>" for n, t in enumerate(TITLES)
    )
    redesigned = rows.replace("item", "teaser").replace("<i>", "<time>").replace("</i>", "</time>")
    publish(site, f"<!doctype html><main>{rows}</main>", select)
    publish(site, f"<!doctype html><main>{redesigned}</main>", select)

    done = site.run("check")

    apply(done.stdout, site.config)
    table = tomllib.loads(site.config.read_text(encoding="utf-8"))["source"][0]["select"]
    assert (".promo", {"select": "time", "order": "dmy", "zone": "Europe/Paris"}) == (table["skip"], table["date"])


def test_check_proposes_nothing_where_no_title_is_known(site: Site) -> None:
    select = "[source.select]\neach = 'div.item'"
    publish(site, listing_of(TITLES, "item", "h3"), select)
    publish(site, listing_of([f"Quite another page says {n}" for n in range(8)], "teaser", "h4"), select)

    assert "found again" not in site.run("check").stdout


def test_ids_stay_when_selectors_and_markup_change(site: Site) -> None:
    publish(site, listing_of(TITLES, "item", "h3"), "[source.select]\neach = 'div.item'\ntitle = 'h3'")
    before = (site.output / "all.atom.xml").read_bytes()

    code, _ = publish(site, listing_of(TITLES, "teaser", "h4"), "[source.select]\neach = 'div.teaser'")

    assert 0 == code
    assert before == (site.output / "all.atom.xml").read_bytes()


@pytest.mark.parametrize(
    ("expect", "fault"),
    [("entries = 9", "the page has 8 entries, `expect` asks for 9 or more"), ("entries = 8", "")],
)
def test_a_page_with_less_than_expected_is_not_believed(site: Site, expect: str, fault: str) -> None:
    code, said = publish(site, listing_of(TITLES, "item", "h3"), f"[source.expect]\n{expect}")

    assert (1 if fault else 0) == code
    assert fault in said


def test_expected_dates_are_counted() -> None:
    from feedpub.readings import check_expectation

    listing = parse_listing(listing_of(TITLES, "item", "h3").encode(), "x")
    undated = replace(listing, entries=tuple(replace(e, dateline="", moment="") for e in listing.entries))

    check_expectation(listing, Expect(dated=1.0), "x")
    with pytest.raises(SourceError, match="0% of the entries have a date, `expect` asks for 50%"):
        check_expectation(undated, Expect(dated=0.5), "x")


def test_days_with_nothing_beside_them_in_rows_of_two_makes_are_proposed_as_one_listing() -> None:
    bold, plain = (
        "<a href={0}.htm><strong>{1} May 2003</strong></a>",
        "<strong><a href={0}.htm>{1} May 2003</a></strong>",
    )
    cells = [(bold if n in {0, 4, 9, 15, 16, 17, 18} else plain).format(n, 28 - n) for n in range(24)]
    page = f"<table>{''.join(f'<tr><td>{cell}</td></tr>' for cell in cells)}</table>"

    proposed = propose(read_page(page.encode()), "", UNDECLARED)

    assert [24] == [len(one.found.entries) for one in proposed]


def test_boxes_of_mail_addresses_are_no_listing_beside_that_of_the_page() -> None:
    news = "".join(f"<li><a href=/n{n}>A lock of the canal opens, part {n}</a> {n} May 2020</li>" for n in range(1, 7))
    boxes = "".join(
        f"<div class=box><div class=tab>{who}</div><a href=mailto:{who}@canal.example>{who}@canal.example</a></div>"
        for who in ("media", "partners")
    )
    page = f"<ul>{news}</ul><div>{boxes}</div>"

    proposed = propose(read_page(page.encode()), "", UNDECLARED)

    assert [6] == [len(one.found.entries) for one in proposed]

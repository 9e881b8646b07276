"""What web pages cost to read: steps are counted, for a clock says something else on every machine."""

from collections.abc import Callable
from pathlib import Path

import pytest
from steps import steps_of

from feedpub.errors import SourceError
from feedpub.listings import parse_listing
from feedpub.listings.html import Candidate, read_page
from feedpub.listings.html.choice.weighing import Weighing
from feedpub.listings.html.groups.repeats import find_groups
from feedpub.listings.html.reading import fields
from feedpub.selection import DateSelect, Select

CASES = Path(__file__).parent / "cases" / "html"
WORDS = ("harbour", "ferry", "lamp", "quay", "boat", "council", "school", "river")


def nested(depth: int) -> str:
    return (
        "<html><body>" + "<div>" * depth + "".join(f"<p><a href=/{n}>A story, told {n} times</a></p>" for n in range(9))
    )


HOSTILE: dict[str, Callable[[int], str]] = {
    "deeply nested": nested,
    "many siblings": lambda size: "<html><body><ul>" + "<li><a href=/x>One more of the same</a></li>" * size,
    "many like nothing": lambda size: (
        "<html><body>" + "".join(f"<p class=c{n}>Line {n} of the report</p>" for n in range(size))
    ),
    "one long line": lambda size: "<html><body><p>" + "12 May 2020 and " * size,
    "a day in words within words": lambda size: "<html><body><p>3 May 2020 " + "<b>and <i>more " * size,
    "many dates": lambda size: "<html><body>" + "<p><b>12 May 2020</b> <i>3.4.05</i></p>" * size,
    "never closed": lambda size: "<html><body>" + "<table><tr><td><font><b><a href=/x>word " * size,
    "dates between titles": lambda size: (
        "<html><body>"
        + "".join(f"<p><a href=/{n}>Story {n} of the town</a></p><p>{n % 28 + 1} May 2020</p>" for n in range(size))
    ),
    "rows of a table": lambda size: (
        "<html><body><table>"
        + "".join(f"<tr><td>{n % 28 + 1} May 2020</td><td><a href=/{n}>Story {n}</a></td></tr>" for n in range(size))
    ),
    "rows without dates": lambda size: "<html><body><table>" + "<tr><td>Row of a table<td>and nothing else</tr>" * size,
    "lists in lists": lambda size: "<html><body>" + "<ul><li><a href=/x>One more of the same</a>" * size,
    "months above days": lambda size: (
        "<html><body>"
        + "".join(f"<h3>May {1700 + n % 300}</h3><p>{n % 28 + 1} <a href=/{n}>Story {n}</a></p>" for n in range(size))
    ),
    "many breaks": lambda size: "<html><body><div>" + "a line <a href=/y>with a link</a><br>" * size,
    "entries in one line": lambda size: (
        "<html><body><p>"
        + " ".join(f"<a href=/{n}>Story {n} of the town</a> <i>{n % 28 + 1} May 2020</i>" for n in range(size))
    ),
    "pictures": lambda size: (
        "<html><body>" + "".join(f"<div><a href=/{n}><img alt='Story {n} of the town'></a></div>" for n in range(size))
    ),
    "many short lists": lambda size: (
        "<html><body>"
        + "".join(
            f"<div class=l{n}>{f'<p><a href=/s/{n}>A story of {n}</a> 3 May 2020</p>' * 3}</div>" for n in range(size)
        )
    ),
    "posts without headlines": lambda size: (
        "<html><body>"
        + "".join(
            f"<p><b>{n % 28 + 1}.5.20</b> Told by all, <a href=/{n}>in many ways</a>. So it is.</p>"
            for n in range(size)
        )
    ),
    "posts within words": lambda size: (
        "<html><body>" + "".join(f"<b>{n % 28 + 1} May 2020<br>Told by all, in many ways.<br>" for n in range(size))
    ),
    "panels": lambda size: (
        "<html><body>"
        + "".join(
            f"<div><p><a href=/s/{n % 40}>A story of {n % 40}</a> 3 May 2020</p><p>Told {n}</p></div>" * 3
            for n in range(size)
        )
    ),
    "entries within entries": lambda size: (
        "<html><body>"
        + "".join(
            f"<div class=e><h2><a href=/{n}>Story {n}</a></h2><p>Told by all, in {n} ways.</p>" for n in range(size)
        )
    ),
    "entries in one that was never closed": lambda size: (
        "<html><body><div class=e>"
        + "".join(
            f"<p><a href=/{n}>Story {n}</a></p><p>Told by all who were there, in {n} ways.</p>"
            f"{'' if n % 9 == 0 else '</div>'}<div class=e>"
            for n in range(size)
        )
    ),
    "a table of contents": lambda size: (
        "<html><body><ul>"
        + "".join(f"<li><a href=#s{n}>Story {n} of the town</a></li>" for n in range(size))
        + "</ul>"
        + "".join(f"<h2 id=s{n}>Story {n} of the town</h2><p>It is told in {n} ways.</p>" for n in range(size))
    ),
    "cards": lambda size: (
        "<html><body>"
        + "".join(f"<a href=/{n}><b>Notice</b><h3>Story {n}</h3><i>{n % 28 + 1} May 2020</i></a>" for n in range(size))
    ),
    "columns with heads": lambda size: (
        "<html><body><table><tr><th>Author<th>Title<th>Date</tr>"
        + "<tr><td><a href=/p>Jane Doe</a><td>A story of the town<td>3 May 2020</tr>" * size
    ),
    "times below a heading of many lines": lambda size: (
        f"<html><body><h1>{'Harbour<br>' * size}</h1><ul>"
        + "".join(
            f"<li><a href=/n/{n}>Story {n} of the town</a> <i>{(1439 - n) // 60}:{(1439 - n) % 60:02}</i></li>"
            for n in range(size)
        )
    ),
    "many attributes": lambda size: "<html><body>" + f"<p {' '.join(f'a{n}=1' for n in range(size))}>Text</p>",
}


def steps_for(page: str, select: Select | None = None) -> int:
    """Return how many lines of this package are run to read a page, or to refuse it."""
    return steps_of(lambda: parse_listing(page.encode(), "page.html", select=select))


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_page_of_twice_the_size_costs_little_more_than_twice(kind: str) -> None:
    once, twice = (steps_for(HOSTILE[kind](size)) for size in (600, 1_200))

    assert twice <= 2.3 * once


SELECT = Select(each="li", title="a", topic="b", date=DateSelect(select="time", inherit=True))


def test_selectors_in_a_page_of_twice_the_size_cost_little_more_than_twice() -> None:
    row = "<li><a href=/{0}>Story {0} of the town</a> <b>Town {0}</b> <time>3 May 2020</time></li>"
    pages = ("<html><body><ul>" + "".join(map(row.format, range(size))) for size in (500, 1_000))

    once, twice = (steps_for(page, SELECT) for page in pages)

    assert twice <= 2.3 * once


def index(letter: str) -> str:
    lists = "".join(
        "<td><ul>"
        + "".join(
            f"<li><a href=l.html#{letter}{k}>{letter}_{WORDS[k % 8]}_{k}()</a> (method of {WORDS[k % 7]})"
            for k in range(n, n + 12)
        )
        + "</ul>"
        for n in (0, 12)
    )
    return f"<h2>{letter}</h2><table><tr>{lists}</table>"


def menu(depth: int, address: str = "") -> str:
    inner = (f"{address}/{k}" for k in range(5))
    return (
        f"<ul>{''.join(f'<li><a href={to}>Chapter {to[-1]}</a>{menu(depth - 1, to)}' for to in inner)}</ul>"
        if depth
        else ""
    )


def section(number: int) -> str:
    items = "".join(f"<li><a href=/w/{k}>{WORDS[k % 8]} {k}</a>, since {1900 + k}" for k in range(9))
    rows = "".join("<tr>" + "".join(f"<td>{WORDS[(k + number) % 8]}" for k in range(5)) for _ in range(4))
    text = "It was built in stages. " * 5
    return f"<h2>On {WORDS[number % 8]} {number}</h2><p>{text}<ul>{items}</ul><table>{rows}</table>"


def table(number: int) -> str:
    rows = "".join(f"<tr><td>{WORDS[k % 8]}<td>{WORDS[k % 7]} of {number}<td>{k * number}" for k in range(12))
    return f"<td><table>{rows}</table>"


DENSE = {
    "a function index": (120, "".join(map(index, "abcdefghijkl"))),
    "definitions": (
        65,
        "<dl>" + "".join(f"<dt>{WORDS[k % 8]} {k}<dd>It is told of in {k} books on boats." for k in range(300)),
    ),
    "a nested menu": (70, menu(4)),
    "sections of prose, lists and tables": (120, "".join(map(section, range(20)))),
    "tables side by side": (125, f"<table><tr>{''.join(map(table, range(30)))}</table>"),
}
"""Pages of many small elements: how many steps a letter they cost at most."""


@pytest.mark.parametrize("kind", DENSE)
def test_a_dense_page_costs_few_steps_a_letter(kind: str) -> None:
    most, body = DENSE[kind]
    page = f"<!doctype html><html><body>{body}"

    assert steps_for(page) <= most * len(page)


def test_what_can_be_no_listing_is_not_read_in_full(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[object] = []
    monkeypatch.setattr(fields, "read_rows", read.append)

    with pytest.raises(SourceError):
        parse_listing(f"<!doctype html>{DENSE['definitions'][1]}".encode(), "page.html")

    assert [] == read


@pytest.mark.parametrize("case", sorted(CASES.glob("*.html")), ids=lambda case: case.stem)
def test_a_group_counts_for_no_less_before_it_is_looked_at_closely(case: Path) -> None:
    page = read_page(case.read_bytes())
    weighing = Weighing(page)

    for candidate in map(weighing.glance, find_groups(page)):
        scores = [candidate.score]
        while candidate.unseen:
            candidate = weighing.look_closer(candidate)  # noqa: PLW2901
            scores.append(candidate.score)

        assert scores == sorted(scores, reverse=True)


def test_menus_are_not_looked_at_closely_beside_a_good_list(monkeypatch: pytest.MonkeyPatch) -> None:
    stories = "".join(
        f"<article><h2><a href=/{n}>Story {n} of the town and its people</a></h2><time>{n} May 2020</time>"
        "<p>It was told in the market, and everyone who was there tells it in another way.</p></article>"
        for n in range(1, 20)
    )
    menus = "".join(f"<nav class=m{m}>{f'<li><a href=/m{m}>Chapter</a></li>' * 9}</nav>" for m in range(20))
    looked: list[float] = []
    closer = Weighing.look_closer

    def look(weighing: Weighing, candidate: Candidate) -> Candidate:
        looked.append(candidate.score)
        return closer(weighing, candidate)

    monkeypatch.setattr(Weighing, "look_closer", look)

    listing = parse_listing(f"<!doctype html><main>{stories}</main>{menus}".encode(), "page.html")

    assert 19 == len(listing.entries)
    assert len(looked) < 6

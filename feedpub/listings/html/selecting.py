"""The entries where the config says that they are; what it leaves out is found as on any other page."""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from datetime import datetime
from difflib import get_close_matches
from itertools import pairwise
from zoneinfo import ZoneInfo

from lxml import etree
from msgspec.structs import replace

from feedpub.css import matching
from feedpub.dates import Dateline, Terms, find_dates, parse_moment
from feedpub.errors import DriftError, SourceError
from feedpub.listings.html.days.owndays import settle_days_of_titles
from feedpub.listings.html.days.when import When, date_records
from feedpub.listings.html.groups.cutting import cut_records
from feedpub.listings.html.groups.records import Record, whole
from feedpub.listings.html.groups.repeats import Group
from feedpub.listings.html.groups.spans import Row, Span, spans_of
from feedpub.listings.html.page.pieces import take_out
from feedpub.listings.html.page.tree import Page
from feedpub.listings.html.reading.fields import Extraction, read_rows
from feedpub.listings.html.reading.rows import settle_titles
from feedpub.listings.html.rivals.unheaded import posts_at
from feedpub.listings.html.titles.links import absolute, find_links
from feedpub.listings.html.titles.single import choose_title, without_dates
from feedpub.listings.html.titles.trimming import without_files
from feedpub.listings.html.titles.votes import vote_title
from feedpub.selection import DateSelect, Select

_DEFAULTS = {"link": "href", "image": "src"}


def matches(page: Page, css: str, key: str, name: str) -> list[int]:
    """Return the elements that a selector matches in the tree as browsers show it, in page order.

    Raises SourceError when it is no selector.
    """
    found = [] if page.shown is None else _found(page.shown, css, key, name)
    return sorted(page.numbers[node] for node in found if node in page.numbers)


def leave_out(select: Select, name: str) -> Callable[[etree._Element], None]:
    """Return what takes the elements that `skip` matches out of a tree."""

    def without(root: etree._Element) -> None:
        for node in _found(root, select.skip, "skip", name) if select.skip else []:
            take_out(node)

    return without


def _found(root: etree._Element, css: str, key: str, name: str) -> list[etree._Element]:
    """Return what a selector matches. Raises SourceError when it is no selector."""
    try:
        return matching(root, css)
    except ValueError as error:
        raise SourceError(f"{name}: select.{key}: “{css}” is no CSS selector: {error}") from None


def select_entries(page: Page, select: Select, address: str, terms: Terms, name: str) -> Extraction:
    """Read the entries that the selectors say. Raises SourceError naming near ones when one matches nothing."""
    records = _select_records(page, select, name)
    plain = not (select.title or select.link or select.date)
    found = _read_records(page, records, select, address, terms, name)
    found = (posts_at(page, found, address, terms) if plain else None) or found
    entries = found.entries
    if select.summary:
        values = _values(page, found.rows, select.summary, "summary", name)
        entries = tuple(replace(entry, summary=value) for entry, value in zip(entries, values, strict=True))
    if select.topic:
        topics = _topics(page, found.rows, select.topic, name)
        entries = tuple(
            replace(entry, kicker=next(iter(named), ""), kickers=named[1:])
            for entry, named in zip(entries, topics, strict=True)
        )
    if select.author:
        values = _values(page, found.rows, select.author, "author", name)
        entries = tuple(replace(entry, author=value) for entry, value in zip(entries, values, strict=True))
    if select.image:
        values = _values(page, found.rows, select.image, "image", name)
        entries = tuple(replace(e, image=absolute(value, address)) for e, value in zip(entries, values, strict=True))
    # What selectors lead to may be attributes, or stand elsewhere on the page: the lines of an entry do not tell all.
    return replace(found, entries=tuple(replace(entry, stood="") for entry in entries))


def _read_records(  # noqa: PLR0913, PLR0917 - what is read, and how
    page: Page, records: Sequence[Record], select: Select, address: str, terms: Terms, name: str
) -> Extraction:
    """Read entries by the selectors of their titles, links and dates."""
    rows = [Row(record=record, spans=spans_of(page, record)) for record in records]
    _set_titles(page, rows, select.title, name)
    for row, link in zip(rows, find_links(page, rows, address), strict=True):
        row.link = link
    if select.link:
        for row, link in zip(rows, _values(page, rows, select.link, "link", name), strict=True):
            row.link = absolute(link, address) if link else ""
    dates, terms = _set_dates(page, rows, select.dating, terms, name)
    if not select.title:
        settle_days_of_titles(page, rows, dates, terms)
        without_files(page, rows)
    return read_rows(page, rows, dates, address, terms)


def _select_records(page: Page, select: Select, name: str) -> list[Record]:
    """Return the stretch of the page that belongs to each entry."""
    key = "each" if select.each else "start"
    css = select.each or select.start
    roots = [number for number in matches(page, css, key, name) if page.first[number] < page.last[number]]
    roots = [b for a, b in pairwise([-1, *roots]) if a < 0 or page.end[a] <= b or key == "start"]
    if not roots:
        raise DriftError(_nothing(page, css, key, name))
    if key == "start":
        return cut_records(page, Group(roots=tuple(roots), container=page.parent[roots[0]]), {})
    return [whole(page, root) for root in roots]


def _set_titles(page: Page, rows: Sequence[Row], css: str, name: str) -> None:
    """Find the title of each record: where the config says, else by vote."""
    if not css:
        ballots = vote_title(page, [row.spans for row in rows])
        ballots = without_dates(page, rows, ballots) if ballots else ballots
        for row in rows:
            row.title = choose_title(page, row, ballots) if ballots else None
        settle_titles(page, rows)
        return
    for row, node in zip(rows, _nodes(page, rows, css, "title", name), strict=True):
        if node >= 0:
            first, last = page.first[node], page.last[node]
            inside = [k for k in range(node, page.end[node]) if page.link[k] == k]
            link = page.link[node] if page.link[node] >= row.record.e0 else next(iter(inside), -1)
            row.title = Span(("s", "title", 0), page.text(first, last), node, first, last, link, inner=False)


def _set_dates(
    page: Page, rows: Sequence[Row], dating: DateSelect | None, terms: Terms, name: str
) -> tuple[list[When], Terms]:
    """Find the date of each record: where the config says, else where most have one."""
    if dating is None:
        return date_records(page, rows, terms)
    terms = replace(
        terms,
        order=dating.order or terms.order,
        languages=(dating.language,) if dating.language else terms.languages,
        zone=ZoneInfo(dating.zone) if dating.zone else terms.zone,
    )
    css, attribute = _split(dating.select)
    nodes = _nodes(page, rows, css, "date", name, everywhere=dating.inherit)
    if dating.inherit:
        all_ = [-1, *matches(page, css, "date", name)]
        above = [all_[bisect_left(all_, row.record.e0) - 1] for row in rows]
        nodes = [last if own < 0 else own for own, last in zip(nodes, above, strict=True)]
    dates = []
    for node in nodes:
        written = "" if node < 0 else (page.nodes[node].get(attribute or "datetime") or "").strip()
        text = "" if node < 0 else page.text_of(node)
        if dating.format:
            dates.append(When(dateline=text or written, moment=_by_format(written or text, dating.format)))
        elif attribute or isinstance(parse_moment(written, terms), Dateline):
            dates.append(When(dateline=text if find_dates(text, terms) else "", moment=written))
        else:
            dates.append(When(dateline=text))
    return dates, terms


def _by_format(text: str, form: str) -> str:
    """Return the moment that a text of a declared form says, "" if it has another."""
    try:
        moment = datetime.strptime(text, form)  # noqa: DTZ007 - the zone is that of the source
    except ValueError:
        return ""
    return moment.isoformat() if re.search(r"%[HIcXT]", form) else moment.date().isoformat()


def _split(css: str) -> tuple[str, str]:
    """Part `css@attribute`."""
    found = re.fullmatch(r"(.*)@([\w:-]+)", css.strip())
    return (found[1].strip(), found[2]) if found else (css, "")


def _values(page: Page, rows: Sequence[Row], css: str, key: str, name: str) -> list[str]:
    """Return the text or attribute that a selector finds in each record, "" if none."""
    plain, attribute = _split(css)
    attribute = attribute or _DEFAULTS.get(key, "")
    return ["" if node < 0 else _value(page, node, attribute) for node in _nodes(page, rows, plain, key, name)]


def _topics(page: Page, rows: Sequence[Row], css: str, name: str) -> list[tuple[str, ...]]:
    """Return what a selector finds in each record, all of it: an entry may have several topics."""
    plain, attribute = _split(css)
    first = _nodes(page, rows, plain, "topic", name)  # none at all is an error
    found = matches(page, plain, "topic", name) if plain else sorted({node for node in first if node >= 0})
    inside = (found[bisect_left(found, row.record.e0) : bisect_left(found, row.record.e1)] for row in rows)
    return [tuple(filter(None, (_value(page, node, attribute) for node in nodes))) for nodes in inside]


def _value(page: Page, node: int, attribute: str) -> str:
    return (page.nodes[node].get(attribute) or "").strip() if attribute else page.text_of(node)


def _nodes(  # noqa: PLR0913 - what to look for, and how to call it
    page: Page, rows: Sequence[Row], css: str, key: str, name: str, *, everywhere: bool = False
) -> list[int]:
    """Return the first match in each record, -1 where it has none; none in any of them is an error."""
    if not css:  # `@href` is an attribute of the entry's own element
        return [row.record.root for row in rows]
    found = matches(page, css, key, name)
    nodes = [row.record.first_of(found) for row in rows]
    if not found or not (everywhere or any(node >= 0 for node in nodes)):
        raise DriftError(_nothing(page, css, key, name))
    return nodes


def _nothing(page: Page, css: str, key: str, name: str) -> str:
    """Say that a selector matches nothing, and what the page has that is near to it."""
    words = re.findall(r"[.#][\w-]+", css)
    there = {f".{one}" for node in page.nodes for one in (node.get("class") or "").split()}
    there |= {f"#{node.get('id')}" for node in page.nodes if node.get("id")}
    near = [match for word in words if word not in there for match in get_close_matches(word, there, n=2, cutoff=0.5)]
    hint = f"; the page has {', '.join(dict.fromkeys(near))}" if near else "; did the page change?"
    return f"{name}: select.{key}: “{css}” matches nothing in this page{hint}"

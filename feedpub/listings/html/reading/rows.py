"""A candidate → the records that are its entries, with their titles, links and dates.

What all of them have shows which records are none: a menu that was joined, a teaser, the names of columns.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Container, Mapping, Sequence
from typing import Final

from msgspec import Struct

from feedpub.dates import Terms
from feedpub.listings.html.choice.changes import without_changes
from feedpub.listings.html.choice.featured import featured, is_dated, leading
from feedpub.listings.html.choice.judge import Candidate
from feedpub.listings.html.days.owndays import settle_days_of_titles, with_days_that_tell_apart
from feedpub.listings.html.days.when import When, date_records
from feedpub.listings.html.groups.folders import folder_of, is_folder
from feedpub.listings.html.groups.orphans import dated_opening, with_orphans
from feedpub.listings.html.groups.spans import Row, Span, spans_of
from feedpub.listings.html.page.dating import dates_of, looks_like_a_date
from feedpub.listings.html.page.names import BACK, DELETED, HOME
from feedpub.listings.html.page.tree import Page, width
from feedpub.listings.html.reading.alike import is_alike
from feedpub.listings.html.reading.below import boxes_below, headed_apart
from feedpub.listings.html.titles.ballots import Ballot
from feedpub.listings.html.titles.behind import with_matters, with_opponents
from feedpub.listings.html.titles.cited import with_cited_papers
from feedpub.listings.html.titles.labelled import without_badges, without_labels, without_repeated
from feedpub.listings.html.titles.links import find_links, lead_elsewhere, lead_on
from feedpub.listings.html.titles.persons import with_full_names
from feedpub.listings.html.titles.sides import with_both_sides
from feedpub.listings.html.titles.single import (
    choose_title,
    with_beginnings,
    with_whole_lines,
    without_dates,
)
from feedpub.listings.html.titles.trimming import without_endings, without_files, without_lead_ups
from feedpub.listings.html.titles.votes import says_where
from feedpub.text import fold

_LONG_LIST: Final = 6
_MOSTLY: Final = 0.8
_NAME_OF_COLUMN: Final = 24
_PARTS: Final = re.compile(r"\s+[-–—|·:»]\s+|: ")
"""What stands between the names of a page and its site."""
_MAIL: Final = re.compile(r"(?a:[\w.+-]+(?:@|\[at\]|\(at\))[\w-]+(?:\.[\w-]+)+)|\[email.protected\]")
"""An address in the place of a title: how to reach those who write."""


class Chosen(Struct, frozen=True, kw_only=True):
    """The records of a candidate that are entries, with titles and links, the date of each, and how dates are meant."""

    rows: list[Row]
    dates: list[When]
    terms: Terms


def choose_rows(page: Page, candidate: Candidate, address: str, terms: Terms) -> Chosen:
    """Find the records of a candidate that are entries; `address` is what links are relative to."""
    records = without_changes(page, with_orphans(page, candidate.records))
    rows = [Row(record=record, spans=spans_of(page, record)) for record in records]
    ballots = without_dates(page, rows, candidate.titles)
    for row in rows:
        row.title = choose_title(page, row, ballots)
    for record in featured(page, rows):
        row = Row(record=record, spans=spans_of(page, record))
        row.title = choose_title(page, row, ballots)
        rows.append(row)
    settle_titles(page, rows)
    rows.sort(key=lambda row: row.record.p0)
    for row, link in zip(rows, find_links(page, rows, address), strict=True):
        row.link = link
    complete = _complete(page, rows)
    if not complete:
        return Chosen(rows=[], dates=[], terms=terms)
    rows = _with_leading(page, complete, ballots, address)
    above = (row.record.root for row in rows[: len(rows) - len(complete)])
    leads = {root for root in above if not is_dated(page, root)}
    dates, terms = date_records(page, rows, terms)
    settle_days_of_titles(page, rows, dates, terms)
    without_files(page, rows)
    own = {record.root for record in candidate.records}
    keep = _belonging(page, own, leads, rows, dates)
    return Chosen(rows=[rows[k] for k in keep], dates=[dates[k] for k in keep], terms=terms)


def settle_titles(page: Page, rows: Sequence[Row]) -> None:
    """Give rows the whole of their titles, and nothing else, as all of them show it."""
    without_badges(page, rows)
    without_labels(page, rows)
    with_whole_lines(page, rows)
    with_opponents(page, rows)
    with_matters(page, rows)
    with_full_names(page, rows)
    with_both_sides(page, rows)
    with_beginnings(page, rows)
    without_lead_ups(rows)
    without_repeated(page, rows)
    without_endings(rows)
    with_cited_papers(page, rows)
    with_days_that_tell_apart(rows)


def _with_leading(page: Page, rows: list[Row], ballots: Sequence[Ballot], address: str) -> list[Row]:
    """Add the entries that lead to the same place as the others, above them."""
    more = [Row(record=record, spans=spans_of(page, record)) for record in leading(page, rows, address)]
    if not more:
        return rows
    for row in more:
        usual = any(span.key == ballots[0].key for span in row.spans)
        heads = [] if usual else [span for span in row.spans if page.head[span.node] and span.key[0] == "e"]
        row.title = heads[0] if len({span.text for span in heads}) == 1 else choose_title(page, row, ballots)
    together = [*more, *rows]
    for row, link in zip(more, find_links(page, together, address), strict=False):
        row.link = link
    return together if all(row.title is not None and row.link for row in more) else rows


def _complete(page: Page, rows: Sequence[Row]) -> list[Row]:
    """Return the rows that are entries: they have a title, and where nearly all have a link one too, or are told of."""
    linked = sum(bool(row.link) for row in rows) >= 0.8 * len(rows)
    titled = [(row, row.title) for row in rows if row.title is not None]
    where = {row.record.root for row, title in titled if says_where(title.text) and not _prints_a_day(row)}
    where = where if 4 * len(where) <= len(rows) else set()  # “RSS: https://…” below posts
    leads = [row for row, title in titled if BACK.fullmatch(title.text) or HOME.fullmatch(title.text)]
    back = {row.record.root for row in leads if not _prints_a_day(row)}
    where |= back if 2 * len(back) <= len(rows) else set()
    lone = sum(not row.link for row in rows) == 1  # the row above or below all others: “3 May 2020 | Last change”
    ends = {row.record.root for row in (*rows[:1], *rows[-1:])} if lone else set()
    return [
        row
        for row in rows
        if row.title is not None
        and row.record.root not in where
        and not _MAIL.fullmatch(row.title.text)
        and (row.link or not DELETED.fullmatch(row.title.text))
        and (not linked or row.link or width(row.title.text) >= 15 or _is_set_out(page, row, row.title, ends))
    ]


def _prints_a_day(row: Row) -> bool:
    """Say whether a date that can be read stands beside the title of a row: “page 2 of 107” is none."""
    return any(row.beside_title(span) and looks_like_a_date(span.text) and dates_of(span.text) for span in row.spans)


def _says_when(row: Row) -> bool:
    """Say whether a date stands beside the title of a row."""
    return any(row.beside_title(span) and looks_like_a_date(span.text) for span in row.spans)


def _is_set_out(page: Page, row: Row, title: Span, ends: Container[int]) -> bool:
    """Say whether the short title of a row is a heading, or a date stands beside it where it is bold, or in a table.

    `ends` are rows that a day makes no entries of.
    """
    bold = all(page.bold[page.owner[piece]] for piece in range(title.p0, title.p1))
    return (
        page.head[title.node]
        or (bold and _says_when(row))
        or (page.tag[row.record.root] == "tr" and row.record.root not in ends and _prints_a_day(row))
    )


def _belonging(page: Page, own: set[int], leads: set[int], rows: Sequence[Row], dates: Sequence[When]) -> list[int]:
    """Return which rows are entries, now that dates are known: one that was taken in must have what all have.

    Lead stories need no date.
    """
    usual = Counter(row.title.key for row in rows if row.title is not None).most_common(1)
    dated = [bool(date.dateline or date.moment) for date in dates]
    mostly = len(dated) > 3 and len(dated) - sum(dated) <= max(1, len(dated) // 10)
    mostly_dated = sum(dated) >= 0.6 * len(dated)
    counts = Counter(row.link for row in rows)
    titles, links = [row.title.text if row.title else "" for row in rows], [row.link for row in rows]
    other = _of_other_lists(page, rows, dated) | lead_elsewhere(links, dated) | lead_on(titles, links, dated)
    other |= _teasers(page, rows) | _texts_at_ends(page, rows, dated) | boxes_below(links, dated)
    other |= headed_apart(page, rows)
    bare = [row.title is not None and (row.title.p0, row.title.p1) == (row.record.p0, row.record.p1) for row in rows]
    mostly_bare = 2 * sum(bare) > len(bare)  # their titles are all that most of them say
    keep = []
    for k, row in enumerate(rows):
        if row.record.root in leads and mostly_dated and counts[row.link] == 1:
            keep.append(k)
            continue
        if k in other or (not dated[k] and mostly_dated and _names_columns(page, row)):
            continue
        fits = dated[k] or not mostly
        usually = row.title is not None and is_alike(page, row, usual[0][0])
        usually |= bare[k] and mostly_bare
        own_link = bool(row.link) and counts[row.link] == 1
        if (fits and (own_link or (dated[k] and not row.link))) or (row.record.root in own and (fits or usually)):
            keep.append(k)
    return keep


def _texts_at_ends(page: Page, rows: Sequence[Row], dated: Sequence[bool]) -> set[int]:
    """Return the first row if it is what the page is called, and it and the last if they are text of the page.

    Those are paragraphs without day and link, where days open nearly all.
    """
    ends = {k for k in (0, len(rows) - 1) if not dated[k] and not rows[k].link}
    if not ends or sum(dated) < _MOSTLY * len(dated):
        return set()
    texts = {k for k in ends if page.kind[rows[k].record.root] == "p."}
    texts = texts if texts and dated_opening(page, [row.record for row in rows]) >= 0 else set()
    called = {fold(part) for part in _PARTS.split(page.title())}
    return texts | {k for k in ends if k == 0 and (title := rows[k].title) and fold(title.text) in called}


def _teasers(page: Page, rows: Sequence[Row]) -> set[int]:
    """Return the few rows that hold the title of another one, with its link, and whose own title has none."""
    titles = {
        (page.nodes[one.link].get("href"), fold(one.text)) for row in rows if (one := row.title) and one.link >= 0
    }
    plain = [k for k, row in enumerate(rows) if row.title is not None and row.title.link < 0]
    if not titles or len(plain) * 4 > len(rows):
        return set()
    inside = {k: range(rows[k].record.e0, rows[k].record.e1) for k in plain}
    return {
        k
        for k, nodes in inside.items()
        if any((page.nodes[n].get("href"), fold(page.text_of(n))) in titles for n in nodes if page.link[n] == n)
    }


def _names_columns(page: Page, row: Row) -> bool:
    """Say whether a row without a date, the first of its table, says what its cells are."""
    root = row.record.root
    if page.tag[root] != "tr" or row.link or page.first[root] != page.first[page.parent[root]]:
        return False
    cells = [page.text_of(cell) for cell in page.children(root)]
    short = all(len(text) <= _NAME_OF_COLUMN and not any(map(str.isdigit, text)) for text in cells)
    return short and sum(map(bool, cells)) > 1


def _of_other_lists(page: Page, rows: Sequence[Row], dated: Sequence[bool]) -> set[int]:
    """Return the few rows of lists without any date, where all rows of the others have one: a menu was joined."""
    lists: defaultdict[int, list[int]] = defaultdict(list)
    for k, row in enumerate(rows):
        lists[page.parent[row.record.root]].append(k)
    if not any(dated):
        return _menus(page, lists, rows)
    others = [run for run in lists.values() if not any(dated[k] for k in run)]
    without = {k for run in others for k in run}
    # The links of a menu stand together, entries in boxes of their own do not.
    menu = all(len(run) > 1 for run in others) and all(len(run) == 1 for run in lists.values() if run not in others)
    few = len(without) * (2 if menu else 4) <= len(rows)
    return without if few and all(date or k in without for k, date in enumerate(dated)) else set()


def _menus(page: Page, lists: Mapping[int, Sequence[int]], rows: Sequence[Row]) -> set[int]:
    """Return the rows of short lists beside a long one that are menus: a row of several links, or links elsewhere."""

    def links(k: int) -> list[int]:
        return [n for n in range(rows[k].record.e0, rows[k].record.e1) if page.link[n] == n]

    longest = max(lists.values(), key=len, default=[])
    if len(longest) < _LONG_LIST or len(rows) - len(longest) > len(longest) // 4:
        return set()
    folder, *others = {folder_of(rows[k].link) for k in longest}
    singles = (run[0] for run in lists.values() if len(run) == 1 and all(len(links(k)) == 1 for k in longest))
    found = {k for k in singles if len({page.nodes[n].get("href") for n in links(k)}) > 1}
    if others or not is_folder(folder):
        return found
    runs = ([rows[k].link for k in run] for run in lists.values() if len(run) > 1)
    out = {
        link for run in runs if all(run) and not any(folder_of(link).startswith(folder) for link in run) for link in run
    }
    return found | {k for k, row in enumerate(rows) if row.link in out}

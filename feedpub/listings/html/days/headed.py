"""The heading of a list that names the day of all its entries amid other words."""

from collections.abc import Sequence
from typing import Final

from feedpub.dates import Dateline, Terms, parse_dateline
from feedpub.listings.html.days.above import headings_between
from feedpub.listings.html.days.partial import Above
from feedpub.listings.html.groups.records import Record, gaps
from feedpub.listings.html.page.dating import dates_in
from feedpub.listings.html.page.tree import HEADINGS, Page

_NEAR: Final = 240
"""Letters between the heading of a list and the list: what stands farther above heads something else."""


def day_of_list(page: Page, records: Sequence[Record], terms: Terms) -> Above | None:
    """Return the day that the heading of a list names amid other words: “Filed on 3 May 2011 (25 of 195)”.

    It is the last marked one above all records, with little between. A heading behind it heads the list instead,
    unless it is but the first of those that part the list. The title of the page names no other day.
    """
    found = next(headings_between(page, records, terms), [])
    line = next((one for one in reversed(found) if one.sure), None)
    if line is None or not line.around or line.bounds or any(one.heading != line.heading for one in found):
        return None
    read = parse_dateline(line.words, terms)
    titled = [one.read for one in dates_in(page.title(), terms)]
    if not isinstance(read, Dateline) or any(isinstance(one, Dateline) and one.day != read.day for one in titled):
        return None
    first = records[0]
    parts = {page.tag[node] for at, record in list(gaps(records, 0))[1:] for node in _heads(page, at, record.p0)}
    behind = {page.tag[node] for node in _heads(page, page.last[line.node], first.p0)}
    near = page.size(page.last[line.node], first.p0) <= _NEAR
    return (line.words, line.heading) if near and behind <= parts - {page.tag[line.node]} else None


def _heads(page: Page, first: int, last: int) -> set[int]:
    """Return the headings in an interval of pieces."""
    found = set[int]()
    for piece in range(first, last):
        node = page.owner[piece]
        while page.head[node] and page.tag[node] not in HEADINGS:
            node = page.parent[node]
        found |= {node} if page.head[node] else set()
    return found

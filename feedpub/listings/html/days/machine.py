"""What attributes say of the dates of entries, for machines."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from feedpub.dates import Dateline, Order, Terms, parse_moment, prove_order
from feedpub.listings.html.days.due import is_due
from feedpub.listings.html.groups.records import Record
from feedpub.listings.html.page.tree import YEAR, Page

_INSTANT: Final = re.compile(r"(?:19|20)\d\d-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?(?=\s|$)")

_DAY: Final = re.compile(
    r"(?:\d{1,2}([./-])\d{1,2}\1(?:19|20)\d\d|(?:19|20)\d\d-\d{1,2}-\d{1,2})(?:,? \d{1,2}:\d\d(?::\d\d)?)?"
)
_LAST: Final = re.compile(r"[/?&#=]last[-_]?(?:post|message|reply|answer|comment)s?(?:[/?&#=]|$)", re.IGNORECASE)
"""Where links lead that have the time of the last answer."""

_SHORT: Final = 30
"""No date is longer, in letters, that completes the one that is shown."""


def prove_written(page: Page, records: Sequence[Record], terms: Terms) -> Order | None:
    """Find the order of day and month that the attributes of records prove together."""
    nodes = (node for record in records for node in _stamped(page, record))
    return prove_order([written.strip() for node in nodes for written in _attributes(page, node)], terms)


def vote_moments(page: Page, records: Sequence[Record], terms: Terms) -> list[tuple[str, Dateline] | None]:
    """Return what the machine-readable attribute of each record says, where most records have it."""
    tables: list[dict[tuple[int, int], tuple[str, Dateline]]] = []
    counts: defaultdict[tuple[int, int], int] = defaultdict(int)
    for record in records:
        mine: dict[tuple[int, int], tuple[str, Dateline]] = {}
        places: defaultdict[int, int] = defaultdict(int)
        for node in _stamped(page, record):
            if (page.cited[node] and not page.cited[record.root]) or record.doubts(page.first[node], page.last[node]):
                continue
            for written in _attributes(page, node):
                value = mend(written.strip())
                read = parse_moment(value, terms)
                key = (page.plain[node], places[page.plain[node]])
                places[page.plain[node]] += 1
                due = is_due(page, node, page.first[node]) or _leads_to_last_answer(page, node)
                if isinstance(read, Dateline) and not due:
                    mine[key] = (value, read)
                    counts[key] += 1
        tables.append(mine)
    order = [key for key, number in counts.items() if number >= 0.25 * len(records)]
    order.sort(key=lambda key: (-round(counts[key] / len(records), 1), key[1]))
    picked = [next((mine[key] for key in order if key in mine), None) for mine in tables]
    if order:  # an entry of another make may have its only one elsewhere
        picked = [
            one or (next(iter(mine.values())) if len(mine) == 1 else None)
            for one, mine in zip(picked, tables, strict=True)
        ]
    values = {one[0] for one in picked if one}
    # One and the same instant on every record is when the page was made.
    return picked if len(values) > 1 or len(records) < 3 else [None] * len(picked)


def _stamped(page: Page, record: Record) -> Sequence[int]:
    """Return the elements of a record with attributes that may say when it was published."""
    return page.stamps[bisect_left(page.stamps, record.e0) : bisect_left(page.stamps, record.e1)]


def _leads_to_last_answer(page: Page, node: int) -> bool:
    return page.link[node] >= 0 and _LAST.search(page.href(page.link[node])) is not None


def mend(value: str) -> str:
    """Return the day of a moment that is written without its leading zeros, as many pages do."""
    found = re.match(r"((?:19|20)\d\d)-(\d{1,2})-(\d{1,2})(?!\d)", value)
    if found is None or len(found[0]) == 10:
        return value
    return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"


def _attributes(page: Page, node: int) -> Iterable[str]:
    """Yield the attributes of an element that dates are written into for machines."""
    element, tag = page.nodes[node], page.tag[node]
    value = element.get("datetime")
    if value and tag in {"time", "span", "div", "p", "abbr", "a"}:
        yield value
    if tag == "abbr" and element.get("title") and re.search(r"publish|date|dt", page.hints[node]):
        yield element.get("title") or ""
    elif tag in {"abbr", "span", "time", "a", "small"} and (title := element.get("title")):
        if moment := _INSTANT.match(title):
            yield moment[0]  # behind “3 hours ago”
        elif len(title) < _SHORT and YEAR.search(title) and (text := page.text_of(node)) and title.startswith(text):
            yield title  # “Nov 18, 2025” behind “Nov 18”
        elif _DAY.fullmatch(title.strip()) and 0 < len(page.text_of(node)) < _SHORT:
            yield title  # “18.11.2025 14:05” or “2025-9-3” behind “3 hours ago”
    names = element.get("itemprop") or ""
    if element.get("content") and re.search(r"date(?:Published|Created)|startDate", names):
        yield element.get("content") or ""

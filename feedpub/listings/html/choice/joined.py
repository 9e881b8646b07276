"""Lists of another kind that were joined to one: without any date, or of links to many other sites."""

import re
from collections.abc import Sequence
from typing import Final

from feedpub.listings.html.groups.records import Record
from feedpub.listings.html.page.tree import Page

_HOST: Final = re.compile(r"(?:https?:)?//(?:www\.)?([^/]+)")


def uneven(page: Page, records: Sequence[Record], dates: Sequence[bool]) -> float:
    """Return the share of records in lists without any date, where those of other lists have one: they are joined."""
    runs: dict[int, list[bool]] = {}
    for record, dated in zip(records, dates, strict=True):
        runs.setdefault(page.parent[record.root], []).append(dated)
    without = sum(len(run) for run in runs.values() if not any(run))
    return without / len(records) if any(sum(run) >= 0.6 * len(run) for run in runs.values() if len(run) > 1) else 0.0


def outward(page: Page, records: Sequence[Record]) -> float:
    """Return the share of records in lists of links to many other sites, where other lists are joined to those."""
    runs: dict[int, list[str]] = {}
    for record in records:
        node = next((page.link[k] for k in range(record.e0, record.e1) if page.link[k] >= 0), -1)
        runs.setdefault(page.parent[record.root], []).append(page.href(node))
    out = [len(run) for run in runs.values() if _leads_out(run)]
    return sum(out) / len(records) if len(out) < len(runs) else 0.0


def _leads_out(links: Sequence[str]) -> bool:
    hosts = {match[1] for link in links if (match := _HOST.match(link))}
    return len(links) > 2 and len(hosts) >= 0.75 * len(links)

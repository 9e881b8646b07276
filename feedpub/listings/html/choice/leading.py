"""Where records lead: how many of them have a link of their own, and how many are one behind another."""

from collections.abc import Sequence
from typing import Final

from feedpub.listings.html.groups.records import Record
from feedpub.listings.html.page.tree import Page

_FEW: Final = 0.4


def beside_others(page: Page, records: Sequence[Record]) -> float:
    """Return the share of links that stand behind another one in its line, as few do: “[de]” leads to a translation."""
    behind = [page.tag[r.root] == "a" and not page.fresh[page.first[r.root]] for r in records]
    share = sum(behind) / len(behind)
    return share if share < _FEW else 0.0


def own_links(page: Page, records: Sequence[Record]) -> float:
    """Return the share of records that hold a link which no other one holds."""
    owners: dict[str, set[int]] = {}
    for number, record in enumerate(records):
        for link in {*page.link[record.e0 : record.e1]} - {-1}:
            owners.setdefault(page.href(link), set()).add(number)
    own = {next(iter(numbers)) for href, numbers in owners.items() if len(numbers) == 1 and href.strip()}
    return len(own) / len(records)

"""What the ledger knows of a source proves how its page means 04/05/2013, where the page itself no longer does.

A page whose days are all below 13 says nothing of their order; but it still lists entries whose days were proved when
later days of another month stood beside them.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final, get_args

from msgspec.structs import replace

from feedpub.dates import UNDECLARED, Dateline, Order, parse_dateline
from feedpub.model import FeedItem
from feedpub.reconcile import Decision, Known

_ORDERS: Final[tuple[Order, ...]] = get_args(Order)


def recall_order(source: str, entries: Sequence[FeedItem], known: Known, decision: Decision) -> Order | None:
    """Return the one order in which all known entries, whose date lines are as they were, have the days they had.

    None where every date of the page was read, or where nothing known tells two orders apart.
    """
    open_ = {item.printed.dateline for item in entries if item.printed.day is None and item.printed.dateline}
    if not open_:
        return None
    proofs = {
        (sighting.printed.dateline, sighting.printed.day)
        for change in decision.changes
        if (item := known.items.get(change.item.guid)) is not None
        for sighting in item.sightings
        if sighting.source == source and sighting.printed.day is not None and sighting.printed.dateline in open_
    }
    fitting = [order for order in _ORDERS if proofs and all(_says(line, order) == day for line, day in proofs)]
    return fitting[0] if len(fitting) == 1 else None


def _says(dateline: str, order: Order) -> date | None:
    """Return the day of a date line whose numbers stand in an order."""
    read = parse_dateline(dateline, replace(UNDECLARED, order=order))
    return read.day if isinstance(read, Dateline) else None

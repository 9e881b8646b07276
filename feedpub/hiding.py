"""Which items no feed shows, since the filters of all their sources keep them back."""

import hashlib
from collections.abc import Iterable

from feedpub.config import Config, Source
from feedpub.filters import Filter
from feedpub.ledger import Ledger
from feedpub.ledger.memories import filtered_by, guids, hide, keep_filters, shows_nothing_of
from feedpub.model import Problem


def apply_filters(config: Config, ledger: Ledger, changed: Iterable[str]) -> None:
    """Hide and show items as the filters say: those that changed, or all when a filter did.

    An item is hidden when every source that has listed it keeps it back; a source without a filter, or one that has
    left the config, keeps back nothing.
    """
    filters = {s.name: Filter.of(s.keep, s.drop) for s in config.source if s.keep or s.drop}
    said = "\n".join(f"{s.name!r} {s.keep!r} {s.drop!r}" for s in config.source if s.name in filters)
    digest = hashlib.sha256(said.encode()).hexdigest()[:16] if said else ""
    others = digest != filtered_by(ledger)
    if not (filters or others):
        return
    with ledger.transaction():
        if others:
            keep_filters(ledger, digest)
        for guid in guids(ledger) if others else dict.fromkeys(changed):
            printings = ledger.printings(guid)
            kept_back = (s in filters and not filters[s].lets_through(printed) for s, printed in printings)
            hide(ledger, guid, hidden=bool(printings) and all(kept_back))


def with_filter_faults(source: Source, ledger: Ledger, problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems of a source, and whether its filters let nothing be shown: they may be misspelt."""
    names = " and ".join(f"`{name}`" for name in ("keep", "drop") if getattr(source, name))
    said = f"{names} let nothing of it be shown so far; put the words right, or wait for the first that has them"
    fault = [Problem(source=source.name, message=said)] if names and shows_nothing_of(ledger, source.name) else []
    return [*(problem for problem in problems if problem.message != said), *fault]

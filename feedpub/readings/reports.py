"""What became of a source in a run, and one report of all its readings."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from msgspec import Struct, field
from msgspec.structs import replace

from feedpub.ledger import Ledger, State
from feedpub.ledger.memories import unshown_among
from feedpub.model import Problem
from feedpub.normaliser import ANYWHERE
from feedpub.reconcile import Change, Kind


class SourceReport(Struct, frozen=True, kw_only=True):
    """What became of one source.

    `remind` says that its state is to be spoken of now, `ended` which state is over, `fresh` which of its
    `problems` have not been said before. `withheld` are the changes that the guard did not let through. A report of
    numbers has `new` items and what was `told` of older ones, by guid, and the first day `ahead` on the page.
    """

    name: str
    state: State
    reason: str = ""
    since: datetime | None = None
    ended: State | None = None
    remind: bool = False
    changes: tuple[Change, ...] = ()
    withheld: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()
    fresh: tuple[Problem, ...] = ()
    new: int = 0
    told: Mapping[str, Kind] = field(default_factory=dict)
    ahead: date | None = None


Join = Callable[[SourceReport, SourceReport], SourceReport]


def with_numbers(ledger: Ledger, now: datetime) -> Join:
    """Return how to make one report of two readings that says how many items changed since now, not which."""
    start = ledger.last_arrival()

    def join(before: SourceReport, after: SourceReport) -> SourceReport:
        told = dict(before.told)
        new = before.new
        unshown = unshown_among(ledger, [change.item.guid for change in after.changes])
        for change in after.changes:
            if change.item.guid in unshown:
                continue
            if change.kind == "new":
                new += 1
            elif change.kind != "unchanged" and change.before and 0 < change.before.arrival <= start:
                told[change.item.guid] = change.kind
        today = (now + ANYWHERE).date()
        ahead = [change.seen.day for change in after.changes if change.seen.day and change.seen.day > today]
        return replace(
            _joined(before, after), changes=(), withheld=(), new=new, told=told, ahead=min(ahead, default=None)
        )

    return join


def with_changes(before: SourceReport, after: SourceReport) -> SourceReport:
    """Make one report of two readings of a source that says what both changed."""
    changes: dict[str, Change] = {change.item.guid: change for change in before.changes}
    for change in after.changes:
        first = changes.get(change.item.guid)
        if first is not None:
            kind = first.kind if first.kind == "new" or change.kind == "unchanged" else change.kind
            changed = tuple(dict.fromkeys((*first.changed, *change.changed)))
            reason = first.reason if change.kind == "unchanged" else change.reason
            changes[change.item.guid] = replace(change, kind=kind, before=first.before, changed=changed, reason=reason)
        else:
            changes[change.item.guid] = change
    return replace(_joined(before, after), changes=tuple(changes.values()))


def _joined(before: SourceReport, after: SourceReport) -> SourceReport:
    """Say how a source stands after two readings, and what was wrong in both."""
    return replace(
        after,
        ended=before.ended or after.ended,
        problems=(*before.problems, *after.problems),
        fresh=(*before.fresh, *after.fresh),
    )

"""Refuse a reading that looks broken: the last good feeds stay, and the exit code says so. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from feedpub.model import Printed
from feedpub.normaliser import ANYWHERE
from feedpub.reconcile import Change, Decision, Known
from feedpub.text import count

_FIELDS = {"summary": "a summary", "day": "a date", "kickers": "a kicker", "place": "a place", "credit": "a credit"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Why a reading is held, or a warning about one that is not; "" for neither."""

    held: str = ""
    warning: str = ""


def judge(known: Known, decision: Decision) -> Verdict:
    """Compare a reading with the last good one. Without one there is nothing to compare."""
    before, now = len(known.previous), len(decision.changes)
    if not before:
        return Verdict()
    if now * 2 < before:
        return Verdict(held=f"the listing has {count(now, 'entry', 'entries')}, its last good reading had {before}")
    new = [change.item.printed for change in decision.changes if change.kind == "new"]
    newest = max((p.day for p in _previous(known) if p.day is not None), default=None)
    if len(new) * 2 > now and newest is not None:
        recent = sum(p.day is not None and p.day >= newest for p in new)
        if recent * 2 < len(new):
            return Verdict(
                held=f"{len(new)} of {now} entries are new, and of these only {recent} dated {newest} or later; "
                "the page may be another one, or be read differently than before"
            )
    ahead = sum(change.kind == "new" and _lies_ahead(change) for change in decision.changes)
    if ahead * 2 > now:
        return Verdict(held=f"{ahead} of {now} entries are new and dated in the future")
    lost = _lost_field(_previous(known), [change.seen for change in decision.changes])
    if lost:
        return Verdict(held=lost)
    if len(new) == now:
        return Verdict(warning="no entry of the last reading is still listed: entries in between may have been missed")
    return Verdict()


def _lies_ahead(change: Change) -> bool:
    """Say whether an entry prints a single day that is still to come everywhere on earth."""
    printed = change.item.printed
    return printed.basis == "day" and printed.day is not None and printed.day > (change.first_seen + ANYWHERE).date()


def _previous(known: Known) -> list[Printed]:
    """Return what this source printed in its last good reading."""
    return [
        sighting.printed
        for guid in known.previous
        for sighting in known.items[guid].sightings
        if sighting.source == known.source
    ]


def _lost_field(before: Sequence[Printed], now: Sequence[Printed]) -> str:
    """Name a field that stood on nine entries in ten and now stands on fewer than half."""
    for name, said in _FIELDS.items():
        had = sum(bool(getattr(p, name)) for p in before)
        has = sum(bool(getattr(p, name)) for p in now)
        if had * 10 >= len(before) * 9 and before and has * 2 < len(now):
            return f"{has} of {len(now)} entries have {said}, in the last good reading {had} of {len(before)} had"
    return ""

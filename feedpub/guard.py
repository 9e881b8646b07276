"""Refuse a reading that looks broken: the last good feeds stay, and the exit code says so. Pure.

A reading is compared with the last good one, entry by entry, as `reconcile` paired them. Each rule has a share
in `config.Thresholds`; `new` also bounds how many entries may get another day, title or text at once.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from feedpub.config import Thresholds
from feedpub.model import Printed
from feedpub.normaliser import ANYWHERE
from feedpub.reconcile import Change, Decision, Known
from feedpub.reconcile.similarity import Likeness
from feedpub.text import count, fold, shorten

_FIELDS: Final = {
    "title": "a title",
    "summary": "a summary",
    "day": "a date",
    "link": "a link",
    "kickers": "a kicker",
    "place": "a place",
    "credit": "a credit",
}
_DEFAULTS: Final = Thresholds()

_FEW: Final = 3
"""Fewer entries than this say nothing about a page: its next story may be of any kind."""

_MANY: Final = 10
"""So many entries show what a page prints, even where not one of them was there before."""

_LONG: Final = 400
"""So many characters of a text are compared."""

_MIN, _MAX = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Why a reading is held, or a warning about one that is not; "" for neither."""

    held: str = ""
    warning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """The last good reading and this one, both oldest first. `before` is what each item printed, up to `last`."""

    before: Mapping[str, Printed]
    last: date
    now: Sequence[Change]

    def is_still_listed(self, change: Change) -> bool:
        return change.item.guid in self.before

    @property
    def still(self) -> list[tuple[Printed, Printed]]:
        """What each entry that is still listed printed, and what it prints."""
        return [(self.before[change.item.guid], change.seen) for change in self.now if self.is_still_listed(change)]

    @property
    def gone(self) -> list[Printed]:
        """What is not listed any more."""
        listed = {change.item.guid for change in self.now}
        return [printed for guid, printed in self.before.items() if guid not in listed]


def judge(known: Known, decision: Decision, thresholds: Thresholds = _DEFAULTS) -> Verdict:
    """Compare a reading with the last good one. Without one, or with a newer one, there is nothing to compare."""
    if known.last is None or decision.late or not known.previous:
        return Verdict()
    page = _Page(before=_printed_before(known), last=(known.last + ANYWHERE).date(), now=decision.changes)
    held = next(_doubts(page, len(known.previous), thresholds), "")
    if held or len(page.before) < _FEW or any(change.kind != "new" for change in page.now):
        return Verdict(held=held)
    return Verdict(warning="no entry of the last reading is still listed: entries in between may have been missed")


def _printed_before(known: Known) -> dict[str, Printed]:
    """Return what this source printed in its last good reading, by guid."""
    return {
        guid: sighting.printed
        for guid in known.previous
        for sighting in known.items[guid].sightings
        if sighting.source == known.source
    }


def _doubts(page: _Page, before: int, limits: Thresholds) -> Iterator[str]:
    """Yield what speaks against a reading: what was seen, and what was before."""
    now = len(page.now)
    if now / before < limits.entries:
        yield f"the listing has {count(now, 'entry', 'entries')}, its last good reading had {before}"
    if now >= _FEW:
        yield from _future(page, limits.future)
    if now and len(page.before) >= _FEW:
        yield from _replaced(page, limits.new)
        yield from _moved(page, limits.new)
        yield from _rewritten(page, limits.new)
        yield from _lost_fields(page, limits.field)


# ── new entries ───────────────────────────────────────────────────────────────────────────────────────

_Span = tuple[tuple[date, datetime], tuple[date, datetime]]


def _span(printed: Printed) -> _Span | None:
    """Return when a story appeared at the earliest and at the latest; None without a date of publication."""
    if printed.day is None or printed.basis == "seen":
        return None
    return (printed.day, printed.instant or _MIN), (printed.day, printed.instant or _MAX)


def _future(page: _Page, limit: float) -> Iterator[str]:
    """Doubt a page of days that are still to come everywhere on earth."""
    spans = ((_span(change.seen), change) for change in page.now if change.kind == "new")
    ahead = [span[0][0] for span, change in spans if span and span[0][0] > (change.first_seen + ANYWHERE).date()]
    if len(ahead) / len(page.now) > limit:
        yield (
            f"{len(ahead)} of {len(page.now)} entries are new and dated in the future, up to {max(ahead)}; "
            f"the last good reading had {_known(page)}"
        )


def _replaced(page: _Page, limit: float) -> Iterator[str]:
    """Doubt a page of new entries that did not come after the known ones: by their date, else by their place.

    Of those from the newest known day, as many count as stand on top, or as there are more of than before.
    """
    known = [span for span in map(_span, page.before.values()) if span and span[0][0] <= page.last]
    newest = max(known, default=None)
    top = _top(page)
    new = [(_order(change.seen, newest), place > top) for place, change in enumerate(page.now) if change.kind == "new"]
    level = [on_top for order, on_top in new if order == 0]
    gone = sum(_order(printed, newest) == 0 for printed in page.gone)
    recent = sum(on_top if order is None else order > 0 for order, on_top in new) + max(sum(level), len(level) - gone)
    if len(new) / len(page.now) > limit and recent * 2 < len(new):
        some = f"only {recent} of them {'is' if recent == 1 else 'are'}" if recent else "none of them is"
        yield (
            f"{len(new)} of {len(page.now)} entries are new, but {some} newer than the last good reading "
            f"({_known(page)}); it may be another page, or be read differently"
        )


def _known(page: _Page) -> str:
    """Say how many entries there were, and up to which day."""
    newest = max((printed.day for printed in page.before.values() if printed.day), default=None)
    return count(len(page.before), "entry", "entries") + (f", up to {newest}" if newest else "")


def _order(printed: Printed, newest: _Span | None) -> int | None:
    """Say whether a story is newer (1), of the same day (0) or older (-1); None where no dates tell."""
    span = _span(printed)
    if span is None or newest is None:
        return None
    return (span[0] > newest[1]) - (span[1] < newest[0])


def _top(page: _Page) -> int:
    """Return the place of the uppermost entry that is still listed; entries pinned to the top do not count.

    Where nothing else is still listed, nothing stands above it.
    """
    top, before = len(page.now), list(page.before)
    while top and before and page.now[top - 1].item.guid == before[-1]:
        top, _ = top - 1, before.pop()
    still = [place for place in range(top) if page.is_still_listed(page.now[place])]
    return max(still, default=len(page.now))


# ── entries that are still listed ─────────────────────────────────────────────────────────────────────


def _moved(page: _Page, limit: float) -> Iterator[str]:
    """Doubt a page on which the same entries have other days, be they matched or taken for the next of a series."""
    texts = Counter(_text(printed) for printed in page.before.values())
    texts_now = Counter(_text(change.seen) for change in page.now)
    gone = {_text(printed): printed for printed in page.gone if texts[_text(printed)] == 1}
    again = [
        (gone[_text(change.seen)], change.seen)
        for change in page.now
        if change.kind == "new" and _text(change.seen) in gone and texts_now[_text(change.seen)] == 1
    ]
    moved = [(was, seen) for was, seen in (*again, *page.still) if was.day and seen.day and was.day != seen.day]
    if len(moved) / len(page.now) > limit:
        was, seen = moved[-1]
        yield (
            f"{len(moved)} of {len(page.now)} entries have another day than in the last good reading: "
            f"“{_short(seen)}” has {seen.day}, had {was.day}"
        )


def _text(printed: Printed) -> tuple[str, str]:
    return fold(printed.title), fold(printed.summary)


def _rewritten(page: _Page, limit: float) -> Iterator[str]:
    """Doubt a page on which the same entries have other titles or texts, beyond what an editor does to all."""
    for field, said in (("title", "title"), ("summary", "text")):
        pairs = [(str(getattr(was, field))[:_LONG], str(getattr(seen, field))[:_LONG]) for was, seen in page.still]
        edited = [(was, seen) for was, seen in pairs if was and seen and was != seen]
        if len(edited) / len(page.now) > limit:
            likeness = Likeness([text for pair in pairs for text in pair])
            other = [(was, seen) for was, seen in edited if likeness.titles(was, seen) < 0.5]
            if len(other) / len(page.now) > limit:
                was, seen = other[-1]
                yield (
                    f"{len(other)} of {len(page.now)} entries have another {said} than in the last good reading: "
                    f"“{shorten(seen, 40)}”, before “{shorten(was, 40)}”"
                )


def _lost_fields(page: _Page, limit: float) -> Iterator[str]:
    """Doubt a page that lost a field of nine entries in ten, also where they are still listed."""
    now = [change.seen for change in page.now]
    still = [seen for _, seen in page.still]
    if not still and min(len(page.before), len(now)) < _MANY:
        return
    for field, said in _FIELDS.items():
        had, has, has_still = (sum(bool(getattr(p, field)) for p in ps) for ps in (page.before.values(), now, still))
        lost = has / len(now) < limit and (not still or has_still / len(still) < limit)
        if had * 10 >= len(page.before) * 9 and lost:
            yield f"{has} of {len(now)} entries have {said}, in the last good reading {had} of {len(page.before)} had"


def _short(printed: Printed) -> str:
    return shorten(printed.title or printed.summary, 40)

"""Which known item each entry is, and why. Pure: equal arguments, equal decisions.

First exact keys, link before day and title. Then, between entries that are new and items that vanished
from the page, the same title under another day. Nothing else joins two entries: telling an edited title
from a new entry belongs between these two steps and `_mint`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import count
from typing import Literal
from uuid import UUID

from feedpub.identity import digest_of, mint_guid
from feedpub.model import Basis, FeedItem, Printed, Problem
from feedpub.normaliser import nominal_instant
from feedpub.text import fold

Kind = Literal["new", "edited", "redated", "relabelled", "unchanged"]
"""What a reading does to an item; the last two leave `updated` alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """What one source printed of an item when it last listed it.

    `rank` is the source's place in the config; `listed` says that its last good reading holds the item.
    """

    source: str
    rank: int
    listed: bool
    printed: Printed


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownItem:
    """An item of the ledger with all its sightings."""

    item: FeedItem
    first_seen: datetime
    sightings: tuple[Sighting, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the ledger knows that can matter to one reading.

    `previous` are the guids of the source's last good reading, oldest first; `items` holds these and
    every item that has a key of an entry; `taken` answers whether an instant (epoch seconds) is used.
    """

    site: UUID
    source: str
    rank: int
    items: Mapping[str, KnownItem] = field(default_factory=dict)
    previous: tuple[str, ...] = ()
    taken: Callable[[int], bool] = lambda _: False


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What becomes of one entry: its item, what it was, and the reason in words."""

    kind: Kind
    item: FeedItem
    reason: str
    first_seen: datetime
    seen: Printed
    before: FeedItem | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The changes of one reading, one for each entry, oldest first."""

    changes: tuple[Change, ...]
    problems: tuple[Problem, ...] = ()


def reconcile(known: Known, entries: Sequence[FeedItem], *, now: datetime) -> Decision:
    """Decide which known item each entry is, and why. `entries` and the result are oldest first."""
    matches = _match_exactly(known, entries)
    reasons = dict.fromkeys(matches, "same key")
    for index, guid in _match_moved_days(known, entries, matches).items():
        matches[index] = guid
        reasons[index] = "same title, the printed day was corrected"
    minted = _mint(known, entries, matches)
    instants = _Instants(known.taken)
    settled = _settle_new({i: entries[i] for i in sorted(minted)}, instants, now)
    edits = {i: _merge(known, known.items[guid], entries[i]) for i, guid in matches.items()}
    times = _edit_times(known, matches, edits, instants, now)
    changes: list[Change] = []
    for index, entry in enumerate(entries):
        if index in minted:
            published, updated, basis = settled[index]
            item = replace(entry, guid=minted[index], published=published, updated=updated, basis=basis)
            changes.append(Change(kind="new", item=item, reason="new", first_seen=now, seen=entry.printed))
        else:
            old = known.items[matches[index]]
            changes.append(_change(old, entry, edits[index], times.get(index), reasons[index]))
    return Decision(changes=tuple(changes))


# ── which item an entry is ────────────────────────────────────────────────────────────────────────────


def _match_exactly(known: Known, entries: Sequence[FeedItem]) -> dict[int, str]:
    """Match entries to items that have one of their keys: index → guid. No item is taken twice."""
    holders: dict[str, list[str]] = defaultdict(list)
    for guid, known_item in known.items.items():
        for alias in known_item.item.aliases:
            holders[alias].append(guid)
    matches: dict[int, str] = {}
    claimed: set[str] = set()
    for prefix in ("link:", ""):
        groups: dict[str, list[int]] = defaultdict(list)
        for index, entry in enumerate(entries):
            if index not in matches:
                for alias in entry.aliases:
                    if alias.startswith(prefix) and alias in holders:
                        groups[alias].append(index)
                        break
        for alias, indexes in groups.items():
            for index, guid in _pair_twins(known, entries, indexes, holders[alias], claimed):
                matches[index] = guid
                claimed.add(guid)
    return matches


def _pair_twins(
    known: Known, entries: Sequence[FeedItem], indexes: Sequence[int], guids: Sequence[str], claimed: set[str]
) -> Iterable[tuple[int, str]]:
    """Pair entries and items of one key: what is word for word the same first, then in page order.

    Items of the previous reading come before those that had left the page, so that a twin that stays
    and is edited does not take the guid of one that went.
    """
    previous = {guid: place for place, guid in enumerate(known.previous)}
    free = sorted(
        (guid for guid in guids if guid not in claimed),
        key=lambda guid: (guid not in previous, previous.get(guid, 0), known.items[guid].item.published, guid),
    )
    left: list[int] = []
    for index in indexes:
        same = [guid for guid in free if _word_for_word(known.items[guid], entries[index])]
        if same:
            free.remove(same[0])
            yield index, same[0]
        else:
            left.append(index)
    for index in left:
        fitting = [guid for guid in free if not _links_differ(known.items[guid].item, entries[index])]
        if fitting:
            free.remove(fitting[0])
            yield index, fitting[0]


def _word_for_word(known_item: KnownItem, entry: FeedItem) -> bool:
    """Say whether some source printed this item exactly as the entry stands now."""
    if _links_differ(known_item.item, entry):
        return False
    return known_item.item.digest == entry.digest or any(
        digest_of(sighting.printed) == entry.digest for sighting in known_item.sightings
    )


def _links_differ(item: FeedItem, entry: FeedItem) -> bool:
    """Say whether both have a link of their own, and not the same: day and title never join those."""
    own = [alias for alias in entry.aliases if alias.startswith("link:")]
    others = [alias for alias in item.aliases if alias.startswith("link:")]
    return bool(own and others and not set(own) & set(others))


def _match_moved_days(known: Known, entries: Sequence[FeedItem], matches: Mapping[int, str]) -> dict[int, str]:
    """Match a new entry to a vanished item of the same title, when each is the only one.

    Vanished: listed by the previous reading and not by this one, while something older is still there;
    what only scrolled off the end of the page has not vanished.
    """
    claimed = set(matches.values())
    still = [place for place, guid in enumerate(known.previous) if guid in claimed]
    vanished: dict[str, list[str]] = defaultdict(list)
    for place, guid in enumerate(known.previous):
        if guid not in claimed and still and place > still[0]:
            vanished[_title(known.items[guid].item.printed)].append(guid)
    appeared: dict[str, list[int]] = defaultdict(list)
    for index, entry in enumerate(entries):
        if index not in matches:
            appeared[_title(entry.printed)].append(index)
    return {
        indexes[0]: vanished[title][0]
        for title, indexes in appeared.items()
        if len(indexes) == 1
        and len(vanished.get(title, ())) == 1
        and _is_correction(known, known.items[vanished[title][0]].item, entries[indexes[0]])
    }


def _is_correction(known: Known, item: FeedItem, entry: FeedItem) -> bool:
    """Tell a corrected day from the next issue of a series that always has the same title.

    The summaries say it; without any, a day after all that the previous reading knew is a new issue.
    """
    if _links_differ(item, entry):
        return False
    old, new = item.printed, entry.printed
    if old.summary or new.summary:
        return fold(old.summary) == fold(new.summary)
    days = [known.items[guid].item.printed.day for guid in known.previous]
    return new.day is None or new.day <= max((day for day in days if day is not None), default=new.day)


def _title(printed: Printed) -> str:
    return fold(printed.title or printed.summary)


def _mint(known: Known, entries: Sequence[FeedItem], matches: Mapping[int, str]) -> dict[int, str]:
    """Give every entry without an item the first free guid of its key: index → guid."""
    used = set(known.items)
    minted: dict[int, str] = {}
    for index, entry in enumerate(entries):
        if index not in matches:
            names = (mint_guid(known.site, entry.aliases[0], ordinal) for ordinal in count(1))
            minted[index] = next(guid for guid in names if guid not in used)
            used.add(minted[index])
    return minted


# ── what it prints ────────────────────────────────────────────────────────────────────────────────────


def _merge(known: Known, old: KnownItem, entry: FeedItem) -> tuple[Printed, str]:
    """Join what all sources print of an item, this reading included; also which source comes first."""
    here = Sighting(source=known.source, rank=known.rank, listed=True, printed=entry.printed)
    return merge_sightings([here, *(s for s in old.sightings if s.source != known.source)])


def merge_sightings(sightings: Iterable[Sighting]) -> tuple[Printed, str]:
    """Join sightings: each field from the first source in config order that still lists it and fills it.

    A source that no longer lists the item comes after those that do; kickers and sections are united.
    The date goes with its date line.
    """
    ranked = sorted(sightings, key=lambda s: (not s.listed, s.rank, s.source))
    all_printed = [sighting.printed for sighting in ranked]
    first = all_printed[0]
    if len(all_printed) == 1:
        return first, ranked[0].source
    dated = next((p for p in all_printed if p.day is not None), first)
    merged = replace(
        first,
        title=_first_filled(p.title for p in all_printed),
        summary=_first_filled(p.summary for p in all_printed),
        link=_first_filled(p.link for p in all_printed),
        place=_first_filled(p.place for p in all_printed),
        credit=_first_filled(p.credit for p in all_printed),
        kickers=_union(p.kickers for p in all_printed),
        sections=_union(p.sections for p in all_printed),
        dateline=dated.dateline,
        day=dated.day,
        end=dated.end,
        instant=dated.instant,
    )
    return merged, ranked[0].source


def _first_filled(values: Iterable[str]) -> str:
    return next((value for value in values if value), "")


def _union(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for group in groups for value in group))


def _change(
    old: KnownItem, entry: FeedItem, merged: tuple[Printed, str], times: tuple[datetime, datetime] | None, reason: str
) -> Change:
    """Say what a reading does to a known item."""
    before = old.item
    printed, source = merged
    aliases = tuple(dict.fromkeys((*before.aliases, *entry.aliases)))
    published, updated = times or (before.published, before.updated)
    item = replace(
        before,
        aliases=aliases,
        source=source,
        printed=printed,
        digest=digest_of(printed),
        published=published,
        updated=updated,
        basis=printed.basis if published != before.published else before.basis,
    )
    kind: Kind = "unchanged"
    if published != before.published:
        kind = "redated"
    elif updated != before.updated:
        kind = "edited"
    elif item != before:
        kind = "relabelled"
    if kind in {"edited", "relabelled"}:
        reason = f"{_differing(before.printed, printed) or 'keys'} changed"
    return Change(kind=kind, item=item, reason=reason, first_seen=old.first_seen, seen=entry.printed, before=before)


def _differing(before: Printed, after: Printed) -> str:
    """Name the fields in which two printings differ."""
    names = ("title", "summary", "day", "end", "instant", "dateline", "place", "credit", "kickers", "sections", "link")
    said = {"kickers": "kicker", "sections": "section", "dateline": "date line", "instant": "time", "end": "last day"}
    return ", ".join(said.get(name, name) for name in names if getattr(before, name) != getattr(after, name))


# ── instants ──────────────────────────────────────────────────────────────────────────────────────────


class _Instants:
    """The seconds of the site: no two items share one."""

    def __init__(self, taken: Callable[[int], bool]) -> None:
        self._known = taken
        self._given: set[int] = set()

    def free(self, second: int) -> bool:
        return second not in self._given and not self._known(second)

    def take(self, second: int) -> datetime:
        self._given.add(second)
        return datetime.fromtimestamp(second, UTC)

    def from_(self, start: datetime, number: int) -> list[int]:
        """Return the first `number` free seconds from `start` on."""
        seconds = (second for second in count(int(start.timestamp())) if self.free(second))
        return [next(seconds) for _ in range(number)]

    def ending_at(self, end: datetime, number: int) -> list[int]:
        """Return the last `number` free seconds up to `end`, earliest first."""
        seconds = (second for second in count(int(end.timestamp()), -1) if self.free(second))
        return [next(seconds) for _ in range(number)][::-1]


def _settle_new(
    entries: Mapping[int, FeedItem], instants: _Instants, now: datetime
) -> dict[int, tuple[datetime, datetime, Basis]]:
    """Give new entries their instants: index → published, updated and what they rest on."""
    settled: dict[int, tuple[datetime, datetime, Basis]] = {}
    days: dict[datetime, list[int]] = defaultdict(list)
    late: list[int] = []
    for index, entry in entries.items():
        if entry.basis == "day":
            days[entry.published].append(index)
        elif entry.basis == "seen" or entry.published > now:
            late.append(index)
        else:
            updated = instants.take(instants.from_(entry.published, 1)[0])
            settled[index] = (entry.published, updated, "instant")
    for start, indexes in sorted(days.items()):
        seconds = instants.from_(start, len(indexes))
        if seconds[-1] > now.timestamp():
            late.extend(indexes)
            continue
        for index, second in zip(indexes, seconds, strict=True):
            instant = instants.take(second)
            settled[index] = (instant, instant, "day")
    # Nothing is published in the future: what has no past instant of its own ends at the first sight.
    late.sort()
    for index, second in zip(late, instants.ending_at(now, len(late)), strict=True):
        instant = instants.take(second)
        day = entries[index].printed.day
        basis: Basis = "day" if entries[index].basis == "day" and day == instant.date() else "seen"
        settled[index] = (instant, instant, basis)
    return settled


def _edit_times(
    known: Known,
    matches: Mapping[int, str],
    edits: Mapping[int, tuple[Printed, str]],
    instants: _Instants,
    now: datetime,
) -> dict[int, tuple[datetime, datetime]]:
    """Give edited items their `updated`, and those with a corrected day their `published`: index → both."""
    edited = [
        i
        for i in sorted(matches)
        if digest_of(edits[i][0]) != known.items[matches[i]].item.digest
        and not _is_joining(known, known.items[matches[i]], now)
    ]
    times: dict[int, tuple[datetime, datetime]] = {}
    for index, second in zip(edited, instants.ending_at(now, len(edited)), strict=True):
        before = known.items[matches[index]].item
        published = _corrected(before, edits[index][0], instants, now)
        earliest = max(published, before.updated)
        # Two edits within one second: the later one must still read as later.
        chosen = second if second > earliest.timestamp() else instants.from_(earliest, 1)[0]
        times[index] = (published, instants.take(chosen))
    return times


def _is_joining(known: Known, old: KnownItem, now: datetime) -> bool:
    """Say whether a second source adds to an item that is itself only now being announced: no edit."""
    return old.first_seen == now and all(sighting.source != known.source for sighting in old.sightings)


def _corrected(before: FeedItem, printed: Printed, instants: _Instants, now: datetime) -> datetime:
    """Return `published`: it moves only when the printed day was corrected to a past one."""
    if printed.basis == "seen" or printed.day == before.printed.day:
        return before.published
    if before.basis == printed.basis == "day" and before.published.date() == printed.day:
        return before.published  # the day was lost for a while and is back
    nominal = nominal_instant(printed, now)
    if nominal > now:
        return before.published
    if printed.basis == "instant":
        return nominal
    second = instants.from_(nominal, 1)[0]
    return instants.take(second) if second <= now.timestamp() else before.published

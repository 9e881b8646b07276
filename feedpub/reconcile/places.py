"""One reading beside the previous one: what vanished, what appeared, and between which neighbours."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from msgspec import Struct

from feedpub.model import FeedItem
from feedpub.reconcile.decision import Known, Match
from feedpub.reconcile.neighbours import Slot, longest_rise, slots_of

_NOWHERE: Final = ("", "")
"""The slot of what did not stand on the page."""


class _Gap(Struct, frozen=True):
    """What went from between two neighbours and what came there, counted from below; where a pair of both stands."""

    below: str
    above: str
    gone: int
    come: int
    was: int
    now: int

    @property
    def is_top(self) -> bool:
        """Whether it lies above all that is on both pages: there new entries come."""
        return bool(self.below) and not self.above

    @property
    def from_below(self) -> bool:
        """Whether both stand the how many-th, counted from below."""
        return self.was == self.now

    @property
    def from_above(self) -> bool:
        """Whether both stand the how many-th, counted from above."""
        return self.gone - self.was == self.come - self.now


class Places:
    """Where items stood on the previous page and where entries stand on this one. Both are oldest first."""

    def __init__(self, known: Known, entries: Sequence[FeedItem], matches: Mapping[int, Match]) -> None:
        previous = list(dict.fromkeys(known.previous))
        self.now_at = {found.guid: index for index, found in matches.items()}
        self.appeared = [index for index in range(len(entries)) if index not in matches]
        self.before = {guid: place for place, guid in enumerate(previous)}
        self.vanished = [guid for guid in previous if guid not in self.now_at]
        self.absent = [guid for guid in known.absent if guid not in self.now_at]
        still = [guid for guid in previous if guid in self.now_at]
        # What stood below everything that is still listed may have scrolled off; new entries come on top.
        self._floor_before = self.before[still[0]] if still else len(previous)
        self._floor_now = min((i for i in matches if matches[i].guid in self.before), default=len(entries))
        self.most_stay = 2 * len(still) >= len(previous)
        self.slot_before, self.slot_now = self._stand(previous, entries, matches)
        self._gone: dict[Slot, dict[str, int]] = defaultdict(dict)
        for guid in self.vanished:
            self._gone[self.slot_before[guid]][guid] = len(self._gone[self.slot_before[guid]])
        self._come: dict[Slot, dict[int, int]] = defaultdict(dict)
        for index in self.appeared:
            self._come[self.slot_now[index]][index] = len(self._come[self.slot_now[index]])
        self._went_of = Counter((self.slot_before[g], known.items[g].item.printed.day) for g in self.vanished)
        self._came_of = Counter((self.slot_now[i], entries[i].printed.day) for i in self.appeared)
        self._went = [guid for guid in self.vanished if self.before[guid] > self._floor_before]
        self._came = [index for index in self.appeared if all(self.slot_now[index])]

    def _stand(
        self, previous: Sequence[str], entries: Sequence[FeedItem], matches: Mapping[int, Match]
    ) -> tuple[dict[str, Slot], list[Slot]]:
        """Find the neighbours of items and entries: what stands on both pages, and past which no other moved.

        What was told by its likeness is none: it may stand elsewhere.
        """
        marks = {found.guid: index for index, found in matches.items() if not found.by_likeness}
        still = [guid for guid in previous if guid in marks]
        unmoved = {still[place] for place in longest_rise([marks[guid] for guid in still])}
        slots = slots_of([guid if guid in unmoved else "" for guid in previous])
        at = {marks[guid]: guid for guid in unmoved}
        now = slots_of([at.get(index, "") for index in range(len(entries))])
        return dict.fromkeys(self.absent, _NOWHERE) | dict(zip(previous, slots, strict=True)), now

    def is_usual(self, guid: str, index: int) -> bool:
        """Say whether it is how a page changes: what is edited stood among others, and what is new is on top.

        What stood lowest has scrolled off, and what had left the page is gone: they seldom return as an edit.
        """
        if guid not in self.before:
            return False
        return guid in self.now_at or self.before[guid] > self._floor_before or index < self._floor_now

    def is_at_its_place(self, guid: str, index: int) -> bool:
        """Say whether both stand between the same neighbours, the how many-th from above.

        On top of the page that proves nothing: there new entries come. At its end more may have gone than came.
        """
        gap = self._gap(guid, index)
        return gap is not None and bool(gap.above) and gap.from_above and (not gap.below or gap.gone == gap.come)

    def is_topmost_before(self, guid: str, index: int) -> bool:
        """Say whether both stand above all that is on both pages, counted from below: newer ones came."""
        gap = self._gap(guid, index)
        return gap is not None and gap.is_top and gap.from_below and gap.gone < gap.come

    def is_on_top(self, guid: str, index: int) -> bool:
        """Say whether both stand above all that is on both pages, the how many-th, where as many came as went."""
        gap = self._gap(guid, index)
        return gap is not None and gap.is_top and gap.from_below and gap.gone == gap.come

    def are_alone_of_a_day(self, guid: str, index: int, day: date | None) -> bool:
        """Say whether both stand between the same neighbours, where nothing else of their day went or came."""
        slot = self.slot_before[guid]
        alone = self._went_of[slot, day] == self._came_of[slot, day] == 1
        return alone and day is not None and any(slot) and self._gap(guid, index) is not None

    def are_alone(self, guid: str, index: int) -> bool:
        """Say whether only this item went from amid the page, and only this entry came there."""
        return self._went == [guid] and self._came == [index]

    def is_topmost(self, guid: str) -> bool:
        """Say whether an item stood above all that is on both pages."""
        return not self.slot_before[guid][1]

    def is_lowest(self, guid: str) -> bool:
        """Say whether an item stood below all that is on both pages."""
        return not self.slot_before[guid][0]

    def _gap(self, guid: str, index: int) -> _Gap | None:
        """Return between which neighbours both stand, if these are the same."""
        slot = self.slot_before[guid]
        gone, come = self._gone.get(slot, {}), self._come.get(slot, {})
        if slot != self.slot_now[index] or guid not in gone or index not in come:
            return None
        return _Gap(*slot, len(gone), len(come), gone[guid], come[index])

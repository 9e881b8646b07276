"""One reading beside the previous one: what vanished, what appeared, and between which neighbours."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from feedpub.model import FeedItem
from feedpub.reconcile.decision import Known, Match

Slot = tuple[str, str]
"""The nearest neighbours below and above that stand on both pages; "" at an end of the page."""

_NOWHERE: Final = ("", "")
"""The slot of what did not stand on the page."""


@dataclass(frozen=True, slots=True)
class _Gap:
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
        still = [place for place, guid in enumerate(previous) if guid in self.now_at]
        # What stood below everything that is still listed may have scrolled off; new entries come on top.
        self._floor_before = still[0] if still else len(previous)
        self._floor_now = min((i for i in matches if matches[i].guid in self.before), default=len(entries))
        slots = _slots([guid if guid in self.now_at else "" for guid in previous])
        self.slot_before = dict.fromkeys(self.absent, _NOWHERE) | dict(zip(previous, slots, strict=True))
        at = {index: found.guid for index, found in matches.items() if found.guid in self.before}
        self.slot_now = _slots([at.get(index, "") for index in range(len(entries))])
        self._gone: dict[Slot, list[str]] = defaultdict(list)
        for guid in self.vanished:
            self._gone[self.slot_before[guid]].append(guid)
        self._come: dict[Slot, list[int]] = defaultdict(list)
        for index in self.appeared:
            self._come[self.slot_now[index]].append(index)

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

    def _gap(self, guid: str, index: int) -> _Gap | None:
        """Return between which neighbours both stand, if these are the same."""
        slot = self.slot_before[guid]
        gone, come = self._gone.get(slot, []), self._come.get(slot, [])
        if slot != self.slot_now[index] or guid not in gone or index not in come:
            return None
        return _Gap(*slot, len(gone), len(come), gone.index(guid), come.index(index))


def _slots(page: Sequence[str]) -> list[Slot]:
    """Return the slot of each place of a page; `page` names what stands on both, and holds "" elsewhere."""
    below = list(accumulate(page, lambda last, one: one or last, initial=""))[:-1]
    above = list(accumulate(reversed(page), lambda last, one: one or last, initial=""))[:-1][::-1]
    return list(zip(below, above, strict=True))

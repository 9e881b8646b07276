"""Instants for new and edited items: the seconds of a site, of which no two items share one."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from itertools import count

from feedpub.model import Basis, FeedItem, Printed
from feedpub.normaliser import nominal_instant


class Instants:
    """The seconds of the site: no two items share one."""

    def __init__(self, taken: Callable[[int], bool]) -> None:
        self._known = taken
        self._given: set[int] = set()

    def free(self, second: int) -> bool:
        """Say whether no item of the site has this second."""
        return second not in self._given and not self._known(second)

    def take(self, second: int) -> datetime:
        """Give a second away."""
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


def settle_new(
    entries: Mapping[int, FeedItem], instants: Instants, now: datetime
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


def settle_edits(
    edits: Mapping[int, tuple[FeedItem, Printed]], instants: Instants, now: datetime
) -> dict[int, tuple[datetime, datetime]]:
    """Give edited items their `updated`, and those with a corrected day their `published`: index → both.

    `edits` maps the index of an entry to the item as it was and to what is printed now.
    """
    times: dict[int, tuple[datetime, datetime]] = {}
    indexes = sorted(edits)
    for index, second in zip(indexes, instants.ending_at(now, len(indexes)), strict=True):
        before, printed = edits[index]
        published = _corrected(before, printed, instants, now)
        earliest = max(published, before.updated)
        # Two edits within one second: the later one must still read as later.
        chosen = second if second > earliest.timestamp() else instants.from_(earliest, 1)[0]
        times[index] = (published, instants.take(chosen))
    return times


def _corrected(before: FeedItem, printed: Printed, instants: Instants, now: datetime) -> datetime:
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

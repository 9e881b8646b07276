"""Days of entries, and how new they are for their page."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from feedpub.model import Printed
from feedpub.normaliser import ANYWHERE

CORRECTED: Final = 3
"""Where little else speaks for it, so many days are a correction, and more are another issue."""


class Days:
    """The days of two readings, and when the first was made: which entries came as the latest news."""

    def __init__(self, old: Iterable[Printed], new: Iterable[Printed], last: datetime | None) -> None:
        self._newest = max((printed.day for printed in old if printed.day is not None), default=None)
        self._latest = max((printed.day for printed in new if printed.day is not None), default=None)
        # Somewhere on earth it is still the day before: what is dated so may yet be news.
        self._read = (last - ANYWHERE).date() if last is not None else None

    def is_fresh(self, printed: Printed) -> bool:
        """Say whether an entry is as new as the newest of the previous reading, as a new issue of a series is."""
        return printed.day is not None and self._newest is not None and printed.day >= self._newest

    def is_overtaken(self, printed: Printed) -> bool:
        """Say whether an entry is older than the newest of this reading: it did not come as the latest news."""
        return printed.day is not None and self._latest is not None and printed.day < self._latest

    def is_past(self, printed: Printed) -> bool:
        """Say whether an entry is dated before the previous reading was made: what is new since is not."""
        return printed.day is not None and self._read is not None and printed.day < self._read


def days_later(before: Printed, after: Printed) -> int:
    """Return how many days later the second is; 0 where one prints none."""
    return (after.day - before.day).days if before.day and after.day else 0


def days_apart(before: Printed, after: Printed) -> int:
    """Return how far apart two days are; one that only one of them prints counts as the next day."""
    if before.day is None or after.day is None:
        return int(before.day != after.day)
    return abs((before.day - after.day).days)

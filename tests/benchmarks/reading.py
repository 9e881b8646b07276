"""Read a listing line by line with regular expressions, dateutil on every date: as most would.

The limit of pure Python reads dates by hand: dateutil is most of what reading costs.
"""

import re
from calendar import month_name
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Final, NamedTuple
from uuid import UUID, uuid5

from dateutil.parser import parse

SITE: Final = UUID("00000000-0000-4000-8000-000000000001")

_START: Final = re.compile(r"\s*\d+\.\s+(.*)")
_WORD: Final = re.compile(r"\w+")
_MONTHS: Final = {name: number for number, name in enumerate(month_name) if name}
_DATE: Final = re.compile(r"\s*(\d{1,2} [A-Z][a-z]+ \d{4}),?\s*(.*)")


class Entry(NamedTuple):
    """An entry; `date` is at 10:00 UTC of its day."""

    guid: str
    kicker: str
    title: str
    date: datetime
    summary: str


def by_dateutil(day: str) -> datetime:
    """Read a day as dateutil does."""
    return parse(f"{day} 10:00:00+00:00")


def by_hand(day: str) -> datetime:
    """Read a day as printed, like 3 May 2012."""
    number, month, year = day.split()
    return datetime(int(year), _MONTHS[month], int(number), 10, tzinfo=UTC)


def read(path: Path, date_of: Callable[[str], datetime] = by_dateutil) -> Iterator[Entry]:
    """Yield the entries of a listing."""
    before: list[str] = []
    after: list[str] = []
    date: datetime | None = None
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            continue
        start = _START.match(line)
        if start:
            if date is not None:
                yield _entry(before, date, after)
            before, after, date = [start[1].strip()], [], None
        elif date is None and before and (found := _DATE.fullmatch(line)):
            date = date_of(found[1])
        elif date is None:
            before.append(line.strip())
        else:
            after.append(line.strip())
    if date is not None:
        yield _entry(before, date, after)


def _entry(before: list[str], date: datetime, after: list[str]) -> Entry:
    title = before[-1]
    guid = uuid5(SITE, f"{date.date()} {title.casefold()}").urn
    return Entry(guid, before[0] if len(before) > 1 else "", title, date, " ".join(after))


def gather(folder: Path, labels: list[str], date_of: Callable[[str], datetime] = by_dateutil) -> dict[str, list[Entry]]:
    """Return the entries of all listings of a folder by feed, newest first: "all" and each topic."""
    pairs = [(label, tuple(label.lower().split())) for label in labels]
    feeds: dict[str, list[Entry]] = {"all": [], **{label: [] for label in labels}}
    for path in sorted(folder.glob("*.txt")):
        for entry in read(path, date_of):
            feeds["all"].append(entry)
            # “sea: port town” has no “sea port”: what stands between two words parts them.
            words = _WORD.findall(f"{entry.title}\n{entry.summary}".lower().replace(":", " 0 "))
            found = set(pairwise(words))
            for label, pair in pairs:
                if entry.kicker == label or pair in found:
                    feeds[label].append(entry)
    for entries in feeds.values():
        entries.sort(key=lambda entry: (entry.date, entry.guid), reverse=True)
    return feeds

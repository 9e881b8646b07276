"""Date lines of which a copy made two: “Publish date:” above the day, the time below “3 May 2020 at”."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from feedpub.dates import Dateline, parse_dateline

_LED: Final = re.compile(r":[ \t]*\r?\n[ \t]*[^\n]{0,24}(?:19|20)\d\d")
_LEAD: Final = re.compile(r"\s*(?P<lead>[^\W\d_][^:\d|]{2,38}:)\s*")
TIMED: Final = r",?\s(?:at|um|à|a\slas|às|alle(?:\sore)?|om|kl\.?|в)[ \t]*\r?\n[ \t]*\d{1,2}[:.h]\d\d"
"""What stands behind a year whose time is on the next line."""
_TIMED: Final = [re.compile(rf"{digits}\d\d{TIMED}") for digits in ("19", "20")]
_SOME: Final = 2


def with_halves_joined(lines: list[str], text: str, *, going_on: bool) -> list[str]:
    """Join words that lead in to the dates below them, or times to dates above that go on, where several are so."""
    led = ":" in text and _LED.search(text) is not None
    timed = going_on and any(day.search(text) is not None for day in _TIMED)
    parted = [*(_leads(lines) if led else ()), *(_days(lines) if timed else ())]
    if not parted:
        return lines
    joined = list(lines)
    for at in parted:
        joined[at], joined[at + 1] = "", f"{joined[at].rstrip()} {joined[at + 1].strip()}"
    return joined


def _leads(lines: Sequence[str]) -> list[int]:
    """Return the lines that only lead in to the dates below them."""
    led = [at for at in _above(lines, ":") if _LED.search(f":\n{lines[at + 1]}")]
    words = {at: match["lead"] for at in led if (match := _LEAD.fullmatch(lines[at])) is not None}
    known = {lead for lead in {*words.values()} if isinstance(parse_dateline(f"{lead} 3 May 2020"), Dateline)}
    found = [at for at, lead in words.items() if lead in known]
    return found if len(found) >= _SOME else []


def _days(lines: Sequence[str]) -> list[int]:
    """Return the lines that end in dates which go on with the times below them."""
    found = [at for at, line in enumerate(lines[:-1]) if any(day.search(f"{line}\n{lines[at + 1]}") for day in _TIMED)]
    return found if len(found) >= _SOME else []


def _above(lines: Sequence[str], end: str) -> Iterator[int]:
    return (at for at, line in enumerate(lines[:-1]) if line.rstrip().endswith(end))

"""Date lines of which a copy made two: “Publish date:” or “By Jane Doe on” above the day, the time below it."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from feedpub.dates import Dateline, parse_dateline
from feedpub.listings.text.mending.markdown import SKIPPED

_LED: Final = re.compile(r":[ \t]*\r?\n[ \t]*[^\n]{0,24}(?:19|20)\d\d")
_LEAD: Final = re.compile(r"\s*(?P<lead>[^\W\d_][^:\d|]{2,38}:)\s*")
_DAY: Final = r"\s(?:on|el|am|le|op|em)[ \t]*\r?\n(?:[ \t]*\r?\n)?[^\n]{0,30}(?:19|20)\d\d[ \t]*(?:\r?\n|$)"
_BY: Final = re.compile(_DAY)
_ENDS_ON: Final = re.compile(r"\n(?:(?<=\s(?:on|el|am|le|op|em)\n)|(?<=[ \t\r]\n))")
"""How the line above such a day ends, or may end: looked for first, from line to line."""
_ON: Final = re.compile(
    r"[ \t]*(?:(?:posted|published|written)\s)?(?:by|par|por|von|door)\s[^\n.!?:|]{2,50}" + _DAY, re.IGNORECASE
)
"""A byline, and on a line of its own the day it leads in to: “By Jane Doe on”."""
TIMED: Final = r",?\s(?:at|um|à|a\slas|às|alle(?:\sore)?|om|kl\.?|в)[ \t]*\r?\n[ \t]*\d{1,2}[:.h]\d\d"
"""What stands behind a year whose time is on the next line."""
_WRAPPED: Final = r"\d\d-\d\d-\d\d[ \t]*\r?\n[ \t]*\d\d:\d\d"
_TIMED: Final = [
    *(re.compile(rf"{digits}\d\d{TIMED}") for digits in ("19", "20")),
    *(re.compile(rf"{digits}(?:(?<=[:：(（]..)|(?<=[:：(（]\s..)){_WRAPPED}") for digits in ("19", "20")),
]
_OPENED: Final = re.compile(r"[(（](?=[^()（）]*$)")
"""A bracket that is not closed: what stands in it is a line of its own, as it is where it had no room above."""
_SOME: Final = 2


def with_halves_joined(lines: list[str], text: str, *, going_on: bool) -> list[str]:
    """Join words that lead in to the dates below them, or times to dates above that go on, where several are so."""
    led = ":" in text and _LED.search(text) is not None
    timed = going_on and any(day.search(text) is not None for day in _TIMED)
    by = _ENDS_ON.search(text) is not None and _BY.search(text) is not None
    lines = _with_bylines(lines) if by else lines
    parted = [*(_leads(lines) if led else ()), *(_days(lines) if timed else ())]
    if not parted:
        return lines
    joined = list(lines)
    for at in parted:
        whole = f"{joined[at].rstrip()} {joined[at + 1].strip()}"
        opened = _OPENED.search(joined[at])
        start = 0 if opened is None else opened.start()
        joined[at], joined[at + 1] = whole[:start].rstrip(), whole[start:]
    return joined


def _with_bylines(lines: Sequence[str]) -> list[str]:
    """Join bylines to the days below them, where several lead in to one."""
    joined = list(lines)
    for at in [at for at, line in enumerate(lines) if line.strip() and _ON.match("\n".join(lines[at : at + 3]))]:
        day = at + 1 if lines[at + 1].strip() else at + 2
        whole = f"{lines[at].rstrip()} {lines[day].strip()}"
        if isinstance(parse_dateline(whole.strip()), Dateline):
            joined[at : day + 1] = [whole, *([SKIPPED] * (day - at))]
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

"""Numbers that say nothing of stories: how many have read each, for how long, by which one a sender is known."""

import re
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from feedpub.listings.text.wording.dating import Dated, day_lines
from feedpub.listings.text.wording.phrases import READING
from feedpub.patterns import later

_COUNT: Final = re.compile(r"\d{1,3}(?:[.,' ]\d{3})+|\d{1,7}")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_CODE: Final = re.compile(r"(?!(?:19|20)\d\d\s)\d{3,6}\s+(?=[^\W\d_])")
"""The number of a company before its name, no year: “7272 Oakworks”."""
_DOCUMENT: Final = later(r"(?:n[°º]|nr|no|№)\.?\s?\d[\d/.-]*", re.IGNORECASE)
"""The number of a text: “N° 412”."""
_NUMBERED: Final = frozenset("nN№")
_LONGEST: Final = 60
_DAYS: Final = 31
_SOME: Final = 3
_NEARLY_ALL: Final = 0.8


def are_counts(texts: Sequence[str], lines: Sequence[Dated | None]) -> frozenset[int]:
    """Return the numbers directly above nearly all dates, or directly below them; none where they may be days or years.

    A number stands nowhere else: those of entries begin lines at other places.
    """
    numbers = {at for at, text in enumerate(texts) if _COUNT.fullmatch(text) is not None}
    dates = [*day_lines(lines)] if numbers else []
    if len(dates) < _SOME:
        return frozenset()
    for step in (-1, 1):
        beside = frozenset(at + step for at in dates if at + step in numbers)
        if len(beside) == len(numbers) and len(beside) >= _NEARLY_ALL * len(dates):
            counted = [text for at in beside if _YEAR.fullmatch(text := texts[at]) is None]
            large = any(not text.isdecimal() or int(text) > _DAYS for text in counted)
            return beside if large else frozenset()
    return frozenset()


def numbers_text(text: str) -> bool:
    """Say whether words are the number of a text and nothing else."""
    return _DOCUMENT.fullmatch(text) is not None


def are_serials(texts: Sequence[str], lines: Sequence[Dated | None]) -> frozenset[int]:
    """Return the numbers of texts, “No. 12/2019”, directly above all dates, or directly below them."""
    numbers = {at for at, text in enumerate(texts) if text[:1] in _NUMBERED and numbers_text(text)}
    dates = [*day_lines(lines)] if len(numbers) >= _SOME else []
    sides = (frozenset(at + step for at in dates) for step in (-1, 1))
    return next((side for side in sides if side and side <= numbers), frozenset())


def is_reading_time(text: str) -> bool:
    """Say whether a line says how long it takes to read a text."""
    return len(text) <= _LONGEST and any(map(str.isdigit, text)) and READING.fullmatch(text) is not None


def without_codes(lines: Sequence[Dated | None]) -> list[Dated | None]:
    """Leave out the numbers before the names in date lines, where all lines have one: “7272 Oakworks 2019-02-12”."""
    dated = [line.line for line in lines if line is not None and line.kind == "full"]
    if len(dated) < _SOME or not all(map(_CODE.match, dated)):
        return list(lines)
    return [line if line is None else replace(line, line=_CODE.sub("", line.line, count=1)) for line in lines]

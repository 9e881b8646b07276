"""Boxes side by side that are the parts of one date: a day, a month and a year, each set in its own way."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from feedpub.listings.html.days.partial import joined

_AROUND: Final = " .,/|·-"
_YEAR: Final = re.compile(r"((?:19|20)\d\d)年?")
_DAY: Final = re.compile(r"(\d{1,2})[日.]?")
_MONTH: Final = re.compile(r"(0?[1-9]|1[0-2])月?")
_NAME_AND_YEAR: Final = re.compile(r"[^\W\d_]{3,12}\.?[ ,]{1,2}(?:19|20)\d\d")
_MONTH_AND_YEAR: Final = re.compile(
    r"(?P<m>0?[1-9]|1[0-2])[\s,./-]+(?P<y>(?:19|20)\d\d)|(?P<Y>(?:19|20)\d\d)[\s./年-]+(?P<M>0?[1-9]|1[0-2])月?"
)
_TWO: Final = re.compile(r"(\d{1,2})\s?([./月-])\s?(\d{1,2})日?")


def dates_of_boxes(pieces: Sequence[str], *, eastern: bool) -> Iterator[str]:
    """Yield the dates that the pieces may be together; on an `eastern` page a month stands between year and day."""
    yield joined(pieces)
    boxes = [box for piece in pieces if (box := piece.strip(_AROUND))]
    if len(boxes) == 2:
        yield from _of_two(boxes[0], boxes[1], eastern=eastern)
        yield from _of_two(boxes[1], boxes[0], eastern=False)
    elif len(boxes) == 3:
        yield from _of_three(boxes)


def _of_two(one: str, other: str, *, eastern: bool) -> Iterator[str]:
    """Yield what a day and “05, 2016”, “May 2016” or “2021-06” are, or a year and “05-13”."""
    if day := _DAY.fullmatch(one):
        if match := _MONTH_AND_YEAR.fullmatch(other):
            yield _iso(match["y"] or match["Y"], match["m"] or match["M"], day[1])
        elif _NAME_AND_YEAR.fullmatch(other):
            yield f"{day[1]} {other}"
    elif (year := _YEAR.fullmatch(one)) and (two := _TWO.fullmatch(other)):
        plain = eastern or two[2] == "月"
        yield _iso(year[1], two[1], two[3]) if plain else f"{two[1]}/{two[3]}/{year[1]}"


def _of_three(boxes: Sequence[str]) -> Iterator[str]:
    """Yield what three numbers are, one of them a year: behind it stands the month, before it that is to be proved."""
    for at in (0, 2):
        year, rest = _YEAR.fullmatch(boxes[at]), boxes[1:] if at == 0 else boxes[:2]
        first, second = _MONTH.fullmatch(rest[0]), _DAY.fullmatch(rest[1])
        if year and first and second and (at == 0 or rest[0].endswith("月")):
            yield _iso(year[1], first[1], second[1])
        elif year and at and all(map(str.isdecimal, rest)):
            yield f"{rest[0]}/{rest[1]}/{year[1]}"


def _iso(year: str, month: str, day: str) -> str:
    return f"{year}-{int(month):02}-{int(day):02}"

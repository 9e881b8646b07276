"""Read date lines with feedpub and with dateutil, no line twice: python -m benchmarks.dates NUMBER [RUNS]."""

import json
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from statistics import median
from typing import Final

from dateutil.parser import parse

from feedpub.dates import Terms, parse_dateline

FORMS: Final[Mapping[str, Callable[[date, int], str]]] = {
    "29 November 2019": lambda day, _: f"{day.day} {day:%B %Y}",
    "November 29, 2019": lambda day, _: f"{day:%B} {day.day}, {day.year}",
    "Friday, 29 November 2019": lambda day, _: f"{day:%A}, {day.day} {day:%B %Y}",
    "29 Nov 2019": lambda day, _: f"{day.day} {day:%b %Y}",
    "2019-11-29": lambda day, _: day.isoformat(),
    "29/11/2019": lambda day, _: f"{day:%d/%m/%Y}",
    "29.11.2019 10:04": lambda day, number: f"{day:%d.%m.%Y} {number % 24:02}:{number % 60:02}",
    "Fri, 29 Nov 2019 10:04:00 +0100": lambda day, number: (
        f"{day:%a, %d %b %Y} {number % 24:02}:{number % 60:02}:00 +0100"
    ),
}
_FIRST: Final = date(1970, 1, 1)


def printed(form: str, number: int) -> list[str]:
    """Print as many days in one form, no two alike."""
    return [FORMS[form](_FIRST + timedelta(days=at), at) for at in range(number)]


def seconds(read: Callable[[str], object], lines: Sequence[str]) -> float:
    """Return what reading all lines costs."""
    begin = time.process_time()
    for line in lines:
        read(line)
    return time.process_time() - begin


def main(number: int, runs: int) -> None:
    """Print, for each form, what a line costs here and there, in microseconds."""
    terms = Terms(order="dmy")
    for form in FORMS:
        parse_dateline(form, terms)  # what the first date of a process costs is no cost of a line
        costs: tuple[list[float], list[float]] = ([], [])
        for turn in range(runs):
            lines = printed(form, number * (turn + 1))[number * turn :]
            costs[0].append(seconds(lambda line: parse_dateline(line, terms), lines))
            costs[1].append(seconds(lambda line: parse(line, dayfirst=True), lines))
        own, other = (median(found) / number * 1e6 for found in costs)
        print(json.dumps([form, own, other]))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 3)

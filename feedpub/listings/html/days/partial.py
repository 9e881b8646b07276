"""A day without its year or month, and what on the page proves them: a heading above, or the path of the link.

A day that stands in a link alone is no printed date; but the year there is that of a day and month which are printed
and agree with it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import gt, lt
from typing import Final
from urllib.parse import urlsplit

from msgspec.structs import replace

from feedpub.dates import Dateline, Found, Heading, Order, Refusal, Terms, parse_dateline
from feedpub.listings.html.groups.spans import Row

Above = tuple[str, Heading]
"""A heading as printed, and what it says."""

_PART: Final = re.compile(r"[\s(\[]*((\d{1,2}) ?([-./]) ?(\d{1,2})\.?)[\s)\],:|–-]*")
_OPENING: Final = re.compile(r"((\d{1,2}) ?([./-]) ?(\d{1,2})\.?)(?:\s*[-–—:|,)]\s*|\s+)(?=\W{0,2}[^\W\d_])")
_PATH: Final = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:(?:([/-])(0?[1-9]|1[0-2])(?:\2(0?[1-9]|[12]\d|3[01]))?)(?![\d])"
    r"|(0[1-9]|1[0-2])(?:(0[1-9]|[12]\d|3[01])(?!\d)|(?=/))|(?=/))"
)
_FIRST_WORD: Final = re.compile(r"^[^\W\d_]+[.,]*\s+")
_SEVERAL: Final = 3
_ORDERS: Final[tuple[Order, ...]] = ("dmy", "mdy")
SORTED: Final = 5
"""So many different days do not stand in order by chance."""


def find_part(text: str) -> Found | None:
    """Find the day and month in numbers that a short text is, None if it is anything else."""
    match = _PART.fullmatch(text)
    if match is None or not any(_fits(match, order) for order in _ORDERS):
        return None
    reason = f"“{match[1]}” is only part of a date: day, month and year are needed"
    return Found(start=match.start(1), end=match.end(1), read=Refusal(reason=reason, partial=True))


def _fits(match: re.Match[str], order: Order) -> bool:
    day, month = (match[2], match[4]) if order == "dmy" else (match[4], match[2])
    return 1 <= int(day) <= 31 and 1 <= int(month) <= 12


def without_sections(words: Sequence[str]) -> list[str]:
    """Return days and months in numbers; none where they count the sections of a text: 1.1, 1.2, 2.1."""
    numbers = [(int(match[2]), int(match[4])) for text in words if (match := _PART.fullmatch(text))]
    steps = [b in {(a[0], a[1] + 1), (a[0] + 1, 1)} for a, b in pairwise(numbers)]
    return [""] * len(words) if len(steps) >= _SEVERAL and all(steps) else list(words)


def prove_part_order(
    words: Sequence[str], above: Sequence[Above | None], links: Sequence[Sequence[str]], terms: Terms
) -> Order | None:
    """Find the order in which every day and month in numbers can be read; None if that is not proved.

    Proofs are a number above 12, the day in the link's path, and days that rise or fall in one order only.
    """
    if terms.order is not None:
        return terms.order
    matches = [
        (match, a, to) for text, a, to in zip(words, above, links, strict=True) if (match := _PART.fullmatch(text))
    ]
    possible = [order for order in _ORDERS if matches and all(_fits(match, order) for match, _, _ in matches)]
    if len(possible) < 2:
        return possible[0] if possible else None
    for by in (_by_path, _by_monotony):
        possible = [order for order in _ORDERS if by(matches, order)]
        if len(possible) == 1:
            return possible[0]
    return None


def are_days_in_order(words: Sequence[str], order: Order | None) -> bool:
    """Say whether days and months in numbers rise or fall, bar one turn of the year: ratings and shares do not.

    Prices, versions and ages may do so, too: “3.20” and “6-8” are written in another way than “03.12.” and “06-08”.
    """
    matches = [match for text in words if (match := _PART.fullmatch(text))]
    if order is None or not all(_fits(match, order) and _is_as_days_are(match, order) for match in matches):
        return False
    days = [_month_day(match, order) for match in matches]
    rises, falls = (sum(step(a, b) for a, b in pairwise(days)) for step in (lt, gt))
    return len({*days}) >= SORTED and min(rises, falls) <= 1


def _is_as_days_are(match: re.Match[str], order: Order) -> bool:
    """Say whether two numbers are written as a day and a month are, and as hardly anything else is."""
    if match[3] == "/":
        return True
    both = len(match[2]) == len(match[4]) == len("00") or match[1].endswith(".")
    return both and (order == "dmy" or match[3] == "-")


_Parts = Sequence[tuple[re.Match[str], Above | None, Sequence[str]]]


def parts_leading(
    rows: Sequence[Row], above: Sequence[Above | None], terms: Terms
) -> tuple[list[tuple[str, str]], Order | None]:
    """Return the day and month that nearly all titles below years begin with, each with its year, and their order.

    They are cut off these titles, and must rise or fall. None are returned where that is not so.
    """
    below = [k for k, one in enumerate(above) if one is not None and one[1].month is None]
    found = {k: match for k in below if (title := rows[k].title) is not None and (match := _OPENING.match(title.text))}
    if len(found) < max(SORTED, 0.8 * len(rows)):
        return [], None
    words = without_sections([found[k][1] if k in found else "" for k in range(len(rows))])
    order = prove_part_order(words, above, [()] * len(rows), terms)
    parts = [(match, above[k], ()) for k, match in found.items()]
    if order is None or not all(_fits(match, order) for match in found.values()) or not _by_monotony(parts, order):
        return [], None
    for k, match in found.items():
        if (title := rows[k].title) is not None:
            rows[k].title = replace(title, text=title.text[match.end() :])
    return [(text, one[0] if text and one is not None else "") for text, one in zip(words, above, strict=True)], order


def _month_day(match: re.Match[str], order: Order) -> tuple[int, int]:
    first, second = int(match[2]), int(match[4])
    return (second, first) if order == "dmy" else (first, second)


def _by_path(parts: _Parts, order: Order) -> bool:
    """Say whether the paths of links have the months that are printed."""
    months = [
        (_month_day(match, order)[0], month) for match, _, links in parts for _, month, _ in days_in(links) if month
    ]
    return bool(months) and sum(a == b for a, b in months) >= 0.8 * len(months)


def _by_monotony(parts: _Parts, order: Order) -> bool:
    """Say whether the days under each heading rise or fall."""
    runs: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for match, above, _ in parts:
        runs[above[0] if above else ""].append(_month_day(match, order))
    pairs = [pair for run in runs.values() for pair in pairwise(run)]
    if len({day for run in runs.values() for day in run}) < SORTED:
        return False
    return all(a <= b for a, b in pairs) or all(a >= b for a, b in pairs)


def days_in(links: Sequence[str]) -> Iterator[tuple[int, int | None, int | None]]:
    """Yield the years in the paths of some links, with the month and the day that stand there too."""
    for link in links:
        try:
            path = urlsplit(link).path
        except ValueError:
            continue
        for match in _PATH.finditer(path):
            month, day = match[3] or match[5], match[4] or match[6]
            yield int(match[1]), int(month) if month else None, int(day) if day else None


def years_of(
    words: Sequence[str], above: Sequence[Above | None], links: Sequence[Sequence[str]], terms: Terms
) -> list[str]:
    """Return for each day and month the heading that completes it, "" if nothing proves its year.

    Years in links count where most of the days that need one agree with their own.
    """
    found = [
        one[0] if text and one is not None and one[1].day is None else ""
        for text, one in zip(words, above, strict=True)
    ]
    open_ = [k for k, text in enumerate(words) if text and not found[k]]
    years = {k: _year_in(links[k], words[k], terms) for k in open_}
    if sum(map(bool, years.values())) >= 0.6 * len(open_):
        for k, year in years.items():
            found[k] = year
    return found


def _year_in(links: Sequence[str], words: str, terms: Terms) -> str:
    """Return the year in the path of a link that has the day and month of some words, as far as it says them."""
    for year, month, day in days_in(links):
        read = parse_dateline(words, replace(terms, year=year, month=None))
        if (
            isinstance(read, Dateline)
            and month in {None, read.day.month}
            and (day is None or abs(day - read.day.day) <= 1)  # it was filed the evening before
        ):
            return str(year)
    return ""


def without_weekday(words: str, links: Sequence[str], terms: Terms) -> str:
    """Return a date without the word before it, if a link has the very same day: the weekday is wrong, not the day."""
    rest = _FIRST_WORD.sub("", words)
    read = parse_dateline(rest, terms) if rest != words else None
    if not isinstance(read, Dateline):
        return ""
    return rest if (read.day.year, read.day.month, read.day.day) in days_in(links) else ""


def joined(pieces: Iterable[str]) -> str:
    """Return pieces of text that stand in boxes of their own, as one line."""
    return " ".join(" ".join(pieces).split())

"""What the dates of a page, taken together, prove of each: the order of its numbers, its languages."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice, pairwise
from typing import Final

from msgspec.structs import replace

from feedpub.dates.calendar import full_year
from feedpub.dates.fold import fold
from feedpub.dates.languages.further import FURTHER
from feedpub.dates.lexicon import lexicon
from feedpub.dates.lines import LONGEST, find_dates, parse_dateline
from feedpub.dates.telling import days_lead
from feedpub.dates.tokens import tokenize
from feedpub.dates.types import UNDECLARED, Dateline, Order, Terms
from feedpub.dates.writing import may_be_in, puts_days_before_points

_NUMBERS: Final = re.compile(
    r"(?<![\w./-])(\d{1,2}) ?([-./]) ?(\d{1,2}) ?\2 ?(\d{4}|\d\d)(?![\w/]|-(?!\d{1,2}[./])|\.\d)"
)
_MARKED: Final = re.compile(r"\d ?[-./‐‑−－．／] ?\d")
"""What most lines lack that hold no date in numbers."""
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)(\d\d)(?!\d)")
_COUNT: Final = r"(?:\s*\(?\d{1,3}[.)]\s+)?"
_DAYS: Final = re.compile(
    rf"{_COUNT}\W{{0,4}}(?:(\d{{1,2}})([./])(\d{{1,2}})(?:\2(?!\d)|(?=[\s:：]|$))|(\d\d)-(\d\d)(?=[\s:：]|$))"
)
_COUNTED: Final = re.compile(r"\s*\d{1,3}\. +\d{1,2}\.\d{1,2}(?:\.(?!\d)|[\s:：]|$)")
"""A number that counts entries before a day and a month: “1. 28.02 Title”."""
_FEW: Final = frozenset(language.tag for language in FURTHER)
_LETTER: Final = re.compile(r"[^\W\d_]")
_KANA: Final = re.compile("[\u3041-\u30ff]")
_HAN: Final = re.compile("[\u3041-\u30ff\u4e00-\u9fff]")
"""Letters of Japanese and Chinese, in which the month stands before the day."""
_SOME, _MONTHS, _LAST_DAY, _SHORT = 3, 12, 31, 2
_ORDERS: Final[tuple[Order, ...]] = ("dmy", "mdy", "ymd")
_PLAIN: Final[tuple[Order, ...]] = ("dmy", "mdy")
_ENOUGH: Final = 64
"""A proof does not get better by more lines."""
_MANY: Final = 2000
_SORTED: Final = 5
"""So many different days do not stand in order by chance."""


def prove_order(lines: Iterable[str], terms: Terms = UNDECLARED) -> Order | None:
    """Find the order in which every all-number date of a page can be read; None if that is not proved.

    Proofs are a day above 12, a weekday that fits, days that rise or fall down the page in one order only, and days
    with their number that Portuguese texts below two dates name. A page in Japanese has years of two digits first; in
    languages such as Russian and German the day stands before points and whole years.
    Date lines count before dates that stand in a text. What is declared stands.
    """
    if terms.order is not None:
        return terms.order
    lines = list(lines)
    marked = [(at, line) for at, line in enumerate(lines) if _MARKED.search(line)]
    marked = [(at, line) for at, line in marked if _COUNTED.match(line) is None]
    placed = [(at, found) for at, line in marked if (found := _NUMBERS.search(fold(line))) is not None]
    numeric = [(lines[at], found) for at, found in placed]
    orders = _orders(lines, [found for _, found in numeric], terms)
    alone = [(at, found) for at, found in islice(placed, _MANY) if parse_dateline(lines[at], terms) is not None]
    own = [(lines[at], found) for at, found in alone]
    inside = ((line, found) for line, found in islice(numeric, _MANY) if find_dates(line, terms))
    for dated in (own, inside):
        possible = _possible(dated, orders, terms)
        if len(possible) == 1:
            return possible.pop()
        if not possible:
            return None
    if not numeric:
        return _by_days(lines)
    dates = [line for line, _ in own] or [found[0] for _, found in numeric if not found.start()]
    orders = tuple(order for order in orders if order in possible)  # of two that can be, days in a row prove one
    return (
        _by_weekday(dates, orders, terms)
        or _by_monotony(dates, orders, terms)
        or _by_texts(lines, [at for at, _ in alone], orders, terms)
        or _by_script(lines, orders)
        or _by_language(lines, [found for _, found in numeric], orders)
    )


def assume_order(lines: Iterable[str], terms: Terms = UNDECLARED) -> Order | None:
    """Return an order in which every all-number date can be read: it shows where dates stand, not which they are."""
    if terms.order is not None:
        return terms.order
    marked = ((line, _NUMBERS.search(fold(line))) for line in lines if _MARKED.search(line))
    numeric = ((line, found) for line, found in islice(marked, _MANY) if found is not None)
    possible = _possible(numeric, _ORDERS if terms.two_digit_years else _PLAIN, terms)
    return next((order for order in _ORDERS if order in possible), None)


def _possible(dated: Iterable[tuple[str, re.Match[str]]], orders: Sequence[Order], terms: Terms) -> set[Order]:
    """Return the orders in which every date can be a day; one that is no day in any order proves nothing."""
    possible = set(orders)
    votes = 0
    for _, found in dated:
        if len(found[4]) == 2 and not terms.two_digit_years:
            continue
        fitting = {order for order in _ORDERS if _is_day(found, order)}
        if fitting and fitting != possible:
            possible &= fitting
            votes += 1
        if votes == _ENOUGH or not possible:
            break
    return possible


def _orders(lines: Iterable[str], numeric: Sequence[re.Match[str]], terms: Terms) -> tuple[Order, ...]:
    """Return the orders that numbers may have: not year first where the page names the last number as a year."""
    if not terms.two_digit_years:
        return _PLAIN
    firsts, lasts = {found[1] for found in numeric}, {found[4] for found in numeric}
    named = {year for line in lines for year in _YEAR.findall(line)}
    return _PLAIN if lasts <= named and not firsts <= named else _ORDERS


def _is_day(found: re.Match[str], order: Order) -> bool:
    first, second, last = int(found[1]), int(found[3]), found[4]
    year = int(last) if len(last) == 4 else full_year(int(last))
    parts = {
        "dmy": (year, second, first),
        "mdy": (year, first, second),
        "ymd": (full_year(first), second, int(last)),
    }
    if order == "ymd" and (len(last) == 4 or len(found[1]) == 1):
        return False
    try:
        date(*parts[order])
    except ValueError:
        return False
    return True


def _by_days(lines: Sequence[str]) -> Order | None:
    """Find the order of day and month that begin lines without a year, as in “28.02. Title” below “2014”."""
    begun = [match for line in lines if (match := _DAYS.match(line)) is not None]
    found = [(int(match[1] or match[4]), int(match[3] or match[5])) for match in begun]
    if len(found) < _SOME or not all(min(pair) > 0 and max(pair) <= _LAST_DAY for pair in found):
        return None
    first, second = (max(numbers) > _MONTHS for numbers in zip(*found, strict=True))
    if first and second:
        return None
    if first or second:
        return "dmy" if first else "mdy"
    pointed = all(match[2] == "." for match in begun)
    if pointed and puts_days_before_points(lines):
        return "dmy"
    return "mdy" if _is_in(_HAN, lines) and not (pointed and _are_chapters(found)) else None


def _are_chapters(found: Sequence[tuple[int, int]]) -> bool:
    """Say whether numbers rise from the first of a chapter, most of them by one: “1.1”, “1.2”, “2.1”."""
    steps = sum(b in ((a[0], a[1] + 1), (a[0] + 1, 1)) for a, b in pairwise(found))
    return found[0][1] == 1 and all(a < b for a, b in pairwise(found)) and steps * 2 > len(found) - 1


def _by_weekday(lines: Sequence[str], orders: Sequence[Order], terms: Terms) -> Order | None:
    """Find the one order in which every weekday fits; a line without one fits each."""
    wordy = [line for line in lines if re.search(r"[^\W\d_]", line)][:_ENOUGH]
    fitting = {
        order
        for order in orders
        if all(isinstance(parse_dateline(line, replace(terms, order=order)), Dateline) for line in wordy)
    }
    return fitting.pop() if len(fitting) == 1 else None


def _by_monotony(lines: Sequence[str], orders: Sequence[Order], terms: Terms) -> Order | None:
    """Find the one order in which the days of the page rise or fall."""
    sorted_: list[Order] = []
    for order in orders:
        read = [parse_dateline(line, replace(terms, order=order)) for line in lines]
        days = [one.day for one in read if isinstance(one, Dateline)]
        rising, falling = (all(a <= b for a, b in pairwise(run)) for run in (days, days[::-1]))
        if len(set(days)) < _SORTED:
            return None
        if rising or falling:
            sorted_.append(order)
    return sorted_[0] if len(sorted_) == 1 else None


def _by_script(lines: Sequence[str], orders: Sequence[Order]) -> Order | None:
    """Find the order of dates whose year may open them, “19-01-06”, on a page in Japanese: there it always does."""
    return "ymd" if "ymd" in orders and _is_in(_KANA, lines) else None


def _is_in(script: re.Pattern[str], lines: Sequence[str]) -> bool:
    """Say whether most lines that have letters have some of a script."""
    written = [line for line in lines if _LETTER.search(line) is not None]
    return sum(script.search(line) is not None for line in written) * 2 > len(written)


def _by_texts(lines: Sequence[str], dates: Sequence[int], orders: Sequence[Order], terms: Terms) -> Order | None:
    """Find the order in which date lines agree with days that Portuguese texts below them name."""
    return "dmy" if "dmy" in orders and days_lead(lines, dates, terms) else None


def _by_language(lines: Sequence[str], numeric: Sequence[re.Match[str]], orders: Sequence[Order]) -> Order | None:
    """Find the order of dates with points and whole years on a page in a language in which the day stands first."""
    pointed = all(found[2] == "." and len(found[4]) > _SHORT for found in numeric)
    return "dmy" if "dmy" in orders and pointed and puts_days_before_points(lines) else None


def prove_points(dates: Iterable[str], lines: Sequence[str], language: str) -> Order | None:
    """Find the order of dates with points and whole years by what stands around them; `language` is what a page says.

    All must be days in the order of languages in which the day stands before points.
    """
    numeric = [found for line in dates if (found := _NUMBERS.search(fold(line))) is not None]
    pointed = all(found[2] == "." and len(found[4]) > _SHORT and _is_day(found, "dmy") for found in numeric)
    if not numeric or not pointed:
        return None
    return "dmy" if puts_days_before_points(lines) or may_be_in(language, lines) else None


def prove_languages(lines: Iterable[str], terms: Terms = UNDECLARED) -> tuple[str, ...]:
    """Find the languages that have all the names of months and weekdays in the dates of a page; () without names.

    Those of few pages that share them are none of them: “May” is English, though Uzbek has it, too.
    """
    if terms.languages:
        return terms.languages
    names: Counter[str] = Counter()
    dated = 0
    for line in lines:
        if len(line) > LONGEST:
            continue
        for found in find_dates(line, terms):
            dated += 1
            names.update(set(tokenize(line[found.start : found.end]).words) & lexicon().spoken.keys())
        if dated >= _ENOUGH:
            break
    votes: Counter[str] = Counter()
    for name, count in names.items():
        votes.update({tag: count * weight for tag, weight in lexicon().spoken[name].items()})
    most = max(votes.values(), default=0)
    spoken = tuple(tag for tag in lexicon().tags if votes[tag] == most > 0)
    return tuple(tag for tag in spoken if tag not in _FEW) or spoken

"""A date line → its days, instant and place; or a refusal that says why.

Our grammar cuts the exact span first and dateutil reads only that: dateutil would complete a partial
date from today's, and with `fuzzy` it finds dates in prose.
"""

import re
from datetime import UTC, date, datetime, tzinfo
from difflib import get_close_matches
from typing import Final

from feedpub.dates.types import UNDECLARED, Dateline, Found, Order, Refusal, Terms

LONGEST: Final = 160
"""No date line is longer than this, in characters."""

MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY: Final = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR: Final = r"[1-9]\d{3}"
_DASH: Final = r"\s*(?:-|–|—|to|until)\s*"
_WEEKDAY: Final = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_CLOCK: Final = r"\d{1,2}[:.h]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?"
_ZONE: Final = r"(?:z|utc|gmt|(?:utc|gmt)?[+-]\d{2}:?\d{2})"
_TIME: Final = rf"(?:(?:\s*,)?\s*(?:at\s+|-\s+|–\s+|\|\s+)?(?P<clock>{_CLOCK})(?:\s*(?P<zone>{_ZONE}))?)?"
_DMY: Final = rf"{_DAY}\s+(?:of\s+)?{MONTH},?\s+{_YEAR}"
_MDY: Final = rf"{MONTH}\s+{_DAY},?\s+{_YEAR}"
_ISO: Final = r"[1-9]\d{3}-\d{2}-\d{2}"
_SPANS: Final = (
    rf"(?P<iso_instant>{_ISO}t\d{{2}}:\d{{2}}(?::\d{{2}}(?:\.\d+)?)?\s*(?:z|[+-]\d{{2}}:?\d{{2}})?)",
    rf"(?P<range_first>{_DAY}(?:\s+{MONTH})?(?:,?\s+{_YEAR})?){_DASH}(?P<range_last>{_DMY})",
    rf"(?P<mrange_first>{MONTH}\s+{_DAY}(?:,\s+{_YEAR})?){_DASH}(?P<mrange_last>(?:{MONTH}\s+)?{_DAY},?\s+{_YEAR})",
    rf"(?P<full>{_WEEKDAY}(?:{_DMY}|{_MDY}|{_ISO}){_TIME})",
    r"(?P<numbers>\d{1,2}(?P<mark>[/.-])\d{1,2}(?P=mark)\d{4})",
    rf"(?P<partial>{_WEEKDAY}(?:{MONTH},?\s+{_YEAR}|{_DAY}\s+(?:of\s+)?{MONTH}|{MONTH}\s+{_DAY}))",
    # Shaped like a day with a month name of another language, or a misspelt one: refused, not overlooked.
    rf"(?P<foreign>{_DAY}\.?\s+(?:de\s+|of\s+)?(?P<month>[^\W\d_]{{3,12}})\.?,?\s+(?P<of>de\s+)?{_YEAR})",
)
_LINE: Final = re.compile(rf"(?:{'|'.join(_SPANS)})(?P<rest>\s*|\s*(?:[,;|]|\s[-–—]|\s(?=\())\s*.*)", re.IGNORECASE)
_INSIDE: Final = re.compile(rf"(?<![\w/.-])(?:{'|'.join(_SPANS)})(?![\w/-])", re.IGNORECASE)
_ORDINAL: Final = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b", re.IGNORECASE)
_MONTH_NAMES: Final = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTH_SHORT: Final = tuple(name[:3] for name in _MONTH_NAMES)
# A place is a name: no digit, no sentence mark, and no full stop but that of an abbreviation (St., D.C.).
_PLACE: Final = re.compile(r"(?:[^\d.!?;:]|(?<=\b[^\W\d_])\.|(?<=\b[A-Z][a-z])\.){2,80}")


def parse_dateline(line: str, terms: Terms = UNDECLARED) -> Dateline | Refusal | None:
    """Read a whole line that is a date with an optional place; None if it is anything else."""
    if len(line) > LONGEST:
        return None
    match = _LINE.fullmatch(line.strip())
    if match is None:
        return None
    place = _place(match["rest"])
    if place is None or (match["foreign"] and not _like_a_month(match)):
        return None
    return _try(match, place, terms, line.strip().rstrip(", "))


def find_dates(text: str, terms: Terms = UNDECLARED) -> tuple[Found, ...]:
    """Find the dates that stand within a text, in its order; they do not overlap."""
    found = []
    for match in _INSIDE.finditer(text):
        if match["foreign"] and not _like_a_month(match):
            continue
        read = _try(match, "", terms, match[0].strip())
        found.append(Found(start=match.start(), end=match.start() + len(match[0].rstrip()), read=read))
    return tuple(found)


def month_number(name: str) -> int:
    """Return the number from 1 of a month's name or abbreviation."""
    return _MONTH_SHORT.index(name[:3].lower()) + 1


def _try(match: re.Match[str], place: str, terms: Terms, shown: str) -> Dateline | Refusal:
    try:
        return _read(match, place, terms.zone, terms.order)
    except (ValueError, OverflowError) as error:
        return Refusal(reason=f"“{shown}” cannot be a day: {error}")


def _like_a_month(match: re.Match[str]) -> bool:
    """Tell “12 de junio de 2008” and “29 Novembre 2019” from “20 women 2020”."""
    return bool(match["of"] or get_close_matches(match["month"].lower(), _MONTH_NAMES, n=1, cutoff=0.7))


def _place(rest: str) -> str | None:
    """Return the place behind a date, "" if there is none, None if the rest is prose."""
    place = rest.strip(" \t,;|-–—")
    if place.startswith("(") and place.endswith(")"):
        place = place[1:-1].strip()
    if not place:
        return ""
    prose = any(word[0].islower() and len(word) > 4 and "'" not in word for word in place.split())
    if prose or len(place.split()) > 8 or place[0].islower() or not _PLACE.fullmatch(place):
        return None
    return place


def _read(match: re.Match[str], place: str, zone: tzinfo, order: Order | None) -> Dateline | Refusal:
    """Turn a cut span into days, or say why it is none."""
    shown = match[0].strip().rstrip(", ")
    if match["partial"]:
        return Refusal(reason=f"“{shown}” is only part of a date: day, month and year are needed", partial=True)
    if match["foreign"]:
        return Refusal(reason=f"“{shown}” names a month that is not known; English month names are read")
    if match["numbers"]:
        return _read_numbers(match["numbers"], place, order)
    if match["iso_instant"]:
        return _with_instant(_parse(match["iso_instant"]), place, zone)
    if match["full"]:
        if match["clock"] is None:
            return Dateline(day=_parse(match["full"]).date(), place=place)
        return _with_instant(_parse(match["full"]), place, zone)
    first, last = _range_spans(match)
    day, end = _parse(first).date(), _parse(last).date()
    if end < day:
        return Refusal(reason=f"“{shown}” ends before it begins")
    return Dateline(day=day, end=end, place=place)


def _read_numbers(span: str, place: str, order: Order | None) -> Dateline | Refusal:
    """Read an all-number date: by the declared order, else only if a number above 12 proves it."""
    first, second, year = (int(part) for part in re.split(r"[/.-]", span))
    readings = {
        day for day in (_calendar_day(year, second, first), _calendar_day(year, first, second)) if day is not None
    }
    if order in {"dmy", "mdy"}:
        month, day_number = (second, first) if order == "dmy" else (first, second)
        return Dateline(day=date(year, month, day_number), place=place)
    if len(readings) == 1:
        return Dateline(day=readings.pop(), place=place)
    if not readings:
        return Refusal(reason=f"“{span}” is no day of the calendar")
    return Refusal(reason=f'“{span}” can be read two ways: declare `order = "dmy"` or `"mdy"` for the source')


def _calendar_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _with_instant(parsed: datetime, place: str, zone: tzinfo) -> Dateline:
    """Keep a printed time: its own zone, else the one of the source."""
    aware = parsed if parsed.tzinfo is not None else parsed.replace(tzinfo=zone)
    return Dateline(day=aware.date(), instant=aware.astimezone(UTC).replace(microsecond=0), place=place)


def _range_spans(match: re.Match[str]) -> tuple[str, str]:
    """Return both ends of a range as whole dates: what one end leaves out stands in the other."""
    if match["range_last"]:
        first, last = match["range_first"], match["range_last"]
        month_year = re.sub(rf"^{_DAY}\s+(?:of\s+)?", "", last, flags=re.IGNORECASE)
        if re.fullmatch(_DAY, first, re.IGNORECASE):
            return f"{first} {month_year}", last
        if not re.search(_YEAR, first):
            return f"{first} {last[-4:]}", last
        return first, last
    first, last = match["mrange_first"], match["mrange_last"]
    month = re.match(MONTH, first, re.IGNORECASE)
    if not re.match(MONTH, last, re.IGNORECASE) and month is not None:
        last = f"{month[0]} {last}"
    return (first if re.search(_YEAR, first) else f"{first}, {last[-4:]}"), last


def _parse(span: str) -> datetime:
    """Read one cut span with dateutil, twice, and accept only what both defaults agree on."""
    from dateutil.parser import parse  # here: it costs 60 ms, and an unchanged run reads no date

    plain = re.sub(r"\bsept\b\.?", "Sep", _ORDINAL.sub("", span), flags=re.IGNORECASE)
    plain = re.sub(r"\b(?:of|at)\b|[|–]", " ", plain)
    plain = re.sub(r"(?<=\d)[h.](?=\d\d(?:\D|$))", ":", re.sub(rf"^{_WEEKDAY}", "", plain, flags=re.IGNORECASE))
    # dateutil reads “GMT+7” as POSIX does, west of Greenwich; people mean east.
    plain = re.sub(r"\b(?:UTC|GMT)\s*(?=[+-]\d)", "", plain.upper())
    first, second = (parse(plain, default=default) for default in _DEFAULTS)
    if first != second:
        raise ValueError("it is only part of a date")
    _check_weekday(span, first)
    return first


_DEFAULTS: Final = (datetime(2003, 1, 1), datetime(2004, 2, 2))  # noqa: DTZ001 - naive on purpose
_DAY_NAMES: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _check_weekday(span: str, parsed: datetime) -> None:
    """Refuse a date whose printed weekday is another one: dateutil ignores it when a day is given."""
    name = span.strip()[:3].lower()
    if name in _DAY_NAMES and name != _DAY_NAMES[parsed.weekday()]:
        raise ValueError(f"{parsed.date()} is a {_DAY_NAMES[parsed.weekday()].title()}")

"""Whether a short text is a date line, asked often and answered quickly."""

import re
from functools import lru_cache
from typing import Final

from msgspec.structs import replace

from feedpub.dates import (
    UNDECLARED,
    Dateline,
    Found,
    Refusal,
    Terms,
    find_dates,
    foreign_letters,
    has_foreign_edges,
    parse_dateline,
)
from feedpub.listings.html.page.names import BOUND
from feedpub.listings.html.page.tree import width

_MAYBE: Final = re.compile(r"\d")
_AGO: Final = re.compile(
    r"\b(?:ago|vor \d|il y a|hace|fa$|назад|前$|小时前|分钟前)|^\s*(?:today|yesterday)", re.IGNORECASE
)

_SHAPE: Final = re.compile(
    r"\W*(?!\d\d?\W*$|[\d.]*(?<!\d)\d(?:\.\d){2,}(?![.\d]))(?:\d{1,4}[-/. :年月日時分点]*){2,6}\s*(?:[ap]\.?m\.?)?\W*",
    re.IGNORECASE,
)
"""Numbers as in a date that cannot be read; a number of two digits alone is as much of a date as one of one digit."""
_SPAN: Final = re.compile(r"(?=.{5,32}$)\D{0,16}(?<!\d)\d{1,2}(?!\d)\D{1,12}(?<!\d)\d{1,2}(?!\d)\D{0,12}")
"""Two numbers that may be days."""
_LEAP: Final = 2000
_ERA: Final = re.compile(r"(?:中華)?民國\s?\d{1,3}\s?年\s?")
REPUBLIC: Final = re.compile(
    r"((?:中華)?民國\s?)?(?<!\d)(1[0-4]\d|(?<=國)[1-9]\d|(?<=國\s)[1-9]\d)\s?[-./年]\s?(1[0-2]|0?[1-9])\s?[-./月]\s?"
    r"(3[01]|[12]\d|0?[1-9])(?!\d)日?"
)
"""A day in a year of the republic: the 113th is 2024. Without its name, only years of three digits are plain."""
COUNTED: Final = re.compile(r"\s*[(\[][^()\[\]]{0,40}\d[^()\[\]]{0,40}[)\]]$")
"""How many entries there are of a day, behind it: “3 May 2011 (showing 25 of 195)”."""
_EDGE: Final = 60
"""Letters at either end of a text in which a date at its edge stands."""
_WHOLE: Final = 400
_LEAD: Final = 24
"""Letters of words that lead up to a date."""
_BESIDE: Final = 14
"""So many letters beside a date are more than what a date line says besides."""


@lru_cache(maxsize=20_000)
def dates_of(text: str) -> tuple[Found, ...]:
    """Find the dates that stand in a text of which nothing is known; remembered, for it is asked for many reasons."""
    return find_dates(text, UNDECLARED)


def dates_in(text: str, terms: Terms) -> tuple[Found, ...]:
    """Find the dates that stand in a text of a page of which something may be known."""
    return dates_of(text) if terms == UNDECLARED else _dates_in(text, terms)


_dates_in: Final = lru_cache(maxsize=20_000)(find_dates)


@lru_cache(maxsize=20_000)
def days_of_no_year(text: str) -> Found | None:
    """Find the days that a text is from one to another, without their year: “19th to 21st June”."""
    if not _SPAN.fullmatch(text):
        return None
    words = text.strip()
    read = parse_dateline(words, replace(UNDECLARED, year=_LEAP))
    if not isinstance(read, Dateline) or read.end is None or read.place:
        return None
    start, reason = text.index(words), f"“{words}” is only part of a date: day, month and year are needed"
    return Found(start=start, end=start + len(words), read=Refusal(reason=reason, partial=True))


@lru_cache(maxsize=20_000)
def looks_like_a_date(text: str) -> bool:
    """Say whether a text is a date and hardly anything else."""
    if len(text) > 80:
        return False
    if not _MAYBE.search(text):
        return False
    if _AGO.search(text) and len(text) < 30:
        return True
    if "民國" in text:
        text = _ERA.sub("", text)
    if foreign_letters(text) >= _BESIDE:
        return False
    found = dates_of(text)
    if not found:
        return _SHAPE.fullmatch(text) is not None or days_of_no_year(text) is not None
    rest = "".join(text[a:b] for a, b in _outside(text, found))
    return width(rest) < _BESIDE


def without_edge_date(text: str) -> str:
    """Return a text without the date that it begins or ends with, "" if there is none or nothing else is said."""
    if not _MAYBE.search(text[:_EDGE]) and not _MAYBE.search(text[-_EDGE:]):
        return ""
    if len(text) <= _WHOLE:
        return _cut(text)
    begins, ends = f"{text[:_EDGE]} …", f"… {text[-_EDGE:]}"
    if rest := _cut(begins):
        return rest[:-1].rstrip() + text[_EDGE:]
    return text[:-_EDGE] + rest[1:].lstrip() if (rest := _cut(ends)) else ""


@lru_cache(maxsize=20_000)
def _cut(text: str) -> str:
    text = _FILE.sub("", text)
    if has_foreign_edges(text):
        return ""
    for one in dates_of(text):
        if not text[: one.start].strip(_MARKS) or leads_in(text[: one.start], text[one.start : one.end]):
            rest = text[one.end :].removeprefix(". ").lstrip(_MARKS)
            return _without_marks(rest)
        if not text[one.end :].strip(_MARKS):
            if BOUND.search(text[: one.start]):
                return ""  # “The lock is closed until 3 May 2011”
            words = _without_marks(_before_bracket(text[: one.start]))
            title, _, lead = words.rpartition(" ")
            title, _, first = title.rpartition(" ")  # “Title Posted on 3 May 2011”
            first = first.lstrip("([")
            led = title and first[:1].isupper() and leads_in(f"{first} {lead} ", text[one.start : one.end])
            return _without_marks(title) if led else words
    return ""


def _before_bracket(words: str) -> str:
    """Return the words before the bracket in which a date stands at the end, with the name of who wrote or said it."""
    at = max(words.rfind("("), words.rfind("["))
    opened = at > 0 and not any(sign in words[at:] for sign in ")]")
    return words[:at] if opened and len(words) - at < _LEAD and words[:at].strip(_MARKS) else words


def leads_in(before: str, date: str) -> bool:
    """Say whether words before a date only lead up to it: “Posted on 3 May 2011”."""
    if len(before) > _LEAD or "," in before:
        return False
    # “Town · 3 May 2011” is a label and a day: a mark lets any words stand before one.
    read = parse_dateline(f"{before.strip(_MARKS)} {date}", UNDECLARED)
    return isinstance(read, Dateline) and not read.place


def _without_marks(text: str) -> str:
    """Return a text without the marks at its end; a bracket that closes one of its own is none."""
    words = text.rstrip(_MARKS)
    closing = re.search(r"[)\]]", text[len(words) :])
    opened = closing and words.count(_CLOSES[closing[0]]) > words.count(closing[0])
    return text[: len(words) + closing.end()] if closing and opened else words


def beside_date(text: str) -> str:
    """Return what a text says around its one date, wherever that stands; "" if it has none, or says no more."""
    if len(text) > 200 or not _MAYBE.search(text):
        return ""
    return _around(text)


@lru_cache(maxsize=20_000)
def _around(text: str) -> str:
    found = dates_of(text)
    if len(found) != 1:
        return ""
    return " … ".join(filter(None, (text[: found[0].start].strip(_MARKS), text[found[0].end :].strip(_MARKS))))


_FILE: Final = re.compile(r"\s*\((?:pdf|docx?|word|xlsx?|excel|pptx?|odt|zip)\b[^()]{0,24}\)$", re.IGNORECASE)
"""Which kind of file the link behind a title leads to."""
_CLOSES: Final = {")": "(", "]": "["}
_MARKS: Final = " \t*-–—|·•:,;/()[]{}<>"


def _outside(text: str, found: tuple[Found, ...]) -> list[tuple[int, int]]:
    edges = [0, *(edge for one in found for edge in (one.start, one.end)), len(text)]
    return list(zip(edges[::2], edges[1::2], strict=True))


@lru_cache(maxsize=20_000)
def holds_a_date(text: str) -> bool:
    """Say whether a date stands in a text."""
    return bool(_MAYBE.search(text)) and (looks_like_a_date(text) or bool(dates_of(text[:200])))

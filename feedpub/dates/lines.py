"""A whole line, or a short text, → the dates in it."""

import re
from functools import cache, lru_cache
from typing import Final

from msgspec.structs import replace

from feedpub.dates import flanks
from feedpub.dates.fold import fold
from feedpub.dates.lexicon import lexicon
from feedpub.dates.moulds import Mould, as_moulded, mould_of
from feedpub.dates.plain import LONGEST_PLAIN, read_plain
from feedpub.dates.scan import Span, scan, scan_line
from feedpub.dates.tokens import Tokens, tokenize
from feedpub.dates.types import UNDECLARED, Dateline, Found, Refusal, Terms

LONGEST: Final = 160
"""No date line is longer than this, in characters."""

_DIGIT: Final = re.compile(r"\d|[一二三四五六七八九十]")
_ASCII_DIGIT: Final = re.compile("[0-9]")
_WORD: Final = re.compile("[a-z]+")
_MARKED: Final = re.compile(r"[0-9]\s*[-./]")
"""How numbers stand in dates that name no month, a year apart."""
_WORD_IN_LETTERS: Final = re.compile("[a-zß-ÿ\u0100-\u024f\u0370-\u04ff]+")
_PLAIN_SCRIPT: Final = re.compile(
    "[\x20-\x7e\xa1-\xac\xae-\xff\u0100-\u024f\u0370-\u03ff\u0400-\u045f\u2013-\u201e\u2026\u3001-\u30ff\u4e00-\u9fff]+"
)
"""Scripts whose letters are one character each, and their signs."""
_WEEKDAY: Final = re.compile(r"\s*\((?P<name>[^\W\d_]{2,13})\.?\)")
_RELATIVE: Final = ("relative", "ago", "before")
"""The roles of the words in dates without digits."""
WORDY: Final = 48
"""No date without a digit (“yesterday”) is longer than this, with what stands around it."""


def holds_a_number(text: str) -> bool:
    """Say whether a number stands in a text, in any digits; no date has none but those like “yesterday”."""
    return _DIGIT.search(text) is not None


def parse_dateline(line: str, terms: Terms = UNDECLARED) -> Dateline | Refusal | None:
    """Read a whole line that is a date with an optional place; None if it is anything else.

    Lead-ins (“Posted on”) and labels beside a rule (“News | 3 May 2012”) may stand with it.
    """
    if len(line) > LONGEST or not _may_hold_a_date(line):
        return None
    return _parse_line(line.strip(), terms)


@lru_cache(maxsize=8192)
def _parse_line(line: str, terms: Terms) -> Dateline | Refusal | None:
    """Read a line that may be a date line; remembered, for a page prints few days many times."""
    if len(line) <= LONGEST_PLAIN and (plain := read_plain(line, terms)) is not None:
        return plain
    mould = mould_of(line, terms)
    if mould is not None and mould.line != line:
        same, meant = as_moulded(mould, _parse_line(mould.line, terms))
        if same:
            return meant
    date, comma, rest = line.partition(", ")
    if (
        comma
        and not flanks.is_signed(date)
        and _is_name(rest)
        and (read := _parse_line(date, terms))
        and not getattr(read, "place", "")
    ):
        # A day is read once for all the places that stand behind it.
        side = flanks.behind(comma + rest)
        return None if side.prose else _placed(read, side.place)
    tokens, spans = _scan(line, terms)
    if not spans:
        alone = scan_line(tokens, terms)
        spans = [alone] if alone and alone.read is not None else []
    return _judge(tokens, spans) if spans else None


def find_dates(text: str, terms: Terms = UNDECLARED) -> tuple[Found, ...]:
    """Find the dates that stand within a text, in its order; they do not overlap.

    What is a date only where nothing else stands with it (04/05/13, “yesterday”) is found where it stands alone.
    """
    return _remembered(text, terms) if len(text) <= LONGEST else look_for_dates(text, terms)


@lru_cache(maxsize=2048)  # each look at a page asks it of the same lines
def _remembered(text: str, terms: Terms) -> tuple[Found, ...]:
    return look_for_dates(text, terms)


def look_for_dates(text: str, terms: Terms) -> tuple[Found, ...]:
    """Find the dates of a text that may not have been met before."""
    if text[-1:].isdigit() and len(text) <= LONGEST_PLAIN and (plain := read_plain(text, terms)) is not None:
        return (Found(start=0, end=len(text), read=plain),)
    if not _may_hold_a_date(text):
        return ()
    mould = mould_of(text, terms)
    found = None if mould is None else _found_in_mould(mould, _find_dates(mould.line, terms))
    return _find_dates(text, terms) if found is None else found


@lru_cache(maxsize=1024)
def _find_dates(text: str, terms: Terms) -> tuple[Found, ...]:
    """Find the dates in a text that has some; remembered, for moulds are alike."""
    tokens, spans = _scan(text, terms)
    if not spans and len(text) <= LONGEST:
        alone = scan_line(tokens, terms)
        if alone and alone.read is not None and _judge(tokens, [alone]) is not None:
            spans = [alone]
    found = [_found(tokens, span) for span in spans]
    return tuple(one for one in found if not _is_verb(text, one))


def _found_in_mould(mould: Mould, found: tuple[Found, ...]) -> tuple[Found, ...] | None:
    """Return the date of a line as it was found in its mould; None where more than one was."""
    if len(found) != 1:
        return None if found else ()
    meant = as_moulded(mould, found[0].read)[1]
    return None if meant is None else (replace(found[0], read=meant),)


@lru_cache(maxsize=64)
def _scan(text: str, terms: Terms) -> tuple[Tokens, list[Span]]:
    """Return the tokens of a text and the dates among them; remembered, for a line is asked as a whole and in part."""
    tokens = tokenize(text)
    return tokens, [span for span in scan(tokens, terms) if span.read is not None]


def _may_hold_a_date(text: str) -> bool:
    """Say without much ado of most lines that there is no date in them."""
    if (_ASCII_DIGIT if text.isascii() else _DIGIT).search(text) is None and len(text) > WORDY:
        return False
    return may_hold_a_date(text)


def may_hold_a_date(text: str, *, alone: bool = True) -> bool:
    """Say without much ado of most texts that no date stands in them, however long they are.

    Not `alone`: another date stands on the line, so that a year or “Monday 5” is none.
    """
    if text.isascii():
        small = text.lower()
        words = _WORD.findall(small)
        if _ASCII_DIGIT.search(text) is None:
            return not _relative_words().isdisjoint(words) and _relative().search(small) is not None
        return not _date_words().isdisjoint(words) or (_shaped() if alone else _MARKED).search(small) is not None
    small = fold(text)
    if _DIGIT.search(text) is None:
        return _relative().search(small) is not None
    return may_name_a_month(small) or (_shaped() if alone else _MARKED).search(small) is not None


def may_name_a_month(small: str) -> bool:
    """Say without much ado of most folded texts that no month or weekday is named in them, however long they are."""
    if not small.isascii() and (_PLAIN_SCRIPT.fullmatch(small) is None or not _signs().isdisjoint(small)):
        return True
    return not _date_words().isdisjoint(_WORD_IN_LETTERS.findall(small))


@cache
def _signs() -> frozenset[str]:
    """Return how the words of dates begin that are written without spaces between them, and their numbers."""
    names = _words_of(*_RELATIVE, "month", "weekday", "thang", "gatsu", "ordinal")
    return frozenset(name[0] for name in names if name[0] > "\u1100") | frozenset("〇零一二三四五六七八九十廿")


@cache
def _shaped() -> re.Pattern[str]:
    """Compile how numbers stand in dates that name no month: beside a mark, before an ordinal, as a year."""
    ordinals = "|".join(sorted(map(re.escape, _words_of("ordinal"))))
    return re.compile(rf"[0-9]\s*[-./]|[12][0-9]{{3}}|[0-9]\.?(?:{ordinals})(?![a-z])")


@cache
def _date_words() -> frozenset[str]:
    """Return how the words begin of which one stands in every other date with a number."""
    words = _words_of("month", "weekday", "thang", *_RELATIVE)
    return frozenset(word for name in words for word in _WORD_IN_LETTERS.findall(name)[:1])


def _words_of(*roles: str) -> frozenset[str]:
    words = lexicon()
    codes = words.one_of(*roles)
    return frozenset(word for word, code in words.codes.items() if code in codes)


@cache
def _relative() -> re.Pattern[str]:
    names = sorted(_words_of(*_RELATIVE), key=len, reverse=True)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, names))})(?![a-z])")


@cache
def _relative_words() -> frozenset[str]:
    """Return how those in English letters begin: most texts have none of these words."""
    return frozenset(word for name in _words_of(*_RELATIVE) for word in _WORD.findall(name)[:1])


def _judge(tokens: Tokens, spans: list[Span]) -> Dateline | Refusal | None:
    """Decide whether a line with these dates is a date line, and what it says."""
    at = 0
    sides: list[tuple[flanks.Flank, Span]] = []
    for span in spans:
        side = flanks.before(tokens, at, span.start)
        if side.prose or (sides and not side.updated and not _is_lead(tokens, at, span.start)):
            return None
        sides.append((side, span))
        at = span.end
    rest, fault = _without_weekday(tokens.raw(at, len(tokens.words)), spans[-1].read)
    last = flanks.behind(rest, byline=flanks.is_byline(tokens, spans[0].start))
    if last.prose:
        return None
    if fault is not None:
        return fault
    side, span = next(((side, span) for side, span in sides if not side.updated), sides[0])
    return _placed(span.read, side.place or last.place)


def _without_weekday(rest: str, read: Dateline | Refusal | None) -> tuple[str, Refusal | None]:
    """Leave out the weekday behind a time, “3 May 2020 21:10 UTC (Sun)”; say what is wrong with a wrong one."""
    found = _WEEKDAY.match(rest)
    day = lexicon().weekdays.get(fold(found["name"])) if found is not None else None
    if found is None or day is None or not isinstance(read, Dateline):
        return rest, None
    wrong = (
        Refusal(reason=f"“{read.day} {found[0].strip()}” has the wrong weekday") if read.day.weekday() != day else None
    )
    return rest[found.end() :], wrong


def _placed(read: Dateline | Refusal | None, place: str) -> Dateline | Refusal | None:
    """Add a place to a date that was read."""
    return replace(read, place=place) if isinstance(read, Dateline) and place else read


def _is_name(text: str) -> bool:
    """Say whether text behind a comma is nothing that belongs to a date."""
    words = fold(text).split()
    return bool(words) and words[0] not in lexicon().codes and not any(char.isdigit() for char in text)


def _is_lead(tokens: Tokens, start: int, end: int) -> bool:
    """Say whether only a lead-in stands between two dates."""
    return any(code not in " ,.|·-–/:()" for code in tokens.signature[start:end])


def _is_verb(text: str, found: Found) -> bool:
    """Say whether “may 2020” or “out 20” is a piece of a sentence, no part of a date."""
    partial = isinstance(found.read, Refusal) and found.read.partial
    return partial and text[found.start].islower() and text[: found.start].strip(" \t\u00a0(|-–—") != ""


def _found(tokens: Tokens, span: Span) -> Found:
    start, end = tokens.starts[span.start], tokens.starts[span.end]
    while end > start and tokens.text[end - 1].isspace():
        end -= 1
    while start < end and tokens.text[start].isspace():
        start += 1
    assert span.read is not None  # noqa: S101 - for mypy: such spans were left out
    return Found(start=start, end=end, read=span.read)

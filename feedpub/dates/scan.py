"""Find the dates in the tokens of a text, with the times beside them and the ranges that they make."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Final, NamedTuple

from feedpub.dates.calendar import Parts, read_days
from feedpub.dates.clocks import Clock, clock_at, clock_before, clock_behind, with_late_zone
from feedpub.dates.forms import KINDS
from feedpub.dates.grammar import Grammar, dates, hint, hint_of_line, lines
from feedpub.dates.lexicon import lexicon
from feedpub.dates.relative import count_back
from feedpub.dates.tokens import Tokens, number
from feedpub.dates.types import Dateline, Refusal, Terms
from feedpub.dates.unknown import read_unknown

_FAR: Final = 40
"""A date with all that belongs to it has no more tokens."""

_LONGEST_ALONE: Final = 24
"""Nor has a line that holds only a date, with what leads in to it."""

_SENTENCE: Final = re.compile(r"[-–]\s+[^\W\d_a-zß-ÿ][a-zß-ÿ]")
"""A dash and a word with a capital, as no second day of a range has before it."""
_TILL: Final = re.compile(r"\s?(?:まで|까지)")


class Span(NamedTuple):
    """A date among tokens: `start` and `end` count tokens; `read` is None for what only looks like a date."""

    form: str
    start: int
    end: int
    read: Dateline | Refusal | None


def scan(tokens: Tokens, terms: Terms) -> Iterator[Span]:
    """Yield what is a date wherever it stands, from left to right."""
    if not hint().search(tokens.signature):
        return
    grammar = dates(two_digit_years=terms.two_digit_years)
    at = 0
    while match := grammar.pattern.search(tokens.signature, at):
        span = _whole(_span(match, grammar, tokens, terms), grammar, tokens, terms)
        # A time before the date must not reach into the last one.
        at = span.end
        yield span


def scan_line(tokens: Tokens, terms: Terms) -> Span | None:
    """Return what is a date only because nothing else stands with it."""
    if len(tokens.words) > _LONGEST_ALONE or not hint_of_line().search(tokens.signature):
        return None
    if (match := lines().pattern.search(tokens.signature)) is None:
        return None
    return _with_clock(_span(match, lines(), tokens, terms), tokens, terms)


def _span(match: re.Match[str], grammar: Grammar, tokens: Tokens, terms: Terms) -> Span:
    """Read the parts that a form found."""
    form = str(match.lastgroup)
    words = {part: tokens.word(match.start(i)) for part, i in grammar.parts[form] if match.start(i) >= 0}
    # “from” opens a range; before a single day it is a word of the text.
    ranges = words.keys() & {"D2", "d2", "A2"}
    start = match.start() if ranges else max(match.start(), match.end("since"))
    parts = Parts(form, words, tokens, start, match.end())
    if form == "clock":
        return _clocked(parts, match.start("clock_C1"), terms)
    return Span(form, start, match.end(), _read(parts, terms))


def _clocked(parts: Parts, at: int, terms: Terms) -> Span:
    """Read a date that has its time within, and what it has of a zone beside the time or behind the year."""
    read, end, found = read_days(parts, terms), parts.end, clock_at(parts.tokens, at, terms.zone)
    if isinstance(read, Dateline) and found is not None:
        clock, end = with_late_zone(found[0], parts.tokens, end, terms.zone)
        if clock.fault:
            return Span(parts.form, parts.start, end, Refusal(reason=f"“{parts.shown}”: {clock.fault}"))
        read = _at(read.day, clock, terms)
    return Span(parts.form, parts.start, end, read)


def _read(parts: Parts, terms: Terms) -> Dateline | Refusal | None:
    form, kind = parts.form, KINDS[parts.form]
    if kind == "relative" or form == "day":
        return count_back(parts, terms)
    if form in {"unknown", "unknownfirst"}:
        return read_unknown(parts)
    if kind in {"full", "short", "yearless"} or form in {"weekdayalone", "ordinalalone", "numbersalone"}:
        return read_days(parts, terms)
    if form in {"monthnumber", "numbermonth"} and not 1 <= number(parts.words["m1"]) <= 12:
        return None
    return Refusal(reason=f"“{parts.shown}” is only part of a date: day, month and year are needed", partial=True)


def _whole(span: Span, grammar: Grammar, tokens: Tokens, terms: Terms) -> Span:
    """Add to a date its time, or the date at the other end of its range."""
    if span.end == len(tokens.words) and span.start == 0:
        return span
    timed = _with_clock(span, tokens, terms)
    if KINDS[span.form] in {"partial", "relative"} or not isinstance(span.read, Dateline):
        return timed
    if span.read.end is not None or (to := _to().match(tokens.signature, timed.end)) is None:
        return timed
    # Matched on a piece of its own: what stands before the second date is known to be no part of it.
    rest = tokens.part(to.end(), _FAR)
    match = grammar.pattern.match(rest.signature)
    if match is None or KINDS[str(match.lastgroup)] != "full":
        return timed
    last = _with_clock(_span(match, grammar, rest, terms), rest, terms)
    if isinstance(last.read, Refusal):
        return Span(span.form, span.start, to.end() + last.end, last.read)
    opens = _SENTENCE.search(tokens.printed(timed.end, to.end())) is not None  # “9 mars 2017 – Le 6 mars, une équipe”
    if last.read is None or last.read.end is not None or opens:
        return timed
    end = _behind_till(tokens, to.end() + last.end)
    shown = tokens.printed(span.start, end)
    if last.read.day < span.read.day:
        return Span(span.form, span.start, end, Refusal(reason=f"“{shown}” ends before it begins"))
    since = _since().search(tokens.signature, max(0, span.start - 4), span.start)
    start = since.start() if since else span.start
    return Span(span.form, start, end, Dateline(day=span.read.day, end=last.read.day))


def _behind_till(tokens: Tokens, end: int) -> int:
    """Return where a range ends whose last word says that it does: “から…まで”, “부터…까지”."""
    found = _TILL.match(tokens.text, tokens.starts[end])
    behind = bisect_left(tokens.starts, found.end(), end) if found else end
    return behind if found and tokens.starts[behind] == found.end() else end


def _with_clock(span: Span, tokens: Tokens, terms: Terms) -> Span:
    """Read the time behind or before a date; two times are a range of one day."""
    if isinstance(span.read, Refusal) and KINDS[span.form] != "partial":
        behind = clock_behind(tokens, span.end, terms.zone)
        return span._replace(end=behind[1]) if behind else span
    if not isinstance(span.read, Dateline) or span.read.instant is not None:
        return span
    start, end, until = span.start, span.end, False
    if (behind := clock_behind(tokens, span.end, terms.zone)) is not None:
        clock, end, until = behind
    elif before := clock_before(tokens, span.start, terms.zone):
        clock, start = before
    else:
        return span
    if clock.fault:
        return Span(span.form, start, end, Refusal(reason=f"“{tokens.printed(start, end)}”: {clock.fault}"))
    if span.read.end is not None or span.read.relative:
        return Span(span.form, start, end, span.read)
    if until:
        return Span(span.form, start, end, Dateline(day=span.read.day, end=span.read.day))
    return Span(span.form, start, end, _at(span.read.day, clock, terms))


def _at(day: date, clock: Clock, terms: Terms) -> Dateline:
    """Return a day with its time; the day alone where the zone of that may be one of several."""
    return Dateline(day=day) if clock.unsure else Dateline(day=day, instant=clock.on(day, terms.zone))


@cache
def _to() -> re.Pattern[str]:
    to, article = lexicon().one_of("to"), lexicon().one_of("article")
    return re.compile(f" ?(?:->|[-–/→]|{to}) ?(?:{article} )?")


@cache
def _since() -> re.Pattern[str]:
    since, article = lexicon().one_of("since"), lexicon().one_of("article")
    return re.compile(f"{since} (?:{article} )?$")

"""Dates that a copy has glued to titles, labels and times: “23.03.2012PRESS”, “A lock opens23 March 2012”."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Final

from feedpub.listings.text.mending.halves import TIMED
from feedpub.listings.text.wording.habits import BEGINNING
from feedpub.listings.text.wording.timeheads import names_month
from feedpub.patterns import later

_GLUED_TO: Final = r"[^\W\d_]|\d\d:\d\d"
_LONGER_YEARS: Final = [
    later(rf"{digits}\d\d(?:{_GLUED_TO}|\d{{1,4}}\s?[^\W\d_]|[ \t]+\d|\s?[–—:-]|{TIMED})") for digits in ("19", "20")
]
"""A year and what touches it, or leads on: all that is looked for here, and where texts and times are parted from days.

A search that begins with a text is ten times faster.
"""
_GLUED: Final = later(r"\s*[^\W_][\w .,/-]{4,22}?(?<!\d)(?:19|20)\d\d(?=[^\W\d_][^\W\d_ '’]|[^\W\d_a-z][ '’])")
_GLUE: Final = later(r"(?:19|20)\d\d(?=[^\W\d_年년][^\W\d_ '’]|[^\W\d_a-z][ '’])[^a-z]")
# What stands before is asked last: so the search goes from “1” or “2” to the next, not from sign to sign.
_CLOCK: Final = later(r"(?:19|20)\d\d(?=\d\d:\d\d(?!\d))(?<!\d.{4})")
"""A year that is glued to a time: “21 April 201615:40”."""
_GLUED_YEARS: Final = [later(rf"{digits}\d\d(?={_GLUED_TO})") for digits in ("19", "20")]
"""What `_GLUE` and `_CLOCK` begin with: nearly no page has it."""
_DAY: Final = r"\d{1,2}(?P<sign>[./-])\d{1,2}(?P=sign)(?:19|20)\d\d"
_NAMED: Final = (
    r"\d{1,2}(?:\.|st|nd|rd|th|er|º)?\s(?:de\s|d['’])?(?P<month>[^\W\d_]{3,12})\.?,?\s(?:de\s|del\s)?(?:19|20)\d\d"
)
_TURNED: Final = r"(?<=[^\W\d_A-Z])(?P<turned>[A-Z][^\W\d_]{2,8})\.?\s\d{1,2}(?:st|nd|rd|th)?,\s(?:19|20)\d\d"
_TAIL: Final = later(
    rf"(?:(?<=[^\W\d_])(?:{_DAY}|{_NAMED})|(?<=[!?…»”\")\]])(?:{_DAY.replace('sign', 'sign2')}|"
    rf"{_NAMED.replace('month', 'month2')})|{_TURNED})(?:(?:,|\s[–|-])?\s\d{{1,2}}:\d\d)?$"
)
"""A date that ends a line and is glued to the words before it: “A lock opens3 May 2019”, “A lock opensMay 3, 2019”."""
_COMMENTS: Final = later(
    r"(?:19|20)\d\d(?:\d{1,4}|no|sin|sem|keine|aucun|nessun|geen|нет)\s?(?:comments?|comentarios?|comentários?|commentaires?"
    r"|kommentare?|comment[io]|reacties?|комментари\w{1,3})\s*$",
    re.IGNORECASE,
)
"""How many have answered, glued to a year: “May 3, 20190 Comments”, “3 mai 2019Aucun commentaire”."""
_ANSWERS: Final = ("comm", "coment", "komment", "коммент", "reactie")
_YEAR_DIGITS: Final = 4
_FAR: Final = 24
_FAR_TAIL: Final = 44
_TIMED: Final = later(
    rf"\s*(?:{_DAY}|(?:19|20)\d\d-\d\d-\d\d)[ ,|–-]{{1,4}}\d{{1,2}}:\d\d"
    r"(?=[^\W\d_A-Z][^\W\d_]|[A-Z][^\W\d_A-Z]|[A-Z][ '’])(?=[^a-z])"
)
"""A date and a time that are glued to a title: “03/05/2019 10:30A lock opens”."""
_STAMP: Final = later(
    r"(?:19|20)\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:?\d\d)"
    rf"(?=(?:{_DAY}|{_NAMED}|[^\W\d_]{{3,12}}\.?\s\d{{1,2}},?\s(?:19|20)\d\d)(?!\d))"
)
"""A time for machines, which a page hides, before the date it shows: “2019-05-03T08:25:08+02:003 May 2019”."""
_TWICE: Final = later(
    r"(?P<date>(?:\d{1,2}[./-]\d{1,2}[./-]|\d{1,2}\.?\s(?:de\s)?[^\W\d_]{3,12}\.?\s(?:de\s)?)(?:19|20)\d\d)\s+"
    r"(?P=date)(?!\d)\s*"
)
"""A date that a page hides, before the same one that it shows: “3 May 2019 3 May 2019A lock opens”."""
_TWICE_YEARS: Final = [later(rf"{digits}\d\d[ \t]+\d{{1,2}}[./\s-]") for digits in ("19", "20")]
"""What `_TWICE` has, looked for first."""
_SOME: Final = 2
_HAN: Final = r"(?:19|20)\d\d年\d\d?月\d\d?日"
_ISO: Final = later(rf"(?:19|20)\d\d-\d\d-\d\d|{_HAN}")
_GOING_ON: Final = "にのをがはでとよま付以起至到上下午前後时時星期周週现現在开開生消及和、，（(）)～〜から"
"""How words go on that belong to the day before them: “2019年3月5日に”, “2019年3月5日起”."""
_HAN_LEAD: Final = later(rf"\s*(?:[•·●■◆-]\s*)?{_HAN}(?=[\u3041-\u9fff“「【])(?=[^{_GOING_ON}])")
_HAN_TAIL: Final = later(rf"(?<=[\u3041-\u9fff”」】]){_HAN}$")


def years_go_on(text: str) -> bool:
    """Say of most pages, at one look, that nothing but the end of a date stands behind their years."""
    return any(year.search(text) is not None for year in _LONGER_YEARS)


def unglued(lines: list[str], text: str, *, going_on: bool) -> list[str]:
    """Part dates from what is glued to them, and say those once that are said twice, if any years go on."""
    parted = _parted(lines, text) if going_on else lines
    return _apart_where(_apart_where(parted, _times), _tails)


def _parted(lines: list[str], text: str) -> list[str]:
    lines = _said_once(lines) if any(year.search(text) is not None for year in _TWICE_YEARS) else lines
    if "-" in text and _STAMP.search(text) is not None:
        lines = [_STAMP.sub("", line) for line in lines]
    small = text.lower()
    lines = _without_comments(lines) if any(word in small for word in _ANSWERS) else lines
    glued = any(year.search(text) is not None for year in _GLUED_YEARS)
    parted = [_unglued(line) for line in lines] if glued and _GLUE.search(text) is not None else lines
    # The search takes its time, and finds nothing in English letters, nor without a day in numbers.
    dense = not text.isascii() and _ISO.search(text) is not None
    parted = [_dense().sub(_apart, line) for line in parted] if dense and _dense().search(text) is not None else parted
    parted = [_CLOCK.sub(r"\g<0> ", line) for line in parted] if glued and _CLOCK.search(text) is not None else parted
    return _with_han_apart(parted) if dense and "年" in text else parted


def _said_once(lines: list[str]) -> list[str]:
    """Leave out the second of two equal dates that open a line, where several lines begin so."""
    again = {at: match for at, line in enumerate(lines) if line[:1].isdigit() and (match := _TWICE.match(line))}
    if len(again) < _SOME:
        return lines
    once = {at: f"{match['date']} | {lines[at][match.end() :]}".rstrip(" |") for at, match in again.items()}
    return [once.get(at, line) for at, line in enumerate(lines)]


def _without_comments(lines: list[str]) -> list[str]:
    """Leave out how many have answered, where it is glued to the years of several dates."""
    counted = {at: match.start() for at, line in enumerate(lines) if (match := _COMMENTS.search(line)) is not None}
    if len(counted) < _SOME:
        return lines
    return [line[: counted[at] + _YEAR_DIGITS] if at in counted else line for at, line in enumerate(lines)]


def _unglued(line: str) -> str:
    """Part a date from the label or the title that is glued to it: “23.03.2012PRESS”."""
    if "20" not in line[:_FAR] and "19" not in line[:_FAR]:
        return line
    match = _GLUED.match(line)
    return f"{match[0]} | {line[match.end() :]}" if match is not None and not line[match.end()].islower() else line


def _apart_where(lines: list[str], glued: Callable[[Sequence[str]], Mapping[int, int]]) -> list[str]:
    """Part lines in two where they are glued, if several of the first ones are."""
    return _cut(lines, glued(lines), " | ") if len(glued(lines[:BEGINNING])) >= _SOME else lines


def _cut(lines: list[str], ends: Mapping[int, int], mark: str) -> list[str]:
    """Put a mark into some lines, each at its place."""
    return [f"{line[: ends[at]]}{mark}{line[ends[at] :]}" if at in ends else line for at, line in enumerate(lines)]


def _with_han_apart(lines: list[str]) -> list[str]:
    """Part days from the titles behind or before them in writing that does not part words, where most days are such."""
    lead = {at: match.end() for at, line in enumerate(lines) if "年" in line and (match := _HAN_LEAD.match(line))}
    tail = {at: match.start() for at, line in enumerate(lines) if "年" in line and (match := _HAN_TAIL.search(line))}
    days = sum("年" in line and "日" in line for line in lines)
    ends = {at: end for side in (lead, tail) if len(side) >= _SOME and len(side) * 2 > days for at, end in side.items()}
    return _cut(lines, ends, " ")


def _is_date(match: re.Match[str]) -> bool:
    """Say whether the word between the numbers of a date, if there is one, names a month."""
    month = match["month"] or match["month2"] or match["turned"]
    return month is None or names_month(month)


def _tails(lines: Sequence[str]) -> dict[int, int]:
    """Return the lines that end in dates which touch the words before them, and where the dates begin.

    The number of a link alone is no words: “[12]3 May 2019”.
    """
    begins = {
        at: match.start() + max(0, len(line) - _FAR_TAIL)
        for at, line in enumerate(lines)
        if line[-1:].isdigit() and (match := _TAIL.search(line[-_FAR_TAIL:])) and _is_date(match)
    }
    return {at: begin for at, begin in begins.items() if any(map(str.isalpha, lines[at][:begin]))}


def _times(lines: Sequence[str]) -> dict[int, int]:
    """Return the lines that begin with a date and a time which touch the words behind them, and where these begin."""
    return {
        at: match.end()
        for at, line in enumerate(lines)
        if line.lstrip()[:1].isdigit() and (match := _TIMED.match(line))
    }


@cache  # few pages need it: four milliseconds of every start
def _dense() -> re.Pattern[str]:
    """Compile a date glued to a title, in writing that does not part words."""
    return re.compile(
        r"^(?P<lead>\s*(?:[•·●■◆-]\s*)?(?:19|20)\d\d-\d\d-\d\d)(?=[\u3000-\u9fff\uff00-\uffef“]|20\d\d[年\u4e00-\u9fff])"
        r"|(?<=[\u3000-\u9fff\uff00-\uffef”])(?P<tail>(?:19|20)\d\d-\d\d-\d\d)(?=[^\S\n]*$)",
        re.MULTILINE,
    )


def _apart(match: re.Match[str]) -> str:
    return f"{match['lead']} " if match["lead"] else f" {match['tail']}"

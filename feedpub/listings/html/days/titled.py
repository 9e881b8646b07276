"""Days within titles that date their entries, where nearly all titles have one in the same place."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from msgspec.structs import replace

from feedpub.dates import Dateline, Found, Order, Refusal, Terms, parse_dateline, prove_order
from feedpub.listings.html.days.partial import Above
from feedpub.listings.html.page.dating import dates_in
from feedpub.listings.html.page.names import AS_OF, BOUND, CHANGED, DUE

_ENDING: Final = re.compile(r"\(([^()]{6,40})\)\W*$")
_GLUED: Final = re.compile(r"\s*[-–—]\s*(\d{1,2}([-./])\d{1,2}\2(?:19|20)\d\d)$")
_OF_NUMBERS: Final = re.compile(r"(?<!\d)\d{1,2}([-./])\d{1,2}\1(?:19|20)?\d\d(?!\d)")
_SIGNED: Final = re.compile(r"[^\w\s](?:\s+[^\W\d_]{1,6})?\s*$")
_SIGN: Final = re.compile(r"\s*[^\w\s]")
"""What stands before and behind a day between signs: “, of … –”."""
_BEHIND: Final = re.compile(r"\W*(?:[(\[][^()\[\]]{1,24}[)\]]\W*|[-–—]\s?[^\d()\[\]]{1,24})?(?:\.?pdf|\.?docx?)?\W*")
"""What may stand behind a day that ends a title: which of several it is, or what kind of file: “3 May 2011 (2)”."""
_NAME: Final = re.compile(r"(?:[^\w\s]|(?<!\w)(?:\d+|[^\W\d_][\w.’'-]{2,}))\s+")
"""A mark, a number, or a word of some letters, with the space behind it."""
_FILE: Final = re.compile(
    r"(?:\S*[^\d\s])?((?:19|20)\d\d-\d\d-\d\d)(?:[^\d\s]\S*)?\.(?:pdf|docx?|xlsx?|odt|rtf|txt|html?)(?!\S)",
    re.IGNORECASE,
)
"""A day in the name of a file: “minutes-2011-05-03.pdf”."""
_TITLE: Final = 300
_NEARLY: Final = 0.9
_USUALLY: Final = 0.8
_MOSTLY: Final = 0.6
_MARKS: Final = (",", "–", "—", "-", ":", "(", "|")
_EDGE: Final = 60
"""Letters of a title among which the day stands that it begins with."""
_SEVERAL: Final = 3
_AGAIN: Final = 2
"""So often titles come on average that days tell apart."""
_CUT: Final = 3
"""One title in so many at least begins with its day where that was cut off it."""


def days_glued(titles: Sequence[str], terms: Terms) -> tuple[list[str], Order | None]:
    """Return the days in numbers that a hyphen glues to the end of nearly all titles, as names of files have them.

    Their order must be proved. None are returned where few titles end so, or most have a space before the hyphen.
    """
    found = [_glued(title, terms) for title in titles]
    words = [match[1] if match else "" for match in found]
    if sum(map(bool, words)) < max(_NEARLY * len(words), _SEVERAL):
        return [], None
    if 2 * sum(match is not None and not match[0][0].isspace() for match in found) <= len(found):
        return [], None
    order = prove_order(filter(None, words), terms)
    return (words, order) if order is not None else ([], None)


def _glued(title: str, terms: Terms) -> re.Match[str] | None:
    """Return the day that is glued to the end of a title if it is the only one there, and bounds nothing."""
    match = _GLUED.search(title) if len(title) <= _TITLE else None
    before = title[: match.start()] if match else ""
    if _OF_NUMBERS.search(before) or any(isinstance(one.read, Dateline) for one in dates_in(before, terms)):
        return None
    return None if _bounds(before) else match


def _bounds(before: str) -> bool:
    """Say whether words before a day make it the first or last of something, and not that of an entry."""
    return any(one.search(before) for one in (AS_OF, BOUND, CHANGED, DUE))


def without_glued_days(titles: Sequence[str]) -> list[str]:
    """Return titles without the days that hyphens glue to their ends; as they are where most come again without."""
    rests = [title[: found.start()] if (found := _GLUED.search(title)) else title for title in titles]
    if _AGAIN * len({*rests}) <= len(rests):
        return [*titles]
    return [rest or title for rest, title in zip(rests, titles, strict=True)]


def days_ending(titles: Sequence[str], terms: Terms) -> list[str]:
    """Return the days in brackets that end nearly all titles, as in lists of judgments; none where they end few."""
    found = [match[1] if (match := _ENDING.search(title)) else "" for title in titles]
    days = [words if isinstance(parse_dateline(words, terms), Dateline) else "" for words in found]
    return days if sum(map(bool, days)) >= max(0.8 * len(days), _SEVERAL) else []


def days_of_files(titles: Sequence[str], terms: Terms) -> list[str]:
    """Return the days in nearly all titles that are names of files, the year first; none where few have one."""
    found = [match[1] if (match := _FILE.match(title)) else "" for title in titles]
    days = [words if isinstance(parse_dateline(words, terms), Dateline) else "" for words in found]
    return days if sum(map(bool, days)) >= max(_NEARLY * len(days), _SEVERAL) else []


def days_at_edges(titles: Sequence[str], above: Sequence[Above | None], terms: Terms) -> list[tuple[str, str]]:
    """Return the days that titles end or begin with, each with the heading that has its year if it has none.

    Nearly all do one of these; those that do the other are dated, too.
    """
    closing, beginning = _days_closing(titles, above, terms), _days_beginning(titles, terms)
    if not beginning:
        return closing
    ends = closing or [day_closing(title, one, terms) for title, one in zip(titles, above, strict=True)]
    return [(words, "") if words else end for words, end in zip(beginning, ends, strict=True)]


def _days_closing(titles: Sequence[str], above: Sequence[Above | None], terms: Terms) -> list[tuple[str, str]]:
    """Return the days that nearly all titles end with or are, behind a mark or a name; none where they end few.

    “Board meeting, 3 May 2011”. Behind other words a day is that of what the title tells of: “Gas is dearer on …”.
    Those that leave out the year have that of the heading above them with them; they rise or fall below each.
    """
    found = [day_closing(title, one, terms) for title, one in zip(titles, above, strict=True)]
    runs: defaultdict[str, list[date]] = defaultdict(list)
    for (words, heading), one in zip(found, above, strict=True):
        if heading and one is not None and isinstance(read := parse_dateline(words, _below(one, terms)), Dateline):
            runs[heading].append(read.day)
    steps = [a <= b for run in runs.values() for a, b in pairwise(run) if a != b]
    number = sum(bool(words) for words, _ in found)
    nearly = number >= max(_NEARLY * len(found), _SEVERAL) or _close_with_days_or_months(titles, number, terms)
    return found if nearly and len({*steps}) < 2 else []


def _close_with_days_or_months(titles: Sequence[str], days: int, terms: Terms) -> bool:
    """Say whether most titles end with a day, so many of them, and of the others most with a month, behind a mark."""
    if days < max(_MOSTLY * len(titles), _SEVERAL):
        return False
    ends = [dates_in(title, terms)[-1:] if len(title) <= _TITLE else () for title in titles]
    marked = sum(
        title[: end[0].start].rstrip().endswith(_MARKS) and _BEHIND.fullmatch(title, end[0].end) is not None
        for title, end in zip(titles, ends, strict=True)
        if end
    )
    return marked >= _USUALLY * len(titles)


def day_closing(title: str, above: Above | None, terms: Terms) -> tuple[str, str]:
    """Return the one day of a title where it stands at its end, and the heading with its year if it has none."""
    if words := _closing(title, terms):
        return words, ""
    words = _closing(title, _below(above, terms)) if above is not None and above[1].month is None else ""
    return (words, above[0]) if words and above is not None else ("", "")


def _below(above: Above, terms: Terms) -> Terms:
    """Return what is meant below the heading of a year."""
    return replace(terms, year=above[1].year, month=None)


def _closing(title: str, terms: Terms) -> str:
    """Return the one day of a title where it stands at its end and bounds nothing, "" if it does not."""
    dates = dates_in(title, terms) if len(title) <= _TITLE else ()
    if len(dates) != 1 or not isinstance(dates[0].read, Dateline) or dates[0].read.relative:
        return ""
    before, words = title[: dates[0].start], title[dates[0].start : dates[0].end]
    if not _BEHIND.fullmatch(title, dates[0].end) or _bounds(before):
        return ""
    *_, lead = [None, *_NAME.finditer(before)]
    named = lead is not None and lead.end() == len(before) and not lead[0][0].islower()
    return words if named or not before.strip() else ""


def _days_beginning(titles: Sequence[str], terms: Terms) -> list[str]:
    """Return the days that titles begin with, where nearly all begin with a day or a month; else those that are one."""
    found = [
        next((one for one in dates_in(title[:_EDGE], terms) if not title[: one.start].strip()), None)
        for title in titles
    ]
    reads = [None if one is None else one.read for one in found]
    dated = [isinstance(read, Dateline) and not read.relative for read in reads]
    months = sum(isinstance(read, Refusal) and read.partial for read in reads)
    if sum(dated) + months < 0.8 * len(titles):  # “4 May 2026” above “Minutes of 12 May 2025”: some say no more
        alone = [one is not None and not title[one.end :].strip() for title, one in zip(titles, found, strict=True)]
        dated = [day and whole for day, whole in zip(dated, alone, strict=True)]
    if sum(dated) < _SEVERAL:
        return []
    return [
        title[one.start : one.end] if day and one else "" for title, one, day in zip(titles, found, dated, strict=True)
    ]


def days_as_others_begin(titles: Sequence[str], cut: Sequence[bool], terms: Terms) -> list[str]:
    """Return the days that whole titles begin with where those of others were cut off: the markup of a line varies."""
    if _CUT * sum(cut) < len(cut):
        return [""] * len(cut)
    return [
        next((title[: one.end] for one in dates_in(title[:_EDGE], terms)[:1] if _opens(title, one)), "")
        if not short
        else ""
        for title, short in zip(titles, cut, strict=True)
    ]


def _opens(title: str, found: Found) -> bool:
    """Say whether a title begins with a whole day, and says more."""
    whole = isinstance(found.read, Dateline) and not found.read.relative
    return whole and not title[: found.start].strip() and any(map(str.isalpha, title[found.end :]))


def days_between_signs(titles: Sequence[str], terms: Terms) -> list[str]:
    """Return the one day that nearly all titles hold between the same signs: “Order, of 3 May 2011 – No. 12”.

    A word may lead up to it, the same in all. None are returned where few do.
    """
    found = [_between_signs(title, terms) for title in titles]
    frames = Counter(one[0] for one in found if one is not None)
    frame, number = frames.most_common(1)[0] if frames else ("", 0)
    if number < max(_NEARLY * len(titles), _SEVERAL):
        return []
    return [one[1] if one is not None and one[0] == frame else "" for one in found]


def _between_signs(title: str, terms: Terms) -> tuple[str, str] | None:
    """Return the signs around the one date of a title, with the word that leads up to it, and its words."""
    dates = dates_in(title, terms) if len(title) <= _TITLE else ()
    if len(dates) != 1 or not isinstance(dates[0].read, Dateline) or dates[0].read.end or dates[0].read.relative:
        return None
    before, behind = _SIGNED.search(title[: dates[0].start]), _SIGN.match(title[dates[0].end :])
    words = title[dates[0].start : dates[0].end]
    return (before[0].strip() + behind[0].strip(), words) if before and behind else None

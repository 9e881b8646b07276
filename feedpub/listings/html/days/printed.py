"""The dates that records print, and the places that hold the date of the entry."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from feedpub.dates import Dateline, Found, Refusal, Terms
from feedpub.listings.html.days.boxes import dates_of_boxes
from feedpub.listings.html.days.due import is_due, is_late, is_later, names_around
from feedpub.listings.html.days.partial import find_part
from feedpub.listings.html.groups.spans import FIRST_LINE, Key, Row, Span
from feedpub.listings.html.page.dating import REPUBLIC, dates_in, days_of_no_year, looks_like_a_date
from feedpub.listings.html.page.language import is_chinese
from feedpub.listings.html.page.names import CHANGED, DATE, EDITED, PUBLISHED
from feedpub.listings.html.page.tree import Page

LONGEST: Final = 200
"""Letters of a span in which a date is looked for."""
_TIME: Final = re.compile(r"publish|updated|modified|edited")
"""What calls an element one of the times of an entry."""
_AT_START: Final = 12
"""Letters before a date that still begins its text."""
_AT_END: Final = re.compile(r"[(\[（【]([^()\[\]（）【】]{6,40})[)\]）】]\.?$")
"""What stands in brackets behind a text: “Talk in the new hall on 3 June (28 May 2020)” is of May."""
_MOSTLY: Final = 0.6
_BOXES: Final = 6
"""So many boxes at most are one date."""
_DAYS: Final = 3
"""A text that says more days than these is about them, and no date line."""
_NO_DOT: Final = re.compile(r"\W*(\d{1,2})\.\s?(\d{1,2})\s((?:19|20)\d\d)\W*")
_GLUED: Final = re.compile(r"((?<!\d)\d{1,2}\.\s?\d{1,2}\.\s?(?:19|20)\d\d)-(?=[^\W\d])")
_NO_DAY: Final = re.compile(r"\W*(1?\d)\s?月\s?([1-3]?\d)\W*")
_WORD: Final = re.compile(r"[^\W\d_]+")


class Read(Struct, frozen=True):
    """A date in a span of a record."""

    span: Span
    text: str  # what it was found in: the span's, or that of its boxes as one date
    found: Found
    words: str
    bare: bool  # the span says little else
    before: str  # the last words of the span before it, where it says much else

    @property
    def lead(self) -> str:
        """What stands before the date."""
        return self.text[: self.found.start]

    @property
    def usable(self) -> bool:
        """Say whether it is a day."""
        return isinstance(self.found.read, Dateline)

    @property
    def frame(self) -> str:
        """The words around the date."""
        text = self.text
        words = text[: self.found.start] + text[self.found.end :]
        return "".join(_WORD.findall(words)) if self.bare else ""

    @property
    def partial(self) -> bool:
        """Say whether it lacks its year."""
        return isinstance(self.found.read, Refusal) and self.found.read.partial


def all_readings(page: Page, rows: Sequence[Row], terms: Terms) -> list[dict[Key, Read]]:
    """Return the dates of every record; in a table also those of cells above that reach down into its row.

    Places that hold the last days of something in most records hold no dates of entries.
    """
    found = _without_due(page, [_readings(page, row, terms) for row in rows])
    if not page.reaching:
        return found
    places = {row.record.root: number for number, row in enumerate(rows)}
    for number, row in enumerate(rows):
        for cell in page.reaching.get(row.record.root, ()):
            above = found[places[page.parent[cell]]] if page.parent[cell] in places else {}
            reaching = {key: read for key, read in above.items() if cell <= read.span.node < page.end[cell]}
            found[number] = reaching | found[number]
    return found


def _without_due(page: Page, readings: list[dict[Key, Read]]) -> list[dict[Key, Read]]:
    """Return the dates of records without those in places where most are the last day of something."""
    counts = Counter(key for mine in readings for key in mine)
    due = Counter(
        key for mine in readings for key, read in mine.items() if is_due(page, read.span.node, read.span.p0, read.lead)
    )
    away = {key for key, number in due.items() if number > _MOSTLY * counts[key]}
    return [{key: read for key, read in mine.items() if key not in away} for mine in readings] if away else readings


def _readings(page: Page, row: Row, terms: Terms) -> dict[Key, Read]:
    """Return the first date in each span of one record that is not its title."""
    found: dict[Key, Read] = {}
    title = row.title
    if title is not None and title.key == FIRST_LINE:
        line = replace(title, text=page.text(title.p0, title.p1))
        for one in dates_in(line.text[:LONGEST], terms)[:1]:
            found[FIRST_LINE] = Read(line, line.text, one, line.text[one.start : one.end], bare=False, before="")
    for span in row.spans:
        if span.key[0] == "r" or not page.holds_a_number(span.p0, span.p1):
            continue
        if title is not None and title.key[0] != "r" and span.p0 <= title.p0 and span.p1 >= title.p1:
            continue
        if _holds_an_edit(page, span):
            continue
        text, dates = _dates_in(page, span, terms)
        for one in _published(text, dates) if len(dates) > 1 else dates:
            bare = len(text) - (one.end - one.start) < 25
            edge = one.start < _AT_START or one.end > len(text) - 4
            if not bare and len(dates) > _DAYS:
                continue  # “Reports of 1–15 January 2026, 16–31 January 2026, …”
            if bare or edge or len(span.text) < LONGEST:
                before = "" if bare or edge else _lead_of(text[: one.start])
                found[span.key] = Read(span, text, one, text[one.start : one.end], bare, before)
    return found


def _published(text: str, dates: Sequence[Found]) -> Sequence[Found]:
    """Return the first of the dates of a text; where that is of a change, the one that is called of publication."""
    if CHANGED.search(text[: dates[0].start]) and not PUBLISHED.search(text[: dates[0].start]):
        for before, one in pairwise(dates):
            if PUBLISHED.search(text[before.end : one.start]):
                return (one,)
    return dates[:1]


def _lead_of(before: str) -> str:
    """Return the last words before a date, of a few only the last: “Order of”, “Judgment of”."""
    words = _WORD.findall(before)
    return " ".join(words[-1:] if len(words) < _DAYS else words[-2:])


def _holds_an_edit(page: Page, span: Span) -> bool:
    """Say whether a box holds the time of an entry, and behind it that of its last change: each is read by itself."""
    if span.key[0] == "t" or span.p1 - span.p0 < 2:
        return False
    inside = range(span.node + 1, page.end[span.node])
    parts = [part for part in inside if page.first[part] > span.p0 or page.last[part] < span.p1]
    times = [part for part in parts if page.tag[part] == "time" or _TIME.search(page.hints[part])]
    return len(times) > 1 and any(EDITED.search(page.hints[part]) for part in times)


def place_of(readings: Sequence[Mapping[Key, Read]], order: Sequence[Key]) -> list[Read | None]:
    """Return for each record the reading in the best place that it has; one in another setting than usual comes last.

    Where a record lacks a line that the others have, its date is a line further up.
    """
    if not order:
        return [None] * len(readings)
    frames = Counter(mine[order[0]].frame for mine in readings if order[0] in mine)
    frame, number = frames.most_common(1)[0]
    usual = frame if number >= 0.6 * frames.total() else None
    wanted = order[0][0], _tail(order[0]), order[0][2]
    found = []
    for mine in readings:
        inside = [mine[key] for key in order if key in mine]
        if usual is not None and not any(read.frame == usual for read in inside):
            alike = [read for key, read in mine.items() if key[:2] == order[0][:2] and read.frame == usual]
            inside = alike if len(alike) == 1 else inside
        if not inside:  # an entry of another class has it in an element that is called the same
            tails = [read for key, read in mine.items() if (key[0], _tail(key), key[2]) == wanted]
            inside = tails if len(tails) == 1 else inside
        found.append(next((read for read in inside if read.usable), next(iter(inside), None)))
    return found


def _tail(key: Key) -> str:
    """Return what a span and the element around it are called."""
    return "/".join(key[1].split("/")[-2:])


def _dates_in(page: Page, span: Span, terms: Terms) -> tuple[str, Sequence[Found]]:
    """Return the text of a span and the dates in it; boxes side by side may be the parts of one."""
    text = span.text[:LONGEST]
    if (end := _AT_END.search(span.text[-LONGEST:])) and looks_like_a_date(end[1]):
        before, behind = dates_in(text, terms), dates_in(end[0], terms)
        if behind and (not before or before[0].start >= _AT_START):
            return end[0], behind
    if not any(map(str.isdigit, text)):
        return text, ()
    if (found := REPUBLIC.search(text)) and (found[1] or (len(found[2]) == 3 and is_chinese(page))):
        text = (
            f"{text[: found.start()]}{int(found[2]) + 1911}-{int(found[3]):02}-{int(found[4]):02}{text[found.end() :]}"
        )
    ways = [text]
    if 1 < span.p1 - span.p0 <= _BOXES:
        ways += dates_of_boxes(page.pieces[span.p0 : span.p1], eastern=page.eastern)
    found_in = [(way, dates) for way in ways if (dates := dates_in(way[:LONGEST], terms))]
    if found_in:  # “2021-06” is a month, until the day beside it is seen
        return next((one for one in found_in if not _is_part(one[1])), found_in[0])
    if (written := _as_meant(text)) and (dates := dates_in(written, terms)):
        return written, dates
    part = find_part(text) or days_of_no_year(text)
    return text, (part,) if part else ()


def _is_part(dates: Sequence[Found]) -> bool:
    """Say whether the first of some dates lacks its day or its year."""
    return isinstance(dates[0].read, Refusal) and dates[0].read.partial


def _as_meant(text: str) -> str:
    """Return a date with the mark or the space that was left out of it, "" if it is none.

    “21.02 2017”, “6 月 11”, “26.6.2026-until revoked”.
    """
    if _GLUED.search(text):
        return _GLUED.sub(r"\1 - ", text)
    if found := _NO_DOT.fullmatch(text):
        return f"{found[1]}.{found[2]}.{found[3]}"
    return f"{found[1]}月{found[2]}日" if (found := _NO_DAY.fullmatch(text)) else ""


def without_last_answers(page: Page, readings: list[dict[Key, Read]], order: Sequence[Key]) -> list[dict[Key, Read]]:
    """Return the dates of records without those of last answers and last days, where the best place holds others."""
    best = [mine[key] for mine in readings for key in order[:1] if key in mine]
    if 2 * sum(is_late(page, read.span, read.lead) for read in best) >= len(best):
        return readings
    return [{key: read for key, read in mine.items() if not is_late(page, read.span, read.lead)} for mine in readings]


def _behind_first(page: Page, mine: Mapping[Key, Read]) -> list[Key]:
    """Return what holds a day behind another one in a heading: “17 May 2024 – posted 13 May 2024” is of the first."""
    days = [(key, read.span) for key, read in mine.items() if read.bare and page.head[read.span.node]]
    firsts: dict[int, int] = {}
    for _, span in days:
        line = page.lines[span.p0 + 1]
        firsts[line] = min(firsts.get(line, span.p1), span.p1)
    return [key for key, span in days if span.p0 >= firsts[page.lines[span.p0 + 1]]]


def rank(page: Page, readings: Sequence[Mapping[Key, Read]]) -> list[Key]:
    """Return the keys of spans that hold the date, best first."""
    total = len(readings)
    holders: defaultdict[Key, list[Read]] = defaultdict(list)
    behind: Counter[Key] = Counter()
    for mine in readings:
        behind.update(_behind_first(page, mine))
        for key, read in mine.items():
            holders[key].append(read)
    scores: dict[Key, float] = {}
    for key, reads in holders.items():
        # In the middle of a line it is a date line only where all say the same before it: “Case 12, filed on …”.
        befores = Counter(read.before for read in reads)
        if befores.pop("", 0) + max(befores.values(), default=0) < 0.6 * len(reads):
            continue
        # Which number is the day is proved by what stands in the best place: until then either may be.
        share = sum(0.5 if read.partial else 1.0 for read in reads) / total
        bare = sum(read.bare for read in reads) / len(reads)
        names = names_around(page, reads[0].span.node)
        hint = bool(DATE.search(names)) or page.tag[reads[0].span.node] == "time"
        late = sum(is_late(page, read.span, read.lead) for read in reads) > 0.6 * len(reads)
        late |= sum(is_later(page, read.span.node, read.span.p0, read.lead) for read in reads) > 0.6 * len(reads)
        begun = sum(not read.found.start for read in reads) / total  # “4 May: the ferry sails again”, below a year
        if max(share, begun) < (0.25 if bare > 0.8 and hint else 0.4 if bare > 0.8 else 0.6):
            continue
        scores[key] = share + 0.25 * bare + 0.3 * hint - 0.3 * late - 0.03 * key[2]
        scores[key] -= 0.4 * (2 * behind[key] > len(reads))
    return sorted(scores, key=lambda key: -scores[key])

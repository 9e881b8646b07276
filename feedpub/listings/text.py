"""A text listing → its entries: the layout is decided once per page, then every entry is read with it.

    lines ─paragraphs→ [Paragraph] ─choose_markers→ starts ─segments→ [Segment] ─read_entry→ ListingEntry

Markers ("3." or "-") and date lines are found apart and cross-checked. A page without markers is cut at
its date lines; how many lines stand between a summary and the next date line is then one decision for
the page.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, Literal

from feedpub.dates import LONGEST, UNDECLARED, Dateline, Refusal, Terms, parse_dateline, prove_order
from feedpub.errors import SourceError
from feedpub.model import Listing, ListingEntry, Problem
from feedpub.text import clean, shorten

_MARKER: Final = re.compile(r"(?P<number>\d{1,4})[.)](?:\s+|$)|(?P<bullet>[-*•·–+o▪●])\s+")
_WRAPPED: Final = range(50, 101)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the page: first line (from 1), indent in columns, text behind its marker, all its words."""

    line: int
    indent: int
    text: str
    words: str
    style: str = ""
    number: int | None = None
    date: Literal["", "full", "refused", "partial"] = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """The paragraphs of one entry, and the heading it stands under."""

    paragraphs: tuple[Paragraph, ...]
    section: str = ""

    @property
    def date_at(self) -> int | None:
        """Where the date line stands: a full date before a refused one, a refused one before a part."""
        for kind in ("full", "refused", "partial"):
            for index, paragraph in enumerate(self.paragraphs):
                if paragraph.date == kind:
                    return index
        return None


def parse_text(text: str, name: str, terms: Terms = UNDECLARED) -> Listing:
    """Read a text listing. Raises SourceError, naming the page, when it is none."""
    terms = replace(terms, order=prove_order(text.splitlines(), terms))
    paragraphs = list(_paragraphs(text, terms))
    if not paragraphs:
        raise SourceError(f"{name}: the listing is empty; check what writes this file")
    segments = _numbered(paragraphs) or _unnumbered(paragraphs)
    dated = sum(segment.date_at is not None for segment in segments)
    if dated * 2 < len(segments) or not segments:
        raise SourceError(
            f"{name}: no listing found in {len(paragraphs)} paragraphs: an entry is a title and, on a line "
            "of its own, its date (29 November 2019); see what is read with `feedpub show`"
        )
    return _read_all(segments, name, terms)


# ── paragraphs ────────────────────────────────────────────────────────────────────────────────────────


def _paragraphs(text: str, terms: Terms) -> Iterator[Paragraph]:
    """Cut the page into paragraphs; hard-wrapped lines are joined, markers and date lines stand alone."""
    lines = [line.expandtabs(8).replace("\u00a0", " ") for line in re.split(r"\r\n|\r|\n", text)]
    wrapped = _is_wrapped(lines)
    current: Paragraph | None = None
    for number, line in enumerate(lines, 1):
        words = clean(line)
        if not words:
            if current is not None:
                yield current
            current = None
            continue
        paragraph = _paragraph(number, line, words, terms)
        joins = current is not None and wrapped and not paragraph.style and not paragraph.date and not current.date
        if joins and current is not None:
            current = replace(current, text=f"{current.text} {words}", words=f"{current.words} {words}")
        else:
            if current is not None:
                yield current
            current = paragraph
    if current is not None:
        yield current


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Say whether paragraphs of the page run over several lines, as mails and dumps do."""
    widths = [len(line.strip()) for line in lines]
    followed = [a for a, b in pairwise(widths) if a and b]
    return max(widths) <= _WRAPPED.stop and sum(a in _WRAPPED for a in followed) * 2 > len(followed)


def _paragraph(number: int, line: str, words: str, terms: Terms) -> Paragraph:
    """Read the marker and the kind of one line."""
    indent = len(line) - len(line.lstrip())
    date = _date_kind(words, terms)
    marker = _MARKER.match(words)
    if marker is None or date:
        return Paragraph(number, indent, words, words, date=date)
    rest = words[marker.end() :]
    style = "number" if marker["number"] else marker["bullet"]
    value = int(marker["number"]) if marker["number"] else None
    return Paragraph(number, indent, rest, words, style, value, _date_kind(rest, terms))


def _date_kind(words: str, terms: Terms) -> Literal["", "full", "refused", "partial"]:
    """Say whether a line is a date line, and how good a one."""
    if len(words) > LONGEST or not any(c.isdigit() for c in words):
        return ""
    match parse_dateline(words, terms):
        case Dateline():
            return "full"
        case Refusal(partial=True):
            return "partial"
        case Refusal():
            return "refused"
        case None:
            return ""


# ── layout: pages with markers ────────────────────────────────────────────────────────────────────────


def _numbered(paragraphs: Sequence[Paragraph]) -> list[Segment]:
    """Cut the page at its markers; [] when no marker style explains its date lines."""
    best: list[Segment] = []
    top = (0, 0, 0)
    for style in {paragraph.style for paragraph in paragraphs} - {""}:
        indents = Counter(p.indent for p in paragraphs if p.style == style)
        for indent in indents:
            starts = _starts(paragraphs, style, indent)
            segments = _cut(paragraphs, starts)
            # Spans first: one marker that swallows the page must not count the entries it was split into.
            score = (_dated_spans(paragraphs, starts), _dated(segments), -indent)
            if score > top:
                best, top = segments, score
    full = sum(paragraph.date == "full" for paragraph in paragraphs)
    return best if _dated(best) * 2 > full or (_dated(best) and full <= 2) else []


def _dated(segments: Sequence[Segment]) -> int:
    return sum(any(p.date == "full" for p in segment.paragraphs) for segment in segments)


def _dated_spans(paragraphs: Sequence[Paragraph], starts: Sequence[int]) -> int:
    """Count the markers that bring a date line of their own."""
    stops = [*starts[1:], len(paragraphs)] if starts else []
    return sum(any(p.date == "full" for p in paragraphs[a:b]) for a, b in zip(starts, stops, strict=True))


def _starts(paragraphs: Sequence[Paragraph], style: str, indent: int) -> list[int]:
    """Return where entries start: markers of one style and indent that continue the series or bring a date.

    Right-aligned numbers shift the indent by a column; a "1." inside a summary does neither.
    """
    found = [
        index
        for index, p in enumerate(paragraphs)
        if p.style == style and (p.indent == indent or (style == "number" and 0 < indent - p.indent <= 2))
    ]
    starts: list[int] = []
    previous: int | None = None
    for series in _series(paragraphs, found):
        stops = [*series[1:], _next(found, series[-1], len(paragraphs))]
        dated = [
            any(p.date in {"full", "refused"} for p in paragraphs[a:b]) for a, b in zip(series, stops, strict=True)
        ]
        if not any(dated):
            continue  # a menu, or a list inside a summary
        for index, stop, brings_date in zip(series, stops, dated, strict=True):
            number = paragraphs[index].number
            follows = number is None or previous is None or number == previous + 1
            doubled = stop < len(paragraphs) and number is not None and paragraphs[stop].number == number
            if brings_date or (follows and not doubled):
                starts.append(index)
                previous = number
    return starts


def _series(paragraphs: Sequence[Paragraph], found: Sequence[int]) -> list[list[int]]:
    """Group markers into runs of numbers that count up; bullets are one run."""
    runs: list[list[int]] = []
    for index in found:
        number = paragraphs[index].number
        last = paragraphs[runs[-1][-1]].number if runs else None
        if runs and (number is None or (last is not None and number == last + 1)):
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs


def _next(found: Sequence[int], index: int, end: int) -> int:
    """Return the marker behind one, or the end of the page."""
    place = bisect_right(found, index)
    return found[place] if place < len(found) else end


def _cut(paragraphs: Sequence[Paragraph], starts: Sequence[int]) -> list[Segment]:
    """Make a segment of each start; lines that stand left of the entries are headings."""
    segments: list[Segment] = []
    if not starts:
        return segments
    head = [p.text for p in paragraphs[: starts[0]]]
    edge = min(paragraphs[start].indent for start in starts)
    body = _body_indent(paragraphs, starts)
    # The first heading of a page is its title; a second one before the first entry is a section.
    section = head[-1] if len(head) > 1 and _is_heading(paragraphs, starts) else ""
    for start, stop in zip(starts, [*starts[1:], len(paragraphs)], strict=True):
        own = list(paragraphs[start:stop])
        headings: list[str] = []
        if stop == len(paragraphs):
            own = _without_foot(own, edge)
        while len(own) > 1 and body > edge and own[-1].indent <= edge and _may_head(own[-1]):
            headings.insert(0, own.pop().text)
        following = paragraphs[stop].number if stop < len(paragraphs) else None
        unbroken = own[0].number is not None and following == own[0].number + 1
        segments.extend(Segment(tuple(part), section) for part in ([own] if unbroken else _split_lost_markers(own)))
        section = headings[-1] if headings else section
    return segments


def _may_head(paragraph: Paragraph) -> bool:
    """Say whether a paragraph can be a heading; a month may, a day that lost its indent may not."""
    return not paragraph.style and paragraph.date in {"", "partial"} and len(paragraph.text) <= 80


def _is_heading(paragraphs: Sequence[Paragraph], starts: Sequence[int]) -> bool:
    """Say whether the line above the first entry is a heading: a month, or one of several of its kind."""
    line = paragraphs[starts[0] - 1]
    later = [p for p in paragraphs[starts[0] :] if p.indent == line.indent and _may_head(p)]
    deeper = any(p.indent > line.indent for p in paragraphs)
    return line.date == "partial" or (deeper and bool(later) and len(line.text) <= 80)


def _without_foot(own: list[Paragraph], edge: int) -> list[Paragraph]:
    """Drop what stands below the last entry: the copyright line of the page, or another list left of it."""
    dates = [index for index, p in enumerate(own) if p.date]
    for index in range(dates[0] + 1 if dates else len(own), len(own)):
        p = own[index]
        if p.text.startswith("©") or (p.style and p.style != own[0].style and p.indent <= edge):
            return own[:index]
    return own


def _body_indent(paragraphs: Sequence[Paragraph], starts: Sequence[int]) -> int:
    """Return the usual indent of what stands below a marker."""
    marked = set(starts)
    below = Counter(p.indent for i, p in enumerate(paragraphs) if i > starts[0] and i not in marked)
    return below.most_common(1)[0][0] if below else 0


def _split_lost_markers(own: list[Paragraph]) -> Iterator[list[Paragraph]]:
    """Cut a segment that holds two date lines: the second entry has lost its marker.

    The new entry takes as many lines above its date as stand above the first one (a credit apart).
    """
    dates = [index for index, p in enumerate(own) if p.date == "full"]
    if len(dates) < 2:
        yield own
        return
    above = sum(not p.text.startswith("©") for p in own[: dates[0]]) or 1
    begin = 0
    for previous, date in pairwise(dates):
        start = max(date - above, previous + 1)
        if start > previous + 1 and own[start - 1].text.startswith("©"):
            start -= 1
        elif date - start > 1 and not _like_a_kicker(own[start]) and not own[start].text.startswith("©"):
            start += 1  # the last paragraph of a summary
        if start < date:
            yield own[begin:start]
            begin = start
    yield own[begin:]


# ── layout: pages without markers ─────────────────────────────────────────────────────────────────────


def _unnumbered(paragraphs: Sequence[Paragraph]) -> list[Segment]:
    """Cut a page without markers at its date lines; [] when fewer than two entries would come of it."""
    dates = [index for index, p in enumerate(paragraphs) if p.date == "full"]
    if len(dates) < 2 or any(b - a < 2 for a, b in pairwise(dates)):
        return []
    if dates[0] == 0:
        return [Segment(tuple(paragraphs[a:b])) for a, b in zip(dates, [*dates[1:], len(paragraphs)], strict=True)]
    above = _lines_above(paragraphs, dates)
    starts = [max(date - above, 0) for date in dates]
    for place, start in enumerate(starts):
        if start > 0 and paragraphs[start - 1].text.startswith("©"):
            starts[place] = start - 1
    head = [p.text for p in paragraphs[: starts[0]]]
    section = head[-1] if len(head) > 1 else ""
    stops = [*starts[1:], len(paragraphs)]
    return [Segment(tuple(paragraphs[a:b]), section) for a, b in zip(starts, stops, strict=True)]


def _lines_above(paragraphs: Sequence[Paragraph], dates: Sequence[int]) -> int:
    """Decide once for the page whether a kicker stands above each title."""
    gaps = [[p for p in paragraphs[a + 1 : b] if not p.text.startswith("©")] for a, b in pairwise(dates)]
    if min(len(gap) for gap in gaps) < 2 or dates[0] < 2:
        return 1
    # Kickers are short, recur, and do not end like the summaries that would stand in their place.
    kickers = [gap[-2] for gap in gaps]
    like = sum(_like_a_kicker(paragraph) for paragraph in kickers)
    return 2 if like * 5 >= len(kickers) * 4 else 1


def _like_a_kicker(paragraph: Paragraph) -> bool:
    """Say whether a line is short and ends unlike a sentence."""
    return len(paragraph.text) <= 60 and paragraph.text[-1:] not in set(".!?…")


# ── entries ───────────────────────────────────────────────────────────────────────────────────────────


def _read_all(segments: Sequence[Segment], name: str, terms: Terms) -> Listing:
    """Read every segment; one that cannot be an entry costs a problem, not the page."""
    entries: list[ListingEntry] = []
    problems: list[Problem] = []
    heads = [at - _has_credit(segment) for segment in segments if (at := segment.date_at) is not None]
    kickers = sum(head >= 2 for head in heads) * 2 > len(heads)
    for place, segment in enumerate(segments):
        line = segment.paragraphs[0].line
        entry = _read_entry(segment, has_kicker=kickers)
        if place == len(segments) - 1 and _breaks_off(segment, above=2 if kickers else 1):
            shown = shorten(entry.title or entry.kicker, 60)
            message = f"the listing breaks off in “{shown}” (no date line); the entry is left out of this reading"
            problems.append(Problem(source=name, line=line, message=message))
        elif not (entry.title or entry.summary):
            message = "an entry with neither title nor summary is left out"
            problems.append(Problem(source=name, line=line, message=message))
        else:
            entries.append(entry)
    if not entries:
        raise SourceError(f"{problems[0]}; no entry is left, so this is no listing yet")
    return Listing(entries=tuple(entries), problems=tuple(problems), terms=terms)


def _breaks_off(segment: Segment, *, above: int) -> bool:
    """Say whether the last entry of a page ends before or within its date line."""
    at = segment.date_at
    if at is not None:
        return segment.paragraphs[at].date == "partial" and at == len(segment.paragraphs) - 1
    return len(segment.paragraphs) - _has_credit(segment) <= above + 1


def _has_credit(segment: Segment) -> bool:
    return segment.paragraphs[0].text.startswith("©")


def _read_entry(segment: Segment, *, has_kicker: bool) -> ListingEntry:
    """Name the lines of one entry: credit, kicker, title, date line, summary."""
    first, *others = segment.paragraphs
    # A number further down in an entry is no marker: it belongs to the summary.
    texts = [text for text in (first.text, *(p.text if p.date else p.words for p in others)) if text]
    credit = texts.pop(0) if texts and texts[0].startswith("©") else ""
    dates = {p.text for p in segment.paragraphs if p.date}
    at = segment.date_at
    dateline = segment.paragraphs[at].text if at is not None else ""
    if at is None:
        above = 2 if has_kicker and len(texts) > 1 else 1
        head, tail = texts[:above], texts[above:]
    else:
        place = texts.index(dateline)
        head, tail = texts[:place], texts[place + 1 :]
    if not head and tail and dates and at == 0 and not segment.paragraphs[0].style:
        head, tail = tail[:1], tail[1:]  # the date stands first
    kicker = head[0] if len(head) > 1 else ""
    title = " ".join(head[1:] if kicker else head)
    return ListingEntry(
        line=segment.paragraphs[0].line,
        title=title,
        kicker=kicker,
        credit=credit,
        dateline=dateline,
        summary="\n\n".join(tail),
        section=segment.section,
    )

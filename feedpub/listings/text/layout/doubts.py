"""What speaks against a layout: entries that are one line off, lines and markers in the wrong place."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from feedpub.genres import is_genre
from feedpub.listings.text.cutting.marking import end_entries
from feedpub.listings.text.cutting.shifting import ends_above_another
from feedpub.listings.text.cutting.sorting import Part, Template
from feedpub.listings.text.pages.layouts import Layout
from feedpub.listings.text.pages.page import Page
from feedpub.listings.text.pages.segments import Cut, Segment, heads_times
from feedpub.listings.text.wording.furniture import is_furniture, without_more
from feedpub.listings.text.wording.lines import Paragraph
from feedpub.listings.text.wording.words import author_of, filed_under, is_sentence, is_short, numberless
from feedpub.tongues import are_tongues

_SEVERAL: Final = 4
_ACRONYM: Final = 5


def contradicted(page: Page, layout: Layout, segments: Sequence[Segment]) -> float:
    """Say which share of the datelines within entries says another day than their date, where others say the same.

    Where each entry begins or ends with its date and has one dateline, texts may be older than that date. A few are
    enough that all say a later day: no text is younger than its publication.
    """
    if not page.full("dateline"):
        return 0.0
    apart: list[int] = []
    for segment in segments:
        date = page.dated(segment.at, layout.form) if segment.at is not None else None
        opened = [page.dated(at, "dateline") for at in range(segment.start, segment.stop) if at != segment.at]
        sent = [one.day for one in opened if one is not None and one.day is not None]
        apart += [(date.day - day).days for day in sent if date is not None and date.day is not None]
    each = layout.stands in {"first", "last"} and len(apart) == len(segments) == len(page.full("dateline"))
    if each and all(days >= 0 for days in apart):
        return 0.0
    if len(apart) * 2 <= len(segments):
        return len(apart) / len(segments) if len(apart) > 1 and all(days < 0 for days in apart) else 0.0
    return sum(days != 0 for days in apart) / len(apart)


def against_days(page: Page, layout: Layout, segments: Sequence[Segment]) -> bool:
    """Say whether entries go on below the day that heads the next one, or titles stand above it.

    Below such days stand times that end entries, or dates that begin them.
    """
    heads = [at for at, p in enumerate(page.paragraphs) if p.heading]
    if not heads:
        return False
    dated = [(one, one.at) for one in segments if one.at is not None]
    above = [(one, at, heads[bisect_left(heads, at) - 1]) for one, at in dated if heads[0] < at]
    days = {head for _, at, head in above if heads_times(page, head, at)}
    if layout.stands != "first" and any(one.start == at == head + 1 and head in days for one, at, head in above):
        return True
    return any(at in days for one, date in dated for at in range(date + 1, one.stop)) if days else False


def begins_late(page: Page, layout: Layout, made: Cut) -> bool:
    """Say whether entries stand below days, and most dates of the page above the first of these days."""
    if layout.stands != "heading":
        return False
    dates, first = page.full("line"), min(made.headings, default=0)
    return sum(at < first for at in dates) * 2 > len(dates)


def unmarked(page: Page, layout: Layout, segments: Sequence[Segment]) -> float:
    """Say in which share of the entries the marker that begins them has been lost, where half have lost it: in none."""
    if not layout.marker:
        return 0.0
    lost = sum(page.paragraphs[one.start].style != layout.marker for one in segments)
    return lost / len(segments) if lost * 2 >= len(segments) else 0.0


def set_in(page: Page, segments: Sequence[Segment]) -> bool:
    """Say whether entries begin with bullets of the line above: most right of their dates, or some that end others."""
    lines = page.paragraphs
    marked = [lines[one.start].style for one in segments if lines[one.start].style and not lines[one.start].label]
    if len(marked) > 1 and end_entries(page, [at for at, p in enumerate(lines) if p.style == marked[0]]):
        return True
    dated = [(lines[one.start], lines[one.at]) for one in segments if one.at is not None and one.at > one.start]
    wrong = sum(bool(first.style) and not first.label and first.indent > date.indent for first, date in dated)
    return wrong * 2 >= len(segments) > 1


def mixed(segments: Sequence[Segment], parts: Sequence[Sequence[Part]]) -> float:
    """Say in which share of the entries the text beside the date is something else than in most."""
    beside = Counter(
        next((part.role for part in entry if part.at == segment.at and part.role in {"title", "summary"}), "")
        for segment, entry in zip(segments, parts, strict=True)
    )
    beside.pop("", None)
    return 1 - max(beside.values()) / beside.total() if beside else 0.0


def parted_by_credits(parts: Sequence[Sequence[Part]]) -> float:
    """Say in which share of the entries a credit parts the two lines above the date, as none parts those of the first.

    It ends the entry above, as the line before it does, and the other one is the title.
    """
    first, *others = map(_parted_by_credit, parts)
    return sum(others) / len(parts) if not first and sum(others) * 2 >= len(others) else 0.0


def _parted_by_credit(entry: Sequence[Part]) -> bool:
    above = [part.role for part in takewhile(lambda part: part.role != "date", entry)]
    told = any(part.role == "summary" for part in entry[len(above) :])
    return told and above in (["title", "credit", "summary"], ["kicker", "credit", "title"])


def told_kickers(parts: Sequence[Sequence[Part]]) -> float:
    """Say how many entries begin with the text of the entry above: a sentence for kicker, or what leads on.

    Above the date stands more than that.
    """
    told = 0
    for entry in parts:
        kicked = any(part.role == "kicker" and part.text.endswith((".", "。")) for part in entry)
        date = next((part.at for part in entry if part.role == "date"), 0)
        above = [part.text for part in entry if part.at < date and part.role in {"kicker", "title", "summary"}]
        told += kicked or (len(above) > 1 and without_more(above[0]) != above[0])
    return told / len(parts)


def begins_bare(segments: Sequence[Segment], parts: Sequence[Sequence[Part]]) -> bool:
    """Say whether the first entry has nothing but its date, and the last one, as few others, a text behind its own."""
    told = [
        any(part.at > one.at and part.role in {"title", "summary"} for part in entry)
        for one, entry in zip(segments, parts, strict=True)
        if one.at is not None
    ]
    bare = not any(part.role in {"title", "summary"} for part in parts[0])
    return bare and told[-1:] == [True] and sum(told) * 2 < len(told)


def leaves_a_kicker(page: Page, segments: Sequence[Segment], parts: Sequence[Sequence[Part]]) -> bool:
    """Say whether the first entry alone has no kicker, and few words touch it from above, which are one."""
    first, *others = (any(part.role == "kicker" for part in entry) for entry in parts)
    above = page.paragraphs[max(0, segments[0].start - 1) : segments[0].start]
    touched = any(is_short(p.text) and not is_furniture(p.text) for p in above)
    return touched and not page.paragraphs[segments[0].start].gap and not first and bool(others) and all(others)


def is_shifted(page: Page, segments: Sequence[Segment], parts: Sequence[Sequence[Part]]) -> bool:
    """Say whether each date seems to stand one entry off.

    One end of the page has a date alone, the other a line. Or a date begins the page, and all others have their titles
    above them. Or the last date has behind it what all others have, and kicker and title, too. Or a date is left over
    directly above the first marker, and the last entry has none. Or titles end all entries but the last. Or dates end
    entries of titles and texts, but the first has no text, and one is left behind the last.
    """
    if _ends_with_titles(page, segments) or ends_above_another(page, segments):
        return True
    if not page.paragraphs[segments[0].start].style and _closes_with_marker(page, parts):
        return True
    left_over = segments[0].start > 0 and page.kind(segments[0].start - 1) == "full" and not segments[0].day
    if left_over and segments[-1].at is None and page.paragraphs[segments[0].start].style:
        return True
    bare = [not any(_tells(part) for part in entry) for entry in (parts[0], parts[-1])]
    if (bare[1] and segments[0].start > 0) or (bare[0] and segments[-1].stop < len(page.paragraphs)):
        return True
    sizes = [(one.at - one.start, one.stop - one.at) for one in segments if one.at is not None]
    if segments[0].at == 0 and len(sizes) > _SEVERAL and all(above for above, _ in sizes[1:]):
        return True
    (above, behind), count = Counter(sizes[1:-1]).most_common(1)[0] if len(sizes) > _SEVERAL else ((0, 0), 0)
    if above > 1 and count * 5 >= (len(sizes) - 2) * 4 and sizes[-1] == (above, above + behind):
        return True
    return not above and sizes[-1:] == [(0, 1)] and behind > 1 and _heads_first(page, segments, behind - 1)


def _tells(part: Part) -> bool:
    return part.role in {"title", "summary"} and not author_of(part.text)


def _ends_with_titles(page: Page, segments: Sequence[Segment]) -> bool:
    """Say whether below the texts of all entries but the last stands a title, and one above the first entry."""
    first, last = segments[0].start, segments[-1].stop
    if len(segments) < _SEVERAL - 1 or not first or not is_sentence(page.paragraphs[last - 1].text):
        return False
    titles = [page.paragraphs[at] for at in (first - 1, *(one.stop - 1 for one in segments[:-1]))]
    below = (one.stop - 2 > (one.start if one.at is None else one.at) for one in segments[:-1])
    told = (is_sentence(page.paragraphs[one.stop - 2].text) for one in segments[:-1])
    return all(map(_may_be_title, titles)) and all(below) and all(told)


def _may_be_title(line: Paragraph) -> bool:
    """Say whether a line behind a gap is plain and no sentence, unless it asks or calls."""
    plain = not (line.style or line.label or line.heading or is_furniture(line.text))
    return plain and bool(line.gap) and (not is_sentence(line.text) or line.text.endswith(("?", "!")))


def _closes_with_marker(page: Page, parts: Sequence[Sequence[Part]]) -> bool:
    """Say whether the last title alone has a marker: it is that of the links at the foot of the page."""
    *others, last = (next((part.at for part in entry if part.role == "title"), None) for entry in parts)
    styles = [page.paragraphs[at].style for at in others if at is not None]
    return last is not None and bool(page.paragraphs[last].style) and len(styles) > 1 and not any(styles)


def _heads_first(page: Page, segments: Sequence[Segment], lines: int) -> bool:
    """Say whether as many lines stand above the first entry as end the others, and look like them."""
    begin = [one.start for one in segments[:2]]
    if begin[0] < lines:
        return False
    first, second = ([p.text.isupper() for p in page.paragraphs[at - lines : at]] for at in begin)
    return first == second and (lines == 1 or any(first))


def misplaced(page: Page, template: Template, parts: Sequence[Sequence[Part]]) -> float:
    """Say which share of the lines that begin or end entries, such as “Press release” and “Read more”, do not.

    Below “Read more” may stand “Posted in Travel”, and the date that ends each entry of a page.
    """
    placed, wrong, furniture = 0, 0, template.furniture
    dated = template.layout.stands == "last" and _ends_with_date(page, parts)
    for entry in parts:
        date = next((part.at for part in entry if dated and part.role == "date"), len(page.paragraphs))
        texts = [part for part in entry if part.role in {"title", "kicker", "date", "summary"} and part.at < date]
        texts = [part for part in texts if part.role != "kicker" or not filed_under(page.paragraphs[part.at].text)]
        kinds = [part.role == "kicker" for part in texts if is_genre(part.text) or _is_headline(part)]
        repeated = [
            part
            for part in (entry if furniture else ())
            if furniture & {part.text, numberless(part.text)}
            and not (are_tongues(part.text) or _touches_date(page, entry, part))
        ]
        ends = [part.at > texts[-1].at for part in repeated if texts]
        placed += len(kinds) + len(ends)
        wrong += kinds.count(False) + ends.count(False)
    return wrong / placed if placed * 2 >= len(parts) else 0.0


def _ends_with_date(page: Page, parts: Sequence[Sequence[Part]]) -> bool:
    """Say whether all entries are told above their dates, the first one too, and nothing is behind the last one."""
    ends = [next((part.at for part in entry if part.role == "date"), -1) for entry in parts]
    told = all(
        any(part.at < end and part.role == "title" for part in entry)
        and not any(part.at > end and part.role in {"title", "summary"} for part in entry)
        for entry, end in zip(parts, ends, strict=True)
    )
    last = max((part.at for part in parts[-1]), default=len(page.paragraphs))
    return told and all(is_furniture(p.text) for p in page.paragraphs[last + 1 :])


def _touches_date(page: Page, entry: Sequence[Part], part: Part) -> bool:
    """Say whether a line that is no “Read more” touches the date above it: it says where the entry is from.

    Or it is the next line, between a title beside the date and a text, and too long for a kicker.
    """
    date = next((one.at for one in entry if one.role == "date"), part.at)
    if date >= part.at or is_furniture(part.text):
        return False
    beside = part.at == date + 1 and any(one.role == "title" and one.at == date for one in entry)
    told = beside and not is_short(part.text) and any(one.role == "summary" for one in entry)
    return told or not any(p.gap for p in page.paragraphs[date + 1 : part.at + 1])


def _is_headline(part: Part) -> bool:
    """Say whether a line of capitals stands where kickers or texts do: it heads what follows."""
    return part.role != "title" and part.text.isupper() and is_short(part.text) and len(part.text) > _ACRONYM


def spaced(page: Page, segments: Sequence[Segment]) -> float:
    """Say how much more of the empty lines part entries than their own lines: -1 to 1."""
    starts = [page.paragraphs[segment.start].gap for segment in segments[1:]]
    inner = [p.gap for segment in segments for p in page.paragraphs[segment.start + 1 : segment.stop]]
    if not starts or not inner:
        return 0.0
    usual = max(min(starts), 1)
    return sum(gap >= usual for gap in starts) / len(starts) - sum(gap >= usual for gap in inner) / len(inner)

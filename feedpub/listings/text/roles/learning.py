"""The segments of a page → the template that names their lines."""

from collections import Counter
from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from msgspec.structs import replace

from feedpub.dates import is_known_place
from feedpub.genres import is_genre
from feedpub.listings.naming import LABELS
from feedpub.listings.text.cutting.posts import have_posts
from feedpub.listings.text.cutting.sorting import Part, Row, Template, opening_dateline, sort_lines
from feedpub.listings.text.cutting.tops import stand_atop
from feedpub.listings.text.labels.beside import columns_of
from feedpub.listings.text.labels.kicked import opening_of
from feedpub.listings.text.labels.kickers import (
    Kickers,
    above_last,
    are_filed,
    around_dates,
    below_dates,
    below_days,
    recur,
)
from feedpub.listings.text.labels.stacked import stack_of
from feedpub.listings.text.labels.twofold import said_by_both
from feedpub.listings.text.labels.uppers import taken_out, upper_column
from feedpub.listings.text.labels.venues import are_known_places, are_places, heads_events, may_be_place
from feedpub.listings.text.pages.layouts import Layout
from feedpub.listings.text.pages.page import Page
from feedpub.listings.text.pages.segments import Segment
from feedpub.listings.text.roles.assigning import name_sorted
from feedpub.listings.text.roles.finishing import first_text, last_text
from feedpub.listings.text.wording.furniture import without_more
from feedpub.listings.text.wording.senders import name_behind
from feedpub.listings.text.wording.signing import are_signed, is_paper
from feedpub.listings.text.wording.subjects import is_subject
from feedpub.listings.text.wording.telling import telling_mark
from feedpub.listings.text.wording.untitled import are_texts
from feedpub.listings.text.wording.words import author_of, is_sentence, key_of, numberless

_SOME: Final = 3
_LONGEST: Final = 40
"""So many characters a line may have that most entries say, and some do not."""


def learn(page: Page, layout: Layout, segments: Sequence[Segment]) -> tuple[Template, tuple[tuple[Part, ...], ...]]:
    """Find the template that fits the segments of a page, and name their lines by it."""
    dates = [date for one in segments if one.at is not None and (date := page.dated(one.at, layout.form)) is not None]
    template = Template(layout, beside=columns_of(dates, page.terms), furniture=_repeated(page, segments))
    template = replace(template, posts=have_posts(page, segments))
    rows = [sort_lines(page, template, segment) for segment in segments]
    dated = [row for row in rows if row.date is not None]
    heads = [[part.text for part in row.above] for row in dated]
    tails = [[part.text for part in row.behind] for row in dated]
    upper = upper_column(heads) if layout.form == "line" else None
    heads = heads if upper is None else [taken_out(head, upper[0])[1] for head in heads]
    first = layout.form == "line" and sum(not head for head in heads) * 2 > len(heads)
    last = layout.stands == "last" or (layout.form in {"line", "tail"} and not first and _ends(heads, tails))
    stack = stack_of(tails) if layout.form == "line" and not last else ()
    below = [tail[len(stack) :] if len(tail) > len(stack) else tail for tail in tails]
    if first:
        kickers = below_dates(below) if "kicker" not in stack else Kickers()
        openings = [tail[kickers.behind == 0 :] for tail in below]
    elif last:
        kickers = above_last(heads)
        # A text with its date behind it on one line is a title, however long.
        openings = _without_kickers(heads, kickers) if layout.form == "line" else []
    elif not dated:
        texts = [[part.text for part in row.above] for row in rows]
        kickers = below_days(texts)
        openings = _without_kickers(texts, kickers)
    else:
        kickers = around_dates(heads, below)
        if stack and not (kickers.split or stack == ("place",)):
            stack, kickers = (), around_dates(heads, tails)
        openings = below if stack else tails
        if not kickers.split and (layout.form != "lead" or any(heads)):
            openings = _without_kickers(heads, kickers) if kickers.above == 0 and not any(tails) else []
    if upper is None and not (stack or last) and stand_atop(page, dated):
        kickers = replace(kickers if first else Kickers(), split=True)
    told = telling_mark([lines[0] for lines in openings if lines]) if not any(map(_below_first, openings)) else None
    template = replace(template, untitled=are_texts(openings) and told is None, stack=stack, upper=upper, told=told)
    if sum(_names_kicker(page, segment) for segment in segments) * 2 > len(segments):
        kickers = replace(kickers, above=None, behind=None)
    layout = replace(layout, stands="first" if first else "last" if last else layout.stands)
    template = replace(template, layout=layout, kickers=kickers)
    template = replace(template, opens=layout.form == "line" and _opens(page, rows, template, last=last))
    named = tuple([name_sorted(page, template, row) for row in rows])
    return _with_ends(page, segments, rows, template, named)


def _with_ends(
    page: Page,
    segments: Sequence[Segment],
    rows: Sequence[Row],
    template: Template,
    named: tuple[tuple[Part, ...], ...],
) -> tuple[Template, tuple[tuple[Part, ...], ...]]:
    """Add to a template what opens titles and ends texts of the lines that it has named, and name them again."""
    titles = [next((part.text for part in parts if part.role == "title"), "") for parts in named]
    placed = _are_placed(page, segments, named)
    texts = [[part.text for part in parts if part.role == "summary"] for parts in named]
    ends_placed = not placed and _end_placed(texts)
    signed = not (placed or ends_placed) and are_signed(texts)
    filed = not (placed or ends_placed or signed) and _are_filed(named)
    kicked = opening_of(titles, behind_date=template.layout.form == "lead")
    named_by = name_behind([part.text for parts in named for part in parts if part.role == "kicker"], len(named))
    if not (placed or ends_placed or signed or filed or named_by or kicked is not None):
        return template, named
    template = replace(template, placed=placed, ends_placed=ends_placed, signed=signed, filed=filed, kicked=kicked)
    template = replace(template, named_by=named_by)
    return template, tuple([name_sorted(page, template, row) for row in rows])


def _without_kickers(heads: Sequence[list[str]], kickers: Kickers) -> list[list[str]]:
    """Leave out the kickers that stand first where entries have more lines than one."""
    return [head[kickers.above == 0 and len(head) > 1 :] for head in heads]


def _below_first(lines: Sequence[str]) -> bool:
    """Say whether more stands below the first line."""
    return len(lines) > 1


def _names_kicker(page: Page, segment: Segment) -> bool:
    """Say whether a line of an entry is its kicker, and says so: no other line is one."""
    return any(LABELS.get(p.label) == "kicker" for p in page.paragraphs[segment.start : segment.stop])


def _are_filed(named: Sequence[Sequence[Part]]) -> bool:
    """Say whether entries without a kicker above end in one: a few words below title and text."""
    if any(part.role == "kicker" for parts in named for part in parts):
        return False
    titled = all(any(part.role == "title" for part in parts) for parts in named)
    labels = [parts[at].text for parts in named if (at := last_text(parts)) is not None]
    places = sum(is_known_place(label) and not is_subject(label) for label in labels)
    return titled and are_filed(labels, len(named)) and places * 2 <= len(labels)


def _are_placed(page: Page, segments: Sequence[Segment], named: Sequence[Sequence[Part]]) -> bool:
    """Say whether the lines that begin the texts of entries and are no sentences are their places."""
    first = [parts[at] for parts in named if (at := first_text(parts)) is not None]
    lines = [part for part in first if not is_sentence(part.text)]  # some entries may have none
    if len(lines) < len(first) and all(page.paragraphs[part.at].style for part in lines):
        return False  # bullets that stand below the texts of others
    texts = [part.text for part in lines]
    dates = [page.dated(segment.at, "line") for segment in segments if segment.at is not None]
    times = [at for one in segments if (at := one.at) is not None and page.is_time(at)]
    if times or any(date is not None and date.end for date in dates) or _is_agenda(page, segments):
        return are_places(texts) or are_known_places(texts)
    apart = any(page.paragraphs[part.at].gap for part in first if part not in lines)
    touching = apart and not any(page.paragraphs[part.at].gap for part in lines)
    return are_known_places(texts, touching=touching)


def _is_agenda(page: Page, segments: Sequence[Segment]) -> bool:
    """Say whether the heading above the first entry, or the last line above it, says that all are events."""
    above = next((p.text for p in page.paragraphs[: segments[0].start][::-1] if p.text), "")
    return heads_events(segments[0].section or above)


def _end_placed(texts: Sequence[Sequence[str]]) -> bool:
    """Say whether known places end the texts of nearly all entries, below their sentences."""
    last = [lines[-1] for lines in texts if len(lines) > 1 and is_sentence(lines[-2]) and not is_paper(lines[-1])]
    filed = sum(map(is_subject, last)) * 2 > len(last)  # “Water, Kenya”
    return len(last) >= _SOME and len(last) * 10 >= len(texts) * 9 and are_known_places(last) and not filed


def _ends(heads: Sequence[Sequence[str]], tails: Sequence[Sequence[str]]) -> bool:
    """Say whether the date ends nearly every entry, and texts stand above it."""
    ended = sum(not tail for tail in tails)
    if ended * 10 < len(tails) * 9 or not tails:
        return False
    if recur([head[0] for head in heads if len(head) == 2], len(heads)):
        return False
    texts = sum(len(head) > 1 and _follows(head[0], " ".join(head[1:])) for head in heads)
    return texts * 2 > len(heads)


def _follows(title: str, text: str) -> bool:
    """Say whether a line is the text below a title: it ends like a sentence, or is much longer."""
    text = without_more(text)
    told = is_sentence(text) and (len(text) > 40 or (len(text) > len(title) and not is_sentence(title)))
    return told or (len(text) > 60 and len(text) * 2 > len(title) * 3)


def _opens(page: Page, rows: Sequence[Row], template: Template, *, last: bool) -> bool:
    """Say whether summaries open with the day that the date line says already: one with a place, or most of them."""
    # Below a date that stands first, the first line is the title; so it is above one that stands last.
    titled = not template.untitled
    first = titled + (template.kickers.above == 0)
    split = template.kickers.split
    kicked = template.kickers.behind is not None or template.kickers.some
    skips = [int(titled and (split or not row.above)) + (kicked and is_genre(_first_behind(row))) for row in rows]
    texts = [(row, row.behind[skip]) for row, skip in zip(rows, skips, strict=True) if len(row.behind) > skip]
    texts = [(row, row.above[first]) for row in rows if len(row.above) > first] if last else texts
    found = [(row, one) for row, part in texts if (one := opening_dateline(page, row, part)) is not None]
    sent = any(one.place and row.date is not None and row.date.day == one.day for row, one in found)
    return sent or (len(found) > 1 and len(found) * 2 > len(texts))


def _first_behind(row: Row) -> str:
    return row.behind[0].text if row.behind else ""


def _repeated(page: Page, segments: Sequence[Segment]) -> frozenset[str]:
    """Return what most entries say below their first line, and the others have nothing in its place: furniture."""
    if len(segments) < _SOME:
        lines = page.paragraphs
        return said_by_both([[p.text for p in lines[one.at + 1 : one.stop]] for one in segments if one.at is not None])
    seen: Counter[str] = Counter()
    for segment in segments:
        below = [
            page.paragraphs[at] for at in range(segment.start + 1, segment.stop) if at not in {segment.at, *page.again}
        ]
        texts = {key_of(p.text) or p.text for p in below if p.text and not p.label}
        if len(below) > _SOME - 1 and (end := below[-1]).text and not end.label:
            texts.add(numberless(end.text))
        seen.update(texts)
    often = [text for text, count in seen.items() if count * 2 > len(segments) and len(text) <= _LONGEST]
    # Several words that all entries say, “Harbour Transport Board”, are the name of who wrote them.
    subjects = {text for text in often if is_subject(text) and (seen[text] < len(segments) or " " not in text)}
    places = {text for text in often if is_known_place(text) and may_be_place(text) and seen[text] < len(segments)}
    often = [text for text in often if not (is_genre(text) or text in subjects | places or author_of(text))]
    often = [text for text in often if not _has_rivals(page, segments, text)]
    long = [text for text in _below_titles(page, segments) | _feet(page, segments) if len(text) > _LONGEST]
    return frozenset([*often, *(text for text in long if not author_of(text))])


def _feet(page: Page, segments: Sequence[Segment]) -> frozenset[str]:
    """Return the lines that end all entries but the last alike, however long: how to reach who sends them."""
    others = [
        [p.text for p in page.paragraphs[one.start + 1 : one.stop][::-1] if p.text and not p.label]
        for one in segments[:-1]
    ]
    if len(others) < _SOME:
        return frozenset()
    alike = takewhile(lambda texts: len({*texts}) == 1, zip(*others, strict=False))
    feet = [texts[0] for texts in alike]
    return frozenset(feet) if len(feet) > 1 and min(map(len, others)) > len(feet) else frozenset()


def _below_titles(page: Page, segments: Sequence[Segment]) -> frozenset[str]:
    """Return what all entries say between their date and title on one line and their text, however long: where from."""
    dates = [one.at for one in segments if one.at is not None and page.kind(one.at) == "" and one.at + 2 < one.stop]
    said = {page.paragraphs[at + 1].text for at in dates if not page.paragraphs[at + 1].label}
    return frozenset(said) if len(said) == 1 and len(dates) == len(segments) > _SOME else frozenset()


def _has_rivals(page: Page, segments: Sequence[Segment], text: str) -> bool:
    """Say whether a line stands where titles may, and all other entries have one of other words in its place."""
    lines = page.paragraphs
    places: set[tuple[int, int]] = set()
    others: list[Segment] = []
    for one in segments:
        found = [at for at in _beside_title(one) if text in {lines[at].text, key_of(lines[at].text)}]
        places.update((at - one.start, len(_beside_title(one))) for at in found)
        others += [one] * (not found)
    if len(places) != 1:
        return False
    place, size = places.pop()
    rivals = [lines[one.start + place] for one in others if len(_beside_title(one)) == size]
    return bool(others) and len(rivals) == len(others) and all(line.text and not line.label for line in rivals)


def _beside_title(segment: Segment) -> range:
    """Return the lines between the first of an entry and its date, or between a date that stands first and the last."""
    start, at = segment.start, segment.at
    if at is None:
        return range(0)
    return range(start + 1, min(max(start + 2, segment.stop - 1), segment.stop) if at == start else at)

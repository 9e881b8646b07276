"""How consistently a layout explains a page."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from feedpub.dates import Dateline, parse_dateline
from feedpub.listings.text.anchoring import has_undated
from feedpub.listings.text.atop import atop_some
from feedpub.listings.text.cutting import cut
from feedpub.listings.text.dating import Form
from feedpub.listings.text.doubts import (
    contradicted,
    is_shifted,
    misplaced,
    mixed,
    spaced,
    swallowed,
    unmarked,
)
from feedpub.listings.text.headed import takes_heading
from feedpub.listings.text.layouts import Layout, hypotheses
from feedpub.listings.text.learning import learn
from feedpub.listings.text.page import Page
from feedpub.listings.text.roles import name
from feedpub.listings.text.segments import Cut, Segment
from feedpub.listings.text.shifting import ends_in_heads, leaves_an_entry
from feedpub.listings.text.sorting import Part, Template
from feedpub.listings.text.words import (
    counts_readers,
    filed_under,
    is_credit,
    is_furniture,
    is_sentence,
    is_short,
    numberless,
    without_more,
)

_PRIOR: Final[dict[Form, float]] = {"line": 0.15, "dateline": 0.1, "lead": 0.05, "tail": 0.05, "middle": 0.0}
_MARKED: Final = 0.05
_TOLD: Final = frozenset({"title", "date", "summary"})
_SHAPED: Final = _TOLD | {"kicker"}
_SEVERAL: Final = 4
_ACRONYM: Final = 5
_CLOSE: Final = 0.025
"""Layouts whose scores differ by less are about as likely."""
_SENTENCES: Final = re.compile(r"[^\W\d_]{3}[.!?]\s+[“\"«¿¡]?[^\W\d_a-z]")
"""The end of a sentence within a text, and the capital of the next one."""
_LONG: Final = 200
_ENOUGH: Final = 120
"""So many paragraphs of a long page show which layouts cannot be meant: those that score as `_FAR` below the best."""
_FAR: Final = 0.2
_SOME: Final = 10


class Explained(Struct, frozen=True):
    """A page explained by one layout, and how well: 0 to about 1."""

    score: float
    template: Template
    cut: Cut
    parts: tuple[tuple[Part, ...], ...]

    @property
    def layout(self) -> Layout:
        """The layout as it was found."""
        return self.template.layout


def explain(page: Page, layout: Layout) -> Explained | None:
    """Explain a page by one layout; None where it finds no entry."""
    made = cut(page, layout)
    if not made.segments:
        return None
    template = learn(page, layout, made.segments)
    stands = template.layout.stands
    if not layout.marker and stands == "first" != layout.stands:
        return None  # tried by itself, and cut at its dates
    if not layout.marker and stands == "last" != layout.stands and has_undated(page, layout):
        return None  # tried by itself, and cut at its dates and at what ends entries without one
    if layout.above == 2 and _only_first_is_longer(page, made.segments):
        return None  # what stands above the first title belongs to the page
    parts = tuple(tuple(name(page, template, segment)) for segment in made.segments)
    return Explained(_score(page, template, made, parts), template, made, parts)


def _only_first_is_longer(page: Page, segments: Sequence[Segment]) -> bool:
    """Say whether only the first entry of a page has more than one line above its date."""
    above = [
        sum(not is_credit(page.paragraphs[at].text) for at in range(one.start, one.at))
        for one in segments
        if one.at is not None
    ]
    return len(above) > 1 and max(above[1:]) < 2


def read_with(page: Page, found: Explained) -> Explained | None:
    """Read a page by the template that was found on its beginning; None where it finds no entry."""
    made = cut(page, found.layout)
    if not made.segments:
        return None
    parts = tuple(tuple(name(page, found.template, segment)) for segment in made.segments)
    return replace(found, cut=made, parts=parts)


def ranked(page: Page) -> list[Explained]:
    """Return what every layout makes of a page, the best first; the first tried wins a tie."""
    all_ = list(hypotheses(page))
    layouts = _likely_layouts(page, all_) if len(page.paragraphs) > _LONG else all_
    tried = [one for layout in layouts if (one := explain(page, layout)) is not None]
    return sorted(tried, key=lambda one: -one.score)


def _likely_layouts(page: Page, layouts: Sequence[Layout]) -> Sequence[Layout]:
    """Leave out layouts that explain the beginning of a page far worse than another one does."""
    beginning = Page(page.paragraphs[:_ENOUGH], page.terms)
    tried = {place: one for place, layout in enumerate(layouts) if (one := explain(beginning, layout)) is not None}
    best = max(tried.values(), key=lambda one: one.score, default=None)
    if best is None or len(best.cut.segments) < _SOME:
        return layouts  # a long head: it says nothing of the entries
    return [layouts[place] for place, one in tried.items() if best.score - one.score < _FAR]


def rival_of(tried: Sequence[Explained]) -> Explained | None:
    """Return the layout that reads other titles and dates than the best one and scores nearly as high."""
    told = _told(tried[0])
    for one in tried[1:]:
        if tried[0].score - one.score > _CLOSE:
            return None
        other = _told(one)
        if len(told & other) * 2 <= max(len(told), len(other)):
            return one
    return None


def _told(one: Explained) -> set[tuple[str, ...]]:
    return {tuple(part.text for part in parts if part.role in {"title", "date"}) for parts in one.parts}


def _score(page: Page, template: Template, made: Cut, parts: Sequence[Sequence[Part]]) -> float:
    segments = made.segments
    layout = template.layout
    used = {segment.at for segment in segments if segment.at is not None}
    with_date = sum(_is_dated(page, layout, segment) for segment in segments)
    lines = {at for at in range(len(page.paragraphs)) if page.kind(at) == "full"}
    if layout.form != "line":
        # A date that opens a line is no part of a text: it is an entry's, too.
        lines |= {at for at in range(len(page.paragraphs)) if page.is_full(at, "lead")}
    lost = len(lines - used - set(made.headings)) if layout.stands != "heading" else 0
    dated = with_date / len(segments)
    covered = with_date / (with_date + lost) if with_date else 0.0
    return (
        0.25 * dated
        + 0.25 * covered
        + 0.3 * _likely(page, parts)
        + 0.12 * _regular(template, parts)
        + 0.08 * _monotone(page, layout, segments)
        + 0.1 * _explained(page, made)
        + _PRIOR[layout.form]
        + (_MARKED if layout.marker and not layout.marker.endswith(":") else 0)
        - 0.1 / len(segments)
<<<<<<< HEAD
        - 0.4 * _swallowed(page, made)
        + 0.12 * _spaced(page, segments)
        - 0.3 * _misplaced(page, template, parts)
        - 0.3 * _mixed(segments, parts)
        - 0.2 * _contradicted(page, layout, segments)
        - (0.1 if _is_shifted(page, segments, parts) else 0.0)
=======
        - 0.4 * swallowed(page, made)
        + 0.12 * spaced(page, segments)
        - 0.3 * misplaced(template, parts)
        - 0.3 * mixed(segments, parts)
        - 0.3 * unmarked(page, layout, segments)
        - 0.2 * contradicted(page, layout, segments)
        - (0.1 if is_shifted(page, segments, parts) else 0.0)
        - (0.15 if takes_heading(page, parts) else 0.0)
>>>>>>> 3f215dc (Text listings: weekdays cut short, categories behind dates, reading times; the heading of the page and the marker of its menu speak against a layout)
        - (0.2 if ends_in_heads(page, segments) or leaves_an_entry(page, segments) else 0.0)
    )


<<<<<<< HEAD
def _contradicted(page: Page, layout: Layout, segments: Sequence[Segment]) -> float:
    """Say which share of the datelines within entries says another day than their date, where others say the same."""
    same: list[bool] = []
    for segment in segments:
        date = page.dated(segment.at, layout.form) if segment.at is not None else None
        opened = [page.dated(at, "dateline") for at in range(segment.start, segment.stop) if at != segment.at]
        same += [one.day == date.day for one in opened if date is not None and one is not None and one.kind == "full"]
    return same.count(False) / len(same) if len(same) * 2 > len(segments) else 0.0


def _mixed(segments: Sequence[Segment], parts: Sequence[Sequence[Part]]) -> float:
    """Say in which share of the entries the text beside the date is something else than in most."""
    beside = Counter(
        next((part.role for part in entry if part.at == segment.at and part.role in {"title", "summary"}), "")
        for segment, entry in zip(segments, parts, strict=True)
    )
    beside.pop("", None)
    return 1 - max(beside.values()) / beside.total() if beside else 0.0


def _is_shifted(page: Page, segments: Sequence[Segment], parts: Sequence[Sequence[Part]]) -> bool:
    """Say whether each date seems to stand one entry off.

    One end of the page has a date alone, the other a line. Or the last date has behind it what all others have, and
    kicker and title, too. Or a date is left over directly above the first marker, and the last entry has none.
    """
    left_over = segments[0].start > 0 and page.kind(segments[0].start - 1) == "full" and not segments[0].day
    if left_over and segments[-1].at is None and page.paragraphs[segments[0].start].style:
        return True
    bare = [all(part.role in {"date", "author"} for part in entry) for entry in (parts[0], parts[-1])]
    if (bare[1] and segments[0].start > 0) or (bare[0] and segments[-1].stop < len(page.paragraphs)):
        return True
    sizes = [(one.at - one.start, one.stop - one.at) for one in segments if one.at is not None]
    (above, behind), count = Counter(sizes[1:-1]).most_common(1)[0] if len(sizes) > _SEVERAL else ((0, 0), 0)
    if above > 1 and count * 5 >= (len(sizes) - 2) * 4 and sizes[-1] == (above, above + behind):
        return True
    return not above and sizes[-1:] == [(0, 1)] and behind > 1 and _heads_first(page, segments, behind - 1)


def _heads_first(page: Page, segments: Sequence[Segment], lines: int) -> bool:
    """Say whether as many lines stand above the first entry as end the others, and look like them."""
    begin = [one.start for one in segments[:2]]
    if begin[0] < lines:
        return False
    first, second = ([p.text.isupper() for p in page.paragraphs[at - lines : at]] for at in begin)
    return first == second and (lines == 1 or any(first))


def _misplaced(page: Page, template: Template, parts: Sequence[Sequence[Part]]) -> float:
    """Say which share of the lines that begin or end entries, such as “Press release” and “Read more”, do not.

    Below “Read more” may stand “Posted in Travel”.
    """
    placed = wrong = 0
    for entry in parts:
        texts = [part for part in entry if part.role in {"title", "kicker", "date", "summary"}]
        texts = [part for part in texts if part.role != "kicker" or not filed_under(page.paragraphs[part.at].text)]
        kinds = [part.role == "kicker" for part in texts if is_genre(part.text) or _is_headline(part)]
        repeated = [
            part
            for part in entry
            if template.furniture & {part.text, numberless(part.text)} and not are_tongues(part.text)
        ]
        ends = [part.at > texts[-1].at for part in repeated if texts]
        placed += len(kinds) + len(ends)
        wrong += kinds.count(False) + ends.count(False)
    return wrong / placed if placed * 2 >= len(parts) else 0.0


def _is_headline(part: Part) -> bool:
    """Say whether a line of capitals stands where kickers or texts do: it heads what follows."""
    return part.role != "title" and part.text.isupper() and is_short(part.text) and len(part.text) > _ACRONYM


def _swallowed(page: Page, made: Cut) -> float:
    """Say which share of the page's own markers stand within entries, or before them in one count, and begin none."""
    style, indents = _own_marker(page)
    if not style:
        return 0.0
    starts = {segment.start for segment in made.segments}
    own = [at for at, p in enumerate(page.paragraphs[: made.stop]) if p.style == style and p.indent in indents]
    first = made.segments[0].start
    counted = sum(at < first for at in own)
    numbers = [page.paragraphs[at].number for at in own[: counted + 1]]
    # A count from 1 that runs on into the entries is theirs.
    theirs = first in own and numbers == list(range(1, counted + 2))
    return sum((at > first or theirs) and at not in starts for at in own) / max(1, len(own))


def _spaced(page: Page, segments: Sequence[Segment]) -> float:
    """Say how much more of the empty lines part entries than their own lines: -1 to 1."""
    starts = [page.paragraphs[segment.start].gap for segment in segments[1:]]
    inner = [p.gap for segment in segments for p in page.paragraphs[segment.start + 1 : segment.stop]]
    if not starts or not inner:
        return 0.0
    usual = max(min(starts), 1)
    return sum(gap >= usual for gap in starts) / len(starts) - sum(gap >= usual for gap in inner) / len(inner)


def _own_marker(page: Page) -> tuple[str, frozenset[int]]:
    """Return the marker behind which dates stand most evenly, one each; "" if there is none."""
    best, most = ("", frozenset[int]()), 1
    paragraphs = page.paragraphs
    if timed := frozenset(p.indent for p in paragraphs if p.clock):
        return TIME, timed
    dates = [at for at in range(len(paragraphs)) if page.kind(at) == "full" or page.parts[at]]
    lines = sum(page.kind(at) == "full" for at in dates)
    for style, indent in styles(paragraphs):
        if style.endswith(":"):
            continue
        indents = frozenset(range(indent - 4, indent + 1)) if style in {"number", "[]"} else frozenset({indent})
        found = [at for at, p in enumerate(paragraphs) if p.style == style and p.indent in indents]
        if all(is_furniture(paragraphs[at].text) for at in found):
            continue  # “+ Read more”
        spans = zip(found, [*found[1:], len(paragraphs)], strict=True)
        dated = sum(bisect_left(dates, b) > bisect_left(dates, a) for a, b in spans)
        if dated * 2 < lines:
            continue  # a dash that opens some texts
        if dated > most and dated * 3 >= len(found):
            best, most = (style, indents), dated
    return best


=======
>>>>>>> 3f215dc (Text listings: weekdays cut short, categories behind dates, reading times; the heading of the page and the marker of its menu speak against a layout)
def _is_dated(page: Page, layout: Layout, segment: Segment) -> bool:
    return bool(segment.day) or (segment.at is not None and page.is_full(segment.at, layout.form))


def _likely(page: Page, parts: Sequence[Sequence[Part]]) -> float:
    """Say how much lines look like what they are taken for, on average over the entries."""
    total = 0.0
    for entry in parts:
        titles = [part for part in entry if part.role == "title"]
        texts = [part.text for part in entry if part.role == "summary"]
        kickers = [part.text for part in entry if part.role == "kicker"]
        value = sum(_title(page, part) for part in titles) / len(titles) if titles else (0.55 if texts else 0.0)
        values = [value, value]
        if texts:
            values.append(sum(_text(text) for text in texts) / len(texts))
        values += [1.0 if is_short(text) else 0.2 for text in kickers]
        if len(titles) > 1:
            values.append(0.3)
        total += sum(values) / len(values)
    told = [part.text for entry in parts for part in entry if part.role == "title"]
    alike = Counter(numberless(text) if counts_readers(text) else text for text in told)
    repeated = sum(count - 1 for count in alike.values()) / max(1, len(parts))
    return total / len(parts) - 0.5 * repeated


def _title(page: Page, part: Part) -> float:
    text, value = part.text, 1.0
    if page.kind(part.at) == "full" and text == page.paragraphs[part.at].text:
        return 0.0
    if text == page.paragraphs[part.at].text and any(date.form == "dateline" for date in page.parts[part.at]):
        value -= 0.6
    if len(text) < 12:
        value -= 0.3
    if len(text) > 180:
        value -= 0.3
    told = without_more(text)
    if told != text or (is_sentence(text) and not text.endswith(("?", "!", "？", "！"))):
        value -= 0.7 if _SENTENCES.search(told) is not None else 0.5
    if text[:1].islower():
        value -= 0.2
    if is_furniture(text) or is_credit(text) or counts_readers(text):
        value -= 0.6
    return max(value, 0.0)


def _text(text: str) -> float:
    if is_sentence(text):
        return 1.0
    return 0.75 if len(text) > 60 else 0.5


def _regular(template: Template, parts: Sequence[Sequence[Part]]) -> float:
    """Say how many entries have the shape that most have; kickers that stand above some only are no part of it."""
    shapes = Counter(_shape(entry, _TOLD if atop_some(template.layout) else _SHAPED) for entry in parts)
    return sum(count for _, count in shapes.most_common(2)) / len(parts)


def _shape(entry: Sequence[Part], counted: frozenset[str]) -> tuple[str, ...]:
    roles = [part.role for part in entry if part.role in counted]
    return tuple(a for a, b in pairwise([*roles, ""]) if a != b or a == "title")


def _monotone(page: Page, layout: Layout, segments: Sequence[Segment]) -> float:
    days = []
    for segment in segments:
        date = page.dated(segment.at, layout.form) if segment.at is not None else None
        above = parse_dateline(segment.day, page.terms) if segment.day else None
        day = date.day if date is not None else above.day if isinstance(above, Dateline) else None
        if day is not None:
            days.append(day)
    steps = [(a > b) - (a < b) for a, b in pairwise(days)]
    if not steps:
        return 0.5
    return max(sum(step >= 0 for step in steps), sum(step <= 0 for step in steps)) / len(steps)


def _explained(page: Page, made: Cut) -> float:
    """Say how much of the page belongs to its entries."""
    inside = sum(segment.stop - segment.start for segment in made.segments) + len(made.headings)
    return min(1.0, (inside + 2) / max(1, len(page.paragraphs)))

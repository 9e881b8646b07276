"""How consistently a layout explains a page."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from feedpub.dates import Dateline, parse_dateline
from feedpub.listings.text.cutting.anchoring import has_undated
from feedpub.listings.text.cutting.atop import atop_some
from feedpub.listings.text.cutting.blocks import overlooked
from feedpub.listings.text.cutting.cutshort import begins_with_columns, hold_headings, is_cut_short
from feedpub.listings.text.cutting.daily import hides_days
from feedpub.listings.text.cutting.segmenting import cut
from feedpub.listings.text.cutting.shifting import ends_bare, ends_in_heads, leaves_an_entry
from feedpub.listings.text.cutting.sorting import Part, Template
from feedpub.listings.text.cutting.stamps import hold_posts
from feedpub.listings.text.layout.doubts import (
    against_days,
    begins_bare,
    begins_late,
    contradicted,
    is_shifted,
    leaves_a_kicker,
    misplaced,
    mixed,
    parted_by_credits,
    set_in,
    spaced,
    told_kickers,
    unmarked,
)
from feedpub.listings.text.layout.swallowing import swallowed
from feedpub.listings.text.pages.layouts import Layout
from feedpub.listings.text.pages.page import Page
from feedpub.listings.text.pages.segments import Cut, Segment
from feedpub.listings.text.roles.assigning import name
from feedpub.listings.text.roles.flanks import Flanks, flanks_of, on_wrong_side
from feedpub.listings.text.roles.headed import takes_heading
from feedpub.listings.text.roles.learning import learn
from feedpub.listings.text.wording.admission import says_admission
from feedpub.listings.text.wording.dating import Form
from feedpub.listings.text.wording.furniture import counts_readers, is_furniture, without_more
from feedpub.listings.text.wording.words import are_sentences, is_credit, is_dense, is_sentence, is_short, numberless

_PRIOR: Final[dict[Form, float]] = {"line": 0.15, "dateline": 0.1, "lead": 0.05, "tail": 0.05, "middle": 0.0}
_MARKED: Final = 0.05
_RARER: Final = 0.005
"""Of two layouts that explain a page as well, dates at the end of entries are less often meant."""
_TOLD: Final = frozenset({"title", "date", "summary"})
_SHAPED: Final = _TOLD | {"kicker"}
_LIKELY: Final = 0.3
_REGULAR: Final = 0.12
_NAMED: Final = _LIKELY + _REGULAR + _RARER + 1e-9
"""What the names of lines add to a score at most; they may show that dates do not stand last, as it seemed."""


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


class Attempt(Struct, frozen=True):
    """A page cut by a layout: `placed` is what of its score the cut shows."""

    layout: Layout
    cut: Cut
    flanks: Flanks | None
    placed: float

    @property
    def most(self) -> float:
        """The score if every line looked like what it is taken for."""
        return self.placed + _NAMED


def explain(page: Page, layout: Layout) -> Explained | None:
    """Explain a page by one layout; None where it finds no entry."""
    made = attempt(page, layout, flanks_of(page))
    return None if made is None else carry_out(page, made)


def attempt(page: Page, layout: Layout, flanks: Flanks | None) -> Attempt | None:
    """Cut a page, which has these flanks, by a layout; None where it finds no entry."""
    made = cut(page, layout)
    return Attempt(layout, made, flanks, _placed(page, layout, made, flanks)) if made.segments else None


def carry_out(page: Page, tried: Attempt) -> Explained | None:
    """Name the lines of a page as it was cut; None where another layout reads it so."""
    layout, made = tried.layout, tried.cut
    template, parts = learn(page, layout, made.segments)
    stands = template.layout.stands
    if not layout.marker and stands == "first" != layout.stands:
        return None  # tried by itself, and cut at its dates
    if not layout.marker and stands == "last" != layout.stands and has_undated(page, layout):
        return None  # tried by itself, and cut at its dates and at what ends entries without one
    if layout.above == 2 and _only_first_is_longer(page, made.segments):
        return None  # what stands above the first title belongs to the page
    placed = tried.placed if template.layout == layout else _placed(page, template.layout, made, tried.flanks)
    return Explained(placed + _named(page, template, made, parts), template, made, parts)


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
    parts = tuple([name(page, found.template, segment) for segment in made.segments])
    return replace(found, cut=made, parts=parts)


def _placed(page: Page, layout: Layout, made: Cut, flanks: Flanks | None) -> float:
    """Return what of a score the cut shows: how well dates, markers and empty lines agree with it."""
    segments = made.segments
    used = {segment.at for segment in segments if segment.at is not None}
    with_date = sum(_is_dated(page, layout, segment) for segment in segments)
    lines = set(page.full("line"))
    if layout.form != "line":
        # A date that opens a line is no part of a text: it is an entry's, too.
        lines.update(page.full("lead"))
    outnumbered = layout.form == "line" and len(page.tails) > with_date
    lines |= page.tails if outnumbered else set()
    lost = len(lines - used - set(made.headings)) if layout.stands != "heading" else 0
    dated = with_date / len(segments)
    covered = with_date / (with_date + lost) if with_date else 0.0
    return (
        0.25 * dated
        + 0.25 * covered
        + 0.08 * _monotone(page, layout, segments)
        + 0.1 * _explained(page, made)
        + _PRIOR[layout.form]
        - (_RARER if layout.stands == "last" else 0.0)
        + (_MARKED if layout.marker and not layout.marker.endswith(":") else 0)
        - 0.1 / len(segments)
        - 0.4 * swallowed(page, made)
        + 0.12 * max(spaced(page, segments), 0.0 if layout.stands == "none" else -1.0)
        - 0.3 * unmarked(page, layout, segments)
        - 0.2 * contradicted(page, layout, segments)
        - (0.1 if outnumbered else 0.0)
        - (0.2 if ends_in_heads(page, segments) or leaves_an_entry(page, segments) else 0.0)
        - (0.2 if is_cut_short(page, segments) or begins_with_columns(page, segments) else 0.0)
        - (0.2 if hold_headings(page, segments) or hold_posts(page.paragraphs, segments) else 0.0)
        - (0.05 if ends_bare(page, layout, segments) else 0.0)
        - (0.3 if against_days(page, layout, segments) else 0.0)
        - (0.3 * overlooked(page, segments) if layout.stands == "none" and not layout.marker else 0.0)
        - (0.3 if begins_late(page, layout, made) else 0.0)
        - (0.3 if set_in(page, segments) else 0.0)
        - (0.2 if hides_days(page, layout, segments) else 0.0)
        - on_wrong_side(flanks, layout, segments)
    )


def _named(page: Page, template: Template, made: Cut, parts: Sequence[Sequence[Part]]) -> float:
    """Return what of a score the names of lines show: `_NAMED` at most."""
    return (
        _LIKELY * _likely(page, parts)
        + _REGULAR * _regular(template, parts)
        - 0.3 * misplaced(page, template, parts)
        - 0.3 * mixed(made.segments, parts)
        - 0.3 * told_kickers(parts)
        - 0.3 * parted_by_credits(parts)
        - (0.1 if is_shifted(page, made.segments, parts) else 0.0)
        - (0.2 if begins_bare(made.segments, parts) else 0.0)
        - (_RARER if leaves_a_kicker(page, made.segments, parts) else 0.0)
        - (0.3 if takes_heading(page, parts) else 0.0)
    )


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
        values += [0.0 for text in kickers if is_sentence(text)]  # that is a text
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
    if len(text) > 180 or len(text) < (12 if text.isascii() or not is_dense(text) else 6):
        value -= 0.3
    told = without_more(text)
    if told != text or (is_sentence(text) and not text.endswith(("?", "!", "？", "！"))):
        value -= 0.7 if are_sentences(told) else 0.5
    if text[:1].islower():
        value -= 0.2
    if text.endswith((":", "：")):
        value -= 0.4  # it leads in to what stands below it
    if is_furniture(text) or is_credit(text) or counts_readers(text) or says_admission(text):
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

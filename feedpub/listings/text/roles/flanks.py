"""What stands above the first date of a page and below the last: one end is an entry's, the other the page's.

Dates part texts, and as many texts stand below the dates as above them. What stands between two dates shows how an
entry is built; its text is built like those, and the head or the foot of a page seldom is.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise, takewhile
from typing import Final

from msgspec import Struct

from feedpub.listings.text.pages.layouts import Layout
from feedpub.listings.text.pages.mastheads import names_page
from feedpub.listings.text.pages.page import Page
from feedpub.listings.text.pages.segments import Segment
from feedpub.listings.text.wording.contacts import is_contact
from feedpub.listings.text.wording.furniture import is_copyright, is_furniture, without_more
from feedpub.listings.text.wording.lines import Paragraph
from feedpub.listings.text.wording.paging import is_usual_way, leads_on
from feedpub.listings.text.wording.words import is_sentence

_SOME: Final = 3
_EITHER: Final = 0.02
_ASTRAY: Final = 0.15
_FAR: Final = 12
"""So many lines of an end are looked at; entries are seldom longer."""


class Flanks(Struct, frozen=True):
    """Whether what stands above the first date, and below the last one, is built as what stands between two.

    `over` and `under` say so of the lines next to these dates alone; `told`: that above the first one is a text.
    """

    above: bool
    below: bool
    over: bool
    under: bool
    told: bool


class _Line(Struct, frozen=True):
    """What a line is to the eye, and whether an empty line parts it from the one above; a first one says nothing."""

    kind: str
    apart: bool | None


def flanks_of(page: Page) -> Flanks | None:
    """Compare both ends of a page with what stands between its date lines; None where these are few."""
    dates, lines = page.full("line"), page.paragraphs
    if len(dates) < _SOME or dates[0] == 0 or any(b - a < _SOME - 1 for a, b in pairwise(dates)):
        return None  # several dates of one entry
    between = [lines[a + 1 : b] for a, b in pairwise(dates)]
    shapes = Counter(map(_built, between))
    built = [shape for shape, times in shapes.items() if times * _SOME >= len(between)]
    above = lines[max(0, dates[0] - _FAR) : dates[0]]
    below = [*takewhile(lambda p: not _is_foot(p), lines[dates[-1] + 1 : dates[-1] + 1 + _FAR])]
    over = _touch(above[-1], lines[dates[0]]) in {_touch(lines[at - 1], lines[at]) for at in dates[1:]}
    under = bool(below) and (_kind(below[0]), below[0].gap > 0) in {(_kind(one[0]), one[0].gap > 0) for one in between}
    return Flanks(
        above=over and any(_ends(above, one) for one in built),
        below=under and any(_begins(below, one) for one in built),
        over=over,
        under=under,
        told=_kind(above[-1]) == "told",
    )


def on_wrong_side(flanks: Flanks | None, layout: Layout, segments: Sequence[Segment]) -> float:
    """Return what speaks against dates on one side of their entries: that end of the page is none of an entry."""
    if layout.form != "line" or layout.stands == "heading" or (layout.marker and layout.stands != "first"):
        return 0.0
    if flanks is None or not (flanks.above or flanks.below):
        return 0.0
    if layout.stands == "after":
        behind = any(one.at is not None and one.at + 1 < one.stop for one in segments[:-1])
        if not behind and segments[-1].at is not None and segments[-1].at + 1 < segments[-1].stop:
            return _EITHER  # only the last one has below its date what stands above all
        ends = flanks.told and behind and not flanks.under  # the texts above the dates end with them
        return 0.0 if flanks.over and not ends else _ASTRAY
    if flanks.above and flanks.below:
        return _EITHER if layout.stands == "last" else 0.0
    return _ASTRAY if flanks.below is (layout.stands == "last") else 0.0


def _touch(line: Paragraph, date: Paragraph) -> tuple[str, bool]:
    """Say what a line above a date is, and whether an empty line parts them."""
    return _kind(line), date.gap > 0


def are_alike(page: Page) -> bool:
    """Say whether both ends of a page are built as what stands between its dates: neither side is proved."""
    flanks = flanks_of(page)
    return flanks is not None and flanks.above and flanks.below


def _ends(lines: Sequence[Paragraph], built: tuple[_Line, ...]) -> bool:
    """Say whether the last of some lines are built as others."""
    own = _built(lines)[-len(built) :]
    return bool(own) and (_Line(own[0].kind, None), *own[1:]) == built


def _begins(lines: Sequence[Paragraph], built: tuple[_Line, ...]) -> bool:
    """Say whether the first of some lines are built as others."""
    return _built(lines)[: len(built)] == built


def _built(lines: Sequence[Paragraph]) -> tuple[_Line, ...]:
    """Say what lines are, one after the other; sentences in a row are one text."""
    seen = [_Line(_kind(p), p.gap > 0) for p in lines if not is_furniture(p.text)]
    kept = [b for a, b in pairwise([None, *seen]) if b is not None and not (a and a.kind == b.kind == "told")]
    return (_Line(kept[0].kind, None), *kept[1:]) if kept else ()


def _kind(paragraph: Paragraph) -> str:
    """Name what a line is by its looks: a text, a heading, what has a label or a marker; else words."""
    if paragraph.heading or names_page(paragraph.text):
        return "heading"
    if paragraph.label or paragraph.style:
        return paragraph.label or paragraph.style
    return "told" if is_sentence(without_more(paragraph.text)) else "words"


def _is_foot(paragraph: Paragraph) -> bool:
    """Say whether a line belongs to the page: it leads to others, or says whose it is and how to reach them."""
    words = paragraph.words
    return leads_on(words) or is_usual_way(words) or is_copyright(words) or is_contact(words)

"""Whether and how the entries of a page can be told by how their lines stand."""

import re
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from feedpub.listings.text.cutting.sorting import Part, Template
from feedpub.listings.text.labels.kickers import Kickers
from feedpub.listings.text.layout.scoring import Explained
from feedpub.listings.text.pages.layouts import Layout
from feedpub.listings.text.pages.page import Page
from feedpub.listings.text.pages.segments import Segment
from feedpub.listings.text.wording.habits import Habits
from feedpub.listings.text.wording.lines import Paragraph

_FORMS: Final = frozenset({"line", "lead", "tail", "dateline"})
"""How dates stand that can be told from the traits of lines."""

_ROLES: Final = frozenset({"kicker", "place", "author", "furniture"})
"""What may stand beside the dates."""


class Way(Struct, frozen=True):
    """How the entries of a page are told: by their `marker`, by the `parting` gap above them, by their dates."""

    layout: Layout
    template: Template
    habits: Habits
    page: Page
    marker: re.Pattern[str] | None
    parting: int | None


def way_of(page: Page, best: Explained, habits: Habits) -> Way | None:
    """Return how entries can be told by their shape; None where lines say more than that."""
    layout, template = best.layout, best.template
    if layout.form not in _FORMS or layout.stands == "heading" or habits.width:
        return None
    if template.opens or template.placed or template.signed or template.kicked or template.posts:
        return None
    if template.beside and (layout.form != "line" or not _ROLES.issuperset(template.beside.values())):
        return None
    if template.kickers == Kickers() and any(map(_has_kicker, best.cut.segments, best.parts)):
        return None  # which stand above some titles only
    if page.again or any(p.clock or page.is_time(at) for at, p in enumerate(page.paragraphs)):
        return None
    starts = [page.paragraphs[segment.start] for segment in best.cut.segments]
    marker = None
    if layout.marker:
        heads = {_head(p) for p in starts if p.style and not p.label}
        if len(heads) != 1 or not next(iter(heads)) or habits.links:
            return None
        marker = re.compile(re.escape(heads.pop()).replace("0", r"(\d{1,6})"))
    gaps = [p.gap for p in starts[1:]]
    inner = [p.gap for one in best.cut.segments for p in page.paragraphs[one.start + 1 : one.stop]]
    parting = min(gaps, default=0)
    parted = sum(gap >= parting for gap in inner) * 2 < len(inner)
    return Way(layout, template, habits, page, marker, parting if parted else None)


def _has_kicker(segment: Segment, parts: Sequence[Part]) -> bool:
    """Say whether an entry has a kicker that does not stand on the line of its date."""
    return any(part.role == "kicker" and part.at != segment.at for part in parts)


def _head(paragraph: Paragraph) -> str:
    """Return what stands before the text of a paragraph, with a 0 for its number."""
    if paragraph.style[0] == "#" and paragraph.words == paragraph.text:
        return f"{paragraph.style} "  # a heading that is a title
    return re.sub(r"\d+", "0", paragraph.words.removesuffix(paragraph.text))

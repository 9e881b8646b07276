"""Pages without dates that are plainly listings: each entry is a title and the beginning of a text, which is cut short.

“The old ferry rests at the quay, and its captain […]” leads on to a story; a page that tells all has no such texts.
"""

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from feedpub.listings.text.cutting.sorting import Part
from feedpub.listings.text.layout.scoring import Explained
from feedpub.listings.text.pages.page import Page
from feedpub.listings.text.wording.furniture import without_more
from feedpub.listings.text.wording.lines import Paragraph
from feedpub.listings.text.wording.words import CUT, count_words, is_dense, is_sentence

_SOME: Final = 3
_NEARLY_ALL: Final = 0.9
_MOST: Final = 0.8
_SHORT, _TEXT = 40, 60
"""A text that is cut has so many signs before, and most have more."""
_WORDS: Final = 2


def has_cut(lines: Sequence[Paragraph]) -> bool:
    """Say whether several lines of a page are cut short."""
    return sum(without_more(line.text).endswith(CUT) for line in lines) >= _SOME


def without_head(found: Explained) -> Explained:
    """Leave out the first entry where it is the head of the page: one word and what it means, “Briefs”."""
    if len(found.parts) <= _SOME or count_words(_title(found.parts[0]).lstrip(" •·–—»")) >= _WORDS:
        return found
    return replace(found, cut=replace(found.cut, segments=found.cut.segments[1:]), parts=found.parts[1:])


def are_teasers(page: Page, found: Explained) -> bool:
    """Say whether nearly all entries are titles and texts cut short, and most of the page is theirs."""
    count = len(found.parts)
    titles = {_title(parts) for parts in found.parts}
    long = sum(_is_teaser(parts, _TEXT) for parts in found.parts)
    told = sum(_is_teaser(parts, _SHORT) for parts in found.parts) if long * 2 > count else long
    inside = sum(one.stop - one.start for one in found.cut.segments)
    dated = any(line is not None and line.kind == "full" for line in page.lines)
    alike = told >= max(_SOME, _NEARLY_ALL * count) and len(titles) >= _NEARLY_ALL * count
    return alike and not dated and inside >= _MOST * len(page.paragraphs)


def _is_teaser(parts: Sequence[Part], size: int) -> bool:
    """Say whether an entry is a title of several words and a text that ends in the middle."""
    title = _title(parts)
    text = " ".join(part.text for part in parts if part.role == "summary")
    titled = (len(title.split()) >= _WORDS or is_dense(title)) and not (is_sentence(title) and title.endswith("."))
    return titled and len(text) * (1 + is_dense(text)) >= size and text.endswith(CUT)


def _title(parts: Sequence[Part]) -> str:
    return " ".join(part.text for part in parts if part.role == "title")

"""What pictures show, between title and date, where wider gaps part the entries than their lines."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from feedpub.listings.text.wording.dating import Dated
from feedpub.listings.text.wording.lines import Paragraph
from feedpub.listings.text.wording.words import is_sentence

_SOME: Final = 3
_WIDE: Final = 2
_FAR: Final = 2


def captions_between(
    paragraphs: Sequence[Paragraph], lines: Sequence[Dated | None], parts: Sequence[Sequence[Dated]]
) -> frozenset[int]:
    """Return the lines between title and date of few entries: all others have their date right below the title.

    Each wide gap parts two entries: one date stands below it, and one above the first.
    """
    wide = [at for at, p in enumerate(paragraphs) if p.gap >= _WIDE and at]
    if len(wide) < _SOME or any(line is not None for line in lines):
        return frozenset()
    dates = [at for at, ways in enumerate(parts) if any(one.kind == "full" and one.form == "lead" for one in ways)]
    groups = list(pairwise([*wide, len(paragraphs)]))
    if len(dates) != len(groups) + 1 or not dates[0] < wide[0]:
        return frozenset()
    if not all(a < at < b for at, (a, b) in zip(dates[1:], groups, strict=True)):
        return frozenset()
    between = [a + 1 for at, (a, _) in zip(dates[1:], groups, strict=True) if at == a + _FAR]
    near = sum(at == a + 1 for at, (a, _) in zip(dates[1:], groups, strict=True))
    few = len(between) < near and len(between) + near == len(groups)
    return frozenset(between) if few and not any(is_sentence(paragraphs[at].text) for at in between) else frozenset()

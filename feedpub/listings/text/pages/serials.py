"""Numbers of texts behind bullets, alone on their lines above date and title: “• 1022”, “• 1021”."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from msgspec.structs import replace

from feedpub.listings.text.wording.lines import Paragraph

_SOME: Final = 2
_LONGEST: Final = 6


def without_serials(paragraphs: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """Leave out such numbers; they count up or down, and lines of their entries stand between."""
    found = [
        at for at, p in enumerate(paragraphs) if p.style and p.number is None and not p.label and _is_number(p.text)
    ]
    numbers = [int(paragraphs[at].text) for at in found]
    steps = {(a > b) - (a < b) for a, b in pairwise(numbers)}
    apart = all(b - a > _SOME for a, b in pairwise([*found, len(paragraphs)]))
    alike = len({(paragraphs[at].style, paragraphs[at].indent) for at in found}) == 1
    if len(found) < _SOME or not (alike and apart) or steps not in ({1}, {-1}):
        return paragraphs
    return [replace(p, text="") if at in found else p for at, p in enumerate(paragraphs)]


def _is_number(text: str) -> bool:
    return text.isdecimal() and len(text) <= _LONGEST

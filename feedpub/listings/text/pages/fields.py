"""Fields below the texts of a page that a word without a colon leads in to: “Region Europe”, “Country Malta”."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from feedpub.listings.text.wording.dating import Dated, day_lines
from feedpub.listings.text.wording.lines import Paragraph
from feedpub.listings.text.wording.words import is_sentence, is_short

_SOME: Final = 3
_PAIR: Final = 2
_NEARLY_ALL: Final = 0.8


def with_fields(paragraphs: Sequence[Paragraph], lines: Sequence[Dated | None]) -> Sequence[Paragraph]:
    """Label such lines, and part them from what they touch: two that touch recur, as often as nearly all dates.

    Above them stand title and text.
    """
    dates = [*day_lines(lines)]
    words = [_key(p) if lines[at] is None else "" for at, p in enumerate(paragraphs)]
    pairs = [at for at in range(1, len(words)) if words[at - 1] and words[at] and not paragraphs[at].gap]
    found = Counter((words[at - 1], words[at]) for at in pairs)
    (first, second), count = found.most_common(1)[0] if found else (("", ""), 0)
    own = [at for at in pairs if (words[at - 1], words[at]) == (first, second)]
    said = {tuple(p.text for p in paragraphs[at - 1 : at + 1]) for at in own}
    if first == second or count < max(_SOME, _NEARLY_ALL * len(dates)) or len(said) * _PAIR <= count:
        return paragraphs
    parted = sorted({0, *(at + 1 for at in [*own, *dates])})
    bodies = [paragraphs[parted[bisect_right(parted, at - 1) - 1] : at - 1] for at in own]
    if sum(map(_is_told, bodies)) < _NEARLY_ALL * count:
        return paragraphs
    fields = {at for end in own for at in range(_first(paragraphs, end - 1), end + 1)}
    below = {at + 1 for at in own}
    return [
        replace(p, label="tags") if at in fields else replace(p, gap=p.gap or 1) if at in below else p
        for at, p in enumerate(paragraphs)
    ]


def _is_told(lines: Sequence[Paragraph]) -> bool:
    """Say whether lines are a title and a text."""
    return len(lines) >= _PAIR and any(not is_sentence(p.text) and len(p.text.split()) > _PAIR for p in lines[:-1])


def _first(paragraphs: Sequence[Paragraph], at: int) -> int:
    """Return where fields begin: what a bullet marks directly above them, in a few words, is one as well."""
    while at > 0 and not paragraphs[at].gap and (above := paragraphs[at - 1]).style and is_short(above.text):
        at -= 1
    return at


def _key(p: Paragraph) -> str:
    """Return the first word of a line that may be a field: it has a capital, and few more words stand behind it."""
    key, space, _ = p.text.partition(" ")
    return key if space and key[:1].isupper() and is_short(p.text) and not (p.style or p.label or p.heading) else ""

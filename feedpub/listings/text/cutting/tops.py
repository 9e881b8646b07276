"""Kickers above the dates or titles of some entries only, and where the others begin: below a text, or the page's name.

“Fishing”, “3 May 2019”, “Title”, “Text.”, and next “28 April 2019”, “Title”, “Text.”.
"""

from collections.abc import Sequence
from typing import Final

from feedpub.dates import names_place
from feedpub.genres import is_genre
from feedpub.listings.text.cutting.sorting import Row
from feedpub.listings.text.pages.page import Page
from feedpub.listings.text.wording.furniture import is_furniture
from feedpub.listings.text.wording.lines import Paragraph
from feedpub.listings.text.wording.subjects import is_subject
from feedpub.listings.text.wording.words import count_words, is_sentence

_SOME: Final = 3
_PAIR: Final = 2
_FEW: Final = 3
"""So many words has a kicker at most that is known or comes again, and a title at least."""


def without_others(
    paragraphs: Sequence[Paragraph], anchors: Sequence[int], starts: Sequence[int], above: int
) -> list[int]:
    """Let entries begin below a sentence, or below what does not touch them, where short kickers begin the others."""
    tops = [start for start, at in zip(starts, anchors, strict=True) if at - start == above]
    kickers = [start for start in tops if _is_short(paragraphs[start].text)]
    if len(kickers) < _SOME or len(kickers) * 2 <= len(tops) or not _are_shown(paragraphs, kickers):
        return list(starts)
    touching = sum(not paragraphs[at + 1].gap for at in kickers) * 2 > len(kickers)
    others = {at for at in tops if _is_told(paragraphs[at].text) or (touching and paragraphs[at + 1].gap)}
    return [start + (start in others) for start in starts]


def with_kickers_atop(paragraphs: Sequence[Paragraph], starts: Sequence[int]) -> list[int]:
    """Let entries begin with the kickers above some of their dates, nearer to these than to the texts above."""
    first, later = starts[0], [at for at in starts[1:] if paragraphs[at].gap < paragraphs[at - 1].gap]
    as_near = first > 1 and paragraphs[first].gap in {paragraphs[at].gap for at in later}
    above = [first, *later] if as_near or (first and paragraphs[first].gap < paragraphs[first - 1].gap) else later
    kickers = [at - 1 for at in above if at - 1 not in starts and _is_plain(paragraphs[at - 1])]
    few = _PAIR <= len(kickers) < len(starts) and len(kickers) == len(above)
    if not few or not _are_shown(paragraphs, kickers):
        return list(starts)
    return [at - (at - 1 in kickers) for at in starts]


def stand_atop(page: Page, rows: Sequence[Row]) -> bool:
    """Say whether kickers stand above some dates, nothing above the others, and titles below all.

    They are known ones, or come again and are nearer to their dates than to the texts above. Fewer words are titles
    only there, and if they differ: a place or a name is none.
    """
    own = [row.above[0] for row in rows if row.above]
    if len(own) < _PAIR or len(own) == len(rows) or any(len(row.above) > 1 or not row.behind for row in rows):
        return False
    titles, texts = [row.behind[0].text for row in rows], [part.text for part in own]
    lines = page.paragraphs
    near = all(lines[part.at + 1].gap < lines[part.at].gap for part in own[1:])  # the first is near to what heads all
    least = 1 if near and len({*titles}) == len(titles) else _FEW
    wordy = sum(count_words(title) >= least and not title.endswith(".") for title in titles)
    shown = _come_again(texts) if near else _are_known(texts)
    return all(map(_is_short, texts)) and shown and wordy * 10 >= len(titles) * 9


def _are_shown(paragraphs: Sequence[Paragraph], kickers: Sequence[int]) -> bool:
    return _come_again([paragraphs[at].text for at in kickers])


def _come_again(texts: Sequence[str]) -> bool:
    """Say whether most texts are known for kickers, or some say the same."""
    return _are_known(texts) or len(set(texts)) < len(texts)


def _are_known(texts: Sequence[str]) -> bool:
    """Say whether most texts are kinds, subjects or places, and no more are places."""
    subjects = [is_genre(text) or is_subject(text) for text in texts]
    places = sum(not known and names_place(text) for known, text in zip(subjects, texts, strict=True))
    return (sum(subjects) + places) * 2 > len(texts) and places < sum(subjects)


def _is_plain(p: Paragraph) -> bool:
    return not (p.style or p.label or p.heading or is_furniture(p.text)) and _is_short(p.text)


def _is_short(text: str) -> bool:
    return 0 < count_words(text) <= _FEW and not is_sentence(text)


def _is_told(text: str) -> bool:
    return count_words(text) > _FEW and text.endswith((".", "…"))

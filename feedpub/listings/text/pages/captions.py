"""What pictures show, above some of the dates or between date and title, where other entries have no such line.

“A red bus on a bridge”, “14 July 2013”, “The city buys forty buses”, “They run on gas.”; or the date, “Press release”,
“A red bus on a bridge”, and behind an empty line the title.
"""

from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from msgspec.structs import replace

from feedpub.dates import names_place
from feedpub.genres import is_genre
from feedpub.listings.text.wording.dating import Dated, day_lines
from feedpub.listings.text.wording.furniture import is_furniture, is_lone_word, without_more
from feedpub.listings.text.wording.lines import Paragraph
from feedpub.listings.text.wording.subjects import is_subject
from feedpub.listings.text.wording.timeheads import time_heading
from feedpub.listings.text.wording.words import CUT, author_of, is_credit, is_sentence

_SOME: Final = 3
_PAIR: Final = 2
_FEW: Final = 3
_LONGEST: Final = 160
_TEXT: Final = 60
_APART: Final = 2
"""So many empty lines part entries where one parts their lines."""

Lines = Sequence[str]


def captions_beside(paragraphs: Sequence[Paragraph], lines: Sequence[Dated | None]) -> frozenset[int]:
    """Return the lines that say what pictures show: they touch dates, and title and text stand below all the same."""
    dates = [*day_lines(lines)]
    if len(dates) < _SOME:
        return frozenset()
    heads = _heads_of(paragraphs, dates)
    return _above(paragraphs, heads, dates) or _below(paragraphs, heads, dates)


def below_captions(
    paragraphs: Sequence[Paragraph], lines: Sequence[Dated | None], captions: AbstractSet[int]
) -> Sequence[Paragraph]:
    """Part the dates from the texts above them where captions stand above some: there entries begin."""
    heads = {*_heads_of(paragraphs, [*day_lines(lines)])} if captions else set[int]()
    if captions.isdisjoint(at - 1 for at in heads):
        return paragraphs
    return [replace(p, gap=max(p.gap, _APART)) if at in heads else p for at, p in enumerate(paragraphs)]


def _heads_of(paragraphs: Sequence[Paragraph], dates: Sequence[int]) -> list[int]:
    """Return where the entries of dates begin: at kickers above all of them or their titles, or at the kind above."""
    dated = {*dates}
    for far in (1, _PAIR):
        column = [at - far for at in dates]
        if column[0] < 0 or not dated.isdisjoint(column):
            continue
        above = [paragraphs[at] for at in column]
        if _are_kickers([p.text for p in above]) and all(map(_is_plain, above)):
            return column
    touched = [at > 0 and not paragraphs[at].gap and is_genre(paragraphs[at - 1].text) for at in dates]
    return [at - kind for at, kind in zip(dates, touched, strict=True)]


def _are_kickers(texts: Lines) -> bool:
    """Say whether few words stand in a column that come again, or are kinds of texts and subjects."""
    few = all(len(text.split()) <= _FEW and not is_sentence(text) for text in texts)
    return few and (len(set(texts)) < len(texts) or sum(map(_is_known, texts)) * 2 > len(texts))


def _above(paragraphs: Sequence[Paragraph], heads: Sequence[int], dates: Sequence[int]) -> frozenset[int]:
    """Return the captions above dates; one date at least, a third where there are no titles, has nothing above."""
    if _are_surely_none([paragraphs[at - 1] for at in heads if at and not paragraphs[at].gap]):
        return frozenset()
    own = _leading(paragraphs, heads)
    bare = [at for at in heads if at - 1 not in own]
    found = [paragraphs[at] for at in own]
    if not bare or any(_is_ended_title(paragraphs, at) for at in bare):
        return frozenset()
    if not _are_captions(found) or any(is_sentence(p.text) for p in found):
        return frozenset()
    stops = [at - (at - 1 in own) for at in heads[1:]]
    below = [
        [p.text for i, p in enumerate(paragraphs[head:stop], head) if i not in {head, at} and not is_furniture(p.text)]
        for head, at, stop in zip(heads, dates, [*stops, len(paragraphs)], strict=True)
    ]
    kicked = all(below) and _are_kickers([lines[0] for lines in below])
    apart = any(paragraphs[at].gap for at in heads)
    texts = not apart and len(bare) * _SOME >= len(dates) and _are_texts(below)
    return own if _are_told([lines[kicked:] for lines in below]) or texts else frozenset()


def _are_surely_none(touching: Sequence[Paragraph]) -> bool:
    """Say at one look of most lines that touch dates from above that they are no captions: some are marked or recur."""
    recurring, times = Counter(p.text for p in touching).most_common(1)[0] if touching else ("", 0)
    odd = (p for p in touching if p.style or p.label or p.heading or (times > 1 and p.text == recurring))
    return any(not _ends(p) for p in odd)


def _leading(paragraphs: Sequence[Paragraph], heads: Sequence[int]) -> frozenset[int]:
    """Return the lines above the heads of entries that are theirs: they end no text, and touch the head or are nearer.

    Where most heads have one, and the page ends in a text, it does not matter how near they are.
    """
    odd = [at for at in heads if at and not _ends(paragraphs[at - 1])]
    last = next((p for p in reversed(paragraphs) if not is_furniture(p.text)), None)
    if len(odd) * 2 > len(heads) and last is not None and _ends(last):
        return frozenset(at - 1 for at in odd)
    near = (at for at in odd if not paragraphs[at].gap or (paragraphs[at - 1].gap > paragraphs[at].gap and at > 1))
    return frozenset(at - 1 for at in near)


def _below(paragraphs: Sequence[Paragraph], heads: Sequence[int], dates: Sequence[int]) -> frozenset[int]:
    """Return the captions that touch dates from below, and are parted from the titles; some dates have none."""
    own: list[int] = []
    bare = 0
    below: list[Lines] = []
    for at, stop in zip(dates, [*heads[1:], len(paragraphs)], strict=True):
        parted = next((one for one in range(at + 1, stop) if paragraphs[one].gap), stop)
        if parted == stop:
            return frozenset()  # here nothing is parted from the date: most pages are given up at their first entry
        captions = [one for one in range(at + 1, parted) if not is_genre(paragraphs[one].text)]
        own += captions
        bare += not captions
        below.append([p.text for p in paragraphs[parted:stop] if not is_furniture(p.text)])
    told = bare and _are_captions([paragraphs[at] for at in own]) and _are_told(below)
    return frozenset(own) if told else frozenset()


def _ends(p: Paragraph) -> bool:
    """Say whether a line ends what is told above a date; a question behind an empty line is a title."""
    if p.gap and p.text.endswith(("?", "!")):
        return False
    said = without_more(p.text).endswith((*CUT, ".", "!", "?", "”", '"', "'", "’")) or is_credit(p.text)
    return said or (is_furniture(p.text) and not is_lone_word(p.text))


def _is_ended_title(paragraphs: Sequence[Paragraph], head: int) -> bool:
    """Say whether a line that touches a head from above stands alone, or below a text: a title may end in “Inc.”.

    Above the first one stands what the page is called.
    """
    if not head or paragraphs[head].gap or len(paragraphs[head - 1].text) > _LONGEST:
        return False
    title = paragraphs[head - 1]
    if title.text.endswith(CUT) or is_credit(title.text):
        return False
    return head <= _PAIR or title.gap > 0 or _ends(paragraphs[head - 2])


def _are_captions(found: Sequence[Paragraph]) -> bool:
    """Say whether lines are neither kinds, subjects nor places, and say nothing twice: kickers do."""
    texts = [p.text for p in found]
    if not found or len(set(texts)) < len(texts) or all(map(str.isupper, texts)) or not all(map(_is_plain, found)):
        return False
    return sum(map(_is_known, texts)) * _SOME < len(texts)


def _is_known(text: str) -> bool:
    """Say whether a line is a kind of text, or few words for a subject or a place."""
    return is_genre(text) or (len(text.split()) <= _PAIR and (is_subject(text) or names_place(text)))


def _is_plain(p: Paragraph) -> bool:
    plain = not (p.style or p.label or p.heading) and time_heading(p) is None
    said = is_furniture(p.text) or is_credit(p.text) or author_of(p.text)
    row = " | " in p.text  # of categories
    return plain and not (said or row or p.text[:1].isdigit()) and 0 < len(p.text) <= _LONGEST


def _are_told(below: Sequence[Lines]) -> bool:
    """Say whether titles and texts stand in all entries: none says a title again, most texts are sentences."""
    if not all(len(lines) >= _PAIR and len(lines[0]) <= _LONGEST for lines in below):
        return False
    titles = [lines[0] for lines in below]
    told = sum(_is_told(lines[1]) for lines in below)
    dotted = sum(without_more(title).endswith((*CUT, ".")) for title in titles)
    return len(set(titles)) == len(titles) and told * 5 >= len(below) * 4 and dotted * 2 <= len(below)


def _is_told(text: str) -> bool:
    text = without_more(text)
    return is_sentence(text) or text.endswith(CUT) or len(text) > _TEXT


def _are_texts(below: Sequence[Lines]) -> bool:
    """Say whether one text without title stands in each entry, most times a sentence."""
    told = sum(is_sentence(lines[0]) for lines in below if lines)
    return all(len(lines) == 1 for lines in below[:-1]) and told * 5 >= len(below) * 4

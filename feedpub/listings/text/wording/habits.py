"""How the lines of a page are written: where they are wrapped, and what stands before their colons."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from itertools import pairwise
from typing import Final

from msgspec import Struct

from feedpub.dates import Dateline, parse_dateline
from feedpub.listings.text.wording.filled import ends_in_dates, title_places
from feedpub.listings.text.wording.framed import framed_labels
from feedpub.listings.text.wording.furniture import is_furniture
from feedpub.listings.text.wording.words import key_of

BEGINNING: Final = 600
"""So many lines show how a page is laid out: these hold some hundred entries, and more make it no clearer."""
_WIDTHS: Final = range(40, 133)
_REST: Final = re.compile(r"\s*(?:\d{1,2},?\s+)?(?:19|20)\d\d\s*$")
"""What a date may go on with in the next line."""
_BROKEN: Final = 2
_SOME: Final = 3
_LEADING: Final = (
    "from to on of in until by since the and at for vom bis am zum seit und der den dem au du le la les des et el los"
    " las de del desde hasta al y il dal dei van tot op het een до от по на с в и"
)
"""Words that lead to more, with which no line ends that is whole."""
_APART: Final = 4
"""So many times more small letters stand behind full lines than behind others."""
_OF_NAMES: Final = 4
"""One of so many lines goes on with a small letter where most begin with names."""


class Habits(Struct, frozen=True):
    """How the lines of a page are written.

    `links` are the addresses of its numbered references, `width` is where its lines are wrapped (0: nowhere), `keys`
    count what stands before colons. `ended`: wrapped entries end with the year of their date. `framed` are the labels
    in brackets. `titles` says which lines of blocks are titles above texts, where lines are
    wrapped; `bracketed` that titles end in dates in brackets. `named`: most lines that go on begin with large letters,
    and so do the lines below full titles.
    """

    links: Mapping[str, str]
    width: int
    keys: Mapping[str, int]
    ended: bool = False
    framed: AbstractSet[str] = frozenset()
    titles: AbstractSet[int] = frozenset()
    bracketed: bool = False
    named: bool = False


def habits_of(lines: Sequence[str], links: Mapping[str, str]) -> Habits:
    """Find how the lines of a page are written."""
    width, named = _width_of(lines)
    ended = width > 0 and _breaks_dates(pairwise(lines))
    keys = Counter(key_of(line.strip(" \t*_-•"))[:-1] for line in lines)
    titles = title_places(lines, width) if width else frozenset()
    return Habits(links, width, keys, ended, framed_labels(lines), titles, width > 0 and ends_in_dates(lines), named)


def _width_of(lines: Sequence[str]) -> tuple[int, bool]:
    """Return the width at which the lines of a page are wrapped, as in mails and dumps, 0 if they are not; see `named`.

    Where lines are wrapped, those that the next word had no room in are followed by lines that go on in the middle
    of a sentence: many of them begin with a small letter, and lead to no story as “more” does; or dates are broken.
    Fewer do so where nearly all lines are full, or where most words are names, and no others begin so.
    Headings of a dump may be longer than its other lines, and so may those with addresses of Markdown.
    """
    lines = [line for line in lines if not line.startswith("#")]
    full = sorted(len(line.rstrip().expandtabs(8)) for line in lines if line.strip() and "](" not in line)
    if not full:
        return 0, False
    width = full[min(len(full) - 1, len(full) * 49 // 50)]
    if width not in _WIDTHS:
        return 0, False
    pairs = ((a, b.split()) for a, b in pairwise(lines) if a.strip() and b.strip())
    followed = [(a, words) for a, words in pairs if "://" not in words[0]]  # an address has no room anywhere
    cut = [(line, words) for line, words in followed if is_full(line, words[0], width)]
    if len(cut) <= 1 or len(cut) * 6 < len(followed):
        return 0, False
    small = sum(_goes_on(words) for _, words in cut)
    if small * 2 >= len(cut) or _breaks_dates((line, " ".join(words)) for line, words in cut):
        return width, False
    loose = sum(_goes_on(words) for _, words in followed) - small
    if small and not loose and len(cut) >= _SOME and len(cut) * 5 >= len(followed) * 4:
        return width, False
    small += sum(is_open(line) and not _goes_on(words) for line, words in cut)
    told = small >= _BROKEN and small * _OF_NAMES >= len(cut) and loose * _APART <= small
    return (width, True) if told else (0, False)


def _goes_on(words: Sequence[str]) -> bool:
    """Say whether a line goes on with a small letter, and leads to no story as “more” does."""
    return words[0][0].islower() and not is_furniture(" ".join(words))


def is_open(line: str) -> bool:
    """Say whether a line ends with a word that leads to more, as nearly no title and no text does: “from”."""
    return line.rsplit(maxsplit=1)[-1] in _leading()


@cache
def _leading() -> frozenset[str]:
    return frozenset(_LEADING.split())


def _breaks_dates(pairs: Iterable[tuple[str, str]]) -> bool:
    """Say whether the dates behind titles go on in the next line: “… in the harbour, May” “3, 2019”."""
    broken = 0
    for line, below in pairs:
        rest = _REST.match(below)
        if rest is not None and _parted(line.split()[-2:], rest[0]):
            broken += 1
    return broken >= _BROKEN


def _parted(words: list[str], rest: str) -> bool:
    return parse_dateline(rest) is None and any(
        isinstance(parse_dateline(" ".join([*words[at:], *rest.split()])), Dateline) for at in range(len(words))
    )


def is_full(line: str, word: str, width: int) -> bool:
    """Say whether a word had no room behind a line."""
    return len(line.rstrip().expandtabs(8)) + 1 + len(word) > width

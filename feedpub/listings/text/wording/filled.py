"""Lines that are full where lines are wrapped: a title, and the text below begins; a text whose date goes on."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from feedpub.dates import Dateline, parse_dateline

_SOME: Final = 3
_PLACES: Final = 3
_SMALL: Final = 3
_PAIR: Final = 2
_BRACKET: Final = re.compile(r"\([^()]*\d{4}\)$")
_YEAR: Final = re.compile(r"(?:\S+\s+){0,3}\d{4}(?!\d)")
_ALONE: Final = re.compile(r"\([^()]*\d{4}\)")
_OPENING: Final = "«“„\"'‘¿¡"
_STOPS: Final = (".", "…")
_ENDS: Final = (".", "!", "?", "…", "”", "»", "“")


def title_places(lines: Sequence[str], width: int) -> frozenset[int]:
    """Return which lines of blocks (0: the first) are above a text on most of a page where they are not full."""
    own: Counter[int] = Counter()
    all_: Counter[int] = Counter()
    block: list[str] = []
    for line in [*lines, ""]:
        if line.strip():
            block.append(line.rstrip().expandtabs(8))
            continue
        for place, (above, below) in enumerate(pairwise(block[: _PLACES + 1])):
            if len(above) + 1 + len(below.split()[0]) <= width:
                all_[place] += 1
                own[place] += begins_text(above, below, "".join(block[place + 2 : place + 3]), width)
        block = []
    return frozenset(place for place, count in own.items() if count >= _SOME and count * 2 >= all_[place])


def begins_text(above: str, below: str, after: str, width: int) -> bool:
    """Say whether a line that ends no sentence may be a title, and the one below it the first of a text.

    That one is full and goes on in small letters, or it ends a sentence; the second line of a title does neither.
    """
    words, text, rest = above.split(), below.strip(), after.split()
    open_ = above.rstrip().endswith((*_ENDS, ",", ":")) or (words[-1].islower() and len(words[-1]) <= _SMALL)
    full = bool(rest) and rest[0][0].islower() and len(below.rstrip().expandtabs(8)) + 1 + len(rest[0]) > width
    return not open_ and (full or text.endswith(_STOPS)) and text.lstrip(_OPENING)[:1].isupper()


def ends_in_dates(lines: Sequence[str]) -> bool:
    """Say whether more lines end in the bracket of a date behind words than are one."""
    dates = [line for line in map(str.strip, lines) if _BRACKET.search(line) is not None]
    return sum(line.startswith("(") for line in dates) * 2 < len(dates)


def has_rest(above: str, below: str, *, bracketed: bool) -> bool:
    """Say whether a line holds the rest of the full one above, though it ends in a date.

    “… (26”, “September 2019)”; “… says union”, “(3 May 2019)” where others end so.
    """
    rest, words = below.partition(")")[0].strip(), above.replace("(", " ").split()[-_PAIR:]
    dates = (" ".join([*words[at:], rest]) for at in range(len(words)))
    broken = _YEAR.match(rest) is not None and not _is_day(rest) and any(map(_is_day, dates))
    open_ = above.rfind("(") > above.rfind(")") and ")" in below.partition("(")[0]
    return broken or open_ or (bracketed and _ALONE.fullmatch(below) is not None)


def _is_day(words: str) -> bool:
    return isinstance(parse_dateline(words), Dateline)

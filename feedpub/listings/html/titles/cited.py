"""Titles of papers in lists of publications: “J. Doe, A. Roe. On tides. Coasts 12, 2023” has who wrote before it."""

import re
from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from feedpub.listings.html.groups.spans import Row, Span
from feedpub.listings.html.page.tree import Page
from feedpub.patterns import later

_UPPER: Final = "A-ZÀ-ÖØ-ÞĀĂĄĆĈČĎĐĒĘĚĞĢĪĶŁĻŃŅŇŐŒŘŚŞŠŤŪŮŰŹŻŽА-ЯЁІЇЄҐ"
_INITIALS: Final = rf"(?:[{_UPPER}][a-z]?\.\s?-?\s?){{1,4}}"
_PARTICLE: Final = r"(?:(?:de|van|von|der|den|di|da|del|la|le|du|dos|ten|ter|el|al|bin|zu|zur|st\.?)\s)"
_WORD: Final = rf"(?:{_PARTICLE}{{0,2}}[{_UPPER}][^\W\d_]*[’'ʼ-]?[^\W\d_]+(?:-[^\W\d_]+)*)"
_NAME: Final = (
    rf"(?:{_INITIALS}\s?{_WORD}(?:\s{_WORD})?|{_WORD}(?:\s{_WORD})?,?\s{_INITIALS}"
    rf"|{_WORD}(?:\s(?:{_INITIALS}|{_WORD})){{1,3}}|{_WORD}(?:\s{_WORD})?\s[{_UPPER}]{{1,3}}(?![^\W\d_]))"
)
_BETWEEN: Final = r"(?:\s?[,;]\s?(?:(?:and|und|et|y|e|en|og|och|&)\s)?|\s(?:and|und|et|y|e|en|og|och|&)\s)"
_CITED: Final = later(
    rf"(?:\[?\d{{1,3}}[.\])]\s?)?(?P<names>{_NAME}(?:{_BETWEEN}{_NAME}){{0,30}}(?:,?\set\sal)?)"
    r"(?:\s?\((?:eds?|hrsg|hg|red)\.?\))?"
    r"(?P<end>[.,]?\s?\(?(?:19|20)\d\d[a-z]?\)?\s?[.:,]?\s|\s?[.:]{1,2}\s|\s[–—-]\s|[,.:]?\s(?=[\"“„«‘])|,\s)"
)
_SEVERAL: Final = re.compile(rf"{_BETWEEN}|{_INITIALS}\s?[{_UPPER}]|[^\W\d_],\s[{_UPPER}]\.|\set\sal")
_QUOTED: Final = re.compile(r"[\"“„«‘](.{8,}?)[,.]?[\"”“»’](?!\w)")
_STOP: Final = re.compile(rf"[.?!](?=\s+[{_UPPER}\d(\[“\"]|\s*$)")
_ENDED: Final = re.compile(r"[.?!]\s*(?:(?:In|in|IN):?\s*)?$")
_ITALIC: Final = frozenset(("i", "em", "cite"))
_NEARLY: Final = 0.8
_FEWEST: Final = 3
_HALF: Final = 0.5
_LEAST: Final = 8
"""Letters of the title of a paper."""


class _Paper(Struct, frozen=True):
    """What a line says of a paper: who wrote it, and its title."""

    names: str
    title: Span


def with_cited_papers(page: Page, rows: Sequence[Row]) -> None:
    """Call papers after their titles where nearly all entries begin with those who wrote, and none has its title.

    Most lists name several who write, or initials of theirs: others begin with a title of two words.
    """
    found: list[tuple[Row, _Paper]] = []
    for place, row in enumerate(rows):
        if (paper := _paper_of(page, row)) is not None:
            found.append((row, paper))
        elif place - len(found) >= (1 - _NEARLY) * len(rows):
            return  # most lists are of other things: few of their entries show it
    several = sum(_SEVERAL.search(paper.names) is not None for _, paper in found)
    if len(found) < max(_FEWEST, _NEARLY * len(rows)) or several < _HALF * len(found):
        return
    for row, paper in found:
        row.title, row.author = paper.title, paper.names


def _paper_of(page: Page, row: Row) -> _Paper | None:
    """Return the paper that the text of a record says, None if it begins with no names, or its title is known."""
    first, last = row.record.p0, row.record.p1
    text = page.text(first, last)
    cited = _CITED.match(text)
    if cited is None or row.title is None:
        return None
    of_link = row.title.inner and cited["names"] in row.title.text  # “<a>Ada Roe, J. Poe: two lives</a>”
    italic = next((k for k in range(first, last) if _is_italic(page, k, row.record.root)), last)
    before = page.text(first, italic)
    rest = before[cited.end() :]
    if quoted := _QUOTED.match(rest):
        words, stop = quoted[1], italic
    elif len(rest) < _LEAST and italic < last:
        first, stop = italic, italic + 1
        words = page.text(first, stop)
    elif italic < last and (cited["end"].strip() == "," or _ENDED.search(rest)):
        words, stop = _ENDED.sub("", rest), italic
    elif cited["end"].strip() == ",":
        return None  # what follows may be one more name
    else:
        closed = _STOP.search(rest)
        words, stop = rest[: closed.start()] if closed is not None else rest, italic
    words = words.strip(" ,.;:")
    if of_link or row.title.text.strip(" ,.;:") in words:
        return None
    span = replace(row.title, text=words, p0=first, p1=max(stop, first + 1), link=-1, inner=False)
    return _Paper(cited["names"], span) if len(words) >= _LEAST else None


def _is_italic(page: Page, piece: int, root: int) -> bool:
    node = page.owner[piece]
    while node > root and page.tag[node] not in _ITALIC:
        node = page.parent[node]
    return node > root

"""Titles that were cut into pieces: links side by side to one place, links and headings of several lines.

Small letters say that words go on. Where they do so in most titles of a make, all of that make are made whole.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from lxml import etree

from feedpub.listings.html.page.dating import looks_like_a_date
from feedpub.listings.html.page.names import BY, FURTHER
from feedpub.listings.html.page.prose import is_sentence
from feedpub.listings.html.page.tree import FLAT, HEADINGS

_MOST: Final = 0.5
_DIFFER: Final = 0.8
"""The share of pieces that begin with small letters, and of those that differ: labels come again."""
_PIECES: Final = 8
_LONGEST: Final = 200
"""So many pieces a title is cut into at most, and so long is one."""
_TEXT: Final = 60
"""Letters of a sentence that is a text."""
_INSIDE: Final = 30
"""Elements at most in a link or heading that is a title."""

_Make = tuple[str | None, ...]
"""What an element and the one around it are called."""


@dataclass(frozen=True, slots=True)
class _Cut:
    """Where a title is cut: the element, and all pieces of the title."""

    node: etree._Element
    pieces: Sequence[str]


def join_pieces(root: etree._Element) -> None:
    """Make titles whole."""
    firsts: dict[etree._Element, tuple[etree._Element, int]] = {}
    for link in _going_on(_neighbours(root)):
        first, number = firsts.get(link, (link, 1))
        other = link.getnext() if first is link else first.getnext()
        if other is not None and number < _PIECES:
            firsts[other] = first, number + 1
            _join(first, other)
    for node in _going_on(_of_several_lines(root)):
        for line_break in list(node.iter("br")):
            line_break.tail = f" {line_break.tail or ''}"
            take_out(line_break)


def _going_on(cuts: Iterable[_Cut]) -> Iterator[etree._Element]:
    """Yield where titles are cut, of those makes most of whose pieces go on with words in small letters.

    Where the first ones begin so, too, small letters say nothing.
    """
    makes: defaultdict[_Make, list[_Cut]] = defaultdict(list)
    for cut in cuts:
        node, above = cut.node, cut.node.getparent()
        around = (None, None) if above is None else (str(above.tag), above.get("class"))
        makes[str(node.tag), node.get("class"), *around].append(cut)
    for some in makes.values():
        pieces = [piece for cut in some for piece in cut.pieces[1:]]
        begun = sum(cut.pieces[0][:1].islower() for cut in some)
        small = sum(piece[:1].islower() and not BY.match(f"{piece} ") for piece in pieces)
        if 2 * begun < len(some) and small >= _MOST * len(pieces) and len(set(pieces)) >= _DIFFER * len(pieces):
            yield from (cut.node for cut in some)


def _neighbours(root: etree._Element) -> Iterator[_Cut]:
    """Yield links with the link to the same place that stands right behind each."""
    for link in root.iter("a"):
        other = link.getnext()
        if other is None or other.tag != "a" or (link.tail or "").strip() or not link.get("href"):
            continue
        if link.get("href") == other.get("href"):
            words = [" ".join("".join(_inside(one)).split()) for one in (link, other)]
            if all(map(_may_be_of_a_title, words)):
                yield _Cut(link, words)


def _inside(link: etree._Element) -> Iterator[str]:
    return islice(map(str, link.itertext()), _INSIDE)


def _of_several_lines(root: etree._Element) -> Iterator[_Cut]:
    """Yield links and headings in which breaks part lines of text."""
    for node in root.iter("a", *HEADINGS):
        inside = list(islice(node.iter(), 1, _INSIDE))
        if len(inside) + 1 < _INSIDE and any(one.tag == "br" for one in inside) and all(map(_is_flat, inside)):
            lines = _lines_of(node)
            if 1 < len(lines) <= _PIECES and all(map(_may_be_of_a_title, lines)):
                yield _Cut(node, lines)


def _is_flat(node: etree._Element) -> bool:
    return node.tag in FLAT


def _lines_of(node: etree._Element) -> list[str]:
    """Return what an element says in lines that breaks part."""
    lines = [""]
    for event, one in etree.iterwalk(node, events=("start", "end")):
        if event == "start" and one.tag == "br":
            lines.append("")
        lines[-1] += (one.text if event == "start" else "" if one is node else one.tail) or ""
    return [line for words in lines if (line := " ".join(words.split()))]


def _may_be_of_a_title(words: str) -> bool:
    """Say whether words are no date, lead on to nothing, and are no text."""
    told = len(words) > _LONGEST or (len(words) > _TEXT and is_sentence(words))
    plain = not told and any(map(str.isalpha, words))
    return plain and not looks_like_a_date(words) and not FURTHER.match(words)


def _join(link: etree._Element, other: etree._Element) -> None:
    """Let a link go on with the one behind it."""
    text = f"{link.tail or ''}{other.text or ''}"
    if len(link):
        link[-1].tail = f"{link[-1].tail or ''}{text}"
    else:
        link.text = f"{link.text or ''}{text}"
    link.extend(list(other))
    other.text, link.tail = None, None
    take_out(other)


def take_out(node: etree._Element) -> None:
    """Remove an element, but not the text behind it."""
    above, before = node.getparent(), node.getprevious()
    if above is None:
        return
    if before is None:
        above.text = f"{above.text or ''}{node.tail or ''}"
    else:
        before.tail = f"{before.tail or ''}{node.tail or ''}"
    node.tail = None
    above.remove(node)

"""The lines of a page that hold something, each looked at once; and with which of them entries begin."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct, field

from feedpub.listings.text.pages.layouts import Layout
from feedpub.listings.text.roles.traits import BESIDE_DATE, DATE, KEY, NOT_PLAIN, Half, Traits
from feedpub.listings.text.wording.dating import Form
from feedpub.listings.text.wording.furniture import is_furniture
from feedpub.listings.text.wording.lines import cells_of, is_date_like
from feedpub.listings.text.wording.links import take_links
from feedpub.text import clean, is_clean

WIDE: Final = 1000
_BLOCK: Final = 1000
"""So many lines are asked at once for signs that few lines have."""
_LINKED: Final = re.compile(r"\[[^\W\d_][^\[\].]*\]\([^()]+\)")
"""A link that opens a line, and is no picture of a mail: “[logo.png]”."""
_COUNTED: Final = frozenset({"number", "[]"})


class Pieces(Struct):
    """The lines of a page that hold something: where they stand, their words without marker, their traits.

    `places` are gap and indent in one number. `halves` are what stands on lines that have a date and more, `links`
    the first address of those that have one.
    """

    lines: list[int] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    traits: list[str] = field(default_factory=list)
    marked: list[int] = field(default_factory=list)
    halves: dict[int, Half] = field(default_factory=dict)
    links: dict[int, str] = field(default_factory=dict)


def look(lines: Sequence[str], begin: int, layout: Layout, marker: re.Pattern[str] | None, traits: Traits) -> Pieces:
    """Look at each line behind `begin` once."""
    pieces = Pieces()
    columns = _columns(layout)
    add_line, add_words, add_place = pieces.lines.append, pieces.words.append, pieces.places.append
    odd: list[int] = []
    parted: dict[int, str] = {}
    gap = 0
    for start in range(begin, len(lines), _BLOCK):
        block = lines[start : start + _BLOCK]
        all_ = "".join(block)
        plain = is_clean(all_)  # asked once, where no line needs to be cleaned
        tabs, linked = "\t" in all_, "[" in all_ or "://" in all_
        for number, line in enumerate(block, start + 1):
            if not line or not (words := line.strip()):
                gap += WIDE
                continue
            indent = line.index(words[0])
            apart = "  " in words or (tabs and "\t" in words)
            if apart or not (plain or (words.isascii() and line.isprintable())):
                printed, words = words, clean(line)
                if not words:
                    gap += WIDE
                    continue
                if apart:
                    parted[len(pieces.words)] = printed
                line = line.expandtabs(8)  # noqa: PLW2901
                indent = len(line) - len(line.lstrip())
            add_line(number)
            add_place(gap + indent)
            gap = 0
            if linked and ("[" in words or "://" in words):
                words, link, more = _without_link(words, traits)
                if link:
                    pieces.links[len(pieces.words)] = link
                if more:
                    odd.append(len(pieces.words))
            if marker is not None and indent in columns and (match := marker.match(words)) is not None:
                pieces.marked.append(len(pieces.words))
                if (match.lastindex is not None and _is_odd(match[1], words)) or words[-1] == "#":
                    odd.append(len(pieces.words))
                words = words[match.end() :]
            add_words(words)
    asked = pieces.words
    if odd:
        asked = asked.copy()
        for at in odd:
            asked[at] = ""
    if layout.form == "line":
        _look_at_lines(pieces, asked, traits)
    else:
        _look_inside(pieces, asked, traits, layout.form, parted)
    for at in pieces.links:
        pieces.traits[at] += "" if pieces.traits[at] == NOT_PLAIN else " linked"
    return pieces


def _look_at_lines(pieces: Pieces, asked: Sequence[str], traits: Traits) -> None:
    """Find the traits of the lines of a page whose dates stand on lines of their own; of "" nothing is known."""
    judge = traits.look
    pieces.traits = [traits[words] if len(words) <= KEY else judge(words) for words in asked]
    beside = {one for one in set(pieces.traits) if one.startswith(BESIDE_DATE)}
    if beside:
        pieces.halves = {at: traits.aside(asked[at]) for at, one in enumerate(pieces.traits) if one in beside}


def _without_link(words: str, traits: Traits) -> tuple[str, str, bool]:
    """Return a line without its addresses, the first of these, and whether it may be more than a text with a link."""
    found = take_links(words, {})
    odd = not (words[0].isalnum() or _LINKED.match(words)) or not found.links or bool(traits.habits.links)
    return found.text, found.links[0] if found.links else "", odd


def _look_inside(pieces: Pieces, asked: Sequence[str], traits: Traits, form: Form, parted: Mapping[int, str]) -> None:
    """Find the traits of the lines of a page whose dates stand beside texts.

    `parted` are those with tabs or wide spaces, as printed; of "" nothing is known.
    """
    for at, words in enumerate(asked):
        printed = parted.get(at, "")
        cells = cells_of(printed, words) if printed else ""
        half = traits.halves(cells or words, form) if words and bool(cells) == bool(printed) else None
        if half is None:
            trait = NOT_PLAIN if printed or not words else traits.undated(words)
        elif cells and is_furniture(cells.rpartition("\t")[2]):
            trait = NOT_PLAIN
        else:
            pieces.halves[at] = half
            trait = traits.beside(half.text)
        pieces.traits.append(trait)


def _is_odd(number: str, words: str) -> bool:
    """Say whether a number restarts a count, or is the day of a date."""
    return int(number) == 1 or (len(number) < 3 and is_date_like(words))


def _columns(layout: Layout) -> range:
    """Return the indents of markers: numbers are aligned on either side."""
    return (
        range(max(0, layout.indent - 3), layout.indent + 1)
        if layout.marker in _COUNTED
        else range(layout.indent, layout.indent + 1)
    )


def starts_of(pieces: Pieces, layout: Layout, parting: int | None) -> list[int]:
    """Return the pieces with which entries begin."""
    if layout.marker:
        return pieces.marked
    inside = layout.form != "line"
    dates = (
        sorted(pieces.halves) if inside else [at for at, traits in enumerate(pieces.traits) if traits.startswith(DATE)]
    )
    if layout.stands == "first":
        return dates
    if layout.stands == "last":
        return [at + 1 for at in dates if at + 1 < len(pieces.words)]
    if not layout.above and parting:
        return [at for at, place in enumerate(pieces.places) if place >= parting * WIDE]
    above = layout.above or 1
    if not inside:
        return [at - above for at in dates if at >= above]
    return [max(previous + 1, at - above) for previous, at in zip([-1, *dates], dates, strict=False)]

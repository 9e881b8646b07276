"""Entries of a long page that are printed like one that was read: how they stand says what stands in them.

    lines ─traits→ pieces ─starts→ shapes ─read once each, by the reader of whole pages→ recipes → entries

What is not plain stays for the reader of whole pages, with the plain entries next to it, which show that both agree.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from feedpub.listings.text.cutting import cut
from feedpub.listings.text.kickers import Kickers
from feedpub.listings.text.layouts import Layout
from feedpub.listings.text.lines import Habits, is_date_like, paragraphs
from feedpub.listings.text.page import Page
from feedpub.listings.text.reading import entry_of
from feedpub.listings.text.roles import name
from feedpub.listings.text.scoring import Explained
from feedpub.listings.text.sorting import Part, Template
from feedpub.listings.text.traits import DATE, NOT_PLAIN, Traits
from feedpub.model import ListingEntry
from feedpub.standing import stand
from feedpub.text import clean

_EDGE: Final = 2
_WORTH: Final = 10
"""Fewer entries in a row are not worth the care."""
_SHAPES: Final = 200
_WIDE: Final = 1000
Shape = tuple[int | str, ...]
"""Where the lines of an entry stand, and the traits of each."""

_COUNTED: Final = frozenset({"number", "[]"})


class Recipe(Struct, frozen=True):
    """Which pieces of an entry are what, counted from its first."""

    title: tuple[int, ...]
    summary: tuple[int, ...]
    date: int
    kicker: int | None
    credit: int | None


class Pieces(Struct):
    """The lines of a page that hold something: where they stand, their words without marker, their traits.

    `places` are gap and indent in one number.
    """

    lines: list[int] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    traits: list[str] = field(default_factory=list)
    marked: list[int] = field(default_factory=list)


class Run(Struct, frozen=True):
    """Entries in a row, read by their shapes, without section; and the plain ones `before` and `behind` them."""

    entries: tuple[ListingEntry, ...]
    before: tuple[ListingEntry, ...]
    behind: tuple[ListingEntry, ...]


class Abridged(Struct, frozen=True):
    """A page without its runs: the lines that are left, and their numbers."""

    lines: list[str]
    numbers: list[int]
    runs: tuple[Run, ...]


class Way(Struct, frozen=True):
    """How the entries of a page are told: by their `marker`, by the `parting` gap above them, by their dates."""

    layout: Layout
    template: Template
    habits: Habits
    page: Page
    marker: re.Pattern[str] | None
    parting: int | None


def way_of(page: Page, best: Explained, habits: Habits) -> Way | None:
    """Return how entries can be told by their shape; None where lines say more than that."""
    layout, template = best.layout, best.template
    if layout.form != "line" or layout.stands == "heading" or habits.width:
        return None
    if template.opens or template.placed or template.signed or template.beside or template.kicked:
        return None
    if template.kickers == Kickers() and any(part.role == "kicker" for parts in best.parts for part in parts):
        return None  # which stand above some titles only
    if page.again or any(p.clock or page.is_time(at) for at, p in enumerate(page.paragraphs)):
        return None
    starts = [page.paragraphs[segment.start] for segment in best.cut.segments]
    marker = None
    if layout.marker:
        heads = {re.sub(r"\d+", "0", p.words.removesuffix(p.text)) for p in starts if p.style and not p.label}
        if len(heads) != 1 or not next(iter(heads)) or habits.links:
            return None
        marker = re.compile(re.escape(heads.pop()).replace("0", r"(\d{1,6})"))
    gaps = [p.gap for p in starts[1:]]
    inner = [p.gap for one in best.cut.segments for p in page.paragraphs[one.start + 1 : one.stop]]
    parting = min(gaps, default=0)
    parted = sum(gap >= parting for gap in inner) * 2 < len(inner)
    return Way(layout, template, habits, page, marker, parting if parted else None)


def abridge(lines: Sequence[str], begin: int, way: Way) -> Abridged | None:
    """Take the runs of plain entries out of a page, behind the line `begin`; None if there are none."""
    pieces = _look(lines, begin, way)
    starts = _starts(pieces, way)
    shapes: dict[Shape, Recipe | None] = {}
    recipes: list[Recipe | None] = [None]
    for place in range(1, len(starts) - 2):
        start, stop = starts[place], starts[place + 1]
        shape: Shape = (*pieces.places[start:stop], *pieces.traits[start:stop])
        try:
            recipes.append(shapes[shape])
        except KeyError:
            # The first entry of a shape stays: the longest of a page counts, however few there are of it.
            plain = NOT_PLAIN not in shape and len(shapes) < _SHAPES
            shapes[shape] = _learn(lines, pieces, starts[place - 1 : place + 3], way) if plain else None
            recipes.append(None)
    runs: list[Run] = []
    kept: list[int] = []
    behind = 0
    for first, last in _in_a_row(recipes):
        entries = tuple(
            _made(pieces, start, stop, recipe)
            for (start, stop), recipe in zip(pairwise(starts[first : last + 1]), recipes[first:last], strict=True)
            if recipe is not None
        )
        runs.append(Run(entries[_EDGE:-_EDGE], entries[:_EDGE], entries[-_EDGE:]))
        kept += range(behind, pieces.lines[starts[first + _EDGE]] - 1)
        behind = pieces.lines[starts[last - _EDGE]] - 1
    if not runs:
        return None
    kept += range(behind, len(lines))
    return Abridged([lines[at] for at in kept], [at + 1 for at in kept], tuple(runs))


def with_runs(
    entries: Sequence[ListingEntry], runs: Sequence[Run], sections: Mapping[int, str]
) -> tuple[ListingEntry, ...] | None:
    """Put the runs where they belong; None where the reader of whole pages reads their neighbours in another way.

    `sections` gives the section of the entry that begins on a line.
    """
    place = {entry.line: at for at, entry in enumerate(entries)}
    found: list[ListingEntry] = []
    behind = 0
    for run in runs:
        near = [*run.before, *run.behind]
        first, section = place.get(run.before[0].line), sections.get(run.before[0].line, "")
        if first is None:
            return None
        if [replace(one, section=section) for one in near] != list(entries[first : first + len(near)]):
            return None
        stop = first + len(run.before)
        found += entries[behind:stop]
        found += [replace(one, section=section) for one in run.entries] if section else run.entries
        behind = stop
    return (*found, *entries[behind:])


def _in_a_row(recipes: Sequence[Recipe | None]) -> Iterator[tuple[int, int]]:
    """Yield from where to where entries in a row are plain."""
    first = 0
    for place, recipe in enumerate([*recipes, None]):
        if recipe is None:
            if place - first >= _WORTH:
                yield first, place
            first = place + 1


def _look(lines: Sequence[str], begin: int, way: Way) -> Pieces:
    """Look at each line behind `begin` once."""
    pieces = Pieces()
    traits = Traits(way.page.terms, way.habits, way.template.furniture, way.page.longest_date())
    marker, columns = way.marker, _columns(way.layout)
    add_line, add_words = pieces.lines.append, pieces.words.append
    add_place, add_traits = pieces.places.append, pieces.traits.append
    gap = 0
    together = "".join(lines[begin:])
    plain = together.isascii() and together.isprintable()  # asked once, where no line needs to be cleaned
    for number, line in enumerate(lines[begin:], begin + 1):
        words = line.strip()
        if not words:
            gap += _WIDE
            continue
        indent = line.find(words[0])
        if "  " in words or not (plain or (words.isascii() and line.isprintable())):
            words = clean(line)
            line = line.expandtabs(8)  # noqa: PLW2901
            if not words:
                gap += _WIDE
                continue
            indent = len(line) - len(line.lstrip())
        add_line(number)
        add_place(gap + indent)
        gap = 0
        if marker is not None and indent in columns and (match := marker.match(words)) is not None:
            pieces.marked.append(len(pieces.words))
            odd = match[0] == words or (match.lastindex and _is_odd(match[1], words))
            words = words[match.end() :]
            add_traits(NOT_PLAIN if odd else traits[words])
        else:
            add_traits(traits[words])
        add_words(words)
    return pieces


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


def _starts(pieces: Pieces, way: Way) -> list[int]:
    """Return the pieces with which entries begin."""
    layout = way.layout
    if way.marker is not None:
        return pieces.marked
    dates = [at for at, traits in enumerate(pieces.traits) if traits is DATE]
    if layout.stands == "first":
        return dates
    if layout.stands == "last":
        return [at + 1 for at in dates]
    if not layout.above and way.parting:
        return [at for at, place in enumerate(pieces.places) if place >= way.parting * _WIDE]
    above = layout.above or 1
    return [at - above for at in dates if at >= above]


def _learn(lines: Sequence[str], pieces: Pieces, starts: Sequence[int], way: Way) -> Recipe | None:
    """Read the second of three entries as the reader of whole pages does; None if that reads something else."""
    before, start, stop, behind = starts
    if not before < start < stop < behind:
        return None
    first = pieces.lines[before]
    read = list(paragraphs(lines[first - 1 : pieces.lines[behind] - 1], way.habits, lambda _: False))
    page = Page(read, way.page.terms, inside=False)
    bounds = [pieces.lines[at] - first + 1 for at in (start, stop)]
    for segment in cut(page, way.layout).segments:
        inside = range(segment.start, segment.stop)
        if read[segment.start].line == bounds[0] and len(inside) == stop - start:
            if segment.stop < len(read) and read[segment.stop].line != bounds[1]:
                return None
            parts = name(page, way.template, segment)
            recipe = _recipe(parts, segment.start)
            if recipe is None or not (recipe.title or recipe.summary):
                return None
            made = replace(_made(pieces, start, stop, recipe), line=bounds[0])
            return recipe if made == replace(entry_of(page, segment, parts), section="") else None
    return None


def _recipe(parts: Sequence[Part], start: int) -> Recipe | None:
    """Say which paragraphs of a segment are what; None if there is more in them than that."""
    at: dict[str, list[int]] = {}
    for part in parts:
        at.setdefault(part.role, []).append(part.at - start)
    if at.keys() - {"title", "summary", "date", "kicker", "credit", "furniture"} or len(at.get("date", ())) != 1:
        return None
    kickers, photos = at.get("kicker", [None]), at.get("credit", [None])
    return Recipe(tuple(at.get("title", ())), tuple(at.get("summary", ())), at["date"][0], kickers[0], photos[0])


def _made(pieces: Pieces, start: int, stop: int, recipe: Recipe) -> ListingEntry:
    """Return the entry that some pieces make."""
    words = pieces.words
    kicker, credit, title, summary = recipe.kicker, recipe.credit, recipe.title, recipe.summary
    return ListingEntry(
        line=pieces.lines[start],
        title=words[start + title[0]] if len(title) == 1 else " ".join([words[start + at] for at in title]),
        kicker="" if kicker is None else words[start + kicker],
        credit="" if credit is None else words[start + credit],
        dateline=words[start + recipe.date],
        summary=words[start + summary[0]] if len(summary) == 1 else "\n\n".join([words[start + at] for at in summary]),
        stood=stand(words[start:stop]),
    )

"""Entries of a long page that are printed like one that was read: how they stand says what stands in them.

    lines ─traits→ pieces ─starts→ shapes ─read once each, by the reader of whole pages→ recipes → entries

What is not plain stays for the reader of whole pages, with the plain entries next to it, which show that both agree.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from feedpub.listings.text.alike.pieces import look, starts_of
from feedpub.listings.text.alike.recipes import Recipe, learn, make
from feedpub.listings.text.alike.ways import Way, way_of
from feedpub.listings.text.roles.traits import NOT_PLAIN, Traits
from feedpub.model import ListingEntry
from feedpub.standing import stand, stand_of

__all__ = ["Abridged", "Run", "Way", "abridge", "way_of", "with_runs"]

_EDGE: Final = 2
_WORTH: Final = 10
"""Fewer entries in a row are not worth the care."""
_SHAPES: Final = 200
_TRIAL, _LONG = 500, 4000
"""Where no entry in so many lines is plain, the others of a long page are not looked at either."""
Shape = tuple[int | str, ...]
"""Where the lines of an entry stand, and the traits of each."""


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


def abridge(lines: Sequence[str], begin: int, way: Way) -> Abridged | None:
    """Take the runs of plain entries out of a page, behind the line `begin`; None if there are none, or none for long.

    To look at lines that are then read as a whole costs as much as to read them.
    """
    if len(lines) - begin > _LONG and abridge(lines[: begin + _TRIAL], begin, way) is None:
        return None
    page, layout = way.page, way.layout
    traits = Traits(page.terms, way.habits, way.template, page.longest_date())
    pieces = look(lines, begin, layout, way.marker, traits)
    starts = starts_of(pieces, layout, way.parting)
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
            shapes[shape] = learn(lines, pieces, starts[place - 1 : place + 3], way) if plain else None
            recipes.append(None)
    rows = list(_in_a_row(recipes))
    if not rows:
        return None
    runs: list[Run] = []
    kept: list[int] = []
    behind = 0
    stood = stand(pieces.words)
    for first, last in rows:
        entries = tuple(
            make(pieces, start, stop, recipe, stand_of(stood, start, stop))
            for (start, stop), recipe in zip(pairwise(starts[first : last + 1]), recipes[first:last], strict=True)
            if recipe is not None
        )
        runs.append(Run(entries[_EDGE:-_EDGE], entries[:_EDGE], entries[-_EDGE:]))
        kept += range(behind, pieces.lines[starts[first + _EDGE]] - 1)
        behind = pieces.lines[starts[last - _EDGE]] - 1
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
    """Yield from where to where entries in a row are plain; the last may say what stands between it and the next."""
    first = 0
    for place, recipe in enumerate([*recipes, None]):
        if recipe is None:
            if place - first > _WORTH:
                yield first, place - 1
            first = place + 1

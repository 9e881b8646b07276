"""What stands in an entry: read once, by the reader of whole pages, and then made of every entry that is alike."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from feedpub.listings.text.alike.pieces import Pieces
from feedpub.listings.text.alike.ways import Way
from feedpub.listings.text.cutting.segmenting import cut
from feedpub.listings.text.cutting.sorting import Part
from feedpub.listings.text.pages.page import Page
from feedpub.listings.text.roles.assigning import name
from feedpub.listings.text.roles.reading import entry_of, linked
from feedpub.listings.text.roles.traits import Half
from feedpub.listings.text.wording.lines import paragraphs
from feedpub.model import ListingEntry
from feedpub.standing import stand

_READ: Final = frozenset({"title", "summary", "date", "kicker", "credit", "furniture", "author", "place"})


class Recipe(Struct, frozen=True):
    """Which pieces of an entry are what, counted from its first."""

    title: tuple[int, ...]
    summary: tuple[int, ...]
    date: int
    kicker: int | None
    credit: int | None
    author: int | None = None
    link: int | None = None


def learn(lines: Sequence[str], pieces: Pieces, starts: Sequence[int], way: Way) -> Recipe | None:
    """Read the second of three entries as the reader of whole pages does; None if that reads something else."""
    before, start, stop, behind = starts
    if not before < start < stop < behind:
        return None
    first = pieces.lines[before]
    read = list(paragraphs(lines[first - 1 : pieces.lines[behind] - 1], way.habits, lambda _: False))
    page = Page(read, way.page.terms, inside=way.layout.form != "line")
    bounds = [pieces.lines[at] - first + 1 for at in (start, stop)]
    for segment in cut(page, way.layout).segments:
        inside = range(segment.start, segment.stop)
        if read[segment.start].line == bounds[0] and len(inside) == stop - start:
            if segment.stop < len(read) and read[segment.stop].line != bounds[1]:
                return None
            parts = name(page, way.template, segment)
            recipe = _recipe(parts, segment.start, linked(page, segment, parts))
            if recipe is None or not (recipe.title or recipe.summary):
                return None
            stood = stand(pieces.words[start:stop])
            made = replace(make(pieces, start, stop, recipe, stood), line=bounds[0])
            return recipe if made == replace(entry_of(page, segment, parts), section="") else None
    return None


def _recipe(parts: Sequence[Part], start: int, link: int | None) -> Recipe | None:
    """Say which paragraphs of a segment are what; None if there is more in them than that."""
    at: dict[str, list[int]] = {}
    for part in parts:
        at.setdefault(part.role, []).append(part.at - start)
    dates = at.get("date", ())
    if at.keys() - _READ or len(dates) != 1 or any(at.get(role, dates) != [dates[0]] for role in ("author", "place")):
        return None
    first = {role: own[0] for role, own in at.items()}
    texts = tuple(at.get("title", ())), tuple(at.get("summary", ()))
    others = first.get("kicker"), first.get("credit"), first.get("author")
    return Recipe(*texts, dates[0], *others, None if link is None else link - start)


def make(pieces: Pieces, start: int, stop: int, recipe: Recipe, stood: str) -> ListingEntry:
    """Return the entry that some pieces make, which stand as `stood` says."""
    texts = pieces.words[start:stop]
    kicker, credit, title, summary = recipe.kicker, recipe.credit, recipe.title, recipe.summary
    dateline = texts[recipe.date]
    aside: Half | None = None
    if pieces.halves and (aside := pieces.halves.get(start + recipe.date)) is not None:
        dateline, texts[recipe.date] = aside.dateline, aside.text or aside.kicker
    return ListingEntry(
        line=pieces.lines[start],
        title=texts[title[0]] if len(title) == 1 else " ".join([texts[at] for at in title]),
        kicker="" if kicker is None else texts[kicker],
        credit="" if credit is None else texts[credit],
        dateline=dateline,
        summary=texts[summary[0]] if len(summary) == 1 else "\n\n".join([texts[at] for at in summary]),
        author="" if recipe.author is None or aside is None else aside.author,
        link="" if recipe.link is None else pieces.links[start + recipe.link],
        stood=stood,
    )

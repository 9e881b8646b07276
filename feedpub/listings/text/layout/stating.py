"""What a source states of its layout, held against what a page can mean."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from feedpub.errors import SourceError
from feedpub.layouttable import LayoutTable, Line, stated_lines
from feedpub.listings.text.layout.ranking import is_listing
from feedpub.listings.text.layout.scoring import Explained, explain
from feedpub.listings.text.pages.layouts import Layout, undated_layouts
from feedpub.listings.text.pages.page import Page
from feedpub.listings.text.roles.lining import Misfit, form_of, name_as_stated
from feedpub.text import shorten

_MARKERS: Final[Mapping[str, str]] = {"1.": "number", "1)": "number", "[1]": "[]", "none": ""}
_PLACES: Final[Mapping[str, tuple[str, str]]] = {
    "first": ("line", "first"),
    "after title": ("line", "after"),
    "last": ("line", "last"),
    "above": ("line", "heading"),
    "none": ("line", "none"),
}
_FORMS: Final[Mapping[str, str]] = {"before text": "lead", "behind text": "tail", "dateline": "dateline"}
_MOST: Final = 0.75
"""Where fewer entries are as stated, the statement is wrong; where more are, the others are odd."""


def as_stated(page: Page, tried: Sequence[Explained], stated: LayoutTable, name: str) -> list[Explained]:
    """Keep the layouts that a source states. Raises SourceError, naming the key, when the page has none such."""
    kept = _undated(page, stated, name) if stated.date == "none" else list(tried)
    for key, value in (("marker", stated.marker), ("date", stated.date)):
        if not value:
            continue
        fitting = [one for one in kept if _fits(one.layout, key, value)]
        if kept and not fitting:
            raise SourceError(
                f"{name}: `layout.{key}` says “{value}”, but the page cannot be read so; found instead: "
                f"{kept[0].layout}; correct the config, or leave the key out and check with `feedpub show --explain`"
            )
        kept = fitting
    return _lined(page, kept, stated_lines(stated), name) if stated.lines and kept else kept


def _undated(page: Page, stated: LayoutTable, name: str) -> list[Explained]:
    """Read a page that prints no dates. Raises SourceError where entries have some after all, or none are found."""
    found = ranked_undated(page)
    found = [one for one in found if not stated.marker or _fits(one.layout, "marker", stated.marker)] or found
    if not found:
        raise SourceError(
            f"{name}: no entry found in {len(page.paragraphs)} paragraphs: without dates, entries begin with a marker "
            "or with a title that has its text below, or each text is one; check that this is the right page"
        )
    days = [at for one in found[0].cut.segments for at in range(one.start, one.stop) if page.kind(at) == "full"][:1]
    if days:
        line = page.paragraphs[days[0]]
        raise SourceError(
            f"{name}:{line.line}: `layout.date` says “none”, but this is the line of a date: "
            f"“{shorten(line.words, 60)}”; leave the key out and check with `feedpub show --explain`"
        )
    return found


def ranked_undated(page: Page) -> list[Explained]:
    """Return what the layouts of entries without dates make of a page, the best first."""
    made = (explain(page, layout) for layout in undated_layouts(page))
    return sorted((one for one in made if one is not None and is_listing(one)), key=lambda one: -one.score)


def with_lines(page: Page, found: Explained, lines: Sequence[Line]) -> tuple[Explained, list[Misfit]]:
    """Name the lines of all entries as stated; an entry that is not as stated stays as it was found."""
    segments = found.cut.segments
    named = [name_as_stated(page, lines, one, last=one is segments[-1]) for one in segments]
    parts = tuple(old if isinstance(new, Misfit) else tuple(new) for old, new in zip(found.parts, named, strict=True))
    return replace(found, parts=parts), [one for one in named if isinstance(one, Misfit)]


def _lined(page: Page, tried: Sequence[Explained], lines: Sequence[Line], name: str) -> list[Explained]:
    """Read the page by the layout under which most entries are as stated; what begins them stays as it was found."""
    form, marker = form_of(lines), tried[0].layout.marker
    further = () if marker else _further(page, lines)
    same = [one for one in [*tried, *further] if form in {None, one.layout.form} and one.layout.marker == marker]
    read = [with_lines(page, one, lines) for one in same]
    if not read:
        line = next(one for one in lines if "date" in one.words)
        raise SourceError(
            f"{name}: `layout.lines` says “{line}”, but no date of the page stands so; found instead: "
            f"{tried[0].layout}; correct the config, or leave the key out and check with `feedpub show --explain`"
        )
    best, misfits = min(read, key=lambda one: len(one[1]) / len(one[0].cut.segments))
    count = len(best.cut.segments)
    if count - len(misfits) < _MOST * count:
        first, fitting = misfits[0], count - len(misfits)
        raise SourceError(
            f"{name}:{first.line}: {first}; {fitting} of {count} entries are as stated; correct the config "
            "(“?” behind a line that may be missing), or leave the key out and check with `feedpub show --explain`"
        )
    return [best]


def _further(page: Page, lines: Sequence[Line]) -> Iterator[Explained]:
    """Yield layouts of entries without markers that begin as many lines above their date as are stated."""
    above = next((at for at, line in enumerate(lines) if "date" in line.words), 0)
    least = above - sum(line.may_miss for line in lines[:above])
    for count in range(max(1, least), above + 1):
        one = explain(page, Layout(form=form_of(lines) or "line", above=count))
        if one is not None:
            yield one


def _fits(layout: Layout, key: str, value: str) -> bool:
    if key == "marker":
        return layout.marker == _MARKERS.get(value, value)
    if value in _FORMS:
        return layout.form == _FORMS[value]
    return (layout.form, layout.stands) == _PLACES[value]

"""The layouts of a page, the best first; those that cannot be the best are given up early."""

from collections.abc import Callable, Sequence
from typing import Final

from feedpub.listings.text.cutting.sorting import Part
from feedpub.listings.text.layout.scoring import Explained, attempt, carry_out
from feedpub.listings.text.pages.layouts import Layout, hypotheses
from feedpub.listings.text.pages.page import Page
from feedpub.listings.text.roles.flanks import are_alike, flanks_of

_LONG: Final = 200
_ENOUGH: Final = 120
"""So many paragraphs of a long page show which layouts cannot be meant: those that score as `_FAR` below the best."""
_FAR: Final = 0.2
_SOME: Final = 10
ALL: Final = float("inf")
CLOSE: Final = 0.025
"""Layouts whose scores differ by less are about as likely."""
_PLAIN: Final = 15
"""So many entries that are built alike show that others are."""
_UNPROVED: Final = 0.1
"""Or by less than this, where nothing shows on which side of the dates their entries stand."""


def ranked(page: Page, within: float = ALL) -> list[Explained]:
    """Return what the layouts make of a page that find a listing in it, the best first; the first tried wins a tie.

    Those that cannot come `within` so much of the best are not looked at any further than shows that.
    """
    all_ = list(hypotheses(page))
    layouts = _likely_layouts(page, all_) if len(page.paragraphs) > _LONG else all_
    tried = [one for _, one in sorted(_within(page, layouts, within, is_listing).items())]
    return sorted(tried, key=lambda one: -one.score)


def _within(
    page: Page, layouts: Sequence[Layout], far: float, counts: Callable[[Explained], bool]
) -> dict[int, Explained]:
    """Explain a page by all layouts, by their places, that may come so near to the best of those that count."""
    flanks = flanks_of(page)
    cuts = ((place, attempt(page, layout, flanks)) for place, layout in enumerate(layouts))
    attempts = [(place, made) for place, made in cuts if made is not None]
    found: dict[int, Explained] = {}
    best = -ALL
    for place, one in sorted(attempts, key=lambda pair: -pair[1].placed):
        if best - one.most > far:
            break  # nor can those behind it
        explained = carry_out(page, one)
        if explained is not None and counts(explained):
            found[place] = explained
            best = max(best, explained.score)
    return found


def is_listing(one: Explained) -> bool:
    """Say whether most entries of a page have a date, and a title or a text."""
    segments = one.cut.segments
    dated = sum(segment.at is not None or bool(segment.day) for segment in segments)
    told = sum(any(part.role in {"title", "summary"} for part in parts) for parts in one.parts)
    return (dated * 3 > len(segments) or one.layout.stands == "none") and told * 2 > len(segments)


def _likely_layouts(page: Page, layouts: Sequence[Layout]) -> Sequence[Layout]:
    """Leave out layouts that explain the beginning of a page far worse than another one does."""
    beginning = Page(page.paragraphs[:_ENOUGH], page.terms)
    tried = _within(beginning, layouts, _FAR, lambda _: True)
    best = max((tried[place] for place in sorted(tried)), key=lambda one: one.score, default=None)
    if best is None or len(best.cut.segments) < _SOME:
        return layouts  # a long head: it says nothing of the entries
    return [layouts[place] for place in sorted(tried) if best.score - tried[place].score < _FAR]


def closeness(page: Page) -> float:
    """Return by how much the scores of layouts differ that are about as likely on a page."""
    return _UNPROVED if are_alike(page) else CLOSE


def rival_of(page: Page, tried: Sequence[Explained]) -> Explained | None:
    """Return the layout that reads other titles, or texts without one, and dates, and scores nearly as high."""
    best = tried[0]
    near = _near(tried)
    if not near:
        return None
    told = _told(best)
    for one in near:
        behind = best.score - one.score
        if behind > CLOSE and not (_has_sides(best) and _has_sides(one)):
            continue
        if behind > CLOSE and behind > closeness(page):
            return None
        if not _tell_alike(told, _told(one)):
            return one
    return None


def _near(tried: Sequence[Explained]) -> list[Explained]:
    """Return the layouts that score nearly as high as the best."""
    return [one for one in tried[1:] if tried[0].score - one.score <= _UNPROVED]


def _tell_alike(told: set[tuple[str, ...]], other: set[tuple[str, ...]]) -> bool:
    """Say whether most entries of two layouts have the same titles and dates."""
    return len(told & other) * 2 > max(len(told), len(other))


def is_plain(page: Page, tried: Sequence[Explained]) -> bool:
    """Say whether more lines would show no other layout: all entries have markers, are dated, and built alike."""
    if not tried or not tried[0].layout.marker or tried[0].layout.form != "line":
        return False
    if any(p.label for p in page.paragraphs):
        return False  # labels say what a line is, and more of them may be met
    # The last one may go on.
    entries, dated = tried[0].parts[:-1], tried[0].cut.segments[:-1]
    builds = {tuple([part.role for part in parts]) for parts in entries}
    alike = len(entries) >= _PLAIN and len(builds) == 1 and all(segment.at is not None for segment in dated)
    return alike and all(_tell_alike(_told(tried[0]), _told(one)) for one in _near(tried))


def _has_sides(one: Explained) -> bool:
    """Say whether date lines stand at one side of all entries."""
    layout = one.layout
    return layout.form == "line" and not layout.marker and layout.stands in {"first", "last"}


def _told(one: Explained) -> set[tuple[str, ...]]:
    return {tuple(part.text for part in _telling(parts)) for parts in one.parts}


def _telling(parts: Sequence[Part]) -> list[Part]:
    """Return date and title of an entry, or its first text where it has no title."""
    role = "title" if any(part.role == "title" for part in parts) else "summary"
    first = next((part for part in parts if part.role == role), None)
    return [part for part in parts if part is first or part.role in {"title", "date"}]

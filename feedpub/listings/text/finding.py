"""A page → its layout, found on its beginning by trying hypotheses, and the page explained by the best of them."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from feedpub.dates import Terms
from feedpub.errors import SourceError
from feedpub.layouttable import UNSTATED, LayoutTable, Line, stated_lines
from feedpub.listings.text.layout.instead import judged
from feedpub.listings.text.layout.ranking import ALL, CLOSE, closeness, is_listing, is_plain, ranked, rival_of
from feedpub.listings.text.layout.scoring import Explained, read_with
from feedpub.listings.text.layout.stating import as_stated, ranked_undated, with_lines
from feedpub.listings.text.mending.bars import with_bars_parted
from feedpub.listings.text.mending.compound import compounds_of, with_compounds
from feedpub.listings.text.mending.copies import mended
from feedpub.listings.text.mending.described import terms_of, with_terms
from feedpub.listings.text.mending.dumps import with_headings
from feedpub.listings.text.mending.exports import with_cells
from feedpub.listings.text.mending.footing import without_foot_of_page
from feedpub.listings.text.mending.markdown import unwrapped
from feedpub.listings.text.mending.outlines import without_outline
from feedpub.listings.text.mending.splitting import split_lines, without_mail_head, without_quotes
from feedpub.listings.text.mending.tables import find_table, rows_of
from feedpub.listings.text.mending.twice import said_twice, without
from feedpub.listings.text.pages.page import Page
from feedpub.listings.text.refusing.figures import are_days, are_figures, are_games, are_scores, are_states, is_forecast
from feedpub.listings.text.refusing.newsheads import are_headed_news, has_news_head
from feedpub.listings.text.refusing.others import is_no_listing
from feedpub.listings.text.refusing.programmes import is_programme
from feedpub.listings.text.refusing.schedules import is_schedule
from feedpub.listings.text.refusing.stories import is_one_story
from feedpub.listings.text.refusing.teasers import are_teasers, has_cut, without_head
from feedpub.listings.text.refusing.unyeared import are_news, as_of_one_year, has_unyeared, year_of_day
from feedpub.listings.text.roles.lining import Misfit
from feedpub.listings.text.wording.dating import Dated, dated_line
from feedpub.listings.text.wording.habits import BEGINNING, Habits, habits_of
from feedpub.listings.text.wording.lines import (
    Paragraph,
    paragraphs,
    resumed,
)
from feedpub.listings.text.wording.links import take_references
from feedpub.listings.text.wording.parting import dated_inside
from feedpub.listings.text.wording.sighting import Sight, sights

_LONG: Final = 80
SAMPLE: Final = BEGINNING
PLAIN: Final = 200
"""So many lines of a long page are enough where its entries are plain."""
_LATER: Final = 5
"""So many later stretches are looked at where the beginning of a page is none of a listing."""
_DATES: Final = 5
_LIKELY: Final = 0.8
"""Whatever is a listing is explained better than this."""
_RULED: Final = re.compile(r"\)?\s?[-–—]+\s")
_FAR: Final = 90
"""A dash behind the town and the day that open a text stands no farther."""
_YEAR: Final = re.compile(r"(?:19|20)\d\d")


class Found(Struct, frozen=True):
    """What was found of a page: how its paragraphs are explained, and the best of the other layouts.

    `terms` are what the page means by its dates; where these stand may be seen by more than is proved. `rival` is a
    layout that reads other entries and is about as likely; `misfits` are lines that are not as stated.
    """

    page: Page
    terms: Terms
    winner: Explained
    second: Explained | None
    lines: tuple[str, ...]
    rival: Explained | None = None
    lines_stated: tuple[Line, ...] = ()
    misfits: tuple[Misfit, ...] = ()


class _Look(Struct, frozen=True):
    """What one way to see the dates of a page shows: the layouts it makes possible, the best first.

    It was found on so many `lines`, which are these `paragraphs`.
    """

    page: Page
    terms: Terms
    tried: list[Explained]
    cut: Callable[[list[str]], Iterator[Paragraph]]
    habits: Habits | None
    paragraphs: list[Paragraph]
    lines: int


class Begun(Struct, frozen=True):
    """What the beginning of a page shows: `found` explains that; `kept` are all lines without head and references.

    `cut` makes lines paragraphs, `habits` are None where they are rows of a table. `beginning` are the
    paragraphs of the first lines, if these show it, `sample` is how many lines do.
    """

    found: Found
    kept: list[str]
    cut: Callable[[list[str]], Iterator[Paragraph]]
    habits: Habits | None
    beginning: list[Paragraph]
    sample: int

    def paragraphs(self, lines: list[str]) -> Iterator[Paragraph]:
        """Cut a page that begins with the lines on which this was found, and that is no table, into paragraphs."""
        if self.habits is None or not self.beginning:
            return self.cut(lines)
        return resumed(self.beginning, lines, self.habits, partial(is_date, self.found.page.terms))


def begin(text: str, name: str, terms: Terms, stated: LayoutTable, within: float = CLOSE) -> Begun:
    """Find the layout of a page on its beginning, and those that come `within` so much of its score."""
    lines = without_quotes(split_lines(text), text)
    kept, links = take_references(unwrapped(without_mail_head(with_cells(with_bars_parted(lines, text))), text), text)
    kept = with_headings(without_outline(mended(without_foot_of_page(kept), text)))
    terms = replace(terms, languages=stated.languages or terms.languages)
    samples = _samples(kept)
    within = within if stated == UNSTATED else ALL
    look = first = _best_look(next(samples), links, terms, within, goes_on=len(kept) > SAMPLE and stated == UNSTATED)
    if not look.tried:
        later = (_best_look(sample, links, terms, within) for sample in islice(samples, _LATER))
        look = next((one for one in later if one.tried), look)
    page = look.page
    if not page.paragraphs:
        raise SourceError(f"{name}: the listing is empty; check what writes this file")
    tried = as_stated(page, look.tried, stated, name)
    if tried and stated == UNSTATED and (_is_unlike(page, tried[0]) or _is_other(kept[:SAMPLE])):
        tried = []  # sentences with dates in them, one story, the hours of a meeting or figures, not entries
    if not tried and stated == UNSTATED and (short := _look_without_years(kept, links, look, within)) is not None:
        look = first = short
        page, tried = look.page, look.tried
    if not tried and stated == UNSTATED and not _is_other(kept[:SAMPLE]):
        tried = _undated_news(page)
    if not tried:
        raise SourceError(
            f"{name}: no listing found in {len(page.paragraphs)} paragraphs: an entry is a title and its date "
            "(29 November 2019), and most entries have both; check that this is the right page, or declare its "
            '`layout` (date = "none" where it prints no dates)'
        )
    best, second = tried[0], next((one for one in tried[1:] if one.parts != tried[0].parts), None)
    stated_as = stated_lines(stated)
    misfits = tuple(with_lines(page, best, stated_as)[1]) if stated_as else ()
    best = judged(page, best) if not stated_as else best
    found = Found(page, look.terms, best, second, tuple(lines), rival_of(page, tried), stated_as, misfits)
    return Begun(found, kept, look.cut, look.habits, look.paragraphs if look is first else [], look.lines)


def _is_unlike(page: Page, read: Explained) -> bool:
    """Say whether a page is read badly, or is one story, a life, questions or a talk."""
    return read.score < _LIKELY or is_one_story(page) or is_no_listing(page, read)


def _look_without_years(kept: list[str], links: dict[str, str], look: _Look, within: float) -> _Look | None:
    """Look at a page that is no listing by its whole dates for days without a year; None where no news stand below."""
    if not has_unyeared(look.page) or _is_other(kept[:SAMPLE]):
        return None
    if (year := year_of_day(look.page)) is not None:
        terms, seen = replace(look.terms, year=year), replace(look.page.terms, year=year)
        headed = _look(kept[:SAMPLE], links, Sight(terms, seen), within)
        return headed if headed.tried[:1] and headed.tried[0].score >= _LIKELY else None
    short = _look(kept[:SAMPLE], links, Sight(look.terms, as_of_one_year(look.page.terms)), within)
    likely = short.tried[:1] and short.tried[0].score >= _LIKELY and not is_one_story(short.page)
    return short if likely and are_news(short.page, short.tried[0], look.terms) else None


def _undated_news(page: Page) -> list[Explained]:
    """Read a page that prints no dates and is plainly a list of news all the same."""
    cut, headed = has_cut(page.paragraphs), has_news_head(page.paragraphs)
    best = map(without_head, ranked_undated(page)[:1] if cut or headed else ())
    return [one for one in best if (cut and are_teasers(page, one)) or (headed and are_headed_news(page, one))]


def _is_other(lines: list[str]) -> bool:
    """Say whether a page is the programme of a meeting, the weather, a table of figures, countries, days or games."""
    tests = (is_programme, are_figures, are_states, are_days, are_games, are_scores, is_forecast, is_schedule)
    filled = [line.strip() for line in _filled(lines)]
    return any(test(filled) for test in tests)


def _filled(lines: list[str]) -> list[str]:
    """Leave out the empty lines: half of most pages."""
    return list(filter(str.strip, lines))


def _samples(lines: list[str]) -> Iterator[list[str]]:
    """Yield the beginning of a page, then later stretches of it that have dates; the lines before them are empty."""
    yield lines[:SAMPLE]
    for start in range(SAMPLE, len(lines), SAMPLE):
        stretch = lines[start : start + SAMPLE]
        if sum(_YEAR.search(line) is not None for line in stretch) >= _DATES:
            yield [""] * start + stretch


def _best_look(
    sample: list[str], links: dict[str, str], terms: Terms, within: float, *, goes_on: bool = False
) -> _Look:
    """Look at a stretch of a page in each way in which its dates may be meant; at less of it if the page `goes_on`."""
    seen = list(sights(_filled(sample), terms))
    if goes_on and len(seen) == 1:
        short = _look(sample, links, seen[0], within, PLAIN)
        if short.habits and is_plain(short.page, short.tried) and not _is_unlike(short.page, short.tried[0]):
            return short
    looks = [_look(sample, links, sight, within) for sight in seen]
    return max(looks, key=lambda one: one.tried[0].score if one.tried else 0.0)


def _look(sample: list[str], links: dict[str, str], sight: Sight, within: float, lines: int = 0) -> _Look:
    """Try every layout on the beginning of a page, or its first `lines`, whose dates are seen in one way."""
    cut, habits = _way_of_cutting(sample, links, sight.seen)
    found = list(cut(sample[:lines] if lines else sample))
    page = Page(found, sight.seen)
    tried = ranked(page, max(within, closeness(page))) if page.paragraphs else []
    return _Look(page, sight.terms, tried, cut, habits, found, lines or SAMPLE)


def explained(begun: Begun, name: str) -> Found:
    """Explain all of a page as its beginning is explained."""
    if len(begun.kept) <= SAMPLE:
        return begun.found
    return go_on(begun.found, list(begun.cut(begun.kept)), name)


def go_on(found: Found, paragraphs: list[Paragraph], name: str) -> Found:
    """Explain the paragraphs of a page by the layout of its beginning."""
    page, best = _whole(paragraphs, found.page, found.winner), found.winner
    whole = read_with(page, best)
    if whole is None or not is_listing(whole):
        few = len(found.page.paragraphs)
        raise SourceError(f"{name}: the layout of its first {few} paragraphs ({best.layout}) does not go on")
    misfits: list[Misfit] = []
    if found.lines_stated:
        whole, misfits = with_lines(page, whole, found.lines_stated)
    return replace(found, page=page, winner=whole, misfits=tuple(misfits))


def is_date(terms: Terms, words: str) -> bool:
    """Say whether a line is a date line, or a text that begins with one and a dash: it never goes on the line above."""
    if len(words) <= _LONG and dated_line(words, terms) is not None:
        return True
    ruled = _RULED.search(words, 0, _FAR) is not None
    return ruled and any(one.form == "dateline" or _is_ruled(one, words) for one in dated_inside(words, terms))


def _is_ruled(one: Dated, words: str) -> bool:
    return one.form == "lead" and _RULED.match(words, len(one.line)) is not None


def _way_of_cutting(
    sample: list[str], links: dict[str, str], terms: Terms
) -> tuple[Callable[[list[str]], Iterator[Paragraph]], Habits | None]:
    """Return how the lines of a page become paragraphs: as rows of a table, or as text with these habits."""
    table = find_table(sample, terms)
    if table is not None:
        return lambda lines: rows_of(lines, table, links), None
    habits = habits_of(sample, links)
    dated = partial(is_date, terms)
    if labels := terms_of(sample):
        return lambda lines: with_terms(paragraphs(lines, habits, dated), labels), None
    if said_twice(sample, dated):
        keys = compounds_of(sample)
        once: Callable[[list[str]], Iterator[Paragraph]] = lambda lines: without(  # noqa: E731
            paragraphs(lines, habits, dated), said_twice(lines, dated)
        )
        return lambda lines: with_compounds(once(lines), keys), None
    if keys := compounds_of(sample):
        return lambda lines: with_compounds(paragraphs(lines, habits, dated), keys), None
    return lambda lines: paragraphs(lines, habits, dated), habits


def _whole(paragraphs: list[Paragraph], sample: Page, best: Explained) -> Page:
    """Look at all of a page, as far as a layout needs it: for date lines as long as those of its beginning."""
    inside = best.layout.form != "line" or best.template.opens or sample.has_lines_of_parts()
    return Page(paragraphs, sample.terms, inside=inside, longest=sample.longest_date())

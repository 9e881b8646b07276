"""Headings that say what a page lists and for which day: “News (3 May 2019)”, “Headlines for Friday, 3 May 2019”."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from msgspec.structs import replace

from feedpub.dates import Dateline, Terms, find_dates
from feedpub.listings.text.pages.clocks import STYLE, told_at
from feedpub.listings.text.pages.mastheads import names_list
from feedpub.listings.text.wording.dating import Dated, dated_as, day_lines
from feedpub.listings.text.wording.lines import Paragraph
from feedpub.listings.text.wording.words import is_sentence
from feedpub.patterns import later
from feedpub.text import fold

_SOME: Final = 3
_LONGEST: Final = 80
_OPEN: Final = " \t([（【–—-|:：,·"
_CLOSED: Final = " \t)]）】.:："
_FOR: Final = later(
    r"\s(?:for|of|from|vom|von|für|du|des?|del|dal|di|per|para|van|voor|från|fra|za|z|за|от|на)$", re.IGNORECASE
)
_PAGE: Final = later(
    r"\W+(?:page|seite|página|pagina|strona|sida|side|стр\.?)\s\d{1,3}(?:\s?(?:/|of|von|de|sur)\s?\d{1,3})?\W*$",
    re.IGNORECASE,
)
"""Which page of the list is shown: “News of 3 May 2019 (page 2)”."""
_OF_SOME: Final = later(
    r"[^\W\d_]\w+(?:\s[^\W\d_]\w+)?\s(?:news|headlines|nachrichten|meldungen|noticias|notícias|notizie|nieuws|nyheter|новости)"
    r"|(?:actualités|nouvelles|noticias|notícias|notizie|новости)\s[^\W\d_]+(?:\s[^\W\d_]+){0,2}",
    re.IGNORECASE,
)
"""Whose news they are, where a word leads on to the day: “Company news of 3 May 2019”."""
_DAILY: Final = """
    headlines|top stories|news releases|press summary|press review|news summary|news review|news in brief|daily news
    |news digest|news bulletin|today's news|presseschau|pressespiegel|kurzmeldungen|nachrichtenüberblick|brèves
    |revue de presse|rassegna stampa|notizie in breve|resumen de prensa|revista de prensa|noticias breves|breves
    |resumo de imprensa|persoverzicht|kort nieuws|обзор прессы|лента новостей|новости дня|главные новости
"""
"""What lists of one day are called besides."""


def with_days_of_lists(
    paragraphs: Sequence[Paragraph], lines: Sequence[Dated | None], terms: Terms
) -> tuple[Sequence[Paragraph], list[Dated | None]]:
    """Make headings of such lines, and dates of their days, where no other line of the page is a date."""
    if any(line is not None and _day_of(p, terms) is None for p, line in zip(paragraphs, lines, strict=True)):
        return paragraphs, list(lines)  # most pages, by their first date
    found = {at: day for at, p in enumerate(paragraphs) if (day := _day_of(p, terms)) is not None}
    if not found:
        return paragraphs, list(lines)
    marked = [
        replace(p, text=found[at].line, words=found[at].line, heading=p.heading or 1, daily=True) if at in found else p
        for at, p in enumerate(paragraphs)
    ]
    return _timed(marked, next(iter(found)) + 1), [found.get(at) for at in range(len(lines))]


def times_of_lists(paragraphs: Sequence[Paragraph], lines: Sequence[Dated | None]) -> frozenset[int]:
    """Return the times that stand alone directly below the day of a list: they are those of the list."""
    below = [at + 1 for at in day_lines(lines) if paragraphs[at].heading and at + 1 < len(paragraphs)]
    return frozenset(at for at in below if not told_at(paragraphs[at].text)[1])


def _timed(paragraphs: Sequence[Paragraph], first: int) -> Sequence[Paragraph]:
    """Let the times that begin texts mark the titles above them, where each text of a list has one and each title."""
    told = {at: told_at(p.text) for at, p in enumerate(paragraphs) if at >= first and not p.heading}
    timed = [at for at, (clock, text) in told.items() if clock and text]
    titled = all(at - 1 in told and not told[at - 1][0] and not is_sentence(paragraphs[at - 1].text) for at in timed)
    if not titled or len(timed) < _SOME:
        return paragraphs
    marked = [*paragraphs]
    for at in timed:
        clock, text = told[at]
        marked[at - 1] = replace(marked[at - 1], style=STYLE, clock=clock)
        marked[at] = replace(marked[at], text=text, words=text)
    return marked


def _day_of(p: Paragraph, terms: Terms) -> Dated | None:
    """Read the day of such a heading; None for any other line."""
    if p.style or len(p.text) > _LONGEST or not p.text[:1].isalpha() or not any(map(str.isdigit, p.text)):
        return None
    found = find_dates(p.text, terms)
    if len(found) != 1 or not isinstance(found[0].read, Dateline):
        return None
    if _PAGE.sub("", p.text[found[0].end :]).strip(_CLOSED):
        return None
    before = p.text[: found[0].start].rstrip(_OPEN)
    words = _FOR.sub("", before)
    if not (names_list(words) or fold(words) in _daily() or (words != before and _OF_SOME.fullmatch(words))):
        return None
    return dated_as("line", p.text[found[0].start : found[0].end], found[0].read)


@cache
def _daily() -> frozenset[str]:
    return frozenset(fold(name.strip()) for name in _DAILY.split("|"))

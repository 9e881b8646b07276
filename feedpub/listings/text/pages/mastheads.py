"""What stands above the list of a page: what it is called, “News”, and the day on which it is shown."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from feedpub.dates import Terms, find_dates
from feedpub.genres import is_genre
from feedpub.listings.text.labels.venues import heads_events
from feedpub.listings.text.wording.dating import Dated
from feedpub.listings.text.wording.lines import Paragraph
from feedpub.listings.text.wording.words import is_sentence
from feedpub.text import fold

_SOME: Final = 3
_TOP: Final = 3
"""Above the day may stand who prints the page."""
_LONGEST: Final = 80
_TRAIL: Final = re.compile(r"\S\s(?:>|»|›|::)\s\S")
"""Parts the pages that lead to this one: “Home > News”."""
_NAMES: Final = """
    news|newsroom|updates|announcements|archive|home|releases|events|publications|statements|speeches
    |latest news|what's new|press releases|press room|media centre|media center|news archive|news and events
    |all news|recent news|news releases|toute l'actualité|toutes les actualités|alle meldungen|todas las noticias
    |todas as notícias|últimas notícias|últimas noticias|ultime notizie|laatste nieuws|actueel
    |actualités|actualité|nouvelles|dépêches|communiqués|communiqués de presse|quoi de neuf|noticias|novedades
    |actualidad|comunicados|sala de prensa|notas de prensa|notícias|novidades|destaques|sala de imprensa
    |aktuelles|nachrichten|meldungen|neuigkeiten|presse|startseite|pressemitteilungen|aktuelle meldungen|notizie
    |novità|comunicati|comunicati stampa|in primo piano|nieuws|berichten|persberichten|nyheter|nyheder|aktuellt
    |aktualności|wiadomości|aktuality|novinky|vijesti|novice|hírek|новости|анонсы|пресс-релизы|пресс-центр
    |новини|الأخبار|أخبار|新闻|新聞|新闻中心|ニュース|お知らせ|新着情報
"""
_WORD: Final = re.compile(r"[^\W\d_]+")
_NUMBER: Final = re.compile(r"\d+")


def is_date_alone(text: str, terms: Terms) -> bool:
    """Say whether a line is a date and nothing else."""
    found = find_dates(text, terms)
    return len(found) == 1 and (found[0].start, found[0].end) == (0, len(text))


def has_masthead(paragraphs: Sequence[Paragraph], dated: Sequence[tuple[int, Dated]], terms: Terms) -> bool:
    """Say whether the first date of a page is its own: no other is later, or none earlier, and it stands alone.

    It is written in another way than all others, on the first line and apart from what follows, or the last of these
    ends the page; or directly below it stands what heads a list, and below no other, and these stand alone, too.
    """
    days = [one.day for _, one in dated if one.day is not None]
    if not (len(days) == len(dated) >= _SOME and days[0] in {min(days), max(days)} and dated[0][0] < _TOP):
        return False
    below = [paragraphs[at + 1].text for at, _ in dated if at + 1 < len(paragraphs)]
    dates = [paragraphs[at].text for at, _ in dated]
    headed = _heads(below[0]) and not any(map(_heads, below[1:]))
    apart = dated[0][0] == 0 and (paragraphs[1].gap > 0 or dated[-1][0] + 1 == len(paragraphs))
    unlike = apart and _shape(dates[0]) != _shape(dates[1]) and len(set(map(_shape, dates[1:]))) == 1
    if not (headed or unlike) or _begins(paragraphs, [at for at, _ in dated]):
        return False
    return all(is_date_alone(date, terms) for date in (dates[:1] if unlike else dates))


def _begins(paragraphs: Sequence[Paragraph], dates: Sequence[int]) -> bool:
    """Say whether the first date begins an entry as all do: it has a text as the last one has, or neither has any."""
    first, last = paragraphs[dates[0] + 1 : dates[1]], paragraphs[dates[-1] + 1 :]
    told, ended = [any(is_sentence(p.text) for p in below) for below in (first, last)]
    titled = not ended and not all(_heads(p.text) for p in first)
    return bool(last) and (told or titled)


def _heads(text: str) -> bool:
    return is_genre(text) or names_page(text) or heads_events(text)


def _shape(text: str) -> str:
    """Return how a date is written: “a, 0 a 0” is “Thursday, 8 July 2021”."""
    return _NUMBER.sub("0", _WORD.sub("a", text))


def names_page(text: str) -> bool:
    """Say whether a line is what lists of news are called, or the way to one: “Aktuelles”, “Home > News”."""
    return len(text) <= _LONGEST and (names_list(text) or _TRAIL.search(text) is not None)


def names_list(text: str) -> bool:
    """Say whether words are what lists of news are called: “Aktuelles”."""
    return fold(text).strip(" :") in _names()


@cache
def _names() -> frozenset[str]:
    return frozenset(fold(name.strip()) for name in _NAMES.split("|"))

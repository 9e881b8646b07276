"""Lines that lead to other pages: “Previous 1 2 3 Next”, “Page 4 of 12”, “Home | Contact | Imprint”."""

import re
from functools import cache
from typing import Final

from feedpub.listings.text.wording.furniture import is_furniture
from feedpub.patterns import later
from feedpub.text import fold

_PAGING: Final = """
    next previous prev first last page pages newer older newest oldest results result showing show of to and back
    items week month
    suivant suivante précédent précédente première dernière début fin sur résultats accueil semaine mois
    siguiente anterior primera última página páginas inicio de resultados semana mes mês
    próxima próximo primeiro seguinte início
    weiter zurück nächste vorherige seite seiten erste letzte von ältere neuere woche monat
    volgende vorige pagina van eerste laatste sonraki önceki sayfa son ilk
    successiva successivo precedente prossima di
    poprzednia poprzedni następna następny strona pierwsza ostatnia wyniki
    föregående nästa sida sidan första sista forrige næste neste side seuraava edellinen sivu
    předchozí další strana stránka první poslední sonraki önceki sayfa
    вперёд назад страница страницы следующая предыдущая след пред из
    التالي السابق صفحة
"""
_ARCHIVE: Final = """
    archive archives archiv archivo archivos arquivo archivio archief архив أرشيف
    all more earlier older previous past alle weitere frühere ältere mehr toutes tous anciennes todas todos anteriores
    más mais tutte tutti altre altri meer oudere eerdere все предыдущие ещё
"""
_LISTED: Final = """
    to the in of our see view browse go for news stories story releases press items posts articles announcements events
    zum zur zu den dem der die im ins nachrichten meldungen pressemitteilungen neuigkeiten artikel
    voir les des aux actualités communiqués articles ver las los noticias comunicados as os le i notizie comunicati
    load show laden anzeigen beiträge storys charger afficher plus de cargar mostrar entradas carregar carica mostra
    laad toon показать загрузить
    naar het alle nieuws berichten nieuwsberichten persberichten в новости материалы статьи
"""
_SIGNS: Final = later(
    r"[上下]一?[页頁]|[首末尾][页頁]|次の?(?:ページ|へ)|前の?(?:ページ|へ)|ページの(?:トップ|先頭)|返回|共\s?\d+\s?[条條页頁]"
)
_MENU: Final = """
    home contact contacts imprint privacy terms sitemap accessibility disclaimer legal cookies copyright help faq rss
    jobs careers about login search feedback credits subscribe newsletter twitter facebook youtube linkedin instagram
    impressum datenschutz kontakt hilfe nutzungsbedingungen barrierefreiheit
    contacto aviso accesibilidad contato acessibilidade
    accessibilité plan mentions légales confidentialité
    colofon toegankelijkheid privacybeleid contatti
"""
_RULE: Final = later(r"\s*[|·•]\s*|\s{2,}|\s+[-–]\s+")
_MARK: Final = later("[ |·•–-]")
_GLUED: Final = later(r"(?<=[a-z])(?=[A-Z])")
"""Between links that a copy has without a space: “NextLast”."""
_ARROW: Final = later(r"^\s*(?:[←«‹<]|<<)\s|\s(?:[→»›>]|>>)\s*$")
"""What leads on beside one word: “← Older”."""
_WORD: Final = later(r"\d+|[^\W\d_]+")
_ROW: Final = later(r"(?<![\d.,])\d{1,4}(?:[\s|·•\[\]()-]+\d{1,4})+(?![\d.,])")
"""Numbers of pages side by side: “1  2  3”, “[41] [42] [43]”."""
_EDGE: Final = later(r"(?:[←«‹<]|<<)\s?(?P<back>[^«»‹›←→<>]+)|(?P<on>[^«»‹›←→<>]+?)\s?(?:[→»›>]|>>)")
"""An arrow at one end of a few words, whatever they say: “« Previous Entries”, “Anteriores »”."""
_WAY_WORDS: Final = 3
_SIGN: Final = frozenset("←«‹<→»›>|…[")
_BACK: Final = tuple("←«‹<")
_ON: Final = tuple("→»›>")
_SIDE: Final = later(r"\s*[|·•]\s*")
_RUN: Final = 3
_YEAR: Final = later(r"(?:19|20)\d\d")
_LONGEST_PAGER: Final = 90
_LONGEST_MENU: Final = 160
_LONGEST_WAY: Final = 50


@cache
def _paging() -> frozenset[str]:
    return frozenset(map(fold, _PAGING.split()))


@cache
def _menu() -> frozenset[str]:
    return frozenset(map(fold, _MENU.split()))


def is_pager(text: str) -> bool:
    """Say whether a line leads to the other pages of a listing, and is nothing else."""
    if len(text) > _LONGEST_PAGER:
        return False
    if _SIGNS.search(text) is not None:
        return True
    if _is_row(text):
        return True
    found = _WORD.findall(fold(text if text[1:].islower() else _GLUED.sub(" ", text)))
    words = [word for word in found if not word.isdecimal()]
    if not words or not _paging().issuperset(words):
        return False
    return len(found) > 1 or _ARROW.search(text) is not None


def leads_on(text: str) -> bool:
    """Say whether a line leads to another page, whichever it is."""
    return is_furniture(text) or is_pager(text) or is_menu(text) or is_way_on(text) or points_on(text)


def _is_row(text: str) -> bool:
    """Say whether numbers of pages stand side by side between signs that lead on, whatever words stand beside them."""
    if not _SIGN.intersection(text) and "  " not in text:
        return False
    rows = ([int(number) for number in re.findall(r"\d+", row)] for row in _ROW.findall(text))
    return any(row[a : a + _RUN] == list(range(row[a], row[a] + _RUN)) for row in rows for a in range(len(row)))


def points_on(text: str) -> bool:
    """Say whether an arrow at one end of a few words leads to another page."""
    arrow = text.startswith(_BACK) or text.endswith(_ON)
    found = _EDGE.fullmatch(text) if arrow and len(text) <= _LONGEST_WAY else None
    return found is not None and len((found["back"] or found["on"]).split()) <= _WAY_WORDS


def counts_pages(text: str) -> bool:
    """Say whether a line that leads to other pages counts them or points to them; “Last week” is a heading."""
    if len(text) > _LONGEST_PAGER:
        return False
    pointed = any(map(str.isdigit, text)) or _ARROW.search(text) is not None or _SIGNS.search(text) is not None
    return pointed and is_pager(text)


@cache
def _archive() -> tuple[frozenset[str], frozenset[str]]:
    named = frozenset(map(fold, _ARCHIVE.split()))
    return named, named | frozenset(map(fold, _LISTED.split()))


def is_way_on(text: str) -> bool:
    """Say whether a line leads to the entries that the page does not show: “All news”, “Zum Archiv”."""
    if len(text) > _LONGEST_WAY:
        return False
    parts = [part for part in _SIDE.split(text) if part]
    if len(parts) > 1:
        return all(is_furniture(part.lower()) or _names_entries(part) for part in parts)
    return _names_entries(text)


def _names_entries(text: str) -> bool:
    """Say whether words name other entries: “All news”, “2009 archive”."""
    found = set(_WORD.findall(fold(text)))
    named, known = _archive()
    if len(found) < 2 or found.isdisjoint(named):
        return False
    return {word for word in found if _YEAR.fullmatch(word) is None} <= known


def is_usual_way(text: str) -> bool:
    """Say whether a line leads to a page that every site has, and says nothing else: “Imprint”, “Privacy & terms”."""
    words = _WORD.findall(fold(text)) if len(text) <= _LONGEST_WAY else []
    return bool(words) and _menu().issuperset(words)


def is_menu(text: str) -> bool:
    """Say whether a line is a row of links to pages that every site has."""
    if len(text) > _LONGEST_MENU or _MARK.search(text) is None:
        return False
    sides = _RULE.split(text.strip(" |·•"))
    links = [fold(side).split() for side in sides] if len(sides) > 1 else []
    usual = sum(not _menu().isdisjoint(words) for words in links)
    return usual > 1 and usual * 2 >= len(links) and all(0 < len(words) <= 5 for words in links)

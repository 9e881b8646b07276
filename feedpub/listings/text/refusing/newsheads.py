"""Pages without dates whose heading says that news follow: below “Latest news” each title has its text.

A page of services, questions or rules has no such heading; a story with headings of its own has more than one text
below each, or headings of few words.
"""

import re
from collections.abc import Sequence
from typing import Final

from feedpub.listings.text.cutting.sorting import Part
from feedpub.listings.text.layout.scoring import Explained
from feedpub.listings.text.pages.page import Page
from feedpub.listings.text.wording.lines import Paragraph
from feedpub.listings.text.wording.words import CUT, count_words, is_dense, is_sentence
from feedpub.patterns import later

_FEW, _SEVERAL = 3, 4
_MOST, _NEARLY_ALL = 0.8, 0.9
_TEXT: Final = 60
_WORDS, _TITLE = 3, 4.5
"""A title has so many words at least, and titles have so many on average."""
_NEAR: Final = 3
_HEAD: Final = 40
_NEWS: Final = later(
    r"(?:(?!no\b)[^\W\d_]+\s){0,3}news|(?:top|latest|recent|more)\s(?:stories|headlines)|news\s(?:and|&)\s[^\W\d_]+"
    r"|(?:(?:dernières|toutes\sles)\s)?(?:actualités|nouvelles)|à\sla\sune|(?:últimas\s)?noticias|(?:últimas\s)?notícias"
    r"|(?:letzte|aktuelle|neueste)\s(?:nachrichten|meldungen)|nachrichten|neuigkeiten|aktuelles"
    r"|(?:ultime\s)?(?:notizie|news)|(?:laatste\s)?nieuws|(?:senaste\s|siste\s|seneste\s)?(?:nytt|nyheter|nyheder)"
    r"|aktualności|wiadomości|aktuality|zprávy|(?:последние\s)?новости|(?:останні\s)?новини|вести|νέα|hírek|știri|vijesti"
    r"|haberler|(?:آخر\s)?(?:ال)?أخبار|اخبار|(?:最新|今日|滚动)?(?:消息|新闻|新聞|资讯|資訊|动态|動態)|要闻|要聞"
    r"|(?:最新|新着)?(?:ニュース|情報)|お知らせ|(?:최신\s?)?(?:뉴스|소식)",
    re.IGNORECASE,
)
_FILED: Final = later(
    r"(?:tags?|categor(?:y|ies)|schlagw(?:ort|örter)|kategorie|rubrik|étiquettes?|mots?[ -]clés?|catégorie|etiquetas?"
    r"|categorías?|categorias?|marcadores?|archivi|trefwoord|categorie|метки?|рубрика|тег|الوسم|وسم|タグ|カテゴリー?|标签|標籤"
    r"|分类|分類)\s?[:：]\s?\S.*",
    re.IGNORECASE,
)


def is_news_head(text: str) -> bool:
    """Say whether a line says that news follow, and no more: “Latest news”, “Tag: Lamps”."""
    head = text.strip(" :|·•–-—»>")
    return len(head) <= _HEAD and (_NEWS.fullmatch(head) is not None or _FILED.fullmatch(head) is not None)


def has_news_head(lines: Sequence[Paragraph]) -> bool:
    """Say whether some line of a page says so."""
    return any(len(p.text) <= _HEAD and is_news_head(_said(p)) for p in lines)


def are_headed_news(page: Page, found: Explained) -> bool:
    """Say whether directly below such a line, or each below one, titles of several words have one text each."""
    if page.full("line") or not (_is_headed(page, found) or _are_kicked(found)):
        return False
    count, start = len(found.parts), found.cut.segments[0].start
    titles = [_title(parts) for parts in found.parts]
    cut = sum(_text(parts).endswith(CUT) for parts in found.parts)
    told = sum(map(_is_told, found.parts))
    inside = sum(one.stop - one.start for one in found.cut.segments)
    worded = sum(map(count_words, titles)) >= _TITLE * count and len(set(titles)) == count
    enough = count >= (_FEW if cut * 2 > count else _SEVERAL) and told >= _NEARLY_ALL * count
    asked = sum(title.endswith(("?", "？", "؟")) for title in titles) * 2 > count
    return worded and enough and not asked and inside >= _MOST * (len(page.paragraphs) - start)


def _said(line: Paragraph) -> str:
    return f"{line.label}: {line.text}" if line.label else line.text


def _is_headed(page: Page, found: Explained) -> bool:
    """Say whether the last line above the first entry says that news follow; signs alone may stand between."""
    start = found.cut.segments[0].start
    above = (_said(p) for p in reversed(page.paragraphs[max(0, start - _NEAR) : start]))
    return is_news_head(next((text for text in above if any(map(str.isalpha, text))), ""))


def _are_kicked(found: Explained) -> bool:
    """Say whether each entry has the same kicker, which says that it is news."""
    kickers = [part.text for parts in found.parts for part in parts if part.role == "kicker"]
    return len(kickers) == len(found.parts) and len(set(kickers)) == 1 and is_news_head(kickers[0])


def _is_told(parts: Sequence[Part]) -> bool:
    """Say whether an entry is a title that is no sentence, and one text."""
    title, texts = _title(parts), [part.text for part in parts if part.role == "summary"]
    titled = count_words(title) >= _WORDS and not (is_sentence(title) and title.endswith("."))
    return titled and len(texts) == 1 and len(texts[0]) * (1 + is_dense(texts[0])) >= max(_TEXT, len(title))


def _title(parts: Sequence[Part]) -> str:
    return " ".join(part.text for part in parts if part.role == "title")


def _text(parts: Sequence[Part]) -> str:
    return " ".join(part.text for part in parts if part.role == "summary")

"""Kickers that do not say what an entry is about: genres, by language, and words for “no category”."""

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final

from feedpub.text import fold

GENRE_SIZE: Final = 40
"""No kind of text has a longer name, in characters."""
GENRES: Final[Mapping[str, str]] = {
    "en": """News|News update|News item|News release|News note|News story|News article|News in brief|News brief
        |Latest news
        |Press release|Press releases|Press statement|Press advisory|Press note|Press briefing|Press conference
        |Statement
        |Joint statement|Public statement|Media advisory|Media release|Media alert|Media note|Media statement
        |Announcement|Article|Feature
        |Feature story|Feature article|Story|Stories|Interview|Opinion|Op-ed|Editorial|Comment|Commentary|Analysis
        |Blog
        |Blog post|Speech|Speeches|Remarks|Address|Message|Video|Audio|Podcast|Photo story|Photo essay
        |Photo gallery|Event
        |Events|Webinar|Publication|Publications|Report|Brief|Briefing note|Policy brief|Fact sheet|Working paper
        |Policy paper|Discussion paper|Position paper|Country report|Technical note|Issue brief|Research brief
        |Alert|Advisory
        |News stories|News releases|News items|News updates|Press statements|Media releases|Feature stories
        |Briefing notes|Statements|Announcements|Articles|Interviews|Videos|Reports|Situation report|Situation reports
        |Case study|Success story|Newsletter|Call for proposals|Vacancy|Q&A|Infographic|Press remarks|Update""",
    "fr": """Actualité|Actualités|Nouvelles|Communiqué|Communiqué de presse|Communiqués de presse|Déclaration
        |Dossier|Dossier de presse
        |Avis aux médias|Note aux rédactions|Invitation presse
        |Note d'information|Point de presse|Article|Reportage|Entretien|Interview|Tribune|Discours
        |Vidéo
        |Événement|Évènement|Publication|Rapport|Annonce|Brève|Éditorial|Analyse|Message""",
    "es": """Noticia|Noticias|Comunicado|Comunicado de prensa|Comunicados de prensa|Nota de prensa|Nota informativa
        |Boletín de prensa
        |Declaración|Aviso a los medios|Artículo|Reportaje|Entrevista|Opinión|Tribuna|Crónica|Discurso|Vídeo|Video
        |Evento
        |Publicación|Informe|Anuncio
        |Editorial|Análisis|Mensaje|Actualidad""",
    "pt": """Notícia|Notícias|Comunicado|Comunicado de imprensa|Comunicado à imprensa|Nota de imprensa
        |Nota à imprensa|Declaração
        |Artigo|Reportagem|Entrevista|Opinião|Discurso|Vídeo|Evento|Publicação|Relatório|Anúncio|Editorial|Análise
        |Mensagem""",
    "de": """Nachricht|Nachrichten|Meldung|Pressemitteilung|Pressemitteilungen|Presseinformation|Pressemeldung
        |Medienmitteilung|Erklärung
        |Stellungnahme|Artikel|Bericht|Reportage|Interview|Meinung|Kommentar|Rede|Video|Veranstaltung|Termin
        |Publikation|Veröffentlichung
        |Ankündigung|Analyse|Hintergrund""",
    "it": """Notizia|Notizie|Comunicato|Comunicato stampa|Comunicati stampa|Dichiarazione|Articolo|Intervista
        |Opinione|Discorso|Video|Evento
        |Pubblicazione|Rapporto|Annuncio|Editoriale|Analisi|Avviso""",
    "nl": """Nieuws|Nieuwsbericht|Nieuwsberichten|Persbericht|Persberichten|Verklaring|Artikel|Interview|Opinie
        |Toespraak|Video|Evenement
        |Publicatie|Rapport|Aankondiging|Analyse""",
    "ru": """Новость|Новости|Пресс-релиз|Заявление|Сообщение|Сообщение для прессы|Статья|Интервью|Мнение
        |Выступление|Речь|Видео
        |Мероприятие|Событие|Публикация|Доклад|Отчёт|Объявление|Анализ""",
    "ar": "خبر|أخبار|بيان صحفي|بيان|تصريح|مقال|مقابلة|رأي|خطاب|فيديو|فعالية|حدث|منشور|تقرير|إعلان",
    "zh": "新闻|新聞|新闻稿|新聞稿|声明|聲明|公告|通知|文章|采访|专访|评论|讲话|视频|活动|出版物|报告|简报",
    "sv": """Nyhet|Nyheter|Pressmeddelande|Pressmeddelanden|Pressinbjudan|Uttalande|Artikel|Reportage|Intervju
        |Debattartikel|Ledare|Krönika|Tal|Anförande|Video|Evenemang|Publikation|Rapport|Analys|Blogg|Blogginlägg""",
    "da": """Nyhed|Nyheder|Pressemeddelelse|Pressemeddelelser|Udtalelse|Artikel|Reportage|Debatindlæg|Leder|Tale|Video
        |Arrangement|Publikation|Analyse""",
    "no": """Nyhet|Nyheter|Pressemelding|Pressemeldinger|Uttalelse|Artikkel|Intervju|Kronikk|Leder|Tale|Video
        |Arrangement|Publikasjon|Rapport|Analyse""",
    "pl": """Wiadomość|Wiadomości|Aktualność|Aktualności|Komunikat|Komunikaty|Komunikat prasowy|Informacja prasowa
        |Oświadczenie|Artykuł|Reportaż|Wywiad|Rozmowa|Opinia|Komentarz|Felieton|Przemówienie|Wideo|Wydarzenie
        |Publikacja|Raport|Ogłoszenie|Analiza""",
    "cs": """Zpráva|Zprávy|Aktualita|Aktuality|Tisková zpráva|Tiskové zprávy|Prohlášení|Článek|Reportáž|Rozhovor|Názor
        |Komentář|Projev|Video|Událost|Publikace|Oznámení|Analýza""",
    "ja": "ニュース|お知らせ|プレスリリース|報道発表|声明|記事|インタビュー|意見|スピーチ|動画|イベント|刊行物|報告書",
}


UNSORTED: Final = """Uncategorized|Uncategorised|Unkategorisiert|Nicht kategorisiert|Ohne Kategorie|Non classé
        |Non classifié|Sans catégorie|Sin categoría|Sin categorizar|Sem categoria|Sense categoria
        |Senza categoria|Non categorizzato|Geen categorie|Niet gecategoriseerd|Okategoriserade
        |Okategoriserat|Ukategorisert|Ikke-kategoriseret|Luokittelematon|Bez kategorii|Nezařazené
        |Nezaradené|Kategorizálatlan|Fără categorie|Nekategorizirano|Nerazvrščeno|Без категории
        |Без рубрики|Без категорії|Без категория|Некатегоризовано|Χωρίς κατηγορία|Kategorisiz
        |Sınıflandırılmamış|غير مصنف|بدون دسته بندی|ללא קטגוריה|Tak Berkategori|Chưa phân loại
        |ไม่มีหมวดหมู่|未分类|未分類|미분류"""
"""What content management systems write as the category of an entry that was given none."""


@cache
def _unsorted() -> frozenset[str]:
    return frozenset(fold(word.strip()) for word in UNSORTED.split("|"))


@lru_cache(maxsize=4096)
def is_unsorted(text: str) -> bool:
    """Say whether a kicker says that an entry has no category."""
    return fold(text) in _unsorted()


@cache
def _folded() -> frozenset[str]:
    return frozenset(fold(word.strip()) for words in GENRES.values() for word in words.split("|"))


def is_genre(text: str) -> bool:
    """Say whether a line is a kind of text, in any language, and no more: “Press release”, “Noticias”."""
    return len(text) <= GENRE_SIZE and _is_genre(text)


@lru_cache(maxsize=2048)  # every layout of a page that is tried asks it of the same lines
def _is_genre(text: str) -> bool:
    return fold(text.strip(" :|·–-")) in _folded()

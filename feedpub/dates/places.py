"""Names of places, and what is none: labels of kinds of text, and words of titles."""

import re
from typing import Final

from feedpub.dates.fold import fold
from feedpub.genres import is_genre
from feedpub.patterns import later

# A place is a name: no digit, no sentence mark, and no full stop but that of an abbreviation (St., D.C.).
_PLACE: Final = later(r"(?:[^\d.!?;:。！？；：$€£%#=<>@+_*“”„«»]|(?<=\b[^\W\d_])\.|(?<=\b[A-Z][a-z])\.){2,80}")
LONGEST_PLACE: Final = 60
_ROOM: Final = later(r"(?<=,)(?P<name>[^,\d]*\w)\s\d{1,4}[a-zA-Z]?(?=,|$)")
"""The number of a room or a house behind the town: “Geneva, Room 214”."""
_SENTENCE: Final = later(r"(?:[!?]|(?<!\b[^\W\d_])\.)\s|[^\W\d_]{3}[.!?]$")
"""Where a sentence ends; “F. Garrido” is none."""
_HAN: Final = later("[\u4e00-\u9fff]")
_HAN_NAME, _HAN_HOUSE = 5, 8
"""A title of Chinese characters has no spaces that would tell it from a name, or from that of a house; it is longer."""
_CASELESS: Final = later("[\u0590-\u06ff]")
"""Writing without capitals, which would tell the words of a name from those of a title."""
_NAME_WORDS: Final = 4
_TOLD: Final = later(
    "を|する|した|して|します|について|に関|のお知らせ|開催|公表|発表|募集|実施|開始|就任|着任|参加|更新|訪問|署名"
    "|关于|通知|公告|公布|举办|召开|举行|印发|發布|舉辦|舉行"
)
"""What is done, in Japanese and Chinese: no name of a place says it."""
_LEADS: Final = later("(?:[为為是至到于於将將はがをでに]|截止|预计|預計)$")
"""How words end that lead to a day within a sentence, in Chinese and Japanese: “报名截止到”, “締め切りは”."""
_PAPER: Final = later(
    r"(?:新[聞闻](?:社|网|網)?|[日晚早][報报]|時報|时报|通信社?|通[讯訊]社|放送|テレビ|[電电][視视]台|[周週朝夕]刊)$"
)
"""How the names of papers, agencies and stations end in Japanese and Chinese."""
_PAPER_NAME: Final = 12
_HOST: Final = later(r"(?:[^\W_][\w-]*\.){1,3}(?!js\b)[a-zA-Z]{2,}")
"""“Node.js” is a program: no site ends so."""
_SMALL: Final = (
    "of and the de la le les du des d' el los las del di da do dos das e y et en sur am an der den im in upon near"
    " aux lez sous près dei degli della delle dello nel sul es al ad na nad pod bei ob zu zum van von op"
    " aan ten ter ter"
    " область край район"
)
_LABELS: Final = """
    news press release statement statements video audio podcast blog article articles feature story stories opinion
    editorial analysis update updates publication publications report reports interview speech event events
    announcement media advisory notice newsletter category tags comments comment admin
    updated corrected revised time herald times tribune gazette daily journal magazine telegraph post zeitung anzeiger
    actualites actualite communique presse dossier noticias noticia comunicado prensa articulo
    noticias noticia nachrichten nachricht pressemitteilung meldung artikel notizie notizia comunicato stampa
    nieuws persbericht nieuwsbericht новости новость пресс статья видео أخبار خبر بيان فيديو مقال
    新闻 新聞 公告 视频 ニュース お知らせ プレスリリース
"""
_TITLES: Final = """
    day days week month year decade conference meeting meetings session workshop seminar forum summit congress webinar
    symposium festival election elections agreement convention recommendation no number volume issue deadline due
    until since expires closing declaration protocol treaty plan strategy programme program project act law bill policy
    review survey study assembly council committee commission visit launch award prize lecture debate training course
    campaign week journee conference reunion dia conferencia tag konferenz giornata conferenza dag
    день конференция
"""
NOWHERE: Final = frozenset({"online", "virtual", "hybrid", "webinar", "en ligne", "en línea", "em linha", "онлайн"})
"""What stands where places do, for what takes place nowhere."""
VENUES: Final = """
    place|location|where|venue|city|country|dateline|lieu|lugar|ort|luogo|local|plaats|место|المكان|地点|pays
    |país|paese|land|страна|البلد|国|station|lieu d'affectation|lieu de travail|lugar de trabajo
    |lugar de destino|dienstort|arbeitsort|einsatzort|sede di lavoro|local de trabalho|standplaats|wo|où
    |dónde|dove|onde|locatie|veranstaltungsort|tagungsort|endroit|sede|miejsce|plats|sted|místo|paikka
    |место проведения|場所|会場|開催場所|集合場所|集合|會場|地點
"""
"""Words before a colon that say where something is: “Venue: Geneva”."""
_ARTICLES: Final = frozenset(("d'", "l'", "d’", "l’"))
_SMALL_WORDS: Final = frozenset(map(fold, _SMALL.split()))
_LABEL_WORDS: Final = frozenset(map(fold, _LABELS.split()))
_TITLE_WORDS: Final = frozenset(map(fold, _TITLES.split()))


def has_label(text: str) -> bool:
    """Say whether text names a kind of text (“Press release”) or a paper, not the title of one (“Press conference”)."""
    words = _words(text)
    known = names_paper(text) or not _LABEL_WORDS.isdisjoint(words) or is_genre(text)
    return known and _TITLE_WORDS.isdisjoint(words)


def names_paper(text: str) -> bool:
    """Say whether text is the name of a paper, an agency or a station in Japanese or Chinese."""
    return not text.isascii() and len(text) <= _PAPER_NAME and _PAPER.search(text) is not None


def is_host(text: str) -> bool:
    """Say whether text is the name of a site: “harbour.example”."""
    return _HOST.fullmatch(text) is not None


def is_label_alone(text: str) -> bool:
    """Say whether text is the name of a kind of text and nothing else."""
    return set(filter(None, _words(text))) <= _LABEL_WORDS | _SMALL_WORDS


def is_label(text: str) -> bool:
    """Say whether text beside a rule (`|`) is short enough to be a label."""
    return len(text) <= 60 and len(text.split()) <= 8 and _SENTENCE.search(text) is None


def is_place_behind(text: str) -> bool:
    """Say whether text behind a date can be the name of a place."""
    if text.casefold() in NOWHERE:
        return True
    text = _ROOM.sub(r"\g<name>", text) if "," in text else text
    if not text or text[0].islower() or len(text.split()) > 8 or (not text.isascii() and _TOLD.search(text)):
        return False
    # Behind the town may stand a house: “Geneva, ILO headquarters, Room II”.
    town, *others = text.split(",")
    if not all(map(_is_named, town.split())) or any(part.strip()[:1].islower() for part in others):
        return False
    if not text.isascii() and any(map(_is_long, (town, *others))):
        return False
    return _PLACE.fullmatch(text) is not None


def _is_long(text: str) -> bool:
    """Say whether text that has no capitals is longer than a name."""
    if len(_HAN.findall(text)) > _HAN_HOUSE:
        return True
    return _CASELESS.search(text) is not None and len(text.split()) > _NAME_WORDS


def is_place_before(text: str) -> bool:
    """Say whether text before a date can be the name of a place: stricter, for titles end in dates as well."""
    if len(text) > LONGEST_PLACE or not is_place_behind(text) or not _TITLE_WORDS.isdisjoint(_words(text)):
        return False
    if len(_HAN.findall(text)) > _HAN_NAME or _leads_on(text):
        return False
    parts = [part.split() for part in re.split(r"[,/]", text)]
    return len(parts) <= 5 and all(0 < len(part) <= 4 for part in parts)


def _leads_on(text: str) -> bool:
    """Say whether text ends with a small word, which no name does: “SITZUNG VOM 3. MAI”, “SÉANCE DU 3 MAI”."""
    if not text.isascii() and _LEADS.search(text) is not None:
        return True
    _, space, last = text.rpartition(" ")
    return bool(space) and last.isalpha() and fold(last) in _SMALL_WORDS | {"vom"}


def _is_named(word: str) -> bool:
    """Say whether a word is a small one or has a capital, as those of a name do; “d'Ivoire” has."""
    named = word[2:] if word[:2] in _ARTICLES else word
    return not named[:1].islower() or fold(word) in _SMALL_WORDS


def _words(text: str) -> list[str]:
    return re.split(r"[\W_]+", fold(text))

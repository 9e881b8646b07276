"""What of a page leads on or elsewhere and belongs to no story: “Read more”, page numbers, icons, copyrights."""

import re
from functools import lru_cache
from typing import Final

from feedpub.dates.bylines import PICTURE
from feedpub.listings.text.wording.words import BY, is_sentence, key_of, numberless
from feedpub.patterns import later
from feedpub.tongues import are_tongues

_MORE_SIZE: Final = 60
_ICON: Final = (
    r"(?:pdf|print(?:able\sversion)?|e-?mail|email|imprimir|imprimer|drucken|stampa|afdrukken|skriv\sut|udskriv|drukuj"
    r"|tisk|correo(?:\selectrónico|-e)?|(?:envoyer|enviar|send)(?:\s(?:por|par|via|by)\se-?mail)?|recommander|compartir|partager|печать|打印|印刷|طباعة)"
)
"""What stands beside titles to print them or to send them on."""
_PICTURE: Final = later(rf"^{PICTURE}\s(?=[^\W\d_a-z])")
"""The name of a picture before the words beside it: “arrow_forward Read more”."""
_ICONS: Final = later(rf"(?:(?:\s*[|·•/]\s*|\s+){_ICON}){{2,}}\s*$", re.IGNORECASE)
_ICON_ENDS: Final = (
    *("pdf", "print", "version", "mail", "imprimir", "imprimer", "drucken", "stampa", "afdrukken", "ut", "udskriv"),
    *("drukuj", "tisk", "correo", "-e", "electrónico", "envoyer", "enviar", "recommander", "compartir", "partager"),
    *("печать", "打印", "印刷", "طباعة"),
)
_ICON_SIZE: Final = max(map(len, _ICON_ENDS))
FURNITURE: Final = later(
    rf"\W*(?:{_ICON}(?:[\s|·•/]+{_ICON})+"
    r"""|(?:now\s)?(?:read|learn|find\sout|see|view|show|know)\s(?:the\s)?(?:more|full|all|article|on|story|details|(?:press\s|news\s)?release)(?:\s\w+){0,3}
    |(?:newer|older)\s(?:posts|entries)\W+(?:newer|older)\s(?:posts|entries)
    |(?:older|earlier|previous)\s(?:news|posts|entries|years)\W+(?:(?:19|20)\d\d\W*)+
    |[\w-]{1,40}\.(?:jpe?g|gif|png|webp)|(?:featured\s)?image|thumbnail|imagen|imagem|immagine|afbeelding
    |more(?:\s(?:info|information|details|news|\.\.\.))?|continue(?:\sreading(?:\s.*)?)?|full\s(?:story|text|article|release)
    |(?:pdf|excel|word|html?|docx?|xlsx?|zip|mp3)(?:\W*\d[\d.,]*\s?[kmg]b)?|details?|download(?:\s(?:pdf|the\s\w+|(?:full\s)?(?:report|file|document)))?(?:\W*\d[\d.,]*\s?[kmg]b)?|pdf|print(?:\sthis\spage)?|imprimir|imprimer|afdrukken|печать|打印|share(?:\s(?:this|on)\b.*)?|tweet|e-?mail(?:\sthis)?
    |(?:displaying|showing|viewing|items?|results?)\s(?:results?\s|items?\s)?\d[\d.,]*\s?(?:[-–]|to)\s?\d[\d.,]*\s(?:of|from)\s.*
    |(?:go\s)?(?:back|return)\sto\s(?:the\s)?(?:top|list|contents|menu|(?:home|main|front|index|start|previous)(?:\spage)?)|retour(?:\sà\sla\spage.*|\sau\shaut.*)?
    |(?:volver|voltar|torna(?:re)?|zurück)\s(?:a|al|ao|à|alla|zur|zum)\s.*|top(?:\sof\spage)?|next(?:\spage)?|prev(?:ious)?(?:\spage)?|older(?:\s\w+)?|newer(?:\s\w+)?|load\smore|first|last
    |watch(?:\snow|(?:\sthe)?\svideo)?|смотреть(?:\sвидео)?|voir\sla\svidéo|ver\s(?:el\s|o\s)?v[ií]deo|zum\svideo|guarda\sil\svideo|selengkapnya|baca\sselengkapnya|listen|subscribe(?:\s.*)?|click\shere(?:\s.*)?|skip\sto.*|home|search|menu|print\sversion|comments?\s\(?\d+\)?
    |(?:full\sstory\s)?\(?comments?:?\s\(?(?:\d+|none|no)(?:\sposted)?\)?|\d[\d.,]*\s(?:comments?|views?|reads?|shares?|likes?|hits)|leave\sa\s(?:comment|reply)|no\scomments
    |(?:\d[\d.,]*k?\s(?:repl(?:y|ies)|reposts?|retweets?|likes?|views?|quotes?|bookmarks?|shares?|comments?)\W*){2,5}
    |\d+\s(?:commentaires?|comentarios?|comentários?|kommentar(?:e|er)?|comment[io]|reacties?|komentarz[ey]?|комментари(?:й|я|ев))
    |(?:aucun\scommentaire|sin\scomentarios|sem\scomentários|keine\skommentare|nessun\scommento|geen\sreacties|brak\skomentarzy|нет\sкомментариев|комментариев\sнет|暂无评论|لا\sتوجد\sتعليقات)
    |\d+\s?(?:条评论|則留言|件のコメント|تعليق(?:ات|ًا|ا)?|комментари(?:й|я|ев))|(?:评论|留言|コメント)\s?[（(]?\d+
    |(?:share|tweet|print|like|pin(?:\sit)?|e-?mail)(?:[\s|·•/]+(?:share|tweet|print|like|pin(?:\sit)?|e-?mail)){1,4}
    |(?:compartir|compartilhar|partager|partilhar|condividi|teilen|delen|deel|поделиться|分享|udostępnij|شارك)(?:\s(?:en|em|no|na|sur|su|auf|op|в|على))?(?:(?:\W+|\s)(?:facebook|twitter|x|linkedin|whatsapp|telegram|instagram|vk|вконтакте|e-?mail|tweet)){1,5}
    |advertisements?|advertising|werbung|publicité|publicidade?|pubblicità|advertentie|реклама|reklama|reklam|広告|广告|廣告|إعلانات
    |(?:view|see|show|read)\s(?:all\s|the\s)?comments|voir\s(?:tous\s)?les\scommentaires|ver\s(?:(?:todos\s)?los\s|os\s)?coment[aá]rios
    |(?:alle\s)?kommentare\s(?:ansehen|anzeigen|lesen)|(?:leggi|mostra|vedi)\s(?:tutti\s)?i\scommenti|bekijk\s(?:de\s|alle\s)?reacties
    |(?:télécharger|descargar|baixar|scarica(?:re)?|downloaden|pobierz|скачать)(?:\s[^\W\d_]+){1,2}
    |(?:télécharger|descargar|baixar|scarica(?:re)?|download(?:en)?|pobierz|скачать)(?:\s[\w’']+){1,5}\s\((?:pdf|docx?)\)
    |(?:télécharger|descargar|baixar|scarica(?:re)?|download(?:en)?|pobierz|скачать)(?:\s[\w’']+){1,5}\W+(?:(?:pdf|docx?|zip)\W+)?\d[\d.,]*\s?(?:[kmg][bo]|[км]б)
    |add\s(?:a\s|new\s)?comment|log\s?in(?:\sor\sregister)?\sto\spost\scomments|\d+\sattachments?
    |lire(?:\sla)?(?:\s(?:suite|plus|l['’]article))|en\ssavoir\splus|suite|plus\sd['’]infos|voir\splus|télécharger|suivant|précédent
    |leer\s(?:más|mas)|ver\s(?:más|mas)|más(?:\sinformación)?|seguir\sleyendo|siguiente|anterior|leia\s(?:mais)?|saiba\smais|ler\smais|mais
    |weiterlesen|mehr(?:\s(?:lesen|erfahren|dazu|infos))?|weiter|zurück|drucken|nach\soben|zum\sartikel|lees\s(?:meer|verder|(?:de|het)\s(?:hele\s|volledige\s)?(?:bijlage|artikel|bericht|persbericht|brief|rapport|document))|meer\s(?:lezen|info)
    |lesen\ssie\s(?:hier|mehr|weiter)(?:\s.*)?|hier\slesen\ssie(?:\s.*)?|zur\s(?:presse|medien)(?:mitteilung|information)
    |lire\sle\scommuniqué(?:\s\w+){0,2}|(?:leer|ver)\s(?:la\s|el\s)?(?:nota|noticia|comunicado|artículo)(?:\s\w+){0,2}
    |le(?:r|ia)\s(?:a\s|o\s)?(?:nota|notícia|matéria|artigo|íntegra)(?:\s\w+){0,2}
    |leggi\s(?:tutto|di\spiù)|continua(?:\sa\sleggere)?|scopri\sdi\spiù|подробнее|читать\s(?:далее|дальше|полностью)|далее|ещё
    |czytaj\s(?:więcej|dalej|całość)|więcej|zobacz\s(?:więcej|całość)|läs\s(?:mer|vidare)|läs\shela\s\w+|mer|læs\smere|mere|les\s(?:mer|mere)
    |lue\slisää|opširnije|saznaj(?:te)?\sviše|(?:pročitaj(?:te)?|čitaj)\s(?:više|dalje)|prebereti?\sveč|več|više|syndicate\scontent
    |divulgar\sconteúdo|julkaise\ssyötteitä|syndikovat\sobsah|distribuir\scontenido|syndiquer\sle\scontenu|inhalt\sabgleichen
    |číst\s(?:více|dál|dále)|více|čítať\sviac|viac|citește\s(?:mai\smult|tot)|olvass\stovább|tovább|devamını\soku|devamı
    |(?:(?:[اأإ]قرأ|قراءة|لمعرفة|لقراءة|عرض|شاهد|مشاهدة)\s)?المزيد|全文を読む|阅读更多|阅读全文|查看更多|更多|详细|続きを読む|もっと見る|詳しくはこちら|詳細)\W*""",
    re.VERBOSE,
)
"""For small letters: without IGNORECASE a letter tells at once that a branch does not begin here."""
MORE_ABOUT: Final = later(
    r"\W*(?:(?:read|learn|find\sout)\smore(?:\sabout\s|\son\s|:\s)"
    r"|(?:lire\sla\ssuite|leer\smás|(?:leia|ler|saiba)\smais|weiterlesen|mehr\slesen|leggi\stutto|lees\s(?:meer|verder)"
    r"|läs\smer|læs\smere|les\smer|czytaj\s(?:więcej|dalej)|číst\s(?:více|dál)|подробнее|читать\s(?:далее|дальше))\s?:\s"
    r"|(?:(?:läs\smer|læs\smere|les\smer)\som|lees\smeer\sover|(?:mehr|weiterlesen)\süber|(?:leia|saiba)\smais\ssobre"
    r"|leer\smás\ssobre|(?:en\ssavoir\splus\ssur|lire\sla\ssuite\sde)|leggi\stutto\ssu)\s"
    r"|tagged\swith\s(?:[^.:;!?]|\.(?=\w))+$)",
    re.IGNORECASE,
)
"""Or words for the subjects of a text, without a comma or a colon: “Tagged with sea sun”."""
_MORE_ABOUT_SIZE: Final = 160
FURNITURE_SIZE: Final = 60
"""What leads to a story by what it says is longer; all other furniture is not, in characters."""
_MORE: Final = later(
    r"""\s*(?:[\[(<]\s*)?(?:(?:»|›|→|>{1,2}|-->?|[-–—|])\s*)?(?:(?:read|see|show|view)\s(?:the\s)?full\s\w+|read\s(?:more|on)|continue\sreading|full\sstory|learn\smore|lire\s(?:la\ssuite|plus)
    |en\ssavoir\splus|leer\smás|weiterlesen|mehr\slesen|leia\smais|saiba\smais|leggi\stutto|lees\s(?:meer|verder)|подробнее|читать\s(?:далее|дальше|полностью)|続きを読む|阅读全文|详细|详情|查看详情|(?:baca\s)?selengkapnya
    |(?:[اأإ]قرأ|قراءة|لمعرفة|لقراءة)\sالمزيد|阅读更多|查看更多|了解更多|もっと見る|詳しくはこちら|全文を読む|続きはこちら|자세히\s보기|devamını\soku
    |seguir\sleyendo|ver\smás|ler\smais|mehr\serfahren|meer\slezen|continua\sa\sleggere|leggi\sdi\spiù
    |czytaj\s(?:więcej|dalej)|läs\smer|læs\smere|les\smer|číst\s(?:více|dále?)|lue\slisää
    |(?<=[.!?…”"»›>(\[])\s*(?:more|mehr|weiter|más|mais|suite|meer|altro|continua|далее))
    \s*(?:[»›→>\])]|\.{2,3}|…)*\s*$""",
    re.IGNORECASE | re.VERBOSE,
)
_MORE_ENDS: Final = (
    *(
        "more",
        " on",
        "reading",
        "story",
        "suite",
        "plus",
        "más",
        "lesen",
        "mais",
        "tutto",
        "meer",
        "verder",
        "mehr",
        "weiter",
    ),
    *("المزيد", "更多", "見る", "こちら", "読む", "보기", "oku", "leyendo", "erfahren", "lezen", "leggere", "di più"),
    *("więcej", "dalej", "mer", "mere", "více", "dál", "dále", "lisää"),
    *(
        "altro",
        "continua",
        "подробнее",
        "далее",
        "дальше",
        "полностью",
        "続きを読む",
        "阅读全文",
        "详细",
        "详情",
        "selengkapnya",
        "»",
        "›",
        "→",
        ">",
        ")",
        "]",
        "…",
        "..",
    ),
)
"""How `_MORE` ends, “read the full …” apart."""
_SIZES: Final = later(r"[-+–]?[aAtT][-+–]?(?:(?:\s+[|/]?\s*|[|/]|(?<=[-+–]))[-+–]?[aAtT][-+–]?){1,2}")
"""What makes letters larger and smaller: “A+ A-”, “A A A”."""
_TAGS: Final = later(r"#[^\W_]\w*(?:[\s,]+#[^\W_]\w*)*")
_WORDS: Final = frozenset({"older", "newer", "first", "last", "next", "previous", "home", "search", "top", "menu"})
PAGES: Final = frozenset(
    {"next", "last", "previous", "prev", "first", "page", "pages", "…", "...", "|", "·", "•", *">»›<‹«", ">>", "<<"}
)
_COPYRIGHT: Final = later(
    r"(?:©|copyright|\(c\))\W*(?:©|\(c\))?\W*(?:19|20)\d\d\b|all rights reserved|alle rechte vorbehalten"
    r"|tous droits réservés|todos los derechos",
    re.IGNORECASE,
)
_OWNED: Final = ("right", "(c)", "rechte", "derechos")
"""Of which one stands in each such line in English letters, and in nearly no other."""
_USER: Final = later(rf"{BY}\s*[^\W\d_][^|.!?:;]{{1,40}}")
_NOT_PLAINLY: Final = (*_ICON_ENDS, *_MORE_ENDS, " ", "..")
_ENDS_BY_SIGN: Final = {end[-1]: tuple(one for one in _NOT_PLAINLY if one[-1] == end[-1]) for end in _NOT_PLAINLY}
_COUNT: Final = later(r"[^\W\d_]\s?:\s?\d[\d.,]*$")


def is_repeated(text: str, furniture: frozenset[str]) -> bool:
    """Say whether a line is one that entries repeat, or begins as one; “Berlin: The minister said no.” is a text."""
    if not furniture:
        return False
    if text in furniture or numberless(text) in furniture:
        return True
    return key_of(text) in furniture and not is_sentence(without_more(text))


def counts_readers(text: str) -> bool:
    """Say whether a line ends in a count: “More » Views: 1370”."""
    return text[-1:].isdigit() and len(text) <= _MORE_SIZE and _COUNT.search(text) is not None


def is_furniture(text: str) -> bool:
    """Say whether a line belongs to the page, not to a story: “Read more”, page numbers."""
    return len(text) <= _MORE_ABOUT_SIZE and _is_furniture(text)


@lru_cache(maxsize=2048)  # every layout of a page that is tried asks it of the same lines
def _is_furniture(text: str) -> bool:
    text = _PICTURE.sub("", text) if "_" in text else text
    return MORE_ABOUT.match(text) is not None or (
        len(text) <= FURNITURE_SIZE
        and (
            not any(map(str.isalnum, text))
            or FURNITURE.fullmatch(text.lower()) is not None
            or _SIZES.fullmatch(text) is not None
            or ("|" in text and _is_row(text))
            or _is_pages(text)
            or are_tongues(text)
        )
    )


def are_tags(text: str) -> bool:
    """Say whether a line is a row of tags: “#Boats #Nets”."""
    return text[:1] == "#" and _TAGS.fullmatch(text) is not None


def without_icons(text: str) -> str:
    """Leave out what stands behind a title to print it or to send it on: “Title PDF Print E-mail”."""
    if not text.rstrip()[-_ICON_SIZE:].lower().endswith(_ICON_ENDS) or is_furniture(text):
        return text
    return _ICONS.sub("", text)


def is_lone_word(text: str) -> bool:
    """Say whether a line is a word that leads to other pages and can be a title as well: “Older”, “Home”."""
    return text.casefold() in _WORDS


def _is_row(text: str) -> bool:
    """Say whether rules part ways to a story or its comments, and who wrote it: “by jdoe | Read more | 2 comments”."""
    parts = [part.strip() for part in text.lower().split("|")]
    led = sum(FURNITURE.fullmatch(part) is not None for part in parts)
    return led > 0 and led + sum(_USER.fullmatch(part) is not None for part in parts) == len(parts)


def _is_pages(text: str) -> bool:
    """Say whether a line leads to other pages: “1 2 3 … next »”."""
    words = text.casefold().split()
    if len(words) < 3 or not (words[0].isdigit() or words[0] in PAGES):
        return False
    return sum(map(str.isdigit, words)) > 1 and all(
        w.isdigit() or w in PAGES or not any(map(str.isalnum, w)) for w in words
    )


def is_copyright(text: str) -> bool:
    """Say whether a line is the legal foot of a page."""
    if len(text) > 200 or (text.isascii() and not any(map(text.lower().count, _OWNED))):
        return False
    return _COPYRIGHT.search(text[:120]) is not None


def without_more(text: str) -> str:
    """Leave out “Read more” at the end of a summary."""
    if text[-1:] == "." != text[-2:-1]:
        return text.strip()  # nearly all
    cut = max(0, len(text) - _MORE_SIZE)
    end = text[cut:].lower()
    if not end.endswith(_MORE_ENDS) and "full" not in end:
        return text.strip()
    return (text[:cut] + _MORE.sub("", text[cut:])).strip()


def ends_plainly(small: str) -> bool:
    """Say of most texts in English letters, given as small ones, that `without_icons` and `without_more` leave them."""
    return not small.endswith(_ENDS_BY_SIGN.get(small[-1:], ())) and small.find("full", -_MORE_SIZE) < 0

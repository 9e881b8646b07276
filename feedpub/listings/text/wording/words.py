"""What lines of listings look like, whatever they say: credits, labels, authors, sentences."""

import re
from functools import lru_cache
from typing import Final

from feedpub.listings.naming import LABELS
from feedpub.listings.text.wording.photographers import names_agency, names_photographer

_KEY: Final = re.compile(
    r"(?P<word>[^\W\d_][\w/’'-]*(?:\(\w{1,2}\)|[.°]|\.[º°])?(?:\s[\w/’'-]+(?:\(\w{1,2}\)|[.°]|\.[º°])?){0,3}?)\s?(?::(?=\s)|：)"
)
"""“Source(s):”, “Vacancy no.:” among them."""
_FORM: Final = re.compile(r"\(\w{1,2}\)|[.°º]+$")
"""What a label may have behind its word: “source(s)”."""
CREDIT: Final = re.compile(
    r"(?:[©ⓒ]|\(c\)\s|[(\[]?(?:photo|image|picture|foto|bild|photos|crédit|credit|crédito|fotograf\w*|zdjęcie|фото|写真"
    r"|fotoğraf|bildquelle|[图圖](?:片来源|片來源|源)|[摄攝撮]影|تصوير)"
    r"(?:\s(?:credit|credits|by|courtesy|crédit))?\s?(?:[:：©]|by\s|courtesy\s)|fot\.\s|un photo\b"
    r"|(?-i:(?:Foto|Photo|Fotografia) (?:di|de|da|von|van|av|af) (?:[^\W\d_a-zß-ÿ][\w'’./-]*(?: |$)){2,4}$))",
    re.IGNORECASE,
)
_CAPTION: Final = re.compile(
    r"[(\[](?:photo|image|picture|foto|bild|crédit|credit|crédito|фото)s?"
    r"(?:\scredit\b[^()\[\]]{2,60}|\s?[:：©][^()\[\]]{2,60}|\s(?:by|par|por|von|di|av|af)\s[^()\[\]]{2,60})[)\]]$"
    r"|(?:[.!?…]|\s[|/–])\s*(?:photo|image|picture|foto|bild|crédit|credit|crédito|фото)s?\s?:[^.:|]{2,60}$",
    re.IGNORECASE,
)
"""Behind what a picture shows stands who took it: “Boats in the ice. (Photo by Jane Doe)”."""
_BRACKETED: Final = re.compile(r"\s[(\[](?P<words>[^()\[\]]{3,60})[)\]]$")
"""“Boats in the ice. (HBA/Jane Doe)”."""
_OWNED: Final = re.compile(r"[^©]{3,160}[^\W_][.,]? ?[/|–—-]? ?©\s?(?!\d)[^\W\d_][^©.!?:]{1,40}")
"""“Boats in the ice. © Harbour/Doe”; behind the sign of a page stands its year."""
_LONG_FOOT: Final = 160
FILED: Final = re.compile(
    r"""(?:posted\s(?:in|under)|filed\s(?:in|under)|cat[eé]gor(?:y|ies?|ia|ía)s?|kategorien?|publicado\sen|publicado\sem|publié\sdans
    |classé\sdans|veröffentlicht\s(?:in|unter)|abgelegt\sunter|pubblicato\sin|geplaatst\sin|registrado\sem)
    \s?:?\s(?P<category>[^\W\d_][^|·•\d]{1,60}?)\s*
    (?:[|·•].*|,?\s(?:and\s)?tagged\b.*|(?:(?:no|\d+)\s)?comments?(?:\s(?:off|closed)\b.*)?|commentaires?\sfermés
    |kommentare\s(?:deaktiviert|geschlossen)|comentarios\s(?:desactivados|cerrados)|commenti\s(?:disabilitati|chiusi)
    |comentários\s(?:desativados|fechados|encerrados)|reacties\s(?:uitgeschakeld|gesloten))?""",
    re.IGNORECASE | re.VERBOSE,
)
_BARE: Final = re.compile(r"[ck]at\w+\s(?!:)", re.IGNORECASE)
_CATEGORY: Final = 2
"""So many words has a category with no sign around it, at most."""
_WROTE: Final = (
    "(?:written|posted|published|escrito|publicad[oa]|postado|geschrieben|verfasst|eingestellt|gepostet|veröffentlicht"
    "|écrit|publié|scritto|pubblicato|postato|inserito|geschreven|gepost|geplaatst|upplagd|inlagd|lagt inn|indsendt"
    r"|diposting|diposkan)\s(?:by|par|por|von|da|door|av|af|oleh)"
)
BY: Final = rf"(?:{_WROTE}|by|by:|par|por|von|di|a cura di|door|oleh|автор:?|بقلم)\s"
_POINT: Final = r"(?<=\b(?-i:[^\W\d_a-zß-ÿ]))\.|(?<=\b(?:Dr|Mr|Ms))\.|(?<=\bProf)\."
"""A point within a name: “J. Doe”, “Dr. Doe”."""
_BY: Final = re.compile(rf"{BY}\s*(?=[^\W\d_])(?P<name>(?:[^.!?:;]|{_POINT}){{3,60}})", re.IGNORECASE)
_HAN_BY: Final = re.compile(
    r"(?:文|撰文|作者|[记記]者|執筆|投稿者)\s?[/／:：]\s?(?P<name>[^\W\d_]{2,8}(?:[ ・·][^\W\d_]{1,8})?)"
)
_SENT: Final = (
    r"(?:(?:added|submitted|uploaded)\sby|enviado\spor|ditulis\soleh|(?:skrevet|opslået|oprettet|skrivet)\sa[vf]"
    r"|(?:posté|rédigé|ajouté)\spar)"
)
"""Above or below a text it says who wrote it where a time follows."""
_STAMPED: Final = re.compile(
    rf"(?:{_WROTE}|{_SENT})\s(?P<name>[^\W\d_][^.!?:;|]{{1,40}}?)"
    r"\s(?:at|em|en|às|à|a las|a|um|alle|alle ore|ore|op|om|kl\.?|pukul|@|-)\s"
    r"(?:[01]?\d|2[0-3])[:.h][0-5]\d(?:\s?[ap]\.?m\.?|\suhr|\suur)?"
    r"(?:\s\(?(?-i:[A-Z]{2,5})\)?)?"
    r"(?:\s(?:[|·•]\s)?(?:\d+|[^\W\d_]+(?:\s[^\W\d_]+)?)\s(?:comm?ent|kommentar|komentar|reactie|opmerking)\w*:?)?"
    r"(?:\s(?:[|·•]\s)?(?:links?|enlaces|liens)(?:\s[^\W\d_]+){3})?",
    re.IGNORECASE,
)
"""Who posted a text, at which time, how many have answered: “Posted by Jane Doe at 9:05 AM EDT | 3 comments”."""
CUT: Final = ("…", "...", "[…]", "[...]", "(…)", "(...)")
"""How a text ends that a listing cuts short."""
_NUMBERS: Final = re.compile(r"\d[\d.,]*")
_ENDS: Final = frozenset(".!?…。！？؟۔।")
_CLOSING: Final = "\"'”’»)]*_」』"
_SENTENCES: Final = re.compile(r"[^\W\d_]{3}[.!?]\s+[“\"«¿¡]?[^\W\d_a-z]|[。！？]\s*[^\W_]")
"""The end of a sentence within a text, and the capital of the next one."""


def key_of(text: str) -> str:
    """Return the few words before a colon at the beginning of a line, with it; "" if there are none."""
    text = text[:40]
    match = _KEY.match(text) if ":" in text or "：" in text else None
    return match["word"].casefold() + ":" if match else ""


def numberless(text: str) -> str:
    """Return a text with all its numbers alike: entries repeat “Read: 1370” with other ones."""
    return _NUMBERS.sub("0", text)


def label_of(word: str, count: int) -> str:
    """Return the label that words before a colon are; ones of several words must recur on the page.

    >>> label_of("content type", 4)
    'type'
    >>> label_of("source(s)", 4)
    'source'
    """
    if word in LABELS:
        return word
    if (plain := _FORM.sub("", word)) in LABELS:
        return plain
    words = plain.split()
    if count < 2 or not 1 < len(words) <= 3:
        return ""
    if LABELS.get(words[-1]) == "place":
        return words[-1]
    return next((one for one in (words[-1], words[0]) if LABELS.get(one) in {"date", "kicker", "title"}), "")


def is_credit(text: str) -> bool:
    """Say whether a line names who took a picture."""
    return len(text) <= 160 and _is_credit(text)


@lru_cache(maxsize=2048)  # every layout of a page that is tried asks it of the same lines
def _is_credit(text: str) -> bool:
    return CREDIT.match(text) is not None or names_photographer(text)


def is_caption(text: str) -> bool:
    """Say whether a line ends in who took a picture, in brackets or behind a stop; a text may, a title does not."""
    if text.endswith((")", "]")) and (end := _BRACKETED.search(text)):
        told = text[: end.start()].endswith((".", "…"))
        if names_photographer(end["words"]) or (told and names_agency(end["words"])):
            return True
    if text.endswith((")", "]")) or ":" in text:
        return _CAPTION.search(text) is not None
    return "©" in text and _OWNED.fullmatch(text) is not None


def author_of(text: str) -> str:
    """Return the name in “By Jane Doe”, "" for anything else."""
    if not text.isascii() and (written := _HAN_BY.fullmatch(text)) is not None:
        return written["name"]
    match = _BY.fullmatch(text) if len(text) <= 70 else None
    if match is None or match["name"][0].islower() or len(match["name"].split()) > 6:
        return stamped_by(text)
    return match["name"]


def stamped_by(text: str) -> str:
    """Return the name in “Posted by Jane Doe at 9:05 AM 3 comments”, "" for anything else."""
    match = _STAMPED.fullmatch(text) if len(text) <= _LONG_FOOT and any(map(str.isdigit, text)) else None
    return match["name"] if match and text[0].isupper() and match["name"][0].isupper() else ""


def filed_under(text: str) -> str:
    """Return the category in “Posted in Travel | Tagged sea, sun | 3 Comments”, "" for anything else."""
    match = FILED.fullmatch(text) if len(text) <= _LONG_FOOT and text[:1].isupper() else None
    if match is None or is_sentence(text):
        return ""
    category = match["category"].strip()
    runs_on = _BARE.match(text) is not None and text.endswith(category) and len(category.split()) > _CATEGORY
    return "" if runs_on else category  # “Category winners get their prizes” is a title


def is_sentence(text: str) -> bool:
    """Say whether a line ends like a sentence."""
    end = text[-1:]
    return end in _ENDS or (end in _CLOSING and text.rstrip(_CLOSING).rstrip()[-1:] in _ENDS)


def is_short(text: str) -> bool:
    """Say whether a line is short and ends unlike a sentence, as kickers and headings do."""
    return 0 < len(text) <= 60 and not is_sentence(text)


def are_sentences(text: str) -> bool:
    """Say whether a line holds more than one sentence."""
    return _SENTENCES.search(text) is not None


def is_dense(text: str) -> bool:
    """Say whether a line is written without spaces, two letters to a word."""
    return not text.isascii() and sum("\u3040" <= char <= "\u9fff" for char in text) * 2 > len(text)


def count_words(text: str) -> float:
    """Count words; where they are written without spaces, two letters are one."""
    return len(text) / 2 if is_dense(text) else len(text.split())

"""What stands around the date of a line that is a date all the same: “This content was published on May 3, 2019”."""

import re
from collections.abc import Callable
from typing import Final

from feedpub.dates import UNDECLARED, find_dates, is_known_place, parse_dateline
from feedpub.dates.bylines import PICTURE
from feedpub.genres import is_genre
from feedpub.patterns import later

READING: Final = later(
    rf"(?:{PICTURE}\W*)?"
    r"(?:(?:reading\stime|read\stime|time\sto\sread|temps\sde\slecture|lesezeit|lesedauer|tiempo\sde\slectura|tempo\sde\sleitura"
    r"|tempo\sdi\slettura|leestijd|lästid|lesetid|læsetid|czas\sczytania|время\sчтения)\W*\d{1,3}\W*(?:min|мин)[^\W\d_]*\W*"
    r"|\d{1,3}\W*(?:min|мин)[^\W\d_]*\W+(?:read|de\slecture|lesezeit|de\slectura|de\sleitura|di\slettura|leestijd|lästid"
    r"|lesetid|czytania|чтения)\W*|\d{1,3}\s?分で読めます)",
    re.IGNORECASE,
)
"""How long a text takes to read, behind the name of a picture of a clock: “access_time 3 min read”."""
_UNDER: Final = later(
    r"\s[–—|-]\s(?:filed\sunder|abgelegt\sunter|classé\ssous|archivado\sen):\s[^\d:]+$", re.IGNORECASE
)
"""The categories of a text behind its byline: “published May 3, 2020 — filed under: Boats, Nets”."""
_GENRE: Final = later(
    r"(?P<genre>[^\W\d_][^\d:|,]{2,38}?)\s(?:vom|of|from|du|del|de|di|do|da|van|från|fra|от)\s(?=\d|[^\W\d_]+\s\d)",
    re.IGNORECASE,
)
"""What a text is, before its day: “Pressemitteilung vom 3. Mai 2021”, “Nota de prensa del 3 de mayo de 2021”."""
_CONTENT: Final = later(
    r"^(?:this|the)\s(?:content|article|story|post|item|text|entry|report|release|page)\s(?:was|has\sbeen)\s(?:first\s)?"
    r"(?=(?:published|posted|released|issued)\s(?:on\s)?\S{1,12}\s?\d)",
    re.IGNORECASE,
)
"""A sentence around a date: “This content was published on April 7, 2019”."""
_BRACKETS: Final = later(r"^\[\s+(?P<label>[^\[\]\d]{2,40}?)\s+\](?=\s)")
"""A label in brackets with space within: “[ News ] Posted on 3 May 2020”."""
_AGE: Final = later(r"(?<=\d)\s*[(\[]\s*(?P<age>[^()\[\]]{3,40}?)\s*[)\]]$")
"""What stands in brackets behind a date, how long ago that is: “3 May 2020 (6 years ago)”."""
_COUNTS: Final = later(r"(?<=\d:[0-5]\d)\s?[–—|·•]?(?:\s\d{1,4}){1,4}$")
"""How many answers a text has, behind its time: beside icons that a copy lost, “3 May 2020 at 10:00 — 2 5”."""
_ZONED: Final = later(
    r"(?<=:\d\d)\s*\([^()\d]{2,40}(?:UTC|GMT)\s?(?P<offset>[+-]\d\d:\d\d)\)(?:\s*[#|])*$", re.IGNORECASE
)
"""The name of a zone in brackets behind a time, and a sign that leads on: “10:05 (Baltic Time, UTC+02:00) #”."""
_WITHIN: Final = later(
    r"(?P<day>[^,|]{0,12},?[^,|]{0,16}(?:19|20)\d\d)\s(?:in|under|en|em|dans|unter)\s(?P<category>[^\W\d_a-zß-ÿ][^|:;.!?\d]{1,40})"
)
_CATEGORY: Final = 4
"""So many words has a category that only “in” leads to, at most."""
_PLACED: Final = later(r"(?P<day>[^,|]{0,24}(?:19|20)\d\d)\s(?P<place>[^\W\d_][^\d|:;!?]{1,40})")
_LED_BEHIND: Final = later(r"(?P<label>[^\W\d_][^|·•\d]{1,40}?)\s?[|·•]\s?(?P<rest>[^\W\d_][^|·•]*\d[^|·•]*)")
_ON: Final = later(r"(?:On|Am|Op|Em|Den|Dne|Dnia|W\sdniu|No\sdia)\s(?=(?:[^\W\d_]{2,14}(?:,|-feira,?)?\s)?\d)")
"""What leads in to the day of an event that stands alone on its line: “On Friday, 3 May 2019”."""
_ON_PAGE: Final = later(r"(?<=(?:19|20)\d\d),?\s(?:S\.|Seite|p\.|pp\.|page|pág\.|pag\.|str\.|с\.|стр\.)\s?\d{1,3}$")
"""On which page of a paper a text stands: “Harbour Post, 3 May 2020, p. 4”."""
_NOON: Final = later(r"\b(?:12(?::00)?\s)?(?:noon|midday)$", re.IGNORECASE)
"""The time of a day that has no number: “3 May 2019, noon”."""
ARCHIVE: Final = later(
    r"(?:(?:daily\s)?archives?|archives\s(?:quotidiennes|journalières|du\sjour)|tagesarchive?|archivos?\s(?:diarios?|del\sdía)"
    r"|arquivos?\s(?:diários?|do\sdia)|archivi\sgiornalieri|archivio\sdel\sgiorno|dagarchief|dagelijkse\sarchieven"
    r"|dagsarkiv|архивы?\s(?:за\sдень|дня)|архив)(?:\s?:|\sfor(?:\sthe\sday)?|\sfür\sden)\s(?=\d|\S{1,12}\s?\d)",
    re.IGNORECASE,
)
"""What heads all texts of one day before that day: “Daily Archives: 3 May 2019”."""
_DAILY: Final = later(
    r"(?P<day>(?:19|20)\d\d[-/.年]\d\d?[-/.月]\d\d?日?)\s?(?:から1日間)?の(?:記事|エントリー?)(?:一覧)?"
)
"""Or behind it: “2019-05-03から1日間の記事一覧”."""
_PAPERS: Final = frozenset({"presse", "nota", "note", "news", "aktuelles"})
_ENTRIES: Final = frozenset(
    {
        *("meldung", "nachricht", "artikel", "beitrag", "eintrag", "article", "post", "entry", "news item"),
        *("noticia", "notícia", "notizia", "nieuwsbericht", "bericht", "новость", "запись", "wiadomość"),
    }
)
"""Words that say of an entry no more than that it is one: “Meldung vom 3. Mai 2021”."""
_REFERENCE: Final = later(r"\s[(\[](?:[^\W\d_][\w./-]*\s?\d[\w./-]*|\d{1,4}[/-]\d{1,4})[)\]]$")
_KIND_NUMBERED: Final = later(
    r"(?<=\S)\s(?:[–—|-]\s)?\([^\W\d_][^()\d:]{2,40}?\s(?:no\.?|nr\.?|n[°º]\.?|№)\s?\d[\d\s./–-]*\)$", re.IGNORECASE
)
"""Or what it is and its number: “3 May 2020 (Press release No 2020 – 92)”."""
_NUMBERED: Final = later(r"(?=\S*\d)[^\W\d_]{2,}[/-][\w/.-]*\s*[|·•]\s+(?=[^\W\d_])")


def heads_archive(text: str) -> bool:
    """Say whether a line with a day heads all texts of that day: “Daily Archives: 3 May 2019”."""
    return ARCHIVE.match(text) is not None or _DAILY.fullmatch(text) is not None


def _without_sentence(words: str) -> str:
    """Leave out how a sentence about what was published leads in to its day."""
    return _CONTENT.sub("", words, count=1)


def _without_archive(words: str) -> str:
    """Leave out what heads all texts of one day."""
    if words[-1:] in "覧事ー" and (daily := _DAILY.fullmatch(words)) is not None:
        return daily["day"]
    return ARCHIVE.sub("", words, count=1) if ARCHIVE.match(words) else words


def _without_page(words: str) -> str:
    """Leave out on which page of a paper a text stands."""
    return _ON_PAGE.sub("", words, count=1) if words[-1:].isdigit() else words


def _with_noon(words: str) -> str:
    """Put the hour for noon."""
    return _NOON.sub("12:00", words, count=1) if words[-1:] in "nNyY" else words


def _without_on(words: str) -> str:
    """Leave out what leads in to a day alone on its line."""
    return _ON.sub("", words, count=1) if words[:1].isupper() and _ON.match(words) else words


def _with_genre(words: str) -> str:
    """Put a rule between what a text is and its day; that it is an entry need not be said."""
    match = _GENRE.match(words)
    if match is None or not (match["genre"].casefold() in _PAPERS | _ENTRIES or is_genre(match["genre"])):
        return words
    day = words[match.end() :]
    return day if match["genre"].casefold() in _ENTRIES else f"{match['genre']} | {day}"


def _without_categories(words: str) -> str:
    """Leave out the categories of a text behind its byline."""
    filed = _UNDER.search(words)
    return words if filed is None else words[: filed.start()]


def _with_label(words: str) -> str:
    """Leave out the space within the brackets of a label."""
    return _BRACKETS.sub(r"[\g<label>]", words, count=1)


def _without_age(words: str) -> str:
    """Leave out how long ago a date is."""
    aged = _AGE.search(words) if words.endswith((")", "]")) else None
    read = parse_dateline(aged["age"]) if aged is not None else None
    return words if aged is None or read is None or not read.relative else words[: aged.start()]


def _without_counts(words: str) -> str:
    """Leave out how many answers a text has."""
    return _COUNTS.sub("", words, count=1)


def _with_offset(words: str) -> str:
    """Leave of the zone in brackets behind a time how far it is off."""
    return _ZONED.sub(r" \g<offset>", words, count=1) if words.endswith((")", "#", "|")) else words


def without_reference(words: str) -> str:
    """Leave out the number of a text beside its date: “3 May 2020 (IP 12/345)”, “SEA/PR/12 | Geneva, 3 May 2020”."""
    if _NUMBERED.match(words):
        return _NUMBERED.sub("", words, count=1)
    reference = _REFERENCE.search(words) or _KIND_NUMBERED.search(words) if words.endswith((")", "]")) else None
    return words if reference is None else words[: reference.start()]


def _without_reading_time(words: str) -> str:
    """Put a rule for how long it takes to read a text, before its category: “3 May 2020 2 min read Sea”."""
    read = READING.search(words) if "min" in words.lower() or "мин" in words or "分" in words else None
    if read is None or not words[: read.start()].strip():
        return words
    return " | ".join(filter(None, (side.strip(" _|·•,–—-") for side in (words[: read.start()], words[read.end() :]))))


def _with_dots(words: str) -> str:
    """Put the usual dot for the other ones that part a day from its category: “3 May 2020 ∙ Sea”."""
    return words if words.isascii() else words.replace(" ∙ ", " · ").replace(" ⋅ ", " · ").replace(" ‧ ", " · ")


def _with_category(words: str) -> str:
    """Put a rule for what leads from a day to its category: “3 May 2020 in Sea”; a comma where that is a place."""
    filed = _WITHIN.fullmatch(words)
    if filed is None or len(filed["category"].split()) > _CATEGORY:
        return words
    return f"{filed['day']}{', ' if is_known_place(filed['category']) else ' | '}{filed['category']}"


def _with_place(words: str) -> str:
    """Put a comma between a day and the known place behind it: “3 May 2020 London, UK”."""
    placed = _PLACED.fullmatch(words)
    return words if placed is None or not is_known_place(placed["place"]) else f"{placed['day']}, {placed['place']}"


def _without_lead_behind(words: str) -> str:
    """Leave out what leads in to the day behind a label: “Nature | Published: 3 May 2020”."""
    led = _LED_BEHIND.fullmatch(words) if "|" in words or "·" in words or "•" in words else None
    found = find_dates(led["rest"], UNDECLARED) if led is not None else ()
    if led is None or len(found) != 1 or not found[0].start or parse_dateline(led["rest"]) is None:
        return words
    return f"{led['label']} | {led['rest'][found[0].start :]}"


PHRASES: Final[tuple[Callable[[str], str], ...]] = (
    _without_sentence,
    _without_on,
    _without_archive,
    _with_noon,
    _without_page,
    _with_genre,
    _without_categories,
    _with_label,
    _without_age,
    _without_counts,
    _with_offset,
    without_reference,
    _without_reading_time,
    _with_dots,
    _with_category,
    _with_place,
    _without_lead_behind,
)
"""Each leaves out what hides a date, or puts a rule between; a line without that stays as it is."""

"""Languages as pages name them where a story can be read in others: “Français”, “English | Deutsch”, “EN, FR”."""

import re
from typing import Final

_ENDONYMS: Final = """
    english français francais french español espanol spanish castellano deutsch german italiano italian português
    portugues portuguese nederlands dutch svenska swedish dansk danish norsk norwegian suomi finnish íslenska polski
    polish čeština czech slovenčina slovak slovenščina slovenian magyar hungarian română romanian български bulgarian
    ελληνικά greek hrvatski croatian srpski serbian српски bosanski shqip македонски русский russian українська
    ukrainian беларуская eesti estonian latviešu latvian lietuvių lithuanian malti maltese gaeilge irish català
    catalan euskara galego cymraeg welsh türkçe turkish العربية عربي arabic فارسی persian farsi دری pashto پښتو urdu
    اردو עברית hebrew हिन्दी हिंदी hindi বাংলা bengali nepali नेपाली தமிழ் ไทย thai vietnamese malay
    中文 简体中文 繁體中文 繁体中文 简体 繁體 繁体 汉语 漢語 chinese 日本語 japanese 한국어 korean
    kiswahili swahili монгол қазақша ქართული հայերեն azərbaycan oʻzbekcha o'zbekcha kurdî كوردی کوردی
    somali አማርኛ amharic
"""
_ALL_TAGS: Final = """
    en fr es de it pt nl sv da fi pl cs sk sl hu ro bg el hr sr bs sq mk ru uk be et lv lt mt eu gl tr ar fa he hi zh
    ja ko id ms vi th ka hy az kk uz mn
"""
NAMES: Final = frozenset({*_ENDONYMS.split(), "tiếng việt", "bahasa indonesia", "bahasa melayu", "kreyòl ayisyen"})
TAGS: Final = frozenset(_ALL_TAGS.split())
_PARTS: Final = re.compile(r"\s*[|/·•,;+–-]\s*|\s+")
LEAD_IN: Final = re.compile(
    r"(?:(?:(?:select|choose)\s(?:your|a)\s|other\s|more\s|all\s|available\s)?languages?|(?:also\s)?available\s(?:also\s)?in|read\s(?:this\s)?in"
    r"|(?:autres\s|toutes\sles\s)?langues?|disponible\sen|(?:otros\s)?idiomas?|disponível\sem|outras\slínguas"
    r"|(?:weitere\s|andere\s)?sprachen?|auch\sauf|altre\slingue|другие\sязыки|languages\savailable)\b[\s:]*"
    r"(?:\(\d+\)|\d+)?[\s+▾▼…]*",
    re.IGNORECASE,
)
_FILE: Final = re.compile(r"pdf|html?|docx?|\d+(?:[.,]\d+)?|[km]b|\d+[km]b", re.IGNORECASE)
"""The kind and the size of a file, which may stand beside its language."""
_AROUND: Final = " ()[]|:·"
_LONGEST: Final = 80


def are_tongues(text: str) -> bool:
    """Say whether text names languages and nothing else: one by its name, several by codes as well.

    “Other languages (3)” may stand before them, or alone.
    """
    led = LEAD_IN.match(text)
    if led is not None and led.end() == len(text):
        return True
    rest = text[led.end() :] if led is not None else text
    if not _may_begin(rest):
        return False
    words = _words(rest)
    if not words or not (words[0].casefold() in NAMES or _is_code(words[0])):
        return False
    named = sum(word.casefold() in NAMES for word in words)
    return named + sum(map(_is_code, words)) == len(words) and (named > 0 or len(words) > 1)


def may_be_tongues(text: str) -> bool:
    """Say whether text beside a date says in which languages the story can be read: “EN”, “(English)”, “DE | FR”."""
    words = _words(text)
    return bool(words) and all(word.casefold() in NAMES or _is_code(word) for word in words)


def _may_begin(text: str) -> bool:
    """Say without much ado of most lines that they begin with no language."""
    text = text.strip(_AROUND)
    first = _PARTS.split(text, maxsplit=1)[0]
    named = first.casefold() in NAMES or _is_code(first) or text.casefold() in NAMES
    return named or not first or _FILE.fullmatch(first) is not None


def _words(text: str) -> list[str]:
    text = text.strip(_AROUND)
    if len(text) > _LONGEST:
        return []
    if text.casefold() in NAMES:
        return [text]
    return [word for word in _PARTS.split(text) if word and not _FILE.fullmatch(word)]


def _is_code(word: str) -> bool:
    return word.isupper() and word.casefold() in TAGS

"""Names below texts or titles: who wrote them, judged for the whole page."""

import re
from collections.abc import Sequence
from typing import Final

from feedpub.dates import UNDECLARED, beside_date, is_known_place, is_place_before, parse_dateline
from feedpub.genres import is_genre
from feedpub.listings.naming import LABELS
from feedpub.listings.text.wording.furniture import is_furniture
from feedpub.listings.text.wording.subjects import is_subject
from feedpub.listings.text.wording.words import author_of, is_sentence, is_short

_SOME: Final = 3
_PROOF: Final = 3
"""One name of so many shows that all are those of persons."""
_WORDS: Final = range(2, 5)
_LONGEST_NAME: Final = 7
_INITIALS: Final = re.compile(r"[A-Z]{2,3}|(?:[A-Z]\.\s?){2,3}")
_PERSON: Final = re.compile(
    r"(?:Prof|Profa|Dra?|Dott|Dipl|Ing|Mrs?|Mme|Rev)\.?(?:\s.+)|(?:.+\s)?[A-Z]\.\s[^\W\d_]{2,}.*"
)
"""“Dr. Jane Doe”, “J. Doe”, “Jane K. Doe”; “U.S. News” has no space there."""
_POST: Final = re.compile(r",\s[a-zß-öø-ÿ][^\d,]*$")
_ACRONYM: Final = re.compile(r"[A-Z]{2,4}|[a-z]{2,4}")
_SHORT_NAME: Final = re.compile(r"[A-Z]{3,4}|[a-z]{3,4}")
_WORDS_IN_CAPITALS: Final = frozenset({"NEW", "NEU", "TOP", "HOT", "PDF", "LIVE", "INFO"})
"""What marks texts, and names nobody."""
_AND: Final = re.compile(r",\s+|\s(?:&|and|und|et|y|e|en|och|og|и|i)\s")

_PAPER: Final = re.compile(
    r"[^\W\d_].*[\s-](?:times|tribune|herald|gazette|journal|telegraph|post|mail|ledger|globe|courier|chronicle|observer"
    r"|zeitung|anzeiger|bote|kurier|nachrichten|courant|dagblad|tidning(?:en)?)",
    re.IGNORECASE,
)
"""A paper is named after its town, and sends no text from there: “Lima Times”."""
_AGENCY: Final = re.compile(
    r"(?:[^\W\d_][\w.’'-]*\s)+(?:press|agency|newswire|wire|news\s(?:service|agency|network)|press\s(?:agency|service)"
    r"|press(?:e)?dienst|nachrichtendienst|presse)|agence\s.+|ag[eê]ncia\s.+|agenzia\s.+|[\w-]*agentur(?:\s.+)?"
    r"|агентство\s.+|пресс-служба(?:\s.+)?|.*(?:通信社|通讯社|通訊社|新聞社|新闻社)",
    re.IGNORECASE,
)
"""An agency that sends texts to papers."""
_OFFICE: Final = re.compile(
    r"(?:.*\s)?(?:member|guest|administrat(?:or|eur|rice)|admin|webmaster|moderator|editor|reporter|correspondent|writer"
    r"|redaktion|redactie|redaktionen|redakcja|redakce|redazione|redacci[oó]n|r[ée]daction|reda[cç][aã]o|редакция|編集部"
    r"|pressestelle|presseamt|pressebüro|press\soffice|service\s(?:de\s)?presse|oficina\sde\sprensa|ufficio\sstampa|persdienst"
    r"|assessoria\sde\simprensa|пресс-служба|新闻办公室|広報課)",
    re.IGNORECASE,
)
"""What someone is who writes for a page, whose name it does not say: “Anonymous member”, “Redaktion”."""
_DATED_END: Final = re.compile(r"\d日?$")


def are_signed(texts: Sequence[Sequence[str]]) -> bool:
    """Say whether names end the texts of most entries, given the lines below each title."""
    ends = [lines[-1] for lines in texts if len(lines) > 1 and is_sentence(lines[-2]) and is_signature(lines[-1])]
    if len(ends) < _SOME or len(ends) * 2 < len(texts):
        return False
    names = sum(is_name(end) or is_initials(end) for end in ends)
    places = sum(is_known_place(end) and not is_paper(end) for end in ends)
    return names * 2 > len(ends) and places * 2 <= len(ends)


def is_paper(text: str) -> bool:
    """Say whether a line is the name of a paper."""
    return _PAPER.fullmatch(text) is not None


def are_authors(lines: Sequence[str]) -> bool:
    """Say whether lines name persons, some of them several, which no town does: “Jane Doe, John Poe”."""
    names = [_AND.split(line) for line in lines]
    several = any(len(row) > 1 for row in names)
    return several and all(is_name(name) for row in names for name in row) and not any(map(is_known_place, lines))


def are_credited(texts: Sequence[str]) -> bool:
    """Say whether texts name agencies and papers, some behind a person: “Jane Doe, Harbour Press”; or offices."""
    rows = [text.split(",") for text in texts]
    sent = sum(_sends(row[-1].strip()) for row in rows)
    named = all(_is_named(part.strip()) for row in rows for part in row)
    return (named and sent * 2 > len(texts)) or all(_OFFICE.fullmatch(text) is not None for text in texts)


def are_acronyms(texts: Sequence[str], *, plain: bool) -> bool:
    """Say whether texts are the short names of agencies: some in small letters, or commas alone part them from days.

    Or all are the same, and several: they tell no text from another. Two letters may be a word: “UP”, as “NEW” is one.
    """
    if any(map(is_known_place, texts)):
        return False
    short = all(_ACRONYM.fullmatch(text) is not None for text in texts)
    return (short and (plain or any(map(str.islower, texts)))) or _is_of_all(texts)


def _is_of_all(texts: Sequence[str]) -> bool:
    """Say whether all texts are one short name, of three letters or four: of more, it may be that of a town."""
    name = texts[0]
    return len(texts) >= _SOME and {*texts} == {name} and _is_short_name(name)


def _is_short_name(text: str) -> bool:
    return _SHORT_NAME.fullmatch(text) is not None and text not in _WORDS_IN_CAPITALS


def _sends(text: str) -> bool:
    """Say whether a name is that of an agency, a paper or an office, and no kind of text."""
    known = _AGENCY.fullmatch(text) is not None or is_paper(text) or _OFFICE.fullmatch(text) is not None
    return known and not is_genre(text)


def _is_named(text: str) -> bool:
    """Say whether a text has the words of a name: few, all but small ones with a capital."""
    return len(text.split()) < _LONGEST_NAME and (is_place_before(text) or _sends(text))


def names_sender(words: str, label: str) -> bool:
    """Say whether a date stands behind the name that a label leads in to: “Source: Harbour Press, 3 May 2020”."""
    if LABELS[label] not in {"author", "furniture"} or not _DATED_END.search(words) or parse_dateline(words) is None:
        return False
    taken = beside_date(words, UNDECLARED)
    return taken is not None and any(piece.lead == "by" for piece in taken.pieces)


def is_signature(text: str) -> bool:
    """Say whether a line may name who wrote the text above: it is short and no sentence."""
    return is_short(text) and not is_furniture(text) and any(map(str.isalpha, text))


def are_persons(texts: Sequence[str]) -> bool:
    """Say whether some of the texts are surely names of persons: with a title, initials, or what that one is.

    “Night Market” has all that two other words of a name have.
    """
    names = set(texts)
    return sum(_is_person(name) for name in names) * _PROOF >= len(names)


def _is_person(text: str) -> bool:
    return _PERSON.fullmatch(text) is not None or _POST.search(text) is not None or bool(author_of(text))


def is_initials(text: str) -> bool:
    """Say whether a line is two capitals or three: “PF”."""
    return _INITIALS.fullmatch(text) is not None


def is_name(text: str) -> bool:
    """Say whether a line has the words of a name of a person: few, all with a capital."""
    words = text.split()
    if len(words) not in _WORDS or "," in text or is_genre(text) or is_subject(text):
        return False
    return is_place_before(text) and not text.isupper() and sum(word[:1].isupper() for word in words) > 1

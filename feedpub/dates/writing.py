"""The language that a page is written in, as far as it says that no month stands first in dates with points."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Final

from feedpub.patterns import later

_LETTER: Final = later(r"[^\W\d_]")
_SCRIPTS: Final = later("[\u0370-\u06ff]")
"""Greek, Cyrillic, Armenian, Hebrew and Arabic letters."""
_WORD: Final = later(r"[^\W\d_]+")
_WORDS: Final = """
    der die das und für mit von dem den des zur zum im ist sind wird werden auf aus bis vor sich eine einen einer nicht
    auch bei nach über el la los las un de por para en su al como ya y se w z nie od przez jest są oraz ve bir için ile
    olarak och att av med det är för ett på og til af ikke ja oli ei nebo které pro při jako sa sú je ki u za
    le les du et une pour dans sur aux est sont avec qui ont leur cette em uma não há da dos das na os ao à são com
    pela pelo mais foi nas il di della delle dei degli gli che nel nella per alla sono più dal
    het een voor zijn naar bij niet ook wordt van uit aan dat hun nog yang untuk dengan dan pada
"""
_ENGLISH_WORDS: Final = """
    the of and to for with by from that this at are was were has have be will its their which as not he she we you
    or can more new in on a an it up out over all no after into who how what when where than if but they his her our
    is one two do so may off about before says said
"""
_OTHERS: Final = frozenset(_WORDS.split())
_ENGLISH: Final = frozenset(_ENGLISH_WORDS.split())
_TAGS: Final = "be bg bs ca cs da de el es et eu fi fr gl hr is it lv mk nb nl nn no pl pt ro ru sk sl sq sr sv tr uk"
_POINTED: Final = frozenset(_TAGS.split())
"""Languages in which the day stands before points."""
_SOME: Final = 5
_TIMES: Final = 2
_LINES: Final = 200


def puts_days_before_points(lines: Sequence[str]) -> bool:
    """Say whether a page is in a language in which the first number of a date with points is the day.

    English has both orders. No words of Chinese, Japanese and Korean are known here: they have the year first. Other
    signs than points prove nothing in any language: programs made in English print them on the pages of all.
    """
    written = _written(lines)
    if sum(_SCRIPTS.search(line) is not None for line in written) * 2 > len(written):
        return True
    english, others = _words_known(written)
    return others >= max(_SOME, _TIMES * english)


def may_be_in(language: str, lines: Sequence[str]) -> bool:
    """Say whether a page that says it is in a language in which the day stands before points is not in English."""
    english, others = _words_known(_written(lines))
    return language in _POINTED and english < max(_SOME, others)


def _written(lines: Iterable[str]) -> list[str]:
    return list(islice((line for line in lines if _LETTER.search(line) is not None), _LINES))


def _words_known(written: Iterable[str]) -> tuple[int, int]:
    """Count the words that only English has, and those of the languages in which the day stands before points."""
    # Names are written large, and come again: “El Paso”, “Las Cruces”.
    words = {word for line in written for word in _WORD.findall(line) if word.islower()}
    return len(words & _ENGLISH), len(words & _OTHERS)

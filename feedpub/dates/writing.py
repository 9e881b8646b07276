"""The language that a page is written in, as far as it says that no month stands first in dates with points."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from feedpub.patterns import later

_LETTER: Final = later(r"[^\W\d_]")
_SCRIPTS: Final = later("[\u0370-\u06ff]")
"""Greek, Cyrillic, Armenian, Hebrew and Arabic letters."""
_WORD: Final = later(r"[^\W\d_]+")
_WORDS: Final = """
    der die das und für mit von dem den des zur zum ist wird werden auf eine einen einer nicht auch bei nach über
    el los las un por para en su al como ya y się w z nie od przez jest są oraz ve bir için ile olarak
    och att av som ett på og til af ikke ja oli ei nebo které pro při jako sa sú je ki u se za
    le les du et une pour dans sur aux est sont avec qui ont pas leur cette son em uma não da dos das os ao à são com
    pela pelo mais foi na nas il di della delle dei degli gli che nel nella per alla sono più dal con
    het een voor met zijn naar bij niet ook wordt uit yang untuk dengan dan pada
"""
_ENGLISH_WORDS: Final = """
    the of and to for with by from that this at are was were has have be will its their which as an not he she we you
    or can more new
"""
_OTHERS: Final = frozenset(_WORDS.split())
_ENGLISH: Final = frozenset(_ENGLISH_WORDS.split()) - _OTHERS
_SOME: Final = 5
_TIMES: Final = 4
_LINES: Final = 200


def puts_days_before_points(lines: Sequence[str]) -> bool:
    """Say whether a page is in a language in which the first number of a date with points is the day.

    English has both orders. No words of Chinese, Japanese and Korean are known here: they have the year first. Other
    signs than points prove nothing in any language: programs made in English print them on the pages of all.
    """
    written = [line for line in lines if _LETTER.search(line) is not None][:_LINES]
    if sum(_SCRIPTS.search(line) is not None for line in written) * 2 > len(written):
        return True
    words = Counter(word.lower() for line in written for word in _WORD.findall(line))
    return _count(words, _OTHERS) >= max(_SOME, _TIMES * _count(words, _ENGLISH))


def _count(words: Counter[str], own: frozenset[str]) -> int:
    return sum(words[word] for word in own)

"""The language that a page is written in, as far as it says that no month stands first in its dates in numbers."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from feedpub.patterns import later

_LETTER: Final = later(r"[^\W\d_]")
_SCRIPTS: Final = later("[\u0370-\u03ff\u0590-\u05ff\u0620-\u06ff]")
"""Greek, Hebrew and Arabic letters."""
_POINTED_SCRIPTS: Final = later("[\u0370-\u06ff]")
"""These, and Cyrillic and Armenian ones."""
_WORD: Final = later(r"[^\W\d_]+")
_PLAIN_WORDS: Final = """
    le les du et une pour dans sur aux est sont avec qui ont pas leur cette son em uma não da dos das os ao à são com
    pela pelo mais foi na nas il di della delle dei degli gli che nel nella per alla sono più dal con
    het een voor met zijn naar bij niet ook wordt uit yang untuk dengan dan pada
"""
_POINTED_WORDS: Final = """
    der die das und für mit von dem den des zur zum ist wird werden auf eine einen einer nicht auch bei nach über
    el los las un por para en su al como ya y się w z nie od przez jest są oraz ve bir için ile olarak
    och att av som ett på og til af ikke ja oli ei nebo které pro při jako sa sú je ki u se za
"""
_SPANISH_WORDS: Final = "el los las del una por para con que en su al más sobre como ya fue y"
_ENGLISH_WORDS: Final = """
    the of and to for with by from that this at are was were has have be will its their which as an not he she we you
    or can more new
"""
_PLAIN: Final = frozenset(_PLAIN_WORDS.split())
"""Words of languages that write the day first whatever sign follows: French, Portuguese, Italian, Dutch, Indonesian."""
_POINTED: Final = frozenset(_POINTED_WORDS.split()) | _PLAIN
"""And of those that write points: other signs come from pages made in English."""
_SPANISH: Final = frozenset(_SPANISH_WORDS.split())
_ENGLISH: Final = frozenset(_ENGLISH_WORDS.split()) - _POINTED
_SOME: Final = 5
_TIMES: Final = 4
_LINES: Final = 200


def writes_days_first(lines: Sequence[str], marks: Iterable[str]) -> bool:
    """Say whether a page is in a language in which the day stands first; `marks` part the numbers of its dates.

    English has both orders, and so has Spanish but for dates with points. No words of Chinese, Japanese and Korean are
    known here: they have the year first.
    """
    pointed = {*marks} == {"."}
    scripts = _POINTED_SCRIPTS if pointed else _SCRIPTS
    written = [line for line in lines if _LETTER.search(line) is not None][:_LINES]
    if sum(scripts.search(line) is not None for line in written) * 2 > len(written):
        return True
    words = Counter(word.lower() for line in written for word in _WORD.findall(line))
    if pointed:
        return _count(words, _POINTED) >= max(_SOME, _TIMES * _count(words, _ENGLISH))
    others = _count(words, _ENGLISH - _PLAIN) + _count(words, _SPANISH - _PLAIN)
    return _count(words, _PLAIN - _SPANISH) >= max(_SOME, _TIMES * others)


def _count(words: Counter[str], own: frozenset[str]) -> int:
    return sum(words[word] for word in own)

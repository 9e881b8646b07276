"""Labels in brackets before what they say, “【会場】市民会館”: kickers of titles stand in the same brackets."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from feedpub.dates import Dateline, parse_dateline
from feedpub.listings.naming import LABELS
from feedpub.listings.text.wording.words import label_of
from feedpub.patterns import later

FRAMED_LABEL: Final = later(r"[【〔［](?P<word>[^【】〔〕［］]{1,12})[】〕］]\s*(?=\S)")
_PICTURED: Final = frozenset({"credit", "link"})
"""“【写真】” before a title says that pictures are shown."""
_OPEN: Final = frozenset("【〔［")
_AROUND: Final = " \t\r\u3000*_-•・"


def framed_labels(lines: Sequence[str]) -> frozenset[str]:
    """Return the words in brackets that are labels: they recur or stand next to others.

    None is where they stand below dates, too: titles do.
    """
    filled = [line.strip(_AROUND) for line in lines if line.strip()]
    words = {at: word for at, line in enumerate(filled) if line[:1] in _OPEN and (word := _word(line))}
    times = Counter(words.values())
    listed = {word for at, word in words.items() if not {words.get(at - 1, word), words.get(at + 1, word)} <= {word}}
    if any(at and at - 1 not in words and _is_date(filled[at - 1]) for at in words):
        return frozenset()
    return frozenset(word for word, count in times.items() if count > 1 or word in listed)


def _word(line: str) -> str:
    """Return what stands in brackets before the words of a line, if it may be a label."""
    framed = FRAMED_LABEL.match(line)
    word = framed["word"].casefold() if framed is not None else ""
    label = label_of(word, 1)
    return word if label and LABELS[label] not in _PICTURED else ""


def _is_date(line: str) -> bool:
    return isinstance(parse_dateline(line), Dateline)

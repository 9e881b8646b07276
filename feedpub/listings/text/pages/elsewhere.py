"""Names of other pages that end an entry, below words that lead there: “See also:”."""

import re
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from feedpub.listings.text.wording.dating import Dated
from feedpub.listings.text.wording.lines import Paragraph
from feedpub.listings.text.wording.words import is_sentence

_WORDS: Final = re.compile(
    r"(?:see also|related (?:links|pages)|voir aussi|voir également|siehe auch|ver también|véase también|veja também"
    r"|ver também|vedi anche|zie ook|см\. также|смотрите также)\s?:?",
    re.IGNORECASE,
)


def without_elsewhere(paragraphs: Sequence[Paragraph], lines: Sequence[Dated | None]) -> Sequence[Paragraph]:
    """Label such words and the lines that touch them, which an empty line ends, or the page: they say nothing."""
    heads = {at for at, p in enumerate(paragraphs) if at and p.text and _WORDS.fullmatch(p.text)}
    if not heads:
        return paragraphs
    others: set[int] = set()
    stop, plain = len(paragraphs), True
    for at in range(stop - 1, -1, -1):
        plain = plain and lines[at] is None and not is_sentence(paragraphs[at].text)
        if plain and at in heads:
            others.update(range(at, stop))
            stop = at
        if paragraphs[at].gap:
            stop, plain = at, True
    return [replace(p, label="tags") if at in others else p for at, p in enumerate(paragraphs)]

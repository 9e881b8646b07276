"""Names of other pages that end an entry, below words that lead there: “See also:”."""

import re
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from feedpub.listings.text.dating import Dated
from feedpub.listings.text.lines import Paragraph
from feedpub.listings.text.words import is_sentence

_WORDS: Final = re.compile(
    r"(?:see also|related (?:links|pages)|voir aussi|voir également|siehe auch|ver también|véase también|veja também"
    r"|ver também|vedi anche|zie ook|см\. также|смотрите также)\s?:?",
    re.IGNORECASE,
)


def without_elsewhere(paragraphs: Sequence[Paragraph], lines: Sequence[Dated | None]) -> Sequence[Paragraph]:
    """Label such words and the lines that touch them, which an empty line ends, or the page: they say nothing."""
    heads = [at for at, p in enumerate(paragraphs) if at and p.text and _WORDS.fullmatch(p.text)]
    if not heads:
        return paragraphs
    others: set[int] = set()
    for at in heads:
        stop = next((below for below in range(at + 1, len(paragraphs)) if paragraphs[below].gap), len(paragraphs))
        own = range(at, stop)
        if not any(lines[one] is not None or is_sentence(paragraphs[one].text) for one in own):
            others.update(own)
    return [replace(p, label="tags") if at in others else p for at, p in enumerate(paragraphs)]

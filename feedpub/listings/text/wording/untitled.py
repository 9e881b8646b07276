"""Whether the first lines of entries are their titles, or texts that have none: judged over the whole page.

“3 May 2019: The harbour office moves on Friday. Parcels can be fetched there from noon.”
"""

from collections.abc import Sequence
from typing import Final

from feedpub.listings.text.wording.furniture import without_more
from feedpub.listings.text.wording.words import CUT, are_sentences, is_dense, is_sentence

_TITLE: Final = 60
"""As wide as a sentence that stands alone may be on average, where it is a title."""


def are_texts(entries: Sequence[Sequence[str]]) -> bool:
    """Say of the lines of entries, the first to the last, whether all of them are texts.

    They are sentences: several on most of the first lines; or one that is long for a title, and mostly nothing below.
    Where all that are not cut short are none, the others are titles that are.
    """
    first = [without_more(lines[0]) for lines in entries if lines]
    below = [without_more(line) for lines in entries for line in lines[1:]]
    whole = [line for line in first if not line.endswith(CUT)]
    if len(whole) > 1 and not any(map(is_sentence, whole)) and sum(map(are_sentences, first)) * 3 <= len(first):
        return False
    told = sum(map(is_sentence, first))
    if told * 2 <= len(first) or not all(map(is_sentence, below)):
        return False
    if told * 10 >= len(first) * 9 and sum(map(are_sentences, first)) * 2 > len(first):
        return True
    alone = sum(len(lines) < 2 for lines in entries)
    return alone * 3 >= len(entries) * 2 and sum(map(_width, first)) > _TITLE * len(first)


def _width(text: str) -> int:
    """Count letters; one of a writing without spaces says as much as two."""
    return len(text) * (1 + is_dense(text))

"""Titles that a copy of a web page says twice: that of a picture, or of the text below, is the title once more."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import Final

from feedpub.listings.text.lines import Paragraph

_MARK: Final = re.compile(r"[-*•·–—>#]+\s+")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_SHORTEST: Final = 6
_LONGEST_DATE: Final = 160


def said_twice(lines: Sequence[str], is_date: Callable[[str], bool]) -> frozenset[int]:
    """Return the numbers of the lines that say again what stands right above them, or above a date there.

    Between two titles that are the same stand their dates: then a date follows the second, or stands above the first.
    """
    filled = [(number, line.strip()) for number, line in enumerate(lines, 1) if line.strip()]
    texts = [_MARK.sub("", line, count=1) for _, line in filled]
    found = [at for at, (a, b) in enumerate(pairwise(texts), 1) if a == b and len(b) >= _SHORTEST]
    found += [at for at in range(2, len(texts)) if texts[at] == texts[at - 2] and len(texts[at]) >= _SHORTEST]
    if not found:
        return frozenset()
    times = Counter(texts)
    dated = {at: _may_date(text) for at, text in enumerate(texts)}

    def is_double(at: int) -> bool:
        if times[texts[at]] != 2 or is_date(texts[at]):
            return False
        if texts[at] == texts[at - 1]:
            return True
        around = dated.get(at + 1, True) or dated.get(at - 3, False)
        return dated[at - 1] and not around

    return frozenset(filled[at][0] for at in found if is_double(at))


def without(paragraphs: Iterable[Paragraph], lines: AbstractSet[int]) -> Iterator[Paragraph]:
    """Leave out the paragraphs that are these lines."""
    return (one for one in paragraphs if one.line not in lines or one.last != one.line)


def _may_date(text: str) -> bool:
    return len(text) <= _LONGEST_DATE and _YEAR.search(text) is not None

"""Terms on lines of their own, what they say indented below them → paragraphs that know their label.

Posted
    12 May 2021
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from msgspec.structs import replace

from feedpub.listings.text.lines import Paragraph
from feedpub.listings.text.words import label_of

_LONGEST: Final = 26


def terms_of(lines: Sequence[str]) -> frozenset[str]:
    """Return the labels that recur on a page on lines of their own, with a line below that stands deeper."""
    filled = [(at, line) for at, line in enumerate(lines) if line.strip()]
    found: Counter[str] = Counter()
    for (at, line), (below, deeper) in pairwise(filled):
        if len(line) <= _LONGEST and below - at <= 2 and _indent(deeper) > _indent(line):
            word = line.strip().rstrip(":").casefold()
            if label_of(word, 2):
                found[word] += 1
    return frozenset(word for word, count in found.items() if count > 1)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def with_terms(paragraphs: Iterable[Paragraph], terms: frozenset[str]) -> Iterator[Paragraph]:
    """Label what stands below terms, and leave these out."""
    term: Paragraph | None = None
    empty = True
    for one in paragraphs:
        if term is not None and one.indent > term.indent and one.gap < 2 and one.text:
            label = label_of(term.text.rstrip(":").casefold(), 2)
            gap = term.gap if empty else one.gap
            yield replace(one, label=label, style=f"{label}:", number=None, words=one.text, gap=gap)
            empty = False
            continue
        if term is not None and empty:
            yield term
        term = one if one.text.rstrip(":").casefold() in terms and not one.label else None
        empty = True
        if term is None:
            yield one
    if term is not None and empty:
        yield term

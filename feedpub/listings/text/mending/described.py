"""Terms on lines of their own, what they say indented below them → paragraphs that know their label.

Posted
    12 May 2021

What stands below a term in brackets, “【日時】”, or with a colon, “Where:”, need not be indented.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from msgspec.structs import replace

from feedpub.listings.text.wording.lines import Paragraph
from feedpub.listings.text.wording.words import label_of

_LONGEST: Final = 26
_BRACKETED: Final = re.compile(r"[【〔［＜](?P<word>[^【】〔〕［］＜＞]{1,12})[】〕］＞]")


def terms_of(lines: Sequence[str]) -> frozenset[str]:
    """Return the labels that recur on a page on lines of their own, above a line that stands deeper, if it must."""
    filled = [(at, line) for at, line in enumerate(lines) if line.strip()]
    found: Counter[str] = Counter()
    for (at, line), (below, deeper) in pairwise(filled):
        if len(line.strip()) > _LONGEST or below - at > 2:
            continue
        word = _word(line)
        if (_indent(deeper) > _indent(line) or (_stands_alone(line) and below - at == 1)) and label_of(word, 2):
            found[word] += 1
    return frozenset(word for word, count in found.items() if count > 1)


def _word(line: str) -> str:
    """Return the word of a term."""
    bracketed = _BRACKETED.fullmatch(line.strip())
    return (bracketed["word"] if bracketed is not None else line.strip().rstrip(":：")).strip().casefold()


def _stands_alone(line: str) -> bool:
    """Say whether a term shows that it is one, wherever stands what it says."""
    return line.rstrip().endswith((":", "：")) or _BRACKETED.fullmatch(line.strip()) is not None


def _belongs(one: Paragraph, term: Paragraph, *, first: bool) -> bool:
    """Say whether a line says what a term leads in to."""
    if not one.text or one.gap > 1:
        return False
    if one.indent > term.indent:
        return True
    bracketed = _BRACKETED.fullmatch(term.text) is not None
    return not (one.gap or one.label) and (bracketed or (first and (bool(term.label) or _stands_alone(term.text))))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def with_terms(paragraphs: Iterable[Paragraph], terms: frozenset[str]) -> Iterator[Paragraph]:
    """Label what stands below terms, and leave these out."""
    term: Paragraph | None = None
    empty = True
    for one in paragraphs:
        new = not one.text if one.label else _word(one.text) in terms
        if term is not None and not (new and one.indent <= term.indent) and _belongs(one, term, first=empty):
            label = term.label or label_of(_word(term.text), 2)
            gap = term.gap if empty else one.gap
            yield replace(one, label=label, style=f"{label}:", number=None, words=one.text, gap=gap)
            empty = False
            continue
        if term is not None and empty:
            yield term
        term = one if new else None
        empty = True
        if term is None:
            yield one
    if term is not None and empty:
        yield term

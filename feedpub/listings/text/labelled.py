"""Labels before dates, behind a comma: “News stories, 14 May 2013” and, below, “Tales from the harbour, 9 May 2013”."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from feedpub.dates import Dateline, Terms, find_dates, is_known_place
from feedpub.genres import is_genre
from feedpub.listings.text.dating import Dated, dated_line

_LONGEST: Final = 60
_WORDS: Final = 5
_SOME: Final = 3
_FEW: Final = 4
"""Of so many names of papers one may name a place: “Radio France”."""


def with_labels(texts: Sequence[str], lines: Sequence[Dated | None], terms: Terms) -> list[Dated | None]:
    """Read all of such lines alike, where few are no date lines at all.

    Some have labels that are kinds of texts; or they are names of papers, hardly one of them that of a place.
    """
    short = {at for at, line in enumerate(lines) if line is not None and line.kind == "full" and ", " in line.line}
    if len(short) < _SOME:
        return list(lines)
    odd = dict(_labels({at: text for at, text in enumerate(texts) if lines[at] is None and ", " in text}, terms))
    if not 0 < len(odd) * 2 <= len(short):
        return list(lines)
    own = dict(_labels({at: texts[at] for at in short}, terms))
    labels = {**own, **odd}
    known, papers = sum(map(is_known_place, own.values())), not any(map(is_genre, own.values()))
    each = len(set(labels.values())) == len(labels)
    if len(odd) * 2 > len(own) or known * _FEW > len(own) or (papers and not each) or (known and not papers):
        return list(lines)
    days = {at: texts[at][len(label) + 2 :] for at, label in labels.items()}
    ruled = {at: dated_line(day if papers else f"{labels[at]} | {day}", terms) for at, day in days.items()}
    return [ruled.get(at) or line for at, line in enumerate(lines)]


def _labels(texts: Mapping[int, str], terms: Terms) -> Iterator[tuple[int, str]]:
    """Yield the few words that stand before a date and a comma, and nothing else with them."""
    for at, text in texts.items():
        label, comma, _ = text.partition(", ")
        if not comma or len(text) > _LONGEST or len(label.split()) > _WORDS or not text[-1:].isdigit():
            continue
        found = find_dates(text, terms) if label[:1].isupper() and not any(map(str.isdigit, label)) else ()
        if len(found) == 1 and isinstance(found[0].read, Dateline) and found[0].start == len(label) + 2:
            yield at, label

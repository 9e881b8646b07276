"""Names of papers before the dates below titles: “Review of Ports and Rivers, 3 May 2012” is a date line."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from feedpub.dates import Dateline, Terms, find_dates, is_known_place, is_place_before
from feedpub.dates.places import has_label
from feedpub.genres import is_genre
from feedpub.listings.text.labels.venues import is_house
from feedpub.listings.text.wording.dating import Dated, dated_line
from feedpub.listings.text.wording.furniture import is_furniture
from feedpub.listings.text.wording.lines import Paragraph
from feedpub.listings.text.wording.words import count_words, is_credit, is_sentence

_LONGEST: Final = 100
_WORDS: Final = 9
_SOME: Final = 3
_FEW: Final = 4
"""Of so many names of papers one may be that of a place, too."""
_TITLE: Final = 3
_JOINT: Final = re.compile(r"(?:,| [–—-]| [(\[])\s*$")
"""What may stand between a name and its date."""


def with_press(paragraphs: Sequence[Paragraph], lines: Sequence[Dated | None], terms: Terms) -> list[Dated | None]:
    """Read all of such lines alike where a title stands directly above each, and no other date on the page.

    No place is among them but in the name of a paper; and some can be none, for they have too many words, or say so.
    """
    named = dict(_named(paragraphs, terms))
    others = any(line is not None and line.kind == "full" and at not in named for at, line in enumerate(lines))
    if len(named) < _SOME or others or not _below_titles(paragraphs, named):
        return list(lines)
    names = [name for name, _ in named.values()]
    towns = [name for name in names if is_place_before(name) and not has_label(name)]
    if sum(map(is_known_place, towns)) * _FEW > len(names) or len(towns) == len(names) or any(map(is_genre, names)):
        return list(lines)
    days = {at: dated_line(day, terms) for at, (_, day) in named.items()}
    if any(map(is_house, names)):  # where meetings take place: what is too long for a place has a day all the same
        days = {at: lines[at] or day for at, day in days.items()}
    return [days.get(at, line) for at, line in enumerate(lines)]


def _named(paragraphs: Sequence[Paragraph], terms: Terms) -> Iterator[tuple[int, tuple[str, str]]]:
    """Yield the lines that are a name and a date behind a comma, a dash or a bracket: name and date of each."""
    for at, p in enumerate(paragraphs):
        text = p.text.lstrip("([").rstrip(")]")
        if not at or p.gap or p.style or p.label or len(text) > _LONGEST or not text[-1:].isdigit():
            continue
        found = find_dates(text, terms) if text[:1].isupper() else ()
        if len(found) != 1 or found[0].end < len(text) or not isinstance(found[0].read, Dateline):
            continue
        joint = _JOINT.search(text[: found[0].start])
        name = text[: joint.start()] if joint is not None else ""
        if name and not any(char.isdigit() or char in ":;|–—?!" for char in name) and count_words(name) <= _WORDS:
            yield at, (name, text[found[0].start :])


def _below_titles(paragraphs: Sequence[Paragraph], named: Mapping[int, tuple[str, str]]) -> bool:
    """Say whether a line stands directly above each name that may be its title: none recurs, half of them are longer.

    Titles begin blocks; where nothing is parted, texts stand below the names.
    """
    titles = [paragraphs[at - 1] for at in named]
    texts = [p.text for p in titles]
    if len(set(texts)) < len(texts) or any(is_credit(text) or _is_told(text) for text in texts):
        return False
    wordy = sum(count_words(text) >= _TITLE and not is_furniture(text) for text in texts)
    longer = sum(len(text) > len(name) for text, (name, _) in zip(texts, named.values(), strict=True))
    parted = all(p.gap for p in titles[1:])
    told = all(at + 1 < len(paragraphs) and is_sentence(paragraphs[at + 1].text) for at in named)
    return wordy * 5 >= len(texts) * 4 and longer * 2 >= len(texts) and (parted or told)


def _is_told(text: str) -> bool:
    return is_sentence(text) and text[-1] not in "?!"

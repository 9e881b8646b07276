"""Rubrics beside dates: “Sport 14 August 2013”, “Sport - 14 August 2013 (news 12/2013)” above titles."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice, pairwise
from typing import Final

from msgspec.structs import replace

from feedpub.dates import Dateline, Terms, find_dates, is_known_place, is_place_before
from feedpub.genres import is_genre
from feedpub.listings.text.labels.kickers import recur
from feedpub.listings.text.wording.dating import Dated, dated_line
from feedpub.listings.text.wording.furniture import is_furniture, without_more
from feedpub.listings.text.wording.lines import Paragraph
from feedpub.listings.text.wording.parting import may_join
from feedpub.listings.text.wording.phrases import without_reference
from feedpub.listings.text.wording.words import is_credit, is_sentence

STYLE: Final = "rubric"
"""The style of a paragraph that is rubric and date: it marks entries as a bullet does."""

_LONGEST: Final = 60
_WORDS: Final = 4
_LONGEST_SENDER, _SENDER_WORDS = 120, 10
_SOME: Final = 3
_OFTEN: Final = 5
_NEARLY_ALL: Final = 0.8
_ENOUGH, _BEGINNING = 40, 600
_ENDS: Final = frozenset("0123456789)]")
_JOINT: Final = re.compile(r"(?<=[^\W\d_])\s+(?:[–—|·-]\s+)?$")
"""What may stand between a rubric and its date: nothing but a space, or a rule."""
_SIGNS: Final = frozenset("/&+")
"""Stand between several names: “Faro / Brill / Olen 3 May 2012”."""
Ruled = Callable[[Paragraph, Terms], Dated | None]
"""Makes a date line of a paragraph, None of most."""


def with_rubrics(
    paragraphs: Sequence[Paragraph], lines: Sequence[Dated | None], terms: Terms
) -> tuple[Sequence[Paragraph], list[Dated | None]]:
    """Put a rule between few words and the date beside them, and mark such lines, where they date the titles below.

    Below a title with its date behind it stands a text, or the next one; so it does below one with its date before it.
    """
    seen: dict[Ruled, dict[int, Dated]] = {}
    for ruled, heads, style in (
        (_ruled, _head_titles, STYLE),
        (_ruled_behind, _label_titles, STYLE),
        (_ruled_behind, _follow_titles, ""),  # the titles begin these entries
        (_ruled_kind, _part_titles, ""),
        (_ruled_kind, _end_blocks, ""),
        (_ruled_sender, _name_senders, ""),
        (_ruled_between, _say_places, ""),
    ):
        if ruled not in seen:
            seen[ruled] = dict(islice(_found(paragraphs[:_BEGINNING], terms, ruled), _ENOUGH))
        some = seen[ruled]
        few = _SOME - (ruled in {_ruled_kind, _ruled_between})
        if len(some) < few or all(lines[at] is not None for at in some) or not heads(paragraphs, some):
            continue
        found = dict(_found(paragraphs, terms, ruled))
        others = sum(line is not None and line.kind == "full" and at not in found for at, line in enumerate(lines))
        if others <= len(found):
            marked = [replace(p, style=style) if at in found else p for at, p in enumerate(paragraphs)]
            return marked, [found.get(at, line) for at, line in enumerate(lines)]
    return paragraphs, list(lines)


def _found(paragraphs: Sequence[Paragraph], terms: Terms, ruled: Ruled) -> Iterator[tuple[int, Dated]]:
    return ((at, line) for at, p in enumerate(paragraphs) if (line := ruled(p, terms)) is not None)


def _ruled(p: Paragraph, terms: Terms) -> Dated | None:
    """Return a short line that ends in a date as a date line, a rule behind its words; None if it is none."""
    rubric, date = _split(p, terms, _LONGEST, _WORDS)
    return dated_line(f"{rubric} | {date}", terms) if rubric else None


def _ruled_kind(p: Paragraph, terms: Terms) -> Dated | None:
    """Return a line that is a kind of text and a date as a date line: “News 3 May 2012”."""
    kind, date = _split(p, terms, _LONGEST, _WORDS)
    named = bool(kind) and is_genre(kind.partition(" | ")[0])  # asked first: nearly none does
    return dated_line(f"{kind} | {date}", terms) if named else None


def _split(p: Paragraph, terms: Terms, longest: int, most: int) -> tuple[str, str]:
    """Part the words of a line from the date that ends it; two times nothing where there is none, or more."""
    if p.style or p.label or p.text[-1:] not in _ENDS or len(p.text) > longest or not p.text[:1].isupper():
        return "", ""
    words = without_reference(p.text)
    last = find_dates(words, terms) if words[-1:].isdigit() else ()
    if len(last) != 1 or last[0].end < len(words) or not isinstance(last[0].read, Dateline):
        return "", ""
    before, date = words[: last[0].start], words[last[0].start :]
    joint = _JOINT.search(before)
    rubric = before[: joint.start()] if joint is not None else ""
    said = [word for word in rubric.split() if word not in _SIGNS]
    if not said or any(map(str.isdigit, rubric)) or len(said) > most or may_join(rubric):
        return "", ""
    return rubric, date


def _ruled_sender(p: Paragraph, terms: Terms) -> Dated | None:
    """Return a line that ends in a date as a date line, without what stands before it: the name of who sent a text."""
    name, date = _split(p, terms, _LONGEST_SENDER, _SENDER_WORDS)
    return dated_line(date, terms) if name else None


def _ruled_behind(p: Paragraph, terms: Terms) -> Dated | None:
    """Return a short line that begins with a date, and has few words behind it, as a date line."""
    if p.style or p.label or not p.text[:1].isdigit() or not p.text[-1:].isalpha() or len(p.text) > _LONGEST:
        return None
    first = find_dates(p.text, terms)
    if len(first) != 1 or first[0].start or not isinstance(first[0].read, Dateline):
        return None
    date, rubric = p.text[: first[0].end], p.text[first[0].end :]
    label = rubric.strip()
    apart = rubric[:1].isspace() and p.cells in {"", f"{date}\t{label}"}
    if not apart or not label[0].isupper() or any(map(str.isdigit, label)) or len(label.split()) > _WORDS:
        return None
    return None if is_furniture(label) else dated_line(f"{date} | {label}", terms)


def _ruled_between(p: Paragraph, terms: Terms) -> Dated | None:
    """Return a line that is a name, a date and a town as a date line: “Council of Pilots 3 May 2012 Brill”."""
    if p.style or p.label or not p.text[-1:].isalpha() or not p.text[:1].isupper() or len(p.text) > _LONGEST_SENDER:
        return None
    found = find_dates(p.text, terms)
    date = p.text[found[0].start : found[0].end] if len(found) == 1 else ""
    name, town = p.text.split(date, 1) if date else ("", "")
    if not (name[-1:].isspace() and town[:1].isspace() and is_place_before(town.strip())):
        return None
    rubric = _split(replace(p, text=f"{name}{date}"), terms, _LONGEST_SENDER, _SENDER_WORDS)[0]
    return dated_line(f"{rubric} | {date}, {town.strip()}", terms) if rubric else None


def _label_titles(paragraphs: Sequence[Paragraph], found: Mapping[int, Dated]) -> bool:
    """Say whether titles, longer than the words behind the dates, stand below these; the words recur, or texts follow.

    A space alone parts no words from a date unless they recur.
    """
    lines = [paragraphs[at + 1 : end] for at, end in pairwise([*found, len(paragraphs)])]
    labels = [line.line.partition(" | ")[2] for line in found.values()]
    longer = sum(bool(below) and len(below[0].text) > len(label) for label, below in zip(labels, lines, strict=True))
    named = recur(labels, len(labels)) or sum(map(is_known_place, labels)) * 2 > len(labels)
    if longer < _NEARLY_ALL * len(found) or not (named or all(paragraphs[at].cells for at in found)):
        return False
    titles = sum(bool(below) and _is_title(below[0].text) for below in lines) >= _NEARLY_ALL * len(found)
    if len(set(labels)) * _OFTEN <= len(labels):
        return True  # what is said so often is no title
    return titles and (named or _head_titles(paragraphs, found))


def _follow_titles(paragraphs: Sequence[Paragraph], found: Mapping[int, Dated]) -> bool:
    """Say whether nearly all of these lines stand below titles: headings of the page, or with texts below.

    What stands behind dates between title and text are topics where one of them stands there several times, or where
    all stand in a column of their own; then some texts may be missing.
    """
    headed = sum(at > 0 and paragraphs[at - 1].heading > 0 for at in found)
    if headed >= _NEARLY_ALL * len(found):
        return True
    topics = [topic.strip() for line in found.values() for topic in line.line.partition(" | ")[2].split(",")]
    between = sum(_is_between(paragraphs, at) for at in found)
    if all(paragraphs[at].cells for at in found):
        titled = sum(at > 0 and _is_title(paragraphs[at - 1].text) for at in found)
        return between * 2 > len(found) and titled >= _NEARLY_ALL * len(found)
    return between >= _NEARLY_ALL * len(found) and recur(topics, len(found))


def _part_titles(paragraphs: Sequence[Paragraph], found: Mapping[int, Dated]) -> bool:
    """Say whether nearly all of these lines stand below titles, and above what is none: a credit or a text.

    Those of fewer than half of the titles may end a block.
    """
    parting = ending = 0
    for at in found:
        above, below = paragraphs[at - 1 : at], paragraphs[at + 1 : at + 2]
        titled = bool(above) and at - 1 not in found and at + 1 not in found and _is_title(above[0].text)
        told = bool(below) and (is_sentence(below[0].text) or is_credit(below[0].text))
        parting += titled and told
        ending += titled and not told and (not below or below[0].gap > paragraphs[at].gap)
    return parting + ending >= _NEARLY_ALL * len(found) and ending < parting


def _end_blocks(paragraphs: Sequence[Paragraph], found: Mapping[int, Dated]) -> bool:
    """Say whether all of these lines, three at least, end blocks of two lines whose first is a title."""
    for at in found:
        title, line = paragraphs[max(0, at - 1)], paragraphs[at]
        ends = at + 1 == len(paragraphs) or paragraphs[at + 1].gap > 0
        if not (at and title.gap and not line.gap and ends and _is_title(title.text)):
            return False
    return len(found) >= _SOME


def _name_senders(paragraphs: Sequence[Paragraph], found: Mapping[int, Dated]) -> bool:
    """Say whether these lines part titles from texts, and the same words, no kind of text, stand before all dates."""
    names = {paragraphs[at].text.removesuffix(date.line).strip() for at, date in found.items()}
    return len(names) == 1 and not is_genre(*names) and _part_titles(paragraphs, found)


def _say_places(paragraphs: Sequence[Paragraph], found: Mapping[int, Dated]) -> bool:
    """Say whether these lines part titles from texts, and their towns are known, or one of them recurs."""
    towns = [date.place for date in found.values()]
    return (all(map(is_known_place, towns)) or recur(towns, len(towns))) and _part_titles(paragraphs, found)


def _is_between(paragraphs: Sequence[Paragraph], at: int) -> bool:
    """Say whether a line has a title above it and a text below, each behind an empty line."""
    if not 0 < at < len(paragraphs) - 1:
        return False
    above, line, below = paragraphs[at - 1 : at + 2]
    told = len(below.text) > _LONGEST and not is_furniture(below.text)
    return bool(line.gap and below.gap) and told and len(above.text) < len(below.text) and _is_title(above.text)


def _head_titles(paragraphs: Sequence[Paragraph], found: Mapping[int, Dated]) -> bool:
    """Say whether below nearly all of these lines stands a title, and below most of those a text."""
    below = [paragraphs[at + 1 : end] for at, end in pairwise([*found, len(paragraphs)])]
    titles = sum(bool(lines) and _is_title(lines[0].text) for lines in below)
    texts = sum(len(lines) > 1 and is_sentence(without_more(lines[1].text)) for lines in below)
    return titles >= _NEARLY_ALL * len(found) and texts * 2 > len(found)


def _is_title(text: str) -> bool:
    return (not is_sentence(text) or text[-1:] in "?!") and not is_furniture(text)

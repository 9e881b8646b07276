"""Rubrics before dates with nothing between: “Sport 14 August 2013” above a title is kicker and date."""

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from feedpub.dates import Dateline, Terms, find_dates
from feedpub.listings.text.dating import Dated, dated_line, may_join
from feedpub.listings.text.lines import Paragraph
from feedpub.listings.text.words import is_furniture, is_sentence

STYLE: Final = "rubric"
"""The style of a paragraph that is rubric and date: it marks entries as a bullet does."""

_LONGEST: Final = 60
_WORDS: Final = 4
_SOME: Final = 3
_NEARLY_ALL: Final = 0.8


def with_rubrics(
    paragraphs: Sequence[Paragraph], lines: Sequence[Dated | None], terms: Terms
) -> tuple[Sequence[Paragraph], list[Dated | None]]:
    """Put a rule between few words and the date behind them, and mark such lines, where they date the titles below.

    Below a title with its date behind it stands a text, or the next one.
    """
    found = {
        at: line for at, p in enumerate(paragraphs) if lines[at] is None and (line := _ruled(p, terms)) is not None
    }
    dated = sum(line is not None and line.kind == "full" for line in lines)
    if len(found) < _SOME or dated > len(found) or not _head_titles(paragraphs, sorted(found)):
        return paragraphs, list(lines)
    marked = [replace(p, style=STYLE) if at in found else p for at, p in enumerate(paragraphs)]
    return marked, [found.get(at, line) for at, line in enumerate(lines)]


def _ruled(p: Paragraph, terms: Terms) -> Dated | None:
    """Return a short line that ends in a date as a date line, a rule behind its words; None if it is none."""
    words = p.text
    if p.style or p.label or not words[-1:].isdigit() or len(words) > _LONGEST:
        return None
    last = find_dates(words, terms)
    if len(last) != 1 or last[0].end < len(words) or not isinstance(last[0].read, Dateline):
        return None
    rubric = words[: last[0].start]
    named = (
        rubric[:1].isupper() and rubric[-1:] == " " and rubric[-2:-1].isalpha() and not any(map(str.isdigit, rubric))
    )
    if not named or len(rubric.split()) > _WORDS or may_join(rubric):
        return None
    return dated_line(f"{rubric.strip()} | {words[last[0].start :]}", terms)


def _head_titles(paragraphs: Sequence[Paragraph], found: Sequence[int]) -> bool:
    """Say whether below nearly all of these lines stands a title, and below most of those a text."""
    ends = [*found[1:], len(paragraphs)]
    below = [paragraphs[at + 1 : end] for at, end in zip(found, ends, strict=True)]
    titles = sum(bool(lines) and _is_title(lines[0].text) for lines in below)
    texts = sum(len(lines) > 1 and is_sentence(lines[1].text) for lines in below)
    return titles >= _NEARLY_ALL * len(found) and texts * 2 > len(found)


def _is_title(text: str) -> bool:
    return (not is_sentence(text) or text[-1:] in "?!") and not is_furniture(text)

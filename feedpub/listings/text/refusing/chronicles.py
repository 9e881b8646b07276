"""Pages whose dates are those of what they tell: parts of a law, terms to keep, what happened in many years."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from statistics import median
from typing import Final

from feedpub.listings.text.layout.scoring import Explained
from feedpub.listings.text.pages.page import Page
from feedpub.listings.text.wording.words import are_sentences, is_sentence
from feedpub.patterns import later

_PAIR, _SOME, _LONG = 2, 3, 50
_ASKED: Final = "?!？！؟"
_MOST: Final = 0.8
_YEARS: Final = 4 * 365
_APART: Final = 60
"""Days: chronicles of years tell of few in each."""
_FEW: Final = 8
_WORDS: Final = 3
_PART: Final = later(
    r"(?i:art(?:icle|ikel|ículo|igo|icolo)?\.?|статья|المادة|section|§|paragraph|chapter|kapitel|chapitre|capítulo|clause)"
    r"\s?(?:\d{1,4}|[IVXLC]{1,6})(?:er|º|°)?\.?(?:\s.*)?|第\s?[\d一二三四五六七八九十百]{1,5}\s?[条條章節节款].*"
)
"""“Article 3”, “§ 4 Fees”: the parts of a law."""


def is_chronicle(page: Page, read: Explained) -> bool:
    """Say whether entries are parts of a law, fields of terms to keep, what happened in many years, or one story."""
    titles = [part.text for entry in read.parts for part in entry if part.role == "title"]
    parts = sum(_PART.fullmatch(title) is not None for title in titles)
    if len(titles) >= _PAIR and parts >= _MOST * len(titles):
        return True
    dates = (page.dated(one.at, read.layout.form) for one in read.cut.segments if one.at is not None)
    days = [one.day for one in dates if one is not None]
    return _are_terms(page, read, titles, days) or _are_years(titles, days) or _is_story(read)


def _are_terms(page: Page, read: Explained, titles: Sequence[str], days: Sequence[date | None]) -> bool:
    """Say whether a few words and a colon lead to each date, on lines that touch, and nothing is told of them."""
    segments = read.cut.segments
    lone = all(one.stop == one.start + 1 for one in segments) and len(titles) == len(segments) == len(days) <= _FEW
    lines = [page.paragraphs[one.start] for one in segments]
    led = lone and all(len(title.split()) <= _WORDS for title in titles)
    colons = led and all(
        p.words[len(title) :].lstrip()[:1] in {":", "："} for p, title in zip(lines, titles, strict=True)
    )
    return colons and not any(p.gap for p in lines[1:]) and _rise(days)


def _are_years(titles: Sequence[str], days: Sequence[date | None]) -> bool:
    """Say whether days that rise over years, far apart, lead to texts and no titles."""
    known = [day for day in days if day is not None]
    if (
        not all(map(is_sentence, titles))
        or len(known) < _SOME
        or not _rise(known)
        or (known[-1] - known[0]).days < _YEARS
    ):
        return False
    return median((b - a).days for a, b in pairwise(known)) >= _APART


def _is_story(read: Explained) -> bool:
    """Say whether two dates are those of one story, of whose many texts one was taken for a title."""
    texts = [sum(part.role == "summary" and is_sentence(part.text) for part in parts) for parts in read.parts]
    titles = [part.text for parts in read.parts for part in parts if part.role == "title" and is_sentence(part.text)]
    told = [title for title in titles if are_sentences(title) or (max(texts) >= _SOME and title[-1] not in _ASKED)]
    return len(read.parts) <= _PAIR <= max(texts) and any(len(title) >= _LONG for title in told)


def _rise(days: Sequence[date | None]) -> bool:
    known = [day for day in days if day is not None]
    return len(known) == len(days) and all(a < b for a, b in pairwise(known))

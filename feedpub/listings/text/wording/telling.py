"""Texts behind titles on one line: “3 May 2019 – A lock opens – It took five years to build.”."""

import re
from collections.abc import Sequence
from typing import Final

from feedpub.listings.text.wording.words import is_dense, is_sentence

_MARKS: Final = (" – ", " — ", " - ", " | ")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_SOME: Final = 3
_NEARLY_ALL: Final = 0.9
_WORDS: Final = 3
_SIGNS: Final = 6
"""A title has so many words, or signs of Chinese, at least: a kicker has fewer."""


def telling_mark(titles: Sequence[str]) -> str | None:
    """Return what parts title and text in nearly all titles of a page that has no other texts."""
    if len(titles) < _SOME:
        return None
    told = {mark: sum(text_behind(title, mark)[1] != "" for title in titles) for mark in _MARKS}
    return next((mark for mark in _MARKS if told[mark] >= _NEARLY_ALL * len(titles)), None)


def text_behind(words: str, mark: str) -> tuple[str, str]:
    """Part a title from the sentence behind a mark; "" where there is none."""
    title, _, text = words.partition(mark)
    wordy = len(title.split()) >= _WORDS or (is_dense(title) and len(title) >= _SIGNS)
    wordy = wordy and _YEAR.search(title) is None  # place and day open a text
    told = wordy and not is_sentence(title) and is_sentence(text) and len(text) > len(title) / 2
    return (title, text) if told else (words, "")

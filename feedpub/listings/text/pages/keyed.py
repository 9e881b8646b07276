"""Dates behind words that the page repeats: “Posted up on: 12.06.2017”, “Judgment of 12 June 2017”."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from feedpub.dates import Terms
from feedpub.listings.text.wording.dating import Dated, dated_line
from feedpub.listings.text.wording.words import is_sentence

_KEYED: Final = re.compile(r"(?P<key>[^\W\d_][^\d:：.!?]{1,38}?)\s?(?::\s+|：\s*)(?=\S)")
_LED: Final = re.compile(
    r"(?P<key>[^\W\d_]\w*(?:\s[^\W\d_]\w*){0,2}?\s(?:of|on|vom|am|du|le|del|de|em|van|op|от|z))\s(?=\w)"
)
"""“Judgment of”, “Adopted on”, “Urteil vom” before a date."""
_CITED: Final = re.compile(r"[^\W_][^:]{0,38}?\d\S*\s(?P<key>[^\W\d_]{3,12})\s(?=\d)")
"""What a text is cited by, and a word that leads in to its day: “2024 HC 13, 120999 Decided 10/27/2023”."""
_LATER_WORDS: Final = """
    deadline closing expires until due event events apply frist anmeldeschluss limite plazo prazo
"""
_LATER: Final = frozenset(_LATER_WORDS.split())
"""Words of days that come after the one on which something was published."""
_SOME: Final = 3
_MANY: Final = 5
_WORDS: Final = 4
_LONGEST: Final = 60


def with_keys(texts: Sequence[str], lines: Sequence[Dated | None], terms: Terms) -> list[Dated | None]:
    """Add the date lines that words and a colon lead in to, where the same words do so several times.

    A deadline dates entries that no other date does.
    """
    found: dict[int, tuple[str, Dated]] = {}
    for at, text in enumerate(texts):
        match = _KEYED.match(text) if lines[at] is None and (":" in text or "：" in text) else None
        words = match["key"].casefold().split() if match is not None else []
        if match is None or len(words) > _WORDS or not any(map(str.isdigit, text)):
            continue
        date = dated_line(text[match.end() :], terms)
        if date is not None and date.kind == "full":
            found[at] = " ".join(words), date
    often = Counter(key for key, _ in found.values())
    keyed = {at: date for at, (key, date) in found.items() if often[key] >= _SOME and not _is_later(key)}
    if not keyed and not any(line is not None and line.kind == "full" for line in lines):
        keyed = {at: date for at, (key, date) in found.items() if often[key] >= _SOME}
    if not (found or any(line is not None and line.kind == "full" for line in lines)):
        keyed = _led(texts, terms)
    return [keyed.get(at, line) for at, line in enumerate(lines)] if keyed else list(lines)


def _led(texts: Sequence[str], terms: Terms) -> dict[int, Dated]:
    """Return the date lines that recurring words without a colon lead in to, on a page that has no others.

    “Judgment of 12 May 2015” stands below a title; where a text, or nothing, stands above, it is the title.
    """
    found: dict[int, tuple[str, Dated]] = {}
    for at, text in enumerate(texts):
        match = (_LED.match(text) or _CITED.match(text)) if len(text) <= _LONGEST and text[-1:].isdigit() else None
        date = dated_line(text[match.end() :], terms) if match is not None else None
        if match is not None and date is not None and date.kind == "full":
            found[at] = match["key"].casefold(), date
    often = Counter(key for key, _ in found.values())
    led = {at: date for at, (key, date) in found.items() if often[key] >= _SOME}
    below = all(at and at - 1 not in led and texts[at - 1] for at in led)
    told = sum(is_sentence(texts[at - 1]) for at in led)  # “Evans v. Ropes Co.” is a title
    return led if below and told * _MANY < len(led) else {}


def _is_later(key: str) -> bool:
    return not _LATER.isdisjoint(key.split())

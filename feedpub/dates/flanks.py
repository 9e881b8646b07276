"""What stands before and behind a date on its line: nothing, a place, a lead-in, a label; or prose."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from feedpub.dates.fold import fold
from feedpub.dates.lexicon import lexicon
from feedpub.dates.places import has_label, is_label, is_place_before, is_place_behind
from feedpub.dates.tokens import Tokens

_CREDIT: Final = re.compile(r"\s*(?:[©ⓒ]|\(c\)\s)", re.IGNORECASE)
_BY: Final = re.compile(r"(?:by|par|por|von|door|da)\s", re.IGNORECASE)
# What parts a date from a place or a label behind it.
_MARK: Final = re.compile(r"\s*(?:[|·•»/,;]|\)\s*[-–—,]?\s|(?:\s[-–—]|-)\s|(?=\())|\)")
_RULES: Final = "|·•»/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Flank:
    """What one side of a date says: a place; that the date is one of a change; that the line is prose."""

    place: str = ""
    updated: bool = False
    prose: bool = False


_NOTHING: Final = Flank()
_PROSE: Final = Flank(prose=True)


def before(tokens: Tokens, start: int, end: int) -> Flank:
    """Judge what stands between the date before, or the beginning of the line, and a date."""
    signature = tokens.signature[start:end]
    if start == end or not signature.strip(" ([|·-–,"):
        return _NOTHING
    if lead := _lead_in().fullmatch(signature):
        return Flank(updated=lead["posted"] is None)
    raw = tokens.raw(start, end)
    if _CREDIT.match(raw):
        return _PROSE
    folded = fold(raw)
    words = raw[: len(folded.rstrip(" ,|·»-–([/"))]
    marks = folded[len(words) :].strip()
    if set(marks) & set(_RULES):
        return _NOTHING if is_label(words.split("|")[-1]) else _PROSE
    # Without a mark only what cannot be prose is a place: capitals, or Chinese characters.
    if not marks and signature[-1:] != "c" and not (words.isupper() and len(words.split()) < 4):
        return _PROSE
    if has_label(words):
        return _NOTHING if len(words.split()) <= 3 else _PROSE
    place = words.strip("([ ")
    return Flank(place=place) if is_place_before(place) else _PROSE


def behind(tokens: Tokens, start: int) -> Flank:
    """Judge what stands behind the last date of a line."""
    if not tokens.signature[start:].strip(" ,;|.:·-–)]"):
        return _NOTHING
    raw = tokens.raw(start, len(tokens.words))
    if _BY.match(raw.lstrip()):
        return _NOTHING if len(raw.split()) <= 6 else _PROSE
    mark = _MARK.match(raw)
    if mark is None:
        return _PROSE
    text = raw[mark.end() :].strip(" \t,;|-–—")
    if _BY.match(text) and len(text.split()) <= 6:
        return _NOTHING
    if mark[0].strip()[:1] in set(_RULES):
        if has_label(text) or not is_place_behind(text):
            return _NOTHING if is_label(text) else _PROSE
    elif has_label(text) and len(text.split()) <= 3 and text[:1].isupper():
        return _NOTHING
    place = text[1:-1].strip() if text.startswith("(") and text.endswith(")") else text
    return Flank(place=place) if is_place_behind(place) else _PROSE


@cache
def _lead_in() -> re.Pattern[str]:
    """Compile “Posted on”, “Date:”, “Опубликовано:”: words of several kinds, in any order and language."""
    lexemes = lexicon()
    updated = lexemes.one_of("updated")[1:-1]
    posted = "".join(code for code in lexemes.one_of("posted")[1:-1] if code not in updated)
    around = lexemes.one_of("filler", "at", "article", "of", "since")[1:-1] + r" :.,|·–\-(/"
    return re.compile(
        f"[{around}]{{0,8}}(?:(?P<posted>[{posted}])|[{updated}])[{posted}{updated}{around}]{{0,10}}",
    )

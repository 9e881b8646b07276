"""What stands beside a date on its line, piece by piece: “News | 3 May 2012 | Geneva”, “By Jane on 3 May 2012”.

Which of them is a place, a kicker or a name is decided by the page: all its date lines are held side by side.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final, Literal

from feedpub.dates.bylines import AUTHOR, SOURCE, WROTE, leads_nowhere
from feedpub.dates.fold import fold
from feedpub.dates.lexicon import lexicon
from feedpub.dates.lines import LONGEST, find_dates
from feedpub.dates.numbered import without_number
from feedpub.dates.types import Terms
from feedpub.genres import is_genre
from feedpub.patterns import later

Lead = Literal["", "by", "in"]

_BRACKET: Final = (
    r"\s*(?:[\[\]［］【】〔〕]|\((?!(?<=[^\W\d_]\()[a-zß-ÿ]{1,2}\)|(?<=[^\W\d_]\s\()[A-Z][A-Za-z]\))"
    r"|\)(?<![^\W\d_]\([a-zß-ÿ]\))(?<![^\W\d_]\([a-zß-ÿ]{2}\))(?<![^\W\d_]\s\([A-Z][A-Za-z]\)))\s*"
)
"""Not those within a word, “Worker(s)”, nor around the region of a town: “Ancona (AN)”."""
_WITHIN: Final = later(r"[^\W\d_](?:\([a-zß-ÿ]{1,2}|\s\([A-Z][A-Za-z])$")
_REGION: Final = later(r"(?<=[^\W\d_])\s\([A-Z][A-Za-z]\)(?=[\s,]*$)")
_MARK: Final = later(rf"\s*[|·•»;]\s*|\s+(?:[–—/]|-{{1,2}})\s+|{_BRACKET}|\s{{3,}}")
_RULED: Final = later(rf"\s*[|·•»;]\s*|\s+(?:[–—]|-{{1,2}})\s+|{_BRACKET}|\s{{3,}}")
"""Where rules part the pieces, “/” parts names."""
_EDGES: Final = " \t,:;.|·•»–—-/()[]（）［］【】〔〕"
_ON: Final = r"(?-i:\s(?:on|le|am|el|em|il|su|op|den))?"
_BY: Final = later(
    rf"(?:(?:(?:[^\W\d_]+\s)?(?:by|par|por|von|da|di|door|автор)|{WROTE})(?:\s|:\s?)|(?:{SOURCE}|{AUTHOR})\s?[:：]\s*)"
    rf"(?P<text>[^\d]{{2,60}}?){_ON}",
    re.IGNORECASE,
)
_IN: Final = later(
    r"(?:[^\W\d_]+\s)?(?:in|under|dans|en|em|unter|categor(?:y|ies)|kategori\w{0,2}|rubri\w{1,3}|рубрик\w)(?:\s|:\s?)"
    rf"(?P<text>[^\W\d_][^\d]{{1,60}}?){_ON}",
    re.IGNORECASE,
)
_NAMED: Final = later(r"\W*(?:[^\W\d_]+\s)?(?:by|par|von|door)\s", re.IGNORECASE)
_UNDER: Final = later(r"\s(?=(?:in|under|dans|unter)\s[^\W\d_a-zß-ÿ])")
"""Parts a category from the name before it: “by Jane Doe in Travel”."""
_FROM: Final = later(r"(?P<text>[^\W\d_][^\d,]{1,40}?)\s(?:from|från|fra|von|vom|van)\s[^\W\d_a-zß-ÿ].*")
"""“Press release from the Ministry”: a kind of text, and who sent it."""
_NOBLE: Final = later(r"[^\W\d_a-zß-ÿ][^\W\d_]+\s(?:von|van)(?:\s(?:der|den|de|dem|het|'t))?\s[^\W\d_a-zß-ÿ][\w-]+")
"""“Jan van Dijk” is one name."""
_ROLES: Final = ("posted", "updated", "filler", "at", "article", "of", "since")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a date line: `side` counts from the date, -1 before it, 1 behind it; `rule`: a mark parts it."""

    text: str
    side: int
    lead: Lead = ""
    rule: bool = False


@dataclass(frozen=True, slots=True)
class Beside:
    """A date line taken apart: the words of its `date`, and the pieces around it."""

    date: str
    pieces: tuple[Piece, ...]


@lru_cache(maxsize=4096)
def beside_date(line: str, terms: Terms) -> Beside | None:
    """Take a date line apart; None where several dates stand in it, or none."""
    if len(line) > LONGEST:
        return None
    found = find_dates(line, terms)
    if len(found) != 1:
        return None
    start, end = found[0].start, found[0].end
    before, behind = line[:start], line[end:]
    pieces = [
        *(
            _piece(text, -at, rule=at > 1 or _is_rule(_REGION.sub("", before)[-3:]))
            for at, text in _cut(before, backwards=True)
        ),
        *(_piece(text, at, rule=at > 1 or _is_rule(behind[:3])) for at, text in _cut(behind, backwards=False)),
    ]
    return Beside(line[start:end].strip(_EDGES), tuple(piece for piece in pieces if piece is not None))


def _cut(text: str, *, backwards: bool) -> Iterator[tuple[int, str]]:
    """Yield the pieces of one side of a date, the nearest first."""
    mark = _RULED if "|" in text else _MARK
    parts = [one for part in mark.split(text) for one in (_UNDER.split(part, 1) if _NAMED.match(part) else [part])]
    pieces = [piece for part in parts if (piece := _bare(part))]
    yield from enumerate(reversed(pieces) if backwards else pieces, 1)


def _bare(text: str) -> str:
    """Leave out the signs around a piece, not the bracket that ends a word."""
    bare = text.strip(_EDGES)
    return f"{bare})" if _WITHIN.search(bare) is not None else bare


def _is_rule(mark: str) -> bool:
    return any(char in "|·•»–—-/()[;［］【】〔〕" for char in mark)


def _piece(text: str, side: int, *, rule: bool) -> Piece | None:
    """Say what a piece is, without what leads in to it; None where nothing is left."""
    if not any(char.isalpha() for char in text) or leads_nowhere(text):
        return None
    numbered = without_number(text) if any(char.isdigit() for char in text) else None
    if numbered is not None:
        return Piece(numbered, side, rule=True) if numbered else None
    if not (rule and is_genre(text)) and not _kept(text):
        return None  # nothing stands “in” anything in “Mis en ligne le”
    leads: tuple[tuple[Lead, re.Pattern[str]], ...] = (("by", _BY), ("in", _IN))
    for lead, pattern in leads:
        match = pattern.fullmatch(text)
        if match is not None and _opens(text[: match.start("text")]):
            return Piece(_bare(_without_lead(match["text"])), side, lead, rule=rule)
    if rule and (sent := _FROM.fullmatch(text)) and (is_genre(sent["text"]) or not _NOBLE.fullmatch(text)):
        text = sent["text"]
    return Piece(text, side, rule=rule) if _kept(text) or (rule and is_genre(text)) else None


def _kept(text: str) -> bool:
    """Say whether words are more than a lead-in to the date beside them."""
    return any(fold(word.strip(_EDGES)) not in _leading() for word in text.split())


def _without_lead(name: str) -> str:
    """Leave out what leads in to the date behind a name: “Harbour Press Published:”."""
    words = name.split()
    while len(words) > 1 and fold(words[-1].strip(f"{_EDGES}：")) in (_leading() if words[-1].islower() else _posted()):
        words.pop()
    return " ".join(words)


def _opens(words: str) -> bool:
    """Say whether words before “by” or “in” are a lead-in: none, “Posted”, “Filed”."""
    first = fold(words).rstrip(" :：").split()[:-1]
    return all(word in _leading() or word in {"written", "filed", "categories"} for word in first)


@cache
def _leading() -> frozenset[str]:
    return _words_of(*_ROLES)


@cache
def _posted() -> frozenset[str]:
    return _words_of("posted")


def _words_of(*roles: str) -> frozenset[str]:
    words = lexicon()
    codes = words.one_of(*roles)
    return frozenset(word for word, code in words.codes.items() if code in codes)

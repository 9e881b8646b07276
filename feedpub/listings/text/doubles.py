"""Dates that are no entry's: “Published on 8 March 2013” below “8 March 2013” and a title, “Last update: …”."""

import re
from collections.abc import Sequence
from typing import Final

from feedpub.genres import is_genre
from feedpub.listings.text.dating import Dated, kicker_of

_SOME: Final = 3
_NEARLY_ALL: Final = 0.8
_NEAR: Final = 5
_LONGEST: Final = 120
_UPDATED: Final = re.compile(
    r"""(?:this\s)?(?:page\s)?(?:was\s)?(?:last\s)?(?:updated?|modified|revised|reviewed)\b|(?:dernière\s)?mise?\sà\sjour
    |(?:page\s|página\s|pagina\s)?(?:actualizad|atualizad|aggiornat)[oa]|aktualisiert|modifié|bijgewerkt|stand\b|(?:zuletzt|letzte)\s(?:aktualisier|änderung)|última\s(?:actualización|atualização)|ultimo\saggiornamento
    |laatst\s(?:gewijzigd|bijgewerkt)|обновлено|последнее\sобновление""",
    re.IGNORECASE | re.VERBOSE,
)


def said_again(lines: Sequence[Dated | None]) -> frozenset[int]:
    """Return the date lines that only say again what the one above them says, in words of their own; or none."""
    dated = [at for at, line in enumerate(lines) if line is not None and line.kind == "full"]
    pairs = list(zip(dated[::2], dated[1::2], strict=False))
    if len(pairs) < _SOME:
        return frozenset()
    again = [b for a, b in pairs if 1 < b - a < _NEAR and _says_again(lines[a], lines[b])]
    return frozenset(again) if len(again) >= _NEARLY_ALL * len(pairs) else frozenset()


def said_of_page(lines: Sequence[Dated | None]) -> frozenset[int]:
    """Return the date lines that say when the page was updated, where the dates of entries say no such thing."""
    dated = [(at, line.line) for at, line in enumerate(lines) if line is not None and line.kind == "full"]
    updated = [at for at, words in dated if _UPDATED.match(words) and not is_genre(kicker_of(words))]
    return frozenset(updated) if len(updated) * _SOME <= len(dated) else frozenset()


def says_updated(text: str) -> bool:
    """Say whether a line tells when a page was updated, and perhaps by whom."""
    return len(text) <= _LONGEST and any(map(str.isdigit, text)) and _UPDATED.match(text) is not None


def _says_again(one: Dated | None, other: Dated | None) -> bool:
    if one is None or other is None:
        return False
    beside = [(one.place, other.place), (kicker_of(one.line), kicker_of(other.line))]
    if any(a and b and a != b for a, b in beside):
        return False  # two entries of one day
    if bool(one.place) != bool(other.place) and (one.line in other.line or other.line in one.line):
        return False  # so are they where one day has a place and the other has none
    return one.day == other.day and len(one.line) != len(other.line)

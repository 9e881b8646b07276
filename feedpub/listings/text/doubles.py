"""Dates that are no entry's: “Published on 8 March 2013” below “8 March 2013” and a title, “Last update: …”."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from msgspec.structs import replace

from feedpub.dates import Dateline, Terms, find_dates
from feedpub.genres import is_genre
from feedpub.listings.text.dating import Dated, kicker_of
from feedpub.listings.text.lines import Paragraph

STYLE: Final = "day"
"""The style of a paragraph that says the day above it again: it marks entries as a bullet does."""

_SOME: Final = 3
_NEARLY_ALL: Final = 0.8
_NEAR: Final = 5
_NUMBERED: Final = re.compile(r"(?=\S*\d)\S*[^\W_]\S*\s+(?P<rest>\S*\d.*)")
"""A word with digits, and behind it what may begin with a day in numbers."""
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


def without_days_again(
    paragraphs: Sequence[Paragraph], lines: Sequence[Dated | None], terms: Terms
) -> Sequence[Paragraph]:
    """Leave out the day above that titles say again behind their number: “24-18.pdf 08/22/2025 Evans v. Smith”.

    Nearly all lines in which a day stands so say that above.
    """
    days = [line.day if line is not None and line.kind == "full" else None for line in lines]
    if len([day for day in days if day is not None]) < _SOME - 1:
        return paragraphs
    titles: dict[int, str] = {}
    above: date | None = None
    others = 0
    for at, (p, day) in enumerate(zip(paragraphs, days, strict=True)):
        above = day or above
        numbered = _NUMBERED.match(p.text) if day is None and above is not None else None
        found = find_dates(numbered["rest"], terms) if numbered is not None else ()
        if numbered is None or not found or found[0].start or not isinstance(found[0].read, Dateline):
            continue
        title = numbered["rest"][found[0].end :].strip()
        if found[0].read.day == above and title:
            titles[at] = title
        else:
            others += 1
    if len(titles) < _SOME or len(titles) < _NEARLY_ALL * (len(titles) + others):
        return paragraphs
    return [
        replace(p, style=STYLE, text=titles[at], words=titles[at], cells="") if at in titles else p
        for at, p in enumerate(paragraphs)
    ]


def _says_again(one: Dated | None, other: Dated | None) -> bool:
    if one is None or other is None:
        return False
    beside = [(one.place, other.place), (kicker_of(one.line), kicker_of(other.line))]
    if any(a and b and a != b for a, b in beside):
        return False  # two entries of one day
    if bool(one.place) != bool(other.place) and (one.line in other.line or other.line in one.line):
        return False  # so are they where one day has a place and the other has none
    return one.day == other.day and len(one.line) != len(other.line)

"""Programmes of meetings: what goes on from hour to hour is one event, no list of entries."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from feedpub.patterns import later

_TIME: Final = r"(?P<{}>(?:[01]?\d|2[0-4])\s?[:.h]\s?[0-5]\d)(?:\s?(?:[ap]\.?m\.?|uhr|hrs|h))?"
_SPAN: Final = later(
    _TIME.format("begin") + r"\s*(?:[-–—]|to|bis|à|a|до)\s*" + _TIME.format("end") + r"(?=[\s:,.]|$)", re.IGNORECASE
)
_BEGINS: Final = later(
    r"(?P<time>(?:[01]?\d|2[0-4])\s?[:.h]\s?[0-5]\d)(?:\s?(?:[ap]\.?m\.?|uhr|hrs|h))?(?=[\s:,.–-])", re.IGNORECASE
)
_MEETING: Final = later(
    r"""\b(?:registration|coffee|tea|lunch|break|welcome|opening|closing|keynote|plenary|adjournment|reception|dinner
    |anmeldung|kaffee\w*|mittag\w*|pause|begrüßung|eröffnung|schluss\w*|abschluss|empfang|abendessen
    |accueil|inscriptions?|café|déjeuner|ouverture|clôture|cocktail|dîner
    |registro|inscripci[oó]n|acreditaci[oó]n|almuerzo|descanso|apertura|clausura|cena
    |inscriç[ãõ]\w+|almoço|intervalo|abertura|encerramento|jantar
    |registrazione|iscrizion\w|pranzo|pausa|apertura|chiusura|saluti
    |registratie|inloop|koffie\w*|lunch\w*|pauze|afsluiting|borrel|rejestracja|kawa|obiad|przerwa|otwarcie|zakończenie
    |регистрация|кофе\w*|обед|перерыв|открытие|закрытие)\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""What only a meeting has: its beginning and end, and what is eaten between."""
_SOME: Final = 5
_NAMED: Final = 3
_MOST: Final = 0.5


def is_programme(lines: Sequence[str]) -> bool:
    """Say whether the hours of a meeting stand on a page.

    Many lines begin with a span, and most begin when the one above ends; or they begin with a time, one after the
    other, and several name what only a meeting has.
    """
    filled = [line.strip() for line in lines if line.strip()]
    return _follow_spans(filled) or _follow_times(filled)


def _follow_spans(filled: Sequence[str]) -> bool:
    spans = [match for line in filled if line[:1].isdigit() and (match := _SPAN.match(line)) is not None]
    if len(spans) < _SOME or len(spans) * 4 < len(filled):
        return False
    follow = [_digits(a["end"]) == _digits(b["begin"]) for a, b in pairwise(spans)]
    return sum(follow) >= _MOST * len(follow)


def _follow_times(filled: Sequence[str]) -> bool:
    timed = [(match, line) for line in filled if line[:1].isdigit() and (match := _BEGINS.match(line)) is not None]
    if len(timed) < _SOME or len(timed) * 2 < len(filled):
        return False
    later = sum(_digits(a["time"]) < _digits(b["time"]) for (a, _), (b, _) in pairwise(timed))
    return later * 3 >= (len(timed) - 1) * 2 and sum(_MEETING.search(line) is not None for _, line in timed) >= _NAMED


def _digits(time: str) -> str:
    return "".join(filter(str.isdigit, time)).zfill(4)

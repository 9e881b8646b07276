"""Texts that run on from who sent them and their day, below titles: “Harbour Press Jane Doe 3 May 2019 Boats pass”."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from feedpub.dates import is_known_place
from feedpub.listings.text.wording.habits import BEGINNING
from feedpub.listings.text.wording.timeheads import names_month
from feedpub.listings.text.wording.words import is_sentence
from feedpub.patterns import later

_SOME: Final = 3
_WORDS: Final = 3
_TWO: Final = 2
_FAR: Final = 120
"""So near to the beginning of a text stands its day."""
_LEADING: Final = "di da de del dei della du des by von of the and e et y und par por van door from für for la le"
_SMALL: Final = frozenset(_LEADING.split())
_RUN_ON: Final = later(
    r"\s*(?P<who>(?:[^\W\d_][^\s\d:;!?]*\s){0,7}?)"
    r"(?P<day>\d{1,2}\.?\s(?:de\s)?(?P<month>[^\W\d_]{3,12})\.?\s(?:de\s)?(?:19|20)\d\d"
    r"|(?P<first>[^\W\d_]{3,12})\.?\s\d{1,2},\s(?:19|20)\d\d)"
    r"(?P<time>(?:,|\s[–-])?\s(?i:(?:ore|at|um|à|às|a\slas|kl\.?|om)\s)?\d{1,2}[.:h]\d\d(?i:\suhr|\sh|\s?[ap]m)?)?"
    r"\s(?P<text>[“\"«„]?[^\W\d_a-zß-öø-ÿа-я].{30,})"
)


def with_days_apart(lines: list[str]) -> list[str]:
    """Let texts begin with their days, then the names before these, where the first lines of a page show such names."""
    if not _run_on(lines[:BEGINNING]):
        return lines
    found = _run_on(lines)
    return [
        f"{match['day']}{match['time'] or ''} – {_led(match)}" if (match := found.get(at)) is not None else line
        for at, line in enumerate(lines)
    ]


def _run_on(lines: Sequence[str]) -> dict[int, re.Match[str]]:
    """Return the texts that run on, several, with a title above each; none where towns alone are before the days.

    A title has words enough: fewer are a rubric, above titles that run on. Who sends several texts is no title.
    """
    filled = [(at, line) for at, line in enumerate(lines) if line.strip()]
    found = {at: match for at, line in filled if (match := _match(line)) is not None}
    if len(found) < _SOME:
        return {}
    heads = [above for (_, above), (at, _) in pairwise(filled) if at in found]
    titled = len(heads) == len(found) and all(map(_is_title, heads))
    names = [who for match in found.values() if (who := match["who"].strip(" ,"))]
    return found if titled and _come_again(names) and not any(map(is_known_place, names)) else {}


def _is_title(head: str) -> bool:
    return len(head.split()) >= _WORDS and _match(head) is None and not is_sentence(head)


def _come_again(names: Sequence[str]) -> bool:
    """Say whether two names begin with the same site, or the same two words; what leads in to them is left out."""
    senders = [sender for who in names if (sender := _sender(who))]
    return len(set(senders)) < len(senders)


def _sender(who: str) -> str:
    words = [word for word in who.split() if word not in _SMALL]
    sited = bool(words) and "." in words[0][:-1]
    return words[0] if sited else " ".join(words[:_TWO]) if len(words) >= _TWO else ""


def _led(match: re.Match[str]) -> str:
    """Let who sent a text lead in to it."""
    who = match["who"].strip(" ,")
    return f"{who}: {match['text']}" if who else match["text"]


def _match(line: str) -> re.Match[str] | None:
    """Match a text that runs on from names and a day, or from a day alone."""
    match = _RUN_ON.match(line) if any(year in line[:_FAR] for year in (" 19", " 20")) else None
    if match is None or not names_month(match["month"] or match["first"]):
        return None
    named = all(word[0].isupper() or word in _SMALL for word in match["who"].split())
    return match if named else None

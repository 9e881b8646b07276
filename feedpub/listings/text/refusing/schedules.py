"""Tables of what is to come, no entries: games and against whom, days that are planned beside those that came."""

from collections.abc import Sequence
from typing import Final

from feedpub.patterns import later
from feedpub.text import fold

_CELLS: Final = later(r"\t+|\s{2,}|\s*\|\s*")
_WORD: Final = later(r"[^\W\d_]+")
_DATE: Final = (
    r"(?:(?:\d{1,2}\.?\s[^\W\d_]{3,10}\.?|[^\W\d_]{3,10}\.?\s\d{1,2},)\s(?:19|20)\d\d|\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d"
    r"|(?:19|20)\d\d-\d\d-\d\d)"
)
_TWO_DAYS: Final = later(rf"{_DATE}\s+{_DATE}")
_OPPONENTS: Final = """opponent opponents opposition home/away h/a gegner adversaire rival adversário avversario
    tegenstander motståndare modstander соперник rywal"""
_WHEN: Final = """date day time kick-off venue competition datum tag uhrzeit anstoß wettbewerb heure compétition fecha
    hora data ora tijd tid дата время"""
_PLANNED: Final = "expected planned scheduled target geplant prévu previsto план"
_ACTUAL: Final = "actual real tatsächlich réel efectivo effettivo факт"
_HEAD: Final = 80
_SOME: Final = 3
_PAIR: Final = 2


def is_schedule(lines: Sequence[str]) -> bool:
    """Say whether a page is such a table, by the heads of its columns."""
    return are_fixtures(lines) or are_plans(lines)


def are_fixtures(lines: Sequence[str]) -> bool:
    """Say whether the heads of columns, a line each or in a row, are those of games: against whom, and when."""
    if not _holds("\n".join(lines), _OPPONENTS):
        return False  # nearly all pages
    cells = {fold(cell) for line in lines if len(line) <= _HEAD for cell in _CELLS.split(line)}
    return not cells.isdisjoint(_words(_OPPONENTS)) and len(cells & _words(_WHEN)) >= _PAIR


def are_plans(lines: Sequence[str]) -> bool:
    """Say whether several lines hold two days next to each other, below a head that calls them planned and actual."""
    if not _holds("\n".join(lines), _PLANNED) or sum(_TWO_DAYS.search(line) is not None for line in lines) < _SOME:
        return False
    planned, actual = _words(_PLANNED), _words(_ACTUAL)
    heads = (set(_WORD.findall(fold(line))) for line in lines if len(line) <= _HEAD)
    return any(not words.isdisjoint(planned) and not words.isdisjoint(actual) for words in heads)


def _holds(text: str, words: str) -> bool:
    small = text.lower()
    return any(word in small for word in words.split())


def _words(words: str) -> frozenset[str]:
    return frozenset(map(fold, words.split()))

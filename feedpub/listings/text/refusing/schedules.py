"""Tables of what is to come, no entries: games and against whom, days that are planned beside those that came."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import takewhile
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
_CELL: Final = 24
_NEAR: Final = 6
"""So many heads at most stand above and below that of opponents, a line each."""
_SOME: Final = 3
_ROWS: Final = 6
_PAIR: Final = 2


def is_schedule(lines: Sequence[str]) -> bool:
    """Say whether a page is such a table, by the heads of its columns."""
    return are_fixtures(lines) or are_plans(lines)


def are_fixtures(lines: Sequence[str]) -> bool:
    """Say whether the heads of columns, in a row or a line each, are those of games: against whom, and when."""
    if not _holds("\n".join(lines), _OPPONENTS):
        return False  # nearly all pages
    split = [_CELLS.split(fold(line)) if _is_head(line) else [] for line in lines]
    rows = [frozenset(cells if all(len(cell) <= _CELL for cell in cells) else ()) for cells in split]
    return any(_are_games(row) or _are_games(_stack(rows, at)) for at, row in enumerate(rows) if _names_opponents(row))


def _are_games(heads: AbstractSet[str]) -> bool:
    return _names_opponents(heads) and len(heads & _words(_WHEN)) >= _PAIR


def _names_opponents(heads: AbstractSet[str]) -> bool:
    return not heads.isdisjoint(_words(_OPPONENTS))


def _stack(rows: Sequence[AbstractSet[str]], at: int) -> frozenset[str]:
    """Return the heads of one column each that stand on the lines around one, with nothing else between."""
    above = takewhile(_is_single, reversed(rows[max(at - _NEAR, 0) : at + 1]))
    below = takewhile(_is_single, rows[at : at + _NEAR])
    return frozenset(cell for row in [*above, *below] for cell in row)


def _is_single(row: AbstractSet[str]) -> bool:
    return len(row) == 1


def are_plans(lines: Sequence[str]) -> bool:
    """Say whether rows hold two days next to each other, right below the heads that call them planned and actual.

    Rows may go on in the next line.
    """
    if not _holds("\n".join(lines), _PLANNED):
        return False
    held = [_TWO_DAYS.search(line) is not None for line in lines]
    planned, actual = _words(_PLANNED), _words(_ACTUAL)
    above = [line for at, line in enumerate(lines, 1) if any(held[at : at + 1]) and sum(held[at : at + _ROWS]) >= _SOME]
    heads = [frozenset(_WORD.findall(fold(line))) for line in above if _is_head(line)]
    return any(not words.isdisjoint(planned) and not words.isdisjoint(actual) for words in heads)


def _is_head(line: str) -> bool:
    """Say whether a line is short, and without numbers, as the heads of columns are."""
    return len(line) <= _HEAD and not any(map(str.isdigit, line))


def _holds(text: str, words: str) -> bool:
    small = text.lower()
    return any(word in small for word in words.split())


def _words(words: str) -> frozenset[str]:
    return frozenset(map(fold, words.split()))

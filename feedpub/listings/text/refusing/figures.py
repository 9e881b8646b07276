"""Tables of figures, of rates and prices with the days from which they hold, of countries and games: no entries."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from feedpub.dates import holds_a_number, names_place
from feedpub.listings.text.wording.lines import is_one_cell
from feedpub.patterns import later
from feedpub.text import fold

_CELLS: Final = later(r"\t+|\s{2,}|\s*\|\s*")
_FIGURE: Final = later(
    r"[-+±]?\d[\d.,'’ ]*\s?(?:%|‰|€|\$|£|EUR|USD|GBP|CHF)|(?:€|\$|£|EUR|USD|GBP|CHF)\s?\d[\d.,'’ ]*"
    r"|(?:\d{1,2}[:.h]\d\d\s)?[-+±]?\d+[.,]\d+(?:\s?(?:m|cm|mm|ft|hPa|°[CF]?))?"
)
"""An amount, a share or a decimal number; numbers of pages and years are none."""
_WARMTH: Final = later(r"\d\s?(?:°\s?[CF]?\b|℃|℉)")
_GAME: Final = later(
    r"(?:[\d./:]{4,10}\s+){0,3}(?P<home>(?:\d{1,2}\.\s)?[^\W\d_](?:[^-–—:\d]|(?<=\S)-(?=\S)){2,30}?)\s+[-–—]\s+(?P<guest>(?:\d{1,2}\.\s)?[^\W\d_][^:\t]{2,30}?)"
    r"(?:(?:\s{2,}|\t\s*|\s)(?P<score>\d{1,3}\s?[-–—:]\s?\d{1,3})|(?:\s{2,}|\t\s*)[^\W\d_]{1,12}\.?)?"
)
"""Two that play each other, and how it ended: “Hilltown - Old Mill 2-1”; or that it was put off. A day and a time may
stand before them."""
_YEAR: Final = later(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SCORE: Final = later(r"(?P<home>\d{1,3})\s?[-–:]\s?(?P<away>\d{1,3})")
_DIGIT: Final = later(r"\d")
_SOME: Final = 3
_STATES: Final = 5
_ROW: Final = 3
_FIGURES: Final = 2


def are_figures(lines: Sequence[str]) -> bool:
    """Say whether most rows of a page, and a quarter of its lines, hold two figures or more."""
    numbered = [line for line in lines if _DIGIT.search(line) is not None]
    told = sum(_holds_figures(cells) for line in numbered if len(cells := _cells_of(line)) >= _ROW)
    if told < _SOME or told * 4 < len(lines):
        return False
    return told * 2 > sum(len(_cells_of(line)) >= _ROW for line in lines)


def are_scores(lines: Sequence[str]) -> bool:
    """Say whether most rows of a page hold how a match ended; numbers of pages rise, “12–31”, and are none."""
    rows = _rows_of(lines)
    scores = [next(filter(None, map(_SCORE.fullmatch, cells)), None) for cells in rows]
    found = [score for score in scores if score is not None]
    fall = any(int(score["home"]) > int(score["away"]) for score in found)
    return len(found) >= _SOME and len(found) * 2 > len(rows) and fall


def are_days(lines: Sequence[str]) -> bool:
    """Say whether most lines with a year hold three of them or more: the days on which something comes again."""
    years = [len(_YEAR.findall(line)) for line in lines]
    return sum(count >= _SOME for count in years) > max(1, sum(0 < count < _SOME for count in years))


def are_games(lines: Sequence[str]) -> bool:
    """Say whether half of the lines are games, with scores, of few that play each other again and again."""
    games = [game for line in lines if "-" in line or "–" in line if (game := _GAME.fullmatch(line)) is not None]
    scored = sum(game["score"] is not None for game in games)
    players = {fold(name) for game in games for name in (game["home"], game["guest"])}
    return scored >= _SOME and len(games) * 2 >= len(lines) and len(players) * 3 <= len(games) * 4


def is_forecast(lines: Sequence[str]) -> bool:
    """Say whether a quarter of the lines say how warm it is: the weather of some days."""
    warm = sum(_WARMTH.search(line) is not None for line in lines)
    return warm >= _SOME and warm * 4 >= len(lines)


def are_states(lines: Sequence[str]) -> bool:
    """Say whether most rows of a page begin with a country, in the order of the alphabet: what each has signed."""
    rows = _rows_of(lines)
    names = [cells[0] for cells in rows if any(map(holds_a_number, cells[1:]))]
    known = sum(map(names_place, names))
    even = all(fold(a) < fold(b) for a, b in pairwise(names))
    return len(names) >= _STATES and even and known * 2 >= len(names) and len(names) * 5 >= len(rows) * 4


def _rows_of(lines: Sequence[str]) -> list[list[str]]:
    """Return the cells of the lines that are rows."""
    return [cells for line in lines if len(cells := _cells_of(line)) >= _ROW]


def _cells_of(line: str) -> list[str]:
    """Return the cells of a row; most lines of a page are plainly one."""
    return [line] if "|" not in line and is_one_cell(line) else _CELLS.split(line)


def _holds_figures(cells: Sequence[str]) -> bool:
    """Say whether a row holds two figures, or one and a dash for another."""
    figures = [cell.strip() for cell in cells if _FIGURE.fullmatch(cell.strip()) is not None]
    measured = any(not figure[-1].isdigit() for figure in figures)
    dashes = sum(cell.strip() in {"-", "–", "—"} for cell in cells) if measured else 0
    return bool(figures) and len(figures) + dashes >= _FIGURES

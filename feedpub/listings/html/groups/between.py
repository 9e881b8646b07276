"""Date lines that stand between entries: of the one above, of the one below, or of neither that could be told.

Days that rise or fall do so either way. What tells is what parts the entries, and the two ends of the list: before the
first entry stands no date of one above it, after the last none of one below.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Final, Literal

from feedpub.dates import parse_year_or_month
from feedpub.listings.html.page.dating import dates_of, looks_like_a_date

Side = Literal["above", "below", "unknown", "none"]

RULE: Final = "rule"
_WORD: Final = "word"
TEXT: Final = "text"
_MARK: Final = "date "
_HEADING: Final = 40
_MONTH: Final = 15
"""Letters in the heading of a month, with its year and without."""
_LONG: Final = 60
"""Letters from which on a line is text of an entry, no label."""


@lru_cache(maxsize=20_000)
def token_of(text: str, size: int) -> str:
    """Return what a line between entries is: text, a label, a date with its shape (“9 a 9”), a heading of a month."""
    digits = any(map(str.isdigit, text))
    if len(text) < (_HEADING if digits else _MONTH) and parse_year_or_month(text) is not None:
        return RULE
    if digits and looks_like_a_date(text):
        shape = re.sub(r"\d+", "9", re.sub(r"[^\W\d_]+", "a", text))
        return f"{_MARK}{shape}\t{_setting(text)}"
    return TEXT if size >= _LONG else _WORD


def _setting(text: str) -> str:
    """Return the words before the date of a date line."""
    found = dates_of(text)
    return text[: found[0].start].strip() if found else ""


def usual_dates(tokens: Iterable[str]) -> Callable[[str], bool]:
    """Return what says of a token whether it is a date of a shape that is usual among some others.

    The words before it count where most have the same: “Posted on” is not “Last updated”.
    """
    dates = Counter(filter(is_date, tokens))
    settings = Counter(token.partition("\t")[2] for token in dates.elements())
    same = bool(settings) and settings.most_common(1)[0][1] >= 0.6 * settings.total()
    shapes = Counter(_form(token, settings=same) for token in dates.elements())
    usual = {shape for shape, number in shapes.items() if number >= 0.2 * dates.total()}
    return lambda token: is_date(token) and _form(token, settings=same) in usual


def _form(token: str, *, settings: bool) -> str:
    return token if settings else token.partition("\t")[0]


def is_date(token: str) -> bool:
    """Say whether a token stands for a date line."""
    return token.startswith(_MARK)


def side_of_dates(before: Sequence[str], gaps: Sequence[Sequence[str]], after: Sequence[str]) -> Side:
    """Say to which entry the dates between entries belong: by what stands before the first and after the last one."""
    dated = [gap for gap in gaps if any(map(is_date, gap))]
    if not dated or len(dated) < 0.3 * len(gaps):
        return "none"
    if by_rules := _by_rules(dated, len(gaps)):
        return by_rules
    plain = [[token for token in gap if token != RULE] for gap in dated]
    is_usual = usual_dates(token for gap in plain for token in gap)
    above = [next(k for k, token in enumerate(gap) if is_date(token)) for gap in plain]
    below = [next(k for k, token in enumerate(gap[::-1]) if is_date(token)) for gap in plain]
    first, last = ([token for token in end if token != RULE] for end in (before, after))
    over = any(is_usual(token) for token in first[::-1][: max(below) + 1])
    under = any(is_usual(token) for token in last[: max(above) + 1])
    if over != under:
        return "below" if over else "above"
    near = sum(k == 0 and TEXT in gap[1:] for k, gap in zip(above, plain, strict=True))
    return "above" if near >= 0.8 * len(plain) else "unknown"


def _by_rules(dated: Sequence[Sequence[str]], number: int) -> Side | None:
    """Tell by rules or blank lines that part the entries: dates stand regularly before or after them."""
    ruled = [gap for gap in dated if gap.count(RULE) == 1]
    if len(ruled) < 0.6 * number:
        return None
    before = sum(any(map(is_date, gap[: gap.index(RULE)])) for gap in ruled)
    behind = sum(any(map(is_date, gap[gap.index(RULE) :])) for gap in ruled)
    if before + behind > len(ruled):
        return None
    return "above" if before >= 0.9 * len(ruled) else "below" if behind >= 0.9 * len(ruled) else None

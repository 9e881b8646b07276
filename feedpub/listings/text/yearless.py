"""Lines that name a day without a year on a page whose dates say theirs: titles such as “1 May”, “8 March”."""

import re
from collections.abc import Sequence
from typing import Final

from feedpub.listings.text.dating import Dated

_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_MANY: Final = 4
"""So many lines with a year for each without one."""


def without_days(lines: Sequence[Dated | None]) -> list[Dated | None]:
    """Leave out the date lines that have their year from a heading, where nearly all others name it themselves."""
    full = [at for at, line in enumerate(lines) if line is not None and line.kind == "full"]
    short = {at for at in full if (line := lines[at]) is not None and _has_no_year(line.line)}
    if not 0 < len(short) * (_MANY + 1) <= len(full):
        return list(lines)
    return [None if at in short else line for at, line in enumerate(lines)]


def _has_no_year(words: str) -> bool:
    """Say whether words name a month and no year; days in numbers have theirs however it is written."""
    return _YEAR.search(words) is None and sum(map(str.isalpha, words)) > 2 and len(re.findall(r"\d+", words)) == 1

"""Numbered issues of papers before dates: “Weekly News, Volume 17 Number 31, 26 September 2013” is a date line."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from feedpub.dates import LONGEST
from feedpub.listings.text.wording.dating import Dated

_NUMBER: Final = re.compile(r"\d+")
_ISSUE: Final = re.compile(r"[^\W\d_]{2,}.*,.*[^\W\d_]{2,}\.?\s*\d+$")
"""A name and, behind a comma, a word with a number: “Weekly News, Volume 17 Number 31”."""
_SOME: Final = 3


def with_issues(lines: Sequence[Dated | None], parts: Sequence[Sequence[Dated]]) -> list[Dated | None]:
    """Add the dates behind words that recur but for their numbers: those are a paper and its issue, no titles."""
    ends = {at: one for at, ways in enumerate(parts) if lines[at] is None and (one := _end_of(ways)) is not None}
    papers = Counter(_paper(one) for one in ends.values())
    if len(ends) < _SOME or len(papers) * 10 > len(ends) * 7:
        return list(lines)
    return [replace(ends[at], form="line", before="") if at in ends else line for at, line in enumerate(lines)]


def _end_of(ways: Sequence[Dated]) -> Dated | None:
    """Return the date that ends a line, behind words with a number."""
    one = next((date for date in ways if date.form == "tail" and date.kind == "full"), None)
    return one if one is not None and len(one.before) <= LONGEST and _ISSUE.search(one.before) else None


def _paper(one: Dated) -> str:
    return _NUMBER.sub("0", one.before)

"""Lines that ask something: where as many as entries do, these are the questions of visitors, and their answers."""

from collections.abc import Sequence
from typing import Final

from feedpub.listings.html.groups.records import Record
from feedpub.listings.html.page.tree import Page, width

ASKS: Final = ("?", "？", "؟")
QUESTIONS: Final = 0.75
"""The share of titles, or of lines to entries, that ask something from which on all are questions or answers."""
_LONGEST: Final = 120


def find_questions(page: Page) -> list[int]:
    """Return for each piece how many short lines that ask something end before it, each of them counted once."""
    if not any(sign in "".join(page.pieces) for sign in ASKS):
        return [0] * (len(page.pieces) + 1)
    found, start, seen = [0], 0, set[str]()
    for at in range(1, len(page.pieces) + 1):
        number = len(seen)
        if at == len(page.pieces) or page.fresh[at]:
            line = page.text(start, at) if page.pieces[at - 1].rstrip().endswith(ASKS) else ""
            seen |= {line} if 0 < width(line) <= _LONGEST else set()
            start = at
        found.append(found[-1] + len(seen) - number)
    return found


def are_answers(page: Page, questions: Sequence[int], records: Sequence[Record]) -> bool:
    """Say whether nearly each of some records holds a question in a line of its own, or stands below one."""
    start = max(records[0].p0 - 1, 0)
    while start and not page.fresh[start]:
        start -= 1
    return questions[records[-1].p1] - questions[start] >= QUESTIONS * len(records)

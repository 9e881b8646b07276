"""What the dates of a page, taken together, prove of each."""

import re
from collections.abc import Iterable
from typing import Final

from feedpub.dates.types import UNDECLARED, Order, Terms

_NUMBERS: Final = re.compile(r"(?<!\d)(\d{1,2})([/.-])(\d{1,2})\2\d{4}(?!\d)")


def prove_order(lines: Iterable[str], terms: Terms = UNDECLARED) -> Order | None:
    """Find the order in which every all-number date of a page can be read; None if that is not proved."""
    if terms.order is not None:
        return terms.order
    possible: set[Order] = {"dmy", "mdy"}
    for line in lines:
        for first, _, second in _NUMBERS.findall(line):
            if int(first) > 12:
                possible.discard("mdy")
            if int(second) > 12:
                possible.discard("dmy")
    return possible.pop() if len(possible) == 1 else None


def prove_languages(lines: Iterable[str], terms: Terms = UNDECLARED) -> tuple[str, ...]:  # noqa: ARG001 - not yet
    """Find the languages that the month names of a page are in; () if there are none."""
    return terms.languages

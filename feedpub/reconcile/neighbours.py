"""Between which neighbours each entry of a page stands, though others have moved."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

Slot = tuple[str, str]
"""The nearest neighbours below and above that stand on both pages; "" at an end of the page."""


def slots_of(page: Sequence[str]) -> list[Slot]:
    """Return the slot of each place of a page; `page` names what stands on both, and holds "" elsewhere."""
    below = list(accumulate(page, lambda last, one: one or last, initial=""))[:-1]
    above = list(accumulate(reversed(page), lambda last, one: one or last, initial=""))[:-1][::-1]
    return list(zip(below, above, strict=True))


def longest_rise(numbers: Sequence[int]) -> list[int]:
    """Return the places of the most numbers that rise: those past which none of the others moved."""
    ends: list[int] = []  # the lowest number in which a run of each length ends, and its place
    places: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        at = bisect_left(ends, number)
        ends[at : at + 1], places[at : at + 1] = [number], [place]
        before.append(places[at - 1] if at else -1)
    run = places[-1:]
    while run and before[run[-1]] >= 0:
        run.append(before[run[-1]])
    return run[::-1]

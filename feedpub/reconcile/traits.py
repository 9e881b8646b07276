"""What an edit of a title seldom touches: kicker, place, credit, and whether there is a summary."""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final

from feedpub.model import Printed

_TRAITS: Final[tuple[tuple[Callable[[Printed], object], float], ...]] = (
    (lambda printed: printed.kickers, 0.1),
    (lambda printed: printed.place, 0.05),
    (lambda printed: printed.credit, 0.1),
    (lambda printed: bool(printed.summary), 0.1),
)
"""A trait, and what it takes away if it is another."""

_PRINTED: Final = 3
"""So many of them are printed."""

_TELLING: Final = (1, 2)
"""Place and credit: where only one entry of the page has it, it is that entry's."""

_RARE: Final = 0.05
_RAREST: Final = 0.15
"""What a trait adds if it is the same: by how few others have it, and at most."""


class Traits:
    """Compares the traits of printings by how many of both pages have them."""

    def __init__(self, old: Sequence[Printed], new: Sequence[Printed]) -> None:
        self._number = len(old) + len(new)
        self._having = [Counter(trait(printed) for printed in (*old, *new)) for trait, _ in _TRAITS]

    def weigh(self, before: Printed, after: Printed, title: float) -> float:
        """Return what the traits say: the same one the more, the fewer have it.

        Another one says little where the titles are all but equal.
        """
        score = 0.0
        doubt = min(1.0, 4 * (1 - title))
        for having, (trait, other) in zip(self._having, _TRAITS, strict=True):
            value = trait(before)
            if value != trait(after):
                score -= other * doubt
            else:
                others = max(having[value] - 2, 0)
                score += min(_RARE * math.log((self._number - 1) / (others + 1)), _RAREST)
        return score

    def agree(self, before: Printed, after: Printed) -> bool:
        """Say whether kicker, place and credit are the same, as far as both print them."""
        pairs = ((trait(before), trait(after)) for trait, _ in _TRAITS[:_PRINTED])
        return all(one == other or not (one and other) for one, other in pairs)

    def are_its_own(self, before: Printed, after: Printed) -> bool:
        """Say whether both print a place or a credit that nothing else on either page has."""
        values = ((number, _TRAITS[number][0](before), _TRAITS[number][0](after)) for number in _TELLING)
        return any(one and one == other and self._having[number][one] == 2 for number, one, other in values)

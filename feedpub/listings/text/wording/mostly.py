"""Whether most lines of some kind say something: where too many say nothing, the others are not looked at."""

from collections.abc import Callable, Iterable
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


def said_by_most(keys: Iterable[K], look: Callable[[K], V | None], others: float) -> dict[K, V] | None:
    """Return what the keys say; None as soon as more than `others` say nothing."""
    said: dict[K, V] = {}
    for place, key in enumerate(keys, 1):
        if (value := look(key)) is not None:
            said[key] = value
        elif place - len(said) > others:
            return None
    return said

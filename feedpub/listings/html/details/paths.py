"""Topics that are printed as paths: “Home > Politics” is of politics."""

import re
from collections.abc import Sequence
from typing import Final

from feedpub.listings.html.page.names import HOME

_SIGN: Final = re.compile(r"\s*(?:[>»›→]|::)\s*|\s+[/|]\s+")
_ENOUGH: Final = 3


def ends_of_paths(named: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return the topics of records without the top of the site, and without what all their paths begin with."""
    paths = [_SIGN.split(names[0]) for names in named if names]
    if 2 * sum(len(path) > 1 for path in paths) <= len(paths):
        homes = all(len(names) > 1 and HOME.fullmatch(names[0]) for names in named if names)
        return [names[1:] if homes else names for names in named]
    shared = _shared([path for path in paths if len(path) > 1])
    return [(_behind(names[0], shared), *names[1:]) if names else () for names in named]


def _shared(paths: Sequence[Sequence[str]]) -> int:
    """Return how many steps all paths begin with: the top of a site, and what is the same of enough of them."""
    shared = 0
    while all(len(path) > shared + 1 for path in paths):
        steps = {path[shared] for path in paths}
        same = len(steps) == 1 and len(paths) >= _ENOUGH and len(set(map(tuple, paths))) > 1
        if not same and not all(map(HOME.fullmatch, steps)):
            break
        shared += 1
    return shared


def _behind(words: str, steps: int) -> str:
    """Return a path without its first steps."""
    ends = [0, *(sign.end() for sign in _SIGN.finditer(words))]
    return words[ends[steps] :] if steps < len(ends) else words

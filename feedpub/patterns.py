"""Regular expressions that are compiled when they are first asked: most pages need a third of all there are."""

import re
from typing import cast

_ASKED = (
    "search",
    "match",
    "fullmatch",
    "findall",
    "finditer",
    "sub",
    "subn",
    "split",
    "flags",
    "groups",
    "groupindex",
)
_OWN = ("pattern", "_flags")


class _Later:
    """Stands for a compiled expression: all that is asked of it is asked of that."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self._flags = pattern, flags

    def __getattr__(self, name: str) -> object:
        """Compile it; from then on all of it is found at once. What copies and stores objects asks for other things."""
        if name.startswith("__") or name in _OWN:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        self.__dict__.update({asked: getattr(compiled, asked) for asked in _ASKED})
        return getattr(compiled, name)


def later(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return a regular expression that costs nothing where nobody asks it; a faulty one is not told before."""
    return cast("re.Pattern[str]", _Later(pattern, flags))

"""Names of a page behind the kickers of its entries, in letters of another script: “ميناء harbour”."""

import re
from collections.abc import Sequence
from typing import Final

_NAMED: Final = re.compile(r"(?P<kicker>[^a-zA-Z]*[^\W\d_a-zA-Z])(?P<name>\s[A-Za-z][A-Za-z.-]+)")
_SOME: Final = 3


def name_behind(kickers: Sequence[str], entries: int) -> str:
    """Return the name that ends all kickers, one for each entry, where not all are the same; else ""."""
    found = [_NAMED.fullmatch(kicker) for kicker in kickers]
    names = {match["name"] for match in found if match is not None}
    alike = len(names) == 1 and None not in found and len(set(kickers)) > 1
    return names.pop() if alike and entries == len(kickers) >= _SOME else ""

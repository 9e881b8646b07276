"""What leads on behind texts that are cut short, the same behind each: “The ferry rests, and its... » link » less”."""

from collections import Counter
from typing import Final

from feedpub.patterns import later

_CUT: Final = later(r"(?:…|\.\.\.)[\])]?\s+(?P<way>[»›→|·]\s?[^\s\d»›→|·][^\d…]{1,38})$")
_SOME: Final = 3


def without_ways_behind(lines: list[str]) -> list[str]:
    """Leave out the words behind a sign that end several lines alike, where texts are cut short."""
    found = {at: match for at, line in enumerate(lines) if (match := _CUT.search(line.rstrip())) is not None}
    times = Counter(match["way"] for match in found.values())
    ends = {at: match.start("way") for at, match in found.items() if times[match["way"]] >= _SOME}
    return [line[: ends[at]].rstrip() if at in ends else line for at, line in enumerate(lines)] if ends else lines

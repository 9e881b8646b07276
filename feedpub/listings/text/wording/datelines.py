"""Datelines within a line: “A lock opens GENEVA, 3 May 2014 – Text”, “Geneva (ILO news), 3 May 2014 – Text”."""

import re
from typing import Final

from feedpub.dates import is_place_before, names_place

_SENT: Final = re.compile(r"(?P<place>[^\d()]{2,40}?),?\s\([^()\d]{2,30}\)")
"""Who sent a text, behind the place that it comes from."""
_ENDED: Final = re.compile(r"(?:(?<=[.!?…”»\"])|\s[–—-]{1,2})\s(?P<town>[^\d.!?:;–—\"]{2,40})$")
"""A town behind the end of a sentence, or behind a dash."""
_LONGEST: Final = 3
"""A town has no more words."""
_FEWEST: Final = 5
"""A town that is not widely known has so many letters at least: fewer capitals stand for an office."""


def place_of_sender(words: str) -> str:
    """Return the place that words before a date name together with who sent the text, "" where they are no such."""
    sent = _SENT.fullmatch(words)
    return sent["place"] if sent is not None and is_place_before(sent["place"]) else ""


def without_town(title: str) -> tuple[str, str]:
    """Part a title from the town behind it, which opens the dateline of its text; "" where there is none.

    The town stands in capitals, and the title does not; behind a title in capitals it is known; or the title has an
    end.
    """
    ended = _ENDED.search(title)
    if ended is not None and is_place_before(ended["town"]):
        return title[: ended.start()].rstrip().removesuffix("."), ended["town"]
    words = title.split()
    for size in range(min(_LONGEST, len(words) - 2), 0, -1):
        town, rest = " ".join(words[-size:]), " ".join(words[:-size])
        if not town.isupper() or rest[-1] in ",:;(-–—":
            continue
        if names_place(town) or (not rest.isupper() and all(len(word) >= _FEWEST for word in words[-size:])):
            return rest, town
    return title, ""

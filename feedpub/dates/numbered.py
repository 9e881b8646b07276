"""Numbers of releases beside a date: “Press release No. 12/45”, “Nr. 45/2012 vom”, “IP/12/345”."""

import re
from typing import Final

from feedpub.dates.places import has_label
from feedpub.patterns import later

_NUMBER: Final = later(
    r"(?P<label>[^\d|]*?)[\s,(–—-]*(?:(?<!\w)(?:n[ro]|num|n[uú]m[eé]ro|number|nummer|ref|n)\.?\s?[°ºo]?\.?|№|#)"
    r"\s?\d[\w/.-]*\)?(?:\s(?:vom|du|del|de|di|dated|of|from|den|van|от))?[\s,:;|–—-]*",
    re.IGNORECASE,
)
_CODE: Final = later(r"(?P<label>)[A-Z]{1,8}(?:/[A-Z]{1,8})?\s?[/-]\s?\d[\d/-]{0,11}[\s,:;|–—-]*")
_LONGEST: Final = 60
_WORDS: Final = 5


def without_number(text: str) -> str | None:
    """Return the label whose number stands beside a date, "" for a number alone; None if text is no such thing."""
    words = text.strip()
    if not words or len(words) > _LONGEST:
        return None
    match = _NUMBER.fullmatch(words) or _CODE.fullmatch(words)
    if match is None:
        return None
    label = match["label"].strip(" :,.(")
    return label if not label or (has_label(label) and len(label.split()) <= _WORDS) else None

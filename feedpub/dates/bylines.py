"""What leads in to the name of who wrote or sent something."""

import re
from typing import Final

from feedpub.patterns import later

WROTE: Final = (
    r"vložil(?:/?\(?a\)?)?|napsal(?:/?\(?a\)?)?|přidal(?:/?\(?a\)?)?|pridal(?:/?\(?a\)?)?|autor(?:ka)?"
    r"|napisał(?:/?\(?a\)?)?|dodał(?:/?\(?a\)?)?|opublikował(?:/?\(?a\)?)?|beküldte|írta|közzétette"
    r"|kirjoittanut|kirjoittaja|lähettänyt|julkaissut|gönderen|yazan|objavio|objavila|napisao|napisala"
    r"|postat de|scris de|oleh|ditulis oleh|penulis"
    r"|опубликовал|опубликовала|разместил|разместила|написал|написала|добавил|добавила|публикувано от"
    r"|(?:skrevet|publisert|inskickat|skrivet|publicerat|publicerad|oprettet|indsendt|upplagd)\s(?:av|af)"
)
"""A regular expression of verbs, in languages that need no “by” there; what follows is the name."""
SOURCE: Final = (
    r"来源|來源|出典|source|fuente|fonte|quelle|bron|källa|kilde|źródło|zdroj|kaynak|sumber|источник|джерело|المصدر"
)
"""A regular expression of what stands before a colon and the name of an agency or a paper."""
AUTHOR: Final = r"作者|撰文|撰稿人?|记者|記者|投稿者|文責|筆者|執筆者?|著者"
"""A regular expression of what stands before a colon and the name of an author in Chinese or Japanese."""
PICTURE: Final = r"[a-z]+(?:_[a-z]+)+"
"""A regular expression of the names of pictures, “calendar_today”, which stand where these have not been loaded."""
_ALONE: Final = later(rf"(?:by|par|por|von|door|di|da|af|av|автор|{SOURCE}|{WROTE}|(?-i:{PICTURE}))\W*", re.IGNORECASE)


def leads_nowhere(text: str) -> bool:
    """Say whether text leads in to a name that is missing, lost behind a picture, or names the picture."""
    return _ALONE.fullmatch(text) is not None

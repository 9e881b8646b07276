"""In which encoding bytes are that are no UTF-8, where nothing says so: what their letters prove."""

from typing import Final

_CYRILLIC: Final = ("cp1251", "koi8-r", "cp866")
_COMMON: Final = frozenset("оеаинт")
"""Two letters in five of every language with Cyrillic letters are these; in other scripts read as such, fewer."""
_AHEAD: Final = 65_536
_LETTERS: Final = 20


def cyrillic_of(data: bytes) -> str:
    """Return the encoding in which bytes are a text in Cyrillic letters; "" if in none."""
    start = data[:_AHEAD]
    return next((codec for codec in _CYRILLIC if _is_spelled(start.decode(codec, "replace"))), "")


def _is_spelled(text: str) -> bool:
    """Say whether what is beyond ASCII are letters of words as they are written, most of them small and common."""
    beyond = [sign for sign in text if sign > "\x7f" and not sign.isspace()]
    letters = [sign for sign in beyond if "\u0400" <= sign <= "\u052f"]
    small = [sign for sign in letters if sign.islower()]
    if len(letters) < max(_LETTERS, 0.9 * len(beyond)) or not 0.7 * len(letters) <= len(small) < len(letters):
        return False
    return sum(sign in _COMMON for sign in small) >= 0.35 * len(small)

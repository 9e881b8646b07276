"""Clean text to what XML 1.0 can carry, fold it for comparison, and know in what it is encoded."""

import re
import unicodedata
from typing import Final

# Characters 0x80-0x9F are controls in Unicode; where a listing has them they were cp1252 letters.
_C1: Final = {c: bytes([c]).decode("cp1252", "ignore") for c in range(0x80, 0xA0)}
# No XML 1.0 characters, byte order marks, non-characters and layout marks that no reader shows.
_DROPPED: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1b\x7f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffc\ufffe\uffff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)
# What `str.isprintable` lets pass and cleaning would change: UTF-8 that was read as Latin-1, and two marks.
_SUSPECT: Final = re.compile("[\xc2-\xf4][\x80-\xbf]|[\ufffc\ufffd]")
_PRINTABLE: Final = bytes(range(0x20, 0x7F))
_LONG: Final = 100
_LATIN_1: Final = re.compile("[\x00-\xff]+")
_SEPARATORS: Final = re.compile("[\x1c-\x1f]")  # white space to Python, nothing to XML
_INVISIBLE: Final = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069]")
_FOLDED: Final = str.maketrans(
    dict.fromkeys("‘’‚‛′`´ʼ", "'") | dict.fromkeys("“”„‟″«»", '"') | dict.fromkeys("‐‑‒–—―−", "-") | {"…": "..."}
)


def is_clean(text: str) -> bool:
    """Say whether nothing in a text needs to be cleaned but its spaces."""
    return is_printable(text) and (text.isascii() or not _SUSPECT.search(text))


def is_printable(text: str) -> bool:
    """Say what `isprintable` does, of summaries and longer texts in a third of the time: it looks up each character."""
    if len(text) > _LONG and text.isascii():
        return not text.encode().translate(None, _PRINTABLE)
    return text.isprintable()


def clean(text: str) -> str:
    r"""Return `text` as one line of XML 1.0 characters, white space collapsed and trimmed.

    >>> clean(" It\x92s \x00 here\u00a0now ")
    'It’s here now'
    """
    if not text:
        return ""
    if is_clean(text):  # nearly all text: there is nothing to clean but spaces, and mostly not these
        return " ".join(text.split()) if "  " in text else text.strip()
    while (better := _repair(_DROPPED.sub("", text)).translate(_C1)) != text:
        text = better  # what one step uncovers, the next one cleans
    return " ".join(text.replace("\ufffd", "?").split())


def _repair(text: str) -> str:
    """Undo UTF-8 that was read as Latin-1 (“Ã©” for “é”): validators warn of it, and they are right.

    Only a run of Latin-1 that is UTF-8 from end to end is touched, so that «CAFÉ» stays as it is.
    """
    while (better := _LATIN_1.sub(_as_utf8, text)) != text:
        text = better
    return text


def _as_utf8(run: re.Match[str]) -> str:
    if run[0].isascii():
        return run[0]
    try:
        return run[0].encode("latin-1").decode("utf-8")
    except UnicodeError:
        return run[0]


def clean_markup(text: str) -> str:
    """Clean text without touching its white space, which may stand for itself in HTML."""
    while (better := _repair(_DROPPED.sub("", text)).translate(_C1)) != text:
        text = better
    return _SEPARATORS.sub(" ", text.replace("\ufffd", "?").replace("\r\n", "\n").replace("\r", "\n"))


def clean_paragraphs(text: str) -> str:
    """Clean every paragraph of `text`; paragraphs are separated by one empty line."""
    if "\n" not in text:
        return clean(text)
    paragraphs = (clean(part) for part in re.split(r"\n[ \t\r]*\n", text))
    return "\n\n".join(part for part in paragraphs if part)


def fold(text: str) -> str:
    """Return what two printings of one title share: NFC, case, spaces, quotes and dashes aside.

    Identity rests on this: a change here gives every item a new guid.
    """
    if text.isascii():
        plain = text.replace("`", "'").casefold()
        return " ".join(plain.split()) if "  " in plain or not is_printable(plain) else plain.strip()
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFC", text).translate(_FOLDED))
    return " ".join(unicodedata.normalize("NFC", plain.casefold()).split())


def shorten(text: str, limit: int = 80) -> str:
    """Return at most `limit` characters of `text`, cut between words, with an ellipsis."""
    if len(text) <= limit:
        return text
    cut = text[:limit]
    return (cut.rsplit(" ", 1)[0] or cut).rstrip(" ,;:-") + "…"


def encoding_exists(name: str) -> bool:
    """Say whether Python can read text in an encoding of this name.

    >>> encoding_exists("cp1252"), encoding_exists("utf9"), encoding_exists("hex")
    (True, False, False)
    """
    try:
        "a".encode(name)  # Python looks up no encoding for an empty text
    except (LookupError, ValueError):
        return False
    return True


def count(number: int, one: str, several: str = "") -> str:
    """Return a number with the fitting word: 1 item, 2 items."""
    return f"{number} {one if number == 1 else several or one + 's'}"


def is_utf8(data: bytes) -> bool:
    """Say whether bytes are UTF-8."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True

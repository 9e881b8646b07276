"""Page bytes → text: what the page or the config says of its encoding, else what its bytes prove."""

from typing import Final

from feedpub.errors import SourceError
from feedpub.listings.unmarked import cyrillic_of
from feedpub.model import Problem
from feedpub.text import encoding_exists, is_utf8

_BOMS: Final = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_AHEAD: Final = 4096
_WESTERN: Final = "cp1252"
_FEW: Final = 8
"""Texts in cp1252 have fewer than one letter in so many beyond ASCII; bytes of other encodings have more."""


def decode(data: bytes, name: str, *, encoding: str = "", charset: str = "") -> str:
    """Return the text of a page; a byte that is not of the encoding is named with its line.

    What is valid UTF-8 is no other charset, whatever its server says.
    """
    for bom, codec in _BOMS:
        if data.startswith(bom):
            data, encoding = data.removeprefix(bom), codec
            break
    encoding = encoding or _wide(data)
    if not encoding and b"\0" in data:
        line = data.count(b"\n", 0, data.index(b"\0")) + 1
        raise SourceError(
            f"{name}:{line}: this is binary data, or UTF-16 without a byte order mark; declare `encoding`"
        )
    try:
        return data.decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        if not encoding and encoding_exists(charset):
            return decode(data, name, encoding=charset)
        line = data.count(b"\n", 0, error.start) + 1
        raise SourceError(
            f"{name}:{line}: byte 0x{data[error.start]:02x} is not {encoding or 'UTF-8'} text; "
            'if the page has another encoding, declare it for the source, e.g. encoding = "cp1252"'
        ) from None


def decode_or_guess(data: bytes, name: str, *, encoding: str, charset: str) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of a page, with a warning where it was read in an encoding that nothing declares."""
    try:
        return decode(data, name, encoding=encoding, charset=charset), ()
    except SourceError:
        guess = _WESTERN if _is_western(data) else cyrillic_of(data)
        if encoding or encoding_exists(charset) or not guess:
            raise
    text = data.decode(guess, "replace")
    line = next(n for n, words in enumerate(data.split(b"\n"), 1) if not is_utf8(words))
    message = f'this is not UTF-8 text and was read as {guess}; if that is right, declare encoding = "{guess}"'
    return text, (Problem(source=name, line=line, message=message),)


def _wide(data: bytes) -> str:
    """Return the kind of UTF-16 that bytes without a mark are: where every other byte is zero; "" if none."""
    start = data[:_AHEAD]
    start = start[: len(start) // 2 * 2]
    if len(start) < _FEW or len(data) % 2:
        return ""
    for codec, high, low in (("utf-16-le", start[1::2], start[::2]), ("utf-16-be", start[::2], start[1::2])):
        if high.count(0) * 2 > len(high) and low.count(0) == 0 and (b"\n" in low or b"\r" in low):
            return codec
    return ""


def _is_western(data: bytes) -> bool:
    """Say whether bytes that are no UTF-8 can be cp1252: all of them have a meaning, and few are beyond ASCII."""
    beyond = len(data.translate(None, bytes(range(128))))
    controls = sum(data.count(bytes([code])) for code in (*range(9), *range(14, 32), 127))
    if controls or beyond * _FEW > len(data):
        return False
    try:
        text = data.decode(_WESTERN)
    except UnicodeDecodeError:
        return False
    return all(character.isprintable() or character.isspace() for character in text[:_AHEAD])

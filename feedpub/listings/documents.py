"""The bytes of JSON, or of JSON Lines, → the document that they hold."""

from contextlib import suppress
from typing import Final

import msgspec

BROKEN: Final = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)


def document_of(data: bytes) -> object:
    """Return what some JSON (RFC 8259) says; of JSON Lines, a value in each line, the list of all. Raises BROKEN."""
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return msgspec.json.decode(data)
    except msgspec.DecodeError:
        lines = [line for line in data.splitlines() if line.strip()]
        if len(lines) < 2 or not lines[0].lstrip().startswith(b"{") or not lines[0].rstrip().endswith(b"}"):
            raise
        with suppress(msgspec.DecodeError):
            return [msgspec.json.decode(line) for line in lines]
        raise

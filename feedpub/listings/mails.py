"""A saved mail → the text or web page in it (RFC 5322; MIME: RFC 2045, 2046)."""

import re
from typing import TYPE_CHECKING, Final

from feedpub.text import encoding_exists

if TYPE_CHECKING:
    from email.message import Message

_HEAD: Final = re.compile(rb"\s*(?:From [^\n]*\n)?((?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+)(?=\r?\n)")
_OF_A_MAIL: Final = re.compile(rb"^(?:from|received|subject):", re.IGNORECASE | re.MULTILINE)
_OF_A_BODY: Final = re.compile(rb"^content-(?:type|transfer-encoding):", re.IGNORECASE | re.MULTILINE)
_AHEAD: Final = 65536
_PLAIN: Final = frozenset({"", "7bit", "8bit", "binary"})
"""Transfer encodings of bodies whose bytes stand as they are."""
_BOM: Final = b"\xef\xbb\xbf"
_PARTS: Final = 10_000
_STUB: Final = 5
"""A text with fewer lines only says that the mail is a web page."""


def body_of(data: bytes) -> bytes:
    """Return the text in a saved mail, the web page where it has no more than a hint for a text; UTF-8, and marked so.

    What is no mail stays as it is, and so does a mail that is nothing but lines: its numbers of lines are those of the
    file.
    """
    head = _HEAD.match(data[:_AHEAD])
    if head is None or not (_OF_A_MAIL.search(head[1]) and _OF_A_BODY.search(head[1])):
        return data
    if data.count(b"\n--") > _PARTS:
        return data  # no mail has so many parts, and to look for them takes seconds
    from email import message_from_bytes  # here: it takes 30 ms, and few listings are mails

    try:
        message = message_from_bytes(data[head.start(1) :])
        if message.get_content_type() == "text/plain" and _transfer_of(message) in _PLAIN:
            return _in_utf8(data, _charset_of(message))
        parts = [part for part in message.walk() if part.get_content_maintype() == "text" and not _is_attached(part)]
    except RecursionError:  # parts within parts, a thousand deep
        return data
    texts = {part.get_content_type(): _read(part) for part in reversed(parts)}
    text, page = texts.get("text/plain", b""), texts.get("text/html", b"")
    told = sum(bool(line.strip()) for line in text.splitlines())
    return page if page and told < _STUB else text or page or data


def _read(part: "Message") -> bytes:
    """Return what a part of a mail says."""
    payload = part.get_payload(decode=True)
    return _in_utf8(payload, _charset_of(part)) if isinstance(payload, bytes) else b""


def _in_utf8(data: bytes, charset: str) -> bytes:
    """Return a text in UTF-8, marked so; as it is where its charset is not known, or not its own."""
    try:
        return _BOM + data.decode(charset or "utf-8").encode()
    except (UnicodeError, LookupError):
        return data


def _charset_of(part: "Message") -> str:
    charset = part.get_content_charset("")
    return charset if isinstance(charset, str) and encoding_exists(charset) else ""


def _transfer_of(part: "Message") -> str:
    return str(part.get("content-transfer-encoding", "")).strip().lower()


def _is_attached(part: "Message") -> bool:
    return part.get_content_disposition() == "attachment"

"""What kind of page some bytes are, by how they begin."""

import re
from typing import Final

_BEGINS: Final = re.compile(rb"\s*<(?:!doctype\s+html|html|head|body|!--)", re.IGNORECASE)
_TAGS: Final = re.compile(rb"<(?:html|head|body|title|div|table|ul|ol|p|h[1-6]|article|main)\b[^<>]*>", re.IGNORECASE)
_AHEAD: Final = 4096


def is_html(data: bytes) -> bool:
    """Say whether some bytes are a web page: they begin as one, or with a tag and have more of them."""
    start = data[:_AHEAD]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = start.replace(b"\0", b"")[2:]
    start = start.removeprefix(b"\xef\xbb\xbf")
    if _BEGINS.match(start):
        return True
    return start.lstrip().startswith(b"<") and len(_TAGS.findall(start)) > 1

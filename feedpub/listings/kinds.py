"""What kind of page some bytes are, by how they begin."""

import re
from typing import Final, Literal

Kind = Literal["text", "html", "feed", "json"]

_BEGINS: Final = re.compile(rb"\s*<(?:!doctype\s+html|html|head|body|!--)", re.IGNORECASE)
_TAGS: Final = re.compile(rb"<(?:html|head|body|title|div|table|ul|ol|p|h[1-6]|article|main)\b[^<>]*>", re.IGNORECASE)
_FEED: Final = re.compile(
    rb"(?:\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)*<(?:\w+:)?(?:rss|feed|RDF)[\s>]", re.DOTALL
)
_JSON: Final = re.compile(rb'\s*(?:\{\s*["}]|\[\s*[\[{\]"])')
_JSON_FEED: Final = re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org\\?/version\\?/1')
_AHEAD: Final = 4096


def kind_of(data: bytes) -> Kind:
    """Return what kind of page some bytes are; what is no other kind is text."""
    start = _start(data)
    if _JSON.match(start):
        return "feed" if _JSON_FEED.search(data) else "json"
    if _FEED.match(start):
        return "feed"
    return "html" if is_html(data) else "text"


def is_html(data: bytes) -> bool:
    """Say whether some bytes are a web page: they begin as one, or with a tag and have more of them."""
    start = _start(data)
    if _BEGINS.match(start):
        return True
    return start.lstrip().startswith(b"<") and len(_TAGS.findall(start)) > 1


def _start(data: bytes) -> bytes:
    """Return how the bytes begin, whatever the width of their characters, without a byte order mark."""
    start = data[:_AHEAD]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = start.replace(b"\0", b"")[2:]
    return start.removeprefix(b"\xef\xbb\xbf")

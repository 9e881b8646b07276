"""Feed bytes that another program wrote → their entries. The format is found from the content alone."""

import re
from datetime import UTC, tzinfo
from typing import Final

from feedpub.errors import SourceError
from feedpub.feeds.atom_rss import parse_xml
from feedpub.feeds.entry import ForeignEntry, ForeignFeed, Notes
from feedpub.feeds.jsonfeed import parse_json

__all__ = ["ForeignEntry", "ForeignFeed", "parse_feed"]

_BOMS: Final = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_HTML: Final = re.compile(rb"(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+)?html\b", re.IGNORECASE)


def parse_feed(data: bytes, name: str, *, zone: tzinfo = UTC, encoding: str = "", lenient: bool = False) -> ForeignFeed:
    """Read Atom (RFC 4287, 0.3), RSS (0.9x, 1.0, 2.0) or JSON Feed (1.0, 1.1), entries in document order.

    `name` is how messages call the feed; `zone` is where a time without an offset is meant.
    `encoding` outweighs what the feed says of itself. A `lenient` reading leaves out what breaks, with a warning.
    Raises SourceError when the bytes are no feed or break off.
    """
    body, skipped = _without_blanks(data)
    for bom, codec in _BOMS:
        if body.startswith(bom):
            # A byte order mark outweighs the XML declaration (XML 1.0 appendix F).
            body, encoding = _recode(body.removeprefix(bom), codec, name), "utf-8"
            break
    start, more = _without_blanks(body)
    skipped += more
    if not start:
        raise SourceError(f"{name}: this feed is empty; fetch it again")
    if start.startswith((b"{", b"[")):
        return parse_json(start, name, zone=zone, skipped=skipped)
    if _HTML.match(start[:1000]):
        raise SourceError(
            f"{name}: this is an HTML page and no feed; give the address that its "
            '<link rel="alternate" type="application/rss+xml"> or a feed button names'
        )
    if start.startswith((b"<", b"\0<")):  # the second is UTF-16
        return parse_xml(start, Notes(name=name, zone=zone, skipped=skipped), encoding=encoding, lenient=lenient)
    raise SourceError(f"{name}: this is neither XML nor JSON; expected an Atom, RSS or JSON feed")


def _without_blanks(data: bytes) -> tuple[bytes, int]:
    """Return what follows leading white space, which XML forbids before its declaration, and the lines skipped."""
    body = data.lstrip()
    return body, data.count(b"\n", 0, len(data) - len(body))


def _recode(body: bytes, codec: str, name: str) -> bytes:
    try:
        return body.decode(codec).lstrip("\ufeff").encode()
    except UnicodeDecodeError as error:
        raise SourceError(
            f"{name}: byte {error.start} is not {codec.upper()}, which its byte order mark announces; fetch it again"
        ) from None

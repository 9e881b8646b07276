"""Keys, guid and content digest. A change in this file re-announces everything to everyone."""

import hashlib
import json
from datetime import date
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit
from uuid import UUID, uuid5

import msgspec

from feedpub.model import Printed
from feedpub.text import fold

_TRACKING: Final = frozenset(
    {"fbclid", "gclid", "dclid", "msclkid", "yclid", "igshid", "mc_cid", "mc_eid", "_ga", "ref_src"}
)
_DIGEST_VERSION: Final = "1"


def canonical_link(link: str) -> str:
    """Return the part of an absolute http(s) address that identifies a page, or "" if there is none.

    Host in lower case without `www.`, path, query without tracking parameters, fragment; scheme and
    default port do not count (RFC 3986 section 6).
    """
    if not link:
        return ""
    try:
        parts = urlsplit(link.strip())
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme.lower() not in {"http", "https"} or not parts.hostname:
        return ""
    host = parts.hostname.removeprefix("www.")
    if port not in {None, 80, 443}:
        host = f"{host}:{port}"
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    query = urlencode([(k, v) for k, v in pairs if k.lower() not in _TRACKING and not k.lower().startswith("utm_")])
    return (
        host + (parts.path or "/") + (f"?{query}" if query else "") + (f"#{parts.fragment}" if parts.fragment else "")
    )


def text_key(day: date | None, title: str, summary: str) -> str:
    """Return the key of an entry without a link: printed first day and folded title, or the title alone."""
    words = fold(title or summary)
    return f"title:{words}" if day is None else f"day:{day.isoformat()} {words}"


def keys_of(printed: Printed, *, link_is_own: bool) -> tuple[str, ...]:
    """Return the keys of a story, the one that mints its guid first.

    `link_is_own` says that the link is the entry's alone: not the listing page, not shared on the page.
    """
    text = text_key(printed.day, printed.title, printed.summary)
    canonical = canonical_link(printed.link) if link_is_own else ""
    return (f"link:{canonical}", text) if canonical else (text,)


def mint_guid(site: UUID, key: str, ordinal: int = 1) -> str:
    """Return the guid of the `ordinal`-th twin with `key`: `urn:uuid:` and a version 5 UUID (RFC 9562)."""
    name = key if ordinal == 1 else f"{key}\n{ordinal}"
    # What uuid5 does, without an object for it: a full build mints an id for every entry.
    digest = hashlib.sha1(site.bytes + name.encode(), usedforsecurity=False).hexdigest()
    variant = "89ab"[int(digest[16], 16) % 4]
    return f"urn:uuid:{digest[:8]}-{digest[8:12]}-5{digest[13:16]}-{variant}{digest[17:20]}-{digest[20:32]}"


def feed_id(site: UUID, name: str) -> str:
    """Return the permanent id of the feed `name`, apart from the ids of all items."""
    return f"urn:uuid:{uuid5(site, f'feed:{name}')}"


def digest_of(printed: Printed) -> str:
    """Return a digest of what makes an edit: title, summary and printed date.

    Empty fields are left out, so that a field added to feedpub later re-announces nothing.
    """
    # JSON, sorted by name, one field after the other: an encoder for the whole, or a loop, costs more than all else.
    said = []
    if printed.day is not None:
        said.append(f'"day": "{printed.day.isoformat()}"')
    if printed.end is not None:
        said.append(f'"end": "{printed.end.isoformat()}"')
    if printed.instant is not None:
        said.append(f'"instant": "{printed.instant.isoformat()}"')
    if printed.summary:
        said.append(f'"summary": {_quoted(printed.summary)}')
    if printed.title:
        said.append(f'"title": {_quoted(printed.title)}')
    data = "{" + ", ".join(said) + "}"
    return f"{_DIGEST_VERSION}:{hashlib.sha256(data.encode()).hexdigest()[:32]}"


def _quoted(text: str) -> str:
    """Return a text as JSON of nothing but ASCII."""
    plain = text.isascii() and "\x7f" not in text
    return _write(text).decode() if plain else _escape(text)  # the first in a fifth of the time


_write: Final = msgspec.json.Encoder().encode
_escape: Final = json.JSONEncoder(ensure_ascii=True).encode

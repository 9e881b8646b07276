"""Links as they are published: absolute, of the web, in URI characters."""

import re
from typing import Final
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

_URI: Final = "%/:?@!$&'()*+,;=-._~"

_WORDS: Final = 3
"""A name of so many words tells one story."""


def web_address(page: str, link: str) -> str:
    """Return the absolute http(s) address of a link on `page` in URI characters, "" if it has none."""
    if not link:
        return ""
    try:
        parts = urlsplit(urljoin(page, link))
        host = (parts.hostname or "").encode("idna").decode()
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not re.fullmatch(r"[a-z0-9_.-]+", host):
        return ""
    path, query, fragment = (quote(part, safe=_URI) for part in (parts.path, parts.query, parts.fragment))
    return urlunsplit((parts.scheme, host if port is None else f"{host}:{port}", path or "/", query, fragment))


def names_story(name: str) -> bool:
    """Say whether the last name of an address is that of one story: a single word may be that of a series."""
    words = re.split(r"[-_+ ]", name.partition(".")[0])
    return "/" not in name and sum(any(c.isalpha() for c in word) for word in words) >= _WORDS

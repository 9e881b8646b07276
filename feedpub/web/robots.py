"""What robots.txt allows (RFC 9309). protego's room."""

from typing import Final
from urllib.parse import urlsplit, urlunsplit

from protego import Protego

from feedpub.web.types import AGENT

LONGEST: Final = 500 * 1024
"""So many bytes of a robots.txt count."""

_SLOWEST: Final = 60.0


class Rules:
    """The rules of one host, ready to ask."""

    def __init__(self, text: str) -> None:
        self._rules = Protego.parse(text)

    def allow(self, url: str) -> bool:
        """Say whether we may read an address."""
        return self._rules.can_fetch(url, AGENT)

    @property
    def pause(self) -> float:
        """The seconds between two requests that the host asks for, a minute at most."""
        return min(self._rules.crawl_delay(AGENT) or 0.0, _SLOWEST)


def robots_of(url: str) -> str:
    """Return the address of the robots.txt that an address falls under."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", ""))

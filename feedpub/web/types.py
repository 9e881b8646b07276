"""What is asked of the web and what comes back: plain data, of no library."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from feedpub.errors import SourceError

AGENT: Final = "feedpub"
"""The name that robots.txt knows us by."""

MEGABYTE: Final = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How to behave on the web.

    `contact` is an address that tells a site who asks. `deadline` are the seconds that one page may take in all,
    `pause` those between two requests to one host, `limit` the bytes that a page may have. `allow_private`
    also lets addresses be reached that are not public.
    """

    contact: str = ""
    deadline: float = 30.0
    pause: float = 1.0
    limit: int = 10 * MEGABYTE
    allow_private: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What a server tells an unchanged page by (RFC 9110 section 8.8): ETag and Last-Modified, as it wrote them."""

    etag: str = ""
    modified: str = ""

    def __bool__(self) -> bool:
        """Say whether there is one."""
        return bool(self.etag or self.modified)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What stands at an address.

    `url` is where it was found in the end, `moved` the new address if it has moved there for good, `charset` what
    the header declares. `fresh` says how long the page need not be asked for again. Of a page that is `unchanged`
    since its validators were given there is no data.
    """

    url: str
    data: bytes = b""
    charset: str = ""
    content_type: str = ""
    moved: str = ""
    links: Mapping[str, str] = field(default_factory=dict)
    validators: Validators = Validators()
    fresh: timedelta = timedelta()
    unchanged: bool = False


class WebError(SourceError):
    """A page cannot be had. `wait` says how long the server wants to be left alone."""

    def __init__(self, message: str, *, wait: timedelta = timedelta()) -> None:
        super().__init__(message)
        self.wait = wait


class UnreachableError(WebError):
    """There is no such host, or it must not be reached, or cannot be, whatever is asked for."""

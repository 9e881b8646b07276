"""The web as a place to read listings from. It needs the extra `web`, and is loaded only by those who use it.

addresses   which are public      connection  only to these, never past a deadline
robots      what is allowed       caching     what need not be asked again
decoding    bytes, bounded        fetcher     one page after the other, politely
listing     the pages of one listing

The network is an end of the pipeline: deadlines and pauses go by the monotonic clock, which no output can show.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from feedpub.errors import EXTRA_STEP, SourceError
from feedpub.web.types import Page, Settings, Validators, WebError

if TYPE_CHECKING:
    from feedpub.web.fetcher import Web

__all__ = ["Page", "Settings", "Validators", "WebError", "fetch_page", "open_web"]


def fetch_page(url: str, settings: Settings = Settings()) -> Page:  # noqa: B008 - frozen
    """Return the page at an address, which robots.txt must allow. Raises SourceError saying what to do."""
    return open_web(settings).page(url)


def open_web(settings: Settings, robots: Mapping[str, str] | None = None) -> "Web":
    """Return what reads pages; `robots` are the robots.txt that are still good, by address.

    Raises SourceError when the libraries for it are not installed.
    """
    try:
        from feedpub.web.fetcher import Web
    except ModuleNotFoundError as error:
        library = "httpx2" if error.name == "httpcore2" else error.name  # the second is a part of the first
        raise SourceError(f"addresses are read with {library}, which is not installed: {EXTRA_STEP}") from None
    return Web(settings, robots=robots)

"""The folder that a link leads to: entries of one listing share theirs, the ways of a menu lead to several."""

import re
from functools import lru_cache
from typing import Final

_NUMBER: Final = re.compile(r"\d+")
_SITE: Final = re.compile(r"(?:[A-Za-z][\w+.-]*:)?//[^/?#]*")
_BEHIND: Final = re.compile(r"[?#]")


@lru_cache(maxsize=20_000)
def folder_of(link: str) -> str:
    """Return an address without its last part, whichever numbers are in the rest: those are days, and pages."""
    path = _BEHIND.split(link, maxsplit=1)[0]
    if len(path) == len(link):
        path = path.rstrip("/")
    site = _SITE.match(path)
    at = len(site[0]) if site else 0
    return path[:at] + _NUMBER.sub("0", path[at:].rpartition("/")[0])


def is_folder(folder: str) -> bool:
    """Say whether what `folder_of` returned is more than a site."""
    return bool(_SITE.sub("", folder, count=1).strip("/"))

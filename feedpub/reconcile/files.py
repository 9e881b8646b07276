"""Pictures and recordings whose address has another token or time in it at each visit: they are the same files."""

import re
from typing import Final

from msgspec import structs

from feedpub.model import Enclosure, FeedItem, Printed

_FILE: Final = re.compile(
    r"(?P<file>https?://[^\s\"'?#]+\.(?:avif|bmp|gif|jpe?g|png|svg|webp|aac|flac|m4[abv]|mov|mp[34]|og[agv]|opus|wav|webm))"
    r"\?[^\s\"'#]*",
    re.IGNORECASE,
)
"""The address of a file with a query. In HTML it ends at the quotation mark."""


def keep_addresses(before: Printed, entry: FeedItem) -> FeedItem:
    """Return an entry with the addresses that its files had before, where only their queries differ.

    Behind such an address stands the same file: nothing that is published has to change for it. Where the path does
    not name a file, the query may say which one is meant, and counts.
    """
    printed = entry.printed
    if printed.image == before.image and printed.content == before.content and printed.enclosures == before.enclosures:
        return entry
    kept = structs.replace(
        printed,
        image=before.image if _plain(printed.image) == _plain(before.image) else printed.image,
        content=before.content if _plain(printed.content) == _plain(before.content) else printed.content,
        enclosures=before.enclosures if _named(printed) == _named(before) else printed.enclosures,
    )
    return structs.replace(entry, printed=kept)


def _plain(text: str) -> str:
    return _FILE.sub(r"\g<file>", text)


def _named(printed: Printed) -> list[Enclosure]:
    return [structs.replace(one, url=_plain(one.url)) for one in printed.enclosures]

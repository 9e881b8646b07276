"""Page bytes → the entries of the listing."""

from collections.abc import Iterator

from feedpub.dates import UNDECLARED, Terms
from feedpub.errors import SourceError
from feedpub.jsontable import JsonTable
from feedpub.listings.joining import join_listings
from feedpub.listings.kinds import Kind, kind_of
from feedpub.listings.paging import next_page
from feedpub.listings.text import explain_text, parse_text
from feedpub.model import Listing
from feedpub.selection import Select

__all__ = ["decode", "join_listings", "next_page", "parse_listing"]

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def parse_listing(  # noqa: PLR0913 - all that may be known of a page
    data: bytes,
    name: str,
    *,
    encoding: str = "",
    charset: str = "",
    terms: Terms = UNDECLARED,
    address: str = "",
    select: Select | None = None,
    kind: Kind | None = None,
    paths: JsonTable = JsonTable(),  # noqa: B008 - frozen
) -> Listing:
    """Read the entries of a listing page in page order: of a web page, plain text, a feed or JSON.

    `name` is how messages call the page; `encoding` is declared, else a byte order mark, UTF-8, or the `charset`
    that its server names; `terms` are what is declared of its dates; `address` is the page's own, which links are
    relative to; `select` says where a web page has its entries, `paths` where JSON has them; `kind` is declared,
    else seen from how the page begins.
    Raises SourceError when the bytes are no such page or hold no listing.
    """
    # Here: lxml takes 50 ms, and text needs none.
    match kind or kind_of(data):
        case "html":
            from feedpub.listings.html import parse_html

            return parse_html(data, name, address=address, encoding=encoding or charset, terms=terms, select=select)
        case "feed":
            from feedpub.listings.feed import parse_entries

            return parse_entries(data, name, terms)
        case "json":
            from feedpub.listings.data import parse_data

            text = decode(data, name, encoding=encoding, charset=charset)
            return parse_data(text.encode(), name, paths, terms)
        case _:
            return parse_text(decode(data, name, encoding=encoding, charset=charset), name, terms)


def explain_listing(data: bytes, name: str, *, encoding: str = "", terms: Terms = UNDECLARED) -> Iterator[str]:
    """Yield how a text listing was read: the layout found, the runner-up, and what each line is taken for."""
    if (kind := kind_of(data)) != "text":
        raise SourceError(f"{name}: its kind is {kind}; --explain tells how listings of plain text are read")
    return explain_text(decode(data, name, encoding=encoding), name, terms)


def decode(data: bytes, name: str, *, encoding: str = "", charset: str = "") -> str:
    """Return the text of a page; a byte that is not of the encoding is named with its line.

    What is valid UTF-8 is no other charset, whatever its server says.
    """
    for bom, codec in _BOMS:
        if data.startswith(bom):
            data, encoding = data.removeprefix(bom), codec
            break
    if not encoding and b"\0" in data:
        line = data.count(b"\n", 0, data.index(b"\0")) + 1
        raise SourceError(
            f"{name}:{line}: this is binary data, or UTF-16 without a byte order mark; declare `encoding`"
        )
    try:
        return data.decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        if not encoding and _knows(charset):
            return decode(data, name, encoding=charset)
        line = data.count(b"\n", 0, error.start) + 1
        raise SourceError(
            f"{name}:{line}: byte 0x{data[error.start]:02x} is not {encoding or 'UTF-8'} text; "
            'if the page has another encoding, declare it for the source, e.g. encoding = "cp1252"'
        ) from None


def _knows(charset: str) -> bool:
    """Say whether a charset is one that text can be read in."""
    try:
        return bool(charset) and isinstance(b"".decode(charset), str)
    except (LookupError, UnicodeError):
        return False

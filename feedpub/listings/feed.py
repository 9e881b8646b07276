"""A feed that another program wrote → entries, to be merged, filtered and split by topic like any listing."""

from feedpub.dates import Terms
from feedpub.errors import SourceError
from feedpub.feeds import ForeignEntry, parse_feed
from feedpub.listings.decoding import decode
from feedpub.model import Listing, ListingEntry


def parse_entries(data: bytes, name: str, terms: Terms, encoding: str = "") -> Listing:
    """Read Atom, RSS or JSON Feed as a listing, in the order of the document.

    The guids of the feed are not taken over (`feedpub adopt` does that): its entries are known by link, else by day
    and title, so that an entry which another source lists, too, is one item. An entry that breaks is left out with a
    warning. `encoding` is declared for the page. Raises SourceError where there is none.
    """
    if encoding:
        data, encoding = decode(data, name, encoding=encoding).encode(), "utf-8"
    feed = parse_feed(data, name, zone=terms.zone, encoding=encoding, lenient=True)
    entries = tuple(_entry(entry) for entry in feed.entries if entry.title or entry.summary)
    if not entries:
        raise SourceError(f"{name}: this feed has no entry with a text; check that it is the right one")
    return Listing(entries=entries, problems=feed.problems, terms=terms)


def _entry(entry: ForeignEntry) -> ListingEntry:
    at = entry.published or entry.updated
    day = entry.day.isoformat() if entry.day else ""
    return ListingEntry(
        line=entry.line or 1,
        title=entry.title,
        kicker=next(iter(entry.categories), ""),
        kickers=entry.categories[1:],
        summary=entry.summary,
        link=entry.link,
        dateline=day,
        image=entry.image,
        author=entry.author,
        content=entry.content,
        excerpt=entry.excerpt,
        base=entry.base,
        enclosures=entry.enclosures,
        moment=at.isoformat().replace("+00:00", "Z") if at else day,
    )

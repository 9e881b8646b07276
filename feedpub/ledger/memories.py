"""What is remembered of addresses: what a page was told by, when it may be asked for again, the robots.txt of hosts.

A page that could not be read is kept, packed, until one can be: whoever looks for what is wrong need not ask again.
"""

import zlib
from collections.abc import Iterable
from datetime import datetime
from itertools import chain

import msgspec

from feedpub.ledger.selecting import select
from feedpub.ledger.store import Ledger
from feedpub.ledger.values import EPOCH
from feedpub.web import Page


class KnownPage(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One page of a listing, and what its server tells it by."""

    url: str
    etag: str = ""
    modified: str = ""


class Visited(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The last visit to a source's pages.

    `pages` are those of the last good reading, which only stand for it while the source is read as it was then:
    `read_as` is a digest of that. Before `fresh` nothing need be asked for, before `wait` nothing may be.
    """

    read_as: str = ""
    pages: tuple[KnownPage, ...] = ()
    fresh: datetime = EPOCH
    wait: datetime = EPOCH


class KeptPage(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A page of the web, its data packed."""

    url: str
    data: bytes
    charset: str = ""


class Robots(msgspec.Struct, frozen=True, kw_only=True):
    """A robots.txt, and until when it may be kept."""

    text: str
    until: datetime


def visited(ledger: Ledger, source: str) -> Visited:
    """Return what is remembered of the last visit to a source."""
    row = ledger.db.execute("SELECT memory FROM web WHERE key = ?", (f"source:{source}",)).fetchone()
    return msgspec.json.decode(row[0], type=Visited) if row else Visited()


def keep_visit(ledger: Ledger, source: str, visit: Visited) -> None:
    """Remember a visit to a source."""
    _keep(ledger, f"source:{source}", msgspec.json.encode(visit).decode())


def forget_visit(ledger: Ledger, source: str) -> None:
    """Let the next run read the pages of a source again, changed or not; a wait that a site asked for stands."""
    visit = visited(ledger, source)
    if visit != Visited():
        keep_visit(ledger, source, Visited(wait=visit.wait))


def keep_page(ledger: Ledger, source: str, page: Page | None) -> None:
    """Remember the page that a source could not be read from; None: it can be read now."""
    key = f"page:{source}"
    if page is None:
        if ledger.db.execute("SELECT 1 FROM web WHERE key = ?", (key,)).fetchone():
            ledger.db.execute("DELETE FROM web WHERE key = ?", (key,))
    else:
        packed = KeptPage(url=page.url, data=zlib.compress(page.data), charset=page.charset)
        _keep(ledger, key, msgspec.json.encode(packed).decode())


def kept_page(ledger: Ledger, source: str) -> Page | None:
    """Return the page that a source could not be read from."""
    row = ledger.db.execute("SELECT memory FROM web WHERE key = ?", (f"page:{source}",)).fetchone()
    if row is None:
        return None
    found = msgspec.json.decode(row[0], type=KeptPage)
    return Page(url=found.url, data=zlib.decompress(found.data), charset=found.charset)


def robots(ledger: Ledger, now: datetime) -> dict[str, str]:
    """Return every robots.txt that is still good, by address."""
    rows = ledger.db.execute("SELECT key, memory FROM web WHERE key LIKE 'robots:%'")
    kept = ((key.removeprefix("robots:"), msgspec.json.decode(memory, type=Robots)) for key, memory in rows)
    return {url: found.text for url, found in kept if found.until > now}


def keep_robots(ledger: Ledger, found: Iterable[tuple[str, str]], now: datetime, until: datetime) -> None:
    """Remember what was read of robots.txt until then, and forget what is too old."""
    good = robots(ledger, now)
    rows = ledger.db.execute("SELECT key FROM web WHERE key LIKE 'robots:%'").fetchall()
    old = [row for row in rows if row[0].removeprefix("robots:") not in good]
    ledger.db.executemany("DELETE FROM web WHERE key = ?", old)
    for url, text in found:
        _keep(ledger, f"robots:{url}", msgspec.json.encode(Robots(text=text, until=until)).decode())


def _keep(ledger: Ledger, key: str, memory: str) -> None:
    """Write a row, if it differs from what stands there."""
    ledger.db.execute(
        "INSERT INTO web VALUES (?1, ?2) ON CONFLICT DO UPDATE SET memory = ?2 WHERE memory <> ?2", (key, memory)
    )


def filtered_by(ledger: Ledger) -> str:
    """Return by which filters items were hidden last."""
    row = ledger.db.execute("SELECT memory FROM web WHERE key = 'filters'").fetchone()
    return str(row[0]) if row else ""


def keep_filters(ledger: Ledger, digest: str) -> None:
    """Remember by which filters items are hidden."""
    _keep(ledger, "filters", digest)


def hide(ledger: Ledger, guid: str, *, hidden: bool) -> None:
    """Keep an item out of every file, or let it back, for as long as the filters say so."""
    if hidden != is_hidden(ledger, guid):
        query = "INSERT INTO hidden VALUES (?)" if hidden else "DELETE FROM hidden WHERE guid = ?"
        ledger.db.execute(query, (guid,))
        if ledger.db.execute("SELECT 1 FROM item WHERE guid = ? AND arrival > 0", (guid,)).fetchone():
            ledger.flipped ^= {guid}


def is_hidden(ledger: Ledger, guid: str) -> bool:
    """Say whether the filters keep an item back."""
    return ledger.db.execute("SELECT 1 FROM hidden WHERE guid = ?", (guid,)).fetchone() is not None


def count_flipped(ledger: Ledger, last: int) -> tuple[int, int]:
    """Return how many items up to arrival `last` a run has hidden, and how many it has let back."""
    query = f"SELECT guid IN hidden FROM item WHERE arrival BETWEEN 1 AND {last:d} AND guid IN (?)"
    flipped = [hidden for (hidden,) in chain.from_iterable(select(ledger.db, query, ledger.flipped))]
    return sum(flipped), len(flipped) - sum(flipped)


def shows_nothing_of(ledger: Ledger, source: str) -> bool:
    """Say whether the filters keep back all that a source has ever listed."""
    listed = "SELECT 1 FROM sighting s JOIN item i ON i.id = s.item WHERE s.source = ?"
    if ledger.db.execute(f"{listed} AND i.guid NOT IN hidden", (source,)).fetchone():
        return False  # the first that is shown ends the look
    return ledger.db.execute(listed, (source,)).fetchone() is not None


def unshown_among(ledger: Ledger, guids: Iterable[str]) -> set[str]:
    """Return which of these items are in no feed: the filters keep them back, or they were withdrawn."""
    rows = chain.from_iterable(select(ledger.db, "SELECT guid FROM unshown WHERE guid IN (?)", guids))
    return {guid for (guid,) in rows}


def guids(ledger: Ledger) -> list[str]:
    """Return the guids of all items."""
    return [row[0] for row in ledger.db.execute("SELECT guid FROM item ORDER BY guid")]

"""Closed pages as the ledger has them: which are due to be written, and what they show."""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from msgspec import Struct

from feedpub.ledger.store import Ledger
from feedpub.ledger.values import decode, instant_of
from feedpub.model import FeedItem


class PageRow(Struct, frozen=True):
    """A closed page. `atom`, `rss` and `json` are the digests of its files: None while one is due, b"" for none."""

    feed: int
    number: int
    generation: int
    closing: int
    label: str
    last: int
    atom: bytes | None
    rss: bytes | None
    json: bytes | None


class PageEntry(NamedTuple):
    """An entry of a closed page: item, its categories then, and where what it said then is kept, if not in the item."""

    arrival: int
    categories: str
    past: int | None


class Archive:
    """The closed pages of a ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._db = ledger.db

    def due(self) -> Iterator[PageRow]:
        """Yield the pages of which a file is to be written, in the order of their closing."""
        last = 0
        while rows := self._db.execute(_DUE, (last,)).fetchall():
            yield from (PageRow(*row) for row in rows)
            last = rows[-1][3]

    def pages(self) -> Iterator[PageRow]:
        """Yield every page, in the order of closing."""
        last = 0
        while row := self._db.execute(f"{_PAGE} WHERE closing > ? ORDER BY closing LIMIT 1", (last,)).fetchone():
            page = PageRow(*row)
            last = page.closing
            yield page

    def of_feed(self, feed: int) -> Iterator[PageRow]:
        """Yield the pages of a feed in their order."""
        number = 0
        while row := self._db.execute(
            f"{_PAGE} WHERE feed = ? AND number > ? ORDER BY number LIMIT 1", (feed, number)
        ).fetchone():
            page = PageRow(*row)
            number = page.number
            yield page

    def newest(self, feed: int) -> PageRow | None:
        """Return the page of a feed that closed last."""
        row = self._db.execute(f"{_PAGE} WHERE feed = ? ORDER BY number DESC LIMIT 1", (feed,)).fetchone()
        return PageRow(*row) if row else None

    def generation(self, feed: int, number: int) -> int:
        """Return the generation under whose address a page stands."""
        row = self._db.execute("SELECT generation FROM page WHERE feed = ? AND number = ?", (feed, number)).fetchone()
        return int(row[0]) if row else 0

    def all_due(self, feed: int) -> None:
        """Let all pages of a feed be written anew where they are missing: their bytes are what they were."""
        self._db.execute(
            "UPDATE page SET atom = NULL, rss = NULL, json = CASE feed WHEN 0 THEN NULL ELSE json END WHERE feed = ?",
            (feed,),
        )

    def let_be_due(self, page: PageRow) -> None:
        """Let the files of a page be written anew."""
        self._db.execute(
            "UPDATE page SET atom = NULL, rss = NULL, json = CASE feed WHEN 0 THEN NULL ELSE json END"
            " WHERE feed = ? AND number = ?",
            (page.feed, page.number),
        )

    def needs(self, path: str) -> bool:
        """Say whether a file in the archive is one of a page as it is addressed now, or none of ours."""
        found = _PATH.fullmatch(path)
        if found is None:
            return True
        query = "SELECT 1 FROM page p WHERE p.number = ? AND p.generation = ? AND p.feed = "
        values: tuple[str | int, ...] = (int(found["number"]), int(found["generation"]))
        if found["feed"] == "all":
            return self._db.execute(query + "0", values).fetchone() is not None
        of_topic = "(SELECT l.id FROM label l JOIN topic t ON t.facet = l.facet AND t.slug = l.slug WHERE t.slug = ?)"
        slug = found["feed"].removeprefix("topics/")
        return self._db.execute(query + of_topic, (*values, slug)).fetchone() is not None

    def keep_digests(self, pages: Iterable[PageRow]) -> None:
        """Keep the digests of the files of pages as they were written."""
        self._db.executemany(
            "UPDATE page SET atom = ?3, rss = ?4, json = ?5 WHERE feed = ?1 AND number = ?2",
            [(page.feed, page.number, page.atom, page.rss, page.json) for page in pages],
        )

    # ── what they show ────────────────────────────────────────────────────────────────────────────

    def entries(self, page: PageRow) -> list[PageEntry]:
        """Return the entries of a page, in the order of arrival."""
        rows = self._db.execute(
            "SELECT s.arrival, t.categories, s.past FROM shown s JOIN terms t ON t.id = s.terms"
            " WHERE s.feed = ? AND s.page = ? ORDER BY s.arrival",
            (page.feed, page.number),
        )
        return list(map(PageEntry._make, rows))

    def updated(self, page: PageRow) -> int:
        """Return when the latest entry of a page had been updated, 0 where it has none left."""
        (second,) = self._db.execute(
            "SELECT coalesce(max(coalesce(p.updated, i.updated)), 0) FROM shown s JOIN item i ON i.arrival = s.arrival"
            " LEFT JOIN past p ON p.id = s.past WHERE s.feed = ? AND s.page = ?",
            (page.feed, page.number),
        ).fetchone()
        return int(second)

    def item_then(self, entry: PageEntry) -> FeedItem:
        """Return what feeds show of an item, as it was when a page closed over it. Its keys are left out."""
        guid, published, updated, source, printed = self._db.execute(
            "SELECT guid, published, updated, source, printed FROM item WHERE arrival = ?1"
            if entry.past is None
            else "SELECT i.guid, p.published, p.updated, p.source, p.printed FROM item i JOIN past p ON p.id = ?2"
            " WHERE i.arrival = ?1",
            (entry.arrival,) if entry.past is None else (entry.arrival, entry.past),
        ).fetchone()
        return FeedItem(
            guid=guid,
            aliases=(guid,),
            source=source,
            printed=decode(printed),
            digest="",
            published=instant_of(published),
            updated=instant_of(updated),
            basis="seen",
            arrival=entry.arrival,
        )

    def items(self, arrivals: Iterable[int]) -> Iterator[FeedItem]:
        """Yield the items of these numbers that feeds may show, with all that they say of them."""
        return self._ledger.whole(arrivals)

    def record(self, page: PageRow) -> Iterator[tuple[FeedItem, str]]:
        """Yield the items that came in the time of a page of the combined feed, as they are now, and terms then."""
        before = self._db.execute(
            "SELECT last FROM page WHERE feed = ? AND number = ?", (page.feed, page.number - 1)
        ).fetchone()
        arrivals = self._db.execute(
            "SELECT m.arrival, (SELECT t.categories FROM shown s JOIN terms t ON t.id = s.terms"
            " WHERE s.arrival = m.arrival AND s.feed = 0 ORDER BY s.page DESC LIMIT 1) FROM member m"
            " WHERE m.label = 0 AND m.arrival > ? AND m.arrival <= ? ORDER BY m.arrival",
            (before[0] if before else -(2**62), page.last),
        ).fetchall()
        then = dict(arrivals)
        for item in self.items(then):
            yield item, then[item.arrival] or ""


_PATH: Final = re.compile(
    r"archive/(?P<generation>\d+)/(?P<feed>all|topics/[^/]+)/(?P<number>\d+)\.(?:atom\.xml|rss\.xml|json)", re.ASCII
)
_PAGE: Final = "SELECT feed, number, generation, closing, label, last, atom, rss, json FROM page"
_DUE: Final = (
    f"{_PAGE} WHERE closing IN (SELECT closing FROM page WHERE atom IS NULL AND closing > ?1"
    " UNION SELECT closing FROM page WHERE json IS NULL AND closing > ?1 ORDER BY closing LIMIT 50) ORDER BY closing"
)

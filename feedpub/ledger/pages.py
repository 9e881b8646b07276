"""Closed pages, in rows: what stands on them, and what waits for the next one. `archive` reads them."""

from collections.abc import Iterable

from feedpub.ledger.store import Ledger
from feedpub.ledger.values import Closed, encode, second_of
from feedpub.model import FeedItem


class Pages:
    """The tables that say what closed pages show."""

    def __init__(self, ledger: Ledger) -> None:
        self._db = ledger.db

    def terms(self, categories: str) -> int:
        """Return the number of a list of categories, as JSON."""
        row = self._db.execute("SELECT id FROM terms WHERE categories = ?", (categories,)).fetchone()
        if row:
            return int(row[0])
        return int(self._db.execute("INSERT INTO terms (categories) VALUES (?)", (categories,)).lastrowid or 0)

    def keep_past(self, item: FeedItem) -> int:
        """Keep what a closed page says of an item; return under which number."""
        cursor = self._db.execute(
            "INSERT INTO past (published, updated, source, printed) VALUES (?, ?, ?, ?)",
            (second_of(item.published), second_of(item.updated), item.source, encode(item.printed)),
        )
        return int(cursor.lastrowid or 0)

    def show_past(self, feed: int, page: int, arrival: int, past: int) -> None:
        """Let a closed page show an item as it was."""
        self._db.execute(
            "UPDATE shown SET past = ?4 WHERE feed = ?1 AND page = ?2 AND arrival = ?3", (feed, page, arrival, past)
        )

    def drop_pages(self, feed: int) -> None:
        """Forget the closed pages of a feed."""
        for table in ("page", "shown"):
            self._db.execute(f"DELETE FROM {table} WHERE feed = ?", (feed,))

    def add_page(self, page: Closed, entries: Iterable[tuple[int, int]]) -> None:
        """Close a page over entries: (arrival, terms)."""
        self._db.execute(
            "INSERT INTO page (feed, number, generation, closing, label, last, json)"
            " VALUES (?, ?, ?, (SELECT coalesce(max(closing), 0) + 1 FROM page), ?, ?, ?)",
            (page.feed, page.number, page.generation, page.label, page.last, b"" if page.feed else None),
        )
        self._db.executemany(
            "INSERT INTO shown (feed, page, arrival, terms) VALUES (?, ?, ?, ?)",
            [(page.feed, page.number, arrival, terms) for arrival, terms in entries],
        )

    def await_page(self, feed: int, arrival: int) -> None:
        """Let an item stand on the page of a feed that closes next."""
        self._db.execute("INSERT OR IGNORE INTO pending VALUES (?, ?)", (feed, arrival))

    def awaiting(self, feed: int) -> list[int]:
        """Return the items that will stand on the page of a feed that closes next."""
        query = "SELECT arrival FROM pending WHERE feed = ? ORDER BY arrival"
        return [row[0] for row in self._db.execute(query, (feed,))]

    def await_no_page(self, feed: int, arrival: int | None = None) -> None:
        """Forget that an item waits for a page of a feed, or that any does."""
        if arrival is None:
            self._db.execute("DELETE FROM pending WHERE feed = ?", (feed,))
        else:
            self._db.execute("DELETE FROM pending WHERE feed = ? AND arrival = ?", (feed, arrival))

    def pages_with(self, arrival: int) -> list[tuple[int, int]]:
        """Return feed and number of the closed pages that show an item."""
        return self._db.execute(
            "SELECT feed, page FROM shown WHERE arrival = ? ORDER BY feed, page", (arrival,)
        ).fetchall()

    def take_from_pages(self, arrival: int) -> None:
        """Take an item from the closed pages; these and all that lead to them get other addresses by `move_pages`."""
        self._db.execute("DELETE FROM shown WHERE arrival = ?", (arrival,))

    def move_pages(self, feed: int, number: int, generation: int) -> None:
        """Give the pages of a feed from one on new addresses."""
        self._db.execute(
            "UPDATE page SET generation = ?3, atom = NULL, rss = NULL, json = CASE feed WHEN 0 THEN NULL ELSE json END"
            " WHERE feed = ?1 AND number >= ?2",
            (feed, number, generation),
        )

    def move_feed(self, feed: int, number: int) -> None:
        """Give the pages of a feed from one on addresses of the next generation."""
        self._db.execute("UPDATE feed SET generation = generation + 1, due = 1 WHERE label = ?", (feed,))
        (generation,) = self._db.execute("SELECT generation FROM feed WHERE label = ?", (feed,)).fetchone()
        self.move_pages(feed, number, generation)

    def change_record(self, arrival: int) -> None:
        """Let the record of the closed page that an item belongs to be written anew."""
        self._db.execute(
            "UPDATE page SET json = NULL WHERE feed = 0 AND number ="
            " (SELECT number FROM page WHERE feed = 0 AND last >= ? ORDER BY last, number LIMIT 1)",
            (arrival,),
        )

    def await_pages(self) -> None:
        """Let wait for the next page what came before the end of the closed pages, and is not shown there as it is."""
        self._db.execute("DELETE FROM pending")
        self._db.execute(
            "INSERT INTO pending SELECT m.label, m.arrival FROM feed f JOIN member m ON m.label = f.label"
            " AND m.arrival <= f.closed JOIN item i ON i.arrival = m.arrival WHERE NOT EXISTS (SELECT 1 FROM shown s"
            " LEFT JOIN past p ON p.id = s.past WHERE s.arrival = m.arrival AND s.feed = f.label"
            " AND coalesce(p.updated, i.updated) = i.updated)"
        )

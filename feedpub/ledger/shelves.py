"""How items are filed, in rows: labels, their members, feeds; for closed pages see `pages`. `topics.filing` decides."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Final

import msgspec
from msgspec import Struct

from feedpub.ledger.selecting import AT_ONCE, select
from feedpub.ledger.store import Ledger
from feedpub.ledger.values import FeedRow, LabelRow, PublishedTopic, second_of
from feedpub.model import Facet

EVERYTHING: Final = 0
"""The label that every item has: its feed is the combined one."""

BEFORE_ALL: Final = -(2**62)
"""An arrival before every other."""


class Touched(Struct, frozen=True, kw_only=True):
    """An item that changed: its number, and the labels and `updated` that it was filed with."""

    arrival: int
    labels: tuple[int, ...]
    updated: int


class Filing(Struct, frozen=True, gc=False):
    """What filing needs of an item that is to be shown."""

    arrival: int
    guid: str
    published: int
    updated: int
    source: str
    printed: str


class Shelves:
    """The tables that say how the items of a ledger are filed."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._db = ledger.db

    # ── what filing rests on ──────────────────────────────────────────────────────────────────────

    def basis(self) -> tuple[str, dict[str, str]]:
        """Return what the items were filed by: a digest of rules and site, and the address of each source's page."""
        filed, addresses = self._db.execute("SELECT filed, addresses FROM site").fetchone()
        return filed, msgspec.json.decode(addresses, type=dict[str, str])

    def keep_basis(self, filed: str, addresses: dict[str, str]) -> None:
        """Keep what the items are filed by now."""
        data = msgspec.json.encode(dict(sorted(addresses.items()))).decode()
        self._db.execute(
            "UPDATE site SET filed = ?1, addresses = ?2 WHERE filed <> ?1 OR addresses <> ?2", (filed, data)
        )

    def clear(self, *, keep_pages: bool) -> None:
        """Take everything off the shelves; labels keep their numbers and feeds their names, closed pages may stand."""
        for table in ("member", "pending", "touched") if keep_pages else _TABLES:
            self._db.execute(f"DELETE FROM {table}")
        self._db.execute("UPDATE label SET count = 0, own = 0, first = NULL, first_arrival = NULL")
        self._db.execute("UPDATE feed SET due = 1")
        if not keep_pages:
            # What has been published under an address never changes: the pages to come have new ones.
            self._db.execute(
                "UPDATE feed SET generation = generation + (pages > 0), pages = 0, closed = ?", (BEFORE_ALL,)
            )

    # ── items ─────────────────────────────────────────────────────────────────────────────────────

    def touched(self) -> list[Touched]:
        """Return the items that changed or went since they were filed, in the order of arrival."""
        rows = self._db.execute(
            "SELECT arrival, labels, updated FROM touched WHERE labels IS NOT NULL ORDER BY arrival"
        )
        return [Touched(arrival=a, labels=_numbers(labels), updated=updated or 0) for a, labels, updated in rows]

    def arrived(self) -> Iterator[Filing]:
        """Yield the items that were never filed, in the order of arrival; the rows may change meanwhile."""
        last = BEFORE_ALL
        query = "SELECT arrival FROM touched WHERE labels IS NULL AND arrival > ? ORDER BY arrival LIMIT ?"
        while rows := self._db.execute(query, (last, AT_ONCE)).fetchall():
            yield from self.filings(arrival for (arrival,) in rows)
            (last,) = rows[-1]

    def settle(self) -> None:
        """Take all that was touched as filed."""
        # Emptying an empty table writes all the same.
        if self._db.execute("SELECT 1 FROM touched").fetchone():
            self._db.execute("DELETE FROM touched")

    def filing(self, arrival: int) -> Filing | None:
        """Return an item by its number, None if it is gone, withdrawn or hidden."""
        row = self._db.execute(f"{_FILING} AND arrival = ?", (arrival,)).fetchone()
        return Filing(*row) if row else None

    def filings(self, arrivals: Iterable[int]) -> Iterator[Filing]:
        """Yield items by their numbers, as far as they are not gone."""
        wanted = list(arrivals)
        for start in range(0, len(wanted), AT_ONCE):
            some = wanted[start : start + AT_ONCE]
            found = {
                row[0]: row for row in chain.from_iterable(select(self._db, f"{_FILING} AND arrival IN (?)", some))
            }
            yield from (Filing(*found[arrival]) for arrival in some if arrival in found)

    def all_filings(self) -> Iterator[Filing]:
        """Yield every item that feeds may show in the order of arrival; the rows may change meanwhile."""
        last = BEFORE_ALL
        while rows := self._db.execute(
            f"{_FILING} AND arrival > ? ORDER BY arrival LIMIT {AT_ONCE}", (last,)
        ).fetchall():
            yield from (Filing(*row) for row in rows)
            last = rows[-1][0]

    def arrival_of(self, guid: str) -> int | None:
        """Return the number of an item."""
        row = self._db.execute("SELECT arrival FROM item WHERE guid = ?", (guid,)).fetchone()
        return int(row[0]) if row else None

    def labels_of(self, arrival: int) -> tuple[int, ...]:
        """Return the labels that an item was filed under, in order."""
        row = self._db.execute("SELECT labels FROM item WHERE arrival = ?", (arrival,)).fetchone()
        return _numbers(row[0]) if row else ()

    def labels_of_all(self, arrivals: Iterable[int]) -> dict[int, tuple[int, ...]]:
        """Return the labels that each of these items was filed under."""
        rows = chain.from_iterable(select(self._db, "SELECT arrival, labels FROM item WHERE arrival IN (?)", arrivals))
        return {arrival: _numbers(labels) for arrival, labels in rows}

    def keep_labels_of(self, rows: Sequence[tuple[str, int]]) -> None:
        """Keep the labels of items: (labels, arrival)."""
        self._db.executemany("UPDATE item SET labels = ?1 WHERE arrival = ?2 AND labels <> ?1", rows)

    # ── labels and members ────────────────────────────────────────────────────────────────────────

    def label(self, facet: Facet, slug: str) -> LabelRow | None:
        """Return a label by what tells it apart."""
        return self._label("facet = ? AND slug = ?", (facet, slug))

    def label_by_id(self, number: int) -> LabelRow | None:
        """Return a label by its number."""
        return self._label("id = ?", (number,))

    def _label(self, condition: str, values: tuple[str | int, ...]) -> LabelRow | None:
        query = f"SELECT id, facet, slug, text, count, own, first, first_arrival FROM label WHERE {condition}"
        row = self._db.execute(query, values).fetchone()
        if row is None:
            return None
        number, kind, name, text, count, own, first, first_arrival = row
        return LabelRow(number, msgspec.convert(kind, Facet), name, text, count, own, first, first_arrival)

    def add_label(self, facet: Facet, slug: str, text: str) -> LabelRow:
        """Make a label that has no item yet."""
        cursor = self._db.execute(
            "INSERT INTO label (facet, slug, text, count, own) VALUES (?, ?, ?, 0, 0)", (facet, slug, text)
        )
        return LabelRow(int(cursor.lastrowid or 0), facet, slug, text)

    def has_everything(self) -> bool:
        """Say whether there is a combined feed; make its label if not."""
        if self._db.execute("SELECT 1 FROM label WHERE id = ?", (EVERYTHING,)).fetchone():
            return True
        self._db.execute("INSERT INTO label VALUES (?, 'section', '', '', 0, 0, NULL, NULL)", (EVERYTHING,))
        return False

    def keep_labels(self, labels: Iterable[LabelRow]) -> None:
        """Keep labels as they are now."""
        self._db.executemany(
            "UPDATE label SET text = ?2, count = ?3, own = ?4, first = ?5, first_arrival = ?6 WHERE id = ?1",
            [(n.id, n.text, n.count, n.own, n.first, n.first_arrival) for n in labels],
        )

    def add_members(self, rows: Sequence[tuple[int, int, int, int]]) -> None:
        """File items: (label, arrival, published, own)."""
        self._db.executemany("INSERT INTO member VALUES (?, ?, ?, ?)", rows)

    def member(self, label: int, arrival: int) -> tuple[int, int] | None:
        """Return `published` and `own` of an item under a label."""
        query = "SELECT published, own FROM member WHERE label = ? AND arrival = ?"
        row: tuple[int, int] | None = self._db.execute(query, (label, arrival)).fetchone()
        return row

    def change_member(self, label: int, arrival: int, published: int, own: int) -> None:
        """Keep `published` and `own` of an item under a label."""
        self._db.execute(
            "UPDATE member SET published = ?3, own = ?4 WHERE label = ?1 AND arrival = ?2",
            (label, arrival, published, own),
        )

    def remove_member(self, label: int, arrival: int) -> None:
        """Take an item from a label."""
        self._db.execute("DELETE FROM member WHERE label = ? AND arrival = ?", (label, arrival))

    def members(self, label: int, after: int = BEFORE_ALL) -> list[int]:
        """Return the items of a label that came after another one, in the order of arrival."""
        query = "SELECT arrival FROM member WHERE label = ? AND arrival > ? ORDER BY arrival"
        return [row[0] for row in self._db.execute(query, (label, after))]

    def earliest(self, label: int) -> list[int]:
        """Return the items of a label that were published first: one, or those of one instant."""
        query = (
            "SELECT arrival FROM member WHERE label = ?1"
            " AND published = (SELECT min(published) FROM member WHERE label = ?1) ORDER BY arrival"
        )
        return [row[0] for row in self._db.execute(query, (label,))]

    # ── feeds ─────────────────────────────────────────────────────────────────────────────────────

    def feed(self, label: int) -> FeedRow | None:
        """Return the feed of a label."""
        row = self._db.execute(f"{_FEED} WHERE label = ?", (label,)).fetchone()
        return FeedRow(*row) if row else None

    def feeds(self) -> list[FeedRow]:
        """Return every feed, the combined one first."""
        return [FeedRow(*row) for row in self._db.execute(f"{_FEED} ORDER BY label")]

    def keep_feeds(self, feeds: Iterable[FeedRow]) -> None:
        """Keep feeds as they are now."""
        self._db.executemany(
            "INSERT INTO feed VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO UPDATE SET"
            " closed = ?2, pages = ?3, generation = ?4, due = ?5",
            [(f.label, f.closed, f.pages, f.generation, f.due) for f in feeds],
        )

    def not_due(self, labels: Sequence[int]) -> None:
        """Take the subscription documents of feeds as generated."""
        self._db.executemany("UPDATE feed SET due = 0 WHERE label = ? AND due", [(label,) for label in labels])

    def all_due(self) -> None:
        """Let every subscription document be generated anew."""
        self._db.execute("UPDATE feed SET due = 1")

    def keep_topic(self, topic: PublishedTopic) -> None:
        """Keep the name of a topic that has a feed."""
        row = (topic.slug, topic.key, topic.facet, topic.label, topic.id, second_of(topic.updated))
        self._db.execute("INSERT OR REPLACE INTO topic VALUES (?, ?, ?, ?, ?, ?)", row)


def _numbers(labels: str) -> tuple[int, ...]:
    return tuple(map(int, labels.split()))


_FILING: Final = (
    "SELECT arrival, guid, published, updated, source, printed FROM item WHERE guid NOT IN withdrawn"
    " AND guid NOT IN hidden AND arrival <> 0"
)
_TABLES: Final = ("member", "pending", "touched", "shown", "page", "past", "terms")
_FEED: Final = "SELECT label, closed, pages, generation, due FROM feed"

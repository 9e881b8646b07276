"""Labels and feeds while a ledger is filed: read once, changed here, written when all is filed."""

from collections.abc import Sequence
from itertools import islice
from typing import Final

import msgspec

from feedpub.ledger import Ledger
from feedpub.ledger.pages import Pages
from feedpub.ledger.shelves import EVERYTHING, Shelves
from feedpub.ledger.values import FeedRow, LabelRow
from feedpub.topics.labels import Label

MANY: Final = 1000
"""So many memberships are written at once."""

_REMEMBERED: Final = 50_000


class Catalogue:
    """What filing knows of the labels and feeds of one ledger, and what of it has changed."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._shelves = Shelves(ledger)
        self._pages = Pages(ledger)
        self.rows: dict[tuple[str, str], LabelRow] = {}
        self._by_id: dict[int, LabelRow] = {}
        self.feeds: dict[int, FeedRow | None] = {}
        self.open: dict[int, list[int]] = {}
        self.labels: dict[int, tuple[int, ...]] = {}
        self.lists: dict[tuple[int, ...], tuple[tuple[int, ...], str]] = {}
        self.terms: dict[tuple[int, ...], int] = {}
        self.forget_changes()

    def forget_changes(self) -> None:
        """Take all that has changed as kept."""
        self._changed: dict[int, LabelRow] = {}
        self.touched_feeds: dict[int, FeedRow] = {}
        self.looked: dict[int, tuple[str, bool, bool]] = {}
        self.filed: list[tuple[str, int]] = []
        self.members: list[tuple[int, int, int, int]] = []

    def clear(self) -> None:
        """Forget all that was read."""
        for known in (self.rows, self._by_id, self.feeds, self.open, self.labels, self.lists, self.terms):
            known.clear()

    def combined(self) -> LabelRow:
        """Return the label that every item has."""
        self._shelves.has_everything()
        return self.row(EVERYTHING)

    def label(self, label: Label) -> LabelRow:
        """Return a label as the site knows it."""
        key = (label.facet, label.slug)
        row = self.rows.get(key)
        if row is None:
            row = self._shelves.label(*key) or self._shelves.add_label(*key, label.text)
            row = self.rows[key] = self._by_id.setdefault(row.id, row)
        return row

    def row(self, number: int) -> LabelRow:
        """Return a label by its number."""
        row = self._by_id.get(number)
        if row is None:
            row = self._shelves.label_by_id(number)
            if row is None:
                raise KeyError(number)
            self._by_id[number] = self.rows[row.facet, row.slug] = row
        return row

    def feed(self, number: int) -> FeedRow | None:
        """Return the feed of a label."""
        if number not in self.feeds:
            self.feeds[number] = self._shelves.feed(number)
        return self.feeds[number]

    def due(self, feed: FeedRow) -> None:
        """Let the subscription document of a feed be generated."""
        feed.due = 1
        self.touched_feeds[feed.label] = feed

    def open_of(self, feed: FeedRow) -> list[int]:
        """Return the arrivals that the subscription document of a feed shows, oldest first."""
        if feed.label not in self.open:
            known = self._shelves.members(feed.label, feed.closed)
            unkept = [m[1] for m in self.members if m[0] == feed.label and m[1] > feed.closed]
            self.open[feed.label] = sorted(known + unkept) if unkept else known
        return self.open[feed.label]

    def rename(self, row: LabelRow, text: str) -> None:
        """Spell a label otherwise."""
        if text != row.text:
            row.text = text
            self.terms.clear()

    def remember(self, arrival: int, numbers: tuple[int, ...]) -> None:
        """Take note of the labels of an item; all items with the same ones share one list of them."""
        shared = self.lists.get(numbers)
        if shared is None:
            shared = self.lists[numbers] = numbers, " ".join(map(str, numbers))
        self.labels[arrival] = shared[0]
        self.filed.append((shared[1], arrival))

    def terms_of(self, arrival: int) -> int:
        """Return the number of the categories that an item shows at this moment."""
        numbers = self.labels.get(arrival)
        if numbers is None:
            numbers = self.labels[arrival] = self._shelves.labels_of(arrival)
        terms = self.terms.get(numbers)
        if terms is None:
            terms = self.terms[numbers] = self._pages.terms(self._categories(numbers))
        return terms

    def _categories(self, numbers: Sequence[int]) -> str:
        rows = [self.row(number) for number in numbers]
        shown = [[row.facet, row.text] for row in rows if is_visible(row, self.feed(row.id))]
        return msgspec.json.encode(shown).decode()

    def look(self, row: LabelRow) -> None:
        """Notice that a label changes, and what people saw of it before."""
        if row.id not in self._changed:
            self._changed[row.id] = row
            self.looked[row.id] = self._look_of(row)

    def own(self, row: LabelRow, more: int) -> None:
        """Count the items that have a label as a whole kicker of their own."""
        before = row.own
        row.own += more
        if bool(before) != bool(row.own):
            self.terms.clear()  # people see the label now, or no longer

    def _look_of(self, row: LabelRow) -> tuple[str, bool, bool]:
        feed = self.feed(row.id)
        return row.text, is_visible(row, feed), feed is not None

    def flush(self) -> None:
        """Write what was filed so far."""
        self._shelves.add_members(self.members)
        self.members.clear()
        self._shelves.keep_labels_of(self.filed)
        self.filed.clear()
        if len(self.labels) > _REMEMBERED:
            # The latest stay: most of them stand on no page yet, and each is asked for when one closes.
            for arrival in list(islice(self.labels, _REMEMBERED // 2)):
                del self.labels[arrival]
            self.lists.clear()  # in some archives nearly every item has labels that no other has together

    def keep(self) -> None:
        """Write what changed, and find the feeds that show a label which people now see otherwise."""
        self.flush()
        for number, before in self.looked.items():
            row = self.row(number)
            after = self._look_of(row)
            if after != before and row.id != EVERYTHING:
                self.terms.clear()
                if after[2] and row.count:
                    self._ledger.keep_topic_label(row.slug, row.text)
                self._show_otherwise(row)
        self._shelves.keep_labels(self._changed.values())
        self._shelves.keep_feeds(self.touched_feeds.values())

    def _show_otherwise(self, row: LabelRow) -> None:
        """Let every feed be generated that shows an item with this label."""
        feeds = [self.feed(standing.label) or standing for standing in self._shelves.feeds()]
        others = [feed for feed in feeds if not feed.due]
        if not others:  # as in a first build: there is nothing to find out
            return
        if row.count <= MANY:
            for arrival in self._shelves.members(row.id):
                for number in (EVERYTHING, *self._shelves.labels_of(arrival)):
                    feed = self.feed(number)
                    if feed is not None and arrival > feed.closed:
                        self.due(feed)
            return
        for feed in others:
            if any(row.id in self._shelves.labels_of(arrival) for arrival in self.open_of(feed)):
                self.due(feed)


def is_visible(row: LabelRow, feed: FeedRow | None) -> bool:
    """Say whether people see a label: an “A: B” kicker gives A only for the sake of a topic A."""
    return row.facet != "topic" or feed is not None or row.own > 0

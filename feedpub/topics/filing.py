"""File what changed, and nothing else: labels and their numbers, the feeds that are due.

Items are filed one by one in the order of their arrival, so that what is published does not depend on how many
came at once. Where config or output format change, everything is filed anew, and all pages get new addresses.
"""

from bisect import insort
from collections.abc import Iterable, Sequence

from feedpub.config import Config
from feedpub.identity import feed_id
from feedpub.ledger import Ledger, PublishedTopic
from feedpub.ledger.pages import Pages
from feedpub.ledger.shelves import BEFORE_ALL, EVERYTHING, Filing, Shelves, Touched
from feedpub.ledger.values import FeedRow, LabelRow, instant_of
from feedpub.topics.catalogue import MANY, Catalogue
from feedpub.topics.closing import Closer, basis_of
from feedpub.topics.labelling import Found, Labeller
from feedpub.topics.labels import Label, slug_of


class Filer:
    """Files the items of one ledger under one config. Call `file` in a transaction."""

    def __init__(self, ledger: Ledger, config: Config) -> None:
        self._ledger = ledger
        self._config = config
        self._shelves = Shelves(ledger)
        self._pages = Pages(ledger)
        self._catalogue = Catalogue(ledger)
        self._labeller = Labeller(ledger, config, self._catalogue)
        self._closer = Closer(self._catalogue, self._pages)

    # ── the two ways ──────────────────────────────────────────────────────────────────────────────

    def file(self) -> None:
        """Give numbers to what arrived, and file all that changed since the last time."""
        self._ledger.number_arrivals()
        filed, addresses = self._shelves.basis()
        wanted, standing = basis_of(self._config), self._addresses()
        moved = any(standing.get(source, "") != page for source, page in addresses.items())
        if filed == f"?{wanted}" and not moved:
            self._file_everything(keep_pages=True)
        elif filed != wanted or moved:
            self._file_everything(keep_pages=False)
        else:
            self._file_again(self._shelves.touched())
            self._file_new(self._shelves.arrived())
        self._shelves.settle()
        self._shelves.keep_basis(wanted, standing)
        self._catalogue.keep()
        self._catalogue.forget_changes()

    def _addresses(self) -> dict[str, str]:
        """Return the address of every page that items come from: without a link of their own they lead there."""
        read = self._ledger.addresses()
        return read | {s.name: s.page for s in self._config.source if s.name in read}

    def _file_everything(self, *, keep_pages: bool) -> None:
        """File all items anew, in the order of their arrival, as if they came now; closed pages may stand."""
        self._shelves.clear(keep_pages=keep_pages)
        self._catalogue.clear()
        self._catalogue.combined()
        for topic in self._ledger.topics():
            row = self._catalogue.label(Label(topic.facet, topic.slug, topic.label))
            if self._catalogue.feed(row.id) is None:
                self._catalogue.feeds[row.id] = FeedRow(row.id, BEFORE_ALL)
                self._shelves.keep_feeds([FeedRow(row.id, BEFORE_ALL)])
        self._file_new(self._shelves.all_filings())
        for row in self._catalogue.rows.values():
            if row.count and row.id != EVERYTHING and self._catalogue.feed(row.id) is not None:
                self._ledger.keep_topic_label(row.slug, row.text)
        self._catalogue.looked.clear()  # all feeds are due
        if keep_pages:
            self._catalogue.flush()
            self._pages.await_pages()
            for feed in self._shelves.feeds():
                self._closer.close_corrections(feed.label)

    def _file_new(self, items: Iterable[Filing]) -> None:
        """File items that were not filed before; what no page shows of them yet waits for the next one."""
        combined = self._catalogue.combined()
        for item in items:
            found = self._labeller.labels_of(item)
            self._catalogue.remember(item.arrival, tuple([row.id for row, _, _ in found]))
            self._enter(combined, item, Label("section", "", ""), own=False)
            for row, label, own in found:
                self._enter(row, item, label, own=own)
            if len(self._catalogue.members) > MANY:
                self._catalogue.flush()

    def _file_again(self, touched: Sequence[Touched]) -> None:
        """File items that have changed, or are gone: first from where they do not belong, then where they do."""
        if not touched:
            return
        combined = self._catalogue.combined()
        feed = self._catalogue.feed(EVERYTHING)
        found: dict[int, tuple[Filing, list[Found]]] = {}
        before: dict[int, set[int]] = {}
        moved: dict[int, int] = {}
        emptied: dict[int, int] = {}
        for one in touched:
            item = self._shelves.filing(one.arrival)
            if item is not None:
                found[one.arrival] = (item, self._labeller.labels_of(item))
            old = set(one.labels)
            if self._shelves.member(EVERYTHING, one.arrival) is None:
                old.clear()  # it was withdrawn
            else:
                old.add(EVERYTHING)
            before[one.arrival] = old
            stays = {row.id for row, _, _ in found[one.arrival][1]} | {EVERYTHING} if item else set()
            for number in old - stays:
                if self._leave(number, one.arrival):
                    emptied[number] = max(emptied.get(number, 0), one.updated)
            if item is None:
                for number, page in self._pages.pages_with(one.arrival):
                    moved[number] = min(moved.get(number, page), page)
                self._pages.take_from_pages(one.arrival)
            if feed is not None and one.arrival <= feed.closed:
                self._pages.change_record(one.arrival)
        self._closer.move_pages(moved)
        for number, updated in emptied.items():
            self._keep_emptied(number, updated)
        for one in touched:
            if one.arrival in found:
                item, labels = found[one.arrival]
                self._catalogue.remember(item.arrival, tuple([row.id for row, _, _ in labels]))
                for row, label, own in [(combined, Label("section", "", ""), False), *labels]:
                    if row.id in before[one.arrival]:
                        self._stay(row, item, own=own, updated=one.updated)
                    else:
                        self._enter(row, item, label, own=own)
        if feed is not None and self._ledger.has_withdrawn():
            self._catalogue.due(feed)  # the feed says which guids no file may show, and an edit may add one
        self._catalogue.flush()
        self._labeller.spell_again()
        for number in list(self._catalogue.touched_feeds):
            self._closer.close_corrections(number)

    # ── one item under one label ──────────────────────────────────────────────────────────────────

    def _enter(self, row: LabelRow, item: Filing, label: Label, *, own: bool) -> None:
        """File an item under a label."""
        self._catalogue.look(row)
        row.count += 1
        if own:
            self._catalogue.own(row, 1)
        feed = self._catalogue.feed(row.id)
        arrivals = self._catalogue.open_of(feed) if feed is not None and item.arrival > feed.closed else None
        self._catalogue.members.append((row.id, item.arrival, item.published, int(own)))
        if row.id != EVERYTHING:
            self._labeller.spell(row, item, label)
        if feed is None:
            if row.id == EVERYTHING or self._begins(row):
                self._begin(row, item)
            return
        self._catalogue.due(feed)
        if arrivals is not None:
            insort(arrivals, item.arrival)
            self._closer.close_full(feed, arrivals)
        else:
            self._pages.await_page(row.id, item.arrival)
            if row.id == EVERYTHING:
                self._pages.change_record(item.arrival)

    def _stay(self, row: LabelRow, item: Filing, *, own: bool, updated: int) -> None:
        """File an item that has changed under a label that it had before."""
        standing = self._shelves.member(row.id, item.arrival)
        if standing is not None and standing != (item.published, int(own)):
            self._catalogue.look(row)
            self._catalogue.own(row, own - standing[1])
            self._shelves.change_member(row.id, item.arrival, item.published, int(own))
        if row.id != EVERYTHING and (
            row.first is None or item.published <= row.first or row.first_arrival == item.arrival
        ):
            self._catalogue.look(row)
            self._labeller.doubt(row)
        feed = self._catalogue.feed(row.id)
        if feed is None:
            return
        if item.arrival > feed.closed:
            self._catalogue.due(feed)
        elif item.updated != updated:
            self._catalogue.touched_feeds[row.id] = feed
            self._pages.await_page(row.id, item.arrival)

    def _leave(self, number: int, arrival: int) -> bool:
        """Take an item from a label; say whether its feed shows nothing any more."""
        row = self._catalogue.row(number)
        standing = self._shelves.member(number, arrival)
        if standing is None:
            return False
        self._catalogue.look(row)
        row.count -= 1
        self._catalogue.own(row, -standing[1])
        if row.first_arrival == arrival:
            self._labeller.doubt(row)
        self._shelves.remove_member(number, arrival)
        feed = self._catalogue.feed(number)
        if feed is None:
            return False
        self._catalogue.due(feed)
        self._pages.await_no_page(number, arrival)
        if arrival > feed.closed:
            arrivals = self._catalogue.open_of(feed)
            if arrival in arrivals:
                arrivals.remove(arrival)
            return not arrivals
        return False

    # ── feeds ──────────────────────────────────────────────────────────────────────────

    def _begins(self, row: LabelRow) -> bool:
        """Say whether a label is to have a feed: by a rule, or because it recurs."""
        return row.facet != "section" and (self._labeller.is_ruled(row) or row.count >= self._config.site.min_items)

    def _begin(self, row: LabelRow, item: Filing) -> None:
        """Give a label a feed, which takes its older items along. A slug belongs to the facet that had it first."""
        if row.id != EVERYTHING:
            if self._ledger.has_topic(row.slug):
                return
            self._shelves.keep_topic(self._topic(row, item.updated))
        self._catalogue.flush()
        feed = FeedRow(row.id, BEFORE_ALL)
        self._catalogue.feeds[row.id] = feed
        arrivals = self._catalogue.open[row.id] = self._shelves.members(row.id)
        self._catalogue.due(feed)
        self._catalogue.terms.clear()
        self._closer.close_full(feed, arrivals)

    def _topic(self, row: LabelRow, updated: int) -> PublishedTopic:
        return PublishedTopic(
            slug=row.slug,
            key=slug_of(row.text),
            facet=row.facet,
            label=row.text,
            id=feed_id(self._config.site.id, f"topic:{row.slug}"),
            updated=instant_of(updated),
        )

    def _keep_emptied(self, number: int, updated: int) -> None:
        """Keep when there last was news in a feed that shows nothing any more."""
        if number != EVERYTHING and updated:
            self._ledger.keep_topic_updated(self._catalogue.row(number).slug, updated)

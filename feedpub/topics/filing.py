"""File what changed, and nothing else: labels and their numbers, the feeds that are due, the pages that close.

Items are filed one by one in the order of their arrival, so that what is published does not depend on how many
came at once. A feed shows its newest arrivals; when there are FULL, the oldest PAGE of them close as a page of
its archive, which shows them as they are at that moment, for ever. What is corrected or comes late behind that
waits for the next page. Where config or output format change, everything is filed anew, and all pages get new
addresses.
"""

import hashlib
from bisect import insort
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Final

import msgspec

from feedpub.config import Config
from feedpub.identity import feed_id
from feedpub.ledger import Ledger, PublishedTopic
from feedpub.ledger.pages import Pages
from feedpub.ledger.shelves import BEFORE_ALL, EVERYTHING, Filing, Shelves, Touched
from feedpub.ledger.values import Closed, FeedRow, LabelRow, decode, instant_of
from feedpub.topics.catalogue import MANY, Catalogue
from feedpub.topics.labels import Label, compile_rules, labels_of_printed, slug_of

FULL: Final = 100
"""So many arrivals are too many for a subscription document."""

PAGE: Final = 50
"""So many arrivals close as a page; so many corrections do, too, when they have waited for one."""

FORMAT: Final = 2
"""How items are filed and closed pages are written: who changes that gives it a new number, for pages never change."""


def basis_of(config: Config) -> str:
    """Return a digest of everything in the config that decides what closed pages say."""
    site = asdict(config.site)
    for key in ("output", "ledger", "timezone"):
        del site[key]
    said = {"format": FORMAT, "site": site, "topics": [asdict(rule) for rule in config.topic]}
    return hashlib.sha256(msgspec.json.encode(said, order="deterministic")).hexdigest()


class Filer:
    """Files the items of one ledger under one config. Call `file` in a transaction."""

    def __init__(self, ledger: Ledger, config: Config) -> None:
        self._ledger = ledger
        self._config = config
        self._shelves = Shelves(ledger)
        self._pages = Pages(ledger)
        self._rules = compile_rules(config.topic, config.site.types, ledger.topics())
        self._ruled = {label.slug: label for label in self._rules.by_slug.values()}
        self._catalogue = Catalogue(ledger)
        self._respell: dict[int, LabelRow] = {}

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
        self._respell.clear()

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
                self._close_corrections(feed.label)

    def _file_new(self, items: Iterable[Filing]) -> None:
        """File items that were not filed before; what no page shows of them yet waits for the next one."""
        combined = self._catalogue.combined()
        for item in items:
            found = self._find_labels(item)
            self._remember(item, found)
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
        found: dict[int, tuple[Filing, list[tuple[LabelRow, Label, bool]]]] = {}
        before: dict[int, set[int]] = {}
        moved: dict[int, int] = {}
        emptied: dict[int, int] = {}
        for one in touched:
            item = self._shelves.filing(one.arrival)
            if item is not None:
                found[one.arrival] = (item, self._find_labels(item))
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
        self._move_pages(moved)
        for number, updated in emptied.items():
            self._keep_emptied(number, updated)
        for one in touched:
            if one.arrival in found:
                item, labels = found[one.arrival]
                self._remember(item, labels)
                for row, label, own in [(combined, Label("section", "", ""), False), *labels]:
                    if row.id in before[one.arrival]:
                        self._stay(row, item, own=own, updated=one.updated)
                    else:
                        self._enter(row, item, label, own=own)
        if feed is not None and self._ledger.has_withdrawn():
            self._catalogue.due(feed)  # the feed says which guids no file may show, and an edit may add one
        self._catalogue.flush()
        self._spell_again()
        for number in list(self._catalogue.touched_feeds):
            self._close_corrections(number)

    # ── one item under one label ──────────────────────────────────────────────────────────────────

    def _find_labels(self, item: Filing) -> list[tuple[LabelRow, Label, bool]]:
        """Return the labels of an item, each as site and item spell it, and whether it is a whole kicker."""
        printed = decode(item.printed)
        kickers = {slug_of(kicker) for kicker in printed.kickers}
        labels = labels_of_printed(printed, self._rules)
        return [(self._catalogue.label(label), label, label.slug in kickers) for label in labels]

    def _remember(self, item: Filing, found: Sequence[tuple[LabelRow, Label, bool]]) -> None:
        numbers = tuple(row.id for row, _, _ in found)
        self._catalogue.labels[item.arrival] = numbers
        self._catalogue.filed.append((" ".join(map(str, numbers)), item.arrival))

    def _enter(self, row: LabelRow, item: Filing, label: Label, *, own: bool) -> None:
        """File an item under a label."""
        self._catalogue.look(row)
        row.count += 1
        self._catalogue.own(row, int(own))
        feed = self._catalogue.feed(row.id)
        arrivals = self._catalogue.open_of(feed) if feed is not None and item.arrival > feed.closed else None
        self._catalogue.members.append((row.id, item.arrival, item.published, int(own)))
        if row.id != EVERYTHING:
            self._spell(row, item, label)
        if feed is None:
            if row.id == EVERYTHING or self._begins(row):
                self._begin(row, item)
            return
        self._catalogue.due(feed)
        if arrivals is not None:
            insort(arrivals, item.arrival)
            self._close_full(feed)
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
            self._respell[row.id] = row
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
            self._respell[row.id] = row
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

    def _spell(self, row: LabelRow, item: Filing, label: Label) -> None:
        """Spell a label as its rule does, else as the item does that was published first."""
        if row.slug in self._ruled and row.facet == "topic":
            self._catalogue.rename(row, self._ruled[row.slug].text)
        elif row.first is None or item.published < row.first:
            self._catalogue.rename(row, label.text)
        elif item.published == row.first and row.first_arrival is not None:
            other = self._shelves.filing(row.first_arrival)
            if other is not None and other.guid <= item.guid:
                return
            self._catalogue.rename(row, label.text)
        else:
            return
        if row.first is None or item.published <= row.first:
            row.first, row.first_arrival = item.published, item.arrival

    def _spell_again(self) -> None:
        """Spell the labels whose first item has changed or gone."""
        for row in self._respell.values():
            row.first = row.first_arrival = None
            for item in self._shelves.filings(self._shelves.earliest(row.id)):
                label = next((spelt for its, spelt, _ in self._find_labels(item) if its is row), None)
                if label is not None:
                    self._spell(row, item, label)
        self._respell.clear()

    # ── feeds ──────────────────────────────────────────────────────────────────────────

    def _begins(self, row: LabelRow) -> bool:
        """Say whether a label is to have a feed: by a rule, or because it recurs."""
        return row.facet != "section" and (row.slug in self._ruled or row.count >= self._config.site.min_items)

    def _begin(self, row: LabelRow, item: Filing) -> None:
        """Give a label a feed, which takes its older items along. A slug belongs to the facet that had it first."""
        if row.id != EVERYTHING:
            if self._ledger.has_topic(row.slug):
                return
            self._shelves.keep_topic(self._topic(row, item.updated))
        self._catalogue.flush()
        feed = FeedRow(row.id, BEFORE_ALL)
        self._catalogue.feeds[row.id] = feed
        self._catalogue.open[row.id] = self._shelves.members(row.id)
        self._catalogue.due(feed)
        self._catalogue.terms.clear()
        self._close_full(feed)

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

    # ── pages ─────────────────────────────────────────────────────────────────────────────────────

    def _close_full(self, feed: FeedRow) -> None:
        """Close pages until few enough arrivals are left for the subscription document."""
        arrivals = self._catalogue.open_of(feed)
        while len(arrivals) >= FULL:
            closing, arrivals[:PAGE] = arrivals[:PAGE], []
            feed.closed = closing[-1]
            self._close(feed, closing, self._pages.awaiting(feed.label))
            self._pages.await_no_page(feed.label)

    def _close_corrections(self, number: int) -> None:
        """Close a page of corrections alone, where so many wait for one that it would grow too large."""
        feed = self._catalogue.feed(number)
        waiting = self._pages.awaiting(number) if feed is not None else []
        while feed is not None and len(waiting) >= PAGE:
            self._close(feed, [], waiting[:PAGE])
            for arrival in waiting[:PAGE]:
                self._pages.await_no_page(number, arrival)
            del waiting[:PAGE]

    def _close(self, feed: FeedRow, arrivals: Sequence[int], corrections: Sequence[int]) -> None:
        feed.pages += 1
        self._catalogue.due(feed)
        row = self._catalogue.row(feed.label)
        page = Closed(feed=feed.label, number=feed.pages, generation=feed.generation, label=row.text, last=feed.closed)
        terms = self._catalogue.terms_of
        self._pages.add_page(page, [(arrival, terms(arrival)) for arrival in (*arrivals, *corrections)])
        if feed.label == EVERYTHING:
            for arrival in corrections:
                self._pages.change_record(arrival)  # it shows the categories of the latest page of an item

    def _move_pages(self, moved: dict[int, int]) -> None:
        """Give the pages that lost an entry, and those that lead to them, addresses of a new generation."""
        for number, page in moved.items():
            feed = self._catalogue.feed(number)
            if feed is not None:
                feed.generation += 1
                self._catalogue.due(feed)
                self._pages.move_pages(number, page, feed.generation)

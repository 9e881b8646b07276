"""Feeds and closed pages as they are to be generated, out of the ledger."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Final
from urllib.parse import quote

import msgspec
from msgspec.structs import replace

from feedpub.config import Config
from feedpub.identity import feed_id
from feedpub.ledger import Ledger, barred
from feedpub.ledger.archive import Archive, PageEntry, PageRow
from feedpub.ledger.shelves import EVERYTHING, Shelves
from feedpub.ledger.values import FeedRow, LabelRow, instant_of
from feedpub.model import Category, Feed, FeedEntry, FeedItem
from feedpub.topics.catalogue import is_visible

_PLAIN: Final = re.compile("[A-Za-z0-9_.~ ]*")
_UNQUOTED: Final = bytes(code for code in range(128) if re.match("[A-Za-z0-9_.~%]", chr(code)))
_QUOTED: Final = [(chr(code), f"%{code:02X}") for code in range(128)]

TEXT_DIRECTIVE: Final = "#:~:text="
"""What a link made by feedpub has between the page and the title (URL Fragment Text Directives)."""


class Shower:
    """Shows what a ledger holds under a config."""

    def __init__(self, ledger: Ledger, config: Config) -> None:
        self._ledger = ledger
        self._config = config
        self._shelves = Shelves(ledger)
        self._archive = Archive(ledger)
        self._topics = {(topic.facet, topic.slug): topic for topic in ledger.topics()}
        self._pages = {**ledger.pages(), **{source.name: source.page for source in config.source}}
        self._labels: dict[int, tuple[LabelRow, FeedRow | None]] = {}
        self._head: tuple[PageRow, Feed] | None = None

    # ── feeds ─────────────────────────────────────────────────────────────────────────────────────

    def feeds(self) -> list[FeedRow]:
        """Return every feed, the combined one first, then topics and types, most items first; none before any item."""
        rows = self._shelves.feeds()
        for row in rows:
            self._labels[row.label] = (self._label_of(row.label), row)
        if not rows or rows[0].label != EVERYTHING:
            return []

        def place(row: FeedRow) -> tuple[bool, int, str]:
            label = self._label_of(row.label)
            return label.facet != "topic", -label.count, label.slug

        return [rows[0], *sorted(rows[1:], key=place)]

    def head(self, row: FeedRow) -> Feed:
        """Return a feed without its entries; `updated` is then only that of a feed that shows nothing."""
        label = self._label_of(row.label)
        newest = f"archive/{self._generation(row)}/{self._path(label)}/{row.pages}" if row.pages else ""
        if row.label == EVERYTHING:
            named = self._named(label, "", self._ledger.latest() or instant_of(0))
            return replace(named, total=label.count, prev_archive=newest, withdrawn=self._barred())
        topic = self._topics[label.facet, label.slug]
        return replace(self._named(label, topic.label, topic.updated), total=label.count, prev_archive=newest)

    def feed(self, row: FeedRow) -> Feed:
        """Return a feed with the entries of its subscription document."""
        arrivals = self._shelves.members(row.label, row.closed)
        labels = self._shelves.labels_of_all(arrivals)
        items = _newest_first(self._archive.items(arrivals))
        entries = tuple(self.entry(item, self._categories(labels[item.arrival])) for item in items)
        head = self.head(row)
        updated = max((entry.item.updated for entry in entries), default=head.updated)
        return replace(head, entries=entries, updated=updated)

    def _named(self, label: LabelRow, text: str, updated: datetime) -> Feed:
        """Return what a feed is called, under a spelling of its label."""
        site = self._config.site
        if label.id == EVERYTHING:
            return Feed(
                id=feed_id(site.id, "all"),
                path="all",
                title=site.title,
                description=site.description or f"All news of {site.title}",
                updated=updated,
                entries=(),
            )
        return Feed(
            id=self._topics[label.facet, label.slug].id,
            path=self._path(label),
            title=f"{text} – {site.title}",
            description=f"{text}: news of {site.title}",
            updated=updated,
            entries=(),
            facet=label.facet,
            label=text,
        )

    def path(self, number: int) -> str:
        """Return the place of a feed in the output, without suffix."""
        return self._path(self._label_of(number))

    def _path(self, label: LabelRow) -> str:
        return "all" if label.id == EVERYTHING else f"topics/{label.slug}"

    def _generation(self, row: FeedRow) -> int:
        return self._archive.generation(row.label, row.pages)

    def _barred(self) -> tuple[str, ...]:
        return barred(self._ledger, self._config.site.id)

    # ── entries ───────────────────────────────────────────────────────────────────────────────────

    def entry(self, item: FeedItem, categories: tuple[Category, ...] | None = None) -> FeedEntry:
        """Return the entry that stands for an item, under the categories that it has now or had once."""
        shown = self.categories(item.arrival) if categories is None else categories
        page = self._pages.get(item.source) or self._config.site.base_url
        link = item.printed.link or text_link(page, item.headline)
        return FeedEntry(item=item, categories=shown, link=link)

    def categories(self, arrival: int) -> tuple[Category, ...]:
        """Return the categories of an item, spelt as the site spells them."""
        return self._categories(self._shelves.labels_of(arrival))

    def _categories(self, numbers: tuple[int, ...]) -> tuple[Category, ...]:
        found = map(self._label_and_feed, numbers)
        return tuple(Category(facet=label.facet, term=label.text) for label, feed in found if is_visible(label, feed))

    def _label_of(self, number: int) -> LabelRow:
        return self._label_and_feed(number)[0]

    def _label_and_feed(self, number: int) -> tuple[LabelRow, FeedRow | None]:
        known = self._labels.get(number)
        if known is None:
            label = self._shelves.label_by_id(number)
            if label is None:
                raise KeyError(number)
            known = self._labels[number] = (label, self._shelves.feed(number))
        return known

    # ── closed pages ──────────────────────────────────────────────────────────────────────────────

    def path_of(self, row: PageRow) -> str:
        """Return the place of a closed page in the output, without suffix."""
        return f"archive/{row.generation}/{self.path(row.feed)}/{row.number}"

    def page_entries(self, row: PageRow) -> list[PageEntry]:
        """Return what tells the entries of a closed page apart from all others, in the order of arrival."""
        return self._archive.entries(row)

    def page_entry(self, entry: PageEntry) -> FeedEntry:
        """Return an entry of a closed page, as it was when that closed."""
        return self.entry(self._archive.item_then(entry), read_terms(entry.categories))

    def page_head(self, row: PageRow, updated: datetime | None = None) -> Feed:
        """Return a closed page without its entries; `updated` is that of the latest of them, where it is known."""
        if updated is None and self._head is not None and self._head[0] is row:
            return self._head[1]  # its record is asked for right after it
        label = self._label_of(row.feed)
        path = self._path(label)
        before = f"archive/{self._archive.generation(row.feed, row.number - 1)}/{path}/{row.number - 1}"
        head = replace(
            self._named(label, row.label, updated or instant_of(self._archive.updated(row))),
            path=self.path_of(row),
            archive=True,
            current=path,
            prev_archive=before if row.number > 1 else "",
        )
        self._head = (row, head)
        return head

    def record(self, row: PageRow) -> list[FeedEntry]:
        """Return what came in the time of a page of the combined feed as it is now, the latest first."""
        items = self._archive.record(row)
        return [self.entry(item, read_terms(terms) if terms else None) for item, terms in items][::-1]


@lru_cache(maxsize=4096)
def read_terms(terms: str) -> tuple[Category, ...]:
    """Read a list of categories."""
    return tuple(Category(facet=facet, term=term) for facet, term in msgspec.json.decode(terms))


def text_link(page: str, title: str) -> str:
    """Return an address that makes a browser scroll to a title on a page (URL fragment text directive)."""
    words = title[:100] if len(title) <= 100 else title[:100].rpartition(" ")[0] or title[:100]
    directive = _quoted(words) if words.isascii() else quote(words.rstrip("…"), safe="").replace("-", "%2D")
    return f"{page.partition('#')[0]}{TEXT_DIRECTIVE}{directive}"


def _quoted(words: str) -> str:
    """Quote words as `quote` does, and hyphens: one sign after the other, for a title has two or three such."""
    if _PLAIN.fullmatch(words):
        return words.replace(" ", "%20")
    signs = set(words.encode().translate(None, _UNQUOTED))
    if "%" in words:  # first of all: the others bring more of them
        words = words.replace("%", "%25")
    for sign in signs:
        words = words.replace(*_QUOTED[sign])
    return words


def _newest_first(items: Iterable[FeedItem]) -> Sequence[FeedItem]:
    """Sort items by `published`, equal instants by guid."""
    return sorted(items, key=lambda item: (-item.published.timestamp(), item.guid))

"""The files of a site that are due: closed pages, feeds that show something else than before, pages for people.

A file is due when what it shows has changed, or when it does not stand in the output as it was left there. What
was written is noted in the ledger after that, so that a run that breaks off is made good by the next one.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from hashlib import blake2b
from operator import attrgetter
from pathlib import Path
from stat import S_ISREG
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from feedpub.config import Config, Site
from feedpub.generator import ATOM, HTML, JSON, RSS, SUFFIXES, document, render_both, render_item
from feedpub.ledger import Ledger
from feedpub.ledger.archive import Archive, PageEntry, PageRow
from feedpub.ledger.files import Files
from feedpub.ledger.pages import Pages
from feedpub.ledger.shelves import EVERYTHING, Shelves
from feedpub.ledger.values import FeedRow
from feedpub.model import Category, Feed, FeedEntry, FeedFile
from feedpub.site import INDEX, OPML, STYLESHEET, SitePages, stylesheet
from feedpub.stamp import program
from feedpub.status import status_file
from feedpub.topics import Shower
from feedpub.topics.showing import read_terms

_KEPT: Final = 6 * 2**20
"""So many bytes of rendered items are kept for the next feed that shows them: what waits for a page in 60 topics."""
_TAKEN: Final = 1000
"""So many pages are noted at once: each by itself is written to the ledger's file, for items are read meanwhile."""
_XML: Final = (ATOM, RSS)
_JSON: Final = (JSON,)

_Key = tuple[tuple[str, ...], int, int | None, tuple[Category, ...]]
"""Formats and arrival of an item, where what it said once is kept, and its categories."""


class _Item(Struct, frozen=True, kw_only=True, gc=False):
    """A rendered item: its bytes in one format or two, and what documents are sorted and dated by."""

    guid: str
    published: datetime
    updated: datetime
    data: tuple[bytes, ...]

    @property
    def size(self) -> int:
        return sum(map(len, self.data))


class Edition:
    """What is due of one site. Generate and note it in one transaction of the ledger."""

    def __init__(self, config: Config, ledger: Ledger) -> None:
        self._config = config
        self._ledger = ledger
        self._site: Site = config.site
        self._output = config.site.output
        self._archive = Archive(ledger)
        self._noted = Files(ledger)
        self._show = Shower(ledger, config)
        self._rendered = _Rendered()
        self._written: list[str] = []
        self._feeds: list[FeedRow] = []

    def files(self) -> Iterator[FeedFile]:
        """Yield what is due, closed pages first: what leads to them must not stand before them."""
        if self._noted.program() != program():
            self._noted.forget()  # another program may write other bytes
            self._noted.keep_program(program())
        feeds = self._show.feeds()
        for row in feeds:
            self._see_to_archive(row)
        yield from self._closed(self._archive.due())
        if not feeds:
            return
        self._feeds = [row for row in feeds if row.due or not self._stands(self._files_of(row))]
        if self._feeds or not self._stands((INDEX, OPML)):
            yield from self._open(feeds)
        if not self._stands((STYLESHEET,)):
            yield self._due(stylesheet())
        yield self._status()

    def everything(self) -> Iterator[FeedFile]:
        """Yield every file of the site as it must be, due or not."""
        for page in self._archive.pages():
            yield from (*self._page(page), *self._record(page))
        yield from self.open_files()

    def open_files(self) -> Iterator[FeedFile]:
        """Yield every file that is no closed page as it must be, due or not."""
        feeds = self._show.feeds()
        if feeds:
            self._feeds = feeds
            yield from self._open(feeds)
            yield self._due(stylesheet())
            yield self._status()

    def damaged(self) -> Iterator[tuple[PageRow, str, Literal["new", "changed"]]]:
        """Yield the files of closed pages that do not stand as they were written; none is rendered to know that."""
        for row in self._archive.pages():
            for kind, kept in ((ATOM, row.atom), (RSS, row.rss), (JSON, row.json)):
                path = self._show.path_of(row) + SUFFIXES[kind]
                stands = read(self._output / path) if kept != b"" else b""
                if stands is None or (kept and digest(stands) != kept):
                    yield row, path, "new" if stands is None else "changed"

    def renew(self) -> None:
        """Let all be written anew that does not stand as it must."""
        self._noted.forget()
        for row, _, _ in list(self.damaged()):
            atom, rss = self._page(row)
            if (digest(atom.data), digest(rss.data)) == (row.atom, row.rss):
                self._archive.let_be_due(row)
            else:  # what that address showed cannot be shown again
                Pages(self._ledger).move_feed(row.feed, row.number)

    def note(self) -> None:
        """Note what stands published now."""
        for path in self._written:
            self._noted.keep(path, standing(self._output / path))
        Shelves(self._ledger).not_due([row.label for row in self._feeds])

    # ── which ─────────────────────────────────────────────────────────────────────────────────────

    def _see_to_archive(self, row: FeedRow) -> None:
        """Write the closed pages of a feed again where they are gone, as when the output folder is a new one."""
        newest = self._archive.newest(row.label)
        if newest is not None and newest.atom is not None:
            path = self._show.head(row).prev_archive
            if standing(self._output / (path + SUFFIXES[ATOM])) is None:
                self._archive.all_due(row.label)

    def _files_of(self, row: FeedRow) -> Iterator[str]:
        path = self._show.path(row.label)
        yield from (path + SUFFIXES[kind] for kind in (ATOM, RSS, JSON))
        if row.label:
            yield path + SUFFIXES[HTML]

    def _stands(self, paths: Iterable[str]) -> bool:
        """Say whether files stand as they were left."""
        return all(self._noted.of(path) == standing(self._output / path) for path in paths)

    def _due(self, file: FeedFile) -> FeedFile:
        self._written.append(file.path)
        return file

    # ── what ──────────────────────────────────────────────────────────────────────────────────────

    def _closed(self, rows: Iterable[PageRow]) -> Iterator[FeedFile]:
        """Yield the files of closed pages that are due, and note those that were taken."""
        taken: list[PageRow] = []
        for row in rows:
            record = self._show.record(row) if row.json is None and row.feed == EVERYTHING else None
            if record is not None and row.atom is None:
                for entry in record:  # read once, shown in both: most stand in the page as in its record
                    self._item(entry, _XML, row.feed)
            atom, rss, json = row.atom, row.rss, row.json
            if atom is None or rss is None:
                files = self._page(row)
                yield from files
                atom, rss = (digest(file.data) for file in files)
            if record is not None:
                file = self._record_file(row, record)
                yield file
                json = digest(file.data)
            taken.append(replace(row, atom=atom, rss=rss, json=json))
            if len(taken) >= _TAKEN:
                self._archive.keep_digests(taken)
                taken.clear()
        self._archive.keep_digests(taken)

    def _page(self, row: PageRow) -> list[FeedFile]:
        items = [self._item_then(entry, row.feed) for entry in self._show.page_entries(row)]
        return _page_files(self._show, row, self._site, items)

    def _record(self, row: PageRow) -> Iterator[FeedFile]:
        if row.feed == EVERYTHING:
            yield self._record_file(row, self._show.record(row))

    def _record_file(self, row: PageRow, record: list[FeedEntry]) -> FeedFile:
        head = self._show.page_head(row)
        items = [render_item(entry, self._site, JSON) for entry in record]  # nothing else shows them so
        return FeedFile(path=head.path + SUFFIXES[JSON], data=document(head, self._site, JSON, items))

    def _open(self, feeds: list[FeedRow]) -> Iterator[FeedFile]:
        """Yield the documents and pages of the feeds that are due, the index and the list of feeds."""
        pages = SitePages(self._site, [self._show.head(row) for row in feeds[1:]])
        for row in self._feeds:
            feed = self._show.feed(row)
            yield from map(self._due, self._documents(feed, row.label))
            if row.label != EVERYTHING:
                yield self._due(pages.topic(feed))
        combined = self._show.feed(feeds[0])
        yield self._due(pages.index(combined))
        yield self._due(pages.opml(combined))

    def _documents(self, feed: Feed, label: int) -> Iterator[FeedFile]:
        for kinds in (_XML, _JSON):
            items = [self._item(entry, kinds, label) for entry in feed.entries]
            for place, kind in enumerate(kinds):
                data = document(feed, self._site, kind, [item.data[place] for item in items])
                yield FeedFile(path=feed.path + SUFFIXES[kind], data=data)

    def _status(self) -> FeedFile:
        states = ((source, self._ledger.state(source.name)) for source in self._config.source)
        return self._due(status_file(self._config, [(source, state) for source, state in states if state]))

    # ── items ─────────────────────────────────────────────────────────────────────────────────────

    def _item(self, entry: FeedEntry, kinds: tuple[str, ...], feed: int) -> _Item:
        """Return an item as it is now, for a document of a feed."""
        return self._once((kinds, entry.item.arrival, None, entry.categories), feed, lambda: entry)

    def _item_then(self, entry: PageEntry, feed: int) -> _Item:
        """Return an item as it was when a page of a feed closed over it."""
        key = (_XML, entry.arrival, entry.past, read_terms(entry.categories))
        return self._once(key, feed, lambda: self._show.page_entry(entry))

    def _once(self, key: _Key, feed: int, entry: Callable[[], FeedEntry]) -> _Item:
        """Return an item that was rendered before, or render it; keep it where another document may show it."""
        kinds, _, _, categories = key
        if feed != EVERYTHING and len(categories) == 1:  # the combined feed is ahead: nothing will show it again
            return self._rendered.take(key) or _render(entry(), self._site, kinds)
        return self._rendered.get(key) or self._rendered.keep(key, _render(entry(), self._site, kinds))


def render_page(show: Shower, row: PageRow, site: Site) -> list[FeedFile]:
    """Return the Atom and the RSS file of a closed page."""
    items = [_render(show.page_entry(entry), site, _XML) for entry in show.page_entries(row)]
    return _page_files(show, row, site, items)


def _page_files(show: Shower, row: PageRow, site: Site, items: Iterable[_Item]) -> list[FeedFile]:
    """Put the entries of a closed page together, newest first, equal instants by guid."""
    shown = sorted(sorted(items, key=attrgetter("guid")), key=attrgetter("published"), reverse=True)
    head = show.page_head(row, max((item.updated for item in shown), default=None))
    return [
        FeedFile(path=head.path + SUFFIXES[kind], data=document(head, site, kind, [item.data[place] for item in shown]))
        for place, kind in enumerate(_XML)
    ]


def _render(entry: FeedEntry, site: Site, kinds: tuple[str, ...]) -> _Item:
    item = entry.item
    data = render_both(entry, site) if kinds == _XML else tuple([render_item(entry, site, kind) for kind in kinds])
    return _Item(guid=item.guid, published=item.published, updated=item.updated, data=data)


class _Rendered:
    """Rendered items, the latest used ones. A key says all that the bytes depend on while one edition is made."""

    def __init__(self) -> None:
        self._items: OrderedDict[_Key, _Item] = OrderedDict()
        self._size = 0

    def get(self, key: _Key) -> _Item | None:
        found = self._items.get(key)
        if found is not None:
            self._items.move_to_end(key)
        return found

    def take(self, key: _Key) -> _Item | None:
        found = self._items.pop(key, None)
        if found is not None:
            self._size -= found.size
        return found

    def keep(self, key: _Key, item: _Item) -> _Item:
        self._items[key] = item
        self._size += item.size
        while self._size > _KEPT:
            self._size -= self._items.popitem(last=False)[1].size
        return item


def standing(path: Path) -> tuple[int, int] | None:
    """Return size and mtime in nanoseconds of a file; None where no file of ours stands."""
    try:
        status = path.lstat()
    except OSError:
        return None
    return (status.st_size, status.st_mtime_ns) if S_ISREG(status.st_mode) else None


def read(path: Path) -> bytes | None:
    """Return the bytes of a file; None where no file of ours stands."""
    try:
        return path.read_bytes() if standing(path) else None
    except OSError:
        return None


def digest(data: bytes) -> bytes:
    """Return the digest that a ledger keeps of a file."""
    return blake2b(data, digest_size=16).digest()

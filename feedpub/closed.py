"""Closed pages as they stand published, taken back into a ledger that was lost.

The JSON file beside each page of the combined feed holds the items that came in its time. The pages themselves say
what they showed when they closed. Each is rendered again from what was taken back: a feed of which one page does
not come out byte for byte gets an archive of a new generation instead.
"""

import html
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import msgspec
from lxml import etree
from msgspec.structs import replace

from feedpub.config import Config
from feedpub.edition import digest, render_page
from feedpub.generator import ATOM, JSON, RSS, SCHEME, SUFFIXES
from feedpub.ledger import Ledger
from feedpub.ledger.archive import Archive
from feedpub.ledger.pages import Pages
from feedpub.ledger.shelves import BEFORE_ALL, EVERYTHING, Shelves
from feedpub.ledger.values import Closed, FeedRow
from feedpub.model import FeedItem, Printed
from feedpub.topics import Shower
from feedpub.topics.closing import basis_of

_PAGE: Final = re.compile(r"archive/(?P<generation>\d+)/(?P<feed>all|topics/[^/]+)/(?P<number>\d+)(?=\.atom\.xml$)")
_NS: Final = {"a": "http://www.w3.org/2005/Atom", "d": "http://purl.org/dc/terms/"}


@dataclass(frozen=True, slots=True)
class _Published:
    """A closed page in the output: its path without suffix, and what that says."""

    path: str
    generation: int
    number: int


def records(output: Path) -> list[Path]:
    """Return the files that hold the items of closed pages, the first first."""
    linked = [output / (page.path + SUFFIXES[JSON]) for page in _chain(output, "all")]
    if linked:
        return linked
    # The combined feed is damaged or gone: what there is, the latest generation of each.
    found = {
        int(path.stem): path
        for generation in _generations(output, "all")
        for path in (output / "archive" / str(generation) / "all").glob("*" + SUFFIXES[JSON])
        if path.stem.isdecimal()
    }
    return [path for _, path in sorted(found.items())]


def _generations(output: Path, feed: str) -> list[int]:
    """Return the generations of a feed's archive that have a folder, the earliest first."""
    names = [path.name for path in (output / "archive").glob("*") if (path / feed).is_dir()]
    return sorted(int(name) for name in names if name.isascii() and name.isdigit())


def _latest_generation(output: Path, feed: str) -> int:
    return max(_generations(output, feed), default=0)


def take_back_pages(ledger: Ledger, config: Config, output: Path) -> None:
    """Let the closed pages in an output folder be those of a ledger that was rebuilt from it."""
    shelves = Shelves(ledger)
    shelves.has_everything()
    labels = [EVERYTHING]
    for topic in ledger.topics():
        row = shelves.label(topic.facet, topic.slug) or shelves.add_label(topic.facet, topic.slug, topic.label)
        labels.append(row.id)
    for label in labels:
        taken = _install(ledger, config, label, output)
        if taken is None:
            path = Shower(ledger, config).path(label)
            taken = FeedRow(label, BEFORE_ALL, generation=_latest_generation(output, path) + 1)
        shelves.keep_feeds([taken])
    shelves.keep_basis("?" + basis_of(config), ledger.addresses())


def _chain(output: Path, feed: str) -> list[_Published]:
    pages: list[_Published] = []
    path: str | None = feed
    while path is not None:
        found = _before(output / (path + SUFFIXES[ATOM]), feed)
        path = found.path if found else None
        if found is not None:
            if pages and found.number != pages[-1].number - 1:
                break
            pages.append(found)
    return pages[::-1]


def _before(file: Path, feed: str) -> _Published | None:
    """Return the page to which a document leads back."""
    try:
        root = etree.parse(file, etree.XMLParser(resolve_entities=False, no_network=True)).getroot()
    except (OSError, etree.XMLSyntaxError):
        return None
    href = root.find("a:link[@rel='prev-archive']", _NS)
    found = _PAGE.search(href.get("href", "")) if href is not None else None
    if found is None or found["feed"] != feed:
        return None
    return _Published(found[0], int(found["generation"]), int(found["number"]))


# ── one feed ──────────────────────────────────────────────────────────────────────────────────────────


def _install(ledger: Ledger, config: Config, label: int, output: Path) -> FeedRow | None:
    """Take over the pages of one feed; None where one is missing or does not come out as it stands."""
    show = Shower(ledger, config)
    pages = _chain(output, show.path(label))
    if not pages or pages[0].number != 1:
        return None
    closed, archive = Pages(ledger), Archive(ledger)
    feed = FeedRow(label, BEFORE_ALL)
    for page in pages:
        files = [_read(output / (page.path + SUFFIXES[kind])) for kind in (ATOM, RSS)]
        if not _take_page(ledger, config, feed, page, files):
            closed.drop_pages(label)
            return None
    show = Shower(ledger, config)
    for row in archive.of_feed(label):
        files = [_read(output / (pages[row.number - 1].path + SUFFIXES[kind])) for kind in (ATOM, RSS)]
        if [file.data for file in render_page(show, row, config.site)] != files:
            closed.drop_pages(label)
            return None
        archive.keep_digests([replace(row, atom=digest(files[0]), rss=digest(files[1]))])
    return feed


def _take_page(ledger: Ledger, config: Config, feed: FeedRow, page: _Published, files: list[bytes]) -> bool:
    shelves, closed = Shelves(ledger), Pages(ledger)
    try:
        title, entries = _entries(*files)
    except (etree.XMLSyntaxError, ValueError, AttributeError):
        return False
    known = [(shelves.arrival_of(item.guid), item, terms) for item, terms in entries]
    placed = [(arrival, item, terms) for arrival, item, terms in known if arrival is not None]
    if len(placed) < len(known):
        return False
    feed.closed = max(feed.closed, *(arrival for arrival, _, _ in placed), BEFORE_ALL)
    feed.pages, feed.generation = page.number, max(feed.generation, page.generation)
    text = "" if feed.label == EVERYTHING else title.removesuffix(f" – {config.site.title}")
    row = Closed(feed=feed.label, number=page.number, generation=page.generation, label=text, last=feed.closed)
    closed.add_page(row, [(arrival, closed.terms(terms)) for arrival, _, terms in placed])
    show = Shower(ledger, config)
    for arrival, item, _ in placed:
        now = next(Archive(ledger).items([arrival]), None)
        if now is None:
            return False
        entry = show.entry(now, ())
        same = (entry.title, entry.paragraphs, entry.link, now.published, now.updated)
        was = (item.printed.title, tuple(item.printed.summary.split("\n\n")), item.printed.link)
        if same != (*was, item.published, item.updated) or (now.printed.place, now.printed.credit) != (
            item.printed.place,
            item.printed.credit,
        ):
            past = closed.keep_past(item)
            closed.show_past(feed.label, page.number, arrival, past)
    return True


def _entries(atom: bytes, rss: bytes) -> tuple[str, list[tuple[FeedItem, str]]]:
    """Read a page: its title, and each entry as an item that shows the same, with its categories as JSON."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(atom, parser)
    guids = [guid.text or "" for guid in etree.fromstring(rss, parser).iter("guid")]
    elements = root.findall("a:entry", _NS)
    if len(guids) != len(elements):
        raise ValueError("the two formats of a page differ")
    found = [(_item(guid, element), _terms(element)) for guid, element in zip(guids, elements, strict=True)]
    return root.findtext("a:title", "", _NS), found


def _item(guid: str, entry: etree._Element) -> FeedItem:
    content = entry.find("a:content", _NS)
    text = (content.text or "") if content is not None else ""
    if content is not None and content.get("type") == "html":
        text = "\n\n".join(html.unescape(part) for part in re.findall("(?s)<p>(.*?)</p>", text))
    link = entry.find("a:link", _NS)
    return FeedItem(
        guid=guid,
        aliases=(guid,),
        source="",
        printed=Printed(
            title=entry.findtext("a:title", "", _NS),
            summary=text,
            link=link.get("href", "") if link is not None else "",
            place=entry.findtext("d:spatial", "", _NS),
            credit=entry.findtext("a:rights", "", _NS),
        ),
        digest="",
        published=_instant(entry.findtext("a:published", "", _NS)),
        updated=_instant(entry.findtext("a:updated", "", _NS)),
        basis="seen",
    )


def _instant(text: str) -> datetime:
    return msgspec.convert(text, datetime).astimezone(UTC)


def _terms(entry: etree._Element) -> str:
    pairs = [
        [category.get("scheme", "").removeprefix(SCHEME), category.get("term", "")]
        for category in entry.iterfind("a:category", _NS)
    ]
    return msgspec.json.encode(pairs).decode()


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""

"""The pages for people: an index page, a page per topic, the list of feeds (OPML) and the stylesheet."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from lxml import etree

from feedpub.config import Site
from feedpub.generator import ATOM, HTML, JSON, RSS, SUFFIXES, address, plain
from feedpub.model import Category, Feed, FeedEntry, FeedFile
from feedpub.text import fold

if TYPE_CHECKING:
    from jinja2 import Environment


class Format(NamedTuple):
    """A kind of feed document: what people call it, its media type, how its files end."""

    name: str
    type: str
    suffix: str


FORMATS: Final = (
    Format("Atom", ATOM, SUFFIXES[ATOM]),
    Format("RSS", RSS, SUFFIXES[RSS]),
    Format("JSON Feed", JSON, SUFFIXES[JSON]),
)
"""The three documents of every feed, the one to take when in doubt first."""

NEWEST: Final = 20
"""How many items the index page shows."""

INDEX: Final = "index.html"
OPML: Final = "feeds.opml"
STYLESHEET: Final = "feed.css"

# Not from `importlib.resources`, which loads slowly.
_TEMPLATES: Final = Path(__file__).with_name("templates")

_HEADINGS: Final = {"topic": "Topics", "type": "Kinds of news", "section": "Sections"}
# Not from `calendar` or `strftime`: those follow the locale of the process.
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def site_files(site: Site, feeds: Sequence[Feed]) -> Iterator[FeedFile]:
    """Yield the index page, a page per topic, `feeds.opml` and `feed.css`; the first feed is the combined one."""
    pages = SitePages(site, feeds[1:])
    yield pages.index(feeds[0])
    yield from (pages.topic(topic) for topic in feeds[1:])
    yield pages.opml(feeds[0])
    yield stylesheet()


class SitePages:
    """The pages of a site that has these topic feeds; of most of them no entry is looked at."""

    def __init__(self, site: Site, topics: Sequence[Feed]) -> None:
        self._site = site
        self._listed = [topic for topic in topics if topic.total]
        self._groups = _group(self._listed)
        self._templates = _prepare_pages(site, topics)

    def index(self, combined: Feed) -> FeedFile:
        """Return the page that leads to all feeds and shows the newest items."""
        template = self._templates.get_template("index.html")
        return _page(
            INDEX,
            template.render(feed=combined, root="", listed=self._listed, groups=self._groups, newest=NEWEST),
        )

    def topic(self, topic: Feed) -> FeedFile:
        """Return the page of a topic."""
        root = "../" * topic.path.count("/")
        return _page(f"{topic.path}.html", self._templates.get_template("topic.html").render(feed=topic, root=root))

    def opml(self, combined: Feed) -> FeedFile:
        """Return the list of feeds."""
        return FeedFile(path=OPML, data=_write_opml(self._site, combined, self._groups))


def stylesheet() -> FeedFile:
    """Return the stylesheet of pages and feeds."""
    return FeedFile(path=STYLESHEET, data=_read_stylesheet())


def _group(topics: Sequence[Feed]) -> list[tuple[str, list[Feed]]]:
    """Sort topic feeds under a heading per facet; a facet without a feed has no heading."""
    groups = ((heading, [topic for topic in topics if topic.facet == facet]) for facet, heading in _HEADINGS.items())
    return [(heading, members) for heading, members in groups if members]


def _page(path: str, text: str) -> FeedFile:
    """Encode a page."""
    return FeedFile(path=path, data=text.encode())


# ── pages ─────────────────────────────────────────────────────────────────────────────────────────────


def _prepare_pages(site: Site, topics: Sequence[Feed]) -> "Environment":
    """Load the templates, and give them the words they speak in."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # here: only a run that publishes needs it

    paths = {(topic.facet, fold(topic.label)): topic.path for topic in topics}
    english = site.language.lower().split("-")[0] == "en"

    def page_path(category: Category) -> str:
        return paths.get((category.facet, fold(category.term)), "")

    pages = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    # Our own words are English: where the news is not, they are marked, so that a voice reads both well.
    marks = {"english": {"lang": None if english else "en"}, "native": {"lang": None if english else site.language}}
    pages.globals |= {"site": site, "formats": FORMATS, **marks}
    pages.filters |= {
        "address": lambda feed, kind: address(feed, site, kind),
        "page_path": page_path,
        "leads_somewhere": lambda entry: entry.link.startswith(("https://", "http://")),
        "machine_date": _machine_date,
        "shown_date": lambda entry: _shown_date(entry, in_words=english),
    }
    return pages


def _machine_date(entry: FeedEntry) -> str:
    """Return the instant or day that stands for an entry, as HTML's `datetime` wants it."""
    item = entry.item
    if item.basis == "instant":
        return item.published.isoformat().replace("+00:00", "Z")
    return _shown_date(entry, in_words=False)


def _shown_date(entry: FeedEntry, *, in_words: bool) -> str:
    """Return the printed day of an entry, or the day of its first sight; in words only on English pages."""
    item = entry.item
    day = None if item.basis == "seen" else item.printed.day
    day = day or item.published.date()
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if in_words else day.isoformat()


def _read_stylesheet() -> bytes:
    """Read the stylesheet; as text, because a checkout may have given it other line ends."""
    return (_TEMPLATES / "feed.css").read_text(encoding="utf-8").encode()


# ── OPML ──────────────────────────────────────────────────────────────────────────────────────────────


def _write_opml(site: Site, combined: Feed, groups: Sequence[tuple[str, Sequence[Feed]]]) -> bytes:
    """Write an OPML 2.0 list of the Atom feeds, a folder per group.

    Folders keep the combined feed apart: two readers store an item in only one of the feeds that carry it.
    """
    opml = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(opml, "head"), "title").text = site.title
    body = etree.SubElement(opml, "body")
    for heading, feeds in [("", [combined]), *groups]:
        name = f"{site.title}: {heading.lower()}" if heading else site.title
        folder = etree.SubElement(body, "outline", text=plain(name))
        for feed in feeds:
            addresses = {"xmlUrl": address(feed, site, ATOM), "htmlUrl": address(feed, site, HTML)}
            etree.SubElement(
                folder, "outline", {"type": "rss", "text": plain(feed.title), "title": plain(feed.title)} | addresses
            )
    return etree.tostring(opml, encoding="UTF-8", xml_declaration=True, pretty_print=True)

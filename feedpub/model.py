"""The types that travel through the pipeline, and what may never be in them.

They are frozen and hold nothing but each other, so that no cycle can come of them: the garbage collector leaves out
those that there are many of (`gc=False`).
"""

import re
from datetime import UTC, date, datetime
from typing import Final, Literal

import msgspec
from msgspec import Struct

from feedpub.dates import UNDECLARED, Terms
from feedpub.text import shorten

Basis = Literal["instant", "day", "seen"]
"""What `published` rests on: a printed instant, a printed day, or the first sight of the entry."""

LONGEST_GUID: Final = 245
"""Some readers keep no more characters of a guid."""

_INSTANTS: Final = "instants are whole seconds in UTC"
_MACHINE_DATE: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:?\d\d\S*")

Facet = Literal["type", "topic", "section"]
"""The three kinds of category; they stay apart."""


class Problem(Struct, frozen=True, kw_only=True, gc=False):
    """A fault of one entry or one source: it travels beside the data and stops nothing."""

    source: str
    message: str
    line: int | None = None

    def __str__(self) -> str:
        """Return `source:line: message`."""
        where = self.source if self.line is None else f"{self.source}:{self.line}"
        return f"{where}: {self.message}"


class Enclosure(Struct, frozen=True, kw_only=True, gc=False):
    """A file that goes with a story, such as a recording: what its publisher says of it, no more.

    `type` is a media type, `length` the number of bytes; "" and 0 when it is not said.
    """

    url: str
    type: str = ""
    length: int = 0


class ListingEntry(Struct, frozen=True, kw_only=True, gc=False):
    """One entry as its listing prints it: raw strings, and the line it starts on (from 1).

    `heading` is what the headings above it say of its date (“2021”, “March 2021”), for a date line that leaves it out.
    `moment` is what the page says of the date in an attribute, for machines. `kickers` are further ones.
    `content` is the text as HTML, where a feed has it as such, and `base` what links in it are relative to; `excerpt`
    is a short text beside it that says something else. `stood` is how its lines stand on the page.
    """

    line: int
    title: str = ""
    kicker: str = ""
    credit: str = ""
    dateline: str = ""
    summary: str = ""
    section: str = ""
    link: str = ""
    heading: str = ""
    moment: str = ""
    image: str = ""
    author: str = ""
    kickers: tuple[str, ...] = ()
    content: str = ""
    base: str = ""
    excerpt: str = ""
    enclosures: tuple[Enclosure, ...] = ()
    stood: str = ""


class Listing(Struct, frozen=True, kw_only=True):
    """The entries of one page in page order, what could not be read, and how the page means its dates."""

    entries: tuple[ListingEntry, ...]
    problems: tuple[Problem, ...] = ()
    terms: Terms = UNDECLARED


class Printed(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What a listing prints of one story, cleaned: XML characters only, no padding.

    `summary` holds paragraphs separated by an empty line. `day` is the first printed day, `end` the
    last day of a range, `instant` a printed time with its zone, in UTC; `dateline` keeps the raw line.
    `content` is the summary as HTML that may be passed on, where that says more than the summary alone; `excerpt` is
    what a feed says in short of a story whose text is the summary. `stood` is how the lines of the story stood on the
    page: it is kept beside what a source printed, and is no part of an item.
    """

    title: str = ""
    summary: str = ""
    link: str = ""
    dateline: str = ""
    place: str = ""
    credit: str = ""
    kickers: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    day: date | None = None
    end: date | None = None
    instant: datetime | None = None
    image: str = ""
    author: str = ""
    content: str = ""
    excerpt: str = ""
    enclosures: tuple[Enclosure, ...] = ()
    stood: str = ""

    def __post_init__(self) -> None:
        """Refuse what no feed may hold."""
        if not (self.title or self.summary):
            raise ValueError("a story needs a title or a summary")
        if self.instant is not None and self.instant.tzinfo is not UTC:
            # msgspec reads `Z` as its own UTC object; one representation keeps equality and bytes simple.
            msgspec.structs.force_setattr(self, "instant", self.instant.astimezone(UTC))

    @property
    def shown_dateline(self) -> str:
        """The date line as people read it; "" for an instant as machines write it."""
        return "" if _MACHINE_DATE.fullmatch(self.dateline) else self.dateline.rstrip(", ")

    @property
    def basis(self) -> Basis:
        """What a publication date can rest on.

        A range is an event, not a publication date, and one reader loses a whole feed over a date
        before 1970: both are published at first sight.
        """
        if self.end is not None or self.day is None or self.day.year < 1970:
            return "seen"
        return "day" if self.instant is None else "instant"


class FeedItem(Struct, frozen=True, kw_only=True, eq=False, gc=False):
    """A story with an identity and instants: what a reader will store.

    `published` and `updated` are whole seconds in UTC. `aliases` are the keys that find it again,
    the one its guid was minted from first. `source` is the source its content comes from; `sightings`
    hold what each source printed, if there are several; `arrival` says the how many-th item it was,
    `joined` are the guids of items that were found to be the same story.
    """

    guid: str
    aliases: tuple[str, ...]
    source: str
    printed: Printed
    digest: str
    published: datetime
    updated: datetime
    basis: Basis
    line: int = 0
    arrival: int = 0
    sightings: tuple[tuple[str, Printed], ...] = ()
    joined: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what no feed may hold."""
        if not 0 < len(self.guid) <= LONGEST_GUID:
            raise ValueError(f"a guid has 1 to {LONGEST_GUID} characters")
        if not self.aliases:
            raise ValueError("an item needs at least one key")
        published, updated = self.published, self.updated
        if published.tzinfo is not UTC or published.microsecond:
            raise ValueError(_INSTANTS)
        if updated is published:
            return  # as of most items
        if updated.tzinfo is not UTC or updated.microsecond:
            raise ValueError(_INSTANTS)
        if updated < published:
            raise ValueError("updated lies before published")

    def __eq__(self, other: object) -> bool:
        """Compare the stories: where they were met does not count."""
        return self._story() == other._story() if isinstance(other, FeedItem) else NotImplemented

    def __hash__(self) -> int:
        """Return the hash of the guid."""
        return hash(self.guid)

    def _story(self) -> tuple[object, ...]:
        said = (self.printed, self.digest, self.published, self.updated, self.basis)
        return (self.guid, self.aliases, self.source, *said)

    @property
    def headline(self) -> str:
        """The title, or for an entry that prints none the beginning of its summary."""
        return self.printed.title or shorten(self.printed.summary.replace("\n\n", " "))


class Category(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A label of an item: `term` is the text people read, `facet` says what kind it is."""

    facet: Facet
    term: str


class FeedEntry(Struct, frozen=True, kw_only=True, gc=False):
    """An item as a feed shows it: with its categories and the address it leads to."""

    item: FeedItem
    categories: tuple[Category, ...]
    link: str

    @property
    def title(self) -> str:
        """The title of the item as readers see it."""
        return self.item.headline

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The content, never empty: the summary, else place and date line, else the title again."""
        printed = self.item.printed
        return tuple((printed.summary or printed.shown_dateline or self.title).split("\n\n"))


class Feed(Struct, frozen=True, kw_only=True):
    """A combined or topic feed, newest entry first. `path` is its place in the output, no suffix.

    `archive` says that this is a closed page of the feed at the path `current`; `prev_archive` is the path
    of the page that closed before (RFC 5005).
    """

    id: str
    path: str
    title: str
    description: str
    updated: datetime
    entries: tuple[FeedEntry, ...]
    facet: Facet | None = None
    label: str = ""
    total: int = 0
    withdrawn: tuple[str, ...] = ()
    archive: bool = False
    current: str = ""
    prev_archive: str = ""


class FeedFile(Struct, frozen=True, kw_only=True, gc=False):
    """One file to publish: its path below the output folder, with `/`, and all of its bytes."""

    path: str
    data: bytes

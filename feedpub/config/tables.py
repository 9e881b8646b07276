"""The tables of feedpub.toml that make a Config."""

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Final, Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from feedpub.dates import Order
from feedpub.filters import Wanted
from feedpub.jsontable import JsonTable
from feedpub.layouttable import LayoutTable
from feedpub.selection import Expect, Select
from feedpub.webtable import WebTable, budget_of

_UNITS: Final = {"m": 1, "h": 60, "d": 1440}


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The table `[site]`: what the feeds are called, where they will be served, what they rest on."""

    id: UUID
    title: str
    base_url: str
    author: str
    description: str = ""
    language: str = "en"
    rights: str = ""
    timezone: str = "UTC"
    output: Path = Path("output")
    ledger: Path = Path("feedpub.db")
    every: str = "1h"
    min_items: int = 2
    types: tuple[str, ...] = ()

    @property
    def lock(self) -> Path:
        """The file that two runs of one site lock."""
        return self.ledger.with_name(self.ledger.name + ".lock")

    @property
    def interval(self) -> timedelta:
        """How often the feeds are built anew."""
        return timedelta(minutes=int(self.every[:-1]) * _UNITS[self.every[-1]])


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """The table `guard` of a source: the shares from 0 to 1 beyond which a reading is held.

    `entries`: it has fewer than this share of the last good reading's entries. `new`: more than this share is
    new and most of that not newer, or as many known entries have another day, title or text. `field`: what nine
    in ten had, fewer than this share have. `future`: more than this share is new and dated in the future.
    `entries = 0`, `new = 1`, `field = 0` and `future = 1` switch a rule off.
    """

    entries: float = 0.5
    new: float = 0.5
    field: float = 0.5
    future: float = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A table `[[source]]`: one place to read a listing from, a `path` (`-` is standard input) or a `url`.

    A listing may have several `pages`: several addresses, or each found on the one before, by the selector `next`
    or because the page says which is next.
    """

    name: str
    path: str = ""
    url: str | tuple[str, ...] = ()
    next: str = ""
    pages: int = 0
    allow_private: bool = False
    kind: Literal["text", "html", "feed", "json"] | None = None
    json: JsonTable = field(default_factory=JsonTable)
    page: str = ""
    encoding: str = ""
    timezone: str = ""
    order: Order | None = None
    two_digit_years: bool = False
    layout: LayoutTable = field(default_factory=LayoutTable)
    guard: Thresholds = Thresholds()
    select: Select | None = None
    expect: Expect | None = None
    keep: Wanted = ()
    drop: Wanted = ()

    @property
    def urls(self) -> tuple[str, ...]:
        """The addresses that the listing is read from; none for a file."""
        return tuple(filter(None, [self.url])) if isinstance(self.url, str) else self.url

    @property
    def budget(self) -> int:
        """How many pages of the listing are read at most."""
        return budget_of(self.urls, self.pages, self.next)

    @property
    def place(self) -> str:
        """Where the listing is read from, as messages call it."""
        return self.path or self.urls[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicRule:
    """A table `[[topic]]`: which items get a feed of their own. A word may end in `*`."""

    label: str
    words: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    slug: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The whole config; every path is absolute."""

    site: Site
    source: tuple[Source, ...]
    topic: tuple[TopicRule, ...] = ()
    web: WebTable = field(default_factory=WebTable)
    path: Path = field(default=Path("feedpub.toml"))

    def zone_of(self, source: Source) -> ZoneInfo:
        """Return the zone that a printed time without a zone of this source is meant in."""
        return ZoneInfo(source.timezone or self.site.timezone)

"""What reconciling rests on and what it decides: plain data."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Literal
from uuid import UUID

from msgspec import Struct, field

from feedpub.model import FeedItem, Printed

Kind = Literal["new", "renamed", "redated", "edited", "relabelled", "unchanged"]
"""What a reading does to an item; the last two leave `updated` alone."""


class Sighting(Struct, frozen=True, kw_only=True, gc=False):
    """What one source printed of an item when it last listed it.

    `rank` is the source's place in the config; `listed` says that its last good reading holds the item.
    """

    source: str
    rank: int
    listed: bool
    printed: Printed


class KnownItem(Struct, frozen=True, kw_only=True, gc=False):
    """An item of the ledger with all its sightings.

    An empty digest says that no listing has shown the item yet: it was taken over from another feed.
    """

    item: FeedItem
    first_seen: datetime
    sightings: tuple[Sighting, ...] = ()


class Known(Struct, frozen=True, kw_only=True):
    """What the ledger knows that can matter to one reading.

    `previous` are the guids of the source's last good reading, oldest first, and `last` is its instant:
    None when the page was never read and `previous` comes from published feeds. `items` holds these and
    every item that has a key of an entry, and `absent` ones: a few of this source that had left the page
    before, and whose days are near those of entries without an item. `minted` answers whether a guid is
    in use, `taken` whether an instant (epoch seconds) is. `shared` are linked pages (see
    `links.page_of`) that several entries led to at once: such a link tells no story from another.
    """

    site: UUID
    source: str
    rank: int
    items: Mapping[str, KnownItem] = field(default_factory=dict)
    previous: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    shared: frozenset[str] = frozenset()
    last: datetime | None = None
    minted: Callable[[str], bool] = lambda _: False
    taken: Callable[[int], bool] = lambda _: False


class Match(Struct, frozen=True, gc=False):
    """The item that an entry is, and why; `by_likeness` says that they share no key."""

    guid: str
    reason: str
    by_likeness: bool = False


class Change(Struct, frozen=True, kw_only=True, gc=False):
    """What becomes of one entry: its item, what a reader sees of it, and why it is this item.

    `changed` names the fields that differ from `before`; `seen` is what the entry prints, `earlier` what
    the item printed before an edit under which only its likeness was left to tell it by.
    """

    kind: Kind
    item: FeedItem
    reason: str
    first_seen: datetime
    seen: Printed
    changed: tuple[str, ...] = ()
    before: FeedItem | None = None
    earlier: Printed | None = None


class Decision(Struct, frozen=True, kw_only=True):
    """The changes of one reading, one for each entry, oldest first.

    `late` says that a newer reading is known already: the changes add stories and edit none.
    """

    changes: tuple[Change, ...]
    late: bool = False

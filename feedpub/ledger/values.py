"""What the rows of a ledger stand for: instants, printings, states of sources, published topics."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Final, Literal, get_args

import msgspec
from msgspec import Struct

from feedpub.model import Basis, Facet, Printed

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)

BASES: Final[Mapping[str, Basis]] = {basis: basis for basis in get_args(Basis)}
"""What `published` can rest on, as rows have it."""

State = Literal["ok", "held", "failed"]


class SourceState(Struct, frozen=True, kw_only=True):
    """How a source stands: since when, when that was last said, why, and its standing warnings."""

    state: State = "ok"
    since: datetime = EPOCH
    spoken: datetime = EPOCH
    reason: str = ""
    warnings: tuple[str, ...] = ()


class PublishedTopic(Struct, frozen=True, kw_only=True):
    """A topic feed that was published once: slug and id are for ever."""

    slug: str
    key: str
    facet: Facet
    label: str
    id: str
    updated: datetime


class LabelRow(Struct):
    """A label: how many items have it, as a kicker of their `own`, and which was published `first`."""

    id: int
    facet: Facet
    slug: str
    text: str
    count: int = 0
    own: int = 0
    first: int | None = None
    first_arrival: int | None = None


class FeedRow(Struct):
    """The feed of a label: up to which arrival its pages are closed, and how many these are."""

    label: int
    closed: int
    pages: int = 0
    generation: int = 1
    due: int = 1


class Closed(Struct, frozen=True, kw_only=True):
    """A closed page. `last` is the last arrival of its own; what it shows besides are corrections."""

    feed: int
    number: int
    generation: int
    label: str
    last: int


def encode(printed: Printed) -> str:
    """Write what was printed as JSON, without the empty fields."""
    return _ENCODER.encode(printed).decode()


def decode(data: str) -> Printed:
    """Read what was printed from JSON."""
    return _DECODER.decode(data)


def second_of(instant: datetime) -> int:
    """Return the whole second that a row holds for an instant."""
    return int(instant.timestamp())


@lru_cache(maxsize=4096)  # items stand in several feeds, and most were published and updated at once
def instant_of(second: int) -> datetime:
    """Return the instant that a row holds as a second."""
    # Not fromtimestamp: it refuses what lies before 1970 on some systems.
    return EPOCH + timedelta(seconds=second)


_ENCODER: Final = msgspec.json.Encoder()
_DECODER: Final = msgspec.json.Decoder(Printed)

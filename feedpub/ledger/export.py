"""A ledger as JSON Lines, for people and other programs; `transfer` reads them back.

The first line is a header; then come the sources, the items in the order of their arrival, the last good
readings, topics, snapshots, shared links, withdrawals, joins and closed pages, one object a line. Equal ledgers give
equal bytes.
"""

import sqlite3
from collections.abc import Iterator
from datetime import datetime
from itertools import chain
from typing import Annotated

import msgspec

from feedpub.ledger.knowing import read_list
from feedpub.ledger.lines import FeedLine, PageLine, count_lines, feed_lines
from feedpub.ledger.records import Instant, Record, read_record
from feedpub.ledger.schema import SCHEMA
from feedpub.ledger.store import Ledger
from feedpub.ledger.values import State, instant_of
from feedpub.model import Facet

_Text = Annotated[str, msgspec.Meta(min_length=1)]


class _Line(msgspec.Struct, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, tag_field="kind"):
    """One line of an export."""


class Header(_Line, tag="ledger"):
    """Says what the lines are, of which site, and how many follow."""

    format: int
    site: str
    lines: int
    last_run: Instant | None = None
    filed: str = ""
    addresses: dict[str, str] = {}


class Source(_Line, tag="source"):
    """A source, and how it stood."""

    name: _Text
    state: State
    since: Instant | None = None
    spoken: Instant | None = None
    reason: str = ""
    warnings: tuple[str, ...] = ()
    page: str = ""
    last: Instant | None = None


class Reading(_Line, tag="reading"):
    """The last good reading of a source, oldest entry first."""

    source: _Text
    guids: tuple[str, ...]


class Topic(_Line, tag="topic"):
    """A topic feed that was published once."""

    slug: _Text
    key: str
    facet: Facet
    label: str
    id: str
    updated: Instant


class Snapshot(_Line, tag="snapshot"):
    """A file in the folder of a source, and what became of it."""

    source: _Text
    name: str
    state: str


class Shared(_Line, tag="shared"):
    """A linked page that several entries led to."""

    page: _Text


class Withdrawn(_Line, tag="withdrawn"):
    """A guid that no file may show."""

    guid: _Text


class Joined(_Line, tag="joined"):
    """An item that is part of `story`: what both were before; nothing where the ledger was rebuilt since."""

    guid: _Text
    story: str
    place: Annotated[int, msgspec.Meta(ge=1)]
    was: Record | None = None
    before: Record | None = None


Content = Source | Record | Reading | Topic | Snapshot | Shared | Withdrawn | Joined | FeedLine | PageLine


def dump(ledger: Ledger) -> Iterator[bytes]:
    """Yield the lines of an export."""
    site, last_run, filed, addresses, lines = ledger.db.execute(
        "SELECT id, last_run, filed, addresses, (SELECT count(*) FROM source) + (SELECT count(*) FROM item)"
        " + (SELECT count(DISTINCT source) FROM reading) + (SELECT count(*) FROM topic)"
        " + (SELECT count(*) FROM snapshot) + (SELECT count(*) FROM shared)"
        " + (SELECT count(*) FROM withdrawn) + (SELECT count(*) FROM joined)"
        " FROM site"
    ).fetchone()
    header = Header(
        format=SCHEMA,
        site=site,
        lines=lines + count_lines(ledger.db),
        last_run=_known(last_run),
        filed=filed.lstrip("?"),
        addresses=msgspec.json.decode(addresses, type=dict[str, str]),
    )
    for line in chain([header], _contents(ledger.db)):
        yield msgspec.json.encode(line) + b"\n"


def _contents(db: sqlite3.Connection) -> Iterator[Content]:
    """Yield what a ledger holds, in an order that its content alone decides."""
    for name, state, since, spoken, reason, warnings, page, last in db.execute(
        "SELECT name, state, since, spoken, reason, warnings, page, last FROM source ORDER BY name"
    ):
        yield Source(
            name=name,
            state=msgspec.convert(state, State),
            since=_known(since),
            spoken=_known(spoken),
            reason=reason,
            warnings=msgspec.json.decode(warnings, type=tuple[str, ...]),
            page=page,
            last=_known(last),
        )
    for (guid,) in db.execute("SELECT guid FROM item ORDER BY arrival, guid"):
        yield read_record(db, guid)
    for (source,) in db.execute("SELECT DISTINCT source FROM reading ORDER BY source"):
        yield Reading(source=source, guids=tuple(read_list(db, source)))
    for slug, key, facet, label, id_, updated in db.execute(
        "SELECT slug, key, facet, label, id, updated FROM topic ORDER BY slug"
    ):
        facet_ = msgspec.convert(facet, Facet)
        yield Topic(slug=slug, key=key, facet=facet_, label=label, id=id_, updated=instant_of(updated))
    for source, name, state in db.execute("SELECT source, name, state FROM snapshot ORDER BY source, name"):
        yield Snapshot(source=source, name=name, state=state)
    for (page,) in db.execute("SELECT page FROM shared ORDER BY page"):
        yield Shared(page=page)
    for (guid,) in db.execute("SELECT guid FROM withdrawn ORDER BY guid"):
        yield Withdrawn(guid=guid)
    for guid, story, place, was, before in db.execute(
        "SELECT guid, story, place, was, before FROM joined ORDER BY guid"
    ):
        yield Joined(
            guid=guid,
            story=story,
            place=place,
            was=msgspec.json.decode(was, type=Record) if was else None,
            before=msgspec.json.decode(before, type=Record) if before else None,
        )
    yield from feed_lines(db)


def _known(second: int) -> datetime | None:
    """Return the instant of a second; 0 stands for never."""
    return instant_of(second) if second else None

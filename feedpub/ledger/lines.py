"""Feeds and their closed pages as lines of an export."""

import sqlite3
from collections.abc import Iterator
from typing import Annotated

import msgspec

from feedpub.ledger.records import Instant, printed_of, raw
from feedpub.ledger.values import encode, instant_of, second_of


class Then(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an item said when a page closed over it, where it says something else since."""

    published: Instant
    updated: Instant
    source: str
    printed: msgspec.Raw


class Shown(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """An entry of a closed page, with its categories as JSON had them then: facet and text of each."""

    arrival: int
    categories: tuple[tuple[str, str], ...] = ()
    then: Then | None = None


class FeedLine(
    msgspec.Struct, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, tag_field="kind", tag="feed"
):
    """A feed that has closed pages: up to which arrival, and of which generation the next one will be."""

    path: Annotated[str, msgspec.Meta(min_length=1)]
    closed: int
    generation: Annotated[int, msgspec.Meta(ge=1)]


class PageLine(
    msgspec.Struct, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, tag_field="kind", tag="page"
):
    """A closed page of a feed; pages come in the order in which they closed."""

    feed: Annotated[str, msgspec.Meta(min_length=1)]
    number: Annotated[int, msgspec.Meta(ge=1)]
    generation: Annotated[int, msgspec.Meta(ge=1)]
    label: str
    last: int
    entries: tuple[Shown, ...]


def count_lines(db: sqlite3.Connection) -> int:
    """Return how many lines there will be."""
    (number,) = db.execute(
        "SELECT (SELECT count(*) FROM feed WHERE pages > 0) + (SELECT count(*) FROM page)"
    ).fetchone()
    return int(number)


def feed_lines(db: sqlite3.Connection) -> Iterator[FeedLine | PageLine]:
    """Yield the feeds that have closed pages, and these."""
    paths = {number: "all" if number == 0 else f"topics/{slug}" for number, slug in db.execute(_NAMES)}
    lines = [
        FeedLine(path=paths[label], closed=closed, generation=generation)
        for label, closed, generation in db.execute("SELECT label, closed, generation FROM feed WHERE pages > 0")
    ]
    yield from sorted(lines, key=lambda line: line.path)
    pages = db.execute("SELECT feed, number, generation, label, last FROM page ORDER BY closing")
    for feed, number, generation, label, last in pages:
        yield PageLine(
            feed=paths[feed],
            number=number,
            generation=generation,
            label=label,
            last=last,
            entries=tuple(_entries(db, feed, number)),
        )


def _entries(db: sqlite3.Connection, feed: int, number: int) -> Iterator[Shown]:
    rows = db.execute(
        "SELECT s.arrival, t.categories, s.past, p.published, p.updated, p.source, p.printed FROM shown s"
        " JOIN terms t ON t.id = s.terms LEFT JOIN past p ON p.id = s.past WHERE s.feed = ? AND s.page = ?"
        " ORDER BY s.arrival",
        (feed, number),
    )
    for arrival, categories, past, published, updated, source, printed in rows:
        then = None
        if past is not None:
            then = Then(
                published=instant_of(published), updated=instant_of(updated), source=source, printed=raw(printed)
            )
        found = msgspec.json.decode(categories, type=tuple[tuple[str, str], ...])
        yield Shown(arrival=arrival, categories=found, then=then)


def write_feed(db: sqlite3.Connection, line: FeedLine) -> None:
    """Write a feed that has closed pages."""
    db.execute("INSERT INTO feed VALUES (?, ?, 0, ?, 1)", (_label(db, line.path), line.closed, line.generation))


def write_page(db: sqlite3.Connection, line: PageLine) -> None:
    """Write a closed page; its feed and its items are there. Raises ValueError for one that does not fit to them."""
    feed = _label(db, line.feed)
    cursor = db.execute("UPDATE feed SET pages = ?2 WHERE label = ?1 AND pages = ?2 - 1", (feed, line.number))
    if cursor.rowcount != 1:
        raise ValueError(f"page {line.number} of {line.feed} does not follow the one before")
    db.execute(
        "INSERT INTO page (feed, number, generation, closing, label, last, json)"
        " VALUES (?, ?, ?, (SELECT coalesce(max(closing), 0) + 1 FROM page), ?, ?, ?)",
        (feed, line.number, line.generation, line.label, line.last, b"" if feed else None),
    )
    for entry in line.entries:
        past = None
        if entry.then is not None:
            then = entry.then
            row = (second_of(then.published), second_of(then.updated), then.source, encode(printed_of(then.printed)))
            past = db.execute(
                "INSERT INTO past (published, updated, source, printed) VALUES (?, ?, ?, ?)", row
            ).lastrowid
        categories = msgspec.json.encode(entry.categories).decode()
        db.execute("INSERT OR IGNORE INTO terms (categories) VALUES (?)", (categories,))
        db.execute(
            "INSERT INTO shown SELECT ?, ?, ?, id, ? FROM terms WHERE categories = ?",
            (feed, line.number, entry.arrival, past, categories),
        )


def _label(db: sqlite3.Connection, path: str) -> int:
    """Return the label of a feed, made from its topic if need be."""
    if path == "all":
        db.execute("INSERT OR IGNORE INTO label VALUES (0, 'section', '', '', 0, 0, NULL, NULL)")
        return 0
    slug = path.removeprefix("topics/")
    db.execute(
        "INSERT OR IGNORE INTO label (facet, slug, text, count, own) SELECT facet, slug, label, 0, 0 FROM topic"
        " WHERE slug = ?",
        (slug,),
    )
    row = db.execute(
        "SELECT l.id FROM label l JOIN topic t ON t.facet = l.facet AND t.slug = l.slug WHERE t.slug = ?", (slug,)
    ).fetchone()
    if row is None:
        raise ValueError(f"there is no topic for {path}")
    return int(row[0])


_NAMES = "SELECT l.id, l.slug FROM feed f JOIN label l ON l.id = f.label"

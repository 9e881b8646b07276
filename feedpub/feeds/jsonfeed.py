"""JSON Feed 1.0 and 1.1 → entries."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import tzinfo
from typing import Final

import msgspec

from feedpub.errors import SourceError
from feedpub.feeds.entry import (
    ForeignEntry,
    ForeignFeed,
    Notes,
    absolute,
    excerpt_of,
    length_of,
    names_of,
    picture_of,
    sort_out,
)
from feedpub.feeds.markup import is_html, text_of_html
from feedpub.feeds.moments import read_dates
from feedpub.model import Enclosure
from feedpub.text import clean, clean_paragraphs

_VERSION: Final = "jsonfeed.org/version/1"
_BYTE: Final = re.compile(r"\(byte (\d+)\)")

_Fields = Mapping[str, msgspec.Raw]


def parse_json(data: bytes, name: str, *, zone: tzinfo, skipped: int = 0) -> ForeignFeed:
    """Read JSON Feed 1.0 or 1.1, `skipped` lines of which stood before `data`.

    Raises SourceError when the JSON is broken or no feed.
    """
    notes = Notes(name=name, zone=zone, skipped=skipped)
    try:
        data.decode()
        head = msgspec.json.decode(data, type=dict[str, msgspec.Raw])
        version = _string(head, "version")
        items = msgspec.json.decode(head.get("items", b"null"), type=list[msgspec.Raw] | None)
        title, page, own = (_string(head, key) for key in ("title", "home_page_url", "feed_url"))
    except msgspec.ValidationError:
        version, items = "", None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        broken = data.count(b"\n", 0, _place(error, len(data))) + 1 + skipped
        raise SourceError(f"{name}:{broken}: the JSON breaks here ({error}); fetch the feed again") from None
    if items is None or _VERSION not in version:
        raise SourceError(
            f"{name}: this JSON is no feed; expected `version` “https://{_VERSION}.1” and a list of `items` "
            "(JSON Feed 1.0 or 1.1)"
        )
    bases = (absolute(own), absolute(page, own))
    authors = _authors(head)  # of items that name none
    entries = []
    for item, line in zip(items, _lines(data, items, skipped), strict=True):
        try:
            fields = msgspec.json.decode(item, type=dict[str, msgspec.Raw])
            entry = _entry(fields, bases, line, notes)
            entries.append(replace(entry, author=entry.author or authors))
        except msgspec.ValidationError as error:
            notes.add(f"this item cannot be read ({error}); it is left out", line)
    kept = sort_out(entries, notes)
    return ForeignFeed(title=clean(title), link=bases[1], entries=kept, problems=notes.sorted())


def _place(error: Exception, end: int) -> int:
    """Return the byte at which JSON broke; where nothing says so, it broke off."""
    if isinstance(error, UnicodeDecodeError):
        return error.start
    byte = _BYTE.search(str(error))
    return int(byte[1]) if byte else end


def _entry(fields: _Fields, bases: tuple[str, str], line: int | None, notes: Notes) -> ForeignEntry:
    html = _string(fields, "content_html")
    texts = (text_of_html(html), _string(fields, "content_text"), _string(fields, "summary"))
    *told, brief = map(clean_paragraphs, texts)
    summary = next(filter(None, told), "")
    enclosures = tuple(_enclosures(fields, bases))
    links = (absolute(_string(fields, key), *bases) for key in ("url", "external_url"))
    link = next(filter(None, links), "")
    dates = read_dates([(_string(fields, "date_published"), line)], [(_string(fields, "date_modified"), line)], notes)
    return ForeignEntry(
        id=_string(fields, "id").strip() or link,
        title=clean(_string(fields, "title")),
        link=link,
        summary=summary or brief,
        excerpt=excerpt_of(brief, summary) if summary else "",
        published=dates.published,
        updated=dates.updated,
        day=dates.day,
        content=html if is_html(html) else "",
        base=(link or bases[0] or bases[1]) if is_html(html) else "",
        image=picture_of((absolute(_string(fields, key), *bases) for key in ("image", "banner_image")), enclosures),
        author=_authors(fields),
        enclosures=enclosures,
        categories=tuple(dict.fromkeys(filter(None, map(clean, _tags(fields))))),
        line=line,
    )


def _authors(fields: _Fields) -> str:
    """Return the names of the authors: a list in version 1.1, one in 1.0."""
    people = [*_tables(fields, "authors"), *_tables({"author": fields.get("author", msgspec.Raw())}, "author")]
    return names_of(_string(person, "name") for person in people)


def _enclosures(fields: _Fields, bases: tuple[str, str]) -> Iterator[Enclosure]:
    for one in _tables(fields, "attachments"):
        url, kind, size = (_string(one, key) for key in ("url", "mime_type", "size_in_bytes"))
        yield Enclosure(url=absolute(url, *bases), type=kind, length=length_of(size))


def _tables(fields: _Fields, key: str) -> list[_Fields]:
    """Return a table, or the tables of a list."""
    raw = bytes(fields.get(key, b""))
    parts = msgspec.json.decode(raw, type=list[msgspec.Raw]) if raw.startswith(b"[") else [msgspec.Raw(raw)]
    return [msgspec.json.decode(part, type=dict[str, msgspec.Raw]) for part in parts if bytes(part).startswith(b"{")]


def _tags(fields: _Fields) -> list[str]:
    raw = fields.get("tags")
    if raw is None or not bytes(raw).startswith(b"["):
        return [_string(fields, "tags")]
    tags = msgspec.json.decode(raw, type=list[msgspec.Raw])
    return [_string({"tag": tag}, "tag") for tag in tags]


def _string(fields: _Fields, key: str) -> str:
    """Return a field as text: a number as it is written, "" for what is neither."""
    value = bytes(fields.get(key, b""))
    if value.startswith(b'"'):
        return msgspec.json.decode(value, type=str)
    return value.decode() if value[:1] in b"-0123456789" else ""


def _lines(data: bytes, items: Sequence[msgspec.Raw], skipped: int) -> Iterator[int | None]:
    """Yield the line that each item starts on: msgspec tells none, but items stand in a row."""
    at = data.find(b'"items"')
    line, counted = 1 + skipped, 0
    for item in items:
        if at < 0:
            yield None
            continue
        at = data.index(bytes(item), at)
        line += data.count(b"\n", counted, at)
        counted = at
        at += len(bytes(item))
        yield line

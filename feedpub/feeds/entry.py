"""What any feed comes down to, whoever wrote it and in whichever format."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from typing import Final
from urllib.parse import urljoin

from feedpub.identity import canonical_link
from feedpub.model import Enclosure, Problem
from feedpub.text import clean, fold, shorten

_NO_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MAIL_AND_NAME: Final = re.compile(
    r"(?:mailto:)?[^\s@<>()]+@[^\s@<>()]+\s*(?:\((?P<name>[^()]*)\))?|(?P<before>[^<>]*)<[^\s@<>]+@[^\s@<>]+>"
)

_NOBODY: Final = frozenset({"", "undefined", "null", "None", "[object Object]"})
"""What programs write where they know no author."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignEntry:
    """An entry of a feed that another program wrote.

    `id` is what readers keep, letter for letter: atom:id, guid, rdf:about or JSON id, without one the link.
    `published` and `updated` are whole seconds in UTC. `day` is the calendar day of `published`, without
    one that of `updated`, as the feed wrote it in its own offset; a date without a time gives only `day`.
    `summary` holds paragraphs separated by an empty line; nothing holds markup but `content`, which is the HTML
    that the summary is the text of, as it came, and `base` what its links are relative to. `excerpt` is what the feed
    says in short, where the summary is the whole text and does not begin like that.
    """

    id: str = ""
    title: str = ""
    link: str = ""
    summary: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    day: date | None = None
    categories: tuple[str, ...] = ()
    content: str = ""
    excerpt: str = ""
    base: str = ""
    image: str = ""
    author: str = ""
    enclosures: tuple[Enclosure, ...] = ()
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignFeed:
    """A feed that another program wrote: entries in document order, and what could not be read.

    `link` is the page the feed is about.
    """

    title: str
    link: str
    entries: tuple[ForeignEntry, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """What is known about a feed before it is read, and the problems found on the way.

    `name` is how messages call it, `zone` where a time without an offset is meant, `skipped` the
    number of lines before the document.
    """

    name: str
    zone: tzinfo
    skipped: int
    problems: list[Problem] = field(default_factory=list)

    def add(self, message: str, line: int | None) -> None:
        """Note a problem."""
        self.problems.append(Problem(source=self.name, message=message, line=line))

    def sorted(self) -> tuple[Problem, ...]:
        """Return the problems in document order."""
        return tuple(sorted(self.problems, key=lambda problem: problem.line or 0))


def sort_out(entries: Iterable[ForeignEntry], notes: Notes) -> tuple[ForeignEntry, ...]:
    """Keep the entries that a reader can tell apart: those with content, and of one id the first."""
    kept: list[ForeignEntry] = []
    known: dict[str, ForeignEntry] = {}
    for entry in entries:
        if not (entry.id or entry.title or entry.link or entry.summary):
            notes.add("this entry has neither id nor title, link or text; it is left out", entry.line)
        elif _NO_XML.search(entry.id):
            notes.add("the id of this entry holds characters that XML cannot carry; it is left out", entry.line)
        elif entry.id in known:
            line = known[entry.id].line
            where = f"on line {line}" if line else "further up"
            notes.add(f"the id “{shorten(entry.id)}” stands {where} already; this entry is left out", entry.line)
        else:
            kept.append(entry)
            if entry.id:
                known[entry.id] = entry
    return tuple(kept)


def absolute(link: str, *bases: str | None) -> str:
    """Return the absolute http(s) address of a link, "" if it has none; the nearest base comes first."""
    address = clean(link)
    try:
        for base in bases:
            address = urljoin(base, address) if base and address else address
    except ValueError:
        return ""
    return address if canonical_link(address) else ""


def name_of(written: str) -> str:
    """Return the name in what a feed writes of an author: RSS has “mail@example.org (Name)”, others “Name <mail>”.

    A mail address is not passed on.
    """
    text = clean(written)
    named = _MAIL_AND_NAME.fullmatch(text)
    return (named["name"] or named["before"] or "").strip(' "') if named else text


def names_of(written: Iterable[str]) -> str:
    """Return the names of all authors."""
    return ", ".join(dict.fromkeys(name for name in map(name_of, written) if name not in _NOBODY))


def length_of(written: str) -> int:
    """Return a length in bytes, 0 for what is none."""
    text = written.strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else 0


def excerpt_of(short: str, whole: str) -> str:
    """Return a short text beside the whole one, "" where it is but its beginning."""
    begins = fold(short).rstrip(" .…[]")
    return "" if fold(whole).startswith(begins) else short


def picture_of(pictures: Iterable[str], enclosures: Iterable[Enclosure]) -> str:
    """Return the first picture that a feed gives an entry, else the first enclosure that is one."""
    files = (one.url for one in enclosures if one.type.lower().startswith("image/"))
    return next(filter(None, (*pictures, *files)), "")

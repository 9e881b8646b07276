"""Find the item that a person means, by its guid, its link or a piece of its title; and list what there is."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from heapq import nlargest
from itertools import islice
from typing import Final
from urllib.parse import unquote

from msgspec import Struct

from feedpub.errors import ItemError
from feedpub.identity import canonical_link
from feedpub.ledger.knowing import holders_of
from feedpub.ledger.selecting import ID
from feedpub.ledger.store import Ledger
from feedpub.ledger.values import decode, instant_of
from feedpub.reconcile.similarity import Likeness
from feedpub.text import fold, shorten

_BEGINNING: Final = re.compile(r"(?:urn:uuid:)?[0-9a-f]{4}[0-9a-f-]*", re.IGNORECASE)
"""What can be the beginning of a guid: shorter ones are words."""

_SHOWN: Final = 10
_ALIKE: Final = 0.4
_NEWEST: Final = 2000
"""Among so many items the nearest titles are looked for."""

_TEXT_DIRECTIVE: Final = ":~:text="


class _Candidate(Struct, frozen=True):
    guid: str
    title: str
    link: str

    def __str__(self) -> str:
        """Return guid and title as one line."""
        return f"  {self.guid}  {shorten(self.title.replace(chr(10), ' '))}"


def find_item(ledger: Ledger, words: str) -> str:
    """Return the guid of the one item that `words` name: guid or its beginning, link, or piece of the title.

    A withdrawn guid of which nothing more is known is found by itself. Raises ItemError.
    """
    wanted = words.strip()
    guid = _exact(ledger, wanted)
    if guid:
        return guid
    # The link that feeds give to an entry without one of its own ends in its title.
    piece = fold(unquote(wanted.partition(_TEXT_DIRECTIVE)[2]) or wanted)
    if not piece:
        raise ItemError("an empty text names no item; `feedpub ledger list` shows all")
    begins = _BEGINNING.fullmatch(wanted) is not None
    beginnings = (wanted.lower(), f"urn:uuid:{wanted.lower()}")
    found = [
        candidate
        for candidate in _candidates(ledger)
        if piece in fold(candidate.title)
        or candidate.link == wanted
        or (begins and candidate.guid.startswith(beginnings))
    ]
    whole = [candidate for candidate in found if fold(candidate.title) == piece]
    if len(whole or found) == 1:
        return (whole or found)[0].guid
    if found:
        raise ItemError(_ambiguous(words, whole or found))
    raise ItemError(_unknown(ledger, words, piece))


def find_key(ledger: Ledger, guid: str, words: str) -> str:
    """Return the one key of an item, or guid that became part of it, that `words` are or are a piece of."""
    keys = [
        str(row[0]) for row in ledger.db.execute(f"SELECT key FROM alias WHERE item = {ID} ORDER BY place", (guid,))
    ]
    names = [*keys, *ledger.parts(guid)]
    found = [name for name in names if words == name] or [name for name in names if fold(words) in name]
    if len(found) == 1:
        return found[0]
    which = "several keys" if found else "no key"
    raise ItemError(f"“{words}” fits {which} of {guid}; it has:\n" + "\n".join(f"  {name}" for name in names))


def _exact(ledger: Ledger, wanted: str) -> str:
    """Return the item with just this guid or link, "" if there is none."""
    names = (wanted, f"urn:uuid:{wanted.lower()}", wanted.lower())
    query = (
        "SELECT guid FROM item WHERE guid IN (?1, ?2, ?3) UNION SELECT guid FROM withdrawn WHERE guid IN (?1, ?2, ?3)"
    )
    row = ledger.db.execute(query, names).fetchone()
    if row:
        return str(row[0])
    row = ledger.db.execute("SELECT guid, story FROM joined WHERE guid IN (?, ?, ?)", names).fetchone()
    if row:
        raise ItemError(f"{row[0]} is part of {row[1]}; name that one, or set them apart: feedpub ledger apart")
    link = canonical_link(wanted)
    found = holders_of(ledger.db, [f"link:{link}"] if link else []).get(f"link:{link}", [])
    return found[0] if len(found) == 1 else ""


# ── what there is ─────────────────────────────────────────────────────────────────────────────────────


class Listed(Struct, frozen=True, kw_only=True):
    """An item in short. `listed_by` are the sources whose last good reading holds it."""

    guid: str
    title: str
    published: datetime
    updated: datetime
    source: str
    listed_by: tuple[str, ...]
    withdrawn: bool


def browse(ledger: Ledger, *, source: str = "", withdrawn: bool = False) -> Iterator[Listed]:
    """Yield the items in short, the newest arrival first: all, those of one source, or the withdrawn ones."""
    rows = ledger.db.execute(
        "SELECT guid, published, updated, source, printed, guid IN withdrawn FROM item WHERE"
        " (?1 = '' OR id IN (SELECT item FROM sighting WHERE source = ?1)) AND (NOT ?2 OR guid IN withdrawn)"
        " ORDER BY arrival DESC, guid",
        (source, withdrawn),
    )
    for guid, published, updated, first, data, is_withdrawn in rows:
        printed = decode(data)
        yield Listed(
            guid=guid,
            title=printed.title or printed.summary,
            published=instant_of(published),
            updated=instant_of(updated),
            source=first,
            listed_by=listed_by(ledger, guid),
            withdrawn=bool(is_withdrawn),
        )


def listed_by(ledger: Ledger, guid: str) -> tuple[str, ...]:
    """Return the sources whose last good reading holds an item."""
    rows = ledger.db.execute(f"SELECT DISTINCT source FROM reading WHERE item = {ID} ORDER BY source", (guid,))
    return tuple(row[0] for row in rows)


def sources(ledger: Ledger) -> tuple[str, ...]:
    """Return every source that ever listed an item."""
    return tuple(row[0] for row in ledger.db.execute("SELECT DISTINCT source FROM sighting ORDER BY source"))


def withdrawn_unknown(ledger: Ledger) -> tuple[str, ...]:
    """Return the withdrawn guids of which nothing more is known, since the ledger was rebuilt from the feeds."""
    rows = ledger.db.execute("SELECT guid FROM withdrawn WHERE guid NOT IN (SELECT guid FROM item) ORDER BY guid")
    return tuple(row[0] for row in rows)


# ── words ─────────────────────────────────────────────────────────────────────────────────────────────


def _candidates(ledger: Ledger) -> Iterator[_Candidate]:
    """Yield every item, the newest arrival first."""
    for guid, data in ledger.db.execute("SELECT guid, printed FROM item ORDER BY arrival DESC, guid"):
        printed = decode(data)
        yield _Candidate(guid, printed.title or printed.summary, printed.link)


def _ambiguous(words: str, found: Sequence[_Candidate]) -> str:
    more = f"\n  and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    lines = "\n".join(str(candidate) for candidate in found[:_SHOWN])
    return f"“{words}” fits {len(found)} items; say more of the title, or the guid:\n{lines}{more}"


def _unknown(ledger: Ledger, words: str, piece: str) -> str:
    """Say that there is no such item, and which ones sound alike."""
    candidates = list(islice(_candidates(ledger), _NEWEST))
    likeness = Likeness(candidate.title for candidate in candidates)
    scored = ((likeness.titles(piece, candidate.title), candidate) for candidate in candidates)
    near = nlargest(3, (pair for pair in scored if pair[0] >= _ALIKE), key=lambda pair: pair[0])
    if not near:
        return f"no item is or contains “{words}”; `feedpub ledger list` shows all"
    lines = "\n".join(str(candidate) for _, candidate in near)
    return f"no item is or contains “{words}”; the nearest titles:\n{lines}"

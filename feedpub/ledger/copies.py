"""Entries of one page that a correction by hand made one story: only one of them is read."""

from collections.abc import Iterable, Sequence
from uuid import UUID

import msgspec
from msgspec import Struct

from feedpub.identity import digest_of, mint_guid
from feedpub.ledger.records import Record
from feedpub.ledger.selecting import ID
from feedpub.ledger.store import Ledger
from feedpub.model import FeedItem
from feedpub.reconcile import Decision


class _Member(Struct, frozen=True):
    """What an item was before others became part of it, or one of these was: its keys, and what it printed."""

    keys: frozenset[str]
    digest: str = ""

    def may_be(self, entry: FeedItem) -> bool:
        """Say whether an entry bears one of the keys."""
        return not self.keys.isdisjoint(entry.aliases)


def listed_once(ledger: Ledger, entries: Sequence[FeedItem], decision: Decision) -> Sequence[FeedItem]:
    """Leave out entries that a correction made one story with another entry of their page.

    These are the ones in which `decision` sees no known story, or an edited other one. What stands for the story is
    the entry that stood for it before, else the one that it was first. A new twin of either is no part of it.
    """
    db = ledger.db
    if db.execute("SELECT 1 FROM joined").fetchone() is None:
        return entries
    changes = decision.changes
    strange = {index for index, change in enumerate(changes) if change.kind == "new" or change.earlier is not None}
    spare: set[int] = set()
    for index, change in enumerate(changes):
        guid = change.item.guid
        if index not in strange and ledger.parts(guid):
            keys = {key for (key,) in db.execute(f"SELECT key FROM alias WHERE item = {ID}", (guid,))}
            copies = [i for i in sorted(strange - spare) if not keys.isdisjoint(entries[i].aliases)]
            standing = _standing(ledger, guid, entries, [index, *copies])
            spare |= set(standing[1:])
    return [entry for index, entry in enumerate(entries) if index not in spare]


def _standing(ledger: Ledger, guid: str, entries: Sequence[FeedItem], indexes: Sequence[int]) -> list[int]:
    """Return the entries that an item and its parts are, the one that stands for all first; it is among these."""
    members = _members(ledger, guid)
    parts = {member.digest for member in members[1:]}
    places: dict[int, int] = {}  # member → entry
    for index in (indexes[0], *sorted(indexes[1:], key=lambda i: (entries[i].digest not in parts, i))):
        _seat(index, members, entries, places, set())
    printed = {source: digest_of(printed) for source, printed in ledger.printings(guid)}
    ranked = sorted((printed.get(entries[i].source) != entries[i].digest, place, i) for place, i in places.items())
    found = [index for _, _, index in ranked]
    return found if indexes[0] in found else [indexes[0], *found]


def _seat(
    index: int, members: Sequence[_Member], entries: Sequence[FeedItem], places: dict[int, int], tried: set[int]
) -> bool:
    """Find a member that an entry is, and that no other entry is; others move on where they can be another one."""
    for place, member in enumerate(members):
        if place not in tried and member.may_be(entries[index]):
            tried.add(place)
            if place not in places or _seat(places[place], members, entries, places, tried):
                places[place] = index
                return True
    return False


def _members(ledger: Ledger, guid: str) -> list[_Member]:
    """Return what an item was by itself, and then its parts by the place of their keys."""
    keys = dict(ledger.db.execute(f"SELECT key, place FROM alias WHERE item = {ID}", (guid,)))
    parts = [_part(ledger, part, keys) for part in ledger.parts(guid)]
    theirs = frozenset[str]().union(*(part.keys for part in parts))
    (begins,) = ledger.db.execute("SELECT min(place) FROM joined WHERE story = ?", (guid,)).fetchone()
    own = frozenset(key for key, place in keys.items() if place < begins or key not in theirs)
    parts.sort(key=lambda part: min((keys.get(key, len(keys)) for key in part.keys), default=len(keys)))
    return [_Member(own), *parts]


def _part(ledger: Ledger, part: str, keys: Iterable[str]) -> _Member:
    """Return what a part was; where the ledger was rebuilt since, its guid alone says which keys were its own."""
    (was,) = ledger.db.execute("SELECT was FROM joined WHERE guid = ?", (part,)).fetchone()
    if was:
        record = msgspec.json.decode(was, type=Record)
        return _Member(frozenset(record.keys), record.digest)
    (site,) = ledger.db.execute("SELECT id FROM site").fetchone()
    return _Member(frozenset(key for key in keys if mint_guid(UUID(site), key) == part))

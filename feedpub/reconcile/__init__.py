"""Which known item each entry is, and why. Pure: equal arguments, equal decisions.

keys       which keys of an entry are its own       matching     entry ↔ item, with a reason in words
likeness   who is compared, and who is chosen       evidence     what speaks for one story and for two
places     what went and came, and from where       neighbours   between whom an entry stands
days       how new an entry is for its page         traits       kicker, place, credit
similarity how alike two printings are              merging      what an item prints, over all sources
instants   published and updated                     files        which addresses are the same file
rereading  which lines are only read otherwise
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import count

from msgspec.structs import replace

from feedpub.identity import digest_of, mint_guid
from feedpub.model import FeedItem, Printed
from feedpub.reconcile.decision import Change, Decision, Kind, Known, KnownItem, Match, Sighting
from feedpub.reconcile.files import keep_addresses
from feedpub.reconcile.instants import Instants, settle_edits, settle_new
from feedpub.reconcile.keys import keep_own_keys
from feedpub.reconcile.links import page_of, path_of
from feedpub.reconcile.matching import match
from feedpub.reconcile.merging import differing, merge, merge_sightings
from feedpub.reconcile.rereading import is_reread, keep_reading

__all__ = [
    "Change",
    "Decision",
    "Kind",
    "Known",
    "KnownItem",
    "Sighting",
    "merge_sightings",
    "page_of",
    "path_of",
    "reconcile",
]


def reconcile(known: Known, entries: Sequence[FeedItem], *, now: datetime) -> Decision:
    """Decide which known item each entry is, and why. `entries` and the result are oldest first.

    `now` is the instant of the reading. One that is older than the last good reading adds the stories
    that are not known and moves `first_seen` back; it edits nothing, for newer content is known.
    """
    entries = keep_own_keys(known, entries)
    late = known.last is not None and now < known.last
    # On an older page all days are past: none tells what is news.
    matches = match(replace(known, last=None) if late else known, entries)
    entries = [_as_before(known, known.items[matches[i].guid], e) if i in matches else e for i, e in enumerate(entries)]
    minted = _mint(known, entries, matches)
    instants = Instants(known.taken)
    settled = settle_new({i: entries[i] for i in sorted(minted)}, instants, now)
    merged = {} if late else {i: merge(known, known.items[m.guid], entries[i].printed) for i, m in matches.items()}
    edits = {
        index: (known.items[matches[index].guid].item, printed)
        for index, (printed, _) in merged.items()
        if _is_edit(known, known.items[matches[index].guid], printed, entries[index].printed, now)
    }
    times = settle_edits(edits, instants, now)
    changes: list[Change] = []
    for index, entry in enumerate(entries):
        if index in minted:
            published, updated, basis = settled[index]
            shown = replace(entry.printed, stood="") if entry.printed.stood else entry.printed
            item = replace(entry, guid=minted[index], printed=shown, published=published, updated=updated, basis=basis)
            changes.append(Change(kind="new", item=item, reason="new", first_seen=now, seen=entry.printed))
        elif late:
            changes.append(_recall(known.items[matches[index].guid], entry, matches[index], now))
        else:
            old = known.items[matches[index].guid]
            if not old.item.digest:
                old = replace(old, first_seen=now)  # taken over from a feed: no listing has shown it before
            changes.append(_change(old, entry, merged[index], times.get(index), matches[index]))
    return Decision(changes=tuple(changes), late=late)


def _as_before(known: Known, old: KnownItem, entry: FeedItem) -> FeedItem:
    """Return an entry as its source printed it before, where only its files' addresses or its reading differ."""
    own = _own(known, old)
    return keep_reading(own, keep_addresses(own, entry)) if own else entry


def _own(known: Known, old: KnownItem) -> Printed | None:
    """Return what the source printed of an item when it last listed it."""
    return next((sighting.printed for sighting in old.sightings if sighting.source == known.source), None)


def _mint(known: Known, entries: Sequence[FeedItem], matches: Mapping[int, Match]) -> dict[int, str]:
    """Give every entry without an item the first free guid of its key: index → guid."""
    used = set(known.items)
    minted: dict[int, str] = {}
    for index, entry in enumerate(entries):
        if index not in matches:
            guid, ordinals = entry.guid, count(2)  # an entry has the first of these: that of its own key
            while guid in used or known.minted(guid):
                guid = mint_guid(known.site, entry.aliases[0], next(ordinals))
            minted[index] = guid
            used.add(guid)
    return minted


def _is_edit(known: Known, old: KnownItem, printed: Printed, seen: Printed, now: datetime) -> bool:
    """Say whether readers are to be told: the content differs from what was published.

    It is no edit when a listing shows an item for the first time that was taken over from another feed, when a
    second source adds to an item that is itself only now being announced, or when the lines that differ in their
    reading are the same on the page.
    """
    if not old.item.digest or digest_of(printed) == old.item.digest:
        return False
    own = _own(known, old)
    if own and is_reread(own, seen) and digest_of(merge(known, old, own)[0]) == old.item.digest:
        return False
    return old.first_seen != now or any(sighting.source == known.source for sighting in old.sightings)


def _change(
    old: KnownItem,
    entry: FeedItem,
    merged: tuple[Printed, str],
    times: tuple[datetime, datetime] | None,
    matched: Match,
) -> Change:
    """Say what a reading does to a known item."""
    before = old.item
    printed, source = merged
    published, updated = times or (before.published, before.updated)
    agreed = not before.digest and printed.basis == "day" and printed.day == published.date()
    item = replace(
        before,
        aliases=tuple(dict.fromkeys((*before.aliases, *entry.aliases))),
        source=source,
        printed=printed,
        digest=digest_of(printed),
        published=published,
        updated=updated,
        basis=printed.basis if published != before.published or agreed else before.basis,
    )
    changed = differing(before.printed, printed)
    kind: Kind = "unchanged"
    if published != before.published:
        kind = "redated"
    elif updated != before.updated:
        kind = "renamed" if "title" in changed else "edited"
    elif changed or source != before.source:
        kind = "relabelled"
    return Change(
        kind=kind,
        item=item,
        reason=matched.reason,
        first_seen=old.first_seen,
        seen=entry.printed,
        changed=changed,
        before=before,
        earlier=before.printed if matched.by_likeness else None,
    )


def _recall(old: KnownItem, entry: FeedItem, matched: Match, now: datetime) -> Change:
    """Say what a late reading does to a known item: it was seen earlier, and had this key too."""
    item = replace(old.item, aliases=tuple(dict.fromkeys((*old.item.aliases, *entry.aliases))))
    return Change(
        kind="unchanged",
        item=item,
        reason=matched.reason,
        first_seen=min(old.first_seen, now),
        seen=entry.printed,
        before=old.item,
    )

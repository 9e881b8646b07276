"""Which item each entry is: by its keys, by day and title when its link changed, else by likeness.

Keys are exact and hold for every source. Likeness decides only between entries that are new and items
that vanished from this source's page, and only where one pair is clearly the best for both.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from feedpub.identity import digest_of, text_key
from feedpub.model import FeedItem
from feedpub.reconcile.decision import Known, KnownItem, Match
from feedpub.reconcile.likeness import match_likeness
from feedpub.reconcile.links import link_moved, links_differ
from feedpub.standing import is_same


def match(known: Known, entries: Sequence[FeedItem]) -> dict[int, Match]:
    """Find the item of every entry that has one: index → match. No item is found twice."""
    matches = _match_keys(known, entries)
    matches |= _match_moved_links(known, entries, matches)
    if len(matches) < len(entries) and known.previous:
        matches |= match_likeness(known, entries, matches)
    return matches


# ── by key ────────────────────────────────────────────────────────────────────────────────────────────


def _match_keys(known: Known, entries: Sequence[FeedItem]) -> dict[int, Match]:
    """Match by link, then by the day and title that an item has now, then by those that it once had."""
    by_link: dict[str, list[str]] = defaultdict(list)
    by_text: dict[str, list[str]] = defaultdict(list)
    by_past: dict[str, list[str]] = defaultdict(list)
    for guid, known_item in known.items.items():
        current = {
            text_key(p.day, p.title, p.summary)
            for p in (known_item.item.printed, *(sighting.printed for sighting in known_item.sightings))
        }
        for alias in known_item.item.aliases:
            holders = by_link if alias.startswith("link:") else by_text if alias in current else by_past
            holders[alias].append(guid)
    matches: dict[int, Match] = {}
    claimed: set[str] = set()
    for holders, said in ((by_link, "link"), (by_text, ""), (by_past, "")):
        groups: dict[str, list[int]] = defaultdict(list)
        for index, entry in enumerate(entries):
            alias = next((alias for alias in entry.aliases if alias in holders), "")
            if alias and index not in matches:
                groups[alias].append(index)
        for alias, indexes in groups.items():
            words = said or ("title" if alias.startswith("title:") else "day and title")
            for index, guid in _pair_twins(known, entries, indexes, holders[alias], claimed):
                matches[index] = Match(guid, _came_back(known, guid) + f"same {words}")
                claimed.add(guid)
    return matches


def _came_back(known: Known, guid: str) -> str:
    """Say of an item that this source listed once, but not in its previous reading, that it is back."""
    gone = known.previous and guid not in known.previous
    return "came back: " if gone and any(s.source == known.source for s in known.items[guid].sightings) else ""


def _pair_twins(
    known: Known, entries: Sequence[FeedItem], indexes: Sequence[int], guids: Sequence[str], claimed: set[str]
) -> Iterable[tuple[int, str]]:
    """Pair entries and items of one key: what is word for word the same first, then in page order.

    Items of the previous reading come before those that had left the page, so that a twin that stays
    and is edited does not take the guid of one that went.
    """
    free = [guid for guid in guids if guid not in claimed]
    if len(free) > 1:
        previous = {guid: place for place, guid in enumerate(known.previous)}
        free.sort(key=lambda g: (g not in previous, previous.get(g, 0), known.items[g].item.published, g))
    left: list[int] = []
    for index in indexes:
        same = [guid for guid in free if _word_for_word(known.items[guid], entries[index])]
        if same:
            free.remove(same[0])
            yield index, same[0]
        else:
            left.append(index)
    for index in left:
        fitting = [guid for guid in free if not links_differ(known.items[guid].item, entries[index])]
        if fitting:
            free.remove(fitting[0])
            yield index, fitting[0]


def _word_for_word(known_item: KnownItem, entry: FeedItem) -> bool:
    """Say whether some source printed this item exactly as the entry stands now, or in the same lines."""
    if links_differ(known_item.item, entry):
        return False
    return known_item.item.digest == entry.digest or any(
        digest_of(sighting.printed) == entry.digest or is_same(sighting.printed.stood, entry.printed.stood)
        for sighting in known_item.sightings
    )


def _match_moved_links(known: Known, entries: Sequence[FeedItem], matches: Mapping[int, Match]) -> dict[int, Match]:
    """Match an entry to the item of its day and title whose link was another one, when each is the only one.

    Two stories can share both, so the item must have left the page. Undated titles return: one that left the
    page earlier must have the same link but for host or parameters, or all links of the page must have changed.
    """
    claimed = {found.guid for found in matches.values()}
    holders: dict[str, list[str]] = defaultdict(list)
    for guid, known_item in known.items.items():
        if guid not in claimed:
            for alias in known_item.item.aliases:
                holders[alias].append(guid)
    wanted: dict[str, list[int]] = defaultdict(list)
    for index, entry in enumerate(entries):
        if index not in matches:
            wanted[entry.aliases[-1]].append(index)
    found: dict[int, Match] = {}
    doubtful: dict[int, Match] = {}
    for alias, indexes in wanted.items():
        if len(indexes) > 1 or len(holders.get(alias, ())) != 1:
            continue
        (guid,), (index,) = holders[alias], indexes
        old, new = known.items[guid].item, entries[index]
        if links_differ(old, new):
            moved = link_moved(old, new)
            certain = moved or new.printed.day is not None or guid in known.previous
            matched = Match(guid, _came_back(known, guid) + (moved or "link changed: same day and title"))
            (found if certain else doubtful)[index] = matched
    if len(found) * 2 > len(entries) - len(doubtful):
        found |= doubtful
    return found

"""Which vanished item a new entry is: an edit that left it no key, told by likeness and place."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from urllib.parse import urlsplit

from feedpub.model import FeedItem
from feedpub.reconcile.decision import Known, Match
from feedpub.reconcile.evidence import ENOUGH, Evidence, Pair, headline
from feedpub.reconcile.links import links_of
from feedpub.reconcile.neighbours import Slot
from feedpub.reconcile.places import Places
from feedpub.text import fold

_MARGIN: Final = 0.1
_NEAREST: Final = 32
_COMPARED: Final = 1000
"""So many items are compared with an entry for each thing that it shares with them, and so many with all entries
of a page that share one thing: the work is bounded."""


_ROUNDS: Final = 3
"""So often it is looked again at what is left when the rest is settled, if that is little."""


def match_likeness(known: Known, entries: Sequence[FeedItem], matches: Mapping[int, Match]) -> dict[int, Match]:
    """Match entries that have no item to items that vanished from the page: index → match."""
    found: dict[int, Match] = {}
    for _ in range(_ROUNDS):
        more = _Matching(known, entries, {**matches, **found}).match()
        found |= more
        taken = {one.guid for one in (*matches.values(), *found.values())}
        gone = sum(guid not in taken for guid in known.previous)
        come = len(entries) - len(matches) - len(found)
        if not (more and come and gone * come <= _COMPARED):
            break
    return found


class _Matching:
    """A one-to-one match between what appeared and what vanished, of pairs that are clearly the best for both."""

    def __init__(self, known: Known, entries: Sequence[FeedItem], matches: Mapping[int, Match]) -> None:
        self._known = known
        self._entries = entries
        self._places = Places(known, entries, matches)
        self._evidence = Evidence(known, entries, self._places)
        self._by_trait: dict[object, list[str]] = defaultdict(list)
        for guid in (*self._places.vanished, *self._places.absent):
            for trait in self._traits(known.items[guid].item, self._places.slot_before[guid]):
                self._by_trait[trait].append(guid)
        self._siblings: dict[object, list[str]] = defaultdict(list)
        for guid, index in self._places.now_at.items():
            if guid in self._places.before:
                self._siblings[entries[index].printed.day].append(guid)

    def match(self) -> dict[int, Match]:
        """Pair what is clearly one story; a doubtful pair stays apart."""
        pairs = [pair for index in self._places.appeared for pair in self._pairs_of(index)]
        rivals: dict[str | int, list[Pair]] = defaultdict(list)
        for pair in pairs:
            rivals[pair.guid].append(pair)
            rivals[pair.index].append(pair)
        matches: dict[int, Match] = {}
        found: set[str] = set()
        before = self._places.before
        for pair in sorted(pairs, key=lambda pair: (-pair.score, pair.index, before.get(pair.guid, -1), pair.guid)):
            if pair.score < ENOUGH:
                break
            if pair.guid in found or pair.index in matches:
                continue
            gone = (guid for guid in self._places.vanished if guid not in found)
            if pair.lowest and any(before[guid] > before[pair.guid] for guid in gone):
                continue
            others = [
                other.score
                for other in (*rivals[pair.guid], *rivals[pair.index])
                if other is not pair and other.guid not in found and other.index not in matches
            ]
            best = max((*others, self._likest_sibling(pair)), default=0.0)
            if pair.score - best >= _MARGIN:
                matches[pair.index] = Match(pair.guid, pair.reason, by_likeness=True)
                found.add(pair.guid)
        return matches

    def _pairs_of(self, index: int) -> Iterator[Pair]:
        """Weigh an entry against the vanished items that share something with it."""
        for guid in self._candidates(index):
            pair = self._evidence.weigh(guid, index)
            if pair is not None:
                yield pair

    def _candidates(self, index: int) -> list[str]:
        """Return the vanished items that share day, title, summary, path or place with an entry, or all of a few."""
        found: dict[str, None] = {}
        nearest = max(2, min(_NEAREST, _COMPARED // len(self._places.appeared)))
        if len(self._places.vanished) <= nearest:
            found |= dict.fromkeys(self._places.vanished)
        for trait in self._traits(self._entries[index], self._places.slot_now[index]):
            found |= dict.fromkeys(self._by_trait.get(trait, ())[:nearest])
        return list(found)

    def _traits(self, item: FeedItem, slot: Slot) -> list[tuple[str, object]]:
        """Return what makes an item and an entry worth comparing."""
        printed = item.printed
        traits: list[tuple[str, object]] = [("day", printed.day), ("slot", slot)]
        traits += [("word", word) for word in self._evidence.likeness.rarest(headline(printed))]
        if printed.summary:
            traits.append(("summary", fold(printed.summary)))
        return traits + [("path", urlsplit(f"//{link}").path) for link in sorted(links_of(item))]

    def _likest_sibling(self, pair: Pair) -> float:
        """Return how much an entry resembles a story of its day that stands beside it and is another one."""
        siblings = self._siblings.get(self._entries[pair.index].printed.day, [])
        scores = (self._evidence.weigh(guid, pair.index) for guid in siblings[:_NEAREST])
        return max((score.score for score in scores if score), default=0.0)

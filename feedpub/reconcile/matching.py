"""Which item each entry is: by its keys, else by likeness where the page itself says that it is an edit.

Keys are exact and hold for every source. Likeness decides only between entries that are new and items
that vanished from this source's page, and only where one pair is clearly the best for both.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from feedpub.identity import digest_of, text_key
from feedpub.model import FeedItem, Printed
from feedpub.reconcile.decision import Known, KnownItem
from feedpub.reconcile.similarity import Likeness, numbers_of, summaries
from feedpub.text import fold

_ENOUGH: Final = 0.5
_MARGIN: Final = 0.1
_NEAREST: Final = 32
"""So many items are compared with an entry for each thing that it shares with them: the work is bounded."""


@dataclass(frozen=True, slots=True)
class Match:
    """The item that an entry is, and why; `by_likeness` says that they share no key."""

    guid: str
    reason: str
    by_likeness: bool = False


def match(known: Known, entries: Sequence[FeedItem]) -> dict[int, Match]:
    """Find the item of every entry that has one: index → match. No item is found twice."""
    matches = _match_keys(known, entries)
    if len(matches) < len(entries) and known.previous:
        matches |= _Page(known, entries, matches).match()
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
        fitting = [guid for guid in free if not _links_differ(known.items[guid].item, entries[index])]
        if fitting:
            free.remove(fitting[0])
            yield index, fitting[0]


def _word_for_word(known_item: KnownItem, entry: FeedItem) -> bool:
    """Say whether some source printed this item exactly as the entry stands now."""
    if _links_differ(known_item.item, entry):
        return False
    return known_item.item.digest == entry.digest or any(
        digest_of(sighting.printed) == entry.digest for sighting in known_item.sightings
    )


def _links_differ(item: FeedItem, entry: FeedItem) -> bool:
    """Say whether both have a link of their own, and not the same: day and title never join those."""
    own, others = _links_of(entry), _links_of(item)
    return bool(own and others and not own & others)


def _links_of(item: FeedItem) -> set[str]:
    return {alias.removeprefix("link:") for alias in item.aliases if alias.startswith("link:")}


# ── by likeness ───────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Pair:
    """A vanished item and a new entry that may be one story: how much speaks for it, and what."""

    guid: str
    index: int
    score: float
    reason: str


class _Page:
    """One reading beside the previous one: what vanished, what appeared, and between which neighbours."""

    def __init__(self, known: Known, entries: Sequence[FeedItem], matches: Mapping[int, Match]) -> None:
        self._known = known
        self._entries = entries
        self._now_at = {found.guid: index for index, found in matches.items()}
        self._appeared = [index for index in range(len(entries)) if index not in matches]
        previous = list(dict.fromkeys(known.previous))
        self._place = {guid: place for place, guid in enumerate(previous)}
        self._vanished = [guid for guid in previous if guid not in self._now_at]
        still = [place for place, guid in enumerate(previous) if guid in self._now_at]
        # What stood below everything that is still listed may have scrolled off; new entries come on top.
        self._floor_before = still[0] if still else len(previous)
        self._floor_now = min((i for i in matches if matches[i].guid in self._place), default=len(entries))
        slots = _slots([guid if guid in self._now_at else "" for guid in previous])
        self._slot_before = dict(zip(previous, slots, strict=True))
        at = {index: found.guid for index, found in matches.items() if found.guid in self._place}
        self._slot_now = _slots([at.get(index, "") for index in range(len(entries))])
        self._by_trait: dict[object, list[str]] = defaultdict(list)
        for guid in self._vanished:
            for trait in _traits(known.items[guid].item, self._slot_before[guid]):
                self._by_trait[trait].append(guid)
        old = [known.items[guid].item.printed for guid in previous]
        new = [entry.printed for entry in entries]
        self._likeness = Likeness([_headline(printed) for printed in (*old, *new)])
        # A summary that several entries share says nothing about any of them.
        self._boilerplate = {
            text
            for page in (old, new)
            for text, number in Counter(fold(printed.summary) for printed in page).items()
            if number > 1
        }
        days = [printed.day for printed in old if printed.day is not None]
        self._newest = max(days, default=None)

    def match(self) -> dict[int, Match]:
        """Pair what is clearly one story; a doubtful pair stays apart."""
        pairs = [pair for index in self._appeared for pair in self._pairs_of(index)]
        rivals: dict[str | int, list[_Pair]] = defaultdict(list)
        for pair in pairs:
            rivals[pair.guid].append(pair)
            rivals[pair.index].append(pair)
        matches: dict[int, Match] = {}
        found: set[str] = set()
        for pair in sorted(pairs, key=lambda pair: (-pair.score, pair.index, self._place[pair.guid])):
            if pair.score < _ENOUGH:
                break
            if pair.guid in found or pair.index in matches:
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

    def _pairs_of(self, index: int) -> Iterator[_Pair]:
        """Score an entry against the vanished items that share something with it."""
        for guid in self._candidates(index):
            old, new = self._known.items[guid].item, self._entries[index]
            if self._may_have_become(guid, index):
                pair = self._score(guid, index, old, new)
                if pair is not None:
                    yield pair

    def _candidates(self, index: int) -> list[str]:
        """Return the vanished items that share day, title, summary, path or place with an entry."""
        found: dict[str, None] = {}
        for trait in _traits(self._entries[index], self._slot_now[index]):
            found |= dict.fromkeys(self._by_trait.get(trait, ())[:_NEAREST])
        return list(found)

    def _may_have_become(self, guid: str, index: int) -> bool:
        """Say whether the page allows it: what scrolled off has not been edited, and what is new is on top."""
        if self._place[guid] > self._floor_before or index < self._floor_now:
            return True
        # A corrected day can lift the lowest entry; a new one of that title would be the newest of all.
        old, new = self._known.items[guid].item.printed, self._entries[index].printed
        dated = new.day is not None and self._newest is not None and new.day <= self._newest
        return dated and _headline(old) == _headline(new) and fold(old.summary) == fold(new.summary)

    def _score(self, guid: str, index: int, old: FeedItem, new: FeedItem) -> _Pair | None:
        """Weigh what speaks for one story against what speaks for two."""
        before, after = old.printed, new.printed
        title = self._likeness.titles(_headline(before), _headline(after))
        text = self._text_likeness(before, after)
        same_day = before.day == after.day
        moved = _link_moved(old, new)
        if moved and (same_day or title >= 0.5):
            return _Pair(guid, index, 1.0, moved)
        if title == 1.0 and not same_day:
            if not self._is_correction(old, new, text):
                return None
            return _Pair(guid, index, 0.9, "moved day: same title")
        score = title
        if text is not None:
            score = max(score, 0.95) if text >= 0.95 else score + 0.25 if text >= 0.6 else score - 0.1
        if self._same_slot(guid, index):
            score += 0.2
        if before.kickers == after.kickers:
            score += 0.05
        if not same_day:
            score -= 0.35
        if numbers_of(before.title) != numbers_of(after.title):
            score -= 0.3
        if _links_differ(old, new):
            score -= 0.3
        what = "link changed: same day and title" if title == 1.0 else f"retitled: {title:.0%} alike"
        return _Pair(guid, index, score, what + (", same summary" if text == 1.0 else ""))

    def _text_likeness(self, before: Printed, after: Printed) -> float | None:
        """Return how alike the summaries are; None when they prove nothing."""
        if not (before.summary and after.summary and before.title and after.title):
            return None
        if fold(before.summary) in self._boilerplate or fold(after.summary) in self._boilerplate:
            return None
        return summaries(before.summary, after.summary)

    def _same_slot(self, guid: str, index: int) -> bool:
        """Say whether both stand between the same neighbours; on top of the page that proves nothing."""
        slot = self._slot_before[guid]
        return bool(slot[1]) and slot == self._slot_now[index]

    def _is_correction(self, old: FeedItem, new: FeedItem, text: float | None) -> bool:
        """Tell a corrected day from the next issue of a series that always has the same title.

        The summaries say it; without any, a day after all that the previous reading knew is a new issue.
        """
        if _links_differ(old, new):
            return False
        if not old.digest:
            return True
        before, after = old.printed.summary, new.printed.summary
        if (before or after) and fold(before) not in self._boilerplate:
            alike = text is not None and text >= 0.8 and numbers_of(before) == numbers_of(after)
            return alike or fold(before) == fold(after)
        return new.printed.day is None or self._newest is None or new.printed.day <= self._newest

    def _likest_sibling(self, pair: _Pair) -> float:
        """Return how much an entry resembles a story of its day that stands beside it and is another one."""
        new = self._entries[pair.index]
        siblings = [
            guid
            for guid, index in self._now_at.items()
            if guid in self._place and self._entries[index].printed.day == new.printed.day
        ]
        scores = (self._score(guid, pair.index, self._known.items[guid].item, new) for guid in siblings[:_NEAREST])
        return max((score.score for score in scores if score), default=0.0)


def _slots(page: Sequence[str]) -> list[tuple[str, str]]:
    """Return, for each place of a page, its nearest neighbours below and above that stand on both pages.

    `page` names these, and holds "" where another one stands.
    """
    below = list(accumulate(page, lambda last, one: one or last, initial=""))[:-1]
    above = list(accumulate(reversed(page), lambda last, one: one or last, initial=""))[:-1][::-1]
    return list(zip(below, above, strict=True))


def _headline(printed: Printed) -> str:
    return printed.title or printed.summary


def _traits(item: FeedItem, slot: tuple[str, str]) -> list[tuple[str, object]]:
    """Return what makes an item and an entry worth comparing."""
    printed = item.printed
    traits: list[tuple[str, object]] = [("day", printed.day), ("title", fold(_headline(printed))), ("slot", slot)]
    if printed.summary:
        traits.append(("summary", fold(printed.summary)))
    return traits + [("path", urlsplit(f"//{link}").path) for link in sorted(_links_of(item))]


def _link_moved(old: FeedItem, new: FeedItem) -> str:
    """Say how the one link became the other: another host, or parameters added or left out; "" if neither."""
    for before in sorted(_links_of(old)):
        for after in sorted(_links_of(new)):
            one, other = urlsplit(f"//{before}"), urlsplit(f"//{after}")
            if one.path != other.path or one.fragment != other.fragment:
                continue
            if one.query == other.query and one.path != "/":
                return "link moved host"
            queries = set(parse_qsl(one.query)), set(parse_qsl(other.query))
            if one.netloc == other.netloc and (queries[0] < queries[1] or queries[1] < queries[0]):
                return "same link but for its query"
    return ""

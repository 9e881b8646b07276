"""Which vanished item a new entry is: an edit that left it no key, told by likeness and place."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final
from urllib.parse import urlsplit

from feedpub.model import FeedItem, Printed
from feedpub.reconcile.decision import Known, Match
from feedpub.reconcile.links import link_moved, links_differ, links_of
from feedpub.reconcile.similarity import Likeness, is_series, numbers_of, summaries
from feedpub.text import fold

_ENOUGH: Final = 0.5
_MARGIN: Final = 0.1
_AT_ITS_PLACE: Final = 0.3
_SAME_KICKER: Final = 0.05
_OTHER_NUMBER: Final = 0.3
_OTHER_LINK: Final = 0.3
_UNDATED: Final = 0.35
_UNUSUAL: Final = 0.45
_SUMMARIES: Final = ((0.95, 0.5), (0.8, 0.35), (0.6, 0.2), (0.3, 0.0), (0.0, -0.15))
"""What summaries that are at least so much alike add to the likeness of the titles."""

_SHORT: Final = 60
"""A shorter summary may be a phrase that others have as well."""

_TELLING: Final = 7
"""A title of so many words is seldom that of a series."""

_DAYS_APART: Final = ((0, 0.0), (3, 0.15), (14, 0.25), (math.inf, 0.35))
"""What days that are at most so far apart take away."""

_NEAREST: Final = 32
_COMPARED: Final = 1000
"""So many items are compared with an entry for each thing that it shares with them, and so many with all entries
of a page that share one thing: the work is bounded."""


def match_likeness(known: Known, entries: Sequence[FeedItem], matches: Mapping[int, Match]) -> dict[int, Match]:
    """Match entries that have no item to items that vanished from the page: index → match."""
    return _Page(known, entries, matches).match()


_NOWHERE: Final = ("", "")
"""The place of what did not stand on the page; on top of it proves nothing either."""


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
        absent = [guid for guid in known.absent if guid not in self._now_at]
        still = [place for place, guid in enumerate(previous) if guid in self._now_at]
        # What stood below everything that is still listed may have scrolled off; new entries come on top.
        self._floor_before = still[0] if still else len(previous)
        self._floor_now = min((i for i in matches if matches[i].guid in self._place), default=len(entries))
        slots = _slots([guid if guid in self._now_at else "" for guid in previous])
        self._slot_before = dict.fromkeys(absent, _NOWHERE) | dict(zip(previous, slots, strict=True))
        at = {index: found.guid for index, found in matches.items() if found.guid in self._place}
        self._slot_now = _slots([at.get(index, "") for index in range(len(entries))])
        self._come: dict[tuple[str, str], list[int]] = defaultdict(list)
        for index in self._appeared:
            self._come[self._slot_now[index]].append(index)
        old = [known.items[guid].item.printed for guid in previous]
        new = [entry.printed for entry in entries]
        # A summary that several entries share says nothing about any of them.
        self._boilerplate = {
            text
            for page in (old, new)
            for text, number in Counter(fold(printed.summary) for printed in page).items()
            if number > 1 and text
        }
        self._likeness = Likeness([_headline(printed) for printed in (*old, *new)])
        self._by_trait: dict[object, list[str]] = defaultdict(list)
        for guid in (*self._vanished, *absent):
            for trait in self._traits(known.items[guid].item, self._slot_before[guid]):
                self._by_trait[trait].append(guid)
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
        for pair in sorted(
            pairs, key=lambda pair: (-pair.score, pair.index, self._place.get(pair.guid, -1), pair.guid)
        ):
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
            pair = self._score(guid, index)
            if pair is not None:
                yield pair

    def _candidates(self, index: int) -> list[str]:
        """Return the vanished items that share day, title, summary, path or place with an entry."""
        found: dict[str, None] = {}
        nearest = max(2, min(_NEAREST, _COMPARED // len(self._appeared)))
        for trait in self._traits(self._entries[index], self._slot_now[index]):
            found |= dict.fromkeys(self._by_trait.get(trait, ())[:nearest])
        return list(found)

    def _traits(self, item: FeedItem, slot: tuple[str, str]) -> list[tuple[str, object]]:
        """Return what makes an item and an entry worth comparing."""
        printed = item.printed
        traits: list[tuple[str, object]] = [("day", printed.day), ("slot", slot)]
        traits += [("word", word) for word in self._likeness.rarest(_headline(printed))]
        if printed.summary:
            traits.append(("summary", fold(printed.summary)))
        return traits + [("path", urlsplit(f"//{link}").path) for link in sorted(links_of(item))]

    def _is_usual(self, guid: str, index: int) -> bool:
        """Say whether it is how a page changes: what is edited stood among others, and what is new is on top.

        What stood lowest has scrolled off, and what had left the page is gone: they seldom return as an edit.
        """
        if guid not in self._place:
            return False
        return self._place[guid] > self._floor_before or index < self._floor_now

    def _score(self, guid: str, index: int) -> _Pair | None:
        """Weigh what speaks for one story against what speaks for two."""
        old, new = self._known.items[guid].item, self._entries[index]
        before, after = old.printed, new.printed
        title = self._likeness.titles(_headline(before), _headline(after))
        apart = _days_apart(before, after)
        moved = link_moved(old, new)
        other_issue = apart > 0 and _numbers_conflict(before, after)
        if moved and (apart == 0 or title >= 0.5) and not other_issue:
            return _Pair(guid, index, 1.5, moved)
        same_title = fold(_headline(before)) == fold(_headline(after))
        less = next(less for most, less in _DAYS_APART if apart <= most)
        usual = guid in self._now_at or self._is_usual(guid, index)
        if apart and not same_title and not self._is_double_edit(before, after, usual=usual):
            return None
        same_text = fold(before.summary) == fold(after.summary)
        if apart and same_title:
            telling = _is_telling(after) or len(after.summary) >= _SHORT
            lifted = same_text and (telling or guid in self._place) and not self._is_fresh(after)
            if not self._is_correction(old, new) or not (usual or lifted):
                return None
            return _Pair(guid, index, 1.2 - less - (0.0 if usual else 0.2), "moved day: same title")
        text = self._weigh_summaries(before, after)
        placed = self._at_its_place(guid, index)
        score = title + text - less
        score += _AT_ITS_PLACE / (1 if title >= 0.25 or text > 0.0 else 2) if placed else 0.0
        score += _SAME_KICKER if before.kickers == after.kickers else 0.0
        score -= 0.0 if usual else _UNUSUAL / (2 if text >= 0.5 else 1)
        if before.day is None and after.day is None:
            series = is_series(_headline(before), _headline(after))
            score -= _UNDATED if series else 0.0
            score -= _UNDATED if title < 0.85 and text < 0.35 and not placed else 0.0
        if _numbers_conflict(before, after):
            score -= _OTHER_NUMBER * (2 if apart else 1)
        if links_differ(old, new):
            score -= _OTHER_LINK / (2 if placed else 1)
        same = ", same summary" if before.summary and same_text else ""
        return _Pair(guid, index, score, f"retitled: {title:.0%} alike{same}")

    def _weigh_summaries(self, before: Printed, after: Printed) -> float:
        """Return what the summaries say for one story, or against it; nothing when others share them."""
        if not (before.summary and after.summary and before.title and after.title):
            return 0.0
        if fold(before.summary) in self._boilerplate or fold(after.summary) in self._boilerplate:
            return 0.0
        alike = summaries(before.summary, after.summary)
        if alike >= 0.95 and min(len(before.summary), len(after.summary)) < _SHORT:
            return 0.25
        return next(weight for least, weight in _SUMMARIES if alike >= least)

    def _at_its_place(self, guid: str, index: int) -> bool:
        """Say whether both stand between the same neighbours, the how many-th from above.

        On top of the page that proves nothing: there new entries come. At its end more may have gone than came.
        """
        slot = self._slot_before[guid]
        gone, come = self._by_trait.get(("slot", slot), []), self._come.get(slot, [])
        if not slot[1] or slot != self._slot_now[index] or guid not in gone or (slot[0] and len(gone) != len(come)):
            return False
        return len(gone) - gone.index(guid) == len(come) - come.index(index)

    def _is_double_edit(self, before: Printed, after: Printed, *, usual: bool) -> bool:
        """Tell an edit of title and day at once from the next issue of a series: much else must be the same."""
        one, other = _headline(before), _headline(after)
        fresh = self._is_fresh(after)
        if _numbers_conflict(before, after) or is_series(one, other) or (fresh and _days_apart(before, after) > 3):
            return False
        text = self._weigh_summaries(before, after)
        if self._likeness.whole_titles(one, other) >= (0.75 if _is_telling(after) and not fresh else 0.9):
            return (usual and not fresh) or _is_telling(after) or text >= 0.35
        return self._likeness.titles(one, other) >= (0.15 if text >= 0.5 else 0.3) and text >= 0.35

    def _is_correction(self, old: FeedItem, new: FeedItem) -> bool:
        """Tell a corrected day from the next issue of a series that always has the same title.

        The summaries say it; without any, a day well after all that the previous reading knew is a new issue.
        """
        if links_differ(old, new) and (not _is_telling(new.printed) or self._is_fresh(new.printed)):
            return False
        if not old.digest and _days_apart(old.printed, new.printed) <= 1:
            return True  # the feed that the item comes from meant another time zone, or printed no day
        before, after = old.printed.summary, new.printed.summary
        fresh = self._is_fresh(new.printed)
        if fresh and (_days_apart(old.printed, new.printed) > 3 or not (before or _is_telling(new.printed))):
            return False
        if not (before or after):
            return True
        shared = fold(before) in self._boilerplate or fold(after) in self._boilerplate
        if fold(before) == fold(after):
            return not shared or not fresh
        if _is_telling(new.printed):
            return True
        return (
            not shared
            and numbers_of(before) == numbers_of(after)
            and summaries(before, after) >= (0.8 if fresh else 0.6)
        )

    def _is_fresh(self, printed: Printed) -> bool:
        """Say whether an entry is as new as the newest of the previous reading, as a new issue of a series is."""
        return printed.day is not None and self._newest is not None and printed.day >= self._newest

    def _likest_sibling(self, pair: _Pair) -> float:
        """Return how much an entry resembles a story of its day that stands beside it and is another one."""
        new = self._entries[pair.index]
        siblings = [
            guid
            for guid, index in self._now_at.items()
            if guid in self._place and self._entries[index].printed.day == new.printed.day
        ]
        scores = (self._score(guid, pair.index) for guid in siblings[:_NEAREST])
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


def _numbers_conflict(before: Printed, after: Printed) -> bool:
    """Say whether each title has a number that the other one has not: the issues of a series have."""
    ours, theirs = numbers_of(_headline(before)), numbers_of(_headline(after))
    return bool(ours - theirs and theirs - ours)


def _is_telling(printed: Printed) -> bool:
    """Say whether a title is too long to be that of a series."""
    return len(_headline(printed).split()) >= _TELLING


def _days_apart(before: Printed, after: Printed) -> int:
    """Return how far apart two days are; one that only one of them prints counts as the next day."""
    if before.day is None or after.day is None:
        return int(before.day != after.day)
    return abs((before.day - after.day).days)

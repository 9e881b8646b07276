"""What speaks for one story and what for two, where an edit left an entry no key of its item."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from feedpub.model import FeedItem, Printed
from feedpub.reconcile.days import CORRECTED, Days, days_apart, days_later
from feedpub.reconcile.decision import Known
from feedpub.reconcile.links import are_numbered_apart, link_moved, links_differ, links_of, numbers_agree
from feedpub.reconcile.places import Places
from feedpub.reconcile.similarity import Likeness, is_series, numbers_of
from feedpub.reconcile.traits import Traits
from feedpub.text import fold

ENOUGH: Final = 0.5
"""A pair that scores less stays apart."""

_AT_ITS_PLACE: Final = 0.3
_ON_TOP: Final = 0.1
_OTHER_NUMBER: Final = 0.3
_OTHER_LINK: Final = 0.3
_UNDATED: Final = 0.35
_UNUSUAL: Final = 0.45
_SUMMARIES: Final = ((0.95, 0.6), (0.75, 0.35), (0.5, 0.2), (0.2, 0.0), (0.0, -0.15))
"""What summaries that are at least so much alike add to the likeness of the titles."""

_SHORT: Final = 60
"""A shorter summary may be a phrase that others have as well."""

_SAME_FRAME: Final = 0.25
"""Titles that are so much alike may be two issues of a series, with another number each."""

_TELLING: Final = 7
_TELLING_LONG: Final = 5
"""A title of so many words, or so many longer ones, is seldom that of a series."""

_ISSUE: Final = re.compile(r"(?<![\d/.:-])(?!(?:19|20)\d\d$)\d+(?:/(?:19|20)?\d\d)?$")
"""The number of an issue ends its title: the next one has another."""

_DAYS_APART: Final = ((0, 0.0), (3, 0.15), (14, 0.25), (math.inf, 0.35))
"""What days that are at most so far apart take away."""


class Pair(Struct, frozen=True):
    """A vanished item and a new entry that may be one story: how much speaks for it, and what."""

    guid: str
    index: int
    score: float
    reason: str
    lowest: bool = False  # rewritten at the end of the page, if it has not scrolled off


class Evidence:
    """Weighs pairs of one reading."""

    def __init__(self, known: Known, entries: Sequence[FeedItem], places: Places) -> None:
        self._known = known
        self._entries = entries
        self._places = places
        old = [known.items[guid].item.printed for guid in places.before]
        new = [entry.printed for entry in entries]
        # A summary that several entries share says nothing about any of them.
        self._boilerplate = {
            text
            for page in (old, new)
            for text, number in Counter(fold(printed.summary) for printed in page).items()
            if number > 1 and text
        }
        self.likeness = Likeness([headline(printed) for printed in (*old, *new)])
        self._texts = Likeness([printed.summary for printed in (*old, *new) if printed.summary])
        self._traits = Traits(old, new)
        self._days = Days(old, new, known.last)

    def weigh(self, guid: str, index: int) -> Pair | None:
        """Weigh what speaks for one story against what speaks for two."""
        old, new = self._known.items[guid].item, self._entries[index]
        before, after = old.printed, new.printed
        title = self.likeness.titles(headline(before), headline(after))
        apart = days_apart(before, after)
        moved = link_moved(old, new)
        conflict = _numbers_conflict(before, after)
        if moved and (apart == 0 or title >= 0.5) and not (apart and conflict):
            return Pair(guid, index, 1.5, moved)
        same_title = fold(headline(before)) == fold(headline(after))
        less = next(less for most, less in _DAYS_APART if apart <= most)
        usual = self._places.is_usual(guid, index)
        placed = self._is_placed(guid, index, apart)
        if apart and not same_title and not self._is_double_edit(before, after, usual=usual, placed=placed):
            return None
        same_text = fold(before.summary) == fold(after.summary)
        if apart and same_title:
            telling = _is_telling(after) or len(after.summary) >= _SHORT
            later = days_later(before, after) > CORRECTED
            lifted = (
                same_text
                and (telling or (guid in self._places.before and not later))
                and not self._days.is_fresh(after)
            )
            if not self._is_correction(old, new) or not (usual or lifted):
                return None
            return Pair(guid, index, 1.2 - less - (0.0 if usual else 0.2), "moved day: same title")
        text = self._weigh_summaries(before, after)
        score = title + text - less + self._traits.weigh(before, after, title)
        if placed:
            score += _AT_ITS_PLACE / (1 if title >= 0.25 or text > 0.0 else 2)
        elif not apart and title >= 0.25 and self._places.is_on_top(guid, index):
            score += _ON_TOP
        if not usual:
            lifted = title >= 0.9 and _is_telling(before) and _is_telling(after) and not self._days.is_fresh(after)
            score -= _UNUSUAL / (4 if text >= 0.5 and not apart else 2 if text >= 0.5 or lifted else 1)
        if before.day is None and after.day is None:
            series = is_series(headline(before), headline(after))
            # Where no day tells two issues apart, one that did not take the other's place is the next one.
            score -= _UNDATED * (1.0 if placed else 1.5) if series else 0.0
            score -= _UNDATED if title < 0.85 and text < 0.35 and not placed else 0.0
        if conflict:
            undated = before.day is None and not placed
            score -= _OTHER_NUMBER * (2 if apart or undated else 1)
        if links_differ(old, new):
            score -= _OTHER_LINK / (2 if placed or text >= 0.5 else 1)
        if placed and not apart and score < ENOUGH:
            lowest, topmost = self._places.is_lowest(guid), self._places.is_topmost(guid)
            rewritten = self._tell_rewriting(old, new, title, lowest=lowest, topmost=topmost)
            if rewritten:
                return Pair(guid, index, ENOUGH, rewritten, lowest)
        same = ", same summary" if before.summary and same_text else ""
        return Pair(guid, index, score, f"retitled: {title:.0%} alike{same}")

    def _is_placed(self, guid: str, index: int, apart: int) -> bool:
        """Say whether an entry stands where an item stood, and is not what came there as the latest news.

        One whose day was corrected may stand elsewhere: it has to be the only one that changed amid the page.
        """
        if self._places.is_at_its_place(guid, index):
            return True
        if apart:
            return self._places.are_alone(guid, index) and self._is_no_issue(guid, index)
        printed = self._entries[index].printed
        if self._days.is_overtaken(printed) and self._places.is_topmost_before(guid, index):
            return True
        came = self._places.is_topmost(guid) and not self._days.is_past(printed)
        return not came and self._places.are_alone_of_a_day(guid, index, printed.day)

    def _is_no_issue(self, guid: str, index: int) -> bool:
        """Say whether two printings are not of two issues of a series: long titles, and no other link or kicker."""
        old, new = self._known.items[guid].item, self._entries[index]
        before, after = old.printed, new.printed
        telling = _is_telling(before) and _is_telling(after)
        return telling and not links_differ(old, new) and self._traits.agree(before, after)

    def _tell_rewriting(self, old: FeedItem, new: FeedItem, title: float, *, lowest: bool, topmost: bool) -> str:
        """Tell a title written anew from another story in the place of a removed one, "" if it may be one.

        The first is one act, the second two at once. Whatever both print has to be the same, but for the summary where
        place or credit are of this entry alone; and they must not be two issues of a series. On top come news, and at
        the end of a page without dates that grows longer other old entries.
        """
        before, after = old.printed, new.printed
        kept = (
            self._places.most_stay
            and not (before.day is None and lowest)
            and not (topmost and not self._days.is_past(after))
            and (not (links_of(old) or links_of(new)) or numbers_agree(old, new))
            and self._traits.agree(before, after)
            and not (title >= _SAME_FRAME and _numbers_conflict(before, after))
            and not is_series(headline(before), headline(after))
        )
        if not kept:
            return ""
        where = "same place" if before.day is None else "same day and place"
        if not (before.summary and after.summary) or fold(before.summary) == fold(after.summary):
            return f"rewritten: {where}, nothing speaks for two stories"
        its_own = self._traits.are_its_own(before, after)
        return f"rewritten: {where}, and a dateline or credit that no other entry has" if its_own else ""

    def _weigh_summaries(self, before: Printed, after: Printed) -> float:
        """Return what the summaries say for one story, or against it; the same one that others have says nothing."""
        if not (before.summary and after.summary and before.title and after.title):
            return 0.0
        if fold(before.summary) == fold(after.summary) and fold(before.summary) in self._boilerplate:
            return 0.0
        alike = 1.0 if self._was_lengthened(before, after) else self._texts.summaries(before.summary, after.summary)
        if alike >= 0.95 and min(len(before.summary), len(after.summary)) < _SHORT:
            return 0.25
        return next(weight for least, weight in _SUMMARIES if alike >= least)

    def _was_lengthened(self, before: Printed, after: Printed) -> bool:
        """Say whether one summary holds all of the other one, and that is more than a phrase that others have."""
        shorter, longer = sorted((fold(before.summary), fold(after.summary)), key=len)
        return len(shorter) >= _SHORT and shorter in longer and not {shorter, longer} & self._boilerplate

    def _is_double_edit(self, before: Printed, after: Printed, *, usual: bool, placed: bool) -> bool:
        """Tell an edit of title and day at once from the next issue of a series: much else must be the same."""
        one, other = headline(before), headline(after)
        fresh = self._days.is_fresh(after)
        apart = days_apart(before, after)
        if _numbers_conflict(before, after) or is_series(one, other) or (fresh and apart > CORRECTED):
            return False
        text = self._weigh_summaries(before, after)
        whole = self.likeness.whole_titles(one, other)
        if whole >= (0.75 if _is_telling(after) and not fresh else 0.9):
            return text >= 0.35 or (usual and not fresh) or (_is_telling(after) and (apart <= 1 or not fresh))
        if placed and not fresh and whole >= 0.35:
            return True
        return self.likeness.titles(one, other) >= (0.15 if text >= 0.5 else 0.3) and text >= 0.35

    def _is_correction(self, old: FeedItem, new: FeedItem) -> bool:
        """Tell a corrected day from the next issue of a series that always has the same title.

        The summaries say it; without any, a day well after all that the previous reading knew is a new issue.
        """
        apart = _is_telling(new.printed) and not self._days.is_fresh(new.printed) and not are_numbered_apart(old, new)
        if links_differ(old, new) and not apart:
            return False
        if not old.digest and days_apart(old.printed, new.printed) <= 1:
            return True  # the feed that the item comes from meant another time zone, or printed no day
        before, after = old.printed.summary, new.printed.summary
        fresh = self._days.is_fresh(new.printed)
        title = _is_telling(new.printed) or _ISSUE.search(headline(new.printed))
        if fresh and (days_apart(old.printed, new.printed) > CORRECTED or not (before or title)):
            return False
        if title or not (before or after):
            return True
        shared = fold(before) in self._boilerplate or fold(after) in self._boilerplate
        if fold(before) == fold(after):
            return not shared or not fresh
        return (
            not shared
            and numbers_of(before) == numbers_of(after)
            and self._texts.summaries(before, after) >= (0.75 if fresh else 0.5)
        )


def headline(printed: Printed) -> str:
    """Return the title, or the summary where there is none."""
    return printed.title or printed.summary


def _numbers_conflict(before: Printed, after: Printed) -> bool:
    """Say whether each title has a number that the other one has not: the issues of a series have."""
    ours, theirs = numbers_of(headline(before)), numbers_of(headline(after))
    return bool(ours - theirs and theirs - ours)


def _is_telling(printed: Printed) -> bool:
    """Say whether a title is too long to be that of a series."""
    words = headline(printed).split()
    return len(words) >= _TELLING or sum(len(word) >= 4 for word in words) >= _TELLING_LONG

"""The keys of an entry that are its own: a link that leads to several stories tells none."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from msgspec.structs import replace

from feedpub.model import FeedItem
from feedpub.reconcile.decision import Known
from feedpub.reconcile.links import is_landing, page_of
from feedpub.reconcile.similarity import is_series, numbers_of
from feedpub.text import fold

_CORRECTED: Final = timedelta(days=3)
"""The same title so many days later is a corrected day; still later it is the next issue."""


def keep_own_keys(known: Known, entries: Sequence[FeedItem]) -> list[FeedItem]:
    """Take from every entry a link that once stood on two stories, and one that was given to the next of a series."""
    holders: dict[str, list[FeedItem]] = defaultdict(list)
    for known_item in known.items.values():
        for alias in known_item.item.aliases:
            holders[alias].append(known_item.item)
    kept = []
    for entry in entries:
        own = tuple(
            alias
            for alias in entry.aliases
            if not alias.startswith("link:")
            or (
                page_of(alias) not in known.shared
                and not any(_is_next(known, item, entry, alias) for item in holders.get(alias, ()))
            )
        )
        kept.append(entry if own == entry.aliases else replace(entry, aliases=own))
    return kept


def _is_next(known: Known, item: FeedItem, entry: FeedItem, key: str) -> bool:
    """Say whether an entry with the link of an item is the next of a series all the same.

    So it is when the name of the link tells no story, the day is as new as the newest of the page, and the
    titles are those of two issues. Where one of these fails, the link is the identity.
    """
    before, after = item.printed, entry.printed
    if before.day is None or after.day is None or before.day >= after.day or not is_landing(key):
        return False
    days = (known.items[guid].item.printed.day for guid in known.previous)
    if any(day is not None and day > after.day for day in days):
        return False
    if fold(before.title) == fold(after.title):
        other_text = fold(before.summary) != fold(after.summary) or not before.summary
        return after.day - before.day > _CORRECTED and other_text
    ours, theirs = numbers_of(before.title), numbers_of(after.title)
    return bool(ours - theirs and theirs - ours) or is_series(before.title, after.title)

"""An entry whose lines stand as they did, read in another way: that is no edit."""

from typing import Final

from msgspec import structs

from feedpub.identity import digest_of
from feedpub.model import FeedItem, Printed
from feedpub.standing import is_cut, is_last, is_same, with_certain_end, with_lines

_OWN: Final = ("link", "image", "sections")
"""What an entry has beside its lines."""

_DATES: Final = ("day", "end", "instant")
"""What they may be read from, too, is an attribute for machines."""


def keep_reading(before: Printed, entry: FeedItem) -> FeedItem:
    """Return an entry as its source printed it before, as far as its lines are the same.

    Nothing shows where the last entry of a page ends: it keeps what was read of it when others stood below it. And a
    date or kicker that nothing on the page proves any more is what it was.
    """
    printed = entry.printed
    if not is_same(before.stood, printed.stood):
        kept = _with_end(before, printed)
    elif is_cut(before.stood, printed.stood):
        kept = _with_all(before, printed)
    else:
        kept = _with_known(before, printed)
    return structs.replace(entry, printed=kept, digest=digest_of(kept)) if kept != printed else entry


def _with_end(before: Printed, printed: Printed) -> Printed:
    """Return an edited entry with the end of its text, which stands behind it."""
    known, read = (tuple(filter(None, one.summary.split("\n\n"))) for one in (before, printed))
    if not known[len(read) :] or known[: len(read)] != read:
        return printed
    stood = with_lines(printed.stood, known[len(read) :])
    return structs.replace(printed, summary=before.summary, stood=stood) if stood else printed


def _with_all(before: Printed, printed: Printed) -> Printed:
    dated = printed.day is not None and printed.dateline == before.dateline
    names = (*_OWN, *(_DATES if dated else ()))
    kept = structs.replace(before, **{name: getattr(printed, name) for name in names})
    stood = with_certain_end(before.stood, printed.stood) if is_last(printed.stood) else before.stood
    return structs.replace(kept, stood=stood)


def _with_known(before: Printed, printed: Printed) -> Printed:
    names: list[str] = []
    if printed.day is None and before.day is not None:
        names += ["dateline", "place", *_DATES]
    if not printed.kickers and (printed.title, printed.summary) == (before.title, before.summary):
        names.append("kickers")
    return structs.replace(printed, **{name: getattr(before, name) for name in names})


def is_reread(before: Printed, now: Printed) -> bool:
    """Say whether other words of the same lines are taken for title and summary, on the same day."""
    dates = [(printed.day, printed.end, printed.instant) for printed in (before, now)]
    return dates[0] == dates[1] and is_same(before.stood, now.stood)

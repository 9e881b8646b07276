"""Days at the edge of titles: those of the entries are none of their words, any other is what the title tells of."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from msgspec.structs import replace

from feedpub.dates import Dateline, Terms
from feedpub.listings.html.days.when import When, day_of
from feedpub.listings.html.groups.spans import Row, Span
from feedpub.listings.html.page.dating import dates_in, looks_like_a_date, without_edge_date
from feedpub.listings.html.page.tree import Page, width

_FEWEST: Final = 3
_MOSTLY: Final = 0.8
_TELLING: Final = 16
"""So wide, words behind days say what happened, and not only what kind of text it is."""
_AGAIN: Final = 2
_OFTEN: Final = 4
"""So often titles come on average that the days beside them tell apart; and those that days stand before, no links."""
_LONGEST: Final = 400
"""Letters of a title of which the days are looked at."""


def with_days_that_tell_apart(rows: Sequence[Row]) -> None:
    """Leave titles the day at their edge where most come again without it: “Minutes, 3 May”, one “Budget, 4 May”.

    Days that begin the lines of a register without links are left to titles that come again more often.
    """
    cut = [(row, row.title, _uncut(row, row.title)) for row in rows if row.title and row.title.key[0] == "r"]
    begun = all(whole.endswith(title.text) for _, title, whole in cut)
    leads = any(span.link >= 0 for row, *_ in cut for span in row.spans)
    often = _OFTEN if begun and not leads else _AGAIN
    if often * len({title.text for _, title, _ in cut}) > len(cut):
        return
    for row, title, whole in cut:
        row.title = replace(title, text=whole)


def _uncut(row: Row, title: Span) -> str:
    """Return all that an element says where a title is."""
    whole = (one.text for one in row.spans if one.key[0] != "r" and (one.p0, one.p1) == (title.p0, title.p1))
    return next(whole, title.text)


def settle_days_of_titles(page: Page, rows: Sequence[Row], dates: Sequence[When], terms: Terms) -> None:
    """Give titles back the days that were cut off them where most entries have other ones; cut off those of entries.

    They are cut off only where every title begins with the day of its entry.
    """
    days = [day_of(when, terms) for when in dates]
    cut = [k for k, row in enumerate(rows) if row.title is not None and row.title.key[0] == "r" and days[k]]
    other = [k for k in cut if days[k] not in {*_days(_whole(page, rows[k]), terms)}]
    if other and 2 * len(other) > len(cut):
        for k in cut:
            if (title := rows[k].title) is not None:
                rows[k].title = replace(title, key=("e", *title.key[1:]), text=_whole(page, rows[k]))
        return
    if len(rows) < _FEWEST or not all(days):
        return
    rests = [_without_own_day(row, day, terms) for row, day in zip(rows, days, strict=True)]
    # Not where all are called “Minutes”, but “Update on the flood” is a title, however often it comes.
    tell = len({*rests}) >= _MOSTLY * len(rests) or all(
        width(rest) >= _TELLING and _stands_apart(page, row) for row, rest in zip(rows, rests, strict=True)
    )
    tell = tell and all(rests)
    for row, rest in zip(rows, rests, strict=True) if tell else ():
        if row.title is not None:
            row.title = replace(row.title, key=("r", *row.title.key[1:]), text=rest)


def _stands_apart(page: Page, row: Row) -> bool:
    """Say whether a title begins with an element that is a date and hardly anything else."""
    title = row.title
    node = page.owner[title.p0] if title is not None else -1
    return title is not None and node != title.node and looks_like_a_date(page.text_of(node))


def _whole(page: Page, row: Row) -> str:
    """Return all that stands where the title of a row is."""
    return page.text(row.title.p0, row.title.p1) if row.title is not None else ""


def _days(text: str, terms: Terms) -> Iterator[date]:
    for one in dates_in(text[:_LONGEST], terms):
        if isinstance(one.read, Dateline):
            yield one.read.day


def _without_own_day(row: Row, day: date | None, terms: Terms) -> str:
    """Return a title without the day of its entry that it begins with, "" if it does not."""
    text = row.title.text if row.title is not None else ""
    first = next(iter(dates_in(text[:_LONGEST], terms)), None)
    own = first is not None and not text[: first.start].strip() and isinstance(first.read, Dateline)
    return without_edge_date(text) if own and next(_days(text, terms)) == day else ""

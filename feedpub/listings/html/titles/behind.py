"""What stands behind a title that is a link, in the same line: more of the title, or something else."""

import re
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from feedpub.listings.html.groups.spans import Row
from feedpub.listings.html.page.dating import dates_of, without_edge_date
from feedpub.listings.html.page.names import FURTHER, HERE
from feedpub.listings.html.page.prose import are_sentences
from feedpub.listings.html.page.tree import Page, width

_VERSUS: Final = re.compile(r"(?:v|vs|c|ca|versus|against|contre|contra|gegen)\b\.?\s+\S", re.IGNORECASE)
"""What stands between two who are at law."""
_CONTINUED: Final = re.compile(r"[:：]\s*\w|[\s,;]*[a-zà-öø-ÿа-яёα-ω]")
"""What a text begins with that goes on with what stands before it."""

_PARTED: Final = re.compile(r"\s*[-–—:：|·•]\s*")
"""What parts the name of an office from what it says."""
_CLOCK: Final = re.compile(r"\d{1,2}:[0-5]\d(?!\d)")
_RECUR: Final = 0.75
"""The share of titles that differ below which some come again and again."""
_NEARLY: Final = 0.9
_NAME: Final = 7
"""Letters of the name of an office at least; less call a form: “Video”, “PDF”."""
_TOLD: Final = 12
"""Letters that a line says at least behind the name of an office."""


def with_opponents(page: Page, rows: Sequence[Row]) -> None:
    """Let the titles of records that are links go on behind them where most do with “v.”, as cases are called."""
    ends = [(row, row.title, _end_behind_link(page, row)) for row in rows if row.title is not None and row.title.inner]
    against = [one for one in ends if _VERSUS.match(page.text(one[1].p1, one[2]))]
    for row, title, end in against if 2 * len(against) > len(rows) else ():
        text = page.text(title.p0, end)
        row.title = replace(title, text=without_edge_date(text) or text, p1=end)


def with_matters(page: Page, rows: Sequence[Row]) -> None:
    """Let titles be links that come again and again with what follows them, where nearly all lines go on behind a mark.

    “<a>Harbour office</a> – Dredging of the north quay”: the link says who, and what follows says what.
    """
    found = [(row, title) for row in rows if (title := row.title) and title.inner and _names(title.text)]
    names, places = {title.text for _, title in found}, {page.href(title.link) for _, title in found}
    if not 1 < len(names) <= _RECUR * len(found) or len(places) < _NEARLY * len(rows):
        return
    said = [(row, title, end, page.text(title.p1, end)) for row, title in found if (end := _end_behind_link(page, row))]
    parted = [one for one in said if (mark := _PARTED.match(one[3])) and _tells(one[3][mark.end() :])]
    if len(parted) >= _NEARLY * len(rows) and len({words for *_, words in parted}) > _RECUR * len(parted):
        for row, title, end, _ in parted:
            text = page.text(title.p0, end)
            row.title = replace(title, text=without_edge_date(text) or text, p1=end)


def _names(text: str) -> bool:
    """Say whether a link says who tells something: not what to do, in which form, when, or which of several it is."""
    leads_on = FURTHER.match(text) is not None or HERE.fullmatch(text) is not None
    return width(text) >= _NAME and not leads_on and not any(map(str.isdigit, text))


def _tells(words: str) -> bool:
    """Say whether what stands behind a name may be the rest of a title: no date, time or text."""
    begins = _CLOCK.match(words) is not None or any(one.start == 0 for one in dates_of(words))
    return width(words) >= _TOLD and not begins and not are_sentences(words)


def goes_on_behind(page: Page, row: Row) -> bool:
    """Say whether the line of a title that is a link goes on in small letters or behind a colon: it may all be one."""
    title = row.title
    return (
        title is not None
        and title.inner
        and _CONTINUED.match(page.text(title.p1, _end_behind_link(page, row)).strip()) is not None
    )


def _end_behind_link(page: Page, row: Row) -> int:
    """Return where the words behind the title of a record end: with its line, or before another link."""
    end, last = end_of_line(page, row), row.title.p1 if row.title is not None else 0
    return next((piece for piece in range(last, end) if page.link[page.owner[piece]] >= 0), end)


def end_of_line(page: Page, row: Row) -> int:
    """Return where the line ends that the title of a record stands in."""
    end = row.title.p1 if row.title is not None else 0
    while row.title is not None and end < row.record.p1 and not page.fresh[end]:
        end += 1
    return end

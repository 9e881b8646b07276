"""What stands behind a title that is a link, in the same line: more of the title, or something else."""

import re
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from feedpub.listings.html.groups.spans import Row
from feedpub.listings.html.page.dating import without_edge_date
from feedpub.listings.html.page.tree import Page

_VERSUS: Final = re.compile(r"(?:v|vs|c|ca|versus|against|contre|contra|gegen)\b\.?\s+\S", re.IGNORECASE)
"""What stands between two who are at law."""
_CONTINUED: Final = re.compile(r"[:：]\s*\w|[\s,;]*[a-zà-öø-ÿа-яёα-ω]")
"""What a text begins with that goes on with what stands before it."""


def with_opponents(page: Page, rows: Sequence[Row]) -> None:
    """Let the titles of records that are links go on behind them where most do with “v.”, as cases are called."""
    ends = [(row, row.title, _end_behind_link(page, row)) for row in rows if row.title is not None and row.title.inner]
    against = [one for one in ends if _VERSUS.match(page.text(one[1].p1, one[2]))]
    for row, title, end in against if 2 * len(against) > len(rows) else ():
        text = page.text(title.p0, end)
        row.title = replace(title, text=without_edge_date(text) or text, p1=end)


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

"""What stands below a list and is marked up as its entries are: boxes without a day, and another list."""

from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from feedpub.listings.html.groups.folders import folder_of, is_folder
from feedpub.listings.html.groups.spans import Row
from feedpub.listings.html.page.tree import Page
from feedpub.listings.html.titles.called import is_called_apart, is_headed_apart

_FEWEST: Final = 6
"""So many entries with a day and a link show what all have."""
_FEW: Final = 2
_SHARE: Final = 4
"""One in so many at most stands below."""


def boxes_below(links: Sequence[str], dated: Sequence[bool]) -> set[int]:
    """Return the last records, without a day, of which none leads where one of the others does: these have both."""
    if not dated or dated[-1]:
        return set()
    entries = [k for k, day in enumerate(dated) if day]
    folders = {folder_of(links[k]) for k in entries}

    def is_apart(k: int) -> bool:
        return not (dated[k] or (links[k] and folder_of(links[k]) in folders))

    last = {*takewhile(is_apart, reversed(range(len(links))))}
    few = len(entries) >= _FEWEST and len(last) * _SHARE <= len(links)
    whole = len(links) - len(entries) - len(last) <= 1 and all(links[k] for k in entries)
    return last if few and whole and all(map(is_folder, folders)) else set()


def headed_apart(page: Page, rows: Sequence[Row]) -> set[int]:
    """Return the records below the one heading that parts a list, if that calls them another one: “Events”.

    Of several headings each is that of a section. A page that is called so itself lists nothing else.
    """
    parted = [k for k in range(_FEW, len(rows)) if rows[k - 1].record.p1 < rows[k].record.p0]
    gaps = ((k, range(rows[k - 1].record.p1, rows[k].record.p0)) for k in parted)
    headed = [(k, gap) for k, gap in gaps if any(_is_heading(page, piece) for piece in gap)]
    if len(headed) != 1:
        return set()
    first, gap = headed[0]
    apart = is_headed_apart(page, gap.start, gap.stop) and not is_headed_apart(page, 0, rows[0].record.p0)
    return {*range(first, len(rows))} if apart and not is_called_apart(page) else set()


def _is_heading(page: Page, piece: int) -> bool:
    return page.fresh[piece] and page.head[page.owner[piece]]

"""Records with the link and title of one before: that entry again, or another one of the same name."""

from msgspec import Struct

from feedpub.listings.html.groups.spans import Row
from feedpub.listings.html.page.tree import Page


class Told(Struct, frozen=True):
    """What a record says besides its title: the list that it stands in, its text, and the cells of its row."""

    list: int
    text: str
    cells: tuple[str, ...]


def told_by(page: Page, row: Row, summary: str) -> Told:
    """Return what a record says besides its title."""
    root = row.record.root
    cells = tuple(page.text_of(cell) for cell in page.children(root)) if page.tag[root] == "tr" else ()
    return Told(page.parent[root], summary[:40], cells)


def is_another(before: Told | None, told: Told) -> bool:
    """Say whether two entries of one link and title are two all the same: side by side, with texts of their own.

    So are rows of a table that differ in several cells; in one, they may be numbered, and the first one pinned.
    """
    if before is None:
        return True
    own = before.text != told.text if before.text and told.text else False
    differ = sum(a != b for a, b in zip(before.cells, told.cells, strict=False))
    return before.list == told.list and (own or differ > 1)

"""A record: the stretch of a page that belongs to one root of a group."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from msgspec import Struct

from feedpub.listings.html.page.names import ENTRY
from feedpub.listings.html.page.tree import Page


def sample_of(total: int, number: int) -> list[int]:
    """Return the places of about so many things of all, in order, every two elsewhere in their stretches.

    Those at equal distances would all be of one kind where two kinds take turns.
    """
    step = max(1, total // number)
    places = (place + place // step // 2 % step for place in range(0, total, step))
    return [place for place in places if place < total]


class Record(Struct, frozen=True):
    """A stretch of the page: its elements and its pieces, half-open. `root` is where its group saw it.

    `doubt` are pieces at its edge that may just as well belong to its neighbour: nothing is read there.
    """

    root: int
    e0: int
    e1: int
    p0: int
    p1: int
    doubt: tuple[int, int] = (0, 0)

    def first_of(self, nodes: Sequence[int]) -> int:
        """Return the first of some elements, in page order, that lies in the record; -1 if none does."""
        place = bisect_left(nodes, self.e0)
        return nodes[place] if place < len(nodes) and nodes[place] < self.e1 else -1

    def doubts(self, first: int, last: int) -> bool:
        """Say whether an interval of pieces touches what is in doubt."""
        return first < self.doubt[1] and last > self.doubt[0]


def whole(page: Page, root: int) -> Record:
    """Return a root by itself as a record."""
    return Record(root, root, page.end[root], page.first[root], page.last[root])


def gaps(records: Sequence[Record], before: int) -> Iterator[tuple[int, Record]]:
    """Yield where what stands above each record begins, outside of any other, and the record.

    Above the first these are so many pieces at most.
    """
    at = max(0, records[0].p0 - before) if records else 0
    for record in records:
        yield min(at, record.p0), record
        at = max(at, record.p1)


def is_story(page: Page, node: int) -> bool:
    """Say whether an element calls itself a story, title or not: a note, a picture, a quotation."""
    return (
        page.tag[node] == "article"
        or page.marks[page.end[node]] - page.marks[node] == 1
        or bool(ENTRY.search(page.hints[node]))
    )

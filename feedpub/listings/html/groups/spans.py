"""What a record says, cut into spans: each a short text with the path that like spans of other records share."""

from functools import lru_cache
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from feedpub.listings.html.groups.records import Record
from feedpub.listings.html.page.dating import looks_like_a_date, without_edge_date
from feedpub.listings.html.page.names import NAMED
from feedpub.listings.html.page.tree import FLAT, Page

Key = tuple[str, str, int]
"""The kind of span, its path from the root of the record, and how many of this path come before it in the record.

Kinds: `e` is an element on one line, `t` text between elements, `r` either of them without the date at its edge,
`b` a small box of several lines, `n` what calls itself a title and has several.
"""

BELOW_DATE: Final[Key] = ("t", "^", 0)
"""The line below the date that a record begins with, in the same box."""
FIRST_LINE: Final[Key] = ("r", "^", 0)
"""The line that a record begins with, without the date at the beginning of it: its words may be bold, red or a link."""
WHOLE: Final[Key] = ("w", "^", 0)
"""All of a record beside its day: a post without a headline."""
_DATE: Final = 80
"""Letters of a line that is a date and hardly anything else."""
_SMALL: Final = 40
"""Letters in a box that may be one date over several lines."""


class Span(Struct, frozen=True):
    """One stretch of text on one line. `node` is the element that it is, or that holds it."""

    key: Key
    text: str
    node: int
    p0: int
    p1: int
    link: int  # the link that it lies in, or that is most of it; -1 if none
    inner: bool  # it lies in the link


def spans_of(page: Page, record: Record) -> list[Span]:
    """Return the spans of a record in page order: elements on one line, and text between elements."""
    spans: list[Span] = []
    counts: dict[tuple[str, str], int] = {}
    paths: dict[int, str] = {}
    tagged: set[int] = set()
    quoted = page.cited[record.root]

    def add(kind: str, path: str, node: int, p0: int, p1: int) -> None:
        text = page.text(p0, p1)
        if not text or (record.doubt[1] and record.doubts(p0, p1)):
            return
        number = counts.get((kind, path), 0)
        counts[kind, path] = number + 1
        link = page.link[node]
        inner = link >= record.e0
        if not inner:
            link = _link_in(page, node) if kind == "e" and page.links[page.end[node]] > page.links[node] else -1
        spans.append(Span((kind, path, number), text, node, p0, p1, link, inner))
        if kind != "b" and not inner and page.holds_a_number(p0, p1) and (rest := without_edge_date(text)):
            spans.append(Span(("r", path, number), rest, node, p0, p1, link, inner))

    at = record.p0

    def add_texts(stop: int) -> None:
        """Add the pieces that stand before one, as far as they are not done."""
        nonlocal at
        for number in range(at, stop):
            owner = page.owner[number]
            if (page.cited[owner] and not quoted) or (owner in tagged and page.last[owner] == page.first[owner] + 1):
                continue
            after = page.after[number]
            where = f"{paths[after]}+" if after in paths else paths.get(owner, "")
            add("t", where, owner, number, number + 1)
        at = max(at, stop)

    for node in range(record.e0, record.e1):
        # What the root itself is called may differ from record to record: the first, the pinned, the odd one.
        own = node == record.root and record.e0 == node
        paths[node] = "/" if own else _below(paths.get(page.parent[node], ""), page.kind[node])
        first, last = page.first[node], page.last[node]
        if not (record.p0 <= first < last <= record.p1) or (page.cited[node] and not quoted):
            continue
        if at < first:
            add_texts(first)
        if page.one_line(node):
            tagged.add(node)
            add("e", paths[node], node, first, last)
        elif NAMED.search(page.hints[node]):
            add("n", paths[node], node, first, last)
        elif page.size(first, last) <= _SMALL:
            add("b", paths[node], node, first, last)
    add_texts(record.p1)
    lines = (_below_date(page, record), _first_line(page, record))
    return spans + [line for line in lines if line is not None]


def _link_in(page: Page, node: int) -> int:
    """Return the link that is most of an element, -1 if none is."""
    inside = [k for k in range(node + 1, page.end[node]) if page.link[k] == k]
    sizes = [page.letters[page.last[k]] - page.letters[page.first[k]] for k in inside]
    most = max(sizes)
    return inside[sizes.index(most)] if 2 * most > page.size(page.first[node], page.last[node]) else -1


@lru_cache(maxsize=4096)
def _below(path: str, kind: str) -> str:
    """Return the path of an element of some kind; remembered, so that like paths are one string, compared at once."""
    return f"{path}/{kind}"[-160:]


def _below_date(page: Page, record: Record) -> Span | None:
    """Return the line below the date that a record begins with, whatever it is made of; None if there is none."""
    first = _end_of_line(page, record.p0, record.p1)
    if page.size(record.p0, first) > _DATE or not looks_like_a_date(page.text(record.p0, first)):
        return None
    return line_at(page, record, first) if first < record.p1 and _box(page, record.p0) == _box(page, first) else None


def _first_line(page: Page, record: Record) -> Span | None:
    """Return the line that a record begins with, without the date before its other words, if it has one."""
    last = _end_of_line(page, record.p0, record.p1)
    if page.figures[record.p0] == page.figures[last]:
        return None
    line = line_at(page, record, record.p0)
    rest = without_edge_date(line.text)
    begins = rest and line.text.endswith(rest) and not record.doubts(line.p0, line.p1)
    return replace(line, key=FIRST_LINE, text=rest) if begins else None


def line_at(page: Page, record: Record, first: int) -> Span:
    """Return a line of a record that stands for its title, from the piece that it begins with."""
    last = _end_of_line(page, first, record.p1)
    if page.text(first, last).endswith(","):  # “Dear readers,” and what they are told
        last = _end_of_line(page, last, record.p1)
    links = {page.link[page.owner[piece]] for piece in range(first, last)}
    link = links.pop() if len(links) == 1 else -1
    return Span(BELOW_DATE, page.text(first, last), page.owner[first], first, last, link, link >= record.e0)


def _end_of_line(page: Page, piece: int, last: int) -> int:
    """Return where the line ends that begins with a piece, at the latest with the record."""
    piece += piece < last
    while piece < last and not page.fresh[piece]:
        piece += 1
    return piece


def _box(page: Page, piece: int) -> int:
    """Return the element that a piece stands in, whichever words of it are bold, red or a link."""
    node = page.owner[piece]
    while page.tag[node] in FLAT and page.parent[node] >= 0:
        node = page.parent[node]
    return node


class Row(Struct, kw_only=True):
    """A record in work: its spans, which of them is the title, where it leads, and who wrote before its title."""

    record: Record
    spans: list[Span]
    title: Span | None = None
    link: str = ""
    author: str = ""

    def beside_title(self, span: Span) -> bool:
        """Say whether a span stands outside of the title."""
        return self.title is None or span.p1 <= self.title.p0 or span.p0 >= self.title.p1

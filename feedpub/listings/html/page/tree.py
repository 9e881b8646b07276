"""The page's tree laid flat: numbers in document order, so that a record is an interval.

An element has a number; a *piece* is one run of text in it, with white space collapsed. What is never shown (scripts,
menus of forms, templates) has neither.
"""

import re
from dataclasses import dataclass, field
from typing import Final, Literal

from lxml import etree

from feedpub.listings.naming import Role

HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
FLAT: Final = frozenset(
    ("a", "b", "strong", "em", "i", "span", "font", "time", "u", "small", "big", "br", "label", "cite", "code")
)


YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")

Column = Role | Literal["due", "later", "family", "given", "home", "guest"]
"""What the cells of a column are, as its name says: last or later days, parts of names, sides, or what lines are."""


@dataclass(slots=True, kw_only=True)
class Page:
    """One page laid flat. `first`/`last` are the pieces, `end` the elements of a subtree: half-open intervals."""

    nodes: list[etree._Element] = field(default_factory=list)
    tag: list[str] = field(default_factory=list)
    parent: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    first: list[int] = field(default_factory=list)
    last: list[int] = field(default_factory=list)
    fine: list[int] = field(default_factory=list)  # the path of tags and classes, as a number
    plain: list[int] = field(default_factory=list)  # the path of tags alone
    loose: list[int] = field(default_factory=list)  # the same, whichever column of a table it leads through
    kind: list[str] = field(default_factory=list)  # tag and classes
    hints: list[str] = field(default_factory=list)  # class, id, rel, itemprop in lower case
    link: list[int] = field(default_factory=list)  # the link that an element is or lies in, -1 if none
    head: list[bool] = field(default_factory=list)  # it is or lies in a heading
    bold: list[bool] = field(default_factory=list)
    marked: list[bool] = field(default_factory=list)  # it calls itself a story: microformats, schema.org
    reaching: dict[int, tuple[int, ...]] = field(default_factory=dict)  # the cells that reach down into a row
    column: dict[int, Column] = field(default_factory=dict)  # what the head of a table says of where an element lies
    cited: list[bool] = field(default_factory=list)  # it is or lies in what an entry answers or quotes
    pieces: list[str] = field(default_factory=list)
    owner: list[int] = field(default_factory=list)
    after: list[int] = field(default_factory=list)  # the element that a piece follows, -1 at the start of its owner
    fresh: list[bool] = field(default_factory=list)  # it begins a line
    parted: list[str] = field(default_factory=list)  # the pieces, with a space before those that begin a line
    stamps: list[int] = field(default_factory=list)  # the elements with attributes that may say when, for machines
    lines: list[int] = field(default_factory=list)  # pieces before this one that begin a line
    letters: list[int] = field(default_factory=list)  # characters of the pieces before this one
    figures: list[int] = field(default_factory=list)  # pieces before this one that hold a number
    years: list[int] = field(default_factory=list)  # … that hold a year
    links: list[int] = field(default_factory=list)  # elements before this one that are links
    heads: list[int] = field(default_factory=list)  # … that are headings
    marks: list[int] = field(default_factory=list)  # … that call themselves stories
    answers: list[int] = field(default_factory=list)  # … that lead to what a note is about
    eastern: bool = False  # it is Chinese, Japanese or Korean
    shown: etree._Element | None = None  # the tree as browsers show it: nothing mended, nothing left out
    numbers: dict[etree._Element, int] = field(default_factory=dict)  # those of its elements

    def holds_a_number(self, first: int, last: int) -> bool:
        """Say whether a number stands in an interval of pieces: no date that is printed in full has none."""
        return self.figures[last] > self.figures[first]

    def holds_an_answer(self, node: int) -> bool:
        """Say whether an element leads to what a note is about."""
        return self.answers[self.end[node]] > self.answers[node]

    def title(self) -> str:
        """Return what the page calls itself."""
        title = self.nodes[0].findtext(".//title") if self.nodes else None
        return " ".join((title or "").split())

    def text(self, first: int, last: int) -> str:
        """Return the text of an interval of pieces as one line."""
        if last - first == 1:
            return self.pieces[first].strip()  # most are: within a piece, white space is collapsed
        return " ".join("".join(self.parted[first:last]).split())

    def text_of(self, node: int) -> str:
        """Return the text of an element as one line."""
        return self.text(self.first[node], self.last[node])

    def href(self, node: int) -> str:
        """Return the address of a link as it is written, "" if there is none."""
        return (self.nodes[node].get("href") or "") if node >= 0 else ""

    def children(self, node: int) -> list[int]:
        """Return the child elements of an element."""
        found, at = [], node + 1
        while at < self.end[node]:
            found.append(at)
            at = self.end[at]
        return found

    def one_line(self, node: int) -> bool:
        """Say whether an element holds text, and no line break within it."""
        first, last = self.first[node], self.last[node]
        return first < last and self.lines[last] == self.lines[first + 1]

    def size(self, first: int, last: int) -> int:
        """Return the number of characters in an interval of pieces."""
        return self.letters[last] - self.letters[first]


_WIDE: Final = re.compile("[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uff60]")


def width(text: str) -> int:
    """Return how much a text says, in Latin letters: a Chinese character says as much as two."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))

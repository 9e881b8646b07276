"""The page's tree laid flat: numbers in document order, so that a record is an interval.

An element has a number; a *piece* is one run of text in it, with white space collapsed. What is never shown (scripts,
menus of forms, templates) has neither. Nothing here recurses: pages nest as deeply as they like.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Final

from lxml import etree

from feedpub.listings.html.charset import decode_page


def _tags(*names: str) -> frozenset[str]:
    return frozenset(" ".join(names).split())


_UNSEEN: Final = _tags(
    "script style template title noscript noframes select option datalist textarea",
    "svg math iframe object canvas audio video map",
)
_INLINE: Final = _tags(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q rp rt ruby s samp small span",
    "strike strong sub sup time tt u var wbr img nobr picture source meta link input html body",
)
_AS_TYPED: Final = frozenset(("pre", "xmp", "listing"))
HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_CELLS: Final = frozenset(("td", "th"))
_BOLD: Final = frozenset(("b", "strong"))
_TELLING: Final = ("class", "id", "rel", "itemprop", "role")
_ENTRY: Final = re.compile(r"(?:^| )(?:h-?entry|h-event|vevent)(?: |$)")
_STORY_TYPE: Final = re.compile(r"(?:Article|Posting|Report|Event|VideoObject|Review)/?$")
_LONG_TAG: Final = re.compile(r"(<[A-Za-z][\w:-]*)[^<>]{2000,}>")
_NUMBERED: Final = re.compile(r"\d")
_PASSING: Final = frozenset(
    ("active", "sticky", "alt", "alternate", "hentry", "clearfix", "cf", "current", "hover", "visible", "show")
)
_VARYING: Final = re.compile(
    r"^(?:category|tag|format|status|author|type|wp-|is-|has-|post-|node-)|(?:^|[-_])(?:odd|even|first|last)(?:$|[-_])"
)


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
    cited: list[bool] = field(default_factory=list)  # it is or lies in what an entry answers or quotes
    pieces: list[str] = field(default_factory=list)
    owner: list[int] = field(default_factory=list)
    after: list[int] = field(default_factory=list)  # the element that a piece follows, -1 at the start of its owner
    fresh: list[bool] = field(default_factory=list)  # it begins a line
    letters: list[int] = field(default_factory=list)  # characters of the pieces before this one
    links: list[int] = field(default_factory=list)  # elements before this one that are links
    heads: list[int] = field(default_factory=list)  # … that are headings
    marks: list[int] = field(default_factory=list)  # … that call themselves stories

    def text(self, first: int, last: int) -> str:
        """Return the text of an interval of pieces as one line."""
        parts: list[str] = []
        for number in range(first, last):
            if parts and self.fresh[number]:
                parts.append(" ")
            parts.append(self.pieces[number])
        return " ".join("".join(parts).split())

    def text_of(self, node: int) -> str:
        """Return the text of an element as one line."""
        return self.text(self.first[node], self.last[node])

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
        return first < last and not any(self.fresh[first + 1 : last])

    def numbers(self) -> dict[etree._Element, int]:
        """Return the number of every element."""
        return {node: number for number, node in enumerate(self.nodes)}

    def size(self, first: int, last: int) -> int:
        """Return the number of characters in an interval of pieces."""
        return self.letters[last] - self.letters[first]


def read_page(data: bytes, declared: str = "", leave_out: Callable[[etree._Element], object] | None = None) -> Page:
    """Parse the bytes of a page as browsers do, as far as libxml2 can, and lay its tree flat.

    `leave_out` may take elements out of the tree before that.
    """
    text = _LONG_TAG.sub(_without_attributes, decode_page(data, declared).replace("\0", ""))
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        return _close(Page())
    if leave_out:
        leave_out(root)
    return flatten(root)


def _without_attributes(tag: re.Match[str]) -> str:
    """Cut the attributes off a tag that has hundreds: libxml2 compares each with all others."""
    return tag[0] if tag[0].count("=") < 500 else f"{tag[1]}>"


def flatten(root: etree._Element) -> Page:
    """Give elements and pieces their numbers, in document order."""
    laying = _Laying(page=Page(), common=_common_classes(root))
    unseen = 0
    for event, node in etree.iterwalk(root, events=("start", "end")):
        tag = node.tag if isinstance(node.tag, str) else ""
        if event == "start":
            unseen += tag in _UNSEEN
            if not unseen:
                laying.open(node, tag)
        elif not unseen:
            laying.close(node, tag)
        else:
            unseen -= tag in _UNSEEN
            if not unseen:
                laying.add_text(node.tail, laying.stack[-1], len(laying.page.nodes) - 1)
    return _close(laying.page)


@dataclass(slots=True, kw_only=True)
class _Laying:
    """A page while its tree is walked: the open elements, and whether the next piece begins a line."""

    page: Page
    common: frozenset[tuple[str, str]]
    paths: dict[tuple[int, str], int] = field(default_factory=dict)
    stack: list[int] = field(default_factory=lambda: [-1])
    columns: list[int] = field(default_factory=lambda: [0])  # columns filled so far, for each open element
    rows: list[dict[int, tuple[int, int]]] = field(default_factory=lambda: [{}])
    """For each open element the columns that cells above fill: the cell, and in how many rows."""
    fresh: bool = True
    as_typed: int = 0

    def open(self, node: etree._Element, tag: str) -> None:
        """Give a number to an element, and to the text before its first child."""
        page, above, number = self.page, self.stack[-1], len(self.page.nodes)
        own: Mapping[str, str] = dict(node.items())  # type: ignore[arg-type]  # HTML has text alone
        if tag not in _INLINE:
            self.fresh = True
        name = tag
        if tag in _CELLS:
            name = f"{tag}{self._column(own, number)}"
        elif tag == "tr" and self.rows[-1]:
            self.rows[-1] = reaching = {at: (cell, rows - 1) for at, (cell, rows) in self.rows[-1].items() if rows > 1}
            page.reaching[number] = tuple(dict.fromkeys(cell for cell, _ in reaching.values()))
        style = own.get("class")
        kind = f"{name}.{_style(style, tag, self.common)}" if style else f"{name}."
        page.nodes.append(node)
        page.tag.append(tag)
        page.parent.append(above)
        page.end.append(0)
        page.first.append(len(page.pieces))
        page.last.append(0)
        page.kind.append(kind)
        fine, plain, loose = (page.fine[above], page.plain[above], page.loose[above]) if above >= 0 else (-1, -1, -1)
        page.fine.append(self.paths.setdefault((fine, kind), len(self.paths)))
        page.plain.append(self.paths.setdefault((plain, name), len(self.paths)))
        page.loose.append(self.paths.setdefault((loose, tag), len(self.paths)))
        page.hints.append(" ".join([own[key] for key in _TELLING if key in own]).lower() if own else "")
        page.marked.append(bool(own) and _is_marked(own, page.hints[-1]))
        inside = above >= 0
        is_link = tag == "a" and "href" in own
        page.link.append(number if is_link else page.link[above] if inside else -1)
        page.head.append(tag in HEADINGS or (inside and page.head[above]))
        page.bold.append(tag in _BOLD or (inside and page.bold[above]))
        page.cited.append((inside and page.cited[above]) or "h-cite" in page.hints[-1])
        self.stack.append(number)
        self.columns.append(0)
        self.rows.append({} if tag in {"table", "tbody", "thead", "tfoot"} or not inside else self.rows[-1])
        self.as_typed += tag in _AS_TYPED
        if node.text:
            self.add_text(node.text, number, -1)

    def _column(self, own: Mapping[str, str], number: int) -> int:
        """Return the column that a cell begins in: cells of rows above may reach down, and some are several wide."""
        taken, column = self.rows[-1], self.columns[-1] + 1
        while column in taken:
            column += 1
        wide, high = (min(int(own[key]), 50) if own.get(key, "").isdecimal() else 1 for key in ("colspan", "rowspan"))
        self.columns[-1] = column + max(wide, 1) - 1
        if high > 1:
            taken.update(dict.fromkeys(range(column, column + max(wide, 1)), (number, high)))
        return column

    def close(self, node: etree._Element, tag: str) -> None:
        """End an element and take the text after it."""
        number = self.stack.pop()
        self.columns.pop()
        self.rows.pop()
        self.page.end[number] = len(self.page.nodes)
        self.page.last[number] = len(self.page.pieces)
        self.as_typed -= tag in _AS_TYPED
        if tag not in _INLINE:
            self.fresh = True
        if node.tail:
            self.add_text(node.tail, self.stack[-1], number)

    def add_text(self, text: str | None, owner: int, after: int) -> None:
        """Give a number to a run of text; where white space counts, to every line of it."""
        if not text or owner < 0:
            return
        page = self.page
        for number, line in enumerate(text.split("\n") if self.as_typed else (text,)):
            self.fresh |= number > 0
            if not line.strip():
                if line and page.pieces and not self.fresh and not page.pieces[-1].endswith(" "):
                    page.pieces[-1] += " "
                continue
            before, behind = (" " if line[end].isspace() else "" for end in (0, -1))
            page.pieces.append(f"{before}{' '.join(line.split())}{behind}")
            page.owner.append(owner)
            page.after.append(after)
            page.fresh.append(self.fresh)
            self.fresh = False


def _close(page: Page) -> Page:
    page.letters = [0, *accumulate(width(piece) for piece in page.pieces)]
    page.links = [0, *accumulate(page.link[number] == number for number in range(len(page.nodes)))]
    page.marks = [0, *accumulate(page.marked)]
    page.heads = [0, *accumulate(tag in HEADINGS for tag in page.tag)]
    return page


_WIDE: Final = re.compile("[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uff60]")


def width(text: str) -> int:
    """Return how much a text says, in Latin letters: a Chinese character says as much as two."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


def _is_marked(own: Mapping[str, str], hints: str) -> bool:
    """Say whether an element calls itself a story."""
    kind = own.get("itemtype")
    return bool(_STORY_TYPE.search(kind)) if kind else "entry" in hints and bool(_ENTRY.search(hints))


def _common_classes(root: etree._Element) -> frozenset[tuple[str, str]]:
    """Return the classes that stand on at least two elements of one kind."""
    counts: Counter[tuple[str, str]] = Counter()
    for node in root.iter():
        names = node.get("class") if isinstance(node.tag, str) else None
        if names:
            counts.update((node.tag, name) for name in names.split()[:12])
    return frozenset(pair for pair, number in counts.items() if number > 1)


def _style(names: str, tag: str, common: frozenset[tuple[str, str]]) -> str:
    """Return the classes of an element that say what it is, not which of its kind it is."""
    kept = (
        name
        for name in names.split()[:12]
        if (tag, name) in common and name not in _PASSING and not _NUMBERED.search(name) and not _VARYING.search(name)
    )
    return ".".join(sorted(kept))

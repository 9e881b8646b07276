"""The bytes of a page → its tree laid flat. Nothing here recurses: pages nest as deeply as they like."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from lxml import etree

from feedpub.dates import holds_a_number
from feedpub.listings.html.charset import decode_page
from feedpub.listings.html.columns import name_columns
from feedpub.listings.html.language import is_eastern
from feedpub.listings.html.mending import mend
from feedpub.listings.html.names import ANSWERED
from feedpub.listings.html.tree import HEADINGS, YEAR, Page, width


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
_CELLS: Final = frozenset(("td", "th"))
_OF_TABLES: Final = frozenset(("table", "tbody", "thead", "tfoot"))
_OF_ROWS: Final = _OF_TABLES | {"tr"}
_BOLD: Final = frozenset(("b", "strong"))
_STAMPS: Final = frozenset(("datetime", "title", "content"))
_TELLING: Final = ("class", "id", "rel", "itemprop", "role")
_ENTRY: Final = re.compile(r"(?:^| )(?:h-?entry|h-event|vevent)(?: |$)")
_STORY_TYPE: Final = re.compile(r"(?:Article|Posting|Report|Event|VideoObject|Review)/?$")
_LONG_TAG: Final = re.compile(r"(<[A-Za-z][\w:-]*)[^<>]{2000,}>")
_NUMBERED: Final = re.compile(r"\d")
_CLASSES: Final = 60
"""An element may have hundreds; so many say what it is."""
_PASSING: Final = frozenset(
    ("active", "sticky", "alt", "alternate", "hentry", "clearfix", "cf", "current", "hover", "visible", "show")
)
_VARYING: Final = re.compile(
    r"^(?:category|tag|format|status|author|type|wp-|is-|has-|post-|node-)|(?:^|[-_])(?:odd|even|first|last)(?:$|[-_])"
)


def read_page(data: bytes, declared: str = "", leave_out: Callable[[etree._Element], object] | None = None) -> Page:
    """Lay a page flat, and keep its tree as browsers show it, for selectors to be looked up in.

    `leave_out` may take elements out of the tree before that.
    """
    root = _parse(data, declared)
    if root is None:
        return _close(Page())
    shown = deepcopy(root)
    twins = dict(zip(root.iter(etree.Element), shown.iter(etree.Element), strict=True))
    if leave_out:
        leave_out(root)
    page = _mended(root)
    page.shown = shown
    page.numbers = {twins[node]: number for number, node in enumerate(page.nodes) if node in twins}
    return page


def lay_page(data: bytes, declared: str = "") -> Page:
    """Lay a page flat in which no selector is looked up."""
    root = _parse(data, declared)
    return _close(Page()) if root is None else _mended(root)


def _parse(data: bytes, declared: str) -> etree._Element | None:
    """Parse the bytes of a page as browsers do, as far as libxml2 can; None if there is nothing in them."""
    text = _LONG_TAG.sub(_without_attributes, decode_page(data, declared).replace("\0", ""))
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.XMLSyntaxError:
        return None


def _mended(root: etree._Element) -> Page:
    mend(root)
    return flatten(root)


def _without_attributes(tag: re.Match[str]) -> str:
    """Cut the attributes off a tag that has hundreds: libxml2 compares each with all others."""
    return tag[0] if tag[0].count("=") < 500 else f"{tag[1]}>"


def flatten(root: etree._Element) -> Page:
    """Give elements and pieces their numbers, in document order."""
    page = Page()
    _walk(page, root)
    own = [_attributes(node) for node in page.nodes]
    names = _names(page, own)
    common = _common_classes(root)
    styles: dict[tuple[str, str], str] = {}
    for tag, name, mine in zip(page.tag, names, own, strict=True):
        classes = mine.get("class", "")
        style = styles.get((tag, classes))
        if style is None:
            style = styles[tag, classes] = _style(classes, tag, common) if classes else ""
        page.kind.append(f"{name}.{style}")
        page.hints.append(" ".join([mine[key] for key in _TELLING if key in mine]).lower() if mine else "")
        page.marked.append(bool(mine) and _is_marked(mine, page.hints[-1]))
    page.stamps = [number for number, mine in enumerate(own) if mine and not _STAMPS.isdisjoint(mine)]
    numbers: dict[tuple[int, str], int] = {}
    for paths, called in ((page.fine, page.kind), (page.plain, names), (page.loose, page.tag)):
        for above, one in zip(page.parent, called, strict=True):
            paths.append(numbers.setdefault((paths[above] if above >= 0 else -1, one), len(numbers)))
    _inherit(page, own)
    return _close(page)


_NOTHING: Final[Mapping[str, str]] = {}


def _attributes(node: etree._Element) -> Mapping[str, str]:
    """Return the attributes of an element."""
    items = node.items()
    return dict(items) if items else _NOTHING  # type: ignore[arg-type]  # HTML has text alone


def _walk(page: Page, root: etree._Element) -> None:
    """Give numbers to what is shown: to elements, and to the texts in them."""
    nodes, tags, parent, end, first, last = page.nodes, page.tag, page.parent, page.end, page.first, page.last
    texts = _Texts(page)
    unseen, above = 0, -1
    for event, node in etree.iterwalk(root, events=("start", "end")):
        tag = node.tag if isinstance(node.tag, str) else ""
        if event == "start":
            unseen += tag in _UNSEEN
            if unseen:
                continue
            if tag not in _INLINE:
                texts.fresh = True
            nodes.append(node)
            tags.append(tag)
            parent.append(above)
            end.append(0)
            first.append(len(page.pieces))
            last.append(0)
            above = len(nodes) - 1
            texts.as_typed += tag in _AS_TYPED
            if text := node.text:
                texts.add(text, above, -1)
        elif not unseen:
            number, above = above, parent[above]
            if tag in HEADINGS and first[number] == len(page.pieces) and (words := _pictured(node)):
                texts.add(words, number, -1)
            end[number] = len(nodes)
            last[number] = len(page.pieces)
            texts.as_typed -= tag in _AS_TYPED
            if tag not in _INLINE:
                texts.fresh = True
            if (text := node.tail) and above >= 0:
                texts.add(text, above, number)
        else:
            unseen -= tag in _UNSEEN
            if not unseen and (text := node.tail) and above >= 0:
                texts.add(text, above, len(nodes) - 1)


def _pictured(heading: etree._Element) -> str:
    """Return what the pictures of a heading say that has no words of its own."""
    return " ".join(filter(None, ((image.get("alt") or "").strip() for image in heading.iter("img"))))


@dataclass(slots=True)
class _Texts:
    """The texts of a page while its tree is walked: whether the next one begins a line, and lines are as typed."""

    page: Page
    fresh: bool = True
    as_typed: int = 0

    def add(self, text: str, owner: int, after: int) -> None:
        """Give a number to a run of text; where white space counts, to every line of it."""
        page = self.page
        for number, line in enumerate(text.split("\n") if self.as_typed else (text,)):
            self.fresh |= number > 0
            words = line.split()
            if not words:
                if line and page.pieces and not self.fresh and not page.pieces[-1].endswith(" "):
                    page.pieces[-1] += " "
                continue
            before, behind = (" " if line[end].isspace() else "" for end in (0, -1))
            page.pieces.append(f"{before}{' '.join(words)}{behind}")
            page.owner.append(owner)
            page.after.append(after)
            page.fresh.append(self.fresh)
            self.fresh = False


def _names(page: Page, own: Sequence[Mapping[str, str]]) -> list[str]:
    """Return what the elements are called: cells of tables after their column, all others after their tag.

    Cells of rows above may reach down, and some are several columns wide.
    """
    names = list(page.tag)
    if _CELLS.isdisjoint(names):
        return names
    columns = [0] * len(names)  # filled so far in each element
    homes = [0] * len(names)  # the row, or part of a table, that each lies in
    rows: list[dict[int, tuple[int, int]]] = []
    """For each element the columns that cells above fill: the cell, and in how many rows."""
    for number, (tag, above) in enumerate(zip(page.tag, page.parent, strict=True)):
        homes[number] = number if tag in _OF_ROWS or above < 0 else homes[above]
        if tag == "tr" and above >= 0 and rows[above]:
            reaching = {at: (cell, left - 1) for at, (cell, left) in rows[above].items() if left > 1}
            rows[above] = reaching
            page.reaching[number] = tuple(dict.fromkeys(cell for cell, _ in reaching.values()))
        elif tag in _CELLS and above >= 0:
            taken, column = rows[above], columns[homes[above]] + 1
            while column in taken:
                column += 1
            wide, high = _spans(own[number])
            columns[homes[above]] = column + wide - 1
            if high > 1:
                taken.update(dict.fromkeys(range(column, column + wide), (number, high)))
            names[number] = f"{tag}{column}"
        rows.append({} if tag in _OF_TABLES or above < 0 else rows[above])
    return names


def _spans(own: Mapping[str, str]) -> tuple[int, int]:
    """Return how many columns and rows a cell fills."""
    if not own:
        return 1, 1
    wide, high = (min(int(own[key]), 50) if own.get(key, "").isdecimal() else 1 for key in ("colspan", "rowspan"))
    return max(wide, 1), high


def _inherit(page: Page, own: Sequence[Mapping[str, str]]) -> None:
    """Note of each element what it is, or lies in: a link, a heading, bold text, what an entry answers."""
    link, head, bold, cited = page.link, page.head, page.bold, page.cited
    for number, (tag, above) in enumerate(zip(page.tag, page.parent, strict=True)):
        inside = above >= 0
        link.append(number if tag == "a" and "href" in own[number] else link[above] if inside else -1)
        head.append(tag in HEADINGS or (inside and head[above]))
        bold.append(tag in _BOLD or (inside and bold[above]))
        cited.append((inside and cited[above]) or "h-cite" in page.hints[number])


def _close(page: Page) -> Page:
    page.parted = [f" {piece}" if fresh else piece for piece, fresh in zip(page.pieces, page.fresh, strict=True)]
    page.lines = [0, *accumulate(page.fresh)]
    page.letters = [0, *accumulate(map(width, page.pieces))]
    page.figures = [0, *accumulate(map(holds_a_number, page.pieces))]
    page.years = [0, *accumulate(YEAR.search(piece) is not None for piece in page.pieces)]
    page.links = [0, *accumulate(page.link[number] == number for number in range(len(page.nodes)))]
    page.marks = [0, *accumulate(page.marked)]
    page.column = name_columns(page)
    answers = {hints for hints in {*page.hints} if ANSWERED.search(hints)}
    page.answers = [0, *accumulate(hints in answers for hints in page.hints)]
    page.heads = [0, *accumulate(tag in HEADINGS for tag in page.tag)]
    page.eastern = bool(page.nodes) and is_eastern(page)
    return page


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
            counts.update((node.tag, name) for name in _classes(names))
    return frozenset(pair for pair, number in counts.items() if number > 1)


def _classes(names: str) -> Iterable[str]:
    """Return the classes of an element, each once: page builders add the same one anew with every entry."""
    return dict.fromkeys(names.split()[:_CLASSES])


def _style(names: str, tag: str, common: frozenset[tuple[str, str]]) -> str:
    """Return the classes of an element that say what it is, not which of its kind it is."""
    kept = (
        name
        for name in _classes(names)
        if (tag, name) in common and name not in _PASSING and not _NUMBERED.search(name) and not _VARYING.search(name)
    )
    return ".".join(sorted(kept))

"""The bytes of a page → its tree laid flat. Nothing here recurses: pages nest as deeply as they like."""

import re
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from itertools import accumulate
from typing import Final

from lxml import etree

from feedpub.dates import holds_a_number
from feedpub.listings.html.page.charset import decode_page
from feedpub.listings.html.page.columns import name_columns
from feedpub.listings.html.page.kinds import common_classes, is_large, names_of_elements, style_of
from feedpub.listings.html.page.language import is_eastern
from feedpub.listings.html.page.mending import mend
from feedpub.listings.html.page.names import ANSWERED
from feedpub.listings.html.page.tree import HEADINGS, YEAR, Page, width
from feedpub.listings.html.page.walking import walk

_BOLD: Final = frozenset(("b", "strong"))
_STAMPS: Final = frozenset(("datetime", "title", "content"))
_TELLING: Final = ("class", "id", "rel", "itemprop", "role")
_ENTRY: Final = re.compile(r"(?:^| )(?:h-?entry|h-event|vevent)(?: |$)")
_STORY_TYPE: Final = re.compile(r"(?:Article|Posting|Report|Event|VideoObject|Review)/?$")
_LONG_TAG: Final = re.compile(r"(<[A-Za-z][\w:-]*)[^<>]{2000,}>")
_NO_TEXT: Final = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What XML 1.0 cannot carry: no text of a tree may be set to it."""
_REFERENCE: Final = re.compile(
    r"&#0*(?:(?P<number>[1-9]\d{0,6})(?!\d)|[xX]0*(?P<hex>[1-9a-fA-F][\da-fA-F]{0,5})(?![\da-fA-F]));?"
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
    text = _LONG_TAG.sub(_without_attributes, _without_controls(decode_page(data, declared)))
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.XMLSyntaxError:
        return None


def _mended(root: etree._Element) -> Page:
    mend(root)
    return flatten(root)


def _without_controls(text: str) -> str:
    """Leave out the signs that no text has, and references to them; a form feed is white space."""
    text = _NO_TEXT.sub(_gap, text)
    return _REFERENCE.sub(_referred, text) if "&#" in text else text


def _gap(sign: re.Match[str]) -> str:
    return " " if sign[0] == "\f" else ""


def _referred(reference: re.Match[str]) -> str:
    """Return a reference, unless it leads to a sign that no text has."""
    number = int(reference["hex"], 16) if reference["hex"] else int(reference["number"])
    return _NO_TEXT.sub(_gap, chr(number)) if number <= 0xFFFF and _NO_TEXT.match(chr(number)) else reference[0]


def _without_attributes(tag: re.Match[str]) -> str:
    """Cut the attributes off a tag that has hundreds: libxml2 compares each with all others."""
    return tag[0] if tag[0].count("=") < 500 else f"{tag[1]}>"


def flatten(root: etree._Element) -> Page:
    """Give elements and pieces their numbers, in document order."""
    page = Page()
    walk(page, root)
    own = [_attributes(node) for node in page.nodes]
    names = names_of_elements(page, own)
    common = common_classes(root)
    styles: dict[tuple[str, str], str] = {}
    for tag, name, mine in zip(page.tag, names, own, strict=True):
        classes = mine.get("class", "")
        style = styles.get((tag, classes))
        if style is None:
            style = styles[tag, classes] = style_of(classes, tag, common) if classes else ""
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


def _inherit(page: Page, own: Sequence[Mapping[str, str]]) -> None:
    """Note of each element what it is, or lies in: a link, a heading, bold text, what an entry answers."""
    link, head, bold, cited = page.link, page.head, page.bold, page.cited
    for number, (tag, above) in enumerate(zip(page.tag, page.parent, strict=True)):
        inside = above >= 0
        link.append(number if tag == "a" and "href" in own[number] else link[above] if inside else -1)
        head.append(tag in HEADINGS or (inside and head[above]))
        bold.append(tag in _BOLD or (tag == "font" and is_large(own[number])) or (inside and bold[above]))
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

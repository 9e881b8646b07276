"""A tree → its elements and texts by number, in document order: what is shown of it, and where lines begin."""

from dataclasses import dataclass
from typing import Final

from lxml import etree

from feedpub.listings.html.page.tree import HEADINGS, Page


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


def walk(page: Page, root: etree._Element) -> None:
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

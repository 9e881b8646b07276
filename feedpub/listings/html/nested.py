"""Entries that lie in each other because the ones before were never closed: they are set beside each other."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from feedpub.listings.html.names import ASIDE, SIDE_LINK

_BOXES: Final = frozenset(("div", "article", "section"))
_CHAIN: Final = 4
"""So many boxes of one name in each other are no layout."""
_SAID: Final = 30
"""Letters that an entry has before the next one."""
_PASSING: Final = re.compile(r"\d+")


@dataclass(slots=True)
class _Chain:
    """Boxes of one name: where each begins in the text, those that are open, and in which one each lies."""

    begins: dict[etree._Element, int] = field(default_factory=dict)
    open: list[etree._Element] = field(default_factory=list)
    inside: dict[etree._Element, etree._Element] = field(default_factory=dict)
    deepest: int = 0

    def never_closed(self) -> bool:
        """Say whether each holds the next one alone, behind a text of its own."""
        return (
            self.deepest >= _CHAIN
            and len({*self.inside.values()}) == len(self.inside)
            and all(self.begins[node] - self.begins[above] >= _SAID for node, above in self.inside.items())
        )


def part_nested(root: etree._Element) -> None:
    """Set entries beside each other that lie in each other as no layout and no thread of answers does."""
    chains: defaultdict[tuple[str, str], _Chain] = defaultdict(_Chain)
    letters = 0
    for event, node in etree.iterwalk(root, events=("start", "end")):
        name = _name(node)
        if event == "start":
            if name:
                chain = chains[node.tag, name]
                chain.begins[node] = letters
                if chain.open:
                    chain.inside[node] = chain.open[-1]
                chain.open.append(node)
                chain.deepest = max(chain.deepest, len(chain.open))
            letters += len((node.text or "").strip())
        else:
            if name:
                chains[node.tag, name].open.pop()
            letters += len((node.tail or "").strip())
    for chain in chains.values():  # the outermost first: what they hold needs no more then
        if chain.never_closed():
            for node, above in chain.inside.items():
                above.addnext(node)
            return


def _name(node: etree._Element) -> str:
    """Return what a box calls itself, without the number that tells it from others; "" if it is none."""
    if node.tag not in _BOXES:
        return ""
    name = _PASSING.sub("", node.get("id") or "") or _PASSING.sub("", node.get("class") or "")
    return "" if ASIDE.search(name.lower()) or SIDE_LINK.search(name.lower()) else name

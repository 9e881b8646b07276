"""Entries that lie in each other because the ones before were never closed: they are set beside each other."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import chain, dropwhile, takewhile
from typing import Final

from lxml import etree

from feedpub.listings.html.page.names import ASIDE, SIDE_LINK

_BOXES: Final = frozenset(("div", "article", "section"))
_CHAIN: Final = 4
"""So many boxes of one name in each other are no layout."""
_SEVERAL: Final = 4
_FEW: Final = 4
"""Of so many boxes one may hold others by mistake."""
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
        """Say whether boxes hold others that belong behind them: each the next one alone, or a few some of them."""
        holders = {*self.inside.values()}
        said = all(self.begins[node] - self.begins[above] >= _SAID for node, above in self.inside.items())
        if not holders or not said:
            return False
        if self.deepest >= _CHAIN and len(holders) == len(self.inside):
            return True
        few = len(self.begins) >= _SEVERAL and len(holders) <= max(1, len(self.begins) // _FEW)
        direct = all(node.getparent() is above for node, above in self.inside.items())
        return few and direct and all(map(self._goes_on, holders)) and self._are_alike(holders)

    def _goes_on(self, holder: etree._Element) -> bool:
        """Say whether a box ends in boxes of its name, and holds none of them elsewhere."""
        last = [*dropwhile(lambda child: child not in self.begins, holder)]
        return bool(last) and all(child in self.begins and not (child.tail or "").strip() for child in last)

    def _are_alike(self, holders: set[etree._Element]) -> bool:
        """Say whether what stands in some boxes before those that they hold is built like one that holds none."""
        shapes = {self._shape(node) for node in self.begins if node not in holders}
        return all(self._shape(holder) in shapes for holder in holders)

    def _shape(self, node: etree._Element) -> tuple[tuple[object, str], ...]:
        """Return what stands in a box before those that it holds."""
        own = takewhile(lambda child: child not in self.begins, node)
        inside = chain.from_iterable(child.iter(etree.Element) for child in own)
        return tuple((one.tag, one.get("class") or "") for one in inside)


def part_nested(root: etree._Element) -> None:
    """Set entries beside each other that lie in each other as no layout and no thread of answers does."""
    chains: defaultdict[tuple[str, str], _Chain] = defaultdict(_Chain)
    letters = 0
    for event, node in etree.iterwalk(root, events=("start", "end")):
        name = _name(node) if node.tag in _BOXES else ""
        if event == "start":
            if name:
                boxes = chains[node.tag, name]
                boxes.begins[node] = letters
                if boxes.open:
                    boxes.inside[node] = boxes.open[-1]
                boxes.open.append(node)
                boxes.deepest = max(boxes.deepest, len(boxes.open))
            letters += len((node.text or "").strip())
        else:
            if name:
                chains[node.tag, name].open.pop()
            letters += len((node.tail or "").strip())
    for boxes in chains.values():  # the outermost first: what they hold needs no more then
        if boxes.never_closed():
            last: etree._Element | None = None
            for node in boxes.begins:
                if node in boxes.inside and last is not None:
                    last.addnext(node)
                last = node
            return


def _name(node: etree._Element) -> str:
    """Return what a box calls itself, without the number that tells it from others; "" if nothing, or a margin."""
    name = _PASSING.sub("", node.get("id") or "") or _PASSING.sub("", node.get("class") or "")
    return "" if ASIDE.search(name.lower()) or SIDE_LINK.search(name.lower()) else name

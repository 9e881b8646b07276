"""The tree of a page as its writer meant it: what was not marked up, or never closed, becomes elements of its own.

Browsers show such pages as well as others; the elements that are put in here change nothing of what they show.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree

from feedpub.dates import parse_year_or_month
from feedpub.listings.html.page.calendars import date_calendars
from feedpub.listings.html.page.dating import looks_like_a_date, without_edge_date
from feedpub.listings.html.page.nested import part_nested
from feedpub.listings.html.page.paragraphs import INLINE, LINE, is_dated, set_in_paragraph, set_text, words_of
from feedpub.listings.html.page.pieces import join_pieces
from feedpub.listings.html.page.unspoken import print_titles

_ITEMS: Final = frozenset(("p", "li", "dt", "dd"))
_STEPS: Final = 12
"""Elements that may stand open within a paragraph."""
_FEWEST: Final = 3
"""So many lines are a list."""
_FEW: Final = 2
"""So many lines without a link are no chance."""
_TOLD: Final = 12
"""Letters that a line says beside its day."""
_DIGIT: Final = re.compile(r"\d")
_BULLETS: Final = "*-•·+#>–—"
_NUMBERED: Final = re.compile(r"\W{0,3}(?:[12]?\d|3[01])(?:st|nd|rd|th|\.)?\s?[-–—:.)]\s")


@dataclass(frozen=True, slots=True)
class _Text:
    """A run of text in lines, and the child that it follows."""

    before: etree._Element | None
    lines: list[str]


@dataclass(frozen=True, slots=True)
class _Broken:
    """A line between breaks: the child that it follows, its text, and the elements in it with what follows each."""

    before: etree._Element | None
    text: str | None
    inside: list[etree._Element]

    @property
    def words(self) -> str:
        """All that it says."""
        parts = (part for node in self.inside for part in (*map(str, node.itertext()), node.tail or ""))
        return " ".join(f"{self.text or ''}{''.join(parts)}".split())

    @property
    def linked(self) -> bool:
        """Whether it leads anywhere."""
        return any(node.get("href") for one in self.inside for node in one.iter("a"))


def mend(root: etree._Element) -> None:
    """Part what was never closed, give paragraphs to what stands in none, and elements to lines that days begin."""
    print_titles(root)
    part_nested(root)
    join_pieces(root)
    date_calendars(root)
    _lift_items(root)
    for node in list(root.iter("p")):
        set_in_paragraph(node)
    for holder in _holders(root):
        if not _set_linked_lines(holder) and holder.tag not in INLINE:
            _set_lines(holder)


def _holders(root: etree._Element) -> list[etree._Element]:
    """Return the elements with text of their own that may be such lines: several runs with numbers in them."""
    runs: Counter[etree._Element] = Counter()
    for node in root.iter(etree.Element):
        if (text := node.text) and _DIGIT.search(text):
            runs[node] += _FEWEST if node.tag == "pre" else 1
        if (text := node.tail) and _DIGIT.search(text) and (above := node.getparent()) is not None:
            runs[above] += 1
    return [node for node, number in runs.items() if number >= _FEWEST]


def _lift_items(root: etree._Element) -> None:
    """Move paragraphs and items out of those that they lie in, below elements of text that were never closed."""
    last: dict[etree._Element, etree._Element] = {}
    for node in list(root.iter(*_ITEMS)):
        above, steps = node.getparent(), 0
        while above is not None and above.tag in INLINE and steps < _STEPS:
            above, steps = above.getparent(), steps + 1
        if above is None or not steps or above.tag not in _ITEMS or (above.tag == "p") != (node.tag == "p"):
            continue
        last.get(above, above).addnext(node)
        last[above] = node


def _set_linked_lines(holder: etree._Element) -> bool:
    """Give elements to lines between breaks that a day begins or ends, where only some of them have a link."""
    if sum(child.tag == "br" for child in holder) < _FEWEST:
        return False
    lines = [line for line in _broken(holder) if line.words]
    if not 0 < sum(line.linked for line in lines) <= len(lines) - _FEW:
        return False  # without a look for days: that is what costs
    dated = [line for line in lines if len(line.words) < LINE and len(without_edge_date(line.words)) >= _TOLD]
    linked = sum(line.linked for line in dated)
    if 5 * len(dated) < 4 * len(lines) or not 0 < linked <= len(dated) - _FEW:
        return False
    for line in dated:
        element = etree.Element("span")
        element.text = line.text
        set_text(holder, line.before, "")
        if line.before is None:
            holder.insert(0, element)
        else:
            line.before.addnext(element)
        element.extend(line.inside)
    return True


def _broken(holder: etree._Element) -> Iterator[_Broken]:
    """Yield the lines of an element that breaks and boxes part."""
    before: etree._Element | None = None
    text, inside = holder.text, []
    for child in holder:
        if child.tag in INLINE:
            inside.append(child)
        else:
            yield _Broken(before, text, inside)
            before, text, inside = child, child.tail, []
    yield _Broken(before, text, inside)


def _set_lines(holder: etree._Element) -> None:
    """Give elements to the lines of an element that are in none, where several begin or end with a day."""
    typed = holder.tag == "pre"
    texts = list(_bare(holder, typed=typed))
    lines = _matching(texts, is_dated)
    if len(lines) < _FEWEST:
        lines = _matching(texts, lambda line: _NUMBERED.match(line) is not None)
        if len(lines) < _FEWEST or not any(parse_year_or_month(words_of(child)) for child in holder):
            return
    said = sum(child.tag in INLINE and bool(words_of(child)) for child in holder)
    days = said < len(lines) and all(looks_like_a_date(texts[k].lines[n].strip()) for k, n in lines)
    if 2 * said >= len(lines) and not days:
        return
    chosen: defaultdict[int, set[int]] = defaultdict(set)
    for k, n in lines:
        chosen[k].add(n)
    for k in chosen:
        _wrap(holder, texts[k], chosen[k], mark="\n" if typed else "")


def _matching(texts: Sequence[_Text], wanted: Callable[[str], bool]) -> list[tuple[int, int]]:
    """Return which lines of which runs are wanted."""
    return [(k, n) for k, text in enumerate(texts) for n, line in enumerate(text.lines) if wanted(line)]


def _bare(holder: etree._Element, *, typed: bool) -> Iterator[_Text]:
    """Yield the runs of text that fill lines of an element by themselves, as lines, and the child that each follows."""
    children = list(holder)
    for before, text, behind in zip(
        [None, *children], [holder.text, *(child.tail for child in children)], [*children, None], strict=True
    ):
        apart = all(child is None or child.tag not in INLINE for child in (before, behind))
        if text and not text.isspace() and apart:
            yield _Text(before, text.split("\n") if typed else [text])


def _wrap(holder: etree._Element, text: _Text, chosen: set[int], *, mark: str) -> None:
    """Set some lines of a run of text in elements of their own; `mark` parts them."""
    longest = max(map(len, text.lines))
    rest: list[str] = []
    last = text.before
    set_text(holder, last, "")
    for number, line in enumerate(text.lines):
        wrapped = number not in chosen and number > 0 and _goes_on(text.lines[number - 1], line, longest)
        if wrapped and number - 1 in chosen and last is not None and last is not text.before:
            last.text = f"{last.text} {line.strip()}"
            chosen.add(number)
            continue
        rest.append((" " if wrapped else mark) if number else "")
        if number not in chosen:
            rest.append(line.lstrip() if wrapped else line)
            continue
        element = etree.Element("span")
        element.text = line
        if last is None:
            holder.insert(0, element)
        else:
            last.addnext(element)
        set_text(holder, last, "".join(rest))
        last, rest = element, []
    set_text(holder, last, "".join(rest))


def _goes_on(before: str, line: str, longest: int) -> bool:
    """Say whether a line as typed goes on with the one before: its first word had no room there."""
    words = line.split()
    if not before.strip() or not words or words[0][0] in _BULLETS:
        return False
    return len(before.rstrip()) + 1 + len(words[0]) > longest

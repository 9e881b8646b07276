"""Paragraphs for what stands before the first of several, and begins as they do: “text <p> text <p>”."""

import re
from typing import Final

from lxml import etree

from feedpub.listings.html.page.dating import looks_like_a_date, without_edge_date
from feedpub.listings.html.page.tree import FLAT

INLINE: Final = FLAT - {"br"} | {"tt", "sup", "sub", "abbr"}
_OF_LINES: Final = INLINE | {"br", "img"}
LINE: Final = 400
"""Letters of a line that may begin or end with a day."""
_HEADING: Final = 40
"""Letters of a heading at most that is no more than stressed."""
_DIGIT: Final = re.compile(r"\d")


def set_in_paragraph(node: etree._Element) -> None:
    """Give a paragraph to the run of text before the first of several, if it begins as they do: “text <p> text <p>”."""
    above, before, follows = node.getparent(), node.getprevious(), node.getnext()
    if above is None or follows is None or follows.tag != "p" or (before is not None and before.tag == "p"):
        return
    run: list[etree._Element] = []
    while before is not None and before.tag in _OF_LINES and not _ends_a_blank_line(before):
        run.append(before)
        before = before.getprevious()
    run.reverse()
    beginning = _beginning(node.text, list(node))
    if not beginning or _beginning(follows.text, list(follows)) != beginning:
        return
    text = above.text if before is None else before.tail
    if _beginning(text, run) != beginning:
        headed = 0 if text and text.strip() else _end_of_heading(run)
        if not headed:
            return
        before, run = run[headed - 1], run[headed:]
        text = before.tail
        if _beginning(text, run) != beginning:
            return
    paragraph = etree.Element("p")
    paragraph.text = text
    set_text(above, before, "")
    node.addprevious(paragraph)
    paragraph.extend(run)


def _end_of_heading(run: list[etree._Element]) -> int:
    """Return where a heading without a link ends that a run begins with, and the breaks behind it; 0 without one."""
    words = words_of(run[0]) if run else ""
    if not 0 < len(words) <= _HEADING or _DIGIT.search(words) or "a" in {one.tag for one in run[0].iter()}:
        return 0
    end = 1
    while end < len(run) and run[end].tag == "br" and not (run[end - 1].tail or "").strip():
        end += 1
    return end


def _ends_a_blank_line(node: etree._Element) -> bool:
    """Say whether an element is the second of two breaks."""
    before = node.getprevious()
    return node.tag == "br" and before is not None and before.tag == "br" and not (before.tail or "").strip()


def _beginning(text: str | None, children: list[etree._Element]) -> str:
    """Return what a paragraph begins with: the name of an element, or a day; "" if with other words."""
    if text and text.strip():
        return "day" if is_dated(text[:LINE]) else ""
    first = next((child for child in children if words_of(child)), None)
    return "" if first is None else str(first.tag)


def words_of(node: etree._Element) -> str:
    """Return all that an element says."""
    return " ".join("".join(map(str, node.itertext())).split())


def is_dated(line: str) -> bool:
    """Say whether a line is a day, or begins or ends with one."""
    words = " ".join(line.split())
    return (
        len(words) < LINE
        and any(map(str.isdigit, words))
        and (looks_like_a_date(words) or bool(without_edge_date(words)))
    )


def set_text(holder: etree._Element, before: etree._Element | None, text: str) -> None:
    """Set the text behind a child of an element, or the one that it begins with."""
    if before is None:
        holder.text = text
    else:
        before.tail = text

"""Titles that are never printed: photo news, whose links say to those who do not see the picture what it shows.

Only where entries have a date or a text beside it, and nothing else that may be their title.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from lxml import etree

from feedpub.listings.html.page.dating import looks_like_a_date
from feedpub.listings.html.page.names import FURTHER
from feedpub.listings.html.page.tree import FLAT, HEADINGS, width

_FEWEST: Final = 3
_TITLE: Final = 12
"""Letters that a title has at least: less are names of services, and numbers of pictures."""
_TEXT: Final = 60
"""Letters of a text that is no title."""
_MOSTLY: Final = 0.8
_FILE: Final = re.compile(
    r"^(?:#|javascript:|mailto:|data:|$)|\.(?:jpe?g|png|gif|webp|svg|mp[34])(?:\?|$)", re.IGNORECASE
)
"""Where links lead that enlarge a picture."""


def print_titles(root: etree._Element) -> None:
    """Let links say what they lead to, where no entry of a list prints its title."""
    said: set[str] = set()
    silent: list[etree._Element] = []
    for link in root.iter("a"):
        href = (link.get("href") or "").strip()
        if any(not text.isspace() for text in link.itertext()):
            said.add(href)
        elif not _FILE.search(href) and width(_words(link)) >= _TITLE:
            silent.append(link)
    silent = [link for link in silent if (link.get("href") or "").strip() not in said]
    lists: defaultdict[etree._Element | None, list[tuple[etree._Element, etree._Element]]] = defaultdict(list)
    for link, entry in _entries(silent):
        lists[entry.getparent()].append((link, entry))
    for pairs in lists.values():
        words = {_words(link) for link, _ in pairs}
        if len(words) < max(_FEWEST, _MOSTLY * len(pairs)):
            continue
        texts = [_texts(entry) for _, entry in pairs]
        told = sum(any(looks_like_a_date(text) or width(text) >= _TEXT for text in some) for some in texts)
        if told >= _MOSTLY * len(pairs) and not any(_prints_a_title(entry) for _, entry in pairs):
            for link, _ in pairs:
                link.text = _words(link)


def _words(link: etree._Element) -> str:
    """Return what a link without words says of itself, or its picture does."""
    names = (link.get("aria-label"), link.get("title"), *(image.get("alt") for image in link.iter("img")))
    words = next((" ".join(name.split()) for name in names if name and name.strip()), "")
    name_of_file = words.isascii() and " " not in words
    return "" if name_of_file or FURTHER.match(words) else words


def _entries(links: Iterable[etree._Element]) -> Iterator[tuple[etree._Element, etree._Element]]:
    """Yield links with the largest element around each that holds no other of them."""
    above = [[link, *link.iterancestors()] for link in links]
    counts = Counter(node for nodes in above for node in nodes)
    for nodes in above:
        entry = [node for node in nodes if counts[node] == 1][-1]
        if entry.getparent() is not None:
            yield nodes[0], entry


def _texts(entry: etree._Element) -> list[str]:
    """Return the lines of text in an element, roughly: what stands in one box."""
    boxes: defaultdict[etree._Element, list[str]] = defaultdict(list)
    for node in entry.iter(etree.Element):
        if node.text and not node.text.isspace():
            boxes[_box(node, entry)].append(node.text)
        if node is not entry and node.tail and not node.tail.isspace():
            boxes[_box(node.getparent(), entry)].append(node.tail)
    return [" ".join(" ".join(texts).split()) for texts in boxes.values()]


def _box(node: etree._Element | None, entry: etree._Element) -> etree._Element:
    """Return the element that a text stands in, whichever words of it are bold or a link."""
    while node is not None and node is not entry and node.tag in FLAT:
        node = node.getparent()
    return entry if node is None else node


def _prints_a_title(entry: etree._Element) -> bool:
    """Say whether an element prints more than dates, texts and what leads on."""
    if any("".join(map(str, node.itertext())).strip() for node in entry.iter(*HEADINGS, "b", "strong")):
        return True
    return not all(looks_like_a_date(text) or width(text) >= _TEXT or FURTHER.match(text) for text in _texts(entry))

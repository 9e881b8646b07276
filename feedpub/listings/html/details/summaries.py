"""The summaries of entries: paragraphs that are neither title nor date nor label, told by all records together.

A paragraph is told from labels by its length, or by being a sentence. What is a paragraph in one entry is one in the
others too, however short.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from feedpub.listings.html.groups.spans import Row
from feedpub.listings.html.page.dating import looks_like_a_date
from feedpub.listings.html.page.names import FURTHER, META
from feedpub.listings.html.page.tree import Page, width
from feedpub.text import fold

_LONG: Final = 30
"""Letters of a line that is a paragraph by itself."""
_USUAL: Final = 20
"""Letters that an element has on average where it is a summary."""
_SENTENCE: Final = re.compile(r"\w+\W+\w+\W+.*\w{2}[.!?…][\"'”’»)]?|.{5,}[。！？]", re.DOTALL)
"""Three words or more that end as a sentence does."""
_ENOUGH: Final = 1500
"""Letters of summary after which no further paragraph is taken."""
_TEASER: Final = 80
"""Letters of a link that is a text, and no second title."""
_MARKS: Final = " -–—|:,."
_ITEM: Final = "li."
"""The end of a path that leads to an item of a list, or to a line that opens as one does."""
_BULLETED: Final = re.compile(r"\s*[-*•–+·]\s")
_ITEM_USUAL: Final = 12
"""Letters that items of a list have on average where they tell something: topics are shorter."""
_DIFFER: Final = 0.8
_TOLD: Final = frozenset(("summary", "place"))
"""What is told of entries in columns of a table, also where it is a link: an address leads to a map."""


class _Line(Struct, frozen=True):
    """A line of a record beside its title. `path` leads to the element that it fills, "" if that may be no summary."""

    text: str
    path: str
    further: bool  # it opens like words that lead on: “More than two hundred people came.”

    @property
    def long(self) -> bool:
        """Whether it is a paragraph by its length, or a short sentence in an element of its own."""
        if self.further:
            return False
        return width(self.text) >= _LONG or bool(self.path and _SENTENCE.fullmatch(self.text))


def find_summaries(page: Page, rows: Sequence[Row], taken: Sequence[Sequence[str]]) -> list[str]:
    """Return the summary of each record, "" if none; `taken` are the words that are its date, author and label.

    They are left out in this order: a line of labels is known as such when the date before it is gone.
    """
    lines = [list(_lines(page, row, words)) for row, words in zip(rows, taken, strict=True)]
    paths, items = _paths(lines), _items(lines)
    return [_summary(row, found, paths, items) for row, found in zip(rows, lines, strict=True)]


def _summary(row: Row, lines: Sequence[_Line], paths: set[str], items: set[str]) -> str:
    """Return the long lines of a record, else those that stand where other records have theirs."""
    heading = fold(row.title.text) if row.title else ""
    kept: list[str] = []
    some = any(width(line.text) >= _LONG and not line.further for line in lines)
    for line in lines:
        if sum(map(width, kept)) >= _ENOUGH:
            break
        if not (line.long or line.path in items or (not some and line.path in paths)):
            continue
        if fold(line.text) != heading and line.text not in kept:
            kept.append(line.text)
    return "\n\n".join(kept)


def _paths(lines: Sequence[Sequence[_Line]]) -> set[str]:
    """Return where summaries stand: some are long, and none is said of two entries."""
    found: defaultdict[str, list[_Line]] = defaultdict(list)
    for line in (line for some in lines for line in some):
        if line.path:
            found[line.path].append(line)
    return {path for path, some in found.items() if _tell(some)}


def _items(lines: Sequence[Sequence[_Line]]) -> set[str]:
    """Return where lists stand that tell what is in each entry: they are not of one length, and hardly any item recurs.

    Lists of labels have as many items in all entries, or the same.
    """
    counts = [Counter(line.path for line in some if line.path.startswith(_ITEM)) for some in lines]
    found = set[str]()
    for path in {path for one in counts for path in one}:
        numbers = [one[path] for one in counts if one[path]]
        texts = [fold(line.text) for some in lines for line in some if line.path == path]
        usual = sum(map(width, texts)) / len(texts)
        told = 2 * len(numbers) > len(lines) and len({*numbers}) > 1 and usual >= _ITEM_USUAL
        if told and len({*texts}) >= _DIFFER * len(texts):
            found.add(path)
    return found


def _tell(lines: Sequence[_Line]) -> bool:
    """Say whether lines of one path tell something of each entry: labels are shorter, and come again."""
    texts = Counter(re.sub(r"\d+", "", fold(line.text)) for line in lines)
    usual = sum(width(line.text) for line in lines) / len(lines)
    long = sum(line.long for line in lines)
    return long > 0 and (usual >= _USUAL or 2 * long > len(lines)) and len(texts) == len(lines)


def _lines(page: Page, row: Row, taken: Sequence[str]) -> Iterator[_Line]:
    """Yield the lines of a record that may be its text."""
    record, title = row.record, row.title
    start = record.p0
    while start < record.p1:
        stop = start + 1
        while stop < record.p1 and not page.fresh[stop]:
            stop += 1
        parts = [(start, stop)]
        if title is not None and start < title.p1 and stop > title.p0:
            parts = [(start, title.p0), (title.p1, stop)]
            if row.author and (rest := _where_published(page.text(start, stop), title.text)):
                yield _Line(rest, "cited", further=False)
                parts = []
        for p0, p1 in parts:
            if text := _text(page, row, p0, p1, taken):
                further = width(text) < 40 and bool(FURTHER.match(text))
                if not further or (width(text) >= _USUAL and _is_unlinked(page, p0, p1)):
                    yield _Line(text, _path(page, row, p0, p1, text), further)
        start = stop


def _where_published(line: str, title: str) -> str:
    """Return what a line says of a paper behind its title, "" if that is hardly anything."""
    rest = line.partition(title)[2].strip(_MARKS + '"“”»«’')
    return rest if width(rest) >= _USUAL else ""


def _text(page: Page, row: Row, p0: int, p1: int, taken: Sequence[str]) -> str:
    """Return a line of a record without what is told of it elsewhere, "" if it is no text."""
    text = page.text(p0, p1).lstrip(_MARKS) if p0 < p1 else ""
    for words in filter(None, taken):
        if text.startswith(words):
            text = text.removeprefix(words).lstrip(_MARKS)
        elif words in text and width(text) < 90:
            return ""
    if not text or looks_like_a_date(text):
        return ""
    if page.column.get(page.owner[p0]) in _TOLD:
        return text
    whole = row.title.link if row.title else -1  # a link around all of an entry makes no part of it a link
    links = [(page.size(k, k + 1), page.link[page.owner[k]]) for k in range(p0, p1)]
    if width(text) >= _TEASER:  # all of it may lead to the entry, also where its title does not
        links = [(size, link) for size, link in links if whole >= 0 and not _leads_alike(page, link, whole)]
    linked = sum(size for size, link in links if link >= row.record.e0 and link != whole)
    if linked > 0.6 * page.size(p0, p1) and page.tag[page.owner[p0]] not in {"p", "blockquote"}:
        return ""
    return text


def _leads_alike(page: Page, one: int, other: int) -> bool:
    return min(one, other) >= 0 and page.nodes[one].get("href") == page.nodes[other].get("href")


def _is_unlinked(page: Page, p0: int, p1: int) -> bool:
    return all(page.link[page.owner[piece]] < 0 for piece in range(p0, p1))


def _path(page: Page, row: Row, p0: int, p1: int, text: str) -> str:
    """Return the path of the element that a line fills, from the root of its record; "" if it may be no summary."""
    node, names = page.owner[p0], list[str]()
    if page.fresh[p0] and _BULLETED.match(page.pieces[p0]):
        return f"{_ITEM}-"
    while page.last[node] < p1 and page.parent[node] >= row.record.e0:
        node = page.parent[node]
    if (page.first[node], page.last[node]) != (p0, p1) or page.text(p0, p1) != text or META.search(page.hints[node]):
        return ""
    while node > row.record.root and node >= row.record.e0:
        names.append(page.kind[node])
        node = page.parent[node]
    return "/".join(names) or ("dd" if page.tag[row.record.root] == "dd" else "")

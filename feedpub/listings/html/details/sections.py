"""The headings that part a list: the section in which each entry stands."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from msgspec.structs import replace

from feedpub.dates import UNDECLARED, parse_heading
from feedpub.listings.html.details.topics import strip_label
from feedpub.listings.html.groups.records import Record, gaps
from feedpub.listings.html.page.dating import holds_a_date
from feedpub.listings.html.page.names import BESIDE, EDIT_LINK, FURTHER, PAGER
from feedpub.listings.html.page.tree import HEADINGS, Page

_BEFORE: Final = 4
"""Pieces of text before the first record among which its heading stands."""
_LONGEST: Final = 60
_SEVERAL: Final = 2
_OF_A_YEAR: Final = replace(UNDECLARED, year=2000)
"""Months head lists without their year."""
_ARROWS: Final = "▼▾▸►▶⌄☰ "
"""What folds a section up."""


def sections_of(page: Page, records: Sequence[Record]) -> list[str]:
    """Return the section of each record, in page order, "" where a list has none.

    Sections are those of one make of headings, the first of them above all records. Each comes once, and most head
    several records; days, and what leads to other lists, are none.
    """
    found = [list(_headings(page, start, record.p0)) for start, record in gaps(records, _BEFORE)]
    makes = Counter(page.fine[node] for nodes in found for node in nodes)
    first = (page.fine[node] for node in reversed(found[0] if found else ()))
    make = next((one for one in first if makes[one] >= _SEVERAL), -1)
    sections, current = list[str](), ""
    for nodes in found:
        current = next((_words(page, node) for node in reversed(nodes) if page.fine[node] == make), current)
        sections.append(current)
    runs = [(words, len(list(run))) for words, run in groupby(sections)]
    several = sum(number >= _SEVERAL for _, number in runs)
    parted = make >= 0 and len(runs) == len(dict(runs)) >= _SEVERAL and 2 * several >= len(runs)
    return sections if parted else [""] * len(records)


def _words(page: Page, heading: int) -> str:
    return strip_label(EDIT_LINK.sub("", page.text_of(heading))).lstrip(_ARROWS)


def _headings(page: Page, start: int, stop: int) -> Iterator[int]:
    """Yield the headings in an interval of pieces that may name what follows."""
    for piece in range(start, stop):
        node = page.owner[piece] if page.head[page.owner[piece]] and page.fresh[piece] else -1
        while node >= 0 and page.tag[node] not in HEADINGS:
            node = page.parent[node]
        if node < 0 or page.first[node] != piece or page.last[node] > stop or page.tag[node] == "h1":
            continue
        text = _words(page, node)
        said = any(map(str.isalpha, text)) and len(text) <= _LONGEST
        said = said and not holds_a_date(text) and parse_heading(text, _OF_A_YEAR) is None
        if said and not any(words.match(text) for words in (BESIDE, FURTHER, PAGER)):
            yield node

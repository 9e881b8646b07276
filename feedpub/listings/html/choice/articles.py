"""Articles, and the lists beside them: what is related to one, or was published since, is no listing of its page."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from feedpub.listings.html.details.structured import tell_page
from feedpub.listings.html.groups.records import Record
from feedpub.listings.html.page.prose import is_sentence
from feedpub.listings.html.page.tree import Page
from feedpub.text import fold

_LONG: Final = 600
"""Letters of an article: less may be the first story of a list, set larger than the others."""
_MORE: Final = 2.0
"""So many times as much as the list beside it an article says."""
_PARAGRAPH: Final = 80
"""Letters of a line that is a paragraph."""


class Article(Struct, frozen=True):
    """The one story that a page is: where its element, or its heading, begins, and where the element ends."""

    start: int
    end: int  # 0 if no element holds it


def find_article(page: Page) -> Article | None:
    """Return the story that holds the one title of a page, or that the page tells machines of; None if it is none."""
    heads = [node for node, tag in enumerate(page.tag) if tag == "h1" and page.first[node] < page.last[node]]
    if len(heads) != 1:
        return None
    node = heads[0]
    while node >= 0 and not (page.tag[node] == "article" or page.marked[node]):
        node = page.parent[node]
    if node >= 0:
        return Article(node, page.end[node])
    told = tell_page(page.nodes[0])
    known = len(told) == 1 and fold(told[0].title) == fold(page.text_of(heads[0]))
    return Article(heads[0], 0) if known else None


def is_beside(page: Page, article: Article | None, records: Sequence[Record]) -> bool:
    """Say whether records stand beside, or below, an article that says far more than they do."""
    if article is None:
        return False
    first, last = records[0], records[-1]
    if article.end and article.start < last.e1 and first.e0 < article.end:
        return False
    own = page.size(page.first[article.start], page.last[article.start] if article.end else first.p0)
    return own >= max(_LONG, _MORE * sum(page.size(record.p0, record.p1) for record in records))


def is_below(page: Page, told: Sequence[int], records: Sequence[Record]) -> bool:
    """Say whether what is `told_before` records is far more than they say: the page may be an article."""
    own = sum(page.size(record.p0, record.p1) for record in records)
    return told[records[0].p0] >= max(_LONG, _MORE * own)


def told_before(page: Page) -> list[int]:
    """Return for each piece of text, and the end, how many letters of paragraphs stand before it."""
    told, start, letters = [0], 0, 0
    for at in range(1, len(page.pieces) + 1):
        if at == len(page.pieces) or page.fresh[at]:
            size = page.size(start, at)
            letters += size if size >= _PARAGRAPH and is_sentence(page.text(start, at)) else 0
            start = at
        told.append(letters)
    return told

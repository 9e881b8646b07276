"""Signs for a text being a title, or against it: how it lies in its link, its line and its box."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from feedpub.listings.html.groups.folders import folder_of, is_folder
from feedpub.listings.html.groups.spans import Span
from feedpub.listings.html.page.dating import beside_date
from feedpub.listings.html.page.names import AUTHOR_LINK, TITLE_LABEL
from feedpub.listings.html.page.prose import amid_a_sentence
from feedpub.listings.html.page.tree import Page

_LABEL: Final = 16
"""No label is longer, in letters."""
_WORD: Final = 3
"""Letters from which on a piece of text is no part of a word."""
_FILE: Final = re.compile(r"\.(?:pdf|docx?|odt|rtf)(?:$|[?#])", re.IGNORECASE)


def is_glued(page: Page, span: Span) -> bool:
    """Say whether words of two elements touch in a text: they stand in boxes of their own, and are no line."""
    for piece in range(span.p0 + 1, span.p1):
        before, behind = page.pieces[piece - 1], page.pieces[piece]
        apart = len(before) >= _WORD and len(behind) >= _WORD and not page.fresh[piece]
        if apart and before[-1].isalnum() and behind[0].isalnum() and before[-1].isascii() and behind[0].isascii():
            return True
    return False


def is_of_a_sentence(page: Page, span: Span) -> bool:
    """Say whether a text is a link in the middle of a sentence, or what follows one."""
    link = (
        span.link
        if span.inner
        else page.link[page.after[span.p0]]
        if span.key[0] == "t" and page.after[span.p0] >= 0
        else -1
    )
    return link >= 0 and amid_a_sentence(page, link)


def fills_its_link(page: Page, span: Span) -> bool:
    """Say whether a text is all of a link."""
    return span.link >= 0 and (page.first[span.link], page.last[span.link]) == (span.p0, span.p1)


def lead_to_documents(page: Page, spans: Sequence[Span]) -> bool:
    """Say whether texts are all of links to documents: minutes may have no other name than their day.

    Those are files, or pages that lie in one folder.
    """
    links = [page.href(span.link) for span in spans if fills_its_link(page, span)]
    if len(links) < len(spans):
        return False
    folders = {folder_of(link) for link in links}
    return all(map(_FILE.search, links)) or (len(folders) == 1 and is_folder(*folders) and len({*links}) == len(links))


def leads_to_author(page: Page, span: Span) -> bool:
    """Say whether a text is of a link to those who write."""
    return span.link >= 0 and AUTHOR_LINK.search(page.href(span.link)) is not None


def is_labelled(page: Page, span: Span) -> bool:
    """Say whether the word before a text calls it a title."""
    return span.p0 > 0 and is_label(page.pieces[span.p0 - 1])


def is_label(piece: str) -> bool:
    """Say whether a piece of text calls what follows a title."""
    return len(piece) < _LABEL and TITLE_LABEL.fullmatch(piece.strip()) is not None


def are_days(texts: Sequence[str]) -> float:
    """Return the share of texts that are a day with the same words beside it as others: “Opinions filed 3 May”."""
    beside = Counter(filter(None, map(beside_date, texts)))
    return sum(number for number in beside.values() if number > 1) / len(texts) if len(set(texts)) > 1 else 0.0


def says_more_than_its_link(page: Page, span: Span) -> bool:
    """Say whether letters or numbers stand in a text beside the link that is most of it."""
    if span.inner or page.links[page.end[span.node]] == page.links[span.node] or span.key[0] != "e":
        return False
    if span.link < 0:
        return True
    beside = (*page.pieces[span.p0 : page.first[span.link]], *page.pieces[page.last[span.link] : span.p1])
    return any(map(str.isalnum, "".join(beside)))

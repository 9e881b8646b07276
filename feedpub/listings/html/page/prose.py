"""Links in the middle of a sentence: “our paper <Rings of the oak> is out” has a link, but is not titled by it."""

import re
from typing import Final

from feedpub.listings.html.page.dating import looks_like_a_date, without_edge_date
from feedpub.listings.html.page.tree import Page, width

_LEADS_UP: Final = 10
_GOES_ON: Final = 25
"""Letters before a link, or behind it, that make a sentence: less are a label, a source, an author."""
_TITLE: Final = 16
"""Letters of a link from which on it may be a title."""
_STOP: Final = re.compile(r"[.!?…。！？।؟]\W*$")
_SENTENCES: Final = re.compile(
    r".{25,}?[^\W\d_]{3,}[.!?…。！？।؟]+[\"'”’»)]?(?:\s+|(?<=[。！？]))\W{0,2}[^\W\d_].{24,}", re.DOTALL
)
"""A sentence, and the beginning of another one."""
_QUOTES: Final = " \t\"'“”‘’„«»「『《("


def _line_of(page: Page, first: int, last: int) -> tuple[int, int]:
    """Return the line, or lines, that an interval of pieces stands on."""
    while first > 0 and not page.fresh[first]:
        first -= 1
    while last < len(page.pieces) and not page.fresh[last]:
        last += 1
    return first, last


def is_sentence(text: str) -> bool:
    """Say whether a text ends as sentences do, and titles hardly ever."""
    return _STOP.search(text) is not None


def are_sentences(text: str) -> bool:
    """Say whether a text is several sentences, each of some words."""
    return _SENTENCES.match(text) is not None and is_sentence(text)


def amid_a_sentence(page: Page, node: int) -> bool:
    """Say whether the words around a link in its line make one sentence with it; a link that begins a line is a title.

    Words that only stand before it may say who wrote what it names, or where: they must end as sentences do.
    """
    first, last = page.first[node], page.last[node]
    if first == last or page.fresh[first]:
        return False
    start, stop = _line_of(page, first, last)
    beside = first > start and page.link[page.owner[first - 1]] >= 0 and page.size(first, last) >= _TITLE
    if beside and all(page.link[page.owner[piece]] >= 0 for piece in range(start, stop)):
        return False  # cards that nothing parts: each is a link, and so is all beside it
    return make_a_sentence(page.text(start, first), page.text(last, stop))


def make_a_sentence(before: str, after: str) -> bool:
    """Say whether the words before a link and behind it make one sentence with it."""
    words = (without_edge_date(before) or before).rstrip(_QUOTES)
    if looks_like_a_date(before) or not any(map(str.isalpha, words)):
        return False
    return _leads_up(words, after) or goes_on(after)


def _leads_up(words: str, after: str) -> bool:
    """Say whether words that a link follows need it: they end in a word that ends no sentence."""
    if width(words) < _LEADS_UP or not words[-1].isalpha():
        return False
    *others, last = words.split()
    if last[0].islower():
        return bool(others) and (is_sentence(after) or any(map(str.isalpha, after)))
    # Scripts without small letters say it by the end of the line alone.
    return last[0].isalpha() and not last[0].isupper() and is_sentence(after)


def goes_on(after: str) -> bool:
    """Say whether words behind a link go on with its sentence: in small letters, up to a stop."""
    words = after.lstrip(_QUOTES)
    return width(words) >= _GOES_ON and words[0].isalpha() and not words[0].isupper() and is_sentence(after)

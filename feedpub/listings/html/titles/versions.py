"""Versions of programs as titles: what is one, alone or beside the file that it was published as."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final
from urllib.parse import unquote

from feedpub.listings.html.groups.spans import Span
from feedpub.listings.html.page.tree import Page

_VERSION: Final = re.compile(
    r"\[?(?:(?:[^\W\d_][^\W_]*[ _-]){1,4}v?\d+(?:\.\d+)+|v\.?\d+(?:\.\d+)+|\d+(?:\.\d+){2,})[^\W_]{0,6}\]?"
    r"(?:\W{1,3}[^\W\d_]+\d?){0,2}"
)
"""The version of a program: “1.2.3”, “v0.9”, “Ferry 2.0b1”, “Version 2.1 – released”."""
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)+")
_PROGRAM: Final = re.compile(r"\.(?:tar|tgz|zip|exe|msi|dmg|deb|rpm|jar|whl|[gxb]z2?|apk|iso|7z)$", re.IGNORECASE)
_NEARLY: Final = 0.9


def is_version(text: str) -> bool:
    """Say whether a text is the version of a program, whatever stands beside it."""
    return _VERSION.fullmatch(text) is not None


def fall(titles: Sequence[str], links: Sequence[str]) -> bool:
    """Say whether titles are versions, the newest first: the numbers of sections rise.

    Those of two numbers, or years and months, are versions where `links` lead to programs called so.
    """
    if not titles or not _number(titles[0]):
        return False
    numbers = [[*map(int, number.split("."))] for text in titles if (number := _number(text))]
    steps = [a > b for a, b in pairwise(numbers)]
    if len(numbers) < len(titles) or len(steps) <= 1 or sum(steps) < _NEARLY * len(steps):
        return False
    programs = _programs(links)
    named = sum(is_version(text) or (_number(text) in programs) for text in titles)
    return named >= _NEARLY * len(titles)


def name_programs(page: Page, texts: Iterable[str], records: Sequence[Sequence[Span]]) -> bool:
    """Say whether texts are numbers in the names of files that records lead to: “2025.11” is no month there."""
    numbers = [*texts]
    if not all(map(_NUMBER.fullmatch, numbers)):
        return False
    links = {page.href(span.link) for spans in records for span in spans if span.link >= 0}
    programs = _programs(links)
    return sum(number in programs for number in numbers) >= _NEARLY * len(numbers)


def _programs(links: Iterable[str]) -> set[str]:
    """Return the versions in the names of programs that some links lead to."""
    paths = (unquote(link.partition("?")[0]).rpartition("/")[2] for link in links)
    return {number for path in paths if _PROGRAM.search(path) and (number := _number(path))}


def _number(text: str) -> str:
    """Return the first version in a text, "" if there is none."""
    found = _NUMBER.search(text)
    return found[0] if found is not None else ""

"""The links of two printings: the same one, one that moved, or two."""

import re
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from feedpub.links import names_story
from feedpub.model import FeedItem

_BEFORE: Final = re.compile(r"(\d+)[-_.](?=.*[^\W\d_])")
_AFTER: Final = re.compile(r"(?<=[^\W\d_])[-_.,](\d+)(?:\.[a-z]{2,5})?$")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_NO_NUMBER: Final = ("", "")

_SERIAL: Final = 4
"""A number of so many digits is that of one story: a shorter one may tell apart stories of one name."""


def links_differ(item: FeedItem, entry: FeedItem) -> bool:
    """Say whether both have a link of their own, and not the same: day and title never join those."""
    own, others = links_of(entry), links_of(item)
    return bool(own and others and not own & others)


def page_of(link: str) -> str:
    """Return what stays of a canonical link when its site moves: its last name, and a query that has a number.

    A name that says nothing by itself (`index.html`, `7`) stands with its whole path.
    """
    path, mark, query = path_of(link.removeprefix("link:")).partition("?")
    name = path.rstrip("/").rpartition("/")[2]
    telling = any(c.isalpha() for c in name) and name.partition(".")[0] not in {"index", "default", "home", "main"}
    return (name if telling else path) + mark + query


def path_of(link: str) -> str:
    """Return the path of a canonical link, with its query if that has a number: others name no story."""
    parts = urlsplit(f"//{link}")
    return f"{parts.path}?{parts.query}" if any(c.isdigit() for c in parts.query) else parts.path


def links_of(item: FeedItem) -> set[str]:
    """Return the links of its own that a story had, in canonical form."""
    return {alias.removeprefix("link:") for alias in item.aliases if alias.startswith("link:")}


def link_moved(old: FeedItem, new: FeedItem) -> str:
    """Say how the one link became the other: another host, folder or parameters; "" if neither."""
    for before in sorted(links_of(old)):
        for after in sorted(links_of(new)):
            one, other = urlsplit(f"//{before}"), urlsplit(f"//{after}")
            if one.fragment != other.fragment:
                continue
            if one.path != other.path:
                number = _number_of(before)
                if len(number[1]) >= _SERIAL and number == _number_of(after):
                    return "link changed but for its number"
                # Folders with another date or number hold another issue of the same name.
                same = one.query == other.query and page_of(before) == page_of(after)
                if same and names_story(page_of(before)) and _numbers(one.path) == _numbers(other.path):
                    return "link moved to another folder"
                continue
            if one.query == other.query and one.path != "/":
                return "link moved host"
            queries = set(parse_qsl(one.query)), set(parse_qsl(other.query))
            if one.netloc == other.netloc and (queries[0] < queries[1] or queries[1] < queries[0]):
                return "same link but for its query"
    return ""


def numbers_agree(old: FeedItem, new: FeedItem) -> bool:
    """Say whether two links differ in the words of their last name only: both carry the same number."""
    numbers = {_number_of(link) for link in links_of(old)} - {_NO_NUMBER}
    return any(_number_of(link) in numbers for link in links_of(new))


def are_numbered_apart(old: FeedItem, new: FeedItem) -> bool:
    """Say whether two links differ in the numbers of their queries only: a page shows one story for each."""
    pairs = [(urlsplit(f"//{a}"), urlsplit(f"//{b}")) for a in links_of(old) for b in links_of(new)]
    return any(
        one[:3] == other[:3] and bool(_numbers(one.query)) and _numbers(one.query) != _numbers(other.query) != []
        for one, other in pairs
    )


def is_landing(link: str) -> bool:
    """Say whether a link may lead to the newest of a series: it has no number, and no name of several words."""
    return not any(c.isdigit() for c in link.partition("/")[2]) and not names_story(page_of(link))


def _number_of(link: str) -> tuple[str, str]:
    """Return where the number before or after the words of a link's last name stands, and the number.

    A year is no number of a story, nor are numbers on both sides of the words.
    """
    parts = urlsplit(f"//{link}")
    folder, _, name = parts.path.rpartition("/")
    before, after = _BEFORE.match(name), _AFTER.search(name)
    found = before or after
    if found is None or (before and after) or _YEAR.fullmatch(found[1]):
        return _NO_NUMBER
    return f"{parts.netloc}{folder}/{'#-' if before else '-#'}", found[1]


def _numbers(path: str) -> list[str]:
    return re.findall(r"\d+", path)

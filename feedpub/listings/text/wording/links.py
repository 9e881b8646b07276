"""Addresses printed in a text: alone on a line, in <…>, in Markdown, or as a numbered reference of a dump."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final
from urllib.parse import urlsplit

from msgspec import Struct

from feedpub.patterns import later

_SOME: Final = 4
_URL: Final = r"(?:https?|ftp)://[^\s<>\"“”|]+"
_MARKDOWN: Final = later(
    r"!?\[(?P<text>[^\[\]]*)\]\(\s*<?(?P<url>(?:https?://|/|\.\.?/|#|\?)[^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*)>?"
    r"(?:\s+[\"'][^\"']*[\"'])?\s*\)"
)
_WIKI: Final = later(rf"\[(?P<url>{_URL})\s+(?P<text>[^\[\]]+)\]|`(?P<text2>[^`<>]+?)\s*<(?P<url2>{_URL})>`__?")
"""Words that are a link in MediaWiki, and in reStructuredText."""
_ANGLE: Final = later(rf"<(?:URL:)?\s*(?P<url>{_URL})\s*>", re.IGNORECASE)
_BARE: Final = later(rf"(?:^|(?<=[\s(\[–—|-]))(?P<url>{_URL})")
_BRACKETED: Final = later(r"\s*\((?P<url>(?:(?:https?|ftp)://|mailto:)[^\s<>()\"“”|]+)\)", re.IGNORECASE)
_NUMBERED: Final = later(r"\[(?P<number>\d{1,5})\](?=\S)")
_REFERENCES: Final = later(r"\s*(?:References|Références|Verweise|Links|Visible links)\s*:?\s*", re.IGNORECASE)
_REFERENCE: Final = later(
    rf"\s*\[?(?P<number>\d{{1,5}})[\].:]\s*(?P<url>(?:{_URL}|(?:mailto|file|tel|ftp|LYNXIMGMAP):\S+|javascript:\S*))\s*"
)
_OF_MAPS: Final = later(rf"(?:file:\S+|{_URL})\s*|{_REFERENCE.pattern}")
_DEFINED: Final = later(rf"\s{{0,3}}\[(?P<name>[^\]]+)\]:\s*<?(?P<url>{_URL})>?.*")
_STRESSED: Final = later(r"^\s*(?P<mark>\*{1,3}|_{1,3})(?P<text>[^*_]+)(?P=mark)\s*$")
"""Words of a link that are stressed as a whole: “[**Title**](address)”."""
_BY_NAME: Final = later(r"\[(?P<text>[^\[\]]+)\]\[(?P<name>[^\[\]]*)\]")


class Linked(Struct, frozen=True):
    """A text without its addresses, and these; `first` are the words of its first link."""

    text: str
    links: tuple[str, ...] = ()
    first: str = ""


def take_references(lines: Sequence[str], text: str) -> tuple[list[str], dict[str, str]]:
    """Split off the list of addresses at the foot of a dump: number → address."""
    found: dict[str, str] = {}
    kept = list(_cut_maps(lines))
    for at in range(len(kept) - 1, -1, -1):
        if not kept[at].strip():
            continue
        if match := _REFERENCE.fullmatch(kept[at]):
            found[match["number"]] = match["url"]
            continue
        if found and (
            _REFERENCES.fullmatch(kept[at]) or kept[at].strip().lower() in {"visible links", "hidden links:"}
        ):
            del kept[at:]
            continue
        break
    if len(kept) == len(lines) and found and min(map(int, found)) > 1:
        found = {}
    if found and len(kept) == len(lines):
        while kept and (not kept[-1].strip() or _REFERENCE.fullmatch(kept[-1])):
            kept.pop()
    if not found and "[" in text:
        kept = _without_numbers(kept)
    for at, line in enumerate(kept if "[" in text else ()):
        if "[" in line and line.lstrip().startswith("[") and (match := _DEFINED.fullmatch(line)):
            found[match["name"].casefold()] = match["url"]
            kept[at] = ""
    return kept, found


def _without_numbers(lines: list[str]) -> list[str]:
    """Leave out the numbers of links whose addresses a dump does not list: they count on from one to the next."""
    numbers = [int(number) for line in lines if "[" in line for number in _NUMBERED.findall(line)]
    if len(numbers) < _SOME or any(b - a != 1 for a, b in pairwise(numbers)):
        return lines
    return [_NUMBERED.sub("", line) if "[" in line else line for line in lines]


def _cut_maps(lines: Sequence[str]) -> Sequence[str]:
    """Leave out the picture maps of a page, whose areas a dump lists below its references."""
    stop = len(lines)
    for at in range(len(lines) - 1, -1, -1):
        if lines[at].strip() == "[USEMAP]":
            stop = at
        elif lines[at].strip() and not _OF_MAPS.fullmatch(lines[at]):
            break
    return lines[:stop] if stop < len(lines) else lines


def take_links(text: str, references: Mapping[str, str]) -> Linked:
    """Take the addresses out of a line; words that were links stay."""
    if "[" not in text and "://" not in text and "(mailto:" not in text:
        return Linked(text)
    links: list[str] = []
    words: list[str] = []

    def keep(match: re.Match[str]) -> str:
        groups = match.groupdict()
        address = str(groups["url"] or groups.get("url2"))
        links.append(address.rstrip(".,;)") if "(" not in address else address)
        words.append(_STRESSED.sub(r"\g<text>", str(groups.get("text") or groups.get("text2") or "")))
        return words[-1]

    def number(match: re.Match[str]) -> str:
        if match["number"] not in references:
            return match[0]
        links.append(references[match["number"]])
        before, behind = text[: match.start()][-1:], text[match.end() : match.end() + 1]
        ended = before.islower() or before.isupper() or before.isdigit()  # words of some scripts are never parted
        glued = ended and (behind.isupper() or behind.isdigit())
        return " | " if glued else ""  # two links that nothing parts: “[3]Jane Doe[4]3 May 2020”

    def name(match: re.Match[str]) -> str:
        address = references.get((match["name"] or match["text"]).casefold())
        if address is None:
            return match[0]
        links.append(address)
        return match["text"]

    text = _MARKDOWN.sub(keep, text)
    text = _WIKI.sub(keep, text) if "://" in text else text
    text = _ANGLE.sub(keep, text)
    if references:
        text = _BY_NAME.sub(name, text)
        text = _NUMBERED.sub(number, text)
    if "://" in text or "(mailto:" in text:
        text = _BRACKETED.sub(keep, text)
        text = _BARE.sub(keep, text)
    if not links:
        return Linked(text)
    text = re.sub(r"\s*[(\[<]\s*[)\]>]", "", " ".join(text.split())).strip()
    return Linked(text, tuple(filter(_is_page, links)), " ".join("".join(words[:1]).split()))


def _is_page(address: str) -> bool:
    """Say whether an address may lead to a story."""
    try:
        return urlsplit(address).scheme in {"http", "https", ""}
    except ValueError:
        return False

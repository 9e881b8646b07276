"""What a page tells machines of its stories (JSON-LD, schema.org): it corroborates, and fills what is not printed.

Such data is often broken, describes the page itself, or something else. Nothing depends on it.
"""

import html
import json
import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from feedpub.dates import Dateline, Refusal, Terms, parse_dateline, parse_moment
from feedpub.identity import canonical_link
from feedpub.listings.html.titles.links import absolute
from feedpub.model import ListingEntry
from feedpub.text import fold

_STORY: Final = re.compile(r"(?:Article|Posting|Report|Event|Review|VideoObject|Episode|CreativeWork|ListItem|Recipe)$")
_NOT_STORIES: Final = re.compile(r"BreadcrumbList|SiteNavigationElement|WPHeader|WPFooter|FAQPage")
_AROUND: Final = re.compile(r"^(?:<!--|(?://|/\*)?\s*<!\[CDATA\[\s*(?:\*/)?)|(?:-->|(?://|/\*)?\s*\]\]>\s*(?:\*/)?);?$")
_LAST_COMMA: Final = re.compile(r",(?=\s*[}\]])")
_MOST: Final = 20_000
"""Objects looked at: no page has so many stories."""


class Told(Struct, frozen=True, kw_only=True):
    """What structured data tells of one story; the addresses are as written."""

    title: str = ""
    link: str = ""
    moment: str = ""
    author: str = ""
    image: str = ""
    topic: str = ""


class Stories(Struct, frozen=True):
    """The stories that a page tells of, by link and by title; one told twice in different ways is left out."""

    by_link: dict[str, Told]
    by_title: dict[str, Told]

    def find(self, link: str, title: str) -> Told | None:
        """Return what is told of an entry."""
        return self.by_link.get(canonical_link(link)) or self.by_title.get(fold(title))


def stories_of(root: etree._Element, address: str) -> Stories:
    """Return the stories that the JSON-LD of a page tells of; `address` is what their links are relative to."""
    told = tell_page(root)

    def link(one: Told) -> str:
        return canonical_link(absolute(one.link, address)) if one.link else ""

    def title(one: Told) -> str:
        return fold(one.title)

    return Stories(_fullest(told, link, title), _fullest(told, title, link))


def fill(entry: ListingEntry, told: Told | None, address: str, terms: Terms) -> ListingEntry:
    """Return an entry with what is told of it where it prints nothing, or a day that is not whole."""
    if told is None:
        return entry
    return replace(
        entry,
        moment=entry.moment or (told.moment if _dates(entry, told, terms) else ""),
        author=entry.author or told.author,
        image=entry.image or (absolute(told.image, address) if told.image else ""),
        kicker=entry.kicker or told.topic,
    )


def _dates(entry: ListingEntry, told: Told, terms: Terms) -> bool:
    """Say whether what is told is the date of an entry: its printed one is missing, or not whole and has that day."""
    moment = parse_moment(told.moment, terms) if told.moment else None
    if not isinstance(moment, Dateline) or not entry.dateline:
        return isinstance(moment, Dateline)
    printed = parse_dateline(entry.dateline, terms)
    numbers = {int(number) for number in re.findall(r"\d+", entry.dateline)}
    return isinstance(printed, Refusal) and not entry.heading and moment.day.day in numbers


def tell_page(root: etree._Element) -> tuple[Told, ...]:
    """Return the stories that the JSON-LD of a page tells of, in its order."""
    scripts = (node for node in root.iter("script") if "ld+json" in (node.get("type") or "").lower())
    return _tell(tuple(node.text or "" for node in scripts))


@lru_cache(maxsize=4)
def _tell(scripts: tuple[str, ...]) -> tuple[Told, ...]:
    """Return the stories that scripts tell of, in their order."""
    return tuple(dict.fromkeys(one for script in scripts for one in _stories_in(_parse(script))))


def path_of(link: str) -> str:
    """Return what of a link can be compared before the address of its page is known."""
    try:
        parts = urlsplit(html.unescape(link.strip()))
    except ValueError:
        return ""
    return f"{parts.path.strip('/')}?{parts.query}".rstrip("?")


def _fullest(told: Iterable[Told], key: Callable[[Told], str], other: Callable[[Told], str]) -> dict[str, Told]:
    """Return what tells most under each key, but nothing where one key stands for several stories."""
    table: dict[str, list[Told]] = {}
    for one in told:
        table.setdefault(key(one), []).append(one)
    return {
        name: max(ones, key=lambda one: sum(map(bool, (one.title, one.link, one.moment, one.author, one.image))))
        for name, ones in table.items()
        if name and len({other(one) for one in ones if other(one)}) < 2
    }


def _parse(script: str) -> object:
    """Return the value of a script, with the slips that pages make mended; None if it cannot be read."""
    text = _AROUND.sub("", script.strip())
    for attempt in (text, _LAST_COMMA.sub("", text)):
        try:
            return json.loads(attempt, strict=False)  # line breaks in strings are common
        except (ValueError, RecursionError):
            continue
    return None


def _stories_in(value: object) -> Iterator[Told]:
    """Yield the stories of a value at any depth, in its order."""
    stack, seen = [value], 0
    while stack and seen < _MOST:
        one = stack.pop()
        seen += 1
        if isinstance(one, list):
            stack.extend(reversed(one))
        elif isinstance(one, dict):
            kinds = " ".join(map(str, _listed(one.get("@type"))))
            if _NOT_STORIES.search(kinds):
                continue
            if any(_STORY.search(kind) for kind in kinds.split()) and (story := _story(one)).title:
                yield story
            stack.extend(reversed([inner for inner in one.values() if isinstance(inner, list | dict)]))


def _story(one: dict[str, object]) -> Told:
    page = one.get("mainEntityOfPage")
    moments = (one.get(key) for key in ("datePublished", "uploadDate", "dateCreated", "startDate"))
    return Told(
        title=_text(one.get("headline")) or _text(one.get("name")),
        link=_text(one.get("url")) or _text(page, "@id") or _text(one, "@id"),
        moment=next(filter(None, map(_text, moments)), ""),
        author=_text(one.get("author"), "name"),
        image=_text(one.get("image"), "url") or _text(one.get("thumbnailUrl")),
        topic=_text(one.get("articleSection"), "name"),
    )


def _text(value: object, key: str = "") -> str:
    """Return a value as a line of text: of a list the first, of an object what is under `key`."""
    for _ in range(3):
        if isinstance(value, list) and value:
            value = value[0]
        elif isinstance(value, dict) and key:
            value = value.get(key)
    return " ".join(html.unescape(value).split()) if isinstance(value, str) else ""


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]

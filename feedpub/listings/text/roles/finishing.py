"""Titles and texts of entries without what opens or ends them: places, kickers, names, ways on."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from feedpub.dates import Dateline, parse_dateline
from feedpub.listings.naming import Role
from feedpub.listings.text.cutting.sorting import Part, Row, Template, opening_dateline
from feedpub.listings.text.labels.kicked import Opening
from feedpub.listings.text.labels.venues import may_be_place
from feedpub.listings.text.pages.doubles import says_updated
from feedpub.listings.text.pages.page import Page
from feedpub.listings.text.roles.strays import called
from feedpub.listings.text.roles.wrapped import joined_titles
from feedpub.listings.text.wording.counters import numbers_text
from feedpub.listings.text.wording.files import without_file
from feedpub.listings.text.wording.furniture import are_tags, without_more
from feedpub.listings.text.wording.signing import is_signature
from feedpub.listings.text.wording.telling import text_behind
from feedpub.listings.text.wording.words import is_short

_DASHES: Final = re.compile(r"\A[-–—―─]{3,}\s*(?=[\w「『“„\"])")


def finished(page: Page, template: Template, row: Row, parts: list[Part]) -> list[Part]:
    """Take off titles and texts what the page says opens or ends them."""
    parts = called(page, template, joined_titles(page, parts, template.width))
    if template.opens:
        parts = _opened(page, row, parts)
    if template.placed or template.ends_placed:
        parts = _placed(parts, first_text(parts) if template.placed else last_text(parts))
    if template.signed:
        parts = _signed(parts)
    if template.filed:
        parts = _filed(parts)
    if template.kicked is not None:
        parts = _kicked(parts, template.kicked)
    parts = [replace(p, role="furniture") if _is_no_kicker(page, p) else p for p in parts]
    if name := template.named_by:
        parts = [replace(p, text=p.text.removesuffix(name)) if p.role == "kicker" else p for p in parts]
    return _cleaned(parts if template.told is None else _told(parts, template.told))


def _is_no_kicker(page: Page, part: Part) -> bool:
    """Say whether what stands where kickers do is a number, as how long a film lasts, or the date of the page."""
    if part.role == "kicker" and numbers_text(part.text):
        return True
    if part.role != "kicker" or not part.text[-1:].isdigit() or part.text != page.paragraphs[part.at].text:
        return False
    return not any(map(str.isalpha, part.text)) or isinstance(parse_dateline(part.text, page.terms), Dateline)


def _opened(page: Page, row: Row, parts: list[Part]) -> list[Part]:
    """Take the dateline off the first paragraph of the summary; it knows the place that the date line lacks."""
    at = next((i for i, part in enumerate(parts) if part.role == "summary"), None)
    one = opening_dateline(page, row, parts[at]) if at is not None else None
    if at is None or one is None or row.date is None:
        return parts
    parts = [*parts[:at], replace(parts[at], text=one.behind), *parts[at + 1 :]]
    if not one.place or row.date.place or any(part.role == "place" for part in parts):
        return parts
    if row.date.timed or one.day != row.date.day or one.end != row.date.end:
        return [*parts, Part("place", one.place, parts[at].at)]  # sent from there some days before
    return [replace(part, text=one.line) if part.role == "date" else part for part in parts]


def first_text(parts: Sequence[Part]) -> int | None:
    """Return which part is the first text behind the date, or above it where none is behind."""
    date = next((part.at for part in parts if part.role == "date"), -1)
    texts = [i for i, part in enumerate(parts) if part.role == "summary"]
    return next((i for i in texts if parts[i].at > date), texts[0] if texts else None)


def last_text(parts: Sequence[Part]) -> int | None:
    """Return which part is the last text of an entry, above its date or behind it."""
    return max((i for i, part in enumerate(parts) if part.role == "summary"), key=lambda i: parts[i].at, default=None)


def _placed(parts: list[Part], at: int | None) -> list[Part]:
    """Take the first or last line of the text of an event for its place, if it looks like one."""
    if at is None or not may_be_place(parts[at].text):
        return parts
    return [*parts[:at], replace(parts[at], role="place"), *parts[at + 1 :]]


def _signed(parts: list[Part]) -> list[Part]:
    """Take the last line of the text for who wrote it, if it may be a name."""
    at = last_text(parts)
    if at is None or not is_signature(parts[at].text) or any(part.role == "author" for part in parts):
        return parts
    return [*parts[:at], replace(parts[at], role="author"), *parts[at + 1 :]]


def _filed(parts: list[Part]) -> list[Part]:
    """Take the last line of an entry for its kicker, if it is a few words."""
    at = last_text(parts)
    if at is None or not is_short(parts[at].text) or any(part.role == "kicker" for part in parts):
        return parts
    return [*parts[:at], replace(parts[at], role="kicker"), *parts[at + 1 :]]


def _kicked(parts: list[Part], opening: Opening) -> list[Part]:
    """Take off the title what opens it, unless the entry has one of that already."""
    at = next((i for i, part in enumerate(parts) if part.role == "title"), None)
    if at is None or any(part.role == opening.role for part in parts):
        return parts
    words, title = opening.taken_off(parts[at].text)
    opened = [replace(parts[at], role=opening.role, text=words)] if words else []
    return [*parts[:at], *opened, replace(parts[at], text=title), *parts[at + 1 :]]


def _bare(text: str) -> str:
    """Return a text without the dashes that open it and what leads on behind it; nothing of tags and later days."""
    if are_tags(text) or (says_updated(text) and parse_dateline(text) is not None):
        return ""
    return without_more(_DASHES.sub("", text))


_ENDS: Final[Mapping[Role, Callable[[str], str]]] = {"summary": _bare, "title": without_file}


def _told(parts: list[Part], mark: str) -> list[Part]:
    """Part the title from the text behind it on its line."""
    at = next((i for i, part in enumerate(parts) if part.role == "title"), None)
    if at is None:
        return parts
    title, text = text_behind(parts[at].text, mark)
    told = [replace(parts[at], role="summary", text=text)] if text else []
    return [*parts[:at], replace(parts[at], text=title), *told, *parts[at + 1 :]]


def _cleaned(parts: Sequence[Part]) -> list[Part]:
    """Leave out “Read more” where a text ends in it, and kinds of files behind titles."""
    clean = [replace(part, text=_ENDS[part.role](part.text)) if part.role in _ENDS else part for part in parts]
    return [part for part in clean if part.text or part.role == "link"]

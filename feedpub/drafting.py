"""A proposal → the config that a person can read and correct."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from typing import Final
from urllib.parse import urlsplit
from uuid import UUID

from feedpub.jsontable import UNLED, JsonTable
from feedpub.layouttable import UNSTATED, LayoutTable
from feedpub.selection import SELECT_KEYS, DateSelect, Select
from feedpub.text import clean, shorten

_USUAL: Final = "feedpub"
_HALF: Final = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is known of a source when its config is written: where it is, and what was found there."""

    place: str
    page: str = ""
    title: str = ""
    language: str = ""
    encoding: str = ""
    entries: int
    linked: float
    dated: float
    first: str
    last: str
    confidence: str
    evidence: tuple[str, ...] = ()
    select: Select | None = None
    json: JsonTable = field(default_factory=JsonTable)
    layout: LayoutTable = UNSTATED
    is_html: bool = True
    allow_private: bool = False
    contact: str = ""

    @property
    def is_url(self) -> bool:
        """Say whether the listing is read from the web."""
        return self.place.startswith(("http://", "https://"))


def draft_config(draft: Draft, site: UUID, name: str = _USUAL) -> str:
    """Return a whole config for one listing, with what is to be filled in marked.

    `name` is that of its file; two sites in one folder share neither ledger nor output.
    """
    host = (urlsplit(draft.page or draft.place).hostname or "").removeprefix("www.")
    title = draft.title or host or "News"
    lines = [
        "# Written by `feedpub init`. What is marked with ← is a guess: put it right.",
        "[site]",
        f"id       = {_toml(str(site))}   # never change it: all ids come from it",
        f"title    = {_toml(title)}   # ←",
        'base_url = "https://feeds.example.org/"   # ← where output/ will be served',
        f"author   = {_toml(_name(host or title))}   # ← readers show it",
        f"language = {_toml(draft.language or 'en')}{'' if draft.language else '   # ←'}",
        'timezone = "UTC"   # ← for printed times without a zone',
        *([] if name == _USUAL else [f"output   = {_toml(f'{name}-output')}", f"ledger   = {_toml(f'{name}.db')}"]),
        "",
        *_draft_web(draft.contact),
        *draft_source(draft),
    ]
    return "\n".join(lines) + "\n"


def _draft_web(contact: str) -> Iterator[str]:
    if contact:
        yield "[web]"
        yield f"contact = {_toml(contact)}   # what sites are told of who asks"
        yield ""


def draft_source(draft: Draft) -> Iterator[str]:
    """Yield the lines of the table of one source, with the evidence for it in comments."""
    host = (urlsplit(draft.page or draft.place).hostname or "").removeprefix("www.")
    yield "[[source]]"
    yield f"name = {_toml(draft.title or host or draft.place)}"
    yield f"{'url ' if draft.is_url else 'path'} = {_toml(draft.place)}"
    if draft.page and not draft.is_url:
        yield f"page = {_toml(draft.page)}"
    if draft.allow_private:
        yield "allow_private = true"
    if draft.encoding:
        yield f"encoding = {_toml(draft.encoding)}"
    found = "1 entry was" if draft.entries == 1 else f"{draft.entries} entries were"
    yield f"# {found} found: {draft.linked:.0%} with a link, {draft.dated:.0%} with a date."
    yield f"#   first: {clean(shorten(draft.first))}"
    yield f"#   last:  {clean(shorten(draft.last))}"
    if draft.evidence:
        yield f"# {draft.confidence.capitalize()}, for {'; '.join(draft.evidence)}."
    if draft.json != UNLED:
        yield f"json = {_inline(draft.json)}   # what stands where; ← where it is wrong"
    if draft.layout != UNSTATED:
        yield f"layout = {_inline(draft.layout)}"
    if not draft.is_html:
        return
    if draft.select is None:
        yield "# No selectors say the same as what was found; the listing is found anew at each reading."
    else:
        yield "# Selectors, proved on the page. What is not named here is found by itself."
        yield from draft_select(
            draft.select, date="" if draft.dated >= _HALF else "   # ← most dates there cannot be read"
        )
    yield "# A page with less than this is not believed: the last good feeds stay."
    yield "[source.expect]"
    yield f"entries = {max(1, draft.entries // 2)}"
    if draft.dated >= 0.9:
        yield "dated   = 0.5"


def draft_select(select: Select, *, date: str = "") -> Iterator[str]:
    """Yield the lines of a table `select`; `date` is a comment behind its date."""
    yield "[source.select]"
    for key in SELECT_KEYS:
        if value := getattr(select, key):
            line = f"{key:<5} = {_inline(value) if isinstance(value, DateSelect) else _toml(value)}"
            yield line + date if key == "date" else line


def _inline(table: DateSelect | JsonTable | LayoutTable) -> str:
    """Return a table in one line."""
    filled = {one.name: value for one in fields(table) if (value := getattr(table, one.name))}
    parts = (f"{name} = {'true' if value is True else _toml(value)}" for name, value in filled.items())
    return "{ " + ", ".join(parts) + " }"


def _toml(text: str) -> str:
    """Return a text as a basic string of TOML, which JSON's is but for one character."""
    return json.dumps(clean(text), ensure_ascii=False).replace("\x7f", "\\u007F")


def _name(text: str) -> str:
    """Return a name without what a feed's author may not hold."""
    return text.translate(dict.fromkeys(map(ord, "<>@"))) or "News"

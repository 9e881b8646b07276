"""Fill what feedgen wrote once: items and heads of one shape differ in nothing but their escaped values.

    values ─shape→ template (by feedgen, with a slot in place of each value) ─fill→ the bytes feedgen would write

What is not an ordinary value (empty where feedgen looks for that, a character that XML does not have or
writes as a reference) is left to feedgen itself, so that there is one set of rules.
"""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import cache, lru_cache
from itertools import chain, count
from operator import itemgetter
from typing import Final, NamedTuple

from feedpub.generator.values import Head, Item, Link
from feedpub.generator.wording import ATOM, RSS, instants, plain
from feedpub.model import Category
from feedpub.text import is_printable

ENDS: Final = {ATOM: "</feed>\n", RSS: "  </channel>\n</rss>\n"}
"""What stands behind the last item of a document."""

_SLOT: Final = re.compile(r'(?P<attribute>="[^"{]*)?\{(?P<number>\d+)\}')
_CATEGORY: Final = Category(term="{0}", facet="{1}")  # type: ignore[arg-type]


class Template(NamedTuple):
    """What feedgen wrote between its slots, and for each slot which value it takes and how that is escaped.

    `pick` takes the pieces, and behind them the values, in the order in which they are written.
    """

    pieces: tuple[str, ...]
    slots: tuple[tuple[int, Callable[[str], str]], ...]
    pick: Callable[[tuple[str, ...]], Iterable[str]]

    def fill(self, values: tuple[str, ...], text: str) -> str:
        """Return the pieces with the values between them; `text` has all of them that may need escaping."""
        if "&" in text or "<" in text or ">" in text or '"' in text:
            escaped = [escape(values[number]) for number, escape in self.slots]
            return "".join(chain.from_iterable(zip(self.pieces, (*escaped, ""), strict=True)))
        return "".join(self.pick(self.pieces + values))


def render_head(head: Head, kind: str) -> bytes:
    """Return what feedgen writes before the first item of a document."""
    values = (*head[:7], instants(head.updated)[int(kind == RSS)], *(link.href for link in head.links))
    text = "".join(values)
    if not _is_ordinary(text) or not (head.id and head.title and head.description and head.author and head.language):
        return _head_by_feedgen(head, kind).encode()
    links = tuple((link.rel, link.type) for link in head.links)
    shape = _head_template(kind, links, rights=bool(head.rights), minutes=head.minutes, archive=head.archive)
    return shape.fill(values, text).encode()


def render_item(item: Item, kind: str) -> bytes:
    """Return what feedgen writes for an item inside a document."""
    text = _text_of(item)
    markup = f"{item.content}{item.whole}"
    # Lines stand in content as they are.
    lines = markup.replace("\n", "").replace("\t", "") if item.html or item.whole else markup
    if not _is_ordinary(text + lines):
        return _item_by_feedgen(item, kind).encode()
    place = int(kind == RSS)
    return _filled(item, kind, (instants(item.published)[place], instants(item.updated)[place]), text + markup)


def render_both(atom: Item, rss: Item) -> tuple[bytes, bytes]:
    """Return what feedgen writes for an item in Atom and in RSS; what both say is looked at once."""
    text = f"{_text_of(atom)}{atom.content}{rss.id}{rss.author}" if atom.content == rss.content else ""
    if not text or atom.html or rss.whole or not _is_ordinary(text):
        return render_item(atom, ATOM), render_item(rss, RSS)
    of_atom, of_rss = zip(instants(atom.published), instants(atom.updated), strict=True)
    return _filled(atom, ATOM, of_atom, text), _filled(rss, RSS, of_rss, text)


def _text_of(item: Item) -> str:
    """Return all that an item says in plain text but its content."""
    text = f"{item.id}{item.title}{item.link}{item.author}{item.rights}{item.place}{item.image}{item.summary}"
    return text + "".join(chain.from_iterable(item.enclosures)) if item.enclosures else text


def _filled(item: Item, kind: str, times: tuple[str, str], text: str) -> bytes:
    """Fill the template of an item whose values are ordinary; `text` has all that may need escaping."""
    categories = _categories(item.categories, kind)
    if categories is None or not (item.id and item.title and item.link and item.content):
        return _item_by_feedgen(item, kind).encode()
    files = item.enclosures
    has = item.author, item.rights, item.place, item.html, item.image, item.whole, item.summary
    shape = _item_template(
        kind,
        tuple(map(bool, has)),
        files and tuple([(bool(type_), bool(length)) for _, type_, length in files]),
    )
    first = (item.id, item.title, item.link, item.content, item.author, item.rights, item.place)
    values = (*first, *times, categories, item.image, item.whole, item.summary)
    return shape.fill((*values, *chain.from_iterable(files)) if files else values, text).encode()


def _is_ordinary(text: str) -> bool:
    """Say whether a text has no character that XML lacks or writes as a reference."""
    return is_printable(text) or not _odd().search(text)


@cache  # most texts are printable: seven milliseconds of every start
def _odd() -> re.Pattern[str]:
    return re.compile("[^\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


# ── escaping, as feedgen's serialiser does it ─────────────────────────────────────────────────────────


def _in_text(value: str) -> str:
    return value.replace("&", "&#x26;").replace("<", "&#x3C;").replace(">", "&gt;")


def _in_attribute(value: str) -> str:
    return _in_text(value).replace('"', "&quot;")


def _as_it_is(value: str) -> str:
    return value


# ── what feedgen writes ───────────────────────────────────────────────────────────────────────────────


class _Slot(datetime):
    """An instant that is written as a slot."""

    slot: str

    def isoformat(self, *_: object) -> str:
        return self.slot

    def strftime(self, _: str) -> str:
        return self.slot


def _slot(text: str) -> _Slot:
    slot = _Slot(2000, 1, 1, tzinfo=UTC)
    slot.slot = text
    return slot


def _head_by_feedgen(head: Head, kind: str) -> str:
    from feedpub.generator.through_feedgen import write_document  # here: a run that changes nothing needs no feedgen

    return write_document(head, (), kind).decode().removesuffix(ENDS[kind])


def _item_by_feedgen(item: Item, kind: str) -> str:
    from feedpub.generator.through_feedgen import write_document

    head = _slotted_head(
        (Link("{0}", "self", kind), Link("{0}", "alternate", kind)), rights=False, minutes=0, archive=False
    )
    start = _head_by_feedgen(head, kind)
    return write_document(head, (item,), kind).decode().removeprefix(start).removesuffix(ENDS[kind])


def _slotted_head(links: tuple[Link, ...], *, rights: bool, minutes: int, archive: bool) -> Head:
    return Head(
        id="{0}",
        title="{1}",
        description="{2}",
        author="{3}",
        language="{4}",
        rights="{5}" if rights else "",
        style="{6}",
        updated=_slot("{7}"),
        minutes=minutes,
        archive=archive,
        links=links,
    )


@lru_cache(maxsize=256)
def _head_template(
    kind: str, links: tuple[tuple[str, str], ...], *, rights: bool, minutes: int, archive: bool
) -> Template:
    slotted = tuple(Link(f"{{{number}}}", rel, type_) for number, (rel, type_) in enumerate(links, 8))
    return _template(_head_by_feedgen(_slotted_head(slotted, rights=rights, minutes=minutes, archive=archive), kind))


@lru_cache(maxsize=256)
def _item_template(kind: str, has: tuple[bool, ...], enclosures: tuple[tuple[bool, bool], ...]) -> Template:
    """Return the template of an item that `has` some fields; slot 9 is that of all its categories."""
    lines = _item_by_feedgen(_slotted_item(has, enclosures), kind)
    return _template(re.sub(r"(?m)^ *<category .*\n", "{9}", lines), raw=9)


@lru_cache(maxsize=2)
def _category_template(kind: str) -> Template:
    lines = _item_by_feedgen(_slotted_item((False,) * 7, ()), kind)
    found = re.search(r"(?m)^ *<category .*\n", lines)
    return _template(found[0] if found else "")


def _slotted_item(has: tuple[bool, ...], enclosures: tuple[tuple[bool, bool], ...]) -> Item:
    author, rights, place, html, image, whole, brief = has
    return Item(
        id="{0}",
        title="{1}",
        link="{2}",
        content="{3}",
        author="{4}" if author else "",
        rights="{5}" if rights else "",
        place="{6}" if place else "",
        published=_slot("{7}"),
        updated=_slot("{8}"),
        html=html,
        categories=(_CATEGORY,),
        image="{10}" if image else "",
        whole="{11}" if whole else "",
        summary="{12}" if brief else "",
        enclosures=tuple(
            (f"{{{number}}}", f"{{{number + 1}}}" if type_ else "", f"{{{number + 2}}}" if length else "")
            for number, (type_, length) in zip(count(13, 3), enclosures, strict=False)
        ),
    )


@lru_cache(maxsize=4096)
def _categories(categories: tuple[Category, ...], kind: str) -> str | None:
    """Return the lines of an item's categories, or None if one is not ordinary."""
    values = [(plain(category.term), category.facet) for category in categories]
    if not all(term and _is_ordinary(term) for term, _ in values):
        return None
    return "".join(_category_template(kind).fill(value, "".join(value)) for value in values)


def _template(written: str, raw: int = -1) -> Template:
    """Turn what feedgen wrote with slots into a template; the value `raw` is written as it is."""
    pieces: list[str] = []
    slots: list[tuple[int, Callable[[str], str]]] = []
    at = 0
    for match in _SLOT.finditer(written):
        number = int(match["number"])
        pieces.append(written[at : match.start()] + (match["attribute"] or ""))
        slots.append((number, _as_it_is if number == raw else _in_attribute if match["attribute"] else _in_text))
        at = match.end()
    pieces.append(written[at:])
    order = [place for n, (number, _) in enumerate(slots) for place in (n, len(pieces) + number)]
    return Template(tuple(pieces), tuple(slots), itemgetter(*order, len(slots)))

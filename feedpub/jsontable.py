"""The table `json` of a source: where its entries and their fields stand. A small grammar of paths.

`data.items[]` is every item of a list, `items[0]` the first one, `["a.b"]` a key with a dot in it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Final

Step = str | int | None
"""A key, a place in a list (from the end, if negative), or None for every one."""

_STEP: Final = re.compile(r'(?:^|\.)([^.\[\]{}"]+)|\[(-?\d+)\]|(\[\])|\["([^"]+)"\]')
_HOLE: Final = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonTable:
    """Paths: `each` to the entries, the others from an entry to its fields; `content` is HTML.

    A field may also be a text with paths in braces: link = "https://www.example.org/news/{slug}".
    """

    each: str = ""
    title: str = ""
    link: str = ""
    date: str = ""
    summary: str = ""
    topic: str = ""
    section: str = ""
    author: str = ""
    image: str = ""
    content: str = ""


UNLED: Final = JsonTable()
"""No path at all."""


def parse_path(path: str) -> tuple[Step, ...]:
    """Return the steps of a path; none for the document itself. Raises ValueError for what is no path."""
    steps: list[Step] = []
    at = 0
    while at < len(path):
        found = _STEP.match(path, at)
        if found is None or (at and path[at] not in ".["):
            raise ValueError(f"breaks at “{path[at:]}”; write e.g. data.items[] or headline.text")
        key, place, every, quoted = found.groups()
        steps.append(None if every else int(place) if place else (key or quoted).strip())
        at = found.end()
    return tuple(steps)


def holes(field: str) -> list[tuple[str, str]]:
    """Return what stands in braces in a field, with and without them; a field without any is a path itself."""
    return [(found[0], found[1]) for found in _HOLE.finditer(field)]


def json_faults(where: str, table: JsonTable) -> Iterator[tuple[str, str]]:
    """Yield what cannot work in the table."""
    if table != UNLED and not (table.title or table.summary or table.content):
        yield where, "needs `title`, `summary` or `content`: a story is told by its words"
    for field in fields(JsonTable):
        value = getattr(table, field.name)
        for path in [path for _, path in holes(value)] or [value]:
            try:
                parse_path(path)
            except ValueError as error:
                yield f"{where}.{field.name}", f"“{path}” {error}"

"""The keys that a config may have, and what msgspec says of their values in the words of the file."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields
from difflib import get_close_matches
from pathlib import Path
from typing import Final, get_args
from uuid import uuid4

import msgspec

from feedpub.config.tables import Site, Source, Thresholds, TopicRule
from feedpub.dates import Order
from feedpub.errors import ConfigError
from feedpub.filters import Words
from feedpub.jsontable import JsonTable
from feedpub.layouttable import LayoutTable, Place
from feedpub.selection import DATE_KEYS, EXPECT_KEYS, SELECT_KEYS
from feedpub.webtable import WebTable

_PLAIN: Final = {
    "`str`": "text",
    "`int`": "a whole number",
    "`float`": "a number",
    "`bool`": "true or false",
    "`array`": "a list",
    "`object`": "a table",
}

_CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "order": get_args(Order),
    "kind": ("text", "html", "feed", "json"),
    "date": tuple(filter(None, get_args(Place))),
}
"""The values of the keys that have a few only."""


def refuse_unknown(path: Path, data: Mapping[str, object]) -> None:
    """Refuse a key that nobody reads, and name the nearest one that somebody does."""
    tables: dict[str, type] = {"site": Site, "source": Source, "topic": TopicRule, "web": WebTable}
    _refuse_keys(path, "", data, tables)
    for name, kind in tables.items():
        value = data.get(name, ())
        rows: Iterable[object] = [value] if isinstance(value, dict) else value if isinstance(value, list) else ()
        if isinstance(value, dict) and name not in {"site", "web"}:
            raise ConfigError(f"{path}: write [[{name}]] in double brackets: there may be several")
        for number, row in enumerate(rows, 1):
            where = f"[{name}]" if name in {"site", "web"} else f"[[{name}]] {number}"
            if isinstance(row, dict):
                _refuse_keys(path, where, row, [f.name for f in fields(kind)])
                for key, part in {
                    "guard": Thresholds,
                    "json": JsonTable,
                    "layout": LayoutTable,
                    "keep": Words,
                    "drop": Words,
                }.items():
                    inner = row.get(key)
                    if isinstance(inner, dict):
                        _refuse_keys(path, f"{where}.{key}", inner, [f.name for f in fields(part)])
                for key, keys in (("select", SELECT_KEYS), ("expect", EXPECT_KEYS)):
                    if isinstance(table := row.get(key), dict):
                        _refuse_keys(path, f"{where}.{key}", table, keys)
                        if isinstance(date := table.get("date"), dict):
                            _refuse_keys(path, f"{where}.select.date", date, DATE_KEYS)


def _refuse_keys(path: Path, where: str, row: Mapping[str, object], known: Iterable[str]) -> None:
    known = list(known)
    for key in row:
        if key not in known:
            near = get_close_matches(key, known, n=1)
            if where.endswith(".layout") and key in {"order", "timezone", "two_digit_years"}:
                raise ConfigError(f"{path}: {where}: `{key}` stands beside `layout`, in the [[source]] table itself")
            hint = f"did you mean `{near[0]}`?" if near else f"there is: {', '.join(known)}"
            raise ConfigError(f"{path}: {where + ': ' if where else ''}unknown key `{key}`; {hint}")


def read_path(kind: type, value: object) -> object:
    """Read a path from text, the one type that msgspec does not know."""
    if kind is Path and isinstance(value, str):
        return Path(value)
    raise ValueError(f"expected text, got `{value}`")


def explain(error: msgspec.ValidationError, data: Mapping[str, object]) -> str:
    """Say in the words of the file what msgspec says of `$.source[0].name`."""
    message = str(error)
    where = ""
    found = re.search(r" - at `\$\.?(.*)`$", message)
    if found:
        message, where = message[: found.start()], re.sub(r"\[(\d+)\]", lambda m: f" {int(m[1]) + 1}", found[1])
    key = where.rpartition(".")[2]
    if unknown := re.fullmatch(r"Invalid enum value '(.*)'", message, re.DOTALL):
        return f"`{where}`: “{unknown[1]}” is unknown; there is: {', '.join(_CHOICES[key])}"
    if message == "Invalid UUID":
        return f'`{where}`: this is no UUID; a site that was published keeps its own, a new one: id = "{uuid4()}"'
    if re.fullmatch(r"Expected `(object \| )?array`, got `str`", message):
        return f'`{where}`: expected a list of words, got text; write it in brackets, e.g. {key} = ["water"]'
    for term, words in _PLAIN.items():
        message = message.replace(term, words)
    missing = re.search(r"missing required field `(\w+)`", message)
    if missing is None:
        return f"`{where}`: {message[0].lower()}{message[1:]}"
    key = missing[1]
    if key == "id":
        return f'[site] needs an `id`, written once and never changed; a fresh one: id = "{uuid4()}"'
    if not where and key in {"site", "source"}:
        return f"there is no {'[site]' if key == 'site' else '[[source]]'} table" if data else "the config is empty"
    return f"{where}: `{key}` is missing"

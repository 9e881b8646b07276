"""feedpub.toml → Config. An error names the file, the key and the nearest right one."""

import os.path
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Final, Literal
from urllib.parse import urlsplit
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from feedpub.dates import Order
from feedpub.errors import ConfigError
from feedpub.filters import Wanted, Words, filter_faults
from feedpub.jsontable import JsonTable, json_faults
from feedpub.layouttable import LayoutTable, layout_faults
from feedpub.selection import DATE_KEYS, EXPECT_KEYS, SELECT_KEYS, Expect, Select, selection_faults
from feedpub.text import clean
from feedpub.webtable import WebTable, address_faults, budget_of, web_faults

RESERVED: Final = frozenset({"all", "index", "archive", "topics", "con", "prn", "aux", "nul"}) | {
    f"{device}{number}" for device in ("com", "lpt") for number in range(10)
}
"""Names that no topic may take: files of our own, and devices of Windows."""

_PLAIN: Final = {
    "`str`": "text",
    "`int`": "a whole number",
    "`float`": "a number",
    "`bool`": "true or false",
    "`array`": "a list",
    "`object`": "a table",
}
_UNITS: Final = {"m": 1, "h": 60, "d": 1440}
_SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The table `[site]`: what the feeds are called, where they will be served, what they rest on."""

    id: UUID
    title: str
    base_url: str
    author: str
    description: str = ""
    language: str = "en"
    rights: str = ""
    timezone: str = "UTC"
    output: Path = Path("output")
    ledger: Path = Path("feedpub.db")
    every: str = "1h"
    min_items: int = 2
    types: tuple[str, ...] = ()

    @property
    def lock(self) -> Path:
        """The file that two runs of one site lock."""
        return self.ledger.with_name(self.ledger.name + ".lock")

    @property
    def interval(self) -> timedelta:
        """How often the feeds are built anew."""
        return timedelta(minutes=int(self.every[:-1]) * _UNITS[self.every[-1]])


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """The table `guard` of a source: the shares from 0 to 1 beyond which a reading is held.

    `entries`: it has fewer than this share of the last good reading's entries. `new`: more than this share is
    new and most of that not newer, or as many known entries have another day, title or text. `field`: what nine
    in ten had, fewer than this share have. `future`: more than this share is new and dated in the future.
    `entries = 0`, `new = 1`, `field = 0` and `future = 1` switch a rule off.
    """

    entries: float = 0.5
    new: float = 0.5
    field: float = 0.5
    future: float = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A table `[[source]]`: one place to read a listing from, a `path` (`-` is standard input) or a `url`.

    A listing may have several `pages`: several addresses, or each found on the one before, by the selector `next`
    or because the page says which is next.
    """

    name: str
    path: str = ""
    url: str | tuple[str, ...] = ()
    next: str = ""
    pages: int = 0
    allow_private: bool = False
    kind: Literal["text", "html", "feed", "json"] | None = None
    json: JsonTable = field(default_factory=JsonTable)
    page: str = ""
    encoding: str = ""
    timezone: str = ""
    order: Order | None = None
    two_digit_years: bool = False
    layout: LayoutTable = field(default_factory=LayoutTable)
    guard: Thresholds = Thresholds()
    select: Select | None = None
    expect: Expect | None = None
    keep: Wanted = ()
    drop: Wanted = ()

    @property
    def urls(self) -> tuple[str, ...]:
        """The addresses that the listing is read from; none for a file."""
        return tuple(filter(None, [self.url])) if isinstance(self.url, str) else self.url

    @property
    def budget(self) -> int:
        """How many pages of the listing are read at most."""
        return budget_of(self.urls, self.pages, self.next)

    @property
    def place(self) -> str:
        """Where the listing is read from, as messages call it."""
        return self.path or self.urls[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicRule:
    """A table `[[topic]]`: which items get a feed of their own. A word may end in `*`."""

    label: str
    words: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    slug: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The whole config; every path is absolute."""

    site: Site
    source: tuple[Source, ...]
    topic: tuple[TopicRule, ...] = ()
    web: WebTable = field(default_factory=WebTable)
    path: Path = field(default=Path("feedpub.toml"))

    def zone_of(self, source: Source) -> ZoneInfo:
        """Return the zone that a printed time without a zone of this source is meant in."""
        return ZoneInfo(source.timezone or self.site.timezone)


def load_config(path: Path) -> Config:
    """Read a config file. Raises ConfigError naming the file and the line or key."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise ConfigError(f"{path}: there is no such file; name the config with --config FILE") from None
    except IsADirectoryError:
        raise ConfigError(f"{path}: this is a folder; name the config file in it with --config FILE") from None
    except OSError as error:
        raise ConfigError(f"{path}: the config cannot be read ({error.strerror})") from None
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: byte {error.start} is not UTF-8; save the file as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: this is not TOML: {error}") from None
    _refuse_unknown(path, data)
    try:
        config = msgspec.convert(data, Config, dec_hook=_read_path)
    except msgspec.ValidationError as error:
        raise ConfigError(f"{path}: {_explain(error, data)}") from None
    _validate(path, config)
    return _outside_output(_resolve(path, config))


# ── checks ────────────────────────────────────────────────────────────────────────────────────────────


def _refuse_unknown(path: Path, data: Mapping[str, object]) -> None:
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


def _read_path(kind: type, value: object) -> object:
    """Read a path from text, the one type that msgspec does not know."""
    if kind is Path and isinstance(value, str):
        return Path(value)
    raise ValueError(f"expected text, got `{value}`")


def _explain(error: msgspec.ValidationError, data: Mapping[str, object]) -> str:
    """Say in the words of the file what msgspec says of `$.source[0].name`."""
    message = str(error)
    where = ""
    found = re.search(r" - at `\$\.?(.*)`$", message)
    if found:
        message, where = message[: found.start()], re.sub(r"\[(\d+)\]", lambda m: f" {int(m[1]) + 1}", found[1])
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


def _validate(path: Path, config: Config) -> None:
    """Refuse values of the right type that cannot work."""
    for key, fault in _faults(config):
        raise ConfigError(f"{path}: {key}: {fault}")


def _faults(config: Config) -> Iterable[tuple[str, str]]:
    """Yield key and fault of everything that cannot work."""
    site = config.site
    if not _split(site.base_url) or re.search(r"[?#@]", site.base_url):
        yield "site.base_url", f"“{site.base_url}” is no web address; write e.g. https://feeds.example.org/"
    for key in ("title", "author"):
        if not clean(getattr(site, key)):
            yield f"site.{key}", "is empty; readers show it"
    if re.search(r"[<>@]", site.author):
        yield "site.author", f"“{site.author}” is more than a name; mail addresses do not belong here"
    if not re.fullmatch(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*", site.language):
        yield "site.language", f"“{site.language}” is no language tag; write e.g. en or pt-BR"
    if not re.fullmatch(r"[1-9]\d{0,4}[mhd]", site.every):
        yield "site.every", f"“{site.every}” is no interval; write e.g. 30m, 1h or 1d"
    if site.min_items < 1:
        yield "site.min_items", "must be 1 or more"
    yield from _zone_fault("site.timezone", site.timezone)
    yield from web_faults(config.web)
    if not config.source:
        yield "source", "there is no [[source]] table: name at least one listing"
    names: set[str] = set()
    for number, source in enumerate(config.source, 1):
        where = f"[[source]] {number}"
        if not clean(source.name) or source.name in names:
            yield f"{where}.name", f"“{source.name}” is {'used twice' if source.name in names else 'empty'}"
        names.add(source.name)
        yield from address_faults(where, source.urls, source.path, source.pages, source.next)
        yield from json_faults(f"{where}.json", source.json)
        yield from layout_faults(f"{where}.layout", source.layout)
        yield from filter_faults(f"{where}.keep", source.keep)
        yield from filter_faults(f"{where}.drop", source.drop)
        if source.page and not _split(source.page):
            yield f"{where}.page", f"“{source.page}” is no web address"
        if source.timezone:
            yield from _zone_fault(f"{where}.timezone", source.timezone)
        if source.encoding:
            yield from _encoding_fault(f"{where}.encoding", source.encoding)
        yield from selection_faults(where, source.select, source.expect)
        for name, share in asdict(source.guard).items():
            if not 0 <= share <= 1:
                yield f"{where}.guard.{name}", f"{share:g} is no share; write a number from 0 to 1, e.g. 0.2"
    yield from _topic_faults(config.topic)


def _topic_faults(rules: tuple[TopicRule, ...]) -> Iterable[tuple[str, str]]:
    slugs: set[str] = set()
    for number, rule in enumerate(rules, 1):
        where = f"[[topic]] {number}"
        if not clean(rule.label):
            yield f"{where}.label", "is empty"
        if rule.slug and (not _SLUG.fullmatch(rule.slug) or len(rule.slug) > 90 or rule.slug in RESERVED):
            yield (
                f"{where}.slug",
                f"“{rule.slug}” cannot name a file: small letters, digits, single hyphens, not reserved",
            )
        if rule.slug and rule.slug in slugs:
            yield f"{where}.slug", f"“{rule.slug}” is used twice"
        slugs.add(rule.slug)
        for word in (*rule.words, *rule.aliases):
            if not clean(word).strip("*"):
                yield f"{where}.words", "holds an empty word, which every entry has"


def _split(address: str) -> bool:
    """Say whether an address is an absolute http(s) one."""
    try:
        parts = urlsplit(address)
        _ = parts.port  # raises for a number that is no port
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and not re.search(r"[\s<>\"{}|\\^`]", address)
    except ValueError:
        return False


def _zone_fault(key: str, name: str) -> Iterable[tuple[str, str]]:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        yield key, f"“{name}” is no time zone; write e.g. UTC or Europe/Berlin"


def _encoding_fault(key: str, name: str) -> Iterable[tuple[str, str]]:
    if not encoding_exists(name):
        yield key, f"“{name}” is no encoding; write e.g. utf-8, cp1252 or utf-16"


def encoding_exists(name: str) -> bool:
    """Say whether Python knows a text encoding by this name."""
    try:
        b"".decode(name)
    except LookupError:
        return False
    return True


def _outside_output(config: Config) -> Config:
    """Refuse an output folder that holds the config or the ledger: they would be served."""
    output = config.site.output.resolve()
    for key, file, fault in (
        ("site.ledger", config.site.ledger.resolve(), "lies in the output folder"),
        ("site.output", config.path.resolve(), "holds this config: the output folder is"),
    ):
        if output == file or output in file.parents:
            raise ConfigError(
                f"{config.path}: {key}: {fault} {output}, from where it would be served; name another place"
            )
    return config


def _resolve(path: Path, config: Config) -> Config:
    """Make paths absolute from the file's own folder, addresses and texts canonical."""
    home = path.resolve().parent
    site = config.site
    return replace(
        config,
        path=path,
        site=replace(
            site,
            title=clean(site.title),
            author=clean(site.author),
            description=clean(site.description),
            rights=clean(site.rights),
            base_url=site.base_url.rstrip("/") + "/",
            # Not resolve(): the output folder may itself be a symlink.
            output=Path(os.path.normpath(home / site.output)),
            ledger=Path(os.path.normpath(home / site.ledger)),
        ),
        source=tuple(replace(s, page=s.page or next(iter(s.urls), "")) for s in config.source),
        topic=tuple(replace(rule, label=clean(rule.label)) for rule in config.topic),
    )

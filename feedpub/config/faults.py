"""Values of the right type that cannot work."""

import re
from collections.abc import Iterable
from dataclasses import asdict
from typing import Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from feedpub.config.tables import Config, TopicRule
from feedpub.filters import filter_faults
from feedpub.jsontable import json_faults
from feedpub.layouttable import layout_faults
from feedpub.selection import selection_faults
from feedpub.text import clean, encoding_exists, fold
from feedpub.webtable import address_faults, web_faults

RESERVED: Final = frozenset({"all", "index", "archive", "topics", "con", "prn", "aux", "nul"}) | {
    f"{device}{number}" for device in ("com", "lpt") for number in range(10)
}
"""Names that no topic may take: files of our own, and devices of Windows."""

_SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def faults_of(config: Config) -> Iterable[tuple[str, str]]:
    """Yield key and fault of everything that cannot work."""
    site = config.site
    if not is_address(site.base_url) or re.search(r"[?#@]", site.base_url):
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
    for key, place in (("output", site.output), ("ledger", site.ledger)):
        yield from _home_fault(f"site.{key}", str(place))
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
        yield from _home_fault(f"{where}.path", source.path)
        yield from json_faults(f"{where}.json", source.json)
        yield from layout_faults(f"{where}.layout", source.layout)
        yield from filter_faults(f"{where}.keep", source.keep)
        yield from filter_faults(f"{where}.drop", source.drop)
        if source.page and not is_address(source.page):
            yield f"{where}.page", f"“{source.page}” is no web address; write e.g. https://www.example.org/news"
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
    owners: dict[str, TopicRule] = {}
    for number, rule in enumerate(rules, 1):
        where = f"[[topic]] {number}"
        for key, name in (("label", rule.label), *(("aliases", alias) for alias in rule.aliases)):
            owner = owners.setdefault(fold(name), rule)
            if owner is not rule:
                yield (
                    f"{where}.{key}",
                    f"“{clean(name)}” belongs to the topic “{owner.label}” already, and leads to one",
                )
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


def is_address(address: str) -> bool:
    """Say whether an address is an absolute http(s) one."""
    try:
        parts = urlsplit(address)
        _ = parts.port  # raises for a number that is no port
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and not re.search(r"[\s<>\"{}|\\^`]", address)
    except ValueError:
        return False


def _home_fault(key: str, path: str) -> Iterable[tuple[str, str]]:
    if path == "~" or path.startswith("~/"):
        yield key, f"“{path}” means no home folder here; write the whole path, or one from the folder of this file"


def _zone_fault(key: str, name: str) -> Iterable[tuple[str, str]]:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        yield key, f"“{name}” is no time zone; write e.g. UTC or Europe/Berlin"


def _encoding_fault(key: str, name: str) -> Iterable[tuple[str, str]]:
    if not encoding_exists(name):
        yield key, f"“{name}” is no encoding; write e.g. utf-8, cp1252 or utf-16"

"""What an item is filed under. Pure: rules, labels and slugs decide, never arrival."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from msgspec import Struct

from feedpub.config import RESERVED, Config, TopicRule
from feedpub.genres import is_genre, is_unsorted
from feedpub.ledger import PublishedTopic
from feedpub.model import Facet, Feed, FeedItem, Printed
from feedpub.text import fold
from feedpub.words import Finder, Wordlist, words_of

_ORDINAL: Final = re.compile(r"^\d{1,3}(?:st|nd|rd|th|º|ª|e|er)\s+(?=\S)", re.IGNORECASE)
_LONE_YEAR: Final = re.compile(r"(?<=\S)[\s,(–-]+(?:19|20)\d\d\)?$")
_SIGNS: Final = frozenset("#&%@*")
_ORDER: Final[dict[Facet, int]] = {"type": 0, "topic": 1, "section": 2}


# ── labels and slugs ──────────────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=4096)
def slug_of(label: str) -> str:
    """Return the file name of a topic, from its label alone; equal slugs are one topic.

    A leading ordinal and a trailing year are left out. A label that would lose a letter, digit or sign
    (`C++`, a script that does not transliterate) carries a short hash.
    """
    from slugify import slugify  # here: only labels need it

    plain = _LONE_YEAR.sub("", _ORDINAL.sub("", fold(unicodedata.normalize("NFKC", label)))).strip()
    slug = slugify(plain)
    kept = slug[:80].rstrip("-")
    if not slug or slug in RESERVED or kept != slug or any(_is_lost(c) for c in plain):
        digest = hashlib.sha256(plain.encode()).hexdigest()[:6]
        return f"{kept}-{digest}" if kept else f"topic-{digest}"
    return slug


def _is_lost(character: str) -> bool:
    """Say whether a slug would drop a character that tells labels apart."""
    from slugify import slugify

    if character.isascii():
        return character in _SIGNS or unicodedata.category(character)[0] == "S"
    kind = unicodedata.category(character)[0]
    if kind in "LN":
        known = unicodedata.name(character, "").startswith(("LATIN", "GREEK", "CYRILLIC"))
        return not known or not slugify(character)
    return kind == "S"


# ── which categories an item has ──────────────────────────────────────────────────────────────────────


class Label(Struct, frozen=True, gc=False):
    """A category as the site knows it: facet and slug tell it apart, `text` is what people read."""

    facet: Facet
    slug: str
    text: str


class Rules(Struct, frozen=True):
    """The topic rules, ready to match: labels and aliases by slug, and the words of those that have some, in order."""

    by_slug: dict[str, Label]
    worded: tuple[Label, ...]
    words: Finder
    types: frozenset[str]


def compile_rules(rules: Sequence[TopicRule], types: Iterable[str], published: Iterable[PublishedTopic] = ()) -> Rules:
    """Make rules ready. A rule keeps the slug it was published with, under its label or one of its aliases."""
    standing = {topic.key: topic.slug for topic in published}
    by_slug: dict[str, Label] = {}
    words: list[tuple[Wordlist, Label]] = []
    for rule in rules:
        names = [slug_of(rule.label), *(slug_of(alias) for alias in rule.aliases)]
        slug = rule.slug or next((standing[name] for name in names if name in standing), names[0])
        label = Label("topic", slug, rule.label)
        by_slug |= {name: label for name in names if name not in by_slug}
        if rule.words:
            words.append((words_of(rule.words), label))
    finder = Finder(wordlist for wordlist, _ in words)
    return Rules(by_slug, tuple(label for _, label in words), finder, frozenset(slug_of(name) for name in types))


def labels_of(item: FeedItem, rules: Rules) -> list[Label]:
    """Return what an item is filed under; see `labels_of_printed`."""
    return labels_of_printed(item.printed, rules)


def labels_of_printed(printed: Printed, rules: Rules) -> list[Label]:
    """Return what an item is filed under: type, then topics by kicker, by rule, then sections.

    A kicker “A: B” files under itself, and under A when A is a topic of its own.
    """
    found: list[Label] = []
    for kicker in printed.kickers:
        slug = slug_of(kicker)
        if (is_genre(kicker) or slug in rules.types) and slug not in rules.by_slug:
            found.append(Label("type", slug, kicker))
            continue
        if is_unsorted(kicker) and slug not in rules.by_slug:
            continue
        found.append(rules.by_slug.get(slug) or Label("topic", slug, kicker))
        head = kicker.partition(":")[0].strip()
        if head and head != kicker:
            found.append(rules.by_slug.get(slug_of(head)) or Label("topic", slug_of(head), head))
    text = fold(f"{printed.title} {printed.summary}")
    found += [rules.worded[number] for number in rules.words.find(text)]
    found += [Label("section", slug_of(section), section) for section in printed.sections]
    unique: dict[tuple[Facet, str], Label] = {}
    for label in found:
        unique.setdefault((label.facet, label.slug), label)
    return sorted(unique.values(), key=lambda label: _ORDER[label.facet])


def topics_of(
    items: Iterable[FeedItem], feeds: Sequence[Feed], config: Config, published: Sequence[PublishedTopic]
) -> dict[str, tuple[str, ...]]:
    """Return the paths of the topic feeds that each item belongs to, shown there or not: guid → paths.

    `feeds` are all feeds under the same config and the same `published` topics.
    """
    rules = compile_rules(config.topic, config.site.types, published)
    standing = {(feed.facet, feed.path) for feed in feeds}
    labels = {item.guid: labels_of(item, rules) for item in items}
    return {
        guid: tuple(path for label in own if (label.facet, path := f"topics/{label.slug}") in standing)
        for guid, own in labels.items()
    }

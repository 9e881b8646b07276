"""Items → the combined Feed and a Feed per topic. Pure: rules, labels and slugs decide, never arrival."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Final
from urllib.parse import quote

from feedpub.config import RESERVED, Config, TopicRule
from feedpub.genres import is_genre
from feedpub.identity import feed_id
from feedpub.ledger import PublishedTopic
from feedpub.model import Category, Facet, Feed, FeedEntry, FeedItem
from feedpub.text import fold

NEWEST: Final = 99
"""How many arrivals a feed shows."""

TEXT_DIRECTIVE: Final = "#:~:text="
"""What a link made by feedpub has between the page and the title (URL Fragment Text Directives)."""

_ORDINAL: Final = re.compile(r"^\d{1,3}(?:st|nd|rd|th|º|ª|e|er)\s+(?=\S)", re.IGNORECASE)
_LONE_YEAR: Final = re.compile(r"(?<=\S)[\s,(–-]+(?:19|20)\d\d\)?$")
_SIGNS: Final = frozenset("#&%@*")


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


@dataclass(frozen=True, slots=True)
class Label:
    """A category as the site knows it: facet and slug tell it apart, `text` is what people read."""

    facet: Facet
    slug: str
    text: str


@dataclass(frozen=True, slots=True)
class Rules:
    """The topic rules, ready to match: labels and aliases by slug, words as one pattern each."""

    by_slug: dict[str, Label]
    patterns: tuple[tuple[re.Pattern[str], Label], ...]
    types: frozenset[str]


def compile_rules(rules: Sequence[TopicRule], types: Iterable[str], published: Iterable[PublishedTopic] = ()) -> Rules:
    """Make rules ready. A rule keeps the slug it was published with, under its label or one of its aliases."""
    standing = {topic.key: topic.slug for topic in published}
    by_slug: dict[str, Label] = {}
    patterns: list[tuple[re.Pattern[str], Label]] = []
    for rule in rules:
        names = [slug_of(rule.label), *(slug_of(alias) for alias in rule.aliases)]
        slug = rule.slug or next((standing[name] for name in names if name in standing), names[0])
        label = Label("topic", slug, rule.label)
        by_slug |= {name: label for name in names if name not in by_slug}
        if rule.words:
            patterns.append((re.compile("|".join(_word_pattern(word) for word in rule.words)), label))
    return Rules(by_slug, tuple(patterns), frozenset(slug_of(name) for name in types))


def _word_pattern(word: str) -> str:
    """Match whole words, case and quotes aside; `*` at the end matches any ending."""
    folded = fold(word)
    stem = folded.rstrip("*")
    body = r"\s+".join(re.escape(part) for part in stem.split())
    before = r"(?<!\w)" if _has_edges(stem[0]) else ""
    after = r"(?!\w)" if folded == stem and _has_edges(stem[-1]) else ""
    return before + body + after


def _has_edges(character: str) -> bool:
    """Say whether the script of a character puts spaces between words."""
    return character.isalnum() and not unicodedata.name(character, "").startswith(
        ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR")
    )


def labels_of(item: FeedItem, rules: Rules) -> list[Label]:
    """Return what an item is filed under: type, then topics by kicker, by rule, then sections.

    A kicker “A: B” files under itself, and under A when A is a topic of its own.
    """
    printed = item.printed
    found: list[Label] = []
    for kicker in printed.kickers:
        slug = slug_of(kicker)
        if (is_genre(kicker) or slug in rules.types) and slug not in rules.by_slug:
            found.append(Label("type", slug, kicker))
            continue
        found.append(rules.by_slug.get(slug) or Label("topic", slug, kicker))
        head = kicker.partition(":")[0].strip()
        if head and head != kicker:
            found.append(rules.by_slug.get(slug_of(head)) or Label("topic", slug_of(head), head))
    text = fold(f"{printed.title}\n{printed.summary}")
    found += [label for pattern, label in rules.patterns if pattern.search(text)]
    found += [Label("section", slug_of(section), section) for section in printed.sections]
    order = {"type": 0, "topic": 1, "section": 2}
    unique: dict[tuple[Facet, str], Label] = {}
    for label in found:
        unique.setdefault((label.facet, label.slug), label)
    return sorted(unique.values(), key=lambda label: order[label.facet])


# ── feeds ─────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class _Tally:
    """What one pass over the items finds out about a label."""

    label: Label
    count: int = 0
    earliest: tuple[datetime, str] | None = None
    newest: list[FeedItem] = field(default_factory=list)
    own: int = 0

    def see(self, item: FeedItem, label: Label) -> None:
        """Count an item; the earliest published one decides how the label is spelt."""
        self.count += 1
        # An “A: B” kicker gives A only for its sake: alone it is no category.
        self.own += any(slug_of(kicker) == label.slug for kicker in item.printed.kickers)
        if len(self.newest) < NEWEST:
            self.newest.append(item)
        if self.earliest is None or (item.published, item.guid) < self.earliest:
            self.earliest = (item.published, item.guid)
            self.label = label


@dataclass(frozen=True, slots=True)
class Collection:
    """All feeds of a site, the combined one first, and the topics that are published with them."""

    feeds: tuple[Feed, ...]
    topics: tuple[PublishedTopic, ...]


def collect(
    items: Iterable[FeedItem],
    config: Config,
    published: Sequence[PublishedTopic],
    pages: Mapping[str, str],
    latest: datetime | None = None,
) -> Collection:
    """Gather the newest arrivals of the site and of each topic. `items` come newest arrival first.

    `pages` are the addresses of the sources' pages, of those too that have left the config. `latest` is when
    there last was news, for a combined feed whose every item was withdrawn; None before the first item.
    A label gets a feed by a rule, by standing on `min_items` items, or because it once had one.
    """
    rules = compile_rules(config.topic, config.site.types, published)
    tallies: dict[tuple[str, str], _Tally] = {}
    newest: list[FeedItem] = []
    total = 0
    for item in items:
        total += 1
        if len(newest) < NEWEST:
            newest.append(item)
        for label in labels_of(item, rules):
            tally = tallies.setdefault((label.facet, label.slug), _Tally(label))
            tally.see(item, label)
    ruled = {label.slug: label for label in rules.by_slug.values()}
    for slug, label in ruled.items():
        if ("topic", slug) in tallies:
            tallies["topic", slug].label = label
    topics = _choose(tallies, ruled, config, published)
    show = _Shower(config, rules, tallies, {t.slug for t in topics}, pages)
    updated = max((item.updated for item in newest), default=latest)
    if updated is None:
        return Collection((), tuple(topics))
    feeds = [_combined(newest, total, config, show, updated)]
    feeds += [_topic_feed(topic, tallies.get((topic.facet, topic.slug)), config, show) for topic in topics]
    return Collection(tuple(feeds), tuple(topics))


def _choose(
    tallies: dict[tuple[str, str], _Tally],
    ruled: dict[str, Label],
    config: Config,
    published: Sequence[PublishedTopic],
) -> list[PublishedTopic]:
    """Decide which labels have a feed: most items first, those that have become empty last."""
    standing = {topic.slug: topic for topic in published}
    chosen: dict[str, PublishedTopic] = {}
    for (facet, slug), tally in tallies.items():
        recurs = tally.count >= config.site.min_items
        if facet == "section" or not (slug in ruled or recurs or slug in standing):
            continue
        if slug in chosen:
            continue
        before = standing.get(slug)
        chosen[slug] = PublishedTopic(
            slug=slug,
            key=before.key if before else slug_of(tally.label.text),
            facet=tally.label.facet,
            label=tally.label.text,
            id=before.id if before else feed_id(config.site.id, f"topic:{slug}"),
            updated=max(item.updated for item in tally.newest),
        )
    for slug, topic in standing.items():
        chosen.setdefault(slug, topic)
    counts = {t.slug: tallies[t.facet, t.slug].count if (t.facet, t.slug) in tallies else 0 for t in chosen.values()}
    return sorted(chosen.values(), key=lambda t: (t.facet != "topic", -counts[t.slug], t.slug))


def topics_of(
    items: Iterable[FeedItem], feeds: Sequence[Feed], config: Config, published: Sequence[PublishedTopic]
) -> dict[str, tuple[str, ...]]:
    """Return the paths of the topic feeds that each item belongs to, shown there or not: guid → paths.

    `feeds` are those that `collect` gathered under the same config and the same `published` topics.
    """
    rules = compile_rules(config.topic, config.site.types, published)
    standing = {(feed.facet, feed.path) for feed in feeds}
    labels = {item.guid: labels_of(item, rules) for item in items}
    return {
        guid: tuple(path for label in own if (label.facet, path := f"topics/{label.slug}") in standing)
        for guid, own in labels.items()
    }


class _Shower:
    """Shows items as feed entries: categories spelt as the site spells them, and a link."""

    def __init__(
        self,
        config: Config,
        rules: Rules,
        tallies: dict[tuple[str, str], _Tally],
        feeds: set[str],
        pages: Mapping[str, str],
    ) -> None:
        self._rules = rules
        self._tallies = tallies
        self._feeds = feeds
        self._pages = {**pages, **{source.name: source.page for source in config.source}}
        self._home = config.site.base_url

    def show(self, item: FeedItem) -> FeedEntry:
        """Return the entry that stands for an item in every feed."""
        categories = tuple(
            Category(facet=label.facet, term=self._tallies[label.facet, label.slug].label.text)
            for label in labels_of(item, self._rules)
            if label.facet != "topic" or label.slug in self._feeds or self._tallies["topic", label.slug].own
        )
        page = self._pages.get(item.source) or self._home
        link = item.printed.link or text_link(page, item.headline)
        return FeedEntry(item=item, categories=categories, link=link)


def text_link(page: str, title: str) -> str:
    """Return an address that makes a browser scroll to a title on a page (URL fragment text directive)."""
    words = title[:100] if len(title) <= 100 else title[:100].rpartition(" ")[0] or title[:100]
    directive = quote(words.rstrip("…"), safe="").replace("-", "%2D")
    return f"{page.partition('#')[0]}{TEXT_DIRECTIVE}{directive}"


def _combined(newest: Sequence[FeedItem], total: int, config: Config, show: _Shower, updated: datetime) -> Feed:
    site = config.site
    return Feed(
        id=feed_id(site.id, "all"),
        path="all",
        title=site.title,
        description=site.description or f"All news of {site.title}",
        updated=updated,
        entries=_entries(newest, show),
        total=total,
    )


def _topic_feed(topic: PublishedTopic, tally: _Tally | None, config: Config, show: _Shower) -> Feed:
    site = config.site
    return Feed(
        id=topic.id,
        path=f"topics/{topic.slug}",
        title=f"{topic.label} – {site.title}",
        description=f"{topic.label}: news of {site.title}",
        updated=topic.updated,
        entries=_entries(tally.newest, show) if tally else (),
        facet=topic.facet,
        label=topic.label,
        total=tally.count if tally else 0,
    )


def _entries(newest: Sequence[FeedItem], show: _Shower) -> tuple[FeedEntry, ...]:
    """Show items newest first: by `published`, equal instants by guid."""
    ordered = sorted(newest, key=lambda item: (-item.published.timestamp(), item.guid))
    return tuple(show.show(item) for item in ordered)

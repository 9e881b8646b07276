"""What a build would do to each item, and why: what stands published beside what would stand there. Pure."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from feedpub.ledger import PublishedTopic
from feedpub.model import Feed, FeedItem
from feedpub.reconcile import Change
from feedpub.reconcile.merging import differing

Action = Literal["hold", "add", "hide", "re-date", "rename", "edit", "relabel", "move"]
"""What happens to an item. `hold` comes first and says that the other actions wait for `--accept`."""

_DATES: Final = frozenset({"day", "last day", "time", "date line"})
_EDITS: Final = frozenset({"summary", "day", "last day", "time"})
"""With the title, what readers are told of; a date only when `published` does not say it already."""

_LEDGER: Final = "the ledger differs from what is published"
_ARRIVED: Final = "in the ledger, but not published"
_BEGINS: Final = "its topic begins"
_FILTERED: Final = "its source keeps it back: `keep` or `drop`"
_RULES: Final = "the topic rules changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one source's listing would do: `changes` are let through, `withheld` are held by the guard."""

    source: str
    changes: tuple[Change, ...] = ()
    withheld: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is published: the feeds that could be read back, and all topics that the ledger knows of."""

    feeds: tuple[Feed, ...] = ()
    topics: tuple[PublishedTopic, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """What would be published: the feeds of the next build.

    `topics_of` files items under the paths of topic feeds: guid → paths; `find` returns an item by its guid
    that no feed shows any more, None if it is withdrawn; `is_hidden` says whether filters keep it back.
    """

    feeds: tuple[Feed, ...] = ()
    topics_of: Callable[[Iterable[FeedItem]], Mapping[str, tuple[str, ...]]]
    find: Callable[[str], FeedItem | None]
    is_hidden: Callable[[str], bool] = lambda _: False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedItem:
    """One item that would not stay as it is. `gained` and `lost` are labels of topics."""

    source: str
    actions: tuple[Action, ...]
    item: FeedItem
    before: FeedItem | None = None
    changed: tuple[str, ...] = ()
    reason: str = ""
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()

    @property
    def held(self) -> bool:
        """Whether nothing of this happens unless the source is accepted."""
        return "hold" in self.actions


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """All that would not stay as it is, sources in config order, the items of each oldest first.

    `unchanged` are the guids that stay, for each source that lists them; `begun` are topic feeds that have not
    been published before, `renamed` those with another label than before, which stands beside each.
    """

    items: tuple[PlannedItem, ...] = ()
    unchanged: Mapping[str, frozenset[str]]
    begun: tuple[Feed, ...] = ()
    renamed: tuple[tuple[str, Feed], ...] = ()


def preview(readings: Sequence[Reading], standing: Standing, coming: Coming) -> Preview:
    """Compare item by item what stands with what is coming, and find the reasons in the readings."""
    comparison = _Comparison(standing, coming)
    items = [*comparison.let_through(readings), *comparison.withheld(readings)]
    ranks = {reading.source: rank for rank, reading in enumerate(readings)}
    items.sort(key=lambda p: (ranks.get(p.source, len(ranks)), p.source, p.held, p.item.published, p.item.guid))
    gone = {planned.item.guid for planned in items} | comparison.withdrawn
    gone |= {c.item.guid for reading in readings for c in reading.changes if coming.is_hidden(c.item.guid)}
    labels = _labels(standing)
    return Preview(
        items=tuple(items),
        unchanged={
            reading.source: frozenset({c.item.guid for c in (*reading.changes, *reading.withheld)} - gone)
            for reading in readings
        },
        begun=tuple(feed for feed in coming.feeds if feed.facet and feed.path not in labels),
        renamed=tuple((labels[f.path], f) for f in coming.feeds if labels.get(f.path, f.label) != f.label),
    )


class _Comparison:
    """What is published beside what would be: both by guid, with the topics that each item belongs to."""

    def __init__(self, standing: Standing, coming: Coming) -> None:
        self._topics_of = coming.topics_of
        self._is_hidden = coming.is_hidden
        self.withdrawn = frozenset(coming.feeds[0].withdrawn if coming.feeds else ())
        self._labels = _labels(standing)
        self._published = {feed.path: feed for feed in standing.feeds}
        self._before = {entry.item.guid: entry.item for feed in standing.feeds[::-1] for entry in feed.entries}
        self._topics_before = _topics_before(standing, self._labels)
        self._after = {entry.item.guid: entry.item for feed in coming.feeds for entry in feed.entries}
        # What has scrolled out of every feed may have lost its topics, too.
        left = [coming.find(guid) for guid in self._before.keys() - self._after.keys()]
        self._after |= {item.guid: item for item in left if item is not None}
        self._topics_after = self._topics_of(self._after.values())
        self._shown_in: dict[str, set[str]] = defaultdict(set)
        for feed in coming.feeds:
            for entry in feed.entries:
                self._shown_in[entry.item.guid].add(feed.path)
        self._names = _name_topics(self._labels | {feed.path: feed.label for feed in coming.feeds if feed.facet})

    def let_through(self, readings: Sequence[Reading]) -> Iterator[PlannedItem]:
        """Yield what would become of every item that is not held."""
        changes: dict[str, list[tuple[str, Change]]] = defaultdict(list)
        for reading in readings:
            for change in reading.changes:
                changes[change.item.guid].append((reading.source, change))
        self._file_unpublished(changes)
        for guid, item in self._before.items():
            if self._is_hidden(guid) and guid not in self.withdrawn:
                lost = self._named(self._topics_before.get(guid, ()))
                yield PlannedItem(
                    source=item.source, actions=("hide",), item=item, before=item, reason=_FILTERED, lost=lost
                )
        for guid in dict.fromkeys((*changes, *self._after)):
            if guid not in self.withdrawn and not self._is_hidden(guid):
                planned = self._plan(guid, changes.get(guid, ()))
                if planned.actions:
                    yield planned

    def withheld(self, readings: Sequence[Reading]) -> Iterator[PlannedItem]:
        """Yield what would become of the items that are held, were they accepted."""
        for reading in readings:
            items = [change.item for change in reading.withheld]
            old = [change.before for change in reading.withheld if change.before]
            topics, topics_before = self._topics_of(items), self._topics_of(old)
            for change in reading.withheld:
                guid = change.item.guid
                gained = [path for path in topics[guid] if path not in topics_before.get(guid, ())]
                lost = [path for path in topics_before.get(guid, ()) if path not in topics[guid]]
                changed, actions = _actions(change.before, change.item, moved=bool(gained or lost))
                if actions and change.kind != "unchanged" and guid not in self.withdrawn:
                    yield PlannedItem(
                        source=reading.source,
                        actions=("hold", *actions),
                        item=change.item,
                        before=change.before,
                        changed=changed,
                        reason=change.reason,
                        gained=self._named(gained),
                        lost=self._named(lost),
                    )

    def _file_unpublished(self, changes: Mapping[str, Sequence[tuple[str, Change]]]) -> None:
        """File what changes but is in no feed, before or after, as the topic rules would."""
        both = {
            guid: (several[0][1].before, several[-1][1].item)
            for guid, several in changes.items()
            if any(change.kind != "unchanged" for _, change in several)
        }
        hidden = [item for guid, (_, item) in both.items() if guid not in self._after]
        unread = [before for guid, (before, _) in both.items() if before and guid not in self._topics_before]
        self._topics_after = {**self._topics_of(hidden), **self._topics_after}
        self._topics_before = {**self._topics_of(unread), **self._topics_before}

    def _plan(self, guid: str, changes: Sequence[tuple[str, Change]]) -> PlannedItem:
        """Compare an item with what is published of it, and find the reason."""
        said = [(source, change) for source, change in changes if change.kind != "unchanged"]
        item = self._after.get(guid) or changes[-1][1].item
        arrived = guid not in self._before and "all" in self._shown_in.get(guid, ()) and self._lacked("all")
        new = arrived or any(change.kind == "new" for _, change in said)
        before = None if new else self._before.get(guid) or (changes[0][1].before if changes else item)
        gained, lost = self._moves(guid, new=new)
        changed, actions = _actions(before, item, moved=bool(gained or lost))
        if said:
            reason = "new" if new else "; ".join(dict.fromkeys(change.reason for _, change in said))
        elif actions == ("move",):
            reason = _BEGINS if not lost and all(path not in self._labels for path in gained) else _RULES
        else:
            reason = _ARRIVED if new else _LEDGER
        return PlannedItem(
            source=said[0][0] if said else item.source,
            actions=actions,
            item=item,
            before=before,
            changed=changed,
            reason=reason,
            gained=self._named(gained),
            lost=self._named(lost),
        )

    def _moves(self, guid: str, *, new: bool) -> tuple[list[str], list[str]]:
        """Return the topics that an item would gain and lose; scrolling out of a feed or back in is neither."""
        after = self._topics_after.get(guid, ())
        if guid in self._topics_before:
            before = self._topics_before[guid]
            return [path for path in after if path not in before], [path for path in before if path not in after]
        if new:
            return list(after), []
        shown = self._shown_in.get(guid, ())
        return [p for p in after if p in shown and (p not in self._labels or self._lacked(p))], []

    def _lacked(self, path: str) -> bool:
        """Say whether a feed stands published: then it lacks what is new in it, for what scrolled off never returns."""
        return path in self._published

    def _named(self, paths: Sequence[str]) -> tuple[str, ...]:
        return tuple(self._names[path] for path in paths)


def _actions(before: FeedItem | None, after: FeedItem, *, moved: bool) -> tuple[tuple[str, ...], tuple[Action, ...]]:
    """Name what differs between an item as it stands and as it would be, and what that amounts to."""
    if before is None:
        return (), ("add",)
    changed = differing(before.printed, after.printed)
    if after.source != before.source:
        changed = (*changed, "source")
    found: list[Action] = []
    redated, told = after.published != before.published, after.updated != before.updated
    if redated:
        found.append("re-date")
    if "title" in changed:
        found.append("rename")
    if told and (_EDITS - _DATES if redated else _EDITS) & set(changed):
        found.append("edit")
    if not found and (told or changed):
        found.append("edit" if told else "relabel")
    if moved:
        found.append("move")
    return changed, tuple(found)


def _name_topics(labels: Mapping[str, str]) -> dict[str, str]:
    """Call each topic by its label, and by its file as well where two have the same one."""
    shared = {label for label, number in Counter(labels.values()).items() if number > 1}
    return {path: f"{label} ({path})" if label in shared else label for path, label in labels.items()}


def _labels(standing: Standing) -> dict[str, str]:
    """Return the label of every topic that is published: path → label."""
    known = {f"topics/{topic.slug}": topic.label for topic in standing.topics}
    return known | {feed.path: feed.label for feed in standing.feeds if feed.facet}


def _topics_before(standing: Standing, labels: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return the topics of every published item: those it is filed under, shown there or scrolled off."""
    facets = {f"topics/{topic.slug}": topic.facet for topic in standing.topics}
    facets |= {feed.path: feed.facet for feed in standing.feeds if feed.facet}
    by_label = {(facets[path], label): path for path, label in labels.items()}
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for feed in standing.feeds:
        for entry in feed.entries:
            own = found[entry.item.guid]
            filed = (by_label.get((category.facet, category.term)) for category in entry.categories)
            own |= dict.fromkeys(path for path in filed if path)
            if feed.facet:
                own[feed.path] = None
    return {guid: tuple(own) for guid, own in found.items()}

"""The whole programme on one screen.

    source ─read→ bytes ─parse→ entries ─normalise→ items ─reconcile→ changes ─judge→ commit → ledger
    ledger ─collect→ feeds ─generate→ files ─publish→ output

Files, ledger and clock live at the two ends; everything between them is pure. The faults of one entry
travel beside the data, those of one source stop that source, those of the run are raised.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import chain
from pathlib import Path

from feedpub.config import Config, Source
from feedpub.errors import SourceError
from feedpub.generator import generate
from feedpub.guard import judge
from feedpub.ledger import Ledger, SourceState, State, open_ledger
from feedpub.listings import parse_listing
from feedpub.model import FeedFile, FeedItem, Problem
from feedpub.normaliser import Origin, normalise
from feedpub.publisher import changes, lock, prepare, publish, sweep
from feedpub.reconcile import Change, Decision, Known, reconcile
from feedpub.restore import published_feeds, restore
from feedpub.site import site_files
from feedpub.sources import read_source
from feedpub.topics import collect

EVERYTHING = "*"
"""What `accept` holds when every held source is to be published."""

_REMIND = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceReport:
    """What became of one source.

    `remind` says that its state is to be spoken of now, `ended` which state is over, `fresh` which of its
    `problems` have not been said before.
    """

    name: str
    state: State
    reason: str = ""
    since: datetime | None = None
    ended: State | None = None
    remind: bool = False
    changes: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()
    fresh: tuple[Problem, ...] = ()


@dataclass(slots=True)
class Report:
    """What a run did, or with `plan` would do."""

    sources: list[SourceReport] = field(default_factory=list)
    restored: int = 0
    written: list[str] = field(default_factory=list)

    @property
    def exit_code(self) -> int:
        """0 published or unchanged, 1 all sources failed, 3 one failed, 4 one is held and none failed."""
        states = [source.state for source in self.sources]
        if all(state == "failed" for state in states):
            return 1
        return 3 if "failed" in states else 4 if "held" in states else 0


def build(config: Config, *, now: datetime, accept: Sequence[str] = ()) -> Report:
    """Read every source, remember what is new, publish what changed."""
    prepare(config.site.output)
    with lock(lock_path(config)), open_ledger(config.site.ledger, config.site.id) as ledger:
        sweep(config.site.output)
        report = _read_sources(config, ledger, now, accept)
        report.written = publish(files_of(config, ledger), config.site.output)
    return report


def plan(config: Config, *, now: datetime, accept: Sequence[str] = ()) -> Report:
    """Say what `build` would do; no byte changes anywhere."""
    with open_ledger(config.site.ledger, config.site.id, rehearsal=True) as ledger:
        report = _read_sources(config, ledger, now, accept)
        report.written = [file.path for file, _ in changes(files_of(config, ledger), config.site.output)]
    return report


def files_of(config: Config, ledger: Ledger) -> Iterator[FeedFile]:
    """Yield every file of the site as the ledger has it; none before the first item."""
    collection = collect(ledger.items(), config, ledger.topics(), ledger.pages())
    with ledger.transaction():
        ledger.keep_topics(collection.topics)
    if collection.feeds:
        combined = replace(collection.feeds[0], withdrawn=ledger.withdrawn())
        collection = replace(collection, feeds=(combined, *collection.feeds[1:]))
        yield from chain.from_iterable(generate(feed, config.site) for feed in collection.feeds)
        yield from site_files(config.site, collection.feeds)


def lock_path(config: Config) -> Path:
    """Return the file that two runs of one site lock."""
    return config.site.ledger.with_name(config.site.ledger.name + ".lock")


# ── one source ────────────────────────────────────────────────────────────────────────────────────────


def _read_sources(config: Config, ledger: Ledger, now: datetime, accept: Sequence[str]) -> Report:
    report = Report()
    # A ledger is never started afresh under standing feeds: their readers would see everything again.
    if not ledger.count() and published_feeds(config.site.output):
        report.restored = restore(ledger, config.site.output, str(config.site.id))
    ledger.refuse_earlier_clock(now)
    for source in config.source:
        accepted = EVERYTHING in accept or source.name in accept
        report.sources.append(_read_one(config, source, ledger, now, accepted=accepted))
    with ledger.transaction():
        ledger.number_arrivals()
    return report


def _read_one(config: Config, source: Source, ledger: Ledger, now: datetime, *, accepted: bool) -> SourceReport:
    """Take one source from its bytes into the ledger, or say why not."""
    try:
        items, problems = read_items(config, source, now)
    except SourceError as error:
        return _settle(ledger, source, now, ("failed", str(error)), ())
    known, decision = decide(config, source, ledger, items, now)
    verdict = judge(known, decision)
    if verdict.held and not accepted:
        return _settle(ledger, source, now, ("held", verdict.held), problems)
    if verdict.held or verdict.warning:
        message = verdict.warning or f"accepted: {verdict.held}"
        problems.append(Problem(source=source.name, message=message))
    with ledger.transaction():
        ledger.keep_reading(source.name, decision, now)
        ledger.keep_page(source.name, source.page)
    return replace(_settle(ledger, source, now, ("ok", ""), problems), changes=decision.changes)


def read_items(config: Config, source: Source, now: datetime) -> tuple[list[FeedItem], list[Problem]]:
    """Read a source into items, oldest first, and the faults of its entries."""
    data = read_source(source.path, config.path.resolve().parent)
    zone = config.zone_of(source)
    listing = parse_listing(data, source.path, encoding=source.encoding, zone=zone, order=source.order)
    origin = Origin(source=source.name, file=source.path, page=source.page, zone=zone, order=source.order)
    return normalise(listing, origin, site=config.site.id, now=now)


def decide(
    config: Config, source: Source, ledger: Ledger, items: Sequence[FeedItem], now: datetime
) -> tuple[Known, Decision]:
    """Compare a reading with what the ledger knows."""
    ranks = {configured.name: rank for rank, configured in enumerate(config.source)}
    known = ledger.known(config.site.id, source.name, ranks, items)
    return known, reconcile(known, items, now=now)


def _settle(
    ledger: Ledger, source: Source, now: datetime, outcome: tuple[State, str], problems: Sequence[Problem]
) -> SourceReport:
    """Remember how a source stands and why, and find out what of it has not been said before."""
    state, reason = outcome
    before = ledger.state(source.name) or SourceState()
    changed = state != before.state or (state != "ok" and reason != before.reason)
    remind = not changed and state != "ok" and now - before.spoken >= _REMIND
    warnings = tuple(problem.message for problem in problems)
    after = SourceState(
        state=state,
        since=now if state != before.state else before.since,
        spoken=now if changed or remind else before.spoken,
        reason=reason,
        # A source that failed has not been looked into: its warnings stand.
        warnings=before.warnings if state == "failed" else warnings,
    )
    with ledger.transaction():
        ledger.keep_state(source.name, after)
    return SourceReport(
        name=source.name,
        state=state,
        reason=reason,
        since=after.since,
        ended=before.state if changed and state == "ok" else None,
        remind=changed or remind,
        problems=tuple(problems),
        fresh=tuple(problem for problem in problems if problem.message not in before.warnings),
    )

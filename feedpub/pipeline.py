"""The whole programme on one screen.

    source ─read→ bytes ─parse→ entries ─normalise→ items ─reconcile→ changes ─judge→ commit → ledger
    ledger ─collect→ feeds ─generate→ files ─publish→ output

Files, ledger and clock live at the two ends; everything between them is pure. The faults of one entry
travel beside the data, those of one source stop that source, those of the run are raised.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from itertools import chain
from pathlib import Path

from feedpub.config import Config
from feedpub.errors import LedgerError
from feedpub.fetching import Progress
from feedpub.generator import generate
from feedpub.ledger import Ledger, barred, open_ledger
from feedpub.model import Feed, FeedFile
from feedpub.preview import Coming, Preview, Reading, Standing, preview
from feedpub.publisher import changes, lock, prepare, publish, sweep
from feedpub.readings import SourceReport, read_sources
from feedpub.restore import published_feeds, read_feeds, restore
from feedpub.site import site_files
from feedpub.status import status_file
from feedpub.topics import collect, topics_of


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


def build(config: Config, *, now: datetime, accept: Sequence[str] = (), progress: Progress | None = None) -> Report:
    """Read every source, remember what is new, publish what changed."""
    prepare(config.site.output)
    with lock(lock_path(config)), open_ledger(config.site.ledger, config.site.id) as ledger:
        sweep(config.site.output)
        report = _read_sources(config, ledger, now, accept, progress)
        report.written = publish(files_of(config, ledger), config.site.output)
    return report


def plan(
    config: Config, *, now: datetime, accept: Sequence[str] = (), progress: Progress | None = None
) -> tuple[Report, Preview]:
    """Say what `build` would do, in all and item by item; no byte changes anywhere."""
    with open_ledger(config.site.ledger, config.site.id, rehearsal=True) as ledger:
        standing = Standing(feeds=read_feeds(config.site.output, str(config.site.id)), topics=tuple(ledger.topics()))
        report = _read_sources(config, ledger, now, accept, progress)
        published = ledger.topics()
        feeds = feeds_of(config, ledger)
        report.written = [file.path for file, _ in changes(_files(feeds, config, ledger), config.site.output)]
        readings = [Reading(source=s.name, changes=s.changes, withheld=s.withheld) for s in report.sources]
        filed = partial(topics_of, feeds=feeds, config=config, published=published)
        return report, preview(readings, standing, Coming(feeds=feeds, topics_of=filed, find=ledger.find))


def correct(config: Config, correction: Callable[[Ledger], None]) -> Report:
    """Change the ledger by hand, and publish what follows from it at once; no source is read."""
    refuse_no_ledger(config)
    prepare(config.site.output)
    with lock(lock_path(config)), open_ledger(config.site.ledger, config.site.id) as ledger:
        sweep(config.site.output)
        report = Report(restored=_restore_lost(config, ledger))
        with ledger.transaction():
            correction(ledger)
            ledger.number_arrivals()
        report.written = publish(files_of(config, ledger), config.site.output)
    return report


def files_of(config: Config, ledger: Ledger) -> Iterator[FeedFile]:
    """Yield every file of the site as the ledger has it; none before the first item."""
    yield from _files(feeds_of(config, ledger), config, ledger)


def feeds_of(config: Config, ledger: Ledger) -> tuple[Feed, ...]:
    """Return every feed of the site as the ledger has it, the combined one first; none before the first item."""
    collection = collect(ledger.items(), config, ledger.topics(), ledger.pages(), ledger.latest())
    with ledger.transaction():
        ledger.keep_topics(collection.topics)
    if not collection.feeds:
        return ()
    return replace(collection.feeds[0], withdrawn=barred(ledger, config.site.id)), *collection.feeds[1:]


def _files(feeds: Sequence[Feed], config: Config, ledger: Ledger) -> Iterator[FeedFile]:
    """Yield the files of the feeds, the pages that lead to them, and how the sources stand."""
    if feeds:
        yield from chain.from_iterable(generate(feed, config.site) for feed in feeds)
        yield from site_files(config.site, feeds)
        states = ((source, ledger.state(source.name)) for source in config.source)
        yield status_file(config, [(source, state) for source, state in states if state])


def refuse_no_ledger(config: Config) -> None:
    """Raise LedgerError where there is neither a ledger nor a feed to rebuild it from."""
    if not config.site.ledger.exists() and not published_feeds(config.site.output):
        raise LedgerError(f"{config.site.ledger}: there is no ledger; the first `feedpub build` makes it")


def lock_path(config: Config) -> Path:
    """Return the file that two runs of one site lock."""
    return config.site.lock


def _read_sources(
    config: Config, ledger: Ledger, now: datetime, accept: Sequence[str], progress: Progress | None
) -> Report:
    report = Report(restored=_restore_lost(config, ledger))
    ledger.refuse_earlier_clock(now)
    report.sources = read_sources(config, ledger, now, accept, progress)
    return report


def _restore_lost(config: Config, ledger: Ledger) -> int:
    """Fill an empty ledger from the published feeds: started afresh, it would announce everything again."""
    if ledger.count() or not published_feeds(config.site.output):
        return 0
    return restore(ledger, config.site.output, str(config.site.id))

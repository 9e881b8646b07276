"""The whole programme on one screen.

    source ─read→ bytes ─parse→ entries ─normalise→ items ─reconcile→ changes ─judge→ commit → ledger
    ledger ─collect→ feeds ─generate→ files ─publish→ output

Files, ledger and clock live at the two ends; everything between them is pure. The faults of one entry
travel beside the data, those of one source stop that source, those of the run are raised.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from feedpub import stamp
from feedpub.config import Config
from feedpub.edition import Edition
from feedpub.errors import LedgerError
from feedpub.fetching import Progress
from feedpub.hiding import apply_filters
from feedpub.ledger import Ledger, open_ledger
from feedpub.ledger.archive import Archive
from feedpub.ledger.clock import refuse_earlier_clock
from feedpub.ledger.memories import count_flipped, guids, is_hidden
from feedpub.model import Feed
from feedpub.normaliser import ANYWHERE
from feedpub.publisher import changes, lock, prepare, prune, publish, replaced, sweep
from feedpub.readings import SourceReport, read_sources, with_changes, with_numbers
from feedpub.restore import published_feeds, read_feeds, restore
from feedpub.sources import is_folder
from feedpub.topics import Filer, Shower, topics_of

if TYPE_CHECKING:
    from feedpub.preview import Preview


@dataclass(slots=True)
class Report:
    """What a run did, or with `plan` would do."""

    sources: list[SourceReport] = field(default_factory=list)
    restored: int = 0
    written: Sequence[str] = ()
    pruned: list[str] = field(default_factory=list)
    hidden: int = 0
    unhidden: int = 0

    @property
    def exit_code(self) -> int:
        """0 published or unchanged, 1 all sources failed, 3 one failed, 4 one is held and none failed."""
        states = [source.state for source in self.sources]
        if all(state == "failed" for state in states):
            return 1
        return 3 if "failed" in states else 4 if "held" in states else 0


def build(
    config: Config,
    *,
    now: datetime,
    accept: Sequence[str] = (),
    progress: Progress | None = None,
    pruned: bool = False,
) -> Report:
    """Read every source, remember what is new, publish what changed; `pruned`, remove what archives no longer need."""
    prepare(config.site.output)
    with lock(lock_path(config)):
        well = stamp.forget(str(lock_path(config)))
        looks = _looks(config)
        with open_ledger(config.site.ledger, config.site.id) as ledger:
            sweep(config.site.output, archive=not well)
            last = ledger.last_arrival()
            report = _read_sources(config, ledger, now, accept, progress, whole=False)
            report.hidden, report.unhidden = count_flipped(ledger, last)
            report.written = _publish(config, ledger)
            report.pruned = prune(config.site.output, Archive(ledger).needs) if pruned else []
        if looks is not None and looks == _looks(config) and not accept:
            _leave_stamp(config, report, now)
    return report


def _looks(config: Config) -> list[bytes] | None:
    """Return what can be compared of the sources; None where one has to be read to know."""
    home = config.path.resolve().parent
    with suppress(OSError):
        if all(source.path != "-" and not source.urls for source in config.source):
            return stamp.looks_of([str(home / source.path) for source in config.source])
    return None


def _leave_stamp(config: Config, report: Report, now: datetime) -> None:
    """Let the next run end at once where nothing has changed, and the same bytes would be read alike."""
    home = config.path.resolve().parent
    folders = {source.name for source in config.source if is_folder(source.path, home)}
    if any(source.state != "ok" or (source.problems and source.name in folders) for source in report.sources):
        return
    paths = (str(config.site.ledger), str(config.site.output), [str(home / s.path) for s in config.source])
    days = [source.ahead for source in report.sources if source.ahead]
    # What lies in the future today is no longer said to, once its day has begun anywhere.
    starts = [datetime.combine(day, time(), UTC) - ANYWHERE for day in days]
    until = min((int(start.timestamp()) for start in starts if start > now), default=None)
    stamp.keep(str(lock_path(config)), str(config.path), paths, (int(now.timestamp()), until))


def plan(
    config: Config,
    *,
    now: datetime,
    accept: Sequence[str] = (),
    progress: Progress | None = None,
    pruned: bool = False,
) -> "tuple[Report, Preview]":
    """Say what `build` would do, in all and item by item; no byte changes anywhere."""
    from feedpub.preview import Coming, Reading, Standing, preview  # here: a build needs nothing of it

    with open_ledger(config.site.ledger, config.site.id, rehearsal=True) as ledger:
        standing = Standing(feeds=read_feeds(config.site.output, str(config.site.id)), topics=tuple(ledger.topics()))
        report = _read_sources(config, ledger, now, accept, progress, whole=True)
        report.written = [file.path for file, _ in changes(Edition(config, ledger).files(), config.site.output)]
        report.pruned = replaced(config.site.output, Archive(ledger).needs) if pruned else []
        feeds = feeds_of(config, ledger)
        readings = [Reading(source=s.name, changes=s.changes, withheld=s.withheld) for s in report.sources]
        filed = partial(topics_of, feeds=feeds, config=config, published=ledger.topics())
        coming = Coming(feeds=feeds, topics_of=filed, find=ledger.find, is_hidden=partial(is_hidden, ledger))
        return report, preview(readings, standing, coming)


def correct(config: Config, correction: Callable[[Ledger], None]) -> Report:
    """Change the ledger by hand, and publish what follows from it at once; no source is read."""
    with _amending(config) as (ledger, report):
        correction(ledger)
        apply_filters(config, ledger, guids(ledger))
        Filer(ledger, config).file()
    return report


def repair(config: Config) -> Report:
    """Write every published file anew that is missing, or not as it was left. No source is read."""
    with _amending(config) as (ledger, report):
        Filer(ledger, config).file()
        Edition(config, ledger).renew()
    return report


@contextmanager
def _amending(config: Config) -> Iterator[tuple[Ledger, Report]]:
    """Commit what is done to the ledger inside, all or nothing, and publish what follows from it."""
    refuse_no_ledger(config)
    prepare(config.site.output)
    with lock(lock_path(config)), open_ledger(config.site.ledger, config.site.id) as ledger:
        stamp.forget(str(lock_path(config)))
        sweep(config.site.output)
        report = Report(restored=_restore_lost(config, ledger))
        with ledger.transaction():
            yield ledger, report
        report.written = _publish(config, ledger)


def _publish(config: Config, ledger: Ledger) -> Sequence[str]:
    """Write what is due, and note in the ledger what stands."""
    edition = Edition(config, ledger)
    with ledger.transaction():
        written = publish(edition.files(), config.site.output)
        edition.note()
    return written


def feeds_of(config: Config, ledger: Ledger) -> tuple[Feed, ...]:
    """Return every feed of the site as the ledger has it, the combined one first; none before the first item."""
    show = Shower(ledger, config)
    return tuple(show.feed(row) for row in show.feeds())


def refuse_no_ledger(config: Config) -> None:
    """Raise LedgerError where there is neither a ledger nor a feed to rebuild it from."""
    if not config.site.ledger.exists() and not published_feeds(config.site.output):
        raise LedgerError(f"{config.site.ledger}: there is no ledger; the first `feedpub build` makes it")


def lock_path(config: Config) -> Path:
    """Return the file that two runs of one site lock."""
    return config.site.lock


def _read_sources(  # noqa: PLR0913 - what a run rests on
    config: Config, ledger: Ledger, now: datetime, accept: Sequence[str], progress: Progress | None, *, whole: bool
) -> Report:
    report = Report(restored=_restore_lost(config, ledger))
    join = with_changes if whole else with_numbers(ledger, now)
    refuse_earlier_clock(ledger, now, config.path)
    report.sources = read_sources(config, ledger, now, accept, progress, join=join)
    return report


def _restore_lost(config: Config, ledger: Ledger) -> int:
    """Fill an empty ledger from the published feeds: started afresh, it would announce everything again."""
    if not ledger.is_empty() or not published_feeds(config.site.output):
        return 0
    return restore(ledger, config.site.output, config)

"""Look at every source: a file, or each unread snapshot of a folder, oldest first, into the ledger.

items      a page into items, and these beside what the ledger knows
recalling  what the ledger knows, as proof of what the dates of a page mean
reports    what became of a source, and one report of all its readings
"""

import dataclasses
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from feedpub.config import Config, Source
from feedpub.errors import DriftError, SourceError
from feedpub.fetching import EVERYTHING, Fetched, Progress, fetch_sources
from feedpub.guard import Verdict, judge
from feedpub.hiding import apply_filters, with_filter_faults
from feedpub.ledger import Ledger, SourceState, State
from feedpub.ledger.memories import keep_page, keep_visit
from feedpub.listings.resting import collector_at_rest
from feedpub.model import Problem
from feedpub.readings.items import check_expectation, decide, ranks_of, read_items
from feedpub.readings.recalling import recall_order
from feedpub.readings.reports import Join, SourceReport, with_changes, with_numbers
from feedpub.reconcile import Decision, Known
from feedpub.sources import is_folder, list_snapshots
from feedpub.status import DRIFTED
from feedpub.topics import FULL, Filer

__all__ = [
    "SourceReport",
    "check_expectation",
    "decide",
    "ranks_of",
    "read_items",
    "read_sources",
    "with_changes",
    "with_numbers",
]

_REMIND = timedelta(days=1)


class Look(Struct, frozen=True, kw_only=True):
    """One reading that is due: of a file now, or of a snapshot as of its day.

    `past` says that a newer snapshot lies beside it: it is history, which is not guarded. `file` is how the
    page is called; `snapshot` says that it is one of a folder, in which there are `problems`. `fetched` is what
    became of the visit to a source of the web.
    """

    source: Source
    at: datetime
    file: str
    snapshot: bool = False
    past: bool = False
    problems: tuple[Problem, ...] = ()
    fetched: Fetched | None = None


def read_sources(  # noqa: PLR0913 - what a run rests on
    config: Config,
    ledger: Ledger,
    now: datetime,
    accept: Sequence[str],
    progress: Progress | None = None,
    *,
    join: Join,
) -> list[SourceReport]:
    """Read all that is due, in the order of time, as if every snapshot had been read on its day.

    `join` makes one report of all readings of a source: `with_changes`, or `with_numbers`, which takes less memory.
    """
    fetched = fetch_sources(config, ledger, now, accept, progress)
    apply_filters(config, ledger, ())
    ledger.look_back(FULL - 1)
    filer = Filer(ledger, config)
    with ledger.transaction():
        filer.file()  # what an earlier run did not come to
    reports: dict[str, SourceReport] = {}
    looks: list[Look] = []
    for source in config.source:
        due, reports[source.name] = _looks_at(config, source, ledger, now)
        looks += [replace(look, fetched=fetched.get(source.name)) for look in due]
    rank = {source.name: place for place, source in enumerate(config.source)}
    looks.sort(key=lambda look: (look.at, rank[look.source.name], look.file))
    for _, together in groupby(looks, key=lambda look: look.at):
        for look in together:
            accepted = look.past or EVERYTHING in accept or look.source.name in accept
            report = _read_one(config, look, ledger, now, accepted=accepted)
            reports[look.source.name] = join(reports[look.source.name], report)
        with ledger.transaction():
            filer.file()
    return list(reports.values())


def _looks_at(config: Config, source: Source, ledger: Ledger, now: datetime) -> tuple[list[Look], SourceReport]:
    """Return the readings of a source that are due, and its report as it stands before them."""
    home = config.path.resolve().parent
    quiet = SourceReport(name=source.name, state="ok")
    if source.urls or not is_folder(source.path, home):
        return [Look(source=source, at=now, file=source.place)], quiet
    try:
        snapshots, problems = list_snapshots(source.path, home, config.zone_of(source), now)
    except SourceError as error:
        return [], _settle(ledger, source, now, ("failed", str(error)), ())
    seen = ledger.snapshots(source.name)
    newest = snapshots[-1]
    due = [s for s in snapshots if s.name not in seen or (s is newest and seen[s.name] != "read")]
    looks = [Look(source=source, at=s.at, file=s.name, snapshot=True, past=s is not newest) for s in due]
    if looks and not looks[-1].past:
        return [*looks[:-1], replace(looks[-1], problems=tuple(problems))], quiet
    state = ledger.state(source.name) or SourceState()
    fresh = tuple(p for p in problems if p.message not in state.warnings)
    if fresh:
        with ledger.transaction():
            ledger.keep_state(source.name, replace(state, warnings=(*state.warnings, *(p.message for p in fresh))))
    standing = SourceReport(name=source.name, state=state.state, reason=state.reason, since=state.since)
    return looks, replace(standing, problems=tuple(problems), fresh=fresh)


@collector_at_rest()
def _read_one(config: Config, look: Look, ledger: Ledger, now: datetime, *, accepted: bool) -> SourceReport:
    """Take one page from its bytes into the ledger, or say why not."""
    source, fetched = look.source, look.fetched
    if fetched and not fetched.pages and not fetched.fault:
        return _stand(ledger, look, now, fetched)
    try:
        known, decision, faults = _read_page(config, look, ledger)
        problems = [*look.problems, *faults]
    except SourceError as error:
        _keep_snapshot(ledger, look, "failed")
        _keep_visit(ledger, look, good=False)
        if not look.past:
            drifted = isinstance(error, DriftError) and ledger.lists(source.name)
            outcome: tuple[State, str] = ("held", f"{error}; {DRIFTED}") if drifted else ("failed", _said(error))
            return _settle(ledger, source, now, outcome, ())
        problem = Problem(source=source.name, message=f"{error}; this snapshot is left out")
        return SourceReport(name=source.name, state="ok", problems=(problem,), fresh=(problem,))
    verdict = Verdict() if look.past else judge(known, decision, source.guard)
    if verdict.held and not accepted:
        _keep_snapshot(ledger, look, "held")
        _keep_visit(ledger, look, good=False)
        return replace(_settle(ledger, source, now, ("held", verdict.held), problems), withheld=decision.changes)
    if verdict.held or verdict.warning:
        message = verdict.warning or f"accepted: {verdict.held}"
        problems.append(Problem(source=source.name, message=message))
    with ledger.transaction():
        ledger.keep_reading(source.name, decision, look.at)
        ledger.keep_page(source.name, source.page)
        apply_filters(config, ledger, [change.item.guid for change in decision.changes])
        if look.snapshot and not decision.late:
            ledger.vouch(source.name, look.at)
        _keep_snapshot(ledger, look, "read")
        _keep_visit(ledger, look, good=True)
    if not look.past:
        problems = with_filter_faults(source, ledger, problems)
    return replace(_settle(ledger, source, now, ("ok", ""), problems), changes=decision.changes)


def _read_page(config: Config, look: Look, ledger: Ledger) -> tuple[Known, Decision, list[Problem]]:
    """Read a page, beside what the ledger knows, which may prove what its dates mean. Raises SourceError."""
    source = look.source
    seen = look.at if look.snapshot or look.fetched else None
    while True:
        items, faults = read_items(config, source, look.at, look.fetched or look.file, seen=seen)
        known, decision = decide(config, source, ledger, items, look.at)
        order = None if source.order else recall_order(source.name, items, known, decision)
        if order is None:
            return known, decision, faults
        source = dataclasses.replace(source, order=order)


def _said(error: SourceError) -> str:
    return f"{error}; `feedpub init` shows what fits" if isinstance(error, DriftError) else str(error)


def _keep_snapshot(ledger: Ledger, look: Look, state: str) -> None:
    if look.snapshot:
        with ledger.transaction():
            ledger.keep_snapshot(look.source.name, look.file, state)


def _keep_visit(ledger: Ledger, look: Look, *, good: bool) -> None:
    """Remember a visit with the reading that it led to: alone, it would call unchanged what nobody has read.

    A page whose selectors led to nothing good is kept, for `check` to look into.
    """
    if look.fetched:
        page = next(iter(look.fetched.pages), None)
        with ledger.transaction():
            keep_visit(ledger, look.source.name, look.fetched.visit if good else look.fetched.visit_if_bad)
            if good or (page and look.source.select):
                keep_page(ledger, look.source.name, None if good else page)


def _stand(ledger: Ledger, look: Look, now: datetime, fetched: Fetched) -> SourceReport:
    """Let the last reading stand: nothing has changed since, or it is too early to ask."""
    state = ledger.state(look.source.name) or SourceState()
    warnings = (Problem(source=look.source.name, message=warning) for warning in state.warnings)
    problems = with_filter_faults(look.source, ledger, warnings)
    if not fetched.asked:
        return _settle(ledger, look.source, now, (state.state, state.reason), problems)
    _keep_visit(ledger, look, good=True)
    return _settle(ledger, look.source, now, ("ok", ""), problems)


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
        # A source without items has not been looked into: its warnings stand.
        warnings=before.warnings if state == "failed" or reason.endswith(DRIFTED) else warnings,
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

"""Look at every source: a file, or each unread snapshot of a folder, oldest first, into the ledger."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from itertools import groupby

from msgspec import Struct, field
from msgspec.structs import replace

from feedpub.config import Config, Source
from feedpub.dates import Terms
from feedpub.errors import DriftError, SourceError
from feedpub.fetching import EVERYTHING, Fetched, Progress, fetch_sources
from feedpub.guard import Verdict, judge
from feedpub.hiding import apply_filters
from feedpub.ledger import Ledger, SourceState, State, listed_once
from feedpub.ledger.memories import keep_page, keep_visit, unshown_among
from feedpub.listings import join_listings, parse_listing
from feedpub.model import FeedItem, Listing, Problem
from feedpub.normaliser import ANYWHERE, Origin, normalise
from feedpub.reconcile import Change, Decision, Kind, Known, reconcile
from feedpub.selection import Expect
from feedpub.sources import is_folder, list_snapshots, read_source
from feedpub.status import DRIFTED
from feedpub.text import count
from feedpub.topics import FULL, Filer

_REMIND = timedelta(days=1)


class SourceReport(Struct, frozen=True, kw_only=True):
    """What became of one source.

    `remind` says that its state is to be spoken of now, `ended` which state is over, `fresh` which of its
    `problems` have not been said before. `withheld` are the changes that the guard did not let through. A report of
    numbers has `new` items and what was `told` of older ones, by guid, and the first day `ahead` on the page.
    """

    name: str
    state: State
    reason: str = ""
    since: datetime | None = None
    ended: State | None = None
    remind: bool = False
    changes: tuple[Change, ...] = ()
    withheld: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()
    fresh: tuple[Problem, ...] = ()
    new: int = 0
    told: Mapping[str, Kind] = field(default_factory=dict)
    ahead: date | None = None


Join = Callable[[SourceReport, SourceReport], SourceReport]


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


def _read_one(config: Config, look: Look, ledger: Ledger, now: datetime, *, accepted: bool) -> SourceReport:
    """Take one page from its bytes into the ledger, or say why not."""
    source, fetched = look.source, look.fetched
    if fetched and not fetched.pages and not fetched.fault:
        return _stand(ledger, look, now, fetched)
    try:
        seen = look.at if look.snapshot or fetched else None
        items, faults = read_items(config, source, look.at, fetched or look.file, seen=seen)
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
    known, decision = decide(config, source, ledger, items, look.at)
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
    return replace(_settle(ledger, source, now, ("ok", ""), problems), changes=decision.changes)


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
    problems = [Problem(source=look.source.name, message=warning) for warning in state.warnings]
    if not fetched.asked:
        return _settle(ledger, look.source, now, (state.state, state.reason), problems)
    _keep_visit(ledger, look, good=True)
    return _settle(ledger, look.source, now, ("ok", ""), problems)


def with_numbers(ledger: Ledger, now: datetime) -> Join:
    """Return how to make one report of two readings that says how many items changed since now, not which."""
    start = ledger.last_arrival()

    def join(before: SourceReport, after: SourceReport) -> SourceReport:
        told = dict(before.told)
        new = before.new
        unshown = unshown_among(ledger, [change.item.guid for change in after.changes])
        for change in after.changes:
            if change.item.guid in unshown:
                continue
            if change.kind == "new":
                new += 1
            elif change.kind != "unchanged" and change.before and 0 < change.before.arrival <= start:
                told[change.item.guid] = change.kind
        today = (now + ANYWHERE).date()
        ahead = [change.seen.day for change in after.changes if change.seen.day and change.seen.day > today]
        return replace(
            _joined(before, after), changes=(), withheld=(), new=new, told=told, ahead=min(ahead, default=None)
        )

    return join


def with_changes(before: SourceReport, after: SourceReport) -> SourceReport:
    """Make one report of two readings of a source that says what both changed."""
    changes: dict[str, Change] = {change.item.guid: change for change in before.changes}
    for change in after.changes:
        first = changes.get(change.item.guid)
        if first is not None:
            kind = first.kind if first.kind == "new" or change.kind == "unchanged" else change.kind
            changed = tuple(dict.fromkeys((*first.changed, *change.changed)))
            reason = first.reason if change.kind == "unchanged" else change.reason
            changes[change.item.guid] = replace(change, kind=kind, before=first.before, changed=changed, reason=reason)
        else:
            changes[change.item.guid] = change
    return replace(_joined(before, after), changes=tuple(changes.values()))


def _joined(before: SourceReport, after: SourceReport) -> SourceReport:
    """Say how a source stands after two readings, and what was wrong in both."""
    return replace(
        after,
        ended=before.ended or after.ended,
        problems=(*before.problems, *after.problems),
        fresh=(*before.fresh, *after.fresh),
    )


def read_items(
    config: Config, source: Source, now: datetime, place: str | Fetched, *, seen: datetime | None = None
) -> tuple[list[FeedItem], list[Problem]]:
    """Read a listing into items, oldest first, and the faults of its entries: a file, or pages that were fetched.

    `seen` is when the page was as it is, if that is known.
    """
    terms = Terms(
        zone=config.zone_of(source),
        order=source.order,
        two_digit_years=source.two_digit_years,
        fetched=seen,
    )
    parse = partial(
        parse_listing,
        encoding=source.encoding,
        terms=terms,
        select=source.select,
        kind=source.kind,
        paths=source.json,
        layout=source.layout,
    )
    notes: list[Problem] = []
    if isinstance(place, str):
        listing = parse(read_source(place, config.path.resolve().parent), place, address=source.page)
    elif place.fault:
        raise SourceError(place.fault)
    else:
        notes = [Problem(source=source.name, message=note) for note in place.notes]
        listing = join_listings(
            [parse(page.data, page.url, charset=page.charset, address=page.url) for page in place.pages]
        )
    file = place if isinstance(place, str) else source.place
    check_expectation(listing, source.expect, file)
    origin = Origin(source=source.name, file=file, page=source.page)
    items, problems = normalise(listing, origin, site=config.site.id, now=now)
    return items, [*notes, *problems]


def check_expectation(listing: Listing, expect: Expect | None, file: str) -> None:
    """Refuse a page that holds less than the config says that it must. Raises SourceError."""
    entries = listing.entries
    if expect is None or not entries:
        return
    if len(entries) < expect.entries:
        found = count(len(entries), "entry", "entries")
        raise SourceError(f"{file}: the page has {found}, `expect` asks for {expect.entries} or more")
    dated = sum(bool(entry.dateline or entry.moment) for entry in entries) / len(entries)
    if dated < expect.dated:
        raise SourceError(f"{file}: {dated:.0%} of the entries have a date, `expect` asks for {expect.dated:.0%}")


def decide(
    config: Config, source: Source, ledger: Ledger, items: Sequence[FeedItem], now: datetime
) -> tuple[Known, Decision]:
    """Compare a reading with what the ledger knows."""
    known = ledger.known(config.site.id, source.name, ranks_of(config), items)
    decision = reconcile(known, items, now=now)
    entries = listed_once(ledger, items, decision)
    if len(entries) < len(items):
        known = ledger.known(config.site.id, source.name, ranks_of(config), entries)
        decision = reconcile(known, entries, now=now)
    return known, decision


def ranks_of(config: Config) -> dict[str, int]:
    """Return the place of each source in the config: the first one that lists an item says what it prints."""
    return {source.name: rank for rank, source in enumerate(config.source)}


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

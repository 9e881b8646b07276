"""Ask for the pages of all sources that are read from the web and due: hosts side by side, each in its own time.

What comes back is settled later, in the order of the config, so that the output does not depend on who was faster.
"""

import hashlib
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from queue import SimpleQueue
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import msgspec

from feedpub import __version__
from feedpub.config import Config, Source
from feedpub.errors import SourceError
from feedpub.ledger import Ledger
from feedpub.ledger.memories import KnownPage, Visited, keep_robots, robots, visited
from feedpub.listings import next_page
from feedpub.web import Page, Settings, Validators, WebError, open_web
from feedpub.webtable import contact_of

if TYPE_CHECKING:
    from feedpub.web.fetcher import Web
    from feedpub.web.listing import Pages

EVERYTHING: Final = "*"
"""What `accept` holds when every held source is to be published."""

SIDE_BY_SIDE: Final = 8
"""So many hosts are asked at once."""

_ALMOST: Final = timedelta(minutes=1)
"""A page that is fresh for an hour is due again after an hour of cron, which is never to the second."""

_KEPT: Final = timedelta(days=1)

_UNKNOWN: Final = (
    "sites are not told who asks, for `base_url` is still an example; put it right, or write [web] "
    'contact = "an address of yours"'
)

Progress = Callable[[int, int], None]
"""Is told how many sources of how many have been fetched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What became of the visit to one source.

    `pages` are to be read; without any the last reading stands: because nothing has changed there, or, when
    `asked` is false, because it was too early to ask. `visit` is to be remembered if the reading is good,
    `visit_if_bad` if it is not. `fault` says why there is nothing, `notes` are worth a warning.
    """

    pages: tuple[Page, ...] = ()
    asked: bool = True
    visit: Visited = field(default_factory=Visited)
    visit_if_bad: Visited = field(default_factory=Visited)
    fault: str = ""
    notes: tuple[str, ...] = ()


def fetch_sources(
    config: Config, ledger: Ledger, now: datetime, accept: Sequence[str], progress: Progress | None = None
) -> dict[str, Fetched]:
    """Visit the sources of the web that are due; remembers the robots.txt that were read."""
    plans = [_Plan.of(config, source, ledger, now, accept) for source in config.source if source.urls]
    found = {plan.source.name: Fetched(asked=False, visit=plan.before) for plan in plans if not plan.due}
    by_host: defaultdict[str, list[_Plan]] = defaultdict(list)
    for plan in plans:
        if plan.due:
            by_host[urlsplit(plan.source.urls[0]).netloc.lower()].append(plan)
    due = [plan for group in by_host.values() for plan in group]
    if not due:
        return found
    contact = contact_of(config.web, config.site.base_url)
    settings = Settings(contact=contact, pause=config.web.pause, deadline=config.web.deadline)
    known = robots(ledger, now)
    try:
        webs = {
            private: open_web(replace(settings, allow_private=private), known)
            for private in sorted({plan.source.allow_private for plan in due})
        }
    except SourceError as error:
        return found | {plan.source.name: Fetched(visit_if_bad=plan.before, fault=str(error)) for plan in due}
    counting, given_up = Lock(), Event()
    done = 0

    if progress:
        progress(0, len(due))

    def visit(group: Sequence[_Plan]) -> dict[str, Fetched]:
        nonlocal done
        results = {}
        for plan in group:
            if given_up.is_set():
                break
            results[plan.source.name] = plan.visit(webs[plan.source.allow_private])
            with counting:
                done += 1
                if progress and not given_up.is_set():
                    progress(done, len(due))
        return results

    for results in _side_by_side(visit, by_host.values(), given_up):
        found |= results
    with ledger.transaction():
        read = [item for web in webs.values() for item in web.read_robots.items()]
        keep_robots(ledger, sorted(read), now, now + _KEPT)
    first = plans[0].source.name
    if not contact and found[first].pages:
        found[first] = replace(found[first], notes=(*found[first].notes, _UNKNOWN))
    return found


_Group = Sequence["_Plan"]
_Results = dict[str, Fetched]


def _side_by_side(visit: Callable[[_Group], _Results], groups: Iterable[_Group], given_up: Event) -> Sequence[_Results]:
    """Return what comes of visiting each group, several at once, in the order of the groups.

    Who interrupts this (Ctrl-C) waits for no site: `given_up` is set, nothing more is begun, and the threads, which
    those of a ThreadPoolExecutor would not, end with the process.
    """
    waiting = deque(enumerate(groups))
    number = len(waiting)
    ended: SimpleQueue[tuple[int, _Results | BaseException]] = SimpleQueue()

    def work() -> None:
        while waiting and not given_up.is_set():
            try:
                place, group = waiting.popleft()
            except IndexError:  # another thread has taken the last one
                return
            try:
                ended.put((place, visit(group)))
            except BaseException as error:  # noqa: BLE001 - it is raised where the results are awaited
                ended.put((place, error))

    results: dict[int, _Results] = {}
    try:
        for _ in range(min(SIDE_BY_SIDE, number)):
            Thread(target=work, daemon=True).start()
        while len(results) < number:
            place, result = ended.get()
            if isinstance(result, BaseException):
                raise result  # noqa: TRY301 - to give up like any other interruption
            results[place] = result
    except BaseException:
        given_up.set()
        raise
    return [results[place] for place in range(number)]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """One source, what is remembered of it, and whether it is due."""

    source: Source
    now: datetime
    before: Visited
    read_as: str
    due: bool

    @classmethod
    def of(cls, config: Config, source: Source, ledger: Ledger, now: datetime, accept: Sequence[str]) -> "_Plan":
        before = visited(ledger, source.name)
        read_as = _read_as(config, source)
        wanted = source.name in accept or EVERYTHING in accept
        if wanted or before.read_as != read_as:
            # What the server would call unchanged has to be read all the same.
            before = msgspec.structs.replace(before, pages=(), fresh=now)
        early = before.wait > now or (before.fresh - _ALMOST > now)
        return cls(source=source, now=now, before=before, read_as=read_as, due=not early)

    def visit(self, web: "Web") -> Fetched:
        """Fetch the pages of the source; what goes wrong is told, not raised."""
        from feedpub.web.listing import read_pages

        source = self.source
        known = [(page.url, Validators(etag=page.etag, modified=page.modified)) for page in self.before.pages]

        def next_of(page: Page) -> str:
            return page.links.get("next", "") or next_page(page.data, page.url, source.next, charset=page.charset)

        try:
            found = read_pages(web, source.urls, known, budget=source.budget, next_of=next_of)
        except WebError as error:
            wait = self.now + error.wait
            return Fetched(fault=str(error), visit_if_bad=msgspec.structs.replace(self.before, wait=wait))
        except SourceError as error:
            return Fetched(fault=str(error), visit_if_bad=self.before)
        good = self._visit(found)
        bad = msgspec.structs.replace(good, pages=())
        return Fetched(pages=found.pages, visit=good, visit_if_bad=bad, notes=tuple(self._notes(found)))

    def _notes(self, found: "Pages") -> Iterator[str]:
        for url, page in zip((url for url, _ in found.known), found.pages, strict=False):
            if page.moved:
                yield f"{url} has moved for good; write in its place: {page.moved}"
        if self.source.next and len(found.pages) == 1 and self.source.budget > 1:
            yield f"{found.pages[0].url}: `next` finds no link there; only this page is read"

    def _visit(self, found: "Pages") -> Visited:
        pages = tuple(KnownPage(url=url, etag=v.etag, modified=v.modified) for url, v in found.known)
        return Visited(read_as=self.read_as, pages=pages, fresh=self.now + found.fresh)


def _read_as(config: Config, source: Source) -> str:
    """Return a digest of everything that decides how a page of a source is read, and what is said of it."""
    data = f"{__version__} {config.zone_of(source)} {source!r}"
    if not contact_of(config.web, config.site.base_url):
        data += _UNKNOWN  # what is said of that stands no longer than it is so
    return hashlib.sha256(data.encode()).hexdigest()[:16]

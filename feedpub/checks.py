"""What is wrong with ledger, sources and published files, and what to do about it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from feedpub.config import Config
from feedpub.drift import propose_change
from feedpub.edition import Edition
from feedpub.ledger import Ledger, open_ledger
from feedpub.ledger.clock import clock_fault
from feedpub.publisher import changes
from feedpub.restore import published_feeds
from feedpub.status import DRIFTED, accept_command


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is not in order, in words, and the exit code it asks for."""

    text: str
    exit_code: int = 1


def check_site(config: Config, now: datetime) -> list[Finding]:
    """Return everything that is not in order. Nothing is changed."""
    if not config.site.ledger.exists():
        standing = published_feeds(config.site.output)
        then = "the next build rebuilds it from the published feeds" if standing else "nothing was built yet"
        return [Finding(text=f"{config.site.ledger}: there is no ledger; {then}")]
    with open_ledger(config.site.ledger, config.site.id, rehearsal=True) as ledger:
        damage = [Finding(text=f"{config.site.ledger}: {fault}; restore a backup") for fault in ledger.check()]
        if damage:
            return damage
        fault = clock_fault(ledger, now, config.path)
        return [*([Finding(text=fault)] if fault else []), *_sources(config, ledger), *_files(config, ledger)]


def _sources(config: Config, ledger: Ledger) -> Iterator[Finding]:
    """Say what stands with each source, warnings included."""
    for source in config.source:
        state = ledger.state(source.name)
        if state is None:
            yield Finding(text=f"{source.name}: never read; run `feedpub build`")
            continue
        if state.state != "ok":
            can_accept = state.state == "held" and not state.reason.endswith(DRIFTED)
            then = f"; if the listing is right: {accept_command(source.name, config.path)}" if can_accept else ""
            text = f"{source.name}: {state.state} since {state.since:%Y-%m-%d %H:%M} UTC: {state.reason}{then}"
            yield Finding(text=text, exit_code=4 if state.state == "held" else 3)
            if change := propose_change(config, source, ledger):
                found = "its listing was found again by its titles; change the config so (`patch -p0` does it):"
                yield Finding(text=f"{source.name}: {found}\n{change}", exit_code=0)
        for warning in state.warnings:
            yield Finding(text=f"{source.name}: warning: {warning}", exit_code=0)


def _files(config: Config, ledger: Ledger) -> Iterator[Finding]:
    """Compare every published file with what the ledger says it should be; closed pages with what was written."""
    edition = Edition(config, ledger)
    for _, path, kind in edition.damaged():
        yield _finding(config, path, kind, "`feedpub check --repair` writes it anew")
    for file, kind in changes(edition.open_files(), config.site.output):
        yield _finding(config, file.path, kind, "`feedpub build` writes it anew")


def _finding(config: Config, path: str, kind: str, step: str) -> Finding:
    what = "is missing" if kind == "new" else "is not as feedpub wrote it"
    return Finding(text=f"{config.site.output / path}: {what}; {step}")

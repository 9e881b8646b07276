"""What commands share: options, the clock, and how sources are spoken of."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from feedpub.errors import ClockError, LedgerError
from feedpub.text import count, encoding_exists

if TYPE_CHECKING:
    from feedpub.config import Config
    from feedpub.ledger import Ledger
    from feedpub.pipeline import Report
    from feedpub.readings import SourceReport

_EARLIEST_CLOCK: Final = datetime(2026, 1, 1, tzinfo=UTC)
"""No machine that runs this release has an earlier clock; one that says so has lost its time."""
_EARLIEST_PINNED: Final = datetime(1990, 1, 1, tzinfo=UTC)
_AHEAD: Final = timedelta(days=20 * 365)

EXIT_CODES: Final = """\b
Exit codes:
  0   published, or nothing changed
  1   failed: all sources, or the run itself
  2   wrong usage or config
  3   a source failed, the rest is published
  4   a source is held (see --accept), none failed
  75  another run is under way"""

READ_CODES: Final = """\b
Exit codes:
  0   done
  1   failed: there is no ledger, or it cannot be read or written
  2   wrong usage or config; no item or several have this name"""

WRITE_CODES: Final = f"{READ_CODES}\n  75  another run is under way"

NAMING: Final = "An item is named by its guid or the beginning of it, its link, or a piece of its title.\n\n"


def _read_instant(_ctx: click.Context, _param: click.Parameter, value: str | None) -> datetime | None:
    """Read an instant as RFC 3339 writes it; without a zone it would mean another one on every machine."""
    if value is None:
        return None
    with suppress(ValueError, OverflowError):
        instant = datetime.fromisoformat(value)
        if instant.tzinfo is not None:
            return instant.astimezone(UTC).replace(microsecond=0)
    raise click.BadParameter(f"“{value}” is no instant with a zone; write e.g. 2026-11-22T06:00:00Z")


def read_encoding(_ctx: click.Context, _param: click.Parameter, value: str) -> str:
    """Read the name of an encoding; none is one that the page says."""
    if value and not encoding_exists(value):
        raise click.BadParameter(f"“{value}” is no encoding; write e.g. cp1252")
    return value


config_option = click.option(
    "-c", "--config", "config_path", type=click.Path(path_type=Path), default=Path("feedpub.toml"), show_default=True,
    help="The config file.",
)  # fmt: skip
now_option = click.option(
    "--now", callback=_read_instant, metavar="INSTANT", help="Pin the clock, e.g. to 2026-11-22T06:00:00Z."
)
accept_option = click.option(
    "--accept", multiple=True, is_flag=False, flag_value="*", metavar="[SOURCE]",
    help="Publish what the guard holds: of this source, or of all.",
)  # fmt: skip
json_option = click.option("--json", "as_json", is_flag=True, help="Print the plan as one JSON document.")
verbose_option = click.option("-v", "--verbose", is_flag=True, help="Also say what was said before.")


def load(path: Path, accept: Sequence[str]) -> "Config":
    """Read the config, and refuse to accept a source that it does not have."""
    from difflib import get_close_matches

    from feedpub.config import load_config

    config = load_config(path)
    names = [source.name for source in config.source]
    for name in accept:
        if name != "*" and name not in names:
            near = get_close_matches(name, names, n=1, cutoff=0.4)
            hint = f"did you mean “{near[0]}”?" if near else f"there is: {', '.join(names)}"
            raise click.BadParameter(f"there is no source “{name}”; {hint}", param_hint="--accept")
    return config


@contextmanager
def reading(config: "Config") -> "Iterator[Ledger]":
    """Open the ledger to look into it as it is at this moment."""
    from feedpub.ledger import open_ledger

    if not config.site.ledger.exists():
        raise LedgerError(f"{config.site.ledger}: there is no ledger; `feedpub build` makes it")
    with open_ledger(config.site.ledger, config.site.id, rehearsal=True) as ledger, ledger.transaction():
        yield ledger


def clock(pinned: datetime | None) -> datetime:
    """Return the pinned instant, else the system's in whole seconds; one that can only be a mistake is refused."""
    now = datetime.now(UTC).replace(microsecond=0)
    if pinned is not None:
        if not _EARLIEST_PINNED <= pinned < max(now, _EARLIEST_CLOCK) + _AHEAD:
            raise click.BadParameter(
                f"{pinned.isoformat()} lies before 1990 or far ahead; what is published then would be so for ever",
                param_hint="--now",
            )
        return pinned
    if now < _EARLIEST_CLOCK:
        raise ClockError(f"the system clock says {now:%Y-%m-%d}, before this release was made; set it, or give --now")
    return now


def speak_of_sources(report: "Report", config: "Config", *, always: bool) -> None:
    """Say on stderr what happened to sources: when it begins, once a day, and when it ends."""
    speak_of_restoring(report, config)
    for source in report.sources:
        for line in _said(source, config, always=always):
            click.echo(line, err=True)


def speak_of_restoring(report: "Report", config: "Config") -> None:
    """Say on stderr that there was no ledger."""
    if report.restored:
        many = count(report.restored, "item")
        click.echo(f"{config.site.ledger}: there was no ledger; rebuilt from the published feeds: {many}", err=True)


def speak_of_problems(report: "Report") -> None:
    """Say on stderr what is wrong with entries."""
    for source in report.sources:
        for problem in source.problems:
            click.echo(f"warning: {problem}", err=True)


def _said(source: "SourceReport", config: "Config", *, always: bool) -> Iterable[str]:
    """Yield the lines about one source."""
    from feedpub.restore import published_feeds
    from feedpub.status import next_step

    for problem in source.problems if always else source.fresh:
        yield f"warning: {problem}"
    if source.state != "ok" and (source.remind or always):
        yield f"{source.state}: {source.name}: {source.reason}"
        since = f"since {source.since:%Y-%m-%d %H:%M} UTC; " if source.since else ""
        stays = "the last good feeds stay" if published_feeds(config.site.output) else "nothing is published yet"
        if source.state == "held":
            yield f"  {since}{stays}; {next_step(source.name, source.reason, config.path)}"
        else:
            alone = len(config.source) == 1
            yield f"  {since}{stays}{'' if alone else '; the other sources go on'}"
    if source.ended:
        yield f"ok: {source.name}: no longer {source.ended}"

"""Commands, exit codes and the clock."""

import json
import os
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

import click

from feedpub import __version__
from feedpub.errors import ClockError, FeedpubError
from feedpub.text import count

if TYPE_CHECKING:
    from feedpub.config import Config
    from feedpub.pipeline import Report, SourceReport

_EARLIEST_CLOCK: Final = datetime(2026, 1, 1, tzinfo=UTC)
"""No machine that runs this release has an earlier clock; one that says so has lost its time."""

_EXIT_CODES: Final = """\b
Exit codes:
  0   published, or nothing changed
  1   failed: all sources, or the run itself
  2   wrong usage or config
  3   a source failed, the rest is published
  4   a source is held (see --accept), none failed
  75  another run is under way"""


_SHOW_CODES: Final = """\b
Exit codes:
  0   the entries were printed
  1   LISTING cannot be read, or is no listing
  2   wrong usage"""

_SERVE_CODES: Final = """\b
Exit codes:
  0   ended by Ctrl-C
  1   nothing to serve, or the port is taken
  2   wrong usage or config"""


def _read_instant(_ctx: click.Context, _param: click.Parameter, value: str | None) -> datetime | None:
    """Read an instant as RFC 3339 writes it; without a zone it would mean another one on every machine."""
    if value is None:
        return None
    try:
        instant = datetime.fromisoformat(value)
    except ValueError:
        instant = None
    if instant is None or instant.tzinfo is None:
        raise click.BadParameter(f"“{value}” is no instant with a zone; write e.g. 2026-11-22T06:00:00Z")
    return instant.astimezone(UTC).replace(microsecond=0)


_config = click.option(
    "-c", "--config", "config_path", type=click.Path(path_type=Path), default=Path("feedpub.toml"), show_default=True,
    help="The config file.",
)  # fmt: skip
_now = click.option(
    "--now", callback=_read_instant, metavar="INSTANT", help="Pin the clock, e.g. to 2026-11-22T06:00:00Z."
)
_accept = click.option(
    "--accept", multiple=True, is_flag=False, flag_value="*", metavar="[SOURCE]",
    help="Publish what the guard holds: of this source, or of all.",
)  # fmt: skip
_verbose = click.option("-v", "--verbose", is_flag=True, help="Also say what was said before.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, epilog=_EXIT_CODES)
@click.version_option(__version__, prog_name="feedpub")
def cli() -> None:
    """Publish feeds for news that has none.

    feedpub reads listing pages, remembers every entry it has seen, and writes one combined feed and a
    feed per topic, as Atom, RSS and JSON Feed, with pages for people.
    """


@cli.command(epilog=_EXIT_CODES)
@_config
@_now
@_accept
@click.option("--dry-run", is_flag=True, help="Only say what would change: the same as `plan`.")
@_verbose
def build(config_path: Path, now: datetime | None, accept: tuple[str, ...], *, dry_run: bool, verbose: bool) -> None:
    """Read all listings and publish what changed. Silent when nothing did."""
    if dry_run:
        _plan(config_path, now, accept)
    from feedpub import pipeline

    config = _load(config_path, accept)
    report = pipeline.build(config, now=_clock(now), accept=accept)
    _speak_of_sources(report, config, always=verbose)
    if report.written:
        numbers = {"new": "new item", "edited": "edited item", "redated": "re-dated item"}
        parts = [count(number, what) for kind, what in numbers.items() if (number := _count(report, kind))]
        click.echo(f"published {', '.join([*parts, count(len(report.written), 'file')])}", err=True)
    sys.exit(report.exit_code)


@cli.command(epilog=_EXIT_CODES)
@_config
@_now
@_accept
def plan(config_path: Path, now: datetime | None, accept: tuple[str, ...]) -> None:
    """Say what a build would change, item by item, with the reason. Nothing is written."""
    _plan(config_path, now, accept)


def _plan(config_path: Path, now: datetime | None, accept: tuple[str, ...]) -> NoReturn:
    from feedpub import pipeline

    config = _load(config_path, accept)
    report = pipeline.plan(config, now=_clock(now), accept=accept)
    _speak_of_sources(report, config, always=True)
    for source in report.sources:
        for change in source.changes:
            if change.kind != "unchanged":
                item = change.item
                title = item.printed.title or item.printed.summary
                why = "" if change.kind == "new" else f"  ({change.reason})"
                click.echo(f"{change.kind:<10} {item.published:%Y-%m-%d}  {title}{why}")
        unchanged = sum(change.kind == "unchanged" for change in source.changes)
        if unchanged:
            click.echo(f"{source.name}: {count(unchanged, 'item')} unchanged")
    click.echo(f"{count(len(report.written), 'file')} would be written")
    sys.exit(report.exit_code)


@cli.command(epilog=_SHOW_CODES)
@click.argument("listing", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--encoding", default="", help="The encoding of the page, if it is not UTF-8.")
@click.option("--order", type=click.Choice(["dmy", "mdy"]), help="How all-number dates are meant.")
def show(listing: Path, encoding: str, order: str | None) -> None:
    """Print the entries of LISTING (- is standard input) as JSON Lines, one entry a line.

    \b
    Keys: title, kicker, date, date_end, place, summary, credit, link, section, line;
    null where the listing prints none.
    """  # noqa: D301 - click wants the backspace itself
    from typing import cast

    from feedpub.config import encoding_exists
    from feedpub.dates import Order
    from feedpub.listings import parse_listing
    from feedpub.normaliser import Origin, print_entry
    from feedpub.sources import read_source

    if encoding and not encoding_exists(encoding):
        raise click.BadParameter(f"“{encoding}” is no encoding; write e.g. cp1252", param_hint="--encoding")
    declared = cast("Order | None", order)
    name = str(listing)
    page = parse_listing(read_source(name, Path()), name, encoding=encoding, order=declared)
    for problem in page.problems:
        click.echo(f"warning: {problem}", err=True)
    for entry in page.entries:
        printed, fault = print_entry(entry, Origin(source=name, order=declared))
        if fault:
            click.echo(f"warning: {name}:{entry.line}: {fault}", err=True)
        row = {
            "title": printed.title,
            "kicker": next(iter(printed.kickers), None),
            "date": printed.instant.isoformat().replace("+00:00", "Z") if printed.instant else _iso(printed.day),
            "date_end": _iso(printed.end),
            "place": printed.place,
            "summary": printed.summary,
            "credit": printed.credit,
            "link": printed.link,
            "section": next(iter(printed.sections), None),
            "line": entry.line,
        }
        click.echo(json.dumps({key: value or None for key, value in row.items()}, ensure_ascii=False))


@cli.command()
@_config
def check(config_path: Path) -> None:
    """Check config, ledger and every published file; say what is wrong and what to do.

    Exit code 0 when all is well, 1 when something is wrong, 3 or 4 when a source failed or is held.
    """
    from feedpub.checks import check_site

    config = _load(config_path, ())
    findings = check_site(config)
    for finding in findings:
        click.echo(finding.text)
    if not findings:
        click.echo("config, ledger and published files are in order")
    sys.exit(max((finding.exit_code for finding in findings), key=(0, 4, 3, 1).index, default=0))


@cli.command(epilog=_SERVE_CODES)
@_config
@click.option(
    "-p", "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one."
)
def serve(config_path: Path, port: int) -> None:
    """Preview the output on http://127.0.0.1 with the headers that a good host sends."""
    from feedpub.server import serve as run

    config = _load(config_path, ())
    run(config.site.output, port, int(config.site.interval.total_seconds()))


def main() -> None:
    """Run the command line; a fault of the run is one line on stderr and an exit code."""
    # Output is UTF-8 in every locale: titles are in every script.
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
    try:
        cli(prog_name="feedpub", standalone_mode=True)
    except FeedpubError as error:
        click.echo(f"feedpub: {error}", err=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # The reader of our output has gone, as `head` does; there is no one left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


# ── what is said ──────────────────────────────────────────────────────────────────────────────────────


def _load(path: Path, accept: Sequence[str]) -> "Config":
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


def _clock(pinned: datetime | None) -> datetime:
    """Return the pinned instant, else the system's in whole seconds; a clock that lost its time is refused."""
    if pinned is not None:
        return pinned
    now = datetime.now(UTC).replace(microsecond=0)
    if now < _EARLIEST_CLOCK:
        raise ClockError(f"the system clock says {now:%Y-%m-%d}, before this release was made; set it, or give --now")
    return now


def _speak_of_sources(report: "Report", config: "Config", *, always: bool) -> None:
    """Say on stderr what happened to sources: when it begins, once a day, and when it ends."""
    if report.restored:
        many = count(report.restored, "item")
        click.echo(f"{config.site.ledger}: there was no ledger; rebuilt from the published feeds: {many}", err=True)
    for source in report.sources:
        for line in _said(source, always=always, alone=len(report.sources) == 1):
            click.echo(line, err=True)


def _said(source: "SourceReport", *, always: bool, alone: bool) -> Iterable[str]:
    """Yield the lines about one source."""
    for problem in source.problems if always else source.fresh:
        yield f"warning: {problem}"
    if source.state != "ok" and (source.remind or always):
        yield f"{source.state}: {source.name}: {source.reason}"
        since = f"since {source.since:%Y-%m-%d %H:%M} UTC; " if source.since else ""
        if source.state == "held":
            yield f"  {since}the last good feeds stay; if the listing is right: feedpub build --accept '{source.name}'"
        else:
            yield f"  {since}the last good feeds stay{'' if alone else '; the other sources go on'}"
    if source.ended:
        yield f"ok: {source.name}: no longer {source.ended}"


def _count(report: "Report", kind: str) -> int:
    return sum(change.kind == kind for source in report.sources for change in source.changes)


def _iso(day: object) -> str | None:
    return str(day) if day else None

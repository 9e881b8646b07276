"""Commands on a site: build, check, serve."""

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from feedpub.cli.common import (
    EXIT_CODES,
    accept_option,
    clock,
    config_option,
    json_option,
    load,
    now_option,
    speak_of_sources,
    verbose_option,
)
from feedpub.cli.progress import fetching_bar
from feedpub.text import count

if TYPE_CHECKING:
    from feedpub.pipeline import Report

_SERVE_CODES: Final = """\b
Exit codes:
  0   ended by Ctrl-C
  1   nothing to serve, or the port is taken
  2   wrong usage or config"""


@click.command(epilog=EXIT_CODES)
@config_option
@now_option
@accept_option
@click.option("--dry-run", is_flag=True, help="Only say what would change: the same as `plan`.")
@click.option("--prune", is_flag=True, help="Remove archive pages that have been replaced by those of a new address.")
@json_option
@verbose_option
def build(  # noqa: PLR0913 - a parameter for each option
    config_path: Path,
    now: datetime | None,
    accept: tuple[str, ...],
    *,
    dry_run: bool,
    prune: bool,
    as_json: bool,
    verbose: bool,
) -> None:
    """Read all listings and publish what changed. Silent when nothing did."""
    if dry_run:
        from feedpub.cli.plan import run_plan  # here: a build needs nothing of it

        run_plan(config_path, now, accept, as_json=as_json, pruned=prune)
    if as_json:
        raise click.UsageError("--json prints a plan; add --dry-run")
    from feedpub import pipeline
    from feedpub.status import STATUS

    config = load(config_path, accept)
    with fetching_bar() as progress:
        report = pipeline.build(config, now=clock(now), accept=accept, progress=progress, pruned=prune)
    speak_of_sources(report, config, always=verbose)
    # That a source is held or failed has been said, in more words than its change of status.json would take.
    if any(path != STATUS for path in report.written):
        numbers = {"new": "new item", "renamed": "renamed item", "edited": "edited item", "redated": "re-dated item"}
        parts = [count(number, what) for kind, what in numbers.items() if (number := _count(report, kind))]
        parts.append(count(len(report.written), "file"))
        parts += [f"{count(report.hidden, 'item')} hidden by `keep` or `drop`"] if report.hidden else []
        parts += [f"{count(report.unhidden, 'item')} no longer hidden"] if report.unhidden else []
        click.echo(f"published {', '.join(parts)}", err=True)
    if report.pruned:
        click.echo(f"removed {count(len(report.pruned), 'archive file')}", err=True)
    sys.exit(report.exit_code)


@click.command()
@config_option
@now_option
@click.option("--repair", is_flag=True, help="First write every file anew that is missing or not as it was left.")
def check(config_path: Path, now: datetime | None, *, repair: bool) -> None:
    """Check config, ledger and every published file; say what is wrong and what to do.

    Where a redesign broke the selectors of a source, the page that a build met is looked at and new ones are proposed.

    Exit code 0 when all is well, 1 when something is wrong, 3 or 4 when a source failed or is held.
    """
    from feedpub.checks import check_site

    config = load(config_path, ())
    if repair:
        from feedpub import pipeline

        written = pipeline.repair(config).written
        if written:
            click.echo(f"repaired {count(len(written), 'file')}", err=True)
    findings = check_site(config, clock(now))
    for finding in findings:
        click.echo(finding.text)
    if not findings:
        click.echo("config, ledger and published files are in order")
    sys.exit(max((finding.exit_code for finding in findings), key=(0, 4, 3, 1).index, default=0))


@click.command(epilog=_SERVE_CODES)
@config_option
@click.option(
    "-p", "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one."
)
def serve(config_path: Path, port: int) -> None:
    """Preview the output on http://127.0.0.1 with the headers that a good host sends."""
    from feedpub.server import serve as run

    config = load(config_path, ())
    run(config.site.output, port, int(config.site.interval.total_seconds()))


def _count(report: "Report", kind: str) -> int:
    if kind == "new":
        return sum(source.new for source in report.sources)
    return sum(told == kind for source in report.sources for told in source.told.values())

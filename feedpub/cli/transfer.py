"""Commands that carry a ledger elsewhere and back: export, import, backup."""

import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import click

from feedpub.cli.common import READ_CODES, WRITE_CODES, clock, config_option, load, now_option, reading
from feedpub.errors import LedgerError
from feedpub.text import count


@click.command(epilog=READ_CODES, short_help="Print the whole ledger as JSON Lines.")
@config_option
def export(config_path: Path) -> None:
    """Print the whole ledger as JSON Lines: a header, then one object for each thing it holds."""
    from feedpub.ledger.export import dump

    out = sys.stdout.buffer
    with reading(load(config_path, ())) as kept:
        for line in dump(kept):
            out.write(line)
    out.flush()


@click.command("import", epilog=WRITE_CODES, short_help="Fill the ledger from an export.")
@config_option
@now_option
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--replace", is_flag=True, help="Take it in place of a ledger that holds items; that one is set aside.")
def import_(config_path: Path, now: datetime | None, file: Path, *, replace: bool) -> None:
    """Fill the ledger from FILE, an export (- is standard input): all of it, or on any fault nothing."""
    from contextlib import ExitStack

    from feedpub.ledger.transfer import import_ledger
    from feedpub.pipeline import lock_path
    from feedpub.publisher import lock

    config = load(config_path, ())
    path = config.site.ledger
    aside = _beside(path, clock(now)) if replace else None
    name = "standard input" if str(file) == "-" else str(file)
    with ExitStack() as stack:
        stack.enter_context(lock(lock_path(config)))
        try:
            lines: Iterable[bytes] = sys.stdin.buffer if str(file) == "-" else stack.enter_context(file.open("rb"))
            number = import_ledger(path, config.site.id, lines, name, aside=aside)
        except OSError as error:
            raise LedgerError(f"{name}: the export cannot be read ({error.strerror})") from None
    if aside is not None and aside.exists():
        click.echo(f"the ledger that was there is now {aside}", err=True)
    click.echo(f"imported {count(number, 'item')}; the next `feedpub build` publishes them", err=True)


def _beside(path: Path, now: datetime) -> Path:
    """Return the first free name beside a ledger to set it aside under."""
    names = [f"{path.name}.{now:%Y%m%dT%H%M%SZ}{suffix}.bak" for suffix in ("", *(f"-{n}" for n in range(2, 100)))]
    return next((free for name in names if not (free := path.with_name(name)).exists()), path.with_name(names[0]))


@click.command(epilog=READ_CODES, short_help="Copy the ledger to a file.")
@config_option
@click.argument("file", type=click.Path(path_type=Path))
def backup(config_path: Path, file: Path) -> None:
    """Copy the ledger to FILE, whole, even while a build is under way. FILE must not exist."""
    from feedpub.ledger.opening import copy_ledger

    config = load(config_path, ())
    copy_ledger(config.site.ledger, config.site.id, file)

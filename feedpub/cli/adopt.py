"""The command that takes over another program's feed: adopt."""

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from feedpub.cli.common import WRITE_CODES, clock, config_option, load, now_option
from feedpub.text import count

if TYPE_CHECKING:
    from feedpub.config import Config, Source


@click.command(epilog=WRITE_CODES, short_help="Take over the ids of another program's feed.")
@config_option
@now_option
@click.option("--source", "name", default="", metavar="NAME", help="The source whose page the feed is about.")
@click.argument("feeds", metavar="FEED...", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
def adopt(config_path: Path, now: datetime | None, name: str, feeds: tuple[Path, ...]) -> None:
    """Take over ids, dates and titles from FEED, so that its readers see nothing anew.

    FEED is a file in Atom, RSS or JSON Feed from any program, `-` for standard input, or an output folder of
    feedpub. Adopt before the first build: an entry that is known already keeps the id it has.
    """
    from feedpub.adopt import Adopter

    config = load(config_path, ())
    source = _source(config, name)
    inputs = [(str(path), sys.stdin.buffer.read() if str(path) == "-" else None) for path in feeds]
    for found in Adopter(config=config, source=source, now=clock(now)).adopt(inputs):
        for problem in found.problems:
            click.echo(f"warning: {problem}", err=True)
        known = f"; {count(found.known, 'entry', 'entries')} known already" if found.known else ""
        click.echo(f"{found.name}: {count(found.taken, 'item')} adopted{known}", err=True)
        if found.otherwise:
            which = "it keeps the id" if found.otherwise == 1 else f"{found.otherwise} of them keep the ids"
            click.echo(f"  {which} of an earlier build: adopt comes before the first one", err=True)


def _source(config: "Config", name: str) -> "Source | None":
    """Return the source that is named, or the only one; None when it is not said which of several."""
    from difflib import get_close_matches

    names = [source.name for source in config.source]
    if not name and len(names) == 1:
        return config.source[0]
    if not name:
        return None
    if name in names:
        return config.source[names.index(name)]
    near = get_close_matches(name, names, n=1, cutoff=0.4)
    hint = f"did you mean “{near[0]}”?" if near else f"there is: {', '.join(names)}"
    raise click.BadParameter(f"there is no source “{name}”; {hint}", param_hint="--source")

"""Commands, exit codes and the clock."""

import os
import sys

import click

from feedpub import __version__
from feedpub.cli.adopt import adopt
from feedpub.cli.common import EXIT_CODES
from feedpub.cli.corrections import withdraw
from feedpub.cli.init import init
from feedpub.cli.ledger import ledger
from feedpub.cli.plan import plan
from feedpub.cli.show import show
from feedpub.cli.site import build, check, serve
from feedpub.errors import FeedpubError


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, epilog=EXIT_CODES)
@click.version_option(__version__, prog_name="feedpub")
def cli() -> None:
    """Publish feeds for news that has none.

    feedpub reads listing pages, remembers every entry it has seen, and writes one combined feed and a
    feed per topic, as Atom, RSS and JSON Feed, with pages for people.
    """


for command in (build, plan, check, serve, show, init, adopt, ledger, withdraw):
    cli.add_command(command)


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

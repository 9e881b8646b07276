"""The group of all commands: each is loaded when it is run or asked for its help, and not before."""

import os
import sys
from importlib import import_module
from typing import Final

import click

from feedpub import __version__
from feedpub.cli.common import EXIT_CODES
from feedpub.errors import FeedpubError

_MODULES: Final = {
    "build": "site",
    "plan": "plan",
    "check": "site",
    "serve": "site",
    "show": "show",
    "init": "init",
    "adopt": "adopt",
    "ledger": "ledger",
    "withdraw": "corrections",
}
"""Command → the module that it is in."""


class _Group(click.Group):
    """Commands by name, each in a module of its own."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return sorted({*_MODULES, *super().list_commands(ctx)})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command."""
        if cmd_name not in _MODULES:
            return super().get_command(ctx, cmd_name)
        found: click.Command = getattr(import_module(f"feedpub.cli.{_MODULES[cmd_name]}"), cmd_name)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that the arguments begin with; click names the nearest of those that are loaded."""
        if self.get_command(ctx, args[0]) is None:
            for name in _MODULES:
                command = self.get_command(ctx, name)
                if command is not None:
                    self.add_command(command)
        return super().resolve_command(ctx, args)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]}, epilog=EXIT_CODES)
@click.version_option(__version__, prog_name="feedpub")
def cli() -> None:
    """Publish feeds for news that has none.

    feedpub reads listing pages, remembers every entry it has seen, and writes one combined feed and a
    feed per topic, as Atom, RSS and JSON Feed, with pages for people.
    """


def run() -> None:
    """Run a command; a fault of the run is one line on stderr and an exit code."""
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

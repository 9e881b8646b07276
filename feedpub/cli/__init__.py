"""Commands, exit codes and the clock. This module only sees whether there is anything to do, before others load."""

import sys


def main() -> None:
    """Run the command line; a build that finds everything as the last one left it ends here."""
    if _is_unchanged_build(sys.argv[1:]):
        return
    from feedpub.cli.commands import run

    run()


def _is_unchanged_build(args: list[str]) -> bool:
    """Say whether the arguments ask for a plain build, and that has nothing to do."""
    if args[:1] != ["build"]:
        return False
    given = {"--config": "feedpub.toml", "--now": ""}
    rest = args[1:]
    while rest:
        name, equals, value = rest.pop(0).partition("=")
        name = "--config" if name == "-c" and not equals else name
        if name not in given or not (equals or rest):
            return False
        given[name] = value if equals else rest.pop(0)
    from feedpub.stamp import is_unchanged

    now = _seconds(given["--now"])
    return now is not None and is_unchanged(given["--config"], now)


def _seconds(instant: str) -> int | None:
    """Return the clock, or a pinned instant, as epoch seconds; None for one that the command line has to explain."""
    if not instant:
        import time

        return int(time.time())
    from datetime import datetime

    try:
        pinned = datetime.fromisoformat(instant)
    except ValueError:
        return None
    return int(pinned.timestamp()) if pinned.tzinfo else None

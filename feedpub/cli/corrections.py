"""Commands that correct the ledger by hand: same, apart, forget, withdraw, clock. What follows is published at once."""

import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from feedpub.cli.common import NAMING, WRITE_CODES, clock, config_option, load, now_option, reading, speak_of_restoring
from feedpub.errors import ItemError
from feedpub.text import count, shorten

if TYPE_CHECKING:
    from feedpub.config import Config
    from feedpub.ledger import Ledger
    from feedpub.ledger.corrections import View


@click.command(epilog=NAMING + WRITE_CODES, short_help="Two items are one story.")
@config_option
@now_option
@click.argument("a")
@click.argument("b")
def same(config_path: Path, now: datetime | None, a: str, b: str) -> None:
    """Say that items A and B are one story: A stays, and whatever is listed as B is A from now on.

    B's guid leaves all files and is given to nothing else. `apart` undoes it.
    """
    from feedpub.ledger.clock import refuse_earlier_clock
    from feedpub.ledger.corrections import join
    from feedpub.ledger.finding import find_item

    config = load(config_path, ())
    view = _view(config, now)

    def correct(kept: "Ledger") -> str:
        refuse_earlier_clock(kept, view.now, config.path)
        guid, other = (_find_known(kept, find_item(kept, words)) for words in (a, b))
        if guid == other:
            raise ItemError(f"“{a}” and “{b}” are both {guid}; name two items")
        if kept.is_withdrawn(other):
            raise ItemError(
                f"{other} is withdrawn and would be back as part of {guid}; name it first, and both are out, or "
                f"take it back: feedpub withdraw --undo {other}"
            )
        said = f"one story: “{_title(kept, other)}” is “{_title(kept, guid)}” from now on"
        join(kept, guid, other, view)
        return said

    _correct(config, correct)


@click.command(epilog=NAMING + WRITE_CODES, short_help="One item is two stories.")
@config_option
@now_option
@click.argument("guid")
@click.argument("key", default="")
def apart(config_path: Path, now: datetime | None, guid: str, key: str) -> None:
    """Say that item GUID is two stories: it keeps what it printed before a later story was taken for it.

    The later story becomes an item of its own. KEY says which join is undone, by the key that came with it
    (see `show`) or the guid that `same` took away; without it, the latest.
    """
    from feedpub.ledger.clock import refuse_earlier_clock
    from feedpub.ledger.corrections import split
    from feedpub.ledger.finding import find_item, find_key

    config = load(config_path, ())
    view = _view(config, now)

    def correct(kept: "Ledger") -> str:
        refuse_earlier_clock(kept, view.now, config.path)
        found = _find_known(kept, find_item(kept, guid))
        later = split(kept, found, find_key(kept, found, key) if key else "", view)
        if not kept.is_minted(later):
            return f"two stories: {later} is apart from “{_title(kept, found)}”; the next build reads what it prints"
        return f"two stories: “{_title(kept, found)}” and “{_title(kept, later)}” ({later})"

    _correct(config, correct)


@click.command(epilog=NAMING + WRITE_CODES, short_help="Remove items and all their traces.")
@config_option
@click.argument("guids", metavar="GUID…", nargs=-1, required=True)
@click.option("--yes", is_flag=True, help="Do not ask.")
def forget(config_path: Path, guids: tuple[str, ...], *, yes: bool) -> None:
    """Remove items and all their traces, as if they had never been seen.

    What is still listed is announced anew by the next build, so that asks first. To take an item out for
    good, use `withdraw`.
    """
    from feedpub.ledger.corrections import forget as forget_item
    from feedpub.ledger.finding import find_item, listed_by
    from feedpub.readings import ranks_of

    config = load(config_path, ())
    with reading(config) as kept:
        found = list(dict.fromkeys(find_item(kept, words) for words in guids))
        said = []
        for guid in found:
            by = [name for name in listed_by(kept, guid) if name in ranks_of(config)]
            if by:
                said.append(
                    f"“{_title(kept, guid)}” is still listed by {', '.join(by)}: the next build will announce it anew"
                )
    if said and not yes:
        if not sys.stdin.isatty():
            lines = "\n".join(said)
            raise ItemError(f"{lines}\n  if that is meant, say --yes; to take it out for good: feedpub withdraw")
        click.echo("\n".join(said), err=True)
        click.confirm("Forget it all the same?", abort=True, err=True)

    def correct(kept: "Ledger") -> str:
        lines = [f"forgotten: {_title(kept, guid)}" for guid in found]
        for guid in found:
            forget_item(kept, guid)
        return "\n".join(lines)

    _correct(config, correct)


@click.command(epilog=NAMING + WRITE_CODES, short_help="Take items out of every file, for good.")
@config_option
@click.argument("guids", metavar="GUID…", nargs=-1, required=True)
@click.option("--undo", is_flag=True, help="Publish the items again.")
def withdraw(config_path: Path, guids: tuple[str, ...], *, undo: bool) -> None:
    """Take items out of every feed at once, and for good: they never return, listed or edited.

    Replaced archive pages keep them until `feedpub build --prune`; readers that have fetched them keep their copies.
    """
    from feedpub.ledger.finding import find_item

    config = load(config_path, ())
    gone: list[str] = []

    def correct(kept: "Ledger") -> str:
        lines = []
        for guid in dict.fromkeys(find_item(kept, words) for words in guids):
            title = _title(kept, guid)
            if undo == kept.is_withdrawn(guid):
                lines.append(f"{'back' if undo else 'withdrawn'}: {title}")
                if undo:
                    kept.readmit(guid)
                else:
                    kept.withdraw(guid)
                    gone.append(guid)
            else:
                lines.append(f"{title}: {'is not withdrawn' if undo else 'is withdrawn already'}")
        return "\n".join(lines)

    _correct(config, correct)
    pages = _replaced_pages(config.site.output / "archive", gone)
    if pages:
        click.echo(f"{count(pages, 'replaced archive file')} still in the output: feedpub build --prune", err=True)


@click.command("clock", epilog=WRITE_CODES, short_help="The clock was ahead, and is right now.")
@config_option
@now_option
def clock_(config_path: Path, now: datetime | None) -> None:
    """Say that the clock is right now: builds go on though the ledger was last changed at a later time.

    What was published stays as it is, also what is dated ahead.
    """
    from feedpub.ledger.clock import last_change, turn_back

    instant = clock(now)

    def correct(kept: "Ledger") -> str:
        last = last_change(kept)
        ahead = turn_back(kept, instant)
        if last <= instant:
            return f"the ledger was last changed at {last:%Y-%m-%dT%H:%M:%SZ}, which is not ahead of the clock"
        stay = f"; {count(ahead, 'item')} dated ahead, which stays published so" if ahead else ""
        return f"builds go on from {instant:%Y-%m-%dT%H:%M:%SZ}, not from {last:%Y-%m-%dT%H:%M:%SZ}{stay}"

    _correct(load(config_path, ()), correct)


# ── shared ────────────────────────────────────────────────────────────────────────────────────────────


def _correct(config: "Config", correction: "Callable[[Ledger], str]") -> None:
    """Make a correction, publish what follows, and say both."""
    from feedpub import pipeline

    said: list[str] = []
    report = pipeline.correct(config, lambda kept: said.append(correction(kept)))
    speak_of_restoring(report, config)
    click.echo("\n".join(said), err=True)
    written = len(report.written)
    click.echo(f"published {count(written, 'file')}" if written else "nothing changed", err=True)


def _replaced_pages(archive: Path, guids: Sequence[str]) -> int:
    """Count the files of an archive that still name some items: those that a new generation has replaced."""
    names = [guid.encode() for guid in guids]
    files = (path for path in archive.rglob("*") if names and path.is_file())
    return sum(any(name in content for name in names) for content in map(Path.read_bytes, files))


def _view(config: "Config", now: datetime | None) -> "View":
    from feedpub.ledger.corrections import View
    from feedpub.readings import ranks_of

    return View(site=config.site.id, ranks=ranks_of(config), now=clock(now))


def _find_known(kept: "Ledger", guid: str) -> str:
    """Refuse a withdrawn guid of which nothing more is known."""
    if not kept.is_minted(guid):
        raise ItemError(f"{guid} is withdrawn, and nothing more is known of it: the ledger was rebuilt from the feeds")
    return guid


def _title(kept: "Ledger", guid: str) -> str:
    """Return the title of an item, shortened; its guid when nothing more is known."""
    if not kept.is_minted(guid):
        return guid
    printed = kept.known_item(guid, {}).item.printed
    return shorten((printed.title or printed.summary).replace("\n\n", " "))

"""status.json for monitors: how each source stands, since when and why. It changes only when one of these does."""

import os
import shlex
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import msgspec

from feedpub.config import Config, Source
from feedpub.errors import option_of
from feedpub.ledger import SourceState, State
from feedpub.model import FeedFile

STATUS: Final = "status.json"

DRIFTED: Final = "the selectors no longer fit"
"""How the reason ends why a source is held that cannot be accepted, for nothing was read."""

_WORST_LAST: Final[tuple[State, ...]] = ("ok", "held", "failed")


class _Source(msgspec.Struct, kw_only=True, omit_defaults=True):
    """How one source stands; `accept` is the command that publishes what is held."""

    name: str
    state: State
    since: datetime | None = None
    reason: str = ""
    accept: str = ""


class _Status(msgspec.Struct, kw_only=True):
    """The whole file; `state` is the worst of all."""

    state: State
    sources: tuple[_Source, ...]


def status_file(config: Config, states: Iterable[tuple[Source, SourceState]]) -> FeedFile:
    """Write how the sources stand that were ever read, in config order."""
    sources = tuple(_source(config, source, state) for source, state in states)
    found: list[State] = ["ok", *(source.state for source in sources)]
    data = msgspec.json.encode(_Status(state=max(found, key=_WORST_LAST.index), sources=sources))
    return FeedFile(path=STATUS, data=msgspec.json.format(data, indent=1) + b"\n")


def read_status(data: bytes) -> Iterator[tuple[str, SourceState]]:
    """Yield the sources of a published `status.json` that are not ok; none of a damaged one."""
    try:
        status = msgspec.json.decode(data, type=_Status)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return
    for source in status.sources:
        if source.state != "ok" and source.since is not None and source.since.tzinfo is not None:
            since = source.since.astimezone(UTC)
            yield source.name, SourceState(state=source.state, since=since, reason=source.reason)


def accept_command(name: str, config: Path | None = None) -> str:
    """Return the command that publishes what is held of a source; with `config`, from where that leads to it."""
    # The equals sign, because a name may begin with a dash.
    option = f"--accept={shlex.quote(name)}" if name.startswith("-") else f"--accept {shlex.quote(name)}"
    return f"feedpub build{option_of(config)} {option}"


def next_step(name: str, reason: str, config: Path) -> str:
    """Return what can be done about a source that is held for this reason."""
    if reason.endswith(DRIFTED):
        return f"for new ones: feedpub check{option_of(config)}"
    return f"if the listing is right: {accept_command(name, config)}"


def _source(config: Config, source: Source, state: SourceState) -> _Source:
    if state.state == "ok":
        return _Source(name=source.name, state="ok")
    return _Source(
        name=source.name,
        state=state.state,
        since=state.since,
        reason=_without_folders(state.reason, source, config),
        accept=accept_command(source.name) if state.state == "held" and not state.reason.endswith(DRIFTED) else "",
    )


def _without_folders(reason: str, source: Source, config: Config) -> str:
    """Take the folders of this machine out of a reason: the file is for everybody to read."""
    folders = {str(config.path.resolve().parent)}
    if Path(source.path).is_absolute():
        folders |= {os.path.dirname(source.path), str(Path(source.path).parent)}  # noqa: PTH120 - as it is spelt
    for folder in sorted(folders - {"/"}, key=len, reverse=True):
        reason = reason.replace(f"{folder}/", "")
    return reason

"""Read the bytes of a source: a file, standard input, or the snapshots of a folder."""

import re
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Final

from feedpub.errors import SourceError
from feedpub.model import Problem

_DATED: Final = re.compile(
    r"(?<!\d)(?P<day>\d{4}[-_./]?[01]\d[-_./]?[0-3]\d)"
    r"(?:[T_. -]?(?P<time>[0-2]\d[-:.h]?[0-5]\d(?:[-:.m]?[0-5]\d)?)(?P<zone>Z)?)?(?!\d)"
)
"""A day in the name of a snapshot, and a time if there is one; `/` too, for folders by year and month."""


_SCHEME: Final = re.compile(r"(https?):/+")
_ADDRESS: Final = re.compile(
    r"www\.|(?:[\w-]+\.)+[^\W\d_]{2,}(?::\d+)?/|(?:[\w-]+\.)+(?:com|org|net)$|(?:[\w-]+\.){2,}[a-z]{2}$|[\w.-]+:\d+(?:/|$)"
)
"""How an address of the web begins that was written without its scheme; a file’s name seldom does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A page as it was once: a file, and the instant that its name says."""

    name: str
    at: datetime


def read_source(path: str, home: Path, *, step: str = "check `path`, or what should write it") -> bytes:
    """Return all bytes of the listing at `path` (`-`: standard input), seen from the folder `home`.

    Raises SourceError naming the file when it cannot be read; `step` is what to do where there is none.
    """
    if path == "-":
        return sys.stdin.buffer.read()
    file = home / path
    try:
        return file.read_bytes()
    except FileNotFoundError:
        raise SourceError(f"{path}: there is no such file; {step}") from None
    except IsADirectoryError:
        raise SourceError(f"{path}: this is a folder; name the listing's file") from None
    except OSError as error:
        raise SourceError(f"{path}: the file cannot be read ({error.strerror})") from None


def read_named(name: str, *, fetches: bool = False) -> bytes:
    """Return all bytes of a file that was named on the command line; `fetches`: addresses of the web can be, too."""
    step = "check its name, and the folder that you are in"
    if scheme := _SCHEME.match(name):
        name = f"{scheme[1]}://{name[scheme.end() :]}"  # a path has lost a slash
        step = f"this command reads files: save the page first, e.g. `curl -o page.html {name}`"
    elif fetches and _ADDRESS.match(name):
        step = f"for a page of the web write its whole address: https://{name}"
    return read_source(name, Path(), step=step)


def is_folder(path: str, home: Path) -> bool:
    """Say whether a source is a folder of snapshots."""
    return path != "-" and (home / path).is_dir()


def list_snapshots(path: str, home: Path, zone: tzinfo, now: datetime) -> tuple[list[Snapshot], list[Problem]]:
    """Return the snapshots of a folder, oldest first, and the files in it that are none.

    A name says the day, and the time if it can: 2026-11-22.txt, 2026-11-22T0600Z.txt, 2026/11/22.txt. Without
    a zone it is meant in `zone`; a day without a time was seen at its end. Hidden files do not count.
    Raises SourceError when there is none.
    """
    snapshots: list[Snapshot] = []
    problems: list[Problem] = []
    folder = home / path
    try:
        files = sorted(file.relative_to(folder) for file in folder.rglob("*") if file.is_file())
    except OSError as error:
        raise SourceError(f"{path}: the folder cannot be read ({error.strerror})") from None
    for file in files:
        if any(part.startswith(".") for part in file.parts):
            continue
        name = f"{path.rstrip('/')}/{file.as_posix()}"
        at = instant_of(file.as_posix(), zone)
        if at is None:
            message = f"{name}: no date in the name; call a snapshot e.g. 2026-11-22T0600Z.txt"
            problems.append(Problem(source=path, message=message))
        elif at - timedelta(days=1) > now:
            problems.append(Problem(source=path, message=f"{name}: lies in the future and is not read yet"))
        else:
            snapshots.append(Snapshot(name=name, at=min(at, now)))
    if not snapshots:
        raise SourceError(f"{path}: no snapshot lies in this folder; call one e.g. 2026-11-22T0600Z.txt")
    return sorted(snapshots, key=lambda snapshot: (snapshot.at, snapshot.name)), problems


def instant_of(name: str, zone: tzinfo) -> datetime | None:
    """Return the instant that the last date in a name says; None when there is none."""
    dates = list(_DATED.finditer(name))
    if not dates:
        return None
    found = dates[-1]
    day = re.sub(r"\D", "", found["day"])
    time = re.sub(r"\D", "", found["time"] or "235959").ljust(6, "0")
    try:
        at = datetime.strptime(f"{day}{time}", "%Y%m%d%H%M%S")  # noqa: DTZ007 - the zone follows
    except ValueError:
        return None
    return at.replace(tzinfo=UTC if found["zone"] else zone).astimezone(UTC)

"""What a run left, so that the next one can see at once that nothing is to be done.

The stamp stands in the lock file: empty while a run is under way or broken off, else a digest of everything that a
build looks at: program, config, ledger, the bytes of the sources, size and time of the published files. It is
written only where every source is well; `until` is when the same bytes would be read otherwise. Imports as little
as can be: this is all that most runs of a cron job need.
"""

import os
import sys
from contextlib import suppress
from hashlib import blake2b
from stat import S_ISREG

_PACKAGE = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120 - pathlib costs more than all the rest
_FORMAT = b"feedpub 1\n"
_WRITERS = frozenset(
    ("feedgen", "lxml", "jinja2", "markupsafe", "msgspec", "nh3", "python_dateutil", "python_slugify", "text_unidecode")
)


def is_unchanged(config: str, now: int) -> bool:
    """Say whether a build of this config would find everything as the last one left it. Changes nothing."""
    try:
        with open(config, "rb") as file:  # noqa: PTH123
            declared = file.read()
        lock = _lock_of(config, declared)
        with open(lock, "rb") as file:  # noqa: PTH123
            head, _, rest = file.read().partition(b"\n\n")
        format_, at, until, ledger, output, *sources = head.split(b"\n")
        if format_ + b"\n" != _FORMAT or not int(at) <= now or (until != b"-" and now >= int(until)):
            return False
        paths = [os.fsdecode(path) for path in sources]
        return rest == _digest(config, declared, os.fsdecode(ledger), os.fsdecode(output), paths)
    except (OSError, ValueError):
        return False


def forget(lock: str) -> bool:
    """Take away the stamp: a run is under way. Say whether there was one: then no run broke off before this one."""
    stood = os.path.getsize(lock) > 0  # noqa: PTH202
    if stood:
        os.truncate(lock, 0)
    return stood


def keep(lock: str, config: str, paths: tuple[str, str, list[str]], times: tuple[int, int | None]) -> None:
    """Leave the stamp of a run: `paths` of ledger, output and sources; `times`, its clock and until when it holds."""
    ledger, output, sources = paths
    at, until = times
    if any(b"\n" in os.fsencode(path) for path in (ledger, output, *sources)):
        return
    try:
        with open(config, "rb") as file:  # noqa: PTH123
            declared = file.read()
        if _lock_of(config, declared) != lock:
            return
        digest = _digest(config, declared, ledger, output, sources)
    except (OSError, ValueError):
        return
    lines = [str(at), "-" if until is None else str(until), ledger, output, *sources]
    try:
        with open(lock, "wb") as file:  # noqa: PTH123
            file.write(_FORMAT + b"\n".join(map(os.fsencode, lines)) + b"\n\n" + digest)
    except OSError:  # The disk is full, but all is published: the next run looks at everything.
        with suppress(OSError):
            os.truncate(lock, 0)


def looks_of(sources: list[str]) -> list[bytes]:
    """Return what can be compared of each source without reading it as a listing."""
    return [_look_of(source) for source in sources]


def _lock_of(config: str, declared: bytes) -> str:
    """Find the lock file of a config; where it is written in an unusual way, another file, which has no stamp."""
    name = "feedpub.db"
    for line in declared.splitlines():
        key, _, value = line.partition(b"=")
        if key.strip() == b"ledger":
            quoted = value.strip()  # with a comment behind it, perhaps
            name = quoted[1:].partition(quoted[:1])[0].decode()
    folder = os.path.dirname(os.path.realpath(config))  # noqa: PTH120
    return os.path.normpath(os.path.join(folder, name)) + ".lock"  # noqa: PTH118


def _digest(config: str, declared: bytes, ledger: str, output: str, sources: list[str]) -> bytes:
    found = blake2b(digest_size=32)
    for part in (
        os.fsencode(os.path.realpath(config)),
        declared,
        _program(),
        _status(ledger),
        b"wal" if os.path.exists(f"{ledger}-wal") and os.path.getsize(f"{ledger}-wal") else b"",  # noqa: PTH110, PTH202
        _names(output),
        _names(f"{output}/topics") if os.path.isdir(f"{output}/topics") else b"",  # noqa: PTH112 - none without topics
        *looks_of(sources),
    ):
        found.update(b"%d:" % len(part))
        found.update(part)
    return found.digest().hex().encode()


def _look_of(source: str) -> bytes:
    """Return the digest of a file, or the names in a folder of snapshots."""
    if not os.path.isdir(source):  # noqa: PTH112
        with open(source, "rb") as file:  # noqa: PTH123
            return blake2b(file.read()).digest()
    names = [f"{folder}/{name}" for folder, _, files in os.walk(source) for name in files]
    return os.fsencode("\n".join(sorted(names)))


def _program() -> bytes:
    """Return which program this is, and on what it rests: newer ones may write other bytes."""
    own = (_names(folder) for folder, _, _ in sorted(os.walk(_PACKAGE)) if "__pycache__" not in folder)
    return b"".join((*own, os.fsencode("\n".join((sys.version, *_installed())))))


def _installed() -> list[str]:
    """Return the installed versions of what has a hand in the published bytes, by the names that installers leave."""
    found: set[str] = set()
    for folder in set(sys.path):
        try:
            names = os.listdir(folder or ".")  # noqa: PTH208
        except OSError:  # a zip file, or nothing
            continue
        found.update(name for name in names if name.partition("-")[0].lower() in _WRITERS and name.endswith("-info"))
    return sorted(found)


def program() -> str:
    """Return a digest of the program."""
    return blake2b(_program(), digest_size=16).hexdigest()


def _names(folder: str) -> bytes:
    """Return name, size and time of every file in a folder."""
    with os.scandir(folder) as entries:
        found = [(e.name, e.stat(follow_symlinks=False)) for e in entries]
    lines = [f"{name} {s.st_size} {s.st_mtime_ns} {s.st_mode}" for name, s in sorted(found) if S_ISREG(s.st_mode)]
    others = [name for name, s in sorted(found) if not S_ISREG(s.st_mode) and name != "__pycache__"]
    return os.fsencode("\n".join((*lines, *others)))


def _status(path: str) -> bytes:
    status = os.stat(path)  # noqa: PTH116
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ino}".encode()

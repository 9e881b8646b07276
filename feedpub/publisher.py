"""Put files into the output folder: whole, only if changed, one run at a time."""

import errno
import fcntl
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Literal

from feedpub.errors import LockedError, PublishError
from feedpub.model import FeedFile
from feedpub.paths import Paths

SECOND = 10**9
NEXT_STEP = {
    errno.ENOSPC: "free some space and run again",
    errno.EDQUOT: "free some space or raise the quota, and run again",
    errno.EROFS: "mount the file system writable or choose another folder",
    errno.EACCES: "let the user who runs feedpub read and write it",
    errno.EPERM: "let the user who runs feedpub read and write it",
}

_ARCHIVE = "archive"
_FOLDERS = ("topics", _ARCHIVE)
"""The folders below the output that are feedpub's own."""

_TEMP = ".feedpub-*.tmp"


@contextmanager
def lock(path: Path) -> Iterator[None]:
    """Hold the lock file for one run, or raise LockedError at once; the file stays, only the lock goes."""
    with _explained(path, "locked"):
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        with _explained(path, "locked"):
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                message = f"{path}: another run is under way and holds this lock; wait until it has ended"
                raise LockedError(message) from None
        yield
    finally:
        os.close(descriptor)


def prepare(output: Path) -> None:
    """See that `output`, or the nearest folder above it that exists, can be written; create nothing."""
    nearest = next(filter(os.path.lexists, (output, *output.parents)), output)
    with _explained(nearest, "used for the output"):
        if not stat.S_ISDIR(nearest.stat().st_mode):
            raise PublishError(f"{nearest}: is not a folder; move it away or set `output` to another folder")
        if not os.access(nearest, os.R_OK | os.W_OK | os.X_OK):
            message = f"{nearest}: cannot be written; let the user who runs feedpub write it or set `output` elsewhere"
            raise PublishError(message)
    for folder in (output / name for name in _FOLDERS):
        if folder.is_symlink():
            raise PublishError(f"{folder}: is a symlink where a folder belongs; move it away, nothing was written")


def sweep(output: Path, *, archive: bool = True) -> None:
    """Remove the temp files that killed runs left in our own folders; call it under the lock.

    The archive has many folders: only a run that broke off can have left some there.
    """
    own = [folder for name in _FOLDERS if not (folder := output / name).is_symlink()]
    kept = [folder for folder in own if archive or folder.name != _ARCHIVE]
    for path in chain(output.glob(_TEMP), *(folder.rglob(_TEMP) for folder in kept)):
        with _explained(path, "removed"):
            path.unlink(missing_ok=True)


def changes(files: Iterable[FeedFile], output: Path) -> Iterator[tuple[FeedFile, Literal["new", "changed"]]]:
    """Name the files that publishing would write, one at a time; touch nothing."""
    folders: set[str] = set()
    for file in files:
        try:
            difference = _compare(_locate(output, file.path, folders), file.data)
        except OSError as error:
            raise _told(output / file.path, "read", "; the old file still stands", error) from error
        if difference is not None:
            yield file, difference


def publish(files: Iterable[FeedFile], output: Path) -> Paths:
    """Write the files that differ from what stands in `output`, and return their paths in order.

    A reader sees the whole old file or the whole new one, after a crash too. Raises PublishError; the files
    written before it stay, the others are as they were.
    """
    written = Paths()
    touched: dict[str, list[Path]] = {}
    for file, difference in changes(files, output):
        folder, _, name = f"{output}/{file.path}".rpartition("/")
        try:
            if folder not in touched:
                touched[folder] = [Path(folder), *_make_folders(Path(folder))]
            _replace(folder, name, file.data, stands=difference == "changed")
        except OSError as error:
            kept = "the old file still stands" if difference == "changed" else "no half file was left there"
            raise _told(output / file.path, "written", f"; {kept}", error) from error
        written.append(file.path)
    for path in sorted(set(chain.from_iterable(touched.values()))):
        with _explained(path, "made safe against power loss", "; the new files stand"):
            _sync_folder(path)
    return written


def replaced(output: Path, keep: Callable[[str], bool]) -> list[str]:
    """Name the files of the archive that are not to be kept, by their path."""
    walk = os.walk(output / _ARCHIVE, topdown=False)
    paths = (Path(folder, name).relative_to(output).as_posix() for folder, _, names in walk for name in sorted(names))
    return [path for path in paths if not keep(path)]


def prune(output: Path, keep: Callable[[str], bool]) -> list[str]:
    """Remove the files of the archive that are not to be kept, and folders that become empty; return the files."""
    removed = replaced(output, keep)
    for path in removed:
        with _explained(output / path, "removed"):
            (output / path).unlink()
    for folder, _, _ in os.walk(output / _ARCHIVE, topdown=False):
        with _explained(Path(folder), "pruned"):
            if not os.listdir(folder):  # noqa: PTH208 - one folder after the other, from below
                Path(folder).rmdir()
    return removed


@contextmanager
def _explained(path: Path, action: str, outcome: str = "") -> Iterator[None]:
    """Turn an OSError into a PublishError that names the path, the reason, the outcome and the next step."""
    try:
        yield
    except OSError as error:
        raise _told(path, action, outcome, error) from error


def _told(path: Path, action: str, outcome: str, error: OSError) -> PublishError:
    """Return the PublishError that says what an OSError means."""
    reason = error.strerror or str(error)
    step = NEXT_STEP.get(error.errno or 0, "see what stands there and run again")
    return PublishError(f"{path}: cannot be {action}: {reason}{outcome}; {step}")


def _locate(output: Path, name: str, folders: set[str]) -> str:
    """Return where a file goes, and refuse a place outside `output`; `output` itself may be a symlink.

    `folders` are those in which a file went before.
    """
    own = name.rpartition("/")[2]
    before = name[: len(name) - len(own)]
    if before in folders and own not in {"", ".", ".."} and "\0" not in own:
        return f"{output}/{name}"
    pure = PurePosixPath(name)
    if not pure.parts or pure.is_absolute() or ".." in pure.parts or "\0" in name:
        raise PublishError(f"{name!r}: leads out of the output folder {output}; nothing was written; correct the path")
    folder = output
    for part in pure.parts[:-1]:
        folder /= part
        with suppress(FileNotFoundError):
            if not stat.S_ISDIR(folder.lstat().st_mode):
                what = "a symlink" if folder.is_symlink() else "a file"
                raise PublishError(f"{folder}: is {what} where a folder belongs; nothing was written; move it away")
    folders.add(before)
    return f"{output}/{pure}"


def _compare(path: str, data: bytes) -> Literal["new", "changed"] | None:
    """Tell how `data` differs from the file at `path`; a symlink always differs and is never followed."""
    try:
        status = os.lstat(path)
    except FileNotFoundError:
        return "new"
    if stat.S_ISDIR(status.st_mode):
        raise PublishError(f"{path}: is a folder where a file belongs; nothing was written; move it away")
    if stat.S_ISREG(status.st_mode) and status.st_size == len(data) and Path(path).read_bytes() == data:
        return None
    return "changed"


def _make_folders(folder: Path) -> list[Path]:
    """Create `folder` and those above it that are missing, and return the parents of the created ones."""
    if folder.exists():
        return []
    parents = [*_make_folders(folder.parent), folder.parent]
    folder.mkdir(0o755)
    return parents


def _replace(folder: str, name: str, data: bytes, *, stands: bool) -> None:
    """Put a whole new file into a folder, or leave everything as it was; `stands` says that there is an old one."""
    temp, path = f"{folder}/.feedpub-{os.urandom(8).hex()}.tmp", f"{folder}/{name}"
    try:
        # The mode goes through open, not chmod, so that the umask applies.
        descriptor = os.open(temp, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_NOFOLLOW, 0o644)
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(descriptor, rest) :]
            if stands:
                _date_after(descriptor, path)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        os.replace(temp, path)  # noqa: PTH105
    except BaseException:
        with suppress(OSError):
            os.unlink(temp)  # noqa: PTH108
        raise


def _date_after(descriptor: int, old: str) -> None:
    """Give the open file an mtime in a later second than the old one's: ETags are whole seconds and size."""
    with suppress(FileNotFoundError):
        second = os.lstat(old).st_mtime_ns // SECOND
        if os.fstat(descriptor).st_mtime_ns // SECOND <= second:
            os.utime(descriptor, ns=((second + 1) * SECOND, (second + 1) * SECOND))


def _sync_folder(folder: Path) -> None:
    """Make the renames in a folder survive a loss of power."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        # Network and shared-folder file systems know no fsync of a folder and say EINVAL.
        if error.errno != errno.EINVAL:
            raise
    finally:
        os.close(descriptor)

"""Read the bytes of a source: a file, or standard input."""

import sys
from pathlib import Path

from feedpub.errors import SourceError


def read_source(path: str, home: Path) -> bytes:
    """Return all bytes of the listing at `path` (`-`: standard input), seen from the folder `home`.

    Raises SourceError naming the file when it cannot be read.
    """
    if path == "-":
        return sys.stdin.buffer.read()
    file = home / path
    try:
        return file.read_bytes()
    except FileNotFoundError:
        raise SourceError(f"{path}: there is no such file; check `path`, or what should write it") from None
    except IsADirectoryError:
        raise SourceError(f"{path}: this is a folder; name the listing's file") from None
    except OSError as error:
        raise SourceError(f"{path}: the file cannot be read ({error.strerror})") from None

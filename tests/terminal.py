"""Run a command as a person sees it: in a terminal of its own."""

import fcntl
import os
import pty
import struct
import subprocess
import termios
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Timer


def run_in_terminal(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], *, columns: int = 80
) -> tuple[int, str]:
    """Return the exit code of a command, and all that it writes to a terminal of so many columns."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    # What the tests themselves run in says nothing about this terminal.
    env = {name: value for name, value in environment.items() if name not in {"COLUMNS", "LINES"}}
    with subprocess.Popen(
        command, cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs
    ) as process:
        os.close(theirs)
        timer = Timer(60, process.kill)
        timer.start()
        written = b"".join(iter(lambda: _read(ours), b""))
        timer.cancel()
    os.close(ours)
    return process.returncode, written.decode().replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux says that nobody holds the other end any more
        return b""

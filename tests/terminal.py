"""Run a command as a person sees it: in a terminal of its own."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Timer


def run_in_terminal(
    command: Sequence[str],
    folder: Path,
    environment: Mapping[str, str],
    *,
    columns: int = 80,
    typing: tuple[str, str] | None = None,
) -> tuple[int, str]:
    """Return the exit code of a command, and all that it writes to a terminal of so many columns.

    `typing` is what the person waits for, and what they type then; Ctrl-C is “\x03”.
    """
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    # What the tests themselves run in says nothing about this terminal.
    env = {name: value for name, value in environment.items() if name not in {"COLUMNS", "LINES"}}
    with subprocess.Popen(
        _in_session(command) if typing else command,
        cwd=folder,
        env=env,
        stdin=theirs if typing else subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        start_new_session=bool(typing),
    ) as process:
        os.close(theirs)
        timer = Timer(60, process.kill)
        timer.start()
        written, pressed = b"", b""
        while more := _read(ours, pressed):
            written += more
            if typing and typing[0].encode() in written:
                os.write(ours, typing[1].encode())
                pressed, typing = typing[1].encode(), None
        timer.cancel()
    os.close(ours)
    return process.returncode, written.decode().replace("\r\n", "\n")


def _in_session(command: Sequence[str]) -> Sequence[str]:
    """Return a command that first makes its standard input the terminal of its session, as a login does."""
    program = (
        "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execvp(sys.argv[1], sys.argv[1:])"
    )
    return [sys.executable, "-c", program, *command]


def _read(terminal: int, pressed: bytes) -> bytes:
    """Read what comes next. Who pressed Ctrl-C presses it again where nothing comes of it.

    The first may come between the prompt and the moment from which Python's `input` listens, and is lost then.
    """
    while pressed == b"\x03" and not select.select([terminal], [], [], 2)[0]:
        os.write(terminal, pressed)
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux says that nobody holds the other end any more
        return b""

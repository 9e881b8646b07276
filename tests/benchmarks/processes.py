"""Run a command as a whole process, and say what it took. Commands that are compared run in turn."""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

TESTS: Final = Path(__file__).resolve().parent.parent
# What is installed has its bytecode; where none may be written, each run would compile the whole programme.
ENVIRONMENT: Final = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | {
    "PYTHONPATH": os.pathsep.join([str(TESTS.parent), str(TESTS)])
}


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took: CPU seconds (user and system), and peak memory in bytes."""

    cpu: float
    memory: int


@dataclass(frozen=True, slots=True)
class Command:
    """A command with what has to be done before each of its runs, which does not count."""

    arguments: Sequence[str]
    before: Callable[[], object] = lambda: None


def python(*arguments: str) -> list[str]:
    """Return a command of this Python."""
    return [sys.executable, *arguments]


def feedpub(*arguments: str) -> list[str]:
    """Return a command of feedpub."""
    return python("-m", "feedpub", *arguments)


def run(command: Sequence[str]) -> Cost:
    """Run a command to its end. Raises RuntimeError when it fails."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=ENVIRONMENT) as process:
        said = process.stdout.read() if process.stdout else b""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}: {said.decode()[-2000:]}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def compile_all() -> None:
    """Compile feedpub, as its installation does."""
    run(python("-m", "compileall", "-q", str(TESTS.parent / "feedpub")))


def compare(*commands: Command, runs: int) -> list[Cost]:
    """Run commands in turn, `runs` times each, and return the median cost of each."""
    costs: list[list[Cost]] = [[] for _ in commands]
    for _ in range(runs):
        for command, found in zip(commands, costs, strict=True):
            command.before()
            found.append(run(command.arguments))
    return [Cost(median(c.cpu for c in found), max(c.memory for c in found)) for found in costs]

"""Run feedpub and count what it asks of the disk and of SQLite.

python -m benchmarks.probe FILE COMMAND…   writes {"steps": …, "bytes": …} into FILE

Steps are instructions of SQLite's machine in hundreds, which grow with the rows that are read; bytes are what the
process wrote, to whatever file.
"""

import json
import sqlite3
import sys
from pathlib import Path
from typing import Final

STEP: Final = 100


def main(report: Path, arguments: list[str]) -> None:
    """Run a command with the counter in every connection."""
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    class Connection(sqlite3.Connection):
        def __init__(self, *args: object, **kwargs: object) -> None:
            super().__init__(*args, **kwargs)  # type: ignore[arg-type]
            self.set_progress_handler(count, STEP)

    connect = sqlite3.connect
    sqlite3.connect = lambda *args, **kwargs: connect(*args, factory=Connection, **kwargs)  # type: ignore[assignment]
    from feedpub.cli import main as command

    sys.argv = ["feedpub", *arguments]
    code = 0
    try:
        command()
    except SystemExit as end:
        code = int(end.code or 0)
    io = dict(line.split(": ") for line in Path("/proc/self/io").read_text(encoding="ascii").splitlines())
    report.write_text(json.dumps({"steps": steps, "bytes": int(io["wchar"])}), encoding="ascii")
    sys.exit(code)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])

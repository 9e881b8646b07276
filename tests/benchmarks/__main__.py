"""Measure, and print a table: python -m benchmarks [--size N] [--sizes N,N,…] [--runs N] [--only WORK] [--json FILE]."""

import argparse
import json
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

from benchmarks import rows
from benchmarks.processes import compile_all
from benchmarks.rows import Row


def main() -> None:
    """Run what is wanted, each row printed as soon as it is known."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="How long feedpub takes.")
    parser.add_argument("--size", type=int, default=100_000, help="entries of the archive (100000)")
    parser.add_argument(
        "--sizes",
        default="1000,10000,100000",
        help="archives whose growth is measured, the smallest first; 1000000 takes half an hour and 20 GB",
    )
    parser.add_argument("--runs", type=int, default=3, help="runs of each command, in turn (3)")
    parser.add_argument(
        "--only",
        default="",
        help="build, growth, unchanged, parse, pages, curve, dates, html or write; several with commas",
    )
    parser.add_argument("--json", type=Path, default=Path("build/benchmarks.json"), help="where the figures go")
    wanted = parser.parse_args()
    sizes = [int(size) for size in wanted.sizes.split(",")]
    works: dict[str, Callable[[Path], Iterator[Row]]] = {
        # A process begins as large as the one that starts it: what is measured in here comes last.
        "build": lambda folder: rows.full_build(folder, wanted.size, wanted.runs),
        "unchanged": lambda folder: rows.unchanged(folder, wanted.size, wanted.runs),
        "growth": lambda folder: rows.growth(folder, sizes),
        "write": lambda folder: rows.writing(folder, min(wanted.size, 1000), wanted.runs),
        "parse": lambda folder: rows.parsing(folder, wanted.size, wanted.runs),
        "pages": lambda _: rows.pages(wanted.size),
        "curve": lambda folder: rows.curve(folder, sizes, wanted.runs),
        "dates": lambda _: rows.dates(wanted.size, wanted.runs),
        "html": lambda _: rows.web_pages(),
    }
    compile_all()
    found: list[Row] = []
    for name, work in works.items():
        if not wanted.only or name in wanted.only.split(","):
            with tempfile.TemporaryDirectory(prefix="feedpub-bench-") as folder:
                for row in work(Path(folder)):
                    found.append(row)
                    print(_line(row), flush=True)
    wanted.json.parent.mkdir(parents=True, exist_ok=True)
    wanted.json.write_text(json.dumps([asdict(row) for row in found], indent=1) + "\n", encoding="utf-8")


def _line(row: Row) -> str:
    ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
    figures = ", ".join(f"{name} {value:,.2f}" for name, value in row.measured.items())
    return f"{row.work:24} {row.size:>9,}  {row.against:34} {ratio:>7}  {row.target:18} {figures}"


if __name__ == "__main__":
    main()

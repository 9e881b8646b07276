"""What is measured: each function returns rows of the table, every ratio from one run of interleaved processes."""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Final

from lxml import etree

from benchmarks.listings import Story, listing, stories, write_site
from benchmarks.processes import ENVIRONMENT, TESTS, Command, Cost, compare, feedpub, python, run
from benchmarks.webpages import KINDS

NOW: Final = "2026-11-25T06:00:00Z"
LATER: Final = "2026-11-25T07:00:00Z"
MEGABYTE: Final = 2**20


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what was done, how much, and how that stands to the other and to the target."""

    work: str
    size: int
    against: str
    measured: dict[str, float]
    ratio: float | None = None
    target: str = ""


def full_build(folder: Path, size: int, runs: int) -> Iterator[Row]:
    """Compare a full build with the obvious program and with hand-written f-strings."""
    config = write_site(folder, size)
    build = Command(feedpub("build", "-c", str(config), "--now", NOW), partial(_begin_anew, folder))
    programs = {"obvious": ["obvious"], "by hand": ["handwritten"], "dateutil": ["handwritten", "dateutil"]}
    others = [
        Command(
            python("-m", f"benchmarks.{module}", str(folder), str(folder / name), *more),
            partial(_empty, folder / name),
        )
        for name, (module, *more) in programs.items()
    ]
    own, obvious, *handwritten = compare(build, *others, runs=runs)
    for name in programs:
        refuse_difference(folder / "output", folder / name)
    yield Row(
        "full build",
        size,
        "the obvious program",
        {"cpu": own.cpu, "its cpu": obvious.cpu},
        obvious.cpu / own.cpu,
        "≥ 6 times faster",
    )
    yield Row(
        "full build: peak memory",
        size,
        "the obvious program",
        {"MB": own.memory / MEGABYTE, "its MB": obvious.memory / MEGABYTE},
        own.memory / obvious.memory,
        "≤ 1/8",
    )
    for against, other in zip(("f-strings", "f-strings, dateutil per entry"), handwritten, strict=True):
        measured = {"cpu": own.cpu, "its cpu": other.cpu}
        yield Row("full build", size, against, measured, own.cpu / other.cpu, "≤ 2.5 times")


def growth(folder: Path, sizes: Sequence[int]) -> Iterator[Row]:
    """Build archives of several sizes anew, and then add one entry to each."""
    built: dict[int, Cost] = {}
    for size in sizes:
        site = folder / str(size)
        site.mkdir()
        built[size] = run(feedpub("build", "-c", str(write_site(site, size)), "--now", NOW))
        yield Row(
            "full build",
            size,
            "",
            {
                "cpu": built[size].cpu,
                "µs an entry": built[size].cpu / size * 1e6,
                "MB": built[size].memory / MEGABYTE,
                "ledger, bytes an entry": (site / "feedpub.db").stat().st_size / size,
            },
            target="linear; < 120 MB",
        )
    base = built.get(10_000)
    if base is not None and sizes[-1] > 10_000:
        ratio = built[sizes[-1]].memory / base.memory
        yield Row("full build: peak memory", sizes[-1], "10,000 entries", {}, ratio, "≤ 1.5 times")
    yield from one_more(folder, sizes)
    yield from looked_after(folder, sizes)


def looked_after(folder: Path, sizes: Sequence[int]) -> Iterator[Row]:
    """Open the ledgers of archives of several sizes, and check everything."""
    code = (
        "import sys, time; from feedpub.config import load_config; from feedpub.ledger import open_ledger; "
        "from pathlib import Path; site = load_config(Path(sys.argv[1])).site; start = time.process_time()\n"
        "with open_ledger(site.ledger, site.id) as ledger: ledger.last_arrival()\n"
        "print((time.process_time() - start) * 1000)"
    )
    for size in sizes:
        config = str(folder / str(size) / "feedpub.toml")
        opened = median(float(subprocess.check_output(python("-c", code, config), env=ENVIRONMENT)) for _ in range(5))
        yield Row("open the ledger", size, "", {"ms": opened}, target="flat")
        cost = run(feedpub("check", "-c", config))
        measured = {"cpu": cost.cpu, "µs an entry": cost.cpu / size * 1e6, "MB": cost.memory / MEGABYTE}
        yield Row("check", size, "", measured, target="< 120 MB")


def one_more(folder: Path, sizes: Sequence[int]) -> Iterator[Row]:
    """Add one entry after the other to archives of several sizes, in turn."""
    costs: dict[int, list[tuple[float, int, int]]] = {size: [] for size in sizes}
    for size in sizes:
        _read_only(folder / str(size), list(islice(stories(size), max(0, size - 50), None)))
        run(feedpub("build", "-c", str(folder / str(size) / "feedpub.toml"), "--now", LATER))
    for turn in range(5):
        for size in sizes:
            costs[size].append(_add(folder / str(size), size, turn))
    first = median(cpu for cpu, _, _ in costs[sizes[0]])
    for size, found in costs.items():
        cpu, steps, written = (median(values) for values in zip(*found, strict=True))
        measured = {"cpu": cpu, "SQLite steps": steps, "bytes written": written}
        yield Row("one new entry", size, f"{sizes[0]:,} entries", measured, cpu / first, "≤ 1.3 times")


def _add(site: Path, size: int, turn: int) -> tuple[float, int, int]:
    """Put an entry more on the listing, and build: CPU, SQLite steps, bytes written."""
    _read_only(site, list(islice(stories(size + turn + 1), max(0, size - 50), None)))
    report = site / "probe.json"
    now = f"2026-11-25T{8 + turn:02}:00:00Z"
    command = python("-m", "benchmarks.probe", str(report), "build", "-c", str(site / "feedpub.toml"), "--now", now)
    # Twice the same work cannot be measured: what counts the rows costs little, and is part of each size alike.
    cost = run(command)
    counted = json.loads(report.read_text(encoding="ascii"))
    return cost.cpu, counted["steps"], counted["bytes"]


def _read_only(site: Path, page: list[Story]) -> None:
    """Write the one listing that a site still reads: the archive has long been read."""
    config = site / "feedpub.toml"
    text = config.read_text(encoding="utf-8")
    (site / "now.txt").write_text(listing(page), encoding="utf-8")
    head, rest = text.split("[[source]]", 1)[0], text[text.index("[[topic]]") :]
    config.write_text(f'{head}[[source]]\nname = "now"\npath = "now.txt"\n{rest}', encoding="utf-8")


def unchanged(folder: Path, size: int, runs: int) -> Iterator[Row]:
    """Compare a build that changes nothing, of a listing of 50 and a ledger of many, with the start of click."""
    config = write_site(folder, size)
    run(feedpub("build", "-c", str(config), "--now", NOW))
    _read_only(folder, list(islice(stories(size), size - 50, None)))
    run(feedpub("build", "-c", str(config), "--now", LATER))
    build = Command(feedpub("build", "-c", str(config), "--now", LATER))
    own, click = compare(build, Command(python("-c", "import click")), runs=runs * 3)
    measured = {"ms": own.cpu * 1000, "its ms": click.cpu * 1000}
    yield Row("nothing changed", size, "python -c 'import click'", measured, own.cpu / click.cpu, "≤ 1.3 times")


def parsing(folder: Path, size: int, runs: int) -> Iterator[Row]:
    """Compare the text parser with line-by-line regular expressions and dateutil, on one listing."""
    file = folder / "listing.txt"
    file.write_text(listing(list(stories(size))), encoding="utf-8")
    parse = "import sys; from pathlib import Path; from feedpub.listings import parse_listing; "
    own = f"{parse}n = len(parse_listing(Path(sys.argv[1]).read_bytes(), 'x').entries); sys.exit(n != {size})"
    other = "import sys; from pathlib import Path; from benchmarks.reading import read; "
    other += f"sys.exit(sum(1 for _ in read(Path(sys.argv[1]))) != {size})"
    commands = [Command(python("-c", code, str(file))) for code in (own, other)]
    mine, theirs = compare(*commands, runs=runs)
    measured = {"µs an entry": mine.cpu / size * 1e6, "its µs": theirs.cpu / size * 1e6}
    against = "regular expressions and dateutil"
    yield Row("parse a listing", size, against, measured, theirs.cpu / mine.cpu, "≥ 5 times faster")


def curve(folder: Path, sizes: Sequence[int], runs: int) -> Iterator[Row]:
    """Parse listings of several sizes: what an entry costs must not grow with them."""
    parse = "import sys; from pathlib import Path; from feedpub.listings import parse_listing; "
    parse += "sys.exit(len(parse_listing(Path(sys.argv[1]).read_bytes(), 'x').entries) != int(sys.argv[2]))"
    commands = []
    for size in sizes:
        file = folder / f"{size}.txt"
        file.write_text(listing(list(stories(size))), encoding="utf-8")
        commands.append(Command(python("-c", parse, str(file), str(size))))
    costs = compare(*commands, runs=runs)
    for size, cost in zip(sizes, costs, strict=True):
        measured = {"ms": cost.cpu * 1e3, "ms an entry": cost.cpu / size * 1e3}
        yield Row("parse: curve", size, "", measured, target="linear")


def pages(size: int) -> Iterator[Row]:
    """Read texts of many kinds, of ten bytes for each entry wanted, a megabyte at most; the last row is the worst."""
    done = subprocess.run(
        python("-m", "benchmarks.pages", str(min(size * 10, MEGABYTE))),
        check=True,
        capture_output=True,
        text=True,
        env=ENVIRONMENT,
    )
    worst = ("", 0.0)
    for kind, seconds, length, entries in map(json.loads, done.stdout.splitlines()):
        rate = seconds / length * MEGABYTE
        worst = max(worst, (kind, rate), key=lambda one: one[1])
        measured = {"s per MB": rate} | ({"entries": entries} if entries else {})
        yield Row("read a text", length, kind, measured, target="≤ 1 s per MB")
    yield Row("read a text: worst kind", size, worst[0], {"s per MB": worst[1]}, worst[1], "≤ 1 s per MB")


def dates(size: int, runs: int) -> Iterator[Row]:
    """Compare the reading of date lines with dateutil, form by form."""
    number = min(size, 2000)
    command = python("-m", "benchmarks.dates", str(number), str(runs))
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=ENVIRONMENT)
    for form, own, other in map(json.loads, done.stdout.splitlines()):
        yield Row("read a date", number, form, {"µs": own, "its µs": other}, other / own, "> 1 (faster)")


def web_pages(sizes: Sequence[int] = (MEGABYTE // 4, MEGABYTE, 4 * MEGABYTE)) -> Iterator[Row]:
    """Read pages of many kinds, of several sizes each; the kind that costs most per byte comes last."""
    found: list[Row] = []
    for kind in KINDS:
        command = python("-m", "benchmarks.webpages", kind, *map(str, sizes))
        done = subprocess.run(command, check=True, capture_output=True, text=True, env=ENVIRONMENT)
        per_megabyte = [float(cpu) / size * MEGABYTE for cpu, size in zip(done.stdout.split(), sizes, strict=True)]
        measured = {f"{size / MEGABYTE:g} MB": cost for size, cost in zip(sizes, per_megabyte, strict=True)}
        ratio = per_megabyte[-1] / per_megabyte[len(sizes) // 2]
        found.append(Row("read a web page, s a MB", sizes[-1], kind, measured, ratio, "≤ 1 s; linear: ≤ 1"))
    yield from sorted(found, key=lambda row: max(row.measured.values()))


# ── feeds written ─────────────────────────────────────────────────────────────────────────────────────


def writing(folder: Path, size: int, runs: int) -> Iterator[Row]:
    """Compare the writing of items with other libraries, per item and format."""
    writers: dict[str, Callable[[str], list[str]]] = {}
    modules = {
        "django": "django",
        "pelican": "feedgenerator",
        "PyRSS2Gen": "PyRSS2Gen",
        "feedendum": "feedendum",
    }
    for name, module in modules.items():
        if find_spec(module):
            writers[name] = partial(_python_writer, name, size)
        else:
            print(f"skipped: {name} is not installed (pip install 'feedpub[bench]')")
    node = _node_writer(folder, size)
    if node is not None:
        writers["feed (npm)"] = node
    own: list[float] = []
    others: dict[tuple[str, str], list[float]] = {}
    for _ in range(runs):
        own += _seconds(_python_writer("feedpub", size, "both"))
        for name, command in writers.items():
            for kind in ("rss",) if name == "PyRSS2Gen" else ("atom", "rss"):
                others.setdefault((name, kind), []).extend(_seconds(command(kind)))
    mine = median(own) / size / 2 * 1e6
    for (name, kind), seconds in others.items():
        theirs = median(seconds) / size * 1e6
        measured = {"µs an item": mine, "its µs": theirs}
        yield Row("feeds written", size, f"{name}, {kind}", measured, theirs / mine, "> 1 (faster)")


def _python_writer(name: str, size: int, kind: str) -> list[str]:
    return python("-m", "benchmarks.writers", name, kind, str(size), "5")


def _node_writer(folder: Path, size: int) -> Callable[[str], list[str]] | None:
    """Install npm's `feed` and lay out the items for it; None, with a printed reason, where that cannot be done."""
    if not (shutil.which("node") and shutil.which("npm")):
        print("skipped: npm's feed: node and npm are not installed")
        return None
    install = ["npm", "install", "--silent", "--no-fund", "--no-audit", "--prefix", str(folder), "feed"]
    done = subprocess.run(install, check=False, capture_output=True, text=True)
    if done.returncode:
        print(f"skipped: npm's feed cannot be installed: {done.stderr.strip()[:200]}")
        return None
    items = [
        {
            "guid": f"urn:example:{number}",
            "title": story.title,
            "at": f"{story.day}T10:00:00Z",
            "summary": story.summary,
            "topic": story.topic,
        }
        for number, story in enumerate(stories(size))
    ]
    (folder / "items.json").write_text(json.dumps(items), encoding="utf-8")
    script = str(TESTS / "benchmarks" / "writer.mjs")
    return lambda kind: ["node", script, str(folder), kind, "5"]


def _seconds(command: Sequence[str]) -> list[float]:
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=ENVIRONMENT)
    return [float(line) for line in done.stdout.split()]


# ── the same items ────────────────────────────────────────────────────────────────────────────────────


def refuse_difference(output: Path, others: Path) -> None:
    """Raise AssertionError unless feedpub and another program wrote the same stories into the same feeds."""
    ours, theirs = _written(output), _written(others)
    for name in ours.keys() | theirs.keys():
        if ours.get(name) != theirs.get(name):
            missing = sorted(ours.get(name, set()) ^ theirs.get(name, set()))[:3]
            raise AssertionError(f"{name}: not the same stories, e.g. {missing}")


def _written(folder: Path) -> dict[str, set[tuple[str, str]]]:
    """Return the stories of each feed, those of its archive too."""
    written: dict[str, set[tuple[str, str]]] = {}
    for path in folder.rglob("*.atom.xml"):
        root = etree.parse(path).getroot()
        title = str(root.findtext(f"{_ATOM}title")).removesuffix(" – News")
        written.setdefault("all" if title == "News" else title, set()).update(_stories_of(root))
    return written


_ATOM: Final = "{http://www.w3.org/2005/Atom}"


def _stories_of(root: etree._Element) -> set[tuple[str, str]]:
    entries = root.iter(f"{_ATOM}entry")
    return {(str(e.findtext(f"{_ATOM}title")), str(e.findtext(f"{_ATOM}published"))[:10]) for e in entries}


def _begin_anew(folder: Path) -> None:
    for path in (*folder.glob("feedpub.db*"), *folder.glob(".feedpub*")):
        path.unlink()
    shutil.rmtree(folder / "output", ignore_errors=True)


def _empty(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()

"""The README tells the truth.

Its fenced blocks are run or compared by their language:

* `text` after a line that ends in a file name and a colon is saved under that name in an empty folder, and `toml` is a
  part that may be added to the config which `init` writes there;
* `console` is run there, all of them in order, and must print exactly what is shown. Instants are not compared,
  and a command must succeed unless the next one shows its exit code;
* `sh` changes the machine (it installs, or serves until interrupted), so each of its commands has a check of its own;
* `text` and `xml` of “Before and after” are found in seeds/ and output/, `crontab` is taken apart.
"""

import dataclasses
import fcntl
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import MISSING, dataclass
from importlib.resources import files
from pathlib import Path

import pytest
from terminal import run_in_terminal
from webserver import web_server

from feedpub import errors
from feedpub.config import Site, Source, Thresholds, TopicRule, load_config
from feedpub.filters import Words
from feedpub.jsontable import JsonTable
from feedpub.layouttable import LayoutTable
from feedpub.webtable import WebTable

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INSTANT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d UTC")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A fenced block; `file` is the name that the line before it gives, `heading` the section it stands in."""

    language: str
    text: str
    heading: str
    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A command of a `console` block, what it is shown to print, and the exit code it is shown to have."""

    command: str
    shown: str
    code: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A folder as a reader of the README has it, with `feedpub` on the path."""

    home: Path
    environment: dict[str, str]

    def run(self, command: str) -> tuple[int, str]:
        """Run a shell command; return its exit code and what a terminal shows."""
        return run_in_terminal(["sh", "-c", command], self.home, self.environment)


def blocks(*languages: str) -> list[Block]:
    """Return the fenced blocks in these languages, in order."""
    return [block for block in _blocks() if block.language in languages]


def _blocks() -> Iterator[Block]:
    for found in BLOCK.finditer(README):
        before = README[: found.start()]
        said = re.search(r"`([\w.]+)`:\n\Z", before)
        heading = re.findall(r"^## (.*)$", before, re.MULTILINE)[-1]
        yield Block(language=found[1], text=found[2], heading=heading, file=said[1] if said else "")


def steps() -> Iterator[Step]:
    """Yield the commands of all `console` blocks; `echo $?` belongs to the command before it."""
    for block in blocks("console"):
        parts = re.split(r"^\$ ", block.text, flags=re.MULTILINE)
        assert parts[0] == ""
        pairs = [part.partition("\n")[::2] for part in parts[1:]]
        for index, (command, shown) in enumerate(pairs):
            if command != "echo $?":
                following = pairs[index + 1] if index + 1 < len(pairs) else ("", "")
                code = int(following[1]) if following[0] == "echo $?" else 0
                yield Step(command=command, shown=shown, code=code)


def rows(first: str) -> list[list[str]]:
    """Return the cells of the one table whose head begins with this cell."""
    table = re.search(rf"^\| {re.escape(first)} \|.*\n\|[-|]+\|\n((?:\|.*\n)+)", README, re.MULTILINE)
    assert table, f"no table begins with {first}"
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table[1].splitlines()]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Make a folder that holds the files of the README, and put the command on the path."""
    root = tmp_path_factory.mktemp("readme")
    home, programs = root / "news", root / "bin"
    home.mkdir()
    programs.mkdir()
    shim = programs / "feedpub"
    shim.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m feedpub "$@"\n', encoding="utf-8")
    shim.chmod(0o755)
    for block in blocks("text"):
        if block.file:
            (home / block.file).write_text(block.text, encoding="utf-8")
    path = f"{programs}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error", "LC_ALL": "C.UTF-8"}
    environment |= {"TERM": "xterm", "NO_COLOR": "1"}
    return Desk(home=home, environment=environment)


@pytest.fixture(scope="module")
def walked(desk: Desk) -> Desk:
    """Run every command of the README in order, each held against what is shown."""
    for step in steps():
        code, said = desk.run(step.command)

        assert (step.code, INSTANT.sub("…", step.shown)) == (code, INSTANT.sub("…", said)), step.command
    return desk


@pytest.fixture
def published(walked: Desk, tmp_path: Path) -> Desk:
    """Return a copy of the folder as it is when all commands have run."""
    home = tmp_path / "news"
    shutil.copytree(walked.home, home)
    return Desk(home=home, environment=walked.environment)


# ── what is run ───────────────────────────────────────────────────────────────────────────────────────


def test_every_command_prints_what_the_readme_shows(published: Desk) -> None:
    run = {step.command.split()[1] for step in steps() if step.command.startswith("feedpub")}

    assert {"build", "check", "init", "plan"} == run
    assert {"feedpub.toml", "listing.txt", "feedpub.db", "feedpub.db.lock", "output"} == {
        path.name for path in published.home.iterdir()
    }


def test_the_output_is_what_the_readme_lists(published: Desk) -> None:
    output = published.home / "output"
    listed = README.partition("\nIn `output/`:\n")[2].partition("\n- `feedpub.db`")[0]
    promised = re.findall(r"`([^`]+\.\w+)`", listed)

    found = {pattern: set(output.glob(pattern)) for pattern in promised}

    assert [] == [pattern for pattern, paths in found.items() if not paths]
    assert {path for path in output.rglob("*") if path.is_file()} == set().union(*found.values())
    assert {"notice"} == {path.stem for path in output.glob("topics/*.html")}


def test_a_lost_ledger_is_rebuilt_from_the_published_feeds_as_the_readme_says(published: Desk) -> None:
    for path in published.home.glob("feedpub.db*"):
        path.unlink()

    code, said = published.run("feedpub build")

    assert code == 0
    assert "rebuilt from the published feeds: 3 items" in said
    assert (0, "") == published.run("feedpub build")


def test_the_command_that_a_held_source_names_accepts_it(published: Desk) -> None:
    (command,) = re.findall(r"if the listing is right: (.+)$", README, re.MULTILINE)
    (held,) = [step for step in steps() if step.code == 4]

    assert 4 == published.run(held.command)[0]
    code, said = published.run(command)

    assert code == 0
    assert "ok: example.org: no longer held" in said.splitlines()


def test_show_prints_each_entry_of_the_listing(published: Desk) -> None:
    code, said = published.run("feedpub show listing.txt")

    assert code == 0
    assert 3 == len([json.loads(line) for line in said.splitlines()])


def test_a_plan_has_the_forms_that_the_readme_names(published: Desk) -> None:
    listing = published.home / "listing.txt"
    listing.write_text(listing.read_text(encoding="utf-8").replace("old station", "bus station"), encoding="utf-8")

    _, piped = published.run("feedpub plan | cat")
    _, document = published.run("feedpub plan --json")

    row, _ = piped.splitlines()
    assert ["rename", "2025-11-03", "Farmers' market moves to the bus station"] == row.split("\t")[:3]
    assert [["rename"]] == [item["actions"] for item in json.loads(document)["items"]]


def test_a_second_run_ends_at_once_with_the_exit_code_of_the_readme(published: Desk) -> None:
    with (published.home / "feedpub.db.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)

        code, said = published.run("feedpub build")

    assert code == 75
    assert "another run is under way" in said


def test_the_machine_commands_are_those_checked_here() -> None:
    commands = [line.partition("   #")[0].rstrip() for block in blocks("sh") for line in block.text.splitlines()]
    prose = BLOCK.sub("", README)

    assert [
        "python3 -m venv ~/feedpub && ~/feedpub/bin/pip install '.[web]'",
        "export PATH=~/feedpub/bin:$PATH",
        "mkdir news && cd news",
        "feedpub init https://www.example.org/news",
        "feedpub build",
        "feedpub serve",
    ] == commands
    assert "`make feeds`" in prose
    assert "`.venv/bin/feedpub serve --config seeds/feedpub.toml`" in prose


@pytest.mark.parametrize("target", ["feeds", "lint", "test"])
def test_make_knows_the_target(target: str) -> None:
    assert target in re.findall(r"(?:^|`)make ([a-z]+)", README, re.MULTILINE)

    done = rehearse(target)

    assert (0, "") == (done.returncode, done.stderr)


def rehearse(target: str) -> subprocess.CompletedProcess[str]:
    """Let make say what it would do; in earnest it installs. That the sample builds, the tests of output/ show."""
    environment = {
        name: value for name, value in os.environ.items() if name not in {"MAKEFLAGS", "MAKELEVEL", "MFLAGS"}
    }
    command = ["make", "--dry-run", target]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False)


def test_make_feeds_uses_the_environment_that_the_readme_serves_from() -> None:
    done = rehearse("feeds")

    assert ".venv/bin/feedpub build --config seeds/feedpub.toml" in done.stdout.splitlines()


def test_serve_begins_where_the_readme_says_and_ends_on_ctrl_c(published: Desk) -> None:
    # Port 0 instead of 8000, which may be taken; that 8000 is the default is what the help says.
    # A shell's background job ignores Ctrl-C, and so would its children.
    program = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from feedpub.cli import main; main()"
    )
    command = [sys.executable, "-c", program, "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=published.home, env=published.environment, stderr=subprocess.PIPE) as serving:
        try:
            assert serving.stderr
            said = serving.stderr.readline().decode()
            serving.send_signal(signal.SIGINT)
            _, rest = serving.communicate(timeout=60)
        finally:
            serving.kill()

    assert re.fullmatch(r"serving \S+/output at http://127\.0\.0\.1:\d+/ until Ctrl-C\n", said)
    assert (0, b"") == (serving.returncode, rest.strip())
    assert "http://127.0.0.1:8000/" in README
    assert "[default: 8000;" in " ".join(published.run("feedpub serve --help")[1].split())


def test_an_installation_brings_the_command() -> None:
    # Not installed here, which would need the network: CI tests the wheel.
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert {"feedpub": "feedpub.cli:main"} == project["scripts"]
    assert f"Python {project['requires-python'].removeprefix('>=')} or later" in README


# ── what is compared ──────────────────────────────────────────────────────────────────────────────────


def test_before_and_after_are_real() -> None:
    before, after = (block.text for block in blocks("text", "xml") if block.heading == "Before and after")
    feed = (ROOT / "output/all.atom.xml").read_text(encoding="utf-8")
    entries = re.findall(r"^  <entry>\n(.*?)^  </entry>$", feed, re.MULTILINE | re.DOTALL)

    assert "\n" + before + "\n" in (ROOT / "seeds/002_39fbd7b69853f7ac.txt").read_text(encoding="utf-8")
    assert 1 == len([entry for entry in entries if shortened(after).search(entry)])


def shortened(shown: str) -> re.Pattern[str]:
    """Return what matches the shown lines; a line of “…” stands for one or more."""
    lines = [r"(?:.*\n)+?" if line.strip() == "…" else re.escape(line) + r"\n" for line in shown.splitlines()]
    return re.compile("^" + "".join(lines), re.MULTILINE)


def test_every_toml_block_may_be_added_to_the_config_that_init_writes(published: Desk) -> None:
    written = (published.home / "feedpub.toml").read_text(encoding="utf-8")
    (part,) = blocks("toml")
    (published.home / "more.toml").write_text(written + part.text, encoding="utf-8")

    config = load_config(published.home / "more.toml")

    assert (["example.org", "Library", "Registry"], 1) == ([s.name for s in config.source], len(config.topic))


def test_an_address_becomes_feeds_as_the_readme_says(desk: Desk, tmp_path: Path) -> None:
    entries = "".join(
        f"<article><h2><a href='/{n}'>Story {n} of the council</a></h2><time>{n} May 2025</time></article>"
        for n in range(1, 9)
    )
    here = Desk(home=tmp_path, environment=desk.environment)
    with web_server() as server:
        server.pages["/news"] = lambda visit: visit.answer(
            f"<!doctype html><main>{entries}</main>".encode(), content_type="text/html"
        )
        lines = [line for block in blocks("sh") for line in block.text.splitlines()]
        init, build, _ = [line for line in lines if line.startswith("feedpub")]
        ran = [
            here.run(init.replace("https://www.example.org/news", f"--allow-private {server.url('/news')}")),
            here.run(build),
        ]

    assert [0, 0] == [code for code, _ in ran]
    assert "published 8 new items" in ran[1][1]


def test_the_table_of_keys_is_the_config() -> None:
    actual = {}
    for table, required, optional in rows("Table"):
        lines = [part if "=" in part else f'{part} = ""' for part in re.findall(r"`([^`]+)`", optional)]
        actual[table.strip("`")] = (set(re.findall(r"`([^`]+)`", required)), tomllib.loads("\n".join(lines)))

    expected = {}
    for name, kind in {"[site]": Site, "[[source]]": Source, "[[topic]]": TopicRule, "[web]": WebTable}.items():
        defaults = {field.name: written(default_of(field)) for field in dataclasses.fields(kind)}
        defaults = {name: default for name, default in defaults.items() if default is not MISSING}
        expected[name] = ({field.name for field in dataclasses.fields(kind)} - defaults.keys(), defaults)

    assert expected == actual


def default_of(field: dataclasses.Field[object]) -> object:
    return field.default_factory() if field.default_factory is not MISSING else field.default


def written(default: object) -> object:
    """Return a default as TOML has it; "" stands for none."""
    if isinstance(default, JsonTable | LayoutTable):
        return {name: path for name, path in dataclasses.asdict(default).items() if path}
    if isinstance(default, Thresholds):
        return dataclasses.asdict(default)
    return str(default) if isinstance(default, Path) else "" if default is None or default == () else default


def test_the_sample_explains_every_key() -> None:
    sample = (ROOT / "seeds/feedpub.toml").read_text(encoding="utf-8")
    keys = {
        field.name
        for kind in (Site, Source, Thresholds, TopicRule, WebTable, JsonTable, LayoutTable, Words)
        for field in dataclasses.fields(kind)
    }

    assert set() == {key for key in keys if not re.search(rf"^{key} *= |\b{key} = \"|`{key}`", sample, re.MULTILINE)}


def test_the_exit_codes_are_those_of_the_help(desk: Desk) -> None:
    _, text = desk.run("feedpub build --help")
    said = re.findall(r"^ +(\d+) +(.+)$", text.partition("Exit codes:")[2], re.MULTILINE)
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.FeedpubError)]
    (shown,) = re.findall(r"^Exit codes: (.+?)\.\n\n", README, re.MULTILINE | re.DOTALL)

    assert "; ".join(f"`{code}` {meaning}" for code, meaning in said) == shown.replace("\n", " ")
    assert {kind.exit_code for kind in kinds} <= {int(code) for code, _ in said}


def test_every_command_is_mentioned(desk: Desk) -> None:
    _, text = desk.run("feedpub --help")
    commands = re.findall(r"^  (\w+)  ", text.partition("Commands:")[2].partition("Exit codes:")[0], re.MULTILINE)

    assert {"build", "check", "plan", "serve", "show"} <= set(commands)
    assert [] == [command for command in commands if not re.search(rf"\bfeedpub {command}\b", README)]


def test_the_placeholders_of_the_nginx_recipe_are_those_of_the_readme() -> None:
    recipe = files("feedpub").joinpath("recipes/nginx.conf").read_text(encoding="utf-8")
    config = tomllib.loads((ROOT / "seeds/feedpub.toml").read_text(encoding="utf-8"))

    assert sorted(set(re.findall(r"\{\w+\}", recipe))) == sorted(re.findall(r"`(\{\w+\})`", README))
    assert "(feedpub/recipes/nginx.conf)" in README
    assert f"`3600` for `{config['site']['every']}`" in README
    assert 3600 == load_config(ROOT / "seeds/feedpub.toml").site.interval.total_seconds()


def test_the_cron_line_names_an_option_that_works(published: Desk) -> None:
    (crontab,) = blocks("crontab")
    mail, line = crontab.text.splitlines()
    *when, program, command, option, config = line.split()

    assert "MAILTO=you@example.org" == mail
    assert 5 == len(when)
    assert "$HOME/feedpub/bin/feedpub" == program
    assert config.endswith("/feedpub.toml")
    assert (0, "") == published.run(
        f"cd / && feedpub {command} {option} {shlex.quote(str(published.home))}/feedpub.toml"
    )


def test_every_relative_link_leads_somewhere() -> None:
    links = [link for link in re.findall(r"\]\(([^)]+)\)", BLOCK.sub("", README)) if "://" not in link]

    assert "LICENSE" in links
    headings = {f"#{heading.lower().replace(' ', '-')}" for heading in re.findall(r"^## (.*)$", README, re.MULTILINE)}
    assert [] == [link for link in links if link not in headings and not (ROOT / link).exists()]


def test_the_promises_are_seven() -> None:
    promises = README.partition("\n## Promises\n")[2].partition("\n## ")[0]

    assert [str(number) for number in range(1, 8)] == re.findall(r"^(\d)\. ", promises, re.MULTILINE)


def test_the_changelog_begins_with_this_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

    assert project["version"] == re.findall(r"^## \[([\d.]+)\] - \d{4}-\d\d-\d\d$", changelog, re.MULTILINE)[0]

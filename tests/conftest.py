"""Fixtures that every test may use: a site of its own, made from the seeds."""

import os
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT / "seeds"
NOW = "2026-11-22T06:00:00Z"

Snapshot = dict[str, tuple[bytes, int, int]]

# A job in the background of a shell ignores Ctrl-C, and so would every program that the tests start.
signal.signal(signal.SIGINT, signal.default_int_handler)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The seeds and their config in a folder of their own; `output` lies in it."""

    root: Path

    @property
    def config(self) -> Path:
        """The config file."""
        return self.root / "feedpub.toml"

    @property
    def output(self) -> Path:
        """Where the site is published."""
        return self.root / "output"

    @property
    def ledger(self) -> Path:
        """The ledger."""
        return self.root / "feedpub.db"

    @property
    def environment(self) -> dict[str, str]:
        """What a run of the command needs in its environment."""
        return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error", "PYTHONDONTWRITEBYTECODE": "1"}

    def run(
        self, *args: str, now: str | None = None, stdin: bytes = b"", env: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run the real command in the folder of the site; `now` pins its clock."""
        pinned = ("--now", now) if now else ()
        done = subprocess.run(
            [sys.executable, "-m", "feedpub", *args, *pinned],
            cwd=self.root,
            input=stdin,
            capture_output=True,
            env={**self.environment, **(env or {})},
            timeout=60,
            check=False,
        )
        return subprocess.CompletedProcess(args, done.returncode, done.stdout.decode(), done.stderr.decode())

    def build(self, *args: str, now: str = NOW) -> subprocess.CompletedProcess[str]:
        """Run `feedpub build` at a pinned instant."""
        return self.run("build", *args, now=now)

    def path(self, file: str) -> Path:
        """Return a file of the site; a seed is also found by its number, as `000`."""
        path = self.root / file
        if path.exists():
            return path
        return next(self.root.glob(f"{file}_*.txt"), path)

    def edit(self, file: str, old: str, new: str) -> None:
        """Replace text in a file of the site; the old text must stand there."""
        path = self.path(file)
        text = path.read_bytes().decode()
        assert old in text, f"{path} does not hold {old!r}"
        path.write_bytes(text.replace(old, new, 1).encode())

    def snapshot(self, *folders: str) -> Snapshot:
        """Return bytes, mtime in nanoseconds and inode of every published file, by path in the site."""
        return {
            str(path.relative_to(self.root)): (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_ino)
            for folder in folders or ("output",)
            for path in sorted((self.root / folder).rglob("*"))
            if path.is_file()
        }

    def feeds(self) -> Snapshot:
        """Return the same of all that subscribers see: without `status.json`, which says how the sources stand."""
        return {path: file for path, file in self.snapshot().items() if path != "output/status.json"}


def without(folder: Path, *modules: str) -> dict[str, str]:
    """Return the environment of a run that finds none of these modules."""
    folder.mkdir(exist_ok=True)
    program = f"import sys\nsys.modules.update(dict.fromkeys({modules!r}))\n"
    (folder / "sitecustomize.py").write_text(program, encoding="utf-8")
    return {"PYTHONPATH": f"{folder}:{ROOT}"}


def make_site(root: Path) -> Site:
    """Make a folder with the three seed listings and their config."""
    root.mkdir()
    for seed in SEEDS.glob("*.txt"):
        (root / seed.name).write_bytes(seed.read_bytes())
    config = (SEEDS / "feedpub.toml").read_text(encoding="utf-8")
    (root / "feedpub.toml").write_text(config.replace('"../output"', '"output"'), encoding="utf-8")
    return Site(root=root)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Return a fresh site with the three seed listings; nothing is built yet."""
    return make_site(tmp_path / "site")


@pytest.fixture(scope="session")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Build a site, at NOW, that tests get copies of; none may change it."""
    site = make_site(tmp_path_factory.mktemp("built") / "site")
    done = site.build()
    assert (done.returncode, done.stdout) == (0, "")
    return site


@pytest.fixture
def built(built_once: Site, tmp_path: Path) -> Site:
    """Return a site that was built once, at NOW."""
    shutil.copytree(built_once.root, tmp_path / "site", dirs_exist_ok=True)
    return Site(root=tmp_path / "site")

"""Equal listings, equal bytes: on every machine, on every day, with a ledger and without."""

import itertools
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))


def build(config: Path, *args: str, cwd: Path | None = None, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a real build in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "feedpub", "build", "--config", str(config), *args],
        cwd=cwd or ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **env},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def copy_site(folder: Path) -> Path:
    """Copy the seeds to a folder of their own; return the config."""
    shutil.copytree(ROOT / "seeds", folder / "seeds", ignore=shutil.ignore_patterns("*.db*"))
    return folder / "seeds" / "feedpub.toml"


@pytest.mark.parametrize(
    "env",
    [
        {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
        {"TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "4242", "LANG": "de_DE.UTF-8"},
    ],
    ids=["east", "west"],
)
def test_a_fresh_build_equals_the_committed_output(tmp_path: Path, env: dict[str, str]) -> None:
    config = copy_site(tmp_path)

    result = build(config, cwd=tmp_path, **env)

    assert 0 == result.returncode, result.stderr
    assert tree(ROOT / "output") == tree(tmp_path / "output")


@pytest.mark.parametrize("now", ["2021-03-12T00:00:00Z", "2026-11-22T06:00:00Z", "2038-01-20T00:00:00Z"])
def test_the_day_of_the_build_does_not_matter(tmp_path: Path, now: str) -> None:
    config = copy_site(tmp_path)

    result = build(config, "--now", now)

    assert 0 == result.returncode, result.stderr
    assert tree(ROOT / "output") == tree(tmp_path / "output")


def test_a_build_on_standing_feeds_without_a_ledger_changes_no_byte(tmp_path: Path) -> None:
    config = copy_site(tmp_path)
    shutil.copytree(ROOT / "output", tmp_path / "output")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "output").rglob("*")}

    result = build(config)

    assert 0 == result.returncode
    assert "rebuilt from the published feeds" in result.stderr
    assert before == {path: path.stat().st_mtime_ns for path in (tmp_path / "output").rglob("*")}
    assert tree(ROOT / "output") == tree(tmp_path / "output")


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))), ids=str)
def test_three_sources_built_in_any_order_end_in_the_same_feeds(tmp_path: Path, order: tuple[int, ...]) -> None:
    config = copy_site(tmp_path)
    for seed in SEEDS:
        shutil.move(config.parent / seed.name, tmp_path / seed.name)

    for place in order:
        shutil.copy(tmp_path / SEEDS[place].name, config.parent / SEEDS[place].name)
        result = build(config, "--now", "2026-11-22T06:00:00Z")

    assert 0 == result.returncode, result.stderr
    assert tree(ROOT / "output") == tree(tmp_path / "output")


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))), ids=str)
def test_three_states_of_one_source_in_any_order_end_in_the_same_feeds(tmp_path: Path, order: tuple[int, ...]) -> None:
    feeds = [_live_through(tmp_path / name, states) for name, states in (("a", (0, 1, 2)), ("b", order))]

    assert feeds[0] == feeds[1]
    assert b"Let them fly" in feeds[0]["all.atom.xml"]
    assert 40 == feeds[0]["all.atom.xml"].count(b"<entry>")


def _live_through(folder: Path, states: tuple[int, ...]) -> dict[str, bytes]:
    """Build one source once for each state that its page goes through."""
    folder.mkdir()
    text = (ROOT / "seeds/feedpub.toml").read_text(encoding="utf-8")
    site, _, rest = text.partition("[[source]]")
    topics = rest[rest.index("[[topic]]") :]
    config = folder / "feedpub.toml"
    source = '[[source]]\nname = "News"\npath = "listing.txt"\npage = "https://www.example.org/news"\n'
    config.write_text(site.replace("../output", "output") + source + topics, encoding="utf-8")
    for state in states:
        shutil.copy(SEEDS[state], folder / "listing.txt")
        result = build(config, "--accept", "--now", "2026-11-22T06:00:00Z")
        assert 0 == result.returncode, result.stderr
    return tree(folder / "output")

"""The output folder: whole files, only if changed, one run at a time."""

import errno
import os
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from feedpub.errors import LockedError, PublishError
from feedpub.model import FeedFile
from feedpub.publisher import changes, lock, prepare, publish, sweep

ROOT = Path(__file__).parents[1]
SECOND = 10**9

HOLD_THE_LOCK = """
import sys
from pathlib import Path
from feedpub.publisher import lock
with lock(Path(sys.argv[1])):
    print("ready", flush=True)
    sys.stdin.read()
"""

STOP_WHILE_PUBLISHING = """
import os, sys
from pathlib import Path
from feedpub.model import FeedFile
from feedpub.publisher import lock, publish

def stop(*arguments):
    print("ready", flush=True)
    sys.stdin.read()

def files():
    yield FeedFile(path="all.json", data=b"new" * 100_000)
    if sys.argv[2] == "between files":
        stop()
    yield FeedFile(path="topics/a.json", data=b"new a")

if sys.argv[2] != "between files":
    setattr(os, sys.argv[2], stop)
output = Path(sys.argv[1])
with lock(output.parent / "lock"):
    publish(files(), output)
"""


def one(data: bytes = b"new", path: str = "all.json") -> list[FeedFile]:
    return [FeedFile(path=path, data=data)]


def names(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def mode(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


@contextmanager
def child(script: str, *arguments: object) -> Iterator[subprocess.Popen[str]]:
    """Run a script until it has said "ready"; it then waits for its standard input to end."""
    command = [sys.executable, "-c", script, *map(str, arguments)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            yield process
        finally:
            process.kill()


@contextmanager
def mounted(folder: Path, options: str) -> Iterator[None]:
    """Mount a small file system, which only root can."""
    command = ["mount", "-t", "tmpfs", "-o", options, "feedpub-test", str(folder)]
    if os.geteuid() != 0 or subprocess.run(command, check=False, capture_output=True).returncode != 0:
        pytest.skip("needs the right to mount")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture
def output(tmp_path: Path) -> Path:
    folder = tmp_path / "output"
    folder.mkdir()
    return folder


@pytest.fixture
def read_only(output: Path) -> Iterator[Path]:
    """Give an output folder that nobody can write; root is stopped only by the file system itself."""
    if os.geteuid() == 0:
        with mounted(output, "size=64k"):
            (output / "all.json").write_bytes(b"old")
            subprocess.run(["mount", "-o", "remount,ro", str(output)], check=True)
            yield output
    else:
        (output / "all.json").write_bytes(b"old")
        output.chmod(0o555)
        yield output
        output.chmod(0o755)


@pytest.fixture(params=[0o000, 0o022, 0o077], ids=oct)
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    old = os.umask(request.param)
    yield request.param
    os.umask(old)


def test_new_files_and_their_folders_are_written_and_named_in_order(tmp_path: Path) -> None:
    output = tmp_path / "site" / "output"
    files = [*one(b"t", "topics/x/t.json"), *one(b"a", "all.json"), *one(b"", "archive/empty")]

    written = publish(files, output)

    assert ["topics/x/t.json", "all.json", "archive/empty"] == written
    assert ["all.json", "archive", "archive/empty", "topics", "topics/x", "topics/x/t.json"] == names(output)
    assert b"t" == (output / "topics/x/t.json").read_bytes()


def test_an_unchanged_file_is_not_touched(output: Path) -> None:
    publish(one(b"same"), output)
    path = output / "all.json"
    path.chmod(0o600)
    os.utime(path, ns=(5, 7))
    before = path.lstat()
    folder_before = output.lstat()

    written = publish(one(b"same"), output)

    after = path.lstat()
    assert [] == written
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert before.st_ctime_ns == after.st_ctime_ns
    assert 0o600 == mode(path)
    assert folder_before.st_mtime_ns == output.lstat().st_mtime_ns


def test_publishing_nothing_creates_nothing(tmp_path: Path) -> None:
    assert [] == publish([], tmp_path / "output")
    assert [] == names(tmp_path)


def test_a_reader_with_the_old_file_open_keeps_the_whole_old_file(output: Path) -> None:
    publish(one(b"old" * 50_000), output)

    with (output / "all.json").open("rb") as reader:
        first = reader.read(10)
        publish(one(b"new"), output)
        rest = reader.read()

    assert b"old" * 50_000 == first + rest
    assert b"new" == (output / "all.json").read_bytes()


def test_modes_follow_the_umask(tmp_path: Path, umask: int) -> None:
    output = tmp_path / "site" / "output"

    publish(one(path="topics/a.json"), output)

    assert [0o755 & ~umask] * 3 == [mode(path) for path in (output.parent, output, output / "topics")]
    assert 0o644 & ~umask == mode(output / "topics/a.json")


def test_a_replaced_file_gets_the_mode_of_a_new_one(output: Path, umask: int) -> None:
    (output / "all.json").write_bytes(b"old")
    (output / "all.json").chmod(0o666)

    publish(one(), output)

    assert 0o644 & ~umask == mode(output / "all.json")


def test_files_are_taken_one_at_a_time(output: Path) -> None:
    standing: list[list[str]] = []

    def files() -> Iterator[FeedFile]:
        for path in ("a", "b", "c"):
            standing.append(names(output))
            yield FeedFile(path=path, data=b"")

    publish(files(), output)

    assert [[], ["a"], ["a", "b"]] == standing


def test_a_fault_of_the_file_source_is_passed_on_as_it_is(output: Path) -> None:
    def files() -> Iterator[FeedFile]:
        yield from one()
        raise OSError(errno.EIO, "the ledger's disk")

    with pytest.raises(OSError, match="the ledger's disk"):
        publish(files(), output)

    assert ["all.json"] == names(output)


def test_changes_name_new_and_changed_files_and_touch_nothing(tmp_path: Path) -> None:
    output = tmp_path / "output"
    publish([*one(b"same", "same"), *one(b"old", "changed"), *one(b"old", "as-long")], output)
    files = [
        *one(b"same", "same"),
        *one(b"other", "changed"),
        *one(b"new", "as-long"),
        *one(b"", "topics/new"),
    ]

    found = [(file.path, difference) for file, difference in changes(files, output)]

    assert [("changed", "changed"), ("as-long", "changed"), ("topics/new", "new")] == found
    assert ["as-long", "changed", "same"] == names(output)


def test_every_file_is_new_while_the_output_is_missing(tmp_path: Path) -> None:
    assert [(one()[0], "new")] == list(changes(one(), tmp_path / "output"))


@pytest.mark.parametrize("target_bytes", [b"news", b"private"], ids=["equal target", "other target"])
def test_a_symlink_in_place_of_a_file_is_replaced_and_its_target_stays(
    tmp_path: Path, output: Path, target_bytes: bytes
) -> None:
    target = tmp_path / "t"
    target.write_bytes(target_bytes)
    before = target.stat()
    # The link is as long as the data, so that not even the sizes differ.
    (output / "all.json").symlink_to("../t")

    planned = [difference for _, difference in changes(one(b"news"), output)]
    publish(one(b"news"), output)

    assert ["changed"] == planned
    assert not (output / "all.json").is_symlink()
    assert b"news" == (output / "all.json").read_bytes()
    assert target_bytes == target.read_bytes()
    assert (before.st_ino, before.st_mtime_ns, before.st_mode) == (
        target.stat().st_ino,
        target.stat().st_mtime_ns,
        target.stat().st_mode,
    )


def test_a_dangling_symlink_is_replaced_and_its_target_is_not_created(tmp_path: Path, output: Path) -> None:
    (output / "all.json").symlink_to(tmp_path / "nowhere")

    publish(one(), output)

    assert b"new" == (output / "all.json").read_bytes()
    assert not (tmp_path / "nowhere").exists()


def test_a_pipe_in_place_of_a_file_is_replaced_and_never_opened(output: Path) -> None:
    os.mkfifo(output / "all.json")

    publish(one(), output)

    assert b"new" == (output / "all.json").read_bytes()


def test_the_output_itself_may_be_a_symlink(tmp_path: Path, output: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(output)
    (output / ".feedpub-old.tmp").touch()

    prepare(link)
    sweep(link)
    publish(one(path="topics/a.json"), link)

    assert link.is_symlink()
    assert ["topics", "topics/a.json"] == names(output)


def test_a_symlink_in_place_of_a_subfolder_is_refused_and_not_followed(tmp_path: Path, output: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (output / "topics").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(PublishError, match=r"topics: is a symlink where a folder belongs"):
        publish(one(path="topics/a.json"), output)
    with pytest.raises(PublishError, match=r"topics: is a symlink where a folder belongs"):
        list(changes(one(path="topics/a.json"), output))

    assert [] == names(tmp_path / "elsewhere")


def test_a_file_in_place_of_a_subfolder_is_refused(output: Path) -> None:
    (output / "topics").write_bytes(b"mine")

    with pytest.raises(PublishError, match=r"topics: is a file where a folder belongs"):
        publish(one(path="topics/a.json"), output)

    assert b"mine" == (output / "topics").read_bytes()


def test_a_folder_in_place_of_a_file_is_refused(output: Path) -> None:
    (output / "all.json").mkdir()

    with pytest.raises(PublishError, match=r"all\.json: is a folder where a file belongs"):
        publish(one(), output)

    assert ["all.json"] == names(output)


@pytest.mark.parametrize("path", ["../a", "topics/../../a", "{absolute}/a", "//feedpub-test/a", "..", ".", "", "a\0b"])
def test_a_path_that_leads_out_of_the_output_is_refused(tmp_path: Path, output: Path, path: str) -> None:
    with pytest.raises(PublishError, match="leads out of the output folder"):
        publish(one(path=path.format(absolute=tmp_path)), output)

    assert ["output"] == names(tmp_path)


@pytest.mark.parametrize(
    "path", ["..", ".", "", "a\0b", "/a", "{absolute}/a", "topics/..", "topics/a\0b", "topics/../../a"]
)
def test_a_path_that_leads_out_is_refused_behind_files_that_go_where_they_belong(
    tmp_path: Path, output: Path, path: str
) -> None:
    files = [*one(path="all.json"), *one(path="topics/a.json"), *one(path=path.format(absolute=tmp_path))]

    with pytest.raises(PublishError, match="leads out of the output folder"):
        publish(files, output)

    assert ["output", "output/all.json", "output/topics", "output/topics/a.json"] == names(tmp_path)


@pytest.mark.parametrize("ahead", [0, 1, 86_400], ids=["this second", "next second", "tomorrow"])
def test_a_changed_file_gets_a_later_mtime_second(output: Path, ahead: int) -> None:
    path = output / "all.json"
    path.write_bytes(b"old")
    old = (time.time_ns() // SECOND + ahead) * SECOND + 999_999_999
    os.utime(path, ns=(old, old))

    publish(one(), output)

    new = path.stat().st_mtime_ns
    assert new // SECOND > old // SECOND
    assert ahead == 0 or (old // SECOND + 1) * SECOND == new


def test_a_file_changed_many_times_at_once_gets_a_new_second_each_time(output: Path) -> None:
    seconds = []
    for number in range(5):
        publish(one(b"%d" % number), output)
        seconds.append((output / "all.json").stat().st_mtime_ns // SECOND)

    assert sorted(set(seconds)) == seconds


def test_an_old_mtime_gives_way_to_the_present(output: Path) -> None:
    path = output / "all.json"
    path.write_bytes(b"old")
    os.utime(path, ns=(0, 0))
    start = time.time_ns() // SECOND

    publish(one(), output)

    # The kernel's clock for files may lag by a tick.
    assert start - 1 <= path.stat().st_mtime_ns // SECOND <= time.time_ns() // SECOND


def test_bytes_and_date_are_on_disk_before_the_rename_and_each_folder_once_at_the_end(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (output / "a").write_bytes(b"old")
    os.utime(output / "a", ns=(2**33 * SECOND, 2**33 * SECOND))
    calls: list[str] = []
    sizes: list[int] = []
    dates: list[int] = []
    fsync, replace = os.fsync, os.replace

    def recording_fsync(descriptor: int) -> None:
        path = Path(f"/proc/self/fd/{descriptor}").readlink()
        if path.suffix == ".tmp":
            sizes.append(path.stat().st_size)
            dates.append(path.stat().st_mtime_ns // SECOND)
        calls.append("fsync temp" if path.suffix == ".tmp" else f"fsync {path.relative_to(output.parent)}")
        fsync(descriptor)

    def recording_replace(source: str, target: str) -> None:
        assert Path(source).parent == Path(target).parent
        calls.append(f"replace {Path(target).name}")
        replace(source, target)

    monkeypatch.setattr(os, "fsync", recording_fsync)
    monkeypatch.setattr(os, "replace", recording_replace)
    publish([*one(b"1", "a"), *one(b"22", "topics/b"), *one(b"333", "topics/c")], output)

    assert [
        *("fsync temp", "replace a"),
        *("fsync temp", "replace b"),
        *("fsync temp", "replace c"),
        *("fsync output", "fsync output/topics"),
    ] == calls
    assert [1, 2, 3] == sizes
    assert 2**33 + 1 == dates[0]


def test_temp_files_of_killed_runs_are_swept_and_nothing_else(tmp_path: Path, output: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/.feedpub-1.tmp").touch()
    for folder in ("topics", "archive/2020"):
        (output / folder).mkdir(parents=True)
        (output / folder / ".feedpub-0123456789abcdef.tmp").touch()
    for name in (".feedpub-1.tmp", "all.json", "mine.tmp", ".feedpub-notes", "feedpub-2.tmp"):
        (output / name).touch()
    (output / "link").symlink_to(tmp_path / "elsewhere")

    sweep(output)

    kept = [".feedpub-notes", "all.json", "archive", "archive/2020", "feedpub-2.tmp", "link", "mine.tmp", "topics"]
    assert kept == names(output)
    assert [".feedpub-1.tmp"] == names(tmp_path / "elsewhere")


def test_sweeping_a_missing_output_creates_nothing(tmp_path: Path) -> None:
    sweep(tmp_path / "output")

    assert [] == names(tmp_path)


@pytest.mark.parametrize(
    ("moment", "standing", "temps"),
    [("fsync", b"old", 1), ("replace", b"old", 1), ("between files", b"new" * 100_000, 0)],
)
def test_a_killed_run_leaves_whole_files_and_the_next_run_heals(
    output: Path, moment: str, standing: bytes, temps: int
) -> None:
    publish([*one(b"old"), *one(b"old a", "topics/a.json")], output)

    with child(STOP_WHILE_PUBLISHING, output, moment) as process:
        process.kill()
        process.wait()

    assert standing == (output / "all.json").read_bytes()
    assert b"old a" == (output / "topics/a.json").read_bytes()
    assert temps == len(list(output.rglob(".feedpub-*.tmp")))

    with lock(output.parent / "lock"):
        sweep(output)
        publish([*one(b"new" * 100_000), *one(b"new a", "topics/a.json")], output)

    assert ["all.json", "topics", "topics/a.json"] == names(output)
    assert b"new" * 100_000 == (output / "all.json").read_bytes()
    assert b"new a" == (output / "topics/a.json").read_bytes()


def test_on_a_full_disk_the_old_file_still_stands(output: Path) -> None:
    with mounted(output, "size=64k"):
        publish(one(b"old"), output)

        with pytest.raises(PublishError) as caught:
            publish(one(b"new" * 100_000), output)

        assert ["all.json"] == names(output)
        assert b"old" == (output / "all.json").read_bytes()
        expected = f"{output}/all.json: cannot be written: No space left on device; the old file still stands; free"
        assert str(caught.value).startswith(expected)


@pytest.mark.parametrize("call", ["open", "utime", "fsync", "replace"])
def test_a_fault_at_any_step_leaves_the_old_file_and_no_temp_file(
    output: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    publish([*one(b"old", "a"), *one(b"old", "b")], output)
    old = 2**33 * SECOND
    os.utime(output / "b", ns=(old, old))

    def failing(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def files() -> Iterator[FeedFile]:
        yield from one(b"new", "a")
        monkeypatch.setattr(os, call, failing)
        yield from one(b"new", "b")

    with pytest.raises(PublishError, match=r"output/b: cannot be written: No space left.*the old file still stands"):
        publish(files(), output)
    monkeypatch.undo()

    assert ["a", "b"] == names(output)
    assert b"new" == (output / "a").read_bytes()
    assert b"old" == (output / "b").read_bytes()
    assert old == (output / "b").stat().st_mtime_ns


def test_an_interrupted_write_leaves_no_temp_file(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        publish(one(), output)

    assert [] == names(output)


@pytest.mark.parametrize(("fault", "is_told"), [(errno.EIO, True), (errno.EINVAL, False)], ids=["told", "never can"])
def test_a_folder_that_cannot_be_synced_is_told_unless_its_file_system_never_can(
    output: Path, monkeypatch: pytest.MonkeyPatch, fault: int, *, is_told: bool
) -> None:
    fsync = os.fsync

    def failing_for_folders(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(fault, os.strerror(fault))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", failing_for_folders)
    told = ""
    try:
        publish(one(), output)
    except PublishError as error:
        told = str(error)

    assert is_told == (f"{output}: cannot be made safe against power loss: Input/output error" in told)
    assert b"new" == (output / "all.json").read_bytes()


def test_a_read_only_output_is_told_before_anything_is_read(read_only: Path) -> None:
    with pytest.raises(PublishError, match="output: cannot be written; let the user"):
        prepare(read_only)
    with pytest.raises(PublishError, match="output: cannot be written; let the user"):
        prepare(read_only / "not" / "yet")


def test_a_read_only_output_keeps_its_old_file(read_only: Path) -> None:
    with pytest.raises(PublishError, match=r"all\.json: cannot be written: .*; the old file still stands; "):
        publish(one(), read_only)
    with pytest.raises(PublishError, match=r"topics/a: cannot be written: .*; no half file was left there; "):
        publish(one(path="topics/a"), read_only)

    assert b"old" == (read_only / "all.json").read_bytes()


def test_preparing_creates_nothing(tmp_path: Path, output: Path) -> None:
    prepare(output)
    prepare(tmp_path / "not" / "yet")

    assert ["output"] == names(tmp_path)


def test_preparing_a_relative_output_looks_at_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    prepare(Path("site/output"))

    assert [] == names(tmp_path)


@pytest.mark.parametrize("below", ["", "deeper/still"])
def test_an_output_that_is_a_file_is_refused(tmp_path: Path, below: str) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(PublishError, match="file: is not a folder; move it away"):
        prepare(tmp_path / "file" / below)


def test_an_output_that_is_a_dangling_symlink_is_refused(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")

    with pytest.raises(PublishError, match="link: cannot be used for the output: No such file"):
        prepare(tmp_path / "link")
    with pytest.raises(PublishError, match=r"link/all\.json: cannot be written: File exists"):
        publish(one(), tmp_path / "link")


def test_the_lock_file_is_created_and_stays(tmp_path: Path, umask: int) -> None:
    path = tmp_path / "state" / "lock"

    with lock(path):
        assert path.exists()
    with lock(path):
        pass

    assert 0o644 & ~umask == mode(path)


def test_a_second_process_does_not_get_the_lock(tmp_path: Path) -> None:
    path = tmp_path / "lock"

    with child(HOLD_THE_LOCK, path), pytest.raises(LockedError) as caught, lock(path):
        pass

    assert str(caught.value).startswith(f"{path}: another run is under way")
    assert 75 == caught.value.exit_code


def test_the_lock_goes_when_its_holder_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "lock"

    with child(HOLD_THE_LOCK, path) as process:
        process.kill()
        process.wait()
        with lock(path):
            held = path.exists()

    assert held


def test_the_lock_goes_when_the_run_fails_and_the_fault_is_passed_on(tmp_path: Path) -> None:
    path = tmp_path / "lock"

    with pytest.raises(BlockingIOError, match="of the run"), lock(path):
        raise BlockingIOError(errno.EAGAIN, "of the run")

    with lock(path):
        assert path.exists()


def test_a_lock_file_that_cannot_be_opened_is_told_with_the_next_step(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()

    with (
        pytest.raises(PublishError, match=r"folder: cannot be locked: Is a directory; see what stands there"),
        lock(tmp_path / "folder"),
    ):
        pass
    with (
        pytest.raises(PublishError, match=r"file/lock: cannot be locked: .*; see what stands there"),
        lock(tmp_path / "file" / "lock"),
    ):
        pass

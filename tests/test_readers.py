"""The committed feeds, served over loopback, arrive whole in the readers that people use."""

import json
import os
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path
from threading import Thread

import pytest
from reader import make_reader

from feedpub.server import make_server

OUTPUT = Path(__file__).parents[1] / "output"
FEEDS = ["all.atom.xml", "all.rss.xml"]
LATER = datetime.fromisoformat("2037-01-01T00:00:00Z")


def published() -> dict[str, int]:
    """Return guid → epoch second of every item, as the JSON Feed has them."""
    items = json.loads((OUTPUT / "all.json").read_text(encoding="utf-8"))["items"]
    return {item["id"]: int(datetime.fromisoformat(item["date_published"]).timestamp()) for item in items}


def program(name: str) -> str:
    """Return the path of a program; without it, skip on a desk and fail in CI."""
    path = shutil.which(name)
    if path:
        return path
    reason = f"{name} is not installed"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def run(home: Path, *command: str, text: str | None = None) -> str:
    """Run a program with a home of its own and no way out but loopback; return what it prints."""
    variables = {"HOME": str(home), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "no_proxy": "*"}
    done = subprocess.run(
        command, input=text, env=variables, cwd=home, check=False, capture_output=True, encoding="utf-8", timeout=60
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def served(tmp_path: Path) -> Path:
    """Copy the committed output to a folder that a test may edit."""
    return Path(shutil.copytree(OUTPUT, tmp_path / "served"))


@pytest.fixture
def address(served: Path) -> Iterator[str]:
    """Serve the copy, and return its address."""
    with make_server(served, 0, 0) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def test_the_committed_feed_holds_the_40_seed_entries() -> None:
    assert 40 == len(published())


@pytest.mark.parametrize("feed", FEEDS)
def test_newsboat_stores_every_item_with_its_guid_and_date(tmp_path: Path, address: str, feed: str) -> None:
    newsboat = program("newsboat")
    urls, cache, config = (tmp_path / name for name in ("urls", "cache.db", "config"))
    urls.write_text(f"{address}/{feed}\n", encoding="utf-8")
    config.write_text("", encoding="utf-8")

    run(tmp_path, newsboat, "-u", str(urls), "-c", str(cache), "-C", str(config), "-x", "reload")

    with closing(sqlite3.connect(cache)) as database:
        rows = database.execute("SELECT guid, pubDate FROM rss_item").fetchall()
    assert sorted(published().items()) == sorted(rows)


@pytest.mark.parametrize("feed", FEEDS)
def test_newsboat_takes_an_edited_item_for_the_one_it_knows(
    tmp_path: Path, served: Path, address: str, feed: str
) -> None:
    newsboat = program("newsboat")
    urls, cache, config = (tmp_path / name for name in ("urls", "cache.db", "config"))
    urls.write_text(f"{address}/{feed}\n", encoding="utf-8")
    config.write_text("", encoding="utf-8")
    reload = [newsboat, "-u", str(urls), "-c", str(cache), "-C", str(config), "-x", "reload"]
    run(tmp_path, *reload)

    edit(served / feed)
    run(tmp_path, *reload)

    with closing(sqlite3.connect(cache)) as database:
        rows = database.execute("SELECT guid FROM rss_item").fetchall()
        edited = database.execute("SELECT count(*) FROM rss_item WHERE content LIKE '%An edited summary.%'").fetchone()
    assert sorted(published()) == sorted(guid for (guid,) in rows)
    assert (1,) == edited


@pytest.mark.parametrize("feed", FEEDS)
def test_sfeed_reads_every_id_and_timestamp(tmp_path: Path, feed: str) -> None:
    sfeed = program("sfeed")

    printed = run(tmp_path, sfeed, text=(OUTPUT / feed).read_text(encoding="utf-8"))

    rows = [line.split("\t") for line in printed.splitlines()]
    assert 40 == len(rows)
    assert published() == {row[5]: int(row[0]) for row in rows}
    assert all(row[1] and row[2] and row[3] for row in rows)


@pytest.mark.parametrize("feed", FEEDS)
def test_rss2email_sees_every_item_once(tmp_path: Path, address: str, feed: str) -> None:
    r2e = [program("r2e"), "-c", str(tmp_path / "r2e.cfg"), "-d", str(tmp_path / "r2e.json")]
    run(tmp_path, *r2e, "new", "reader@example.org")
    run(tmp_path, *r2e, "add", "all", f"{address}/{feed}")

    run(tmp_path, *r2e, "run", "--no-send")

    (state,) = json.loads((tmp_path / "r2e.json").read_text(encoding="utf-8"))["feeds"]
    assert set(published()) == set(state["seen"])


@pytest.mark.parametrize("feed", FEEDS)
def test_reader_sees_an_edit_as_one_modified_entry_and_nothing_new(served: Path, address: str, feed: str) -> None:
    with closing(make_reader(":memory:")) as reader:
        reader.add_feed(f"{address}/{feed}")
        reader.update_feed(f"{address}/{feed}")
        first = {entry.id: int(entry.published.timestamp()) for entry in reader.get_entries() if entry.published}

        edit(served / feed)
        changed = reader.update_feed(f"{address}/{feed}")

        assert published() == first
        assert changed is not None
        assert (0, 1) == (changed.new, changed.modified)
        (entry,) = (e for e in reader.get_entries() if "An edited summary." in (e.summary or e.content[0].value))
        assert entry.id in first


@pytest.mark.parametrize("feed", FEEDS)
def test_reader_downloads_an_unchanged_feed_only_once(address: str, feed: str) -> None:
    with closing(make_reader(":memory:")) as reader:
        reader.add_feed(f"{address}/{feed}")
        first = reader.update_feed(f"{address}/{feed}")

        second = reader.update_feed(f"{address}/{feed}")

        assert first is not None
        assert 40 == first.new
        assert second is None


def edit(file: Path) -> None:
    """Change the summary of one entry, and its `updated`, as a rebuild would."""
    text = file.read_text(encoding="utf-8")
    body = "content" if file.name.endswith(".atom.xml") else "description"
    tag = "entry" if file.name.endswith(".atom.xml") else "item"
    head, entry, tail = re.split(rf"(<{tag}>.*?</{tag}>)", text, maxsplit=1, flags=re.DOTALL)
    entry, bodies = re.subn(
        rf"(<{body}\b[^>]*>).*?(</{body}>)", r"\1&lt;p&gt;An edited summary.&lt;/p&gt;\2", entry, flags=re.DOTALL
    )
    stamp = LATER.isoformat().replace("+00:00", "Z")
    entry = re.sub(r"(<(?:atom:)?updated>)[^<]*", rf"\g<1>{stamp}", entry)
    head = re.sub(r"(<updated>)[^<]*", rf"\g<1>{stamp}", head)
    head = re.sub(r"(<lastBuildDate>)[^<]*", rf"\g<1>{format_datetime(LATER, usegmt=True)}", head)
    assert bodies >= 1
    file.write_text(head + entry + tail, encoding="utf-8")
    second = int(file.stat().st_mtime) + 1
    os.utime(file, (second, second))

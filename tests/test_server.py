"""The preview answers as a good web host would."""

import os
import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from email.utils import formatdate
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from threading import Thread

import pytest

from feedpub.errors import FeedpubError
from feedpub.server import make_server, serve

MTIME = 1_700_000_000
TAG = f'"{MTIME:x}-7"'


@contextmanager
def serving(folder: Path) -> Iterator[int]:
    """Serve a folder on a free loopback port, in a thread that ends with the block."""
    with make_server(folder, 0, 3600) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server.server_port
        finally:
            server.shutdown()
            thread.join()


class Client:
    """Asks one server, one connection per request."""

    def __init__(self, port: int) -> None:
        self.port = port

    def ask(self, target: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, bytes]:
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=10)) as connection:
            names = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, target, headers=names)
            response = connection.getresponse()
            return response, response.read()

    def status(self, target: str, method: str = "GET", **headers: str) -> int:
        return self.ask(target, method, **headers)[0].status


def put(folder: Path, path: str, text: str = "<feed/>") -> Path:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    os.utime(file, ns=(MTIME * 10**9, MTIME * 10**9 + 987_654_321))
    return file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "output"
    put(root, "all.atom.xml")
    put(root, "topics/skills.rss.xml", "<rss/>")
    return root


@pytest.fixture
def client(folder: Path) -> Iterator[Client]:
    with serving(folder) as port:
        yield Client(port)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("all.atom.xml", "application/xml; charset=utf-8"),
        ("topics/skills.rss.xml", "application/xml; charset=utf-8"),
        ("all.json", "application/feed+json; charset=utf-8"),
        ("status.json", "application/json"),
        ("topics/status.json", "application/feed+json; charset=utf-8"),
        ("feeds.opml", "text/x-opml; charset=utf-8"),
        ("topics/skills.html", "text/html; charset=utf-8"),
        ("feed.css", "text/css; charset=utf-8"),
        ("notes.bin", "application/octet-stream"),
    ],
)
def test_every_kind_of_file_has_its_media_type(folder: Path, client: Client, path: str, expected: str) -> None:
    put(folder, path)

    response, _ = client.ask(f"/{path}")

    assert expected == response.headers["Content-Type"]


def test_a_file_is_sent_whole_with_what_a_cache_needs(client: Client) -> None:
    response, body = client.ask("/all.atom.xml")

    assert (200, b"<feed/>") == (response.status, body)
    assert {
        "Content-Length": "7",
        "ETag": TAG,
        "Last-Modified": "Tue, 14 Nov 2023 22:13:20 GMT",
        "Cache-Control": "max-age=3600",
        "X-Content-Type-Options": "nosniff",
    }.items() <= dict(response.headers).items()


def test_a_monitor_is_told_to_ask_each_time_how_the_sources_stand(folder: Path, client: Client) -> None:
    put(folder, "status.json", "{}")

    response, _ = client.ask("/status.json")

    assert "no-cache" == response.headers["Cache-Control"]
    assert 304 == client.status("/status.json", If_None_Match=response.headers["ETag"])


def test_head_answers_like_get_without_the_body(client: Client) -> None:
    got, _ = client.ask("/all.atom.xml")

    head, body = client.ask("/all.atom.xml", "HEAD")

    assert b"" == body
    assert 200 == head.status
    del got.headers["Date"], head.headers["Date"]
    assert got.headers.items() == head.headers.items()


@pytest.mark.parametrize(
    "tags",
    [TAG, f"W/{TAG}", "*", f'"other", {TAG}', f'W/"other",{TAG},"more"', f'"with, comma", {TAG}', f" {TAG} "],
)
def test_a_client_that_knows_the_file_gets_304_without_a_body(client: Client, tags: str) -> None:
    response, body = client.ask("/all.atom.xml", If_None_Match=tags)

    assert (304, b"") == (response.status, body)
    assert TAG == response.headers["ETag"]
    assert "max-age=3600" == response.headers["Cache-Control"]
    assert "Content-Length" not in response.headers


@pytest.mark.parametrize("tags", ['"other"', "", "nonsense", TAG.strip('"'), f'"x{TAG[1:]}', '"*"'])
def test_a_client_that_knows_another_state_gets_the_file(client: Client, tags: str) -> None:
    assert 200 == client.status("/all.atom.xml", If_None_Match=tags)


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        (formatdate(MTIME, usegmt=True), 304),
        (formatdate(MTIME + 60, usegmt=True), 304),
        (formatdate(MTIME), 304),
        (formatdate(MTIME - 1, usegmt=True), 200),
        ("yesterday", 200),
        ("", 200),
        ("Tue, 99 Nov 2023 22:13:20 GMT", 200),
    ],
)
def test_a_date_alone_decides_by_whole_seconds(client: Client, since: str, expected: int) -> None:
    assert expected == client.status("/all.atom.xml", If_Modified_Since=since)


def test_a_tag_that_differs_outweighs_a_date_that_fits(client: Client) -> None:
    since = formatdate(MTIME, usegmt=True)

    assert 200 == client.status("/all.atom.xml", If_None_Match='"other"', If_Modified_Since=since)


def test_a_tag_that_fits_outweighs_a_date_that_differs(client: Client) -> None:
    since = formatdate(MTIME - 1, usegmt=True)

    assert 304 == client.status("/all.atom.xml", If_None_Match=TAG, If_Modified_Since=since)


def test_a_later_second_or_another_size_is_another_state(folder: Path, client: Client) -> None:
    file = folder / "all.atom.xml"

    os.utime(file, (MTIME + 1, MTIME + 1))
    assert 200 == client.status("/all.atom.xml", If_None_Match=TAG)
    put(folder, "all.atom.xml", "<feed />")
    assert 200 == client.status("/all.atom.xml", If_None_Match=TAG)


def test_a_folder_shows_its_index_page_and_never_its_files(folder: Path, client: Client) -> None:
    put(folder, "index.html", "<h1>Feeds</h1>")

    assert (200, b"<h1>Feeds</h1>") == (client.ask("/")[0].status, client.ask("/")[1])
    assert 404 == client.status("/topics/")
    assert 404 == client.status("/topics")


def test_a_missing_file_is_404_in_plain_text(client: Client) -> None:
    response, body = client.ask("/nothing.atom.xml")

    assert (404, b"404 Not Found\n") == (response.status, body)
    assert "text/plain; charset=utf-8" == response.headers["Content-Type"]


def test_a_query_and_percent_signs_do_not_hide_a_file(client: Client) -> None:
    assert 200 == client.status("/all%2Eatom.xml?from=reader")
    assert 200 == client.status("//topics//skills.rss.xml")


@pytest.mark.parametrize(
    "target",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/topics/../../secret.txt",
        "/topics/../all.atom.xml",
        "//secret.txt",
        "/.all.atom.xml.tmp",
        "/topics/.hidden/x.json",
        "/escape.txt",
        "/hidden.txt",
        "/outside/secret.txt",
        "/loop",
        "/pipe",
        "/all.atom.xml/",
        "/all.atom.xml%00",
        "/%ff",
        "/" + "x" * 300,
    ],
)
def test_nothing_hidden_or_outside_the_folder_is_served(
    tmp_path: Path, folder: Path, client: Client, target: str
) -> None:
    put(tmp_path, "secret.txt")
    put(folder, ".all.atom.xml.tmp")
    put(folder, "topics/.hidden/x.json")
    (folder / "escape.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "hidden.txt").symlink_to(".all.atom.xml.tmp")
    (folder / "outside").symlink_to(tmp_path)
    (folder / "loop").symlink_to("loop")
    os.mkfifo(folder / "pipe")

    assert 404 == client.status(target)


def test_the_folder_itself_may_be_a_link(tmp_path: Path, folder: Path) -> None:
    link = tmp_path / "current"
    link.symlink_to(folder)

    with serving(link) as port:
        assert 200 == Client(port).status("/all.atom.xml")


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_only_reading_is_allowed(client: Client, method: str) -> None:
    response, _ = client.ask("/all.atom.xml", method)

    assert (405, "GET, HEAD") == (response.status, response.headers["Allow"])


def test_one_connection_carries_many_answers(client: Client) -> None:
    with closing(HTTPConnection("127.0.0.1", client.port, timeout=10)) as connection:
        for target, tag, expected in [("/all.atom.xml", "", 200), ("/all.atom.xml", TAG, 304), ("/none", "", 404)] * 2:
            connection.request("GET", target, headers={"If-None-Match": tag})
            response = connection.getresponse()
            response.read()
            assert expected == response.status


def test_the_server_listens_on_the_loopback_address_only(folder: Path) -> None:
    with make_server(folder, 0, 3600) as server:
        assert "127.0.0.1" == server.server_address[0]


def test_a_port_in_use_is_named(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        with pytest.raises(FeedpubError, match=f"port {port} is in use; choose another one"):
            serve(folder, port, 3600)


def test_a_port_that_is_none_is_named(folder: Path) -> None:
    with pytest.raises(FeedpubError, match="port 70000 is no port"):
        serve(folder, 70000, 3600)


def test_serving_before_the_first_build_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FeedpubError, match="run `feedpub build` first"):
        serve(tmp_path / "output", 0, 3600)

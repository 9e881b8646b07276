"""The nginx recipe works in the real nginx."""

import gzip
import os
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection, HTTPResponse
from importlib.resources import files
from pathlib import Path

import pytest

CONFIG = """\
daemon on;
pid {home}/nginx.pid;
error_log {home}/error.log;
events {{ }}
http {{
    access_log off;
    client_body_temp_path {home}/t1;
    proxy_temp_path {home}/t2;
    fastcgi_temp_path {home}/t3;
    uwsgi_temp_path {home}/t4;
    scgi_temp_path {home}/t5;
    # What Debian's nginx.conf says, so that the recipe is proved to override it.
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
{server}
}}
"""
FEED = "<feed>" + "é" * 2000 + "</feed>"
FILES = {
    "all.atom.xml": FEED,
    "topics/skills.rss.xml": "<rss/>",
    "all.json": "{}",
    "status.json": "{}",
    "topics/status.json": "{}",
    "feeds.opml": "<opml/>",
    "index.html": "<h1>Feeds</h1>",
    "feed.css": "feed {}",
    ".all.atom.xml.tmp": "<feed",
}


def nginx() -> str:
    """Return the path of nginx; without it, skip on a desk and fail in CI."""
    path = os.environ.get("PATH", os.defpath) + ":/usr/sbin:/usr/local/sbin"
    program = shutil.which("nginx", path=path)
    if program:
        return program
    reason = "nginx is not installed"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Run nginx with the recipe over a folder of its own, and return the port it listens on."""
    program = nginx()
    home = tmp_path_factory.mktemp("nginx")
    output = home / "output"
    for path, text in FILES.items():
        (output / path).parent.mkdir(parents=True, exist_ok=True)
        (output / path).write_text(text, encoding="utf-8")
    # Workers of a master that is root give up root, and then could not walk into pytest's private folders.
    who = "user root;\n" if os.geteuid() == 0 else ""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        number: int = probe.getsockname()[1]
    (home / "nginx.conf").write_text(who + CONFIG.format(home=home, server=recipe(output, number)), encoding="utf-8")
    command = [program, "-e", f"{home}/error.log", "-p", f"{home}", "-c", f"{home}/nginx.conf"]

    # A daemon's parent returns when the port is open.
    started = subprocess.run(command, check=False, capture_output=True, text=True, timeout=30)
    assert (0, "") == (started.returncode, started.stderr)
    yield number
    subprocess.run([*command, "-s", "stop"], check=True, timeout=30)


def recipe(output: Path, port: int) -> str:
    """Fill the recipe in as a user would, but for the port."""
    text = files("feedpub").joinpath("recipes/nginx.conf").read_text(encoding="utf-8")
    for name, value in {"output": str(output), "host": "feeds.example.org", "max_age": "3600"}.items():
        assert f"{{{name}}}" in text
        text = text.replace(f"{{{name}}}", value)
    text = text.replace("    listen [::]:80;\n", "")
    assert re.findall(r"listen .*;", text) == ["listen 80;"]
    return text.replace("listen 80;", f"listen 127.0.0.1:{port};")


def ask(port: int, target: str, **headers: str) -> tuple[HTTPResponse, bytes]:
    with closing(HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request("GET", target, headers={"Host": "feeds.example.org", **names})
        response = connection.getresponse()
        return response, response.read()


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("all.atom.xml", "application/xml; charset=utf-8"),
        ("topics/skills.rss.xml", "application/xml; charset=utf-8"),
        ("all.json", "application/feed+json; charset=utf-8"),
        ("status.json", "application/json"),
        ("topics/status.json", "application/feed+json; charset=utf-8"),
        ("feeds.opml", "text/x-opml; charset=utf-8"),
        ("", "text/html; charset=utf-8"),
        ("feed.css", "text/css; charset=utf-8"),
    ],
)
def test_nginx_sends_the_media_types_of_the_preview(port: int, path: str, expected: str) -> None:
    response, body = ask(port, f"/{path}")

    assert FILES[path or "index.html"] == body.decode()
    assert expected == response.headers["Content-Type"]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("all.atom.xml", "max-age=3600"),
        ("all.json", "max-age=3600"),
        ("index.html", "max-age=3600"),
        ("status.json", "no-cache"),
    ],
)
def test_nginx_tells_caches_how_long_and_browsers_not_to_guess(port: int, path: str, expected: str) -> None:
    response, _ = ask(port, f"/{path}")

    assert [expected] == response.headers.get_all("Cache-Control")
    assert ["nosniff"] == response.headers.get_all("X-Content-Type-Options")


def test_nginx_answers_304_to_the_tag_or_the_date_it_sent(port: int) -> None:
    first, _ = ask(port, "/all.atom.xml")

    by_tag, tag_body = ask(port, "/all.atom.xml", If_None_Match=first.headers["ETag"])
    by_date, date_body = ask(port, "/all.atom.xml", If_Modified_Since=first.headers["Last-Modified"])
    by_other, other_body = ask(port, "/all.atom.xml", If_None_Match='"other"')

    assert (304, b"") == (by_tag.status, tag_body)
    assert (304, b"") == (by_date.status, date_body)
    assert (200, FEED.encode()) == (by_other.status, other_body)


def test_nginx_compresses_a_feed_and_still_answers_304(port: int) -> None:
    first, body = ask(port, "/all.atom.xml", Accept_Encoding="gzip")
    second, _ = ask(port, "/all.atom.xml", Accept_Encoding="gzip", If_None_Match=first.headers["ETag"])

    assert ("gzip", FEED) == (first.headers["Content-Encoding"], gzip.decompress(body).decode())
    assert "Accept-Encoding" == first.headers["Vary"]
    assert 304 == second.status


@pytest.mark.parametrize("target", ["/.all.atom.xml.tmp", "/nothing.json"])
def test_nginx_hides_files_that_are_still_being_written(port: int, target: str) -> None:
    assert 404 == ask(port, target)[0].status


def test_nginx_lists_no_folder(port: int) -> None:
    assert 403 == ask(port, "/topics/")[0].status

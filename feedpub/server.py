"""The preview: the output folder on localhost, with the headers a good web host sends."""

import errno
import os
import re
import sys
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC
from email.message import Message
from email.utils import formatdate, parsedate_to_datetime
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import BaseServer
from typing import Final
from urllib.parse import unquote

from feedpub import __version__
from feedpub.errors import FeedpubError

# `application/xml`, because a browser then shows a feed with its stylesheet; the Atom type makes it download the file.
_TYPES: Final = {
    ".xml": "application/xml; charset=utf-8",
    ".json": "application/feed+json; charset=utf-8",
    ".opml": "text/x-opml; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
}
_STATUS: Final = "status.json"
_ENTITY_TAG: Final = re.compile(r'(?:W/)?("[^"]*")')


def serve(folder: Path, port: int, max_age: int) -> None:
    """Serve the output folder on localhost until interrupted. Raises FeedpubError when that cannot begin."""
    if not folder.is_dir():
        raise FeedpubError(f"{folder}: there is no such folder to serve; run `feedpub build` first")
    try:
        server = make_server(folder, port, max_age)
    except OverflowError:
        raise FeedpubError(f"port {port} is no port; choose one from 1 to 65535") from None
    except OSError as error:
        why = "is in use" if error.errno == errno.EADDRINUSE else f"cannot be opened ({error.strerror})"
        raise FeedpubError(f"port {port} {why}; choose another one") from None
    with server, suppress(KeyboardInterrupt):
        sys.stderr.write(f"serving {folder} at http://127.0.0.1:{server.server_port}/ until Ctrl-C\n")
        server.serve_forever()


def make_server(folder: Path, port: int, max_age: int) -> ThreadingHTTPServer:
    """Bind a server for the folder to the loopback address only; port 0 takes any free one, `max_age` is in seconds."""
    return ThreadingHTTPServer(("127.0.0.1", port), partial(_Exchange, folder=folder, max_age=max_age))


class _Exchange(BaseHTTPRequestHandler):
    """One connection: each request is answered from the folder as it is at that moment."""

    protocol_version = "HTTP/1.1"
    server_version = f"feedpub/{__version__}"
    sys_version = ""
    timeout = 30
    # What the base class itself refuses (a malformed request line, an unknown method) is plain text too.
    error_content_type = "text/plain; charset=utf-8"
    error_message_format = "%(code)d %(message)s\n"

    def __init__(
        self, request: object, client_address: tuple[str, int], server: BaseServer, *, folder: Path, max_age: int
    ) -> None:
        self._folder = folder
        self._max_age = max_age
        # The base class answers the whole connection in its constructor.
        super().__init__(request, client_address, server)  # type: ignore[arg-type]

    def handle(self) -> None:
        """Answer until the client is done, who may well leave in the middle."""
        with suppress(ConnectionError):
            super().handle()

    def do_GET(self) -> None:
        """Send a file, or that it has not changed."""
        path = _locate(self._folder, self.path)
        if path is None:
            self._refuse(HTTPStatus.NOT_FOUND)
            return
        try:
            with path.open("rb") as file:
                stat = os.fstat(file.fileno())
                data = file.read()
        except OSError:
            self._refuse(HTTPStatus.NOT_FOUND)
            return
        seconds = int(stat.st_mtime)
        tag = f'"{seconds:x}-{stat.st_size:x}"'
        is_status = path == self._folder.resolve() / _STATUS
        headers = {
            "ETag": tag,
            "Last-Modified": formatdate(seconds, usegmt=True),
            # A monitor asks each time whether the state changed.
            "Cache-Control": "no-cache" if is_status else f"max-age={self._max_age}",
        }
        if _is_fresh(self.headers, tag, seconds):
            self._send(HTTPStatus.NOT_MODIFIED, headers)
        else:
            kind = "application/json" if is_status else _TYPES.get(path.suffix, "application/octet-stream")
            self._send(HTTPStatus.OK, {"Content-Type": kind, **headers}, data)

    do_HEAD = do_GET

    def do_POST(self) -> None:
        """Refuse to do anything but read."""
        # The body stays unread, so the connection cannot be used again.
        self.close_connection = True
        self._refuse(HTTPStatus.METHOD_NOT_ALLOWED, {"Allow": "GET, HEAD", "Connection": "close"})

    do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_TRACE = do_CONNECT = do_POST

    def _refuse(self, status: HTTPStatus, headers: Mapping[str, str] | None = None) -> None:
        """Send a status in plain words."""
        text = f"{status.value} {status.phrase}\n".encode()
        self._send(status, {"Content-Type": "text/plain; charset=utf-8", **(headers or {})}, text)

    def _send(self, status: HTTPStatus, headers: Mapping[str, str], body: bytes | None = None) -> None:
        """Send a response; one to HEAD has the headers of GET and no body."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("X-Content-Type-Options", "nosniff")
        if body is not None:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if body is not None and self.command != "HEAD":
            self.wfile.write(body)


def _locate(folder: Path, target: str) -> Path | None:
    """Return the file that a request target names; None for whatever is hidden, outside or no file."""
    try:
        # Not urlsplit: it takes the first part of `//a/b` for a host.
        steps = unquote(re.split(r"[?#]", target, maxsplit=1)[0], errors="strict").split("/")
        if not steps[-1]:
            steps[-1] = "index.html"
        root = folder.resolve()
        path = root.joinpath(*filter(None, steps)).resolve()
        inside = path.is_relative_to(root)
        if inside and path.is_file() and not any(s.startswith(".") for s in (*steps, *path.relative_to(root).parts)):
            return path
    except (OSError, ValueError, RuntimeError):
        # No UTF-8, a NUL, a name too long, a loop of links: there is no such file.
        pass
    return None


def _is_fresh(headers: Message, tag: str, seconds: int) -> bool:
    """Say whether the client's copy is this one (RFC 9110, 13.2.2): tags are decisive, dates only without tags."""
    tags = headers.get_all("If-None-Match")
    if tags is not None:
        known = ", ".join(tags)
        return known.strip() == "*" or tag in _ENTITY_TAG.findall(known)
    try:
        since = parsedate_to_datetime(headers.get("If-Modified-Since", ""))
    except (TypeError, ValueError, OverflowError):
        return False
    return seconds <= (since if since.tzinfo else since.replace(tzinfo=UTC)).timestamp()

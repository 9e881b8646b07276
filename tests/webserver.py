"""A real web server on the loopback interface that does as a test says: well or badly."""

import http.server
import socket
import ssl
import struct
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Event, Thread


@dataclass(slots=True)
class Visit:
    """One request: what was asked for, and the socket to answer on."""

    path: str
    headers: Mapping[str, str]
    socket: socket.socket
    stopped: Event

    def send(self, data: bytes) -> None:
        """Send bytes as they are."""
        self.socket.sendall(data)

    def answer(self, data: bytes = b"", status: int = 200, **headers: str) -> None:
        """Send a whole answer; `_` in a header's name is a hyphen."""
        fields = {"content-type": "text/plain; charset=utf-8", "content-length": str(len(data))}
        fields |= {name.replace("_", "-"): value for name, value in headers.items()}
        head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
        self.send(f"HTTP/1.1 {status} Said\r\n{head}connection: close\r\n\r\n".encode("latin-1") + data)

    def redirect(self, place: str, status: int = 302, **headers: str) -> None:
        """Send elsewhere."""
        self.answer(b"", status, location=place, **headers)

    def pour(self, data: bytes, every: float = 0.0) -> None:
        """Send the same bytes again and again, until the other side has gone or the server stops."""
        while not self.stopped.wait(every):
            self.send(data)

    def reset(self) -> None:
        """Break the connection off without a word."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.socket.close()


Behaviour = Callable[[Visit], None]


@dataclass(slots=True)
class WebServer:
    """A server, what it does at each path (a 404 elsewhere), and who asked for what."""

    port: int
    pages: dict[str, Behaviour] = field(default_factory=dict)
    visits: list[Visit] = field(default_factory=list)
    scheme: str = "http"

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        """Return the address of a path."""
        return f"{self.scheme}://{host}:{self.port}{path}"

    @property
    def asked(self) -> list[str]:
        """The paths that were asked for, robots.txt aside."""
        return [visit.path for visit in self.visits if visit.path != "/robots.txt"]


def _no_such_page(visit: Visit) -> None:
    visit.answer(b"no such page", 404)


@contextmanager
def web_server(secure: ssl.SSLContext | None = None) -> Iterator[WebServer]:
    """Run a server, with a certificate one of HTTPS; it answers every request in a thread of its own."""
    stopped = Event()

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            visit = Visit(path=self.path, headers=headers, socket=self.connection, stopped=stopped)
            site.visits.append(visit)
            self.close_connection = True
            with suppress(OSError):  # the other side has gone
                site.pages.get(self.path, _no_such_page)(visit)

        def finish(self) -> None:
            with suppress(OSError, ValueError):  # the test broke the connection off
                super().finish()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is http.server's
            pass

    class Server(http.server.ThreadingHTTPServer):
        daemon_threads = True

        def shutdown_request(self, request: object) -> None:
            with suppress(OSError):
                super().shutdown_request(request)  # type: ignore[arg-type]

    with Server(("127.0.0.1", 0), Handler) as server:
        site = WebServer(port=server.server_address[1], scheme="https" if secure else "http")
        if secure:
            server.socket = secure.wrap_socket(server.socket, server_side=True)
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield site
        finally:
            stopped.set()
            server.shutdown()
            thread.join()

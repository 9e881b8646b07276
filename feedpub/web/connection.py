"""Connections to public addresses only, none of which outlives its deadline. httpcore2's room.

Names are resolved here, and what is connected to is the very address that was checked: a name that answers
differently the second time gains nothing. No proxy is used, for behind one nothing could be checked.
"""

import socket
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from queue import Empty, Queue
from ssl import SSLContext
from threading import Thread
from typing import Final

import httpcore2
import httpx2

from feedpub.web.addresses import is_public
from feedpub.web.types import UnreachableError

_PATIENCE: Final = 10.0
"""So many seconds one address may take to answer while there is another one."""

_Option = tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]


class Deadline:
    """A moment by the monotonic clock: the network is an end of the pipeline, and how long it takes is no data."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._end = time.monotonic() + seconds

    @property
    def is_open(self) -> bool:
        """Whether it is still to come."""
        return time.monotonic() < self._end

    def extend(self, seconds: float) -> None:
        """Let it come later."""
        self._end += seconds

    def left(self) -> float:
        """Return the seconds that are left; raises httpcore2.TimeoutException when there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise httpcore2.ReadTimeout(f"the deadline of {self._seconds:g} seconds has passed")
        return left


@dataclass(frozen=True, slots=True)
class _TimedStream(httpcore2.NetworkStream):
    """A stream whose every operation ends at the deadline: byte by byte it would last for ever."""

    stream: httpcore2.NetworkStream
    deadline: Deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.stream.read(max_bytes, _least(timeout, self.deadline.left()))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.stream.write(buffer, _least(timeout, self.deadline.left()))

    def close(self) -> None:
        self.stream.close()

    def start_tls(
        self, ssl_context: SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        secure = self.stream.start_tls(ssl_context, server_hostname, _least(timeout, self.deadline.left()))
        return _TimedStream(secure, self.deadline)

    def get_extra_info(self, info: str) -> object:
        return self.stream.get_extra_info(info)


class Backend(httpcore2.NetworkBackend):
    """Opens connections to the addresses of a host that may be reached, one after the other."""

    def __init__(self, deadline: Deadline, *, allow_private: bool) -> None:
        self._deadline = deadline
        self._allow_private = allow_private
        self._sockets = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[_Option] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect to the first address of a host that may be reached and answers."""
        addresses = self._may_reach(host, _resolve(host, port, self._deadline))
        for place, address in enumerate(addresses, 1):
            patience = self._deadline.left() if place == len(addresses) else min(_PATIENCE, self._deadline.left())
            try:
                stream = self._sockets.connect_tcp(
                    address, port, _least(timeout, patience), local_address, socket_options
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                if place == len(addresses):
                    raise
            else:
                return _TimedStream(stream, self._deadline)
        raise httpcore2.ConnectError(f"{host} has no address")

    def _may_reach(self, host: str, addresses: Sequence[str]) -> Sequence[str]:
        allowed = [address for address in addresses if self._allow_private or is_public(address)]
        if addresses and not allowed:
            raise UnreachableError(
                f"{host} has the address {addresses[0]}, which is not public; if it is meant, "
                "write `allow_private = true` in the [[source]], or `init --allow-private`"
            )
        return allowed


def _resolve(host: str, port: int, deadline: Deadline) -> Sequence[str]:
    """Return the numeric addresses of a host in the order of the resolver, which knows no deadline of its own."""
    answer: Queue[Sequence[str] | OSError | UnicodeError] = Queue(1)

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answer.put(list(dict.fromkeys(str(row[4][0]) for row in found)))
        except (OSError, UnicodeError) as error:
            answer.put(error)

    Thread(target=ask, daemon=True).start()
    try:
        found = answer.get(timeout=deadline.left())
    except Empty:
        raise httpcore2.ConnectTimeout(f"the name {host} was not resolved in time") from None
    if isinstance(found, socket.gaierror) and found.errno == socket.EAI_AGAIN:
        raise httpcore2.ConnectError(f"the name {host} cannot be resolved at the moment")
    if isinstance(found, (OSError, UnicodeError)):
        raise UnreachableError(f"there is no host {host} (the name is not known); check `url`")
    return found


def _least(timeout: float | None, left: float) -> float:
    return left if timeout is None else min(timeout, left)


class _Body(httpx2.SyncByteStream):
    """The bytes of an answer as they came over the wire."""

    def __init__(self, response: httpcore2.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        yield from self._response.iter_stream()

    def close(self) -> None:
        self._response.close()


class Transport(httpx2.BaseTransport):
    """What httpx2 sends requests through."""

    def __init__(self, context: SSLContext, deadline: Deadline, *, allow_private: bool) -> None:
        backend = Backend(deadline, allow_private=allow_private)
        self._pool = httpcore2.ConnectionPool(ssl_context=context, network_backend=backend)

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send a request and return the head of its answer, with a body yet to be read."""
        url = httpcore2.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        response = self._pool.handle_request(
            httpcore2.Request(method=request.method, url=url, headers=request.headers.raw)
        )
        return httpx2.Response(status_code=response.status, headers=response.headers, stream=_Body(response))

    def close(self) -> None:
        """Close every connection."""
        self._pool.close()

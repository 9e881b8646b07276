"""The bytes of an answer, unpacked and bounded: what is endless, or a bomb, ends here."""

import zlib
from collections.abc import Iterable, Iterator
from typing import Final

from feedpub.web.types import MEGABYTE, WebError

_STEP: Final = 65536
_BITE: Final = 4096
_RATIO: Final = 200
"""A page does not shrink to less than a two-hundredth; a megabyte of nothing but zeros does."""


class DamagedError(Exception):
    """A packed body breaks off, or is no such thing."""


def unpack(chunks: Iterable[bytes], encoding: str, *, limit: int, name: str) -> Iterator[bytes]:
    """Yield a body in plain bytes, as soon as they are there. `encoding` is the Content-Encoding.

    Raises WebError when there are more than `limit` bytes, on the wire or unpacked, or when they unpack to far
    more than a page ever did; DamagedError when a packed body cannot be read to its end.
    """
    names = [part.strip() for part in encoding.lower().split(",") if part.strip() not in {"", "identity"}]
    if len(names) > 1 or (names and names[0] not in {"gzip", "x-gzip", "deflate"}):
        raise WebError(f"{name}: the body is packed as “{encoding}”, and only gzip was asked for; tell the site")
    packed = _Counted(chunks)
    pieces = _inflate(packed, deflate=names == ["deflate"]) if names else iter(packed)
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > limit or packed.size > limit:
            megabytes = limit / MEGABYTE
            raise WebError(f"{name}: the page is larger than {megabytes:g} MB; is it the listing, or a download?")
        if size > MEGABYTE and size > packed.size * _RATIO:
            raise WebError(
                f"{name}: {packed.size} bytes unpack to more than {size} (a decompression bomb); it is not read"
            )
        yield piece


class _Counted:
    """Passes chunks on in small bites and counts their bytes."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = chunks
        self.size = 0

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._chunks:
            for at in range(0, len(chunk), _BITE):
                bite = chunk[at : at + _BITE]
                self.size += len(bite)
                yield bite


def _inflate(chunks: Iterable[bytes], *, deflate: bool) -> Iterator[bytes]:
    """Yield what is packed, in steps of at most 64 kB."""
    unpacker, started = None, False
    for chunk in chunks:
        rest, piece = chunk, b""
        while rest or len(piece) == _STEP:
            if unpacker is None:
                if started and (deflate or not rest.startswith(b"\x1f")):
                    return  # padding
                unpacker, started = zlib.decompressobj(_window(rest, deflate=deflate)), True
            try:
                piece = unpacker.decompress(rest, _STEP)
            except zlib.error as error:
                raise DamagedError(f"the packed body is damaged ({error})") from None
            yield piece
            rest = unpacker.unconsumed_tail
            if unpacker.eof:
                # A gzip file may have several members (RFC 1952 section 2.2).
                rest, piece, unpacker = unpacker.unused_data, b"", None
    if unpacker is not None:
        raise DamagedError("the packed body breaks off")


def _window(data: bytes, *, deflate: bool) -> int:
    """Return how zlib is to read what begins like this; “deflate” comes with and without a zlib head."""
    if not deflate:
        return 31
    with_head = len(data) > 1 and data[0] & 15 == 8 and (data[0] << 8 | data[1]) % 31 == 0
    return 15 if with_head else -15

"""A config's text → the same text with other selectors for one source, to the letter but for these."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from difflib import unified_diff
from itertools import pairwise
from typing import Final

_HEADER: Final = re.compile(r"\s*\[\[?\s*([\w.-]+)\s*\]\]?\s*(?:#.*)?")
_INLINE: Final = re.compile(r"\s*select\s*=\s*\{")


def difference(text: str, patched: str, file: str) -> Iterator[str]:
    """Yield the lines of a unified diff, which `patch` applies."""
    lines = unified_diff(text.splitlines(), patched.splitlines(), file, file, lineterm="")
    yield from lines


def with_select(text: str, name: str, table: Sequence[str]) -> str:
    """Return a config with these lines as the table `select` of a source; "" where it cannot be told how.

    What has been written is read back: nothing but the table may differ.
    """
    lines = text.splitlines()
    number = [source.get("name") for source in tomllib.loads(text)["source"]].index(name)
    start, end = list(_sources(lines))[number]
    body = lines[start:end]
    place = next((at for at, line in enumerate(body) if _is_select(line)), None)
    if place is not None:
        after = next((at for at, line in enumerate(body[place + 1 :], place + 1) if _HEADER.fullmatch(line)), len(body))
        while not body[after - 1].strip() or body[after - 1].lstrip().startswith("#"):
            after -= 1
        body[place:after] = table
    elif inline := [at for at, line in enumerate(body) if _INLINE.match(line)]:
        del body[inline[0]]
        tables = [at for at, line in enumerate(body) if at and _HEADER.fullmatch(line)]
        at = tables[0] if tables else len(body)
        while not body[at - 1].strip():
            at -= 1
        body[at:at] = table
    patched = "\n".join([*lines[:start], *body, *lines[end:]]) + "\n"
    return patched if _differs_only_so(text, patched, number, table) else ""


def _sources(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where the table of each source begins and ends, with the tables in it."""
    headers = [(at, found[1]) for at, line in enumerate(lines) if (found := _HEADER.fullmatch(line))]
    outer = [(at, key) for at, key in headers if not key.startswith("source.")] + [(len(lines), "")]
    yield from ((at, after) for (at, key), (after, _) in pairwise(outer) if key == "source")


def _is_select(line: str) -> bool:
    found = _HEADER.fullmatch(line)
    return found is not None and found[1] == "source.select"


def _differs_only_so(text: str, patched: str, number: int, table: Sequence[str]) -> bool:
    try:
        before, after = tomllib.loads(text), tomllib.loads(patched)
        wanted = tomllib.loads("\n".join(["[[source]]", *table]))["source"][0]["select"]
    except tomllib.TOMLDecodeError:
        return False
    before["source"][number]["select"] = wanted
    return bool(before == after)

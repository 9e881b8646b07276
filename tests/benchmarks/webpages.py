"""Web pages of many kinds, as large as wanted: python -m benchmarks.webpages KIND BYTES says the CPU seconds to read one.

Pages as sites make them are long for one of these reasons, and a page that is made to cost much is one of these, too.
"""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from itertools import count
from typing import Final

from feedpub.errors import SourceError
from feedpub.listings import parse_listing

_WORDS: Final = "The library in the old quarter opens its doors on Sundays"
_TEXT: Final = "The council of the town has decided in its meeting that the works at the bridge begin in spring. "
_DAY: Final = date(2026, 10, 31)


def _link(k: int) -> str:
    return f'<a href="/news/{k}">{_WORDS} {k}</a>'


def _day(k: int) -> str:
    return f"{_DAY - timedelta(days=k % 300_000):%-d %B %Y}"


def _months(k: int) -> str:
    heading = f"<h2>{date(2900 - k // 240, 12 - k // 20 % 12, 1):%B %Y}</h2>" if k % 20 == 0 else ""
    return f"{heading}<p>{20 - k % 20} {_link(k)}</p>\n"


def _note(k: int) -> str:
    at = f"{_DAY - timedelta(days=k % 300_000)}T10:00:00Z"
    return (
        f'<article class="h-entry"><h2 class="p-name">{_link(k)}</h2><time class="dt-published" datetime="{at}">{_day(k)}'
        f'</time><div class="e-content"><p>{_TEXT}</p><p>{_TEXT}</p></div><a class="p-category" href="/tag/{k % 9}">'
        f"Tag {k % 9}</a></article>\n"
    )


KINDS: Final[dict[str, Callable[[int], str]]] = {
    "rows of one cell": lambda k: f"<tr><td>{k}",
    "rows of dates": lambda k: f"<tr><td>{_day(k)}<td>{_link(k)}</tr>\n",
    "rows of nine cells": lambda _: f"<tr>{'<td>1' * 9}",
    "cells in one row": lambda k: f"<td>{k}</td>",
    "paragraphs": lambda k: f"<p>{_WORDS} {k}</p>\n",
    "words in paragraphs": lambda _: "<p>a",
    "lines": lambda k: f"line {k}<br>\n",
    "lines of dates": lambda k: f"{_day(k)} {_link(k)}<br>\n",
    "dates": lambda k: f"<p>{_day(k)}\n",
    "dates in running text": lambda k: f"{_day(k)}, ",
    "headings of months": _months,
    "cards": lambda k: f"<div class=card><h3>{_link(k)}</h3><span>{_day(k)}</span><p>{_TEXT}</p></div>\n",
    "a stream": _note,
    "nested lists": lambda k: f"<ul><li>{_link(k)}",
    "nested boxes": lambda _: "<div><p>a",
    "boxes side by side": lambda k: f"<div><div><div>{k}</div></div></div>",
    "links": lambda k: f"<li>{_link(k)}</li>\n",
    "a menu": lambda k: (
        f"<li><a href=/{k}>Menu {k}</a><ul>{''.join(f'<li><a href=/{k}/{n}>Item {n}</a>' for n in range(9))}</ul>"
    ),
    "definitions": lambda k: f"<dt>{_day(k)}<dd>{_link(k)}\n",
    "a class each": lambda k: f"<p class=c{k}><i>{_WORDS} {k}</i></p>\n",
    "words in elements": lambda _: "<span>a</span> ",
    "links around one letter": lambda k: f"<a href=/{k}>a</a>",
    "links of one word": lambda k: f"<p><a href=/{k}>word{k}</a>",
    "empty elements": lambda _: "<b></b>",
    "tags that never end": lambda _: "<i>",
    "attributes": lambda k: f'<i id=i{k} class="a b c d" title="a title" data-one=1 data-two=2>a</i> ',
    "one text": lambda _: _TEXT,
    "one word": lambda _: "a",
    "digits": lambda k: f"{k} ",
    "entities": lambda _: "&amp;&#233;",
    "letters of two columns": lambda k: f"<p>新闻发布会 {k}</p>",
    "what machines read": lambda k: (
        f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"{_WORDS} {k}","url":"/{k}"}}</script>'
    ),
    "preformatted lines": lambda k: f"{_day(k)} {_WORDS}\n",
}
"""What is repeated in pages of each kind."""
_FRAMES: Final = {"preformatted lines": "<pre>", "definitions": "<dl>", "links": "<ul>", "a menu": "<ul>"}


def page(kind: str, size: int) -> bytes:
    """Return a page of one kind, of so many bytes at least."""
    parts = [f"<!doctype html><html lang=en><title>News</title><body>{_FRAMES.get(kind, '')}"]
    if "row" in kind:
        parts.append("<table>")
    for number in count():
        parts.append(KINDS[kind](number))
        size -= len(parts[-1])
        if size <= 0:
            return "".join(parts).encode()
    raise AssertionError


def seconds(data: bytes) -> float:
    """Return the CPU seconds to read a page, listing or not."""
    start = time.process_time()
    with suppress(SourceError):
        parse_listing(data, "page.html", address="https://www.example.org/news/")
    return time.process_time() - start


def main(kind: str, *sizes: str) -> Iterator[float]:
    """Yield the CPU seconds to read a page of one kind, for each size."""
    seconds(page("cards", 20_000))  # what is loaded and compiled once is not counted
    for size in sizes:
        yield seconds(page(kind, int(size)))


if __name__ == "__main__":
    for found in main(*sys.argv[1:]):
        print(found, flush=True)

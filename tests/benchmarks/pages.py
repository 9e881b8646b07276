"""Texts of many kinds, as large as wanted: listings of tiny entries, texts that are none, and hostile ones.

`python -m benchmarks.pages BYTES [KIND…]` prints, for each kind, the seconds of CPU that reading such a text takes.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, timedelta
from functools import partial
from itertools import count
from random import Random
from typing import Final, NamedTuple

from feedpub.errors import SourceError
from feedpub.listings import parse_listing

Block = Callable[[int, date, str], str]
"""Prints entry `number` with a day and a title."""

_WORDS: Final = ("Oak", "Mill", "Tram", "Lido", "Pond", "Farm", "Quay", "Dune", "Moor", "Ford", "Gate", "Weir")
_PLACES: Final = ("Paris", "Geneva", "Lima", "Accra")
_KINDS: Final = ("News", "Speech", "Press release", "Opinion")
_MONTHS: Final = ("января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября")
_NEWEST: Final = date(2026, 10, 28)

ENTRIES: Final[Mapping[str, Block]] = {
    "title above day": lambda _, d, t: f"{t}\n{_plain(d)}\n\n",
    "day above title": lambda _, d, t: f"{_plain(d)}\n{t}\n\n",
    "day – title": lambda _, d, t: f"{_plain(d)} – {t}\n",
    "day: title": lambda _, d, t: f"{_plain(d)}: {t}\n",
    "day | title": lambda _, d, t: f"{_plain(d)} | {t}\n",
    "iso day title": lambda _, d, t: f"{d} {t}\n",
    "numbers title": lambda _, d, t: f"{d:%d.%m.%Y} {t}\n",
    "title – day": lambda _, d, t: f"{t} – {_plain(d)}\n",
    "title (day)": lambda _, d, t: f"{t} ({_plain(d)})\n",
    "title, month day": lambda _, d, t: f"{t}, {d:%B} {d.day}, {d.year}\n",
    "numbered": lambda n, d, t: f"{n}. {t}\n   {_plain(d)}\n",
    "numbered, one line": lambda n, d, t: f"{n}. {t} ({_plain(d)})\n",
    "bullets": lambda _, d, t: f"- {t}\n  {_plain(d)}\n",
    "bullets, one line": lambda _, d, t: f"* {_plain(d)} – {t}\n",
    "kicker": lambda n, d, t: f"{_KINDS[n % 4]}\n{t}\n{_plain(d)}\n\n",
    "kicker | day": lambda n, d, t: f"{_KINDS[n % 4]} | {_plain(d)}\n{t}\n\n",
    "day, place": lambda n, d, t: f"{t}\n{_plain(d)}, {_PLACES[n % 4]}\n\n",
    "dateline": lambda n, d, t: f"{t}\n{_PLACES[n % 4].upper()}, {_plain(d)} – It opens.\n\n",
    "clock": lambda n, d, t: f"{t}\n{_plain(d)}, {n % 24:02}:{n % 60:02}\n\n",
    "text": lambda _, d, t: f"{t}\n{_plain(d)}\nIt opens.\n\n",
    "labels": lambda _, d, t: f"Title: {t}\nDate: {_plain(d)}\n\n",
    "links": lambda n, d, t: f"[{t}](/n/{n})\n{_plain(d)}\n\n",
    "links, one line": lambda n, d, t: f"{_plain(d)} – [{t}](/n/{n})\n",
    "tabs": lambda n, d, t: f"{_plain(d)}\t{t}\t{_KINDS[n % 4]}\n",
    "two tabs": lambda _, d, t: f"{_plain(d)}\t{t}\n",
    "rules": lambda n, d, t: f"| {_plain(d)} | {t} | {_KINDS[n % 4]} |\n",
    "headings": lambda _, d, t: f"## {t}\n{_plain(d)}\n",
    "several a day": lambda n, d, t: f"{_plain(d)}\n\n{t}\n{t[::-1].title()}\n" + f"{t} {n}\n" * (n % 2) + "\n",
    "hours of a day": lambda n, d, t: (f"{_plain(d)}\n" if n % 3 == 1 else "") + f"{n % 24:02}:15 {t}\n",
    "months": lambda n, d, t: (f"\n{d:%B} {d.year}\n\n" if n % 20 == 1 else "") + f"{t}\n{_plain(d)}\n",
    "days of months": lambda n, d, t: (f"\n{d:%B} {d.year}\n\n" if n % 20 == 1 else "") + f"{21 - n % 20} {t}\n",
    "Russian": lambda _, d, t: f"{d.day} {_MONTHS[d.month % 10]} {d.year} – Новость {t}\n",
    "Chinese": lambda _, d, t: f"{d.year}年{d.month}月{d.day}日 新闻{t}\n",
    "ranges": lambda _, d, t: f"{t}\n{min(d.day, 27)}–28 {d:%B %Y}\n\n",
    "refused days": lambda n, _, t: f"{t}\n3{n % 9 + 1} May {1950 + n % 70}\n\n",
    "weekdays": lambda _, d, t: f"{t}\n{d:%A}, {_plain(d)}\n\n",
}
"""Listings of tiny entries, by what they print."""

LINES: Final[Mapping[str, Callable[[int, Random], str]]] = {
    "prose": lambda _, chance: " ".join(chance.choices(_WORDS, k=12)) + ".",
    "lines of a word": lambda _, chance: chance.choice(_WORDS),
    "letters": lambda n, _: chr(97 + n % 26),
    "years": lambda n, _: str(1900 + n % 150),
    "months alone": lambda n, _: f"{date(2020, n % 12 + 1, 1):%B}",
    "days alone": lambda n, _: _plain(_NEWEST - timedelta(days=n % 20_000)),
    "yesterday": lambda _, chance: chance.choice(("yesterday", "today", "3 hours ago")),
    "markers": lambda n, _: f"{n % 999}.",
    "bullets alone": lambda _, chance: chance.choice("-*•"),
    "labels alone": lambda _, chance: chance.choice(("Date:", "Title:", "By:", "Photo:")),
    "headings alone": lambda _, chance: "# " + chance.choice(_WORDS),
    "furniture": lambda _, chance: chance.choice(("Read more", "Home | Contact", "1 2 3 next", "© 2019 Town")),
    "links alone": lambda n, _: f"https://a.example/{n}",
    "brackets": lambda _, chance: "".join(chance.choices("[]()<>", k=40)),
    "prose with days": lambda n, chance: (
        f"It was {_plain(_NEWEST - timedelta(days=n % 9999))} when the {chance.choice(_WORDS)} fell"
    ),
    "spaces": lambda _, chance: " " * chance.randrange(40) + "\t" * chance.randrange(4),
    "control characters": lambda _, chance: "".join(map(chr, chance.choices(range(1, 32), k=30))),
    "any letters": lambda _, chance: "".join(map(chr, chance.choices(range(33, 0x3000), k=20))),
    "numbers": lambda _, chance: " ".join(str(chance.randrange(3000)) for _ in range(8)),
    "rows of numbers": lambda _, chance: "\t".join(str(chance.randrange(3000)) for _ in range(8)),
    "code": lambda n, chance: f"    x[{n}] = {chance.choice(_WORDS)}({n % 31}, '{n % 12}/{n % 28}/2019')  # {n}",
}
"""Texts that are no listing, or none that a person would read: what a line holds."""

PIECES: Final[Mapping[str, str]] = {
    "one line of letters": "a",
    "one line of words": "Oak Mill ",
    "one line of days": "3 May 2019 ",
    "one line of days, parted": "3 May 2019 | ",
    "one line of numbers": "3/5/2019-4.5.2020 12:30 ",
    "one line of brackets": "[a](",
    "one line of tabs": "a\t",
    "one line of marks": "- * | · : ",
    "one line of years": "2019 ",
    "empty lines": "\n",
    "carriage returns": "\r",
    "zero width": "\u200b\u2060\u00ad",
    "combining marks": "e\u0301\u0300",
    "surrogates of cp1252": "\x92\x93",
}
"""Texts of one piece, again and again."""


def _plain(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def _titles(chance: Random) -> Iterator[str]:
    """Yield tiny titles, hardly two alike; one in eight has a number."""
    while True:
        name = "".join(chance.choices("bdgklmnprstvz", k=2)) + "".join(chance.choices("aeiou", k=2))
        number = f" {chance.randrange(2000)}" if chance.randrange(8) == 0 else ""
        yield f"{chance.choice(_WORDS)}{number} {chance.choice(_WORDS).lower()} {name}"


def _listing(block: Block, size: int) -> str:
    chance = Random(7)
    blocks = ["News of the town\n\n"]
    length = len(blocks[0])
    for number, title in zip(count(1), _titles(chance), strict=False):
        if length >= size:
            return "".join(blocks)
        blocks.append(block(number, _NEWEST - timedelta(days=number // 3 % 27_000), title))
        length += len(blocks[-1])
    return ""


def _lines(line: Callable[[int, Random], str], size: int) -> str:
    chance, lines, length = Random(7), list[str](), 0
    while length < size:
        lines.append(line(len(lines), chance))
        length += len(lines[-1]) + 1
    return "\n".join(lines)


def _pieces(piece: str, size: int) -> str:
    return piece * (size // len(piece) + 1)


TEXTS: Final[Mapping[str, Callable[[int], str]]] = {
    **{name: partial(_listing, block) for name, block in ENTRIES.items()},
    **{name: partial(_lines, line) for name, line in LINES.items()},
    **{name: partial(_pieces, piece) for name, piece in PIECES.items()},
}
"""What prints a text of each kind with as many characters, or a few more."""


class Cost(NamedTuple):
    """What reading a text of a kind takes, of how many bytes, and how many entries it has."""

    kind: str
    seconds: float
    size: int
    entries: int


def cost(kind: str, size: int) -> Cost:
    """Read a text of a kind."""
    data = TEXTS[kind](size).encode()
    entries = 0
    begin = time.process_time()
    with suppress(SourceError):
        entries = len(parse_listing(data, kind, kind="text").entries)
    return Cost(kind, time.process_time() - begin, len(data), entries)


def main(size: int, kinds: Sequence[str]) -> None:
    """Print what each kind takes; what the first text of a process costs is no cost of its kind."""
    cost("title above day", 1000)
    for kind in kinds or TEXTS:
        print(json.dumps(cost(kind, size)), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])

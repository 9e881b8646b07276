"""Throw broken pages at the reader of listings for a while: python tests/fuzz_text.py [MINUTES] [SEED].

Every page must give entries or a SourceError, within a second of computing and a second a megabyte. A page that does not is
written to a file beside this one, to become a case.
"""

import random
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from feedpub.errors import SourceError
from feedpub.listings import parse_listing

ROOT = Path(__file__).parents[1]
PIECES = [
    *(
        "3 May 2020",
        "03/04/2020",
        "2020-05-03",
        "May 2020",
        "Geneva, 3 May 2020 – ",
        "3–5 May 2020",
        "yesterday",
        "2020",
    ),
    *(
        "1. ",
        "12) ",
        "- ",
        "* ",
        "• ",
        "[3]",
        "# ",
        "Title: ",
        "Date: ",
        "Summary: ",
        "© ",
        "Read more",
        "| ",
        "\t",
        "    ",
    ),
    *(
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "\u2028",
        "\u00a0",
        "\ufeff",
        "\0",
        "\ud7ff",
        "---",
        "====",
        "References\n",
        "1. http://x/\n",
    ),
    *(
        "[a](http://x/)",
        "<http://x/>",
        "http://",
        "]",
        "[",
        "(",
        ")",
        "“",
        "。",
        "2020年5月3日",
        "٣ مايو ٢٠٢٠",
        "٣",
        "²",
        "Ⅳ",
    ),
]


def mutate(rng: random.Random, data: bytes, pieces: Sequence[str] = PIECES) -> bytes:
    """Break a page in a few places; `pieces` are what may be put in."""
    text = bytearray(data)
    for _ in range(rng.choice((1, 2, 5, 20, 80))):
        at, size = rng.randrange(len(text) + 1), rng.choice((1, 3, 30, 300))
        match rng.randrange(5):
            case 0:
                del text[at : at + size]
            case 1:
                text[at:at] = rng.choice(pieces).encode("utf-8", "surrogatepass")
            case 2:
                text[at:at] = text[at : at + size] * rng.choice((1, 2, 9))
            case 3:
                text[at:at] = rng.randbytes(rng.choice((1, 2, 8)))
            case _:
                other = rng.randrange(len(text) + 1)
                text[at : at + size], text[other : other + size] = text[other : other + size], text[at : at + size]
    return bytes(text[: 1 << 20])


def judge(data: bytes) -> str:
    """Return what is wrong with how a page is read; "" if nothing is."""
    began = time.process_time()
    try:
        parse_listing(data, "page", kind="text")
    except SourceError:
        pass
    except Exception as error:  # noqa: BLE001 - any other error is what is looked for
        return repr(error)
    took = time.process_time() - began
    return f"took {took:.1f} s for {len(data)} bytes" if took > 1 + len(data) / 1e6 else ""


def look_for_faults(pages: Sequence[bytes], pieces: Sequence[str], judge: Callable[[bytes], str], suffix: str) -> int:
    """Break pages for as long as the command line says, and keep those that `judge` finds fault with: how many."""
    minutes, seed = float(sys.argv[1] if sys.argv[1:] else 1), int(sys.argv[2] if sys.argv[2:] else 0)
    rng = random.Random(seed)  # noqa: S311 - no secret
    until = time.monotonic() + minutes * 60
    tried = found = 0
    while time.monotonic() < until:
        page = rng.choice(pages) if rng.random() < 0.9 else "".join(rng.choices(pieces, k=99)).encode()
        data = mutate(rng, page, pieces)
        tried += 1
        if fault := judge(data):
            found += 1
            file = Path(__file__).with_name(f"found_{seed}_{tried}{suffix}")
            file.write_bytes(data)
            sys.stdout.write(f"{file}: {fault}\n")
            sys.stdout.flush()
    sys.stdout.write(f"{tried} pages, {found} faults\n")
    return min(found, 99)


def main() -> int:
    """Look for pages that break the reader; the exit code is how many were found."""
    pages = [path.read_bytes() for path in sorted([*ROOT.glob("seeds/*.txt"), *ROOT.glob("tests/cases/*.txt")])]
    return look_for_faults(pages, PIECES, judge, ".txt")


if __name__ == "__main__":
    sys.exit(main())

"""What a terminal shows: how wide text is there, what fits, colours, and the words that differ."""

import os
import re
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate, groupby, takewhile
from typing import Final, Literal

import click

from feedpub.text import shorten

Tone = Literal["", "dim", "strong", "good", "changed", "moved", "warning", "bad", "old", "new"]
"""What a piece of text is meant to look like; "" is plain."""

Part = tuple[str, Tone]

_COLOURS: Final = {"good": "green", "changed": "cyan", "moved": "magenta", "warning": "yellow", "bad": "red"} | {
    "old": "red",
    "new": "green",
}
_TOKEN: Final = re.compile(r"\s*(?:[\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef]|\w+|[^\w\s])")
_DIRECTIONS: Final = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_AROUND: Final = 4
"""So many words beside a difference are shown with it."""

_COMPARED: Final = 400
"""So many words after the first difference are compared: the work is bounded."""


@dataclass(frozen=True, slots=True)
class Screen:
    """A terminal: its columns, and whether it shows colours."""

    width: int
    coloured: bool

    def paint(self, parts: Iterable[Part]) -> str:
        """Return pieces of text as one, in colours if there are any."""
        groups = groupby(parts, key=lambda part: part[1])
        return "".join(self._style("".join(text for text, _ in group), tone) for tone, group in groups)

    def _style(self, text: str, tone: Tone) -> str:
        if not (tone and text and self.coloured):
            return text
        return click.style(
            text,
            fg=_COLOURS.get(tone),
            bold=tone in {"strong", "warning", "bad"} or None,
            dim=tone == "dim" or None,
        )


def this_screen() -> Screen | None:
    """Return the terminal that standard output goes to; None when it is a pipe or a file."""
    if not sys.stdout.isatty():
        return None
    coloured = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Screen(shutil.get_terminal_size().columns, coloured)


def width_of(text: str) -> int:
    """Return how many columns text takes: East Asian characters two, combining ones none."""
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def fit(text: str, room: int) -> str:
    """Shorten text to so many columns, between words where that leaves most of it."""
    if width_of(text) <= room:
        return text
    end = next(end for end, taken in enumerate(accumulate(map(_columns, text))) if taken >= room)
    cut = shorten(text, end)
    return cut if width_of(cut) * 2 > room else text[:end] + "…"


def isolate(text: str) -> str:
    """Keep a right-to-left title from turning round the line that it stands in (UAX 9)."""
    text = _DIRECTIONS.sub("", text)
    turned = any(unicodedata.bidirectional(character) in {"R", "AL", "AN"} for character in text)
    return f"\u2068{text}\u2069" if turned else text


def wrap(chunks: Sequence[Part], room: int, gap: int = 1) -> Iterator[list[Part]]:
    """Yield lines of chunks that take at most so many columns; no chunk is broken."""
    line: list[Part] = []
    taken = 0
    for chunk in chunks:
        width = width_of(chunk[0])
        if line and taken + gap + width > room:
            yield line
            line, taken = [], 0
        if line:
            line.append((" " * gap, chunk[1] if chunk[1] == line[-1][1] else ""))
            taken += gap
        line.append(chunk)
        taken += width
    yield line


def differences(before: str, after: str, room: int) -> list[Part]:
    """Show which words differ, `[-old-]{+new+}`, with some words around them, in about so many columns."""
    old, new = (_TOKEN.findall(_DIRECTIONS.sub("", text)) for text in (before, after))
    keys, others = [token.strip() for token in old], [token.strip() for token in new]
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(keys, others, strict=False)))
    start = max(0, same - _AROUND)
    old, new = old[start : same + _COMPARED], new[start : same + _COMPARED]
    matcher = SequenceMatcher(None, keys[start : same + _COMPARED], others[start : same + _COMPARED], autojunk=False)
    parts: list[Part] = [("…", "")] if start else []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            parts.append((_context(new[j1:j2], leads=j1 > 0, follows=j2 < len(new) or i2 < len(old)), ""))
            continue
        gone, come = "".join(old[i1:i2]), "".join(new[j1:j2])
        if (come or gone)[0].isspace():
            parts.append((" ", ""))
        if gone:
            parts.append((f"[-{fit(gone.strip(), room // 3)}-]", "old"))
        if come:
            parts.append((f"{{+{fit(come.strip(), room // 3)}+}}", "new"))
    return _within(parts, room)


def _context(tokens: Sequence[str], *, leads: bool, follows: bool) -> str:
    """Return the words beside a difference, without those that are far from any."""
    if leads and follows and len(tokens) > 2 * _AROUND + 1:
        return "".join(tokens[:_AROUND]) + " …" + "".join(tokens[-_AROUND:])
    if leads and not follows and len(tokens) > _AROUND:
        return "".join(tokens[:_AROUND]) + " …"
    if follows and not leads and len(tokens) > _AROUND:
        return "…" + "".join(tokens[-_AROUND:])
    return "".join(tokens)


def _within(parts: Sequence[Part], room: int) -> list[Part]:
    """Leave out what does not fit any more."""
    kept: list[Part] = []
    left = room
    for text, tone in parts:
        width = width_of(text)
        if width > left:
            if not tone and left > 1:
                kept.append((fit(text, left), ""))
            elif kept and not kept[-1][0].endswith("…"):
                kept.append(("…", ""))
            break
        kept.append((text, tone))
        left -= width
    return kept

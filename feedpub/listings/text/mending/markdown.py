"""Pages turned into Markdown by a program: links that break across lines, pictures, signs that stress nothing."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from feedpub.patterns import later

SKIPPED: Final = "[image]"
"""A line of a picture: it is no paragraph, and parts none."""

_LINK: Final = later(
    r"(?P<picture>!?)\[(?P<text>(?:[^\[\]]|\\[\[\]])*)\]\(\s?(?P<url>(?:[^()\s\\]|\\.|\([^()\s]*\))*)(?:\s+\"[^\"]*\")?\s*\)"
)
_TARGET: Final = r"\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\s*\)"
_PICTURE: Final = later(rf"!\[[^\[\]]*\]{_TARGET}")
_EMPTY_LINK: Final = later(rf"\[\s*\]{_TARGET}")
_BROKEN: Final = later(r"\]\([^()\s]*$|\[[^\[\]()\n]*$|\]\([^()\"\n]*\"[^\"\n]*$", re.MULTILINE)
"""A link whose address, text or title goes on in the next line."""
_HYPHEN: Final = later(r"(?<=[^\W_]-)\n(?!\")")
_OWN: Final = later(r"\s*(?:[-*+]\s|\d{1,4}[.)]\s|#{1,6}\s|>|\|)|.*(?:---\|---|\s\|\s)")
"""What begins with it, or is a row of a table, does not go on the line above."""
_STRESSED: Final = later(r"(?<![\w*])(?P<mark>\*{1,3}|_)(?=[^\s*_])(?P<text>[^*]*?[^\s*])(?P=mark)(?![\w*])")
_ESCAPED: Final = later(r"\\(?=[-+.!#()*_\[\]>`|])")
_KNOWN: Final = ("http://", "https://", "/", ".", "#", "?")
_SOME: Final = 3
_NEAR: Final = 4
"""A link is not open for more lines."""


def unwrapped(lines: list[str], text: str) -> list[str]:
    """Join what goes on in the next line, and leave out pictures; a text that is not such Markdown stays as it is."""
    if "]" not in text:
        return lines
    if text.count("](") < _SOME or len(_BROKEN.findall(text)) < _SOME:
        return _without_pictures(lines) if "![" in text else lines
    plain = list(lines)
    for start, stop in _runs(lines):
        plain[start] = _plain(_joined(lines[start:stop]))
        plain[start + 1 : stop] = [SKIPPED] * (stop - start - 1)
        if plain[start] == SKIPPED and not "".join(lines[stop : stop + 1]).strip():
            plain[stop : stop + 1] = [SKIPPED] * len(lines[stop : stop + 1])  # it parts nothing without its picture
    return plain


def _without_pictures(lines: list[str]) -> list[str]:
    """Leave out pictures, and the links around them; an empty line behind one that stands alone parts nothing."""
    plain = list(lines)
    for at, line in enumerate(lines):
        if "![" in line:
            plain[at] = _EMPTY_LINK.sub("", _PICTURE.sub("", line)).rstrip()
            if not plain[at].strip(" #*>-"):
                plain[at] = SKIPPED
                plain[at + 1 : at + 2] = [SKIPPED for below in lines[at + 1 : at + 2] if not below.strip()]
    return plain


def _runs(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield from where to where lines are one: up to an empty one, two blanks at an end, or what begins anew."""
    start = -1
    for at, line in enumerate([*lines, ""]):
        filled = bool(line.strip())
        if start >= 0 and (
            not filled or lines[at - 1].endswith("  ") or _begins(line, lines[max(start, at - _NEAR) : at])
        ):
            yield start, at
            start = -1
        if start < 0 and filled:
            start = at


def _begins(line: str, above: Sequence[str]) -> bool:
    """Say whether a line begins anew: by its sign, where no link is open above it."""
    return _OWN.match(line) is not None and _BROKEN.search(" ".join(above)) is None


def _joined(lines: Sequence[str]) -> str:
    """Join lines: words and addresses that break behind a hyphen without a space; the title of a link has one."""
    first, *others = lines
    return _HYPHEN.sub("", "\n".join([first.rstrip(), *map(str.strip, others)])).replace("\n", " ")


def _plain(line: str) -> str:
    """Leave out pictures, links around nothing, and signs that stress nothing or only guard others."""
    plain = _LINK.sub(_words, _LINK.sub(_words, line)) if "](" in line else line
    plain = _ESCAPED.sub("", _STRESSED.sub(r"\g<text>", plain.replace("__", "").replace("****", "")))
    return plain if plain.strip(" #*>-") or not line.strip(" #*>-") else SKIPPED


def _words(match: re.Match[str]) -> str:
    """Return a link without its title; its words alone if it leads nowhere; nothing of a picture."""
    words, url = " ".join(match["text"].split()), match["url"]
    if match["picture"] or not words:
        return ""
    if url.startswith(_KNOWN):
        return f"[{words}]({url})"
    return words if ":" in url or not url else f"[{words}](./{url})"

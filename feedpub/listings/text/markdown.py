"""Pages turned into Markdown by a program: links that break across lines, pictures, signs that stress nothing."""

import re
from collections.abc import Sequence
from typing import Final

SKIPPED: Final = "[image]"
"""A line of a picture: it is no paragraph, and parts none."""

_LINK: Final = re.compile(
    r"(?P<picture>!?)\[(?P<text>(?:[^\[\]]|\\[\[\]])*)\]\(\s?(?P<url>(?:[^()\s\\]|\\.|\([^()\s]*\))*)(?:\s+\"[^\"]*\")?\s*\)"
)
_BROKEN: Final = re.compile(r"\]\([^()\s]*$|\[[^\[\]()]*$|\]\([^()\"]*\"[^\"]*$", re.MULTILINE)
"""A link whose address, text or title goes on in the next line."""
_HYPHEN: Final = re.compile(r"[^\W_]-$|\]\([^()\s]+$")
"""Behind such an end a word, or an address, goes on."""
_OWN: Final = re.compile(r"\s*(?:[-*+]\s|\d{1,4}[.)]\s|#{1,6}\s|>|\|)|.*(?:---\|---|\s\|\s)")
"""What begins with it, or is a row of a table, does not go on the line above."""
_STRESSED: Final = re.compile(r"(?<![\w*])(?P<mark>\*{1,3}|_)(?=[^\s*_])(?P<text>[^*]*?[^\s*])(?P=mark)(?![\w*])")
_ESCAPED: Final = re.compile(r"\\(?=[-+.!#()*_\[\]>`|])")
_KNOWN: Final = ("http://", "https://", "/", ".", "#", "?")
_SOME: Final = 3


def unwrapped(lines: Sequence[str], text: str) -> list[str]:
    """Join what goes on in the next line, and leave out pictures; a text that is not such Markdown stays as it is."""
    if text.count("](") < _SOME or len(_BROKEN.findall(text)) < _SOME:
        return list(lines)
    joined = list(lines)
    first = -1
    for at, line in enumerate(lines):
        if (
            first < 0
            or not line.strip()
            or lines[at - 1].endswith("  ")
            or (_OWN.match(line) and _is_closed(joined[first]))
        ):
            first = at if line.strip() else -1
            continue
        above = joined[first].rstrip()
        joined[first], joined[at] = f"{above}{'' if _goes_on(above, line) else ' '}{line.strip()}", SKIPPED
    plain = [line if line == SKIPPED else _plain(line) for line in joined]
    # A paragraph of pictures alone is gone with the empty lines below it.
    for at in range(1, len(plain)):
        if plain[at - 1] == SKIPPED != joined[at - 1] and not plain[at].strip():
            plain[at] = joined[at] = SKIPPED
    return plain


def _goes_on(above: str, line: str) -> bool:
    """Say whether a word or an address goes on in the next line; the title of a link stands behind a space."""
    return _HYPHEN.search(above) is not None and not line.lstrip().startswith('"')


def _is_closed(line: str) -> bool:
    """Say whether no link is open at the end of a line."""
    return _BROKEN.search(line) is None


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

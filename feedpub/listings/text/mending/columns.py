"""Lines of writing that does not part words, wrapped in mails and dumps: what goes on in the next line is joined to it.

据统计，约三成的家庭受到影响，来自七个国家的代表讨论了水
质问题。
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from feedpub.dates import parse_dateline
from feedpub.listings.text.mending.markdown import SKIPPED
from feedpub.listings.text.wording.habits import BEGINNING
from feedpub.patterns import later
from feedpub.text import clean

_SCRIPT: Final = "\u3041-\u30ff\u3400-\u9fff"
_BROKEN: Final = later(rf"[{_SCRIPT}、，][ ]*\r?\n[ ]*[{_SCRIPT}\d]")
"""A line that ends within a sentence, and the one that may go on."""
_OPEN: Final = later(rf"[{_SCRIPT}、，：；\d]")
_ON: Final = later(rf"[{_SCRIPT}\d「『（《“。、，；：」』）》”]")
_ENDED: Final = later(r"[。！？」』）”!?)]")
_WIDE: Final = later("[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]")
"""Letters that take two columns."""
_WIDTHS: Final = range(48, 110)
_SLACK: Final = 3
"""A sign that opens no line, or a letter of two columns, lets a line end so much earlier."""
_SOME: Final = 3
_MOST: Final = 0.8


def with_columns_joined(lines: list[str], text: str) -> list[str]:
    """Join the lines that are as wide as the widest to the next, if nearly all of these end the sentence or go on."""
    if text.isascii() or _BROKEN.search(text) is None:
        return lines
    width = max(map(_columns_of, lines[:BEGINNING]))
    if width not in _WIDTHS or not _is_wrapped(lines[:BEGINNING], width):
        return lines
    return _joined(lines, _led(lines, width))


def _is_wrapped(lines: Sequence[str], width: int) -> bool:
    """Say whether nearly all lines that lines within a sentence lead to end it, or are as wide."""
    led = _led(lines, width)
    ends = [lines[at + 1].rstrip() for at in led]
    told = sum(_ENDED.fullmatch(one[-1]) is not None or _columns_of(one) >= width - _SLACK for one in ends)
    return len(led) >= _SOME and told >= _MOST * len(led)


def _led(lines: Sequence[str], width: int) -> list[int]:
    """Return the lines that may go on in the next, and leave no room there."""
    return [
        at
        for at, pair in enumerate(pairwise(lines))
        if width - _SLACK <= _columns_of(pair[0]) <= width and _may_go_on(*pair)
    ]


def _columns_of(line: str) -> int:
    """Count the columns that a line takes."""
    return len(line.rstrip()) + len(_WIDE.findall(line))


def _may_go_on(line: str, below: str) -> bool:
    """Say whether a line ends within a sentence, and the next could be its rest: no date is."""
    end, begin = line.rstrip()[-1:], below.lstrip()[:1]
    return bool(_OPEN.match(end) and _ON.match(begin)) and parse_dateline(clean(below)) is None


def _joined(lines: Sequence[str], led: Sequence[int]) -> list[str]:
    joined = list(lines)
    for at in reversed(led):
        joined[at] = f"{joined[at].rstrip()}{joined[at + 1].strip()}"
        joined[at + 1] = SKIPPED
    return joined

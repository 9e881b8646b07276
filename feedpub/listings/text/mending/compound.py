"""Lines of several labels → a paragraph for each: “Date: 3 May 2017 Type: Story Language: English”."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from feedpub.genres import is_genre
from feedpub.listings.naming import LABELS
from feedpub.listings.text.wording.lines import Paragraph
from feedpub.patterns import later

_KEY: Final = later(
    rf"(?:^|(?<=\s))(?P<word>{'|'.join(sorted(map(re.escape, LABELS), key=len, reverse=True))})\s?(?::\s+|：\s*)(?=\S)",
    re.IGNORECASE,
)
_RULED: Final = later(r"\s*\|\s*(?=[^\W\d_][^|:：]{1,30}[:：])")
_RULE: Final = "|"
"""Parts labels on one line, also such as are not known: “Place: Geneva | Closing date: 3 May 2017”."""
_SEPARATORS: Final = " \t|·•;,/–-"
_SOME: Final = 3
_LONGEST: Final = 240


class _Key(Struct, frozen=True):
    """A label within a text: its `word`, where that starts, and where what it says does."""

    word: str
    start: int
    end: int


def compounds_of(lines: Sequence[str]) -> frozenset[str]:
    """Return the labels that stand behind others on their lines, where several lines begin with the same one."""
    firsts: Counter[str] = Counter()
    later: Counter[str] = Counter()
    for line in lines:
        if line.count(":") + line.count("：") > 1 and len(line) <= _LONGEST:
            keys = list(_keys(line.strip()))
            if len(keys) > 1 and keys[0].start == 0:
                firsts[keys[0].word] += 1
                later.update({key.word for key in keys[1:]})
            elif keys and keys[0].start == 0 and _RULED.search(line) is not None:
                firsts[keys[0].word] += 1
                later[_RULE] += 1
    most = max(firsts.values(), default=0)
    dated = any(LABELS.get(word) == "date" for word in (*firsts, *later))
    return frozenset(word for word, count in later.items() if most >= _SOME - dated and count * 2 > most)


def _keys(text: str) -> Iterator[_Key]:
    """Yield the labels in a text; “Press Release Date:” is a kind of text and the label “date”."""
    for found in _KEY.finditer(text):
        word, start = found["word"].casefold(), found.start()
        first, _, rest = word.partition(" ")
        before = text[:start].rpartition(":")[2].split()[-1:]
        if rest in LABELS and before and is_genre(f"{before[0]} {first}"):
            word, start = rest, start + len(first) + 1
        yield _Key(word, start, found.end())


def with_compounds(paragraphs: Iterable[Paragraph], labels: frozenset[str]) -> Iterator[Paragraph]:
    """Part the labelled paragraphs of a page at the labels within them."""
    for one in paragraphs:
        if one.label and _RULE in labels and len(pieces := _RULED.split(one.text)) > 1:
            yield replace(one, text=pieces[0], words=pieces[0], cells="")
            for text in pieces[1:]:
                yield replace(one, text=text, words=text, label="", style="", gap=0, links=(), cells="", number=None)
            continue
        keys = [key for key in _keys(one.text) if key.word in labels] if one.label else []
        if not keys or len(one.text) > _LONGEST:
            yield one
            continue
        text = one.text[: keys[0].start].rstrip(_SEPARATORS)
        yield replace(one, text=text, words=text, cells="")
        for key, stop in zip(keys, [*(key.start for key in keys[1:]), None], strict=True):
            value = one.text[key.end : stop].strip(_SEPARATORS)
            style = f"{key.word}:"
            yield replace(
                one, text=value, words=value, label=key.word, style=style, gap=0, links=(), cells="", number=None
            )

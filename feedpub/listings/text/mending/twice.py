"""Titles that a copy of a web page says twice: that of a picture, or what leads to the story by its title."""

import re
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from feedpub.listings.text.wording.lines import Paragraph
from feedpub.listings.text.wording.words import count_words, is_sentence, is_short

_STYLE: Final = "title"
"""The style of a paragraph below a title that is said again: it marks entries as a bullet does."""

_MARK: Final = re.compile(r"[-*•·–—>#]+\s+")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_SHORTEST: Final = 6
_LONGEST_DATE: Final = 160
_FAR: Final = 6
_AROUND: Final = 60
_WORD: Final = 16
_SOME: Final = 3
_HALF: Final = 2
_LONG: Final = 60
_TITLE: Final = 6
"""Fewer words that come again with a title and a date between are rather a kicker."""


class Twice(Struct, frozen=True):
    """The numbers of lines that are left out: titles said again, and ways on to the stories, which end entries.

    Below `heads`, titles said before their kickers, entries begin. `captions` are names of pictures that stand where
    others say their titles, with the titles below their dates.
    """

    again: frozenset[int] = frozenset()
    ways: frozenset[int] = frozenset()
    heads: frozenset[int] = frozenset()
    captions: Mapping[int, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Say whether there are such lines."""
        return bool(self.again or self.ways or self.heads)


def said_twice(lines: Sequence[str], is_date: Callable[[str], bool]) -> Twice:
    """Find the lines that say again what stands right above them, or above a date there.

    Above that date may stand the text below the title. Between two titles that are the same stand their dates: then a
    date follows the second, or stands above the first.
    Or they lead to the story by its title: “Read more about <title>”, “<title> – continue”, in any language.
    """
    again = _doubles(lines, is_date) | _pictures(lines) | _below_kickers(lines, is_date)
    over = _above_dates(lines, is_date)
    again -= {*over.values()}
    heads = _around_kickers(lines, is_date) | over.keys()
    captions, titles = _captions(lines, again, is_date) if again else ({}, frozenset())
    return Twice(again | titles, _ways_on(lines, is_date), heads - again, captions)


def _captions(
    lines: Sequence[str], again: frozenset[int], is_date: Callable[[str], bool]
) -> tuple[Mapping[int, str], frozenset[int]]:
    """Return the lines behind bullets that are no titles, with the titles below their dates, and the lines of these.

    Behind most other bullets stand titles, which are said again below the dates.
    """
    filled = _filled(lines)
    begin = [at for at in range(len(filled) - 3) if _MARK.match(filled[at][1]) and is_date(filled[at + 1][1])]
    others = [at for at in begin if filled[at + 2][0] not in again]
    titled = all(_is_title(filled[at + 2][1], filled[at + 3][1]) for at in others)
    if not 0 < len(others) * _HALF <= len(begin) - len(others) or not titled:
        return {}, frozenset()
    captions = {filled[at][0]: filled[at + 2][1] for at in others}
    return captions, frozenset(filled[at + 2][0] for at in others)


def _is_title(title: str, text: str) -> bool:
    return len(title) >= _SHORTEST and not is_sentence(title) and is_sentence(text) and len(text) > len(title)


def _filled(lines: Sequence[str]) -> list[tuple[int, str]]:
    """Return the lines that hold something, with their numbers."""
    return [(number, words) for number, line in enumerate(lines, 1) if (words := line.strip())]


def _around_kickers(lines: Sequence[str], is_date: Callable[[str], bool]) -> frozenset[int]:
    """Return the numbers of the titles that are said again below a kicker, above a text: “Title, News, Title, Text.”.

    Nothing but such entries stands below a day, and some days have several of them.
    """
    filled = _filled(lines)
    texts = [text for _, text in filled]
    heads = [at for at in range(1, len(texts) - 3) if _is_around_kicker(texts[at : at + 4])]
    titles = {texts[at] for at in heads}
    if not _SOME <= len(heads) == len(titles) or any(is_date(texts[at + 1]) for at in heads):
        return frozenset()
    own = {at + far for at in heads for far in range(3)}
    others = [at for at in range(heads[0] - 1, heads[-1]) if at not in own and not is_sentence(texts[at])]
    days = {at for at in others if is_date(texts[at])}
    headed = heads[0] - 1 in days and len(days) == len(others) and all(at + 1 in own for at in days)
    return frozenset(filled[at][0] for at in heads) if headed and len(days) < len(heads) else frozenset()


def _below_kickers(lines: Sequence[str], is_date: Callable[[str], bool]) -> frozenset[int]:
    """Return the numbers of the titles said again below a date and a kicker: “Title, 3 May 2020, News, Title”."""
    filled = _filled(lines)
    texts = [text for _, text in filled]
    same = (at for at in range(3, len(texts)) if texts[at] == texts[at - 3] and len(texts[at]) >= _SHORTEST)
    again = [at for at in same if is_short(texts[at - 1]) and is_date(texts[at - 2]) and not is_date(texts[at])]
    titles = {texts[at] for at in again}
    return frozenset(filled[at][0] for at in again) if _SOME <= len(again) == len(titles) else frozenset()


def _above_dates(lines: Sequence[str], is_date: Callable[[str], bool]) -> Mapping[int, int]:
    """Return the numbers of the titles said twice above their dates, as both are: a text, “Title, Title, 3 May 2020”.

    The texts of the entries above touch them, or may do so; kickers stand above none.
    """
    filled = _filled(lines)
    texts = [text for _, text in filled]
    begin = [at for at in range(1, len(texts) - 2) if texts[at] == texts[at + 1] and is_date(texts[at + 2])]
    below = [at for at in begin if at > _SOME and len(texts[at - 1]) > _LONG]
    if len(begin) < _SOME or len(below) + 1 < len(begin) or len({texts[at] for at in begin}) < len(begin):
        return {}
    return {filled[at][0]: filled[at + 1][0] for at in begin}


def _is_around_kicker(texts: Sequence[str]) -> bool:
    title, kicker, again, text = texts
    return title == again != kicker and len(title) >= _SHORTEST and is_short(kicker) and is_sentence(text)


def _ways_on(lines: Sequence[str], is_date: Callable[[str], bool]) -> frozenset[int]:
    """Return the numbers of the lines that say a line above them and, around it, the same words each."""
    above: deque[str] = deque(maxlen=_FAR)
    found: defaultdict[tuple[str, str], dict[int, str]] = defaultdict(dict)
    for number, line in enumerate(lines, 1):
        text = _MARK.sub("", line.strip(), count=1)
        if not text:
            continue
        for title in above:
            if len(title) < len(text) <= len(title) + _AROUND and title in text and not is_date(title):
                before, _, behind = text.partition(title)
                found[before, behind][number] = title
                break
        if len(text) >= _SHORTEST:
            above.append(text)
    # One word again and again (“Health”, then “Health: Clinics”) is a kicker, and no title.
    ways = [all_ for (a, b), all_ in found.items() if len(set(all_.values())) >= _SOME and _say(a + b)]
    return frozenset(at for all_ in ways for at in all_)


def _pictures(lines: Sequence[str]) -> frozenset[int]:
    """Return the numbers of the lines that say the titles below behind one word, the same for all: “Photo Title”."""
    filled = _filled(lines)
    found: defaultdict[str, dict[int, str]] = defaultdict(dict)
    for (number, line), (_, title) in pairwise(filled):
        if len(title) < len(line) <= len(title) + _WORD and line.endswith(title) and len(title) >= _SHORTEST:
            found[line.removesuffix(title)][number] = title
    alike = [
        all_ for word, all_ in found.items() if len(set(all_.values())) >= _SOME and _say(word) and word[-1] == " "
    ]
    return frozenset(at for all_ in alike for at in all_)


def _say(words: str) -> bool:
    """Say whether what stands around a title are words, and no date of its own or number."""
    return any(map(str.isalpha, words)) and not any(map(str.isdigit, words))


def _doubles(lines: Sequence[str], is_date: Callable[[str], bool]) -> frozenset[int]:
    filled = _filled(lines)
    texts = [_MARK.sub("", line, count=1) for _, line in filled]
    found = [at for at, (a, b) in enumerate(pairwise(texts), 1) if a == b and len(b) >= _SHORTEST]
    for far in (2, 3):
        found += [at for at in range(far, len(texts)) if texts[at] == texts[at - far] and len(texts[at]) >= _SHORTEST]
    if not found:
        return frozenset()
    times = Counter(texts)
    dated = {at: _may_date(text) for at, text in enumerate(texts)}

    def is_double(at: int) -> bool:
        if is_date(texts[at]):
            return False
        if texts[at] == texts[at - 1]:
            return texts[at] not in {*texts[max(at - 2, 0) : at - 1], *texts[at + 1 : at + 2]}
        if times[texts[at]] != 2:
            return False
        far = 2 if texts[at] == texts[at - 2] else 3
        around = dated.get(at + 1, True) or dated.get(at - far - 1, False)
        return dated[at - 1] and not (around or (far > 2 and (dated[at - 2] or count_words(texts[at]) < _TITLE)))

    return frozenset(filled[at][0] for at in found if is_double(at))


def without(paragraphs: Iterable[Paragraph], twice: Twice) -> Iterator[Paragraph]:
    """Leave out the paragraphs that are these lines; what leads on to a story parts it from the next one."""
    parted = begun = False
    for one in paragraphs:
        if one.last == one.line and (one.line in twice.again or one.line in twice.ways or one.line in twice.heads):
            parted = parted or one.line in twice.ways
            begun = one.line in twice.heads
            continue
        own = replace(one, style=_STYLE) if begun else one
        if title := twice.captions.get(one.line):
            own = replace(own, text=title, words=title, cells="", linked="")
        yield replace(own, gap=one.gap + 1) if parted else own
        parted = begun = False


def _may_date(text: str) -> bool:
    return len(text) <= _LONGEST_DATE and _YEAR.search(text) is not None

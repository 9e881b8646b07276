"""Where kickers stand in the entries of a page: columns of lines are judged as a whole."""

import re
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from msgspec import Struct

from feedpub.dates import is_known_place
from feedpub.genres import is_genre
from feedpub.listings.text.labels.holders import are_held
from feedpub.listings.text.labels.twofold import are_split
from feedpub.listings.text.labels.venues import are_places
from feedpub.listings.text.wording.calls import without_calls
from feedpub.listings.text.wording.furniture import is_furniture, without_more
from feedpub.listings.text.wording.occasions import are_occasions
from feedpub.listings.text.wording.rows import are_rows
from feedpub.listings.text.wording.subjects import is_subject
from feedpub.listings.text.wording.untitled import are_texts
from feedpub.listings.text.wording.words import count_words, is_sentence, is_short

Lines = Sequence[str]
"""The lines of one entry on one side of its date."""

_SOME: Final = 3
_PAIR: Final = 2
_FEW_WORDS: Final = 5
_FEWER_WORDS: Final = 3
_OPENING: Final = 2
_NUMBER: Final = re.compile(r"\s(?:no\.?|nr\.?|n[°º]\.?|№)\s?\d[\d/.-]*$", re.IGNORECASE)
"""What numbers a kind of text: “Working paper No. 21/55”."""
_SENT: Final = re.compile(r"(?P<kind>[^\W\d_][^\d,:]{1,40}?)\s(?:from|från|fra|von|vom|van)\s[^\W\d_a-zß-ÿ].*")


class Kickers(Struct, frozen=True):
    """Which line above or behind the date is a kicker: the first (0), the second (1), the last (-1), none.

    `split`: the kicker stands above the date, the title behind it. `told`: above the date stand title and text,
    below the kicker if there is one.
    `sent`: behind the kicker stands who sent the text, “Press release from the harbour office”. `some`: only kinds of
    texts and subjects directly below a date are kickers, the other entries have none; so are the few words that come
    again there, which are `said`.
    """

    above: int | None = None
    behind: int | None = None
    split: bool = False
    told: bool = False
    sent: bool = False
    some: bool = False
    said: frozenset[str] = frozenset()


def below_dates(tails: Sequence[Lines]) -> Kickers:
    """Find the kickers of a page whose dates stand first."""
    several = [lines for lines in tails if len(lines) > 1]
    pairs = [(lines[0], lines[1]) for lines in several]
    times = Counter(lines[0] for lines in several)
    said = frozenset(text for text, count in times.items() if count > 1 and _is_few(text))
    if (
        (recur([lines[0] for lines in several], len(tails)) and not _head_texts(several))
        or _stand_out(pairs, len(tails))
        or (are_labels(pairs, len(tails)) and not are_places([title for _, title in pairs]))
        or are_rows(pairs, len(tails))
    ):
        return Kickers(behind=0, said=said)
    turned = [(lines[1], lines[0]) for lines in several]
    if recur([label for label, _ in turned], len(tails)) and _are_short(turned):
        return Kickers(behind=1)
    if _are_sent([label for label, _ in turned], len(tails)):
        return Kickers(behind=1, sent=True)
    if len(said) == 1 and not any(is_kind_above(lines, frozenset()) for lines in several):
        said = frozenset()  # one line alone that comes again is the title of a series
    return Kickers(some=sum(is_kind_above(lines, said) for lines in several) >= _PAIR, said=said)


def is_kind_above(lines: Lines, said: AbstractSet[str]) -> bool:
    """Say whether lines begin with a kind of text, or few words, and a title that has more and is no sentence.

    The few words are a subject, or come again in this place.
    """
    if len(lines) < _PAIR or not (
        is_genre(lines[0]) or lines[0] in said or (_is_few(lines[0]) and is_subject(lines[0]))
    ):
        return False
    told = is_sentence(lines[1]) and lines[1][-1:] not in "?!？！"
    return count_words(lines[1]) > max(count_words(lines[0]), _PAIR) and not told


def _is_few(text: str) -> bool:
    return count_words(text) <= _FEWER_WORDS and not is_sentence(text)


def _head_texts(several: Sequence[Lines]) -> bool:
    """Say whether lines that recur are the titles of a series: below nearly all stands one text, a sentence.

    Kinds of texts and subjects are none; and some have words enough for a title.
    """
    labels = [lines[0] for lines in several]
    if any(map(is_genre, labels)) or _some_subjects(labels):
        return False
    texts = sum(len(lines) == _PAIR and is_sentence(lines[1]) and lines[1][-1:] not in "?!？！" for lines in several)
    wordy = sum(count_words(label) >= _FEWER_WORDS for label in labels)
    return texts * 10 >= len(several) * 9 and wordy > 0


def kind_of(text: str) -> str:
    """Return what stands before who sent it: “Press release” in “Press release from the harbour office”."""
    sent = _SENT.fullmatch(text)
    return text if sent is None else sent["kind"]


def _are_sent(labels: Lines, entries: int) -> bool:
    """Say whether a column says who sent which kind of text."""
    sent = sum(_SENT.fullmatch(label) is not None and not is_sentence(label) for label in labels)
    return len(labels) >= _SOME and sent * 5 >= len(labels) * 4 and len(labels) * 2 > entries


def below_days(texts: Sequence[Lines]) -> Kickers:
    """Find the kickers of entries below the days of a page, which have no date of their own."""
    return Kickers(above=0) if below_dates(texts).behind == 0 else Kickers()


def above_last(heads: Sequence[Lines]) -> Kickers:
    """Find the kickers of a page whose dates stand last."""
    several = [lines for lines in heads if len(lines) > 1]
    # Below a kicker and a title a text may be missing; a text alone is a sentence.
    long = [lines for lines in several if len(lines) > 2]
    pairs = [(lines[0], lines[1]) for lines in (several if len(long) * 2 > len(heads) else long)]
    pairs = [(label, title) for label, title in pairs if len(long) == len(several) or not is_sentence(title)]
    if are_occasions([(lines[0], lines[1]) for lines in several]):
        return Kickers()
    again = recur([one[0] for one in several], len(heads)) and not _head_texts(several)
    return Kickers(above=0 if again or are_labels(pairs, len(heads)) else None)


def around_dates(heads: Sequence[Lines], tails: Sequence[Lines]) -> Kickers:
    """Find the kickers of a page whose titles stand above the date, or its kickers above and its titles behind."""
    heads, tails = without_calls(heads, tails)
    several = [lines for lines in heads if len(lines) > 1]
    turned = [(lines[-1], lines[0]) for lines in several]
    above = None
    if len(several) * 2 > len(heads) and are_occasions([(lines[0], lines[1]) for lines in several]):
        return Kickers(told=True, behind=0 if _are_below(heads, tails) else None)
    if (
        kinds([label for label, _ in turned]) * 2 > len(heads)
        or (are_labels(turned, len(heads)) and not recur([title for _, title in turned], len(heads)))
        or are_rows(turned, len(heads))
    ):
        above = -1
    elif len(several) * 2 > len(heads):
        if _are_told([(lines[0], lines[1]) for lines in several]):
            return Kickers(told=True, behind=0 if _are_below(heads, tails) else None)
        thirds = [lines[2] for lines in several if len(lines) > 2]
        told = len(thirds) > 1 and sum(is_sentence(without_more(text)) for text in thirds) * 5 >= len(thirds) * 4
        return Kickers(above=0, told=told, behind=0 if _are_below(heads, tails) else None)
    elif _are_split(heads, tails):
        return Kickers(split=True)
    return Kickers(above=above, behind=0 if _are_below(heads, tails) else None)


def _are_told(pairs: Sequence[tuple[str, str]]) -> bool:
    """Say whether the first of two lines is a title, the second its text: no first recurs, all have words enough.

    Where there are but two entries, no kicker has so many words.
    """
    titles = [title for title, _ in pairs]
    if len(pairs) == _PAIR and len(set(titles)) == _PAIR:
        return all(
            count_words(title) > _FEW_WORDS and len(text) > len(title) and not is_sentence(title)
            for title, text in pairs
        )
    if len(pairs) < _SOME or len(set(titles)) < len(titles) or kinds(titles) or _some_subjects(titles):
        return False
    if all(text.endswith("。") and not is_sentence(title) for title, text in pairs):
        return True  # no title in Chinese or Japanese ends so, however few words stand above
    wordy = sum(count_words(title) >= _FEWER_WORDS and not is_sentence(title) for title in titles)
    as_long = sum(len(title) * 10 >= len(text) * 7 for title, text in pairs)
    told = [without_more(text) for _, text in pairs]
    texts = sum(is_sentence(text) and text[-1:] not in "?!？！" for text in told)
    return wordy * 10 >= len(pairs) * 9 and (as_long * 2 > len(pairs) or texts * 10 >= len(pairs) * 9)


def _are_below(heads: Sequence[Lines], tails: Sequence[Lines]) -> bool:
    """Say whether kickers stand behind the date of titles above it: they recur, or texts follow them."""
    labels = [lines[0] for lines in tails if lines]
    if kinds(labels) * 2 > len(tails):
        return True
    pairs = [(tail[0], head[-1]) for head, tail in zip(heads, tails, strict=True) if head and tail]
    if len(pairs) < _SOME or not _are_short(pairs) or sum(map(is_known_place, labels)) * 2 > len(labels):
        return False
    told = sum(len(lines) > 1 and is_sentence(lines[1]) for lines in tails) * 10 >= len(tails) * 9
    again = len(set(labels)) < len(labels)
    return recur(labels, len(tails)) or (told and (again or _some_subjects(labels))) or are_filed(labels, len(tails))


def are_filed(labels: Lines, entries: int) -> bool:
    """Say whether nearly all entries have a few words in one place: half name subjects or kinds, or come again."""
    known = sum(is_genre(label) or is_subject(label) for label in labels)
    few = sum(count_words(label) < _FEW_WORDS and not is_sentence(label) for label in labels)
    nearly_all = len(labels) * 10 >= entries * 9 and few * 10 >= len(labels) * 9
    return len(labels) >= _SOME and nearly_all and (known * 2 >= len(labels) or len(set(labels)) * 2 <= len(labels))


def recur(texts: Lines, entries: int) -> bool:
    """Say whether a column holds kickers: short lines that recur, or kinds of texts."""
    if len(texts) * 2 <= entries:
        return False
    if kinds(texts) * 2 > len(texts):
        return True
    if sum(is_short(text) for text in texts) * 5 < len(texts) * 4:
        return False
    return len(texts) >= _SOME and len(set(texts)) * 10 <= len(texts) * 7


def kinds(texts: Lines) -> int:
    """Count the lines that are kinds of texts."""
    return sum(is_genre(text) for text in texts)


def are_labels(pairs: Sequence[tuple[str, str]], entries: int) -> bool:
    """Say whether lines are kickers though none recurs: few words, beside lines that are longer, and titles."""
    if len(pairs) < _SOME or len(pairs) * 10 < entries * 9:
        return False
    told = [without_more(title) for _, title in pairs]
    texts = sum(is_sentence(title) and not title.endswith(("?", "!", "？", "！")) for title in told)
    return _are_short(pairs) and texts * 10 <= len(pairs)


def _are_short(pairs: Sequence[tuple[str, str]]) -> bool:
    """Say whether nearly all of the first have few words, and fewer letters than the second."""
    few = sum(
        count_words(label) <= _FEW_WORDS and is_short(label) and any(map(str.isalpha, label)) for label, _ in pairs
    )
    longer = sum(len(title) > len(label) for label, title in pairs)
    return few * 5 >= len(pairs) * 4 and longer * 5 >= len(pairs) * 4


def _are_split(heads: Sequence[Lines], tails: Sequence[Lines]) -> bool:
    """Say whether kickers stand alone above the date, and titles behind it."""
    pairs = [(head[0], tail[0]) for head, tail in zip(heads, tails, strict=True) if len(head) == 1 and tail]
    labels = [_NUMBER.sub("", label) for label, _ in pairs]
    if any(map(is_furniture, labels)):
        return False
    if kinds(labels) * 2 > len(heads) or (_are_series(pairs) and _are_texts_below(tails)) or are_split(heads, tails):
        return True
    pairs = [(label, title) for label, (_, title) in zip(labels, pairs, strict=True)]
    known = sum(is_genre(label) or is_subject(label) for label in labels)
    if are_held(pairs, len(heads)):
        return True
    if not are_labels(pairs, len(heads)):
        # Titles have words enough, and do not recur: what stands above texts without title does.
        fewer = sum(count_words(label) < _FEWER_WORDS for label in labels) * 10 >= len(heads) * 9
        again = recur(labels, len(heads)) or known * 2 > len(labels)
        return fewer and again and _are_short(pairs) and are_texts(tails)
    fewest = sum(count_words(label) <= _FEWER_WORDS for label in labels) * 5 >= len(labels) * 4
    twice = sum(2 * len(label) <= len(title) for label, title in pairs) * 5 >= len(pairs) * 4
    return recur(labels, len(heads)) or known * 2 > len(labels) or (fewest and twice)


def _are_series(pairs: Sequence[tuple[str, str]]) -> bool:
    """Say whether lines name a series and its issue, “Bulletin on fishing (12/04)”, and none of the titles does."""
    begin = [tuple(label.split()[:_OPENING]) for label, _ in pairs]
    shared = len(pairs) >= _SOME and len(set(begin)) == 1 and all(any(map(str.isdigit, label)) for label, _ in pairs)
    return shared and not any(title.split()[:_OPENING] == list(begin[0]) or is_sentence(title) for _, title in pairs)


def _are_texts_below(tails: Sequence[Lines]) -> bool:
    """Say whether below some of the titles stand texts."""
    return sum(len(lines) > 1 and is_sentence(lines[1]) for lines in tails) * _SOME >= len(tails)


def _stand_out(pairs: Sequence[tuple[str, str]], entries: int) -> bool:
    """Say whether the first lines of entries stand in capitals, and below them titles that do not."""
    capitals = sum(label.isupper() and not title.isupper() and not is_sentence(title) for label, title in pairs)
    return capitals >= _SOME and capitals * 5 >= entries * 4


def _some_subjects(texts: Lines) -> bool:
    return sum(map(is_subject, texts)) * 3 > len(texts)

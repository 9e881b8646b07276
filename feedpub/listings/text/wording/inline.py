"""Plain lines that a plain date begins or ends, “3 May 2019 – Title”: read without a search for dates, and as by one.

What may be more than that is left to the search: words that belong to dates next to one, places and labels beside it.
"""

import re
from functools import cache, lru_cache
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from feedpub.dates import Terms, find_dates, is_known_place, is_place_before, may_hold_a_date
from feedpub.dates.fold import fold
from feedpub.dates.lexicon import lexicon
from feedpub.dates.moulds import mould_of
from feedpub.dates.places import has_label, names_paper
from feedpub.dates.plain import remembered
from feedpub.listings.text.wording.bare import is_bare
from feedpub.listings.text.wording.dating import Dated
from feedpub.listings.text.wording.furniture import is_furniture
from feedpub.listings.text.wording.parting import dated_inside
from feedpub.patterns import later

_DATE: Final = (
    r"(?:[^\W\d_]{3,13}\.?,? )?(?:[0-9]{1,2}\.? [^\W\d_]{3,13}\.? [0-9]{4}|[^\W\d_]{3,13}\.? [0-9]{1,2},? [0-9]{4})"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}([./])[0-9]{1,2}\2[0-9]{4}|[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日"
)
_DATE_ENDS: Final = "0123456789日"
_LEAD: Final = later(rf"({_DATE})( (?:[–—|·•»]|--?) |: | |\t)(?=[^\W\d_])")
_OPENED: Final = later(rf"(?P<line>[^\W\d_][^\d–—|:()]{{1,40}}(?:{_DATE}))(?P<mark> (?:[–—]|--?) )(?=[^\W\d_])")
_TAIL: Final = later(rf"({_DATE})\Z")
_CLOSED: Final = later(rf"({_DATE})[)\]]\Z")
_MARK: Final = later(r"(?: (?:[–—|·•»]|--?) | [(\[]|, |\t)\Z")
_WORD: Final = later(r"[0-9]+|[^\W\d_]+")
_SIGNS: Final = later(r"[()\[\]{}|·•»«:;/<>©#№@–—―_\u0590-\u08ff]| -|--|\s\s|\t")
_LONGEST: Final = 110
"""In longer lines, dates are looked for at both ends apart."""
_NUMBERED: Final = frozenset(("n", "no", "nr", "num", "numero", "number", "nummer", "ref"))
_DATES: Final = ("3 May 2019", "May 3, 2019", "Fri, 3 May 2019", "2019-05-03", "23.05.2019", "2019年5月3日")


class Inline(Struct, frozen=True):
    """A date beside a text; `alone` says that the line is no date line, with a place or a label for the text."""

    date: Dated
    alone: bool


def plain_inside(words: str, terms: Terms) -> Inline | None:
    """Read a plain line that a plain date begins or ends; None for all else."""
    return _plain_inside(words, terms) if 12 < len(words) <= _LONGEST else None


@lru_cache(maxsize=2048)  # each look at a page asks it of the same lines
def _plain_inside(words: str, terms: Terms) -> Inline | None:
    if (lead := _LEAD.match(words)) is not None:
        return _leading(lead[1], lead[3], words[lead.end() :], terms)
    closed = words[-1] in ")]"
    if words[-2 if closed else -1] not in _DATE_ENDS:
        return None  # nearly all texts, in a fraction of the time of the search
    tail = _CLOSED if closed else _TAIL
    date = tail.search(words, max(0, len(words) - 48))
    if date is None:
        return None
    if remembered(date[1], terms) is None:
        date = tail.search(words, words.find(" ", date.start()) + 1 or len(words))  # what looked like a weekday is none
    return None if date is None else _trailing(words, date, terms)


def plain_dateline(words: str, terms: Terms) -> Dated | None:
    """Read a plain text behind a place and a plain date, as the search reads such a one; None for all else."""
    opened = _OPENED.match(words)
    if opened is None:
        return None
    text, mould = words[opened.end() :], mould_of(opened["line"], terms)
    if mould is None or not _is_plain(text) or _leads_on(text) or _first_known(_WORD.findall(text), text) != ():
        return None
    found = [one for one in dated_inside(f"{mould.line}{opened['mark']}Oak", terms) if one.form == "dateline"]
    if len(found) != 1 or found[0].line != mould.line or found[0].day != mould.day or found[0].behind != "Oak":
        return None
    return replace(found[0], line=opened["line"], day=mould.meant, behind=text)


def _leading(date: str, mark: str, text: str, terms: Terms) -> Inline | None:
    read = remembered(date, terms)
    if read is None or not _is_plain(text) or _leads_on(text):
        return None
    tokens = _WORD.findall(text)
    if not _is_apart(mark, _first_known(tokens, text), leading=True):
        return None
    ruled = len(mark) > 2
    if not ruled and (
        not is_bare(text) or text[0].islower() or fold(tokens[0]) in _openers() or _may_stand_beside(text)
    ):
        return None
    return Inline(Dated("lead", date, "full", read.day, behind=text), alone=not ruled)


def _may_stand_beside(text: str) -> bool:
    """Say whether a text with nothing but a space before it may be a place or a paper, not a title."""
    return is_known_place(text) or names_paper(text)


def _trailing(words: str, found: re.Match[str], terms: Terms) -> Inline | None:
    date, closed = found[1], words[-1] in ")]"
    mark = _MARK.search(words, max(0, found.start() - 4), found.start())
    if mark is None or closed != (mark[0][-1] in "(["):
        return None
    read, text = remembered(date, terms), words[: mark.start()]
    if read is None or len(text) < 4 or not text[-1].isalpha() or not _is_plain(text):
        return None
    tokens = _WORD.findall(text)
    if not _is_apart(mark[0], _last_known(tokens, text), leading=False):
        return None
    ruled = len(mark[0]) > 2
    if not ruled and not _is_prose(text, tokens):
        return None
    return Inline(Dated("tail", date, "full", read.day, before=text), alone=not ruled)


def _is_plain(text: str) -> bool:
    """Say whether no sign in a text parts it, and no date stands in it."""
    return text[0].isalpha() and _SIGNS.search(text) is None and not may_hold_a_date(text, alone=False)


def _leads_on(text: str) -> bool:
    """Say whether a text is none: “Read more”."""
    return not is_bare(text) and is_furniture(text)


def _first_known(tokens: list[str], text: str) -> tuple[str, ...] | None:
    """Return the words of dates with which a text begins, up to one that is none; None where more stands there."""
    if not _is_known(tokens[0]):
        return ()
    count = next((at for at, word in enumerate(tokens) if not _is_known(word)), None)
    whole = count is not None and text.startswith(" ".join(tokens[: count + 1]))
    return tuple(tokens[:count]) if whole else None


def _last_known(tokens: list[str], text: str) -> tuple[str, ...] | None:
    """Return the words of dates with which a text ends."""
    if not _is_known(tokens[-1]) and text.endswith(tokens[-1]):
        return ()
    count = next((at for at, word in enumerate(reversed(tokens)) if not _is_known(word)), None)
    whole = count is not None and text.endswith(" ".join(tokens[len(tokens) - count - 1 :]))
    return tuple(tokens[len(tokens) - (count or 0) :]) if whole else None


def _is_known(token: str) -> bool:
    """Say whether a word can be one of a date, or of a phrase; so can every number."""
    word = fold(token)
    return word.isdecimal() or word in _known()


@cache
def _known() -> frozenset[str]:
    """Return the words of dates, and of their phrases."""
    words = lexicon()
    return frozenset(words.codes) | {word for phrase in words.phrases for word in _WORD.findall(phrase)}


@lru_cache(maxsize=2048)
def _is_apart(mark: str, known: tuple[str, ...] | None, *, leading: bool) -> bool:
    """Say whether a mark and words of dates beside it do not belong to the date, whichever it is.

    A word that is none of a date parts a date from all that stands behind.
    """
    if known is None or any(map(str.isdecimal, known)):
        return False
    words = " ".join([*known, "oak"] if leading else ["oak", *known])
    for date in _DATES:
        line = f"{date}{mark}{words}" if leading else f"{words}{mark}{date}"
        found = find_dates(line, Terms(order="dmy"))
        start = 0 if leading else len(line) - len(date)
        if [(one.start, one.end) for one in found] != [(start, start + len(date))]:
            return False
    return True


def _is_prose(text: str, tokens: list[str]) -> bool:
    """Say whether a text before a date is no place and no label."""
    words = set(map(fold, tokens))
    if not words.isdisjoint(_openers()) or has_label(text) or is_place_before(text):
        return False
    return not any(map(str.isdecimal, tokens)) or (words.isdisjoint(_NUMBERED) and "-" not in text)


@cache
def _openers() -> frozenset[str]:
    """Return words that lead in to a date, to a name or to a category."""
    words = lexicon()
    codes = words.one_of("posted", "updated")
    posted = {word for word, code in words.codes.items() if code in codes}
    names = "by par por von door da di автор in en dans em unter under on posted published filed source fuente fonte"
    return frozenset(posted | set(names.split()) | {"quelle", "bron"})

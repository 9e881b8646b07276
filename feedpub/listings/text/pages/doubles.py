"""Dates that are no entry's: “Published on 8 March 2013” below “8 March 2013” and a title, “Last update: …”."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from itertools import pairwise
from operator import itemgetter
from typing import Final

from msgspec.structs import replace

from feedpub.dates import Dateline, Terms, find_dates, names_place
from feedpub.dates.places import names_paper
from feedpub.genres import is_genre
from feedpub.listings.text.pages.mastheads import has_masthead, is_date_alone, names_page
from feedpub.listings.text.wording.dating import Dated, day_lines, kicker_of
from feedpub.listings.text.wording.lines import Paragraph
from feedpub.listings.text.wording.mostly import said_by_most
from feedpub.listings.text.wording.words import is_sentence

STYLE: Final = "day"
"""The style of a paragraph that says the day above it again: it marks entries as a bullet does."""

_SOME: Final = 3
_NEARLY_ALL: Final = 0.8
_NEAR: Final = 5
_HEAD: Final = 60
_DIGITS: Final = frozenset("0123456789")
_NUMBER: Final = re.compile(r"\s*\d")
_NUMBERED: Final = re.compile(r"(?=\S*\d)\S*[^\W_]\S*\s+(?P<rest>\S*\d.*)")
"""A word with digits, and behind it what may begin with a day in numbers."""
_LONGEST: Final = 120
_UPDATED: Final = re.compile(
    r"""(?:this\s)?(?:page\s)?(?:was\s)?(?:last\s)?(?:updated?|modified|revised|reviewed)\b|(?:dernière\s)?mise?\sà\sjour
    |(?:page\s|página\s|pagina\s)?(?:actualizad|atualizad|aggiornat)[oa]|aktualisiert|modifié|bijgewerkt|stand\b|(?:zuletzt|letzte)\s(?:aktualisier|änderung)|última\s(?:actualización|atualização)|ultimo\saggiornamento
    |laatst\s(?:gewijzigd|bijgewerkt)|обновлено|последнее\sобновление""",
    re.IGNORECASE | re.VERBOSE,
)


def said_again(lines: Sequence[Dated | None]) -> frozenset[int]:
    """Return the date lines that only say again what the one above them says, in words of their own; or none."""
    dated = [*day_lines(lines)]
    pairs = list(zip(dated[::2], dated[1::2], strict=False))
    if len(pairs) < _SOME:
        return frozenset()
    again = said_by_most(pairs, lambda pair: _again(lines, *pair), len(pairs) - _NEARLY_ALL * len(pairs))
    return frozenset(again.values()) if again is not None else frozenset()


def _again(lines: Sequence[Dated | None], first: int, second: int) -> int | None:
    return second if 1 < second - first < _NEAR and _says_again(lines[first], lines[second]) else None


def with_days_first(
    paragraphs: Sequence[Paragraph], lines: Sequence[Dated | None], again: AbstractSet[int]
) -> Sequence[Paragraph]:
    """Mark the days that begin entries: each but the first stands right below what says the one above again."""
    days = [at for at, line in enumerate(lines) if line is not None and line.kind == "full" and at not in again]
    if len(days) != len(again) or not all(at - 1 in again for at in days[1:]):
        return paragraphs
    first = {*days}
    return [replace(p, style=STYLE) if at in first else p for at, p in enumerate(paragraphs)]


def said_below(paragraphs: Sequence[Paragraph], lines: Sequence[Dated | None], terms: Terms) -> frozenset[int]:
    """Return the days that the date line of the title below says again, in words of its own, “By | 24 March 2017 |”.

    All bare days do so, two at least, and further titles have such a line and no day above.
    """
    dated = [*day_lines(lines).items()]
    same = {a: b for (a, one), (b, other) in pairwise(dated) if one.day == other.day and 1 < b - a < _NEAR}
    if len(same) < _SOME - 1:
        return frozenset()  # nearly all pages
    bare = {at for at, _ in dated if is_date_alone(paragraphs[at].text, terms)}
    if not _SOME - 1 <= len(bare) < len(dated) - len(bare):
        return frozenset()
    return frozenset(bare) if all(at in same and same[at] not in bare for at in bare) else frozenset()


def said_of_page(paragraphs: Sequence[Paragraph], lines: Sequence[Dated | None], terms: Terms) -> frozenset[int]:
    """Return the date lines that say when the page was updated, where the dates of entries say no such thing.

    So does one above all others that is of several days, among them those of all others, “26 August – 1 September”, or
    that is no earlier than they are, has fewer lines below it, and either alone has a label, “Date:”, or alone stands
    without the words that lead in to all others, “Posted on”. So does one that stands at the top of the page, or says
    of several days to come what the page is for: below it stands no text.
    """
    dated = [*day_lines(lines).items()]
    said = [(at, line, f"{paragraphs[at].label} {line.line}".lstrip()) for at, line in dated]
    days = [line for _, line in dated]
    updated = [at for at, line, words in said if _UPDATED.match(words) and not is_genre(kicker_of(line.line))]
    own = updated if len(updated) * _SOME <= len(dated) or len(dated) == 1 else []  # alone it is of the page
    labels = [paragraphs[at].label for at, _ in dated]
    latest = _is_latest(days)
    above = latest and _has_no_text([at for at, _ in dated])
    issue = (days and _spans(days)) or (above and (_is_labelled(labels) or _lacks_lead(days, terms)))
    issue = issue or has_masthead(paragraphs, dated, terms) or (latest and _announces(paragraphs, dated))
    return frozenset([*own, *(at for at, _ in dated[:1] if issue)])


def _spans(dates: Sequence[Dated]) -> bool:
    """Say whether the first date holds all others, which are single days."""
    whole, *others = dates
    if whole.day is None or whole.end is None or len(others) < _SOME:
        return False
    return all(one.end is None and one.day is not None and whole.day <= one.day <= whole.end for one in others)


def _announces(paragraphs: Sequence[Paragraph], dated: Sequence[tuple[int, Dated]]) -> bool:
    """Say whether the first date alone is of several days, and no sentence stands below it, but what heads a list."""
    (_, first), *others = dated
    if first.end is None or any(line.end is not None for _, line in others):
        return False
    stops = [at for at, _ in dated]
    told = [any(is_sentence(p.text) for p in paragraphs[a + 1 : b]) for a, b in pairwise(stops)]
    headed = any(names_page(p.text) for p in paragraphs[stops[0] + 1 : stops[1]])
    return headed and not told[0] and all(told[1:])


def _is_latest(dates: Sequence[Dated]) -> bool:
    """Say whether none of the dates of a page, which are several, is later than the first."""
    days = [one.day for one in dates if one.day is not None]
    return len(days) == len(dates) >= _SOME and max(days) == days[0]


def _has_no_text(dated: Sequence[int]) -> bool:
    """Say whether fewer lines stand between the first two dates than between all others: no entry has the first."""
    first, *others = [b - a for a, b in pairwise(dated)]
    return first < min(others)


def _is_labelled(labels: Sequence[str]) -> bool:
    """Say whether the first of the dates alone has a label."""
    return labels[0] != "" and not any(labels[1:])


def _lacks_lead(dates: Sequence[Dated], terms: Terms) -> bool:
    """Say whether no words lead in to the first date, and the same ones to all others."""
    leads = {_lead(one.line, terms) for one in dates[1:]}
    return is_date_alone(dates[0].line, terms) and len(leads) == 1 and "" not in leads


def _lead(line: str, terms: Terms) -> str:
    """Return the words before the date of a line."""
    found = find_dates(line, terms)
    return line[: found[0].start] if found else ""


def titles_with_day(paragraphs: Sequence[Paragraph], lines: Sequence[Dated | None]) -> frozenset[int]:
    """Return the few date lines that are titles: “On air, 3 May 2019” right above a text, below “3 May 2019” alone.

    All other dates stand alone above titles, and each day once.
    """
    dated = [*day_lines(lines).items()]
    named = [(at, line.place) for at, line in dated if line.place]
    days = [line.day for _, line in dated if not line.place]
    if not 0 < len(named) * _SOME <= len(days) * 2 or len(days) < _SOME - 1 or len(set(days)) < len(days):
        return frozenset()
    above = {b: one.day == other.day for (_, one), (b, other) in pairwise(dated)}
    texts = [p.text for p in paragraphs] + [""]
    told = {at: is_sentence(texts[at + 1]) for at, _ in dated}
    titles = all(above.get(at) and told[at] and not names_place(place) for at, place in named)
    return frozenset(at for at, _ in named) if titles and sum(told.values()) == len(named) else frozenset()


def says_updated(text: str) -> bool:
    """Say whether a line tells when a page was updated, and perhaps by whom."""
    return len(text) <= _LONGEST and any(map(str.isdigit, text)) and _UPDATED.match(text) is not None


def without_days_again(
    paragraphs: Sequence[Paragraph], lines: Sequence[Dated | None], terms: Terms
) -> Sequence[Paragraph]:
    """Leave out the day above that titles say again behind their number: “24-18.pdf 08/22/2025 Evans v. Smith”.

    Nearly all lines in which a day stands so say that above.
    """
    days = [line.day if line is not None and line.kind == "full" else None for line in lines]
    if len([day for day in days if day is not None]) < _SOME - 1:
        return paragraphs
    titles: dict[int, str] = {}
    above: date | None = None
    others = 0
    for at, (p, day) in enumerate(zip(paragraphs, days, strict=True)):
        above = day or above
        numbered = _NUMBERED.match(p.text) if day is None and above is not None else None
        found = find_dates(numbered["rest"], terms) if numbered is not None else ()
        if numbered is None or not found or found[0].start or not isinstance(found[0].read, Dateline):
            continue
        title = numbered["rest"][found[0].end :].strip()
        if found[0].read.day == above and title:
            titles[at] = title
        else:
            others += 1
    if len(titles) < _SOME or len(titles) < _NEARLY_ALL * (len(titles) + others):
        return paragraphs
    return [
        replace(p, style=STYLE, text=titles[at], words=titles[at], cells="") if at in titles else p
        for at, p in enumerate(paragraphs)
    ]


def with_headings_of_days(
    paragraphs: Sequence[Paragraph], lines: Sequence[Dated | None], terms: Terms
) -> tuple[Sequence[Paragraph], list[Dated | None]]:
    """Make headings of lines that say in the same words the day of the titles below: “News of 3 May 2019”.

    All lines of these words do so, and below one of them at least stand several titles with that day of their own,
    before which no other words stand: those would be senders or kinds, one for each title.
    """
    led = {at: found for at, p in enumerate(paragraphs) if (found := _led(p, terms)) is not None}
    words, times = Counter(words for words, _ in led.values()).most_common(1)[0] if led else ("", 0)
    heads = {at: day for at, (own, day) in led.items() if own == words}
    dates = [(at, line.day) for at, line in day_lines(lines).items()]
    bare = [(at, day) for at, day in dates if at not in heads]
    if times < _SOME - 1 or len(bare) <= times or any(at in led for at, _ in bare):
        return paragraphs, list(lines)
    for at, day in heads.items():
        following = bisect_right(bare, at, key=itemgetter(0))
        below = bare[following : following + 1]
        if not below or not 1 < below[0][0] - at < _NEAR or below[0][1] != day:
            return paragraphs, list(lines)
    marked = [replace(p, heading=p.heading or 1) if at in heads else p for at, p in enumerate(paragraphs)]
    return marked, [None if at in heads else line for at, line in enumerate(lines)]


def _led(p: Paragraph, terms: Terms) -> tuple[str, date] | None:
    """Return the few words with which a line leads in to the day that ends it, and the day."""
    if p.style or len(p.text) > _HEAD or p.text[-1:] not in _DIGITS:
        return None
    found = find_dates(p.text, terms)
    if len(found) != 1 or not found[0].start or found[0].end != len(p.text):
        return None
    read = found[0].read
    return (p.text[: found[0].start], read.day) if isinstance(read, Dateline) else None


def _says_again(one: Dated | None, other: Dated | None) -> bool:
    if one is None or other is None:
        return False
    beside = [(one.place, other.place), (kicker_of(one.line), kicker_of(other.line))]
    if any(a and b and a != b for a, b in beside):
        return False  # two entries of one day
    if bool(one.place) != bool(other.place) and (one.line in other.line or other.line in one.line):
        return False  # so are they where one day has a place and the other has none
    names = {_NUMBER.split(dated.line, maxsplit=1)[0] for dated in (one, other)}
    if len(names) > 1 and all(map(names_paper, names)):
        return False  # nor is what two papers print one entry
    return one.day == other.day and len(one.line) != len(other.line)

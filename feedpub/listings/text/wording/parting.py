"""Where a date parts a paragraph: before, behind or between title and text, or in the dateline of a text."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from feedpub.dates import (
    LONGEST,
    Dateline,
    Found,
    Terms,
    find_dates,
    is_known_place,
    is_place_before,
    parse_dateline,
)
from feedpub.genres import is_genre
from feedpub.listings.text.wording.contacts import is_phone
from feedpub.listings.text.wording.datelines import place_of_sender, without_town
from feedpub.listings.text.wording.dating import Dated, dated_as
from feedpub.listings.text.wording.furniture import is_furniture
from feedpub.patterns import later

_BEHIND: Final = later(
    r"\s*[)\]）］】〕]?\s*(?:[,.]?\s*(?:[–—―|:»•·]|-{1,2}(?=\s)|//?(?=\s))|(?<=[)\]）］】〕])(?:\.|\s*-(?=[^\W\d_a-z]))?|(?:\s{2,}|\t))\s*"
)
_BEFORE: Final = later(
    r"\s*(?:,?\s*(?:[–—―|:»•·(\[（［【〔]|(?<=\s)-{1,2})|,|[.…·_]{3,}|\s{2,}|\t|(?<=[.!?”\"])\s)\s*(?:(?:posted|published|updated)\s(?:on\s)?)?$",
    re.IGNORECASE,
)
_STOP: Final = later(r"(?<=(?:19|20)\d\d)\.\s+(?=[“\"«¿¡(]?[^\W\d_a-z])")
"""What parts a year from the sentence behind it: “Lima, 3 May 2019. The office moves.”"""
_SPACE: Final = later(r"\s+(?![a-zß-öø-ÿа-яё])")
"""What parts a date from a title that does not go on as a sentence does: “3 May 2019 the office moved.”"""
_NUMBERS: Final = later(r"\d{1,2}([./-])\d{1,2}\1\d{4}|\d{4}([./-])\d{1,2}\2\d{1,2}")
_INITIAL: Final = later(r"(?<=\d)\s[A-Z]$")
_AGENCY: Final = later(r"\s*(?:\([^\W\d_][^()\d]{1,30}\)|/[^\W\d_][\w .-]{1,30}/)\s*(?:[–—―:]|-{1,2}(?=\s))\s*")
"""Behind the date of a dateline stands who sent the text: “PARIS, 3 May 2020 (AFP) –”, “3 May 2020 /Wire/ --”."""
_SENDER: Final = later(r"^\([^\W\d_][^()\d]{1,30}\)\s+(?=[^\W\d_])")
"""Or before its place: “(AFP) PARIS, 3 May 2020 –”."""
_DASH: Final = later(r"\s*(?:[–—―:]|(?<=\s)-{1,2}(?=\s)|-{2})\s*")
_FAR: Final = 110
_NEAR: Final = 400
"""What parts a title from its date is not longer: not even a row of dots."""
_TODAY: Final = later(r"\b(?:today|heute|hoy|hoje|oggi|vandaag|idag|сегодня|aujourd['’]hui)$", re.IGNORECASE)
"""What leads in to the day on which a page was printed: “harbour.example.org  Today: 3 May 2020”."""
_JOINS: Final = """
    of on in at by to for from until till since before after the and as dated effective du le la au aux des de dès dal
    del della el al en em até desde hasta da do dos y et e vom am der den bis seit ab zum zur und für nach vor im på den
    fra til från till van op tot sinds vanaf per с от до на по и к в dated published posted updated modified
"""
_JOINING: Final = frozenset(_JOINS.split())
_OPENING: Final = frozenset("([（［【〔")
_CLOSING: Final = ")]）］】〕"
_SHORT_TITLE: Final = 10
_KIND_WORDS: Final = 4
_TOWN: Final = 40
_HAN: Final = later("[\u3041-\u9fff]")
"""Writing in which a title takes half the signs."""


@lru_cache(maxsize=1024)
def dated_inside(words: str, terms: Terms) -> tuple[Dated, ...]:
    """Read every way in which a date can part a paragraph; () if none stands at an end of it."""
    return () if is_phone(words) else tuple(_ways(words, terms))


def _ways(words: str, terms: Terms) -> Iterator[Dated]:
    last = found = find_dates(words[:_FAR], terms)
    if found:
        yield from _opening(_without_initial(found[0], words), words, terms)
    start = len(words) - _FAR
    if start > 0:
        far = find_dates(words[start:], terms)
        last = tuple(Found(start=one.start + start, end=one.end + start, read=one.read) for one in far)
    if last:
        yield from _closing(_behind_tab(last[-1], words, terms), words, terms)


def _behind_tab(found: Found, words: str, terms: Terms) -> Found:
    """Leave the weekday that ends a title to it, where the date is in the next column: “On Friday”, “3 May 2020”."""
    start = words.rfind("\t", found.start, found.end) + 1
    alone = find_dates(words[start:], terms) if start else ()
    if len(alone) != 1 or not isinstance(alone[0].read, Dateline):
        return found
    return Found(start=start + alone[0].start, end=start + alone[0].end, read=alone[0].read)


def _without_initial(found: Found, words: str) -> Found:
    """Leave the initial of a name to the text: “27 March 2015 R Jones”; “27 marca 2015 r.” is the year."""
    initial = _INITIAL.search(words, found.start, found.end)
    return found if initial is None else Found(start=found.start, end=initial.start(), read=found.read)


def _opening(found: Found, words: str, terms: Terms) -> Iterator[Dated]:
    """Read a date at the beginning of a paragraph, or behind a place or a title there."""
    behind = _BEHIND.match(words, found.end)
    if behind is None and found.start > 1:
        behind = _AGENCY.match(words, found.end)
    if behind is None and ":" not in words[: found.end]:  # “Last update: 3 May 2019. …” is no entry's
        behind = _STOP.match(words, found.end)
    if behind is None and found.start <= 1 and words[found.end : found.end + 1].isspace():
        behind = _SPACE.match(words, found.end)  # “2020-05-03 Title”: the page decides
    place = _place_behind(found, words, terms) or _kind_behind(found, words, terms)
    if place is not None:
        yield place
    if behind is None and found.start > 3:
        yield from _between(found, words)
    if behind is None or behind.end() >= len(words):
        return
    prefix, rest = words[: behind.start()].rstrip(), words[behind.end() :]
    if is_furniture(rest):
        return
    closing = words[behind.start() : behind.end()].strip()[:1]
    if closing and closing in _CLOSING:
        prefix += closing
    line = prefix.strip("[]").strip() if prefix.startswith("[") else prefix
    if line.startswith("("):
        line = line[1:-1].strip() if line.endswith(")") else _SENDER.sub("", line)
    read = parse_dateline(line, terms) if len(line) <= LONGEST else None
    if read is not None:
        bare = found.start <= 1
        yield dated_as("lead" if bare else "dateline", line, read, behind=rest)
    elif found.start > 3 and (before := _BEFORE.search(words[: found.start])):
        title, line = words[: before.start()].strip(), words[found.start : found.end]
        if title.rfind("(") > title.rfind(")"):
            title, _, town = title.rpartition("(")
            title, line = title.strip(), f"{town.strip()}, {line}"
        elif town := place_of_sender(title):
            yield from _dated_behind(town, line, rest, terms)
            return
        elif before[0].strip() == ",":
            title, town = without_town(title)
            if town and not may_join(title):
                line = f"{town}, {line}"
            elif town:
                title = f"{title} {town}"
        read = parse_dateline(line, terms)
        if read is not None and (len(title.split()) > 1 or (len(title) > _SHORT_TITLE // 2 and _HAN.search(title))):
            yield dated_as("middle", line, read, before=title, behind=rest)


def _dated_behind(town: str, line: str, rest: str, terms: Terms) -> Iterator[Dated]:
    """Read a date with its town before it as a dateline."""
    read = parse_dateline(f"{town}, {line}", terms)
    if read is not None:
        yield dated_as("dateline", f"{town}, {line}", read, behind=rest)


def _between(found: Found, words: str) -> Iterator[Dated]:
    """Read “Title 05/03/2020 Text”: a date in numbers, before the capital with which a text begins, parts them."""
    title, rest = words[: found.start].rstrip(), words[found.end :].lstrip()
    apart = words[found.start - 1].isspace() and words[found.end : found.end + 1].isspace()
    if apart and rest[:1].isupper() and len(title.split()) > 1 and _NUMBERS.fullmatch(words, found.start, found.end):
        yield dated_as("middle", words[found.start : found.end], found.read, before=title, behind=rest)


def _kind_behind(found: Found, words: str, terms: Terms) -> Dated | None:
    """Read “Lima, 3 May 2020 Press release The office moves.”, as excerpts run on that have lost their lines."""
    town = words[: found.start].strip(" \t,")
    rest = words[found.end :].split()
    size = next((size for size in range(_KIND_WORDS, 0, -1) if is_genre(" ".join(rest[:size]))), 0)
    if not size or not town or len(rest) < 2 * _KIND_WORDS or not rest[size][:1].isupper():
        return None
    opening = "" if is_place_before(town) else town.rpartition(" ")[0]  # a name behind small words
    if opening and not (opening.rpartition(" ")[2].islower() and is_place_before(town[len(opening) + 1 :])):
        return None
    line = f"{town[len(opening) :].strip()}, {words[found.start : found.end]}"
    read = parse_dateline(line, terms)
    text = " ".join([opening, *rest[size:]]).strip()
    kind = " ".join(rest[:size])
    return None if read is None else dated_as("dateline", f"{line} | {kind}", read, behind=text)


def _place_behind(found: Found, words: str, terms: Terms) -> Dated | None:
    """Read “3 May 2020, Geneva – text” and “3 May 2020 (Geneva) – text”."""
    if found.start > 1 or words[found.end : found.end + 1] not in {",", " "}:
        return None
    dash = _DASH.search(words, found.end + 1, found.end + 60)
    if dash is not None and dash.start() <= found.end + 2:
        return _place_between(found, dash.end(), words, terms)
    if dash is None or dash.end() >= len(words):
        return None
    line = words[: dash.start()].strip()
    read = parse_dateline(line, terms)
    if not isinstance(read, Dateline) or not read.place:
        return None
    return dated_as("dateline", line, read, behind=words[dash.end() :])


def _place_between(found: Found, start: int, words: str, terms: Terms) -> Dated | None:
    """Read “3 May 2020 – GENEVA – text”: between two dashes stands a known place."""
    dash = _DASH.search(words, start + 1, start + _TOWN)
    town = "" if dash is None else words[start : dash.start()]
    if dash is None or dash.end() >= len(words) or not is_known_place(town):
        return None
    line = f"{words[: found.end]}, {town}"
    read = parse_dateline(line, terms) if is_place_before(town) else None
    return None if read is None else dated_as("dateline", line, read, behind=words[dash.end() :])


def _closing(found: Found, words: str, terms: Terms) -> Iterator[Dated]:
    """Read a date at the end of a paragraph, with a place or a mark behind it."""
    suffix = words[found.end :]
    before = _BEFORE.search(words, max(0, found.start - _NEAR), found.start)
    if before is None and not suffix.strip(" )]"):
        yield from _ending(found, words)
    if before is None or len(suffix) > 60:
        return
    title = words[: before.start()].strip()
    if "»" in before[0] and "«" in title and title.rfind("«") > title.rfind("»"):
        title += before[0][: before[0].index("»") + 1]  # it closes what the title quotes
    if len(title) < 3 or (":" in before[0] and _TODAY.search(title) is not None):
        return
    if title.rfind("(") > title.rfind(")"):
        yield from _closing_behind_place(found, words, terms)
        return
    line = words[found.start :].strip()
    opened = before[0].strip()[-1:]
    if opened in _OPENING:
        line = line.rstrip(".。").rstrip(_CLOSING)
        title += "." if suffix.rstrip().endswith((").", "].")) else ""  # the end of a sentence
    line = line.rstrip(" .|-–—")
    title, kind = _without_kind(title)
    read = parse_dateline(f"{kind} | {line}" if kind else line, terms)
    if read is not None:
        yield dated_as("tail", f"{kind} | {line}" if kind else line, read, before=title)
        return
    yield from _closing_behind_place(found, words, terms)


def _without_kind(title: str) -> tuple[str, str]:
    """Part a title from the kind of text behind a comma: “A lock opens, media release, 3 May 2020”."""
    words, _, kind = title.rpartition(",")
    return (words.rstrip(), kind.strip()) if len(words.split()) > 1 and is_genre(kind.strip()) else (title, "")


def _closing_behind_place(found: Found, words: str, terms: Terms) -> Iterator[Dated]:
    """Read “Title (Geneva, 3 May 2020)”, “Title – Geneva, 3 May 2020”."""
    mark = re.search(r"(?:\s[–—|-]\s|[(\[])(?=[^–—|()\[\]]{2,40}$)", words[: found.start])
    if mark and mark.start() > 3:
        line = words[mark.end() :].strip(" .)]")
        read = parse_dateline(line, terms)
        if read is not None:
            yield dated_as("tail", line, read, before=words[: mark.start()].strip())


def _ending(found: Found, words: str) -> Iterator[Dated]:
    """Read “Title 3 May 2020”: nothing but a space parts them, and no “of”, “until” joins them; the page decides."""
    title = words[: found.start].rstrip()
    least = _SHORT_TITLE if _HAN.search(title) is None else _SHORT_TITLE // 2
    apart = len(title) < found.start and len(title) > least and title[-1:] not in "–-—:;("
    if apart and isinstance(found.read, Dateline) and not may_join(title):
        yield dated_as("tail", words[found.start :].strip(), found.read, before=title)


def may_join(words: str) -> bool:
    """Say whether words end in one that joins a date to them: “of”, “until”."""
    return words.rstrip().rpartition(" ")[2].casefold() in _JOINING

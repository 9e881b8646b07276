"""Dates of paragraphs, and the lines that are a date as a whole, with what stands beside it."""

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Final, Literal

from msgspec import Struct

from feedpub.dates import (
    LONGEST,
    Dateline,
    Refusal,
    Terms,
    find_dates,
    leads_nowhere,
    may_hold_a_date,
    parse_dateline,
)
from feedpub.genres import is_genre
from feedpub.listings.text.wording.contacts import is_phone
from feedpub.listings.text.wording.furniture import is_furniture, without_more
from feedpub.listings.text.wording.phrases import PHRASES
from feedpub.listings.text.wording.words import is_short
from feedpub.tongues import may_be_tongues

Form = Literal["line", "lead", "tail", "middle", "dateline"]
"""A whole line; before a text; behind it; between title and text; with the place before it, before a text."""

_RULE: Final = re.compile(r"[|·•»]")
_ROW: Final = re.compile(r",|\s/\s")
_BRACKETED: Final = re.compile(r"[\[［【〔](?P<label>[^\W\d_][^\]］】〕\d]{1,38})[\]］】〕]")
_FILED: Final = re.compile(
    r"(?:posted|published|written|filed|by)\b.*\d.*?\s(?:in|under)\s(?P<category>[^\d,|]+)", re.IGNORECASE
)
_AT_END: Final = " -–—|·•»"
_LABEL_WORDS, _LABEL_SIZE = 4, 40


class Dated(Struct, frozen=True):
    """A date of a paragraph, and what stands around it: `before` is a title, `behind` a title or a summary."""

    form: Form
    line: str
    kind: Literal["full", "refused", "partial", "relative"]
    day: date | None = None
    end: date | None = None
    place: str = ""
    timed: bool = False
    before: str = ""
    behind: str = ""


def day_lines(lines: Sequence[Dated | None]) -> dict[int, Dated]:
    """Return the date lines of a page that have a day, by where they stand."""
    return {at: line for at, line in enumerate(lines) if line is not None and line.kind == "full"}


def dated_line(words: str, terms: Terms) -> Dated | None:
    """Read a paragraph that is a date line as a whole."""
    return None if len(words) > LONGEST else _dated_line(words, terms)


@lru_cache(maxsize=2048)  # each look at a page asks it of the same lines
def _dated_line(words: str, terms: Terms) -> Dated | None:
    if is_phone(words):
        return None
    if (short := without_more(words)) != words and not is_furniture(words):
        words = short.rstrip(_AT_END)
    if not may_hold_a_date(words):
        return None  # nor does any part of it
    read = parse_dateline(words, terms)
    for phrase in PHRASES:
        if read is None and (short := phrase(words)) != words:
            words = short
            read = parse_dateline(words, terms)
    if read is None or (_RULE.search(words) and _is_titled(words, terms)):
        return None
    return dated_as("line", words, read)


def with_long_labels(texts: Sequence[str], lines: Sequence[Dated | None], terms: Terms) -> list[Dated | None]:
    """Add the date lines whose labels are as long as titles, on a page where as many at least have short ones."""
    ruled = [at for at, text in enumerate(texts) if len(text) <= LONGEST and _RULE.search(text) is not None]
    short = sum((line := lines[at]) is not None and line.kind == "full" for at in ruled)
    long = {at: read for at in ruled if lines[at] is None and (read := parse_dateline(texts[at], terms)) is not None}
    if not 0 < len(long) <= short:
        return list(lines)
    return [dated_as("line", texts[at], long[at]) if at in long else line for at, line in enumerate(lines)]


def _is_titled(words: str, terms: Terms) -> bool:
    """Say whether a title stands beside a date and a rule, and no place, label or row of labels: it has more words."""
    parts = [part.strip() for part in _RULE.split(words)]
    if any(_is_led(part, terms) for part in parts):
        return False  # behind “Published 3 May 2020 |” stand labels, however long
    others = [part for part in parts if part and parse_dateline(part, terms) is None]
    labels = [label for part in others for label in _ROW.split(part)]
    return any(len(label.split()) > _LABEL_WORDS or len(label) > _LABEL_SIZE for label in labels)


def _is_led(part: str, terms: Terms) -> bool:
    """Say whether words such as “Published” lead in to a date."""
    read, found = parse_dateline(part, terms), find_dates(part, terms)
    led = len(found) == 1 and any(map(str.isalpha, part[: found[0].start]))
    return led and isinstance(read, Dateline) and not read.place


def dated_as(form: Form, line: str, read: Dateline | Refusal, before: str = "", behind: str = "") -> Dated:
    """Return a date with what was read of it, on a line without tabs."""
    if "\t" in line or "\t" in before or "\t" in behind:
        line, before, behind = (text.replace("\t", " ") for text in (line, before, behind))
    if isinstance(read, Dateline):
        return Dated(form, line, "full", read.day, read.end, read.place, read.instant is not None, before, behind)
    kind: Literal["refused", "partial", "relative"] = (
        "relative" if read.relative else "partial" if read.partial else "refused"
    )
    return Dated(form, line, kind, before=before, behind=behind)


@lru_cache(maxsize=4096)
def kicker_of(line: str) -> str:
    """Return the label that stands beside a date line behind a rule: “Press release | 3 May 2020”.

    Behind the date of a byline “in” leads to it: “Posted by Jane on 3 May 2020 in Reviews”.
    """
    if filed := _FILED.fullmatch(line):
        return filed["category"].strip()
    if (bracketed := _BRACKETED.match(line)) and not may_be_tongues(bracketed["label"]):
        return bracketed["label"].strip()
    parts = [part.strip() for part in re.split(r"[|·•]|\s[–—-]\s|,\s", line)]
    labels = [part for part in parts if _may_be_kicker(part)]
    genres = [part for part in labels if is_genre(part)]
    if genres:
        return genres[0]
    sides = [side.strip() for side in _RULE.split(line)]
    rows = [side for side in sides if "," in side and not any(c.isdigit() for c in side)]
    if len(sides) == 2 and len(rows) == 1:
        return rows[0]
    return labels[0] if len(labels) == 1 and len(parts) == 2 and re.search(r"[|·•]", line) else ""


def _may_be_kicker(part: str) -> bool:
    if not part or any(c.isdigit() for c in part) or leads_nowhere(part):
        return False
    return is_short(part) and not may_be_tongues(part)

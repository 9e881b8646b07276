"""What stands before and behind a date on its line: nothing, a place, a lead-in, a label; or prose."""

import re
from bisect import bisect_left
from functools import cache
from typing import Final

from msgspec import Struct

from feedpub.dates.bylines import AUTHOR, SOURCE, WROTE
from feedpub.dates.fold import fold
from feedpub.dates.lexicon import lexicon
from feedpub.dates.numbered import without_number
from feedpub.dates.places import (
    VENUES,
    has_label,
    is_host,
    is_label,
    is_label_alone,
    is_place_before,
    is_place_behind,
    names_paper,
)
from feedpub.dates.tokens import Tokens
from feedpub.patterns import later
from feedpub.tongues import may_be_tongues

_SOURCE: Final = later(rf"[\s(\[（［【〔]*(?:{SOURCE})\s*[:：]", re.IGNORECASE)
_SAME_DAY: Final = "الموافق"
"""Stands between a date of the Islamic calendar and ours."""
_BRACKETED: Final = later(r"[\[［【〔][^\W\d_][^\]］】〕\d]{1,38}[\]］】〕]\s*")
_IN_BRACKETS: Final = later(r"\s*[\[［【〔（]\s?(?P<text>[^\W\d_][^\[\]［］【】〔〕（）\d]{1,58})[\]］】〕）]\s*")
"""A place or a label behind a date in other brackets than the round ones: “3 May 2020 [Thailand]”, “【社会】”."""
_FROM: Final = later(
    r"[\s,、]+(?P<place>[\u3040-\u30ff\u4e00-\u9fff・／/（）]{2,40})(?<![開啓多再摘告爆活出挑反始])発[】］〕\]]\s*"
)
"""Where a Japanese text comes from, in the brackets of its date: “【2017年5月12日　ジュネーブ発】”."""
_TOWN: Final = later(r"[\u30a0-\u30ff\u4e00-\u9fff]{2,6}")
"""The name of a town in Chinese or Japanese, with nothing but a space between it and the date: “長崎 2020.12.04”."""
_PLACED: Final = later(r"\s*[(（](?P<place>[^()（）\d]{2,60})[)）]\s*")
"""A place in brackets before a date: “(Thailand) 3 May 2020”."""
_CREDIT: Final = later(r"\s*(?:[©ⓒ]|\(c\)\s)", re.IGNORECASE)
_BY: Final = later(
    rf"\W*(?:(?i:by|par|por|von|door|автор:?|(?:{WROTE}):?)|da|di(?=\s[^\W\d_a-z]))(?:\s|$)|\W*(?:{AUTHOR})\s?[:：]"
)
"""Nothing may follow: pages lose the name behind a picture of the author."""
_IN: Final = later(r"\s*(?:in|en|dans|em|unter|under|on)\s", re.IGNORECASE)
_FILED: Final = later(
    r"(?:posted|published|filed|geplaatst|veröffentlicht|publié|publicado|pubblicato|inserito|опубликовано)"
    r"\s(?:in|under|to|dans|en|em|в)\s(?:[^\d.!?]|\.(?=,\s|\s[a-z]{2}\s$)){2,60}\s(?:(?:on|op|am|le|el|em|il)\s)?",
    re.IGNORECASE,
)
"""Categories before a date, some of them cut short: “Posted in Boats etc., Nets on 3 May 2020”."""
_COUNT: Final = later(
    r"\W*\d[\d.,]*\s(?:views?|reads?|shares?|likes?|hits|comments?|commentaires?|comentarios?|kommentare?|reacties?)\W*",
    re.IGNORECASE,
)
_FILED_UNDER: Final = later(
    r"\W*(?:kategori\w{0,2}|categor\w{1,4}|rubri\w{1,3}|рубрик\w|категори\w|tags?|temat\w?)\s?:\s[^\d:.!?]{2,80}\.?\s*",
    re.IGNORECASE,
)
"""Behind a date: “; categories: Boats, Outings.”."""
_FILE: Final = later(r"\s*[\[(][^\])]*\b(?:pdf|docx?|html?|kb|mb)\b[^\])]*[\])]", re.IGNORECASE)
# What parts a date from a place or a label behind it.
_MARK: Final = later(r"\s*(?:[|·•»/,;]|\)\s*[-–—,]?\s|(?:\s[-–—]|-)\s|(?=\())|\)")
_RULES: Final = "|·•»/"
_VENUE: Final = later(
    rf"\s*[|·•,;/–—-]?\s*(?:(?:{'|'.join(word.strip() for word in VENUES.split('|'))})\s?[:：]|(?<!\S)@\s)"
    r"\s*(?P<place>[^|·•:：]{2,80})(?:[|·•].*)?",
    re.IGNORECASE,
)
"""A place behind a date and a word that leads in to it: whatever its name is, “3 May 2020 | Venue: 2 Quay Street”."""


class Flank(Struct, frozen=True, kw_only=True):
    """What one side of a date says: a place; that the date is one of a change; that the line is prose."""

    place: str = ""
    updated: bool = False
    prose: bool = False


_NOTHING: Final = Flank()
_PROSE: Final = Flank(prose=True)


def before(tokens: Tokens, start: int, end: int) -> Flank:
    """Judge what stands between the date before, or the beginning of the line, and a date."""
    signature = tokens.signature[start:end]
    if start == end or not signature.strip(" ([|·-–,*>»"):
        return _NOTHING
    if lead := _lead_in().fullmatch(signature):
        return Flank(updated=lead["posted"] is None)
    raw = tokens.raw(start, end)
    if start == 0 and (label := _BRACKETED.match(raw)) is not None:
        # “[Security] Posted 3 May 2020”: brackets hold a label, not a part of a title.
        first = bisect_left(tokens.starts, label.end())
        return before(tokens, first, end) if first < end else _NOTHING
    if start == 0 and (town := _PLACED.fullmatch(raw)) is not None and is_place_before(town["place"]):
        return _NOTHING if has_label(town["place"]) else Flank(place=town["place"])
    if _CREDIT.match(raw):
        return _PROSE
    if _is_name(raw) or _SAME_DAY in raw or (_lead_in().match(signature) and re.search(r"\b(?:by|par|por)\b", raw)):
        return _NOTHING if len(raw.split()) <= 8 else _PROSE
    if _FILED.fullmatch(raw) is not None:
        return _NOTHING
    if any(char.isdigit() for char in raw) and without_number(raw) is not None:
        return _NOTHING
    folded = fold(raw)
    words = raw[: len(folded.rstrip(" ,|·»-–([/:"))]
    marks = folded[len(words) :].strip()
    if set(marks) & set(_RULES):
        parts = [part.strip() for part in re.split("[|·•»]", words)]
        places = [part for part in parts if "," in part and is_place_before(part)]
        return Flank(place=places[0] if places else "") if _are_labels(parts) else _PROSE
    if marks == ":":
        event = words.lower().startswith("event")  # the day of an event is not that of its publication
        return _NOTHING if has_label(words) and len(words.split()) <= 2 and not event else _PROSE
    kind, rule, place = words.rpartition("|") if "|" in words else words.rpartition("·")
    labelled = rule != "" and is_label(kind.strip()) and not any(map(str.isdigit, kind))
    if labelled and marks == "," and is_place_before(place.strip()):
        return Flank(place=place.strip())  # “News | Geneva, 3 May 2020”
    # Without a mark only what cannot be prose is a place: capitals, or Chinese characters.
    spaced = signature[-1:] != "c" and not (start == 0 and _TOWN.fullmatch(words.strip()))
    if not marks and spaced and not (words.isupper() and len(words.split()) < 4):
        return _PROSE
    if len(parts := re.split(r"\s[–—-]{1,2}\s", words)) > 1 and marks:
        places = [part for part in parts if is_place_before(part) and not has_label(part)]
        labels = sum(has_label(part) and len(part.split()) <= 4 for part in parts)
        return Flank(place=places[0] if places else "") if labels + len(places) == len(parts) else _PROSE
    if has_label(words):
        # Before a bracket stands a title (“Annual report published (…)”), unless it is nothing but a label.
        alone = is_label_alone(words) if set(marks) & set("([") else len(words.split()) <= 3
        return _NOTHING if alone else _PROSE
    place = words.strip("([ ")
    return Flank(place=place) if is_place_before(place) else _PROSE


def _are_labels(parts: list[str]) -> bool:
    """Say whether rules part labels; a label may be numbered: “Press release Nr. 34”."""
    return all(is_label(part) or without_number(part) is not None for part in parts)


def is_byline(tokens: Tokens, end: int) -> bool:
    """Say whether “Posted on”, “Posted by Jane on” or “By Jane,” opens a line."""
    lead = _lead_in().match(tokens.signature[:end])
    return (lead is not None and lead["posted"] is not None) or _BY.match(tokens.raw(0, end)) is not None


def is_signed(line: str) -> bool:
    """Say whether a rule and “By” stand on a line: what follows, “By Jane Doe, AP”, names no place."""
    _, *others = re.split("[|·•»]", line)
    return any(_BY.match(other) is not None for other in others)


def behind(raw: str, *, byline: bool = False) -> Flank:
    """Judge what stands behind the last date of a line; behind that of a byline “in” leads to a category."""
    if not fold(raw).strip(" ,;|.:·-–)]"):
        return _NOTHING
    if (source := _FROM.fullmatch(raw)) is not None:
        return Flank(place=source["place"])
    if (inside := _IN_BRACKETS.fullmatch(raw)) is not None and not may_be_tongues(inside["text"]):
        raw = f" ({inside['text'].strip()})"
    if (":" in raw or "：" in raw or "@" in raw) and (venue := _VENUE.fullmatch(raw)) is not None:
        return Flank(place=venue["place"].strip(" .,"))
    if _COUNT.fullmatch(raw) is not None or _FILED_UNDER.fullmatch(raw) is not None:
        return _NOTHING
    if _is_name(raw) and len(parts := re.split("[|·•»]", raw)) > 1:
        return _NOTHING if len(parts[0].split()) <= 6 and _are_labels(parts) else _PROSE
    if _is_name(raw) or _SAME_DAY in raw or _FILE.fullmatch(raw) or _is_category(raw, byline=byline):
        return _NOTHING if len(raw.split()) <= 6 else _PROSE
    if raw[0] in " ([|/,·" and may_be_tongues(raw.strip(" ([|/,·)]")):
        return _NOTHING
    mark = _MARK.match(raw)
    if mark is None:
        town = raw.strip() if raw[0].isspace() else ""
        if names_paper(town):
            return _NOTHING  # or one of its editions
        return Flank(place=town) if _TOWN.fullmatch(town) and not has_label(town) else _PROSE
    text = raw[mark.end() :].strip(" \t,;|/-–—")
    if ")" in text and "(" not in text:
        text = text.rstrip(" )]")
    if (_is_name(text) and len(text.split()) <= 6) or without_number(text) is not None:
        return _NOTHING
    if mark[0].strip()[:1] in set(_RULES):
        parts = [part.strip() for part in re.split("[|·•»]", text)]
        places = [part for part in parts if is_place_behind(part) and not has_label(part)]
        return Flank(place=places[0] if places else "") if _are_labels(parts) else _PROSE
    if has_label(text) and len(text.split()) <= 3 and text.strip("(")[:1].isupper():
        return _NOTHING
    if text.endswith(("Time", "Time)")):
        return _NOTHING  # the name of the zone, behind its offset
    first, *labels = re.split("[|·•]", text)
    if labels and is_place_before(first.strip()) and all(map(is_label, labels)):
        text = first.strip()  # “3 May 2020, Geneva | News”
    place = text[1:-1].strip() if text.startswith("(") and text.endswith(")") else text
    if place != text and is_host(place):
        return _NOTHING  # the site that a text comes from
    return Flank(place=place) if is_place_behind(place) else _PROSE


def _is_category(raw: str, *, byline: bool) -> bool:
    """Say whether text is “in News”, or behind the date of a byline “in Reviews”, “under Letters, Books”."""
    opening = _IN.match(raw)
    return opening is not None and (has_label(raw) or (byline and is_place_behind(raw[opening.end() :].strip())))


def _is_name(text: str) -> bool:
    """Say whether text beside a date names the author or the source."""
    return _BY.match(text) is not None or _SOURCE.match(text) is not None


@cache
def _lead_in() -> re.Pattern[str]:
    """Compile “Posted on”, “Date:”, “Опубликовано:”: words of several kinds, in any order and language."""
    lexemes = lexicon()
    updated = lexemes.one_of("updated")[1:-1]
    posted = "".join(code for code in lexemes.one_of("posted")[1:-1] if code not in updated)
    around = lexemes.one_of("filler", "at", "article", "of", "since")[1:-1] + r" :.,|·–\-(/"
    return re.compile(
        f"[{around}]{{0,8}}(?:(?P<posted>[{posted}])|[{updated}])[{posted}{updated}{around}]{{0,10}}",
    )

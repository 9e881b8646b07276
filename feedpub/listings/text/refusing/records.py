"""Pages that record what was, in lists with dates that are no news: chronicles, matches, rates, orders, holidays."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from statistics import median
from typing import Final

from feedpub.listings.text.layout.scoring import Explained
from feedpub.listings.text.pages.page import Page
from feedpub.listings.text.wording.words import is_sentence, numberless
from feedpub.patterns import later

_SOME: Final = 3
_SEVERAL: Final = 4
_NEARLY_ALL, _MOST = 0.8, 0.6
_YEARS: Final = 2
_AGES: Final = 20
_YEAR: Final = 365
_VERSUS: Final = later(
    r"(?P<home>[^\W\d_][^\d|:;]{1,30}?)\s(?:vs?|v\.|vs\.|gegen|contre|contra|x|[-–])\s(?P<away>[^\d|:;]{2,30})"
)
_SCORE: Final = later(
    r"[^\W\d_][^\d|:;]{1,30}?\s\d{1,3}\s?[-–:]\s?\d{1,3}\s[^\W\d_][^\d|:;]{1,30}"
    r"|[^\W\d_][^\d|:;]{1,30}?\s[-–]\s[^\W\d_][^\d|:;]{1,30}?\s\d{1,3}\s?[-–:]\s?\d{1,3}"
)
"""What was played, and how it ended: “Rovers v United”, “Rovers 2–1 United”."""
_TIME: Final = later(r"^\d{1,2}[:h.]\d\d\s")
_FIGURE: Final = later(
    r"(?:[^\W\d_][\w /.-]{0,20}?\s)?(?:\d{1,2}:\d\d\s)?[-+]?\d+[.,]\d+(?:\s?(?:[%€$£]|[A-Z]{3}|c?m|ft))?"
)
"""What something is worth or measures: “USD 1.1042”, “Low 10:20 0.8 m”."""
_AMOUNT: Final = later(r"\d[.,]\d\d\s?(?:[€$£]|[A-Z]{3}\b|zł|kr\b)|(?:[€$£]|\b[A-Z]{3})\s?\d[\d.,]*[.,]\d\d\b")
_MARK: Final = later(r"(?<![\d:.,])\d{1,3}[:.,]\d\d(?![\d:.,])")
"""How fast or far somebody came: “34:12”, “8.95”."""
_VERSION: Final = later(r"\W*(?:version|release|v)?\s?\[?v?\d+(?:\.\d+)+[\w.+-]*\]?\W*", re.IGNORECASE)
_HEADING: Final = frozenset({"added", "changed", "deprecated", "removed", "fixed", "security"})
"""What a list of changes is parted by, as most of their authors do."""
_COMMENT_WORDS: Final = (
    r"(?:comments?|repl(?:y|ies)|responses?|kommentare?|antworten|commentaires?|réponses?|comentarios?"
    r"|comentários?|respuestas|commenti|risposte|reacties|комментари\w+|komentarz\w*|コメント|条评论)"
)
_COMMENTS: Final = later(rf"\W*(?:\d{{1,4}}\s{_COMMENT_WORDS}|{_COMMENT_WORDS}\s?\(\d{{1,4}}\))\W*", re.IGNORECASE)


def is_record(page: Page, read: Explained) -> bool:
    """Say whether what was found is a list of something else than news."""
    days = _days(page, read)
    titles = [part.text for entry in read.parts for part in entry if part.role == "title"]
    texts = [part.text for entry in read.parts for part in entry if part.role == "summary"]
    told = any(map(is_sentence, texts))
    if _is_chronicle(days) or _are_comments(page, read) or _is_changelog(page, titles):
        return True
    if told or len(titles) < _SOME:
        return False
    return (
        _are_matches([*titles, *texts])
        or _are_matches([_TIME.sub("", p.words) for at, p in enumerate(page.paragraphs) if page.lines[at] is None])
        or _are_values([*titles, *texts])
        or _are_results(page, read, titles)
        or _are_holidays(days, texts)
        or _are_orders(page, read, titles)
    )


def _days(page: Page, read: Explained) -> list[date]:
    dates = [page.dated(one.at, read.layout.form) for one in read.cut.segments if one.at is not None]
    return [one.day for one in dates if one is not None and one.day is not None]


def _is_chronicle(days: Sequence[date]) -> bool:
    """Say whether the days of a page rise over decades, most of them years apart: a life, a history."""
    if len(days) < _SEVERAL or any(a > b for a, b in pairwise(days)):
        return False
    apart = median((b - a).days for a, b in pairwise(days))
    return apart >= _YEARS * _YEAR and (days[-1] - days[0]).days >= _AGES * _YEAR


def _is_changelog(page: Page, titles: Sequence[str]) -> bool:
    """Say whether titles are numbers of versions, with what changes are filed as below each."""
    if len(titles) < _SOME or not all(_VERSION.fullmatch(title) is not None for title in titles):
        return False
    return sum(p.text.lower() in _HEADING for p in page.paragraphs) >= len(titles)


def _are_comments(page: Page, read: Explained) -> bool:
    """Say whether a line above the first entry, or the title of one, counts comments: once, for a blog counts each."""
    counts = [at for at, p in enumerate(page.paragraphs) if _COMMENTS.fullmatch(p.words) is not None]
    titles = {part.at for entry in read.parts for part in entry if part.role == "title"}
    start = read.cut.segments[0].start
    return len(counts) == 1 and counts[0] in {start - 1, start, *titles}


def _are_matches(lines: Sequence[str]) -> bool:
    """Say whether most lines are scores, or say who plays whom: sides that come again, at home and away."""
    scores = sum(_SCORE.fullmatch(line) is not None for line in lines)
    found = [match for line in lines if (match := _VERSUS.fullmatch(line)) is not None]
    if scores + len(found) < max(_SEVERAL, _MOST * len(lines)):
        return False
    home, away = ({match[side] for match in found} for side in ("home", "away"))
    return scores > 1 or len(home & away) * 2 >= len(home)


def _are_values(texts: Sequence[str]) -> bool:
    """Say whether lines say what things are worth, and nothing else."""
    return sum(_FIGURE.fullmatch(text) is not None for text in texts) >= _NEARLY_ALL * len(texts)


def _are_results(page: Page, read: Explained, titles: Sequence[str]) -> bool:
    """Say whether numbers rank those who came so fast or so far."""
    ranked = all(page.paragraphs[one.start].style == "number" for one in read.cut.segments)
    return ranked and sum(_MARK.search(title) is not None for title in titles) >= _NEARLY_ALL * len(titles)


def _are_holidays(days: Sequence[date], texts: Sequence[str]) -> bool:
    """Say whether the days of one year rise from its first to Christmas, with nothing to tell of them."""
    if len(days) < _SEVERAL or texts or any(a > b for a, b in pairwise(days)):
        return False
    year = days[0].year
    return days[0] == date(year, 1, 1) and any(day == date(year, 12, 25) for day in days)


def _are_orders(page: Page, read: Explained, titles: Sequence[str]) -> bool:
    """Say whether titles differ in numbers alone, and amounts stand below each: orders, bills."""
    if len({numberless(title) for title in titles}) > 1 or not any(map(str.isdigit, titles[0])):
        return False
    below = (page.paragraphs[one.start + 1 : one.stop] for one in read.cut.segments)
    return all(any(_AMOUNT.search(p.words) is not None for p in lines) for lines in below)

"""Pages with dates that are no listings: what somebody has done in life, questions and answers, talks, changes."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from feedpub.listings.text.layout.scoring import Explained
from feedpub.listings.text.pages.doubles import says_updated
from feedpub.listings.text.pages.page import Page
from feedpub.listings.text.refusing.chronicles import is_chronicle
from feedpub.listings.text.refusing.meetings import is_meeting
from feedpub.listings.text.refusing.records import is_record
from feedpub.patterns import later

_SOME: Final = 3
_PAIR: Final = 2
_LONG: Final = 180
_NEXT: Final = 100
"""Days: so long is what somebody does in life, and so soon the next begins."""
_TENURE: Final = 5 * 365
"""Days: neither an event nor a show lasts as long; an office does, or a life."""
_OPEN: Final = later(r"\d\s*[-–—]\s*(?:[.…_?]+\s*)?\W{0,2}$")
"""The end of a span that lasts: “(9 May 1931 – …)”."""
_NAME: Final = 20
_SIGNED: Final = re.compile(r"\W*(?:[^\W\d_][\w.'’-]*\s){1,5}<[^<>@\s]+@[^<>@\s]+>\W*")
"""A name and an address, and nothing else: who signed what stands above."""
_VERSION: Final = later(r"(?:[vV]|[vV]ersion\s)?\d{1,3}(?:\.\d{1,3}){1,3}(?:[.-]?(?:rc|alpha|beta|a|b)\.?\d*)?")


def is_no_listing(page: Page, read: Explained) -> bool:
    """Say whether what was found is no list of entries, whatever its dates and lines look like."""
    tests = (
        _is_career,
        _are_tenures,
        _are_questions,
        _are_posts,
        _are_asides,
        _are_signatures,
        _are_versions,
        is_chronicle,
        is_meeting,
        is_record,
    )
    return any(test(page, read) for test in tests)


def _is_career(page: Page, read: Explained) -> bool:
    """Say whether half of the dates are long spans, most of which begin soon after another one ended."""
    dates = [page.dated(one.at, read.layout.form) for one in read.cut.segments if one.at is not None]
    spans = sorted((one.day, one.end) for one in dates if one is not None and one.day is not None and one.end)
    long = [span for span in spans if (span[1] - span[0]).days > _LONG]
    if len(long) < _PAIR or len(long) * 2 < len(dates):
        return False
    follow = sum(_follow(a[1], b[0]) for a, b in pairwise(long))
    return follow * 2 >= len(long) - 1


def _are_tenures(page: Page, read: Explained) -> bool:
    """Say whether most dates are spans of many years, or such that have not ended: offices held, lives."""
    dates = [page.dated(one.at, read.layout.form) for one in read.cut.segments if one.at is not None]
    spans = [(one.end - one.day).days >= _TENURE for one in dates if one and one.day is not None and one.end]
    open_ = sum(one is not None and not one.end and _OPEN.search(one.line) is not None for one in dates)
    return any(spans) and (sum(spans) + open_) * 2 > len(dates)


def _follow(end: date, begin: date) -> bool:
    return abs((begin - end).days) <= _NEXT


def _are_questions(page: Page, read: Explained) -> bool:
    """Say whether all titles are questions, and all dates say when the answers were changed."""
    titles = _titles(read)
    asked = len(titles) >= _SOME and all(title.endswith(("?", "？", "؟")) for title in titles)
    dates = [page.paragraphs[one.at] for one in read.cut.segments if one.at is not None]
    return asked and all(says_updated(f"{p.label} {p.words}".lstrip()) for p in dates)


def _are_posts(page: Page, read: Explained) -> bool:
    """Say whether all titles are the short names of those who speak, some of them several times, at a time each."""
    titles = _titles(read)
    dates = [page.dated(one.at, read.layout.form) for one in read.cut.segments if one.at is not None]
    timed = bool(dates) and all(one is not None and one.timed for one in dates)
    named = all(title.isascii() and " " not in title and len(title) <= _NAME for title in titles)
    return timed and named and len(titles) >= _SOME and max(Counter(titles).values()) > 1


def _are_asides(page: Page, read: Explained) -> bool:
    """Say whether two texts that lack titles are all there is behind place and date, on a page thrice as long."""
    segments = read.cut.segments
    if len(_titles(read)) == len(segments):
        return False
    covered = sum(one.stop - one.start for one in segments)
    return read.layout.form == "dateline" and len(segments) == _PAIR and covered * _SOME < len(page.paragraphs)


def _are_signatures(_: Page, read: Explained) -> bool:
    """Say whether all titles are who signed and where to write to: the changes of a program, a day each."""
    titles = _titles(read)
    return bool(titles) and all(_SIGNED.fullmatch(title) is not None for title in titles)


def _are_versions(_: Page, read: Explained) -> bool:
    """Say whether all titles are versions of a program, “1.12.0”, and nothing is said of these."""
    titles = _titles(read)
    told = any(part.role == "summary" for entry in read.parts for part in entry)
    return len(titles) > 1 and not told and all(_VERSION.fullmatch(title) is not None for title in titles)


def _titles(read: Explained) -> Sequence[str]:
    return [part.text for entry in read.parts for part in entry if part.role == "title"]

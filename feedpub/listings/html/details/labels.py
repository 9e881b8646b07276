"""The short labels of entries: topic and author, by what elements are called, else by what recurs."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from feedpub.listings.html.days.when import When
from feedpub.listings.html.details.otherwise import (
    are_counted,
    are_states,
    called_so,
    count_or_name,
    is_told_otherwise,
    leads_apart,
)
from feedpub.listings.html.details.paths import ends_of_paths
from feedpub.listings.html.details.pictured import pictured_topics
from feedpub.listings.html.details.topics import (
    further_topics,
    label_of,
    name_topics,
    names_topic,
    posted_in,
    strip_label,
)
from feedpub.listings.html.groups.spans import Key, Row, Span
from feedpub.listings.html.page.dating import dates_of, leads_in, looks_like_a_date
from feedpub.listings.html.page.names import (
    AUTHOR,
    AUTHOR_LINK,
    BRACKETED,
    BY,
    CATEGORY,
    CATEGORY_LINK,
    FURTHER,
    TOPIC,
    TOPIC_LINK,
)
from feedpub.listings.html.page.tree import Page, width
from feedpub.listings.naming import Role

_FILE: Final = re.compile(
    r"\W*(?:(?:(?:file )?(?:type|format)\s?:\s*)?(?:pdf|docx?|xlsx?|pptx?|odt|ods|rtf|zip|csv|html?|mp[34])\b.{0,20}"
    r"|file (?:type|format|size)\b.*|(?:size\s?:\s*)?[\d.,]+\s?(?:bytes?|[kmg]i?b|[kmg]o|[кмг]б)\W*)",
    re.IGNORECASE,
)
"""The kind of a file, or its size."""
_AT: Final = re.compile(r"[\s,]+(?:(?:at|um|à|alle|om|kl)\.?\s+)?\d{1,2}[:.h]\d\d\b.{0,6}$", re.IGNORECASE)
"""The time behind an author."""
_UNSAID: Final = re.compile(
    r"(?:.{0,40}\b(?:posted|filed|published|updated|written|added|modified))?\s*\b(?:on|in|by|at|under)\b(?: the)?\W*",
    re.IGNORECASE,
)
"""Words that only lead up to what follows them."""
_CLOCK: Final = re.compile(
    r"(?:(?:ab|um|von|at|from|à|dès|de|alle|dalle|om|vanaf|kl\.?)\s+)?\d{1,2}(?:[:.h]\d\d\b|\s?(?:uhr\b|[ap]\.?m\b))",
    re.IGNORECASE,
)
_NOTHING: Final = re.compile(r"\W*(?:none|n/?a|(?:not |un)available|pic|map|pic\W+map)\W*", re.IGNORECASE)
"""What stands in the place of something that is not there, or says only that there is a picture."""
_WHERE: Final = re.compile(r"(?:(?:posted|filed|published) )?(?:on|in|under)\b\s*:?", re.IGNORECASE)
"""Words before the day of an entry, or what it is about, in the line that says who wrote it."""
_DATE: Final = 4
"""Pieces that a date may be in."""
_LITTLE: Final = 10
_NEAR: Final = 12
"""Pieces of text between a title and its labels at most."""


def find_topics(page: Page, rows: Sequence[Row], dates: Sequence[When]) -> list[tuple[str, ...]]:
    """Return the topics that each record names."""
    found = _called(page, rows, CATEGORY, CATEGORY_LINK, "kicker", widest=True)
    found = found if any(found) else _called(page, rows, TOPIC, TOPIC_LINK, "kicker", widest=True)
    found = found if any(found) else _labelled(page, rows)
    if not any(found):
        found = _recurring(page, rows, dates)
    if not any(found):
        shown = pictured_topics(page, rows)
        return shown if any(shown) else [tuple(filter(None, (_in_brackets(row),))) for row in rows]
    beside = [[span for span in row.spans if _may_be_label(page, row, span, 60)] for row in rows]
    further = further_topics(page, rows, found, beside)
    named = ends_of_paths(name_topics(page, rows, found))
    return [(*topics, *more) for topics, more in zip(named, further, strict=True)]


def _in_brackets(row: Row) -> str:
    """Return the label in brackets that stands before a title on its line, "" if none does."""
    title = row.title
    if title is None:
        return ""
    for span in row.spans:
        if span.p0 < title.p0 and span.p1 == title.p1 and span.text.endswith(title.text):
            label = BRACKETED.fullmatch(span.text[: -len(title.text)])
            words = label[0].strip(" \t[]【】［］") if label else ""
            return "" if looks_like_a_date(words) or not any(map(str.isalpha, words)) else words
    return ""


def find_authors(page: Page, rows: Sequence[Row]) -> list[str]:
    """Return who wrote each record, "" if it does not say."""
    found = _called(page, rows, AUTHOR, AUTHOR_LINK, "author")
    named = (span.text if span and _says_who(page, span) else "" for span in found)
    return [row.author or strip_label(_AT.sub("", BY.sub("", text))) for row, text in zip(rows, named, strict=True)]


def _says_who(page: Page, span: Span) -> bool:
    """Say whether the words of a byline may be who wrote: none “On 3 May in Piglets”, nor “Piglets” behind “in”."""
    before = page.pieces[span.p0 - 1].strip() if span.p0 else ""
    dated = _WHERE.match(span.text) and any(map(str.isdigit, span.text))
    return not dated and _WHERE.fullmatch(before) is None and not span.text.casefold().endswith(" by")


def _called(  # noqa: PLR0913 - what may say so
    page: Page,
    rows: Sequence[Row],
    names: re.Pattern[str],
    links: re.Pattern[str],
    column: Role,
    *,
    widest: bool = False,
) -> list[Span | None]:
    """Return the span of each record whose names, link or column say what it is; where most records have one.

    It is the first, with all that leads up to its links where the `widest` is asked for.
    """
    found: list[Span | None] = []
    called = {hints for hints in set(page.hints) if names.search(hints)}
    for row in rows:
        match = None
        for span in row.spans:
            so = bool(called) and any(page.hints[node] in called for node in called_so(page, span))
            if not (so or page.column.get(span.node) == column) and not (
                span.inner and links.search(page.href(span.link))
            ):
                continue
            if not _may_be_label(page, row, span, 60) or not any(map(str.isalpha, span.text)):
                continue
            if span.key[0] == "t" and _begins_text(page, row, span):
                continue
            if not span.text.endswith((":", "：")):  # it only names what follows
                match = span
                if widest or span.inner or span.link < 0:
                    break
        found.append(match)
    some = [span for span in found if span is not None]
    usual = some and 2 * len(some) >= len(found) and not are_states(some)
    return found if usual else [None] * len(rows)


def _labelled(page: Page, rows: Sequence[Row]) -> list[Span | None]:
    """Return the span of each record that a label calls a topic, “Category: ”, where most records have one."""

    def is_topic(row: Row, span: Span) -> bool:
        label, _ = label_of(page, row, span)
        named = names_topic(label) and not span.text.endswith((":", "："))
        return named or (span.link < 0 and bool(posted_in(span.text)))

    found = [
        next((one for one in row.spans if is_topic(row, one) and _may_be_label(page, row, one, 60)), None)
        for row in rows
    ]
    return found if 2 * sum(map(bool, found)) >= len(found) else [None] * len(found)


def _recurring(page: Page, rows: Sequence[Row], dates: Sequence[When]) -> list[Span | None]:
    """Return the span whose few texts recur from record to record."""
    table: defaultdict[Key, list[Span]] = defaultdict(list)
    numbers = Counter(span.key for row in rows for span in row.spans)
    usual = {key for key, number in numbers.items() if number >= _least(rows)}
    for row, date in zip(rows, dates, strict=True):
        for span in row.spans:
            if (
                span.key in usual
                and _is_near(row, span)
                and _may_be_label(page, row, span, 50)
                and not (row.title and row.title.text == span.text)
                and span.text not in date.dateline
                and not _begins_text(page, row, span)
            ):
                table[span.key].append(span)
    best: tuple[float, Key] | None = None
    for key, found in table.items():
        texts = Counter(span.text for span in found)
        if len(found) < _least(rows) or not 1 < len(texts) <= 0.6 * len(found):
            continue
        if any(text.endswith((":", "：")) or not any(c.isalpha() for c in text) for text in texts):
            continue
        if are_states(found) or count_or_name(page, found) or are_counted(page, found) or leads_apart(page, found):
            continue
        score = len(found) / len(rows) - len(texts) / len(found)
        told = sum(is_told_otherwise(page, span) for span in found)
        if 2 * told < len(found) and (best is None or score > best[0]):
            best = score, key
    if best is None:
        return [None] * len(rows)
    return [next((span for span in row.spans if span.key == best[1]), None) for row in rows]


def _least(rows: Sequence[Row]) -> float:
    """Return how many records at least have what recurs."""
    return max(4, 0.6 * len(rows))


def _is_near(row: Row, span: Span) -> bool:
    """Say whether a text stands near the title, or at the beginning of its record: in texts, too, some lines recur."""
    start, title = span.p0, row.title
    if start - row.record.p0 <= _NEAR:
        return True
    return title is not None and (abs(start - title.p0) <= _NEAR or abs(start - title.p1) <= _NEAR)


def _may_be_label(page: Page, row: Row, span: Span, most: int) -> bool:
    """Say whether a span is short, no date, no invitation to read on, and stands beside the title."""
    return (
        span.key[0] not in {"b", "n"}
        and width(span.text) <= most
        and row.beside_title(span)
        and not _leads_where_title_does(page, row, span)
        and not _says_nothing(span.text)
        and not _leads_up(page, span)
    )


@lru_cache(maxsize=20_000)
def _says_nothing(text: str) -> bool:
    """Say whether a short text is a date, an invitation to read on, a kind of file, or only leads up to something."""
    return (
        looks_like_a_date(text)
        or FURTHER.match(text) is not None
        or _FILE.fullmatch(text) is not None
        or _CLOCK.match(text) is not None
        or _UNSAID.fullmatch(text) is not None
        or _NOTHING.fullmatch(text) is not None
    )


def _leads_up(page: Page, span: Span) -> bool:
    """Say whether a span only leads up to the date that follows it in its line: “Posted”."""
    last = span.p1
    while last < min(span.p1 + _DATE, len(page.pieces)) and not page.fresh[last]:
        last += 1
    if last == span.p1:
        return False
    before, own, behind = page.text(span.p0, last).partition(span.text)
    dates = dates_of(behind) if own and not before else ()
    return bool(dates) and leads_in(f"{span.text}{behind[: dates[0].start]}", behind[dates[0].start : dates[0].end])


def _leads_where_title_does(page: Page, row: Row, span: Span) -> bool:
    """Say whether a span is in another link to the entry than its title: it only leads on."""
    link = row.title.link if row.title else -1
    return span.link not in {-1, link} and link >= 0 and page.href(span.link) == page.href(link)


def _begins_text(page: Page, row: Row, span: Span) -> bool:
    """Say whether a span is the beginning of a paragraph: a dateline's place, a word that is set in bold."""
    stop, start = span.p1, span.p0
    while stop < row.record.p1 and not page.fresh[stop]:
        stop += 1
    if row.title is not None and span.p1 <= row.title.p0 < stop:
        return False
    while start > row.record.p0 and not page.fresh[start]:
        start -= 1
    begins = page.size(start, span.p0) < _LITTLE
    return begins and stop > span.p1 and page.size(span.p1, stop) > 40 and page.link[page.owner[span.p1]] < 0

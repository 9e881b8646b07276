"""The short labels of entries: topic and author, by what elements are called, else by what recurs."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from feedpub.listings.html.dating import looks_like_a_date
from feedpub.listings.html.names import AUTHOR, FURTHER, TOPIC
from feedpub.listings.html.spans import Key, Row, Span
from feedpub.listings.html.tree import Page, width


def find_topics(page: Page, rows: Sequence[Row]) -> list[str]:
    """Return the label of each record that says what kind of entry it is, "" if none."""
    found = _called(page, rows, TOPIC)
    if not any(found):
        found = _recurring(page, rows)
    return [_strip(span.text) if span else "" for span in found]


def find_authors(page: Page, rows: Sequence[Row]) -> list[str]:
    """Return who wrote each record, "" if it does not say."""
    by = re.compile(r"^(?:by|von|par|por|di|от|door|af|av)\s+", re.IGNORECASE)
    return [_strip(by.sub("", span.text)) if span else "" for span in _called(page, rows, AUTHOR)]


def _called(page: Page, rows: Sequence[Row], names: re.Pattern[str]) -> list[Span | None]:
    """Return the span of each record whose names say what it is, where most records have one."""
    found: list[Span | None] = []
    for row in rows:
        match = None
        for span in row.spans:
            if not _may_be_label(row, span, 60) or not any(c.isalpha() for c in span.text):
                continue
            parent = page.parent[span.node]
            within = span.link >= 0 and page.one_line(parent) and bool(names.search(page.hints[parent]))
            if within or names.search(page.hints[span.node]):
                match = span
                if span.inner or span.link < 0:
                    break
        found.append(match)
    return found if sum(map(bool, found)) >= 0.5 * len(found) else [None] * len(found)


def _recurring(page: Page, rows: Sequence[Row]) -> list[Span | None]:
    """Return the span whose few texts recur from record to record."""
    table: defaultdict[Key, list[Span]] = defaultdict(list)
    for row in rows:
        for span in row.spans:
            if _may_be_label(row, span, 50):
                table[span.key].append(span)
    best: tuple[float, Key] | None = None
    for key, found in table.items():
        texts = Counter(span.text for span in found)
        if len(found) < max(4, 0.6 * len(rows)) or not 1 < len(texts) <= 0.6 * len(found):
            continue
        if any(text.endswith((":", "：")) or not any(c.isalpha() for c in text) for text in texts):
            continue
        score = len(found) / len(rows) - len(texts) / len(found)
        if not AUTHOR.search(page.hints[found[0].node]) and (best is None or score > best[0]):
            best = score, key
    if best is None:
        return [None] * len(rows)
    return [next((span for span in row.spans if span.key == best[1]), None) for row in rows]


def _may_be_label(row: Row, span: Span, most: int) -> bool:
    """Say whether a span is short, no date, no invitation to read on, and stands beside the title."""
    return (
        span.key[0] not in {"b", "n"}
        and width(span.text) <= most
        and row.beside_title(span)
        and not looks_like_a_date(span.text)
        and not FURTHER.match(span.text)
    )


def _strip(text: str) -> str:
    return text.strip(" \t,;:|/·•–—-»«[]()")

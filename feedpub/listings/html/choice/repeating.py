"""Whether records are lists themselves: each holds several of what is one in an entry."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from feedpub.listings.html.groups.between import RULE, token_of
from feedpub.listings.html.groups.spans import Span
from feedpub.listings.html.page.dating import holds_a_date, looks_like_a_date
from feedpub.listings.html.page.names import FURTHER
from feedpub.listings.html.page.tree import Page, width
from feedpub.listings.html.titles.ballots import Ballot

_ITEMS: Final = re.compile(r"^/tr\.|/table\.[^/]*/(?:tbody\.[^/]*/)?tr\.|/[uo]l\.[^/]*/li\.")
"""The path of what is an item of a list within the record."""
_SAID: Final = 0.5
"""The share of records that say the same in a link from which on it is no title of one."""
_ITEMS_OF_ONE: Final = 4
"""So many dated items make a list."""
_TITLE: Final = 20
"""Letters of a title at least that is told from other links."""
_MOST: Final = 0.6
"""The share of what a record says that its items hold where it is a heading above them; and of all that records say."""
_NUMBERED: Final = re.compile(r"(?:[12]?\d|3[01])(?!\d)")
_MOSTLY: Final = 0.8
"""The share of titles that are headings from which on all are."""


def repeats(page: Page, records: Sequence[Sequence[Span]], best: Ballot) -> float:
    """Return the share of records, by their spans, that are lists: of titles like the best, of days, or of links."""
    return max(
        _titles(page, records, best), _days(page, records), _links(page, records, best), _months(page, records, best)
    )


def _titles(page: Page, spans: Sequence[Sequence[Span]], best: Ballot) -> float:
    """Return the share of records that hold several spans like the title: they are lists themselves."""
    kind, path, _ = best.key
    if best.link < 0.5 and best.heading < 0.5 and not _ITEMS.search(path):
        # Paragraphs of one text, or the lines of a list that begin with a link each.
        lines = [len(_behind_links(page, one, best)) for one in spans]
        return sum(number for number in lines if number > 1) / max(sum(lines), len(spans))
    several = 0
    alikes = [[span for span in one if span.key[:2] == (kind, path) and not _leads_on(span)] for one in spans]
    linked = [[(page.href(span.link), span.text) for span in one if span.link >= 0] for one in alikes]
    firsts = {one[0][0] for one in linked if one}  # items of a programme stand below several days
    shared = Counter(href for one in linked for href in {href for href, _ in one})
    said = Counter(text for one in linked for text in {text for _, text in one})
    for alike in alikes:  # links that others share lead to topics, and those that all call alike to papers
        own = [
            span
            for span in alike
            if span.link < 0
            or page.href(span.link) in firsts
            or (shared[page.href(span.link)] == 1 and said[span.text] <= _SAID * len(spans))
        ]
        several += len({span.link if span.link >= 0 else span.p0 for span in own}) > 1
    share = several / len(spans)
    return 1.0 if best.heading >= _MOSTLY and 2 * share >= 1 else share  # no entry has several titles


def _leads_on(span: Span) -> bool:
    return width(span.text) < 2 * _TITLE and FURTHER.match(span.text) is not None


def _links(page: Page, spans: Sequence[Sequence[Span]], best: Ballot) -> float:
    """Return the share of records that are a list of links below a title that leads nowhere: boxes of a menu."""
    if best.link >= 0.5:
        return 0.0
    items = [[span for span in one if _ITEMS.search(span.key[1])] for one in spans]
    most = [max(Counter(span.key[:2] for span in one if span.inner).values(), default=0) for one in items]
    if all(most) and sum(number > 1 for number in most) > 1 and all(map(_heads, [page] * len(spans), spans, items)):
        return 1.0
    return sum(number >= _ITEMS_OF_ONE for number in most) / len(spans)


def _heads(page: Page, record: Sequence[Span], items: Sequence[Span]) -> bool:
    """Say whether a record is hardly more than a heading above items, of which one is a link as long as a title."""
    told = page.size(items[0].p0, max(span.p1 for span in items))
    wide = any(span.inner and width(span.text) >= _TITLE for span in items)
    return wide and told >= _MOST * page.size(record[0].p0, max(span.p1 for span in record))


def _days(page: Page, spans: Sequence[Sequence[Span]]) -> float:
    """Return the share of records in which several items of one list, or several headings, have a date each.

    All are, where such items are twice as many as records, and lists of them most of what these say: the list of the
    page stands in one of its sections.
    """
    several, most, told = 0, 0, 0
    for one in spans:
        days = Counter(span.key[:2] for span in one if len(span.text) < 200 and holds_a_date(span.text))
        heads = Counter(span.key[:2] for span in one if page.head[span.node] and looks_like_a_date(span.text))
        items = max(days.values(), default=0)
        if items >= _ITEMS_OF_ONE or max(heads.values(), default=0) > 1:
            several, most, told = several + 1, max(most, items), told + _size(page, one)
    if most >= 2 * len(spans) and told >= _MOST * sum(_size(page, one) for one in spans):
        return 1.0
    return several / len(spans)


def _size(page: Page, record: Sequence[Span]) -> int:
    """Return how many letters a record has."""
    return page.size(record[0].p0, max(span.p1 for span in record)) if record else 0


def _behind_links(page: Page, spans: Sequence[Span], best: Ballot) -> set[str]:
    """Return where the links lead that stand before the texts like the title, each at the beginning of a line."""
    before = (page.after[span.p0] for span in spans if span.key[:2] == best.key[:2] and span.key[0] == "t")
    links = [node for node in before if node >= 0 and page.link[node] == node and page.first[node] < page.last[node]]
    return {page.href(node) for node in links if page.fresh[page.first[node]]}


def _months(page: Page, records: Sequence[Sequence[Span]], best: Ballot) -> float:
    """Return the share of records that begin with the name of a month, where one of these holds several items.

    Those begin with a number each, or are lines like the title that are links, bold or headings.
    """
    begun = [one for one in records if one and token_of(one[0].text, len(one[0].text)) == RULE]
    several = any(
        max(Counter(span.key[:2] for span in one if _NUMBERED.match(span.text)).values(), default=0) > 1
        or sum(span.key[:2] == best.key[:2] and _stands_out(page, span) for span in one) > 1
        for one in begun
    )
    return len(begun) / len(records) if several else 0.0


def _stands_out(page: Page, span: Span) -> bool:
    """Say whether a span is a link, bold or a heading, and begins a line."""
    marked = span.inner or page.bold[span.node] or page.head[span.node]
    return marked and span.key[0] == "e" and page.fresh[span.p0]

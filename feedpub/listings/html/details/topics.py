"""The label of a record → its topics: what its links say, or its words without what only leads up to them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from feedpub.listings.html.groups.spans import Row, Span
from feedpub.listings.html.page.dating import looks_like_a_date, without_edge_date
from feedpub.listings.html.page.names import AUTHOR_LINK, BY, FURTHER, HOME, TOPIC_LINK
from feedpub.listings.html.page.tree import Page, width
from feedpub.listings.html.titles.signs import fills_its_link
from feedpub.listings.naming import LABELS
from feedpub.text import fold

_IN: Final = re.compile(
    r"^(?:(?:posted|filed|published|veröffentlicht|publié|publicado)\s+(?:in|under|unter|dans|en)\s*:?\s+"
    r"|(?:(?:post )?(?:categor\w{1,4}|topics?|tags?|section)|kategori\w{1,2}|rubri\w{1,3}|catégories?)\s*[:：]\s*)",
    re.IGNORECASE,
)
_POSTED: Final = re.compile(
    r"(?:posted|filed|published)\s+(?:in|under)\s*:?\s+(?P<topics>[^|·•—]+?)\.?\s*(?:[|·•—]\s*(?:\d+|no|leave|comment).{0,40})?",
    re.IGNORECASE,
)
"""Topics in a line by themselves, or before the number of comments."""
_TOP: Final = re.compile(r"(?:(?:https?:)?//[^/?#]+)?[./]*(?:(?:index|default|home)\.\w+)?", re.IGNORECASE)
"""Where the top of a site is."""
_MOST: Final = 60
_USUAL: Final = 0.5
_RECUR: Final = 0.6
"""The share of records that have a further topic, and of these, at most, that differ."""
_CONSTANT: Final = 0.9
"""The share of records whose links the same words lead up to: more and they say nothing of any one."""


class _Label(Struct, frozen=True):
    """What a label says before its links, and what these say; `words` is all of it."""

    words: str
    lead: str
    links: tuple[str, ...]


def name_topics(page: Page, rows: Sequence[Row], spans: Sequence[Span | None]) -> list[tuple[str, ...]]:
    """Return the topics that the label of each record names."""
    labels = [_read(page, row, span) if span else None for row, span in zip(rows, spans, strict=True)]
    leads = Counter(label.lead for label in labels if label and label.links and label.lead)
    same = {"", *(lead for lead, count in leads.items() if count >= max(2, _CONSTANT * leads.total()))}
    said = [_topics(label, same) if label else () for label in labels]
    # Each may end a sentence, as “Posted in Town.”, but “U.S.” is written so.
    stopped = all(topics[-1].find(".") == len(topics[-1]) - 1 for topics in said if topics)
    return [tuple(topic.removesuffix(".") for topic in topics) for topics in said] if stopped else said


def _topics(label: _Label, same: set[str]) -> tuple[str, ...]:
    if label.links and (label.lead in same or _IN.match(f"{label.lead} ")):
        return tuple(dict.fromkeys(filter(None, map(strip_label, label.links))))
    if posted := posted_in(label.words):
        return posted
    own, colon, rest = label.words.partition(":")
    words = strip_label(rest if colon and names_topic(own) else _IN.sub("", label.words))
    return (words,) if words else ()


def posted_in(words: str) -> tuple[str, ...]:
    """Return the topics of a line that says what something was posted in, () if it says else, or when."""
    line = _POSTED.fullmatch(words)
    if line is None or any(map(str.isdigit, line["topics"])):
        return ()
    return tuple(dict.fromkeys(filter(None, map(strip_label, line["topics"].split(", ")))))


def further_topics(
    page: Page, rows: Sequence[Row], found: Sequence[Span | None], labels: Sequence[Sequence[Span]]
) -> list[tuple[str, ...]]:
    """Return what of some `labels` recurs beside the topics found, and a column or label calls a topic or a subject.

    Courts say of which kind a decision is, and what it is about.
    """
    more: list[str] = []
    for row, topic, some in zip(rows, found, labels, strict=True):
        beside = (span for span in some if topic is None or span.p1 <= topic.p0 or span.p0 >= topic.p1)
        said = (_said_of(page, row, span) for span in beside)
        more.append(next((words for words in said if any(map(str.isalpha, words))), ""))
    texts = Counter(filter(None, more))
    usual = texts.total() >= _USUAL * len(more) and 1 < len(texts) <= _RECUR * texts.total()
    return [(words,) if words and usual else () for words in more]


def _said_of(page: Page, row: Row, span: Span) -> str:
    """Return the words of a span that its column or label calls a topic or subject, "" if none does."""
    label, words = label_of(page, row, span)
    role = LABELS.get(label.strip(" :：").casefold()) if label else page.column.get(span.node)
    return strip_label(words) if role in {"kicker", "title"} and not words.endswith((":", "：")) else ""


def label_of(page: Page, row: Row, span: Span) -> tuple[str, str]:
    """Return the label of a span, before it or in it, and what it says."""
    before = page.pieces[span.p0 - 1].strip() if span.p0 > row.record.p0 else ""
    if before.endswith((":", "：")) or page.tag[page.owner[max(span.p0 - 1, 0)]] == "dt":
        return before, span.text
    own, colon, rest = span.text.partition(":")
    return (own, rest) if colon else ("", span.text)


def names_topic(words: str) -> bool:
    """Say whether words before a colon call what follows a topic."""
    return LABELS.get(words.strip(" :：").casefold()) == "kicker"


def _read(page: Page, row: Row, span: Span) -> _Label:
    """Return what a label says: its own links, those that stand beside it as it does, or those that it leads up to."""
    words = without_edge_date(span.text) or span.text
    if span.inner and not fills_its_link(page, span):
        return _Label(words, "", ())  # the whole entry is a link
    all_ = [("", span.link)] if span.inner else list(_runs(page, row, span))
    runs = [(before, link) for before, link in all_ if not _says_author(page, before, link)]
    if not runs:
        parts = () if all_ else tuple(map(page.text_of, _parts(page, span)))
        return _Label("" if all_ or BY.match(words) else words, "", parts)
    before, seed = next((run for run in runs if _says_topic(page, run[1])), runs[0])
    links = [*_ahead(page, row, seed), seed, *_beside(page, row, seed)]
    return _Label(words, fold(without_edge_date(before) or before), tuple(page.text_of(link) for link in links))


def _parts(page: Page, span: Span) -> list[int]:
    """Return the elements that a label is made of, each as the others, with nothing but marks between them."""
    node, parts = span.node, page.children(span.node)
    while len(parts) == 1 and (page.first[parts[0]], page.last[parts[0]]) == (page.first[node], page.last[node]):
        node, parts = parts[0], page.children(parts[0])
    parts = [part for part in parts if page.first[part] < page.last[part]]
    ends = [span.p0, *(page.last[part] for part in parts)]
    between = "".join(page.text(end, page.first[part]) for end, part in zip(ends, parts, strict=False))
    apart = any(map(str.isalnum, between + page.text(ends[-1], max(span.p1, ends[-1]))))
    return [] if len(parts) < 2 or apart or len({page.plain[part] for part in parts}) > 1 else parts


def _runs(page: Page, row: Row, span: Span) -> Iterator[tuple[str, int]]:
    """Yield the first link of each run of links in a label, or right behind its words, with what stands before it."""
    at, stop, first = span.p0, span.p1, True
    for link in range(max(span.node, row.record.e0), min(page.end[span.node], row.record.e1)):
        if page.link[link] != link or page.first[link] < at:
            continue
        leads_up = at == span.p0 and page.first[link] == stop  # “in ”, and the link right behind it
        if page.first[link] >= stop and not leads_up:
            return
        if not _names(page, row, link):
            at = at if _has_letters(page, link) else page.last[link]
            continue
        before = page.text(at, page.first[link])
        if first or any(map(str.isalnum, before)):
            yield before, link
        at, first = page.last[link], False


def _beside(page: Page, row: Row, seed: int) -> Iterator[int]:
    """Yield the links that follow one with nothing but marks between them, and lead to places of the same kind."""
    at = page.last[seed]
    for link in range(seed + 1, row.record.e1):
        if page.link[link] != link or page.first[link] < at:
            continue
        if any(map(str.isalnum, page.text(at, page.first[link]))) or page.plain[link] != page.plain[seed]:
            return
        if not _has_letters(page, link):
            at = page.last[link]
            continue
        if not _names(page, row, link) or not _alike(page, seed, link):
            return
        yield link
        at = page.last[link]


def _ahead(page: Page, row: Row, seed: int) -> list[int]:
    """Return the links that lead up to one with nothing but marks between them: it may be the first that varies."""
    found: list[int] = []
    at = page.first[seed]
    for link in range(seed - 1, row.record.e0 - 1, -1):
        if page.link[link] != link or page.last[link] > at:
            continue
        apart = any(map(str.isalnum, page.text(page.last[link], at))) or page.plain[link] != page.plain[seed]
        if apart or not _names(page, row, link) or not _alike(page, seed, link):
            break
        found.append(link)
        at = page.first[link]
    return found[::-1]


def _names(page: Page, row: Row, link: int) -> bool:
    """Say whether a link may name a topic: it is short, beside the title, no date and no invitation to read on."""
    text = page.text_of(link)
    title = row.title
    return (
        width(text) <= _MOST
        and _has_letters(page, link)
        and (title is None or page.last[link] <= title.p0 or page.first[link] >= title.p1)
        and not looks_like_a_date(text)
        and not FURTHER.match(text)
        and not (HOME.fullmatch(text) and _TOP.fullmatch(page.href(link)))
    )


def _has_letters(page: Page, link: int) -> bool:
    """Say whether the words of a link have letters: a year among topics is passed over."""
    return any(map(str.isalpha, page.text_of(link)))


def _says_author(page: Page, before: str, link: int) -> bool:
    return bool(BY.match(f"{before} ") or AUTHOR_LINK.search(page.href(link)))


def _says_topic(page: Page, link: int) -> bool:
    said = (page.nodes[link].get("rel") or "").split()
    return bool(TOPIC_LINK.search(page.href(link)) or {"tag", "category"}.intersection(said))


def _alike(page: Page, one: int, other: int) -> bool:
    """Say whether two links lead to places of one kind: to topics, or below the same folder."""
    if _says_topic(page, one) or _says_topic(page, other):
        return _says_topic(page, one) and _says_topic(page, other)
    above = [page.href(link).rstrip("/").rpartition("/")[0] for link in (one, other)]
    return above[0] == above[1] != ""


def strip_label(text: str) -> str:
    """Return a label without the marks and brackets around it."""
    label = text.strip(" \t,;:|/·•–—-»«")
    for opens, closes in ("()", "[]"):
        if label.count(opens) != label.count(closes) or (label[:1] == opens and label[-1:] == closes):
            label = label.strip(f" {opens}{closes}")
    return label

"""The title of one record: where the titles of all are, else what looks most like one."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from feedpub.listings.html.groups.broken import has_empty_heading, in_lines
from feedpub.listings.html.groups.records import is_story
from feedpub.listings.html.groups.spans import BELOW_DATE, Row, Span, line_at
from feedpub.listings.html.page.dating import dates_of, holds_a_date, looks_like_a_date
from feedpub.listings.html.page.names import ANSWERED, BRACKETED, FURTHER, HERE, META, NEW, P_NAME, TOPIC, TOPIC_LINK
from feedpub.listings.html.page.prose import amid_a_sentence, make_a_sentence
from feedpub.listings.html.page.tree import HEADINGS, Page, width
from feedpub.listings.html.titles.ballots import Ballot
from feedpub.listings.html.titles.behind import end_of_line

_APART: Final = frozenset(("footer", "nav", "aside", "time", "address", "cite", "figure"))

_MARKS: Final = " :;,–—-"
_CUT: Final = re.compile(r"\s*[(\[]?(?:…|\.{2,})[\s)\]]*$")
"""What stands where a title was cut for want of room."""
_EDGE: Final = 12
"""Letters at the end of a title among which such a mark stands."""
_NAMING: Final = ("title", "aria-label")
"""Attributes that say a title in full."""
_LOOKED_AT: Final = 100
"""So many records show what of them is a date."""
_DATE_LINE: Final = 60
"""Letters of a line of one date or two."""
_SHORT: Final = 12
"""Letters that are at most a label beside a heading that is empty."""
_LITTLE: Final = 20
_TITLE: Final = 170
"""Letters of a link that is amid a title, and of that title, at most."""
_NEARLY: Final = 0.9
_PLAIN: Final = 0.6
"""The share of titles that are plain text from which on the others are, too."""


def choose_title(page: Page, row: Row, ballots: Sequence[Ballot]) -> Span | None:
    """Return the title of a record: of the best key that it has, else what looks most like one."""
    spans, by_key = row.spans, {span.key: span for span in reversed(row.spans)}  # the first one, as in the vote
    if is_story(page, row.record.root) and (heading := _name_of(page, spans)) is not None:
        return heading
    if ballots[0].key == BELOW_DATE and BELOW_DATE not in by_key and row.record.p0 < row.record.p1:
        line = line_at(page, row.record, row.record.p0)  # one that leaves out the date of the one above
        if any(map(str.isalnum, line.text)) and not looks_like_a_date(line.text):
            return line
    if ballots[0].key not in by_key and (broken := in_lines(page, by_key, ballots[0].key)) is not None:
        return broken
    if ballots[0].key not in by_key and ballots[0].heading > _NEARLY and has_empty_heading(page, row.record):
        root = row.record.root
        told = (s for s in spans if width(s.text) > _SHORT and not _is_a_label(page, root, s))
        return next((span for span in told if _says_something(page, root, span)), None)
    for ballot in ballots[:6]:
        if ballot.score < 0.55 * ballots[0].score:
            break
        span = by_key.get(ballot.key)
        if span is None or not any(map(str.isalnum, span.text)):
            continue
        second = ballot.score < 0.9 * ballots[0].score  # a note without a title: a count of comments is none
        if not (second and is_story(page, row.record.root)) or _says_something(page, row.record.root, span):
            other = (_link_within if ballot is not ballots[0] else _behind_label)(spans, span)
            return other or _around_link(page, spans, span) or span
    if (heading := _first_heading(page, spans)) is not None:
        return heading
    kind, path, _ = ballots[0].key
    named = path.rpartition("/")[2]  # called like a title, in boxes that have other names here
    if not named.endswith("."):
        for span in spans:
            if span.key[0] == kind and span.key[1].rpartition("/")[2] == named and any(map(str.isalnum, span.text)):
                return span
    if is_story(page, row.record.root):
        return next((span for span in spans if _says_something(page, row.record.root, span)), None)
    linked = [span for span in spans if span.link >= 0 and width(span.text) > 7 and not FURTHER.match(span.text)]
    # A link may be all of a card: its day is no title, nor is what holds that and the title.
    days = [span for span in spans if looks_like_a_date(span.text)]
    linked = [s for s in linked if not any(s.p0 <= day.p0 and day.p1 <= s.p1 for day in days)] or linked
    if linked:
        return max(linked, key=lambda span: min(width(span.text), 120))
    # Where titles are links or headings, only bare text can stand for one; else any first line may.
    kinds = "tr" if ballots[0].link >= 0.5 or ballots[0].heading >= 0.5 else "entr"
    texts = (s for s in spans if s.key[0] in kinds and width(s.text) > 12 and not looks_like_a_date(s.text))
    return next(texts, None)


def _first_heading(page: Page, spans: Sequence[Span]) -> Span | None:
    """Return the first heading, or the larger one below it: the first is a label then."""
    heads = [span for span in spans if page.head[span.node] and width(span.text) > 2]
    first = next(iter(heads), None)
    larger = (one for one in heads if first is not None and _rank(page, one) < _rank(page, first))
    return next((one for one in larger if first is not None and width(one.text) > width(first.text)), first)


def _rank(page: Page, span: Span) -> str:
    """Return the heading that a span is or lies in: “h2” stands above “h3”."""
    node = span.node
    while node >= 0 and page.tag[node] not in HEADINGS:
        node = page.parent[node]
    return page.tag[node] if node >= 0 else ""


def _is_a_label(page: Page, root: int, span: Span) -> bool:
    """Say whether a span says of which kind an entry is: it is called a topic, or leads to one."""
    if span.link >= 0 and TOPIC_LINK.search(page.href(span.link)):
        return True
    node = span.node
    while node > root:
        if TOPIC.search(page.hints[node]):
            return True
        node = page.parent[node]
    return False


def without_dates(page: Page, rows: Sequence[Row], ballots: Sequence[Ballot]) -> list[Ballot]:
    """Return the ballots whose spans are no parts of date lines, as the first records show; all, if none is left."""
    wanted = {ballot.key for ballot in ballots}
    spans = [span for row in rows[:_LOOKED_AT] for span in row.spans if span.key in wanted]
    keys = Counter(span.key for span in spans)
    dates = Counter(span.key for span in spans if _is_of_a_date(page, span))
    return [ballot for ballot in ballots if 2 * dates[ballot.key] <= keys[ballot.key]] or list(ballots)


def _is_of_a_date(page: Page, span: Span) -> bool:
    """Say whether a text is part of a line with a date that begins before it, or ends behind it."""
    first, last = span.p0, span.p1
    while first > 0 and not page.fresh[first] and page.size(first, last) <= _DATE_LINE:
        first -= 1
    while last < len(page.pieces) and not page.fresh[last] and page.size(first, last) <= _DATE_LINE:
        last += 1
    if page.figures[first] == page.figures[last] or page.size(first, last) > _DATE_LINE:
        return False
    line = page.text(first, last)
    start = line.find(span.text, max(len(page.text(first, span.p0)) - 1, 0))
    end = start + len(span.text)
    dates = [one for one in dates_of(line) if one.start < end and one.end > start]
    return start >= 0 and any(one.start < start or one.end > end for one in dates)


def words_of(page: Page, title: Span) -> str:
    """Return the words of a title, without the badge of an element of its own that calls it new; all, if it is cut."""
    may_be_cut = "…" in title.text[-_EDGE:] or ".." in title.text[-_EDGE:]
    may_be_cut = may_be_cut and (title.inner or title.key[0] != "t")
    words = _in_full(page, title) if may_be_cut and _CUT.search(title.text) else title.text
    if title.p1 - title.p0 > 1:
        for piece, cut in ((title.p1 - 1, words.removesuffix), (title.p0, words.removeprefix)):
            badge = page.pieces[piece].strip()
            if page.owner[piece] != title.node and NEW.fullmatch(badge) and (rest := cut(badge).strip()) != words:
                return words if rest[:1].islower() else rest  # <New> members
    return words


def _in_full(page: Page, title: Span) -> str:
    """Return a title that is cut short as an attribute has it, of its element or link, or what either fills."""
    stem = _CUT.sub("", title.text)
    node = title.link if title.inner else title.node
    while (above := page.parent[node]) >= 0 and (page.first[above], page.last[above]) == (title.p0, title.p1):
        node = above
    said = (page.nodes[k].get(name) for k in range(node, page.end[node]) for name in _NAMING)
    for line in (line for words in said if words for line in words.splitlines()):
        _, begun, rest = " ".join(line.split()).partition(stem)
        if begun and rest and not _CUT.fullmatch(rest):
            return stem + rest
    return title.text


def with_whole_lines(page: Page, rows: Sequence[Row]) -> None:
    """Let the titles of records go on to the end of their lines, where titles are plain text.

    A word that is linked or set in italics parts the text, but not the title. Where that is so of most records, what
    follows may be something else: only a sentence goes on then.
    """
    kinds = [row.title.key[0] for row in rows if row.title is not None]
    if kinds.count("t") + kinds.count("r") < _PLAIN * len(rows):
        return
    ends = [(row, row.title, end_of_line(page, row)) for row in rows if row.title is not None]
    parted = {row.record.p0 for row, title, end in ends if end > title.p1 and _is_parted(page, title)}
    longer = [row for row, title, end in ends if end > title.p1 and row.record.p0 not in parted]
    few = 2 * len(longer) <= len(rows) and kinds.count("t") >= _PLAIN * len(rows)
    for row, title, end in ends:
        if row.record.p0 in parted or (few and end > title.p1 and _goes_on(page, title.p1, end)):
            text = page.text(title.p0, end)
            text = text[max(text.find(title.text), 0) :]
            row.title = Span(title.key, text, title.node, title.p0, end, title.link, title.inner)


def with_beginnings(page: Page, rows: Sequence[Row]) -> None:
    """Let titles in small letters begin with the link before them in their line, where most do: “<On> the budget”."""
    found = []
    for row in rows:
        title, start = row.title, row.title.p0 if row.title is not None else 0
        if title is None or title.key[0] != "t" or not title.text[:1].islower():
            continue
        while start > row.record.p0 and not page.fresh[start]:
            start -= 1
        before = page.text(start, title.p0)
        if before and page.link[page.owner[title.p0 - 1]] >= 0 and not holds_a_date(before):
            found.append((row, replace(title, text=f"{before} {title.text}", p0=start)))
    for row, title in found if len(found) >= _PLAIN * len(rows) else ():
        row.title = title


def _is_parted(page: Page, title: Span) -> bool:
    """Say whether a title is the beginning of a sentence that a link parts."""
    link = page.link[page.owner[title.p1]]
    words = page.text(title.p0, title.p1).rstrip(_MARKS)
    return link >= 0 and words.endswith(title.text.rstrip(_MARKS)) and amid_a_sentence(page, link)


def _goes_on(page: Page, first: int, last: int) -> bool:
    """Say whether what stands behind a title is more of its words: no date, no link that leads on, no label."""
    rest = page.text(first, last)
    if not any(map(str.isalpha, rest)) or holds_a_date(rest) or rest[0] in "([|·•–—/":
        return False
    owners = {page.owner[piece] for piece in range(first, last)}
    called = any(META.search(page.hints[node]) for node in owners if page.tag[node] not in {"td", "div", "p"})
    return not called and not any(FURTHER.match(page.pieces[piece].strip()) for piece in range(first, last))


def _name_of(page: Page, spans: Sequence[Span]) -> Span | None:
    """Return the heading that microformats call the name of an entry; notes around it may have none."""
    named = (one for one in spans if page.head[one.node] and P_NAME.search(page.hints[one.node]))
    return next((one for one in named if not page.cited[one.node]), None)


def _link_within(spans: Sequence[Span], line: Span) -> Span | None:
    """Return the link that is most of a line with several: the title of an entry whose link has another class."""
    inside = [one for one in spans if one.inner and line.p0 <= one.p0 and one.p1 <= line.p1 and not line.inner]
    if len({one.link for one in inside}) < 2:
        return None
    widest = max(inside, key=lambda one: width(one.text))
    return widest if 2 * width(widest.text) > width(line.text) and not FURTHER.match(widest.text) else None


def _behind_label(spans: Sequence[Span], line: Span) -> Span | None:
    """Return the link that is all of a line but a label in brackets before it: “[Jobs] A new keeper of the lights”."""
    label = None if line.inner else BRACKETED.match(line.text)
    rest = label and line.text[label.end() :]
    return next((one for one in spans if one.inner and line.p0 < one.p0 < line.p1 and one.text == rest), None)


def _around_link(page: Page, spans: Sequence[Span], link: Span) -> Span | None:
    """Return the sentence that a link of few words stands in, or the line above one that only says “here”.

    None is returned where a link says more: what happened is said in the link, however the sentence goes on.
    """
    if not link.inner:
        return None
    here = HERE.fullmatch(link.text) is not None
    around = (one for one in spans if one.p0 < link.p0 and one.p1 >= link.p1 and one.key[0] == "e" and not one.inner)
    line = min(around, key=lambda one: one.p1 - one.p0, default=None)
    little = line and width(link.text) <= _LITTLE and width(line.text) <= _TITLE
    if line and (here or (little and make_a_sentence(page.text(line.p0, link.p0), page.text(link.p1, line.p1)))):
        return line
    above = (one for one in spans if here and one.p1 <= link.p0 and one.key[0] in "et" and not one.inner)
    return next((s for s in above if width(s.text) > width(link.text) and not looks_like_a_date(s.text)), None)


def _says_something(page: Page, root: int, span: Span) -> bool:
    """Say whether a span is of the text of a note: no date, label or line about it."""
    if span.key[0] not in {"e", "t"} or width(span.text) < 4 or not any(map(str.isalnum, span.text)):
        return False
    if looks_like_a_date(span.text) or FURTHER.match(span.text):
        return False
    node = span.node
    while node > root:
        hints = page.hints[node].replace("caption", "")  # all that is said of a picture
        if page.tag[node] in _APART or META.search(hints) or ANSWERED.search(hints):
            return False
        node = page.parent[node]
    return True

"""How good a listing a group makes: all its records are weighed together, by a sample of them."""

import re
from collections.abc import Sequence
from itertools import accumulate
from math import log2, sqrt
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from feedpub.dates import UNDECLARED, Terms
from feedpub.listings.html.choice.articles import find_article, is_below, is_beside, told_before
from feedpub.listings.html.choice.asking import are_answers, find_questions
from feedpub.listings.html.choice.joined import outward, uneven
from feedpub.listings.html.choice.leading import beside_others, own_links
from feedpub.listings.html.choice.margins import aside, in_margins, in_submenus
from feedpub.listings.html.choice.remarks import Remarks
from feedpub.listings.html.choice.repeating import repeats
from feedpub.listings.html.days.above import BEFORE, assumed, headings_above
from feedpub.listings.html.details.structured import path_of, tell_page
from feedpub.listings.html.groups.cutting import Families, cut_records
from feedpub.listings.html.groups.records import Record, gaps, is_story, sample_of
from feedpub.listings.html.groups.repeats import Group
from feedpub.listings.html.groups.spans import Span, spans_of
from feedpub.listings.html.page.dating import holds_a_date
from feedpub.listings.html.page.names import STORY, TITLE
from feedpub.listings.html.page.tree import Page
from feedpub.listings.html.titles.ballots import Ballot, are_titled
from feedpub.listings.html.titles.called import (
    is_called_apart,
    is_called_listed,
    is_headed_apart,
    is_headed_listed,
    is_named_listed,
)
from feedpub.listings.html.titles.signs import is_label
from feedpub.listings.html.titles.votes import most_of_title, vote_title
from feedpub.text import fold

_DAY: Final = re.compile(r"(?<!\d)(?:[12]?\d|3[01])(?!\d)")
_PUBLISHED: Final = re.compile("datepublished|datecreated|startdate|dt-published")
_TITLE: Final = re.compile(r"(?:^| )(?:p-name|name|headline)(?: |$)")
_SAMPLE: Final = 24
_DATED, _LINKED, _TOLD, _UNEVEN = 1.3, 0.7, 1.5, -3.0
"""What it counts at most that records have a date, a link of their own, are told of, or stand in joined lists."""
_MOSTLY: Final = 0.8
"""The share of records with a date from which on none is looked for above them."""
_OF_READERS: Final = 2.0
"""What it counts that records are what readers say."""
_HEADED: Final = 1.5
"""What it counts that a heading calls a list one beside that of the page."""
_PARAGRAPHS: Final = 0.8
"""What a date above paragraphs counts: they may be the text of one entry."""
_BY_MONTHS: Final = 0.6
"""What the month above a record counts, as against its day."""


class Candidate(Struct, kw_only=True):
    """A group with its records, how good a listing it makes, and why.

    While something of it is `unseen`, that counts for the most that it can: the score is no lower than it will be.
    """

    group: Group
    records: list[Record]
    titles: list[Ballot]
    score: float
    reasons: dict[str, float]
    unseen: Literal["spans", "headings", ""] = ""
    dated: float = 0.0  # the share of records with a date of their own
    monthly: bool = False  # they stand below headings of months
    joined: float = 0.0  # the share of records in lists of another kind: without any date, or in a margin
    named: bool = False  # they call themselves entries
    titled: bool = False  # the head of their table says where their titles stand
    called: bool = False  # the heading above them calls them news, or the like
    beside_article: bool = False  # they stand beside the one article of the page
    below_text: bool = False  # paragraphs above them say far more
    comments: bool = False  # they call themselves what readers say
    among_news: bool = False  # what holds them is named after news
    asked: bool = False  # they are questions, or the answers to some

    @property
    def sample(self) -> list[Record]:
        """The records that stand for all of them."""
        return [self.records[place] for place in sample_of(len(self.records), _SAMPLE)]


class Weighing:
    """The groups of one page in the balance: what is found out of a record for one serves for all that have it."""

    def __init__(self, page: Page) -> None:
        """Look up what holds for all of the page."""
        told = tell_page(page.nodes[0]) if page.nodes else ()
        self.page: Final = page
        self.terms: Final = assumed(page, UNDECLARED)
        self.told_before: Final = told_before(page)
        self.remarks: Final = Remarks(page, self.told_before)
        self.article: Final = find_article(page)
        self.called_apart: Final = is_called_apart(page)
        self.called_listed: Final = is_called_listed(page)
        self.links: Final = {path_of(one.link) for one in told} - {""}
        self.titles: Final = {fold(one.title) for one in told}
        self.named: Final = [_count_names(page.hints, names) for names in (TITLE, _TITLE)]
        published = _count_names(page.hints, _PUBLISHED)
        times = [0, *accumulate(tag == "time" for tag in page.tag)]
        self.stamped: Final = [a + b for a, b in zip(published, times, strict=True)]
        columns = [page.column.get(owner) in {"title", "home"} for owner in page.owner]
        labels = [one or is_label(piece) for one, piece in zip(columns, page.pieces, strict=True)]
        self.labelled: Final = [0, *accumulate(labels)]
        self.questions: Final = find_questions(page)
        self.families: Final[Families] = {}
        self.spans: Final[dict[Record, list[Span]]] = {}

    def weigh(self, group: Group) -> Candidate:
        """Weigh one group by its titles, dates, links, text and place."""
        candidate = self.glance(group)
        while candidate.unseen:
            candidate = self.look_closer(candidate)
        return candidate

    def glance(self, group: Group) -> Candidate:
        """Weigh one group by what can be counted at once."""
        page = self.page
        records = cut_records(page, group, self.families)
        below = is_below(page, self.told_before, records)
        headed = not self.called_apart and is_headed_apart(page, 0, records[0].p0)
        found = Candidate(
            group=group,
            records=records,
            titles=[],
            score=0.0,
            reasons={},
            unseen="spans",
            named=is_story(page, group.roots[0]),
            called=is_headed_listed(page, page.first[group.roots[0]], called=self.called_listed),
            beside_article=is_beside(page, self.article, records) or (headed and below),
            below_text=below,
            comments=self.remarks.are(records),
            among_news=is_named_listed(page, group.container),
            asked=are_answers(page, self.questions, records),
        )
        some, number = found.sample, len(found.records)
        text = sum(min(page.size(r.p0, r.p1), 600) for r in found.records)
        median = sorted(page.size(r.p0, r.p1) for r in some)[len(some) // 2]
        story = bool(STORY.search(page.hints[group.roots[0]])) or page.tag[group.roots[0]] == "article"
        marks = [page.marks[r.e1] - page.marks[r.e0] for r in some]
        found.reasons = {
            "title": 2.0 * self.best_title(some),
            "dated": _DATED * self.most_dated(records, some),
            "text": 0.8 * min(1.0, median / 150),
            "share": 1.6 * sqrt(min(1.0, text / max(page.letters[-1], 1))),
            "number": 0.3 * min(log2(number), 5.0) - (1.0 if number < 3 else 0.0),
            "story": 0.3 * story,
            "marked": 0.8 * (sum(k == 1 for k in marks) - sum(k > 1 for k in marks)) / len(some),
            "aside": -1.3 * max(aside(page, group.container), in_submenus(page, some)) - _OF_READERS * found.comments,
            "again": 0.0,
            "headed": -_HEADED * headed,
            "beside": -3.0 * beside_others(page, some),
            "linked": _LINKED * own_links(page, some),
            "told": _TOLD if len(self.titles) > 1 else 0.0,
            "uneven": 0.0,
        }
        found.score = sum(found.reasons.values())
        return found

    def best_title(self, records: Sequence[Record]) -> float:
        """Return the most that a title of some records can score: whether any is a heading, a link, or called so."""
        page = self.page
        heading = any(page.heads[r.e1] > page.heads[r.e0] or page.head[r.root] for r in records)
        link = any(page.links[r.e1] > page.links[r.e0] or page.link[r.root] >= 0 for r in records)
        # What stands right in the element that holds the records is called as that is, or what is around it.
        around = {node for r in records for node in (page.parent[r.root], page.parent[page.parent[r.root]])}
        places = {(r.e0, r.e1) for r in records} | {(node, node + 1) for node in around if node >= 0}
        like, exactly = (any(count[e1] > count[e0] for e0, e1 in places) for count in self.named)
        labelled = any(self.labelled[r.p1] > self.labelled[max(r.p0 - 1, 0)] for r in records)
        return most_of_title(heading=heading, link=link, like=like, exactly=exactly, labelled=labelled)

    def most_dated(self, records: Sequence[Record], some: Sequence[Record]) -> float:
        """Return the most that the share of dated records can be: those with a number, or all, with one above."""
        page = self.page
        if any(page.holds_a_number(at, record.p0) for at, record in gaps(records[:_SAMPLE], BEFORE)):
            return 1.0
        may_be = [page.holds_a_number(r.p0, r.p1) or self.stamped[r.e1] > self.stamped[r.e0] for r in some]
        return sum(may_be) / len(may_be)

    def look_closer(self, candidate: Candidate) -> Candidate:
        """Weigh what of a candidate was not looked at; what costs most comes last."""
        return self._by_spans(candidate) if candidate.unseen == "spans" else self._by_headings(candidate)

    def _by_spans(self, candidate: Candidate) -> Candidate:
        """Weigh a candidate by what its records say."""
        page, some = self.page, candidate.sample
        spans = [self.spans_of(record) for record in some]
        titles = vote_title(page, spans)
        if not titles:
            return replace(candidate, score=-9.0, reasons={"told": 0.0, "dated": 0.0}, unseen="")
        dates = [any(holds_a_date(span.text) for span in one if len(span.text) < 200) for one in spans]
        stamps = [self.stamped[r.e1] > self.stamped[r.e0] for r in some]
        dated = max(sum(dates) / len(dates), sum(stamps) / len(some))
        joined = max(
            uneven(page, some, [a or b for a, b in zip(dates, stamps, strict=True)]),
            in_margins(page, candidate.records, called_apart=self.called_apart),  # what stands right above lists
        )
        seen = dated >= _MOSTLY
        reasons = candidate.reasons | {
            "title": 2.0 * titles[0].score,
            "dated": _DATED * dated if seen else candidate.reasons["dated"],
            "again": -1.6 * repeats(page, spans, titles[0]),
            "told": _TOLD * self.told(some, spans),
            "uneven": _UNEVEN * joined if seen else 0.0,
        }
        return replace(
            candidate,
            titles=titles,
            score=sum(reasons.values()),
            reasons=reasons,
            unseen="" if seen else "headings",
            titled=are_titled(page, titles, spans[0]),
            dated=dated,
            joined=joined,
        )

    def _by_headings(self, candidate: Candidate) -> Candidate:
        """Weigh a candidate by the dates that stand above its records; few have one of their own."""
        records, reasons = candidate.records, dict(candidate.reasons)
        above, monthly = _dated_above(self.page, records[:_SAMPLE], self.terms)
        if above and len(records) > _SAMPLE:  # the first of them may stand in another list, which has days
            above, monthly = _dated_above(self.page, records, self.terms)
        if self.page.tag[records[0].root] == "p":
            above *= _PARAGRAPHS
        dated, by_months = max(candidate.dated, above), monthly >= _MOSTLY
        reasons["dated"] = _DATED * max(dated, _BY_MONTHS * monthly)
        if dated < _MOSTLY:  # days above date lists of any kind, and dated links are a press review
            out = 0.0 if by_months else outward(self.page, records)
            reasons["uneven"] = _UNEVEN * max(candidate.joined, out)
        score = sum(reasons.values())
        return replace(candidate, score=score, reasons=reasons, unseen="", dated=dated, monthly=by_months)

    def spans_of(self, record: Record) -> list[Span]:
        """Return the spans of a record, which another group may have, too."""
        found = self.spans.get(record)
        if found is None:
            found = self.spans[record] = spans_of(self.page, record)
        return found

    def told(self, records: Sequence[Record], spans: Sequence[Sequence[Span]]) -> float:
        """Return the share of records that the page tells machines of, by their links or by what they say."""
        if len(self.titles) < 2:
            return 0.0
        page, known = self.page, 0
        for record, one in zip(records, spans, strict=True):
            nodes = {page.link[node] for node in range(record.e0, record.e1) if page.link[node] >= 0}
            known += any(path_of(page.href(node)) in self.links for node in nodes) or any(
                fold(span.text) in self.titles for span in one
            )
        return known / len(records)


def _count_names(hints: Sequence[str], names: re.Pattern[str]) -> list[int]:
    """Return for each element how many before it are called by one of some names."""
    called = {one: names.search(one) is not None for one in set(hints)}
    return [0, *accumulate(called[one] for one in hints)]


def _dated_above(page: Page, records: Sequence[Record], terms: Terms) -> tuple[float, float]:
    """Return the share of records that stand below the heading of a day, or of a month when they print a number.

    With it comes the share of those below one of several headings of months, whatever they print.
    """
    above = headings_above(page, records, terms)
    months = [one[0] for one in above if one is not None and one[1].month is not None and one[1].day is None]
    dated, monthly = 0, len(months) if len({*months}) > 1 else 0
    for record, one in zip(records, above, strict=True):
        if one is not None:
            numbers = one[1].day is None and _DAY.search(page.text(record.p0, min(record.p1, record.p0 + 8)))
            dated += one[1].day is not None or bool(numbers)
    return dated / len(records), monthly / len(records)

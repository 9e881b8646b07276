"""A page as the hypotheses see it: its paragraphs, and where dates stand in them."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from feedpub.dates import Terms
from feedpub.listings.text.labels.labelled import with_labels, with_same_names, with_short_labels
from feedpub.listings.text.labels.rubrics import with_rubrics
from feedpub.listings.text.labels.venues import with_places, with_towns_above
from feedpub.listings.text.pages.agendas import below_news
from feedpub.listings.text.pages.beyond import kickers_again, said_short, tongues_listed, with_pairs, without_deadlines
from feedpub.listings.text.pages.captions import below_captions, captions_beside
from feedpub.listings.text.pages.clocks import timed
from feedpub.listings.text.pages.dashed import without_dashes
from feedpub.listings.text.pages.daynumbers import are_days, numbered_day
from feedpub.listings.text.pages.doubles import (
    said_again,
    said_below,
    said_of_page,
    titles_with_day,
    with_days_first,
    with_headings_of_days,
    without_days_again,
)
from feedpub.listings.text.pages.elsewhere import without_elsewhere
from feedpub.listings.text.pages.fewvalues import with_topic_labels
from feedpub.listings.text.pages.fields import with_fields
from feedpub.listings.text.pages.keyed import with_keys
from feedpub.listings.text.pages.leading import (
    with_places_before,
    without_sentences,
    without_short_tails,
    without_short_titles,
)
from feedpub.listings.text.pages.listdays import times_of_lists, with_days_of_lists
from feedpub.listings.text.pages.midnights import midnights
from feedpub.listings.text.pages.ordinals import with_ordinals
from feedpub.listings.text.pages.papers import with_issues
from feedpub.listings.text.pages.placed import with_kinds_and_places
from feedpub.listings.text.pages.press import with_press
from feedpub.listings.text.pages.saidwith import without_days_in_titles
from feedpub.listings.text.pages.serials import without_serials
from feedpub.listings.text.pages.sidebars import without_sidebar
from feedpub.listings.text.pages.titling import below_dates, titled
from feedpub.listings.text.pages.topics import with_topics
from feedpub.listings.text.pages.touching import with_entries_apart
from feedpub.listings.text.pages.widegaps import captions_between
from feedpub.listings.text.pages.yearless import with_days_above, with_days_of_months, without_days
from feedpub.listings.text.wording.counters import are_counts, are_serials, is_reading_time, without_codes
from feedpub.listings.text.wording.dating import Dated, Form, dated_line, with_long_labels
from feedpub.listings.text.wording.inline import plain_inside
from feedpub.listings.text.wording.lines import Paragraph
from feedpub.listings.text.wording.parting import dated_inside
from feedpub.listings.text.wording.timeheads import time_heading, with_years
from feedpub.listings.text.wording.words import is_sentence

_DIGITS: Final = frozenset("0123456789")
_LONG_DATE: Final = 80
BESIDE: Final = re.compile(r"[|·•»]| (?:[–—-]{1,2}|//) ")
"""What may part a date from a title beside it, which then looks like a label or a place."""


class Page(Struct):
    """Paragraphs, and the dates in them; `inside` says that dates within paragraphs are looked for too.

    `again` are lines that only say again what a date line above them says, `updated` those that date the page. `tails`
    are titles, no sentences, with their date behind them. `days` is what `full` has found.
    """

    paragraphs: Sequence[Paragraph]
    terms: Terms
    inside: bool = True
    longest: int = 0
    lines: list[Dated | None] = field(default_factory=list)
    parts: list[tuple[Dated, ...]] = field(default_factory=list)
    again: frozenset[int] = frozenset()
    updated: frozenset[int] = frozenset()
    tails: frozenset[int] = frozenset()
    days: dict[Form, tuple[int, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Look for the dates once."""
        terms, month = self.terms, ""
        numbered: list[tuple[Dated, ...]] = []
        counted = without_serials(with_days_of_months(with_ordinals(self.paragraphs), terms))
        self.paragraphs = with_topic_labels(with_years(counted))
        for p in self.paragraphs:
            words = p.text
            seen = plain_inside(p.cells or words, terms) if self.inside else None
            line = None
            if words and (not self.longest or len(words) <= self.longest) and (seen is None or not seen.alone):
                line = dated_line(words, terms)
            if (line is None or line.kind == "partial") and (heading := time_heading(p)) is not None:
                terms = replace(self.terms, year=heading.year, month=heading.month)
                month = p.text if heading.month else ""
            self.lines.append(line)
            digits = (
                self.inside and not _DIGITS.isdisjoint(words) and (line is None or BESIDE.search(words) is not None)
            )
            inside = () if not digits else dated_inside(p.cells or words, terms) if seen is None else (seen.date,)
            self.parts.append(inside)
            days = terms.year and (digits or p.style == "number")
            numbered.append(numbered_day(p, month, terms) if days else ())
        self.parts = with_places_before(without_sentences([p.text for p in self.paragraphs], self.parts))
        self.lines = without_days(self.lines) if terms.year else self.lines
        self.lines, self.parts = without_short_tails(
            [p.text for p in self.paragraphs], with_issues(self.lines, self.parts), self.parts, self.terms
        )
        self._rule_rubrics()
        self._add_labelled()
        self.lines = without_codes(without_short_titles(self.lines, self.parts))
        self._read_lines(with_pairs([p.text for p in self.paragraphs], self.lines, self.terms))
        self.lines = without_deadlines(self.paragraphs, self.lines)
        self.paragraphs, self.lines = with_days_of_lists(self.paragraphs, self.lines, self.terms)
        self.paragraphs, self.parts = without_days_in_titles(self.paragraphs, self.lines, self.parts)
        numbered = self._without(midnights(self.paragraphs, self.lines), numbered)
        numbered = self._without(self._lines_beyond(), numbered)
        self._leave_out_others()
        self.lines, self.parts = without_sidebar(self.paragraphs, self.lines, self.parts)
        self.paragraphs = without_days_again(self.paragraphs, self.lines, self.terms)
        self.paragraphs, self.lines = with_headings_of_days(self.paragraphs, self.lines, self.terms)
        headed = with_days_above(self.paragraphs, self.lines, self.terms)
        self.paragraphs, self.lines = headed or timed(self.paragraphs, self.lines, terms=self.terms)
        if any(p.heading for p in self.paragraphs):
            self.paragraphs = titled(below_dates(self.paragraphs, self.lines), self.lines, self.parts)
        self.paragraphs = with_towns_above(with_places(self.paragraphs, self.lines), self.lines)
        self.paragraphs = with_entries_apart(self.paragraphs, self.lines)
        self.paragraphs = without_elsewhere(with_fields(self.paragraphs, self.lines), self.lines)
        self.paragraphs = without_dashes(with_topics(self.paragraphs, self.lines), self.lines)
        if any(numbered) and are_days(numbered, [time_heading(p) is not None for p in self.paragraphs]):
            self.parts = [parts or days for parts, days in zip(self.parts, numbered, strict=True)]
        self.tails = self._find_tails()

    def _add_labelled(self) -> None:
        """Add the date lines that only the words before their dates show, for the page repeats these."""
        texts = [p.text for p in self.paragraphs]
        self.lines = with_keys(texts, self.lines, self.terms)
        self.lines = with_long_labels(texts, self.lines, self.terms)
        self.lines = with_labels(texts, self.lines, self.terms)
        self.lines = with_short_labels(texts, self.lines, self.parts, self.terms)
        self.lines = with_same_names(texts, self.lines, self.parts, self.terms)

    def _without(self, beyond: AbstractSet[int], numbered: list[tuple[Dated, ...]]) -> list[tuple[Dated, ...]]:
        """Leave out lines, whose gaps go to the lines below; return the days by number of the others."""
        if not beyond:
            return numbered
        kept = [at for at in range(len(self.lines)) if at not in beyond]
        gaps = [max(p.gap for p in self.paragraphs[a + 1 : b + 1]) for a, b in pairwise([-1, *kept])]
        self.paragraphs = [replace(self.paragraphs[at], gap=gap) for at, gap in zip(kept, gaps, strict=True)]
        self.lines, self.parts = [self.lines[at] for at in kept], [self.parts[at] for at in kept]
        return [numbered[at] for at in kept]

    def _lines_beyond(self) -> frozenset[int]:
        """Find the lines that only count something, or say again what is said beside them."""
        words, texts = [p.words for p in self.paragraphs], [p.text for p in self.paragraphs]
        short = said_short(texts, self.lines, self.parts, self.terms)
        read = frozenset(at for at, text in enumerate(texts) if is_reading_time(text))
        captions = captions_between(self.paragraphs, self.lines, self.parts)
        beside = captions_beside(self.paragraphs, self.lines)
        self.paragraphs = below_captions(self.paragraphs, self.lines, beside)
        below = said_below(self.paragraphs, self.lines, self.terms)
        times = times_of_lists(self.paragraphs, self.lines)
        again = kickers_again(self.paragraphs, self.lines)
        coming = frozenset(below_news(self.paragraphs, self.lines, self.parts))
        return (
            read
            | short
            | times
            | tongues_listed(self.paragraphs)
            | captions
            | beside
            | below
            | again
            | coming
            | are_counts(words, self.lines)
            | are_serials(words, self.lines)
        )

    def _find_tails(self) -> frozenset[int]:
        """Find the titles with their date behind them."""
        inside = (at for at, parts in enumerate(self.parts) if parts and self.lines[at] is None)
        found = ((at, date) for at in inside if (date := self.dated(at, "tail")) is not None)
        return frozenset(at for at, date in found if date.kind == "full" and not is_sentence(date.before))

    def _leave_out_others(self) -> None:
        """Leave out the dates that are no entry's of their own."""
        self.again, self.updated = said_again(self.lines), said_of_page(self.paragraphs, self.lines, self.terms)
        self.paragraphs = with_days_first(self.paragraphs, self.lines, self.again)
        others = self.again | self.updated | titles_with_day(self.paragraphs, self.lines)
        entries = [at not in others for at in range(len(self.lines))]
        self.lines = [line if mine else None for line, mine in zip(self.lines, entries, strict=True)]

    def _rule_rubrics(self) -> None:
        """Make date lines of rubrics, papers and kinds with their dates."""
        self.paragraphs, lines = with_rubrics(self.paragraphs, self.lines, self.terms)
        lines = with_press(self.paragraphs, lines, self.terms)
        lines = with_kinds_and_places([p.text for p in self.paragraphs], lines, self.terms)
        self._read_lines(lines)

    def _read_lines(self, lines: list[Dated | None]) -> None:
        """Take other date lines; what became one has no dates within."""
        self.parts = [() if a is not b else parts for a, b, parts in zip(self.lines, lines, self.parts, strict=True)]
        self.lines = lines

    def dated(self, at: int, form: Form) -> Dated | None:
        """Return the date that a paragraph has in one form."""
        if form == "line":
            return self.lines[at]
        return next((one for one in self.parts[at] if one.form == form), None)

    def full(self, form: Form) -> tuple[int, ...]:
        """Return which paragraphs have a day in one form: every layout that is tried asks."""
        found = self.days.get(form)
        if found is None:
            dated = (at for at, one in enumerate(self.lines if form == "line" else self.parts) if one)
            found = self.days[form] = tuple([at for at in dated if self.is_full(at, form)])
        return found

    def is_full(self, at: int, form: Form) -> bool:
        """Say whether a paragraph has a day in one form."""
        date = self.dated(at, form)
        return date is not None and date.kind == "full"

    def is_time(self, at: int) -> bool:
        """Say whether a date line is only a time, of the day above."""
        date = self.lines[at]
        return (
            date is not None and date.line != self.paragraphs[at].text and date.line.endswith(self.paragraphs[at].text)
        )

    def kind(self, at: int) -> str:
        """Return how good a date line a paragraph is; "" if it is none."""
        date = self.lines[at]
        return "" if date is None else date.kind

    def has_lines_of_parts(self) -> bool:
        """Say whether some date lines are such only by the dates within them: “4117 Oakworks 3 May 2020”."""
        within = (at for at, line in enumerate(self.lines) if line is not None and self.parts[at])
        return any(dated_line(self.paragraphs[at].text, self.terms) is None for at in within)

    def longest_date(self) -> int:
        """Return how long a date line may be on a page that begins like this one."""
        return 2 * max((len(date.line) for date in self.lines if date is not None), default=0) + _LONG_DATE

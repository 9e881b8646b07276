"""A text listing → its entries: hypotheses of its layout are tried, the one that explains it best reads it.

    lines ─paragraphs→ [Paragraph] ─dates→ Page ─ranked→ [Explained] ─winner→ [Segment] ─name→ [Part] ─entry_of→ entry

Every hypothesis cuts the page into entries and names all of their lines; how consistently it does so is its score.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from feedpub.dates import UNDECLARED, Terms, prove_languages, prove_order
from feedpub.errors import SourceError
from feedpub.layouttable import LayoutTable
from feedpub.listings.text.cutting import Segment
from feedpub.listings.text.dating import dated_line
from feedpub.listings.text.explaining import explain_lines
from feedpub.listings.text.lines import Paragraph, habits_of, paragraphs, split_lines, without_mail_head
from feedpub.listings.text.links import take_references
from feedpub.listings.text.page import Page
from feedpub.listings.text.reading import entry_of
from feedpub.listings.text.scoring import Explained, ranked, read_with, rival_of
from feedpub.listings.text.stating import as_stated
from feedpub.listings.text.tables import find_table, rows_of
from feedpub.listings.text.words import is_credit
from feedpub.model import Listing, ListingEntry, Problem
from feedpub.text import shorten

UNSTATED: Final = LayoutTable()
_LONG: Final = 80
_SAMPLE: Final = 1200
"""A layout does not get clearer by more lines."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of a page: how its paragraphs are explained, and the best of the other layouts.

    `rival` is a layout that reads other entries and is about as likely.
    """

    page: Page
    winner: Explained
    second: Explained | None
    lines: tuple[str, ...]
    rival: Explained | None = None


def parse_text(text: str, name: str, terms: Terms = UNDECLARED, stated: LayoutTable = UNSTATED) -> Listing:
    """Read a text listing. Raises SourceError, naming the page, when it is none."""
    return read_all(find_layout(text, name, terms, stated), name)


def explain_text(text: str, name: str, terms: Terms = UNDECLARED) -> Iterator[str]:
    """Yield how a text listing is read, line by line. Raises SourceError when it is none."""
    found = find_layout(text, name, terms)
    return explain_lines(found.page, found.winner, found.second, found.lines)


def find_layout(text: str, name: str, terms: Terms = UNDECLARED, stated: LayoutTable = UNSTATED) -> Found:
    """Find the layout of a page on its beginning, and explain all of it. Raises SourceError when none fits."""
    lines = split_lines(text)
    kept, links = take_references(without_mail_head(lines))
    sample = kept[:_SAMPLE]
    terms = replace(terms, languages=stated.languages or terms.languages)
    order = prove_order(sample, terms)
    terms = replace(terms, order=order)
    terms = replace(terms, languages=prove_languages(sample, terms))
    cut = _way_of_cutting(sample, links, terms)
    few = list(cut(sample))
    if not few:
        raise SourceError(f"{name}: the listing is empty; check what writes this file")
    page = Page(few, terms)
    tried = ranked(page)
    tried = as_stated([one for one in tried if _is_listing(one)], stated, name)
    if not tried:
        raise SourceError(
            f"{name}: no listing found in {len(few)} paragraphs: an entry is a title and its date (29 November 2019), "
            "and most entries have both; see what is read with `feedpub show`"
        )
    best, second = tried[0], next((one for one in tried[1:] if one.parts != tried[0].parts), None)
    rival = rival_of(tried)
    if len(kept) > len(sample):
        page = _whole(list(cut(kept)), page, best)
        whole = read_with(page, best)
        if whole is None or not _is_listing(whole):
            raise SourceError(f"{name}: the layout of its first {len(few)} paragraphs ({best.layout}) does not go on")
        best = whole
    return Found(page, best, second, tuple(lines), rival)


def is_date(terms: Terms, words: str) -> bool:
    """Say whether a line is a date line, which never goes on the line above."""
    return len(words) <= _LONG and dated_line(words, terms) is not None


def _way_of_cutting(
    sample: list[str], links: dict[str, str], terms: Terms
) -> Callable[[list[str]], Iterator[Paragraph]]:
    """Return how the lines of a page become paragraphs: as rows of a table, or as text."""
    table = find_table(sample, terms)
    if table is not None:
        return lambda lines: rows_of(lines, table, links)
    habits = habits_of(sample, links)
    return lambda lines: paragraphs(lines, habits, partial(is_date, terms))


def _whole(paragraphs: list[Paragraph], sample: Page, best: Explained) -> Page:
    """Look at all of a page, as far as a layout needs it: for date lines as long as those of its beginning."""
    inside = best.layout.form != "line" or best.template.opens
    longest = max((len(date.line) for date in sample.lines if date is not None), default=0)
    return Page(paragraphs, sample.terms, inside=inside, longest=2 * longest + _LONG)


def _is_listing(one: Explained) -> bool:
    """Say whether most entries of a page have a date, and a title or a text."""
    segments = one.cut.segments
    dated = sum(segment.at is not None or bool(segment.day) for segment in segments)
    told = sum(any(part.role in {"title", "summary"} for part in parts) for parts in one.parts)
    return dated * 3 > len(segments) and told * 2 > len(segments) and dated > 0


def read_all(found: Found, name: str) -> Listing:
    """Read every segment; one that cannot be an entry costs a problem, not the page."""
    entries: list[ListingEntry] = []
    problems: list[Problem] = []
    segments = found.winner.cut.segments
    for segment, parts in zip(segments, found.winner.parts, strict=True):
        entry = entry_of(found.page, segment, parts)
        if segment is segments[-1] and _breaks_off(found, segment):
            shown = shorten(entry.title or entry.kicker, 60)
            message = f"the listing breaks off in “{shown}” (no date line); the entry is left out of this reading"
            problems.append(Problem(source=name, line=entry.line, message=message))
        elif not (entry.title or entry.summary):
            message = "an entry with neither title nor summary is left out"
            problems.append(Problem(source=name, line=entry.line, message=message))
        else:
            entries.append(entry)
    if not entries:
        raise SourceError(f"{problems[0]}; no entry is left, so this is no listing yet")
    return Listing(entries=tuple(entries), problems=(*_unclear(found, name), *problems), terms=found.page.terms)


def _unclear(found: Found, name: str) -> Iterator[Problem]:
    """Warn of a page that can be read in two ways."""
    if found.rival is not None:
        message = (
            f"no layout wins clearly: read as “{found.winner.layout}”, about as likely is “{found.rival.layout}”; "
            "check with `feedpub show --explain`, and state `layout.date` or `layout.marker` for the source"
        )
        yield Problem(source=name, message=message)


def _breaks_off(found: Found, segment: Segment) -> bool:
    """Say whether the last entry of a page ends before or within its date line."""
    if segment.day:
        return False
    page, template = found.page, found.winner.template
    if segment.at is not None:
        date = page.dated(segment.at, template.layout.form)
        return date is not None and date.kind == "partial" and segment.at == segment.stop - 1
    own: list[Paragraph] = [p for p in page.paragraphs[segment.start : segment.stop] if p.text]
    above = 2 if template.above is not None else 1
    return bool(own) and len(own) - is_credit(own[0].text) <= above + 1 and _all_dated(found)


def _all_dated(found: Found) -> bool:
    """Say whether all entries but the last have a date."""
    return all(segment.at is not None for segment in found.winner.cut.segments[:-1])

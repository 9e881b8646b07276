"""A text listing → its entries: hypotheses of its layout are tried, the one that explains it best reads it.

    lines ─paragraphs→ [Paragraph] ─dates→ Page ─ranked→ [Explained] ─winner→ [Segment] ─name→ [Part] ─entry_of→ entry

Every hypothesis cuts the page into entries and names all of their lines; how consistently it does so is its score.
"""

from collections.abc import Iterator
from dataclasses import asdict

from msgspec.structs import replace

from feedpub.dates import UNDECLARED, Terms
from feedpub.errors import SourceError
from feedpub.layouttable import UNSTATED, LayoutTable
from feedpub.listings.text import finding
from feedpub.listings.text.alike import abridge, way_of, with_runs
from feedpub.listings.text.explaining import explain_lines
from feedpub.listings.text.finding import Begun, Found, begin, explained, go_on
from feedpub.listings.text.layout.ranking import ALL
from feedpub.listings.text.pages.segments import Segment
from feedpub.listings.text.roles.reading import above_next, as_last, entry_of
from feedpub.listings.text.wording.lines import Paragraph
from feedpub.listings.text.wording.words import is_credit, is_sentence
from feedpub.model import Listing, ListingEntry, Problem
from feedpub.text import shorten


def parse_text(text: str, name: str, terms: Terms = UNDECLARED, stated: LayoutTable = UNSTATED) -> Listing:
    """Read a text listing. Raises SourceError, naming the page, when it is none."""
    begun = begin(text, name, terms, stated)
    return read_alike(begun, name) or read_all(explained(begun, name), name)


def explain_text(text: str, name: str, terms: Terms = UNDECLARED, stated: LayoutTable = UNSTATED) -> Iterator[str]:
    """Yield how a text listing is read, line by line. Raises SourceError when it is none."""
    found = find_layout(text, name, terms, stated)
    yield from _statements(stated)
    yield from explain_lines(found.page, found.terms, found.winner, found.second, found.lines)
    for misfit in found.misfits:
        yield f"not as stated: line {misfit.line}: {misfit}"


def _statements(stated: LayoutTable) -> Iterator[str]:
    """Yield what a source states; the rest is found."""
    for key, value in asdict(stated).items():
        if value:
            yield f"stated: {key} {value if isinstance(value, str) else ' | '.join(value)}"


def find_layout(text: str, name: str, terms: Terms = UNDECLARED, stated: LayoutTable = UNSTATED) -> Found:
    """Find the layout of a page on its beginning, and explain all of it. Raises SourceError when none fits."""
    return explained(begin(text, name, terms, stated, ALL), name)


def read_alike(begun: Begun, name: str) -> Listing | None:
    """Read a long page whose entries are alike; None where that cannot be done, or reads something else."""
    if len(begun.kept) <= finding.SAMPLE or begun.habits is None or begun.found.lines_stated:
        return None
    way = way_of(begun.found.page, begun.found.winner, begun.habits)
    short = abridge(begun.kept, begun.sample, way) if way is not None else None
    if short is None:
        return None
    numbers = short.numbers
    left = [
        p if numbers[p.last - 1] == p.last else replace(p, line=numbers[p.line - 1], last=numbers[p.last - 1])
        for p in begun.paragraphs(short.lines)
    ]
    found = go_on(begun.found, left, name)
    listing = read_all(found, name)
    sections = [segment.section for segment in found.winner.cut.segments]
    starts = [found.page.paragraphs[segment.start].line for segment in found.winner.cut.segments]
    entries = with_runs(listing.entries, short.runs, dict(zip(starts, sections, strict=True)))
    return None if entries is None else replace(listing, entries=entries)


def read_all(found: Found, name: str) -> Listing:
    """Read every segment; one that cannot be an entry costs a problem, not the page."""
    entries: list[ListingEntry] = []
    problems: list[Problem] = []
    segments = found.winner.cut.segments
    for segment, following, parts in zip(segments, (*segments[1:], None), found.winner.parts, strict=True):
        entry = entry_of(found.page, segment, parts)
        if following is None and _breaks_off(found, segment):
            shown = shorten(entry.title or entry.kicker, 60)
            message = f"the listing breaks off in “{shown}” (no date line); the entry is left out of this reading"
            problems.append(Problem(source=name, line=entry.line, message=message))
        elif not (entry.title or entry.summary):
            message = "an entry with neither title nor summary is left out"
            problems.append(Problem(source=name, line=entry.line, message=message))
        else:
            entries.append(
                as_last(found.page, segment, parts, entry)
                if following is None
                else above_next(found.page, segment, following, entry)
            )
    if not entries:
        raise SourceError(f"{problems[0]}; no entry is left, so this is no listing yet")
    for misfit in found.misfits:
        message = f"{misfit}; the entry is read as found; write “?” behind a line that may be missing"
        problems.append(Problem(source=name, line=misfit.line, message=message))
    return Listing(entries=tuple(entries), problems=(*_unclear(found, name), *problems), terms=found.terms)


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
    if segment.day or found.winner.layout.stands == "none":
        return False
    page, template = found.page, found.winner.template
    if segment.at is not None:
        date = page.dated(segment.at, template.layout.form)
        ended = segment.at == len(page.paragraphs) - 1
        return date is not None and date.kind == "partial" and not date.behind and ended
    own: list[Paragraph] = [p for p in page.paragraphs[segment.start : segment.stop] if p.text]
    above = 2 if template.kickers.above is not None else 1
    lines = len(own) - is_credit(own[0].text) if own else 0
    told = lines > above and is_sentence(own[-1].text)  # a text, which would stand behind the date
    return 0 < lines <= above + 1 and not told and _all_dated(found)


def _all_dated(found: Found) -> bool:
    """Say whether all entries but the last have a date."""
    return all(segment.at is not None for segment in found.winner.cut.segments[:-1])

"""When the entries of a listing are dated: one place for all of them, decided by what can be read there."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from feedpub.dates import (
    Dateline,
    Found,
    Heading,
    Refusal,
    Terms,
    find_dates,
    parse_heading,
    parse_moment,
    prove_languages,
    prove_order,
)
from feedpub.listings.html.names import DATE, EDITED
from feedpub.listings.html.records import Record
from feedpub.listings.html.spans import Key, Row, Span
from feedpub.listings.html.tree import Page

_URL_DAY: Final = re.compile(r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?:[/_-]|$)")
_SHORT_YEAR: Final = re.compile(r"(?<!\d)\d{1,2}([/.-])\d{1,2}\1(\d\d)(?!\d)")
_WHOLE_YEAR: Final = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_LONGEST: Final = 200
_WORD: Final = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """The date of one record as printed. `moment` is what an attribute says, `heading` what stands above it."""

    dateline: str = ""
    moment: str = ""
    heading: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class _Read:
    span: Span
    found: Found
    words: str
    bare: bool  # the span says little else
    before: str  # the last words of the span before it, where it says much else


def date_records(page: Page, rows: Sequence[Row], terms: Terms) -> tuple[list[When], Terms]:
    """Return the date of each record, empty where none is printed for it, and how the page means its dates.

    A date counts where most records have one in the same place. Titles and prose mention dates; they are no date lines.
    """
    records = [row.record for row in rows]
    declared = terms
    moments = _vote_moments(page, records, terms)
    readings = _all_readings(page, rows, terms)
    order = _rank(page, readings)
    words = [mine[key].span.text[:_LONGEST] for mine in readings for key in order[:1] if key in mine]
    terms = _with_century(page, words, terms)
    proved = replace(terms, order=prove_order(words, terms), languages=prove_languages(words, terms))
    if proved != declared:
        terms = proved
        readings = _all_readings(page, rows, terms)
        order = _rank(page, readings)
    above = headings_above(page, records, terms)
    results: list[When] = []
    for number, mine in enumerate(readings):
        printed = next((mine[key] for key in order if key in mine and _usable(mine[key])), None)
        if printed is None and order and not any(key in mine for key in order):
            printed = _only_one(mine)  # an entry of another make has it elsewhere
        partial = next((mine[key] for key in order if key in mine), None)
        one = _settle(moments[number], printed, partial, above[number], rows[number].link)
        if results and not (one.dateline or one.moment) and _is_cell_left_empty(page, rows[number], order, readings):
            one = results[-1]
        results.append(one)
    if sum(bool(one.moment or one.dateline) for one in results) < 0.3 * len(results):
        return [When() for _ in results], terms
    return results, terms


def _only_one(mine: Mapping[Key, _Read]) -> _Read | None:
    """Return the date of a record that says just one day, in a place of its own."""
    bare = [read for read in mine.values() if read.bare and _usable(read)]
    days = {read.found.read.day for read in bare if isinstance(read.found.read, Dateline)}
    return bare[-1] if len(days) == 1 and len(bare) == sum(map(_usable, mine.values())) else None


def _is_cell_left_empty(page: Page, row: Row, order: Sequence[Key], readings: Sequence[Mapping[Key, _Read]]) -> bool:
    """Say whether a table leaves out the date of a row because the row above has the same."""
    if page.tag[row.record.root] != "tr":
        return False
    samples = [mine[key].span.node for mine in readings for key in order[:1] if key in mine]
    cell = samples[0] if samples else -1
    while cell >= 0 and page.tag[cell] != "td":
        cell = page.parent[cell]
    if cell < 0:
        return False
    kind = page.kind[cell].partition(".")[0]
    mine = [child for child in page.children(row.record.root) if page.kind[child].partition(".")[0] == kind]
    spans = any((page.nodes[node].get("rowspan") or "1") != "1" for node in (cell, *(page.parent[k] for k in samples)))
    return all(page.first[child] == page.last[child] for child in mine) and (bool(mine) or spans)


def _with_century(page: Page, words: Sequence[str], terms: Terms) -> Terms:
    """Read years of two digits where the page itself writes one of them with four, and their order is plain."""
    if terms.two_digit_years:
        return terms
    short = [found[2] for text in words if (found := _SHORT_YEAR.search(text))]
    if len(short) < 0.8 * max(len(words), 1):
        return terms
    meant = replace(terms, two_digit_years=True)
    whole = set(_WHOLE_YEAR.findall(" ".join(page.pieces)))
    return meant if prove_order(words, meant) is not None and any(f"20{year}" in whole for year in short) else terms


def _usable(read: _Read) -> bool:
    return isinstance(read.found.read, Dateline)


def _all_readings(page: Page, rows: Sequence[Row], terms: Terms) -> list[dict[Key, _Read]]:
    """Return the dates of every record; in a table also those of cells above that reach down into its row."""
    found = [_readings(row, terms) for row in rows]
    if not page.reaching:
        return found
    places = {row.record.root: number for number, row in enumerate(rows)}
    for number, row in enumerate(rows):
        for cell in page.reaching.get(row.record.root, ()):
            above = found[places[page.parent[cell]]] if page.parent[cell] in places else {}
            reaching = {key: read for key, read in above.items() if cell <= read.span.node < page.end[cell]}
            found[number] = reaching | found[number]
    return found


def _readings(row: Row, terms: Terms) -> dict[Key, _Read]:
    """Return the first date in each span of one record that is not its title."""
    found: dict[Key, _Read] = {}
    title = row.title
    for span in row.spans:
        if span.key[0] == "r":
            continue
        if title is not None and title.key[0] != "r" and span.p0 <= title.p0 and span.p1 >= title.p1:
            continue
        text = span.text[:_LONGEST]
        if not any(c.isdigit() for c in text):
            continue
        for one in find_dates(text, terms)[:1]:
            bare = len(span.text) - (one.end - one.start) < 25
            edge = one.start < 12 or one.end > len(span.text) - 4
            if bare or edge or len(span.text) < _LONGEST:
                before = "" if bare or edge else " ".join(_WORD.findall(text[: one.start])[-2:])
                found[span.key] = _Read(span, one, text[one.start : one.end], bare, before)
    return found


def _rank(page: Page, readings: Sequence[Mapping[Key, _Read]]) -> list[Key]:
    """Return the keys of spans that hold the date, best first."""
    total = len(readings)
    holders: defaultdict[Key, list[_Read]] = defaultdict(list)
    for mine in readings:
        for key, read in mine.items():
            holders[key].append(read)
    scores: dict[Key, float] = {}
    for key, reads in holders.items():
        # In the middle of a line it is a date line only where all say the same before it: “Case 12, filed on …”.
        _, alike = Counter(read.before for read in reads).most_common(1)[0]
        if alike < 0.6 * len(reads):
            continue
        share = sum(1.0 if _usable(read) else 0.5 for read in reads) / total
        bare = sum(read.bare for read in reads) / len(reads)
        names = " ".join(
            page.hints[node] for node in (reads[0].span.node, page.parent[reads[0].span.node]) if node >= 0
        )
        hint = bool(DATE.search(names)) or page.tag[reads[0].span.node] == "time"
        if share < (0.25 if bare > 0.8 and hint else 0.4 if bare > 0.8 else 0.6):
            continue
        scores[key] = share + 0.25 * bare + 0.3 * hint - 0.3 * bool(EDITED.search(names)) - 0.03 * key[2]
    return sorted(scores, key=lambda key: -scores[key])


def _vote_moments(page: Page, records: Sequence[Record], terms: Terms) -> list[tuple[str, Dateline] | None]:
    """Return what the machine-readable attribute of each record says, where most records have it."""
    tables: list[dict[tuple[int, int], tuple[str, Dateline]]] = []
    counts: defaultdict[tuple[int, int], int] = defaultdict(int)
    for record in records:
        mine: dict[tuple[int, int], tuple[str, Dateline]] = {}
        places: defaultdict[int, int] = defaultdict(int)
        for node in range(record.e0, record.e1):
            if page.cited[node] and not page.cited[record.root]:
                continue
            for written in _attributes(page, node):
                value = mend(written.strip())
                read = parse_moment(value, terms)
                key = (page.plain[node], places[page.plain[node]])
                places[page.plain[node]] += 1
                if isinstance(read, Dateline):
                    mine[key] = (value, read)
                    counts[key] += 1
        tables.append(mine)
    order = [key for key, number in counts.items() if number >= 0.25 * len(records)]
    order.sort(key=lambda key: (-round(counts[key] / len(records), 1), key[1]))
    picked = [next((mine[key] for key in order if key in mine), None) for mine in tables]
    if order:  # an entry of another make may have its only one elsewhere
        picked = [
            one or (next(iter(mine.values())) if len(mine) == 1 else None)
            for one, mine in zip(picked, tables, strict=True)
        ]
    values = {one[0] for one in picked if one}
    # One and the same instant on every record is when the page was made.
    return picked if len(values) > 1 or len(records) < 3 else [None] * len(picked)


def mend(value: str) -> str:
    """Return the day of a moment that is written without its leading zeros, as many pages do."""
    found = re.match(r"((?:19|20)\d\d)-(\d{1,2})-(\d{1,2})(?!\d)", value)
    if found is None or len(found[0]) == 10:
        return value
    return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"


def _attributes(page: Page, node: int) -> Iterable[str]:
    """Yield the attributes of an element that dates are written into for machines."""
    element, tag = page.nodes[node], page.tag[node]
    value = element.get("datetime")
    if value and tag in {"time", "span", "div", "p", "abbr", "a"}:
        yield value
    if tag == "abbr" and element.get("title") and re.search(r"publish|date|dt", page.hints[node]):
        yield element.get("title") or ""
    names = element.get("itemprop") or ""
    if element.get("content") and re.search(r"date(?:Published|Created)|startDate", names):
        yield element.get("content") or ""


def _settle(
    moment: tuple[str, Dateline] | None,
    printed: _Read | None,
    partial: _Read | None,
    above: tuple[str, Heading] | None,
    link: str,
) -> When:
    """Choose between attribute, printed date, heading and the link's path for one record."""
    if printed is not None and isinstance(printed.found.read, Dateline):
        day = printed.found.read
        if moment is not None and moment[1].day == day.day and printed.found.read.instant is None:
            return When(dateline=printed.words, moment=moment[0], place=day.place)
        return When(dateline=printed.words, place=day.place)
    if moment is not None:
        return When(dateline=partial.words if partial else "", moment=moment[0], place=moment[1].place)
    if partial is not None and isinstance(partial.found.read, Refusal):
        if above is not None and above[1].day is None:
            return When(dateline=partial.words, heading=above[0])
        year = _year_of(link)
        if year is not None and _agrees(partial.words, link):
            return When(dateline=partial.words, heading=str(year))
        if above is None or above[1].day is None:
            return When(dateline=partial.words)
    if above is not None and above[1].day is not None:
        return When(dateline=above[0])
    return When()


def _year_of(link: str) -> int | None:
    found = _URL_DAY.search(link)
    return int(found[1]) if found else None


def _agrees(words: str, link: str) -> bool:
    """Say whether a date without a year has the day of the link's path: then the path prints its year."""
    found = _URL_DAY.search(link)
    return found is not None and int(found[3]) in {int(number) for number in re.findall(r"\d+", words)}


def headings_above(page: Page, records: Sequence[Record], terms: Terms) -> list[tuple[str, Heading] | None]:
    """Return for each record the last date heading that stands above it, outside of any record.

    A day that stands alone above all records is one only in a heading or table head: pages print today's, too.
    """
    results: list[tuple[str, Heading] | None] = []
    current: tuple[str, Heading] | None = None
    year: int | None = None
    days: set[str] = set()
    sure = False
    at = max(0, records[0].p0 - 12) if records else 0
    for record in records:
        start = at
        while start < record.p0:
            stop = start + 1
            while stop < record.p0 and not page.fresh[stop]:
                stop += 1
            line = page.text(start, stop)
            if len(line) < 60 and (heading := parse_heading(line, replace(terms, year=year))):
                whole = heading.month is None or str(heading.year) in line
                current, year = (line if whole else f"{line} {heading.year}", heading), heading.year
                days.add(line)
                sure |= page.head[page.owner[start]] or page.tag[page.owner[start]] in {"th", "dt", "caption"}
            start = stop
        at = max(at, record.p1)
        results.append(current)
    lone = len(days) < 2 and not sure
    return [None if lone and one and one[1].day is not None else one for one in results]

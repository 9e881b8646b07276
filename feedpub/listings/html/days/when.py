"""When the entries of a listing are dated: one place for all of them, decided by what can be read there."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from feedpub.dates import Dateline, Terms, parse_dateline, parse_moment, prove_languages
from feedpub.listings.html.days.above import assumed, headings_above
from feedpub.listings.html.days.bare import days_below, days_leading
from feedpub.listings.html.days.centuries import with_century, words_at
from feedpub.listings.html.days.headed import day_of_list
from feedpub.listings.html.days.hours import day_in_head, hours_in, hours_of, timed
from feedpub.listings.html.days.machine import prove_written, vote_moments
from feedpub.listings.html.days.orders import prove_on_page
from feedpub.listings.html.days.ownyears import with_years_elsewhere
from feedpub.listings.html.days.partial import (
    Above,
    are_days_in_order,
    find_part,
    parts_leading,
    prove_part_order,
    without_sections,
    without_weekday,
    years_of,
)
from feedpub.listings.html.days.printed import Read, all_readings, place_of, rank, without_last_answers
from feedpub.listings.html.days.titled import (
    day_closing,
    days_as_others_begin,
    days_at_edges,
    days_between_signs,
    days_ending,
    days_glued,
    days_of_files,
    without_glued_days,
)
from feedpub.listings.html.groups.spans import BELOW_DATE, Key, Row
from feedpub.listings.html.page.language import meant_of
from feedpub.listings.html.page.tree import Page

_MOSTLY: Final = 0.8
_LIFETIME: Final = 1500
"""Days between the two of a range from which on they are those of a life, or of a reign, and not of an entry."""


class When(Struct, frozen=True, kw_only=True):
    """The date of one record as printed. `moment` is what an attribute says, `heading` what stands above it."""

    dateline: str = ""
    moment: str = ""
    heading: str = ""
    place: str = ""


def day_of(when: When, terms: Terms) -> date | None:
    """Return the day of an entry, None if what it prints is none by itself."""
    read = parse_moment(when.moment, terms) if when.moment else parse_dateline(when.dateline, terms)
    return read.day if isinstance(read, Dateline) else None


def date_records(page: Page, rows: Sequence[Row], terms: Terms) -> tuple[list[When], Terms]:
    """Return the date of each record, empty where none is printed for it, and how the page means its dates.

    A date counts where most records have one in the same place. Titles and prose mention dates; they are no date lines.
    """
    records = [row.record for row in rows]
    declared = terms
    moments = vote_moments(page, records, terms)
    readings = all_readings(page, rows, terms)
    order = rank(page, readings)
    words = words_at(order, readings)
    if not words:
        above = headings_above(page, records, assumed(page, terms))
        words = list(dict.fromkeys(one[0] for one in above if one is not None and one[1].day is not None))
    terms = with_century(page, rows, words, terms)
    best = [mine.get(key) for key in order[:1] for mine in readings]
    numbers = prove_on_page(page, words, rows, best, terms)
    if numbers is None and any(moments) and not all(moments):
        numbers = prove_written(page, records, terms)
        moments = vote_moments(page, records, replace(terms, order=numbers))
    proved = replace(terms, order=numbers, languages=meant_of(prove_languages(words, terms), page))
    if proved != declared:
        terms = proved
        readings = all_readings(page, rows, terms)
        order = rank(page, readings)
    readings = without_last_answers(page, readings, order)
    above = headings_above(page, records, terms)
    usual = place_of(readings, order)
    firsts = [_above_title(row, mine, one) for row, mine, one in zip(rows, readings, usual, strict=True)]
    parts = without_sections([one.words if one is not None and one.partial else "" for one in firsts])
    links = [_links_of(page, row, first) for row, first in zip(rows, firsts, strict=True)]
    terms = replace(terms, order=prove_part_order(parts, above, links, terms))
    headings = with_years_elsewhere(page, rows, firsts, years_of(parts, above, links, terms), terms)
    sure = are_days_in_order(parts, terms.order)
    column, spans = _column_of_dates(page, order, readings)
    own, results = _days_of_titles(rows, terms), list[When]()
    for number, mine in enumerate(readings):
        printed = firsts[number]
        if printed is None and order:
            printed = _only_one(rows[number], mine)  # an entry of another make has it elsewhere
        one = _settle(moments[number], printed, above[number], headings[number], sure=sure)
        if printed is None and own[number]:
            one = When(dateline=own[number])
        if printed is not None and one.dateline and not (printed.usable or printed.partial or one.moment):
            one = replace(one, dateline=without_weekday(one.dateline, links[number], terms) or one.dateline)
        if (
            results
            and not (one.dateline or one.moment)
            and _is_cell_left_empty(page, rows[number], column, spans=spans)
        ):
            one = results[-1]
        results.append(one)
    results = _with_days_of_titles(rows, firsts, above, results, terms)
    results = _with_hours(page, rows, results, above, terms)
    if not any(one.dateline or one.moment for one in results):
        results, terms = _days_at_titles(rows, above, terms)
    results = _with_day_of_list(page, rows, readings, results, terms)
    if sum(bool(one.moment or one.dateline) for one in results) < 0.3 * len(results):
        return [When() for _ in results], terms
    return results, terms


def _with_days_of_titles(
    rows: Sequence[Row],
    printed: Sequence[Read | None],
    above: Sequence[Above | None],
    found: list[When],
    terms: Terms,
) -> list[When]:
    """Date the few records that have none by their titles, where those of all others are: “Budget, 3 May 2011 (2)”."""
    own = sum(one is not None and not row.beside_title(one.span) for row, one in zip(rows, printed, strict=True))
    if own < _MOSTLY * len(rows):
        return found
    results = []
    for row, when, one in zip(rows, found, above, strict=True):
        title = row.title.text if row.title is not None and when == When() else ""
        words, heading = day_closing(title, one, terms)
        results.append(When(dateline=words, heading=heading) if words else when)
    return results


def _days_of_titles(rows: Sequence[Row], terms: Terms) -> list[str]:
    """Return the days that titles begin with though they were cut off others."""
    titles = [row.title.text if row.title else "" for row in rows]
    return days_as_others_begin(titles, [row.title is not None and row.title.key[0] == "r" for row in rows], terms)


def _days_at_titles(rows: Sequence[Row], above: Sequence[Above | None], terms: Terms) -> tuple[list[When], Terms]:
    """Return the days that stand beside or in the titles of rows, and how those in numbers are meant."""
    titles = [row.title.text if row.title else "" for row in rows]
    glued, numbers = days_glued(titles, terms)
    if glued:
        for row, text in zip(rows, without_glued_days(titles), strict=True):
            row.title = row.title and replace(row.title, text=text)
        return [When(dateline=words) for words in glued], replace(terms, order=numbers)
    days = days_below(rows, above, terms) or days_leading(rows, above, terms) or days_ending(titles, terms)
    days = days or (days_of_files(titles, terms) if all("." in title for title in titles) else [])
    pairs = [(words, "") for words in days] or days_at_edges(titles, above, terms)
    pairs = pairs or [(words, "") for words in days_between_signs(titles, terms)]
    if not pairs:
        pairs, numbers = parts_leading(rows, above, terms)
        terms = replace(terms, order=numbers) if pairs else terms
    return [When(dateline=words, heading=heading) for words, heading in pairs] or [When() for _ in rows], terms


def _with_day_of_list(
    page: Page, rows: Sequence[Row], readings: Sequence[Mapping[Key, Read]], found: list[When], terms: Terms
) -> list[When]:
    """Date the records that print no day by the heading of their list, unless others print other days, or times."""
    named = day_of_list(page, [row.record for row in rows], terms)
    if named is None:
        return found
    blank = [
        when == When() and not any(read.bare for read in mine.values()) and not any(hours_in(row, terms))
        for row, when, mine in zip(rows, found, readings, strict=True)
    ]
    headed = When(dateline=named[0])
    own = {day_of(when, terms) for when, lacks in zip(found, blank, strict=True) if not lacks}
    return (
        [headed if lacks else when for when, lacks in zip(found, blank, strict=True)]
        if own <= {day_of(headed, terms)}
        else found
    )


def _with_hours(
    page: Page, rows: Sequence[Row], found: list[When], above: Sequence[Above | None], terms: Terms
) -> list[When]:
    """Return days above rows with the times in these; where none has a date, the times on the page’s own day."""
    if any(one.dateline or one.moment for one in found):
        days = [one[0] if one is not None and one[1].day is not None else "" for one in above]
        if not any(days):
            return found
        days = [day if when == When(dateline=day) else "" for when, day in zip(found, days, strict=True)]
        hours = hours_of(rows, days, terms) if any(days) else [""] * len(rows)
        return [
            replace(when, dateline=timed(day, hour, terms)) if hour and day else when
            for when, day, hour in zip(found, days, hours, strict=True)
        ]
    day = day_in_head(page, [row.record for row in rows], terms)
    hours = hours_of(rows, [""] * len(rows), terms) if day else [""] * len(rows)
    return [When(dateline=timed(day, hour, terms) if hour else "") for hour in hours]


def _links_of(page: Page, row: Row, printed: Read | None) -> tuple[str, ...]:
    """Return where a record leads, and where its date does: the address of an archive has the year and the month."""
    pieces = () if printed is None else range(printed.span.p0, printed.span.p1)
    link = max((page.link[page.owner[piece]] for piece in pieces), default=-1)
    return (row.link,) if link < row.record.e0 else (row.link, page.href(link))


def _above_title(row: Row, mine: Mapping[Key, Read], usual: Read | None) -> Read | None:
    """Return the date that a record begins with where its title is the line below that; else the usual one."""
    if row.title is None or row.title.key != BELOW_DATE:
        return usual
    above = [read for read in mine.values() if read.span.p1 <= row.title.p0]
    return next((read for read in above if read.usable), next(iter(above), None))


def _only_one(row: Row, mine: Mapping[Key, Read]) -> Read | None:
    """Return the day that was cut off the title of a record, else the one that it says, in a place of its own.

    Below the line of a date there is none.
    """
    if row.title is not None and row.title.key == BELOW_DATE:
        return None
    if row.title is not None and row.title.key[0] == "r" and (cut := mine.get(("e", *row.title.key[1:]))) is not None:
        return cut
    bare = [read for read in mine.values() if read.bare and read.usable]
    days = {read.found.read.day for read in bare if isinstance(read.found.read, Dateline)}
    return bare[-1] if len(days) == 1 and len(bare) == sum(read.usable for read in mine.values()) else None


def _column_of_dates(page: Page, order: Sequence[Key], readings: Sequence[Mapping[Key, Read]]) -> tuple[str, bool]:
    """Return the column of a table that dates stand in, "" if in none, and whether cells there reach down."""
    samples = [mine[key].span.node for mine in readings for key in order[:1] if key in mine]
    cell = samples[0] if samples else -1
    while cell >= 0 and page.tag[cell] != "td":
        cell = page.parent[cell]
    if cell < 0:
        return "", False
    spans = any((page.nodes[node].get("rowspan") or "1") != "1" for node in (cell, *(page.parent[k] for k in samples)))
    return page.kind[cell].partition(".")[0], spans


def _is_cell_left_empty(page: Page, row: Row, column: str, *, spans: bool) -> bool:
    """Say whether a table leaves out the date of a row because the row above has the same."""
    named = row.title is not None and any(map(str.isalpha, row.title.text))  # not the numbers of further pages
    if not column or page.tag[row.record.root] != "tr" or not named:
        return False
    mine = [child for child in page.children(row.record.root) if page.kind[child].partition(".")[0] == column]
    return all(page.first[child] == page.last[child] for child in mine) and (bool(mine) or spans)


def _settle(
    moment: tuple[str, Dateline] | None,
    printed: Read | None,
    above: Above | None,
    heading: str,
    *,
    sure: bool,
) -> When:
    """Choose between attribute, printed date, and the heading that completes or is it; `sure`: numbers are a day."""
    if printed is not None and isinstance(printed.found.read, Dateline):
        day = printed.found.read
        if day.end is not None and (day.end - day.day).days > _LIFETIME:
            return When()
        if moment is not None and moment[1].day == day.day and printed.found.read.instant is None:
            return When(dateline=printed.words, moment=moment[0], place=day.place)
        return When(dateline=printed.words, place=day.place)
    if moment is not None:
        return When(dateline=printed.words if printed else "", moment=moment[0], place=moment[1].place)
    if printed is not None and (heading or not ((find_part(printed.words) and not sure) or (above and above[1].day))):
        return When(dateline=printed.words, heading=heading)
    if above is not None and above[1].day is not None:
        return When(dateline=above[0])
    return When()

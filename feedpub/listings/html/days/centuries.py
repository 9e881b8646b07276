"""Years of two digits: they count where the page itself proves which ones are meant."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from feedpub.dates import Dateline, Terms, parse_dateline, prove_order, short_dates
from feedpub.listings.html.days.partial import days_in
from feedpub.listings.html.days.printed import LONGEST, Read, all_readings, rank
from feedpub.listings.html.groups.spans import Key, Row
from feedpub.listings.html.page.tree import Page

_MANY: Final = 8
"""So many days in order prove their years of two digits."""
_WHOLE_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


def words_at(order: Sequence[Key], readings: Sequence[Mapping[Key, Read]]) -> list[str]:
    """Return what stands in the best place of dates."""
    return [mine[key].text[:LONGEST] for mine in readings for key in order[:1] if key in mine]


def with_century(page: Page, rows: Sequence[Row], words: Sequence[str], terms: Terms) -> Terms:
    """Read years of two digits where the page itself writes one of them with four, and their order is plain.

    It may write it in its text, in a choice of years, or in the links of the entries.
    """
    if terms.two_digit_years:
        return terms
    meant = replace(terms, two_digit_years=True)
    if not words and any(any(short_dates([span.text], terms)) for row in rows[:8] for span in row.spans):
        readings = all_readings(page, rows, meant)  # with its month in words, it is not even seen otherwise
        words = words_at(rank(page, readings), readings)
    short = list(short_dates(words, terms))
    if len(short) < 0.8 * max(len(words), 1):
        return terms
    years = _years_named(page, rows)
    meant = replace(meant, order=prove_order([*words, *years], meant))
    plain = meant.order is not None or not any(one.numeric for one in short)
    named = any(str(one.year_in(meant.order)) in years for one in short)
    return meant if plain and (named or _run(words, meant)) else terms


def _run(words: Sequence[str], terms: Terms) -> bool:
    """Say whether so many days rise or fall down the page that their years are proved, too; few may be no days."""
    read = [parse_dateline(text, terms) for text in words]
    days = [one.day for one in read if isinstance(one, Dateline)]
    nearly = len(days) >= 0.9 * len(words)
    return len(set(days)) >= _MANY and nearly and days in (sorted(days), sorted(days, reverse=True))


def _years_named(page: Page, rows: Sequence[Row]) -> list[str]:
    """Return the years that a page writes in full."""
    choices = (option.text or "" for node in page.nodes[:1] for option in node.iter("option"))
    years = {*_WHOLE_YEAR.findall(" ".join((*page.pieces, *choices)))}
    return sorted(years | {str(year) for row in rows for year, _, _ in days_in((row.link,))})

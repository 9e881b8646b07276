"""How far to trust the best candidate of a page: by its lead over the next, and by what its entries and dates show."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from statistics import median
from typing import Final, Literal
from urllib.parse import urlsplit

from msgspec.structs import replace

from feedpub.dates import Dateline, Terms, parse_dateline, parse_heading, parse_moment
from feedpub.listings.html.choice.judge import Candidate
from feedpub.listings.html.choice.margins import aside
from feedpub.listings.html.groups.folders import folder_of, is_folder
from feedpub.listings.html.groups.spans import WHOLE
from feedpub.listings.html.page.prose import is_sentence
from feedpub.listings.html.page.tree import Page, width
from feedpub.listings.html.reading.fields import Extraction
from feedpub.listings.html.rivals.accepting import are_of_one_kind, may_be_a_listing
from feedpub.listings.html.titles.behind import goes_on_behind
from feedpub.listings.html.titles.links import href_of
from feedpub.model import ListingEntry

Confidence = Literal["sure", "likely", "unsure"]

_MAYBE_A_DAY: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)\D{1,20}\d{1,2}(?!\d)")
_SEEN: Final = 0.4
"""The share of records with a date in their text from which on entries without dates are suspect."""
_MOSTLY: Final = 0.5
_HEADLINE: Final = 25
"""Letters of a link outside of the list that may be a headline."""
_LINE: Final = 60
"""Letters of a line that is text, and no heading."""
_LEFT: Final = 0.25
"""The share of what entries say that may stand between them, as advertisements do."""
_ASIDE: Final = 0.4
"""What it counts that a list holds the sixteenth part of what a page says."""
_NAME: Final = (2, 3)
"""Words in the name of a person."""
_FAR_MORE: Final = 1.5
_NEARLY_ALL: Final = 0.9
_IN_ORDER: Final = 0.75
"""The share of neighbours that stand in the order of most."""


def confidence_in(page: Page, candidate: Candidate, found: Extraction, lead: float, address: str) -> Confidence:
    """Say how far to trust the best candidate; `lead` is its lead over the next one."""
    alike = sum(row.title is not None and row.title.key == candidate.titles[0].key for row in found.rows)
    whole = alike >= 0.9 * len(found.rows) and len(found.entries) >= 5
    backed = found.linked >= 0.9 and (found.dated >= 0.9 or candidate.reasons["text"] > 0.35)
    may_be = may_be_a_listing(candidate, found) and not candidate.below_text
    if (
        whole
        and candidate.titles[0].key != WHOLE
        and backed
        and may_be
        and (found.dated or are_of_one_kind(found.outline))
        and candidate.score >= 7.5
        and lead >= 2.0
        and _dates_are_paired(candidate, found)
        and not _are_contents(page, found)
        and not _days_unread(page, found)
        and not _text_left_out(page, found)
        and not _others_like_them(page, found, address)
        and not _headings_passed_over(page, found)
        and not _titles_go_on(page, found)
        and not _titles_may_be_texts(candidate, found)
        and not _only_pictured(page, found)
        and not _titles_may_be_names(found)
        and not _lead_apart(page, found)
        and not _lead_to_several_sites(found)
    ):
        return "sure"
    beside_the_point = not found.dated and candidate.reasons["share"] < _ASIDE  # ways to other pages below a text
    beside_the_point |= _are_contents(page, found)
    likely = may_be and candidate.score >= 6 and lead >= 0.8 and not beside_the_point
    return "likely" if likely else "unsure"


def is_larger(found: Extraction, other: Candidate, entries: Extraction) -> bool:
    """Say whether another list of a page, which may be its listing, holds far more: the best may be a box beside it."""
    many = len(entries.entries) >= _FAR_MORE * len(found.entries)
    return many and not other.reasons["aside"] and may_be_a_listing(other, entries)


def _dates_are_paired(candidate: Candidate, found: Extraction) -> bool:
    """Say whether the dates of a listing can be those of its entries: all have one, in order; or the page has none."""
    if any(row.record.doubt[1] for row in found.rows):
        return False
    if found.dated < 0.9:
        return found.dated == 0 and candidate.reasons["dated"] < _SEEN
    days = days_of(found)
    if not days:  # one that is missing may be printed in a way of its own
        return False
    steps = Counter(a > b for a, b in pairwise(days) if a != b)
    return not steps or max(steps.values()) >= _IN_ORDER * steps.total()


def _are_contents(page: Page, found: Extraction) -> bool:
    """Say whether nearly all entries lead to places in one page, and none prints a date: a table of contents."""
    nodes = [row.title.link if row.title is not None else -1 for row in found.rows]
    links = [page.href(node) if node >= 0 else entry.link for node, entry in zip(nodes, found.entries, strict=True)]
    pages = Counter(before for before, mark, _ in (link.partition("#") for link in links) if mark)
    return not found.dated and max(pages.values(), default=0) >= _NEARLY_ALL * len(links)


def _days_unread(page: Page, found: Extraction) -> bool:
    """Say whether most entries without a date print a year with a number near by: days in a form that is not known."""
    if found.dated:
        return False
    texts = (page.text(row.record.p0, row.record.p1) for row in found.rows)
    return sum(bool(_MAYBE_A_DAY.search(text)) for text in texts) >= _IN_ORDER * len(found.rows)


def _text_left_out(page: Page, found: Extraction) -> bool:
    """Say whether much text stands between entries and is of none: that of some may have been missed."""
    records = [row.record for row in found.rows]
    said = sum(page.size(record.p0, record.p1) for record in records)
    left, at = 0, records[0].p1
    for record in records[1:]:
        pieces = range(at, record.p0)
        left += sum(size for k in pieces if (size := page.size(k, k + 1)) >= _LINE)
        at = max(at, record.p1)
    return left > _LEFT * said


def _headings_passed_over(page: Page, found: Extraction) -> bool:
    """Say whether most entries have a link in a heading, and something else for their title."""
    plain = [row.record for row in found.rows if row.title is not None and not page.head[row.title.node]]
    over = sum(any(page.head[k] and page.link[k] == k for k in range(one.e0, one.e1)) for one in plain)
    return over * 2 > len(found.rows)


def _titles_go_on(page: Page, found: Extraction) -> bool:
    """Say whether the lines of many titles go on behind their links in small letters: those words may be theirs."""
    return sum(goes_on_behind(page, row) for row in found.rows) > _LEFT * len(found.rows)


def _titles_may_be_texts(candidate: Candidate, found: Extraction) -> bool:
    """Say whether long titles of what calls itself an entry are neither headings nor links: notes have words alone."""
    best, wide = candidate.titles[0], median(width(entry.title) for entry in found.entries)
    return candidate.named and wide >= _LINE and max(best.heading, best.link) < _MOSTLY


def _only_pictured(page: Page, found: Extraction) -> bool:
    """Say whether the titles are what pictures say of themselves: that may be something else."""
    links = [row.title.link for row in found.rows if row.title is not None and row.title.inner]
    images = [next((k for k in range(link, page.end[link]) if page.tag[k] == "img"), -1) for link in links]
    alike = (
        k >= 0 and " ".join((page.nodes[k].get("alt") or "").split()) == page.nodes[link].text
        for k, link in zip(images, links, strict=True)
    )
    return sum(alike) * 2 > len(found.rows)


def _titles_may_be_names(found: Extraction) -> bool:
    """Say whether nearly all titles are as names of persons, beside longer words that are no sentence: their titles."""
    alike = sum(
        len(words := entry.title.split()) in _NAME
        and all(word[0].isupper() for word in words)
        and width(entry.summary) > width(entry.title)
        and not is_sentence(entry.summary)
        for entry in found.entries
    )
    return alike > _IN_ORDER * len(found.entries)


def _lead_apart(page: Page, found: Extraction) -> bool:
    """Say whether entries lead elsewhere than the others: lists to a folder each, or some without a date.

    They may be several listings, or boxes beside one.
    """
    runs: dict[int, list[str]] = {}
    for entry, row in zip(found.entries, found.rows, strict=True):
        runs.setdefault(page.parent[row.record.root], []).append(folder_of(entry.link))
    if all(len(run) > 1 and len(set(run)) == 1 for run in runs.values()):
        return len({run[0] for run in runs.values()}) > 1
    counts = Counter(folder for run in runs.values() for folder in run)
    return not found.dated and _MOSTLY * len(found.rows) < max(counts.values()) < len(found.rows)


def _lead_to_several_sites(found: Extraction) -> bool:
    """Say whether entries whose titles are no links lead to several sites: those links may be of their texts."""
    rows = zip(found.entries, found.rows, strict=True)
    links = (entry.link for entry, row in rows if row.title is None or row.title.link < 0)
    return len({urlsplit(link).netloc for link in links if link}) > 1


def days_of(found: Extraction) -> list[date]:
    """Return the days of all entries; none, if one of them has no day that can be read."""
    days = [day.day for entry in found.entries if (day := _day_of(entry, found.terms)) is not None]
    return days if len(days) == len(found.entries) else []


def _day_of(entry: ListingEntry, terms: Terms) -> Dateline | None:
    """Return the day of an entry, None if what it prints is none."""
    if heading := parse_heading(entry.heading, terms):
        terms = replace(terms, year=heading.year, month=heading.month)
    read = (parse_moment(entry.moment, terms) if entry.moment else None) or parse_dateline(entry.dateline, terms)
    return read if isinstance(read, Dateline) else None


def _others_like_them(page: Page, found: Extraction, address: str) -> bool:
    """Say whether headings elsewhere, or words above, lead where the entries do, too: one may have been missed."""
    folders = Counter(folder_of(entry.link) for entry in found.entries if entry.link)
    if not folders or folders.most_common(1)[0][1] < 0.8 * len(found.entries):
        return False
    folder, known = folders.most_common(1)[0][0], {entry.link for entry in found.entries}
    links = [*_headed(page, address), *_above(page, found.rows[0].record.e0, address)]
    return is_folder(folder) and any(folder_of(link) == folder for link in links if link not in known)


def _headed(page: Page, address: str) -> Sequence[str]:
    """Return where the links in headings lead, and links around headings."""
    nodes = (k for k in range(len(page.nodes)) if page.link[k] == k)
    return [href_of(page, k, address) for k in nodes if page.head[k] or page.heads[page.end[k]] > page.heads[k]]


def _above(page: Page, first: int, address: str) -> Sequence[str]:
    """Return where the links lead that stand before an element, outside of menus, and say as much as headlines."""
    nodes = (k for k in range(first) if page.link[k] == k and width(page.text_of(k)) >= _HEADLINE)
    return [href_of(page, k, address) for k in nodes if not aside(page, k)]

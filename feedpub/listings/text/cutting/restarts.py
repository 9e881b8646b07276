"""Headings of sections that only the days tell, which begin anew below each: entries have no empty lines between."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from feedpub.listings.text.pages.layouts import Layout
from feedpub.listings.text.pages.page import Page
from feedpub.listings.text.pages.segments import date_at
from feedpub.listings.text.wording.furniture import is_furniture
from feedpub.listings.text.wording.words import is_credit, is_sentence, is_short


def heads_of_restarts(page: Page, layout: Layout, starts: Sequence[int]) -> frozenset[int]:
    """Return the first lines of entries that are headings: the days rise there, and fall everywhere else."""
    if layout.stands != "last":
        return frozenset()
    stops = [*starts[1:], len(page.paragraphs)]
    dates = [date_at(page, layout, start, stop) for start, stop in zip(starts, stops, strict=True)]
    days = [_day(page, layout, at) for at in dates]
    if None in days:
        return frozenset()
    rises = {at for at, (a, b) in enumerate(pairwise(days), 1) if a is not None and b is not None and b > a}
    heads = {
        at
        for at, (start, date_) in enumerate(zip(starts, dates, strict=True))
        if date_ is not None and _may_head(page, layout, start, date_)
    }
    if not rises or not rises <= heads or not heads <= rises | {0}:
        return frozenset()
    return frozenset(starts[at] for at in heads)


def _day(page: Page, layout: Layout, at: int | None) -> date | None:
    dated = page.dated(at, layout.form) if at is not None else None
    return dated.day if dated is not None else None


def _may_head(page: Page, layout: Layout, start: int, date_: int) -> bool:
    """Say whether a few words begin an entry, and a title follows them."""
    first = page.paragraphs[start]
    if start == date_ or not is_short(first.text) or first.style or is_furniture(first.text) or is_credit(first.text):
        return False
    dated = page.dated(date_, layout.form)
    title = page.paragraphs[start + 1].text if start + 1 < date_ else dated.before if dated is not None else ""
    return bool(title) and not is_sentence(title)

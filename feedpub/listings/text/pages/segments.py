"""What a page is cut into: the segments of its entries, and the headings that part them."""

from msgspec import Struct

from feedpub.dates import parse_heading
from feedpub.listings.naming import LABELS
from feedpub.listings.text.pages.layouts import Layout
from feedpub.listings.text.pages.page import Page
from feedpub.listings.text.wording.lines import Paragraph
from feedpub.listings.text.wording.timeheads import time_heading
from feedpub.listings.text.wording.words import is_credit


class Segment(Struct, frozen=True):
    """The paragraphs `start` to `stop` of one entry: `at` is the one with its date.

    `section` is the heading above it, `heading` the last one that says year or month, `day` a date line above it.
    """

    start: int
    stop: int
    at: int | None = None
    section: str = ""
    heading: str = ""
    day: str = ""
    headings: tuple[int, ...] = ()


class Cut(Struct, frozen=True):
    """The segments of a page; the paragraphs before and behind them belong to the page; `headings` part them."""

    segments: tuple[Segment, ...] = ()
    headings: tuple[int, ...] = ()
    stop: int = 0


def is_heading_line(paragraph: Paragraph) -> bool:
    """Say whether a paragraph is a heading by itself: marked as one, or a year, a month."""
    return paragraph.heading > 0 or time_heading(paragraph) is not None


def heads_times(page: Page, heading: int, date: int) -> bool:
    """Say whether a heading is the day to whose times that of a date line belongs."""
    line = page.lines[date]
    return (
        page.paragraphs[heading].heading > 0
        and line is not None
        and line.line.startswith(page.paragraphs[heading].text)
    )


def names_credit(paragraph: Paragraph) -> bool:
    """Say whether a paragraph names who took a picture, behind a label or without one."""
    return LABELS.get(paragraph.label) == "credit" or is_credit(paragraph.text)


def is_time(section: str) -> bool:
    """Say whether a section is a year or month."""
    return parse_heading(section) is not None


def date_at(page: Page, layout: Layout, start: int, stop: int) -> int | None:
    """Return where the date stands: a full date before a refused one, a refused one before a part."""
    for kind in ("full", "refused", "relative", "partial"):
        for at in range(start, stop):
            date = page.dated(at, layout.form)
            if date is not None and date.kind == kind:
                return at
    return None

"""Where the last entry of a page ends."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from feedpub.listings.text.cutting.stamps import ends_post
from feedpub.listings.text.mending.tables import ROW
from feedpub.listings.text.pages.doubles import says_updated
from feedpub.listings.text.pages.layouts import Layout
from feedpub.listings.text.pages.page import Page
from feedpub.listings.text.pages.segments import Segment, date_at, is_heading_line, names_credit
from feedpub.listings.text.wording.contacts import is_address, is_contact
from feedpub.listings.text.wording.furniture import is_copyright, is_furniture
from feedpub.listings.text.wording.lines import Paragraph
from feedpub.listings.text.wording.paging import is_menu, is_pager, is_way_on, points_on
from feedpub.listings.text.wording.photographers import names_photographer
from feedpub.listings.text.wording.words import is_credit, is_sentence, is_short, key_of

_SEVERAL: Final = 3
_MANY: Final = 5
_WIDE: Final = 2


def without_foot(page: Page, layout: Layout, start: int, stop: int, edge: int) -> int:
    """Return where the page stops: at its copyright line, at another list left of it, at its furniture."""
    paragraphs = page.paragraphs
    date = date_at(page, layout, start, stop)
    first, above = paragraphs[start], paragraphs[:start]
    owners = sum(map(_is_owner, above))

    @cache
    def stands_above(says: Callable[[Paragraph], bool]) -> bool:
        return any(map(says, above))

    @cache
    def keys_above() -> Counter[str]:
        return Counter(key_of(p.words) for p in above)

    for at in range(start + 1 if date is None else date + 1, stop):
        p = paragraphs[at]
        own = at + 1 < stop or (owners > 1 and not p.gap)  # touching its text, as those of others do
        if is_copyright(p.text) or (_is_owner(p) and not (owners and own)):
            return at
        if first.style == ROW and p.gap:
            return at  # what belongs to a row touches it
        if p.text.isdecimal() and [q.text for q in paragraphs[at + 1 : at + 2]] == [str(int(p.text) + 1)]:
            return at  # the numbers of the other pages, a line each
        if _points_on(p) and at > _head_of(start, date) and not stands_above(_points_on):
            return at
        if is_pager(p.words) and not ((key := key_of(p.words)) and keys_above()[key] > 1):
            return at  # “Pages: 120” that opens lines of other entries, too, is no way to other pages
        if is_menu(p.words) or is_way_on(p.words):
            return at
        if at in page.updated:
            return at
        if _is_contact(p) and not stands_above(_is_contact):
            before = paragraphs[at - 1]
            return at - (at - 1 > _head_of(start, date) and p.gap <= before.gap and is_address(before.text))
        if p.gap and _is_updated(p) and not stands_above(_is_updated):
            return at
        other = p.style and not p.label and p.style != first.style and not first.style.startswith("#")
        if other and p.indent <= edge and layout.marker:
            return at
    while stop - 1 > start and is_furniture(paragraphs[stop - 1].text) and paragraphs[stop - 1].gap:
        stop -= 1
    return stop


def _points_on(paragraph: Paragraph) -> bool:
    return points_on(paragraph.words)


def _is_contact(paragraph: Paragraph) -> bool:
    return is_contact(paragraph.text)


def _is_updated(paragraph: Paragraph) -> bool:
    return says_updated(f"{paragraph.label} {paragraph.words}".lstrip())


def _head_of(start: int, date: int | None) -> int:
    """Return the last line that an entry surely has: its date, or the title below a date that stands first."""
    return start if date is None else date + (date == start)


def _is_set_in(paragraphs: Sequence[Paragraph], entry: Segment) -> bool:
    """Say whether lines of an entry are set in below its first one."""
    return any(p.indent > paragraphs[entry.start].indent for p in paragraphs[entry.start + 1 : entry.stop])


def _is_owner(paragraph: Paragraph) -> bool:
    """Say whether a line names an owner: of the page, or of a picture where it stands within entries."""
    text = paragraph.text
    if not text.startswith("©"):
        return False
    return is_credit(text) and not (names_photographer(text.lstrip("© ")) or is_copyright(text))


def without_headed(page: Page, layout: Layout, start: int, stop: int) -> int:
    """Return where the last entry ends whose title is a heading: at the next heading that is as high."""
    level = layout.marker.count("#") if layout.marker.startswith("##") else 0
    return next((at for at in range(start + 1, stop) if 0 < page.paragraphs[at].heading <= level), stop)


def above_gap(page: Page, layout: Layout, starts: Sequence[int], stop: int) -> int:
    """Return where the last entry ends: at a gap that otherwise only parts entries, or parts nothing in the others.

    Or at one that is wider than all others, below as many lines as the shortest of the others has.
    """
    paragraphs = page.paragraphs
    if len(starts) < _SEVERAL:
        return stop
    heads = [_head_of_gap(paragraphs, at) for at in starts[1:]]
    parting = min(paragraphs[at].gap for at in heads)
    first = {*starts, *heads}
    gap = 1
    for at in range(starts[0], starts[-1]):
        if paragraphs[at].gap >= gap and at not in first and not is_heading_line(paragraphs[at]):
            gap = paragraphs[at].gap + 1
    unparted = gap == 1 and not any(paragraphs[at].gap for at in heads)
    date = date_at(page, layout, starts[-1], stop)
    begin = starts[-1] if date is None else date
    if gap > parting and not unparted:
        begin = max(begin, starts[-1] + min(b - a for a, b in pairwise(starts)) - 1)
        gap = max(gap, 1 + max(paragraphs[at].gap for at in heads))
    return next((at for at in range(begin + 1, stop) if paragraphs[at].gap >= gap), stop)


def above_section(page: Page, first: int, date: int | None, stop: int) -> int:
    """Return where an entry ends that leads on: above a line that stands above the first entry, too, and texts."""
    lines = page.paragraphs
    head = lines[first - 1].text if first and date is not None else ""
    if not head or date is None:
        return stop
    own = (at for at in range(date + 2, stop - 1) if lines[at].text == head and is_furniture(lines[at - 1].text))
    return next((at for at in own if not is_furniture(head)), stop)


def _head_of_gap(paragraphs: Sequence[Paragraph], start: int) -> int:
    """Return where an entry is parted from the one above: few words may stand between, behind a wider gap."""
    above = paragraphs[start - 1]
    between = above.gap >= _WIDE and above.gap > paragraphs[start].gap and not is_sentence(above.text)
    return start - 1 if between else start


def above_links(page: Page, layout: Layout, starts: Sequence[int], stop: int) -> int:
    """Return where the last entry ends: above an empty line and bullets, where no other entry has any."""
    paragraphs = page.paragraphs
    if layout.marker or len(starts) < _SEVERAL or any(map(_is_bullet, paragraphs[starts[0] : starts[-1]])):
        return stop
    date = date_at(page, layout, starts[-1], stop)
    begin = _head_of(starts[-1], date) + 1
    own = (at for at in range(begin, stop) if _is_bullet(paragraphs[at]) and paragraphs[at].gap)
    return next((at for at in own if not paragraphs[at - 1].text.endswith((":", "："))), stop)


def _is_bullet(paragraph: Paragraph) -> bool:
    return bool(paragraph.style) and not paragraph.label and paragraph.number is None


def _behind_text(page: Page, start: int, stop: int) -> int:
    """Return where the last entry ends that ends in a text: before the few words below it."""
    last = page.paragraphs[stop - 1]
    told = stop - 2 > start and is_sentence(page.paragraphs[stop - 2].text)
    return stop - 1 if told and last.gap and is_short(last.text) and not last.style else stop


def as_others_end(page: Page, others: Sequence[Segment], start: int, stop: int, date: int | None = None) -> int:
    """Return where the last entry ends: behind the words that end the others, and at their length.

    `date` is where its date stands on a page whose entries end with theirs.
    """
    if date is not None and len(others) >= _SEVERAL and all(one.stop - 1 == one.at for one in others):
        return date + 1
    end = _as_most_end(page, others, start, stop)
    return end if date is None else max(date + 1, end)


def _as_most_end(page: Page, others: Sequence[Segment], start: int, stop: int) -> int:
    paragraphs = page.paragraphs
    if others and all(ends_post(paragraphs, one.stop - 1) for one in others):
        return next((at + 1 for at in range(start, stop) if ends_post(paragraphs, at)), stop)
    if len(others) < _SEVERAL:
        return stop
    lengths = [sum(not names_credit(p) for p in paragraphs[one.start : one.stop]) for one in others]
    text, times = Counter(paragraphs[one.stop - 1].words for one in others).most_common(1)[0]
    if times * 2 > len(others) and min(lengths) > 1:
        stop = next((at + 1 for at in range(start + 1, stop) if paragraphs[at].words == text), stop)
    if len(others) >= _MANY - 1 and all(is_sentence(paragraphs[one.stop - 1].text) for one in others):
        stop = _behind_text(page, start, stop)
    said = [at for at in range(start, stop) if not names_credit(paragraphs[at])]
    end = said[max(lengths)] if max(lengths) < len(said) else stop
    if end >= stop:
        return stop
    deeper = paragraphs[end].indent > paragraphs[start].indent
    if deeper and (paragraphs[start].style or any(_is_set_in(paragraphs, one) for one in others)):
        return stop  # what is set in below a marker is the entry's, however long
    alike = len(others) >= _MANY and (min(lengths) == max(lengths) or len(others) >= 2 * _MANY)
    told = is_sentence(paragraphs[end].text) and is_sentence(paragraphs[end - 1].text)  # a text of two paragraphs
    return end if (alike and not told) or is_short(paragraphs[end].words) else stop

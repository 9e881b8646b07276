"""Cuts that give each entry what heads the next one: the last entry lacks it, and above the first it is left over."""

from collections.abc import Sequence
from typing import Final

from feedpub.listings.naming import LABELS, role_of_column
from feedpub.listings.text.pages.page import Page
from feedpub.listings.text.pages.segments import Segment, is_heading_line
from feedpub.listings.text.wording.admission import says_admission
from feedpub.listings.text.wording.furniture import is_furniture
from feedpub.listings.text.wording.timeheads import time_heading
from feedpub.listings.text.wording.words import author_of, is_credit, is_sentence

_LONGEST: Final = 160


def is_cut_short(page: Page, segments: Sequence[Segment]) -> bool:
    """Say whether all entries but the last end in words that may head the next one, and the first stands below such.

    The last one ends as the others do without those words: in its date, or in a text.
    """
    if len(segments) < 2 or segments[0].start == 0 or not _may_head(page, segments[0].start - 1):
        return False
    *others, last = segments
    ends = [(one, _end_of(page, one)) for one in others]
    if any(end == one.at or not _may_head(page, end) for one, end in ends):
        return False
    end = _end_of(page, last)
    if end == last.at and not _is_told(page, end):
        return True
    return _is_told(page, end) and all(_is_told(page, _text_above(page, one, end)) for one, end in ends)


def begins_with_columns(page: Page, segments: Sequence[Segment]) -> bool:
    """Say whether the first entry begins with a line that names the columns, where others begin with other words.

    Such words end the entries above, for those of the last one are left over: “Date Title Paper:” is above all entries.
    """
    first, last = segments[0], segments[-1]
    if len(segments) < 2 or first.at is None or first.at == first.start or last.stop >= len(page.paragraphs):
        return False
    names = page.paragraphs[first.start].text
    if not _names_columns(names) or not _may_head(page, last.stop) or last.at == last.stop - 1:
        return False
    heads = [page.paragraphs[one.start].text for one in segments[1:] if one.start != one.at]
    return len(heads) * 2 > len(segments) and names not in heads


def _names_columns(text: str) -> bool:
    """Say whether a line names the columns below it: “Date Title Read it at:”."""
    first, *others = text.rstrip(":：").split() or [""]
    return len(others) > 0 and role_of_column(first) == "date" and not any(map(str.isdigit, text))


def hold_headings(page: Page, segments: Sequence[Segment]) -> bool:
    """Say whether few entries have a year or a month within that heads the entries below it: it parts entries."""
    held = sum(any(map(time_heading, page.paragraphs[one.start + 1 : one.stop])) for one in segments)
    return 0 < held * 2 < len(segments)


def _end_of(page: Page, segment: Segment) -> int:
    """Return the last line of an entry that says something of it."""
    own = range(segment.stop - 1, segment.start, -1)
    return next((at for at in own if at == segment.at or not _is_aside(page, at)), segment.start)


def _text_above(page: Page, segment: Segment, end: int) -> int:
    """Return the line above the words that end an entry: its date may be one of them."""
    own = range(end - 1, segment.start, -1)
    return next(
        (at for at in own if at == segment.at or not (_is_aside(page, at) or _may_head(page, at))), segment.start
    )


def _is_aside(page: Page, at: int) -> bool:
    text = page.paragraphs[at].text
    return is_furniture(text) or is_credit(text) or at in page.again


def _is_told(page: Page, at: int) -> bool:
    p = page.paragraphs[at]
    return not page.kind(at) and (is_sentence(p.text) or LABELS.get(p.label) == "summary")


def _may_head(page: Page, at: int) -> bool:
    """Say whether a line may be a title or a kicker: no date, no sentence, nothing of the page's."""
    p = page.paragraphs[at]
    plain = not (p.style or p.label or page.kind(at) or page.parts[at] or is_heading_line(p) or is_sentence(p.text))
    aside = is_furniture(p.text) or is_credit(p.text) or author_of(p.text) or says_admission(p.text)
    return plain and 0 < len(p.text) <= _LONGEST and not aside

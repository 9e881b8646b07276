"""Cuts that are one line off: each entry ends in what heads the next one, and the last has nothing to end in."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from feedpub.listings.text.pages.layouts import Layout
from feedpub.listings.text.pages.mastheads import names_list
from feedpub.listings.text.pages.page import Page
from feedpub.listings.text.pages.segments import Segment, is_heading_line
from feedpub.listings.text.wording.furniture import is_furniture
from feedpub.listings.text.wording.lines import Paragraph
from feedpub.listings.text.wording.paging import is_usual_way, leads_on
from feedpub.listings.text.wording.words import author_of, count_words, is_credit, is_sentence, is_short

_SOME: Final = 3
_NEARLY_ALL: Final = 0.8
_TEXT: Final = 100
"""Nearly no title is longer, in characters."""
_HEAD: Final = 3
"""So many words at most is a list called by."""


def ends_in_heads(page: Page, segments: Sequence[Segment]) -> bool:
    """Say whether nearly all entries but the last end in a few words, which stand above the first one as well.

    Such words are the kicker of the entry below, however near they stand to the text above. Below the last one the
    page may go on in few words, but not in the same where the others come again: if these stand off the texts above,
    and do not end the page. Or they lead to what every site has, “Contact”.
    """
    if len(segments) <= _SOME or segments[0].start == 0:
        return False
    ends = [segment.stop - 1 for segment in segments]
    bare = sum(end - 1 == one.start == one.at for end, one in zip(ends, segments, strict=True))
    if any(end == one.start for end, one in zip(ends, segments, strict=True)) or bare * 2 > len(ends):
        return False  # nothing but dates would be left
    *others, last = (_may_head(page, end) for end in ends)
    if sum(others) < _NEARLY_ALL * len(others) or not _may_head(page, segments[0].start - 1):
        return False
    lines = page.paragraphs
    goes_on = ends[-1] + 1 < len(lines) and all(lines[end].gap for end in ends[:-1])
    first, *said = (lines[at].text for at in (segments[0].start - 1, *ends))
    ended = is_usual_way(said[-1]) or (goes_on and first in said[:-1])
    return not last or (ended and said[-1] not in said[:-1])


def leaves_an_entry(page: Page, segments: Sequence[Segment]) -> bool:
    """Say whether below the last date stands what others have above theirs, and above the first one does not."""
    if _leaves_fields(page, segments) or _part_a_line(page, segments) or _leaves_title(page, segments):
        return True
    if len(segments) <= _SOME or any(one.at != one.stop - 1 for one in segments):
        return False
    first, *others = (_told(page, one.start, one.stop - 1) for one in segments)
    (told, times), behind = Counter(others).most_common(1)[0], segments[-1].stop
    return any(told) and times * 2 > len(others) and first != told and _told(page, behind, behind + len(told)) == told


def _leaves_title(page: Page, segments: Sequence[Segment]) -> bool:
    """Say whether each entry is a title above its date, the first a few words, and one more title ends the page."""
    lines, behind = page.paragraphs, segments[-1].stop
    if len(segments) <= _SOME or behind >= len(lines):
        return False
    if any(one.at != one.start + 1 or one.stop != one.at + 1 for one in segments):
        return False
    first, *others = (count_words(lines[one.start].text) for one in segments)
    headed = first <= _HEAD and (first * 3 <= min(others) * 2 or names_list(lines[segments[0].start].text))
    last = lines[behind]
    titled = (
        count_words(last.text) >= min(others) and _may_be_title(last.text) and last.style == lines[behind - 2].style
    )
    return headed and titled and all(is_furniture(p.text) for p in lines[behind + 1 :])


def _may_be_title(text: str) -> bool:
    plain = not (is_furniture(text) or is_credit(text) or leads_on(text))
    return plain and (not is_sentence(text) or text.endswith(("?", "!")))


def _part_a_line(page: Page, segments: Sequence[Segment]) -> bool:
    """Say whether an entry begins within a line, with a label behind others on it."""
    lines = page.paragraphs
    return any(one.start and lines[one.start].line == lines[one.start - 1].line for one in segments)


def _leaves_fields(page: Page, segments: Sequence[Segment]) -> bool:
    """Say whether the labels below the last date are those that all others have above theirs, and the first has not."""
    last = segments[-1].at
    if len(segments) < _SOME or last is None or any(one.at != one.stop - 1 for one in segments[:-1]):
        return False
    first, *others = (_labels(page, one.start, one.stop - 1) for one in segments[:-1])
    others.append(_labels(page, segments[-1].start, last))
    return (
        bool(others[0]) and first != others[0] and {*others, _labels(page, last, len(page.paragraphs))} == {others[0]}
    )


def _labels(page: Page, start: int, stop: int) -> frozenset[str]:
    return frozenset(p.label for p in page.paragraphs[start:stop] if p.label)


def ends_bare(page: Page, layout: Layout, segments: Sequence[Segment]) -> bool:
    """Say whether only the last date has nothing below it but the foot of the page, where half of the others have.

    Such lines begin the entry below, and a date ends each.
    """
    if layout.form != "line" or len(segments) <= _SOME or segments[0].start == 0:
        return False
    *others, last = (one.at is not None and one.at < one.stop - 1 for one in segments)
    ended = segments[-1].at == segments[-1].stop - 1 and segments[-1].stop < len(page.paragraphs)
    return ended and not last and sum(others) * 2 >= len(others)


def _told(page: Page, start: int, stop: int) -> tuple[bool | str, ...]:
    """Say of each line whether it is a sentence, or its label."""
    return tuple(p.label or is_sentence(p.text) for p in page.paragraphs[start:stop] if not is_furniture(p.text))


def _may_head(page: Page, at: int) -> bool:
    """Say whether a line is a few words that head something: no date, no sentence, nothing of the page's."""
    p = page.paragraphs[at]
    plain = not (p.style or p.label or page.kind(at) or is_heading_line(p))
    return plain and is_short(p.text) and not (is_furniture(p.text) or is_credit(p.text) or author_of(p.text))


def ends_above_another(page: Page, segments: Sequence[Segment]) -> bool:
    """Say whether nearly all entries but the first have a text above their date, and so begin lines below the last."""
    if len(segments) < _SOME or not all(one.at == one.stop - 1 for one in segments):
        return False
    first, *others = (_texts(page.paragraphs[one.start : one.stop - 1]) for one in segments)
    left = _texts(page.paragraphs[segments[-1].stop :])
    return not any(first) and any(left) and sum(one[-1:] == [True] for one in others) >= _NEARLY_ALL * len(others)


def _texts(lines: Sequence[Paragraph]) -> list[bool]:
    """Say which lines are texts."""
    return [is_sentence(p.text) or len(p.text) > _TEXT for p in lines]

"""Titles without markers below the days of a page: several stand below one day, a line or a block each."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from itertools import pairwise
from typing import Final

from feedpub.dates.moulds import names_weekday
from feedpub.listings.naming import LABELS
from feedpub.listings.text.cutting.stamps import ends_post
from feedpub.listings.text.pages.layouts import Layout
from feedpub.listings.text.pages.mastheads import is_date_alone
from feedpub.listings.text.pages.page import Page
from feedpub.listings.text.pages.segments import Segment, is_heading_line, names_credit
from feedpub.listings.text.wording.contacts import is_contact
from feedpub.listings.text.wording.furniture import is_copyright, is_furniture, without_more
from feedpub.listings.text.wording.lines import Paragraph
from feedpub.listings.text.wording.paging import leads_on
from feedpub.listings.text.wording.phrases import heads_archive
from feedpub.listings.text.wording.signing import is_initials
from feedpub.listings.text.wording.words import count_words, filed_under, is_sentence

_DAYS: Final = 2
_NEARLY_ALL: Final = 0.9
_MOST: Final = 0.75
_LONGEST: Final = 160
_SEVERAL: Final = 3
_WORDS: Final = 4
"""Fewer may head a part of a text."""
_ASKED: Final = "?!？！"
_Told = Callable[[Sequence[Paragraph], int, int], bool]


def daily_starts(page: Page) -> list[int]:
    """Return where entries start below the days of a page; none where the lines below a day are those of one entry.

    Of one entry are lines that are as many below each day, or that end like sentences.
    """
    days = page.full("line")
    if linked := _linked_starts(page, days):
        return linked
    if not days or any(page.paragraphs[day].label for day in days):
        return []  # “Date: 3 May 2019” dates one entry
    if len(days) < _DAYS:
        return _lone_starts(page, days[0])
    if any(_day(page, a) == _day(page, b) for a, b in pairwise(days)):
        return []  # a day that heads its entries need not be said again
    groups = _without_foot(page, _blocks(page, days))
    if told := _told_starts(page, groups):
        return told
    counts = set(map(len, groups[:-1])) if len(groups) > _DAYS else set(map(len, groups))
    starts = [at for group in groups for at in group]
    if any(page.paragraphs[day + 1].heading for day in days if day + 1 < len(page.paragraphs)):
        return starts if all(groups[:-1]) and _are_titles(page, starts) else []  # topics part the titles of a day
    if len(counts) == 1 and _are_built(page, groups, days):
        return starts if _are_titles(page, starts) else []
    if len(counts) < _DAYS or 0 in counts or max(counts) < _DAYS or not _are_titles(page, starts):
        return []
    return starts


def hides_days(page: Page, layout: Layout, segments: Sequence[Segment]) -> bool:
    """Say whether dates that stand apart from what is below head several entries, and each is taken for that of one."""
    days = page.full("line")
    if layout.form != "line" or layout.stands == "heading" or len(days) < _DAYS or len(segments) > len(days):
        return False
    below = [page.paragraphs[day + 1] for day in days if day + 1 < len(page.paragraphs)]
    starts = daily_starts(page) if all(p.gap for p in below) else []
    if len(starts) <= len(days):
        return False
    lines, first = page.paragraphs, {min((at for at in starts if at > day), default=0) for day in days}
    apart = [_gap_above(lines, at) for at in starts if at not in first]
    own = [at for at in range(starts[0], starts[-1]) if not (at in starts or at in days or _is_beside(lines[at]))]
    credited = any(names_credit(lines[at - 1]) for at in starts)
    return min(apart, default=0) > max((_gap_above(lines, at) for at in own), default=0 if credited else 1)


def _day(page: Page, at: int) -> date | str:
    dated = page.dated(at, "line")
    return dated.day if dated is not None and dated.day is not None else page.paragraphs[at].text


def _linked_starts(page: Page, days: Sequence[int]) -> list[int]:
    """Return where entries start that an address ends, or their category, or who posted them, even below one day."""
    lines = page.paragraphs
    if posts := _ended_starts(page, days, [at for at in range(len(lines)) if ends_post(lines, at)], _is_posted, _DAYS):
        return posts
    closing = [at for at, line in enumerate(lines) if line.links and not line.text]
    filed = [] if closing else [at for at, line in enumerate(lines) if filed_under(line.text)]
    return _ended_starts(page, days, closing or filed, _is_told, _DAYS if filed else _SEVERAL)


def _ended_starts(page: Page, days: Sequence[int], found: Sequence[int], told: _Told, least: int) -> list[int]:
    """Return where entries start that some lines end, below a title and what is told.

    Some days have several of them; nothing but the foot of the page stands behind the last of these lines.
    """
    lines, starts = page.paragraphs, list[int]()
    for a, b in pairwise([*days, len(lines)] if found else []):
        ends = found[bisect_right(found, a) : bisect_right(found, b - 1)]
        own = [at + 1 for at in [a, *ends[:-1]]]
        if not ends or (ends[-1] + 1 != b < len(lines)) or not all(map(partial(told, lines), own, ends)):
            return []
        starts += own
    several = len(starts) >= max(least, len(days) + 1) and len({_day(page, day) for day in days}) == len(days)
    return starts if several and _are_titles(page, starts) else []


def _is_posted(lines: Sequence[Paragraph], start: int, end: int) -> bool:
    """Say whether a text stands below a title, whatever else does."""
    return any(is_sentence(line.text) for line in lines[start + 1 : end])


def _is_told(lines: Sequence[Paragraph], start: int, end: int) -> bool:
    """Say whether a title stands above texts, sentences or at least longer ones, and nothing else."""
    texts = [line.text for line in lines[start + 1 : end] if not is_furniture(line.text)]
    return bool(texts) and all(is_sentence(text) or len(text) > len(lines[start].text) for text in texts)


def _told_starts(page: Page, groups: Sequence[Sequence[int]]) -> list[int]:
    """Return where titles stand that each have their text below them, sentences; none where a day has only one.

    Most days have several of them; one such day is enough where all titles have words enough, and one text each, or
    where more stands below initials, which end a text. Some have no text where titles, and no texts, are in capitals.
    """
    *others, last = (_told(page, group) for group in groups)
    while len(last) > 1 and not last[-1][1]:
        last.pop()  # the foot of the page
    told = [*others, last]
    titles = [[at for at, text in group if not text] for group in told]
    starts = [at for group in titles for at in group]
    followed = sum(b and not a for group in told for (_, a), (_, b) in pairwise(group))
    headed = all(group and not group[0][1] for group in told)
    several = sum(len(group) > 1 for group in titles) * 2 > len(groups) or _are_pairs(page, told)
    several = several or any(is_initials(page.paragraphs[at - 1].text) for group in groups for at in group[1:])
    needed = (_MOST if _stand_out(page, told) else _NEARLY_ALL) * len(starts)
    return starts if headed and several and followed >= needed and _are_titles(page, starts) else []


def _lone_starts(page: Page, day: int) -> list[int]:
    """Return where titles with words enough stand below the only day of a page, each above one text: those of a blog.

    Each stands farther from its text than from the one above, as no heading within an article does. The days of blogs
    have their weekday; without, it may be when a page of questions or terms was changed. Below a heading, “News of”
    that day, or “Daily archives:”, titles may stand as they will. Texts alone may be one letter or one page of a diary.
    """
    archive = page.paragraphs[day].daily or heads_archive(page.paragraphs[day].text)
    headed = page.paragraphs[day].heading > 0 or archive
    if not (headed or names_weekday(page.paragraphs[day].text)):
        return []
    groups = _without_foot(page, _blocks(page, [day]))
    if archive and len(groups[0]) >= _SEVERAL and _are_built(page, groups, [day]) and _are_wordy(page, groups[0]):
        return groups[0] if _are_titles(page, groups[0]) else []
    told = _told(page, [at for at in groups[0] if not (archive and is_furniture(page.paragraphs[at].text))])
    while archive and len(told) > 1 and not (told[-1][1] or _are_wordy(page, [told[-1][0]])):
        told.pop()  # the foot of the page
    starts = [at for at, text in told if not text]
    lines = page.paragraphs
    several = len(starts) >= (_DAYS if archive else _SEVERAL) and _are_pairs(page, [told]) and _are_titles(page, starts)
    apart = several and (headed or all(lines[at].gap < lines[at + 1].gap for at in starts))
    return starts if apart and (archive or is_date_alone(lines[day].text, page.terms)) else []


def _told(page: Page, group: Sequence[int]) -> list[tuple[int, bool]]:
    """Say of each line whether it is a text; the first below a day may ask or call, and is none above another."""
    told = [(at, is_sentence(without_more(page.paragraphs[at].text))) for at in group]
    if len(told) > 1 and told[0][1] and told[1][1] and page.paragraphs[group[0]].text[-1] in _ASKED:
        told[0] = group[0], False
    return told


def _stand_out(page: Page, groups: Sequence[Sequence[tuple[int, bool]]]) -> bool:
    """Say whether all titles are in capitals, and no text is; a lone word may name a rubric."""
    lines = [(page.paragraphs[at].text, told) for group in groups for at, told in group]
    return all(text.isupper() != told and (told or " " in text) for text, told in lines)


def _are_pairs(page: Page, groups: Sequence[Sequence[tuple[int, bool]]]) -> bool:
    """Say whether each day has titles with words enough and one text each, and some day has two of them."""
    alternate = all(told == bool(place % 2) for group in groups for place, (_, told) in enumerate(group))
    wordy = _are_wordy(page, [at for group in groups for at, told in group if not told])
    whole = all(group and group[-1][1] for group in groups)
    return alternate and wordy and whole and any(len(group) > _DAYS for group in groups)


def _are_wordy(page: Page, titles: Sequence[int]) -> bool:
    return all(count_words(page.paragraphs[at].text) >= _WORDS for at in titles)


def _blocks(page: Page, days: Sequence[int]) -> list[list[int]]:
    """Return where blocks begin below each day: at gaps, or at each line where all lines are parted alike."""
    paragraphs = page.paragraphs
    groups = [
        [at for at in range(a + 1, b) if not (is_heading_line(paragraphs[at]) or _is_beside(paragraphs[at]))]
        for a, b in pairwise([*days, len(paragraphs)])
    ]
    widest = len(paragraphs) if len(days) >= _DAYS else 1  # below the only day lines are looked at one by one
    apart = {at: min(widest, _gap_above(paragraphs, at)) for group in groups for at in group[1:]}
    inner = groups[: max(_DAYS, len(groups) - 1)]  # the foot ends the last
    within = {apart[at] for group in inner for at in group[1:]}
    least, alike = min(within, default=0), len(within) == 1
    return [[at for at in group if at == group[0] or alike or apart[at] > least] for group in groups]


def _gap_above(paragraphs: Sequence[Paragraph], at: int) -> int:
    """Return how many empty lines stand above a line, or above those of the page and the credit that touch it."""
    gap = paragraphs[at].gap
    while at and _is_beside(paragraphs[at - 1]):
        at -= 1
        gap = max(gap, paragraphs[at].gap)
    return gap


def _is_beside(line: Paragraph) -> bool:
    """Say whether a line is neither title nor text: it says who took the picture, where a text is from, or leads on."""
    return _names_source(line) or names_credit(line) or (leads_on(line.words) and bool(line.gap))


def _names_source(line: Paragraph) -> bool:
    """Say whether a line says behind a label where a text comes from, or by whom: it is neither title nor text."""
    return LABELS.get(line.label) in {"author", "furniture"} and bool(line.text)


def _without_foot(page: Page, groups: list[list[int]]) -> list[list[int]]:
    """Leave out what leads on from the page below its last day, and what has no text where all other blocks have."""
    *others, last = groups
    lines = page.paragraphs
    ends = [at - (at == group[0]) for group in groups[1:] for at in group if group is not last or at == group[0]]
    told = len(ends) >= _SEVERAL and all(is_sentence(without_more(lines[at - 1].text)) for at in ends)
    while len(last) > 1 and (_is_foot(lines[last[-1]].words) or (told and not _has_text(lines[last[-1] + 1 :]))):
        last = last[:-1]
    return [*others, last]


def _is_foot(words: str) -> bool:
    return leads_on(words) or is_contact(words) or is_copyright(words)


def _has_text(lines: Sequence[Paragraph]) -> bool:
    return any(is_sentence(without_more(p.text)) and not is_copyright(p.text) for p in lines)


def _are_built(page: Page, groups: Sequence[Sequence[int]], days: Sequence[int]) -> bool:
    """Say whether each day has several blocks, and each of these a title above and a text at its end."""
    if len(groups) > _DAYS:
        groups = groups[:-1]  # the beginning of a long page may end within a day
    if not all(len(group) > 1 for group in groups):
        return False
    lines = page.paragraphs
    starts = [at for group in groups for at in group]
    stops = sorted({*starts[1:], *days[1:], len(lines)})
    blocks = [lines[a : stops[bisect_right(stops, a)]] for a in starts]
    return all(len(block) > 1 and not is_sentence(block[0].text) and is_sentence(block[-1].text) for block in blocks)


def _are_titles(page: Page, starts: Sequence[int]) -> bool:
    texts = [page.paragraphs[at].text for at in starts]
    plain = [text for text in texts if len(text) <= _LONGEST and not text.endswith((":", "："))]
    titles = [text for text in plain if (not is_sentence(text) or text[-1] in _ASKED) and not is_furniture(text)]
    return len(titles) >= _NEARLY_ALL * len(texts) and len(set(titles)) >= _NEARLY_ALL * len(titles)

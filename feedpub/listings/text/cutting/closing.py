"""Entries that one and the same line closes: “Read more”, “Register”. Behind it the next entry begins."""

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import Final

from feedpub.listings.text.cutting.atop import atop_some, run_one_way
from feedpub.listings.text.pages.layouts import CLOSED, Layout
from feedpub.listings.text.pages.page import Page
from feedpub.listings.text.pages.segments import date_at
from feedpub.listings.text.wording.furniture import is_furniture
from feedpub.listings.text.wording.lines import Paragraph
from feedpub.listings.text.wording.words import is_sentence, is_short

_SOME: Final = 4
_PAIR: Final = 2


def closed_starts(page: Page, dates: Sequence[int]) -> list[int]:
    """Return where entries start: behind the line that stands once behind every date; none where no line does."""
    if len(dates) < _SOME:
        return []
    paragraphs = page.paragraphs
    groups = [[p.words for p in paragraphs[a + 1 : b]] for a, b in pairwise(dates)]
    common = set(groups[0]).intersection(*groups[1:])
    closing = next((words for words in groups[0] if words in common and is_short(words)), None)
    if closing is None or any(group.count(closing) != 1 for group in groups):
        return []
    starts = [at + 1 + group.index(closing) + 1 for at, group in zip(dates, groups, strict=False)]
    if any(start >= at for start, at in zip(starts, dates[1:], strict=True)):
        return []
    starts = [_behind_furniture(paragraphs, start, at) for start, at in zip(starts, dates[1:], strict=True)]
    built = set(_above(page, starts, dates[1:]))
    likely = {dates[0] - len(one) for one in built if len(one) <= dates[0]}
    first = next((at for at in sorted(likely) if _is_built(paragraphs[at : dates[0]], built)), dates[0])
    return [first, *starts]


def with_closed(page: Page, starts: list[int]) -> list[int]:
    """Add the entries without a date, of a title and a text, that the line closes which closes all others.

    They stand between others: what stands below the last one may be the foot of the page.
    """
    lines = page.paragraphs
    groups = [range(start, stop) for start, stop in pairwise(starts)]
    closing = _closing(page, groups)
    ends = [[at for at in group if lines[at].text == closing] for group in groups]
    twice = [(one[0], one[1]) for one in ends if len(one) == _PAIR]
    if not twice or any(len(one) > _PAIR for one in ends) or len(twice) * _PAIR > len(starts):
        return starts
    added = [_behind_furniture(lines, first + 1, last) for first, last in twice]
    told = all(_is_told(page, start, last) for start, (_, last) in zip(added, twice, strict=True))
    return sorted([*starts, *added]) if told else starts


def _closing(page: Page, groups: Sequence[range]) -> str:
    """Return the line that leads to other pages and stands in all of these entries."""
    texts = [dict.fromkeys(page.paragraphs[at].text for at in group) for group in groups]
    ends = Counter(text for group in texts for text in group if any(map(str.isalpha, text)) and is_furniture(text))
    closing, count = ends.most_common(1)[0] if ends else ("", 0)
    return closing if count == len(groups) > 1 else ""


def _is_told(page: Page, start: int, stop: int) -> bool:
    """Say whether a title and texts that end in a sentence stand there, without a date line."""
    texts = [p.text for p in page.paragraphs[start:stop]]
    dated = any(page.kind(at) for at in range(start, stop))
    return len(texts) >= _PAIR and not dated and not is_sentence(texts[0]) and is_sentence(texts[-1])


def _behind_furniture(paragraphs: Sequence[Paragraph], start: int, date: int) -> int:
    """Return where an entry starts below further lines that end the one above: “3 comments”."""
    return next((at for at in range(start, date - 1) if not is_furniture(paragraphs[at].text)), date - 1)


def _above(page: Page, starts: Sequence[int], dates: Sequence[int]) -> list[tuple[bool | None, ...]]:
    return [_built(page.paragraphs[start:at]) for start, at in zip(starts, dates, strict=True)]


def heads_of_longer(page: Page, layout: Layout, starts: Sequence[int]) -> frozenset[int]:
    """Return the first lines of entries that alone have a line more above the date than any other: headings.

    Of blocks they are some that come once, where the days begin anew below them: kickers stand above any entry.
    """
    if layout.above != CLOSED and not (layout.above == 0 and atop_some(layout)):
        return frozenset()
    stops = [*starts[1:], len(page.paragraphs)]
    dates = [date_at(page, layout, start, stop) for start, stop in zip(starts, stops, strict=True)]
    if None in dates:
        return frozenset()
    above = _above(page, starts, [at for at in dates if at is not None])
    longest = max(map(len, above))
    heads = [start for start, built in zip(starts, above, strict=True) if len(built) == longest]
    others = {built for built in above if len(built) < longest}
    plain = all(is_short(page.paragraphs[start].text) and not page.paragraphs[start].style for start in heads)
    alike = all(_is_built(page.paragraphs[start + 1 : start + longest], others) for start in heads)
    once = layout.above == CLOSED or _part_days(page, starts, [at for at in dates if at is not None], heads)
    return frozenset(heads) if len(heads) * 2 < len(above) and plain and alike and once else frozenset()


def _part_days(page: Page, starts: Sequence[int], dates: Sequence[int], heads: Sequence[int]) -> bool:
    """Say whether several lines, none like another, part the days of a page, which run one way in each part."""
    texts = [page.paragraphs[at].text for at in heads]
    if len(texts) < _PAIR or len(set(texts)) < len(texts) or run_one_way(page, dates):
        return False
    edges = [starts.index(head) for head in heads]
    parts = [dates[a:b] for a, b in pairwise([0, *edges, len(dates)])]
    return all(run_one_way(page, part) for part in parts)


def _is_built(lines: Sequence[Paragraph], others: Collection[tuple[bool | None, ...]]) -> bool:
    """Say whether titles and texts follow each other as in another entry; a question may be either."""
    own = _built(lines)
    return any(
        len(own) == len(other) and all(a is b or None in {a, b} for a, b in zip(own, other, strict=True))
        for other in others
    )


def _built(lines: Sequence[Paragraph]) -> tuple[bool | None, ...]:
    """Say of each line whether it is a sentence; a question may be a title as well."""
    return tuple(None if line.text.endswith(("?", "!", "？")) else is_sentence(line.text) for line in lines)

"""Records of running text: lines that begin with, or hold, a root each."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from feedpub.listings.html.groups.between import RULE, Side, is_date, side_of_dates, token_of, usual_dates
from feedpub.listings.html.groups.records import Record
from feedpub.listings.html.page.tree import Page


def cut_lines(page: Page, holder: int, roots: list[int], end: int) -> list[Record]:
    """Cut running text at the beginnings of the lines that hold a root; it ends with the piece before `end`."""
    starts: list[int] = []
    for root in roots:
        piece = page.first[root]
        least = starts[-1] + 1 if starts else page.first[holder]
        start = piece
        while start > least and not page.fresh[start]:
            start -= 1
        starts.append(start if page.fresh[start] or start == page.first[holder] else piece)
    starts, ends, doubts, side = _with_dates(page, holder, starts, end)
    sizes = sorted(b - a for a, b in pairwise(starts))
    longest = max(sizes, default=0)
    ends[-1] = min(ends[-1], starts[-1] + max(longest, 1)) if sizes else end
    records = []
    for root, p0, p1, doubt in zip(roots, starts, ends, doubts, strict=True):
        stop = _without_heading_lines(page, page.last[root], p1, dates=side != "above")
        e0 = max(holder + 1, bisect_left(page.first, p0, holder + 1, page.end[holder]))
        while e0 < root and page.first[e0] == page.last[e0]:
            e0 += 1
        e1 = bisect_left(page.first, stop, e0, page.end[holder])
        records.append(Record(root, min(e0, root), max(e1, page.end[root]), p0, stop, doubt))
    return records


_Cut = tuple[list[int], list[int], list[tuple[int, int]], Side]
"""Where records begin and end, what of each is in doubt, and to which of them the date lines between them belong."""


def _with_dates(page: Page, holder: int, starts: list[int], end: int) -> _Cut:
    """Give the date lines between records to those that they belong to, or leave them in doubt."""
    stops, doubts = [*starts[1:], end], [(0, 0)] * len(starts)
    lines = _lines(page, page.first[holder], end)
    places = {start: number for number, (start, _) in enumerate(lines)}
    at = [places.get(start, -1) for start in starts]
    if len(starts) < 2 or -1 in at:
        return starts, stops, doubts, "none"
    tokens = [token_of(page.text(*line), page.size(*line)) for line in lines]
    rules = _rules(page, holder, lines)
    side = _side(tokens, rules, at)
    stops[-1] = ([start for start, _ in lines] + stops[-1:])[_end_of_last(tokens, rules, at)]
    if side == "below" and all(number and is_date(tokens[number - 1]) for number in at):
        starts = [lines[number - 1][0] for number in at]
        return starts, [*starts[1:], stops[-1]], doubts, side
    if side in {"below", "unknown"}:
        ends = [*at[1:], _end_of_last(tokens, rules, at)]
        dates = [_dates_between(lines, tokens, a, b) for a, b in zip(at, ends, strict=True)]
        if side == "unknown":
            doubts = dates
        else:  # some head several records
            stops = [first or stop for (first, _), stop in zip(dates, stops, strict=True)]
    return starts, stops, doubts, side


def _side(tokens: Sequence[str], rules: set[int], at: Sequence[int]) -> Side:
    """Say to which records the date lines between them belong; `at` are the lines that records begin with."""

    def between(first: int, last: int) -> list[str]:
        """Return the tokens of some lines, and of what parts them from each other and from what follows."""
        found = []
        for k in range(first, last):
            found += [RULE, tokens[k]] if k in rules else [tokens[k]]
        return [*found, RULE] if last in rules else found

    longest = max(b - a for a, b in pairwise(at))
    before = between(max(0, at[0] - longest), at[0])
    after = between(at[-1] + 1, min(len(tokens), at[-1] + longest + 1))
    return side_of_dates(before, [between(a + 1, b) for a, b in pairwise(at)], after)


def _end_of_last(tokens: Sequence[str], rules: set[int], at: Sequence[int]) -> int:
    """Return where the last record ends at the latest: with a rule, or a date of a shape that no other one has."""
    is_usual = usual_dates(tokens[at[0] : at[-1]])
    stop = min(len(tokens), at[-1] + max(b - a for a, b in pairwise(at)))
    if sum(bool(rules & {*range(a + 1, b + 1)}) for a, b in pairwise(at)) >= 0.6 * (len(at) - 1):
        stop = next((k for k in range(at[-1] + 1, stop) if k in rules), stop)
    return next((k for k in range(at[-1] + 1, stop) if is_date(tokens[k]) and not is_usual(tokens[k])), stop)


def _dates_between(lines: Sequence[tuple[int, int]], tokens: Sequence[str], first: int, last: int) -> tuple[int, int]:
    """Return the pieces of the date lines between two lines."""
    dates = [lines[k] for k in range(first + 1, last) if is_date(tokens[k])]
    return (dates[0][0], dates[-1][1]) if dates else (0, 0)


def _lines(page: Page, first: int, last: int) -> list[tuple[int, int]]:
    starts = [first, *(k for k in range(first + 1, last) if page.fresh[k])]
    return list(pairwise([*starts, last]))


def _rules(page: Page, holder: int, lines: Sequence[tuple[int, int]]) -> set[int]:
    """Return the lines before which a rule or an empty line stands."""
    breaks: Counter[int] = Counter()
    for child in page.children(holder):
        breaks[page.first[child]] += {"br": 1, "hr": 2}.get(page.tag[child], 0)
    return {number for number, (start, _) in enumerate(lines) if breaks[start] > 1}


def _without_heading_lines(page: Page, least: int, p1: int, *, dates: bool) -> int:
    """Return the end of a record without the line of bold text alone that is the heading of what follows.

    `dates` says that a date may be such a heading.
    """
    stop = p1
    for number in range(p1 - 1, least - 1, -1):
        if not page.fresh[number]:
            continue
        if not all(page.bold[page.owner[k]] for k in range(number, stop)):
            break
        if not dates and is_date(token_of(page.text(number, stop), page.size(number, stop))):
            break
        stop = number
    return stop

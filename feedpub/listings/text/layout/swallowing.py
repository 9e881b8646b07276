"""The page's own marker: that of bullets and numbers behind which its dates stand most evenly."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final

from feedpub.listings.text.cutting.marking import end_entries
from feedpub.listings.text.pages.clocks import STYLE as TIME
from feedpub.listings.text.pages.page import Page
from feedpub.listings.text.pages.segments import Cut
from feedpub.listings.text.wording.furniture import is_furniture
from feedpub.listings.text.wording.lines import styles
from feedpub.listings.text.wording.words import is_sentence

_SOME: Final = 3


def swallowed(page: Page, made: Cut) -> float:
    """Say which share of the page's own markers stand within entries, or before them in one count, and begin none."""
    style, indents = _own_marker(page)
    if not style:
        return 0.0
    starts = {segment.start for segment in made.segments}
    own = [at for at, p in enumerate(page.paragraphs[: made.stop]) if p.style == style and p.indent in indents]
    first = made.segments[0].start
    counted = sum(at < first for at in own)
    numbers = [page.paragraphs[at].number for at in own[: counted + 1]]
    # A count from 1 that runs on into the entries is theirs.
    theirs = first in own and numbers == list(range(1, counted + 2))
    return sum((at > first or theirs) and at not in starts for at in own) / max(1, len(own))


def _own_marker(page: Page) -> tuple[str, frozenset[int]]:
    """Return the marker behind which dates stand most evenly, one each; "" if there is none."""
    best, most = ("", frozenset[int]()), 1
    paragraphs = page.paragraphs
    if timed := frozenset(p.indent for p in paragraphs if p.clock):
        return TIME, timed
    dates = [at for at in range(len(paragraphs)) if page.kind(at) == "full" or page.parts[at]]
    lines = sum(page.kind(at) == "full" for at in dates)
    for style, indent in styles(paragraphs):
        if style.endswith(":"):
            continue
        indents = frozenset(range(indent - 4, indent + 1)) if style in {"number", "[]"} else frozenset({indent})
        found = [at for at, p in enumerate(paragraphs) if p.style == style and p.indent in indents]
        if all(is_furniture(paragraphs[at].text) for at in found):
            continue  # “+ Read more”
        if _are_within_texts(page, found) or _are_within_blocks(page, found):
            continue
        below = sum(at - 1 in page.tails and paragraphs[at - 1].indent < paragraphs[at].indent for at in found)
        if below * 2 > len(found):
            continue  # set in below titles with their dates
        spans = zip(found, [*found[1:], len(paragraphs)], strict=True)
        dated = sum(bisect_left(dates, b) > bisect_left(dates, a) for a, b in spans)
        if dated * 2 < lines or end_entries(page, found):
            continue  # a dash that opens some texts, or the last line of each entry
        if dated > most and dated * 3 >= len(found):
            best, most = (style, indents), dated
    return best


def _are_within_texts(page: Page, found: Sequence[int]) -> bool:
    """Say whether marked lines are lists: none has a date, and nearly each stands below another one or a text."""
    if any(page.kind(at) or page.parts[at] for at in found):
        return False
    own = {*found}
    told = sum(at > 0 and (at - 1 in own or _leads_on(page.paragraphs[at - 1].text)) for at in found)
    first = [at for at in found if at - 1 not in own]
    return len(first) * 2 <= len(found) and told * 10 >= len(found) * 9


def _leads_on(text: str) -> bool:
    return is_sentence(text) or text.endswith((":", "："))


def _are_within_blocks(page: Page, found: Sequence[int]) -> bool:
    """Say whether empty lines part the dates of a page, and marked lines stand below these in blocks of other lines.

    What a date touches is no other line: below a day, each marked line may begin an entry.
    """
    lines, dates = page.paragraphs, page.full("line")
    days = {*dates}
    if any(lines[at].gap or at - 1 in days for at in found):
        return False
    gaps = [at for at, p in enumerate(lines) if p.gap]
    starts = [gaps[place - 1] if (place := bisect_right(gaps, at)) else 0 for at in dates]
    parted = len(dates) >= _SOME and len({*starts}) == len(dates) and found[0] > dates[0]
    return parted and not any(
        bisect_left(found, start) < bisect_right(found, at) for start, at in zip(starts, dates, strict=True)
    )

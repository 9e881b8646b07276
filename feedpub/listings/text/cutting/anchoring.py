"""Where entries without markers start: counted from their dates."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from feedpub.listings.naming import LABELS
from feedpub.listings.text.cutting.atop import atop_some, with_kickers
from feedpub.listings.text.cutting.closing import closed_starts, with_closed
from feedpub.listings.text.cutting.daily import daily_starts
from feedpub.listings.text.cutting.lacking import with_ages, with_lacking
from feedpub.listings.text.cutting.tops import with_kickers_atop, without_others
from feedpub.listings.text.cutting.undated import with_undated
from feedpub.listings.text.pages.layouts import CLOSED, Layout
from feedpub.listings.text.pages.page import Page
from feedpub.listings.text.pages.segments import heads_times, is_heading_line, names_credit
from feedpub.listings.text.wording.furniture import is_copyright, is_furniture, is_lone_word
from feedpub.listings.text.wording.lines import Paragraph
from feedpub.listings.text.wording.words import author_of, is_caption, is_sentence, is_short

_SOME: Final = 3


def anchored_starts(page: Page, layout: Layout) -> list[int]:
    """Return where entries start, counted from their dates."""
    paragraphs = page.paragraphs
    if layout.stands == "heading":
        return [at - (at > 0 and names_credit(paragraphs[at - 1])) for at in daily_starts(page)]
    anchors = [*page.full(layout.form)]
    if layout.form == "line" and layout.stands == "first":
        anchors = _without_ends(paragraphs, anchors)
    if layout.form == "line":
        anchors = _without_doubles(_with_labelled(page, _without_doubles(anchors)))
    if len(anchors) < 2:
        return []
    anchors = with_ages(page, layout, with_lacking(page, layout, anchors))
    if layout.stands == "first":
        if layout.form != "line":
            return _with_credits(page, anchors)
        return _with_credits(page, with_kickers_atop(paragraphs, with_undated(page, anchors)))
    if layout.above == CLOSED:
        return closed_starts(page, anchors)
    if layout.stands == "last":
        anchors = _with_places(page, _with_ends_of_undated(page, anchors))
    starts: list[int] = []
    previous = -1
    for at in anchors:
        if layout.stands == "last":
            start = min(previous + 1, at) if starts else _first_of_last(page, anchors)
            while start < at and (is_heading_line(paragraphs[start]) or is_furniture(paragraphs[start].text)):
                start += 1
        elif layout.above:
            start = _count_up(paragraphs, at, previous, layout.above)
        else:
            start = _block_of(paragraphs, at, previous)
        if start > previous + 1 and _leads_in(paragraphs, start - 1, previous + 1):
            start -= 1
        starts.append(start)
        previous = at
        while layout.form == "line" and previous + 1 < len(paragraphs) and page.is_full(previous + 1, "line"):
            previous += 1  # a date line below another one: published, updated
    starts = _at_top(paragraphs, starts)
    if layout.stands == "last" and len(starts) > _SOME:
        starts[0] = _below_intro(paragraphs, starts, anchors[0])
    if layout.stands == "after" and len(starts) >= _SOME:
        # What stands above the first entry alone is the head of the page, or a caption where pictures have credits.
        longest = max(at - start for at, start in zip(anchors[1:], starts[1:], strict=True))
        shown = any(names_credit(paragraphs[start - 1]) for start in starts[1:])
        starts[0] = max(starts[0], anchors[0] - longest - shown)
    if layout.stands == "after" and layout.form == "line" and layout.above > 0:
        starts = without_others(paragraphs, anchors, starts, layout.above)
    starts = _below_credits(paragraphs, anchors, starts)
    starts = with_kickers(page, anchors, starts) if atop_some(layout) else starts
    starts = _with_authors(paragraphs, anchors, starts) if layout.stands == "after" else starts
    undated = layout.form == "line" and layout.stands == "after"
    return with_closed(page, with_undated(page, starts)) if undated else starts


def _leads_in(paragraphs: Sequence[Paragraph], at: int, first: int) -> bool:
    """Say whether a line above a title is its credit; a caption is, where the entry above it has ended."""
    if names_credit(paragraphs[at]):
        return paragraphs[at + 1].gap <= paragraphs[at].gap  # nearer to the text above it ends that
    return at > first and is_caption(paragraphs[at].text) and is_furniture(paragraphs[at - 1].text)


def _at_top(lines: Sequence[Paragraph], starts: list[int]) -> list[int]:
    """Let the first entry begin with the credit at the top of the page, if all others begin with one, too."""
    led = starts[0] == 1 and all(names_credit(lines[at]) for at in [0, *starts[1:]])
    return [0, *starts[1:]] if led else starts


def _with_credits(page: Page, starts: list[int]) -> list[int]:
    """Let entries begin with the credits above their dates that are nearer to these than to what ends there.

    Or as near, where the first entry has one there and the last has none below.
    """
    lines = page.paragraphs
    led = [at for at in starts if at and names_credit(lines[at - 1]) and lines[at].gap <= lines[at - 1].gap]
    led = starts if starts[0] == 1 and led == starts[1:] and names_credit(lines[0]) else led
    if starts[0] not in led or any(names_credit(p) for p in lines[starts[-1] :]):
        led = [at for at in led if lines[at].gap < lines[at - 1].gap]
    first = {*led}
    return [at - (at in first) for at in starts]


def _with_authors(paragraphs: Sequence[Paragraph], anchors: Sequence[int], starts: Sequence[int]) -> list[int]:
    """Let entries begin with who wrote them, where such a line stands above all titles, the first one too.

    Above some it is theirs where it is nearer to them than to the text above; else it ends that.
    """
    if all(start and start not in anchors and author_of(paragraphs[start - 1].text) for start in starts):
        return [start - 1 for start in starts]
    led = bool(author_of(paragraphs[starts[0]].text))
    own = {at for at in starts if at not in anchors and author_of(paragraphs[at].text)}
    far = {at for at in own if not led and paragraphs[at].gap <= paragraphs[at + 1].gap}
    above = {at for at in starts if at and at not in own and at - 1 not in anchors}
    near = {at for at in above if paragraphs[at].gap < paragraphs[at - 1].gap and author_of(paragraphs[at - 1].text)}
    return [at + (at in far) - (at in near) for at in starts]


def _below_credits(paragraphs: Sequence[Paragraph], anchors: Sequence[int], starts: Sequence[int]) -> list[int]:
    """Let entries begin below the credits where these end entries: the last one has one below, the first none above."""
    first, last = (
        starts[0],
        next((p for p in paragraphs[: anchors[-1] : -1] if p.text and not _is_foot(p.text)), None),
    )
    led = any(map(names_credit, paragraphs[max(first - 1, 0) : first + 1]))
    if led or last is None or not names_credit(last):
        return list(starts)
    dated = set(anchors)
    return [at + (at not in dated and _ends_above(paragraphs, at)) for at in starts]


def _is_foot(text: str) -> bool:
    return is_furniture(text) or is_copyright(text)


def _ends_above(paragraphs: Sequence[Paragraph], at: int) -> bool:
    """Say whether a line is a credit, and no nearer to what follows than to what it ends."""
    return names_credit(paragraphs[at]) and paragraphs[at].gap <= paragraphs[at + 1].gap


def _below_intro(paragraphs: Sequence[Paragraph], starts: Sequence[int], date: int) -> int:
    """Return where the first entry starts: below the sentences that open the page, where all others have titles."""
    first = starts[0]
    if any(is_sentence(paragraphs[at].text) for at in starts[1:]):
        return first
    title = next((at for at in range(first, date) if not is_sentence(paragraphs[at].text)), first)
    return title if title + 1 < date else first


def _without_doubles(anchors: list[int]) -> list[int]:
    """Leave out a date line directly below another: published, updated."""
    return [b for a, b in pairwise([-2, *anchors]) if b - a > 1]


def _with_labelled(page: Page, anchors: list[int]) -> list[int]:
    """Add the lines that say something else behind the label of all dates: “Closing date: until filled”."""
    lines = page.paragraphs
    label = lines[anchors[0]].label if anchors else ""
    if not label or len(anchors) < _SOME - 1 or any(lines[at].label != label for at in anchors):
        return anchors
    undated = {at for at, line in enumerate(lines) if line.label == label and not page.is_full(at, "line")}
    return sorted(undated.union(anchors))


def _without_ends(paragraphs: Sequence[Paragraph], anchors: list[int]) -> list[int]:
    """Leave out the few dates that end a block where all others begin one: below a title, they are those of events."""
    begin = [at for at in anchors if paragraphs[at].gap or at == 0]
    others = set(anchors).difference(begin)
    ends = sum(at + 1 == len(paragraphs) or paragraphs[at + 1].gap > 0 for at in others)
    alone = sum(at + 1 < len(paragraphs) and paragraphs[at + 1].gap > 0 for at in begin)
    few = ends == len(others) and ends * _SOME <= len(begin)
    return begin if few and alone * 2 < len(begin) else anchors


def has_undated(page: Page, layout: Layout) -> bool:
    """Say whether entries without a date stand among those that end with theirs."""
    anchors = [*page.full(layout.form)]
    return _with_ends_of_undated(page, anchors) != anchors


def _with_ends_of_undated(page: Page, anchors: list[int]) -> list[int]:
    """Add where entries without a date end: at the words that stand below nearly all dates, such as “Read more”."""
    paragraphs = page.paragraphs
    below = Counter(paragraphs[at + 1].text for at in anchors if at + 1 < len(paragraphs))
    words, count = below.most_common(1)[0] if below else ("", 0)
    if count * 10 < len(anchors) * 9 or not is_furniture(words):
        return anchors
    dated = {at + 1 for at in anchors}
    return sorted([*anchors, *(at for at, p in enumerate(paragraphs) if p.text == words and at not in dated)])


def _with_places(page: Page, anchors: list[int]) -> list[int]:
    """Return where entries end: below each date at its author, kicker or place, which say so or have labels."""
    lines = page.paragraphs
    below = [lines[at + 1] for at in anchors if at + 1 < len(lines)]
    if len(below) == len(anchors) and any(all(map(ends, below)) for ends in (_names_author, _names_kicker)):
        return [at + 1 for at in anchors]
    placed = {at for at in anchors if at + 1 < len(lines) and LABELS.get(lines[at + 1].label) == "place"}
    labelled = len(placed) == len(anchors) and all(lines[at].label == lines[anchors[0]].label != "" for at in anchors)
    return [at + (at in placed and (labelled or not lines[at + 1].style)) for at in anchors]


def _names_author(paragraph: Paragraph) -> bool:
    return bool(author_of(paragraph.text))


def _names_kicker(paragraph: Paragraph) -> bool:
    return LABELS.get(paragraph.label) == "kicker"


def _first_of_last(page: Page, anchors: list[int]) -> int:
    """Return where the first entry starts on a page whose entries end with their date: as long as the others."""
    paragraphs = page.paragraphs
    captions = [is_caption(paragraphs[a + 1].text) for a, _ in pairwise(anchors)]
    lengths = [b - a - caption for (a, b), caption in zip(pairwise(anchors), captions, strict=True)]
    longest, shortest = max(lengths), min(lengths)
    start = max(0, anchors[0] - longest + 1)
    # The head of the page may end nearer to the date: with “Displaying 1 - 8 of 845”.
    for at in range(start, anchors[0] - shortest + 1):
        start = at + 1 if is_furniture(paragraphs[at].text) else start
    start = next((at + 1 for at in range(start, anchors[0]) if heads_times(page, at, anchors[0])), start)
    built = {_built(paragraphs[a + 1 : b]) for a, b in pairwise(anchors)}
    # Its text may be longer than those of the others.
    places: list[int] = [*range(start, anchors[0]), *range(start - 1, max(start - _SOME, -1), -1)]
    for at in places:
        if _built(paragraphs[at : anchors[0]]) in built:
            return at
    if any(p.gap for p in paragraphs[1 : anchors[-1]]) and start == 0 and anchors[0] > 1:
        return 1 if paragraphs[1].gap and is_short(paragraphs[0].text) and longest <= anchors[0] else 0
    return start


def _built(lines: Sequence[Paragraph]) -> tuple[bool, ...]:
    """Say of each line of an entry whether it is a sentence; those in a row are one text."""
    told = [is_sentence(line.text) for line in lines if not (is_furniture(line.text) or names_credit(line))]
    return tuple(b for a, b in pairwise([False, *told]) if not (a and b))


def _count_up(paragraphs: Sequence[Paragraph], at: int, previous: int, above: int) -> int:
    start = at
    while start - 1 > previous and above and (_heads(paragraphs, start, at) or not _parts(paragraphs[start - 1])):
        start -= 1
        above -= not (names_credit(paragraphs[start]) or _says_more(paragraphs[start]))
    return start


def _says_more(paragraph: Paragraph) -> bool:
    """Say whether a line between title and date says what neither does: “Country: …”, “By Jane Doe”."""
    if author_of(paragraph.text):
        return True
    return bool(paragraph.label) and LABELS[paragraph.label] not in {"title", "summary"}


def _heads(paragraphs: Sequence[Paragraph], start: int, at: int) -> bool:
    """Say whether “Older” directly above a date, on lines of their own block, is a title."""
    above = paragraphs[start - 1]
    return start == at and not paragraphs[at].gap and above.gap > 0 and is_lone_word(above.text)


def _parts(paragraph: Paragraph) -> bool:
    """Say whether a paragraph stands between entries: a heading, “Read more”."""
    return is_heading_line(paragraph) or (is_furniture(paragraph.text) and bool(paragraph.text))


def _block_of(paragraphs: Sequence[Paragraph], at: int, previous: int) -> int:
    """Return the start of the block that holds the title of a date: its own, or the one above if it begins one."""
    start = at
    if paragraphs[at].gap and at - 1 > previous:
        start -= 1
    while start - 1 > previous and not paragraphs[start].gap:
        start -= 1
    if start < at and paragraphs[at].gap and start == previous + 1 > 0 and not paragraphs[start].gap:
        return at  # the block above has a date of its own
    while start < at and _parts(paragraphs[start]) and not _heads(paragraphs, start + 1, at):
        start += 1
    return start

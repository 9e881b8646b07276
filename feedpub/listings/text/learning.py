"""The segments of a page → the template that names their lines."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from feedpub.genres import is_genre
from feedpub.listings.text.beside import columns_of
from feedpub.listings.text.kicked import way_of_kicking
from feedpub.listings.text.layouts import Layout
from feedpub.listings.text.page import Page
from feedpub.listings.text.roles import name
from feedpub.listings.text.segments import Segment
from feedpub.listings.text.sorting import Part, Row, Template, opening_dateline, sort_lines
from feedpub.listings.text.venues import are_known_places, are_places
from feedpub.listings.text.words import author_of, is_sentence, is_short, key_of

_SOME: Final = 3
_FEW_WORDS: Final = 5


def learn(page: Page, layout: Layout, segments: Sequence[Segment]) -> Template:
    """Find the template that fits the segments of a page."""
    dates = [date for one in segments if one.at is not None and (date := page.dated(one.at, layout.form)) is not None]
    template = Template(layout, beside=columns_of(dates, page.terms), furniture=_repeated(page, segments))
    rows = [sort_lines(page, template, segment) for segment in segments]
    dated = [row for row in rows if row.date is not None]
    heads = [[part.text for part in row.above] for row in dated]
    tails = [[part.text for part in row.behind] for row in dated]
    above: int | None = None
    behind: int | None = None
    first = layout.form == "line" and sum(not head for head in heads) * 2 > len(heads)
    last = layout.stands == "last" or (layout.form in {"line", "tail"} and not first and _ends(heads, tails))
    if first:
        several = [tail for tail in tails if len(tail) > 1]
        labels = _is_kicker_column([tail[0] for tail in several], len(tails))
        if labels or _stand_out(several, len(tails)) or _are_labels(several, len(tails)):
            behind = 0
    elif last:
        template = replace(
            template, untitled=_is_text([head[-1] for head in heads if head]) and all(len(h) < 2 for h in heads)
        )
        if _is_kicker_column([head[0] for head in heads if len(head) > 1], len(heads)):
            above = 0
    else:
        several = [head for head in heads if len(head) > 1]
        if not several and layout.form == "line" and _is_kicker_column([head[0] for head in heads if head], len(heads)):
            template = replace(template, headed=True)
        elif _kinds([head[-1] for head in several]) * 2 > len(heads):
            above = -1
        elif len(several) * 2 > len(heads):
            above = 0
        if _is_kicker_column([tail[0] for tail in tails if tail], len(tails), kinds=True):
            behind = 0
    layout = replace(layout, stands="first" if first else "last" if last else layout.stands)
    opens = layout.form == "line" and _opens(page, rows)
    template = replace(template, layout=layout, above=above, behind=behind, opens=opens)
    named = [name(page, template, segment) for segment in segments]
    titles = [next((part.text for part in parts if part.role == "title"), "") for parts in named]
    placed = layout.form == "line" and _are_placed(page, segments, named)
    return replace(template, placed=placed, kicked=way_of_kicking(titles))


def _are_placed(page: Page, segments: Sequence[Segment], named: Sequence[Sequence[Part]]) -> bool:
    """Say whether the line that begins the text of each entry is its place."""
    texts = [next((part.text for part in parts if part.role == "summary"), "") for parts in named]
    dates = [page.dated(segment.at, "line") for segment in segments if segment.at is not None]
    times = [at for one in segments if (at := one.at) is not None and page.is_time(at)]
    if times or any(date is not None and date.end for date in dates):
        return are_places(texts)
    return are_known_places([text for text in texts if text])


def _ends(heads: Sequence[Sequence[str]], tails: Sequence[Sequence[str]]) -> bool:
    """Say whether the date ends nearly every entry, and texts stand above it."""
    ended = sum(not tail for tail in tails)
    if ended * 10 < len(tails) * 9 or not tails:
        return False
    if _is_kicker_column([head[0] for head in heads if len(head) == 2], len(heads)):
        return False
    texts = sum(len(head) > 1 and _follows(head[0], head[-1]) for head in heads)
    return texts * 2 > len(heads)


def _follows(title: str, text: str) -> bool:
    """Say whether a line is the text below a title: it ends like a sentence, or is much longer."""
    told = is_sentence(text) and (len(text) > 40 or (len(text) > len(title) and not is_sentence(title)))
    return told or (len(text) > 60 and len(text) * 2 > len(title) * 3)


def _is_text(texts: Sequence[str]) -> bool:
    """Say whether a column holds summaries: sentences."""
    return bool(texts) and sum(is_sentence(text) for text in texts) * 2 > len(texts)


def _kinds(texts: Sequence[str]) -> int:
    return sum(is_genre(text) for text in texts)


def _is_kicker_column(texts: Sequence[str], entries: int, *, kinds: bool = False) -> bool:
    """Say whether a column holds kickers: short lines that recur, or kinds of texts."""
    if len(texts) * 2 <= entries:
        return False
    if _kinds(texts) * 2 > len(texts):
        return True
    if kinds or sum(is_short(text) for text in texts) * 5 < len(texts) * 4:
        return False
    return len(texts) >= _SOME and len(set(texts)) * 10 <= len(texts) * 7


def _stand_out(several: Sequence[Sequence[str]], entries: int) -> bool:
    """Say whether the first lines of entries stand in capitals and those below them do not."""
    capitals = sum(lines[0].isupper() and not lines[1].isupper() for lines in several)
    return capitals >= _SOME and capitals * 5 >= entries * 4


def _are_labels(several: Sequence[Sequence[str]], entries: int) -> bool:
    """Say whether the first lines are kickers though none recurs: few words, above lines that are titles, no texts."""
    if len(several) < _SOME or len(several) * 10 < entries * 9:
        return False
    few = sum(len(lines[0].split()) <= _FEW_WORDS and is_short(lines[0]) for lines in several)
    longer = sum(len(lines[1]) > len(lines[0]) for lines in several)
    texts = sum(is_sentence(lines[1]) and not lines[1].endswith(("?", "!")) for lines in several)
    return few * 5 >= len(several) * 4 and longer * 5 >= len(several) * 4 and texts * 10 <= len(several)


def _opens(page: Page, rows: Sequence[Row]) -> bool:
    """Say whether summaries open with the place and day that the date line says already."""
    texts = [(row, row.behind[0] if row.above else row.behind[1]) for row in rows if len(row.behind) > (not row.above)]
    found = sum(opening_dateline(page, row, part) is not None for row, part in texts)
    return found >= 2 and found * 2 > len(texts)


def _repeated(page: Page, segments: Sequence[Segment]) -> frozenset[str]:
    """Return the lines below the first that most entries have in the same words: furniture."""
    if len(segments) < _SOME:
        return frozenset()
    seen: Counter[str] = Counter()
    for segment in segments:
        below = [
            page.paragraphs[at] for at in range(segment.start + 1, segment.stop) if at not in {segment.at, *page.again}
        ]
        seen.update({key_of(p.text) or p.text for p in below if p.text and not p.label})
    often = [text for text, count in seen.items() if count * 2 > len(segments) and len(text) <= 40]
    return frozenset(text for text in often if not (is_genre(text) or author_of(text)))

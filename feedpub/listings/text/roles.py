"""A segment → the role of each of its lines, by one template for the whole page."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from feedpub.genres import is_genre
from feedpub.listings.text.cutting import Segment
from feedpub.listings.text.dating import Dated, kicker_of
from feedpub.listings.text.layouts import Layout
from feedpub.listings.text.lines import Paragraph
from feedpub.listings.text.page import Page
from feedpub.listings.text.venues import are_places, may_be_place
from feedpub.listings.text.words import (
    LABELS,
    Role,
    author_of,
    is_credit,
    is_furniture,
    is_lone_word,
    is_sentence,
    is_short,
    key_of,
    without_more,
)

_SOME: Final = 3


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of an entry: what it is, its text, the paragraph it stands in."""

    role: Role
    text: str
    at: int


@dataclass(frozen=True, slots=True)
class Template:
    """How the lines of every entry of a page are named.

    `above` and `behind` say which of the lines before or behind the date is a kicker: the first (0), the last (-1),
    none. `untitled`: the text is a summary without a title. `placed`: the first line of the text is where an event is.
    `furniture` are texts that the page repeats.
    """

    layout: Layout
    above: int | None = None
    behind: int | None = None
    untitled: bool = False
    opens: bool = False
    placed: bool = False
    furniture: frozenset[str] = frozenset()


@dataclass(slots=True)
class Row:
    """The paragraphs of a segment, sorted by what they plainly are."""

    parts: list[Part]
    above: list[Part]
    behind: list[Part]
    date: Dated | None


def learn(page: Page, layout: Layout, segments: Sequence[Segment]) -> Template:
    """Find the template that fits the segments of a page."""
    template = Template(layout, furniture=_repeated(page, segments))
    rows = [_sort(page, template, segment) for segment in segments]
    dated = [row for row in rows if row.date is not None]
    heads = [[part.text for part in row.above] for row in dated]
    tails = [[part.text for part in row.behind] for row in dated]
    above: int | None = None
    behind: int | None = None
    first = layout.form == "line" and sum(not head for head in heads) * 2 > len(heads)
    last = layout.stands == "last" or (layout.form == "line" and not first and _ends(heads, tails))
    if first:
        if _is_kicker_column([tail[0] for tail in tails if len(tail) > 1], len(tails)):
            behind = 0
    elif last:
        template = replace(
            template, untitled=_is_text([head[-1] for head in heads if head]) and all(len(h) < 2 for h in heads)
        )
        if _is_kicker_column([head[0] for head in heads if len(head) > 1], len(heads)):
            above = 0
    else:
        several = [head for head in heads if len(head) > 1]
        if _kinds([head[-1] for head in several]) * 2 > len(heads):
            above = -1
        elif len(several) * 2 > len(heads):
            above = 0
        if _is_kicker_column([tail[0] for tail in tails if tail], len(tails), kinds=True):
            behind = 0
    layout = replace(layout, stands="first" if first else "last" if last else layout.stands)
    opens = layout.form == "line" and _opens(page, rows)
    template = replace(template, layout=layout, above=above, behind=behind, opens=opens)
    return replace(template, placed=layout.form == "line" and are_places(_first_texts(page, template, segments)))


def _first_texts(page: Page, template: Template, segments: Sequence[Segment]) -> Sequence[str]:
    """Return the line that begins the text of each event, "" where there is none; () where no date is a range."""
    dates = [page.dated(segment.at, "line") for segment in segments if segment.at is not None]
    if not any(date is not None and date.end for date in dates):
        return ()
    named = [name(page, template, segment) for segment in segments]
    return [next((part.text for part in parts if part.role == "summary"), "") for parts in named]


def _ends(heads: Sequence[Sequence[str]], tails: Sequence[Sequence[str]]) -> bool:
    """Say whether the date ends nearly every entry, and texts stand above it."""
    ended = sum(not tail for tail in tails)
    if ended * 10 < len(tails) * 9 or not tails:
        return False
    texts = sum(len(head) > 1 and _follows(head[0], head[-1]) for head in heads)
    return texts * 2 > len(heads)


def _follows(title: str, text: str) -> bool:
    """Say whether a line is the text below a title: it ends like a sentence, or is much longer."""
    return (is_sentence(text) and len(text) > 40) or (len(text) > 60 and len(text) * 2 > len(title) * 3)


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


def _opens(page: Page, rows: Sequence[Row]) -> bool:
    """Say whether summaries open with the place and day that the date line says already."""
    texts = [(row, row.behind[0] if row.above else row.behind[1]) for row in rows if len(row.behind) > (not row.above)]
    found = sum(_dateline(page, row, part) is not None for row, part in texts)
    return found >= 2 and found * 2 > len(texts)


def _dateline(page: Page, row: Row, part: Part) -> Dated | None:
    """Return the dateline that opens a summary, if it says the day of the entry."""
    one = page.dated(part.at, "dateline") or page.dated(part.at, "lead")
    if one is None or row.date is None or one.day is None or part.text != page.paragraphs[part.at].text:
        return None
    return one if row.date.day is None or abs((one.day - row.date.day).days) <= 7 else None


def _repeated(page: Page, segments: Sequence[Segment]) -> frozenset[str]:
    """Return the lines below the first that most entries have in the same words: furniture."""
    if len(segments) < _SOME:
        return frozenset()
    seen: Counter[str] = Counter()
    for segment in segments:
        below = [page.paragraphs[at] for at in range(segment.start + 1, segment.stop) if at != segment.at]
        seen.update({key_of(p.text) or p.text for p in below if p.text and not p.label})
    return frozenset(
        text for text, count in seen.items() if count * 2 > len(segments) and len(text) <= 40 and not is_genre(text)
    )


def _sort(page: Page, template: Template, segment: Segment) -> Row:
    """Put aside what a line plainly is; the others stand above or behind the date."""
    layout = template.layout
    row = Row([], [], [], None)
    for at in range(segment.start, segment.stop):
        p = page.paragraphs[at]
        side = row.above if row.date is None else row.behind
        if at == segment.at:
            _put_date(page, layout, row, at)
            continue
        text = p.text if at == segment.start or p.label else p.words
        # “Older” is no way to other pages where titles stand: first, or between the date and the text.
        between = at - 1 == segment.at == segment.start and at + 1 < segment.stop and not p.gap and is_lone_word(text)
        role = _plain(p, text, template, first=at == segment.start or between)
        if role is None:
            side.append(Part("summary", text, at))
        elif role == "date":
            row.parts.append(Part("furniture", text, at))
        elif text or p.links:
            text = author_of(text) or text if role == "author" and not p.label else text
            row.parts.append(Part(role, text, at))
    if segment.day:
        row.date = Dated("line", segment.day, "full")
        row.above, row.behind = [], row.above
        row.date = None
        row.above, row.behind = row.behind, []
    return row


def _put_date(page: Page, layout: Layout, row: Row, at: int) -> None:
    date = page.dated(at, layout.form)
    if date is None:
        return
    row.date = date
    row.parts.append(Part("date", date.line, at))
    if date.before:
        row.above.append(Part("title", date.before, at))
    if date.behind:
        row.behind.append(Part("title" if date.form == "lead" and not row.above else "summary", date.behind, at))
    if kicker := kicker_of(date.line):
        row.parts.append(Part("kicker", kicker, at))


def _plain(p: Paragraph, text: str, template: Template, *, first: bool) -> Role | None:
    """Say what a line is whatever stands around it; None for texts."""
    if not text:
        return "link" if p.links else "marker"
    if p.label:
        return LABELS[p.label]
    if is_credit(text):
        return "credit"
    if not first and (text in template.furniture or key_of(text) in template.furniture or is_furniture(text)):
        return "furniture"
    if not first and author_of(text):
        return "author"
    return None


def name(page: Page, template: Template, segment: Segment) -> list[Part]:
    """Name the lines of one segment."""
    row = _sort(page, template, segment)
    parts = row.parts
    has_title = any(part.role == "title" for part in parts)
    above, behind = row.above, row.behind
    layout = template.layout
    stands = layout.stands
    if row.date is None:
        parts += _undated(above, template, has_title=has_title)
    elif has_title:
        parts += _renamed(above, "kicker" if len(above) == 1 and is_short(above[0].text) else "summary")
        parts += _texts(behind, template)
    elif stands == "last" and above:
        parts += _ending(above, behind, template)
    elif not above:
        if template.behind == 0 and len(behind) > 1:
            parts.append(replace(behind[0], role="kicker"))
            behind = behind[1:]
        if behind and (behind[0].role == "title" or layout.form in {"line", "lead"}):
            parts.append(replace(behind[0], role="title"))
            behind = behind[1:]
        parts += _renamed(behind, "summary")
    else:
        parts += _titled(above, template)
        parts += _texts(behind, template)
    if template.opens:
        parts = _opened(page, row, parts)
    if template.placed:
        parts = _placed(parts)
    return sorted(_cleaned(parts), key=lambda part: part.at)


def _undated(texts: list[Part], template: Template, *, has_title: bool) -> list[Part]:
    """Name the lines of an entry without a date: as the others, as far as it goes."""
    if has_title:
        return _renamed(texts, "summary")
    if template.untitled:
        return _renamed(texts, "summary")
    kicker = template.above == 0 and len(texts) > 1 and not (len(texts) == 2 and _is_plain_text(texts))
    if kicker:
        return [replace(texts[0], role="kicker"), replace(texts[1], role="title"), *_renamed(texts[2:], "summary")]
    return [*_renamed(texts[:1], "title"), *_renamed(texts[1:], "summary")]


def _is_plain_text(texts: Sequence[Part]) -> bool:
    """Say whether two lines are a title and its text, and no kicker and its title."""
    return not is_genre(texts[0].text) and is_sentence(texts[1].text) and len(texts[1].text) > len(texts[0].text)


def _ending(above: list[Part], behind: list[Part], template: Template) -> list[Part]:
    """Name the lines of an entry that its date ends."""
    if template.untitled:
        return _renamed([*above, *behind], "summary")
    parts: list[Part] = []
    if template.above == 0 and len(above) > 1:
        parts.append(replace(above[0], role="kicker"))
        above = above[1:]
    return [*parts, replace(above[0], role="title"), *_renamed([*above[1:], *behind], "summary")]


def _titled(above: list[Part], template: Template) -> list[Part]:
    """Name the lines above a date: kicker and title; further ones belong to the title."""
    if len(above) == 1:
        return _renamed(above, "title")
    if template.above == -1 and is_genre(above[-1].text):
        return [*_renamed(above[:-1], "title"), replace(above[-1], role="kicker")]
    if template.above == 0 or len(above) > 1:
        return [replace(above[0], role="kicker"), *_renamed(above[1:], "title")]
    return _renamed(above, "title")


def _texts(behind: list[Part], template: Template) -> list[Part]:
    """Name the lines behind the date of an entry whose title stands above it."""
    if template.behind == 0 and behind and is_short(behind[0].text):
        return [replace(behind[0], role="kicker"), *_renamed(behind[1:], "summary")]
    return _renamed(behind, "summary")


def _renamed(parts: Sequence[Part], role: Role) -> list[Part]:
    return [part if part.role not in {"summary", "title"} else replace(part, role=role) for part in parts]


def _opened(page: Page, row: Row, parts: list[Part]) -> list[Part]:
    """Take the dateline off the first paragraph of the summary; it knows the place that the date line lacks."""
    at = next((i for i, part in enumerate(parts) if part.role == "summary"), None)
    one = _dateline(page, row, parts[at]) if at is not None else None
    if at is None or one is None or row.date is None:
        return parts
    parts = [*parts[:at], replace(parts[at], text=one.behind), *parts[at + 1 :]]
    if one.place and not row.date.place and not row.date.timed and one.day == row.date.day and one.end == row.date.end:
        parts = [replace(part, text=one.line) if part.role == "date" else part for part in parts]
    return parts


def _placed(parts: list[Part]) -> list[Part]:
    """Take the first line of the text of an event for its place, if it looks like one."""
    at = next((i for i, part in enumerate(parts) if part.role == "summary"), None)
    if at is None or not may_be_place(parts[at].text):
        return parts
    return [*parts[:at], replace(parts[at], role="place"), *parts[at + 1 :]]


def _cleaned(parts: Sequence[Part]) -> list[Part]:
    """Leave out “Read more” where a text ends in it."""
    clean: Callable[[Part], Part] = lambda part: replace(part, text=without_more(part.text))  # noqa: E731
    return [
        part for part in (clean(p) if p.role == "summary" else p for p in parts) if part.text or part.role == "link"
    ]

"""A segment → its lines, sorted by what they plainly are and on which side of the date they stand."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from msgspec import Struct, field

from feedpub.listings.naming import LABELS, Role
from feedpub.listings.text.cutting.posts import is_post
from feedpub.listings.text.labels.beside import taken_apart
from feedpub.listings.text.labels.kicked import Opening
from feedpub.listings.text.labels.kickers import Kickers
from feedpub.listings.text.pages.layouts import Layout
from feedpub.listings.text.pages.page import Page
from feedpub.listings.text.pages.segments import Segment
from feedpub.listings.text.wording.dating import Dated, kicker_of
from feedpub.listings.text.wording.furniture import is_furniture, is_lone_word, is_repeated
from feedpub.listings.text.wording.lines import Paragraph
from feedpub.listings.text.wording.signing import is_name
from feedpub.listings.text.wording.words import author_of, filed_under, is_caption, is_credit, is_sentence

_BULLETS: Final = frozenset("•·●▪■□◦‣⁃○➤►▶*+o")
_BEHIND_LINK: Final = re.compile(r"\s*(?:[:：–—]|-(?=\s))\s*(?=\S)")
_DURATION: Final = re.compile(r"\d{1,2}:\d\d(?::\d\d)?")
"""How long a film is: “2:35”."""
_MANY: Final = 40
_EARLIER: Final = 60
_LATER: Final = 7
"""By so many days the dateline of a text may be older than the day of its publication, or younger."""
LONG: Final = 160
"""A longer line is a text."""
_QUOTED: Final = re.compile(r"^[«“„\"](?P<words>[^«»“”„\"]+)[»”“\"]$")


class Part(Struct, frozen=True):
    """A piece of an entry: what it is, its text, the paragraph it stands in."""

    role: Role
    text: str
    at: int


class Template(Struct, frozen=True):
    """How the lines of every entry of a page are named.

    `kickers` says where these stand. `untitled`: the text is a summary without a title. `placed`: the first line of the
    text is where an event is, `ends_placed`: the last one is. `signed`: the last line of the text is who wrote it;
    `filed`: it is the kicker. `upper` is the place and the role of a column above the date that is neither kicker nor
    title. `beside` says what stands on each side of the date on its line, `kicked` what opens titles, `told` what parts
    these from their texts on one line. `furniture` are texts that the page repeats, `stack` says what the lines behind
    the date are before kicker or title.
    `posts`: below an author stands what that one is. `named_by` is the name of the page behind all kickers. `labels`
    says what the lines are that stand where kickers do, `known` that only kinds of texts and subjects are any,
    `calls` that some call on readers; `masthead` is what the page is called, where that stands above the first entry
    as kickers do. `width` is how long titles are before they go on in the next line, 0 where none does.
    """

    layout: Layout
    kickers: Kickers = Kickers()
    untitled: bool = False
    opens: bool = False
    placed: bool = False
    ends_placed: bool = False
    signed: bool = False
    filed: bool = False
    upper: tuple[int, Role] | None = None
    beside: Mapping[int, Role] = field(default_factory=dict)
    kicked: Opening | None = None
    told: str | None = None
    furniture: frozenset[str] = frozenset()
    stack: tuple[Role, ...] = ()
    posts: bool = False
    named_by: str = ""
    labels: Role = "kicker"
    known: bool = False
    calls: bool = False
    masthead: str = ""
    width: int = 0


class Row(Struct):
    """The paragraphs of a segment, sorted by what they plainly are."""

    parts: list[Part]
    above: list[Part]
    behind: list[Part]
    date: Dated | None


def sort_lines(page: Page, template: Template, segment: Segment) -> Row:
    """Put aside what a line plainly is; the others stand above or behind the date."""
    row = Row([], [], [], None)
    for at in range(segment.start, segment.stop):
        p = page.paragraphs[at]
        side = row.above if row.date is None else row.behind
        if at == segment.at:
            _put_date(page, template, row, at)
            continue
        if at in page.again:
            row.parts.append(Part("furniture", p.text, at))
            continue
        plain = at == segment.start or p.label or _is_marked_alike(p, page.paragraphs[segment.start])
        text = p.text if plain or _is_lone_bullet(page, segment, at) else p.words
        # “Older” is no way to other pages where titles stand: first, or between the date and the text.
        between = at - 1 == segment.at == segment.start and at + 1 < segment.stop and not p.gap and is_lone_word(text)
        role = _plain(p, text, template, first=at == segment.start or between)
        if at == segment.start and _is_byline(text) and at + 1 not in {segment.at, segment.stop}:
            role = "author"  # a title stands below
        if template.posts and is_post(page, segment, at):
            role = "furniture"
        if role is None:
            side.append(Part("summary", text, at))
        elif role == "date":
            row.parts.append(Part("furniture", text, at))
        elif text or p.links:
            if role == "kicker" and p.label:
                text = _QUOTED.sub(
                    r"\g<words>", p.cells.partition("\t")[0] or text
                )  # another field is behind a wide space
            if not p.label:
                text = author_of(text) if role == "author" else filed_under(text) or text
            row.parts.append(Part(role, text, at))
    if segment.day:
        row.date = Dated("line", segment.day, "full")
        row.above, row.behind = [], row.above
        row.date = None
        row.above, row.behind = row.behind, []
    return row


def _is_byline(text: str) -> bool:
    """Say whether a line is “By Jane Doe”, and no title such as “By boat to the lighthouse”."""
    name = author_of(text)
    return bool(name) and is_name(name)


def _is_marked_alike(p: Paragraph, first: Paragraph) -> bool:
    """Say whether a line has the bullet of the title, in the same column: that of every line says nothing."""
    return bool(p.style) and p.number is None and p.style == first.style and p.indent == first.indent


def _is_lone_bullet(page: Page, segment: Segment, at: int) -> bool:
    """Say whether a line is the only one of its entry that is set in behind a bullet: its text, no list."""
    p, date = page.paragraphs[at], page.paragraphs[segment.at] if segment.at is not None else None
    nested = date is not None and (date.style, date.indent) == (p.style, p.indent) and p.number is None
    if not (nested or p.style in _BULLETS) or not page.paragraphs[segment.start].style:
        return False
    if segment.stop - segment.start > _MANY:
        return False
    own = (one for one in range(segment.start + 1, segment.stop) if one != segment.at)  # its date may have one as well
    return sum(page.paragraphs[one].style != "" for one in own) == 1


def _put_date(page: Page, template: Template, row: Row, at: int) -> None:
    date = page.dated(at, template.layout.form)
    if date is None:
        return
    row.date = date
    taken = taken_apart(date, template.beside, page.terms)
    row.parts.append(Part("date", date.line if taken is None else taken.date, at))
    if date.before:
        title, text = _behind_link(page.paragraphs[at], date.before)
        row.above.append(Part("title", title, at))
        row.behind += [Part("summary", text, at)] if text else []
    if date.behind:
        lead = date.form == "lead" and not row.above
        title, text = _behind_link(page.paragraphs[at], date.behind) if lead else (date.behind, "")
        row.behind.append(Part("title" if lead else "summary", title, at))
        row.behind += [Part("summary", text, at)] if text else []
    if taken is not None:
        row.parts += [Part(template.beside[piece.side], piece.text, at) for piece in taken.pieces]
    elif kicker := kicker_of(date.line):
        row.parts.append(Part("kicker", kicker, at))


def _behind_link(p: Paragraph, words: str) -> tuple[str, str]:
    """Part a title that is a link from the text behind it: “[Title](address): Text.”."""
    mark = _BEHIND_LINK.match(words, len(p.linked)) if p.linked and words.startswith(p.linked) else None
    text = words[mark.end() :] if mark is not None else ""
    return (p.linked, text) if is_sentence(text) else (words, "")


def _plain(p: Paragraph, text: str, template: Template, *, first: bool) -> Role | None:
    """Say what a line is whatever stands around it; None for texts."""
    if not text:
        return "link" if p.links else "marker"
    if p.label:
        return LABELS[p.label]
    role = _role_of(text) if len(text) <= LONG else None
    if first and is_caption(text):
        return "credit"
    if first or role == "credit":
        return role if role == "credit" else None
    return "furniture" if is_repeated(text, template.furniture) else role


@lru_cache(maxsize=2048)
def _role_of(text: str) -> Role | None:
    """Say what the words of a line are by themselves; remembered, for each layout that is tried asks it twice."""
    if is_credit(text):
        return "credit"
    if is_furniture(text) or _DURATION.fullmatch(text) is not None:
        return "furniture"
    if author_of(text):
        return "author"
    return "kicker" if filed_under(text) else None


def opening_dateline(page: Page, row: Row, part: Part) -> Dated | None:
    """Return the dateline that opens a summary, if it says the day of the entry."""
    one = page.dated(part.at, "dateline") or page.dated(part.at, "lead")
    if one is None or row.date is None or one.day is None or part.text != page.paragraphs[part.at].text:
        return None
    return one if row.date.day is None or -_LATER <= (row.date.day - one.day).days <= _EARLIER else None

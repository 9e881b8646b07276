"""The lines of an entry, named as a source states them."""

from collections.abc import Sequence
from typing import Final, cast

from msgspec import Struct

from feedpub.layouttable import Line
from feedpub.listings.naming import Role
from feedpub.listings.text.cutting.sorting import Part
from feedpub.listings.text.pages.page import Page
from feedpub.listings.text.pages.segments import Segment
from feedpub.listings.text.wording.dating import Dated, Form, kicker_of
from feedpub.listings.text.wording.furniture import is_furniture
from feedpub.listings.text.wording.words import author_of, is_credit
from feedpub.text import shorten

_BESIDE: Final = frozenset({"date", "place", "kicker", "author"})
_END: Final = "the end of the entry"


class Misfit(Struct, frozen=True):
    """The first line that is not what was stated: its number, what was expected, what stands there instead."""

    line: int
    expected: str
    found: str

    def __str__(self) -> str:
        """Say it in words."""
        return f"`layout.lines` says {self.expected}, but there is {self.found}"


def form_of(lines: Sequence[Line]) -> Form | None:
    """Return in which form the date is stated to stand; None if no line has it."""
    line = next((line for line in lines if "date" in line.words), None)
    if line is None or {*line.words} <= _BESIDE:
        return None if line is None else "line"
    if line.words[0] == "title":
        return "middle" if line.words[-1] == "summary" else "tail"
    return "dateline" if "place" in line.words else "lead"


def name_as_stated(page: Page, lines: Sequence[Line], segment: Segment, *, last: bool) -> list[Part] | Misfit:
    """Name the lines of one entry as stated; what stands behind the last entry of a page is its foot.

    A line that may be missing is there when as many lines are left as the others need, and it looks like that.
    """
    own = [at for at in range(segment.start, segment.stop) if page.paragraphs[at].text]
    told = [at for at in own if at == own[0] or not is_furniture(page.paragraphs[at].text)]
    left_out = [Part("furniture", page.paragraphs[at].text, at) for at in own if at not in told]
    walk = _Walk(page, lines, told, form_of(lines) or "line", last=last)
    found = walk.go(0, 0)
    return walk.misfit(segment) if found is None else [*found, *left_out]


class _Walk(Struct):
    """A walk along the lines of an entry and of the statement; `far` is the furthest place that fitted."""

    page: Page
    lines: Sequence[Line]
    own: Sequence[int]
    form: Form
    last: bool
    far: tuple[int, int] = (0, 0)

    def go(self, at: int, to: int) -> list[Part] | None:
        """Name the lines from `at` on by the statement from `to` on; None if they are something else."""
        self.far = max(self.far, (at, to))
        if to == len(self.lines):
            return [] if at == len(self.own) or self.last else None
        line = self.lines[to]
        if at < len(self.own) and (parts := self._parts(line, self.own[at])) is not None:
            most = len(self.own) if line.words == ("summary",) else at + 1
            run = at + 1
            while run < most and self._parts(line, self.own[run]) is not None:
                run += 1
            for stop in range(run, at, -1) if len(self.lines) > to + 1 or run == len(self.own) else (run,):
                behind = self.go(stop, to + 1)
                if behind is not None:
                    more = [part for one in self.own[at + 1 : stop] for part in self._parts(line, one) or ()]
                    return [*parts, *more, *behind]
        return self.go(at, to + 1) if line.may_miss else None

    def _parts(self, line: Line, at: int) -> list[Part] | None:
        """Return what a line says if it can be what is stated."""
        paragraph = self.page.paragraphs[at]
        date = self.page.dated(at, self.form)
        if "date" in line.words:
            return None if date is None else _dated_parts(line, date, at)
        skipped = line.words[0] == "skip"
        role, text = cast("Role", "furniture" if skipped else line.words[0]), paragraph.text
        if self.page.kind(at) == "full" and not skipped:
            return None
        if self.form != "line" and date is not None and date.kind == "full" and role == "title":
            return None
        if line.may_miss and not _looks_like(role, text, linked=bool(paragraph.links)):
            return None
        text = author_of(text) or text if role == "author" else text
        return [Part(role, text, at)]

    def misfit(self, segment: Segment) -> Misfit:
        """Return the first line that does not fit."""
        at, to = self.far
        expected = _expected(self.lines[to:])
        if at >= len(self.own):
            line = self.page.paragraphs[self.own[-1] if self.own else segment.start].line
            return Misfit(line, expected + " below this line", _END)
        paragraph = self.page.paragraphs[self.own[at]]
        return Misfit(paragraph.line, expected, f"“{shorten(paragraph.text, 60)}”")


def _expected(lines: Sequence[Line]) -> str:
    """Say which of the stated lines may come next."""
    names: list[str] = []
    for line in lines:
        names.append(f"“{line}”")
        if not line.may_miss:
            return " or ".join(names)
    return " or ".join([*names, _END])


def _looks_like(role: Role, text: str, *, linked: bool) -> bool:
    match role:
        case "credit":
            return is_credit(text)
        case "author":
            return bool(author_of(text))
        case "link":
            return linked
        case _:
            return True


def _dated_parts(line: Line, date: Dated, at: int) -> list[Part]:
    parts = [Part("date", date.line, at)]
    if date.before:
        parts.append(Part("title", date.before, at))
    if date.behind:
        parts.append(Part("title" if line.words[-1] == "title" else "summary", date.behind, at))
    if "kicker" in line.words and (kicker := kicker_of(date.line)):
        parts.append(Part("kicker", kicker, at))
    return parts

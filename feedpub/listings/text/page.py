"""A page as the hypotheses see it: its paragraphs, and where dates stand in them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from feedpub.dates import Terms
from feedpub.listings.text.dating import Dated, Form, dated_inside, dated_line
from feedpub.listings.text.lines import Paragraph

_DIGITS: Final = frozenset("0123456789")


@dataclass(slots=True)
class Page:
    """Paragraphs, and the dates in them; `inside` says that dates within paragraphs are looked for too."""

    paragraphs: Sequence[Paragraph]
    terms: Terms
    inside: bool = True
    longest: int = 0
    lines: list[Dated | None] = field(default_factory=list)
    parts: list[tuple[Dated, ...]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Look for the dates once."""
        for p in self.paragraphs:
            words = p.text
            line = None
            if words and (not self.longest or len(words) <= self.longest):
                line = dated_line(words, self.terms)
            self.lines.append(line)
            digits = self.inside and line is None and not _DIGITS.isdisjoint(words)
            self.parts.append(dated_inside(words, self.terms) if digits else ())

    def dated(self, at: int, form: Form) -> Dated | None:
        """Return the date that a paragraph has in one form."""
        if form == "line":
            return self.lines[at]
        return next((one for one in self.parts[at] if one.form == form), None)

    def is_full(self, at: int, form: Form) -> bool:
        """Say whether a paragraph has a day in one form."""
        date = self.dated(at, form)
        return date is not None and date.kind == "full"

    def kind(self, at: int) -> str:
        """Return how good a date line a paragraph is; "" if it is none."""
        date = self.lines[at]
        return "" if date is None else date.kind

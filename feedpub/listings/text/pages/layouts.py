"""Hypotheses of how a page is laid out."""

from collections import Counter
from collections.abc import Iterator
from typing import Final, Literal, get_args

from msgspec import Struct

from feedpub.listings.naming import LABELS
from feedpub.listings.text.pages.page import Page
from feedpub.listings.text.wording.dating import Form
from feedpub.listings.text.wording.lines import styles

Stand = Literal["first", "after", "last", "heading", "none"]
"""Where the date stands in an entry: before all else, behind the title, behind all else; or above several entries.

None: entries have no date, which is never found, only stated."""

_MARKS: Final = 12
_SOME: Final = 2
_FORMS: Final[tuple[Form, ...]] = get_args(Form.__value__) if hasattr(Form, "__value__") else get_args(Form)


CLOSED: Final = -1
"""The value of `above` for entries that begin behind the line that closes the one before."""


ABOVE_TEXT: Final = 1
"""The value of `above` for entries without dates that begin with a title above a text, wherever that stands."""
EACH: Final = -2
"""The value of `above` for entries without dates and titles: each line is one."""


class Layout(Struct, frozen=True, kw_only=True):
    """How a page is laid out: what begins an entry, in which form its date is printed and where that stands.

    Without a marker an entry begins `above` paragraphs above its date, or with its block when `above` is 0.
    CLOSED: it begins behind the line that closes the one before.
    """

    marker: str = ""
    indent: int = 0
    form: Form = "line"
    stands: Stand = "after"
    above: int = 1

    def __str__(self) -> str:
        """Say it in words."""
        begins = f"entries begin with the marker “{self.marker}” in column {self.indent + 1}"
        if not self.marker:
            begins = {
                "first": "entries begin with their date",
                "last": "entries end with their date",
                "heading": "entries stand below their day",
                "none": "entries begin a block with their title",
                "after": "entries begin a block" if not self.above else f"entries begin {self.above} above their date",
            }[self.stands]
        if self.above == CLOSED:
            begins = "entries begin behind the line that closes others"
        if self.stands == "none":
            if not self.marker and self.above:
                begins = "each text is an entry" if self.above == EACH else "entries begin with a title above a text"
            return f"{begins}; they have no date"
        date = {
            "line": "the date is a line of its own",
            "lead": "the date stands before a text on its line",
            "tail": "the date stands behind the title on its line",
            "middle": "the date stands between title and summary on their line",
            "dateline": "place and date open the summary",
        }[self.form]
        stands = {
            "first": "first",
            "after": "behind the title",
            "last": "last",
            "heading": "above the entries of a day",
        }[self.stands]
        return f"{begins}; {date}; it stands {stands}" if self.form == "line" else f"{begins}; {date}"


def undated_layouts(page: Page) -> Iterator[Layout]:
    """Yield every layout of entries without dates; the markers that most lines have come first."""
    for (style, indent), marked in styles(page.paragraphs).most_common(_MARKS):
        if marked >= _SOME and not style.endswith(":"):
            yield Layout(marker=style, indent=indent, stands="none")
    for above in (0, ABOVE_TEXT, EACH):
        yield Layout(stands="none", above=above)


def hypotheses(page: Page) -> Iterator[Layout]:
    """Yield every layout that the markers and dates of a page make possible."""
    forms = [form for form in _FORMS if page.full(form)]
    indents: Counter[tuple[str, int]] = styles(page.paragraphs)
    for (style, indent), marked in indents.most_common(_MARKS):
        if style.endswith(":") and (marked < _SOME or LABELS[style[:-1]] not in {"title", "date", "kicker"}):
            continue
        for form in forms:
            for stands in ("after", "heading") if form == "line" else ("after",):
                yield Layout(marker=style, indent=indent, form=form, stands=stands)
    for form in forms:
        if len(page.full(form)) < _SOME:
            if form == "line":
                yield Layout(form=form, stands="heading")
            continue
        yield Layout(form=form, stands="first")
        if form in {"line", "tail"}:
            yield Layout(form=form, stands="last")
        if form == "line":
            yield Layout(form=form, stands="heading")
        # Above a title that has its date behind it, only a kicker can stand.
        for above in (1,) if form in {"tail", "middle"} else (0, 1, 2, CLOSED):
            yield Layout(form=form, above=above)

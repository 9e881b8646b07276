"""The table `layout` of a source: what is stated of how a text listing is laid out."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

Place = Literal["", "first", "after title", "last", "above", "before text", "behind text", "dateline", "none"]
"""Where the date stands: on a line of its own first, behind the title, last, or above the entries of a day; on a line
before or behind a text; with a place before the summary. None: the page prints no dates."""

WORDS: Final = ("kicker", "title", "date", "place", "summary", "credit", "author", "link", "skip")
"""What a line can be stated to be; `skip` is left out."""

_BESIDE_DATE: Final = frozenset({"place", "kicker", "author"})
"""What a line may hold beside its date and still be a date line."""
_SHARED: Final = (
    "“date place”, “date kicker”, “date author”, “date title”, “title date”, “date summary”, “place date summary”, "
    "“title date summary”"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutTable:
    """What a source states; what it leaves out is found.

    `marker` is what begins an entry: `1.` for numbers, `none`, or the marker itself; `languages` are those of dates;
    `lines` says which line of an entry is what, from its first to its last.
    """

    marker: str = ""
    date: Place = ""
    languages: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()


UNSTATED: Final = LayoutTable()
"""Nothing is stated: all is found."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an entry as stated: the words that it holds in their order; it may be missing.

    A summary may have several paragraphs, everything else is one line.
    """

    words: tuple[str, ...]
    may_miss: bool

    def __str__(self) -> str:
        """Write it as the config does."""
        return " ".join(self.words) + "?" * self.may_miss


def stated_lines(table: LayoutTable) -> tuple[Line, ...]:
    """Return the lines that a table states."""
    return tuple(Line(tuple(line.removesuffix("?").split()), line.endswith("?")) for line in table.lines)


def layout_faults(where: str, table: LayoutTable) -> Iterator[tuple[str, str]]:
    """Yield what cannot work in the table."""
    if table.languages:
        from feedpub.dates.languages import language_faults  # here: the words of all languages cost some milliseconds

        yield from language_faults(f"{where}.languages", table.languages)
    where = f"{where}.lines"
    lines = stated_lines(table)
    told: list[str] = []
    for line in lines:
        if not line.words:
            yield where, 'holds an empty line; write e.g. lines = ["kicker?", "title", "date place", "summary?"]'
        for word in line.words:
            if word not in WORDS:
                from difflib import get_close_matches  # here: start-up counts

                near = get_close_matches(word, WORDS, n=1)
                hint = f"did you mean “{near[0]}”?" if near else f"there is: {', '.join(WORDS)}"
                yield where, f"“{word}” is no part of an entry; {hint}"
            if word in told and word != "skip":
                yield where, f"“{word}” stands twice; a part of an entry is one line, a summary may go on for several"
            told.append(word)
        beside = {*line.words} - {"date"}
        if len(line.words) > 1 and ("date" not in line.words or (beside - _BESIDE_DATE and not _parts_a_text(line))):
            yield where, f"“{line}” cannot stand on one line; there is {_SHARED}"
    if lines and not {"title", "summary"} & {*told}:
        yield where, "names neither title nor summary; a story is told by its words"
    if lines and "date" not in told and table.date not in {"above", "none"}:
        hint = 'add “date”, or state date = "above" for a day above its entries, date = "none" where none are printed'
        yield where, f"names no date; {hint}"
    if lines and "date" in told and table.date:
        yield where, "says where the date stands already; leave out `layout.date`"


def _parts_a_text(line: Line) -> bool:
    """Say whether a date can part the texts of a line."""
    return line.words in {
        ("date", "title"),
        ("title", "date"),
        ("date", "summary"),
        ("place", "date", "summary"),
        ("date", "place", "summary"),
        ("title", "date", "summary"),
    }

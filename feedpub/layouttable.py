"""The table `layout` of a source: what is stated of how a text listing is laid out."""

from dataclasses import dataclass
from typing import Literal

Place = Literal["", "first", "after title", "last", "above", "before text", "behind text", "dateline"]
"""Where the date stands: on a line of its own first, behind the title, last, or above the entries of a day; on a line
before or behind a text; with a place before the summary."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutTable:
    """What a source states; what it leaves out is found.

    `marker` is what begins an entry: `1.` for numbers, `none`, or the marker itself; `languages` are those of dates.
    """

    marker: str = ""
    date: Place = ""
    languages: tuple[str, ...] = ()

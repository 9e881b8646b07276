"""Known entries, printed in many layouts: what is read back must be what was printed."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What an entry says."""

    title: str
    day: date
    kicker: str = ""
    place: str = ""
    summary: tuple[str, ...] = ()
    link: str = ""


STORIES: Final = (
    Story(
        title="Harbour bridge reopens two months early",
        day=date(2021, 3, 18),
        kicker="Transport",
        place="Lisbon",
        summary=("Engineers replaced 400 bolts and the last of the old cables. Buses cross again from Monday.",),
        link="https://town.example/news/bridge",
    ),
    Story(
        title="Library lends tools as well as books",
        day=date(2021, 3, 15),
        kicker="Culture",
        place="Porto",
        summary=("Members may borrow drills, ladders and sewing machines for a week at no cost.",),
        link="https://town.example/news/tools",
    ),
    Story(
        title="Council of 12 districts agrees on night trains",
        day=date(2021, 3, 9),
        kicker="Transport",
        place="Faro",
        summary=("The first train leaves at midnight in June. Tickets cost the same as by day.",),
        link="https://town.example/news/trains",
    ),
    Story(
        title="Schools plant 2,000 oaks along the river",
        day=date(2021, 2, 26),
        kicker="Environment",
        place="Braga",
        summary=("Pupils of eleven schools took part in the work, which began in the autumn.",),
        link="https://town.example/news/oaks",
    ),
    Story(
        title="Old mill becomes a museum of paper",
        day=date(2021, 2, 4),
        kicker="Culture",
        place="Lisbon",
        summary=("The machines of 1890 still run. Visitors can make a sheet of their own.",),
        link="https://town.example/news/mill",
    ),
    Story(
        title="Water prices stay where they are until 2023",
        day=date(2021, 1, 22),
        kicker="Economy",
        place="Faro",
        summary=("Savings at the pumping stations pay for the new pipes, the works say.",),
        link="https://town.example/news/water",
    ),
)

_MONTHS: Final = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
DATES: Final[Mapping[str, Callable[[date], str]]] = {
    "18 March 2021": lambda d: f"{d.day} {_MONTHS[d.month - 1]} {d.year}",
    "March 18, 2021": lambda d: f"{_MONTHS[d.month - 1]} {d.day}, {d.year}",
    "Thursday, 18 March 2021": lambda d: f"{d:%A}, {d.day} {_MONTHS[d.month - 1]} {d.year}",
    "2021-03-18": lambda d: d.isoformat(),
    "18.03.2021": lambda d: f"{d.day:02}.{d.month:02}.{d.year}",
    "03/18/2021": lambda d: f"{d.month:02}/{d.day:02}/{d.year}",
    "18 Mar 2021": lambda d: f"{d.day} {_MONTHS[d.month - 1][:3]} {d.year}",
}
MARKERS: Final[Mapping[str, Callable[[int], str]]] = {
    "none": lambda _: "",
    "1.": lambda n: f"{n}. ",
    "1)": lambda n: f"{n}) ",
    "11.": lambda n: f"{n + 10}. ",
    "gaps": lambda n: f"{n * 3}. ",
    "-": lambda _: "- ",
    "*": lambda _: "* ",
    "•": lambda _: "• ",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """One layout: what is printed, where, and how."""

    marker: str = "none"
    stands: str = "after"
    dates: str = "18 March 2021"
    blank: str = "all"
    indent: int = 0
    kicker: bool = False
    summary: bool = True
    place: bool = False
    more: bool = False
    head: bool = True
    months: bool = False
    link: str = ""
    fields: tuple[str, ...] = field(default=("title", "day", "place", "summary"))

    def __str__(self) -> str:
        """Name a case."""
        flags = [name for name in ("kicker", "summary", "place", "more", "months") if getattr(self, name)]
        return f"{self.marker},{self.stands},{self.dates},{self.blank},{self.indent},{'+'.join(flags)},{self.link}"


def lines_of(shape: Shape, story: Story) -> list[str]:
    """Return the lines of one entry, without marker."""
    day = DATES[shape.dates](story.day)
    placed = f"{day}, {story.place}" if shape.place else day
    title = f"[{story.title}]({story.link})" if shape.link == "markdown" else story.title
    summary = list(story.summary) if shape.summary else []
    kicker = [story.kicker] if shape.kicker else []
    lines = {
        "after": lambda: [*kicker, title, placed, *summary],
        "none": lambda: [*kicker, title, *summary],
        "first": lambda: [placed, *kicker, title, *summary],
        "last": lambda: [*kicker, title, *summary, placed],
        "lead": lambda: [f"{day} – {title}", *summary],
        "colon": lambda: [f"{day}: {title}", *summary],
        "tail": lambda: [f"{title} – {day}", *summary],
        "brackets": lambda: [f"{title} ({day})", *summary],
        "rule": lambda: [f"{day} | {title}", *summary],
        "tab": lambda: [f"{day}\t{title}", *summary],
        "dateline": lambda: [title, f"{story.place.upper()}, {day} – {' '.join(summary)}"],
        "dated summary": lambda: [title, f"{day} – {' '.join(summary)}"],
        "labels": lambda: [
            f"Title: {title}",
            f"Date: {day}",
            *(f"Place: {story.place}" for _ in range(shape.place)),
            *(f"Category: {one}" for one in kicker),
            *(f"Summary: {one}" for one in summary),
        ],
        "labelled date": lambda: [*kicker, title, f"Date: {day}", *summary],
        "posted": lambda: [*kicker, title, f"Posted on {day}", *summary],
    }[shape.stands]()
    if shape.more:
        lines.append("Read more")
    if shape.link == "line":
        lines.append(story.link)
    return lines


def print_page(shape: Shape, stories: tuple[Story, ...] = STORIES) -> str:
    """Print a page of stories in one layout."""
    out = ["News of the town", ""] if shape.head else []
    month = 0
    for number, story in enumerate(stories, 1):
        if shape.months and story.day.month != month:
            month = story.day.month
            out += [f"{_MONTHS[month - 1]} {story.day.year}", ""]
        marker = MARKERS[shape.marker](number)
        lines = lines_of(shape, story)
        pad = " " * shape.indent
        deep = pad + " " * len(marker)
        printed = [f"{pad}{marker}{lines[0]}", *(f"{deep}{line}" for line in lines[1:])]
        out += [one for line in printed for one in (line, "")] if shape.blank == "all" else printed
        if shape.blank == "entries":
            out.append("")
    return "\n".join(out) + "\n"


def shapes() -> Iterator[Shape]:
    """Yield every layout in which a person could say what is what."""
    for marker, stands, blank in product(
        MARKERS,
        (
            "after",
            "first",
            "last",
            "lead",
            "colon",
            "tail",
            "brackets",
            "rule",
            "tab",
            "dateline",
            "dated summary",
            "labels",
            "labelled date",
            "posted",
        ),
        ("all", "entries", "none"),
    ):
        for kicker, summary, place, more in product((False, True), repeat=4):
            if _is_clear(
                Shape(marker=marker, stands=stands, blank=blank, kicker=kicker, summary=summary, place=place, more=more)
            ):
                yield Shape(
                    marker=marker,
                    stands=stands,
                    blank=blank,
                    kicker=kicker,
                    summary=summary,
                    place=place,
                    more=more,
                    indent=2 if marker != "none" else 0,
                    months=blank == "all" and stands in {"after", "posted"},
                )


def _is_clear(shape: Shape) -> bool:
    """Say whether a layout prints what it is asked to, and means one thing."""
    own_line = shape.stands in {"after", "first", "last", "labelled date", "posted"}
    if shape.kicker and not (own_line or shape.stands == "labels"):
        return False
    if shape.place and shape.stands not in {"after", "first", "last", "labels"}:
        return False
    if shape.stands in {"dateline", "dated summary"} and not shape.summary:
        return False
    if shape.more and not shape.summary:
        return False
    # Without a summary nothing says that the date does not stand behind the title.
    return shape.stands != "last" or (shape.summary and not shape.more)

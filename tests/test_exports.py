"""Comma-separated values are read as the table that they are, and no other text for one."""

import csv
import io
from typing import Final, Literal

import pytest
from layouts import DATES, STORIES, Story

from feedpub.dates import Dateline, parse_dateline
from feedpub.errors import SourceError
from feedpub.listings import explain_listing, parse_listing

HEAD: Final = ["id", "date", "title", "category", "summary", "link"]


def export(
    *, delimiter: str = ",", quoting: Literal[0, 1, 2] = csv.QUOTE_MINIMAL, head: bool = True, form: str = "2021-03-18"
) -> str:
    """Print the stories as a program exports them; one title holds a comma and quotation marks, one a line break."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, quoting=quoting)
    if head:
        writer.writerow(HEAD)
    for number, story in enumerate(STORIES):
        title = {0: f'{story.title}, "at last"', 1: story.title.replace(" as ", "\nas ")}.get(number, story.title)
        category = "" if number == 2 else story.kicker
        writer.writerow([number + 7, DATES[form](story.day), title, category, " ".join(story.summary), story.link])
    return out.getvalue()


def expected() -> list[tuple[object, ...]]:
    """Return what is exported."""
    titles = [f'{STORIES[0].title}, "at last"', *(story.title for story in STORIES[1:])]
    return [
        (title, "" if story is STORIES[2] else story.kicker, story.day, " ".join(story.summary), story.link)
        for title, story in zip(titles, STORIES, strict=True)
    ]


def read(page: str) -> list[tuple[object, ...]]:
    """Return what is read of a page."""
    listing = parse_listing(page.encode("utf-8-sig"), "page.csv")
    dates = [parse_dateline(entry.dateline, listing.terms) for entry in listing.entries]
    return [
        (entry.title, entry.kicker, date.day if isinstance(date, Dateline) else None, entry.summary, entry.link)
        for entry, date in zip(listing.entries, dates, strict=True)
    ]


@pytest.mark.parametrize("form", ["2021-03-18", "18.03.2021", "03/18/2021", "March 18, 2021"])
@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC])
def test_what_is_exported_is_read(delimiter: str, quoting: Literal[0, 1, 2], form: str) -> None:
    assert expected() == read(export(delimiter=delimiter, quoting=quoting, form=form))


def test_an_entry_stands_on_the_line_where_its_row_begins() -> None:
    page = export()

    listing = parse_listing(page.encode(), "page.csv")

    starts = [page.splitlines().index(line) + 1 for line in page.splitlines() if line.split(",")[0].isdigit()]
    assert starts == [entry.line for entry in listing.entries]
    assert "    2 1.title+date+kicker+summary+link" in next(
        line for line in explain_listing(page.encode(), "page.csv") if line.startswith("    2 ")
    )


def test_rows_without_a_head_are_read_where_cells_are_quoted() -> None:
    page = "".join(f'{story.day},"{story.title}","{story.kicker}"\n' for story in STORIES)

    assert [(story.title, story.kicker, story.day, "", "") for story in STORIES] == read(page)


def lines_of(story: Story) -> str:
    """Print a story in a line with two commas."""
    return f"{story.title}, {story.place}, {story.day:%d %B %Y}"


def test_lines_with_as_many_commas_are_no_table() -> None:
    page = "\n\n".join(map(lines_of, STORIES))

    assert [story.day for story in STORIES] == [row[2] for row in read(page)]
    assert "," not in "".join(str(row[1]) for row in read(page))


@pytest.mark.parametrize(
    "page",
    [
        'title,date,text\n"A title,2021-03-18,A text\n"Another,2021-03-19,A text\n',
        "title,date,text\nA title,soon,A text\nAnother,later,A text\nA third,never,A text\n",
        'name,price,size\n"Bolt, long",2,3\n"Bolt, short",1,2\n"Nut",1,1\n',
    ],
)
def test_values_that_are_no_listing_are_refused(page: str) -> None:
    with pytest.raises(SourceError, match="no listing found"):
        parse_listing(page.encode(), "page.csv")

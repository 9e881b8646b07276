"""What it takes to read a long text grows as the text does, whatever stands in it."""

from collections.abc import Callable

import pytest
from steps import steps_of

from feedpub.dates import UNDECLARED
from feedpub.listings import parse_listing
from feedpub.listings.text.cutting.anchoring import anchored_starts
from feedpub.listings.text.pages.layouts import Layout
from feedpub.listings.text.pages.page import Page
from feedpub.listings.text.wording.lines import Paragraph

TELEPHONE = "Tel. 123 4567\n"


def day(number: int) -> str:
    return f"{number % 28 + 1} May {2020 - number // 28 % 30}"


def said_twice(size: int) -> str:
    """Print titles twice, as copies of web pages do: such entries are read one by one."""
    return "".join(f"Boat {n} comes in\nBoat {n} comes in\n{day(n)}\nIt was seen.\n\n" for n in range(size))


KINDS: dict[str, Callable[[int], str]] = {
    "times below titles": lambda size: "".join(f"{day(n)}\nBoat {n}\n{n % 12}:30\n" for n in range(size)),
    "days below days": lambda size: "".join(f"{day(n)}\n{day(n)[:-5]}\nBoat number {n}\n" for n in range(size)),
    "headings of two levels": lambda size: "".join(f"# Pier {n}\n\n## Boat {n}\n{day(n)}\n\n" for n in range(size)),
    "words for other pages": lambda size: (
        "".join(f"Boat {n} comes in\n{day(n)}\nIt was seen.\n\n" for n in range(3)) + "See also:\n" * size
    ),
    "telephones below all": lambda size: (
        f"{said_twice(size // 4)}{TELEPHONE}\n{said_twice(20)}{TELEPHONE * (size // 4)}"
    ),
}


def steps_for(text: str) -> int:
    """Return how many lines of this package are run to read a text, or to refuse it."""
    return steps_of(lambda: parse_listing(text.encode(), "page", kind="text"))


@pytest.mark.parametrize("kind", KINDS)
def test_a_text_of_twice_the_size_costs_little_more_than_twice(kind: str) -> None:
    once, twice = (steps_for(KINDS[kind](size)) for size in (1_200, 2_400))

    assert twice <= 2.3 * once


class Compared(int):
    """A number that counts how often one is compared with another."""

    times = 0

    def __eq__(self, other: object) -> bool:
        Compared.times += 1
        return super().__eq__(other)

    __hash__ = int.__hash__


def test_the_dates_of_a_page_are_not_compared_with_each_other_to_find_where_blocks_begin() -> None:
    paragraphs = [Paragraph(n + 1, 0, (n + 1) % 2, f"Boat {n}", f"Boat {n}", last=n + 1) for n in range(400)]
    page = Page(paragraphs, UNDECLARED)
    page.days["line"] = tuple(map(Compared, range(0, 400, 2)))

    anchored_starts(page, Layout(form="line", stands="first"))

    assert Compared.times < 1000

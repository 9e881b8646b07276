"""One story that a page lists twice, as pages do that pin one to their top."""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Final
from urllib.parse import urlsplit

import msgspec

from feedpub.identity import canonical_link, text_key
from feedpub.links import names_story
from feedpub.model import Printed
from feedpub.standing import is_last, is_same
from feedpub.text import fold

_CUT: Final = re.compile(r"[\s.…]+$")
"""How a shortened summary ends."""

_NUMBER: Final = re.compile(r"(?<!\d)(?!(?:19|20)\d\d(?!\d))\d{4,}")
"""A shorter number may count issues, and one of four digits may be a year."""

_ALIKE: Final = 0.5
"""A summary that has such a share of the other one's words is of the same story."""

Story = tuple[Printed, int]
"""What an entry prints, and its line."""


def join_copies(stories: Sequence[Story], page: str) -> list[Story]:
    """Make one story of an entry that the page lists twice.

    Copies have one day and title, and one link of their own; without one, they say word for word the same
    of the same place. Their kickers and sections are united.
    """
    kept: dict[int, Story] = {}
    likely: dict[object, list[int]] = defaultdict(list)
    for number, (printed, line) in reversed(list(enumerate(stories))):  # the lower one stands where its day puts it
        link = canonical_link(printed.link)
        own = "" if link == page else link
        alike = likely[text_key(printed.day, printed.title, printed.summary), own]
        found = next((one for one in alike if _are_copies(kept[one][0], printed, own)), None)
        if found is None:
            alike.append(number)
            kept[number] = printed, line
        else:
            kept[found] = _unite(printed, kept[found][0]), kept[found][1]
    return [kept[number] for number in sorted(kept)]


def _are_copies(lower: Printed, upper: Printed, link: str) -> bool:
    """Tell two printings of one story from two stories of one day, title and link.

    They are two where both say something else, unless the address is that of a story: then its teaser varies.
    """
    if not link:
        return _words(lower) == _words(upper) or (is_last(lower.stood) and _differ_in_end(lower, upper))
    facts = ((lower.place, upper.place), (lower.end, upper.end), (lower.instant, upper.instant))
    if any(one and other and one != other for one, other in facts):
        return False
    return _tells_story(link) or _are_of_one_text(lower.summary, upper.summary)


def _tells_story(link: str) -> bool:
    """Say whether an address is that of one story: it names it, or has its number."""
    parts = urlsplit(f"//{link}")
    name = parts.path.rstrip("/").rpartition("/")[2]
    return names_story(name) or bool(_NUMBER.search(f"{name}?{parts.query}"))


def _words(printed: Printed) -> tuple[object, ...]:
    return printed.title, printed.summary, printed.end, printed.instant, printed.place


def _differ_in_end(last: Printed, upper: Printed) -> bool:
    """Say whether two printings are one but for the end of the last entry of a page, which is not certain."""
    if _words(last)[2:] != _words(upper)[2:] or last.title != upper.title:
        return False
    shorter, longer = sorted((last.summary.split("\n\n"), upper.summary.split("\n\n")), key=len)
    return is_same(last.stood, upper.stood) or (bool(shorter[0]) and longer[: len(shorter)] == shorter)


def _are_of_one_text(one: str, other: str) -> bool:
    """Say whether one summary is the other, or shortened or reworded from it; none is of any text."""
    shorter, longer = sorted((_CUT.sub("", fold(one)), _CUT.sub("", fold(other))), key=len)
    words = set(re.findall(r"\w+", shorter))
    return shorter in longer or len(words & set(re.findall(r"\w+", longer))) >= _ALIKE * len(words)


def _unite(upper: Printed, lower: Printed) -> Printed:
    kickers = tuple(dict.fromkeys((*upper.kickers, *lower.kickers)))
    sections = tuple(dict.fromkeys((*upper.sections, *lower.sections)))
    summary = upper.summary if is_last(lower.stood) else lower.summary
    return msgspec.structs.replace(lower, kickers=kickers, sections=sections, summary=summary)

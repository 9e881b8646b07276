"""Synthetic archives in the layouts of the seeds: 60 topics whose sizes follow Zipf's law, listings of at most 1,000."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Final

TOPICS: Final = 60
PER_LISTING: Final = 1000

_SYLLABLES: Final = ("ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "wo", "xu", "zan")
_FIRST_DAY: Final = date(1990, 1, 1)


@dataclass(frozen=True, slots=True)
class Story:
    """What a listing prints of one entry; without `kicker` its topic stands in the title."""

    topic: str
    kicker: str
    title: str
    day: date
    summary: str


def topics() -> list[str]:
    """Return the labels of the topics, the largest first."""
    random = Random(60)
    return [f"{_word(random).title()} {_word(random)}" for _ in range(TOPICS)]


def stories(number: int) -> Iterator[Story]:
    """Yield stories, oldest first, as many a day as make 30 years of them; the first ones do not depend on `number`."""
    random = Random(5023)
    labels = topics()
    weights = list(accumulate(1 / rank for rank in range(1, TOPICS + 1)))
    vocabulary = [_word(random) for _ in range(3000)]
    for place in range(number):
        topic = random.choices(labels, cum_weights=weights)[0]
        words = random.choices(vocabulary, k=random.randint(6, 12))
        title = " ".join(words).capitalize()
        kicker = topic if place // PER_LISTING % 2 == 0 else ""
        yield Story(
            topic=topic,
            kicker=kicker,
            title=title if kicker else f"{title}: {topic}",
            day=_FIRST_DAY + timedelta(days=place * 10_000 // 1_000_000),
            summary=" ".join(random.choices(vocabulary, k=random.randint(12, 45))).capitalize() + ".",
        )


def listings(number: int) -> Iterator[str]:
    """Yield listings of at most 1,000 entries each, newest entry first, the oldest listing first."""
    page: list[Story] = []
    for story in stories(number):
        page.append(story)
        if len(page) == PER_LISTING:
            yield listing(page)
            page = []
    if page:
        yield listing(page)


def listing(page: list[Story]) -> str:
    """Print stories as the seeds do, numbered, the newest first."""
    blocks = ["News and articles\n\n"]
    for number, story in enumerate(reversed(page), 1):
        lines = [story.kicker, story.title] if story.kicker else [story.title]
        lines += [f"{story.day.day} {story.day:%B} {story.day.year},", story.summary]
        blocks.append(f"  {number}. " + "\n\n    ".join(lines) + "\n")
    return "\n".join(blocks)


def write_site(folder: Path, number: int) -> Path:
    """Write listings and a config into a folder, and return the config: a source for each listing."""
    config = [
        '[site]\nid = "00000000-0000-4000-8000-000000000001"\ntitle = "News"\nauthor = "Desk"',
        'base_url = "https://feeds.example.org/"\n',
    ]
    for place, text in enumerate(listings(number)):
        (folder / f"{place:04}.txt").write_text(text, encoding="utf-8")
        page = f"https://www.example.org/{place}"
        config.append(f'[[source]]\nname = "{place:04}"\npath = "{place:04}.txt"\npage = "{page}"\n')
    config += [f'[[topic]]\nlabel = "{label}"\nwords = ["{label}"]\n' for label in topics()]
    path = folder / "feedpub.toml"
    path.write_text("\n".join(config), encoding="utf-8")
    return path


def _word(random: Random) -> str:
    return "".join(random.choices(_SYLLABLES, k=random.randint(2, 4)))

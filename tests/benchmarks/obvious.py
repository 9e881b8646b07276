"""The obvious program: dateutil for every entry, a feedgen FeedGenerator for every feed.

python -m benchmarks.obvious FOLDER OUTPUT
"""

import sys
from pathlib import Path

from feedgen.feed import FeedGenerator

from benchmarks.listings import topics
from benchmarks.reading import Entry, gather


def generator(name: str, entries: list[Entry]) -> FeedGenerator:
    """Return a feed of entries, oldest last."""
    feed = FeedGenerator()
    feed.id(f"https://feeds.example.org/{name}")
    feed.title(name)
    feed.description(f"News: {name}")
    feed.author({"name": "Desk"})
    feed.link(href="https://www.example.org/")
    feed.updated(entries[0].date)
    feed.lastBuildDate(entries[0].date)
    for entry in entries:
        item = feed.add_entry(order="append")
        item.id(entry.guid)
        item.title(entry.title)
        item.link(href="https://www.example.org/")
        item.content(entry.summary)
        item.published(entry.date)
        item.updated(entry.date)
        if entry.kicker:
            item.category(term=entry.kicker)
    return feed


def main(folder: Path, output: Path) -> None:
    """Write an Atom and an RSS file for each feed."""
    for name, entries in gather(folder, topics()).items():
        if entries:
            feed = generator(name, entries)
            feed.atom_file(str(output / f"{name}.atom.xml"), pretty=True)
            feed.rss_file(str(output / f"{name}.rss.xml"), pretty=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

"""Write the same items with one library in one format, and print the CPU seconds of each time.

python -m benchmarks.writers NAME FORMAT ITEMS TIMES
"""

import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, time
from importlib import import_module
from time import process_time
from typing import Final
from uuid import UUID

from benchmarks.listings import Story, stories

LINK: Final = "https://www.example.org/"
_AT: Final = time(10, tzinfo=UTC)


def _at(story: Story) -> datetime:
    return datetime.combine(story.day, _AT)


def _feedpub(items: list[Story], kind: str) -> bytes:
    """Make the items once and write them in both formats, as every build does."""
    from feedpub.config import Site
    from feedpub.generator import ATOM, RSS, document, render_item
    from feedpub.model import Category, Feed, FeedEntry, FeedItem, Printed

    site = Site(id=UUID(int=1), title="News", base_url="https://feeds.example.org/", author="Desk")
    entries = [
        FeedEntry(
            item=FeedItem(
                guid=f"urn:example:{number}",
                aliases=("x",),
                source="news",
                printed=Printed(title=story.title, summary=story.summary),
                digest="1:0",
                published=_at(story),
                updated=_at(story),
                basis="day",
            ),
            categories=(Category(facet="topic", term=story.topic),),
            link=LINK,
        )
        for number, story in enumerate(items)
    ]
    feed = Feed(id="urn:x:1", path="all", title="News", description="News", updated=_at(items[0]), entries=())
    kinds = {"both": (ATOM, RSS), "atom": (ATOM,), "rss": (RSS,)}[kind]
    return b"".join(document(feed, site, k, [render_item(entry, site, k) for entry in entries]) for k in kinds)


def _django_like(module: str) -> Callable[[list[Story], str], bytes]:
    """Django's generator and Pelican's, which is taken from it."""

    def write(items: list[Story], kind: str) -> bytes:
        library = import_module(module)
        if module.startswith("django"):
            from django.conf import settings

            if not settings.configured:
                settings.configure(USE_TZ=True)
        feed = (library.Atom1Feed if kind == "atom" else library.Rss201rev2Feed)("News", LINK, "News")
        for number, story in enumerate(items):
            feed.add_item(
                story.title,
                LINK,
                story.summary,
                unique_id=f"urn:example:{number}",
                pubdate=_at(story),
                updateddate=_at(story),
                categories=[story.topic],
            )
        return str(feed.writeString("utf-8")).encode()

    return write


def _pyrss2gen(items: list[Story], _: str) -> bytes:
    library = import_module("PyRSS2Gen")
    rows = [
        library.RSSItem(
            title=story.title,
            link=LINK,
            description=story.summary,
            guid=library.Guid(f"urn:example:{number}", isPermaLink=0),
            pubDate=_at(story),
            categories=[story.topic],
        )
        for number, story in enumerate(items)
    ]
    return str(library.RSS2("News", LINK, "News", items=rows).to_xml("utf-8")).encode()


def _feedendum(items: list[Story], kind: str) -> bytes:
    library = import_module("feedendum")
    rows = [
        library.FeedItem(
            id=f"urn:example:{number}",
            title=story.title,
            url=LINK,
            content=story.summary,
            update=_at(story),
            categories=[story.topic],
        )
        for number, story in enumerate(items)
    ]
    feed = library.Feed(title="News", url=LINK, description="News", items=rows)
    text = library.to_atom_string(feed) if kind == "atom" else library.to_rss_string(feed)
    return str(text).encode()


WRITERS: Final[Mapping[str, Callable[[list[Story], str], bytes]]] = {
    "feedpub": _feedpub,
    "django": _django_like("django.utils.feedgenerator"),
    "pelican": _django_like("feedgenerator"),
    "PyRSS2Gen": _pyrss2gen,
    "feedendum": _feedendum,
}


def main(name: str, kind: str, items: int, times: int) -> None:
    """Write a feed several times; the first time, which loads the library, does not count."""
    found = list(stories(items))
    size = len(WRITERS[name](found, kind))
    if size < items * 200:
        raise SystemExit(f"{name} wrote {size} bytes for {items} items")
    for _ in range(times):
        begin = process_time()
        WRITERS[name](found, kind)
        print(process_time() - begin)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))

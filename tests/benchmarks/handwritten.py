"""The limit of pure Python: the same feeds and archives by f-strings with escaping, no memory of earlier runs.

python -m benchmarks.handwritten FOLDER OUTPUT [dateutil]   with it, dates are read as the obvious program does
"""

import sys
from email.utils import format_datetime
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from benchmarks.listings import topics
from benchmarks.reading import Entry, by_dateutil, by_hand, gather

BASE: Final = "https://feeds.example.org/"
PAGE: Final = 50


def atom_item(entry: Entry) -> str:
    """Return an Atom entry."""
    category = f'<category term="{escape(entry.kicker)}"/>' if entry.kicker else ""
    return (
        f"<entry><id>{entry.guid}</id><title>{escape(entry.title)}</title>"
        f"<updated>{entry.date.isoformat()}</updated><published>{entry.date.isoformat()}</published>"
        f'<link href="https://www.example.org/" rel="alternate"/>{category}'
        f"<content>{escape(entry.summary)}</content></entry>\n"
    )


def rss_item(entry: Entry) -> str:
    """Return an RSS item."""
    category = f"<category>{escape(entry.kicker)}</category>" if entry.kicker else ""
    return (
        f'<item><guid isPermaLink="false">{entry.guid}</guid><title>{escape(entry.title)}</title>'
        f"<link>https://www.example.org/</link>{category}<pubDate>{format_datetime(entry.date)}</pubDate>"
        f"<description>{escape(escape(entry.summary))}</description></item>\n"
    )


def atom_document(name: str, entries: list[Entry], before: str, *, archived: bool) -> str:
    """Return an Atom document, which may be a closed page of the archive, and have one before it."""
    links = "<fh:archive/>" * archived + (
        f'<link rel="prev-archive" href="{BASE}{before}.atom.xml"/>' if before else ""
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"'
        f' xmlns:fh="http://purl.org/syndication/history/1.0"><id>{BASE}{escape(name)}</id><title>{escape(name)}</title>'
        f"<updated>{entries[0].date.isoformat()}</updated><author><name>Desk</name></author>{links}\n"
        + "".join(map(atom_item, entries))
        + "</feed>\n"
    )


def rss_document(name: str, entries: list[Entry], before: str, *, archived: bool) -> str:
    """Return an RSS document, which may be a closed page of the archive, and have one before it."""
    links = "<fh:archive/>" * archived
    links += f'<atom:link rel="prev-archive" href="{BASE}{before}.rss.xml"/>' if before else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"'
        ' xmlns:fh="http://purl.org/syndication/history/1.0"><channel>'
        f"<title>{escape(name)}</title><link>https://www.example.org/</link><description>News</description>"
        f"<lastBuildDate>{format_datetime(entries[0].date)}</lastBuildDate>{links}\n"
        + "".join(map(rss_item, entries))
        + "</channel></rss>\n"
    )


def write_feed(output: Path, name: str, entries: list[Entry]) -> None:
    """Write a feed, all but the newest entries on pages of its archive: as many to a page as feedpub closes at once."""
    last = max(0, len(entries) // PAGE - 1)
    if last:
        (output / "archive" / name).mkdir(parents=True)
    for number in range(1, last + 2):
        end = len(entries) - PAGE * (number - 1)
        page = entries[max(0, end - PAGE) : end] if number <= last else entries[:end]
        before = f"archive/{name}/{number - 1}" if number > 1 else ""
        path = f"archive/{name}/{number}" if number <= last else name
        for suffix, document in ((".atom.xml", atom_document), (".rss.xml", rss_document)):
            (output / (path + suffix)).write_text(
                document(name, page, before, archived=number <= last), encoding="utf-8"
            )


def main(folder: Path, output: Path, dates: str = "") -> None:
    """Write an Atom and an RSS file for each feed."""
    for name, entries in gather(folder, topics(), by_dateutil if dates == "dateutil" else by_hand).items():
        if entries:
            write_feed(output, name, entries)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:])

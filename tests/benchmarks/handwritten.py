"""The limit of pure Python: the same feeds by f-strings with escaping, all on one page, no memory of earlier runs.

python -m benchmarks.handwritten FOLDER OUTPUT
"""

import sys
from email.utils import format_datetime
from pathlib import Path
from xml.sax.saxutils import escape

from benchmarks.listings import topics
from benchmarks.reading import Entry, gather


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


def main(folder: Path, output: Path) -> None:
    """Write an Atom and an RSS file for each feed."""
    for name, entries in gather(folder, topics()).items():
        if not entries:
            continue
        updated = entries[0].date
        with (output / f"{name}.atom.xml").open("w", encoding="utf-8") as file:
            file.write(
                '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
                f"<id>https://feeds.example.org/{escape(name)}</id><title>{escape(name)}</title>"
                f"<updated>{updated.isoformat()}</updated><author><name>Desk</name></author>\n"
            )
            file.writelines(map(atom_item, entries))
            file.write("</feed>\n")
        with (output / f"{name}.rss.xml").open("w", encoding="utf-8") as file:
            file.write(
                '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>'
                f"<title>{escape(name)}</title><link>https://www.example.org/</link>"
                f"<description>News</description><lastBuildDate>{format_datetime(updated)}</lastBuildDate>\n"
            )
            file.writelines(map(rss_item, entries))
            file.write("</channel></rss>\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

"""Throw broken web pages at the reader for a while: python tests/fuzz_html.py [MINUTES] [SEED].

Every page must be read, proposed and explained, or refused by a SourceError. A page that is not is written to a file
beside this one, to become a case.
"""

import sys
from contextlib import suppress

from fuzz_text import ROOT, look_for_faults

from feedpub.dates import UNDECLARED
from feedpub.errors import SourceError
from feedpub.listings import parse_listing
from feedpub.listings.html import explain_html, read_page
from feedpub.listings.html.proposing import propose

ADDRESS = "https://www.example.org/news/"
PIECES = [
    *("<li>", "</li>", "<ul>", "</ul>", "<tr><td>", "<td>", "</table>", "<table>", "<p>", "</p>", "<br>", "<hr>"),
    *(
        "<div class=item>",
        "</div>",
        "<h1>",
        "<h2>",
        "</h2>",
        "<h3>",
        "</h3>",
        "<b>",
        "</b>",
        "<pre>",
        "</pre>",
        "<dl><dt>",
    ),
    *("<a href=/1>", "<a href=/news/2020/05/03/x>", "</a>", "<a name=x>", "<time datetime=2020-05-03>", "</time>"),
    *("3 May 2020", "03/04/2020", "May 2020", "3 May", "2020", "17:40", "3 hours ago", "2020-05-03", "Posted by", "|"),
    *(
        "A lock opens",
        "Read more",
        "News",
        "1",
        "[3]",
        "©",
        "–",
        "\u00a0",
        "2020年5月3日",
        "<!--",
        "-->",
        "<",
        "&",
        "&#0;",
        "&#12;",
        "\f",
    ),
]


def judge(data: bytes) -> str:
    """Return what is wrong with how a page is read; "" if nothing is."""
    try:
        with suppress(SourceError):
            parse_listing(data, "page.html", address=ADDRESS, kind="html")
        propose(read_page(data), ADDRESS, UNDECLARED)
        with suppress(SourceError):
            list(explain_html(data, "page.html", address=ADDRESS))
    except Exception as error:  # noqa: BLE001 - any other error is what is looked for
        return repr(error)
    return ""


def main() -> int:
    """Look for pages that break the reader; the exit code is how many were found."""
    pages = [path.read_bytes() for path in sorted((ROOT / "tests").rglob("*.html"))]
    return look_for_faults(pages, PIECES, judge, ".html")


if __name__ == "__main__":
    sys.exit(main())

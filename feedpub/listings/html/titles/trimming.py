"""What stands at the edges of titles and is no part of them: kinds of files, counts of answers, words that lead on."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from feedpub.listings.html.groups.spans import Row, Span
from feedpub.listings.html.page.tree import Page
from feedpub.text import fold

_LEAD_UP: Final = re.compile(r"\s*[,;:([–—-]\s*([^\W\d_]+(?:\s[^\W\d_]+){0,2}):?$")
"""Words at the end of a title that may only lead up to the date behind it: “Ferry 2.1, released on”."""
_LED_UP: Final = (3, 0.9)
"""The number and the share of titles that say so, at least."""
_SIZE: Final = r"\d[\d.,]*\s?(?:[kmg]i?[bo]|bytes|octets)\b"
_KIND: Final = r"(?:pdf|docx?|xlsx?|pptx?|odt|rtf|zip|epub)\b"
_TRIMMING: Final = re.compile(
    rf"""
    ^[-–—|:·•,;›→►▶]+\s+ | \s*[,;|]+$ | \s+[›→►▶>]+$ | \s+[–—(\[-]+$
    | \s*[(\[]\s*(?:{_SIZE}\W*)?\.?{_KIND}[^()\[\]]{{0,24}}[)\]]?$  # “(PDF, 128 KB)”
    | \s*[(\[]{_SIZE}[^()\[\]]{{0,12}}[)\]]$
    | \s*[,–—|-]?\s+{_KIND}[\s,:–—|-]+{_SIZE}$ | \s+[–—|-]\s+{_KIND}$
    | (?<!\bis)(?<!\bare)(?<!['’]s)\s+[\[(*]?(?:new|neu|nouveau|nuevo|novo|nuovo|nieuw)[!\])*]+$
    | \s*[(\[]?(?:opens?\sin\s(?:an?\s)?new\s(?:browser\s)?(?:window|tab)|(?:link\sis\s)?external(?:\slink)?
      |öffnet\s(?:in\s(?:einem\s)?)?neue[mns]\s(?:fenster|tab)|nouvelle\sfenêtre|se\sabre\sen\suna\snueva\sventana
      |apre\sin\suna\snuova\sfinestra)[)\]]$
    """,
    re.IGNORECASE | re.VERBOSE,
)
_LAST: Final = re.compile(
    rf"{_KIND}|(?:\S*\d)?(?:[kmg]i?[bo]|bytes|octets)|neue?|new|nouveau|nuevo|novo|nuovo|nieuw"
    r"|window|tab|link|external|fenster|fenêtre|ventana|finestra",
    re.IGNORECASE,
)
"""The last words of titles that are trimmed at their end, where no mark stands there."""
_QUOTE: Final = re.compile(r"^»\s+|\s+»$")
"""A mark that leads on where nothing opens it as a quotation."""
_ROUNDS: Final = 3
_USUAL: Final = (
    re.compile(
        r"\W*\b(?:(?:read|learn|see|view|show|find out) (?:more|on|all|details)|(?:read|view) (?:the )?(?:full )?"
        r"(?:article|story|post|release)|continue reading|(?:more|full) details|more|details|lire (?:la suite|plus)"
        r"|en savoir plus|weiterlesen|weiter lesen|mehr(?: lesen| erfahren| dazu)?|zum (?:artikel|beitrag)|leer más"
        r"|ver más|saber más|más información|leggi (?:tutto|di più)|continua(?: a leggere)?|ler mais|leia mais"
        r"|saiba mais|lees (?:meer|verder)|meer lezen|czytaj (?:więcej|dalej)|więcej|läs mer|les mer|læs mere|lue lisää"
        r"|(?:(?:read|find|see|learn)(?: (?:it|more|all|details|the (?:full )?(?:article|text|story)))? |click |more )?"
        r"here(?: (?:for|to) (?:read )?(?:more|(?:more |the )?details|the (?:full )?(?:article|text|story)))?"
        r"|(?:mehr (?:dazu )?)?hier|(?:lire )?ici|(?:leer|más) aquí|(?:leia|mais) aqui"
        r"|číst (?:více|dále)|více|читать (?:далее|полностью)|подробнее|далее)\W*$"
        r"|\W*(?:続きを読む|もっと見る|查看(?:更多|详[情细])|[阅閱][读讀](?:全文|更多)|更多|[详詳][细細情])\W*$",
        re.IGNORECASE,
    ),
    re.compile(r"\s*[(\[](?!(?:19|20)\d\d\b)\d{1,4}[)\]]$"),
)
"""What no title ends with where nearly all do: words that lead on, how many answered."""
_OF_FILES: Final = (re.compile(rf"[\s,–—|-]+{_SIZE}\W*$", re.IGNORECASE),)
"""What no title ends with where nearly all do, and may stand behind their days: sizes of files."""
_BEFORE_PAPERS: Final = " :–—-([|/"
_MARKS: Final = " ,;:.|/)]–—-"
_FEWEST: Final = 3
_NEARLY: Final = 0.8


def trim(title: str) -> str:
    """Return a title without marks at its edges, kinds and sizes of files, badges, and words on where links open."""
    for _ in range(_ROUNDS if _may_be_trimmed(title) else 0):
        words = _TRIMMING.sub("", title)
        if "«" not in words:
            words = _QUOTE.sub("", words)
        if words == title or not any(map(str.isalnum, words)):
            break
        title = words
    return title


def _may_be_trimmed(title: str) -> bool:
    """Say without much ado of most titles that nothing at their edges is cut off."""
    edges = title[:1] + title[-1:]
    return not edges.isalnum() or "(" in title or "[" in title or _LAST.fullmatch(title.rpartition(" ")[2]) is not None


def without_endings(rows: Sequence[Row], endings: Sequence[re.Pattern[str]] = _USUAL) -> None:
    """Cut off titles what nearly all of a list end with, and no title would."""
    for usual in endings:
        titled = [(row, row.title) for row in rows if row.title is not None]
        least = max(_FEWEST, _NEARLY * len(titled))
        cut: list[tuple[Row, Span, str]] = []
        for place, (row, title) in enumerate(titled):
            rest = usual.sub("", title.text)
            if rest != title.text and any(map(str.isalpha, rest)):
                cut.append((row, title, rest))
            elif len(cut) + len(titled) - place - 1 < least:
                break  # most lists say nothing of the kind: few of their titles show it
        differ = len({rest for _, _, rest in cut}) >= _NEARLY * len(cut)
        for row, title, rest in cut if differ and len(cut) >= least else ():
            row.title = replace(title, text=rest)


def without_lead_ups(rows: Sequence[Row]) -> None:
    """Cut off titles what nearly all of them say between a mark and the date behind it."""
    ends = [
        (row, found)
        for row in rows
        if row.title and row.title.key[0] == "r" and (found := _LEAD_UP.search(row.title.text))
    ]
    _, alike = Counter(found[1] for _, found in ends).most_common(1)[0] if ends else ("", 0)
    for row, found in ends if alike >= max(_LED_UP[0], _LED_UP[1] * len(rows)) else ():
        if row.title is not None:
            row.title = replace(row.title, text=row.title.text[: found.start()])


def without_files(page: Page, rows: Sequence[Row]) -> None:
    """Cut off titles sizes, and links that nearly all end with and that say the same: “Council of 3 May: <agenda>”.

    The days of the entries are known: they may be told by the signs between them and these.
    """
    without_endings(rows, _OF_FILES)
    cut: list[tuple[Row, Span]] = []
    named: Counter[str] = Counter()
    parted = [(row, title) for row in rows if (title := row.title) is not None and title.p1 - title.p0 > 1]
    for row, title in parted if len(parted) >= _NEARLY * len(rows) else ():
        words = _last_link(page, title)
        rest = title.text.rstrip(_MARKS).removesuffix(words).rstrip(_BEFORE_PAPERS)
        if words and any(map(str.isalpha, rest)) and not title.text.startswith(f"{rest} {words}"):
            cut.append((row, replace(title, text=rest)))
            named[fold(words)] += 1
    usual = max(named.values(), default=0) >= max(_FEWEST, _NEARLY * len(rows))
    differ = len({title.text for _, title in cut}) >= _NEARLY * len(cut)
    for row, title in cut if usual and differ else ():
        row.title = title


def _last_link(page: Page, title: Span) -> str:
    """Return what the link says that a title ends with, behind words that are none of it; "" if there is none."""
    text = title.text.rstrip(_MARKS)
    links = {page.link[page.owner[piece]] for piece in range(title.p0, title.p1)} - {-1}
    said = (page.text_of(link) for link in links if page.first[link] > title.p0)
    return max((words for words in said if words and text.endswith(words)), key=len, default="")

"""What readers say of an article: below it, with their names and the minute, it looks like a list of news."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from feedpub.listings.html.groups.records import Record
from feedpub.listings.html.page.dating import beside_date, looks_like_a_date
from feedpub.listings.html.page.names import COMMENTS
from feedpub.listings.html.page.prose import is_sentence
from feedpub.listings.html.page.tree import Page, width

_SAYS: Final = re.compile(
    r"\W*(?:says|said|wrote|writes|commented|sagte?|schreibt|schrieb|meint|kommentierte?|dit|a dit|a écrit|écrit"
    r"|dice|dijo|comentó|escribió|ha detto|scrive|ha scritto|diz|disse|zegt|schreef)(?: on| am| le| el| il| op)?\W*",
    re.IGNORECASE,
)
_REPLY: Final = re.compile(
    r"\W*(?:(?:post a |leave a )?reply|reply to (?:this )?comment|antworten|beantworten|auf kommentar antworten"
    r"|r[ée]pondre|responder|contestar|rispondi|beantwoorden|reageer|odpovědět|odpowiedz|svara?|vastaa)\W*",
    re.IGNORECASE,
)
_HEADS: Final = re.compile(
    r"\W*(?:(?:\d+|one|no|all|alle|reader|readers’|readers'|user)\s+)?"
    r"(?:(?:leser)?kommentare?|comments?|(?:user|reader) comments|replies|responses|reactions|thoughts"
    r"|discussion|diskussion"
    r"|commentaires?|réactions?|réponses?|comentarios?|respuestas?|commenti|commento|risposte|comentários?|respostas?"
    r"|reacties?|komentarze|komentáře|antworten|ergänzungen)"
    r"(?:\s+(?:on|to|zu|zum|sur|à|su|a|en|sobre|op)\b.{0,120})?(?:\s*[(\[]?\d+[)\]]?)?\W*",
    re.IGNORECASE,
)
"""What a heading calls what readers say; what stands between their names and texts; and a way to answer them."""
_MINUTE: Final = re.compile(r"(?<![\d.:/-])(?:[01]?\d|2[0-3])\s?[:h.]\s?([0-5]\d)(?![\d.:/-])")
_ABOVE: Final = 12
"""Pieces between the heading of what readers say and the first of them: how they are sorted, a form."""
_SOME: Final = 200
_LONG: Final = 400
"""Letters of paragraphs above what readers say, where words tell it, and where none does."""
_HEADLINE: Final = 16
"""Letters of a link that may be a headline: names of readers have fewer."""
_LED: Final = 0.4
_FEW: Final = 2
_MOSTLY: Final = 0.5
_NEARLY: Final = 0.8
_SAMPLE: Final = 30
_NAME: Final = 24
_WORDS: Final = 3
_LINES: Final = 3
"""Letters and words of the name of a reader, and pieces above what is said among which it stands."""
_SAID: Final = 15
_EVEN: Final = 5
"""Minutes at which things begin: what is said has any."""


class Remarks:
    """Where a page says that readers speak."""

    def __init__(self, page: Page, told: Sequence[int]) -> None:
        """Look up the words for it; `told` are the letters of paragraphs before each piece."""
        texts = [piece.strip() for piece in page.pieces]
        short = [at for at, text in enumerate(texts) if len(text) < 2 * _HEADLINE]
        self._page: Final = page
        self._told: Final = told
        self._says: Final = [at for at in short if _SAYS.fullmatch(texts[at])]
        self._replies: Final = [at for at in short if _REPLY.fullmatch(texts[at])]
        self._heads: Final = [at for at, text in enumerate(texts) if self._is_a_head(at, text)]

    def are(self, records: Sequence[Record]) -> bool:
        """Say whether records are what readers say: by a name around them, words above or in them, or signatures."""
        page, first, last = self._page, records[0], records[-1]
        if _are_called_so(page, first.root):
            return True
        told = self._told[first.p0]
        if told < _SOME or _lead_on(page, records):
            return False
        inside = _count(self._says, first.p0 - _LINES, last.p1), _count(self._replies, first.p0, last.p1 + _ABOVE)
        if max(inside) >= max(2, _MOSTLY * len(records)):
            return True
        headed = _count(self._heads, first.p0 - _ABOVE, first.p0)
        if headed and _count(self._heads, first.p0, last.p1) < _MOSTLY * len(records):
            return True
        return told >= _LONG and self._are_signed(records)

    def _is_a_head(self, at: int, text: str) -> bool:
        page = self._page
        alone = page.fresh[at] and (at + 1 == len(page.pieces) or page.fresh[at + 1])
        node = page.owner[at]
        return alone and (page.head[node] or page.link[node] < 0) and _HEADS.fullmatch(text) is not None

    def _are_signed(self, records: Sequence[Record]) -> bool:
        """Say whether records are sentences with a name and an odd minute each: events begin at even ones."""
        some = records[:_SAMPLE]
        lines = list(_lines(self._page, max(some[0].p0 - _LINES, 0), some[-1].p1))
        found = [(at, one[1]) for at, line in enumerate(lines) if (one := _MINUTE.search(line[: 2 * _NAME]))]
        named = sum(any(map(_is_a_name, lines[max(at - 1, 0) : at + 2])) for at, _ in found)
        said = sum(width(line) >= _SAID and is_sentence(line) for line in lines)
        odd = sum(int(minute) % _EVEN > 0 for _, minute in found)
        many = len(found) > _FEW and len(found) >= _LED * len(some)
        return many and min(named, said) >= _NEARLY * len(found) and odd >= _MOSTLY * len(found)


def _are_called_so(page: Page, root: int) -> bool:
    """Say whether an element that holds what readers say is called so; one that holds the title of the page is not."""
    while root >= 0 and page.tag[root] not in {"body", "html", "main"}:
        if COMMENTS.search(page.hints[root]) and "h1" not in page.tag[root : page.end[root]]:
            return True
        root = page.parent[root]
    return False


def _lead_on(page: Page, records: Sequence[Record]) -> bool:
    """Say whether many records lead to other pages: by a headline, not by a name, a day, or to a place of this page."""
    return sum(any(_is_a_headline(page, node) for node in _links(page, one)) for one in records) > _LED * len(records)


def _links(page: Page, record: Record) -> Iterator[int]:
    nodes = range(record.e0, record.e1) if page.links[record.e1] > page.links[record.e0] else ()
    yield from (node for node in (record.root, *nodes) if page.link[node] >= 0)


def _is_a_headline(page: Page, node: int) -> bool:
    link = page.link[node]
    text = page.text_of(link)
    return "#" not in page.href(link) and width(text) >= _HEADLINE and not looks_like_a_date(text)


def _lines(page: Page, first: int, last: int) -> Iterator[str]:
    start = first
    for at in range(first + 1, last + 1):
        if at == last or page.fresh[at]:
            yield page.text(start, at)
            start = at


def _is_a_name(line: str) -> bool:
    """Say whether a line is a name, with the day beside it or not."""
    if looks_like_a_date(line):
        return False
    name = beside_date(line).partition(" … ")[0] or line
    short = width(name) <= _NAME and len(name.split()) <= _WORDS
    return short and any(map(str.isalpha, name)) and not is_sentence(name.rstrip(".") if len(name) < _SAID else name)


def _count(places: Sequence[int], first: int, last: int) -> int:
    return bisect_right(places, last - 1) - bisect_left(places, max(first, 0))

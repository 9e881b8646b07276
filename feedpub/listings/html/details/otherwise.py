"""What recurs beside titles and is no topic: who wrote, and where, how often others answered, links that lead on."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from feedpub.listings.html.groups.spans import Span
from feedpub.listings.html.page.names import AUTHOR, AUTHOR_LINK, BY, PLACE
from feedpub.listings.html.page.prose import amid_a_sentence, is_sentence
from feedpub.listings.html.page.tree import Page
from feedpub.listings.html.titles.signs import fills_its_link

_NUMBER: Final = re.compile(r"\d+")
_COUNTING: Final = re.compile(
    r"comments?(?:$|[ _-]|link|count|number)|(?:repl(?:y|ies)|views?|likes?|votes?|shares?)[_-]?(?:count|number)"
    r"|(?:^|[ _-])(?:replies|likes|votes)(?:$|[ _-])"
)
"""What elements are called that say how often something was answered or read, and when it no longer can be."""
_STATE: Final = re.compile(
    r"won|lost|drawn?|open|closed|active|inactive|expired|ended|pending|withdrawn|cancelled|yes|no|passed|carried|approved|adopted"
    r"|rejected|denied|defeated|failed|offen|laufend|geschlossen|abgeschlossen|beendet|ja|nein|angenommen|abgelehnt"
    r"|ouverte?|fermée?|close?|en cours|terminée?|oui|non|adoptée?|rejetée?|abiert[oa]|cerrad[oa]|s[ií]|aprobad[oa]"
    r"|rechazad[oa]|abert[oa]|fechad[oa]|encerrad[oa]|sim|não|aprovad[oa]|rejeitad[oa]|apert[oa]|chius[oa]|in corso"
    r"|scadut[oa]|approvat[oa]|respint[oa]|gesloten|aangenomen|verworpen|öppen|stängd|åben|lukket|åpen|avoin"
    r"|otwart[aey]|zamknięt[aey]|открыт[аоы]?|закрыт[аоы]?|да|нет",
    re.IGNORECASE,
)
"""How something stands, or was decided."""
_STATES: Final = 2
"""So many words say how often it was answered, and that it cannot be: more are topics in a line that counts answers."""
_STEM: Final = 3
"""Letters that forms of one word begin with: “reply”, “replies”."""


def called_so(page: Page, span: Span) -> Iterator[int]:
    """Yield the elements whose names are those of a span: its own, those it fills, the line it is a link in."""
    node = span.node
    yield node
    if span.link >= 0 and page.one_line(page.parent[node]):
        yield page.parent[node]
    for _ in range(3):
        above = page.parent[node]
        if above < 0 or page.first[above] != page.first[node] or page.last[above] != page.last[node]:
            return
        node = above
        yield node


def is_told_otherwise(page: Page, span: Span) -> bool:
    """Say whether a span is called an author or a place, by names, a link or the head of a column.

    A link amid a sentence is part of the text.
    """
    if page.column.get(span.node, "kicker") != "kicker":
        return True
    if span.inner and amid_a_sentence(page, span.link) and is_sentence(_behind(page, span)):
        return True
    return bool(AUTHOR_LINK.search(page.href(span.link))) or any(
        AUTHOR.search(h) or PLACE.search(h) for h in _hints(page, span)
    )


def _hints(page: Page, span: Span) -> set[str]:
    """Return what the elements are called that are named as a span is, and those in it."""
    return {page.hints[node] for node in (*called_so(page, span), *range(span.node + 1, page.end[span.node]))}


def _behind(page: Page, span: Span) -> str:
    """Return what stands behind a span in its line."""
    stop = span.p1
    while stop < len(page.pieces) and not page.fresh[stop]:
        stop += 1
    return page.text(span.p1, stop)


def are_counted(page: Page, spans: Sequence[Span]) -> bool:
    """Say whether most spans say what is counted, or whether it still is: forms of one word, or a few states."""
    stems = {"".join(filter(str.isalpha, span.text.casefold()))[:_STEM] for span in spans}
    counted = called = 0
    if len(stems) == 1:
        counted = sum(_is_counted(page, span) for span in spans)
    if len(stems) <= _STATES:
        called = sum(any(map(_COUNTING.search, _hints(page, span))) for span in spans)
    return 2 * max(counted, called) >= len(spans)


def _is_counted(page: Page, span: Span) -> bool:
    """Say whether an element is a number and the words of a span, which say of what: “12 <br> replies”."""
    first = page.first[span.node]
    return first == span.p0 - 1 and page.last[span.node] == span.p1 and page.pieces[first].strip().isdecimal()


def count_or_name(page: Page, spans: Sequence[Span]) -> bool:
    """Say whether most texts are counts, as of comments, or say who wrote something."""
    texts = {span.text: page.pieces[span.p0 - 1].strip() if span.p0 else "" for span in spans}
    named = sum(bool(BY.match(text) or BY.search(f"{before[-20:]} ")) for text, before in texts.items())
    counted = len({_NUMBER.sub("", text) for text in texts})
    return 2 * named > len(texts) or 2 * counted <= len(texts)


def leads_apart(page: Page, spans: Sequence[Span]) -> bool:
    """Say whether links of the same words lead to different places: they lead on, and are no labels.

    A link around the whole entry says nothing of the label in it.
    """
    places: defaultdict[str, set[str]] = defaultdict(set)
    own = [span for span in spans if fills_its_link(page, span)]
    again = Counter(span.text for span in own)
    for span in own:
        if again[span.text] > 1:
            places[span.text].add(page.href(span.link))
    return 2 * sum(len(hrefs) > 1 for hrefs in places.values()) > len(places)


def are_states(spans: Sequence[Span]) -> bool:
    """Say whether all spans only say how something stands, or was decided: “Open”, “Closed”."""
    return all(_STATE.fullmatch(span.text.strip(" ()[].:!")) for span in spans)

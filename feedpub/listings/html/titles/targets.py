"""Where the links of a table lead: to the entry of the row, or to what several rows share."""

from collections.abc import Mapping, Sequence
from statistics import median
from typing import Final

from feedpub.listings.html.groups.spans import Key, Span
from feedpub.listings.html.page.names import FURTHER
from feedpub.listings.html.page.tree import Page, width

_FEWEST: Final = 6
_MOST: Final = 0.8
_DIFFERENT: Final = 4
_WIDE: Final = 12
"""The usual width at least of titles that are told from words that lead on."""


def led_by_own(page: Page, keys: Sequence[Key], spans: Mapping[Key, Sequence[Span]], number: int) -> Key | None:
    """Return the key whose links lead to a place each in all records, where those of the first are shared by several.

    A list of filings names who filed, whose page is one for all of theirs, and what was filed, often by a script.
    """
    if not keys or not _names_places(page, spans[keys[0]]):
        return None
    return next((key for key in keys[1:] if len(spans[key]) == number and _leads_to_own(page, spans[key])), None)


def _names_places(page: Page, spans: Sequence[Span]) -> bool:
    """Say whether links in cells lead to a place by its name: the same words to the same, others elsewhere."""
    if not all(_in_cell(page, span) for span in spans):
        return False
    targets = {(span.text, _target(page, span)) for span in spans}
    return len(targets) == len({target for _, target in targets}) <= _MOST * len(spans)


def _leads_to_own(page: Page, spans: Sequence[Span]) -> bool:
    """Say whether links in cells lead to a place each, and say of which kind it is."""
    texts = {span.text for span in spans}
    own = len({_target(page, span) for span in spans}) == len(spans) >= _FEWEST
    told = own and len(texts) >= _DIFFERENT and median(width(span.text) for span in spans) >= _WIDE
    further = sum(FURTHER.match(text) is not None for text in texts)  # “Share buy-back” is none, but looks like one
    return told and 2 * further < len(texts) and all(_in_cell(page, span) for span in spans)


def _in_cell(page: Page, span: Span) -> bool:
    """Say whether a span is all of a link, and that all of a cell."""
    cell = page.parent[span.link] if span.link >= 0 else -1
    return cell >= 0 and page.tag[cell] == "td" and (page.first[cell], page.last[cell]) == (span.p0, span.p1)


def _target(page: Page, span: Span) -> str:
    """Return where a link leads, by its address and its script."""
    node = page.nodes[span.link]
    return f"{node.get('href') or ''} {node.get('onclick') or ''}"

"""Texts with days above mere links without: what is new on a page is told above all that it keeps."""

from itertools import islice, takewhile
from typing import Final

from feedpub.listings.html.choice.judge import Candidate, Judged
from feedpub.listings.html.groups.repeats import Group
from feedpub.listings.html.page.tree import Page
from feedpub.listings.html.reading.fields import Extraction, extract
from feedpub.listings.html.rivals.accepting import may_be_a_listing
from feedpub.listings.html.rivals.confidence import days_of
from feedpub.listings.html.titles.called import is_headed_apart

_BARE: Final = 0.3
"""What it counts at most that records have a text where they are the words of a link, and hardly any besides."""
_BEHIND: Final = 2.0
"""So much less than links a list may score that tells of something: its titles are no links, or it has none at all."""
_FEWEST: Final = 4
_LOOKED_AT: Final = 5
_DATED: Final = 0.9


def instead_of_links(
    page: Page, judged: Judged, best: Candidate, found: Extraction, address: str
) -> tuple[Candidate, Extraction]:
    """Return the best candidate, or the texts above it that are dated, newest first, where it is links without days."""
    if found.dated or best.reasons["text"] > _BARE or best.named:
        return best, found
    first = found.rows[0].record.p0

    def may_be_news(group: Group) -> bool:
        start, stop = page.first[group.roots[0]], page.last[group.roots[-1]]
        numbers = page.figures[stop] - page.figures[start]
        return stop <= first and numbers >= _FEWEST <= len(group.roots) and not is_headed_apart(page, 0, start)

    dated = (one for one in judged.those(may_be_news) if one.dated >= _DATED and not one.reasons["aside"])
    near = takewhile(lambda one: best.score - one.score <= _BEHIND, islice(dated, _LOOKED_AT))
    told = [(one, news) for one in near if _is_news(one, news := extract(page, one, address, found.terms))]
    some = set(told[0][0].group.roots) if told else set()
    whole = (pair for pair in told if some <= set(pair[0].group.roots))  # not only the texts with a link
    return max(whole, key=lambda pair: len(pair[0].group.roots), default=(best, found))


def _is_news(candidate: Candidate, found: Extraction) -> bool:
    """Say whether all of some entries have a day, the newest first."""
    days = days_of(found)
    newest_first = len(days) >= _FEWEST and days == sorted(days, reverse=True)
    return newest_first and may_be_a_listing(candidate, found)
